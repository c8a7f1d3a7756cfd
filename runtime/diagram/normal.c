/* normal.c -- the normal form, and equality in the free Markov category; see diagram.h.
 *
 * Merging is one pass in topological order through a hash table; dropping and numbering is one
 * search from the outputs with a stack of its own, as diagrams are deeper than the C stack. */
#include "diagram/diagram.h"

static const uint32_t NOWHERE = UINT32_MAX;

/* What is kept: these uses, in this order, each wire under its new number (or NOWHERE). */
typedef struct KeptUses {
    WireList uses;
    uint32_t *number;
    uint32_t wires;
} KeptUses;

static void
kept_uses_init(KeptUses *k, const Diagram *d)
{
    *k = (KeptUses){.number = memory_new(d->wires.count, sizeof *k->number)};
    for (size_t w = 0; w < d->wires.count; w++)
        k->number[w] = NOWHERE;
}

static void
kept_uses_clear(KeptUses *k)
{
    array_clear(&k->uses);
    memory_free(k->number);
}

static void
keep_use(Diagram *to, const Diagram *d, const Use *u, const KeptUses *k)
{
    Use v = *u;
    v.in = (uint32_t)to->reads.count;
    v.out = box_outputs(u->box) ? k->number[u->out] : 0;
    for (size_t i = 0; i < u->box->in.count; i++)
        array_push(&to->reads, k->number[d->reads.at[u->in + i]]);
    array_push(&to->uses, v);
}

static void
keep_ends(EndList *to, const EndList *ends, const KeptUses *k)
{
    array_reserve(to, ends->count);
    for (size_t i = 0; i < ends->count; i++)
        array_push(to, ((End){.wire = k->number[ends->at[i].wire], .name = ends->at[i].name}));
}

/* d becomes what is kept of it. */
static void
keep_only(Diagram *d, const KeptUses *k)
{
    Diagram to = {0};
    array_add_zeroed(&to.wires, k->wires);
    for (size_t w = 0; w < d->wires.count; w++)
        if (k->number[w] != NOWHERE)
            to.wires.at[k->number[w]] = d->wires.at[w];
    array_reserve(&to.uses, k->uses.count);
    size_t reads = 0;
    for (size_t i = 0; i < k->uses.count; i++)
        reads += d->uses.at[k->uses.at[i]].box->in.count;
    array_reserve(&to.reads, reads);
    for (size_t i = 0; i < k->uses.count; i++)
        keep_use(&to, d, &d->uses.at[k->uses.at[i]], k);
    keep_ends(&to.inputs, &d->inputs, k);
    keep_ends(&to.outputs, &d->outputs, k);
    diagram_swap(d, &to);
    diagram_clear(&to);
}

/* Marks the wires that reach an output, and those of boxes that do, by any number but NOWHERE. */
static void
mark_live(const Diagram *d, KeptUses *k)
{
    for (size_t i = 0; i < d->outputs.count; i++)
        k->number[d->outputs.at[i].wire] = 0;
    for (size_t i = d->uses.count; i-- > 0;) {
        const Use *u = &d->uses.at[i];
        size_t outputs = box_outputs(u->box);
        bool live = false;
        for (size_t j = 0; j < outputs; j++)
            live = live || k->number[u->out + j] != NOWHERE;
        for (size_t j = 0; live && j < outputs; j++)
            k->number[u->out + j] = 0;
        for (size_t j = 0; live && j < u->box->in.count; j++)
            k->number[d->reads.at[u->in + j]] = 0;
    }
    for (size_t i = 0; i < d->inputs.count; i++)
        k->number[d->inputs.at[i].wire] = 0;
}

void
diagram_prune(Diagram *d)
{
    KeptUses k;
    kept_uses_init(&k, d);
    mark_live(d, &k);
    for (size_t i = 0; i < d->uses.count; i++) {
        const Use *u = &d->uses.at[i];
        if (box_outputs(u->box) && k.number[u->out] != NOWHERE)
            array_push(&k.uses, (uint32_t)i);
    }
    for (size_t w = 0; w < d->wires.count; w++)
        if (k.number[w] != NOWHERE)
            k.number[w] = k.wires++;
    keep_only(d, &k);
    kept_uses_clear(&k);
}

static bool
is_same_use(const Diagram *d, const Use *u, const Use *v)
{
    return u->box == v->box &&
           (u->box->in.count == 0 || memcmp(d->reads.at + u->in, d->reads.at + v->in,
                                            u->box->in.count * sizeof *d->reads.at) == 0);
}

static uint64_t
hash_use(const Diagram *d, const Use *u)
{
    uint64_t h = hash_number(u->box->id + 1);
    for (size_t i = 0; i < u->box->in.count; i++)
        h = hash_number(h + d->reads.at[u->in + i]);
    return h;
}

/* The slot of u, or of a use that is the same, in a table of a power of two many. */
static uint32_t *
find_same(const Diagram *d, const Use *u, uint32_t *table, size_t space)
{
    size_t i = (size_t)hash_use(d, u) & (space - 1);
    while (table[i] != NOWHERE && !is_same_use(d, u, &d->uses.at[table[i]]))
        i = (i + 1) & (space - 1);
    return &table[i];
}

