/* complain_shape.h -- complaints about questions on the shape of a model: E140 to E149. */
#ifndef CATGUT_COMPLAIN_SHAPE_H
#define CATGUT_COMPLAIN_SHAPE_H

#include "lang/complain_meaning.h"

bool complain_no_model(Session *s, Span at);
bool complain_shape_of_state(Session *s, Span at, Name state);
bool complain_sets_overlap(Session *s, Span at, Name name);
/* what: the question's word */
bool complain_latent_in_shape(Session *s, Span at, Name name, Name what);
bool complain_no_variable(Session *s, Span at);
/* `name` is an observed variable of the model `in`, not of the model `other` */
bool complain_other_variables(Session *s, Span at, Name name, Name in, Name other);
bool complain_essential_latent(Session *s, Span at, const Model *m, const Vertex *latent);
bool complain_one_on_each_side(Session *s, Span at);

#endif
