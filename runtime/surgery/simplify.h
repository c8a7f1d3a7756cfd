/* simplify.h -- an estimand in the form that books print.
 *
 * The result is the same channel wherever the observed state is positive; elsewhere it may be
 * defined in fewer or in more cases.  It is what is printed, and so what is evaluated.  Each step
 * is a law (see simplify.c), and whoever prints the result checks it. */
#ifndef CATGUT_SURGERY_SIMPLIFY_H
#define CATGUT_SURGERY_SIMPLIFY_H

#include "diagram/estimand.h"
#include "graph/graph.h"

/* `to` is sound, and has no recipe that its last one does not need.  g licenses the exchange of
 * conditions by d-separation; in large estimands only cheap steps are tried (linear in the size).
 */
bool estimand_simplify(Estimand *to, const Estimand *e, const Graph *g, Budget *b) MUST_CHECK;

#endif
