/* graph_write.h -- causal graphs as texts of other programs.
 *
 * What is written reads back to the same graph: the vertices in their order, the parents of each in
 * theirs.  Where a program has no word for something, the writer says so in `lost`. */
#ifndef CATGUT_GRAPH_IO_GRAPH_WRITE_H
#define CATGUT_GRAPH_IO_GRAPH_WRITE_H

#include "graph_io/causal_graph.h"

/* What a text does not say of its graph. */
enum {
    LOST_LATENT = 1, /* hidden vertices are written as observed ones */
    LOST_HEADS = 2   /* A <-> B is written as a vertex that is a parent of both */
};

typedef struct GraphOutput {
    const CausalGraph *graph;
    Name title; /* the name of the graph */
    Sink *out;
    unsigned lost;
    Name unsaid; /* a name that the format cannot say */
} GraphOutput;

/* False: o->unsaid is a name that cannot be written, and what is in o->out is no text. */
typedef bool GraphWriter(GraphOutput *o) MUST_CHECK;

/* Is this a letter, _ or one of `more`, and then also digits?  Letters are those of ASCII. */
bool graph_name_is_plain(Name name, const char *more);
/* Is it empty, or has it a control character, or what is no UTF-8? */
bool graph_name_is_odd(Name name);
/* Each name is allowed by `allows`, else it is told in o->unsaid. */
bool graph_names_allowed(GraphOutput *o, bool (*allows)(Name name)) MUST_CHECK;
/* The text between two quotes, with `escape` before each of the signs in `signs`. */
void graph_put_quoted(Sink *out, const char *text, char quote, const char *signs, char escape);

#endif
