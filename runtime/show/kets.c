/* kets.c -- see kets.h. */
#include "show/kets.h"

void
kets_write(const Matrix *m, size_t row, const PortList *outputs, Sink *out)
{
    for (size_t e = m->start.at[row]; e < m->start.at[row + 1]; e++) {
        if (e > m->start.at[row])
            sink_put(out, " + ");
        rational_write(&m->weight.at[e], out);
        sink_put(out, "|");
        tuple_write(outputs, matrix_entry_tuple(m, e), out);
        sink_put(out, ">");
    }
}
