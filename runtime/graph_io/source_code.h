/* source_code.h -- graphs as source of other languages: in R for the packages dagitty and bnlearn,
 * in Python for pgmpy.  They are written only.
 *
 * bnlearn and pgmpy have no A <-> B: in its place is a hidden vertex that acts on both; and in
 * bnlearn no vertex is hidden.  What was written instead is told, as in graph_write.h. */
#ifndef CATGUT_GRAPH_IO_SOURCE_CODE_H
#define CATGUT_GRAPH_IO_SOURCE_CODE_H

#include "graph_io/graph_write.h"

bool r_dagitty_write(GraphOutput *o) MUST_CHECK;
bool bnlearn_write(GraphOutput *o) MUST_CHECK;
bool pgmpy_write(GraphOutput *o) MUST_CHECK;

#endif
