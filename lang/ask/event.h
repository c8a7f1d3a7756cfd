/* event.h -- the labels of an event: `x`, `{a, b}`, `{a..b}`. */
#ifndef CATGUT_ASK_EVENT_H
#define CATGUT_ASK_EVENT_H

#include "diagram/diagram.h"
#include "lang/session/session.h"

/* Their positions in the type, increasing. */
bool event_labels(Session *s, WireList *to, const Node *value, const Type *t);

#endif
