/* budget.h -- what one statement may use: time, memory, and a way to interrupt it.
 *
 * Long work calls budget_step as it goes, and stops when that is false; `stop` then says why.
 * Before much memory is taken budget_allows is asked.  A {0} budget has no limits. */
#ifndef CATGUT_BASE_BUDGET_H
#define CATGUT_BASE_BUDGET_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define MUST_CHECK __attribute__((warn_unused_result))

typedef enum Stop {
    STOP_NOT,
    STOP_MEMORY,
    STOP_TIME,
    STOP_INTERRUPT,
    STOP_OUTPUT,
    STOP_NUMBER, /* one has become longer than is kept */
    STOP_PUT_OFF /* it is left to others: see `blocks` */
} Stop;

typedef struct Budget {
    uint64_t bytes;               /* the most that one evaluation may hold; 0: no limit */
    bool shared;                  /* they are a share only: what would fit into them by taking
                                     longer stops for memory */
    uint32_t threads;             /* the most that work at once; 0 is 1 */
    uint64_t grain;               /* multiplications that are worth a thread; 0: as usual */
    int64_t deadline;             /* on budget_now's clock; 0: none */
    const atomic_bool *interrupt; /* stop when this is true, which a signal handler or another
                                     thread may have set; may be NULL */
    void (*tick)(void *who, uint64_t done, uint64_t total); /* about ten times a second; may be
                                                               NULL */
    void *who;                                              /* for tick */
    uint64_t done, total;       /* progress, for tick; total 0 when it is unknown */
    uint64_t steps, next_check; /* the clock is read when steps reaches it */
    uint64_t written, output;   /* bytes that were written, and the most; 0: no limit */
    bool cut;                   /* a sink has left out text since this was false */
    struct BlockStore *blocks;  /* who knows what of eliminations is reckoned elsewhere
                                   (contract/block_store.h), asked in the caller's thread; or NULL
                                   */
    int64_t ticked;             /* when the last tick was; in the future before the first one */
    Stop stop;
} Budget;

/* Nanoseconds on a clock that never goes back. */
int64_t budget_now(void);
/* The deadline of what may take so long from now; 0: none. */
int64_t budget_deadline(int64_t most);

/* A statement begins: nothing is said of progress during its first second. */
void budget_begin(Budget *b);

/* n more steps of about 100 ns.  False: stop now, b->stop says why.  It stays false. */
bool budget_step(Budget *b, uint64_t n) MUST_CHECK;

/* Was the last piece of work put off (STOP_PUT_OFF)?  Then the budget goes on: there may be more
 * that others could do, and whoever asked stops it in the end. */
bool budget_resume(Budget *b) MUST_CHECK;

/* May this many bytes be taken?  False sets b->stop to STOP_MEMORY. */
bool budget_allows(Budget *b, uint64_t bytes) MUST_CHECK;

/* May a text of this many bytes be written now?  It takes about as many steps.  Nothing is counted
 * as written yet. */
bool budget_writes(Budget *b, uint64_t bytes) MUST_CHECK;

#endif
