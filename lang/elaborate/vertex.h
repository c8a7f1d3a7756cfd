/* vertex.h -- variables of models and wires of states, by their names. */
#ifndef CATGUT_ELABORATE_VERTEX_H
#define CATGUT_ELABORATE_VERTEX_H

#include "lang/session/session.h"

/* Calls `act` for each vertex that the argument names: X, or {X, Y}. */
typedef bool VertexAct(Session *s, Model *m, uint32_t v, Span at, void *more);

/* The vertex of this name, or the unnamed latent that is called `A <-> B`. */
bool find_box(Session *s, const Model *m, Name name, uint32_t *v);
bool find_vertex(Session *s, const Model *m, const Node *n, uint32_t *v);
/* What the unnamed latent of A <-> B is called: `A <-> B`. */
Name edge_name(Session *s, const Model *m, const Vertex *v);
/* What S is called in step k of a model that is repeated: `S_3`. */
Name step_name(Names *names, Name family, uint32_t k);
/* S_1, S_2 and so on, as far as m has them, join the list. */
void add_steps(Session *s, WireList *to, const Model *m, Name family);
/* The last step of a variable of m in the tree, whose labels have none; 0: there is none. */
uint32_t last_step(Session *s, const Model *m, const Node *n);
/* Its name, which may be of a step that m has no more, or NULL. */
const Node *last_step_name(Session *s, const Model *m, const Node *n);
/* The output of d that has this name; each is said once. */
bool find_output_named(Session *s, const Diagram *d, Name name, Span at, uint32_t *to);
/* Is no vertex an input?  If one is, complains. */
bool is_closed_model(Session *s, const Model *m, Span at);
/* `{A, B}`, by name. */
void set_write(const Name *name_of, const WireList *set, Sink *out);
/* The names of a model's vertices, an array to be freed. */
Name *vertex_names(Session *s, const Model *m);
bool for_vertices(Session *s, Model *m, const Node *n, VertexAct *act, void *more);
void write_vertex_names(const Name *name_of, const WireList *list, Sink *out);

#endif
