/* wiring.h -- point-free diagrams: parts joined by ;, * and ^. */
#ifndef CATGUT_ELABORATE_WIRING_H
#define CATGUT_ELABORATE_WIRING_H

#include "lang/elaborate/wiring_width.h"

/* An expression that should be of this type: wiring and kets take what they do not say from it.
 * Others come out as they are; the caller compares. */
bool elaborate_typed(Session *s, Value *to, const Node *n, const TypeList *in,
                     const TypeList *out);
bool elaborate_wiring(Session *s, Value *to, const Node *n, const Hint *hint, const TypeList *in);
/* n on the wires `in`; `out` gets the wires it gives. */
bool wire_up(Wiring *w, const Node *n, const WireList *in, const Hint *hint, WireList *out);
/* The parts of a chain from `first` on. */
bool wire_then(Wiring *w, const Node *n, uint32_t first, const WireList *in, const Hint *hint,
               WireList *out);
/* The wires that come out take the types they lack from the hint, if there is one. */
void wiring_take_hint(Wiring *w, const WireList *out, const Hint *hint);
/* Every wire has a type by now, or nobody can say it: then complains. */
bool wiring_known(Wiring *w, const Node *n);

#endif
