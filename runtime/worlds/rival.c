/* rival.c -- two functional models that hide a difference; see rival.h. */
#include "worlds/rival.h"

#include "base/random.h"

enum {
    ABSTRACT_SIZE = 3,
    ROWS_MAX = 4096, /* of a rule, or of how a vertex chooses among its rules */
    BASES = 20,      /* how many bases are tried, */
    ADDITIONS = 5,   /* and ways to let a difference pass through the vertices of a clue: none, all
                        read each other, all read all parents, the first, the last reads others, */
    PASSAGES = 3,    /* or of a hedge, in which bits are passed on within the small set, or not, */
    LABELS = 2       /* and labels of their bits */
};

static void
vertex_clear(RivalVertex *v)
{
    for (size_t i = 0; i < v->rules.count; i++) {
        RivalRule *r = &v->rules.at[i];
        array_clear(&r->parents);
        array_clear(&r->coins);
        array_clear(&r->labels[0]);
        array_clear(&r->labels[1]);
    }
    array_clear(&v->rules);
    array_clear(&v->noise[0]);
    array_clear(&v->noise[1]);
}

void
rival_pair_clear(RivalPair *p)
{
    for (size_t i = 0; i < p->vertices.count; i++)
        vertex_clear(&p->vertices.at[i]);
    array_clear(&p->vertices);
    array_clear(&p->coins);
    *p = (RivalPair){0};
}

uint32_t
rival_size(const Type *t)
{
    return t->size ? t->size : ABSTRACT_SIZE;
}

/* ---- a pair under way ---- */

typedef struct Build {
    RivalSearch *s;
    RivalPair *to;
    const Clue *clue;
    bool fits; /* no table is too large so far */
} Build;

static uint32_t
size_of(const Build *b, uint32_t v)
{
    return rival_size(b->s->m->vertices.at[v].type);
}

static const WireList *
parents_of(const Build *b, uint32_t v)
{
    return &b->s->m->vertices.at[v].parents;
}

static uint32_t
add_coin(Build *b, uint32_t u, uint32_t v)
{
    for (uint32_t i = 0; u != v && i < b->to->coins.count; i++) {
        const uint32_t *ends = b->to->coins.at[i].ends;
        if ((ends[0] == u && ends[1] == v) || (ends[0] == v && ends[1] == u))
            return i;
    }
    array_push(&b->to->coins, ((RivalCoin){.ends = {u, v}, .size = 2}));
    return (uint32_t)b->to->coins.count - 1;
}

/* The weights of the labels and of each rule, the same in both models. */
static void
set_noise(RivalVertex *v, const WeightList *noise)
{
    array_set(&v->noise[0], noise);
    array_set(&v->noise[1], noise);
}

/* Is there room for a vertex that chooses among so many rules by its noise? */
static void
check_choice(Build *b, uint32_t vertex, size_t rules)
{
    uint64_t rows = size_of(b, vertex) + rules;
    for (size_t i = 0; i < rules && rows <= ROWS_MAX; i++)
        rows *= size_of(b, vertex);
    b->fits = b->fits && rows <= ROWS_MAX;
}

static uint64_t
count_rows(const Build *b, const RivalRule *r)
{
    uint64_t rows = 1;
    for (size_t i = 0; i < r->parents.count && rows <= ROWS_MAX; i++)
        rows *= size_of(b, r->parents.at[i]);
    for (size_t i = 0; i < r->coins.count && rows <= ROWS_MAX; i++)
        rows *= b->to->coins.at[r->coins.at[i]].size;
    return rows;
}

/* ---- bases ---- */

/* A function of all parents: their sum, or whatever comes. */
static bool
add_base_rule(Build *b, uint32_t vertex, uint32_t which)
{
    RivalRule r = {0};
    uint32_t size = size_of(b, vertex);
    array_set(&r.parents, parents_of(b, vertex));
    uint64_t rows = count_rows(b, &r);
    if (rows > ROWS_MAX)
        rows = 0;
    b->fits = b->fits && rows;
    Random random = random_start((b->s->base * 2 + which) * 1000 + vertex);
    for (uint64_t row = 0; row < rows; row++) {
        uint32_t label = 0;
        uint64_t left = row;
        for (size_t i = r.parents.count; i-- > 0;) {
            label = (uint32_t)((label + left % size_of(b, r.parents.at[i])) % size);
            left /= size_of(b, r.parents.at[i]);
        }
        if (b->s->base)
            label = random_below(&random, size);
        array_push(&r.labels[0], label);
        array_push(&r.labels[1], label);
    }
    array_push(&b->to->vertices.at[vertex].rules, r);
    return rows > 0;
}

