/* decide.c -- which counterfactuals can be known; see decide.h. */
#include "worlds/decide.h"

#include "surgery/cut.h"
#include "worlds/prune.h"

#include <assert.h>

enum { TERMS_MAX = 64 };

void
projected_model(Model *to, const Model *m, const Projection *p)
{
    model_set(to, m);
    for (uint32_t v = 0; v < m->vertices.count; v++) {
        size_t count;
        const uint32_t *parents = rows_at(&p->parents, v, &count);
        Vertex *x = &to->vertices.at[v];
        diagram_clear(&x->mechanism);
        x->parents.count = 0;
        for (size_t i = 0; i < count; i++)
            array_push(&x->parents, parents[i]);
    }
}

/* ---- owned things ---- */

static void
comb_clear(WorldComb *c)
{
    array_clear(&c->vertices);
    array_clear(&c->inputs);
    array_clear(&c->wires);
    array_clear(&c->read);
    identification_clear(&c->found);
}

static void
term_clear(WorldTerm *t)
{
    array_clear(&t->combs);
    array_clear(&t->fixes);
}

static void
part_clear(WorldPart *p)
{
    for (size_t i = 0; p->event && i < p->grown.wires.count; i++)
        array_clear(&p->event[i].set.labels);
    memory_free(p->event);
    memory_free(p->needed);
    grown_clear(&p->grown);
    for (size_t i = 0; i < p->combs.count; i++)
        comb_clear(&p->combs.at[i]);
    for (size_t i = 0; i < p->terms.count; i++)
        term_clear(&p->terms.at[i]);
    array_clear(&p->combs);
    array_clear(&p->terms);
    *p = (WorldPart){0};
}

void
world_answer_clear(WorldAnswer *a)
{
    part_clear(&a->asked);
    part_clear(&a->given);
    array_clear(&a->follows);
    array_clear(&a->comb);
    array_clear(&a->inputs);
    identification_clear(&a->hedge);
    *a = (WorldAnswer){0};
}

typedef struct Decide {
    WorldAnswer *to;
    const WorldQuestion *q;
    const Model *m; /* as it was asked, with latents */
    const Graph *g;
    const Projection *p;
    const WorldData *data;
    Budget *b;
    bool *given; /* atoms that count in the lower part, */
    bool *whole; /* and in the upper one */
    bool *all;   /* every atom */
} Decide;

/* ---- classes of wires that share noise ---- */

/* Wires of one vertex, and of vertices with a common latent, get one representative. */
static void
join_noise(const Decide *d, const Grown *g, const bool *needed, uint32_t *up)
{
    size_t groups = projection_groups(d->p), n = d->q->model->vertices.count, count;
    uint32_t *of_vertex = memory_new(n, sizeof *of_vertex);
    uint32_t *of_group = memory_new(groups, sizeof *of_group);
    memset(of_vertex, 0xff, n * sizeof *of_vertex);
    memset(of_group, 0xff, groups * sizeof *of_group);
    for (uint32_t i = 0; i < g->wires.count; i++) {
        if (!needed[i])
            continue;
        uint32_t v = g->wires.at[i].vertex;
        const uint32_t *of = rows_at(&d->p->groups_of, v, &count);
        if (of_vertex[v] != UINT32_MAX)
            up[root_find(up, i)] = root_find(up, of_vertex[v]);
        of_vertex[v] = i;
        for (size_t k = 0; k < count; k++) {
            if (of_group[of[k]] != UINT32_MAX)
                up[root_find(up, i)] = root_find(up, of_group[of[k]]);
            of_group[of[k]] = i;
        }
    }
    memory_free(of_group);
    memory_free(of_vertex);
}

static uint32_t *
no_classes(const Grown *g)
{
    uint32_t *up = memory_new(g->wires.count, sizeof *up);
    for (uint32_t i = 0; i < g->wires.count; i++)
        up[i] = i;
    return up;
}

/* Classes joined by wires that are read, too: pieces. */
static uint32_t *
find_pieces(const Decide *d, const Grown *g, const bool *needed)
{
    uint32_t *up = no_classes(g);
    join_noise(d, g, needed, up);
    for (uint32_t i = 0; i < g->wires.count; i++) {
        const GrownWire *w = &g->wires.at[i];
        for (uint32_t k = w->in; needed[i] && k < w->in + w->in_count; k++)
            if (!(g->reads.at[k] & GROWN_POINT))
                up[root_find(up, i)] = root_find(up, g->reads.at[k]);
    }
    return up;
}

