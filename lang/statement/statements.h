/* statements.h -- what this folder adds to the language. */
#ifndef CATGUT_STATEMENT_STATEMENTS_H
#define CATGUT_STATEMENT_STATEMENTS_H

#include "lang/session/vocabulary.h"

extern const Capability statements;

#endif
