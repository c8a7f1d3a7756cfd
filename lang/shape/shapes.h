/* shapes.h -- what this folder adds to the language. */
#ifndef CATGUT_SHAPE_SHAPES_H
#define CATGUT_SHAPE_SHAPES_H

#include "lang/session/vocabulary.h"

extern const Capability shapes;

#endif
