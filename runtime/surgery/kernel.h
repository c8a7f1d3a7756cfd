/* kernel.h -- what a Verma constraint speaks of, in terms of the observed state. */
#ifndef CATGUT_SURGERY_KERNEL_H
#define CATGUT_SURGERY_KERNEL_H

#include "diagram/estimand.h"
#include "graph/markov.h"

/* The comb of v, with all but its set discarded, as an estimand of one recipe: a factor for each
 * vertex of the comb, given those before it in its component and their parents (Tian & Pearl 2002,
 * Lemma 1), summed over what is discarded.  Its heads are the set, v->v the last of them; its
 * inputs are those that it reads. */
void verma_kernel(Estimand *to, const Verma *v, const Projection *p);

#endif
