/* outcome.h -- how an evaluation ends: done, or refused before what is too large is made. */
#ifndef CATGUT_NETWORK_OUTCOME_H
#define CATGUT_NETWORK_OUTCOME_H

#include "base/budget.h"
#include "data/row_state.h"

#include <gmp.h>

typedef enum Outcome {
    OUTCOME_DONE,
    OUTCOME_STOPPED,    /* the budget says why */
    OUTCOME_TOO_LARGE,  /* trouble.entries, trouble.limit */
    OUTCOME_NO_MEANING, /* trouble.box */
    OUTCOME_NO_CARRIER, /* trouble.type */
    OUTCOME_NO_ROWS,    /* trouble.rows: the rows of a state could not be counted */
    OUTCOME_MANY_ROWS   /* trouble.rows: they have more distinct rows than the budget allows */
} Outcome;

/* Why a row of the answer is undefined: `row` of `box`, an undefined row that was reached with
 * positive probability; the first that was found.  The box is in the diagram, or inside a
 * conditional box of it; then it is the innermost one that was found on the way down.
 *
 * varies: a conditional box that depends on inputs on which it should not depend, since two of
 * their values give `varies_row` two answers.  The first that was found stays, over all evaluations
 * with this Trouble; boxes that already have a meaning are not examined again. */
typedef struct Trouble {
    const Box *box;
    size_t row;
    const Box *varies; /* NULL: none */
    size_t varies_row;
    const Type *type;
    Sink entries;   /* decimal digits: how many entries the largest table would have */
    uint64_t limit; /* how many entries the budget allows */
    uint64_t bytes; /* the budget they come from */
    RowTrouble rows;
} Trouble;
void trouble_clear(Trouble *t);

/* How many bytes may be taken: the budget's, or what can be addressed at all. */
uint64_t limit_bytes(const Budget *b);

/* Writes to the trouble that so many entries, of so many bytes each, are too many; returns
 * OUTCOME_TOO_LARGE. */
Outcome trouble_refuse(Trouble *t, const Budget *b, const mpz_t entries, const mpz_t bytes_each);

/* The same, but only where the entries do not fit besides the bytes that are taken already; else
 * OUTCOME_DONE. */
Outcome trouble_refuse_entries(Trouble *t, const Budget *b, const mpz_t entries,
                               uint64_t bytes_each, uint64_t taken) MUST_CHECK;

#endif
