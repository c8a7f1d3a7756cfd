/* query.h -- P and E with numbers: in a state, in a model with a functor, or of a model from a
 * state.
 *
 * A question becomes a closed diagram (surgery done, asked wires as outputs, do(X) as inputs) and a
 * Query over it. */
#ifndef CATGUT_ASK_QUERY_H
#define CATGUT_ASK_QUERY_H

#include "lang/ask/number_query.h"
#include "lang/session/meaning.h"

/* P(...). */
bool elaborate_probability(Session *s, Value *to, const Node *call);
/* Are they numbers, by their form? */
bool probability_is_number(const Session *s, const Node *call);
bool mean_is_number(const Session *s, const Node *call);
/* The question of a call P(...) or E(...) in the context, not answered; a->s and a->node are set,
 * and a stays where it is.  mean: it has one head without a value, or as many as are reckoned. */
bool number_query_read(NumberQuery *a, bool mean);
/* Of P, or of E whose one head is a variable, once it is read. */
bool number_query_answer(NumberQuery *a, Value *to, bool mean);
void number_query_clear(NumberQuery *a);
/* All that is done in a->question first: it decides what the labels and wires are. */
bool number_query_do(NumberQuery *a);
/* Then its items, in order; `free` and `opened` go along: what has no value, and how many inputs
 * of a->opened have become givens. */
bool number_query_add(NumberQuery *a, const QuestionItem *item, Map *free, size_t *opened);
bool number_query_start(NumberQuery *a);
/* Heads: every observed variable, or every wire, that no event of one variable is about. */
void number_query_add_all(NumberQuery *a);
/* The diagram, with its events of several variables and what evidence that is not certain adds to
 * it, and the ports of givens and heads. */
bool number_query_finish(NumberQuery *a);
bool number_query_undefined(NumberQuery *a, const Node *n, const ReachedRow *reached);

#endif
