/* neighbour_list.h -- graphs in the old text of dagitty, which its page and its package for R still
 * read: a line for each variable, an empty line, and a line for each list of neighbours.
 *
 *     Exercise E @0.1,0.3
 *     Heart%20disease O @1,0.3
 *     Diet 1 @0.5,0
 *
 *     Diet Exercise Heart%20disease @0.8,0.1
 *     Exercise Heart%20disease
 *
 * Behind a name stand its weight or its roles (E exposure, O outcome, A adjusted, U latent), and
 * where it is drawn; both may be left out.  Diet is a cause of the other two here.  Two lists that
 * have each other's first in them mean `<->`.  In names %20 is the byte 0x20, and blanks may stand
 * too: of a list, as few words make a name as can.  A matrix of 0 and 1 may stand in the place of
 * the lists, a row for each variable in their order, with 1 below its effects.  Weights and places
 * are noted as not kept. */
#ifndef CATGUT_GRAPH_IO_NEIGHBOUR_LIST_H
#define CATGUT_GRAPH_IO_NEIGHBOUR_LIST_H

#include "graph_io/graph_scan.h"

/* Is it such a text: no brace and no edge stands in it, and something behind an empty line? */
bool neighbour_list_is(const GraphScan *s);
bool neighbour_list_read(GraphScan *s) MUST_CHECK;

#endif
