/* vocabulary.h -- the words of the language, and who answers to them.
 *
 * A folder adds to the language by a Capability, and is in it when its line stands in
 * lang/language.c.  This is the only way up: the core knows a word, not who is behind it.  Whatever
 * lists words (completion, suggestions, highlighting, what no name may be) reads them here. */
#ifndef CATGUT_SESSION_VOCABULARY_H
#define CATGUT_SESSION_VOCABULARY_H

#include "lang/read/node.h"

struct Session;
struct Value;
struct Hint;

/* A word that is called: P(...), cut(...), adjustment(...).  No value may be called so. */
typedef struct Notion {
    const char *word;
    const char *usage; /* how it is written, for E047 */
    /* The value of a call; NULL: the word is part of a diagram, as `copy` is. */
    bool (*elaborate)(struct Session *s, struct Value *to, const Node *call);
    /* Is a call a number, by its form?  NULL: never. */
    bool (*is_number)(const struct Session *s, const Node *call);
    /* explain; n is the call, perhaps with `in` around it.  NULL: there is nothing to explain. */
    bool (*explain)(struct Session *s, const Node *n);
} Notion;

/* A word that begins a statement. */
typedef struct Action {
    const char *word;
    bool (*run)(struct Session *s, const Node *n);
    /* For a page: the picture of what it has declared; NULL: there is none. */
    void (*figure)(struct Session *s, const Node *n);
    bool prints_source; /* for a page: what it prints is source */
} Action;

/* How an expression of some kind comes by its value. */
typedef bool Elaborate(struct Session *s, struct Value *to, const Node *n,
                       const struct Hint *hint);
typedef struct Rule {
    NodeKind kind;
    Elaborate *elaborate;
} Rule;

/* What one folder adds.  A list ends with a row of zeros; NULL: none. */
typedef struct Capability {
    const Notion *notions;
    const Action *actions;
    const Rule *rules;
} Capability;

/* A language is an array of these, NULL after the last. */
typedef const Capability *Language;

/* NULL: nothing is called so. */
const Notion *notion_find(const Language *l, const char *word);
const Action *action_find(const Language *l, const char *word);
/* What a statement is run by; NULL for a bare expression too. */
const Action *action_of(const Language *l, const Node *statement);
/* For each kind of node its rule; NULL for one that has no value by itself. */
void rules_read(Elaborate *to[NODE_KINDS], const Language *l);
/* All of them, in the order of the capabilities; NULL past the last. */
const Notion *notion_at(const Language *l, size_t i);

#endif
