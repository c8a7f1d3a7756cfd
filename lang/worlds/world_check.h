/* world_check.h -- formulas of counterfactuals held against models, before anybody sees them.
 *
 * A counterfactual needs models whose boxes are functions: each hidden cause of the projection is a
 * coin, each vertex a function of its parents, its hidden causes and a noise of its own, which
 * chooses one of a few random functions or a constant, so that everything can happen.  There the
 * answer is evaluated world by world, and the formula over the state that would be observed. */
#ifndef CATGUT_WORLDS_WORLD_CHECK_H
#define CATGUT_WORLDS_WORLD_CHECK_H

#include "lang/worlds/world_effect.h"

/* A random model with the vertices of e under their numbers; hidden causes come behind them. */
bool random_functional_model(Session *s, Model *to, const WorldEffect *e, uint64_t seed,
                             uint64_t most_rows);

/* False: stopped, and it has complained. */
bool world_check(Session *s, WorldCheck *to, const WorldEffect *e, const WorldRow *row);

#endif
