/* table.h -- matrices as source that reads back, with fractions and decimals, and as JSON. */
#ifndef CATGUT_SHOW_TABLE_H
#define CATGUT_SHOW_TABLE_H

#include "num/matrix.h"
#include "show/ports.h"
#include "show/style.h"

typedef struct Shown {
    const Matrix *matrix;
    PortList in, out; /* one each port of the matrix */
    Name name;        /* declared as, or NULL for the value of an expression */
    bool function; /* a deterministic one: declared with `function` */
    bool weighted;    /* not a probability: rows need not sum to one */
} Shown;

/* A state or channel (see table.c for the forms).  With a newline. */
void shown_write(const Shown *s, const Style *style, Sink *out);
void shown_write_json(const Shown *s, const Style *style, Sink *out);

/* `[{"name":"C","type":"Cancer"}]` */
void ports_write_json(const PortList *ports, Sink *out);

#endif
