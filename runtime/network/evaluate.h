/* evaluate.h -- the exact meaning of a diagram, by elimination on its network.
 *
 * Semantics is a functor to stochastic matrices over the rationals; it is never computed by
 * Kronecker products.  The wires are variables, the boxes factors, copy a repeated variable,
 * discard a summed one (theory.md, section 2).  interpret -> plan -> run; each can be looked at. */
#ifndef CATGUT_EVALUATE_H
#define CATGUT_EVALUATE_H

#include "base/budget.h"
#include "diagram/diagram.h"
#include "num/matrix.h"

/* An end of the diagram that is a row of the answer. */
typedef struct Given {
    bool input;        /* an input of the diagram, else an output conditioned on */
    uint32_t position; /* among the inputs, or among the outputs */
} Given;

/* An event on an output: the allowed labels. */
typedef struct Event {
    uint32_t position; /* among the outputs */
    bool condition;    /* right of the bar */
    bool complement;   /* the labels listed are the ones not allowed */
    WireList labels;   /* increasing */
} Event;

/* P(heads, events | givens, conditions): heads are output positions.  Outputs nobody mentions are
 * discarded.  Every input of the diagram is a given. */
typedef struct Query {
    const Diagram *diagram;
    WireList heads;
    ARRAY(Given) givens;
    ARRAY(Event) events;
} Query;
void query_clear(Query *q);

/* The plain meaning of d: heads its outputs, givens its inputs. */
void query_all(Query *q, const Diagram *d);

typedef enum Outcome {
    OUTCOME_DONE,
    OUTCOME_STOPPED,    /* the budget says why */
    OUTCOME_TOO_LARGE,  /* trouble.entries, trouble.limit */
    OUTCOME_NO_MEANING, /* trouble.box */
    OUTCOME_NO_CARRIER, /* trouble.type */
} Outcome;

/* Why a row is undefined: for a box with undefined rows inside the diagram, which of its rows was
 * reached with positive probability (the first found). */
typedef struct Trouble {
    const Box *box;
    size_t row;
    const Type *type;
    Sink entries;   /* decimal digits: how many entries the largest table would have */
    uint64_t limit; /* how many entries the budget allows */
    uint64_t bytes; /* the budget they come from */
} Trouble;
void trouble_clear(Trouble *t);

/* The answer: rows by the givens in order, outputs the heads in order.  With conditions or output
 * givens each row is normalised; a row whose condition has probability zero, or that would need an
 * undefined row of a box inside, is undefined.  trouble->box is set when the latter happened.
 * Conditional boxes are computed as needed and kept in `meaning`. */
Outcome evaluate(Matrix *to, const Query *q, Meaning *meaning, Budget *b, Trouble *t) MUST_CHECK;

/* For --stage=network and --stage=plan: what evaluate would do, as text.  plan says the order, the
 * cost of each step, the largest table and the total, and whether the budget allows it. */
Outcome evaluate_write_network(const Query *q, Meaning *meaning, Budget *b, Trouble *t, Sink *out);
Outcome evaluate_write_plan(const Query *q, Meaning *meaning, Budget *b, Trouble *t, Sink *out);

#endif
