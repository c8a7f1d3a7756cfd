/* solve.c -- the dual of a linear program by cutting planes, and the proofs (linear.h).
 *
 * max b.y where A^T y <= c, over the independent rows: the others have y = 0.  A round solves the
 * program of the columns that were added so far, with |y| <= box, and adds those that its y
 * violates most.  When none is left and no bound of the box counts (has a multiplier that is not
 * 0), the multipliers are q.  When a bound counts, b.y perhaps has no largest value, that is, there
 * is no q: that is decided once, by `prove_feasible`; if there is one, the box grows, which ends
 * since the optimum is attained.  When no y is left, either the box is too small, or c.q has no
 * least value: decided likewise, by `solve_prices`.
 *
 * Where sides are at the border of those that have a q, the y of largest b.y may go on for ever,
 * and the one that was found ends at the box.  Then it is looked for again, among those of this
 * b.y, with the sum of A^T y as large as can be: that has an end, at a vertex (`find_vertex`).
 *
 * Feasible?  max b.y where A^T y <= 0 and the columns' slacks sum to at most one.  Rows are
 * independent, so the y with A^T y <= 0 are a pointed cone, and that sum cuts it to a bounded
 * pyramid: its vertices are 0 and the extreme rays.  An optimum of 0 has multipliers that are a q,
 * any other is at a Farkas vector. */
#include "linear/solve.h"

#include "linear/prices.h"
#include "linear/solver.h"

#include <stdlib.h>

enum { FIRST_BOX = 1000, BOX_TIMES = 1000, COLUMNS_A_ROUND = 12 };

/* ---- ends */

void
linear_end_init(LinearEnd *end)
{
    *end = (LinearEnd){0};
    mpq_init(end->value);
}

void
weights_clear(LinearWeights *q)
{
    for (size_t i = 0; i < q->count; i++)
        mpq_clear(&q->at[i].weight);
    array_clear(q);
}

void
linear_end_clear(LinearEnd *end)
{
    mpq_clear(end->value);
    linear_numbers_clear(&end->y);
    weights_clear(&end->q);
}

static void
reset_end(LinearEnd *end)
{
    linear_end_clear(end);
    linear_end_init(end);
}

void
weights_add(LinearWeights *q, size_t index, const mpq_t weight)
{
    LinearWeight w = {.index = (uint32_t)index};
    mpq_init(&w.weight);
    mpq_set(&w.weight, weight);
    array_push(q, w);
}

static void
set_y(LinearEnd *end, const __mpq_struct *y, uint32_t rows)
{
    linear_numbers_init(&end->y, rows);
    for (uint32_t i = 0; i < rows; i++)
        mpq_set(&end->y.at[i], &y[i]);
}

/* Whole numbers without a common divisor. */
static void
reduce_y(LinearEnd *end)
{
    __mpq_struct **number = memory_new(end->y.count + 1, sizeof *number);
    for (size_t i = 0; i < end->y.count; i++)
        number[i] = &end->y.at[i];
    numbers_reduce(number, end->y.count);
    memory_free(number);
}

void
weights_reduce(LinearWeights *q)
{
    __mpq_struct **number = memory_new(q->count + 1, sizeof *number);
    for (size_t i = 0; i < q->count; i++)
        number[i] = &q->at[i].weight;
    numbers_reduce(number, q->count);
    memory_free(number);
}

/* ---- cutting planes */

/* Of a round: the columns that are violated most, the worst first. */
typedef struct Worst {
    uint32_t count;
    size_t column[COLUMNS_A_ROUND];
    mpq_t excess[COLUMNS_A_ROUND];
} Worst;

typedef struct Cuts {
    const Linear *p;
    int sign;
    uint32_t width; /* how many rows are kept */
    Halfspaces h;   /* two for the box of each, perhaps a leash, then the columns */
    size_t fixed;   /* how many are before the columns */
    ARRAY(size_t) used;
    LinearNumbers objective, y, multiplier; /* width, width, h.count */
    LinearNumbers full;                     /* y for all rows */
    Prices prices;
    Worst worst;
    mpz_t box;
    uint32_t rounds;
} Cuts;

static void
set_box(Cuts *c)
{
    for (size_t i = 0; i < 2 * (size_t)c->width; i++)
        mpq_set_z(&halfspaces_at(&c->h, i)[0], c->box);
}

