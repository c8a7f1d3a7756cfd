/* explain_adjustment.h -- why a set adjusts or is a front door, why a variable is an instrument. */
#ifndef CATGUT_SHAPE_EXPLAIN_ADJUSTMENT_H
#define CATGUT_SHAPE_EXPLAIN_ADJUSTMENT_H

#include "lang/shape/path_text.h"

bool explain_adjusts(PathText *t, bool *truth) MUST_CHECK;
bool explain_adjustment(PathText *t) MUST_CHECK;
bool explain_frontdoor(PathText *t) MUST_CHECK;
bool explain_instruments(PathText *t, bool *truth) MUST_CHECK;

#endif
