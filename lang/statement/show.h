/* show.h -- show: values as text, as source and as JSON. */
#ifndef CATGUT_STATEMENT_SHOW_H
#define CATGUT_STATEMENT_SHOW_H

#include "lang/session/session.h"

#include <stdbool.h>

bool show_value(Session *s, const Value *v, const Node *n);
/* `as`, at as_at, says how; NULL: as it is. */
bool show_expression(Session *s, const Node *e, Name as, Span as_at);
bool run_show(Session *s, const Node *n);

#endif