/* ---- what bears on the question ---- */

/* Does what is given rule out that the atom does not hold? */
static bool
is_certain(Decide *d, const Grown *g, uint32_t atom, bool *certain)
{
    const Atom *a = &d->q->atoms.at[atom];
    Grown tried = {0};
    Clash clash;
    LabelSet other = {.complement = !a->event.complement};
    uint32_t vertex = UINT32_MAX;
    grown_set(&tried, g);
    array_set(&other.labels, &a->event.labels);
    grown_add_fact(&tried, g->at.at[atom], &other);
    bool going = grown_push(&tried, d->given, &clash, d->b) &&
                 (clash.found || grown_prune(&tried, d->given, d->all, &vertex, &clash, d->b));
    *certain = going && clash.found;
    if (*certain && clash.of_all)
        d->to->carrier = clash.vertex;
    array_clear(&other.labels);
    grown_clear(&tried);
    return going;
}

/* Drops the events asked for that what is given implies.  *left: is anything, that is not known? */
static bool
drop_implied(Decide *d, const Grown *g, bool *left)
{
    *left = false;
    for (uint32_t i = 0; i < d->q->atoms.count; i++) {
        const Atom *a = &d->q->atoms.at[i];
        LabelSet known;
        bool implied = false;
        if (a->condition)
            continue;
        if (g->at.at[i] & GROWN_POINT) {
            implied = a->free || label_set_has(&a->event, g->at.at[i] & ~GROWN_POINT);
        } else if (a->free && grown_event(&known, g, d->given, g->at.at[i])) {
            implied = label_set_count(&known, grown_type(g, g->at.at[i])) == 1;
            array_clear(&known.labels);
        } else if (!a->free && !is_certain(d, g, i, &implied)) {
            return false;
        }
        d->whole[i] = !implied || a->free; /* what is asked for is shown, known or not */
        *left = *left || !implied;
    }
    return true;
}

/* Drops what is given that the rest of it implies, in the pushed diagram: the points stay. */
static bool
drop_given(Decide *d, const Grown *g)
{
    bool going = true;
    for (uint32_t i = 0; going && i < d->q->atoms.count; i++) {
        const Atom *a = &d->q->atoms.at[i];
        bool implied = false;
        if (!a->condition || a->free || (g->at.at[i] & GROWN_POINT))
            continue;
        d->given[i] = false;
        going = is_certain(d, g, i, &implied);
        d->given[i] = d->whole[i] = !implied;
        if (implied)
            array_push(&d->to->follows, i);
    }
    return going;
}

static void
part_start(WorldPart *p, const bool *counts)
{
    p->needed = grown_needed(&p->grown, counts);
    p->event = memory_new(p->grown.wires.count, sizeof *p->event);
    for (uint32_t i = 0; i < p->grown.wires.count; i++)
        p->event[i].any = grown_event(&p->event[i].set, &p->grown, counts, i);
}

/* ---- equal pieces of both cancel ----
 *
 * So what is given leaves where nothing asked for hangs together with it; the points it pushed
 * stay.  This is the exchange rule of IDC*, all at once. */

static bool
same_event(const WorldEvent *a, const WorldEvent *b, const Type *t)
{
    bool same = a->any == b->any;
    if (same && a->any && a->set.complement == b->set.complement)
        return wires_compare(&a->set.labels, &b->set.labels) == 0;
    for (uint32_t k = 0; same && a->any && k < t->size; k++)
        same = label_set_has(&a->set, k) == label_set_has(&b->set, k);
    return same && (!a->any || t->size);
}

/* For each wire of b the same one of a, or UINT32_MAX. */
static uint32_t *
match_wires(const Grown *a, const Grown *b)
{
    uint32_t *to = memory_new(b->wires.count, sizeof *to);
    for (uint32_t i = 0; i < b->wires.count; i++) {
        const GrownWire *w = &b->wires.at[i];
        to[i] = UINT32_MAX;
        for (uint32_t k = 0; to[i] == UINT32_MAX && k < a->wires.count; k++) {
            const GrownWire *x = &a->wires.at[k];
            bool same = x->vertex == w->vertex && x->function == w->function;
            for (uint32_t r = 0; same && r < w->in_count; r++) {
                uint32_t read = b->reads.at[w->in + r];
                same = a->reads.at[x->in + r] == (read & GROWN_POINT ? read : to[read]);
            }
            if (same)
                to[i] = k;
        }
    }
    return to;
}

