/* contraction.c -- see contraction.h.  The outer loops go through summed variables that are too
 * many for one call of the kernel, and through the target in the order in which it lies, so that
 * what is near is read together; how far each operand's terms are apart is written down once for
 * all of them. */
#include "contract/contraction.h"

#include "base/saturate.h"

#include <assert.h>

void
contraction_clear(Contraction *c)
{
    array_clear(&c->sizes);
    array_clear(&c->digits);
    array_clear(&c->moves);
    array_clear(&c->operands);
    array_clear(&c->tables);
    array_clear(&c->terms_at);
    array_clear(&c->lists);
    array_clear(&c->outer);
    array_clear(&c->inner);
}

/* ---- making ready ---- */

/* What it is made from. */
typedef struct ContractionBuilder {
    Contraction *c;
    const Axes *target, *tables;
    size_t count;
    const uint32_t *sizes; /* of all variables */
} ContractionBuilder;

static size_t
stride_in(const Axes *a, uint32_t variable)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->scope[i] == variable)
            return a->strides[i];
    return 0;
}

/* The target's variables, the slowest first; the result is how many. */
static size_t
find_outer(ContractionBuilder *m)
{
    const Axes *t = m->target;
    for (size_t i = 0; i < t->count; i++) {
        size_t at = m->c->outer.count, stride = t->strides[i];
        if (m->sizes[t->scope[i]] == 1)
            continue;
        array_push(&m->c->outer, t->scope[i]);
        for (; at > 0 && stride_in(t, m->c->outer.at[at - 1]) < stride; at--)
            m->c->outer.at[at] = m->c->outer.at[at - 1];
        m->c->outer.at[at] = t->scope[i];
    }
    return m->c->outer.count;
}

/* The least stride that a wide table has for the variable: what is near is summed together. */
static size_t
nearness(const ContractionBuilder *m, uint32_t variable)
{
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < m->count; i++) {
        size_t stride = stride_in(&m->tables[i], variable);
        if (stride && m->tables[i].wide && stride < least)
            least = stride;
    }
    return least;
}

static bool
is_known(const ContractionBuilder *m, uint32_t variable)
{
    for (size_t i = 0; i < m->c->outer.count; i++)
        if (m->c->outer.at[i] == variable)
            return true;
    for (size_t i = 0; i < m->c->inner.count; i++)
        if (m->c->inner.at[i] == variable)
            return true;
    return m->sizes[variable] == 1;
}

static void
inner_add(ContractionBuilder *m, uint32_t variable)
{
    if (is_known(m, variable))
        return;
    size_t at = m->c->inner.count, mine = nearness(m, variable);
    array_push(&m->c->inner, variable);
    for (; at > 0 && nearness(m, m->c->inner.at[at - 1]) < mine; at--)
        m->c->inner.at[at] = m->c->inner.at[at - 1];
    m->c->inner.at[at] = variable;
}

/* Few enough for one call of the kernel, whose entries should stay in the nearer memory, and many
 * enough that it pays to come back to each entry of the target. */
static size_t
most_terms(const ContractionBuilder *m)
{
    enum { NEAR_ENTRIES = 8192, LEAST_TERMS = 128 };
    size_t entries = 1;
    for (size_t i = 0; i < m->target->count; i++)
        entries *= m->sizes[m->target->scope[i]];
    size_t most = NEAR_ENTRIES / entries;
    return most < LEAST_TERMS ? LEAST_TERMS : most > MOST_TERMS ? MOST_TERMS : most;
}

/* The summed variables, the slowest first; the first of them are outer ones while the terms would
 * be too many. */
static void
find_inner(ContractionBuilder *m)
{
    size_t terms = 1, kept = 0, most = most_terms(m);
    for (size_t i = 0; i < m->count; i++)
        for (size_t k = 0; k < m->tables[i].count; k++)
            inner_add(m, m->tables[i].scope[k]);
    while (kept < m->c->inner.count) {
        size_t size = m->sizes[m->c->inner.at[m->c->inner.count - 1 - kept]];
        if (size > most / terms)
            break;
        terms *= size;
        kept++;
    }
    size_t moved = m->c->inner.count - kept;
    for (size_t i = 0; i < moved; i++)
        array_push(&m->c->outer, m->c->inner.at[i]);
    if (moved && kept)
        memmove(m->c->inner.at, m->c->inner.at + moved, kept * sizeof *m->c->inner.at);
    m->c->inner.count = kept;
    m->c->terms = terms;
}

