/* forget.h -- an effect identified without observed variables that it does not need.
 *
 * An estimand may have free variables: inputs of a conditional on which it does not depend.  Some
 * of them are there only because they are observed.  Summed out of the observed state they leave
 * one of a smaller model, in which the same effect is asked. */
#ifndef CATGUT_SURGERY_FORGET_H
#define CATGUT_SURGERY_FORGET_H

#include "surgery/identify.h"

/* to: a simplified estimand of the effect e, which is replaced by one with fewer free variables
 * while there is one that does not read one of these; `forgotten` gets those.  In large graphs, or
 * where there are many, only some are tried.  False: the budget. */
bool forget_free(Estimand *to, WireList *forgotten, const Graph *g, const Effect *e,
                 Budget *b) MUST_CHECK;

#endif
