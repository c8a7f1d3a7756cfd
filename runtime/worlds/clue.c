/* clue.c -- where two models may hide a difference; see clue.h. */
#include "worlds/clue.h"

#include "surgery/witness.h"

enum { CLUES_MAX = 60 };

static void
clue_clear(Clue *c)
{
    array_clear(&c->path);
    array_clear(&c->large);
    array_clear(&c->small);
    memory_free(c->group);
    memory_free(c->child);
}

void
clue_list_clear(ClueList *l)
{
    for (size_t i = 0; i < l->count; i++)
        clue_clear(&l->at[i]);
    array_clear(l);
}

/* ---- conflicts ---- */

typedef struct Finder {
    ClueList *to;
    const WorldPart *part;
    const Projection *p;
    bool *present; /* vertices with a wire that is needed */
} Finder;

/* The shortest way from one vertex to another on which each shares a latent with the next; *path
 * stays empty where there is none. */
static void
find_path(const Finder *f, WireList *path, uint32_t from, uint32_t to)
{
    WireList queue = {0};
    uint32_t *before = memory_new(f->p->count, sizeof *before);
    memset(before, 0xff, f->p->count * sizeof *before);
    before[to] = to;
    array_push(&queue, to);
    for (size_t i = 0; i < queue.count && before[from] == UINT32_MAX; i++) {
        size_t groups, members;
        const uint32_t *of = rows_at(&f->p->groups_of, queue.at[i], &groups);
        for (size_t k = 0; k < groups; k++) {
            const uint32_t *member = rows_at(&f->p->groups, of[k], &members);
            for (size_t j = 0; j < members; j++) {
                if (!f->present[member[j]] || before[member[j]] != UINT32_MAX)
                    continue;
                before[member[j]] = queue.at[i];
                array_push(&queue, member[j]);
            }
        }
    }
    for (uint32_t v = from; before[from] != UINT32_MAX; v = before[v]) {
        array_push(path, v);
        if (v == to)
            break;
    }
    memory_free(before);
    array_clear(&queue);
}

/* The clue becomes one of the list, unless it is one already or its boxes share no noise. */
static void
add_clue(Finder *f, Clue c)
{
    const Grown *g = &f->part->grown;
    c.part = f->part;
    for (size_t i = 0; i < f->to->count; i++) {
        const Clue *o = &f->to->at[i];
        if (o->part == c.part && o->kind == c.kind && o->boxes[0] == c.boxes[0] &&
            o->boxes[1] == c.boxes[1] && o->vertex == c.vertex && o->label == c.label)
            return;
    }
    if (f->to->count < CLUES_MAX)
        find_path(f, &c.path, g->wires.at[c.boxes[0]].vertex,
                  c.kind == CLUE_GATE ? c.vertex : g->wires.at[c.boxes[1]].vertex);
    c.end = c.path.count - 1;
    if (c.path.count)
        array_push(f->to, c);
}

static bool
share_noise(const Projection *p, uint32_t a, uint32_t b)
{
    size_t count, members;
    const uint32_t *of = rows_at(&p->groups_of, a, &count);
    bool found = false;
    for (size_t k = 0; !found && k < count; k++) {
        const uint32_t *member = rows_at(&p->groups, of[k], &members);
        for (size_t j = 0; j < members; j++)
            found = found || member[j] == b;
    }
    return found;
}

/* The clues from `first` on whose boxes are of two vertices, with a vertex more. */
static void
add_tails(Finder *f, size_t first)
{
    size_t count = f->to->count;
    for (size_t i = first; i < count; i++)
        for (uint32_t v = 0; v < f->p->count && f->to->count < CLUES_MAX; v++) {
            const Clue *c = &f->to->at[i];
            if ((c->kind != CLUE_READ && c->kind != CLUE_OWN) || !f->present[v] ||
                wires_has(&c->path, v) || !share_noise(f->p, c->path.at[c->end], v))
                continue;
            Clue longer = *c;
            longer.path = (WireList){0};
            array_set(&longer.path, &c->path);
            array_push(&longer.path, v);
            array_push(f->to, longer);
        }
}

