/* complain_graph.h -- complaints about graphs of other programs: E225 to E229.
 *
 * Places are in the imported file, or in the text that stands in a script. */
#ifndef CATGUT_IMPORT_COMPLAIN_GRAPH_H
#define CATGUT_IMPORT_COMPLAIN_GRAPH_H

#include "graph_io/causal_graph.h"
#include "lang/complain/complain.h"

#include <stdbool.h>

/* A mistake of any kind but that the budget stopped it; format: "a graph of dagitty". */
bool complain_graph(Complainer *c, Span at, const GraphMistake *m, const char *format);
/* A text without any variable. */
/* No arrow and no braces: perhaps lists of neighbours, as dagitty once had them. */
bool complain_graph_bare(Complainer *c, Span at);
bool complain_graph_empty(Complainer *c, Span at, const char *format);

#endif
