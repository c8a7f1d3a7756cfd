/* word_factor.c -- see word_factor.h.  A factor's entries are gone through with the outputs of its
 * box fastest, so that the sums over those are found on the way. */
#include "contract/word_factor.h"

#include "contract/moduli.h"

__extension__ typedef unsigned __int128 Wide;

/* One variable of the factor. */
typedef struct Axis {
    uint32_t size, digit;
    size_t stride, dense; /* in the table; in a dense copy */
} Axis;

typedef struct Scan {
    ARRAY(Axis) axes; /* the slowest first */
    size_t block;     /* so many entries are summed: those over the outputs */
    size_t at, dense; /* now */
    size_t count;
} Scan;

static void
scan_axes(Scan *s, const Network *n, size_t factor, bool outputs)
{
    const Shape *shape = &n->shape;
    const Scope *scope = &shape->factors.at[factor];
    size_t dense = 1;
    for (size_t i = 0; i < scope->count; i++)
        dense *= shape->sizes.at[shape->scopes.at[scope->first + i]];
    s->count = dense;
    for (size_t i = 0; i < scope->count; i++) {
        uint32_t v = shape->scopes.at[scope->first + i], size = shape->sizes.at[v];
        bool output = v < shape->sources.count && shape->sources.at[v] == factor;
        dense /= size;
        if (output != outputs)
            continue;
        array_push(&s->axes, ((Axis){size, 0, n->strides.at[scope->first + i], dense}));
        s->block *= output ? size : 1;
    }
}

static void
scan_start(Scan *s, const Network *n, size_t factor)
{
    s->axes.count = 0;
    s->block = 1;
    s->at = n->factors.at[factor].offset;
    s->dense = 0;
    scan_axes(s, n, factor, false);
    scan_axes(s, n, factor, true);
}

static void
scan_next(Scan *s)
{
    for (size_t i = s->axes.count; i-- > 0;) {
        Axis *a = &s->axes.at[i];
        if (++a->digit < a->size) {
            s->at += a->stride;
            s->dense += a->dense;
            return;
        }
        s->at -= a->stride * (a->size - 1);
        s->dense -= a->dense * (a->size - 1);
        a->digit = 0;
    }
}

static uint64_t
number_at(const Table *t, size_t at)
{
    return t->bit ? t->bit[at] : t->limb[at];
}

static uint64_t
divisor(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static uint64_t
bound_of_wide(Wide n)
{
    uint64_t halved = 0;
    for (; n >> 63; halved++)
        n = (n >> 1) + 1;
    return bound_of((uint64_t)n) + halved * BOUND_ONE;
}

/* The content, the bound, and whether all is zero. */
static bool
measure(WordFactor *c, Scan *s, const Network *n, size_t factor, Budget *b)
{
    const Table *t = &n->tables.at[n->factors.at[factor].table];
    Wide sum = 0, most = 0, least = 0;
    scan_start(s, n, factor);
    for (size_t i = 0, left = s->block; i < s->count; i++, scan_next(s)) {
        uint64_t number = number_at(t, s->at);
        sum += number;
        if (c->content != 1)
            c->content = divisor(number, c->content);
        if (i % 4096 == 0 && !budget_step(b, 64))
            return false;
        if (--left)
            continue;
        most = sum > most ? sum : most;
        least = i < s->block || sum < least ? sum : least;
        left = s->block;
        sum = 0;
    }
    c->count = s->count;
    c->zero = most == 0;
    c->even = most > 0 && least == most;
    c->content = c->zero ? 1 : c->content;
    c->bound = bound_of_wide(c->zero ? 1 : most / c->content);
    return true;
}

static bool
copy(WordFactor *c, size_t *strides, Scan *s, const Network *n, size_t factor, Budget *b)
{
    const Table *t = &n->tables.at[n->factors.at[factor].table];
    const Scope *scope = &n->shape.factors.at[factor];
    size_t stride = 1;
    for (size_t i = scope->count; i-- > 0;) {
        strides[i] = stride;
        stride *= n->shape.sizes.at[n->shape.scopes.at[scope->first + i]];
    }
    c->at = c->own = memory_new(c->count, sizeof *c->own);
    scan_start(s, n, factor);
    for (size_t i = 0; i < s->count; i++, scan_next(s)) {
        c->own[s->dense] = number_at(t, s->at) / c->content;
        if (i % 4096 == 0 && !budget_step(b, 64))
            return false;
    }
    return true;
}

static bool
make_narrow(WordFactor *to, size_t *strides, const Network *n, size_t factor, Budget *b)
{
    const Factor *f = &n->factors.at[factor];
    const Table *t = &n->tables.at[f->table];
    Scan s = {0};
    bool going = measure(to, &s, n, factor, b);
    if (going && (to->content > 1 || t->bit))
        going = copy(to, strides, &s, n, factor, b);
    else
        to->at = t->limb + f->offset;
    array_clear(&s.axes);
    return going;
}

bool
word_factor_make(WordFactor *to, size_t *strides, const Network *n, size_t factor, Budget *b)
{
    const Table *t = &n->tables.at[n->factors.at[factor].table];
    const Scope *scope = &n->shape.factors.at[factor];
    *to = (WordFactor){.content = 0};
    for (size_t i = 0; i < scope->count; i++)
        strides[i] = n->strides.at[scope->first + i];
    if (t->bit || (t->limbs == 1 && t->width <= MODULUS_BITS - 1))
        return make_narrow(to, strides, n, factor, b);
    Scan s = {0};
    scan_axes(&s, n, factor, false);
    scan_axes(&s, n, factor, true);
    array_clear(&s.axes);
    to->count = s.count;
    to->content = 1;
    to->bound = BOUND_ONE * scope->bits;
    size_t stride = 1;
    for (size_t i = scope->count; i-- > 0;) {
        strides[i] = stride;
        stride *= n->shape.sizes.at[n->shape.scopes.at[scope->first + i]];
    }
    return true;
}

void
word_factor_clear(WordFactor *c)
{
    memory_free(c->own);
    *c = (WordFactor){0};
}

bool
word_factor_residues(uint64_t *to, size_t apart, const Network *n, size_t factor, uint64_t p,
                     Budget *b)
{
    const Table *t = &n->tables.at[n->factors.at[factor].table];
    Scan s = {0};
    bool going = true;
    scan_start(&s, n, factor);
    for (size_t i = 0; i < s.count && going; i++, scan_next(&s)) {
        Limbs entry = table_entry(t, s.at);
        to[s.dense * apart] = entry.count ? mpn_mod_1(entry.at, (mp_size_t)entry.count, p) : 0;
        going = budget_step(b, 1 + entry.count / 16);
    }
    array_clear(&s.axes);
    return going;
}
