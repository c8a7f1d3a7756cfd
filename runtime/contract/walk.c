/* walk.c -- see walk.h.  A Walk is used again for the next step of an elimination: its arrays and
 * the room in its numbers stay. */
#include "contract/walk.h"

#include <assert.h>

void
walk_clear(Walk *w)
{
    for (size_t i = 0; i < w->levels.count; i++) {
        array_clear(&w->levels.at[i].here);
        array_clear(&w->levels.at[i].sofar);
        array_clear(&w->levels.at[i].other);
    }
    array_clear(&w->levels);
    array_clear(&w->moves);
    array_clear(&w->reads);
    array_clear(&w->index);
    array_clear(&w->level);
    *w = (Walk){0};
}

static void
start_levels(Walk *w, const uint32_t *variables, size_t count, const uint32_t *sizes)
{
    if (w->levels.count < count + 1)
        array_add_zeroed(&w->levels, count + 1 - w->levels.count);
    for (size_t p = 0; p <= count; p++) {
        Level *level = &w->levels.at[p];
        level->size = p ? sizes[variables[p - 1]] : 1;
        level->value = 0;
        level->moves = level->reads = 0;
        if (p)
            w->level.at[variables[p - 1]] = (uint32_t)p;
    }
}

/* The level where the last variable of a view gets its value. */
static size_t
last_level(const Walk *w, const View *v)
{
    size_t last = 0;
    for (size_t i = 0; i < v->count; i++)
        if (w->level.at[v->scope[i]] > last)
            last = w->level.at[v->scope[i]];
    return last;
}

/* Counts, then makes each count the end of its level's part. */
static void
count_moves(Walk *w, const View *views, size_t count)
{
    for (size_t v = 0; v < count; v++) {
        for (size_t i = 0; i < views[v].count; i++)
            w->levels.at[w->level.at[views[v].scope[i]]].moves++;
        if (views[v].table)
            w->levels.at[last_level(w, &views[v])].reads++;
    }
    for (size_t p = 1; p <= w->depth; p++) {
        w->levels.at[p].moves += w->levels.at[p - 1].moves;
        w->levels.at[p].reads += w->levels.at[p - 1].reads;
    }
    assert(w->levels.at[0].moves == 0);
}

/* Fills the parts from their ends, which become beginnings, and shifts them back to ends. */
static void
place_moves(Walk *w, const View *views, size_t count)
{
    size_t moves = w->levels.at[w->depth].moves, reads = w->levels.at[w->depth].reads;
    w->moves.count = w->reads.count = 0;
    array_add_zeroed(&w->moves, moves + 1);
    array_add_zeroed(&w->reads, reads + 1);
    for (size_t v = count; v-- > 0;) {
        for (size_t i = 0; i < views[v].count; i++) {
            Level *level = &w->levels.at[w->level.at[views[v].scope[i]]];
            w->moves.at[--level->moves] = (Move){v, views[v].strides[i]};
        }
        if (views[v].table)
            w->reads.at[--w->levels.at[last_level(w, &views[v])].reads] = v;
    }
    for (size_t p = 0; p < w->depth; p++) {
        w->levels.at[p].moves = w->levels.at[p + 1].moves;
        w->levels.at[p].reads = w->levels.at[p + 1].reads;
    }
    w->levels.at[w->depth].moves = moves;
    w->levels.at[w->depth].reads = reads;
}

void
walk_start(Walk *w, const uint32_t *variables, size_t count, const uint32_t *sizes,
           size_t size_count, const View *views, size_t view_count, mpz_srcptr scale)
{
    if (w->level.count < size_count)
        array_add_zeroed(&w->level, size_count - w->level.count);
    w->depth = count;
    w->views = views;
    w->begun = w->stopped = false;
    w->index.count = 0;
    for (size_t v = 0; v < view_count; v++)
        array_push(&w->index, views[v].offset);
    start_levels(w, variables, count, sizes);
    count_moves(w, views, view_count);
    place_moves(w, views, view_count);
    w->levels.at[0].product = (Limbs){NULL, 0};
    if (scale)
        w->levels.at[0].product = (Limbs){mpz_limbs_read(scale), mpz_size(scale)};
    assert(w->levels.at[0].reads == 0); /* tables without variables are in the scale */
}

