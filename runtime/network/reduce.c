/* reduce.c -- see reduce.h.  Factors wait in a queue; a factor without zeros rules nothing out and
 * never enters it.  A factor is examined again when one of its variables has lost a value.  This
 * ends when the work would no longer be small against what it may save. */
#include "network/reduce.h"

#include <assert.h>

enum { LOOKS = 6 }; /* an entry is examined at most so often, on average */

/* An axis of a factor and those of its values that are gone through: values[first ... + count). */
typedef struct Axis {
    uint32_t variable;
    size_t stride, first, count, digit;
} Axis;

typedef struct Reducer {
    Network *n;
    Budget *budget;
    ARRAY(size_t) first;  /* of each variable: its values in `live`; one more at the end */
    ARRAY(bool) live;     /* of each value of each variable */
    ARRAY(uint32_t) left; /* of each variable: live values */
    ARRAY(size_t) start;  /* of each variable: its factors in `over`; one more at the end */
    ARRAY(size_t) over;
    ARRAY(size_t) queue;
    ARRAY(bool) waiting; /* of each factor: in the queue */
    uint64_t work;
    ARRAY(Axis) axes; /* of the factor in hand */
    ARRAY(uint32_t) values;
    ARRAY(bool) support; /* beside values */
    size_t unmarked;     /* values that have no entry yet */
    size_t index;
} Reducer;

static void
reducer_clear(Reducer *r)
{
    array_clear(&r->first);
    array_clear(&r->live);
    array_clear(&r->left);
    array_clear(&r->start);
    array_clear(&r->over);
    array_clear(&r->queue);
    array_clear(&r->waiting);
    array_clear(&r->axes);
    array_clear(&r->values);
    array_clear(&r->support);
}

static bool
has_zeros(const Network *n, size_t factor)
{
    return n->tables.at[n->factors.at[factor].table].zeros;
}

/* ---- going through a factor ---- */

static bool
is_kept(const Network *n, uint32_t variable)
{
    return n->shape.roles.at[variable] == ROLE_KEPT;
}

/* Its axes, with their live values; those of kept variables all, where `all`. */
static void
open_factor(Reducer *r, size_t factor, bool all)
{
    const Shape *s = &r->n->shape;
    const Scope *scope = &s->factors.at[factor];
    r->axes.count = r->values.count = r->support.count = 0;
    r->index = r->n->factors.at[factor].offset;
    for (size_t i = 0; i < scope->count; i++) {
        uint32_t variable = s->scopes.at[scope->first + i];
        Axis axis = {.variable = variable,
                     .stride = r->n->strides.at[scope->first + i],
                     .first = r->values.count};
        const bool *live = r->live.at + r->first.at[variable];
        for (uint32_t v = 0; v < s->sizes.at[variable]; v++)
            if (live[v] || (all && is_kept(r->n, variable)))
                array_push(&r->values, v);
        axis.count = r->values.count - axis.first;
        if (axis.count)
            r->index += axis.stride * r->values.at[axis.first];
        array_push(&r->axes, axis);
    }
    array_add_zeroed(&r->support, r->values.count);
}

/* The next place; the first `axes` of the axes move, the last of them fastest. */
static bool
next_place(Reducer *r, size_t axes)
{
    for (size_t i = axes; i-- > 0;) {
        Axis *a = &r->axes.at[i];
        const uint32_t *values = r->values.at + a->first;
        size_t old = values[a->digit];
        a->digit = a->digit + 1 < a->count ? a->digit + 1 : 0;
        r->index += a->stride * values[a->digit];
        r->index -= a->stride * old;
        if (a->digit)
            return true;
    }
    return false;
}

static bool
is_zero(const Table *t, size_t at)
{
    return t->bit ? !t->bit[at] : limbs_length(t->limb + at * t->limbs, t->limbs) == 0;
}

static void
mark(Reducer *r, size_t value)
{
    r->unmarked -= !r->support.at[value];
    r->support.at[value] = true;
}

/* Marks the values of the last axis that have an entry here; is there one? */
static bool
mark_last(Reducer *r, const Table *t)
{
    const Axis *last = &r->axes.at[r->axes.count - 1];
    bool any = false;
    size_t base = r->index - last->stride * r->values.at[last->first];
    for (size_t i = 0; i < last->count; i++) {
        if (is_zero(t, base + last->stride * r->values.at[last->first + i]))
            continue;
        any = true;
        mark(r, last->first + i);
    }
    return any;
}

/* Those of all axes, until all are marked. */
static bool
mark_support(Reducer *r, const Table *t)
{
    r->unmarked = r->support.count;
    size_t outer = r->axes.count - 1, count = r->axes.at[outer].count;
    for (size_t i = 0; i < r->axes.count; i++)
        if (r->axes.at[i].count == 0)
            return true;
    do {
        if (mark_last(r, t))
            for (size_t i = 0; i < outer; i++)
                mark(r, r->axes.at[i].first + r->axes.at[i].digit);
        r->work -= count < r->work ? count : r->work;
        if (!budget_step(r->budget, 1 + count / 32))
            return false;
    } while (r->unmarked && next_place(r, outer));
    return true;
}

