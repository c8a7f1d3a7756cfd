/* graph_write.h -- causal graphs as texts of other programs.
 *
 * What is written reads back to the same graph: the vertices in their order, the parents of each in
 * theirs.  Where a program has no word for something, the writer tells what it wrote instead. */
#ifndef CATGUT_GRAPH_IO_GRAPH_WRITE_H
#define CATGUT_GRAPH_IO_GRAPH_WRITE_H

#include "graph_io/causal_graph.h"

typedef struct GraphOutput {
    const CausalGraph *graph;
    Name title; /* the name of the graph */
    Names *names;
    Sink *out;
    Name unsaid;           /* a name that the format cannot say */
    ARRAY(Name) unhidden;  /* hidden vertices that are written as observed ones */
    ARRAY(Name) between;   /* for each A <-> B, in order, the vertex that stands in its place */
} GraphOutput;

void graph_output_clear(GraphOutput *o);

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

/* Of each vertex, the arrows out of it, or into it, in their order: first.at[v] is an edge plus
 * one, next.at[edge] the next one plus one, 0 is none. */
typedef struct GraphLists {
    ARRAY(uint32_t) first, next;
} GraphLists;

void graph_lists_make(GraphLists *to, const CausalGraph *g, bool out);
void graph_lists_clear(GraphLists *l);

/* Gives each A <-> B a vertex of its own: o->between. */
void graph_name_confounders(GraphOutput *o);

#endif
