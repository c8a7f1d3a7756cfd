/* cut.h -- surgery: interventions as endofunctors on syntax.
 *
 * cut_X sends X's box to `discard ; uniform` and every other box to itself; do(X = x) sends it to
 * `discard ; |x>`; do(X) makes it an input (Jacobs, Kissinger & Zanasi 2019, section 4).  On
 * free boxes these are functors: idempotent, commuting, compatible with ; and *. */
#ifndef CATGUT_SURGERY_CUT_H
#define CATGUT_SURGERY_CUT_H

#include "diagram/model.h"

/* The functors, for any diagram over the box (which has one output). */
void cut_functor(Functor *to, const Signature *s, const Box *box);
void do_functor(Functor *to, const Box *box, const Box *point);

/* The same on models.  Vertex v loses its parents, and the order is found again, unless a mechanism
 * that was fixed before has left a cycle: then it stays what it was. */
void model_cut(Model *m, const Signature *s, uint32_t v, Name fixed);
void model_do(Model *m, uint32_t v, const Box *point, Name fixed);
void model_open(Model *m, uint32_t v);

#endif
