/* run_sample.h -- sample 1000 of F(m) seed 1: rows drawn with exactly the probabilities of a state.
 *
 * They are printed as a state of counts over their number, or written to a file as they were drawn;
 * `sample s = ...` declares them as a state from rows.  The digits are those of base/random.h,
 * started from the seed. */
#ifndef CATGUT_SAMPLING_RUN_SAMPLE_H
#define CATGUT_SAMPLING_RUN_SAMPLE_H

#include "lang/session/session.h"

bool run_sample(Session *s, const Node *n);

#endif
