/* gml.h -- graphs in GML, the Graph Modelling Language (Himsolt 1996), as networkx, igraph and
 * DoWhy write it.
 *
 *     graph [ directed 1
 *       node [ id 0 label "X" ]
 *       node [ id 1 label "U" latent 1 ]
 *       edge [ source 1 target 0 ]
 *     ]
 *
 * A vertex is called by its label, or without one by its id, a number or a text.  `latent 1` or
 * `observed "no"` hides it; an edge with `dir "both"` or `bidirected 1` has two heads.  In texts
 * `&quot;`, `&amp;`, `&lt;`, `&gt;`, `&apos;` and `&#N;` stand for characters. */
#ifndef CATGUT_GRAPH_IO_GML_H
#define CATGUT_GRAPH_IO_GML_H

#include "graph_io/graph_scan.h"
#include "graph_io/graph_write.h"

bool gml_read(GraphScan *s) MUST_CHECK;
bool gml_write(GraphOutput *o) MUST_CHECK;

#endif
