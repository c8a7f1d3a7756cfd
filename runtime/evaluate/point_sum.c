/* point_sum.c -- see point_sum.h.
 *
 * Each step, and the answer at the end, is a walk: a loop for each variable, the summed ones
 * inside.  A factor is multiplied in at the innermost loop that it depends on, so most products
 * stand still while the loops inside go round. */
#include "evaluate/point_sum.h"

#include "base/saturate.h"

enum { LOOK = 4096, STEP_WORK = 16 };

void
point_table_init(PointTable *t, size_t count)
{
    *t = (PointTable){memory_new(count, sizeof *t->at), count};
}

void
point_table_clear(PointTable *t)
{
    memory_free(t->at);
    *t = (PointTable){0};
}

void
point_table_take(PointTable *to, PointTable *from)
{
    point_table_clear(to);
    *to = *from;
    *from = (PointTable){0};
}

void
point_sum_init(PointSum *s)
{
    *s = (PointSum){0};
    plan_init(&s->plan);
    array_reserve(&s->shape.scopes, 1);
}

void
point_sum_clear(PointSum *s)
{
    shape_clear(&s->shape);
    array_clear(&s->tables);
    array_clear(&s->kept);
    plan_clear(&s->plan);
}

uint32_t
point_sum_add_variable(PointSum *s, uint32_t size, bool kept)
{
    uint32_t v = (uint32_t)s->shape.sizes.count;
    array_push(&s->shape.sizes, size);
    array_push(&s->shape.roles, kept ? ROLE_KEPT : ROLE_SUMMED);
    if (kept)
        array_push(&s->kept, v);
    return v;
}

void
point_sum_add_factor(PointSum *s, size_t table, const uint32_t *scope, size_t count)
{
    array_push(&s->shape.factors, ((Scope){.first = s->shape.scopes.count, .count = count,
                                           .bits = 64}));
    array_push(&s->tables, table);
    for (size_t i = 0; i < count; i++)
        array_push(&s->shape.scopes, scope[i]);
}

/* ---- walks ---- */

/* An operand moves by `stride` entries when the loop of `axis` goes on. */
typedef struct Move {
    size_t operand, stride;
} Move;

typedef struct Axis {
    uint32_t variable, size, at;
    ARRAY(Move) moves;
    ARRAY(size_t) ends; /* the operands of which it is the innermost axis */
    uint64_t product;   /* of all operands that end outside */
} Axis;

typedef struct Walk {
    const PointSum *sum;
    ARRAY(Axis) axes;
    size_t kept;            /* so many of them, the first, are the answer's */
    ARRAY(size_t) factors;  /* the operands, as the plan numbers them */
    ARRAY(size_t) constant; /* operands without axes */
    ARRAY(const uint64_t *) at;
    uint32_t *axis_of; /* of each variable, plus 1; borrowed, zeros between walks */
} Walk;

static void
walk_clear(Walk *w)
{
    for (size_t i = 0; i < w->axes.count; i++) {
        array_clear(&w->axes.at[i].moves);
        array_clear(&w->axes.at[i].ends);
    }
    array_clear(&w->axes);
    array_clear(&w->factors);
    array_clear(&w->constant);
    array_clear(&w->at);
}

static void
add_axis(Walk *w, uint32_t variable)
{
    array_push(&w->axes, ((Axis){.variable = variable, .size = w->sum->shape.sizes.at[variable]}));
}

static const uint32_t *
scope_of(const PointSum *s, size_t factor, size_t *count)
{
    size_t first = s->shape.factors.count;
    const Scope *scope = factor < first ? &s->shape.factors.at[factor]
                                        : &s->plan.steps.at[factor - first].result;
    *count = scope->count;
    return (factor < first ? s->shape.scopes.at : s->plan.scopes.at) + scope->first;
}

static void
add_operand(Walk *w, size_t factor)
{
    size_t count, stride = 1, operand = w->factors.count, last = 0;
    const uint32_t *scope = scope_of(w->sum, factor, &count);
    array_push(&w->factors, factor);
    for (size_t i = count; i-- > 0;) {
        size_t axis = w->axis_of[scope[i]] - 1;
        array_push(&w->axes.at[axis].moves, ((Move){operand, stride}));
        stride *= w->axes.at[axis].size;
        last = axis > last ? axis : last;
    }
    if (count)
        array_push(&w->axes.at[last].ends, operand);
    else
        array_push(&w->constant, operand);
}

