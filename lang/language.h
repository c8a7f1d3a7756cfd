/* language.h -- the language: every folder that adds to it. */
#ifndef CATGUT_LANGUAGE_H
#define CATGUT_LANGUAGE_H

#include "lang/session/vocabulary.h"

extern const Language language[];

#endif
