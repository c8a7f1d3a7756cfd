/* narrow.h -- states that are counted, with only the outputs that somebody reads. */
#ifndef CATGUT_NETWORK_NARROW_H
#define CATGUT_NETWORK_NARROW_H

#include "diagram/diagram.h"

/* In the place of each box of a state that is counted (data/row_state.h) comes the one without the
 * outputs that no box reads and d does not show.  Wires are renumbered where there is such a
 * box. */
void diagram_narrow(Diagram *d);

#endif
