/* drawing.h -- what this folder adds to the language. */
#ifndef CATGUT_DRAW_DRAWING_H
#define CATGUT_DRAW_DRAWING_H

#include "lang/session/vocabulary.h"

extern const Capability drawing;

#endif