static void
set_axes(Walk *w, bool on)
{
    for (size_t i = 0; i < w->axes.count; i++)
        w->axis_of[w->axes.at[i].variable] = on ? (uint32_t)i + 1 : 0;
}

/* The walk of a step. */
static void
walk_step(Walk *w, const PointSum *s, size_t step, uint32_t *axis_of)
{
    const PlanStep *p = &s->plan.steps.at[step];
    *w = (Walk){.sum = s, .kept = p->result.count, .axis_of = axis_of};
    for (size_t i = 0; i < p->result.count; i++)
        add_axis(w, s->plan.scopes.at[p->result.first + i]);
    if (p->variable != NO_VARIABLE)
        add_axis(w, p->variable);
    set_axes(w, true);
    for (size_t i = 0; i < p->factors; i++)
        add_operand(w, s->plan.consumed.at[p->first_factor + i]);
    set_axes(w, false);
}

/* The walk of what no step has consumed. */
static void
walk_answer(Walk *w, const PointSum *s, uint32_t *axis_of)
{
    size_t count = s->shape.factors.count + s->plan.steps.count;
    bool *gone = memory_new(count, sizeof *gone);
    *w = (Walk){.sum = s, .kept = s->kept.count, .axis_of = axis_of};
    for (size_t i = 0; i < s->kept.count; i++)
        add_axis(w, s->kept.at[i]);
    for (size_t i = 0; i < s->plan.late.count; i++)
        add_axis(w, s->plan.late.at[i]);
    for (size_t i = 0; i < s->plan.consumed.count; i++)
        gone[s->plan.consumed.at[i]] = true;
    set_axes(w, true);
    for (size_t i = 0; i < count; i++)
        if (!gone[i])
            add_operand(w, i);
    set_axes(w, false);
    memory_free(gone);
}

/* How many multiplications it takes. */
static uint64_t
walk_work(const Walk *w)
{
    uint64_t work = STEP_WORK + w->constant.count, rounds = 1;
    for (size_t i = 0; i < w->axes.count; i++) {
        const Axis *a = &w->axes.at[i];
        rounds = saturate_times(rounds, a->size);
        work = saturate_plus(work, saturate_times(rounds, 1 + a->ends.count));
    }
    return work;
}

static uint64_t
walk_entries(const Walk *w)
{
    uint64_t entries = 1;
    for (size_t i = 0; i < w->kept; i++)
        entries = saturate_times(entries, w->axes.at[i].size);
    return entries;
}

static inline uint64_t
multiply(const Walk *w, const PointField *f, uint64_t product, const size_t *operands, size_t count)
{
    for (size_t i = 0; i < count; i++)
        product = point_times(f, product, *w->at.at[operands[i]]);
    return product;
}

/* The next place of all axes but the last: the outermost axis that moved; or the number of axes,
 * past the last place. */
static size_t
next(Walk *w)
{
    for (size_t i = w->axes.count - 1; i-- > 0;) {
        Axis *a = &w->axes.at[i];
        bool over = ++a->at == a->size;
        for (size_t k = 0; k < a->moves.count; k++) {
            const Move *m = &a->moves.at[k];
            if (over)
                w->at.at[m->operand] -= m->stride * (a->size - 1);
            else
                w->at.at[m->operand] += m->stride;
        }
        if (!over)
            return i;
        a->at = 0;
    }
    return w->axes.count;
}

/* Along the last axis: each product to its place, or (summed) all added to the one place. */
static void
run_last(const Walk *w, uint64_t *to, const PointField *f, uint64_t outside)
{
    const Axis *a = &w->axes.at[w->axes.count - 1];
    size_t kept = w->kept == w->axes.count;
    for (size_t v = 0; v < a->size; v++) {
        uint64_t product = outside;
        for (size_t k = 0; k < a->moves.count; k++) {
            const Move *m = &a->moves.at[k];
            product = point_times(f, product, w->at.at[m->operand][v * m->stride]);
        }
        to[v * kept] = kept ? product : point_plus(f, *to, product);
    }
}

