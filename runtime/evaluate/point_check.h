/* point_check.h -- is a formula for an effect right?  With a stated certainty, at a stated cost.
 *
 * An estimand over the observed state and the truncated factorisation are rational functions of the
 * entries of a model's tables.  Both are evaluated at random points modulo random primes of 61
 * bits, with a new prime for each point.  Where they are different functions, they agree at such a
 * point with a probability that their degrees bound (Schwartz 1980, Zippel 1979; point_bound.h);
 * points are drawn until the product of these bounds is what was asked for.  A right formula always
 * passes: there is no error on that side.  A point where something would be divided by zero is
 * drawn again.
 *
 * It knows no session and no text: whoever has two formulas for the answer to a question about a
 * model may ask.  The same seed draws the same points. */
#ifndef CATGUT_EVALUATE_POINT_CHECK_H
#define CATGUT_EVALUATE_POINT_CHECK_H

#include "evaluate/point_question.h"
#include "network/outcome.h"

typedef struct PointCheck {
    bool passed;        /* all estimands are right, or chance was below 2^-certainty */
    bool failed;        /* one is wrong: */
    size_t wrong;       /* the first that is */
    uint64_t certainty;
    uint64_t points;    /* that it takes */
    uint64_t entries;   /* of tables, */
    uint64_t work;      /* and multiplications, that all points take, at least */
} PointCheck;

/* Is P(y | do(x), z) of q->effect what each of q->estimands says, up to a chance of 2^-certainty?
 * That is asked of the shape of the model: its mechanisms are random, also those that are fixed in
 * place.  q->most_work bounds all points together.  An estimand's last recipe has the effect's y
 * among its heads, and inputs among x and z.
 *
 * OUTCOME_TOO_LARGE: more than q allows, in `entries` or `work`; where neither is more, the degrees
 * are so high that points tell nothing. */
Outcome point_check(PointCheck *to, const PointQuestion *q, uint64_t certainty, uint64_t seed,
                    Budget *b) MUST_CHECK;

#endif
