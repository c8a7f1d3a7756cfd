/* heard.h -- what is remembered of the statement that is being read.
 *
 * The parser forgets a token as soon as it is fed.  A complaint about a later token finds here what
 * stood before it. */
#ifndef CATGUT_READ_HEARD_H
#define CATGUT_READ_HEARD_H

#include "lang/read/parser.h"

typedef struct Heard {
    ARRAY(Token) brackets; /* those that are open */
    Token first;           /* the keyword of the statement */
    Token last, before;    /* the two newest tokens */
    uint64_t fed;          /* how many tokens there were */
    bool assuming;         /* one of them was `assume` */
    Token closed;          /* the opening bracket of the pair that was closed last */
    Token compared;        /* the newest comparison in a bracket that is still open; kind 0: none */
    size_t compared_in;    /* how many brackets were open where it stands */
    size_t called_in;      /* how many were where the outermost call opened its own; 0: none is */
    Span slashes;          /* the newest `//`, `--` or `/ *`; source NULL: none */
    bool as;               /* was there one, outside brackets? */
    bool assigned;         /* and a `=`? */
    bool fresh;            /* is the token that was read last, fed or not, the first on its line? */
} Heard;

/* Forgets the statement before; `fresh` stays as it is. */
void heard_start(Heard *h);
/* t is fed. */
void heard_add(Heard *h, Token t);
void heard_clear(Heard *h);
/* Can the statement continue with a token of this kind?  (0: can it end here?) For the parser all
 * actions take the same; here each takes what its word allows. */
bool heard_accepts(const Heard *h, const Parser *p, int kind);
/* The bracket that was opened last of those that are open; NULL: none is. */
const Token *heard_bracket(const Heard *h);

#endif