static void
cuts_init(Cuts *c, const Linear *p, int sign)
{
    *c = (Cuts){.p = p, .sign = sign, .width = (uint32_t)p->kept.count};
    halfspaces_init(&c->h, c->width);
    linear_numbers_init(&c->objective, c->width);
    linear_numbers_init(&c->y, c->width);
    linear_numbers_init(&c->full, p->rows);
    prices_init(&c->prices, p->rows);
    for (uint32_t k = 0; k < COLUMNS_A_ROUND; k++)
        mpq_init(c->worst.excess[k]);
    mpz_init_set_ui(c->box, FIRST_BOX);
    for (uint32_t k = 0; k < c->width; k++) {
        mpq_set(&c->objective.at[k], &p->side.at[p->kept.at[k]]);
        mpq_set_si(&halfspaces_add(&c->h)[k + 1], 1, 1);
        mpq_set_si(&halfspaces_add(&c->h)[k + 1], -1, 1);
    }
    set_box(c);
    c->fixed = c->h.count;
}

static void
cuts_clear(Cuts *c)
{
    halfspaces_clear(&c->h);
    linear_numbers_clear(&c->objective);
    linear_numbers_clear(&c->y);
    linear_numbers_clear(&c->multiplier);
    linear_numbers_clear(&c->full);
    prices_clear(&c->prices);
    for (uint32_t k = 0; k < COLUMNS_A_ROUND; k++)
        mpq_clear(c->worst.excess[k]);
    mpz_clear(c->box);
    array_clear(&c->used);
}

/* Which of the kept rows is this?  UINT32_MAX: none. */
static uint32_t
find_kept(const Linear *p, uint32_t row)
{
    for (uint32_t k = 0; k < p->kept.count; k++)
        if (p->kept.at[k] == row)
            return k;
    return UINT32_MAX;
}

void
solve_add_column(__mpq_struct *to, const Linear *p, size_t column, const mpq_t times)
{
    mpq_t term;
    mpq_init(term);
    for (size_t e = p->column.at[column].start; e < column_end(p, column); e++) {
        uint32_t k = find_kept(p, p->entry.at[e].row);
        if (k == UINT32_MAX)
            continue;
        mpq_mul(term, times, &p->number.at[p->entry.at[e].number]);
        mpq_add(&to[k], &to[k], term);
    }
    mpq_clear(term);
}

static void
use_column(Cuts *c, size_t column)
{
    const Linear *p = c->p;
    const __mpq_struct *cost = &p->number.at[p->column.at[column].cost];
    __mpq_struct *to = halfspaces_add(&c->h);
    if (c->sign > 0)
        mpq_set(&to[0], cost);
    else if (c->sign < 0)
        mpq_neg(&to[0], cost);
    solve_add_column(&to[1], p, column, &p->number.at[NUMBER_ONE]);
    array_push(&c->used, column);
}

/* The slacks of all columns sum to at most their number: no y with A^T y <= 0 gets away. */
static bool
add_leash(Cuts *c, Budget *b)
{
    __mpq_struct *to = halfspaces_add(&c->h);
    const mpq_t *number = (const mpq_t *)c->p->number.at;
    bool going = true;
    mpq_t minus;
    mpq_init(minus);
    mpq_neg(minus, number[NUMBER_ONE]);
    for (size_t j = 0; j < c->p->column.count && going; j++) {
        solve_add_column(&to[1], c->p, j, minus);
        going = budget_step(b, 1);
    }
    mpq_set_ui(&to[0], c->p->column.count, 1);
    mpq_clear(minus);
    c->fixed = c->h.count;
    return going;
}

/* Takes its place among the worst; equal ones in the order of columns. */
static void
consider_column(Worst *w, size_t column, const mpq_t excess)
{
    uint32_t k = w->count;
    if (k == COLUMNS_A_ROUND && mpq_cmp(excess, w->excess[k - 1]) <= 0)
        return;
    if (k < COLUMNS_A_ROUND)
        w->count++;
    else
        k--;
    for (; k > 0 && mpq_cmp(excess, w->excess[k - 1]) > 0; k--) {
        w->column[k] = w->column[k - 1];
        mpq_set(w->excess[k], w->excess[k - 1]);
    }
    w->column[k] = column;
    mpq_set(w->excess[k], excess);
}

static bool
find_worst(Cuts *c, Budget *b)
{
    bool going = true;
    mpq_t excess;
    mpq_init(excess);
    c->worst.count = 0;
    for (uint32_t k = 0; k < c->width; k++)
        mpq_set(&c->full.at[c->p->kept.at[k]], &c->y.at[k]);
    prices_set(&c->prices, c->full.at);
    for (size_t j = 0; j < c->p->column.count && going; j++) {
        if (prices_excess(excess, &c->prices, c->p, j, c->sign) > 0)
            consider_column(&c->worst, j, excess);
        going = budget_step(b, 1);
    }
    mpq_clear(excess);
    return going;
}

