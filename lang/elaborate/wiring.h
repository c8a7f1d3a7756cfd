/* wiring.h -- point-free diagrams: parts joined by ;, * and ^. */
#ifndef CATGUT_ELABORATE_WIRING_H
#define CATGUT_ELABORATE_WIRING_H

#include "lang/elaborate/wiring_width.h"

/* An expression where a value of this type is expected.  Wiring and kets take the types they leave
 * open from it.  The result may still have another type: the caller compares. */
bool elaborate_typed(Session *s, Value *to, const Node *n, const TypeList *in,
                     const TypeList *out);
bool elaborate_wiring(Session *s, Value *to, const Node *n, const Hint *hint, const TypeList *in);
/* Adds n to the diagram, reading the wires `in`; `out` gets the wires that n gives. */
bool wiring_add(Wiring *w, const Node *n, const WireList *in, const Hint *hint, WireList *out);
/* The same for the parts of a chain, from the part `first` on. */
bool wiring_add_chain(Wiring *w, const Node *n, uint32_t first, const WireList *in,
                      const Hint *hint, WireList *out);
/* Output wires whose type is unknown take it from the hint, if there is one. */
void wiring_take_hint(Wiring *w, const WireList *out, const Hint *hint);
/* Has every wire a type now?  If not, complains: nothing is left that could decide it. */
bool wiring_known(Wiring *w, const Node *n);

#endif
