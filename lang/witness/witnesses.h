/* witnesses.h -- what this folder adds to the language. */
#ifndef CATGUT_WITNESS_WITNESSES_H
#define CATGUT_WITNESS_WITNESSES_H

#include "lang/session/vocabulary.h"

extern const Capability witnesses;

#endif
