/* elaborate.h -- from trees to values; the door that all rules use for the parts of their nodes.
 *
 * How a kind of node is elaborated is a rule of the language: those of the core stand in core.c,
 * others come with their folder (vocabulary.h).
 *
 * Every function returns false after exactly one complaint, and then leaves its result as it was.
 */
#ifndef CATGUT_ELABORATE_ELABORATE_H
#define CATGUT_ELABORATE_ELABORATE_H

#include "lang/session/session.h"

/* The types that an expression's outputs should have, where the place decides them: what the next
 * diagram in a chain reads, what a declaration says.  A type may be NULL: not known. */
typedef struct Hint {
    bool known; /* how many, at least */
    TypeList types;
} Hint;

bool elaborate(Session *s, Value *to, const Node *n);
bool elaborate_hinted(Session *s, Value *to, const Node *n, const Hint *hint);
/* A diagram with all its wire types known.  A value that is not a diagram becomes one. */
bool elaborate_diagram(Session *s, Diagram *to, const Node *n);
bool elaborate_model(Session *s, Value *to, const Node *n);

#endif
