/* core.h -- the core of the language: the rule for each kind of expression, and the words by which
 * diagrams are wired (id, copy, discard, swap, uniform). */
#ifndef CATGUT_ELABORATE_CORE_H
#define CATGUT_ELABORATE_CORE_H

#include "lang/session/vocabulary.h"

extern const Capability core;

#endif
