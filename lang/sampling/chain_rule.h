/* chain_rule.h -- the rows of an answer, variable by variable: each from its conditional given the
 * evidence and the labels that were drawn before it.
 *
 * No row is thrown away.  Conditionals are kept: rows that begin with the same labels share them.
 * Where the whole answer is a small table they are summed from that, else the engine is asked; the
 * rows are the same. */
#ifndef CATGUT_SAMPLING_CHAIN_RULE_H
#define CATGUT_SAMPLING_CHAIN_RULE_H

#include "base/random.h"
#include "lang/ask/query.h"
#include "lang/sampling/drawn_rows.h"

/* Adds so many rows of a state that is a table.  Both: false: complained at n. */
bool chain_rule_draw_matrix(DrawnRows *to, const Matrix *state, uint64_t rows, Random *random,
                            const Node *n);
/* The same of a question without givens, whose events stand right of the bar. */
bool chain_rule_draw(DrawnRows *to, NumberQuery *a, uint64_t rows, Random *random, const Node *n);

#endif
