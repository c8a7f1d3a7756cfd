/* uai.h -- Bayesian networks in the format of the UAI inference competitions.
 *
 * BAYES, how many variables there are, how many labels each has, how many tables; of each table how
 * many variables it is about, and which, the child last; then of each how many numbers it has, and
 * these, the last variable fastest.  The format has no names: variables become x0, x1, ..., labels
 * 0, 1, ....  Its MARKOV networks are refused. */
#ifndef CATGUT_BAYES_UAI_H
#define CATGUT_BAYES_UAI_H

#include "bayes/bayes.h"

/* As bif_read in bif.h. */
bool uai_read(BayesNet *to, BayesMistake *m, const char *text, size_t count, Names *names,
              Budget *budget) MUST_CHECK;

#endif
