/* complain_shape.h -- complaints about questions on the shape of a model: E140 to E149. */
#ifndef CATGUT_SHAPE_COMPLAIN_SHAPE_H
#define CATGUT_SHAPE_COMPLAIN_SHAPE_H

#include "diagram/model.h"
#include "lang/complain/complain.h"

bool complain_no_model(Complainer *c, Span at);
bool complain_shape_of_state(Complainer *c, Span at, Name state);
bool complain_sets_overlap(Complainer *c, Span at, Name name);
/* what: the word of the question */
bool complain_latent_in_shape(Complainer *c, Span at, Name name, Name what);
bool complain_no_variable(Complainer *c, Span at);
/* `name` is an observed variable of the model `in`, not of the model `other` */
bool complain_other_variables(Complainer *c, Span at, Name name, Name in, Name other);
bool complain_essential_latent(Complainer *c, Span at, const Model *m, const Vertex *latent);
bool complain_one_on_each_side(Complainer *c, Span at);

#endif
