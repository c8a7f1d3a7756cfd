/* lavaan.h -- graphs as formulas, in the syntax of lavaan and other programs for structural
 * equations.
 *
 *     Y ~ X + Z        X and Z act on Y
 *     X ~~ Y           X <-> Y: their errors are correlated
 *     H =~ X + Y       H is hidden, and acts on X and Y
 *     X ~~ X           X is there
 *
 * Coefficients (`b*X`), intercepts, thresholds and constraints are noted as not kept; what is fixed
 * to zero is no edge.  A formula ends with its line, unless a sign at its end wants more, or with
 * `;`. */
#ifndef CATGUT_GRAPH_IO_LAVAAN_H
#define CATGUT_GRAPH_IO_LAVAAN_H

#include "graph_io/graph_scan.h"
#include "graph_io/graph_write.h"

bool lavaan_read(GraphScan *s) MUST_CHECK;
/* Vertices and parents stand in another order than in the graph: the causes that are hidden first.
 */
bool lavaan_write(GraphOutput *o) MUST_CHECK;

#endif
