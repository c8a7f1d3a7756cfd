/* parity_model.c -- linear models over bits, laid along the arrows of a shape; see parity_model.h.
 */
#include "surgery/parity_model.h"

#include <assert.h>
#include <stdlib.h>

static void
mechanisms_clear(Mechanism *at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        array_clear(&at[i].terms);
        array_clear(&at[i].noise);
    }
}

void
witness_clear(Witness *w)
{
    mechanisms_clear(w->first.at, w->first.count);
    mechanisms_clear(w->second.at, w->second.count);
    array_clear(&w->first);
    array_clear(&w->second);
}

void
witness_swap(Witness *a, Witness *b)
{
    Witness c = *a;
    *a = *b;
    *b = c;
}

static void
latent_search_init(LatentSearch *c, uint32_t count)
{
    vertex_set_init(&c->seen, count);
    c->toward = memory_new(count, sizeof *c->toward);
    c->steps = memory_new(count, sizeof *c->steps);
}

static void
latent_search_clear(LatentSearch *c)
{
    vertex_set_clear(&c->seen);
    memory_free(c->toward);
    memory_free(c->steps);
}

void
parity_model_init(ParityModel *l, const Graph *g, const uint32_t *room)
{
    *l = (ParityModel){.g = g, .room = room};
    latent_search_init(&l->search[0], g->count);
    latent_search_init(&l->search[1], g->count);
    parity_model_reset(l, false);
}

void
parity_model_clear(ParityModel *l)
{
    witness_clear(&l->made);
    array_clear(&l->arrows);
    map_clear(&l->shared);
    latent_search_clear(&l->search[0]);
    latent_search_clear(&l->search[1]);
}

void
parity_model_reset(ParityModel *l, bool tight)
{
    witness_clear(&l->made);
    array_add_zeroed(&l->made.first, l->g->count);
    array_add_zeroed(&l->made.second, l->g->count);
    l->arrows.count = 0;
    l->tight = tight;
    map_clear(&l->shared);
}

/* ---- laying ---- */

static uint32_t
bits(const ParityModel *l, uint32_t v)
{
    return (uint32_t)l->made.first.at[v].noise.count;
}

static bool
has_room(const ParityModel *l, uint32_t v)
{
    return bits(l, v) < l->room[v];
}

bool
parity_model_add_bit(ParityModel *l, Bit at)
{
    while (bits(l, at.vertex) <= at.bit) {
        if (!has_room(l, at.vertex))
            return false;
        array_push(&l->made.first.at[at.vertex].noise, 0);
        array_push(&l->made.second.at[at.vertex].noise, 0);
    }
    return true;
}

void
parity_model_set_noise(ParityModel *l, Bit at, uint32_t first, uint32_t second)
{
    l->made.first.at[at.vertex].noise.at[at.bit] = first;
    l->made.second.at[at.vertex].noise.at[at.bit] = second;
}

static void
add_term(ParityModel *l, Bit to, Bit of, Where where)
{
    Term t = {to.bit, of};
    if (where != IN_SECOND)
        array_push(&l->made.first.at[to.vertex].terms, t);
    if (where != IN_FIRST)
        array_push(&l->made.second.at[to.vertex].terms, t);
}

/* Vertices are fewer than 2^30, and `to` has few bits. */
static uint64_t
shared_key(uint32_t v, Bit to)
{
    assert(to.bit < 4);
    return (uint64_t)v << 32 | (uint64_t)to.vertex << 2 | to.bit;
}

/* The bit on which latent v passes things on to `to`, where there is one. */
static bool
find_shared(const ParityModel *l, uint32_t v, Bit to, uint32_t *bit)
{
    uint64_t found;
    if (!l->tight || !map_find(&l->shared, shared_key(v, to), &found))
        return false;
    *bit = (uint32_t)found;
    return true;
}

