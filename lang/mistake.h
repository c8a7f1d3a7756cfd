/* mistake.h -- what to say about a token that the parser did not take. */
#ifndef CATGUT_MISTAKE_H
#define CATGUT_MISTAKE_H

#include "lang/reader.h"

/* Complains about `found`, which the parser of r would not take, and returns false. */
bool mistake_complain(Reader *r, Arena *a, Token found);

/* Does this keyword stand where only a name makes sense?  `found` is the token read last. */
bool mistake_is_name(const Reader *r, Arena *a, Token found);

#endif
