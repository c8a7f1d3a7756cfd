/* value.h -- the values of expressions.
 *
 * A Value owns what is in it, except functors, which the session owns, and its answer, which it
 * shares with its copies. {0} is no value. */
#ifndef CATGUT_VALUE_VALUE_H
#define CATGUT_VALUE_VALUE_H

#include "lang/value/answer.h"
#include "num/matrix.h"
#include "show/ports.h"
#include "surgery/comb.h"

typedef enum ValueKind {
    VALUE_NONE,
    VALUE_NUMBER,
    VALUE_TRUTH,
    VALUE_DIAGRAM, /* also states, channels, boxes, combs */
    VALUE_MATRIX,  /* an evaluated state or channel, perhaps weighted, no diagram any more */
    VALUE_MODEL,
    VALUE_FUNCTOR,
    VALUE_ANSWER, /* see answer.h */
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
    Answer *answer;
    Name source; /* a functor's declaration, as written */
    Name of;     /* of an imported functor: its model; its source is written when it is shown */
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
void value_set_answer(Value *to, Answer *a); /* one more that shares it */
/* About how many bytes it takes. */
uint64_t value_bytes(const Value *v);
/* "a number", "a state", "a channel", "a model": for messages. */
const char *value_kind_name(const Value *v);
void value_push_diagram(Value *tuple, Diagram *d);

#endif
