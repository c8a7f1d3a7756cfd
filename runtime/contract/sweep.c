/* sweep.c -- see sweep.h.  The inner loop is chosen so that few tables are read in it, then that it
 * is long; the target's entries lie in the order of the loops, so sums are written in sequence. */
#include "contract/sweep.h"

#include "network/plan.h"

#include <assert.h>

enum {
    CHAIN = 64,      /* more variables than a table that fits can have */
    READ_COST = 6,   /* of one more table, besides the product of its limbs */
    START_COST = 40, /* of an inner loop */
    SCALE = 64,      /* costs are in such parts of the time a limb takes */
    RUN = 65536      /* the most limb products between two looks at the budget */
};

__extension__ typedef unsigned __int128 Wide;

void
sweep_clear(Sweep *s)
{
    walk_clear(&s->walk);
    array_clear(&s->views);
    array_clear(&s->outer);
    array_clear(&s->inner);
    array_clear(&s->runs);
    array_clear(&s->scopes);
    array_clear(&s->strides);
    array_clear(&s->rooms[0]);
    array_clear(&s->rooms[1]);
}

/* ---- which variables are inner ---- */

static size_t
stride_of(const View *v, uint32_t variable)
{
    for (size_t i = 0; i < v->count; i++)
        if (v->scope[i] == variable)
            return v->strides[i];
    return 0;
}

static bool
is_target(const Step *step, uint32_t variable)
{
    for (size_t i = 0; i < step->target.count; i++)
        if (step->target.scope[i] == variable)
            return true;
    return false;
}

static uint64_t
table_width(const Table *t)
{
    return t->bit ? 0 : t->width;
}

/* What a product takes that the table joins, in limbs; *width is that of the product so far. */
static uint64_t
read_cost(const Table *t, uint64_t *width)
{
    uint64_t mine = table_width(t), cost = READ_COST;
    if (mine)
        cost += (1 + *width / LIMB_BITS) * (1 + mine / LIMB_BITS);
    *width += mine;
    return cost;
}

/* What an entry takes if `first` is an inner variable and the loop goes through so many values. */
static uint64_t
loop_cost(const Step *step, uint32_t first, size_t size)
{
    uint64_t width = 0, outer = START_COST, inner = 0;
    for (size_t i = 0; i < step->count; i++)
        if (stride_of(&step->parts[i], first) == 0)
            outer += read_cost(step->parts[i].table, &width);
    for (size_t i = 0; i < step->count; i++)
        if (stride_of(&step->parts[i], first) != 0)
            inner += read_cost(step->parts[i].table, &width);
    return SCALE * inner + SCALE * outer / size;
}

/* Can `next` be the loop around one over so many values of the inner variables? */
static bool
is_around(const Step *step, uint32_t first, size_t size, uint32_t next)
{
    for (size_t i = 0; i < step->count; i++)
        if (stride_of(&step->parts[i], next) != stride_of(&step->parts[i], first) * size)
            return false;
    return is_target(step, first) == is_target(step, next);
}

static bool
is_in(const uint32_t *list, size_t count, uint32_t variable)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == variable)
            return true;
    return false;
}

/* The inner variables that begin with `first` become s->inner, if that is better. */
static void
try_inner(Sweep *s, const Step *step, uint32_t first, uint64_t *best)
{
    uint32_t chain[CHAIN];
    size_t length = 1, size = step->sizes[first];
    chain[0] = first;
    for (size_t i = 0; i < step->order_count && length < CHAIN; i++) {
        uint32_t next = step->order[i];
        if (is_in(chain, length, next) || !is_around(step, first, size, next))
            continue;
        chain[length++] = next;
        size *= step->sizes[next];
        i = SIZE_MAX;
    }
    uint64_t cost = loop_cost(step, first, size);
    if (s->inner.count && cost >= *best)
        return;
    *best = cost;
    s->inner.count = 0;
    for (size_t i = 0; i < length; i++)
        array_push(&s->inner, chain[i]);
    s->size = size;
}

static bool
is_inner(const Sweep *s, uint32_t variable)
{
    return is_in(s->inner.at, s->inner.count, variable);
}

