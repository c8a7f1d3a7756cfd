/* kets.c -- see kets.h. */
#include "show/kets.h"

#include <string.h>

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

void
row_key_write_text(const char *key, bool later, Sink *out)
{
    size_t first = later && *key == '-' ? strcspn(key, ",") : 0;
    if (first) {
        sink_put(out, "\"");
        sink_add(out, key, first);
        sink_put(out, "\"");
    }
    sink_put(out, key + first);
}

void
row_key_write(const PortList *inputs, const uint32_t *tuple, bool later, Sink *out)
{
    Sink key;
    sink_init(&key);
    tuple_write(inputs, tuple, &key);
    row_key_write_text(sink_text(&key), later, out);
    sink_clear(&key);
}
