/* law_adjust.c -- adjustment, front doors and instruments on random small graphs, against all
 * subsets and the criteria as they were first written. */
#include "graph/adjust.h"
#include "tests/law/ways.h"
#include "tests/suite.h"

/* ---- adjustment ---- */

static bool
is_causal(const Arrows *a, const Way *w)
{
    for (uint32_t i = 0; i + 1 < w->count; i++)
        if (!has(a->to[w->at[i]], w->at[i + 1]))
            return false;
    return true;
}

static bool
is_proper(const Way *w, Bits from)
{
    for (uint32_t i = 1; i < w->count; i++)
        if (has(from, w->at[i]))
            return false;
    return true;
}

/* Shpitser, VanderWeele & Robins 2010, definition 4, as it stands: no member descends, in the graph
 * without arrows into x, from a vertex outside x on a proper causal path, and every proper path
 * that is not causal is blocked. */
static bool
good_adjustment(const Question *q, Bits set)
{
    bool good = true;
    Arrows done = without(q->a, q->from, 0, 0, 0);
    WayList l = all_ways(&q->a, q->from, q->to);
    for (size_t i = 0; good && i < l.count; i++) {
        const Way *w = &l.at[i];
        if (!is_proper(w, q->from))
            continue;
        if (!is_causal(&q->a, w))
            good = first_block(&q->a, w, set) != 0;
        for (uint32_t k = 1; is_causal(&q->a, w) && k < w->count; k++)
            good = good && !(below(&done, (Bits)1 << w->at[k]) & set);
    }
    array_clear(&l);
    return good;
}

static void
expect_reason(const Question *q, const AdjustReason *why, Bits set)
{
    if (why->fault == ADJUST_VALID)
        return;
    Way w = way_of(&why->path);
    ck_assert_uint_gt(w.count, 1);
    ck_assert(is_proper(&w, q->from));
    ck_assert(has(q->from, w.at[0]) && has(q->to, w.at[w.count - 1]));
    if (why->fault == ADJUST_OPEN) {
        expect_open(&q->a, &why->path, q->from, q->to, set);
        ck_assert(!is_causal(&q->a, &w));
        return;
    }
    Bits met = 0;
    for (uint32_t i = 1; i < w.count; i++)
        met |= (Bits)1 << w.at[i];
    ck_assert(is_causal(&q->a, &w));
    ck_assert(has(set, why->vertex) && has(below(&q->a, met), why->vertex));
}

/* Those on proper causal paths, after their first. */
static Bits
causal_of(const Question *q)
{
    Bits causal = 0;
    WayList l = all_ways(&q->a, q->from, q->to);
    for (size_t i = 0; i < l.count; i++)
        for (uint32_t k = 1; k < l.at[i].count; k++)
            if (is_causal(&q->a, &l.at[i]) && is_proper(&l.at[i], q->from))
                causal |= (Bits)1 << l.at[i].at[k];
    array_clear(&l);
    return causal;
}

/* What is permitted of the ancestors of x, y and what must be in a set, in the proper back-door
 * graph. */
static Bits
largest_candidate(const Question *q)
{
    Bits causal = causal_of(q);
    Arrows cut = without(q->a, 0, 0, q->from, causal);
    Bits high = above(&cut, q->from | q->to | q->must);
    return q->must | (q->within & high & ~below(&q->a, causal));
}

/* One treatment and one outcome mostly, sets otherwise, all observed, the treatment above the
 * outcome and not its parent if that is soon found; false: too few. */
static bool
random_effect(Question *q, Small *x)
{
    if (size_of(x->observed) < 2)
        return false;
    *q = (Question){.x = x, .a = all_arrows(x)};
    for (int i = 0; i < 9; i++) {
        two_of(x, x->observed, &q->from, &q->to);
        if (below(&q->a, q->from) & q->to)
            break;
    }
    if (random_below(&x->r, 3) == 0)
        q->from |= some_of(x, x->observed & ~q->to, 4);
    if (random_below(&x->r, 3) == 0)
        q->to |= some_of(x, x->observed & ~q->from, 4);
    q->within = x->observed & ~q->from & ~q->to;
    return true;
}

