/* law_witness.c -- witnesses on random models, against tables of everything.
 *
 * Every effect that identify calls not identifiable must get a witness.  The oracle knows nothing
 * of atoms or hedges: it multiplies the mechanisms of all vertices under every value of every bit,
 * and compares the tables of the observed bits, and those of Y and Z under do(X), modulo a prime.
 * */
#include "base/random.h"
#include "surgery/witness.h"
#include "tests/law/modulo.h"
#include "tests/suite.h"

#include <check.h>

enum { ROUNDS = 150, BITS_MAX = 15, CANDIDATES_MAX = 400 };

/* ---- random models */

typedef struct Case {
    Random r;
    Model m;
    Graph g;
    Projection p;
    Effect e;
    Identification i;
    uint32_t *room;
    Budget budget;
    Type bare; /* every vertex's type: how large it is is the room's business */
} Case;

static void
add_vertex(Case *c, bool latent)
{
    Vertex v = {.latent = latent, .type = &c->bare};
    model_add_vertex(&c->m, &v);
}

/* `seen` observed vertices; v reads some of those before it; then latents of up to three children
 * (all observed, or latents made before), some with parents that come before all of these. */
static void
random_model(Case *c, uint32_t seen)
{
    uint32_t arrows = 1 + random_below(&c->r, 4);
    for (uint32_t v = 0; v < seen; v++) {
        add_vertex(c, false);
        for (uint32_t u = 0; u < v; u++)
            if (random_below(&c->r, 6) < arrows)
                array_push(&c->m.vertices.at[v].parents, u);
    }
    uint32_t latents = 1 + random_below(&c->r, seen);
    for (uint32_t l = seen; l < seen + latents; l++) {
        uint32_t first = UINT32_MAX, last = UINT32_MAX;
        add_vertex(c, true);
        for (uint32_t k = random_below(&c->r, 4) ? 2 : 3; k > 0; k--) {
            uint32_t v = random_below(&c->r, random_below(&c->r, 4) ? seen : l);
            if (v == last || v == first)
                continue;
            last = v;
            first = first == UINT32_MAX ? v : first;
            array_push(&c->m.vertices.at[v].parents, l);
        }
    }
    for (uint32_t l = seen; l < seen + latents; l++)
        if (!random_below(&c->r, 3))
            array_push(&c->m.vertices.at[l].parents, random_below(&c->r, seen));
}

/* The latents' parents may have closed a cycle: then there are none. */
static void
sort_model(Case *c)
{
    WireList cycle = {0};
    if (!model_sort(&c->m, &cycle)) {
        for (size_t v = 0; v < c->m.vertices.count; v++) {
            WireList *parents = &c->m.vertices.at[v].parents;
            size_t kept = 0;
            for (size_t i = 0; c->m.vertices.at[v].latent && i < parents->count; i++)
                if (c->m.vertices.at[parents->at[i]].latent)
                    parents->at[kept++] = parents->at[i];
            if (c->m.vertices.at[v].latent)
                parents->count = kept;
        }
        ck_assert(model_sort(&c->m, &cycle));
    }
    array_clear(&cycle);
}

/* One of Y, one of X, the others in neither, in X, in Y or among the conditions. */
static void
random_effect(Case *c, uint32_t seen, bool conditional)
{
    uint32_t y = random_below(&c->r, seen), x = (y + 1 + random_below(&c->r, seen - 1)) % seen;
    array_push(&c->e.y, y);
    array_push(&c->e.x, x);
    for (uint32_t v = 0; v < seen; v++) {
        uint32_t way = random_below(&c->r, 8);
        if (v == x || v == y)
            continue;
        if (way == 0)
            array_push(&c->e.x, v);
        else if (way == 1)
            array_push(&c->e.y, v);
        else if (way < 5 && conditional)
            array_push(&c->e.z, v);
    }
}

/* How many bits vertices may have: what is free has no limit. */
typedef enum Room { ROOM_FREE, ROOM_SEEN_BITS, ROOM_BITS } Room;

