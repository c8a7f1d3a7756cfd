/* place.h -- the last step of a layout: places across the flow; for this folder alone. */
#ifndef CATGUT_PICTURE_PLACE_H
#define CATGUT_PICTURE_PLACE_H

#include "picture/layout.h"

/* Fills the x of items, ports and legs, from the order of the layers.  `rank` is the place of each
 * in-port among those of its shape. */
bool layout_place(Layout *l, const Scene *s, const Measure *m, const uint32_t *rank,
                  Budget *b) MUST_CHECK;

#endif
