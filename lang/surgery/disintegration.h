/* disintegration.h -- disintegrate and invert: structure, no numbers. */
#ifndef CATGUT_SURGERY_DISINTEGRATION_H
#define CATGUT_SURGERY_DISINTEGRATION_H

#include "lang/session/session.h"

#include <stdbool.h>

bool elaborate_disintegrate(Session *s, Value *to, const Node *n);
bool elaborate_invert(Session *s, Value *to, const Node *n);

#endif
