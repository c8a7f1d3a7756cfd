/* self_check.h -- estimands held against truncated factorisation, before anybody sees them.
 *
 * Random exact interpretations of the model, every entry positive; the estimand evaluated on the
 * observed state alone must be the effect found by surgery, by ==. */
#ifndef CATGUT_IDENTIFY_SELF_CHECK_H
#define CATGUT_IDENTIFY_SELF_CHECK_H

#include "lang/identify/effect_query.h"

/* A model interpreted: types with carriers, boxes with random positive tables. */
typedef struct Interpretation {
    Model model;
    bool possible; /* false: a table alone would be too large: `entries` */
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
