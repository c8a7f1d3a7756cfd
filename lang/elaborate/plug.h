/* plug.h -- combs with their holes filled: f[g]. */
#ifndef CATGUT_ELABORATE_PLUG_H
#define CATGUT_ELABORATE_PLUG_H

#include "lang/session/session.h"

#include <stdbool.h>

bool elaborate_plug(Session *s, Value *to, const Value *comb, const Node *n);

#endif
