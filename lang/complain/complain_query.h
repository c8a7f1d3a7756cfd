/* complain_query.h -- complaints about questions and what they are asked in: E095 to E103, E126,
 * E176, E177, E306. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_QUERY_H
#define CATGUT_COMPLAIN_COMPLAIN_QUERY_H

#include "lang/complain/complain.h"
#include "lang/value/value.h"

bool complain_no_context(Complainer *c, Span at);
bool complain_open_context(Complainer *c, Span at, size_t inputs);
bool complain_open_model(Complainer *c, Span at, Name vertex);
bool complain_do_in_state(Complainer *c, Span at, Name state);
bool complain_do_left(Complainer *c, Span at);
bool complain_asked_twice(Complainer *c, Span at, Name name);
/* X ~ likelihoods or jeffrey(...), where the answer is no number. */
bool complain_soft_evidence(Complainer *c, Span at);
bool complain_not_a_variable(Complainer *c, Span at);
bool complain_unknown_wire_name(Complainer *c, Span at, Name name, const Diagram *d, bool any);
bool complain_two_wires(Complainer *c, Span at, Name name);
bool complain_event_range(Complainer *c, Span at);
bool complain_mean(Complainer *c, Span at);
bool complain_mean_label(Complainer *c, Span at, const Type *t, uint32_t position);
bool complain_state_lacks(Complainer *c, Span at, Name vertex);
bool complain_state_type(Complainer *c, Span at, Name vertex, const Type *has, const Type *wanted);
bool complain_from_wants_model(Complainer *c, Span at, const Value *found);
/* what: the word of the question */
bool complain_asked_of_class(Complainer *c, Span at, const char *what, Name class);
/* Nothing asks in this context. */
bool complain_unused_context(Complainer *c, Span at);
/* An expression that goes on behind the context. */
bool complain_context_too_far(Complainer *c, Span at);
/* The functor says nothing about the boxes of the state. */
bool complain_unused_functor(Complainer *c, Span at);
/* What stands behind `with` or `from`, where the shape alone was asked. */
/* experiments: `{}, {X}`, what was done where these states were measured. */
bool complain_unused_states(Complainer *c, Span at, const char *experiments);
bool complain_unused_numbers(Complainer *c, Span at, bool with);
/* `by {Z}` or `all`, where there is one way to know it at most. */
bool complain_unused_criterion(Complainer *c, Span at);
bool complain_not_a_question(Complainer *c, Span at);
/* It is no question that `explain` has reasons for; an expectation's are those of its P. */
bool complain_not_explained(Complainer *c, Span at, bool mean);

#endif