static bool
is_summed(const ContractionBuilder *m, const Axes *a)
{
    for (size_t i = 0; i < m->c->inner.count; i++)
        if (stride_in(a, m->c->inner.at[i]))
            return true;
    return false;
}

static void
operand_add(ContractionBuilder *m, size_t table)
{
    bool wide = table != NO_TABLE && m->tables[table].wide;
    array_push(&m->c->operands, ((Operand){.wide = wide}));
    array_push(&m->c->tables, table);
}

/* The operands of the sum, then the factors; of each the narrow ones first.  Without any of the
 * former the first factors are the sum's only term. */
static void
find_operands(ContractionBuilder *m)
{
    Contraction *c = m->c;
    for (int outside = 0; outside < 2; outside++) {
        for (int wide = 0; wide < 2; wide++)
            for (size_t i = 0; i < m->count; i++)
                if (m->tables[i].wide == wide && is_summed(m, &m->tables[i]) == !outside)
                    operand_add(m, i);
        if (!outside)
            c->summed = c->operands.count;
    }
    if (c->summed)
        return;
    if (c->operands.count == 0)
        operand_add(m, NO_TABLE);
    c->summed = c->operands.count > 1 ? 2 : 1;
}

static const Axes *
axes_of(const ContractionBuilder *m, size_t operand)
{
    static const Axes none = {0};
    size_t table = m->c->tables.at[operand];
    return table == NO_TABLE ? &none : &m->tables[table];
}

static bool
same_strides(const ContractionBuilder *m, const Axes *a, const Axes *b)
{
    for (size_t i = 0; i < m->c->inner.count; i++)
        if (stride_in(a, m->c->inner.at[i]) != stride_in(b, m->c->inner.at[i]))
            return false;
    return true;
}

/* How far the table's entry is from the first one, for each term. */
static void
write_list(ContractionBuilder *m, const Axes *a)
{
    Contraction *c = m->c;
    size_t at = c->terms_at.count, written = 1;
    array_add_zeroed(&c->terms_at, c->terms);
    for (size_t k = m->c->inner.count; k-- > 0;) {
        size_t stride = stride_in(a, m->c->inner.at[k]), size = m->sizes[m->c->inner.at[k]];
        for (size_t i = written; i < written * size; i++)
            c->terms_at.at[at + i] = c->terms_at.at[at + i - written] + (uint32_t)stride;
        written *= size;
    }
}

static void
find_lists(ContractionBuilder *m)
{
    Contraction *c = m->c;
    for (size_t k = 0; k < c->summed; k++) {
        size_t like = 0;
        while (like < k && !same_strides(m, axes_of(m, like), axes_of(m, k)))
            like++;
        array_push(&c->lists, like < k ? c->lists.at[like] : c->terms_at.count);
        if (like == k)
            write_list(m, axes_of(m, k));
    }
    for (size_t k = 0; k < c->summed; k++)
        c->operands.at[k].terms = c->terms_at.at + c->lists.at[k];
}

/* The last axis and the one before it are one where each operand moves on from the one's end as
 * with the other. */
static bool
is_one(const Contraction *c, size_t last)
{
    size_t width = c->operands.count;
    const size_t *moves = c->moves.at + last * width, *before = moves - width;
    for (size_t k = 0; k < width; k++)
        if (before[k] != moves[k] * c->sizes.at[last])
            return false;
    return true;
}

/* One more, which may be one with those from the first-th on. */
static void
axis_add(ContractionBuilder *m, size_t axis, size_t first)
{
    Contraction *c = m->c;
    size_t width = c->operands.count, last = c->sizes.count;
    array_push(&c->sizes, m->sizes[m->c->outer.at[axis]]);
    for (size_t k = 0; k < width; k++) {
        size_t stride = stride_in(axes_of(m, k), m->c->outer.at[axis]);
        array_push(&c->moves, stride * (c->operands.at[k].wide ? LANES : 1));
    }
    if (last == first || !is_one(c, last))
        return;
    memmove(c->moves.at + (last - 1) * width, c->moves.at + last * width,
            width * sizeof *c->moves.at);
    c->sizes.at[last - 1] *= c->sizes.at[last];
    c->sizes.count--;
    c->moves.count -= width;
}

