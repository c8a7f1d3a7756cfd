/* core.h -- the core of the language: how each kind of expression comes by its value, and the words
 * that diagrams are wired with. */
#ifndef CATGUT_ELABORATE_CORE_H
#define CATGUT_ELABORATE_CORE_H

#include "lang/session/vocabulary.h"

extern const Capability core;

#endif
