/* xdsl.h -- Bayesian networks of GeNIe and SMILE, in XDSL.
 *
 * Read are `cpt` nodes, `deterministic` ones (a state for each combination), and `noisymax` ones
 * whose states and those of their parents stand from strongest to weakest, which are written out
 * as the tables that they stand for.  Numbers go by the parents as they stand, the first slowest,
 * the node's own states are fastest.  Other nodes are refused by name; what concerns the looks and
 * texts of a network is passed over. */
#ifndef CATGUT_BAYES_XDSL_H
#define CATGUT_BAYES_XDSL_H

#include "bayes/bayes.h"

/* As bif_read in bif.h. */
bool xdsl_read(BayesNet *to, BayesMistake *m, const char *text, size_t count, Names *names,
               Budget *budget) MUST_CHECK;

#endif