/* A table with twice the room that d's deterministic uses need. */
static uint32_t *
make_table(const Diagram *d, size_t *space)
{
    size_t count = 0;
    for (size_t i = 0; i < d->uses.count; i++)
        count += d->uses.at[i].box->deterministic;
    for (*space = 2; *space < 2 * count; *space *= 2)
        continue;
    uint32_t *table = memory_new(*space, sizeof *table);
    for (size_t i = 0; i < *space; i++)
        table[i] = NOWHERE;
    return table;
}

/* Where two deterministic uses are the same, all ports of the later one become the earlier one's:
 * nobody reads the later one any more. */
static void
merge(Diagram *d)
{
    size_t space;
    uint32_t *table = make_table(d, &space);
    uint32_t *same = memory_new(d->wires.count, sizeof *same);
    for (uint32_t w = 0; w < d->wires.count; w++)
        same[w] = w;
    for (uint32_t i = 0; i < d->uses.count; i++) {
        const Use *u = &d->uses.at[i];
        for (size_t j = 0; j < u->box->in.count; j++)
            d->reads.at[u->in + j] = same[d->reads.at[u->in + j]];
        if (!u->box->deterministic)
            continue;
        uint32_t *slot = find_same(d, u, table, space);
        if (*slot == NOWHERE)
            *slot = i;
        for (uint32_t j = 0; j < box_outputs(u->box); j++)
            same[u->out + j] = d->uses.at[*slot].out + j;
    }
    for (size_t i = 0; i < d->outputs.count; i++)
        d->outputs.at[i].wire = same[d->outputs.at[i].wire];
    memory_free(same);
    memory_free(table);
}

/* A depth-first search: the use that makes each wire, how many reads of each use were followed
 * (NOWHERE: not met yet), and the uses entered but not left. */
typedef struct Search {
    uint32_t *source;
    uint32_t *followed;
    WireList stack;
} Search;

static void
search_init(Search *s, const Diagram *d)
{
    *s = (Search){.source = memory_new(d->wires.count, sizeof *s->source),
                  .followed = memory_new(d->uses.count, sizeof *s->followed)};
    for (size_t w = 0; w < d->wires.count; w++)
        s->source[w] = NOWHERE;
    for (uint32_t i = 0; i < d->uses.count; i++) {
        const Use *u = &d->uses.at[i];
        s->followed[i] = NOWHERE;
        for (size_t j = 0; j < box_outputs(u->box); j++)
            s->source[u->out + j] = i;
    }
}

static void
search_clear(Search *s)
{
    memory_free(s->source);
    memory_free(s->followed);
    array_clear(&s->stack);
}

static void
enter(Search *s, uint32_t wire)
{
    uint32_t use = s->source[wire];
    if (use == NOWHERE || s->followed[use] != NOWHERE)
        return;
    s->followed[use] = 0;
    array_push(&s->stack, use);
}

static void
leave(Search *s, const Diagram *d, KeptUses *k)
{
    uint32_t use = s->stack.at[--s->stack.count];
    const Use *u = &d->uses.at[use];
    for (size_t j = 0; j < box_outputs(u->box); j++)
        k->number[u->out + j] = k->wires++;
    array_push(&k->uses, use);
}

/* Everything behind the wire, each use after those it reads from. */
static void
search_from(Search *s, const Diagram *d, uint32_t wire, KeptUses *k)
{
    enter(s, wire);
    while (s->stack.count) {
        uint32_t use = s->stack.at[s->stack.count - 1];
        const Use *u = &d->uses.at[use];
        if (s->followed[use] < u->box->in.count)
            enter(s, d->reads.at[u->in + s->followed[use]++]);
        else
            leave(s, d, k);
    }
}

void
diagram_normalise(Diagram *d)
{
    merge(d);
    KeptUses k;
    Search s;
    kept_uses_init(&k, d);
    search_init(&s, d);
    for (size_t i = 0; i < d->inputs.count; i++)
        k.number[d->inputs.at[i].wire] = k.wires++;
    for (size_t i = 0; i < d->outputs.count; i++)
        search_from(&s, d, d->outputs.at[i].wire, &k);
    keep_only(d, &k);
    search_clear(&s);
    kept_uses_clear(&k);
}

static bool
is_same_ends(const EndList *a, const EndList *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->at[i].wire != b->at[i].wire)
            return false;
    return true;
}

/* Are two normal forms the same data?  The numbers of the uses' reads and outputs follow from their
 * boxes. */
static bool
is_same(const Diagram *a, const Diagram *b)
{
    if (a->wires.count != b->wires.count || a->uses.count != b->uses.count ||
        a->reads.count != b->reads.count)
        return false;
    for (size_t i = 0; i < a->wires.count; i++)
        if (a->wires.at[i] != b->wires.at[i])
            return false;
    for (size_t i = 0; i < a->uses.count; i++)
        if (a->uses.at[i].box != b->uses.at[i].box)
            return false;
    for (size_t i = 0; i < a->reads.count; i++)
        if (a->reads.at[i] != b->reads.at[i])
            return false;
    return is_same_ends(&a->inputs, &b->inputs) && is_same_ends(&a->outputs, &b->outputs);
}

bool
diagram_equal(const Diagram *a, const Diagram *b)
{
    Diagram x = {0}, y = {0};
    diagram_set(&x, a);
    diagram_set(&y, b);
    diagram_normalise(&x);
    diagram_normalise(&y);
    bool equal = is_same(&x, &y);
    diagram_clear(&x);
    diagram_clear(&y);
    return equal;
}
