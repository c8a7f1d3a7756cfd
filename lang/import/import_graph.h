/* import_graph.h -- causal graphs of other programs as models. */
#ifndef CATGUT_IMPORT_IMPORT_GRAPH_H
#define CATGUT_IMPORT_IMPORT_GRAPH_H

#include "graph_io/graph_scan.h"
#include "lang/session/session.h"

#include <stdbool.h>

/* How a kind of graphs is called, and read. */
typedef struct GraphForm {
    const char *word, *name; /* "dagitty", "a graph of dagitty" */
    GraphReader *read;
} GraphForm;

/* `import "g.dag" as m of T`, where `path` is the file that was found. */
bool import_graph(Session *s, const char *path, const Node *n, const GraphForm *form);
/* `model m from dagitty "..." of T`. */
bool import_graph_text(Session *s, const Node *n, const GraphForm *form);

#endif
