/* run_plot.h -- plot: numbers, states and channels as bars. */
#ifndef CATGUT_DRAW_RUN_PLOT_H
#define CATGUT_DRAW_RUN_PLOT_H

#include "lang/session/session.h"

#include <stdbool.h>

bool run_plot(Session *s, const Node *n);

#endif