/* A vertex outside the clue: uneven noise, and half of the time the function of its parents. */
static void
make_base(Build *b, uint32_t vertex)
{
    RivalVertex *v = &b->to->vertices.at[vertex];
    uint32_t size = size_of(b, vertex), sum = 0;
    WeightList noise = {0};
    for (uint32_t k = 0; k < size; k++) {
        uint32_t weight = 1 + (k + vertex * b->s->base) % size;
        array_push(&noise, weight);
        sum += weight;
    }
    uint32_t rules = b->s->base < 3 || size > 8 ? 1 : 2;
    if (size > 1 && b->s->relevant[vertex] && parents_of(b, vertex)->count) {
        check_choice(b, vertex, rules);
        for (uint32_t i = 0; i < rules && add_base_rule(b, vertex, i); i++)
            array_push(&noise, sum);
    }
    set_noise(v, &noise);
    array_clear(&noise);
}

/* ---- bits ---- */

enum { IN_FIRST_MODEL = 1, IN_SECOND_MODEL = 2, IN_BOTH_MODELS = 3 };

/* A bit that is added, in one model or in both: a coin, or whether a parent is at a label. */
typedef struct Addend {
    uint32_t of, label;
    int models;
} Addend;

/* A row of what a vertex reads, UINT32_MAX for anything, and the bit that it has there. */
typedef struct Pattern {
    WireList reads;
    uint32_t bit;
    uint32_t label[2]; /* where rows have labels of their own */
} Pattern;

/* How the bit of a vertex of the clue comes about. */
typedef struct BitRule {
    uint32_t vertex, label[2]; /* of bit 0 and bit 1 */
    ARRAY(Addend) coins, terms;
    ARRAY(Pattern) patterns; /* added in the second model: that of the first one which fits */
    bool hears;      /* its coins count, but for the last one, only where it reads `heard` as `as`;
                        else the last one does */
    uint32_t heard, as;
    bool flips; /* the other bit in the second model */
    uint64_t any[2]; /* where it is not 0, a seed: any function of all parents is added, in both
                        models, and in the second one */
    bool gated;   /* its first coin does not count, but what is added in the second model alone is
                     added only where that coin is 1 */
    bool by_row;  /* each pattern has labels of its own */
    bool spreads; /* the last coin says which of the labels that are not of bit 1 it is for bit 0 */
} BitRule;

static void
bit_rule_clear(BitRule *r)
{
    for (size_t i = 0; i < r->patterns.count; i++)
        array_clear(&r->patterns.at[i].reads);
    array_clear(&r->patterns);
    array_clear(&r->coins);
    array_clear(&r->terms);
}

static void
read_coin(Build *b, BitRule *r, uint32_t other, int models)
{
    array_push(&r->coins, ((Addend){.of = add_coin(b, r->vertex, other), .models = models}));
}

static void
read_parent(BitRule *r, uint32_t parent, uint32_t label, int models)
{
    array_push(&r->terms, ((Addend){parent, label, models}));
}

static size_t
place_in(const WireList *list, uint32_t of)
{
    size_t i = 0;
    while (list->at[i] != of)
        i++;
    return i;
}

/* One of the functions of what it reads. */
static uint32_t
any_bit(const Build *b, uint64_t seed, const RivalRule *to, const uint32_t *value)
{
    for (size_t i = 0; i < to->parents.count; i++)
        seed = seed * size_of(b, to->parents.at[i]) + value[i];
    Random random = random_start(seed);
    return random_below(&random, 2);
}

