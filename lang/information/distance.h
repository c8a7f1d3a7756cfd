/* distance.h -- how far two states are apart: total variation, exactly, and Kullback-Leibler
 * divergence, in bits. */
#ifndef CATGUT_INFORMATION_DISTANCE_H
#define CATGUT_INFORMATION_DISTANCE_H

#include "lang/session/session.h"

/* Half the sum of all differences; of channels, the most of any row. */
bool elaborate_distance(Session *s, Value *to, const Node *call);
/* sum p log (p / q) for states p, q; infinite where q is zero and p is not. */
bool elaborate_divergence(Session *s, Value *to, const Node *call);

#endif
