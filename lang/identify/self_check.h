/* self_check.h -- checks an estimand against truncated factorisation, before it is shown.
 *
 * The model gets random exact interpretations in which every entry is positive.  On each, the
 * estimand evaluated on the observed state alone must equal the effect found by surgery. */
#ifndef CATGUT_IDENTIFY_SELF_CHECK_H
#define CATGUT_IDENTIFY_SELF_CHECK_H

#include "lang/identify/effect_query.h"

/* A model with an interpretation: its types have carriers, its boxes random positive tables. */
typedef struct Interpretation {
    Model model;
    bool possible; /* false: one table alone would have too many `entries` */
    uint64_t entries;
} Interpretation;

typedef struct SelfCheck {
    uint32_t passed;   /* interpretations on which the estimand was right */
    bool failed;       /* on one it was not */
    uint64_t entries;  /* where none fits: how many table entries one would take, at least, */
    uint64_t work;     /* and multiplications; 0: see why */
    const char *why;   /* why there is no check, where it is not for the size; or NULL */
} SelfCheck;

/* What one evaluation of the check may take: entries of tables, multiplications. */
enum { SELF_CHECK_ENTRIES = 200000, SELF_CHECK_WORK = 1000000 };

void interpretation_clear(Interpretation *i);
/* seed: 0, 1, 2, ...; at most so many entries a table. */
void interpretation_make(Session *s, Interpretation *to, const Model *m, uint64_t seed,
                         uint64_t limit);
/* The effect of q by each of these estimands (count of them), on so many interpretations.  False:
 * stopped, and it has complained. */
bool self_check(Session *s, SelfCheck *to, const EffectQuery *q, const Estimand *const *estimands,
                size_t count, uint32_t interpretations, Span at);

#endif
