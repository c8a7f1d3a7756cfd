/* check.h -- check: what must hold. */
#ifndef CATGUT_STATEMENT_CHECK_H
#define CATGUT_STATEMENT_CHECK_H

#include "lang/session/session.h"

#include <stdbool.h>

bool run_check(Session *s, const Node *n);

#endif
