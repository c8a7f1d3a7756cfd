/* entropy.h -- entropy and mutual information of variables, conditional ones too, in bits.
 *
 * What is free right of the bar is averaged over, as the notation has it: H(X | Y) is one number.
 * An event there is given.  The joint state of all variables that are named is found first, by the
 * one engine. */
#ifndef CATGUT_INFORMATION_ENTROPY_H
#define CATGUT_INFORMATION_ENTROPY_H

#include "lang/session/session.h"

bool elaborate_entropy(Session *s, Value *to, const Node *call);
bool elaborate_information(Session *s, Value *to, const Node *call);

#endif