static void
case_init(Case *c, uint64_t seed, bool conditional, Room room)
{
    *c = (Case){.r = random_start(seed)};
    uint32_t seen = 2 + random_below(&c->r, 5);
    random_model(c, seen);
    sort_model(c);
    random_effect(c, seen, conditional);
    graph_make(&c->g, &c->m);
    ck_assert(projection_make(&c->p, &c->g, &c->budget));
    ck_assert(identify(&c->i, &c->g, &c->p, &c->e, &c->budget));
    c->room = memory_new(c->g.count, sizeof *c->room);
    for (uint32_t v = 0; v < c->g.count; v++)
        c->room[v] = room == ROOM_BITS || (room == ROOM_SEEN_BITS && c->g.observed[v])
                         ? 1
                         : UINT32_MAX;
}

static void
case_clear(Case *c)
{
    memory_free(c->room);
    identification_clear(&c->i);
    effect_clear(&c->e);
    projection_clear(&c->p);
    graph_clear(&c->g);
    model_clear(&c->m);
}

/* ---- tables of everything */

/* Values of all bits as one number; bit b of vertex v stands at of[v] + b. */
typedef struct Numbering {
    uint32_t of[64];
} Numbering;

static uint32_t
number_bits(Numbering *n, const Case *c, const Witness *w)
{
    ck_assert_uint_lt(c->g.count, 63);
    for (uint32_t v = 0; v < c->g.count; v++)
        n->of[v + 1] = n->of[v] + (uint32_t)w->first.at[v].noise.count;
    return n->of[c->g.count];
}

static uint32_t
mask_of(const Numbering *n, const WireList *list)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < list->count; i++)
        for (uint32_t b = n->of[list->at[i]]; b < n->of[list->at[i] + 1]; b++)
            mask |= UINT32_C(1) << b;
    return mask;
}

/* The chance that vertex v has the bits it has in `values`. */
static uint64_t
chance(const Numbering *n, const Mechanism *m, uint32_t v, uint32_t values)
{
    uint64_t product = 1;
    for (uint32_t b = 0; b < m->noise.count; b++) {
        uint32_t parity = values >> (n->of[v] + b) & 1;
        for (size_t i = 0; i < m->terms.count; i++) {
            const Term *t = &m->terms.at[i];
            if (t->bit == b)
                parity ^= values >> (n->of[t->of.vertex] + t->of.bit) & 1;
        }
        uint64_t two = UINT64_C(1) << m->noise.at[b];
        uint64_t part = !m->noise.at[b] ? inverse(2)
                                        : (parity ? two - 1 : two + 1) * inverse(two * 2) % PRIME;
        product = product * part % PRIME;
    }
    return product;
}

/* The sums over all but the bits of `kept`, with the vertices of `done` at every value. */
static uint64_t *
table(const Case *c, const Numbering *n, const Mechanism *m, const WireList *done, uint32_t kept)
{
    uint32_t count = n->of[c->g.count], free = mask_of(n, done);
    uint64_t *sums = memory_new((size_t)1 << count, sizeof *sums);
    for (uint32_t values = 0; values < UINT32_C(1) << count; values++) {
        uint64_t product = 1;
        for (uint32_t v = 0; v < c->g.count; v++)
            if (n->of[v] < n->of[v + 1] && !(free >> n->of[v] & 1))
                product = product * chance(n, &m[v], v, values) % PRIME;
        uint64_t *sum = &sums[values & (kept | free)];
        *sum = (*sum + product) % PRIME;
    }
    return sums;
}

static bool
observed_equal(const Case *c, const Numbering *n, const Witness *w)
{
    WireList seen = {0}, none = {0};
    model_observed(&c->m, &seen);
    uint32_t kept = mask_of(n, &seen), count = n->of[c->g.count];
    uint64_t *a = table(c, n, w->first.at, &none, kept);
    uint64_t *b = table(c, n, w->second.at, &none, kept);
    bool equal = true;
    for (uint32_t i = 0; i < UINT32_C(1) << count; i++)
        equal = equal && a[i] == b[i];
    memory_free(b);
    memory_free(a);
    array_clear(&seen);
    return equal;
}

