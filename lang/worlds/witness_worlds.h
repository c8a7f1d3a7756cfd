/* witness_worlds.h -- witness G1, G2 = P(Y[X = 0] = 0, Y[X = 1] = 1) in m from experiments. */
#ifndef CATGUT_WORLDS_WITNESS_WORLDS_H
#define CATGUT_WORLDS_WITNESS_WORLDS_H

#include "lang/session/session.h"

/* n: the statement; e: the question. */
bool witness_worlds(Session *s, const Node *n, const Node *e);

#endif
