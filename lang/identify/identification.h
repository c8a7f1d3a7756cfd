/* identification.h -- what this folder adds to the language. */
#ifndef CATGUT_IDENTIFY_IDENTIFICATION_H
#define CATGUT_IDENTIFY_IDENTIFICATION_H

#include "lang/session/vocabulary.h"

extern const Capability identification;

#endif
