/* carry.c -- see carry.h. */
#include "tests/bench/networks/carry.h"

#include "tests/bench/networks/clock.h"
#include "tests/bench/networks/floor.h"

#include <math.h>

enum { LOOK = 4096 }; /* products of mpq between two looks at the clock */

/* ---- cells ---- */

static void
cells_init(Cells *c, size_t count, bool exact)
{
    *c = (Cells){.count = count};
    if (!exact)
        c->floats = memory_new(count, sizeof *c->floats);
    else
        c->exact = memory_new(count, sizeof *c->exact);
    for (size_t i = 0; exact && i < count; i++)
        mpq_init(c->exact[i]);
}

static void
cells_clear(Cells *c)
{
    for (size_t i = 0; c->exact && i < c->count; i++)
        mpq_clear(c->exact[i]);
    memory_free(c->exact);
    memory_free(c->floats);
    *c = (Cells){0};
}

static void
cells_read(Cells *to, const Table *t, bool exact)
{
    mpq_t q;
    mpq_init(q);
    cells_init(to, t->count, exact);
    for (size_t i = 0; i < t->count; i++) {
        mpq_set_ui(q, 0, 1);
        table_read(mpq_numref(q), t, i);
        if (!t->whole)
            mpz_set(mpq_denref(q), t->denominator);
        mpq_canonicalize(q);
        if (exact)
            mpq_set(to->exact[i], q);
        else
            to->floats[i] = mpq_get_d(q);
    }
    mpq_clear(q);
}

/* ---- one sum ---- */

static void
multiply(const Carry *c, mpq_t product, const size_t *index)
{
    mpq_set_ui(product, 1, 1);
    for (size_t i = 1; i < c->sum.readings.count && mpq_sgn(product); i++)
        mpq_mul(product, product, c->cells[c->sum.readings.at[i].table].exact[index[i]]);
}

static void
add_exactly(Carry *c, mpq_t *to)
{
    const Sum *s = &c->sum;
    size_t width = s->readings.count, last = s->axes.count - 1, looked = 0;
    size_t *index = memory_new(width, sizeof *index);
    size_t *digits = memory_new(s->axes.count, sizeof *digits);
    mpq_t product;
    mpq_init(product);
    for (size_t i = 0; i < width; i++)
        index[i] = s->readings.at[i].offset;
    do {
        for (size_t k = 0; k < s->axes.at[last].size && !c->late; k++) {
            multiply(c, product, index);
            mpq_add(to[index[0]], to[index[0]], product);
            for (size_t i = 0; i < width; i++)
                index[i] += s->steps.at[last * width + i];
            if (++looked % LOOK == 0)
                c->late = budget_now() > c->deadline;
        }
        for (size_t i = 0; i < width; i++)
            index[i] -= s->steps.at[last * width + i] * s->axes.at[last].size;
    } while (!c->late && sum_next(s, digits, index));
    mpq_clear(product);
    memory_free(digits);
    memory_free(index);
}

/* The sum of the readings into fresh cells. */
static void
add_up(Carry *c, Cells *to, size_t count)
{
    cells_init(to, count, c->exact);
    sum_order(&c->sum, c->elimination);
    if (c->exact) {
        add_exactly(c, to->exact);
        return;
    }
    size_t width = c->sum.readings.count;
    double **tables = memory_new(width, sizeof *tables);
    tables[0] = to->floats;
    for (size_t i = 1; i < width; i++)
        tables[i] = c->cells[c->sum.readings.at[i].table].floats;
    c->products += floor_sum(&c->sum, tables);
    floor_scale(to->floats, count);
    memory_free(tables);
    c->late = c->late || budget_now() > c->deadline;
}

static void
begin_sum(Carry *c, Reading target)
{
    c->sum.readings.count = 0;
    array_push(&c->sum.readings, target);
}

/* Table's cells are read, if it has any: an adjoint without says nothing. */
static void
add_reading(Carry *c, Reading r)
{
    if (c->cells[r.table].count)
        array_push(&c->sum.readings, r);
}

/* What a step consumes, but for one. */
static void
add_consumed(Carry *c, size_t step, size_t but)
{
    const Plan *p = &c->elimination->plan;
    const PlanStep *s = &p->steps.at[step];
    for (size_t i = 0; i < s->factors; i++)
        if (i != but)
            add_reading(c, elimination_factor(c->elimination, p->consumed.at[s->first_factor + i]));
}

/* ---- forwards ---- */

static bool
is_result(const Carry *c, size_t factor)
{
    return factor >= c->elimination->network.shape.factors.count;
}

static void
step_forward(Carry *c, size_t step)
{
    const Elimination *e = c->elimination;
    const PlanStep *s = &e->plan.steps.at[step];
    size_t mine = elimination_first_result(e) + step;
    begin_sum(c, elimination_factor(e, e->network.shape.factors.count + step));
    add_consumed(c, step, SIZE_MAX);
    add_up(c, &c->cells[mine], e->sizes[step]);
    for (size_t i = 0; !e->all && i < s->factors; i++) {
        size_t factor = e->plan.consumed.at[s->first_factor + i];
        if (is_result(c, factor))
            cells_clear(&c->cells[elimination_factor(e, factor).table]);
    }
}

/* The product of all that is left, over the variable of each head. */
static void
read_heads(Carry *c)
{
    const Elimination *e = c->elimination;
    size_t factors = e->network.shape.factors.count + e->plan.steps.count;
    bool *consumed = memory_new(factors, sizeof *consumed);
    for (size_t i = 0; i < e->plan.consumed.count; i++)
        consumed[e->plan.consumed.at[i]] = true;
    for (size_t i = 0; i < e->network.heads.count; i++) {
        const Place *p = &e->network.heads.at[i];
        size_t one = 1;
        if (p->fixed)
            continue;
        begin_sum(c, (Reading){.scope = &p->at, .strides = &one, .count = 1});
        for (size_t f = 0; f < factors; f++)
            if (!consumed[f])
                add_reading(c, elimination_factor(e, f));
        add_up(c, &c->marginals[p->at], e->network.shape.sizes.at[p->at]);
    }
    memory_free(consumed);
}