static bool
is_free(const Decide *d, const Grown *g, uint32_t wire)
{
    for (size_t i = 0; i < g->at.count; i++)
        if (d->q->atoms.at[i].free && d->whole[i] && g->at.at[i] == wire)
            return true;
    return false;
}

/* Is the piece `root` of the lower part one of the upper part too? */
static bool
piece_is_same(const Decide *d, const uint32_t *match, uint32_t *low, uint32_t *high, uint32_t root)
{
    const WorldPart *a = &d->to->asked, *b = &d->to->given;
    uint32_t piece = UINT32_MAX;
    size_t here = 0, there = 0;
    for (uint32_t i = 0; i < b->grown.wires.count; i++) {
        if (!b->needed[i] || root_find(low, i) != root)
            continue;
        uint32_t m = match[i];
        if (m == UINT32_MAX || !a->needed[m] ||
            !same_event(&a->event[m], &b->event[i], grown_type(&b->grown, i)) ||
            is_free(d, &a->grown, m))
            return false;
        if (piece == UINT32_MAX)
            piece = root_find(high, m);
        if (root_find(high, m) != piece)
            return false;
        here++;
    }
    for (uint32_t i = 0; i < a->grown.wires.count; i++)
        there += a->needed[i] && root_find(high, i) == piece;
    return here && here == there;
}

static void
cancel_pieces(Decide *d)
{
    WorldPart *a = &d->to->asked, *b = &d->to->given;
    uint32_t *match = match_wires(&a->grown, &b->grown);
    uint32_t *low = find_pieces(d, &b->grown, b->needed);
    uint32_t *high = find_pieces(d, &a->grown, a->needed);
    for (uint32_t i = 0; i < b->grown.wires.count; i++) {
        if (!b->needed[i] || root_find(low, i) != i || !piece_is_same(d, match, low, high, i))
            continue;
        for (uint32_t k = 0; k < b->grown.wires.count; k++)
            if (b->needed[k] && root_find(low, k) == i)
                b->needed[k] = a->needed[match[k]] = false;
    }
    d->to->conditional = false;
    for (uint32_t i = 0; i < b->grown.wires.count; i++)
        d->to->conditional = d->to->conditional || b->needed[i];
    memory_free(high);
    memory_free(low);
    memory_free(match);
}

/* ---- ways: sums of products of combs ---- */

/* Wires that share noise.  Some of them are known to have one label here. */
typedef struct Class {
    WireList wires;
    ARRAY(WorldFix) fixes;
} Class;

/* A term under way: classes that have not been looked at, and the combs of those that were. */
typedef struct Way {
    bool minus;
    ARRAY(Class) todo;
    WireList combs;
    ARRAY(WorldFix) fixes; /* what everybody else reads of a wire that left its class */
} Way;

typedef ARRAY(Way) WayList;

static void
class_clear(Class *c)
{
    array_clear(&c->wires);
    array_clear(&c->fixes);
}

static void
class_set(Class *to, const Class *c)
{
    array_set(&to->wires, &c->wires);
    array_set(&to->fixes, &c->fixes);
}

static void
way_clear(Way *w)
{
    for (size_t i = 0; i < w->todo.count; i++)
        class_clear(&w->todo.at[i]);
    array_clear(&w->todo);
    array_clear(&w->combs);
    array_clear(&w->fixes);
}

static void
way_set(Way *to, const Way *w)
{
    *to = (Way){.minus = w->minus};
    for (size_t i = 0; i < w->todo.count; i++) {
        Class c = {0};
        class_set(&c, &w->todo.at[i]);
        array_push(&to->todo, c);
    }
    array_set(&to->combs, &w->combs);
    array_set(&to->fixes, &w->fixes);
}

/* The wires of which `in` is true, a class for each that share noise, the first wires first. */
static void
add_classes(const Decide *d, const WorldPart *p, Way *to, const bool *in, const Class *of)
{
    const Grown *g = &p->grown;
    uint32_t *up = no_classes(g), *place = memory_new(g->wires.count, sizeof *place);
    join_noise(d, g, in, up);
    memset(place, 0xff, g->wires.count * sizeof *place);
    for (uint32_t i = 0; i < g->wires.count; i++) {
        if (!in[i])
            continue;
        uint32_t root = root_find(up, i);
        if (place[root] == UINT32_MAX) {
            Class c = {0};
            if (of)
                array_set(&c.fixes, &of->fixes);
            place[root] = (uint32_t)to->todo.count;
            array_push(&to->todo, c);
        }
        array_push(&to->todo.at[place[root]].wires, i);
    }
    memory_free(place);
    memory_free(up);
}

