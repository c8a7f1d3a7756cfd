/* run_draw.h -- draw: pictures of diagrams, models, combs, estimands and functors. */
#ifndef CATGUT_DRAW_RUN_DRAW_H
#define CATGUT_DRAW_RUN_DRAW_H

#include "lang/session/session.h"

#include <stdbool.h>

bool run_draw(Session *s, const Node *n);

#endif
