/* explanations.h -- what this folder adds to the language. */
#ifndef CATGUT_EXPLAIN_EXPLANATIONS_H
#define CATGUT_EXPLAIN_EXPLANATIONS_H

#include "lang/session/vocabulary.h"

extern const Capability explanations;

#endif
