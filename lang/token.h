/* token.h -- what the lexer gives and the parser takes.
 *
 * kind is one of the codes in build/grammar.h (TOKEN_...), 0 at the end of the text, or one of the
 * negative codes below. */
#ifndef CATGUT_TOKEN_H
#define CATGUT_TOKEN_H

#include "lang/node.h"

enum { TOKEN_END = 0, TOKEN_BAD = -1 /* already complained about */ };

typedef struct Token {
    int kind;
    Span at;
    Name text;            /* of a name, number (as written), string (without quotes), sign */
    const Label *labels;  /* of a ket; in the arena of the statement */
    uint32_t label_count;
} Token;

#endif
