/* plan_witness.h -- witnesses for effects of plans.
 *
 * Where P(y | do(x := k(r))) is not identifiable, nor is P(y, r | do(x)), and a witness for that
 * has a parity of r and y that is biased in one model alone.  A plan lets x listen to r; where y
 * listens to x, too, the parity reaches y.  An arrow from x that both models get, or lose, changes
 * both observed states alike, or not at all.
 *
 * Nothing is proved here: the caller holds each candidate against the plan, exactly. */
#ifndef CATGUT_SURGERY_PLAN_WITNESS_H
#define CATGUT_SURGERY_PLAN_WITNESS_H

#include "surgery/effect.h"
#include "surgery/parity_model.h"

/* P(y | do(x and what is planned), z), then with what the plans read among y: effects without
 * plans, one of which is not identifiable where e is not.  how: 0 or 1. */
void plan_witness_effect(Effect *to, const Effect *e, int how);

/* The variant of w that has the arrows of this number out of what is planned the other way, in both
 * models; 0 is w itself.  False: there is none of this number, or the observed states would differ
 * (`more`: but there may be later ones). */
bool plan_witness_variant(Witness *to, const Witness *w, const Graph *g, const Effect *e,
                          uint32_t number, bool *more) MUST_CHECK;

#endif
