/* lexer.h -- text to tokens.
 *
 * ASCII is canonical; the tensor sign, arrows, bra-ket brackets, the identity sign and the minus
 * sign of Unicode are read as their ASCII twins, other Unicode letters are letters.  `#` starts a
 * comment.  At `|` the lexer looks ahead on its line: labels and commas up to `>` make it a ket. */
#ifndef CATGUT_LEXER_H
#define CATGUT_LEXER_H

#include "lang/complain.h"
#include "lang/token.h"

typedef struct Lexer {
    const Source *source;
    uint32_t at; /* the next byte to read */
    Names *names;
    Complainer *complain; /* NULL: say nothing */
} Lexer;

/* The next token; ket labels go into the arena.  TOKEN_BAD after a complaint, with the lexer past
 * the offending text. */
Token lexer_next(Lexer *l, Arena *a);

/* How a kind of token is called in messages: "`;`", "a name", "a number", "`show`". */
const char *token_name(int kind);
/* How it is written: ";", "show"; NULL for names, numbers, strings, kets, comparisons, the end. */
const char *token_text(int kind);
/* Does a statement start with it? */
bool token_starts_statement(int kind);
/* Is it a word of the language? */
bool token_is_keyword(int kind);
/* The word of the language with this text; 0: none. */
int token_keyword(const char *text, size_t length);
/* For --stage=tokens: one line, with its place, its kind and its text. */
void token_write(const Token *t, Sink *out);

#endif
