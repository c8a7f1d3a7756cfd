/* run_functionalise.h -- functionalise G = m with F: a functional model with the same
 * experiments. */
#ifndef CATGUT_FUNCTIONAL_RUN_FUNCTIONALISE_H
#define CATGUT_FUNCTIONAL_RUN_FUNCTIONALISE_H

#include "lang/session/session.h"

bool run_functionalise(Session *s, const Node *n);

#endif