/* The first pattern that fits, or NULL. */
static const Pattern *
pattern_of(const Build *b, const BitRule *r, const RivalRule *to, const uint32_t *value)
{
    for (size_t i = 0; i < r->patterns.count; i++) {
        const Pattern *p = &r->patterns.at[i];
        bool fits = true;
        for (size_t k = 0; k < p->reads.count; k++)
            fits = fits && (p->reads.at[k] == UINT32_MAX ||
                            value[place_in(&to->parents, parents_of(b, r->vertex)->at[k])] ==
                                p->reads.at[k]);
        if (fits)
            return p;
    }
    return NULL;
}

/* What is added in the second model alone. */
static uint32_t
second_thought(const Build *b, const BitRule *r, const RivalRule *to, const uint32_t *value)
{
    const Pattern *p = pattern_of(b, r, to, value);
    uint32_t bit = r->flips ^ (p ? p->bit : 0);
    if (r->any[1])
        bit ^= any_bit(b, r->any[1], to, value);
    for (size_t i = 0; i < r->terms.count; i++)
        if (r->terms.at[i].models == IN_SECOND_MODEL)
            bit ^= value[place_in(&to->parents, r->terms.at[i].of)] == r->terms.at[i].label;
    return bit;
}

/* The bit in one model, where parents, then coins, have these values. */
static uint32_t
bit_of(const Build *b, const BitRule *r, const RivalRule *to, const uint32_t *value, int model)
{
    const uint32_t *coin = value + to->parents.count;
    bool heard = r->hears && value[place_in(&to->parents, r->heard)] == r->as;
    uint32_t bit = r->any[0] ? any_bit(b, r->any[0], to, value) : 0;
    for (size_t i = r->gated; i + r->spreads < r->coins.count; i++)
        if ((r->coins.at[i].models & model) &&
            (!r->hears || heard == (i + 1 < r->coins.count)))
            bit ^= coin[i];
    for (size_t i = 0; i < r->terms.count; i++)
        if (r->terms.at[i].models != IN_SECOND_MODEL && (r->terms.at[i].models & model))
            bit ^= value[place_in(&to->parents, r->terms.at[i].of)] == r->terms.at[i].label;
    if (model == IN_SECOND_MODEL && (!r->gated || coin[0]))
        bit ^= second_thought(b, r, to, value);
    return bit;
}

static uint32_t
label_of(const Build *b, const BitRule *r, const RivalRule *to, const uint32_t *value,
         uint32_t bit)
{
    const Pattern *p = r->by_row ? pattern_of(b, r, to, value) : NULL;
    if (p)
        return p->label[bit];
    if (!r->spreads || bit)
        return r->label[bit];
    uint32_t last = value[to->parents.count + to->coins.count - 1];
    return last < r->label[1] ? last : last + 1;
}

/* What it reads: the parents in their order, then the coins. */
static void
list_reads(const Build *b, const BitRule *r, RivalRule *to)
{
    const WireList *parents = parents_of(b, r->vertex);
    for (size_t i = 0; i < parents->count; i++) {
        uint32_t u = parents->at[i];
        bool read = (r->hears && r->heard == u) || r->any[0] || r->any[1];
        for (size_t k = 0; k < r->terms.count; k++)
            read = read || r->terms.at[k].of == u;
        for (size_t k = 0; k < r->patterns.count; k++)
            read = read || r->patterns.at[k].reads.at[i] != UINT32_MAX;
        if (read)
            array_push(&to->parents, u);
    }
    for (size_t i = 0; i < r->coins.count; i++)
        array_push(&to->coins, r->coins.at[i].of);
}

static void
add_bit_rule(Build *b, const BitRule *r)
{
    RivalRule to = {0};
    list_reads(b, r, &to);
    uint64_t rows = count_rows(b, &to);
    if (rows > ROWS_MAX)
        rows = 0;
    b->fits = b->fits && rows;
    size_t places = to.parents.count + to.coins.count;
    uint32_t *value = memory_new(places, sizeof *value);
    for (uint64_t row = 0; row < rows; row++) {
        uint64_t left = row;
        for (size_t i = places; i-- > 0;) {
            uint32_t n = i < to.parents.count
                             ? size_of(b, to.parents.at[i])
                             : b->to->coins.at[to.coins.at[i - to.parents.count]].size;
            value[i] = (uint32_t)(left % n);
            left /= n;
        }
        for (int k = 0; k < 2; k++)
            array_push(&to.labels[k],
                       label_of(b, r, &to, value, bit_of(b, r, &to, value, 1 << k)));
    }
    memory_free(value);
    array_push(&b->to->vertices.at[r->vertex].rules, to);
}

