/* plotting.h -- plot: numbers, states and channels as bars. */
#ifndef CATGUT_PLOTTING_H
#define CATGUT_PLOTTING_H

#include "lang/elaborate.h"

bool run_plot(Session *s, const Node *n);

#endif
