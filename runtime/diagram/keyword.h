/* keyword.h -- the words of the language.
 *
 * This is the only list of them.  word.c makes of it what must be quoted when it is printed, and
 * lang/read/token.c what the lexer knows.  Where a misspelt word is near to several, the first in
 * this order is suggested. */
#ifndef CATGUT_DIAGRAM_KEYWORD_H
#define CATGUT_DIAGRAM_KEYWORD_H

#include <stdbool.h>
#include <stddef.h>

/* KEYWORDS(STARTS, INSIDE) expands to one of these for each word:
 *   STARTS(CODE, word)  a statement begins with it
 *   INSIDE(CODE, word)  it stands only inside a statement
 * CODE is what the token is called in lang/read/grammar.y. */
#define KEYWORDS(STARTS, INSIDE) \
    STARTS(TYPE, "type")         \
    STARTS(STATE, "state")       \
    STARTS(CHANNEL, "channel")   \
    STARTS(FUNCTION, "function") \
    STARTS(BOX, "box")           \
    STARTS(LET, "let")           \
    STARTS(DIAGRAM, "diagram")   \
    STARTS(MODEL, "model")       \
    STARTS(FUNCTOR, "functor")   \
    STARTS(CHECK, "check")       \
    STARTS(SHOW, "show")         \
    STARTS(DRAW, "draw")         \
    STARTS(PLOT, "plot")         \
    STARTS(USE, "use")           \
    STARTS(IDENTIFY, "identify") \
    STARTS(EXPLAIN, "explain")   \
    STARTS(WITNESS, "witness")   \
    STARTS(IMPORT, "import")     \
    STARTS(EXPORT, "export")     \
    INSIDE(TO, "to")             \
    INSIDE(OF, "of")             \
    INSIDE(AS, "as")             \
    INSIDE(IN, "in")             \
    INSIDE(WITH, "with")         \
    INSIDE(FROM, "from")         \
    INSIDE(NOT, "not")           \
    INSIDE(LATENT, "latent")     \
    INSIDE(RETURN, "return")     \
    INSIDE(REPAIRED, "repaired")

/* A word of the language, which a name must be quoted to be? */
bool word_is_keyword(const char *text, size_t length);
bool word_starts_statement(const char *text, size_t length);

#endif