/* The summed variables are the last of the outer ones, so a run of sums stays near. */
static void
choose_loops(Sweep *s, const Step *step)
{
    uint64_t best = UINT64_MAX;
    s->inner.count = s->outer.count = 0;
    for (size_t i = 0; i < step->order_count; i++)
        try_inner(s, step, step->order[i], &best);
    for (int summed = 0; summed < 2; summed++)
        for (size_t i = 0; i < step->order_count; i++)
            if (!is_inner(s, step->order[i]) && is_target(step, step->order[i]) == !summed)
                array_push(&s->outer, step->order[i]);
}

/* ---- views ---- */

/* The target lies in the order of the loops; the result is its size. */
static size_t
place_target(Sweep *s, const Step *step)
{
    size_t size = 1, inner = s->inner.count, loops = inner + s->outer.count;
    for (size_t k = 0; k < loops; k++) {
        uint32_t variable = k < inner ? s->inner.at[k] : s->outer.at[loops - 1 - k];
        for (size_t i = 0; i < step->target.count; i++)
            if (step->target.scope[i] == variable) {
                step->strides[i] = size;
                size *= step->sizes[variable];
            }
    }
    s->stride = is_target(step, s->inner.at[0]) ? 1 : 0;
    return size;
}

/* A view of the walk: the inner variables are left out. */
static void
add_view(Sweep *s, const View *v, const size_t *strides)
{
    View view = {.table = v->table, .offset = v->offset};
    for (size_t i = 0; i < v->count; i++) {
        if (is_inner(s, v->scope[i])) {
            view.table = NULL;
            continue;
        }
        array_push(&s->scopes, v->scope[i]);
        array_push(&s->strides, strides[i]);
        view.count++;
    }
    array_push(&s->views, view);
}

/* Sets the pointers into the arrays, which no longer grow. */
static void
settle_views(Sweep *s)
{
    size_t at = 0;
    array_reserve(&s->scopes, 1);
    array_reserve(&s->strides, 1);
    for (size_t i = 0; i < s->views.count; i++) {
        s->views.at[i].scope = s->scopes.at + at;
        s->views.at[i].strides = s->strides.at + at;
        at += s->views.at[i].count;
    }
}

static void
add_run(Sweep *s, Inner run)
{
    size_t at = s->runs.count;
    array_push(&s->runs, run);
    for (; at > 0 && table_width(s->runs.at[at - 1].table) > table_width(run.table); at--)
        s->runs.at[at] = s->runs.at[at - 1];
    s->runs.at[at] = run;
}

static void
find_runs(Sweep *s, const Step *step)
{
    const View *parts = step->parts;
    uint64_t width = 0;
    s->runs.count = s->narrow = 0;
    for (size_t i = 0; i < step->count; i++) {
        size_t stride = stride_of(&parts[i], s->inner.at[0]);
        if (stride)
            add_run(s, (Inner){parts[i].table, i + 1, stride});
    }
    for (; s->narrow < s->runs.count; s->narrow++) {
        width += table_width(s->runs.at[s->narrow].table);
        if (width > LIMB_BITS)
            break;
    }
}

/* ---- the inner loop ---- */

/* One table, everything in one or two limbs. */
static void
add_run_1(mp_limb_t *to, size_t step, const mp_limb_t *from, size_t stride, size_t size,
          mp_limb_t left)
{
    if (step == 1 && stride == 1)
        for (size_t i = 0; i < size; i++)
            to[i] += left * from[i];
    else
        for (size_t i = 0; i < size; i++)
            to[i * step] += left * from[i * stride];
}

static void
add_run_2(mp_limb_t *to, size_t step, const mp_limb_t *from, size_t stride, size_t size,
          mp_limb_t left)
{
    for (size_t i = 0; i < size; i++, to += 2 * step, from += stride) {
        Wide sum = (Wide)left * from[0] + ((Wide)to[1] << LIMB_BITS | to[0]);
        to[0] = (mp_limb_t)sum;
        to[1] = (mp_limb_t)(sum >> LIMB_BITS);
    }
}

/* One table, numbers of any length. */
static void
add_run_long(Table *to, size_t at, size_t step, const Table *from, size_t first, size_t stride,
             size_t size, Limbs left)
{
    for (size_t i = 0; i < size; i++) {
        Limbs entry = table_entry(from, first + i * stride);
        if (entry.count)
            limbs_add_product(to->limb + (at + i * step) * to->limbs, to->limbs, left, entry);
    }
}

