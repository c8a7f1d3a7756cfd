/* point_question.h -- what a check of formulas is asked (point_check.h). */
#ifndef CATGUT_EVALUATE_POINT_QUESTION_H
#define CATGUT_EVALUATE_POINT_QUESTION_H

#include "diagram/estimand.h"
#include "surgery/identify.h"

/* Do these estimands say what P(y | do(x), z) of the effect is?  Their vertices have the numbers
 * that they have in the model.  All is borrowed. */
typedef struct PointQuestion {
    const Model *model; /* sorted, no vertex open; without the plans */
    const Effect *effect;
    const Estimand *const *estimands;
    size_t count;
    uint64_t most_entries, most_work; /* of tables at one time; multiplications in all */
} PointQuestion;

#endif