/* ---- to the fixed point ---- */

static void
enqueue(Reducer *r, size_t factor)
{
    if (r->waiting.at[factor] || !has_zeros(r->n, factor) ||
        r->n->shape.factors.at[factor].count == 0)
        return;
    r->waiting.at[factor] = true;
    array_push(&r->queue, factor);
}

static void
remove_values(Reducer *r, const Axis *a)
{
    uint32_t before = r->left.at[a->variable];
    for (size_t i = a->first; i < a->first + a->count; i++)
        if (!r->support.at[i]) {
            r->live.at[r->first.at[a->variable] + r->values.at[i]] = false;
            r->left.at[a->variable]--;
        }
    if (r->left.at[a->variable] == before)
        return;
    for (size_t i = r->start.at[a->variable]; i < r->start.at[a->variable + 1]; i++)
        enqueue(r, r->over.at[i]);
}

static bool
propagate(Reducer *r)
{
    for (size_t f = 0; f < r->n->factors.count; f++)
        enqueue(r, f);
    r->work = 0;
    for (size_t i = 0; i < r->n->tables.count; i++)
        r->work += LOOKS * (uint64_t)r->n->tables.at[i].count * r->n->tables.at[i].uses;
    for (size_t next = 0; next < r->queue.count && r->work; next++) {
        size_t factor = r->queue.at[next];
        open_factor(r, factor, false);
        if (!mark_support(r, &r->n->tables.at[r->n->factors.at[factor].table]))
            return false;
        r->waiting.at[factor] = false;
        for (size_t i = 0; i < r->axes.count; i++)
            remove_values(r, &r->axes.at[i]);
    }
    return true;
}

static void
find_factors(Reducer *r)
{
    const Shape *s = &r->n->shape;
    array_add_zeroed(&r->start, s->sizes.count + 2);
    for (size_t f = 0; f < s->factors.count; f++)
        for (size_t i = 0; i < s->factors.at[f].count; i++)
            r->start.at[s->scopes.at[s->factors.at[f].first + i] + 2]++;
    for (size_t v = 2; v < r->start.count; v++)
        r->start.at[v] += r->start.at[v - 1];
    array_add_zeroed(&r->over, r->start.at[r->start.count - 1]);
    for (size_t f = 0; f < s->factors.count; f++)
        for (size_t i = 0; i < s->factors.at[f].count; i++)
            r->over.at[r->start.at[s->scopes.at[s->factors.at[f].first + i] + 1]++] = f;
}

static void
find_values(Reducer *r)
{
    const Shape *s = &r->n->shape;
    array_add_zeroed(&r->waiting, s->factors.count);
    for (size_t v = 0; v < s->sizes.count; v++) {
        array_push(&r->first, r->live.count);
        array_push(&r->left, s->sizes.at[v]);
        array_add_zeroed(&r->live, s->sizes.at[v]);
        memset(r->live.at + r->first.at[v], true, s->sizes.at[v]);
    }
}

/* ---- what is left ---- */

static bool
is_shrunk(const Reducer *r, uint32_t variable)
{
    return !is_kept(r->n, variable) && r->left.at[variable] < r->n->shape.sizes.at[variable];
}

/* The number of entries a factor's new table would have; 0: it needs none. */
static uint64_t
new_entries(const Reducer *r, size_t factor)
{
    const Shape *s = &r->n->shape;
    const Scope *scope = &s->factors.at[factor];
    uint64_t entries = 1;
    bool needed = false;
    for (size_t i = 0; i < scope->count; i++) {
        uint32_t v = s->scopes.at[scope->first + i];
        needed |= is_shrunk(r, v) && r->left.at[v] > 1;
        entries *= is_kept(r->n, v) ? s->sizes.at[v] : r->left.at[v];
    }
    return needed ? entries : 0;
}

static uint64_t
new_bytes(const Reducer *r)
{
    uint64_t bytes = 0;
    for (size_t f = 0; f < r->n->factors.count; f++) {
        const Table *t = &r->n->tables.at[r->n->factors.at[f].table];
        bytes += new_entries(r, f) * (t->bit ? 1 : t->limbs * sizeof *t->limb);
    }
    return bytes;
}

/* A copy of the factor's live entries, in the order of its axes. */
static void
copy_entries(Reducer *r, const Table *from, Table *to, uint64_t entries)
{
    if (from->bit)
        table_init_bits(to, (size_t)entries);
    else
        table_init_whole(to, (size_t)entries, from->limbs * LIMB_BITS);
    size_t at = 0;
    do {
        if (from->bit)
            to->bit[at] = from->bit[r->index];
        else
            memcpy(to->limb + at * to->limbs, from->limb + r->index * to->limbs,
                   to->limbs * sizeof *to->limb);
        at++;
    } while (next_place(r, r->axes.count));
    assert(at == entries);
    (void)table_finish(to, NULL);
}

