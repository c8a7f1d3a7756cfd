/* export_graph.h -- models as graphs of other programs. */
#ifndef CATGUT_EXPORT_EXPORT_GRAPH_H
#define CATGUT_EXPORT_EXPORT_GRAPH_H

#include "graph_io/graph_write.h"
#include "lang/session/session.h"

#include <stdbool.h>

/* The graph of the model in this format, to be written to a file; `told` gets comments about what
 * of the model the text does not say.  False: complained at `at`. */
bool export_graph(Session *s, const Model *m, Span at, const char *word, GraphWriter *write,
                  Sink *text, Sink *told);

#endif
