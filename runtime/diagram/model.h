/* model.h -- causal structures: directed acyclic graphs with a box for each vertex.
 *
 * A causal structure G and its syntactic category Syn(G): one object a vertex, one box pa(X) -> X a
 * vertex (Jacobs, Kissinger & Zanasi 2019, section 3).  Vertices stand in the order of their
 * declaration; a parent may be declared later.  The graph has no cycle.
 *
 * A Model owns its arrays and borrows names, types and boxes. */
#ifndef CATGUT_DIAGRAM_MODEL_H
#define CATGUT_DIAGRAM_MODEL_H

#include "diagram/diagram.h"

typedef struct Vertex {
    Name name;        /* NULL: the unnamed latent of X <-> Y */
    uint32_t ends[2]; /* of an unnamed latent: X and Y, which read it unless surgery stopped them */
    const Type *type; /* for an unnamed latent, an abstract type of its own */
    const Box *box;   /* the box pa(X) -> X it was declared with; NULL where it never had one */
    bool latent;
    bool open;        /* an input: do(X) took its box away */
    bool gone;        /* for pictures: discarded, and so without box and wires */
    Name fixed;       /* source of a mechanism fixed in place (`uniform`, `|1>`, `k(Z)`), or NULL */
    WireList parents; /* vertices, in the order the mechanism reads them */
    WireList cut;     /* read before surgery, for pictures; may be among parents again */
    Diagram mechanism; /* parents -> X, one output; empty when open */
} Vertex;

typedef struct Model {
    Name name;
    ARRAY(Vertex) vertices; /* unnamed latents last, in order of declaration */
    Map index;              /* name -> vertex */
    WireList order;         /* vertices, each after its parents; model_sort */
} Model;

void model_clear(Model *m);
void model_set(Model *to, const Model *m);
void model_swap(Model *a, Model *b);

/* One more vertex, whose arrays become the model's.  Of two with one name the first is found. */
void model_add_vertex(Model *m, const Vertex *v);

/* Finds the order (smallest vertex first among the free ones).  False: there is a cycle, written to
 * `cycle` as vertices, each a parent of the next, the last a parent of the first, beginning with
 * its smallest; the order stays what it was. */
bool model_sort(Model *m, WireList *cycle) MUST_CHECK;

bool model_find(const Model *m, Name name, uint32_t *vertex);

/* What S is called in steps: `S_12` is of step 12; 0: the name has no such end. */
uint32_t named_step(const char *name);
/* The last k of an S_k, and the first, where S are so many bytes of the name; 0: there is none. */
uint32_t model_last_step(const Model *m, const char *name, size_t length, uint32_t *first);

/* The wiring of m with every vertex's mechanism once, inputs the open vertices in declaration order
 * (named), outputs the wires of these vertices, in this order (named). */
void model_diagram(Diagram *to, const Model *m, const WireList *outputs);
/* The same, but without the mechanisms that no output depends on. */
void model_diagram_needed(Diagram *to, const Model *m, const WireList *outputs);

/* The observed vertices, in declaration order: what *the* diagram of a model outputs. */
void model_observed(const Model *m, WireList *to);

/* The diagram of a model: all mechanisms, with the observed vertices as outputs. */
void model_state(Diagram *to, const Model *m);

/* v reads nothing any more; its parents are remembered in cut. */
void model_cut_parents(Model *m, uint32_t v);

/* Is its mechanism one value? */
bool vertex_is_set(const Vertex *v);

/* v's mechanism is now this (swapped in, and left empty) with these parents; `fixed` is its source.
 * Then sort again: new parents may move v, or close a cycle. */
void model_fix(Model *m, uint32_t v, const WireList *parents, Diagram *mechanism, Name fixed);

#endif