/* Is the worst one in the program already?  Then the library's y is none. */
static bool
is_used(const Cuts *c, size_t column)
{
    for (size_t i = 0; i < c->used.count; i++)
        if (c->used.at[i] == column)
            return true;
    return false;
}

/* Until no column is violated; each round has more columns, so this ends. */
static LinearResult
run_cuts(Cuts *c, Budget *b)
{
    for (;;) {
        linear_numbers_clear(&c->multiplier);
        linear_numbers_init(&c->multiplier, c->h.count);
        LinearResult result = solver_maximise((mpq_t *)c->y.at, (mpq_t *)c->multiplier.at, &c->h,
                                              (const mpq_t *)c->objective.at, b);
        c->rounds++;
        if (result != LINEAR_SOLVED)
            return result;
        if (!find_worst(c, b))
            return LINEAR_STOPPED;
        if (c->worst.count == 0)
            return LINEAR_SOLVED;
        if (is_used(c, c->worst.column[0]))
            return LINEAR_UNPROVED;
        for (uint32_t k = 0; k < c->worst.count; k++)
            use_column(c, c->worst.column[k]);
    }
}

static bool
is_boxed(const Cuts *c)
{
    bool boxed = false;
    for (size_t i = 0; i < 2 * (size_t)c->width; i++)
        boxed = boxed || mpq_sgn(&c->multiplier.at[i]) != 0;
    return boxed;
}

static void
grow_box(Cuts *c)
{
    mpz_mul_ui(c->box, c->box, BOX_TIMES);
    set_box(c);
}

static int
compare_weights(const void *a, const void *b)
{
    uint32_t x = ((const LinearWeight *)a)->index, y = ((const LinearWeight *)b)->index;
    return (x > y) - (x < y);
}

static void
take_end(LinearEnd *end, const Cuts *c)
{
    set_y(end, c->full.at, c->p->rows);
    for (size_t i = 0; i < c->used.count; i++)
        if (mpq_sgn(&c->multiplier.at[c->fixed + i]))
            weights_add(&end->q, c->used.at[i], &c->multiplier.at[c->fixed + i]);
    if (end->q.count)
        qsort(end->q.at, end->q.count, sizeof *end->q.at, compare_weights);
    linear_product(end->value, end->y.at, c->p);
}

/* ---- proofs */

bool
solve_check_point(mpq_t value, const Linear *p, const LinearWeights *q, bool ray, int sign)
{
    LinearNumbers sum;
    mpq_t term, times;
    mpq_inits(term, times, NULL);
    linear_numbers_init(&sum, p->rows);
    mpq_set_ui(value, 0, 1);
    bool good = true;
    for (size_t i = 0; i < q->count; i++) {
        size_t j = q->at[i].index;
        good = good && mpq_sgn(&q->at[i].weight) > 0;
        for (size_t e = p->column.at[j].start; e < column_end(p, j); e++) {
            LinearEntry at = p->entry.at[e];
            mpq_mul(term, &p->number.at[at.number], &q->at[i].weight);
            mpq_add(&sum.at[at.row], &sum.at[at.row], term);
        }
        mpq_set_si(times, sign, 1);
        mpq_mul(times, times, &q->at[i].weight);
        mpq_mul(term, times, &p->number.at[p->column.at[j].cost]);
        mpq_add(value, value, term);
    }
    for (uint32_t i = 0; i < p->rows; i++)
        good = good && (ray ? mpq_sgn(&sum.at[i]) == 0 : mpq_equal(&sum.at[i], &p->side.at[i]));
    linear_numbers_clear(&sum);
    mpq_clears(term, times, NULL);
    return good;
}

static bool
check_prices(const Linear *p, const LinearNumbers *y, int sign)
{
    Prices prices;
    Budget none = {0};
    prices_init(&prices, p->rows);
    prices_set(&prices, y->at);
    bool good = prices_hold(&prices, p, sign, &none);
    prices_clear(&prices);
    return good;
}

static LinearResult
prove_solved(LinearEnd *end, const Linear *p, int sign)
{
    mpq_t value;
    mpq_init(value);
    bool good = solve_check_point(value, p, &end->q, false, sign) && mpq_equal(value, end->value) &&
                check_prices(p, &end->y, sign);
    mpq_clear(value);
    return good ? LINEAR_SOLVED : LINEAR_UNPROVED;
}

