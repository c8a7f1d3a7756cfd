/* keyword.h -- the words of the language.
 *
 * This is the only list of them. word.c derives from it which names must be quoted when they are
 * printed, and lang/read/token.c which words the lexer knows.  Where a misspelt word is near to
 * several, the first in this order is suggested.  A new action needs a line here, and a row in the
 * Capability of its folder in lang/, which says what runs it; the grammar stays as it is. */
#ifndef CATGUT_DIAGRAM_KEYWORD_H
#define CATGUT_DIAGRAM_KEYWORD_H

#include <stdbool.h>
#include <stddef.h>

/* What an action takes, besides the expression that stands behind each. */
enum {
    TAKES_NAME = 1, /* `name =` before the expression */
    TAKES_LIST = 2, /* more expressions, with commas between them */
    TAKES_AS = 4,   /* `as form` */
    TAKES_TO = 8,   /* `to "file"` */
    TAKES_BY = 16,  /* `by {A, B}`, or `all`: words there only, names anywhere else */
    TAKES_FORMS = 32, /* more words that say how, with or without `as`: `as svg up` */
    TAKES_ASSUME = 64, /* `assume a, b`: as `by`; with _NAME and _LIST also `name, name =` */
    TAKES_DRAWN = TAKES_LIST | TAKES_AS | TAKES_TO | TAKES_FORMS
};

/* KEYWORDS(STARTS, ACTION, INSIDE, OPENS) expands to one of these for each word:
 *   STARTS(CODE, word)   it begins a statement that has a form of its own
 *   ACTION(word, takes)  it begins a statement of the form that all actions share
 *   INSIDE(CODE, word)   it stands only inside a statement
 *   OPENS(CODE, word)    as STARTS, but only where a name, a number or a bracket of its own follows
 *                        on its line; anywhere else it is a name like any other
 * CODE is what the token is called in lang/read/grammar.y, where all actions are one.  A word has
 * two letters at least, all small. */
#define KEYWORDS(STARTS, ACTION, INSIDE, OPENS)      \
    STARTS(TYPE, "type")                             \
    STARTS(STATE, "state")                           \
    STARTS(CHANNEL, "channel")                       \
    STARTS(FUNCTION, "function")                     \
    STARTS(BOX, "box")                               \
    STARTS(LET, "let")                               \
    STARTS(DIAGRAM, "diagram")                       \
    STARTS(MODEL, "model")                           \
    STARTS(FUNCTOR, "functor")                       \
    ACTION("check", 0)                               \
    ACTION("show", TAKES_AS | TAKES_ASSUME)          \
    ACTION("draw", TAKES_DRAWN)                      \
    ACTION("plot", TAKES_LIST | TAKES_AS | TAKES_TO) \
    STARTS(FUNCTIONALISE, "functionalise")           \
    STARTS(USE, "use")                               \
    ACTION("identify", TAKES_NAME | TAKES_BY)        \
    ACTION("explain", TAKES_TO | TAKES_ASSUME)       \
    ACTION("bounds", TAKES_NAME | TAKES_LIST | TAKES_AS | TAKES_ASSUME) \
    OPENS(ESTIMATE, "estimate")                      \
    OPENS(TEST, "test")                              \
    OPENS(SAMPLE, "sample")                          \
    STARTS(WITNESS, "witness")                       \
    STARTS(IMPORT, "import")                         \
    STARTS(EXPORT, "export")                         \
    INSIDE(TO, "to")                                 \
    INSIDE(OF, "of")                                 \
    INSIDE(AS, "as")                                 \
    INSIDE(IN, "in")                                 \
    INSIDE(WITH, "with")                             \
    INSIDE(FROM, "from")                             \
    INSIDE(NOT, "not")                               \
    INSIDE(LATENT, "latent")                         \
    INSIDE(RETURN, "return")                         \
    INSIDE(REPAIRED, "repaired")                     \
    INSIDE(ROUNDED, "rounded")                       \
    INSIDE(WITHIN, "within")

/* Is text[0 ... length) a word of the language, which a name must be quoted to be? */
bool word_is_keyword(const char *text, size_t length);
bool word_starts_statement(const char *text, size_t length);
/* TAKES_... of an action; 0 for any other text. */
unsigned word_takes(const char *text);

#endif
