/* parser.h -- the interface to the parser that lemon makes of grammar.y.
 *
 * It parses one statement at a time: feed its tokens, then finish.  The parser never complains: it
 * says which tokens it accepts, and the reader finds the words for a mistake. */
#ifndef CATGUT_READ_PARSER_H
#define CATGUT_READ_PARSER_H

#include "lang/read/token.h"

#include <stdbool.h>

typedef struct Parse {
    Arena *arena;
    Names *names;
    bool places;   /* of the tables in a functor only the places are kept */
    Node *result;  /* the statement, after parser_finish */
    bool failed;   /* a token was not taken */
    bool overflow; /* nested deeper than the stack */
    const Node *deep; /* a tree deeper than NODE_DEPTH_MAX was met; NULL: none */
} Parse;

typedef struct Parser Parser;

Parser *parser_new(Parse *p);
void parser_free(Parser *p);
void parser_reset(Parser *p); /* forget a half-read statement */
/* Would the parser take a token of this kind now?  (0: could the statement end here?) */
bool parser_accepts(const Parser *p, int kind);
void parser_take(Parser *p, Token token);
void parser_finish(Parser *p);

#endif
