/* declare.h -- declarations of types, states, channels, functions, boxes, values and diagrams. */
#ifndef CATGUT_STATEMENT_DECLARE_H
#define CATGUT_STATEMENT_DECLARE_H

#include "lang/session/session.h"

#include <stdbool.h>

bool declare_type(Session *s, const Node *n);
bool declare_state(Session *s, const Node *n);
bool declare_state_of(Session *s, const Node *n);
bool declare_channel(Session *s, const Node *n);
bool declare_function(Session *s, const Node *n);
bool declare_box(Session *s, const Node *n);
bool declare_let(Session *s, const Node *n);
bool declare_diagram(Session *s, const Node *n);
bool run_use(Session *s, const Node *n);

#endif
