/* effect.h -- what is asked of a shape: P(y | do(x), z), perhaps with plans. */
#ifndef CATGUT_SURGERY_EFFECT_H
#define CATGUT_SURGERY_EFFECT_H

#include "graph/graph.h"

/* A mechanism in the place of a vertex's own: do(X := k(Z)), a soft intervention. */
typedef struct EffectPlan {
    uint32_t vertex;
    WireList reads; /* what it listens to and makes use of: observed vertices, none for a state */
    WireList image; /* where it is known to be a function: a label for each row of the reads, the
                       last of them fastest; else empty */
    WireList sizes; /* then: how many labels each of the reads has */
    bool unread;    /* it has a table, which is too large to be looked through */
} EffectPlan;

/* P(y | do(x), z): observed vertices, the three lists disjoint, y not empty.  Where there are
 * plans, all is asked of the model after that surgery, in which a planned vertex is one like any
 * other: it may be in y or z, and is not in x.  What plans read closes no cycle. */
typedef struct Effect {
    WireList y, x, z;
    ARRAY(EffectPlan) plans;
} Effect;
void effect_clear(Effect *e);
void effect_set(Effect *to, const Effect *e);
/* One more plan, whose reads are copied. */
void effect_add_plan(Effect *e, uint32_t vertex, const WireList *reads);
/* The plan that v has in this model after surgery: it reads v's parents, or nothing where v has but
 * one value. */
void effect_add_plan_of(Effect *e, const Model *after, uint32_t v);
/* No plan is known to be a function any more. */
void effect_forget_images(Effect *e);
/* Joins to `known` what follows from it and from plans that are functions: what such a plan gives
 * or reads, where its rows leave one label. */
void effect_determined(WireList *known, const Effect *e);
/* The same with all that follows given, too, and of y what does not, perhaps nothing. */
void effect_given_all(Effect *to, const Effect *e);
/* g after that surgery: plans read what they do, and what is done nothing.  False: as with
 * graph_rewire, no order is that of both. */
bool effect_graph(Graph *to, const Graph *g, const Effect *e);
/* Do they tell more than what is done and known? */
bool effect_follows(const Effect *e);
/* Q[set] = P(set | do(parents outside it)), in `to`, which is empty. */
void effect_of_comb(Effect *to, const Projection *p, const WireList *set);
/* Is v in one of the lists, planned, or read by a plan? */
bool effect_mentions(const Effect *e, uint32_t v);
/* The plan of v, and what it reads; NULL: it has none. */
const EffectPlan *effect_plan(const Effect *e, uint32_t v);
const WireList *effect_reads(const Effect *e, uint32_t v);

#endif
