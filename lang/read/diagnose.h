/* diagnose.h -- what to say about a token that the parser did not take. */
#ifndef CATGUT_READ_DIAGNOSE_H
#define CATGUT_READ_DIAGNOSE_H

#include "lang/read/heard.h"
#include "lang/read/lexer.h"

/* Complains to the lexer's complainer about `found`, the token read last, which the parser would
 * not take, and returns false.  `l` stands behind it; the arena is the statement's. */
bool diagnose(const Heard *h, const Parser *p, const Lexer *l, Arena *a, Token found);
/* Does this keyword, the token read last, stand where only a name makes sense? */
bool diagnose_is_name(const Heard *h, const Parser *p, const Lexer *l, Arena *a, Token found);

#endif