static uint32_t
point_of(uint32_t read, uint32_t other)
{
    return read & GROWN_POINT ? read & ~GROWN_POINT : other;
}

static void
add_conflict(Finder *f, const WorldConflict *w)
{
    Clue c = {.boxes = {w->boxes[0], w->boxes[1]}, .vertex = w->vertex, .label = UINT32_MAX};
    c.kind = w->two_boxes ? CLUE_TWO : w->own ? CLUE_OWN : CLUE_READ;
    if (c.kind != CLUE_TWO)
        c.label = point_of(w->read[1], c.kind == CLUE_OWN ? 0 : point_of(w->read[0], UINT32_MAX));
    add_clue(f, c);
}

/* What the wire reads of the vertex; false: nothing. */
static bool
reads(const Grown *g, uint32_t wire, uint32_t vertex, uint32_t *read)
{
    const WireList *parents = grown_parents(g, wire);
    for (size_t k = 0; k < parents->count; k++)
        if (parents->at[k] == vertex) {
            *read = g->reads.at[g->wires.at[wire].in + k];
            return true;
        }
    return false;
}

/* The clues of two wires, the first made before the second. */
static void
add_pair(Finder *f, uint32_t a, uint32_t b, ClueKind kind)
{
    const Grown *g = &f->part->grown;
    uint32_t va = g->wires.at[a].vertex, vb = g->wires.at[b].vertex, read, other;
    const WireList *parents = grown_parents(g, a);
    if (kind == CLUE_TWO && va == vb)
        add_clue(f, (Clue){.kind = kind, .boxes = {a, b}, .vertex = va, .label = UINT32_MAX});
    for (uint32_t v = 0; kind == CLUE_GATE && va == vb && v < f->p->count; v++)
        if (v != va && f->present[v])
            add_clue(f, (Clue){.kind = kind, .boxes = {a, b}, .vertex = v, .label = UINT32_MAX});
    for (size_t k = 0; kind == CLUE_READ && va != vb && k < parents->count; k++) {
        Clue c = {.kind = kind, .boxes = {a, b}, .vertex = parents->at[k]};
        if (!reads(g, a, c.vertex, &read) || !reads(g, b, c.vertex, &other) || read == other)
            continue;
        c.label = point_of(read, point_of(other, UINT32_MAX));
        add_clue(f, c);
    }
    if (kind == CLUE_OWN && va != vb && grown_type(g, a)->size != 2 && reads(g, b, va, &read) &&
        (read & GROWN_POINT))
        add_clue(f, (Clue){.kind = kind, .boxes = {a, b}, .vertex = va,
                           .label = read & ~GROWN_POINT});
}

static void
find_conflicts(ClueList *to, const WorldAnswer *a, const Projection *p)
{
    const WorldPart *parts[] = {&a->asked, &a->given};
    bool lower = a->conflict.grown == &a->given.grown;
    for (int i = 0; i < 2; i++) {
        Finder f = {.to = to, .part = parts[i != lower], .p = p};
        const Grown *g = &f.part->grown;
        size_t first = to->count;
        if (!f.part->needed)
            continue;
        f.present = memory_new(p->count, sizeof *f.present);
        for (size_t w = 0; w < g->wires.count; w++)
            if (f.part->needed[w])
                f.present[g->wires.at[w].vertex] = true;
        if (a->conflict.grown == g)
            add_conflict(&f, &a->conflict);
        for (ClueKind kind = CLUE_TWO; kind <= CLUE_OWN; kind++)
            for (uint32_t y = 0; y < g->wires.count; y++)
                for (uint32_t x = 0; x < g->wires.count; x++)
                    if (f.part->needed[x] && f.part->needed[y] && (x < y || kind == CLUE_OWN))
                        add_pair(&f, x, y, kind);
        add_tails(&f, first);
        memory_free(f.present);
    }
}