/* ---- which labels the bits are ---- */

/* What the question says of the vertex in some world; false: nothing. */
static bool
find_event(const Build *b, uint32_t vertex, const LabelSet **event)
{
    const WorldPart *parts[] = {&b->s->answer->asked, &b->s->answer->given};
    for (int i = 0; i < 2; i++)
        for (size_t w = 0; parts[i]->needed && w < parts[i]->grown.wires.count; w++)
            if (parts[i]->grown.wires.at[w].vertex == vertex && parts[i]->needed[w] &&
                parts[i]->event[w].any) {
                *event = &parts[i]->event[w].set;
                return true;
            }
    return false;
}

/* Bit 1 is a label of the event, bit 0 one that is not; neither is `but`.  NULL: any two. */
static void
pick_labels(const Build *b, uint32_t size, const LabelSet *event, uint32_t but, uint32_t label[2])
{
    label[0] = label[1] = UINT32_MAX;
    for (uint32_t i = 0; i < size; i++) {
        uint32_t k = b->s->labels ? size - 1 - i : i;
        bool inside = event ? label_set_has(event, k) : label[0] != UINT32_MAX;
        if (k != but && label[inside] == UINT32_MAX)
            label[inside] = k;
    }
    for (int i = 0; i < 2; i++)
        if (label[i] == UINT32_MAX) {
            label[i] = 0;
            while (label[i] + 1 < size && (label[i] == but || label[i] == label[1 - i]))
                label[i]++;
        }
}

/* By what the question says of the vertex; of two labels it does not matter which is which. */
static void
choose_labels(const Build *b, uint32_t vertex, uint32_t but, uint32_t label[2])
{
    const LabelSet *event = NULL;
    uint32_t size = size_of(b, vertex);
    bool any = size > 2 && find_event(b, vertex, &event);
    pick_labels(b, size, any ? event : NULL, but, label);
}

static uint32_t
one_label(const Build *b, uint32_t vertex)
{
    uint32_t label[2];
    choose_labels(b, vertex, UINT32_MAX, label);
    return label[1];
}

/* ---- conflicts ---- */

/* The vertices of the clue let pass what comes from each other, or from all their parents. */
static void
add_passage(const Build *b, BitRule *r)
{
    const WireList *parents = parents_of(b, r->vertex);
    const Clue *c = b->clue;
    if (!b->s->added || (b->s->added == 3 && r->vertex != c->path.at[0]) ||
        (b->s->added == 4 && r->vertex != c->path.at[c->end]))
        return;
    for (size_t i = 0; i < parents->count; i++)
        if (b->s->added == 2 || wires_has(&b->clue->path, parents->at[i]))
            read_parent(r, parents->at[i], one_label(b, parents->at[i]), IN_BOTH_MODELS);
}

static bool
asked_bit(const BitRule *r, const WorldEvent *e, uint32_t *bit)
{
    if (!e->any || label_set_has(&e->set, r->label[1]) == label_set_has(&e->set, r->label[0]))
        return false;
    *bit = label_set_has(&e->set, r->label[1]);
    return true;
}

/* The second model gives each box of the vertex the bit that its event asks; where that is the same
 * bit for all, every other one another. */
