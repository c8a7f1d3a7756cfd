/* exchange.h -- conditions that are as good as interventions. */
#ifndef CATGUT_SURGERY_EXCHANGE_H
#define CATGUT_SURGERY_EXCHANGE_H

#include "surgery/effect.h"

/* May z[at] be done instead of seen (rule 2 of the do-calculus, Pearl 1995)?  g is the graph with
 * the plans.  `determined`: what plans that are functions make of what is given is given, too, and
 * depends on nothing (the D-separation of Geiger, Verma & Pearl 1990). */
bool exchanges(const Graph *g, const Effect *e, size_t at, bool determined);

#endif
