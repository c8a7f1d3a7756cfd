/* outcome.h -- how an evaluation ends: done, or refused before what is too large is made. */
#ifndef CATGUT_NETWORK_OUTCOME_H
#define CATGUT_NETWORK_OUTCOME_H

#include "base/budget.h"
#include "diagram/signature.h"

#include <gmp.h>

typedef enum Outcome {
    OUTCOME_DONE,
    OUTCOME_STOPPED,    /* the budget says why */
    OUTCOME_TOO_LARGE,  /* trouble.entries, trouble.limit */
    OUTCOME_NO_MEANING, /* trouble.box */
    OUTCOME_NO_CARRIER, /* trouble.type */
} Outcome;

/* Why a row is undefined: for a box with undefined rows inside the diagram, or inside what a
 * conditional box is taken from, which of its rows was reached with positive probability (the first
 * found, and the innermost on the way down from there).
 *
 * And a conditional box that does depend on inputs it cannot depend on: two of their values give
 * this row two answers.  It stays, the first one found, over all evaluations with this Trouble; a
 * box that has its meaning already is not looked at again. */
typedef struct Trouble {
    const Box *box;
    size_t row;
    const Box *varies; /* NULL: none */
    size_t varies_row;
    const Type *type;
    Sink entries;   /* decimal digits: how many entries the largest table would have */
    uint64_t limit; /* how many entries the budget allows */
    uint64_t bytes; /* the budget they come from */
} Trouble;
void trouble_clear(Trouble *t);

/* How many bytes may be taken: the budget's, or what can be addressed at all. */
uint64_t limit_bytes(const Budget *b);

/* OUTCOME_TOO_LARGE, written to the trouble: so many entries, of so many bytes each. */
Outcome trouble_refuse(Trouble *t, const Budget *b, const mpz_t entries, const mpz_t bytes_each);

/* The same, refused only where so many entries of so many bytes do not fit beside what is taken;
 * else OUTCOME_DONE. */
Outcome trouble_refuse_entries(Trouble *t, const Budget *b, const mpz_t entries,
                               uint64_t bytes_each, uint64_t taken) MUST_CHECK;

#endif