static bool
all_blocked(const Arrows *a, Bits from, Bits to, Bits given)
{
    bool blocked = true;
    WayList l = all_ways(a, from, to);
    for (size_t i = 0; blocked && i < l.count; i++)
        blocked = first_block(a, &l.at[i], given) != 0;
    array_clear(&l);
    return blocked;
}

/* Rotnitzky & Smucler 2020, lemma 3: what another adjustment set has more tells nothing of y given
 * this one and x, and what this one has more tells nothing of x given the other. */
static bool
estimates_better(const Question *q, Bits set, Bits other)
{
    return all_blocked(&q->a, q->to, other & ~set, set | q->from) &&
           all_blocked(&q->a, q->from, set & ~other, other);
}

/* The rules: what a set must have, what it may not have, and whether it must be minimal. */
static SetRules
random_rules(Question *q, Small *x)
{
    SetRules rules = {0};
    if (random_below(&x->r, 2)) {
        q->must = some_of(x, q->within, 5);
        Bits not = some_of(x, q->within & ~q->must, 5);
        q->within &= ~not;
        rules = (SetRules){.with = listed(q->must), .without = listed(not)};
        rules.all = q->any = random_below(&x->r, 2);
    }
    return rules;
}

static void
expect_optimum(const Question *q, const WireList *lx, const WireList *ly, const SetRules *rules)
{
    AdjustReason why = {0};
    WireList found = {0};
    Optimum kind = optimal_adjustment(&found, &why, &q->x->g, lx, ly, rules);
    Bits best = bits_of(&found), low = below(&q->a, causal_of(q));
    bool any = false, parents_seen = true;
    for (uint32_t v = 0; v < q->x->n; v++)
        if ((q->x->children[v] & causal_of(q)) && !has(low | q->from, v))
            parents_seen = parents_seen && has(q->within, v);
    Question least = *q;
    least.any = kind != OPTIMAL_OF_MINIMAL;
    for (Bits set = 0; set < (Bits)1 << q->x->n; set++) {
        if ((set & ~q->within) || !is_least(&least, set))
            continue;
        any = true;
        ck_assert(kind == OPTIMAL_NONE || estimates_better(q, best, set));
    }
    ck_assert_int_eq(any, kind != OPTIMAL_NONE);
    ck_assert_int_eq(any, why.fault == ADJUST_VALID);
    if (any) {
        ck_assert(!(best & ~q->within) && is_least(&least, best));
        bool all_causal = !(q->to & ~causal_of(q));
        ck_assert_int_eq(kind == OPTIMAL_OF_ALL, parents_seen && all_causal);
    }
    adjust_reason_clear(&why);
    array_clear(&found);
}

static void
expect_sets(const Question *q, const WireList *lx, const WireList *ly, const SetRules *rules,
            size_t limit)
{
    SetList found = {0};
    AdjustReason why = {0};
    bool complete = false;
    Budget budget = {0};
    adjustment_sets(&found, &complete, &why, &q->x->g, lx, ly, rules, limit, &budget);
    expect_least_sets(q, &found, complete, limit);
    ck_assert_int_eq(why.fault == ADJUST_VALID, found.count > 0 || !complete);
    ck_assert_int_eq(why.fault == ADJUST_FORBIDDEN,
                     (q->must & below(&q->a, causal_of(q))) != 0);
    expect_reason(q, &why, largest_candidate(q));
    set_list_clear(&found);
    adjust_reason_clear(&why);
}

