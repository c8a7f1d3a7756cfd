/* ways.h -- small random graphs, as a Graph and as bits, and the oracles of separation on them.
 *
 * Sets of at most seven vertices are bits.  Separation is asked of all paths, one by one, as the
 * definition says, and of the moral graph, built; what is least, of all subsets. */
#ifndef CATGUT_TESTS_WAYS_H
#define CATGUT_TESTS_WAYS_H

#include "graph/separation.h"
#include "tests/law/order.h"

#include <check.h>

enum { MOST = 7 };

typedef uint32_t Bits;

/* ---- random graphs ---- */

typedef struct Small {
    Random r;
    Names names;
    Signature s;
    Model m;
    Graph g;
    uint32_t n;
    Bits children[MOST], observed;
} Small;

static inline void
small_init(Small *x, uint64_t seed)
{
    uint32_t place[MOST];
    *x = (Small){.r = random_start(seed)};
    signature_init(&x->s);
    const Type *type = signature_add_type(&x->s, names_add_text(&x->names, "T"));
    x->n = random_below(&x->r, 3) ? MOST : 2 + random_below(&x->r, MOST - 1);
    uint32_t density = 2 + random_below(&x->r, 3), hidden = 3 + random_below(&x->r, 6);
    for (uint32_t v = 0; v < x->n; v++) {
        const char text[] = {(char)('A' + v), '\0'};
        Vertex y = {.name = names_add_text(&x->names, text), .type = type};
        y.latent = random_below(&x->r, hidden) == 0;
        x->observed |= y.latent ? 0 : (Bits)1 << v;
        model_add_vertex(&x->m, &y);
    }
    random_order(&x->r, place, x->n);
    for (uint32_t i = 0; i < x->n; i++)
        for (uint32_t k = 0; k < i; k++)
            if (random_below(&x->r, 8) < density) {
                array_push(&x->m.vertices.at[place[i]].parents, place[k]);
                x->children[place[k]] |= (Bits)1 << place[i];
            }
    WireList cycle = {0};
    ck_assert(model_sort(&x->m, &cycle));
    graph_make(&x->g, &x->m);
}

static inline void
small_clear(Small *x)
{
    graph_clear(&x->g);
    model_clear(&x->m);
    signature_clear(&x->s);
    names_clear(&x->names);
}

static inline bool
has(Bits set, uint32_t v)
{
    return set >> v & 1;
}