/* ---- a class of one world, or not ---- */

/* The one label that a wire of the class has. */
static bool
has_one_label(const WorldPart *p, const Class *c, uint32_t wire, uint32_t *label)
{
    for (size_t i = 0; i < c->fixes.count; i++)
        if (c->fixes.at[i].wire == wire) {
            *label = c->fixes.at[i].label;
            return true;
        }
    return p->event[wire].any &&
           label_set_one(&p->event[wire].set, grown_type(&p->grown, wire), label);
}

static bool
is_read_outside(const WorldPart *p, const Class *c, uint32_t wire)
{
    const Grown *g = &p->grown;
    for (uint32_t i = 0; i < g->wires.count; i++) {
        const GrownWire *w = &g->wires.at[i];
        for (uint32_t k = w->in; p->needed[i] && k < w->in + w->in_count; k++)
            if (g->reads.at[k] == wire && !wires_has(&c->wires, i))
                return true;
    }
    return false;
}

/* Is the label the only one that the wire of the class has not, so that it can be subtracted? */
static bool
can_subtract(const Decide *d, const WorldPart *p, const Class *c, uint32_t wire, uint32_t label)
{
    uint32_t one;
    const Type *t = grown_type(&p->grown, wire);
    const WorldEvent *e = &p->event[wire];
    if (!t->size || is_free(d, &p->grown, wire))
        return false;
    if (has_one_label(p, c, wire, &one))
        return t->size == 2 && one != label;
    if (!e->any)
        return t->size == 2;
    return !label_set_has(&e->set, label) && label_set_count(&e->set, t) + 1 == t->size &&
           !is_read_outside(p, c, wire);
}

/* A box of the class reads a vertex so. */
typedef struct Reading {
    uint32_t vertex, box, read;
} Reading;

/* What keeps the class from being of one world; and whether a difference helps. */
typedef struct Problem {
    bool found, subtract;
    uint32_t wire, label; /* to subtract: this wire is read as this label */
    WorldConflict conflict;
} Problem;

static uint32_t
own_wire(const Grown *g, const Class *c, uint32_t vertex)
{
    for (size_t i = 0; i < c->wires.count; i++)
        if (g->wires.at[c->wires.at[i]].vertex == vertex)
            return c->wires.at[i];
    return UINT32_MAX;
}

static bool
find_two_boxes(Problem *to, const Grown *g, const Class *c)
{
    for (size_t i = 0; i < c->wires.count; i++) {
        uint32_t v = g->wires.at[c->wires.at[i]].vertex, first = own_wire(g, c, v);
        if (first == c->wires.at[i])
            continue;
        *to = (Problem){.found = true};
        to->conflict = (WorldConflict){.grown = g, .vertex = v, .two_boxes = true,
                                       .boxes = {first, c->wires.at[i]},
                                       .read = {first, c->wires.at[i]}};
        return true;
    }
    return false;
}

/* Do this reading and those before it let the vertex have one wire? */
static void
check_reading(const Decide *d, Problem *to, const WorldPart *p, const Class *c, const Reading *r,
              Reading *first)
{
    const Grown *g = &p->grown;
    uint32_t own = own_wire(g, c, r->vertex), one;
    bool known = own != UINT32_MAX && has_one_label(p, c, own, &one);
    bool fits = own == UINT32_MAX ? first->box == UINT32_MAX || first->read == r->read
                                  : r->read == own || (known && r->read == (GROWN_POINT | one));
    if (first->box != UINT32_MAX && first->read != r->read && !fits)
        to->subtract = false;
    if (!fits && !to->found) {
        *to = (Problem){.found = true};
        to->conflict = (WorldConflict){.grown = g, .vertex = r->vertex};
        to->conflict.own = own != UINT32_MAX;
        to->conflict.boxes[0] = to->conflict.own ? own : first->box;
        to->conflict.read[0] = to->conflict.own ? own : first->read;
        to->conflict.boxes[1] = r->box;
        to->conflict.read[1] = r->read;
        bool point = own != UINT32_MAX && (r->read & GROWN_POINT);
        bool alone = first->box == UINT32_MAX || first->read == r->read;
        to->subtract = point && alone && can_subtract(d, p, c, own, r->read & ~GROWN_POINT);
        to->wire = own;
        to->label = r->read & ~GROWN_POINT;
    }
    if (first->box == UINT32_MAX)
        *first = *r;
}

