/* kets.h -- a row of a matrix as source that reads back.
 *
 * Weights are written in full as fractions, and none is left out, not even 1.  For columns,
 * decimals and shortened fractions use table.h. */
#ifndef CATGUT_SHOW_KETS_H
#define CATGUT_SHOW_KETS_H

#include "num/matrix.h"
#include "show/ports.h"

/* `1/2|0> + 1/2|1>`, over the outputs; nothing for a row without entries. */
void kets_write(const Matrix *m, size_t row, const PortList *outputs, Sink *out);

#endif
