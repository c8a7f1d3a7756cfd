/* layers.h -- a layout, made: layers by network simplex, bends, an order with few crossings, and
 * then places (place.h). */
#ifndef CATGUT_PICTURE_LAYERS_H
#define CATGUT_PICTURE_LAYERS_H

#include "base/budget.h"
#include "picture/layout.h"

/* False: the budget stopped it, the layout is empty. */
bool layout_make(Layout *to, const Scene *s, const Measure *m, Budget *b) MUST_CHECK;

#endif