static void
rebuild_factor(Reducer *r, size_t factor)
{
    Network *n = r->n;
    Factor *f = &n->factors.at[factor];
    uint64_t entries = new_entries(r, factor);
    open_factor(r, factor, true);
    if (entries) {
        Table made;
        copy_entries(r, &n->tables.at[f->table], &made, entries);
        f->table = n->tables.count;
        n->shape.bytes += table_bytes(&made);
        made.uses = 1;
        array_push(&n->tables, made);
        f->offset = 0;
        size_t stride = 1;
        for (size_t i = r->axes.count; i-- > 0; stride *= r->axes.at[i].count)
            r->axes.at[i].stride = stride;
    } else {
        for (size_t i = 0; i < r->axes.count; i++)
            if (is_shrunk(r, r->axes.at[i].variable))
                f->offset += r->axes.at[i].stride * r->values.at[r->axes.at[i].first];
    }
    Scope *scope = &n->shape.factors.at[factor];
    scope->count = 0;
    for (size_t i = 0; i < r->axes.count; i++) {
        if (is_shrunk(r, r->axes.at[i].variable) && r->left.at[r->axes.at[i].variable] == 1)
            continue;
        n->shape.scopes.at[scope->first + scope->count] = r->axes.at[i].variable;
        n->strides.at[scope->first + scope->count++] = r->axes.at[i].stride;
    }
}

/* What a place's variable may still be. */
static void
place_shrink(Reducer *r, Place *p)
{
    const bool *live = r->live.at + r->first.at[p->at];
    p->some = true;
    p->first = r->n->labels.count;
    for (uint32_t v = 0; v < p->size; v++)
        if (live[v])
            array_push(&r->n->labels, v);
    if (r->n->labels.count - p->first > 1)
        return;
    p->fixed = true;
    p->some = false;
    p->at = r->n->labels.at[p->first];
}

static void
renumber_places(Reducer *r, PlaceList *places, const uint32_t *number, const bool *shrunk)
{
    for (size_t i = 0; i < places->count; i++) {
        Place *p = &places->at[i];
        uint32_t variable = p->at;
        if (p->fixed)
            continue;
        if (shrunk[variable])
            place_shrink(r, p);
        if (!p->fixed)
            p->at = number[variable];
    }
}

/* Variables with one value go, the others move up. */
static void
rebuild_variables(Reducer *r)
{
    Network *n = r->n;
    Shape *s = &n->shape;
    uint32_t *number = memory_new(s->sizes.count, sizeof *number), count = 0;
    bool *shrunk = memory_new(s->sizes.count, sizeof *shrunk);
    for (uint32_t v = 0; v < s->sizes.count; v++)
        shrunk[v] = is_shrunk(r, v);
    for (uint32_t v = 0; v < s->sizes.count; v++) {
        number[v] = count;
        if (shrunk[v] && r->left.at[v] == 1)
            continue;
        s->sizes.at[count] = shrunk[v] ? r->left.at[v] : s->sizes.at[v];
        s->roles.at[count] = s->roles.at[v];
        s->sources.at[count] = s->sources.at[v];
        n->wires.at[count++] = n->wires.at[v];
    }
    s->sizes.count = s->roles.count = s->sources.count = n->wires.count = count;
    for (size_t f = 0; f < s->factors.count; f++)
        for (size_t i = 0; i < s->factors.at[f].count; i++) {
            uint32_t *v = &s->scopes.at[s->factors.at[f].first + i];
            *v = number[*v];
        }
    renumber_places(r, &n->heads, number, shrunk);
    renumber_places(r, &n->givens, number, shrunk);
    memory_free(shrunk);
    memory_free(number);
}

static void
rebuild(Reducer *r, uint64_t limit)
{
    bool shrunk = false;
    for (uint32_t v = 0; v < r->left.count; v++) {
        shrunk |= is_shrunk(r, v);
        r->n->impossible |= r->left.at[v] == 0;
    }
    if (!shrunk || r->n->impossible || new_bytes(r) > limit)
        return;
    for (size_t f = 0; f < r->n->factors.count; f++)
        rebuild_factor(r, f);
    rebuild_variables(r);
}

bool
network_reduce(Network *n, uint64_t limit, Budget *b)
{
    bool zeros = false;
    for (size_t f = 0; f < n->factors.count && !n->impossible; f++)
        zeros |= has_zeros(n, f);
    if (!zeros)
        return true;
    Reducer r = {.n = n, .budget = b};
    find_values(&r);
    find_factors(&r);
    bool going = propagate(&r);
    if (going)
        rebuild(&r, limit);
    reducer_clear(&r);
    return going;
}