static void
add_patterns(const Build *b, BitRule *r)
{
    const WorldPart *p = b->clue->part;
    uint32_t bit;
    bool bits[2] = {false, false};
    for (uint32_t w = 0; w < p->grown.wires.count; w++)
        if (p->needed[w] && p->grown.wires.at[w].vertex == r->vertex &&
            asked_bit(r, &p->event[w], &bit))
            bits[bit] = true;
    bool take = bits[0] && bits[1];
    for (uint32_t w = 0; w < p->grown.wires.count; w++) {
        const GrownWire *x = &p->grown.wires.at[w];
        Pattern row = {0};
        if (!p->needed[w] || x->vertex != r->vertex)
            continue;
        for (uint32_t k = 0; k < x->in_count; k++) {
            uint32_t read = p->grown.reads.at[x->in + k];
            array_push(&row.reads, read & GROWN_POINT ? read & ~GROWN_POINT : UINT32_MAX);
        }
        row.bit = r->patterns.count % 2;
        pick_labels(b, size_of(b, r->vertex), p->event[w].any ? &p->event[w].set : NULL,
                    UINT32_MAX, row.label);
        if (take && !r->by_row && asked_bit(r, &p->event[w], &bit))
            row.bit = bit;
        array_push(&r->patterns, row);
    }
}

/* What a vertex with two boxes adds in the second model: the bits asked for, or whether a parent
 * that they read in two ways is at a label. */
static void
add_second_thoughts(const Build *b, BitRule *r)
{
    const Grown *g = &b->clue->part->grown;
    const GrownWire *one = &g->wires.at[b->clue->boxes[0]];
    const GrownWire *other = &g->wires.at[b->clue->boxes[1]];
    bool points = false;
    for (uint32_t k = 0; k < one->in_count; k++)
        points = points || ((g->reads.at[one->in + k] & GROWN_POINT) &&
                            (g->reads.at[other->in + k] & GROWN_POINT) &&
                            g->reads.at[one->in + k] != g->reads.at[other->in + k]);
    bool many = size_of(b, r->vertex) > 2;
    if (points && (many || b->s->base != 1)) {
        r->by_row = many && b->s->base % 2;
        add_patterns(b, r);
        return;
    }
    for (uint32_t k = 0; k < one->in_count; k++) {
        uint32_t x = g->reads.at[one->in + k], y = g->reads.at[other->in + k];
        uint32_t parent = parents_of(b, r->vertex)->at[k];
        if (x == y)
            continue;
        uint32_t label = x & GROWN_POINT ? x & ~GROWN_POINT
                         : y & GROWN_POINT ? y & ~GROWN_POINT : one_label(b, parent);
        read_parent(r, parent, label, IN_SECOND_MODEL);
        return;
    }
}

/* Any function is added by a vertex with two boxes, besides or in place of those. */
static void
add_anything(const Build *b, BitRule *r)
{
    uint64_t seed = (UINT64_C(1) << 40) + b->s->base * 1000 + r->vertex;
    r->any[1] = seed;
    if (b->s->added == 2)
        r->any[0] = seed + (UINT64_C(1) << 39);
}

/* The rule of the i-th vertex of the path. */
static void
make_conflict_rule(Build *b, BitRule *r, size_t i)
{
    const Clue *c = b->clue;
    const WireList *path = &c->path;
    bool first = i == 0, last = i == c->end, own = c->kind == CLUE_OWN;
    choose_labels(b, r->vertex, own && first ? c->label : UINT32_MAX, r->label);
    if (!first)
        read_coin(b, r, path->at[i - 1], IN_BOTH_MODELS);
    if (i + 1 < path->count)
        read_coin(b, r, path->at[i + 1], IN_BOTH_MODELS);
    if (path->count == 1 || (own && last) || (c->kind == CLUE_GATE && first))
        read_coin(b, r, r->vertex, IN_BOTH_MODELS);
    r->flips = own && first;
    r->hears = own && last;
    r->heard = c->vertex;
    r->as = c->label;
    if (c->kind == CLUE_READ && (first || last))
        read_parent(r, c->vertex, c->label == UINT32_MAX ? one_label(b, c->vertex) : c->label,
                    IN_SECOND_MODEL);
    bool two = c->kind == CLUE_TWO || (c->kind == CLUE_GATE && first);
    r->gated = two && c->kind == CLUE_GATE;
    if (two && b->s->base >= 2 && b->s->added) {
        add_anything(b, r);
        return;
    }
    if (two)
        add_second_thoughts(b, r);
    add_passage(b, r);
}

