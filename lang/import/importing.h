/* importing.h -- what this folder adds to the language. */
#ifndef CATGUT_IMPORT_IMPORTING_H
#define CATGUT_IMPORT_IMPORTING_H

#include "lang/session/vocabulary.h"

extern const Capability importing;

#endif