/* The first vertex that the class reads in two ways. */
static bool
find_problem(const Decide *d, Problem *to, const WorldPart *p, const Class *c)
{
    size_t n = d->q->model->vertices.count;
    *to = (Problem){0};
    if (find_two_boxes(to, &p->grown, c))
        return true;
    ARRAY(Reading) all = {0};
    for (size_t i = 0; i < c->wires.count; i++) {
        const GrownWire *w = &p->grown.wires.at[c->wires.at[i]];
        const WireList *parents = grown_parents(&p->grown, c->wires.at[i]);
        for (uint32_t k = 0; k < w->in_count; k++)
            array_push(&all, ((Reading){parents->at[k], c->wires.at[i],
                                        p->grown.reads.at[w->in + k]}));
    }
    for (uint32_t v = 0; v < n && !(to->found && !to->subtract); v++) {
        Problem here = {0};
        Reading first = {.box = UINT32_MAX};
        for (size_t i = 0; i < all.count; i++)
            if (all.at[i].vertex == v)
                check_reading(d, &here, p, c, &all.at[i], &first);
        if (here.found && (!to->found || !here.subtract))
            *to = here;
    }
    array_clear(&all);
    return to->found;
}

/* ---- combs ---- */

/* The comb of a class of one world: its vertices in the order of rank, and what stands for each
 * vertex that it has or reads. */
static void
comb_make(const Decide *d, const WorldPart *p, const Class *c, WorldComb *to)
{
    const Grown *g = &p->grown;
    size_t n = d->q->model->vertices.count;
    uint32_t *code = memory_new(n, sizeof *code), label;
    memset(code, 0xff, n * sizeof *code);
    for (size_t i = 0; i < c->wires.count; i++)
        array_push(&to->vertices, g->wires.at[c->wires.at[i]].vertex);
    sort_by_rank(&to->vertices, d->p->rank);
    for (size_t i = 0; i < to->vertices.count; i++) {
        uint32_t own = own_wire(g, c, to->vertices.at[i]);
        array_push(&to->wires, own);
        code[to->vertices.at[i]] = has_one_label(p, c, own, &label) ? GROWN_POINT | label : own;
    }
    for (size_t i = 0; i < c->wires.count; i++) {
        const GrownWire *w = &g->wires.at[c->wires.at[i]];
        const WireList *parents = grown_parents(g, c->wires.at[i]);
        for (uint32_t k = 0; k < w->in_count; k++)
            if (code[parents->at[k]] == UINT32_MAX) {
                code[parents->at[k]] = g->reads.at[w->in + k];
                array_push(&to->inputs, parents->at[k]);
            }
    }
    sort_by_rank(&to->inputs, d->p->rank);
    for (size_t i = 0; i < to->vertices.count; i++)
        array_push(&to->read, code[to->vertices.at[i]]);
    for (size_t i = 0; i < to->inputs.count; i++)
        array_push(&to->read, code[to->inputs.at[i]]);
    memory_free(code);
}

/* The place of this comb among those of the part; it is one of them then. */
static uint32_t
part_add_comb(WorldPart *p, WorldComb *c)
{
    for (uint32_t i = 0; i < p->combs.count; i++)
        if (wires_compare(&p->combs.at[i].vertices, &c->vertices) == 0 &&
            wires_compare(&p->combs.at[i].read, &c->read) == 0) {
            comb_clear(c);
            return i;
        }
    array_push(&p->combs, *c);
    return (uint32_t)p->combs.count - 1;
}

/* ---- differences ---- */

/* The class of `way` at the end of its list without the wire: Q(rest, U done to u). */
static void
leave_out(const Decide *d, const WorldPart *p, Way *way, uint32_t wire)
{
    Class c = way->todo.at[--way->todo.count];
    bool *in = memory_new(p->grown.wires.count, sizeof *in);
    for (size_t i = 0; i < c.wires.count; i++)
        in[c.wires.at[i]] = c.wires.at[i] != wire;
    add_classes(d, p, way, in, &c);
    memory_free(in);
    class_clear(&c);
}