/* Even noise, and half of the time the rule; or a third, and another third the base. */
static void
make_conflict_vertex(Build *b, size_t i)
{
    BitRule r = {.vertex = b->clue->path.at[i]};
    WeightList noise = {0};
    uint32_t size = size_of(b, r.vertex);
    bool base = b->s->base >= 2 && parents_of(b, r.vertex)->count;
    make_conflict_rule(b, &r, i);
    add_bit_rule(b, &r);
    for (uint32_t k = 0; k < size; k++)
        array_push(&noise, 1);
    array_push(&noise, size);
    if (base && add_base_rule(b, r.vertex, 0))
        array_push(&noise, size);
    if (b->clue->path.count > 1 || size > 2 || b->s->base) {
        check_choice(b, r.vertex, base ? 2 : 1);
        set_noise(&b->to->vertices.at[r.vertex], &noise);
    }
    array_clear(&noise);
    bit_rule_clear(&r);
}

/* ---- hedges ---- */

/* Noise by which the parity is biased by 2 to the -`power`, or not at all: bit 1 is `one`, all
 * other labels bit 0. */
static void
make_bias(WeightList *to, uint32_t size, uint32_t one, uint32_t power, bool biased)
{
    uint64_t off = (UINT64_C(1) << power) - 1;
    for (uint32_t k = 0; k < size; k++)
        array_push(to, off * (k == one ? size - 1 : 1));
    array_push(to, biased ? 2 * (size - 1) : 0);
}

/* Is the bit of a vertex of the hedge passed on to its child?  Either will do within the small set.
 */
static bool
passes_on(const Build *b, uint32_t vertex)
{
    if (!wires_has(&b->clue->small, vertex))
        return true;
    Random random = random_start(b->s->base * 1000 + vertex);
    return b->s->base < 2 ? b->s->added < PASSAGES : random_below(&random, 2);
}

static void
make_hedge_vertex(Build *b, uint32_t vertex)
{
    const Clue *c = b->clue;
    const WireList *all = c->large.count ? &c->large : &c->small;
    const WireList *parents = parents_of(b, vertex);
    BitRule r = {.vertex = vertex};
    bool small = wires_has(&c->small, vertex);
    choose_labels(b, vertex, UINT32_MAX, r.label);
    for (size_t i = 0; i < all->count; i++) {
        uint32_t u = all->at[i];
        int models = small == wires_has(&c->small, u) || !small ? IN_BOTH_MODELS : IN_FIRST_MODEL;
        if (c->child[u] == vertex && passes_on(b, u))
            read_parent(&r, u, one_label(b, u), models);
        if (u != vertex && (c->group[u] == vertex || c->group[vertex] == u))
            read_coin(b, &r, u, models);
    }
    uint32_t added = b->s->added % PASSAGES;
    for (size_t i = 0; small && added && i < parents->count; i++) {
        uint32_t u = parents->at[i];
        if (!wires_has(all, u) ||
            (added == 2 && wires_has(&c->small, u) && c->child[u] != vertex))
            read_parent(&r, u, one_label(b, u), IN_BOTH_MODELS);
    }
    if (size_of(b, vertex) > 2) {
        read_coin(b, &r, vertex, IN_BOTH_MODELS);
        b->to->coins.at[b->to->coins.count - 1].size = size_of(b, vertex) - 1;
        r.spreads = true;
    }
    add_bit_rule(b, &r);
    check_choice(b, vertex, 1);
    RivalVertex *v = &b->to->vertices.at[vertex];
    bool turned = vertex == c->small.at[0];
    uint32_t power = turned && c->large.count ? (uint32_t)(c->large.count - c->small.count) + 1 : 1;
    make_bias(&v->noise[0], size_of(b, vertex), r.label[1], 1, true);
    make_bias(&v->noise[1], size_of(b, vertex), r.label[1], power < 40 ? power : 40,
              c->large.count || !turned);
    b->fits = b->fits && power < 40;
    bit_rule_clear(&r);
}

/* ---- the search ---- */

