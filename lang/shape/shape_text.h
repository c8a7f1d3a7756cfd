/* shape_text.h -- sets and paths of variables in words. */
#ifndef CATGUT_SHAPE_SHAPE_TEXT_H
#define CATGUT_SHAPE_SHAPE_TEXT_H

#include "graph/graph.h"


/* The names of these vertices, in their order; latents without a name are left out. */
void shape_add_names(NameList *to, const Model *m, const WireList *set);
/* `{S, T}`; bare: a set of one is `S`. */
void shape_write_names(const NameList *names, Sink *out);
void shape_write_bare(const NameList *names, Sink *out);
void shape_write_set(const Model *m, const WireList *set, bool bare, Sink *out);
/* `S <- H -> C`; an unnamed latent in it is its `<->`. */
void shape_write_path(const Model *m, const Graph *g, const WireList *path, Sink *out);

#endif
