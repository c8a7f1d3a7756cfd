/* elaborate.h -- from trees to values: shared by the files that do it.
 *
 *     expression.c  numbers, sums, calls: who does what; compare.c: ==, ===, <, not
 *     kernel.c      types, labels, kets and tables
 *     wiring.c      point-free diagrams; block.c: named wires
 *     causal.c      models, cut and do; functor.c: functors
 *     query.c       P, E, disintegrate, invert, comb
 *     statement.c   statements; import.c: files
 *
 * Every function returns false after one complaint, and then leaves its result as it was. */
#ifndef CATGUT_ELABORATE_ELABORATE_H
#define CATGUT_ELABORATE_ELABORATE_H

#include "lang/read/node.h"
#include "lang/session/session.h"

/* The types that an expression's outputs should have, where the place decides them: what the next
 * diagram in a chain reads, what a declaration says.  A type may be NULL: not known. */
typedef struct Hint {
    bool known; /* how many, at least */
    TypeList types;
} Hint;

bool elaborate(Session *s, Value *to, const Node *n);
bool elaborate_hinted(Session *s, Value *to, const Node *n, const Hint *hint);
/* A diagram with all its wire types known; what is not one yet becomes one. */
bool elaborate_diagram(Session *s, Diagram *to, const Node *n);
bool elaborate_model(Session *s, Value *to, const Node *n);

#endif