static void
check_adjustment(uint64_t seed)
{
    Small x;
    Question q;
    small_init(&x, seed);
    if (random_effect(&q, &x)) {
        q.good = good_adjustment;
        WireList lx = listed(q.from), ly = listed(q.to);
        AdjustReason why = {0};
        for (Bits set = 0; set < (Bits)1 << x.n; set++) {
            if (set & ~q.within)
                continue;
            WireList z = listed(set);
            ck_assert_int_eq(adjusts(&why, &x.g, &lx, &ly, &z) == ADJUST_VALID,
                             good_adjustment(&q, set));
            expect_reason(&q, &why, set);
            array_clear(&z);
        }
        size_t limit = random_limit(&x);
        SetRules rules = random_rules(&q, &x);
        expect_sets(&q, &lx, &ly, &rules, limit);
        expect_optimum(&q, &lx, &ly, &rules);
        set_rules_clear(&rules);
        adjust_reason_clear(&why);
        array_clear(&lx);
        array_clear(&ly);
    }
    small_clear(&x);
}

/* ---- front doors ---- */

/* Does the path leave a vertex of the set, its first one apart, by an arrow out? */
static bool
leaves_again(const Arrows *a, const Way *w, Bits set)
{
    for (uint32_t i = 1; i < w->count; i++)
        if (has(set, w->at[i]) && (has(a->to[w->at[i]], w->at[i - 1]) ||
                                   (i + 1 < w->count && has(a->to[w->at[i]], w->at[i + 1]))))
            return true;
    return false;
}

/* A back-door path from the set to the ends that is open given `given`? */
static bool
open_backdoor(const Arrows *a, Bits set, Bits ends, Bits given)
{
    bool open = false;
    WayList l = all_ways(a, set, ends);
    for (size_t i = 0; !open && i < l.count; i++) {
        const Way *w = &l.at[i];
        open = has(a->to[w->at[1]], w->at[0]) && !leaves_again(a, w, set) &&
               first_block(a, w, given) == 0;
    }
    array_clear(&l);
    return open;
}

static bool
good_frontdoor(const Question *q, Bits set)
{
    bool good =
        !open_backdoor(&q->a, q->from, set, 0) && !open_backdoor(&q->a, set, q->to, q->from);
    WayList l = all_ways(&q->a, q->from, q->to);
    for (size_t i = 0; good && i < l.count; i++) {
        Bits met = 0;
        for (uint32_t k = 0; k < l.at[i].count; k++)
            met |= (Bits)1 << l.at[i].at[k];
        good = !is_causal(&q->a, &l.at[i]) || (met & set);
    }
    array_clear(&l);
    return good;
}

static void
check_frontdoor(uint64_t seed)
{
    Small x;
    Question q;
    small_init(&x, seed);
    if (random_effect(&q, &x)) {
        q.good = good_frontdoor;
        WireList lx = listed(q.from), ly = listed(q.to);
        for (Bits set = 0; set < (Bits)1 << x.n; set++) {
            if (set & ~q.within)
                continue;
            WireList z = listed(set);
            ck_assert_int_eq(is_frontdoor(&x.g, &lx, &ly, &z), good_frontdoor(&q, set));
            array_clear(&z);
        }
        SetList found = {0};
        bool complete = false;
        Budget budget = {0};
        size_t limit = random_limit(&x);
        frontdoor_sets(&found, &complete, &x.g, &lx, &ly, limit, &budget);
        expect_least_sets(&q, &found, complete, limit);
        set_list_clear(&found);
        array_clear(&lx);
        array_clear(&ly);
    }
    small_clear(&x);
}

/* ---- instruments ---- */

typedef struct Effect {
    Arrows all, cut;
    Bits x, y, permitted;
} Effect;

static void
effect_of(Effect *e, Small *x)
{
    e->all = all_arrows(x);
    two_of(x, x->observed, &e->x, &e->y);
    if (random_below(&x->r, 2))
        e->y = one_of(x, x->observed & ~e->x);
    Bits causal = below(&e->all, e->x) & ~e->x & above(&e->all, e->y);
    e->cut = without(e->all, 0, 0, e->x, causal);
    e->permitted = x->observed & ~below(&e->all, causal) & ~e->x & ~e->y;
}