/* In the class at the end the wire has the label; and so it has elsewhere, if `outside`. */
static void
fix_last(Way *way, uint32_t wire, uint32_t label)
{
    Class *c = &way->todo.at[way->todo.count - 1];
    array_push(&c->fixes, ((WorldFix){.wire = wire, .label = label}));
}

/* Q(U != u, rest) = Q(rest, U done to u) - Q(U = u, rest), in place of the last way.  Where U has
 * no event its labels, of which there are two, are taken one after the other; others may read it.
 */
static void
subtract(const Decide *d, const WorldPart *p, WayList *ways, const Problem *problem)
{
    uint32_t u = problem->label, wire = problem->wire, other = 1 - u, one;
    Way way = ways->at[--ways->count], rest, less, same;
    const Class *c = &way.todo.at[way.todo.count - 1];
    bool event = p->event[wire].any || has_one_label(p, c, wire, &one);
    bool outside = !event && is_read_outside(p, c, wire);
    way_set(&rest, &way);
    leave_out(d, p, &rest, wire);
    if (event || outside) {
        way_set(&less, &way);
        less.minus = !less.minus;
        fix_last(&less, wire, u);
    }
    if (outside) {
        way_set(&same, &way);
        fix_last(&same, wire, u);
        array_push(&same.fixes, ((WorldFix){.wire = wire, .label = u}));
        array_push(&rest.fixes, ((WorldFix){.wire = wire, .label = other}));
        array_push(&less.fixes, ((WorldFix){.wire = wire, .label = other}));
        array_push(ways, same);
    }
    array_push(ways, rest);
    if (event || outside)
        array_push(ways, less);
    way_clear(&way);
}

/* ---- a part ---- */

/* The way is a term now. */
static void
finish_way(WorldPart *p, Way *way)
{
    WorldTerm t = {.minus = way->minus};
    array_set(&t.combs, &way->combs);
    array_set(&t.fixes, &way->fixes);
    array_push(&p->terms, t);
    way_clear(way);
}

/* One step at the last way.  False: a conflict. */
static bool
step(Decide *d, WorldPart *p, WayList *ways)
{
    Way *way = &ways->at[ways->count - 1];
    Problem problem;
    if (!way->todo.count) {
        ways->count--;
        Way done = *way;
        finish_way(p, &done);
        return true;
    }
    Class *c = &way->todo.at[way->todo.count - 1];
    if (!find_problem(d, &problem, p, c)) {
        WorldComb comb = {0};
        comb_make(d, p, c, &comb);
        array_push(&way->combs, part_add_comb(p, &comb));
        class_clear(c);
        way->todo.count--;
        return true;
    }
    if (!problem.subtract || ways->count + p->terms.count >= TERMS_MAX) {
        d->to->conflict = problem.conflict;
        return false;
    }
    d->to->carrier = p->grown.wires.at[problem.wire].vertex;
    subtract(d, p, ways, &problem);
    return true;
}

/* The terms of the part; *one_world: no conflict stood in the way. */
static bool
part_split(Decide *d, WorldPart *p, bool *one_world)
{
    WayList ways = {0};
    Way all = {0};
    bool going = true;
    add_classes(d, p, &all, p->needed, NULL);
    array_push(&ways, all);
    *one_world = true;
    while (going && *one_world && ways.count) {
        *one_world = step(d, p, &ways);
        going = budget_step(d->b, p->grown.wires.count + 10);
    }
    for (size_t i = 0; i < ways.count; i++)
        way_clear(&ways.at[i]);
    array_clear(&ways);
    return going;
}

/* ---- what the data tell of a comb ---- */

bool
world_shape(Graph *g, Projection *p, const Model *of, const WireList *done, Budget *b)
{
    Model m = {0};
    model_set(&m, of);
    for (size_t i = 0; i < done->count; i++)
        model_open(&m, done->at[i]);
    graph_make(g, &m);
    model_clear(&m);
    return projection_make(p, g, b);
}

static bool
meets(const WireList *a, const WireList *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (wires_has(b, a->at[i]))
            return true;
    return false;
}

/* Does the comb follow from one of the sets that were done?  *found; the first attempt is kept
 * where none does. */
