/* law_separation.c -- separation, adjustment, front doors and instruments on random small graphs.
 *
 * The oracles work on sets of at most seven vertices, as bits.  Separation is held against all paths,
 * one by one, as the definition says, and against the moral graph, built; whatever finds a set or lists
 * sets against trying all subsets with the criterion as it was first written. */
#include "surgery/adjust.h"
#include "tests/law/random.h"

#include <check.h>
#include <stdlib.h>

enum { MOST = 7, PATHS = 2000 };

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

static void
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
        uint32_t j = random_below(&x->r, v + 1);
        place[v] = place[j];
        place[j] = v;
    }
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

static void
small_clear(Small *x)
{
    graph_clear(&x->g);
    model_clear(&x->m);
    signature_clear(&x->s);
    names_clear(&x->names);
}

static bool
has(Bits set, uint32_t v)
{
    return set >> v & 1;
}

static uint32_t
size_of(Bits set)
{
    uint32_t n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

static WireList
listed(Bits set)
{
    WireList l = {0};
    for (uint32_t v = 0; v < MOST; v++)
        if (has(set, v))
            array_push(&l, v);
    return l;
}

static Bits
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
static Bits
some_of(Small *x, Bits set, uint32_t odds)
{
    Bits some = 0;
    for (uint32_t v = 0; v < x->n; v++)
        if (has(set, v) && random_below(&x->r, odds) == 0)
            some |= (Bits)1 << v;
    return some;
}

static Bits
one_of(Small *x, Bits set)
{
    uint32_t k = random_below(&x->r, size_of(set));
    for (; k > 0; k--)
        set &= set - 1;
    return set & (0 - set);
}

/* Two single vertices of the set, not joined if that is soon found. */
static void
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

static Arrows
all_arrows(const Small *x)
{
    Arrows a = {.n = x->n};
    memcpy(a.to, x->children, sizeof a.to);
    return a;
}

static Arrows
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

static Bits
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

static Bits
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

static bool
joined(const Arrows *a, uint32_t v, uint32_t w)
{
    return has(a->to[v], w) || has(a->to[w], v);
}

static void
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

static WayList
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
static uint32_t
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
static uint32_t
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
static Bits
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

static bool
apart(const Arrows *a, Bits from, Bits to, Bits given)
{
    return !(moral_reach(a, above(a, from | to | given), from, given) & to & ~given);
}

/* ---- separation ---- */

typedef struct Cut {
    VertexSet closed, muted, tails, heads;
    Mutilation m;
    Arrows a;
} Cut;

static void
fill(VertexSet *s, uint32_t n, Bits set)
{
    vertex_set_init(s, n);
    for (uint32_t v = 0; v < n; v++)
        if (has(set, v))
            vertex_set_add(s, v);
}

static void
random_cut(Cut *c, Small *x)
{
    Bits all = ((Bits)1 << x->n) - 1, set[4];
    for (int i = 0; i < 4; i++)
        set[i] = random_below(&x->r, 2) ? some_of(x, all, 3) : 0;
    fill(&c->closed, x->n, set[0]);
    fill(&c->muted, x->n, set[1]);
    fill(&c->tails, x->n, set[2]);
    fill(&c->heads, x->n, set[3]);
    c->m = (Mutilation){&c->closed, &c->muted, &c->tails, &c->heads};
    if (!set[0])
        c->m.closed = NULL;
    if (!set[1])
        c->m.muted = NULL;
    c->a = without(all_arrows(x), set[0], set[1], set[2], set[3]);
}

static void
cut_clear(Cut *c)
{
    vertex_set_clear(&c->closed);
    vertex_set_clear(&c->muted);
    vertex_set_clear(&c->tails);
    vertex_set_clear(&c->heads);
}

static Way
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
static void
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

static void
check_separated(uint64_t seed)
{
    Small x;
    Cut c;
    small_init(&x, seed);
    random_cut(&c, &x);
    for (int round = 0; round < 20; round++) {
        Bits all = ((Bits)1 << x.n) - 1, a = some_of(&x, all, 3), b = some_of(&x, all & ~a, 3);
        Bits given = some_of(&x, all, 2 + random_below(&x.r, 3));
        WireList la = listed(a), lb = listed(b), lc = listed(given), path = {0};
        VertexSet reached;
        uint32_t best = shortest_open(&c.a, a, b, given);
        bool yes = separated(&x.g, &c.m, &la, &lb, &lc);
        ck_assert_int_eq(yes, best == 0);
        ck_assert_int_eq(yes, apart(&c.a, a, b, given));
        ck_assert_int_eq(open_path(&path, &x.g, &c.m, &la, &lb, &lc), !yes);
        if (!yes) {
            expect_open(&c.a, &path, a, b, given);
            ck_assert_uint_eq(path.count, best);
        }
        vertex_set_init(&reached, x.n);
        connected(&reached, &x.g, &c.m, &la, &lc);
        for (uint32_t v = 0; v < x.n; v++)
            ck_assert_int_eq(reached.has[v],
                             has(a & ~given, v) ||
                                 shortest_open(&c.a, a, (Bits)1 << v & ~a, given) > 0);
        vertex_set_clear(&reached);
        array_clear(&la);
        array_clear(&lb);
        array_clear(&lc);
        array_clear(&path);
    }
    cut_clear(&c);
    small_clear(&x);
}

static int
compare_ways(const void *p, const void *q)
{
    const Way *v = p, *w = q;
    if (v->count != w->count)
        return v->count < w->count ? -1 : 1;
    for (uint32_t i = 0; i < v->count; i++)
        if (v->at[i] != w->at[i])
            return v->at[i] < w->at[i] ? -1 : 1;
    return 0;
}

static void
check_paths(uint64_t seed)
{
    Small x;
    Cut c;
    small_init(&x, seed);
    random_cut(&c, &x);
    Bits all = ((Bits)1 << x.n) - 1, a, b;
    two_of(&x, all, &a, &b);
    Bits given = some_of(&x, all & ~a & ~b, 3);
    WireList la = listed(a), lb = listed(b), lc = listed(given);
    WayList l = all_ways(&c.a, a, b);
    if (l.count)
        qsort(l.at, l.count, sizeof *l.at, compare_ways);
    size_t limit = random_below(&x.r, 2) ? PATHS : random_below(&x.r, 6);
    PathList found = {0};
    bool complete = false;
    Budget budget = {0};
    find_paths(&found, &complete, &x.g, &c.m, la.at[0], lb.at[0], &lc, limit, &budget);
    ck_assert_int_eq(complete, l.count <= limit);
    ck_assert_uint_eq(found.count, complete ? l.count : limit);
    for (size_t i = 0; i < found.count; i++) {
        Way w = way_of(&found.at[i].vertices);
        ck_assert_int_eq(compare_ways(&w, &l.at[i]), 0);
        ck_assert_uint_eq(found.at[i].blocked, first_block(&c.a, &w, given));
        for (uint32_t k = 1; k + 1 < w.count; k++)
            ck_assert_int_eq(is_collider(&x.g, &c.m, &found.at[i].vertices, k),
                             has(c.a.to[w.at[k - 1]], w.at[k]) &&
                                 has(c.a.to[w.at[k + 1]], w.at[k]));
    }
    path_list_clear(&found);
    array_clear(&l);
    array_clear(&la);
    array_clear(&lb);
    array_clear(&lc);
    cut_clear(&c);
    small_clear(&x);
}

/* ---- separators ---- */

/* Is the set minimal, among those that contain `must`, for a property of sets? */
typedef struct Question {
    const Small *x;
    Arrows a;
    Bits from, to, must, within;
    bool (*good)(const struct Question *q, Bits set);
} Question;

static bool
is_least(const Question *q, Bits set)
{
    if (!q->good(q, set))
        return false;
    Bits rest = set & ~q->must;
    for (Bits part = (rest - 1) & rest; rest; part = (part - 1) & rest) {
        if (q->good(q, part | q->must))
            return false;
        if (part == 0)
            break;
    }
    return true;
}

static bool
good_separator(const Question *q, Bits set)
{
    return shortest_open(&q->a, q->from, q->to, set) == 0;
}

/* No other separator of ancestors leaves anything connected to b that this does not. */
static void
expect_nearest(const Question *q, Bits set)
{
    Bits within = above(&q->a, q->from | q->to | q->must);
    Bits side = moral_reach(&q->a, within, q->to, set);
    for (Bits other = 0; other < (Bits)1 << q->a.n; other++)
        if ((other & ~(q->within & within)) == 0 && (other & q->must) == q->must &&
            good_separator(q, other))
            ck_assert(!(moral_reach(&q->a, within, q->to, other) & ~side & ~set));
}

static void
check_separator(uint64_t seed)
{
    Small x;
    Cut c;
    small_init(&x, seed);
    random_cut(&c, &x);
    Bits all = ((Bits)1 << x.n) - 1, a, b;
    two_of(&x, all, &a, &b);
    if (random_below(&x.r, 3) == 0)
        b |= some_of(&x, all & ~a, 3);
    Bits must = random_below(&x.r, 2) ? some_of(&x, all & ~a & ~b, 3) : 0;
    Bits may = some_of(&x, all, 4) ^ all;
    Question q = {.x = &x, .a = c.a, .from = a, .to = b, .must = must, .good = good_separator};
    q.within = (may | must) & ~a & ~b;
    bool any = false;
    for (Bits set = 0; set <= all; set++)
        if ((set & ~q.within) == 0 && (set & must) == must)
            any = any || good_separator(&q, set);
    WireList la = listed(a), lb = listed(b), lm = listed(must), lc = listed(may), found = {0};
    bool ok = find_separator(&found, &x.g, &c.m, &la, &lb, &lm, &lc);
    ck_assert_int_eq(ok, any);
    if (ok) {
        Bits set = bits_of(&found);
        ck_assert_uint_eq(set & ~q.within, 0);
        ck_assert_uint_eq(set & must, must);
        ck_assert(is_least(&q, set));
        expect_nearest(&q, set);
    }
    array_clear(&la);
    array_clear(&lb);
    array_clear(&lm);
    array_clear(&lc);
    array_clear(&found);
    cut_clear(&c);
    small_clear(&x);
}

/* The list has exactly the least good sets, in order; or some of them, as many as the limit. */
static void
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

static size_t
random_limit(Small *x)
{
    return random_below(&x->r, 4) ? 1000 : random_below(&x->r, 4);
}

static void
check_separators(uint64_t seed)
{
    Small x;
    Cut c;
    small_init(&x, seed);
    random_cut(&c, &x);
    Bits all = ((Bits)1 << x.n) - 1, a, b;
    two_of(&x, all, &a, &b);
    Bits may = some_of(&x, all, 4) ^ all;
    size_t limit = random_limit(&x);
    Question q = {.x = &x, .a = c.a, .from = a, .to = b, .good = good_separator};
    q.within = may & ~a & ~b;
    WireList la = listed(a), lb = listed(b), lc = listed(may);
    SetList found = {0};
    bool complete = false;
    Budget budget = {0};
    find_separators(&found, &complete, &x.g, &c.m, &la, &lb, &lc, limit, &budget);
    expect_least_sets(&q, &found, complete, limit);
    set_list_clear(&found);
    array_clear(&la);
    array_clear(&lb);
    array_clear(&lc);
    cut_clear(&c);
    small_clear(&x);
}

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
 * without arrows into x, from a vertex outside x on a proper causal path, and every proper path that
 * is not causal is blocked. */
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

/* The ancestors of x and y in the proper back-door graph that are permitted. */
static Bits
largest_candidate(const Question *q)
{
    Bits causal = 0;
    WayList l = all_ways(&q->a, q->from, q->to);
    for (size_t i = 0; i < l.count; i++)
        for (uint32_t k = 1; k < l.at[i].count; k++)
            if (is_causal(&q->a, &l.at[i]) && is_proper(&l.at[i], q->from))
                causal |= (Bits)1 << l.at[i].at[k];
    array_clear(&l);
    Arrows cut = without(q->a, 0, 0, q->from, causal);
    return q->within & above(&cut, q->from | q->to) & ~below(&q->a, causal);
}

/* One treatment and one outcome mostly, sets otherwise, all observed, the treatment above the outcome
 * and not its parent if that is soon found; false: too few. */
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
        SetList found = {0};
        bool complete = false;
        Budget budget = {0};
        size_t limit = random_limit(&x);
        adjustment_sets(&found, &complete, &why, &x.g, &lx, &ly, limit, &budget);
        expect_least_sets(&q, &found, complete, limit);
        ck_assert_int_eq(why.fault == ADJUST_VALID, found.count > 0 || !complete);
        ck_assert(why.fault != ADJUST_FORBIDDEN);
        if (why.fault == ADJUST_OPEN)
            expect_reason(&q, &why, largest_candidate(&q));
        set_list_clear(&found);
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
        if (has(set, w->at[i]) &&
            (has(a->to[w->at[i]], w->at[i - 1]) ||
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
    bool good = !open_backdoor(&q->a, q->from, set, 0) && !open_backdoor(&q->a, set, q->to, q->from);
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

/* Is there a good set for z, of any vertices, or of ancestors of z and y only? */
static bool
some_given(const Effect *e, Bits z, bool ancestors)
{
    Bits within = e->permitted & ~z;
    if (ancestors)
        within &= above(&e->all, z | e->y);
    for (Bits given = 0; given < (Bits)1 << e->all.n; given++)
        if (!(given & ~within) && good_instrument(e, z, given))
            return true;
    return false;
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
        bool any = false;
        effect_of(&e, &x);
        WireList lx = listed(e.x), ly = listed(e.y);
        ck_assert(instruments(&found, &x.g, lx.at[0], ly.at[0], &budget));
        for (uint32_t v = 0, i = 0; v < x.n; v++) {
            Bits z = (Bits)1 << v;
            bool listed_too = i < found.count && found.at[i].z == v;
            if (listed_too) {
                Bits given = bits_of(&found.at[i++].given);
                ck_assert(has(e.permitted, v));
                ck_assert_uint_eq(given & ~(e.permitted & ~z), 0);
                ck_assert(good_instrument(&e, z, given));
                ck_assert(given == 0 || !good_instrument(&e, z, 0));
            }
            if (has(e.permitted, v)) {
                ck_assert_int_eq(listed_too, some_given(&e, z, true));
                any = any || some_given(&e, z, false);
            }
        }
        ck_assert_int_eq(any, found.count > 0);
        instrument_list_clear(&found);
        array_clear(&lx);
        array_clear(&ly);
    }
    small_clear(&x);
}

/* ---- all of it ---- */

enum { LOOPS = 40, EACH = 50 };

static void (*const laws[])(uint64_t seed) = {check_separated,  check_paths,
                                               check_separator,  check_separators,
                                               check_adjustment, check_frontdoor,
                                               check_instruments};

enum { LAWS = sizeof laws / sizeof *laws };

/* Loop i holds law i % LAWS against fifty graphs. */
START_TEST(test_laws)
{
    for (uint64_t k = 0; k < EACH; k++)
        laws[_i % LAWS]((uint64_t)_i * EACH + k);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("laws of separation");
    TCase *t = tcase_create("laws of separation");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, test_laws, 0, LAWS * LOOPS);
    suite_add_tcase(s, t);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    int bad = srunner_ntests_failed(r);
    srunner_free(r);
    return bad != 0;
}
