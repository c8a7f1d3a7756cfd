/* max_sum.c -- see max_sum.h.  A step goes through its result in blocks of the last variables; how
 * each table moves within a block is found once for the step, so that the inner loops only add and
 * compare. */
#include "contract/max_sum.h"

#include <assert.h>

enum {
    BLOCK = 512,    /* entries of a block, at least those of one variable */
    FINE_BITS = 40, /* parts of a bit, in bits, unless the numbers are very long */
    SUM_BITS = 60,  /* sums stay below this power of two */
    READ_ERROR = 2  /* a logarithm is too small by less than this */
};

__extension__ typedef unsigned __int128 Wide;

void
max_sum_clear(MaxSum *m)
{
    for (size_t i = 0; i < m->made.count; i++)
        memory_free(m->made.at[i]);
    array_clear(&m->made);
    array_clear(&m->views);
    array_clear(&m->strides);
}

size_t
log_view_index(const LogView *v, const uint32_t *values)
{
    size_t at = v->offset;
    for (size_t i = 0; i < v->count; i++)
        at += v->strides[i] * values[v->scope[i]];
    return at;
}

static size_t
scope_entries(const Shape *s, const uint32_t *scope, size_t count)
{
    size_t entries = 1;
    for (size_t i = 0; i < count; i++)
        entries *= s->sizes.at[scope[i]];
    return entries;
}

void
max_sum_entries(mpz_t to, const Shape *s, const Plan *p)
{
    mpz_t size;
    mpz_init(size);
    mpz_set_ui(to, 0);
    for (size_t i = 0; i < p->steps.count; i++) {
        const Scope *scope = &p->steps.at[i].result;
        mpz_set_ui(size, 1);
        for (size_t k = 0; k < scope->count; k++)
            mpz_mul_ui(size, size, s->sizes.at[p->scopes.at[scope->first + k]]);
        mpz_add(to, to, size);
    }
    mpz_clear(size);
}

/* ---- logarithms ---- */

/* The number's upper 64 bits, the first of which is 1, and where that one stands. */
static uint64_t
mantissa_of(Limbs n, uint64_t *place)
{
    uint64_t top = n.at[n.count - 1], above = limbs_bits(&n.at[n.count - 1], 1);
    *place = (n.count - 1) * LIMB_BITS + above - 1;
    if (above < LIMB_BITS)
        top <<= LIMB_BITS - above;
    if (above < LIMB_BITS && n.count > 1)
        top |= n.at[n.count - 2] >> above;
    return top;
}

/* log2 n in 2^-fine bits, rounded down: squaring the mantissa gives one bit at a time.  What is
 * rounded off a mantissa makes less than half a part in all. */
static int64_t
log_of(Limbs n, unsigned fine)
{
    uint64_t place, mantissa = mantissa_of(n, &place);
    int64_t log = (int64_t)place;
    if (mantissa == UINT64_C(1) << 63)
        return log << fine;
    for (unsigned bit = 0; bit < fine; bit++) {
        Wide square = (Wide)mantissa * mantissa;
        bool more = (square >> 127) != 0;
        mantissa = (uint64_t)(square >> (more ? 64 : 63));
        log = log << 1 | more;
    }
    return log;
}

static bool
is_power_of_two(Limbs n)
{
    for (size_t i = 0; i + 1 < n.count; i++)
        if (n.at[i])
            return false;
    return (n.at[n.count - 1] & (n.at[n.count - 1] - 1)) == 0;
}

/* Equal numbers stand in a row often: the last ones are remembered. */
enum { REMEMBERED = 64 };

typedef struct LogMemory {
    mp_limb_t number[REMEMBERED];
    int64_t log[REMEMBERED];
} LogMemory;

static int64_t
remembered_log(LogMemory *memory, Limbs n, unsigned fine)
{
    if (n.count > 1)
        return log_of(n, fine);
    size_t at = hash_number(n.at[0]) % REMEMBERED;
    if (memory->number[at] != n.at[0]) {
        memory->number[at] = n.at[0];
        memory->log[at] = log_of(n, fine);
    }
    return memory->log[at];
}

/* Entries of the table as logarithms; *error is 0 where none was rounded. */
static bool
read_logs(int64_t *to, int64_t *error, const Table *t, unsigned fine, Budget *b)
{
    LogMemory memory = {{0}, {0}};
    *error = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (t->bit) {
            to[i] = t->bit[i] ? 0 : LOG_NEVER;
            continue;
        }
        Limbs n = table_entry(t, i);
        to[i] = n.count ? remembered_log(&memory, n, fine) : LOG_NEVER;
        if (n.count && !is_power_of_two(n))
            *error = READ_ERROR;
        if (!budget_step(b, 1))
            return false;
    }
    return budget_step(b, 1);
}

