/* sums.c -- see sums.h.  A variable is tried as a bit of its own, then as each sum of the fair ones
 * before it: every state of the kind comes once. */
#include "independence/sums.h"

/* ---- sums ---- */

typedef struct SumSearch {
    const Claims *claims;
    Sums sums;
    Budget *budget;
    bool found;
} SumSearch;

/* Of the vectors of the variables of the set, a fair one its own bit. */
static uint32_t
rank(const Sums *s, Mask set)
{
    Mask basis[SUMS_MAX] = {0}; /* by the highest bit */
    uint32_t count = 0;
    for (uint32_t v = 0; v < s->count; v++) {
        Mask vector = set >> v & 1 ? s->fair[v] ? (Mask)1 << v : s->of[v] : 0;
        for (uint32_t bit = SUMS_MAX; vector && bit-- > 0;) {
            if (!(vector >> bit & 1))
                continue;
            if (!basis[bit]) {
                basis[bit] = vector;
                count++;
                break;
            }
            vector ^= basis[bit];
        }
    }
    return count;
}

static bool
sums_hold(const Sums *s, const Triple *t)
{
    return rank(s, t->a | t->given) + rank(s, t->b | t->given) ==
           rank(s, t->a | t->b | t->given) + rank(s, t->given);
}

static bool
sums_have(const Sums *s, const Claims *c)
{
    for (size_t i = 0; i < c->hold.count; i++)
        if (!sums_hold(s, &c->hold.at[i]))
            return false;
    for (size_t i = 0; i < c->fail.count; i++)
        if (sums_hold(s, &c->fail.at[i]))
            return false;
    return true;
}

/* From variable v on; fair: those before it that are.  False: it is over. */
static bool
try_sums(SumSearch *s, uint32_t v, Mask fair)
{
    enum { STEPS = 10 };
    if (v == s->sums.count) {
        s->found = sums_have(&s->sums, s->claims);
        return budget_step(s->budget, STEPS) && !s->found;
    }
    s->sums.fair[v] = true;
    s->sums.of[v] = 0;
    if (!try_sums(s, v + 1, fair | (Mask)1 << v))
        return false;
    s->sums.fair[v] = false;
    for (Mask of = fair;; of = (of - 1) & fair) {
        s->sums.of[v] = of;
        if (!try_sums(s, v + 1, fair))
            return false;
        if (!of)
            return true;
    }
}

bool
sums_find(Sums *to, bool *found, const Claims *c, Budget *b)
{
    SumSearch s = {.claims = c, .sums = {.count = c->count}, .budget = b};
    bool none = try_sums(&s, 0, 0);
    *found = s.found;
    *to = s.sums;
    return none || s.found;
}

/* ---- leaning ---- */

static bool
leaning_holds(Mask set, const Triple *t)
{
    bool inside = !(set & ~(t->a | t->b | t->given));
    return !(inside && set & t->a && set & t->b);
}

Mask
leaning_find(const Claims *c)
{
    for (Mask set = 1; set < (Mask)1 << c->count; set++) {
        bool has = true;
        for (size_t i = 0; has && i < c->hold.count; i++)
            has = leaning_holds(set, &c->hold.at[i]);
        for (size_t i = 0; has && i < c->fail.count; i++)
            has = !leaning_holds(set, &c->fail.at[i]);
        if (has)
            return set;
    }
    return 0;
}