/* ---- and back ---- */

/* The smallest result that a step consumes, or none. */
static size_t
smallest_result(const Carry *c, size_t step)
{
    const Plan *p = &c->elimination->plan;
    const PlanStep *s = &p->steps.at[step];
    size_t found = SIZE_MAX, first = c->elimination->network.shape.factors.count;
    for (size_t i = 0; i < s->factors; i++) {
        size_t factor = p->consumed.at[s->first_factor + i];
        if (is_result(c, factor) && (found == SIZE_MAX || c->elimination->sizes[factor - first] <
                                                              c->elimination->sizes[found]))
            found = factor - first;
    }
    return found;
}

static void
find_marginal(Carry *c, size_t step)
{
    const Elimination *e = c->elimination;
    const PlanStep *s = &e->plan.steps.at[step];
    size_t one = 1, small = smallest_result(c, step);
    begin_sum(c, (Reading){.scope = &s->variable, .strides = &one, .count = 1});
    if (small == SIZE_MAX) {
        add_reading(c, elimination_adjoint(e, step));
        add_consumed(c, step, SIZE_MAX);
    } else {
        add_reading(c, elimination_adjoint(e, small));
        add_reading(c, elimination_factor(e, e->network.shape.factors.count + small));
    }
    add_up(c, &c->marginals[s->variable], e->network.shape.sizes.at[s->variable]);
}

static void
step_back(Carry *c, size_t step)
{
    const Elimination *e = c->elimination;
    const PlanStep *s = &e->plan.steps.at[step];
    size_t first = e->network.shape.factors.count;
    for (size_t i = 0; i < s->factors && !c->late; i++) {
        size_t factor = e->plan.consumed.at[s->first_factor + i];
        if (!is_result(c, factor))
            continue;
        begin_sum(c, elimination_adjoint(e, factor - first));
        add_reading(c, elimination_adjoint(e, step));
        add_consumed(c, step, i);
        if (c->sum.readings.count > 1)
            add_up(c, &c->cells[elimination_first_adjoint(e) + factor - first],
                   e->sizes[factor - first]);
    }
    if (s->variable != NO_VARIABLE && !c->late)
        find_marginal(c, step);
    for (size_t i = 0; i < s->factors; i++)
        if (is_result(c, e->plan.consumed.at[s->first_factor + i]))
            cells_clear(&c->cells[elimination_factor(e, e->plan.consumed.at[s->first_factor + i])
                                      .table]);
    cells_clear(&c->cells[elimination_first_adjoint(e) + step]);
}

/* ---- all of it ---- */

static size_t
table_count(const Elimination *e)
{
    return elimination_first_adjoint(e) + e->plan.steps.count;
}

void
carry_run(Carry *c, const Elimination *e, bool exact, double most_seconds)
{
    *c = (Carry){.elimination = e, .exact = exact};
    c->cells = memory_new(table_count(e), sizeof *c->cells);
    c->marginals = memory_new(e->network.shape.sizes.count, sizeof *c->marginals);
    for (size_t i = 0; i < e->network.tables.count; i++)
        cells_read(&c->cells[i], &e->network.tables.at[i], exact);
    double start = clock_spent();
    c->deadline = budget_now() + (int64_t)(most_seconds * 1e9);
    for (size_t i = 0; i < e->plan.steps.count && !c->late; i++)
        step_forward(c, i);
    for (size_t i = e->plan.steps.count; e->all && i-- > 0 && !c->late;)
        step_back(c, i);
    if (!e->all && !c->late)
        read_heads(c);
    c->seconds = clock_spent() - start;
}

void
carry_clear(Carry *c)
{
    for (size_t i = 0; i < table_count(c->elimination); i++)
        cells_clear(&c->cells[i]);
    for (size_t i = 0; i < c->elimination->network.shape.sizes.count; i++)
        cells_clear(&c->marginals[i]);
    memory_free(c->cells);
    memory_free(c->marginals);
    sum_clear(&c->sum);
}

/* ---- against the engine ---- */

/* How far cell i, over the sum of all, is from the probability q. */
static double
cell_distance(const Cells *m, size_t i, const mpq_t q)
{
    if (m->floats) {
        double sum = 0;
        for (size_t k = 0; k < m->count; k++)
            sum += m->floats[k];
        return fabs(m->floats[i] / sum - mpq_get_d(q));
    }
    mpq_t sum;
    mpq_init(sum);
    for (size_t k = 0; k < m->count; k++)
        mpq_add(sum, sum, m->exact[k]);
    mpq_mul(sum, sum, q);
    bool same = mpq_equal(sum, m->exact[i]);
    mpq_clear(sum);
    return same ? 0 : 1;
}

double
carry_distance(const Carry *c, const Matrix *answer, size_t head)
{
    const Network *n = &c->elimination->network;
    const Place *p = &n->heads.at[head];
    if (p->fixed)
        return 0;
    const Cells *m = &c->marginals[p->at];
    double most = 0;
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < m->count; i++) {
        uint32_t label = p->some ? n->labels.at[p->first + i] : (uint32_t)i;
        matrix_entry(q, answer, 0, &label);
        double d = cell_distance(m, i, q);
        most = d > most ? d : most;
    }
    mpq_clear(q);
    return most;
}
