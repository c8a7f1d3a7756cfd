/* ground.h -- the criterion on which an effect is known at once, and the formula it gives.
 *
 * Of several right estimands the one that people write, in this order of preference:
 *   no adjustment  P(y | do(x), z) = P(y | z) or P(y | x, z)     (rules 3 and 2, Pearl 1995)
 *   back door      sum_s P(s | z) P(y | x, s, z)                 (adjust.h; given z, with s and z
 *                  no descendants of x: rules 2 and 3)
 *   front door     sum_m P(m | x) sum_x' P(x') P(y | x', m)      (adjust.h; z empty)
 * What of x no way leads from to y or z, other than through x, is left out of all of them; a
 * criterion may then sum over it, as a copy.  None has a free variable. */
#ifndef CATGUT_SURGERY_GROUND_H
#define CATGUT_SURGERY_GROUND_H

#include "diagram/estimand.h"
#include "graph/adjust.h"
#include "surgery/effect.h"

typedef enum GroundKind {
    GROUND_GENERAL, /* none of the others: there is no estimand */
    GROUND_NO_ADJUSTMENT,
    GROUND_BACK_DOOR,
    GROUND_FRONT_DOOR
} GroundKind;

typedef struct Ground {
    GroundKind kind;
    WireList by;       /* the set that is summed over, ascending */
    Estimand estimand; /* one recipe, of conditionals of the observed state */
} Ground;
typedef ARRAY(Ground) GroundList;
void ground_clear(Ground *ground);
void ground_list_clear(GroundList *l);

/* The first that there is; of the sets of a criterion a smallest one (in large graphs: the smaller
 * of those nearest to x and to y), then by the numbers of its members.  e->drawn is empty.  False:
 * the budget. */
bool ground_find(Ground *to, const Graph *g, const Effect *e, Budget *b) MUST_CHECK;

/* All that there are, back doors before front doors, at most `limit` of each; complete: these are
 * all.  Given z, only the one that is found is listed.  False: the budget. */
bool ground_find_all(GroundList *to, bool *complete, const Graph *g, const Effect *e, size_t limit,
                     Budget *b) MUST_CHECK;

/* That of this set of observed vertices, apart from the effect's.  When it gives none, the kind is
 * GROUND_GENERAL and `why` says why there is no back door; it is ADJUST_VALID when given z one of
 * the set or of z descends from x. */
void ground_find_by(Ground *to, AdjustReason *why, const Graph *g, const Effect *e,
                    const WireList *by);

#endif