static void
add_one_run(Table *to, size_t at, size_t step, const Inner *run, size_t first, size_t size,
            Limbs left)
{
    const Table *t = run->table;
    mp_limb_t factor = left.at ? left.at[0] : 1;
    bool one = t->limbs == 1 && left.count <= 1;
    if (one && to->limbs == 1)
        add_run_1(to->limb + at, step, t->limb + first, run->stride, size, factor);
    else if (one && to->limbs == 2)
        add_run_2(to->limb + 2 * at, step, t->limb + first, run->stride, size, factor);
    else
        add_run_long(to, at, step, t, first, run->stride, size, left);
}

/* The product of the narrow tables at i; 0 also where a wide one is zero. */
static mp_limb_t
read_narrow(const Sweep *s, size_t i)
{
    mp_limb_t product = 1;
    for (size_t k = 0; k < s->narrow && product; k++) {
        const Inner *run = &s->runs.at[k];
        size_t at = s->walk.index.at[run->view] + i * run->stride;
        product *= run->table->bit ? run->table->bit[at] : run->table->limb[at];
    }
    return product;
}

/* Several tables at i, times left. */
static void
add_entry(Sweep *s, Table *to, size_t at, size_t i, Limbs left)
{
    mp_limb_t narrow = read_narrow(s, i);
    if (narrow == 0)
        return;
    Limbs product = narrow == 1 ? (Limbs){NULL, 0} : (Limbs){&narrow, 1}, last = left;
    for (size_t k = s->narrow; k < s->runs.count; k++) {
        const Inner *run = &s->runs.at[k];
        Limbs entry = table_entry(run->table, s->walk.index.at[run->view] + i * run->stride);
        if (entry.count == 0)
            return;
        if (product.at && last.at)
            product = limbs_product(&s->rooms[k % 2], product, last);
        else if (last.at)
            product = last;
        last = entry;
    }
    limbs_add_product(to->limb + at * to->limbs, to->limbs, product, last);
}

/* The entries from ... end of the inner loop. */
static void
add_inner(Sweep *s, Table *to, Limbs left, size_t from, size_t end)
{
    size_t at = s->walk.index.at[0] + from * s->stride;
    const Inner *run = s->runs.at;
    if (s->runs.count == 1 && !run->table->bit) {
        size_t first = s->walk.index.at[run->view] + from * run->stride;
        add_one_run(to, at, s->stride, run, first, end - from, left);
        return;
    }
    for (size_t i = from; i < end; i++, at += s->stride)
        add_entry(s, to, at, i, left);
}

/* One place of the walk. */
static bool
add_all_inner(Sweep *s, Table *to, LimbList *room, Budget *b)
{
    Limbs left = s->walk.left.at ? s->walk.left : s->walk.right;
    if (s->walk.left.at && s->walk.right.at)
        left = limbs_product(room, s->walk.left, s->walk.right);
    uint64_t limbs = 1;
    if (s->runs.count)
        limbs += left.count * s->runs.at[s->runs.count - 1].table->limbs;
    size_t most = limbs < RUN ? (size_t)(RUN / limbs) : 1;
    for (size_t from = 0; from < s->size; from += most) {
        size_t end = s->size - from > most ? from + most : s->size;
        add_inner(s, to, left, from, end);
        b->done += end - from;
        if (!budget_step(b, (end - from) * limbs / 32))
            return false;
    }
    return true;
}

/* ---- a step ---- */

static uint64_t
sum_width(const Step *step)
{
    uint64_t width = 0;
    for (size_t i = 0; i < step->order_count; i++)
        if (!is_target(step, step->order[i]))
            width += size_bits(step->sizes[step->order[i]]);
    for (size_t i = 0; i < step->count; i++)
        width += table_width(step->parts[i].table);
    return width;
}

bool
sweep_run(Sweep *s, Table *to, const Step *step, Budget *b)
{
    choose_loops(s, step);
    size_t size = place_target(s, step);
    s->views.count = s->scopes.count = s->strides.count = 0;
    add_view(s, &step->target, step->strides);
    for (size_t i = 0; i < step->count; i++)
        add_view(s, &step->parts[i], step->parts[i].strides);
    settle_views(s);
    find_runs(s, step);
    table_init_whole(to, size, sum_width(step));

    LimbList room = {0};
    bool going = true;
    walk_start(&s->walk, s->outer.at, s->outer.count, step->sizes, step->size_count, s->views.at,
               s->views.count, NULL);
    while (going && walk_next(&s->walk, b))
        going = add_all_inner(s, to, &room, b);
    array_clear(&room);
    return going && !s->walk.stopped && table_finish(to, b);
}
