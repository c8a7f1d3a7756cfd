/* query.h -- P and E with numbers: in a state, in a model with a functor, or of a model from a
 * state.
 *
 * A question becomes a closed diagram (surgery done, asked wires as outputs, do(X) as inputs) and a
 * Query over it. */
#ifndef CATGUT_ASK_QUERY_H
#define CATGUT_ASK_QUERY_H

#include "lang/read/question.h"
#include "lang/session/meaning.h"

typedef struct NumberQuery {
    Session *s;
    const Node *node;
    Question question;
    Query query;
    Model model;      /* a copy, with what is done; only in a model */
    WireList asked;   /* vertices that are outputs, in a model */
    WireList opened;
    Map output_of;    /* vertex -> output, in a model */
    Diagram diagram;
    PortList in, out;
    Sink event;       /* the fixed conditions, in words */
    const Node *told; /* the condition that stands last in it */
    ARRAY(const QuestionItem *) claims; /* events of several variables; see derived.h */
    size_t wanted;    /* heads that are reckoned: of Var, Cov, and E with arithmetic */
    ARRAY(const Node *) reckoned;
    WireList joined;  /* outputs that are asked for to be joined */
    WireList boxes;   /* those that join them */
} NumberQuery;

/* P(...) and E(...). */
bool elaborate_probability(Session *s, Value *to, const Node *call);
bool elaborate_mean(Session *s, Value *to, const Node *call);
/* Are they numbers, by their form? */
bool probability_is_number(const Session *s, const Node *call);
bool mean_is_number(const Session *s, const Node *call);
/* The question of a call P(...) or E(...) in the context, not answered; a->s and a->node are set,
 * and a stays where it is.  mean: it has one head without a value, or as many as are reckoned. */
bool number_query_read(NumberQuery *a, bool mean);
void number_query_clear(NumberQuery *a);
uint32_t number_query_output(NumberQuery *a, uint32_t v);
/* All that is done in a->question first: it decides what the labels and wires are. */
bool number_query_do(NumberQuery *a);
/* Then its items, in order; `free` and `opened` go along: what has no value, and how many inputs
 * of a->opened have become givens. */
bool number_query_add(NumberQuery *a, const QuestionItem *item, Map *free, size_t *opened);
bool number_query_start(NumberQuery *a);
/* The diagram is made: its events of several variables, and the wires of the answer. */
bool number_query_finish(NumberQuery *a);
/* Is there a variable of this name? */
bool number_query_has(const NumberQuery *a, Name name);
/* Its output, which is asked for from now on; it complains where there is none. */
bool number_query_find(NumberQuery *a, const Node *name, uint32_t *output);
const Type *number_query_type(const NumberQuery *a, uint32_t output);
bool number_query_undefined(NumberQuery *a, const Node *n, const ReachedRow *reached);

#endif
