/* team.h -- work that several threads do at once.
 *
 * Each worker has a budget of its own, which stops when the work of any of them stops; the caller's
 * thread meanwhile looks at the caller's budget: its clock, its interrupt and its progress, which
 * is what all have done, of the total that one of them has set.  What is found must not depend on
 * how many workers there are. */
#ifndef CATGUT_BASE_TEAM_H
#define CATGUT_BASE_TEAM_H

#include "base/budget.h"

#include <stddef.h>

/* How many processors this program may run on, but 64 at most, and no more than it has addresses
 * for (`ulimit -v`). */
uint32_t team_processors(void);

/* How many multiplications are worth a thread. */
uint64_t team_grain(const Budget *b);
/* How many workers so many are worth: one at least, and no more than the budget has threads. */
size_t team_worth(const Budget *b, uint64_t multiplications);

/* Worker number `worker` of `workers`.  False: the budget said stop. */
typedef bool TeamWork(void *who, size_t worker, size_t workers, Budget *b);

/* Calls the work once for each of at most so many workers, at once: fewer where the system gives no
 * more threads; with one, in the caller's thread.  Memory refused to one is refused to the caller.
 * False: the budget said stop. */
bool team_run(TeamWork *work, void *who, size_t most, Budget *b) MUST_CHECK;

/* Part number `at` of those that make up the whole. */
typedef bool TeamPart(void *who, size_t at, size_t worker, Budget *b);

/* Calls it for each of so many parts, by at most so many workers, each taking the next one as it
 * comes. */
bool team_each(TeamPart *part, void *who, size_t parts, size_t most, Budget *b) MUST_CHECK;

/* Work in pieces, numbered from 1, each of some parts: a leader goes through the pieces, helpers
 * take parts of the one that the leader has come to.  The leader waits only for parts that somebody
 * has begun; helpers who come late leave a piece out.  {0} is one where nobody has come yet. */
typedef struct Pieces {
    atomic_uint_fast64_t at; /* the piece, in the upper half, and its next part */
    atomic_size_t done;      /* parts of it */
} Pieces;

typedef bool PiecePart(void *who, size_t part, size_t parts);

/* All parts of the piece are done when the leader comes back.  False: the budget said stop. */
bool pieces_lead(Pieces *p, uint32_t piece, uint32_t parts, PiecePart *part, void *who,
                 Budget *b) MUST_CHECK;
/* Waits for the leader to come to the piece, and takes parts. */
bool pieces_help(Pieces *p, uint32_t piece, uint32_t parts, PiecePart *part, void *who,
                 Budget *b) MUST_CHECK;

#endif
