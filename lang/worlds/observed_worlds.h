/* observed_worlds.h -- counterfactuals of a model from what was observed: identified first. */
#ifndef CATGUT_WORLDS_OBSERVED_WORLDS_H
#define CATGUT_WORLDS_OBSERVED_WORLDS_H

#include "lang/worlds/world_effect.h"

/* A row that is 0, 1 or undefined by logic alone becomes the one row of `to`, which has these
 * outputs; false: it is none of these. */
bool observed_row_known(Matrix *to, const WorldRow *r, const PortList *out);
/* P(Y[X = 0] | X = 1) in m from w, or its mean. */
bool observed_worlds(Session *s, Value *to, const Node *call, bool mean);
/* The same of a question that was asked elsewhere: complaints are made at another place. */
bool observed_worlds_at(Session *s, Value *to, const Node *call, const Node *at, bool mean);

#endif