/* The latents with room (or without a limit) that reach `to` through such latents. */
static void
search_latents(ParityModel *l, LatentSearch *c, Bit to, bool unlimited)
{
    size_t count;
    uint32_t bit;
    vertex_set_empty(&c->seen);
    vertex_set_add(&c->seen, to.vertex);
    c->toward[to.vertex] = to.vertex;
    c->steps[to.vertex] = 0;
    for (size_t i = 0; i < c->seen.members.count; i++) {
        uint32_t at = c->seen.members.at[i];
        const uint32_t *parents = rows_at(&l->g->parents, at, &count);
        for (size_t k = 0; k < count; k++) {
            uint32_t p = parents[k];
            bool may = !l->g->observed[p] && (has_room(l, p) || find_shared(l, p, to, &bit)) &&
                       (!unlimited || l->room[p] == UINT32_MAX);
            if (!may || !vertex_set_add(&c->seen, p))
                continue;
            c->toward[p] = at;
            c->steps[p] = c->steps[at] + 1;
        }
    }
}

/* The next bit of a vertex with room. */
static Bit
new_bit(ParityModel *l, uint32_t v)
{
    Bit at = {v, bits(l, v)};
    bool added = parity_model_add_bit(l, at);
    assert(added);
    (void)added;
    return at;
}

/* Carries `from` down to `to`: v, which the search found, reads it, then each vertex on the way
 * from v to `to`.  In a model where the arrow is missing one vertex does not read it: the last, or,
 * where bits are shared, the first. */
static void
carry(ParityModel *l, const LatentSearch *c, uint32_t v, const Arrow *a)
{
    Bit at = a->from;
    Where where = l->tight ? a->where : IN_BOTH;
    for (; v != a->to.vertex; v = c->toward[v]) {
        Bit copy = {v, 0};
        bool shared = find_shared(l, v, a->to, &copy.bit);
        if (!shared) {
            copy = new_bit(l, v);
            parity_model_set_noise(l, copy, 1, 1);
            map_set_at(&l->shared, shared_key(v, a->to), copy.bit);
        }
        add_term(l, copy, at, where);
        if (shared)
            return;
        where = IN_BOTH;
        at = copy;
    }
    add_term(l, a->to, at, l->tight ? where : a->where);
}

static bool
same_bit(Bit a, Bit b)
{
    return a.vertex == b.vertex && a.bit == b.bit;
}

const Arrow *
parity_model_find_arrow(const ParityModel *l, Bit from, Bit to)
{
    for (size_t i = 0; i < l->arrows.count; i++)
        if (same_bit(l->arrows.at[i].from, from) && same_bit(l->arrows.at[i].to, to))
            return &l->arrows.at[i];
    return NULL;
}

bool
parity_model_add_arrow(ParityModel *l, const Arrow *a)
{
    LatentSearch *c = &l->search[0];
    search_latents(l, c, a->to, false);
    size_t i = 0;
    while (i < c->seen.members.count && !has_arrow(l->g, a->from.vertex, c->seen.members.at[i]))
        i++;
    if (i == c->seen.members.count)
        return false;
    carry(l, c, c->seen.members.at[i], a);
    array_push(&l->arrows, *a);
    return true;
}

/* The latent from which both ends are reached in the fewest steps.  The two ways have no other
 * vertex in common, so each latent on them needs one bit only. */
static bool
find_root(const ParityModel *l, uint32_t *root)
{
    const LatentSearch *a = &l->search[0], *b = &l->search[1];
    uint32_t best = UINT32_MAX;
    for (size_t i = 1; i < a->seen.members.count; i++) {
        uint32_t v = a->seen.members.at[i];
        if (b->seen.has[v] && has_room(l, v) && a->steps[v] + b->steps[v] < best) {
            best = a->steps[v] + b->steps[v];
            *root = v;
        }
    }
    return best != UINT32_MAX;
}

bool
parity_model_add_coin(ParityModel *l, const Coin *c, bool unlimited)
{
    uint32_t root;
    search_latents(l, &l->search[0], c->end[0], unlimited);
    search_latents(l, &l->search[1], c->end[1], unlimited);
    if (!find_root(l, &root))
        return false;
    Bit coin = new_bit(l, root);
    for (int i = 0; i < 2; i++) {
        Arrow a = {coin, c->end[i], c->where[i]};
        carry(l, &l->search[i], l->search[i].toward[root], &a);
    }
    return true;
}

