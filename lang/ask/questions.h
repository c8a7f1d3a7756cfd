/* questions.h -- what this folder adds to the language. */
#ifndef CATGUT_ASK_QUESTIONS_H
#define CATGUT_ASK_QUESTIONS_H

#include "lang/session/vocabulary.h"

extern const Capability questions;

#endif