static void
level_move(Walk *w, size_t p, uint32_t value)
{
    size_t end = w->levels.at[p].moves;
    for (size_t i = w->levels.at[p - 1].moves; i < end; i++) {
        const Move *m = &w->moves.at[i];
        w->index.at[m->view] += m->stride * value;
        w->index.at[m->view] -= m->stride * w->levels.at[p].value;
    }
    w->levels.at[p].value = value;
}

/* The product of what is read at level p.  False: it is zero. */
static bool
read_level(Walk *w, size_t p, Limbs *product)
{
    Level *level = &w->levels.at[p];
    *product = (Limbs){NULL, 0};
    for (size_t i = w->levels.at[p - 1].reads; i < level->reads; i++) {
        const Table *t = w->views[w->reads.at[i]].table;
        size_t at = w->index.at[w->reads.at[i]];
        assert(at < t->count);
        if (t->bit) {
            if (!t->bit[at])
                return false;
            continue;
        }
        Limbs entry = table_entry(t, at);
        if (entry.count == 0)
            return false;
        bool first = !product->at, here = product->at == level->here.at;
        *product =
            first ? entry : limbs_product(here ? &level->other : &level->here, *product, entry);
    }
    return true;
}

/* Level p's value counts: the product up to it, unless that is zero. */
static bool
enter_level(Walk *w, size_t p)
{
    Level *level = &w->levels.at[p];
    Limbs here, before = w->levels.at[p - 1].product;
    if (!read_level(w, p, &here))
        return false;
    w->left = before;
    w->right = here;
    if (p == w->depth)
        return true;
    if (before.at && here.at)
        level->product = limbs_product(&level->sofar, before, here);
    else
        level->product = here.at ? here : before;
    return true;
}

/* How many steps of the budget the product of two numbers is. */
static uint64_t
product_steps(Limbs a, Limbs b)
{
    uint64_t x = a.at ? a.count : 1, y = b.at ? b.count : 1;
    return 1 + x * y / 64 + (x + y) / 64;
}

/* False: the scale is zero, so nothing is left. */
static bool
start_walk(Walk *w)
{
    w->begun = true;
    w->left = w->levels.at[0].product;
    w->right = (Limbs){NULL, 0};
    return !w->left.at || w->left.count != 0;
}

bool
walk_next(Walk *w, Budget *b)
{
    size_t p = w->depth;
    bool fresh = !w->begun; /* level p has its first value, not tried yet */
    if (fresh) {
        if (!start_walk(w))
            return false;
        if (p == 0)
            return true;
        p = 1;
    }
    while (p > 0) {
        Level *level = &w->levels.at[p];
        if (!fresh && level->value + 1 == level->size) {
            level_move(w, p--, 0);
            continue;
        }
        if (!fresh)
            level_move(w, p, level->value + 1);
        fresh = enter_level(w, p);
        if (!budget_step(b, fresh ? product_steps(w->left, w->right) : 1)) {
            w->stopped = true;
            return false;
        }
        if (fresh && p == w->depth)
            return true;
        p += fresh;
    }
    return false;
}

uint32_t
walk_value(const Walk *w, uint32_t variable)
{
    return w->levels.at[w->level.at[variable]].value;
}

void
walk_set(mpz_t to, const Walk *w)
{
    LimbList room = {0};
    if (w->left.at && w->right.at)
        limbs_read(to, limbs_product(&room, w->left, w->right));
    else
        limbs_read(to, w->left.at ? w->left : w->right);
    array_clear(&room);
}