/* As fine as sums of one entry of each table allow. */
static unsigned
fineness(const View *tables, size_t count)
{
    uint64_t bits = 1;
    for (size_t i = 0; i < count; i++)
        bits += 1 + (tables[i].table->bit ? 0 : tables[i].table->width);
    uint64_t whole = size_bits(bits);
    assert(whole < SUM_BITS);
    return whole + FINE_BITS > SUM_BITS ? (unsigned)(SUM_BITS - whole) : FINE_BITS;
}

/* The factors: those that share a table share its logarithms. */
static bool
add_tables(MaxSum *m, const View *tables, Budget *b)
{
    Map seen = {0};
    size_t count = m->shape->factors.count;
    unsigned fine = fineness(tables, count);
    bool going = true;
    for (size_t i = 0; i < count && going; i++) {
        const View *v = &tables[i];
        LogView log = {NULL, v->offset, v->scope, v->strides, v->count, 0};
        uint64_t before;
        if (map_find(&seen, map_key(v->table), &before)) {
            log.at = m->views.at[before].at;
            log.error = m->views.at[before].error;
        } else {
            int64_t *made = memory_new(v->table->count + 1, sizeof *made);
            array_push(&m->made, made);
            log.at = made;
            going = read_logs(made, &log.error, v->table, fine, b);
            map_set_at(&seen, map_key(v->table), i);
        }
        array_push(&m->views, log);
    }
    map_clear(&seen);
    return going;
}

/* ---- a step ---- */

/* How a table that a step reads moves: `terms` entries within the block, NULL where it stays; so
 * far from one value of the step's variable to the next. */
typedef struct Part {
    const LogView *view;
    size_t *terms;
    size_t stride, index;
} Part;

typedef struct MaxStep {
    const MaxSum *of;
    const PlanStep *step;
    ARRAY(Part) parts;
    uint32_t *values;    /* of each variable */
    size_t block, inner; /* entries of a block, and how many of the last variables it is over */
    uint32_t choices;    /* values of the step's variable */
    int64_t *sums;       /* of a block */
} MaxStep;

static const uint32_t *
result_scope(const MaxStep *w)
{
    return w->of->plan->scopes.at + w->step->result.first;
}

static void
choose_block(MaxStep *w)
{
    const uint32_t *scope = result_scope(w), *sizes = w->of->shape->sizes.at;
    size_t count = w->step->result.count;
    w->block = 1;
    for (w->inner = 0; w->inner < count; w->inner++) {
        uint32_t size = sizes[scope[count - 1 - w->inner]];
        if (w->inner && w->block * size > BLOCK)
            break;
        w->block *= size;
    }
}

/* The next values of scope[from ... to), the last one fastest.  False: they are all 0 again. */
static bool
next_values(MaxStep *w, size_t from, size_t to)
{
    const uint32_t *scope = result_scope(w), *sizes = w->of->shape->sizes.at;
    for (size_t i = to; i-- > from;) {
        if (++w->values[scope[i]] < sizes[scope[i]])
            return true;
        w->values[scope[i]] = 0;
    }
    return false;
}

static void
find_terms(MaxStep *w, Part *p)
{
    size_t count = w->step->result.count, from = count - w->inner;
    bool moves = false;
    for (size_t i = 0; i < p->view->count; i++) {
        for (size_t k = from; k < count; k++)
            moves |= p->view->scope[i] == result_scope(w)[k];
        if (p->view->scope[i] == w->step->variable)
            p->stride = p->view->strides[i];
    }
    if (!moves)
        return;
    p->terms = memory_new(w->block, sizeof *p->terms);
    for (size_t j = 0; j < w->block; j++) {
        p->terms[j] = log_view_index(p->view, w->values) - p->view->offset;
        (void)next_values(w, from, count);
    }
}