/* ---- hedges ---- */

static bool
meets(const WireList *a, const WireList *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (wires_has(b, a->at[i]))
            return true;
    return false;
}

/* Each vertex of `of` that is no goal gets a child in `within` on a shortest way to a goal. */
static void
find_children(uint32_t *child, const Projection *p, const WireList *of, const WireList *goals)
{
    WireList queue = {0};
    array_set(&queue, goals);
    for (size_t i = 0; i < queue.count; i++) {
        size_t count;
        const uint32_t *parents = rows_at(&p->parents, queue.at[i], &count);
        for (size_t k = 0; k < count; k++)
            if (wires_has(of, parents[k]) && !wires_has(&queue, parents[k])) {
                child[parents[k]] = queue.at[i];
                array_push(&queue, parents[k]);
            }
    }
    array_clear(&queue);
}

/* The vertices of the set without a child in it. */
static void
find_roots(WireList *to, const Projection *p, const WireList *set)
{
    for (size_t i = 0; i < set->count; i++) {
        size_t count;
        const uint32_t *children = rows_at(&p->children, set->at[i], &count);
        bool any = false;
        for (size_t k = 0; k < count; k++)
            any = any || wires_has(set, children[k]);
        if (!any)
            array_push(to, set->at[i]);
    }
}

/* A tree of shared latents that spans the set, on from those that are in it. */
static void
grow_tree(uint32_t *group, const Projection *p, WireList *in, const WireList *set)
{
    for (size_t i = 0; i < in->count; i++) {
        size_t groups, members;
        const uint32_t *of = rows_at(&p->groups_of, in->at[i], &groups);
        for (size_t k = 0; k < groups; k++) {
            const uint32_t *member = rows_at(&p->groups, of[k], &members);
            for (size_t j = 0; j < members; j++)
                if (wires_has(set, member[j]) && !wires_has(in, member[j])) {
                    group[member[j]] = in->at[i];
                    array_push(in, member[j]);
                }
        }
    }
}

/* The forest and the tree of a hedge; false: noise does not tie it together. */
static bool
tie_hedge(Clue *c, const Projection *p)
{
    const WireList *all = c->large.count ? &c->large : &c->small;
    WireList roots = {0}, in = {0};
    c->group = memory_new(p->count, sizeof *c->group);
    c->child = memory_new(p->count, sizeof *c->child);
    memset(c->group, 0xff, p->count * sizeof *c->group);
    memset(c->child, 0xff, p->count * sizeof *c->child);
    find_roots(&roots, p, &c->small);
    find_children(c->child, p, &c->small, &roots);
    if (c->large.count)
        find_children(c->child, p, &c->large, &c->small);
    c->group[c->small.at[0]] = c->small.at[0];
    array_push(&in, c->small.at[0]);
    grow_tree(c->group, p, &in, &c->small);
    bool tied = in.count == c->small.count;
    grow_tree(c->group, p, &in, all);
    tied = tied && in.count == all->count;
    array_clear(&in);
    array_clear(&roots);
    return tied;
}

static void
add_hedge(ClueList *to, const WorldAnswer *a, const Projection *p, const WireList *large,
          const WireList *small)
{
    Clue c = {.kind = CLUE_HEDGE, .part = &a->asked};
    for (size_t i = 0; i < to->count; i++)
        if (wires_compare(&to->at[i].large, large) == 0 &&
            wires_compare(&to->at[i].small, small) == 0)
            return;
    array_set(&c.large, large);
    array_set(&c.small, small);
    if (to->count < CLUES_MAX && tie_hedge(&c, p))
        array_push(to, c);
    else
        clue_clear(&c);
}

