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

/* What stands left of the arrow: `yes,no`.  After another row (`later`) a minus that begins the key
 * would be read as a difference, so there the first label is quoted. */
void row_key_write(const PortList *inputs, const uint32_t *tuple, bool later, Sink *out);

/* The same for a key that is written already, as labels with commas between them. */
void row_key_write_text(const char *key, bool later, Sink *out);

#endif