uint64_t
parity_model_noise_seen(const ParityModel *l, Bit at, bool second)
{
    const Mechanism *m = second ? l->made.second.at : l->made.first.at;
    ARRAY(Bit) todo = {0};
    uint64_t sum = 0;
    array_push(&todo, at);
    while (todo.count) {
        Bit up = todo.at[--todo.count];
        const Mechanism *of = &m[up.vertex];
        sum += of->noise.at[up.bit];
        for (size_t i = 0; i < of->terms.count; i++)
            if (of->terms.at[i].bit == up.bit && !l->g->observed[of->terms.at[i].of.vertex])
                array_push(&todo, of->terms.at[i].of);
    }
    array_clear(&todo);
    return sum;
}

/* ---- looking the same ---- */

typedef struct BitPair {
    uint32_t coin, bit; /* numbers of bits: the latent's, the observed one's */
} BitPair;

/* One model with its latents replaced by what they read.  Bits are numbered consecutively: of[v] +
 * bit. */
typedef struct ObservedModel {
    const Mechanism *mechanisms;
    const Graph *g;
    const uint32_t *of;
    uint32_t bits;
    ARRAY(BitPair) coin_reads;
    ARRAY(BitPair) reads; /* coin: an observed bit that is read, bit: who reads it */
    uint64_t *noise;  /* of an observed bit, latents included; 0: fair */
    uint32_t *used;   /* how often a noisy latent's bit is read */
    uint32_t *atom;   /* union-find over bits */
    bool covered;
} ObservedModel;

typedef struct Atom {
    WireList parity; /* numbers of observed bits */
    uint64_t noise;
} Atom;
typedef ARRAY(Atom) AtomList;

/* What the observed bit `bit` of v is besides noise, latents replaced by what they read. */
static void
trace_bit(ObservedModel *s, uint32_t v, uint32_t bit)
{
    ARRAY(Bit) todo = {0};
    uint32_t self = s->of[v] + bit;
    bool fair = false;
    array_push(&todo, ((Bit){v, bit}));
    array_push(&s->reads, ((BitPair){self, self}));
    while (todo.count) {
        Bit at = todo.at[--todo.count];
        const Mechanism *m = &s->mechanisms[at.vertex];
        uint32_t number = s->of[at.vertex] + at.bit, noise = m->noise.at[at.bit];
        bool latent = !s->g->observed[at.vertex];
        if (latent && !noise) {
            array_push(&s->coin_reads, ((BitPair){number, self}));
            continue;
        }
        fair = fair || !noise;
        s->noise[self] += noise;
        s->covered = s->covered && (!latent || ++s->used[number] == 1);
        for (size_t i = 0; i < m->terms.count; i++) {
            Bit of = m->terms.at[i].of;
            if (m->terms.at[i].bit != at.bit)
                continue;
            if (s->g->observed[of.vertex])
                array_push(&s->reads, ((BitPair){s->of[of.vertex] + of.bit, self}));
            else
                array_push(&todo, of);
        }
        if (!s->covered)
            break;
    }
    if (fair)
        s->noise[self] = 0;
    array_clear(&todo);
}

static int
compare_bit_pairs(const void *x, const void *y)
{
    const BitPair *a = x, *b = y;
    if (a->coin != b->coin)
        return a->coin < b->coin ? -1 : 1;
    return (a->bit > b->bit) - (a->bit < b->bit);
}

/* Joins the bits that read one coin into one atom.  A coin read by one bit alone makes that bit
 * fair, and so its atom. */
static void
join_atoms(ObservedModel *s)
{
    if (s->coin_reads.count)
        qsort(s->coin_reads.at, s->coin_reads.count, sizeof *s->coin_reads.at, compare_bit_pairs);
    for (size_t i = 0, n; i < s->coin_reads.count; i += n) {
        const BitPair *t = s->coin_reads.at + i;
        for (n = 1; i + n < s->coin_reads.count && t[n].coin == t->coin;)
            n++;
        if (n == 1)
            s->noise[t->bit] = 0;
        else if (n == 2 && t[0].bit != t[1].bit)
            s->atom[root_find(s->atom, t[0].bit)] = root_find(s->atom, t[1].bit);
        else
            s->covered = false;
    }
}

