/* proof.h -- explain independent(A, B | C) assume ...: a proof by the laws of independence, or a
 * state in which the premises hold and it does not. */
#ifndef CATGUT_PREMISE_PROOF_H
#define CATGUT_PREMISE_PROOF_H

#include "lang/session/session.h"

bool explain_proof(Session *s, const Node *n);

#endif
