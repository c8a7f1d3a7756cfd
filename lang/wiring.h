/* wiring.h -- a diagram under construction; shared by wiring.c and block.c. */
#ifndef CATGUT_WIRING_H
#define CATGUT_WIRING_H

#include "lang/elaborate.h"

/* A diagram under construction, and what its parts were worth. */
typedef struct Wiring {
    Session *s;
    Diagram *d;
    ARRAY(Name) names; /* of d's wires, where they have one */
    ARRAY(Diagram) parts;
    Map part_of; /* node -> position in parts */
} Wiring;

void wiring_clear(Wiring *w);

/* Is this put together from other diagrams, by ;, * or ^? */
bool is_composite(const Session *s, const Node *n);
/* How many wires n reads; -1: it depends on what stands around it. */
bool width_in(Wiring *w, const Node *n, int64_t *to);
/* The types that n reads, added to the hint; NULLs where they are open.  known becomes false when
 * not even their number can be told. */
bool wiring_hint(Wiring *w, Hint *to, const Node *n);
/* The part of a hint for the next `count` wires; -1: nobody knows how many. */
void hint_part(Hint *to, const Hint *all, size_t *at, int64_t count);

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