static bool
good_instrument(const Effect *e, Bits z, Bits given)
{
    return shortest_open(&e->all, z, e->x, given) != 0 &&
           shortest_open(&e->cut, z, e->y, given) == 0;
}

/* Does `given` do for z, while no proper subset does? */
static bool
least_given(const Effect *e, Bits z, Bits given)
{
    if ((given & ~(e->permitted & ~z)) || !good_instrument(e, z, given))
        return false;
    for (Bits part = (given - 1) & given; given; part = (part - 1) & given) {
        if (good_instrument(e, z, part))
            return false;
        if (!part)
            break;
    }
    return true;
}

static void
check_fault(const Effect *e, const Graph *g, uint32_t v, Bits given)
{
    InstrumentReason why = {0};
    WireList x = listed(e->x), y = listed(e->y), w = listed(given);
    Bits z = (Bits)1 << v;
    InstrumentFault fault = is_instrument(&why, g, x.at[0], y.at[0], v, &w);
    bool permitted = has(e->permitted, v) && !(given & ~e->permitted);
    ck_assert_int_eq(fault == INSTRUMENT_VALID,
                     permitted && !has(below(&e->all, e->x), v) && good_instrument(e, z, given));
    if (fault == INSTRUMENT_OPEN)
        expect_open(&e->cut, &why.path, z, e->y, given);
    if (fault == INSTRUMENT_FORBIDDEN)
        ck_assert(!has(e->permitted, why.vertex));
    instrument_reason_clear(&why);
    array_clear(&x);
    array_clear(&y);
    array_clear(&w);
}

static void
check_all_given(const Effect *e, const Graph *g, const InstrumentList *found, Bits observed)
{
    size_t wanted = 0;
    for (uint32_t v = 0; (Bits)1 << v <= observed; v++)
        for (Bits given = 0; given <= observed; given++) {
            Bits z = (Bits)1 << v;
            if (!(z & observed & ~e->x & ~e->y) || (given & (~observed | z | e->x | e->y)))
                continue;
            check_fault(e, g, v, given);
            if (has(e->permitted & ~below(&e->all, e->x), v) && least_given(e, z, given)) {
                size_t times = 0;
                for (size_t i = 0; i < found->count; i++)
                    times += found->at[i].z == v && bits_of(&found->at[i].given) == given;
                ck_assert_uint_eq(times, 1);
                wanted++;
            }
        }
    ck_assert_uint_eq(found->count, wanted);
}

static void
check_instruments(uint64_t seed)
{
    Small x;
    small_init(&x, seed);
    if (size_of(x.observed) >= 2) {
        Effect e;
        InstrumentList found = {0};
        Budget budget = {0};
        bool complete = false;
        effect_of(&e, &x);
        WireList lx = listed(e.x), ly = listed(e.y);
        WireList none = {0};
        ck_assert(
            instruments(&found, &complete, &x.g, lx.at[0], ly.at[0], &none, 1000, &budget));
        ck_assert(complete);
        check_all_given(&e, &x.g, &found, x.observed);
        for (size_t i = 1; i < found.count; i++)
            ck_assert(found.at[i - 1].z < found.at[i].z ||
                      wires_compare(&found.at[i - 1].given, &found.at[i].given) < 0);
        instrument_list_clear(&found);
        array_clear(&lx);
        array_clear(&ly);
    }
    small_clear(&x);
}

/* ---- all of it ---- */

static void (*const laws[])(uint64_t seed) = {check_adjustment, check_frontdoor, check_instruments};

START_TEST(test_laws)
{
    hold_law(laws[(size_t)_i % COUNT(laws)], (uint64_t)_i);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("laws of adjustment");
    TCase *t = tcase_create("laws of adjustment");
    tcase_add_loop_test(t, test_laws, 0, LOOPS * (int)COUNT(laws));
    suite_add_tcase(s, t);
    return s;
}
