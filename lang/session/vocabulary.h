/* vocabulary.h -- the words of the language, and the functions behind them.
 *
 * A folder adds to the language by a Capability, which must have a line in lang/language.c.  Lower
 * folders call higher ones only through this: the core finds a function by its word and knows
 * nothing else of it.  Whatever lists words (completion, suggestions, highlighting, names that are
 * not allowed) takes them from here. */
#ifndef CATGUT_SESSION_VOCABULARY_H
#define CATGUT_SESSION_VOCABULARY_H

#include "diagram/model.h"
#include "lang/read/node.h"

struct Session;
struct Value;
struct Hint;

/* How the value of an expression of some kind is found. */
typedef bool Elaborate(struct Session *s, struct Value *to, const Node *n,
                       const struct Hint *hint);

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
    /* identify; n is the call, perhaps with `in` around it; name: what the answer is to be called,
     * or NULL.  NULL: it is an effect, or no question. */
    bool (*identify)(struct Session *s, const Node *n, const Node *name);
    /* draw; n is the call, perhaps with `in` around it.  NULL: its value is drawn. */
    bool (*diagram)(struct Session *s, Diagram *to, const Node *n);
    /* A call that stands for an expression: that expression, asked of a model of this shape; NULL:
     * it has complained. */
    Node *(*expand)(struct Session *s, const Model *shape, const Node *call);
    /* witness; n is the statement, e the call, perhaps with `in` around it.  NULL: it is an effect,
     * or no question. */
    bool (*witness)(struct Session *s, const Node *n, const Node *e);
    /* The value where the place says of which types it should be; NULL: these tell it nothing. */
    Elaborate *hinted;
    /* A row that has this takes the calls of another row's word for which it is true, by their
     * form: P with brackets.  NULL: the row of the word itself. */
    bool (*takes)(const Node *call);
    bool of_class; /* it may be asked in a class of models: CONTEXT_CLASS */
} Notion;

/* A word that begins a statement. */
typedef struct Action {
    const char *word;
    bool (*run)(struct Session *s, const Node *n);
    /* For a page: the picture of what it has declared; NULL: there is none. */
    void (*figure)(struct Session *s, const Node *n);
    bool prints_source; /* for a page: what it prints is source */
    bool asks;          /* it changes nothing that has a name */
    /* A row that has this takes the statements of another row's word for which it is true, by their
     * form: a model from a text.  NULL: the row of the word itself. */
    bool (*takes)(const Node *statement);
} Action;

typedef struct Rule {
    NodeKind kind;
    Elaborate *elaborate;
} Rule;

/* What one folder adds to the language.  Each list ends with a row of zeros; NULL: none. */
typedef struct Capability {
    const Notion *notions;
    const Action *actions;
    const Rule *rules;
    /* What a file of this name holds, where it is no script: "a network in BIF", else NULL. */
    const char *(*foreign)(const char *path);
} Capability;

/* A language is an array of these, NULL after the last. */
typedef const Capability *Language;

/* Each is NULL where the language has no such word. */
const Notion *notion_find(const Language *l, const char *word);
/* The row of this word that identifies by itself. */
const Notion *notion_identifying(const Language *l, const char *word);
/* The row of this word that takes the call or index. */
const Notion *notion_taking(const Language *l, const char *word, const Node *call);
const Action *action_find(const Language *l, const char *word);
/* What a statement is run by; NULL for a bare expression too. */
const Action *action_of(const Language *l, const Node *statement);
/* What a file of this name holds for one of the folders, where it is no script; else NULL. */
const char *foreign_name(const Language *l, const char *path);
/* Fills in the rule of each kind of node; NULL for kinds that are no expressions. */
void rules_read(Elaborate *to[NODE_KINDS], const Language *l);
/* The i-th word of all capabilities, in their order; NULL past the last. */
const Notion *notion_at(const Language *l, size_t i);

#endif
