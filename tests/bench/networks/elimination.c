/* elimination.c -- see elimination.h. */
#include "tests/bench/networks/elimination.h"

#include "network/join.h"
#include "network/reduce.h"
#include "tests/bench/networks/clock.h"

/* Row-major strides of every step's result. */
static void
lay_out(Elimination *e)
{
    const Plan *p = &e->plan;
    e->strides = memory_new(p->scopes.count, sizeof *e->strides);
    e->sizes = memory_new(p->steps.count, sizeof *e->sizes);
    for (size_t i = 0; i < p->steps.count; i++) {
        const Scope *scope = &p->steps.at[i].result;
        size_t size = 1;
        for (size_t k = scope->count; k-- > 0;) {
            e->strides[scope->first + k] = size;
            size *= e->network.shape.sizes.at[p->scopes.at[scope->first + k]];
        }
        e->sizes[i] = size;
    }
}

void
elimination_begin(Elimination *e, const Query *q, bool all, Meaning *m, Budget *b)
{
    Trouble t = {0};
    *e = (Elimination){.all = all};
    plan_init(&e->plan);
    double begin = clock_spent();
    ask_query(&e->ask, q, true);
    Network *n = &e->network;
    bool good = network_interpret(n, &e->ask, m, m->tables, b, &t) == OUTCOME_DONE;
    for (size_t v = 0; all && v < n->shape.roles.count; v++)
        n->shape.roles.at[v] = ROLE_SUMMED;
    good = good && network_reduce(n, b->bytes / 4, b);
    double made = clock_spent();
    good = good && plan_make(&e->plan, &n->shape, b->bytes, b) && !e->plan.too_large;
    if (good)
        plan_join(&e->plan, &n->shape, b->bytes, all);
    e->interpret = made - begin;
    e->planning = clock_spent() - made;
    e->usable = good && !e->plan.too_large;
    if (e->usable)
        lay_out(e);
    trouble_clear(&t);
}

void
elimination_end(Elimination *e)
{
    memory_free(e->strides);
    memory_free(e->sizes);
    plan_clear(&e->plan);
    network_clear(&e->network);
    ask_clear(&e->ask);
}

size_t
elimination_first_result(const Elimination *e)
{
    return e->network.tables.count;
}

size_t
elimination_first_adjoint(const Elimination *e)
{
    return e->network.tables.count + e->plan.steps.count;
}

static Reading
read_result(const Elimination *e, size_t table, size_t step)
{
    const Scope *scope = &e->plan.steps.at[step].result;
    return (Reading){table, 0, e->plan.scopes.at + scope->first, e->strides + scope->first,
                     scope->count};
}

Reading
elimination_factor(const Elimination *e, size_t factor)
{
    const Shape *s = &e->network.shape;
    size_t first = s->factors.count;
    if (factor >= first)
        return read_result(e, elimination_first_result(e) + factor - first, factor - first);
    const Factor *f = &e->network.factors.at[factor];
    const Scope *scope = &s->factors.at[factor];
    return (Reading){f->table, f->offset, s->scopes.at + scope->first,
                     e->network.strides.at + scope->first, scope->count};
}

Reading
elimination_adjoint(const Elimination *e, size_t step)
{
    return read_result(e, elimination_first_adjoint(e) + step, step);
}

/* ---- sums ---- */

void
sum_clear(Sum *s)
{
    array_clear(&s->readings);
    array_clear(&s->axes);
    array_clear(&s->steps);
}

static size_t
stride_in(const Reading *r, uint32_t variable)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->scope[i] == variable)
            return r->strides[i];
    return 0;
}

static bool
has_axis(const Sum *s, uint32_t variable)
{
    for (size_t i = 0; i < s->axes.count; i++)
        if (s->axes.at[i].variable == variable)
            return true;
    return false;
}

static void
add_axes(Sum *s, const Reading *r, const uint32_t *sizes)
{
    for (size_t i = 0; i < r->count; i++)
        if (!has_axis(s, r->scope[i]))
            array_push(&s->axes, ((Axis){sizes[r->scope[i]], r->scope[i]}));
}

/* The reading with most entries; its axes are in the order of its memory. */
static size_t
find_largest(const Sum *s, const uint32_t *sizes)
{
    size_t found = 0;
    double most = 0;
    for (size_t i = 0; i < s->readings.count; i++) {
        double size = 1;
        for (size_t k = 0; k < s->readings.at[i].count; k++)
            size *= sizes[s->readings.at[i].scope[k]];
        if (size > most) {
            most = size;
            found = i;
        }
    }
    return found;
}

/* The axis at `last` becomes the last one of all. */
static void
put_last(Sum *s, size_t last)
{
    Axis a = s->axes.at[last];
    memmove(s->axes.at + last, s->axes.at + last + 1,
            (s->axes.count - last - 1) * sizeof *s->axes.at);
    s->axes.at[s->axes.count - 1] = a;
}

static bool
goes_as_one(const Sum *s, const size_t *outer, const size_t *inner, size_t size)
{
    for (size_t i = 0; i < s->readings.count; i++)
        if (outer[i] != inner[i] * size)
            return false;
    return true;
}

/* Axis a, and its steps, join the last axis kept, or are kept too. */
static size_t
keep_axis(Sum *s, size_t kept, size_t a)
{
    size_t width = s->readings.count;
    size_t *steps = s->steps.at + a * width;
    if (kept && goes_as_one(s, s->steps.at + (kept - 1) * width, steps, s->axes.at[a].size)) {
        s->axes.at[kept - 1].size *= s->axes.at[a].size;
        kept--;
    } else {
        s->axes.at[kept] = s->axes.at[a];
    }
    memmove(s->steps.at + kept * width, steps, width * sizeof *steps);
    return kept + 1;
}

void
sum_order(Sum *s, const Elimination *e)
{
    const uint32_t *sizes = e->network.shape.sizes.at;
    s->axes.count = s->steps.count = 0;
    add_axes(s, &s->readings.at[find_largest(s, sizes)], sizes);
    size_t last = s->axes.count;
    for (size_t i = 0; i < s->readings.count; i++)
        add_axes(s, &s->readings.at[i], sizes);
    if (last)
        put_last(s, last - 1);
    else if (!s->axes.count)
        array_push(&s->axes, ((Axis){1, NO_VARIABLE}));
    for (size_t a = 0; a < s->axes.count; a++)
        for (size_t i = 0; i < s->readings.count; i++)
            array_push(&s->steps, stride_in(&s->readings.at[i], s->axes.at[a].variable));
    size_t kept = 0;
    for (size_t a = 0; a < s->axes.count; a++)
        kept = keep_axis(s, kept, a);
    s->axes.count = kept;
}

bool
sum_next(const Sum *s, size_t *digits, size_t *index)
{
    size_t width = s->readings.count;
    for (size_t d = s->axes.count - 1; d-- > 0;) {
        const size_t *steps = s->steps.at + d * width;
        bool more = ++digits[d] < s->axes.at[d].size;
        for (size_t i = 0; i < width; i++)
            index[i] += more ? steps[i] : 0 - steps[i] * (s->axes.at[d].size - 1);
        if (more)
            return true;
        digits[d] = 0;
    }
    return false;
}