static inline uint32_t
size_of(Bits set)
{
    uint32_t n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

static inline WireList
listed(Bits set)
{
    WireList l = {0};
    for (uint32_t v = 0; v < MOST; v++)
        if (has(set, v))
            array_push(&l, v);
    return l;
}

static inline Bits
bits_of(const WireList *l)
{
    Bits set = 0;
    for (size_t i = 0; i < l->count; i++) {
        ck_assert(!has(set, l->at[i]));
        set |= (Bits)1 << l->at[i];
    }
    return set;
}

/* A random subset, each member with odds 1 in `odds`. */
static inline Bits
some_of(Small *x, Bits set, uint32_t odds)
{
    Bits some = 0;
    for (uint32_t v = 0; v < x->n; v++)
        if (has(set, v) && random_below(&x->r, odds) == 0)
            some |= (Bits)1 << v;
    return some;
}

static inline Bits
one_of(Small *x, Bits set)
{
    uint32_t k = random_below(&x->r, size_of(set));
    for (; k > 0; k--)
        set &= set - 1;
    return set & (0 - set);
}

/* Two single vertices of the set, not joined if that is soon found. */
static inline void
two_of(Small *x, Bits set, Bits *a, Bits *b)
{
    for (int i = 0; i < 9; i++) {
        *a = one_of(x, set);
        *b = one_of(x, set & ~*a);
        bool joined = false;
        for (uint32_t v = 0; v < x->n; v++)
            joined = joined || (has(*a, v) && (x->children[v] & *b)) ||
                     (has(*b, v) && (x->children[v] & *a));
        if (!joined)
            return;
    }
}

/* ---- the oracle's graphs: children as bits ---- */

typedef struct Arrows {
    uint32_t n;
    Bits to[MOST];
} Arrows;

static inline Arrows
all_arrows(const Small *x)
{
    Arrows a = {.n = x->n};
    memcpy(a.to, x->children, sizeof a.to);
    return a;
}

static inline Arrows
without(Arrows a, Bits closed, Bits muted, Bits tails, Bits heads)
{
    for (uint32_t v = 0; v < a.n; v++) {
        a.to[v] &= ~closed;
        if (has(tails, v))
            a.to[v] &= ~heads;
        if (has(muted, v))
            a.to[v] = 0;
    }
    return a;
}

static inline Bits
below(const Arrows *a, Bits set)
{
    for (Bits old = 0; old != set;) {
        old = set;
        for (uint32_t v = 0; v < a->n; v++)
            if (has(old, v))
                set |= a->to[v];
    }
    return set;
}

static inline Bits
above(const Arrows *a, Bits set)
{
    for (Bits old = 0; old != set;) {
        old = set;
        for (uint32_t v = 0; v < a->n; v++)
            if (a->to[v] & old)
                set |= (Bits)1 << v;
    }
    return set;
}

/* All paths from a vertex of one set to one of another, without repetition. */
typedef struct Way {
    uint32_t at[MOST], count;
} Way;
typedef ARRAY(Way) WayList;

static inline bool
joined(const Arrows *a, uint32_t v, uint32_t w)
{
    return has(a->to[v], w) || has(a->to[w], v);
}

static inline void
extend(WayList *l, const Arrows *a, Way *w, Bits ends)
{
    uint32_t last = w->at[w->count - 1];
    if (w->count > 1 && has(ends, last))
        array_push(l, *w);
    for (uint32_t v = 0; v < a->n; v++) {
        bool fresh = joined(a, last, v);
        for (uint32_t i = 0; i < w->count; i++)
            fresh = fresh && w->at[i] != v;
        if (!fresh)
            continue;
        w->at[w->count++] = v;
        extend(l, a, w, ends);
        w->count--;
    }
}

static inline WayList
all_ways(const Arrows *a, Bits from, Bits to)
{
    WayList l = {0};
    for (uint32_t v = 0; v < a->n; v++)
        if (has(from, v)) {
            Way w = {.at = {v}, .count = 1};
            extend(&l, a, &w, to);
        }
    return l;
}

/* The place where it is blocked, or 0. */
static inline uint32_t
first_block(const Arrows *a, const Way *w, Bits given)
{
    for (uint32_t i = 1; i + 1 < w->count; i++) {
        uint32_t v = w->at[i];
        bool collider = has(a->to[w->at[i - 1]], v) && has(a->to[w->at[i + 1]], v);
        if (collider ? !(below(a, (Bits)1 << v) & given) : has(given, v))
            return i;
    }
    return 0;
}

/* The length of a shortest open path; 0: separated. */
static inline uint32_t
shortest_open(const Arrows *a, Bits from, Bits to, Bits given)
{
    uint32_t best = 0;
    WayList l = all_ways(a, from & ~given, to & ~given);
    for (size_t i = 0; i < l.count; i++)
        if (first_block(a, &l.at[i], given) == 0 && (best == 0 || l.at[i].count < best))
            best = l.at[i].count;
    array_clear(&l);
    return best;
}

/* The vertices that a walk from `from` reaches in the moral graph on `within` without `given`. */
static inline Bits
moral_reach(const Arrows *a, Bits within, Bits from, Bits given)
{
    Bits near[MOST] = {0};
    for (uint32_t v = 0; v < a->n; v++) {
        Bits family = (Bits)1 << v;
        for (uint32_t p = 0; p < a->n; p++)
            if (has(a->to[p], v))
                family |= (Bits)1 << p;
        for (uint32_t p = 0; has(within, v) && p < a->n; p++)
            if (has(family, p))
                near[p] |= family;
    }
    Bits seen = from & ~given;
    for (Bits old = 0; old != seen;) {
        old = seen;
        for (uint32_t v = 0; v < a->n; v++)
            if (has(old, v))
                seen |= near[v] & within & ~given;
    }
    return seen;
}

static inline bool
apart(const Arrows *a, Bits from, Bits to, Bits given)
{
    return !(moral_reach(a, above(a, from | to | given), from, given) & to & ~given);
}

/* ---- what is found ---- */

static inline Way
way_of(const WireList *path)
{
    Way w = {.count = (uint32_t)path->count};
    ck_assert_uint_le(path->count, MOST);
    for (size_t i = 0; i < path->count; i++)
        w.at[i] = path->at[i];
    bits_of(path); /* none twice */
    return w;
}

/* A path in the graph, open given the set. */
static inline void
expect_open(const Arrows *a, const WireList *path, Bits from, Bits to, Bits given)
{
    Way w = way_of(path);
    ck_assert_uint_gt(w.count, 1);
    ck_assert(has(from & ~given, w.at[0]) && has(to & ~given, w.at[w.count - 1]));
    for (uint32_t i = 0; i + 1 < w.count; i++)
        ck_assert(joined(a, w.at[i], w.at[i + 1]));
    for (uint32_t i = 1; i + 1 < w.count; i++)
        ck_assert(!has((from | to) & ~given, w.at[i]));
    ck_assert_uint_eq(first_block(a, &w, given), 0);
}

/* Is the set minimal, among those that contain `must`, for a property of sets?  any: it need not be
 * minimal. */
typedef struct Question {
    const Small *x;
    Arrows a;
    Bits from, to, must, within;
    bool any;
    bool (*good)(const struct Question *q, Bits set);
} Question;

static inline bool
is_least(const Question *q, Bits set)
{
    if ((set & q->must) != q->must || !q->good(q, set))
        return false;
    Bits rest = q->any ? 0 : set & ~q->must;
    for (Bits part = (rest - 1) & rest; rest; part = (part - 1) & rest) {
        if (q->good(q, part | q->must))
            return false;
        if (part == 0)
            break;
    }
    return true;
}

/* The list has exactly the least good sets, in order; or some of them, as many as the limit. */
static inline void
expect_least_sets(const Question *q, const SetList *found, bool complete, size_t limit)
{
    size_t wanted = 0;
    for (Bits set = 0; set < (Bits)1 << q->x->n; set++) {
        if ((set & ~q->within) || !is_least(q, set))
            continue;
        wanted++;
        bool met = false;
        for (size_t i = 0; i < found->count; i++)
            met = met || bits_of(&found->at[i]) == set;
        ck_assert(met || !complete);
    }
    ck_assert_int_eq(complete, wanted <= limit);
    ck_assert_uint_eq(found->count, complete ? wanted : limit);
    for (size_t i = 0; i < found->count; i++) {
        ck_assert_uint_eq(bits_of(&found->at[i]) & ~q->within, 0);
        ck_assert(is_least(q, bits_of(&found->at[i])));
    }
    SetList sorted = {0};
    array_set(&sorted, found);
    sort_sets(&sorted);
    for (size_t i = 0; i < found->count; i++) {
        ck_assert_ptr_eq(sorted.at[i].at, found->at[i].at);
        for (size_t k = 1; k < found->at[i].count; k++)
            ck_assert_uint_lt(found->at[i].at[k - 1], found->at[i].at[k]);
    }
    array_clear(&sorted);
}

static inline size_t
random_limit(Small *x)
{
    return random_below(&x->r, 4) ? 1000 : random_below(&x->r, 4);
}

/* ---- many graphs ---- */

enum { LOOPS = 15 };

/* A law, held against fifty graphs; different ones in each loop. */
static inline void
hold_law(void (*law)(uint64_t seed), uint64_t loop)
{
    enum { EACH = 50 };
    for (uint64_t k = 0; k < EACH; k++)
        law(loop * EACH + k);
}

#endif
