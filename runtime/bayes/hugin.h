/* hugin.h -- Bayesian networks in Hugin's NET language (files called .net).
 *
 * Read are `node NAME { states = ("a" "b"); }` and `potential (X | A B) { data = ...; }`, in any
 * order, also inside a `class`; comments begin with %.  In `data` the numbers go by the variables
 * behind the bar, the first slowest, and the variable before it is fastest; brackets inside must
 * show the same, or be left out.  Other attributes (positions, labels for the eye) mean nothing
 * here.  What is no table of probabilities is refused by name: continuous, decision, utility and
 * function nodes, instances of classes, tables by `model_data`. */
#ifndef CATGUT_BAYES_HUGIN_H
#define CATGUT_BAYES_HUGIN_H

#include "bayes/bayes.h"

/* As bif_read in bif.h. */
bool hugin_read(BayesNet *to, BayesMistake *m, const char *text, size_t count, Names *names,
                Budget *budget) MUST_CHECK;

#endif
