/* xmlbif.h -- Bayesian networks in XMLBIF, the XML-based BayesNet Interchange Format (Cozman 1998,
 * versions 0.2 and 0.3).
 *
 * In a DEFINITION (0.3) the numbers of a TABLE go by the variables of GIVEN as they stand, the
 * first slowest, and the variable of FOR is fastest of all.  In a PROBABILITY (0.2, as JavaBayes
 * wrote it) they go as in BIF: the variable of FOR is slowest.  Decisions and utilities are refused
 * by name. */
#ifndef CATGUT_BAYES_XMLBIF_H
#define CATGUT_BAYES_XMLBIF_H

#include "bayes/bayes.h"

/* As bif_read in bif.h. */
bool xmlbif_read(BayesNet *to, BayesMistake *m, const char *text, size_t count, Names *names,
                 Budget *budget) MUST_CHECK;

#endif