/* The kernel takes the last axis, if it is the target's; the result is its size. */
static size_t
axis_take(Contraction *c, bool row)
{
    if (c->axes == c->summed_axes)
        return 1;
    c->axes--;
    for (size_t k = 0; k < c->operands.count; k++) {
        size_t move = c->moves.at[c->axes * c->operands.count + k];
        if (row)
            c->operands.at[k].leap = move;
        else
            c->operands.at[k].move = move;
    }
    return c->sizes.at[c->axes];
}

/* The first so many of the outer variables are the target's. */
static void
find_moves(ContractionBuilder *m, size_t target)
{
    Contraction *c = m->c;
    for (size_t a = target; a < c->outer.count; a++)
        axis_add(m, a, 0);
    c->summed_axes = c->sizes.count;
    for (size_t a = 0; a < target; a++)
        axis_add(m, a, c->summed_axes);
    c->axes = c->sizes.count;
    array_add_zeroed(&c->digits, c->axes);
    c->places = axis_take(c, false);
    c->rows = axis_take(c, true);
}

void
contraction_make(Contraction *c, const Axes *target, const Axes *tables, size_t count,
                 const uint32_t *sizes)
{
    ContractionBuilder m = {
        .c = c, .target = target, .tables = tables, .count = count, .sizes = sizes};
    c->wide = target->wide;
    c->sizes.count = c->digits.count = c->moves.count = c->operands.count = c->tables.count = 0;
    c->terms_at.count = c->lists.count = c->outer.count = c->inner.count = 0;
    size_t target_variables = find_outer(&m);
    find_inner(&m);
    find_operands(&m);
    find_lists(&m);
    find_moves(&m, target_variables);
}

uint32_t
contraction_divided(const Contraction *c)
{
    return c->wide ? residue_divided(c->summed, c->operands.count - c->summed) : 0;
}

/* ---- running ---- */

/* The next place of the outer loops; the result is the number of the axis that moved on, or
 * SIZE_MAX: that was the last. */
static size_t
next_place(Contraction *c)
{
    size_t width = c->operands.count;
    for (size_t a = c->axes; a-- > 0;) {
        const size_t *moves = c->moves.at + a * width;
        uint32_t size = c->sizes.at[a];
        bool more = ++c->digits.at[a] < size;
        for (size_t k = 0; k < width; k++)
            if (more)
                c->operands.at[k].at += moves[k];
            else
                c->operands.at[k].at -= moves[k] * (size - 1);
        if (more)
            return a;
        c->digits.at[a] = 0;
    }
    return SIZE_MAX;
}

static uint64_t
sum_two_narrow(const ResidueSum *s, size_t row, size_t place)
{
    const Operand *a = s->operands, *b = a + 1;
    const uint64_t *from = a->at + operand_words(a, row, place);
    const uint64_t *times = b->at + operand_words(b, row, place);
    uint64_t sum = 0;
    for (size_t i = 0; i < s->terms; i++)
        sum += from[a->terms[i]] * times[b->terms[i]];
    return sum;
}

static uint64_t
sum_narrow(const ResidueSum *s, size_t row, size_t place)
{
    uint64_t sum = s->count == 2 ? sum_two_narrow(s, row, place) : 0;
    for (size_t i = 0; i < s->terms && s->count != 2; i++) {
        uint64_t product = 1;
        for (const Operand *o = s->operands; o < s->operands + s->count; o++)
            product *= o->at[operand_words(o, row, place) + o->terms[i]];
        sum += product;
    }
    for (const Operand *o = s->factors; o < s->factors + s->factor_count; o++)
        sum *= o->at[operand_words(o, row, place)];
    return sum;
}

/* Is a narrow factor zero at all places, so that nothing needs to be summed? */
static bool
is_nothing(const ResidueSum *s)
{
    for (const Operand *o = s->factors; o < s->factors + s->factor_count && !o->wide; o++)
        if (o->move == 0 && o->leap == 0 && o->at[0] == 0)
            return true;
    return false;
}

