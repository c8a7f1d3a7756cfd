/* diagnose.h -- what to say about a token that the parser did not take. */
#ifndef CATGUT_READ_DIAGNOSE_H
#define CATGUT_READ_DIAGNOSE_H

#include "lang/read/reader.h"

#include <stdbool.h>

/* Complains about `found`, which the parser of r would not take, and returns false. */
bool diagnose(Reader *r, Arena *a, Token found);
/* Does this keyword stand where only a name makes sense?  `found` is the token read last. */
bool diagnose_is_name(const Reader *r, Arena *a, Token found);

#endif