/* The vertices of wires that are needed, or that something is known of, and of what these read. */
static void
mark_relevant(RivalSearch *s, const WorldPart *p)
{
    const Grown *g = &p->grown;
    bool *marked = memory_new(g->wires.count, sizeof *marked);
    for (size_t i = 0; p->needed && i < g->facts.count; i++)
        marked[g->facts.at[i].wire] = true;
    for (size_t i = g->wires.count; p->needed && i-- > 0;) {
        const GrownWire *w = &g->wires.at[i];
        marked[i] = marked[i] || p->needed[i];
        for (uint32_t k = w->in; marked[i] && k < w->in + w->in_count; k++)
            if (!(g->reads.at[k] & GROWN_POINT))
                marked[g->reads.at[k]] = true;
        if (marked[i])
            s->relevant[w->vertex] = true;
    }
    memory_free(marked);
}

bool
rival_search_init(RivalSearch *s, const WorldAnswer *a, const Model *m, const Model *whole,
                  const Projection *p, const WorldData *data, Budget *b)
{
    *s = (RivalSearch){.answer = a, .m = m, .p = p};
    s->relevant = memory_new(m->vertices.count, sizeof *s->relevant);
    mark_relevant(s, &a->asked);
    mark_relevant(s, &a->given);
    return clues_find(&s->clues, a, whole, p, data, b);
}

void
rival_search_clear(RivalSearch *s)
{
    clue_list_clear(&s->clues);
    memory_free(s->relevant);
    *s = (RivalSearch){0};
}

/* Has every vertex of the clue two labels, and a third where one is needed? */
static bool
has_room(const Build *b)
{
    const Clue *c = b->clue;
    const WireList *lists[] = {&c->path, &c->large, &c->small};
    bool room = c->kind != CLUE_OWN || size_of(b, c->vertex) > 2;
    for (int i = 0; i < 3; i++)
        for (size_t k = 0; k < lists[i]->count; k++)
            room = room && size_of(b, lists[i]->at[k]) > 1;
    return room;
}

/* A rule that reads nothing is a label more often than others. */
static void
fold_rule(RivalVertex *v)
{
    RivalRule *r = v->rules.count == 1 ? &v->rules.at[0] : NULL;
    if (!r || r->parents.count || r->coins.count || !v->noise[0].count || !r->labels[0].count)
        return;
    for (int k = 0; k < 2; k++) {
        v->noise[k].count--;
        v->noise[k].at[r->labels[k].at[0]] += v->noise[k].at[v->noise[k].count];
        array_clear(&r->labels[k]);
    }
    v->rules.count = 0;
}

static bool
build(RivalPair *to, RivalSearch *s)
{
    Build b = {.s = s, .to = to, .clue = &s->clues.at[s->clue], .fits = true};
    const Clue *c = b.clue;
    const WireList *all = c->kind != CLUE_HEDGE ? &c->path : c->large.count ? &c->large : &c->small;
    rival_pair_clear(to);
    if (!has_room(&b))
        return false;
    array_add_zeroed(&to->vertices, s->m->vertices.count);
    for (uint32_t v = 0; v < s->m->vertices.count; v++)
        if (!s->m->vertices.at[v].latent && !wires_has(all, v))
            make_base(&b, v);
    for (size_t i = 0; i < all->count; i++) {
        if (c->kind == CLUE_HEDGE)
            make_hedge_vertex(&b, all->at[i]);
        else
            make_conflict_vertex(&b, i);
        fold_rule(&to->vertices.at[all->at[i]]);
    }
    s->too_large = s->too_large || !b.fits;
    return b.fits;
}

/* Other labels first, then more that passes, other clues, another base. */
static void
vary(RivalSearch *s)
{
    if (++s->labels < LABELS)
        return;
    s->labels = 0;
    bool hedge = s->clues.at[s->clue].kind == CLUE_HEDGE;
    if (++s->added < (hedge ? 2 * PASSAGES : ADDITIONS))
        return;
    s->added = 0;
    if (++s->clue < s->clues.count)
        return;
    s->clue = 0;
    s->base++;
}

bool
rival_next(RivalPair *to, RivalSearch *s)
{
    while (s->clues.count && s->base < BASES) {
        bool built = build(to, s);
        vary(s);
        if (built)
            return true;
    }
    return false;
}