/* Is P(y, z | do(x)) / P(z | do(x)) not the same somewhere? */
static bool
effects_differ(const Case *c, const Numbering *n, const Witness *w)
{
    uint32_t y = mask_of(n, &c->e.y), z = mask_of(n, &c->e.z), x = mask_of(n, &c->e.x);
    uint32_t count = n->of[c->g.count];
    uint64_t *joint[] = {table(c, n, w->first.at, &c->e.x, y | z),
                         table(c, n, w->second.at, &c->e.x, y | z)};
    uint64_t *given[] = {table(c, n, w->first.at, &c->e.x, z),
                         table(c, n, w->second.at, &c->e.x, z)};
    bool differ = false;
    for (uint32_t i = 0; i < UINT32_C(1) << count; i++)
        if (i == (i & (x | y | z)))
            differ = differ || joint[0][i] * given[1][i & (x | z)] % PRIME !=
                                   joint[1][i] * given[0][i & (x | z)] % PRIME;
    for (int i = 0; i < 2; i++) {
        memory_free(joint[i]);
        memory_free(given[i]);
    }
    return differ;
}

/* ---- laws */

/* Is there a candidate whose effects differ?  Each has equal observed states, and fits. */
static bool
has_witness(Case *c, bool *skipped)
{
    WitnessSearch s;
    Witness w = {0};
    bool found = false;
    witness_search_init(&s, &c->g, &c->p, c->room, &c->i);
    for (int i = 0; !found && i < CANDIDATES_MAX && witness_next(&w, &s, &c->budget); i++) {
        Numbering n = {0};
        for (uint32_t v = 0; v < c->g.count; v++)
            ck_assert(w.first.at[v].noise.count <= c->room[v]);
        if (number_bits(&n, c, &w) > BITS_MAX) {
            *skipped = true;
            continue;
        }
        ck_assert(observed_equal(c, &n, &w));
        found = effects_differ(c, &n, &w);
    }
    witness_clear(&w);
    witness_search_clear(&s);
    return found;
}

static void
expect_witness(uint64_t seed, bool conditional, Room room)
{
    Case c;
    bool skipped = false;
    case_init(&c, seed, conditional, room);
    if (!c.i.identified)
        ck_assert(has_witness(&c, &skipped) || skipped || room == ROOM_BITS);
    case_clear(&c);
}

START_TEST(law_every_effect)
{
    expect_witness((uint64_t)_i, false, ROOM_FREE);
    expect_witness((uint64_t)_i, false, ROOM_SEEN_BITS);
}
END_TEST

START_TEST(law_every_conditional_effect)
{
    expect_witness((uint64_t)_i, true, ROOM_FREE);
    expect_witness((uint64_t)_i, true, ROOM_SEEN_BITS);
}
END_TEST

/* Latents of one bit may be too few; what is found is right all the same. */
START_TEST(law_small_latents)
{
    expect_witness((uint64_t)_i, _i % 2, ROOM_BITS);
}
END_TEST

/* One model of a witness is changed a little. */
static void
disturb(Case *c, Witness *w)
{
    Mechanism *m = &w->second.at[random_below(&c->r, c->g.count)];
    if (m->terms.count && random_below(&c->r, 2))
        m->terms.count--;
    else if (m->noise.count)
        m->noise.at[random_below(&c->r, (uint32_t)m->noise.count)] = random_below(&c->r, 3);
}

/* What is said to look the same has equal tables; what is not has them only where a latent is read
 * in ways that the law of atoms does not cover, which no candidate does. */
START_TEST(law_same_is_equal)
{
    Case c;
    Witness w = {0};
    WitnessSearch s;
    Numbering n = {0};
    case_init(&c, (uint64_t)_i, _i % 2, ROOM_FREE);
    if (!c.i.identified) {
        witness_search_init(&s, &c.g, &c.p, c.room, &c.i);
        ck_assert(witness_next(&w, &s, &c.budget));
        ck_assert(witness_is_same(&w, &c.g));
        disturb(&c, &w);
        if (number_bits(&n, &c, &w) <= BITS_MAX)
            ck_assert(witness_is_same(&w, &c.g) == observed_equal(&c, &n, &w));
        witness_search_clear(&s);
    }
    witness_clear(&w);
    case_clear(&c);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("witness laws");
    TCase *t = tcase_create("witness laws");
    tcase_add_loop_test(t, law_every_effect, 0, ROUNDS);
    tcase_add_loop_test(t, law_every_conditional_effect, 0, ROUNDS);
    tcase_add_loop_test(t, law_small_latents, 0, ROUNDS);
    tcase_add_loop_test(t, law_same_is_equal, 0, ROUNDS);
    suite_add_tcase(s, t);
    return s;
}
