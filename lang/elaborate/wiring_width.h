/* wiring_width.h -- how many wires the parts of a diagram read and give, before they are wired. */
#ifndef CATGUT_ELABORATE_WIRING_WIDTH_H
#define CATGUT_ELABORATE_WIRING_WIDTH_H

#include "lang/elaborate/elaborate.h"

/* The words that diagrams are wired with. */
typedef enum WiringWord {
    WORD_NONE,
    WORD_ID,
    WORD_COPY,
    WORD_DISCARD,
    WORD_SWAP,
    WORD_UNIFORM
} WiringWord;
WiringWord wiring_word(Name name);
bool is_wiring_word(Name name);

/* A diagram under construction, with the diagrams of the parts that were elaborated for it. */
typedef struct Wiring {
    Session *s;
    Diagram *d;
    ARRAY(Name) names; /* of d's wires, where they have one */
    ARRAY(Diagram) parts;
    Map part_of; /* node -> position in parts */
} Wiring;

typedef ARRAY(int64_t) WidthList;

void wiring_clear(Wiring *w);
/* Is this put together from other diagrams, by ;, * or ^? */
bool is_composite(const Session *s, const Node *n);
/* How many wires n reads; -1: it depends on what stands around it. */
bool width_in(Wiring *w, const Node *n, int64_t *to);
/* The types that n reads, added to the hint; NULLs where they are open.  known becomes false when
 * not even their number can be told. */
bool wiring_hint(Wiring *w, Hint *to, const Node *n);
/* The part of a hint for the next `count` wires; -1: their number is unknown. */
void hint_part(Hint *to, const Hint *all, size_t *at, int64_t count);
WiringWord node_wiring_word(const Session *s, const Node *n);
/* The diagram of a part that is not wiring itself, elaborated once. */
bool wiring_part(Wiring *w, const Node *n, size_t *to);
/* How many wires n reads when nothing around it decides that: what is open counts as one wire. */
bool wiring_width_alone(Wiring *w, const Node *n, int64_t *to);
/* How many wires n gives; -1: that depends on what stands around it. */
bool wiring_width_out(Wiring *w, const Node *n, int64_t *to);
bool wiring_uses_hint(const Session *s, const Node *n);
bool wiring_word_types(Wiring *w, const Node *n, TypeList *to);

#endif
