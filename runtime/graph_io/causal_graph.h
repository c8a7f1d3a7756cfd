/* causal_graph.h -- a causal graph as other programs write it, and what can be wrong with a text
 * that says one.
 *
 * A vertex has roles; an arrow goes from one vertex to another; an arrow with two heads,
 * A <-> B, stands for a hidden common cause; a line, A -- B, for an arrow either way.  Vertices are
 * in the order in which the text first names them, edges in the order in which it says them; an
 * edge that is said again is the same edge.  Names are of the caller's Names. */
#ifndef CATGUT_GRAPH_IO_CAUSAL_GRAPH_H
#define CATGUT_GRAPH_IO_CAUSAL_GRAPH_H

#include "base/array.h"
#include "base/budget.h"
#include "base/map.h"
#include "base/name.h"

/* What a text says of a vertex, besides its arrows. */
enum {
    VERTEX_EXPOSURE = 1,
    VERTEX_OUTCOME = 2,
    VERTEX_ADJUSTED = 4,
    VERTEX_SELECTED = 8,
    VERTEX_LATENT = 16
};

typedef struct GraphVertex {
    Name name;
    unsigned roles;
    uint32_t start, end; /* bytes: where it is first named */
} GraphVertex;

typedef struct GraphEdge {
    uint32_t from, to; /* vertices, two different ones */
    bool both;         /* from <-> to */
    uint32_t start, end;
    bool line;         /* from -- to */
} GraphEdge;

typedef struct CausalGraph {
    ARRAY(GraphVertex) vertices;
    ARRAY(GraphEdge) edges;
    ARRAY(Name) unkept; /* the attributes of the text that nothing was made of, each once */
    bool ancestral;     /* a `mag`: its arrows mean ancestors */
    Map index;          /* name -> vertex */
    Map joined;         /* (from, to, both) -> edge */
    Map ignored;        /* those of unkept */
} CausalGraph;

typedef enum GraphFault {
    GRAPH_FINE,
    GRAPH_UNEXPECTED,  /* this stands there, and `wanted` should */
    GRAPH_BAD_BYTE,    /* a control character, or what is not UTF-8 */
    GRAPH_NOT_CLOSED,  /* `wanted`, which was opened here: a quote, a comment, a bracket */
    GRAPH_NO_NAME,     /* an empty name */
    GRAPH_LONG_NAME,
    GRAPH_DEEP,        /* groups inside groups */
    GRAPH_EDGE,        /* an edge that no model has: `wanted` tells its kind */
    GRAPH_UNDIRECTED,  /* a whole graph that says that its edges have no direction */
    GRAPH_TERM,        /* what a model has no word for: `wanted` */
    GRAPH_LOOP,        /* `name` is a cause of itself */
    GRAPH_CYCLE,       /* `cycle`, each a parent of the next, the last of the first */
    GRAPH_NO_VERTEX,   /* an edge to what is nowhere declared */
    GRAPH_VERTEX_TWICE, /* `name` is declared twice */
    GRAPH_BARE,        /* nothing tells which form of text it is */
    GRAPH_STOPPED      /* the budget says why */
} GraphFault;

typedef struct GraphMistake {
    GraphFault fault;
    uint32_t start, end; /* bytes; both at the end of the text where that is what was found */
    const char *wanted;  /* a phrase: "a name", "`]`" */
    bool unquoted;       /* GRAPH_UNEXPECTED: perhaps a sign of a name that lacks its quotes */
    Name name;
    ARRAY(Name) cycle;
} GraphMistake;

void graph_mistake_clear(GraphMistake *m);
/* Always false. */
bool graph_refuse(GraphMistake *m, GraphFault fault, uint32_t start, uint32_t end,
                  const char *wanted);

void causal_graph_clear(CausalGraph *g);
/* The vertex of this name, which is added where it is not there yet.  False: the budget said stop,
 * and *m says so. */
bool causal_graph_add_vertex(CausalGraph *g, GraphMistake *m, Budget *budget, Name name,
                             uint32_t start, uint32_t end, uint32_t *vertex) MUST_CHECK;
/* The same for an edge; also false for one from a vertex to itself. */
bool causal_graph_add_edge(CausalGraph *g, GraphMistake *m, Budget *budget,
                           const GraphEdge *edge) MUST_CHECK;
/* An attribute of this name was read, and nothing is made of it. */
void causal_graph_add_unkept(CausalGraph *g, Name attribute);
bool causal_graph_has_lines(const CausalGraph *g);
/* Do the arrows go round nowhere?  If they do, *m is about the edge of a circle that is said last.
 */
bool causal_graph_check(const CausalGraph *g, GraphMistake *m) MUST_CHECK;

#endif
