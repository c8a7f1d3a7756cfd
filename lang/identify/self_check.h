/* self_check.h -- estimands held against truncated factorisation, before anybody sees them.
 *
 * Both are rational functions of the model's tables, evaluated modulo random primes at random
 * points (evaluate/point_check.h): a wrong estimand passes with a probability that is told, a right
 * one always does.  What it takes is known before it starts. */
#ifndef CATGUT_IDENTIFY_SELF_CHECK_H
#define CATGUT_IDENTIFY_SELF_CHECK_H

#include "lang/identify/effect_query.h"

typedef struct SelfCheck {
    uint64_t certainty; /* passed: a wrong one would with probability below 2^-certainty; else 0 */
    bool failed;
    uint64_t work;      /* multiplications that it took, or (too many) would take, at least */
    uint64_t entries;   /* where tables are too large: how many entries it would take, at least */
    const char *why;    /* why there is no check, where it is not for the size; or NULL */
} SelfCheck;

/* What a check may take: entries of tables, fewer where memory is short; and multiplications, for
 * each CERTAINTY, which several checks may have to share. */
enum { SELF_CHECK_ENTRIES = 1 << 22, SELF_CHECK_WORK = 100000000, SELF_CHECK_CERTAINTY = 100 };

/* The effect of q by each of these estimands (count of them), so many CERTAINTYs certain; 0: no
 * check.  work: what it may take for each.  False: stopped, and it has complained. */
bool self_check(Session *s, SelfCheck *to, const EffectQuery *q, const Estimand *const *estimands,
                size_t count, uint32_t times, uint64_t work, Span at);

#endif
