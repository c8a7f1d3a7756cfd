/* export_graph.h -- models as graphs of other programs. */
#ifndef CATGUT_EXPORT_EXPORT_GRAPH_H
#define CATGUT_EXPORT_EXPORT_GRAPH_H

#include "graph_io/graph_write.h"
#include "lang/session/session.h"

#include <stdbool.h>

/* How a kind of graphs is called, and written. */
typedef struct GraphShape {
    const char *word, *name; /* "dagitty", "a graph of dagitty" */
    GraphWriter *write;
    bool lines; /* it has a word for A -- B */
} GraphShape;

/* The graph of the model, with `lines` between pairs (NULL: none), in this format, to be written to
 * a file; `told` gets comments about what of the model the text does not say.  False: complained at
 * `at`. */
bool export_graph(Session *s, const Model *m, const WireList *lines, Span at,
                  const GraphShape *shape, Sink *text, Sink *told);

#endif