static int
compare_atoms(const void *x, const void *y)
{
    const Atom *a = x, *b = y;
    int by_parity = wires_compare(&a->parity, &b->parity);
    return by_parity ? by_parity : (a->noise > b->noise) - (a->noise < b->noise);
}

/* The atoms that are not fair, with their parities: (atom, bit) pairs sorted, equal ones cancel. */
static void
collect(AtomList *to, ObservedModel *s)
{
    bool *fair = memory_new(s->bits, sizeof *fair);
    uint64_t *noise = memory_new(s->bits, sizeof *noise);
    for (uint32_t v = 0; v < s->g->count; v++)
        for (uint32_t i = s->of[v]; s->g->observed[v] && i < s->of[v + 1]; i++) {
            uint32_t a = root_find(s->atom, i);
            fair[a] = fair[a] || !s->noise[i];
            noise[a] += s->noise[i];
        }
    for (size_t i = 0; i < s->reads.count; i++) {
        BitPair *t = &s->reads.at[i];
        *t = (BitPair){root_find(s->atom, t->bit), t->coin};
    }
    if (s->reads.count)
        qsort(s->reads.at, s->reads.count, sizeof *s->reads.at, compare_bit_pairs);
    for (size_t i = 0, n; i < s->reads.count; i += n) {
        const BitPair *t = s->reads.at + i;
        Atom a = {.noise = noise[t->coin]};
        for (n = 0; i + n < s->reads.count && t[n].coin == t->coin; n++) {
            if (a.parity.count && a.parity.at[a.parity.count - 1] == t[n].bit)
                a.parity.count--;
            else
                array_push(&a.parity, t[n].bit);
        }
        if (fair[t->coin])
            array_clear(&a.parity);
        else
            array_push(to, a);
    }
    if (to->count)
        qsort(to->at, to->count, sizeof *to->at, compare_atoms);
    memory_free(noise);
    memory_free(fair);
}

/* False: a latent is read in a way that the law does not cover. */
static bool
find_atoms(AtomList *to, const Mechanism *mechanisms, const Graph *g, const uint32_t *of)
{
    ObservedModel s = {
        .mechanisms = mechanisms, .g = g, .of = of, .bits = of[g->count], .covered = true};
    s.noise = memory_new(s.bits, sizeof *s.noise);
    s.used = memory_new(s.bits, sizeof *s.used);
    s.atom = memory_new(s.bits, sizeof *s.atom);
    for (uint32_t i = 0; i < s.bits; i++)
        s.atom[i] = i;
    for (uint32_t v = 0; v < g->count; v++)
        for (uint32_t i = 0; s.covered && g->observed[v] && i < of[v + 1] - of[v]; i++)
            trace_bit(&s, v, i);
    if (s.covered)
        join_atoms(&s);
    if (s.covered)
        collect(to, &s);
    memory_free(s.atom);
    memory_free(s.used);
    memory_free(s.noise);
    array_clear(&s.reads);
    array_clear(&s.coin_reads);
    return s.covered;
}

static void
atoms_clear(AtomList *l)
{
    for (size_t i = 0; i < l->count; i++)
        array_clear(&l->at[i].parity);
    array_clear(l);
}

bool
witness_is_same(const Witness *w, const Graph *g)
{
    AtomList a = {0}, b = {0};
    uint32_t *of = memory_new((size_t)g->count + 1, sizeof *of);
    for (uint32_t v = 0; v < g->count; v++)
        of[v + 1] = of[v] + (uint32_t)w->first.at[v].noise.count;
    bool same = find_atoms(&a, w->first.at, g, of) && find_atoms(&b, w->second.at, g, of) &&
                a.count == b.count;
    for (size_t i = 0; same && i < a.count; i++)
        same = compare_atoms(&a.at[i], &b.at[i]) == 0;
    memory_free(of);
    atoms_clear(&b);
    atoms_clear(&a);
    return same;
}
