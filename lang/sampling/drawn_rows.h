/* drawn_rows.h -- the rows of a sample, and what becomes of them. */
#ifndef CATGUT_SAMPLING_DRAWN_ROWS_H
#define CATGUT_SAMPLING_DRAWN_ROWS_H

#include "data/columns.h"
#include "lang/session/session.h"

/* Rows in memory, a column for each wire, in the order in which they were drawn. */
typedef struct DrawnRows {
    Session *s;
    PortList out;
    ColumnStore *store; /* NULL: it is a state's now */
    Sink text;          /* of a cell */
} DrawnRows;

/* So many rows are going to be drawn.  False: complained at n, there is no memory for them. */
bool drawn_rows_init(DrawnRows *d, Session *s, const PortList *out, uint64_t rows,
                     const Node *n);
void drawn_rows_clear(DrawnRows *d);
void drawn_rows_add(DrawnRows *d, const uint32_t *labels);

/* The counts over the number of rows, printed; the others: see run_sample.h.  All: false:
 * complained. */
bool drawn_rows_say(DrawnRows *d, const Node *n);
bool drawn_rows_write(DrawnRows *d, const Node *file, const Node *n);
bool drawn_rows_declare(DrawnRows *d, const Node *n);

#endif
