/* lexer.h -- text to tokens.
 *
 * ASCII is canonical; the tensor sign, arrows, bra-ket brackets, the identity sign and the minus
 * sign of Unicode are read as their ASCII twins, other Unicode letters are letters.  `#` starts a
 * comment.  At `|` the lexer looks ahead on its line: labels and commas up to `>` make it a ket.
 * Three quotes begin a text of many lines, which ends at the next three. */
#ifndef CATGUT_READ_LEXER_H
#define CATGUT_READ_LEXER_H

#include "lang/complain/complain.h"
#include "lang/read/token.h"

typedef struct Lexer {
    const Source *source;
    uint32_t at; /* the next byte to read */
    Names *names;
    Complainer *complain; /* NULL: say nothing */
    bool prompt;          /* `%` is a name: what was printed last */
} Lexer;

/* The next token; ket labels go into the arena.  TOKEN_BAD after a complaint, with the lexer past
 * the offending text. */
Token lexer_next(Lexer *l, Arena *a);
/* Do three quotes stand there, which begin a text of many lines? */
bool lexer_has_text(const Source *s, uint32_t at);

#endif