/* The hedges of the comb, and of `more` with it, in the model in which a set was done. */
static bool
add_hedges(ClueList *to, const WorldAnswer *a, const Model *m, const WireList *done,
           const WireList *more, Budget *b)
{
    Graph g = {0};
    Projection p = {0};
    Identification how = {0};
    Effect e = {0};
    WitnessSearch search;
    Witness w = {0};
    uint32_t *room = memory_new(m->vertices.count, sizeof *room);
    memset(room, 0xff, m->vertices.count * sizeof *room);
    array_set(&e.y, &a->comb);
    for (size_t i = 0; i < more->count; i++)
        if (!wires_has(&e.y, more->at[i]) && !wires_has(done, more->at[i]))
            array_push(&e.y, more->at[i]);
    for (size_t i = 0; i < a->inputs.count; i++)
        if (!wires_has(&e.y, a->inputs.at[i]))
            array_push(&e.x, a->inputs.at[i]);
    bool going = world_shape(&g, &p, m, done, b) && identify(&how, &g, &p, &e, b);
    if (going && !how.identified) {
        add_hedge(to, a, &p, &how.large, &how.small);
        witness_search_init(&search, &g, &p, room, &how);
        for (int i = 0; i < CLUES_MAX && witness_next(&w, &search, b); i++)
            add_hedge(to, a, &p, &search.hedges.at[search.hedge].large,
                      &search.hedges.at[search.hedge].small);
        going = b->stop == STOP_NOT;
        witness_clear(&w);
        witness_search_clear(&search);
    }
    memory_free(room);
    identification_clear(&how);
    effect_clear(&e);
    projection_clear(&p);
    graph_clear(&g);
    return going;
}

/* Hedges of the comb alone; then with one more vertex that the question needs, since a difference
 * may show only beside that one, and with all of them that are no inputs. */
static bool
add_wider_hedges(ClueList *to, const WorldAnswer *a, const Model *m, const WireList *done,
                 Budget *b)
{
    WireList more = {0}, present = {0};
    const Grown *g = &a->asked.grown;
    bool going = add_hedges(to, a, m, done, &more, b);
    for (size_t w = 0; w < g->wires.count; w++)
        if (a->asked.needed[w] && !wires_has(&present, g->wires.at[w].vertex))
            array_push(&present, g->wires.at[w].vertex);
    for (size_t i = 0; going && i < present.count; i++) {
        more.count = 0;
        array_push(&more, present.at[i]);
        going = add_hedges(to, a, m, done, &more, b);
    }
    more.count = 0;
    for (size_t i = 0; i < present.count; i++)
        if (!wires_has(&a->inputs, present.at[i]))
            array_push(&more, present.at[i]);
    going = going && add_hedges(to, a, m, done, &more, b);
    array_clear(&more);
    array_clear(&present);
    return going;
}

static bool
find_hedges(ClueList *to, const WorldAnswer *a, const Model *m, const Projection *p,
            const WorldData *data, Budget *b)
{
    WireList all = {0}, none = {0};
    size_t apart = 0;
    for (size_t i = 0; i < data->done.count; i++) {
        const WireList *done = &data->done.at[i];
        if (meets(done, &a->comb))
            continue;
        apart++;
        for (size_t k = 0; k < done->count; k++)
            if (!wires_has(&all, done->at[k]))
                array_push(&all, done->at[k]);
    }
    bool going = true;
    if (!apart)
        add_hedge(to, a, p, &none, &a->comb);
    else
        going = add_wider_hedges(to, a, m, &all, b);
    for (size_t i = 0; going && apart > 1 && i < data->done.count; i++)
        going = meets(&data->done.at[i], &a->comb) ||
                add_wider_hedges(to, a, m, &data->done.at[i], b);
    array_clear(&all);
    return going;
}

bool
clues_find(ClueList *to, const WorldAnswer *a, const Model *m, const Projection *p,
           const WorldData *data, Budget *b)
{
    if (a->verdict == WORLDS_HEDGE)
        return find_hedges(to, a, m, p, data, b);
    find_conflicts(to, a, p);
    return budget_step(b, 100);
}
