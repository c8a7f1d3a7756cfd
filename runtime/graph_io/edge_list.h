/* edge_list.h -- graphs as tables of their edges, in CSV (RFC 4180).
 *
 *     from,to,kind
 *     X,Y,
 *     X,Z,<->
 *     U,,latent
 *     Alone,,
 *
 * The head names the columns: `from` (`source`, `cause`, `parent`), `to` (`target`, `effect`,
 * `child`), and perhaps `kind` (`type`, `edge`, `arrow`): nothing, `->`, `<-`, `<->`, or, where
 * `to` is empty, `latent`.  Cells are parted by what parts them in the head: a comma, a semicolon
 * or a tab. */
#ifndef CATGUT_GRAPH_IO_EDGE_LIST_H
#define CATGUT_GRAPH_IO_EDGE_LIST_H

#include "graph_io/graph_scan.h"
#include "graph_io/graph_write.h"

bool edge_list_read(GraphScan *s) MUST_CHECK;
/* Vertices stand first where their order, or a lonely one, would be lost, and `kind` only where it
 * is needed. */
bool edge_list_write(GraphOutput *o) MUST_CHECK;

#endif