static void
add_places(const Contraction *c, uint64_t *to, const ResidueSum *s, const Kernel *kernel,
           const Moduli *m)
{
    if (kernel->words)
        kernel->words(to, s);
    else if (!c->wide)
        for (size_t i = 0; i < s->rows * s->places; i++) {
            size_t row = i / s->places, place = i % s->places;
            to[i] = (s->add ? to[i] : 0) + sum_narrow(s, row, place);
        }
    else if (!is_nothing(s))
        kernel->sum(to, s, m);
    else if (!s->add)
        memset(to, 0, s->rows * s->places * LANES * sizeof *to);
}

/* A sparse operand stands before another wide one. */
static void
set_entries(Contraction *c, const Entries *tables)
{
    static const uint64_t one = 1;
    for (size_t k = 0; k < c->operands.count; k++) {
        Operand *o = &c->operands.at[k];
        o->at = c->tables.at[k] == NO_TABLE ? &one : tables[c->tables.at[k]].at;
        o->sparse = c->tables.at[k] != NO_TABLE && tables[c->tables.at[k]].sparse;
    }
}

uint64_t
contraction_products(const Contraction *c)
{
    uint64_t products = saturate_times(c->rows * c->places, c->terms);
    for (size_t a = 0; a < c->sizes.count && a < c->axes; a++)
        products = saturate_times(products, c->sizes.at[a]);
    return products;
}

/* Begins the part: of one of the loops over the target it goes through some values only.  The
 * result is how many words of the target lie before it; SIZE_MAX: it has nothing. */
static size_t
take_part(Contraction *c, ResidueSum *s, Share share)
{
    const size_t axis = c->summed_axes, width = c->operands.count;
    size_t outer = c->axes > axis ? c->sizes.at[axis] : 1, sums = s->rows * s->places;
    bool rows = s->rows > outer, places = s->rows == 1 && s->places > outer;
    size_t whole = rows ? s->rows : places ? s->places : outer;
    size_t first = whole * share.part / share.of;
    size_t count = whole * (share.part + 1) / share.of - first;
    for (size_t a = axis + 1; a < c->axes; a++)
        sums *= c->sizes.at[a];
    for (size_t k = 0; k < width; k++) {
        Operand *o = &c->operands.at[k];
        size_t move = c->axes > axis ? c->moves.at[axis * width + k] : 0;
        o->at += first * (rows ? o->leap : places ? o->move : move);
    }
    if (rows)
        s->rows = count;
    else if (places)
        s->places = count;
    else if (c->axes > axis)
        c->sizes.at[axis] = (uint32_t)count;
    size_t before = rows ? s->places : places ? 1 : sums;
    return count == 0 ? SIZE_MAX : first * before * (c->wide ? LANES : 1);
}

/* All of the loops around the kernel. */
static bool
run_loops(Contraction *c, uint64_t *to, ResidueSum *s, const Kernel *kernel, const Moduli *m,
          Budget *b)
{
    size_t sums = c->rows * c->places, words = sums * (c->wide ? LANES : 1), moved;
    uint64_t products = s->rows * s->places * c->terms;
    uint64_t *first = to;
    do {
        add_places(c, to, s, kernel, m);
        b->done += products;
        if (!budget_step(b, 1 + products / 32))
            break;
        moved = next_place(c);
        s->add |= moved < c->summed_axes;
        to = moved < c->summed_axes ? first : to + words;
    } while (moved != SIZE_MAX);
    for (size_t a = 0; b->stop != STOP_NOT && a < c->axes; a++)
        c->digits.at[a] = 0;
    return b->stop == STOP_NOT;
}

bool
contraction_run(Contraction *c, uint64_t *to, bool add, const Entries *tables, Share share,
                const Kernel *kernel, const Moduli *m, Budget *b)
{
    set_entries(c, tables);
    ResidueSum s = {.operands = c->operands.at,
                    .count = c->summed,
                    .terms = c->terms,
                    .factors = c->operands.at + c->summed,
                    .factor_count = c->operands.count - c->summed,
                    .places = c->places,
                    .rows = c->rows,
                    .add = add};
    if (share.of == 1)
        return run_loops(c, to, &s, kernel, m, b);
    const size_t axis = c->summed_axes;
    uint32_t outer = c->axes > axis ? c->sizes.at[axis] : 0;
    size_t before = take_part(c, &s, share);
    bool going = before == SIZE_MAX || run_loops(c, to + before, &s, kernel, m, b);
    if (c->axes > axis)
        c->sizes.at[axis] = outer;
    return going;
}