/* y becomes a Farkas vector in whole numbers, if it is one. */
static LinearResult
prove_infeasible(LinearEnd *end, const Linear *p)
{
    mpq_t value;
    mpq_init(value);
    reduce_y(end);
    linear_product(value, end->y.at, p);
    bool good = mpq_sgn(value) > 0 && check_prices(p, &end->y, 0);
    mpq_clear(value);
    mpq_set_ui(end->value, 0, 1);
    weights_clear(&end->q);
    return good ? LINEAR_INFEASIBLE : LINEAR_UNPROVED;
}

static LinearResult
prove_unbounded(LinearEnd *end, const Linear *p, int sign)
{
    mpq_t value;
    mpq_init(value);
    weights_reduce(&end->q);
    bool good = solve_check_point(value, p, &end->q, true, sign) && mpq_sgn(value) < 0;
    mpq_clear(value);
    mpq_set_ui(end->value, 0, 1);
    linear_numbers_clear(&end->y);
    return good ? LINEAR_UNBOUNDED : LINEAR_UNPROVED;
}

/* ---- ways to the end */

/* Does b break a relation between rows? */
static bool
breaks_relation(LinearEnd *end, const Linear *p)
{
    mpq_t value;
    mpq_init(value);
    int sign = 0;
    for (size_t i = 0; i < p->relation.count && !sign; i += p->rows) {
        linear_product(value, &p->relation.at[i], p);
        sign = mpq_sgn(value);
        if (sign)
            set_y(end, &p->relation.at[i], p->rows);
    }
    for (size_t i = 0; i < end->y.count && sign < 0; i++)
        mpq_neg(&end->y.at[i], &end->y.at[i]);
    mpq_clear(value);
    return sign != 0;
}

/* Is there a q?  SOLVED: yes, this one. */
static LinearResult
prove_feasible(LinearEnd *end, const Linear *p, Budget *b)
{
    Cuts c;
    cuts_init(&c, p, 0);
    LinearResult result = add_leash(&c, b) ? LINEAR_SOLVED : LINEAR_STOPPED;
    while (result == LINEAR_SOLVED && (result = run_cuts(&c, b)) == LINEAR_SOLVED && is_boxed(&c))
        grow_box(&c);
    if (result == LINEAR_SOLVED) {
        take_end(end, &c);
        result = mpq_sgn(end->value) ? prove_infeasible(end, p) : prove_solved(end, p, 0);
    } else if (result == LINEAR_INFEASIBLE) {
        result = LINEAR_UNPROVED; /* y = 0 is there */
    }
    cuts_clear(&c);
    return result;
}

/* q >= 0 with A q = 0 and sign * c.q = -1: the same columns with their costs as one more row. */
LinearResult
solve_prices(LinearEnd *end, const Linear *p, int sign, Budget *b)
{
    Linear wide;
    mpq_t number;
    if (!budget_allows(b, linear_bytes(p->column.count, p->entry.count + p->column.count)))
        return LINEAR_STOPPED;
    linear_init(&wide, p->rows + 1);
    mpq_init(number);
    for (size_t j = 0; j < p->column.count; j++) {
        linear_add_column(&wide, number);
        for (size_t e = p->column.at[j].start; e < column_end(p, j); e++)
            linear_add_entry(&wide, p->entry.at[e].row, &p->number.at[p->entry.at[e].number]);
        linear_add_entry(&wide, p->rows, &p->number.at[p->column.at[j].cost]);
    }
    mpq_set_si(number, -sign, 1);
    linear_set_side(&wide, p->rows, number);
    LinearResult result = solve_signed(end, &wide, 0, b);
    if (result == LINEAR_SOLVED)
        result = prove_unbounded(end, p, sign);
    else if (result == LINEAR_INFEASIBLE)
        result = LINEAR_SOLVED;
    mpq_clear(number);
    linear_clear(&wide);
    return result;
}

/* What a box that counts, or that leaves no y, means.  SOLVED: that it is too small. */
static LinearResult
question_box(LinearEnd *end, const Cuts *c, bool empty, bool *feasible, bool *priced, Budget *b)
{
    LinearResult result = LINEAR_SOLVED;
    if (!*feasible)
        result = prove_feasible(end, c->p, b);
    *feasible = true;
    if (result == LINEAR_SOLVED && empty && !*priced) {
        reset_end(end);
        result = solve_prices(end, c->p, c->sign, b);
        *priced = true;
    }
    if (result == LINEAR_SOLVED)
        reset_end(end);
    return result;
}

/* Does y end at the box? */
static bool
touches_box(const Cuts *c)
{
    bool touches = false;
    mpq_t size;
    mpq_init(size);
    for (uint32_t k = 0; !touches && k < c->width; k++) {
        mpq_abs(size, &c->y.at[k]);
        touches = mpq_cmp_z(size, c->box) == 0;
    }
    mpq_clear(size);
    return touches;
}

