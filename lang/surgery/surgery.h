/* surgery.h -- what this folder adds to the language. */
#ifndef CATGUT_SURGERY_SURGERY_H
#define CATGUT_SURGERY_SURGERY_H

#include "lang/session/vocabulary.h"

extern const Capability surgery;

#endif