static void
start_step(MaxStep *w, const PlanStep *step)
{
    w->step = step;
    w->choices = step->variable == NO_VARIABLE ? 1 : w->of->shape->sizes.at[step->variable];
    choose_block(w);
    w->sums = memory_new(w->block, sizeof *w->sums);
    for (size_t i = 0; i < step->result.count; i++)
        w->values[result_scope(w)[i]] = 0;
    if (step->variable != NO_VARIABLE)
        w->values[step->variable] = 0;
    for (size_t i = 0; i < step->factors; i++) {
        size_t factor = w->of->plan->consumed.at[step->first_factor + i];
        Part part = {.view = &w->of->views.at[factor]};
        find_terms(w, &part);
        array_push(&w->parts, part);
    }
}

static void
end_step(MaxStep *w)
{
    for (size_t i = 0; i < w->parts.count; i++)
        memory_free(w->parts.at[i].terms);
    w->parts.count = 0;
    memory_free(w->sums);
}

/* What stays within the block, added up for this value of the step's variable. */
static int64_t
sum_of_still(const MaxStep *w, uint32_t choice)
{
    int64_t sum = 0;
    for (size_t i = 0; i < w->parts.count && sum >= 0; i++) {
        const Part *p = &w->parts.at[i];
        if (!p->terms)
            sum += p->view->at[p->index + choice * p->stride];
    }
    return sum;
}

static void
add_part(int64_t *sums, const Part *p, uint32_t choice, size_t count)
{
    const int64_t *from = p->view->at + p->index + choice * p->stride;
    for (size_t j = 0; j < count; j++) {
        int64_t sum = sums[j] + from[p->terms[j]];
        sums[j] = sum < 0 ? LOG_NEVER : sum;
    }
}

/* One block of the result. */
static void
run_block(MaxStep *w, int64_t *to)
{
    for (size_t i = 0; i < w->parts.count; i++)
        w->parts.at[i].index = log_view_index(w->parts.at[i].view, w->values);
    for (size_t j = 0; j < w->block; j++)
        to[j] = LOG_NEVER;
    for (uint32_t choice = 0; choice < w->choices; choice++) {
        int64_t still = sum_of_still(w, choice);
        if (still < 0)
            continue;
        for (size_t j = 0; j < w->block; j++)
            w->sums[j] = still;
        for (size_t i = 0; i < w->parts.count; i++)
            if (w->parts.at[i].terms)
                add_part(w->sums, &w->parts.at[i], choice, w->block);
        for (size_t j = 0; j < w->block; j++)
            to[j] = w->sums[j] > to[j] ? w->sums[j] : to[j];
    }
}

static bool
run_step(MaxStep *w, const PlanStep *step, int64_t *to, size_t entries, Budget *b)
{
    start_step(w, step);
    uint64_t work = (uint64_t)w->block * w->choices * (1 + w->parts.count);
    bool going = true;
    for (size_t at = 0; at < entries && going; at += w->block) {
        run_block(w, to + at);
        (void)next_values(w, 0, step->result.count - w->inner);
        b->done += (uint64_t)w->block * w->choices;
        going = budget_step(b, 1 + work / 64);
    }
    end_step(w);
    return going;
}

/* The result of a step as a view; its table is made. */
static LogView
result_view(MaxSum *m, const PlanStep *step, int64_t *made)
{
    const uint32_t *scope = m->plan->scopes.at + step->result.first;
    LogView v = {made, 0, scope, m->strides.at + step->result.first, step->result.count, 0};
    size_t stride = 1;
    for (size_t i = v.count; i-- > 0;) {
        m->strides.at[step->result.first + i] = stride;
        stride *= m->shape->sizes.at[scope[i]];
    }
    for (size_t i = 0; i < step->factors; i++)
        v.error += m->views.at[m->plan->consumed.at[step->first_factor + i]].error;
    return v;
}

bool
max_sum_run(MaxSum *m, const Shape *s, const Plan *p, const View *tables, Budget *b)
{
    *m = (MaxSum){.shape = s, .plan = p};
    array_add_zeroed(&m->strides, p->scopes.count + 1);
    b->total = plan_figure(p->cost);
    b->done = 0;
    MaxStep w = {.of = m, .values = memory_new(s->sizes.count + 1, sizeof *w.values)};
    bool going = add_tables(m, tables, b);
    for (size_t i = 0; i < p->steps.count && going; i++) {
        const PlanStep *step = &p->steps.at[i];
        size_t entries = scope_entries(s, p->scopes.at + step->result.first, step->result.count);
        int64_t *made = memory_new(entries, sizeof *made);
        array_push(&m->made, made);
        going = run_step(&w, step, made, entries, b);
        array_push(&m->views, result_view(m, step, made));
    }
    array_clear(&w.parts);
    memory_free(w.values);
    return going;
}
