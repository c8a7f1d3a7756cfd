/* soft.h -- evidence that is not certain, right of the bar: likelihoods, and Jeffrey's rule.
 *
 * B ~ 4/5|t> + 1/5|f> is virtual evidence (Pearl 1988, section 2.2.2): something that depends on B
 * alone was seen, and these are in proportion to how likely each label of B made it.  It becomes
 * that something: a box that reads B, and the event of its first label.
 *
 * jeffrey(B = 4/5|t> + 1/5|f>) is a new state of B, all else that is known taken into account: the
 * answer is sum_b q(b) P(A | B = b, ...) (Jeffrey 1965; Jacobs 2019, "The mathematics of changing
 * one's mind").  It is virtual evidence too, with likelihoods q(b) / P(b | ...). */
#ifndef CATGUT_ASK_SOFT_H
#define CATGUT_ASK_SOFT_H

#include "lang/ask/number_query.h"

/* The item's wire is output `output`, of this type; false: it has complained. */
bool soft_add(NumberQuery *a, const QuestionItem *item, uint32_t output, const Type *t);
/* Once a->diagram and a->query are there: the boxes and events. */
bool soft_finish(NumberQuery *a);
void soft_clear(SoftList *l);
/* jeffrey(...) by itself: it is no value, so this complains. */
bool elaborate_jeffrey(Session *s, Value *to, const Node *call);
/* The weights of its first row, as kets: `3|t> + 1/2|f>`. */
void soft_write(const Soft *x, const Type *t, Sink *out);

#endif
