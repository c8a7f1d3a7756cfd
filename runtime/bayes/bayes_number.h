/* bayes_number.h -- numbers as they stand in the files; for this folder alone. */
#ifndef CATGUT_BAYES_BAYES_NUMBER_H
#define CATGUT_BAYES_BAYES_NUMBER_H

#include "bayes/bayes.h"

#define BAYES_ONE ((BayesNumber)1 << 6)

/* Reads the number that text starts with, to where it stops being one; text ends in a NUL.
 * BAYES_FINE, BAYES_NOT_A_NUMBER, BAYES_NEGATIVE or BAYES_LONG_NUMBER.  What stands behind it is
 * for the caller to see. */
BayesFault bayes_number_read(BayesNet *b, BayesNumber *to, const char *text,
                             const char **end) MUST_CHECK;

#endif
