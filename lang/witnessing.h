/* witnessing.h -- witness F1, F2 = P(Y | do(X)) in M: two functors that look the same. */
#ifndef CATGUT_WITNESSING_H
#define CATGUT_WITNESSING_H

#include "lang/question.h"
#include "surgery/witness.h"

bool run_witness(Session *s, const Node *n);

/* ---- witness_source.c: a linear model over bits as a functor's declaration ---- */

/* Of a type with n labels that carries b bits, label k < 2^b - 1 stands for the bits of k, and all
 * later ones for ones only, in equal shares. */

/* How many labels each vertex's type has, or gets where it is abstract: as few as will do. */
void witness_sizes(uint32_t *size, const Question *q, const Witness *w);
/* How many entries all tables have, saturated. */
uint64_t witness_entries(const Question *q, const uint32_t *size);
/* `functor F : M { ... }`, with a comment for each vertex, without a newline at the end. */
void witness_write(const Question *q, const uint32_t *size, const Mechanism *mechanisms, Name name,
                   Sink *out);

#endif
