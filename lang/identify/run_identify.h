/* run_identify.h -- identify: the verdict, the estimand, the hedge. */
#ifndef CATGUT_IDENTIFY_RUN_IDENTIFY_H
#define CATGUT_IDENTIFY_RUN_IDENTIFY_H

#include "lang/identify/estimand.h"

/* Identifies, simplifies and checks, by the criterion that `by` wants (NULL: the preferred one);
 * complains where the question is wrong, the budget is used up, or the check fails. */
bool make_identified(Session *s, Identified *to, const Node *expr, const Node *by);
/* The same, of the question that i has. */
bool answer_identified(Session *s, Identified *i, const Node *expr, const Node *by);
/* The same of a call that stands in `whole`, as elaborate_effect_call has it. */
bool make_identified_call(Session *s, Identified *to, const Node *call, const Node *whole,
                          const Node *by);
/* A named quantity becomes its definition, and is told so; any other expression stays.  NULL: it
 * has complained. */
Node *quantity_defined(Session *s, Node *e);
/* P(Y | do(X)) in a class of models whose members differ in it: *said, that they do, with two. */
bool identify_doubt(Session *s, const Node *e, bool *said);
bool run_identify(Session *s, const Node *n);

#endif
