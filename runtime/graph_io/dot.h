/* dot.h -- graphs in the text of dagitty (its web page and its package for R), and in that of
 * Graphviz, DOT, on which it builds.
 *
 *     dag { bb="0,0,1,1"                          digraph {
 *       X [exposure, pos="0.1,-0.3"]                X; U [latent=true]
 *       U [latent]                                  X -> Y [dir=both]
 *       {X U} -> {Y Z}; X <-> Y; A <- B -> C        {A B} -> C
 *     }                                           }
 *
 * A group stands for all the vertices in it.  In dagitty's text `dag { }` may be left out where
 * there is an edge, and its old form is read too (neighbour_list.h).  In Graphviz' an arrow with
 * `dir=both`, or `<->`, has two heads.  Edges without a direction and those with circles are
 * refused; other attributes are noted as not kept. */
#ifndef CATGUT_GRAPH_IO_DOT_H
#define CATGUT_GRAPH_IO_DOT_H

#include "graph_io/graph_scan.h"
#include "graph_io/graph_write.h"

bool dagitty_read(GraphScan *s) MUST_CHECK;
bool dot_read(GraphScan *s) MUST_CHECK;
bool dagitty_write(GraphOutput *o) MUST_CHECK;
bool dot_write(GraphOutput *o) MUST_CHECK;

#endif