/* b.y is at least this, and the sum of A^T y is what is to be large. */
static bool
keep_value(Cuts *c, const mpq_t value, Budget *b)
{
    __mpq_struct *to = halfspaces_add(&c->h);
    bool going = true;
    mpq_neg(&to[0], value);
    for (uint32_t k = 0; k < c->width; k++) {
        mpq_neg(&to[k + 1], &c->objective.at[k]);
        mpq_set_ui(&c->objective.at[k], 0, 1);
    }
    for (size_t j = 0; j < c->p->column.count && going; j++) {
        solve_add_column(c->objective.at, c->p, j, &c->p->number.at[NUMBER_ONE]);
        going = budget_step(b, 1);
    }
    c->fixed = c->h.count;
    return going;
}

/* Another y with the same b.y, which is a vertex. */
static LinearResult
find_vertex(LinearEnd *end, const Linear *p, int sign, const mpz_t box, Budget *b)
{
    Cuts c;
    cuts_init(&c, p, sign);
    mpz_set(c.box, box);
    set_box(&c);
    LinearResult result = keep_value(&c, end->value, b) ? LINEAR_SOLVED : LINEAR_STOPPED;
    while (result == LINEAR_SOLVED && (result = run_cuts(&c, b)) == LINEAR_SOLVED && is_boxed(&c))
        grow_box(&c);
    if (result == LINEAR_SOLVED) {
        linear_numbers_clear(&end->y);
        set_y(end, c.full.at, p->rows);
    }
    end->rounds += c.rounds;
    cuts_clear(&c);
    return result == LINEAR_STOPPED ? LINEAR_STOPPED : LINEAR_SOLVED;
}

static LinearResult
solve_dual(LinearEnd *end, const Linear *p, int sign, Budget *b)
{
    Cuts c;
    bool feasible = false, priced = false;
    LinearResult result;
    cuts_init(&c, p, sign);
    for (size_t i = 0; i < p->point.count; i++)
        use_column(&c, p->point.at[i]);
    for (;;) {
        result = run_cuts(&c, b);
        bool empty = result == LINEAR_INFEASIBLE;
        if (!empty && (result != LINEAR_SOLVED || !is_boxed(&c)))
            break;
        result = question_box(end, &c, empty, &feasible, &priced, b);
        if (result != LINEAR_SOLVED)
            break;
        grow_box(&c);
    }
    if (result == LINEAR_SOLVED) {
        take_end(end, &c);
        if (touches_box(&c))
            result = find_vertex(end, p, sign, c.box, b);
        if (result == LINEAR_SOLVED)
            result = prove_solved(end, p, sign);
    }
    end->rounds += c.rounds;
    end->used = (uint32_t)c.used.count;
    cuts_clear(&c);
    return result;
}

/* Where no row is left, all columns are zero. */
static LinearResult
solve_empty(LinearEnd *end, const Linear *p, int sign)
{
    for (size_t j = 0; j < p->column.count; j++)
        if (sign * mpq_sgn(&p->number.at[p->column.at[j].cost]) < 0) {
            weights_add(&end->q, j, &p->number.at[NUMBER_ONE]);
            return prove_unbounded(end, p, sign);
        }
    linear_numbers_init(&end->y, p->rows);
    return LINEAR_SOLVED;
}

LinearResult
solve_signed(LinearEnd *end, Linear *p, int sign, Budget *b)
{
    reset_end(end);
    if (!linear_rank(p, b))
        return LINEAR_STOPPED;
    if (breaks_relation(end, p))
        return prove_infeasible(end, p);
    if (p->kept.count == 0)
        return solve_empty(end, p, sign);
    return solve_dual(end, p, sign, b);
}

LinearResult
linear_solve(LinearEnd *end, Linear *p, LinearSense sense, Budget *b)
{
    LinearResult result = solve_signed(end, p, sense == LINEAR_LEAST ? 1 : -1, b);
    if (result == LINEAR_SOLVED) {
        p->point.count = 0;
        for (size_t i = 0; i < end->q.count; i++)
            array_push(&p->point, end->q.at[i].index);
    }
    if (result == LINEAR_SOLVED && sense == LINEAR_MOST) {
        mpq_neg(end->value, end->value);
        for (size_t i = 0; i < end->y.count; i++)
            mpq_neg(&end->y.at[i], &end->y.at[i]);
    }
    if (result != LINEAR_SOLVED && result != LINEAR_INFEASIBLE && result != LINEAR_UNBOUNDED)
        reset_end(end);
    return result;
}
