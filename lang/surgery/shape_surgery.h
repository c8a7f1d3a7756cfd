/* shape_surgery.h -- mute and hide: models whose shape is another, for questions about shapes. */
#ifndef CATGUT_SURGERY_SHAPE_SURGERY_H
#define CATGUT_SURGERY_SHAPE_SURGERY_H

#include "lang/session/session.h"

/* mute(m, X): nothing reads X any more.  Its children get boxes of their own, which no functor for
 * m knows; the same ones each time. */
bool elaborate_mute(Session *s, Value *to, const Node *n);
/* hide(m, X): X is latent.  Its latent projection (Verma & Pearl 1990) is what is asked about. */
bool elaborate_hide(Session *s, Value *to, const Node *n);

#endif
