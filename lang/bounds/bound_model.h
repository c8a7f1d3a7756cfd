/* bound_model.h -- bounds G1, G2 = ...: two models that attain the ends.
 *
 * Each is declared and printed, and reads back: hidden causes `N_X`, one for each component, whose
 * values are response types, and functions of them.  Both have the state that was observed; in G1
 * the question has its least value, in G2 its most. */
#ifndef CATGUT_BOUNDS_BOUND_MODEL_H
#define CATGUT_BOUNDS_BOUND_MODEL_H

#include "lang/bounds/bound_question.h"

/* How two models are asked for. */
bool complain_bound_models(Session *s, const Node *names);
/* n: the statement.  Are the two names free, and is there one question? */
bool check_bound_models(Session *s, const Node *n);
/* names: LIST of two.  The answer has been completed (bound_answer_complete). */
bool declare_bound_models(BoundQuestion *q, const Node *names);

#endif
