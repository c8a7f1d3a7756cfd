/* complain_class.h -- complaints about classes of models: E305, E307 to E310, E332. */
#ifndef CATGUT_CLASS_COMPLAIN_CLASS_H
#define CATGUT_CLASS_COMPLAIN_CLASS_H

#include "graph/pdag.h"
#include "lang/complain/complain.h"

/* stuck: vertices none of which can come last */
bool complain_no_member(Complainer *c, Span at, const Model *m, const Pdag *p,
                        const WireList *stuck);
/* It is latent, has a box put in, or one value and edges. */
bool complain_class_vertex(Complainer *c, Span at, const Model *m, const Vertex *v);
bool complain_class_pair(Complainer *c, Span at, const Model *m, uint32_t u, uint32_t v);
bool complain_no_class(Complainer *c, Span at, Name model);
bool complain_no_such_member(Complainer *c, Span at, Name class, size_t count);
/* effect: `P(Y | do(X))`; path: why the members differ */
bool complain_members_differ(Complainer *c, Span at, const char *effect, const char *path,
                             bool decided);

#endif