/* Carries it out into zeros; the operands' entries are at w->at. */
static bool
walk_run(Walk *w, uint64_t *to, const PointField *f, Budget *b)
{
    uint64_t done = 0, whole = multiply(w, f, f->one, w->constant.at, w->constant.count);
    size_t count = w->axes.count, from = 0;
    if (count == 0) {
        *to = whole;
        return true;
    }
    size_t step = w->kept == count ? w->axes.at[count - 1].size : 1;
    do {
        uint64_t product = from ? w->axes.at[from].product : whole;
        for (size_t i = from; i + 1 < count; i++) {
            w->axes.at[i].product = product;
            product = multiply(w, f, product, w->axes.at[i].ends.at, w->axes.at[i].ends.count);
        }
        run_last(w, to, f, product);
        from = next(w);
        if (from < w->kept)
            to += step;
        if (++done % LOOK == 0 && !budget_step(b, LOOK / 4))
            return false;
    } while (from < count);
    return true;
}

/* ---- the whole ---- */

static bool
note_walk(PointSum *s, Walk *w, uint64_t *made)
{
    s->work = saturate_plus(s->work, walk_work(w));
    *made = saturate_plus(*made, walk_entries(w));
    walk_clear(w);
    return true;
}

Outcome
point_sum_expect(PointSum *s, uint64_t most_work, uint64_t most_entries, Budget *b)
{
    uint64_t made = 0;
    Walk w;
    s->entries = 1;
    for (size_t i = 0; i < s->kept.count; i++)
        s->entries = saturate_times(s->entries, s->shape.sizes.at[s->kept.at[i]]);
    s->room = s->entries;
    if (s->entries > most_entries)
        return OUTCOME_TOO_LARGE;
    bool whole = plan_estimate(&s->plan, &s->shape, most_work, most_entries, b);
    s->room = saturate_plus(s->entries, plan_figure(s->plan.entries));
    s->work = plan_figure(s->plan.cost);
    if (b->stop != STOP_NOT)
        return OUTCOME_STOPPED;
    if (!whole || s->room > most_entries)
        return OUTCOME_TOO_LARGE;
    uint32_t *axis_of = memory_new(s->shape.sizes.count + 1, sizeof *axis_of);
    s->work = 0;
    for (size_t i = 0; i < s->plan.steps.count; i++) {
        walk_step(&w, s, i, axis_of);
        note_walk(s, &w, &made);
    }
    walk_answer(&w, s, axis_of);
    note_walk(s, &w, &made);
    memory_free(axis_of);
    return s->work > most_work ? OUTCOME_TOO_LARGE : OUTCOME_DONE;
}

/* The operands' tables: given ones, and those of earlier steps. */
static bool
run(PointTable *to, Walk *w, const PointTable *tables, const PointTable *made, const PointField *f,
    Budget *b)
{
    size_t first = w->sum->shape.factors.count;
    for (size_t i = 0; i < w->factors.count; i++) {
        size_t n = w->factors.at[i];
        const PointTable *t = n < first ? &tables[w->sum->tables.at[n]] : &made[n - first];
        array_push(&w->at, t->at);
    }
    point_table_init(to, (size_t)walk_entries(w));
    return walk_run(w, to->at, f, b);
}

bool
point_sum_run(PointTable *to, const PointSum *s, const PointTable *tables, const PointField *f,
              Budget *b)
{
    size_t steps = s->plan.steps.count, first = s->shape.factors.count;
    PointTable *made = memory_new(steps + 1, sizeof *made), answer = {0};
    uint32_t *axis_of = memory_new(s->shape.sizes.count + 1, sizeof *axis_of);
    bool ok = true;
    for (size_t i = 0; ok && i <= steps; i++) {
        Walk w;
        if (i < steps)
            walk_step(&w, s, i, axis_of);
        else
            walk_answer(&w, s, axis_of);
        ok = run(i < steps ? &made[i] : &answer, &w, tables, made, f, b);
        for (size_t k = 0; i < steps && k < w.factors.count; k++)
            if (w.factors.at[k] >= first)
                point_table_clear(&made[w.factors.at[k] - first]);
        walk_clear(&w);
    }
    for (size_t i = 0; i < steps; i++)
        point_table_clear(&made[i]);
    point_table_take(to, &answer);
    memory_free(axis_of);
    memory_free(made);
    return ok;
}
