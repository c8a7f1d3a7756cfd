/* value.h -- what an expression is worth.
 *
 * A Value owns what is in it, except the functor, which the session owns.  {0} is no value. */
#ifndef CATGUT_VALUE_H
#define CATGUT_VALUE_H

#include "show/table.h"
#include "surgery/comb.h"
#include "surgery/cut.h"

typedef enum ValueKind {
    VALUE_NONE,
    VALUE_NUMBER,
    VALUE_TRUTH,
    VALUE_DIAGRAM, /* also states, channels, boxes, combs */
    VALUE_MATRIX,  /* an evaluated state or channel, perhaps weighted, no diagram any more */
    VALUE_MODEL,
    VALUE_FUNCTOR,
    VALUE_TUPLE
} ValueKind;

typedef struct Value Value;
struct Value {
    ValueKind kind;
    mpq_t number; /* initialised only for a number */
    bool truth;
    Diagram diagram;
    bool is_comb;
    Comb comb;
    Matrix matrix; /* initialised only for a matrix */
    PortList in, out;
    bool weighted; /* rows need not sum to one */
    Model model;
    const Functor *functor;
    Name source; /* a functor's declaration, as written */
    ARRAY(Value) parts;
};

void value_clear(Value *v);
void value_swap(Value *a, Value *b);
void value_set(Value *to, const Value *v);

void value_set_number(Value *to, const mpq_t q);
void value_set_truth(Value *to, bool truth);
void value_take_diagram(Value *to, Diagram *d); /* d is swapped in */
void value_take_matrix(Value *to, Matrix *m, const PortList *in, const PortList *out,
                       bool weighted);

/* About how many bytes it takes. */
uint64_t value_bytes(const Value *v);

/* "a number", "a state", "a channel", "a model": for messages. */
const char *value_kind_name(const Value *v);

#endif
