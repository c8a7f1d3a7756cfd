/* table.h -- matrices as source that reads back, with fractions and decimals, and as JSON. */
#ifndef CATGUT_SHOW_TABLE_H
#define CATGUT_SHOW_TABLE_H

#include "diagram/diagram.h"
#include "num/matrix.h"

typedef struct Port {
    Name name; /* may be NULL */
    const Type *type;
} Port;
typedef ARRAY(Port) PortList;

typedef struct Shown {
    const Matrix *matrix;
    PortList in, out; /* one each port of the matrix */
    Name name;        /* declared as, or NULL for the value of an expression */
    bool function; /* a deterministic one: declared with `function` */
    bool weighted;    /* not a probability: rows need not sum to one */
} Shown;

typedef struct Style {
    int digits;     /* significant, of decimals */
    int width;      /* columns to aim for; 80 when it is not a terminal */
    bool shorten;   /* long fractions may be shortened (a terminal) */
    bool color;
    bool unicode;   /* pictures may use more than ASCII (the locale can) */
    Budget *budget; /* NULL; or it is asked as long output goes on, and where it says stop (its
                       `stop` tells) the text breaks off; JSON goes to its end */
} Style;

/* A number: `17/21   # 0.809524`; an integer has no decimal.  With a newline. */
void number_write(const mpq_t q, const Style *style, Sink *out);
void number_write_json(const mpq_t q, const Style *style, Sink *out);

/* A state or channel (see table.c for the forms).  With a newline. */
void shown_write(const Shown *s, const Style *style, Sink *out);
void shown_write_json(const Shown *s, const Style *style, Sink *out);

/* `(S : Smoking) * Bit`, `1`. */
void ports_write(const PortList *ports, Sink *out);
/* `smoker,tar`; nothing for an empty tuple. */
void tuple_write(const PortList *ports, const uint32_t *tuple, Sink *out);

#endif