static bool
comb_from_data(Decide *d, WorldComb *c, bool *found)
{
    WorldAnswer *to = d->to;
    bool going = true;
    *found = false;
    to->hedge_tried = false;
    for (size_t i = 0; going && !*found && i < d->data->done.count; i++) {
        Graph g = {0};
        Projection p = {0};
        Identification how = {0};
        Effect e = {0};
        if (meets(&d->data->done.at[i], &c->vertices))
            continue;
        array_set(&e.y, &c->vertices);
        array_set(&e.x, &c->inputs);
        going = world_shape(&g, &p, d->m, &d->data->done.at[i], d->b) &&
                identify(&how, &g, &p, &e, d->b);
        *found = going && how.identified;
        c->data = i;
        Identification *keep = *found ? &c->found : &to->hedge;
        if (going && (*found || !to->hedge_tried)) {
            Identification old = *keep;
            *keep = how;
            how = old;
            to->hedge_tried = !*found;
        }
        identification_clear(&how);
        effect_clear(&e);
        projection_clear(&p);
        graph_clear(&g);
    }
    *found = *found || d->data->all; /* then it is measured itself */
    if (going && !*found) {
        array_set(&to->comb, &c->vertices);
        array_set(&to->inputs, &c->inputs);
    }
    return going;
}

static bool
part_from_data(Decide *d, WorldPart *p, bool *found)
{
    bool going = true;
    *found = true;
    for (size_t i = 0; going && *found && i < p->combs.count; i++)
        going = comb_from_data(d, &p->combs.at[i], found);
    return going;
}

/* ---- the whole ---- */

static bool
start(Decide *d, bool *ended)
{
    WorldAnswer *to = d->to;
    Grown *low = &to->given.grown, *high = &to->asked.grown;
    uint32_t at;
    bool left;
    *ended = true;
    GrowOutcome o = grow(low, d->q, &at, d->b);
    assert(o != GROW_CYCLE); /* no functions are put in here */
    if (o == GROW_STOPPED || !grown_push(low, d->given, &to->clash, d->b))
        return false;
    if (!to->clash.found && !grown_prune(low, d->given, d->all, &to->carrier, &to->clash, d->b))
        return false;
    if (to->clash.found) {
        to->verdict = WORLDS_UNDEFINED;
        return true;
    }
    if (!drop_given(d, low) || !drop_implied(d, low, &left))
        return false;
    if (!left) {
        to->verdict = WORLDS_ALWAYS;
        return true;
    }
    grown_set(high, low);
    for (size_t i = 0; i < d->q->atoms.count; i++)
        d->whole[i] = d->whole[i] || d->given[i];
    if (!grown_push(high, d->whole, &to->clash, d->b) ||
        (!to->clash.found &&
         !grown_prune(high, d->whole, d->all, &to->carrier, &to->clash, d->b)))
        return false;
    to->verdict = WORLDS_NEVER;
    *ended = to->clash.found;
    return true;
}

static bool
decide(Decide *d)
{
    WorldAnswer *to = d->to;
    WorldPart *parts[] = {&to->asked, &to->given};
    bool ended, yes = true;
    to->carrier = UINT32_MAX;
    if (!start(d, &ended) || ended)
        return ended;
    part_start(&to->asked, d->whole);
    part_start(&to->given, d->given);
    cancel_pieces(d);
    for (int i = 0; i < (to->conditional ? 2 : 1); i++) {
        if (!part_split(d, parts[i], &yes))
            return false;
        to->verdict = WORLDS_CONFLICT;
        if (!yes)
            return true;
    }
    for (int i = 0; i < (to->conditional ? 2 : 1); i++) {
        if (!part_from_data(d, parts[i], &yes))
            return false;
        to->verdict = WORLDS_HEDGE;
        if (!yes)
            return true;
    }
    to->verdict = WORLDS_IDENTIFIED;
    return true;
}

bool
decide_worlds(WorldAnswer *to, const WorldQuestion *q, const Model *m, const Graph *g,
              const Projection *p, const WorldData *data, Budget *b)
{
    world_answer_clear(to);
    Decide d = {.to = to, .q = q, .m = m, .g = g, .p = p, .data = data, .b = b};
    d.given = memory_new(q->atoms.count, sizeof *d.given);
    d.whole = memory_new(q->atoms.count, sizeof *d.whole);
    d.all = memory_new(q->atoms.count, sizeof *d.all);
    for (size_t i = 0; i < q->atoms.count; i++) {
        d.given[i] = q->atoms.at[i].condition;
        d.whole[i] = d.all[i] = true;
    }
    bool going = decide(&d);
    memory_free(d.all);
    memory_free(d.whole);
    memory_free(d.given);
    return going;
}
