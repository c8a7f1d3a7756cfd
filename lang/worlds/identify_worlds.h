/* identify_worlds.h -- identify P(Y[X = 0] | X = 1) in m. */
#ifndef CATGUT_WORLDS_IDENTIFY_WORLDS_H
#define CATGUT_WORLDS_IDENTIFY_WORLDS_H

#include "lang/worlds/world_effect.h"

/* n: the call, perhaps with `in` around it. */
bool identify_worlds(Session *s, const Node *n);
/* Checks every formula, and says the verdicts. */
bool say_worlds(Session *s, WorldEffect *e);
/* Why a row is not identified, without a last line end. */
void write_world_reason(Session *s, const WorldEffect *e, const WorldRow *r, Sink *out);

#endif
