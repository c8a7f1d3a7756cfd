/* law_linear.c -- linear programs against all bases: every set of independent columns (for the
 * dual, of tight inequalities) is tried by elimination over fractions, on random small problems,
 * feasible, infeasible, degenerate, unbounded, with rows that follow from others; and programs of
 * instruments, whose ends hold the truth and are the best of the symbolic bounds. */
#include "linear/linear.h"
#include "tests/law/response.h"
#include "tests/suite.h"

#include <stdio.h>
#include <stdlib.h>

/* Test n has the seeds from n * SEEDS. */
enum { ROUNDS = 20, SEEDS = 20, MOST = 8, PLENTY = 100000 };

/* ---- fractions in rectangles */

typedef struct Table {
    uint32_t rows, columns;
    mpq_t at[MOST][MOST];
} Table;

static void
table_init(Table *t, uint32_t rows, uint32_t columns)
{
    t->rows = rows;
    t->columns = columns;
    for (int i = 0; i < MOST; i++)
        for (int j = 0; j < MOST; j++)
            mpq_init(t->at[i][j]);
}

static void
table_clear(Table *t)
{
    for (int i = 0; i < MOST; i++)
        for (int j = 0; j < MOST; j++)
            mpq_clear(t->at[i][j]);
}

static void
add_times(mpq_t to, const mpq_t a, const mpq_t b)
{
    mpq_t term;
    mpq_init(term);
    mpq_mul(term, a, b);
    mpq_add(to, to, term);
    mpq_clear(term);
}

static void
clear_below_and_above(Table *t, uint32_t row, uint32_t column)
{
    mpq_t times;
    mpq_init(times);
    for (uint32_t i = 0; i < t->rows; i++) {
        if (i == row)
            continue;
        mpq_div(times, t->at[i][column], t->at[row][column]);
        mpq_neg(times, times);
        for (uint32_t j = 0; j < t->columns; j++)
            add_times(t->at[i][j], times, t->at[row][j]);
    }
    mpq_clear(times);
}

/* Gauss and Jordan, on the first `width` columns; the rank. */
static uint32_t
eliminate(Table *t, uint32_t width)
{
    uint32_t rank = 0;
    for (uint32_t j = 0; j < width && rank < t->rows; j++) {
        uint32_t i = rank;
        while (i < t->rows && mpq_sgn(t->at[i][j]) == 0)
            i++;
        if (i == t->rows)
            continue;
        for (uint32_t k = 0; k < t->columns; k++)
            mpq_swap(t->at[i][k], t->at[rank][k]);
        clear_below_and_above(t, rank++, j);
    }
    return rank;
}

/* ---- problems, as a rectangle */

typedef struct Dense {
    Table a;
    mpq_t b[MOST], c[MOST];
} Dense;

static void
dense_init(Dense *d, uint32_t rows, uint32_t columns)
{
    table_init(&d->a, rows, columns);
    for (int i = 0; i < MOST; i++)
        mpq_inits(d->b[i], d->c[i], NULL);
}

static void
dense_clear(Dense *d)
{
    table_clear(&d->a);
    for (int i = 0; i < MOST; i++)
        mpq_clears(d->b[i], d->c[i], NULL);
}

static void
draw_number(mpq_t to, Random *r)
{
    static const int over[] = {0, 0, 0, 1, 1, 1, 1, 1, 1, -1, 2, 1, 3000000};
    static const unsigned under[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 7};
    uint32_t i = random_below(r, COUNT(over) - random_below(r, 2));
    mpq_set_si(to, over[i], under[i]);
}

/* b from a q with few weights, or with none known. */
static void
draw_sides(Dense *d, Random *r)
{
    mpq_t q;
    mpq_init(q);
    bool feasible = random_below(r, 3) != 0;
    for (uint32_t i = 0; i < d->a.rows && !feasible; i++)
        draw_number(d->b[i], r);
    for (uint32_t j = 0; j < d->a.columns && feasible; j++) {
        mpq_set_ui(q, random_below(r, 2) * random_below(r, 5), 1 + random_below(r, 3));
        mpq_canonicalize(q);
        for (uint32_t i = 0; i < d->a.rows; i++)
            add_times(d->b[i], q, d->a.at[i][j]);
    }
    mpq_clear(q);
}

/* The last row follows from others, perhaps but for its side. */
static void
repeat_row(Dense *d, Random *r)
{
    uint32_t last = d->a.rows - 1, x = random_below(r, last), y = random_below(r, last);
    for (uint32_t j = 0; j < d->a.columns; j++)
        mpq_add(d->a.at[last][j], d->a.at[x][j], d->a.at[y][j]);
}

static void
draw_problem(Dense *d, Random *r)
{
    uint32_t rows = 1 + random_below(r, 4), columns = random_below(r, MOST);
    bool weights = random_below(r, 3) != 0;
    dense_init(d, rows, columns);
    for (uint32_t j = 0; j < columns; j++) {
        for (uint32_t i = 0; i < rows; i++)
            draw_number(d->a.at[i][j], r);
        if (weights)
            mpq_set_ui(d->a.at[0][j], 1, 1);
        draw_number(d->c[j], r);
    }
    if (rows > 1 && random_below(r, 2))
        repeat_row(d, r);
    draw_sides(d, r);
}

static void
make_linear(Linear *p, const Dense *d)
{
    linear_init(p, d->a.rows);
    for (uint32_t i = 0; i < d->a.rows; i++)
        linear_set_side(p, i, d->b[i]);
    for (uint32_t j = 0; j < d->a.columns; j++) {
        linear_add_column(p, d->c[j]);
        for (uint32_t i = 0; i < d->a.rows; i++)
            linear_add_entry(p, i, d->a.at[i][j]);
    }
}

/* ---- all vertices, the slow way */

typedef struct Vertices {
    uint32_t count, width;
    mpq_t at[300][MOST];
} Vertices;

static void
vertices_init(Vertices *v, uint32_t width)
{
    v->count = 0;
    v->width = width;
}

static void
vertices_clear(Vertices *v)
{
    for (uint32_t i = 0; i < v->count; i++)
        for (uint32_t k = 0; k < MOST; k++)
            mpq_clear(v->at[i][k]);
}

/* Unless it is there. */
static void
add_vertex(Vertices *v, const mpq_t *point)
{
    for (uint32_t i = 0; i < v->count; i++) {
        bool same = true;
        for (uint32_t k = 0; k < v->width; k++)
            same = same && mpq_equal(v->at[i][k], point[k]);
        if (same)
            return;
    }
    ck_assert_uint_lt(v->count, COUNT(v->at));
    for (uint32_t k = 0; k < MOST; k++) {
        mpq_init(v->at[v->count][k]);
        if (k < v->width)
            mpq_set(v->at[v->count][k], point[k]);
    }
    v->count++;
}

/* The unique q on the columns of `set` with A q = b, if there is one and it is not negative. */
static void
try_columns(Vertices *to, const Table *a, const mpq_t *b, uint32_t set)
{
    Table t;
    uint32_t column[MOST], count = 0;
    mpq_t q[MOST];
    table_init(&t, a->rows, 0);
    for (uint32_t j = 0; j < a->columns; j++)
        if (set >> j & 1)
            column[count++] = j;
    t.columns = count + 1;
    for (uint32_t i = 0; i < a->rows; i++) {
        for (uint32_t k = 0; k < count; k++)
            mpq_set(t.at[i][k], a->at[i][column[k]]);
        mpq_set(t.at[i][count], b[i]);
    }
    bool good = eliminate(&t, count) == count;
    for (uint32_t j = 0; j < MOST; j++)
        mpq_init(q[j]);
    for (uint32_t i = 0; i < a->rows && good; i++) {
        if (i >= count) {
            good = mpq_sgn(t.at[i][count]) == 0;
            continue;
        }
        mpq_div(q[column[i]], t.at[i][count], t.at[i][i]);
        good = mpq_sgn(q[column[i]]) >= 0;
    }
    if (good)
        add_vertex(to, (const mpq_t *)q);
    for (uint32_t j = 0; j < MOST; j++)
        mpq_clear(q[j]);
    table_clear(&t);
}

/* Of {A q = b, q >= 0}. */
static void
find_vertices(Vertices *to, const Table *a, const mpq_t *b)
{
    vertices_init(to, a->columns);
    for (uint32_t set = 0; set < 1U << a->columns; set++)
        if ((uint32_t)__builtin_popcount(set) <= a->rows)
            try_columns(to, a, b, set);
}

/* Extreme rays of {A q = 0, q >= 0}, summing to one. */
static void
find_rays(Vertices *to, const Table *a)
{
    Table t;
    mpq_t b[MOST];
    table_init(&t, a->rows + 1, a->columns);
    for (uint32_t i = 0; i < MOST; i++)
        mpq_init(b[i]);
    for (uint32_t j = 0; j < a->columns; j++) {
        for (uint32_t i = 0; i < a->rows; i++)
            mpq_set(t.at[i][j], a->at[i][j]);
        mpq_set_ui(t.at[a->rows][j], 1, 1);
    }
    mpq_set_ui(b[a->rows], 1, 1);
    find_vertices(to, &t, (const mpq_t *)b);
    for (uint32_t i = 0; i < MOST; i++)
        mpq_clear(b[i]);
    table_clear(&t);
}

static void
product(mpq_t to, const mpq_t *a, const mpq_t *b, uint32_t count)
{
    mpq_set_ui(to, 0, 1);
    for (uint32_t i = 0; i < count; i++)
        add_times(to, a[i], b[i]);
}

/* ---- one end against them */

/* sign * (y.A_j - c_j) <= 0 in all columns (for a ray, without c). */
static void
require_prices(const Dense *d, const mpq_t *y, int sign, bool ray)
{
    mpq_t sum;
    mpq_init(sum);
    for (uint32_t j = 0; j < d->a.columns; j++) {
        mpq_set_ui(sum, 0, 1);
        for (uint32_t i = 0; i < d->a.rows; i++)
            add_times(sum, y[i], d->a.at[i][j]);
        if (!ray)
            mpq_sub(sum, sum, d->c[j]);
        ck_assert_int_le(sign * mpq_sgn(sum), 0);
    }
    mpq_clear(sum);
}

static void
require_solved(const Dense *d, const LinearEnd *end, int sign, const Vertices *all)
{
    mpq_t value, least;
    mpq_inits(value, least, NULL);
    product(least, (const mpq_t *)all->at[0], (const mpq_t *)d->c, d->a.columns);
    for (uint32_t i = 1; i < all->count; i++) {
        product(value, (const mpq_t *)all->at[i], (const mpq_t *)d->c, d->a.columns);
        if (sign * mpq_cmp(value, least) < 0)
            mpq_set(least, value);
    }
    ck_assert(mpq_equal(least, end->value));
    product(value, (const mpq_t *)end->y.at, (const mpq_t *)d->b, d->a.rows);
    ck_assert(mpq_equal(value, end->value));
    require_prices(d, (const mpq_t *)end->y.at, sign, false);
    mpq_t q[MOST];
    for (uint32_t j = 0; j < MOST; j++)
        mpq_init(q[j]);
    for (size_t i = 0; i < end->q.count; i++)
        mpq_set(q[end->q.at[i].index], &end->q.at[i].weight);
    product(value, (const mpq_t *)q, (const mpq_t *)d->c, d->a.columns);
    ck_assert(mpq_equal(value, end->value));
    bool vertex = false;
    for (uint32_t i = 0; i < all->count; i++) {
        bool same = true;
        for (uint32_t j = 0; j < d->a.columns; j++)
            same = same && mpq_equal(q[j], all->at[i][j]);
        vertex = vertex || same;
    }
    ck_assert(vertex);
    for (uint32_t j = 0; j < MOST; j++)
        mpq_clear(q[j]);
    mpq_clears(value, least, NULL);
}

/* The rank of the columns with y.A_j = 0, and of all. */
static void
require_extreme(const Dense *d, const mpq_t *y)
{
    Table tight, all;
    mpq_t sum;
    mpq_init(sum);
    table_init(&tight, d->a.rows, d->a.columns);
    table_init(&all, d->a.rows, d->a.columns);
    for (uint32_t j = 0; j < d->a.columns; j++) {
        mpq_set_ui(sum, 0, 1);
        for (uint32_t i = 0; i < d->a.rows; i++)
            add_times(sum, y[i], d->a.at[i][j]);
        for (uint32_t i = 0; i < d->a.rows; i++) {
            mpq_set(all.at[i][j], d->a.at[i][j]);
            if (mpq_sgn(sum) == 0)
                mpq_set(tight.at[i][j], d->a.at[i][j]);
        }
    }
    uint32_t rank = eliminate(&tight, d->a.columns), full = eliminate(&all, d->a.columns);
    ck_assert(rank == full || rank + 1 == full);
    table_clear(&tight);
    table_clear(&all);
    mpq_clear(sum);
}

static void
require_whole(const mpq_t *number, uint32_t count)
{
    mpz_t divisor;
    mpz_init(divisor);
    for (uint32_t i = 0; i < count; i++) {
        ck_assert_int_eq(mpz_cmp_ui(mpq_denref(number[i]), 1), 0);
        mpz_gcd(divisor, divisor, mpq_numref(number[i]));
    }
    ck_assert_int_eq(mpz_cmp_ui(divisor, 1), 0);
    mpz_clear(divisor);
}

static void
require_infeasible(const Dense *d, const LinearEnd *end)
{
    mpq_t value;
    mpq_init(value);
    product(value, (const mpq_t *)end->y.at, (const mpq_t *)d->b, d->a.rows);
    ck_assert_int_gt(mpq_sgn(value), 0);
    require_prices(d, (const mpq_t *)end->y.at, 1, true);
    require_extreme(d, (const mpq_t *)end->y.at);
    require_whole((const mpq_t *)end->y.at, d->a.rows);
    ck_assert_uint_eq(end->q.count, 0);
    mpq_clear(value);
}

static void
require_unbounded(const Dense *d, const LinearEnd *end, int sign)
{
    mpq_t sum;
    mpq_init(sum);
    for (uint32_t i = 0; i <= d->a.rows; i++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t k = 0; k < end->q.count; k++) {
            uint32_t j = end->q.at[k].index;
            ck_assert_int_gt(mpq_sgn(&end->q.at[k].weight), 0);
            add_times(sum, i < d->a.rows ? d->a.at[i][j] : d->c[j], &end->q.at[k].weight);
        }
        if (i < d->a.rows)
            ck_assert_int_eq(mpq_sgn(sum), 0);
        else
            ck_assert_int_lt(sign * mpq_sgn(sum), 0);
    }
    ck_assert_uint_eq(end->y.count, 0);
    mpq_clear(sum);
}

static LinearResult
expect_result(const Dense *d, const Vertices *all, const Vertices *rays, int sign)
{
    mpq_t value;
    LinearResult expected = all->count ? LINEAR_SOLVED : LINEAR_INFEASIBLE;
    mpq_init(value);
    for (uint32_t i = 0; i < rays->count && expected == LINEAR_SOLVED; i++) {
        product(value, (const mpq_t *)rays->at[i], (const mpq_t *)d->c, d->a.columns);
        if (sign * mpq_sgn(value) < 0)
            expected = LINEAR_UNBOUNDED;
    }
    mpq_clear(value);
    return expected;
}

static void
try_ends(int seed)
{
    static Vertices all, rays;
    Random r = random_start((uint64_t)seed);
    Dense d;
    Linear p;
    LinearEnd end;
    Budget b = {0};
    draw_problem(&d, &r);
    make_linear(&p, &d);
    find_vertices(&all, &d.a, (const mpq_t *)d.b);
    find_rays(&rays, &d.a);
    linear_end_init(&end);
    for (int sign = 1; sign >= -1; sign -= 2) {
        LinearResult expected = expect_result(&d, &all, &rays, sign);
        LinearResult result = linear_solve(&end, &p, sign > 0 ? LINEAR_LEAST : LINEAR_MOST, &b);
        ck_assert_msg(result == expected, "seed %d: %d, not %d", seed, result, expected);
        if (result == LINEAR_SOLVED)
            require_solved(&d, &end, sign, &all);
        else if (result == LINEAR_INFEASIBLE)
            require_infeasible(&d, &end);
        else
            require_unbounded(&d, &end, sign);
    }
    linear_end_clear(&end);
    linear_clear(&p);
    vertices_clear(&all);
    vertices_clear(&rays);
    dense_clear(&d);
}

START_TEST(law_ends)
{
    for (int i = 0; i < SEEDS; i++)
        try_ends(_i * SEEDS + i);
}
END_TEST

/* ---- corners against them */

/* Corner i, as `width` numbers; a ray so that absolute values sum to one. */
static void
read_corner(mpq_t *to, const LinearCorners *c, size_t i, uint32_t width)
{
    mpq_t sum, size;
    mpq_inits(sum, size, NULL);
    for (uint32_t k = 0; k < width; k++)
        mpq_set_ui(to[k], 0, 1);
    for (size_t k = c->start.at[i]; k < c->start.at[i + 1]; k++) {
        const LinearWeight *w = &c->weight.at[k];
        ck_assert(w->index < width && mpq_sgn(&w->weight));
        ck_assert(k == c->start.at[i] || c->weight.at[k - 1].index < w->index);
        mpq_set(to[w->index], &w->weight);
        mpq_abs(size, &w->weight);
        mpq_add(sum, sum, size);
    }
    if (i >= c->points) {
        require_whole((const mpq_t *)to, width);
        for (uint32_t k = 0; k < width; k++)
            mpq_div(to[k], to[k], sum);
    }
    mpq_clears(sum, size, NULL);
}

/* The corners from `first` on are these, each once. */
static void
require_same(const Vertices *all, const LinearCorners *c, size_t first, size_t end)
{
    mpq_t point[MOST];
    bool seen[COUNT(all->at)] = {false};
    for (uint32_t k = 0; k < MOST; k++)
        mpq_init(point[k]);
    ck_assert_uint_eq(end - first, all->count);
    for (size_t i = first; i < end; i++) {
        read_corner(point, c, i, all->width);
        uint32_t found = 0;
        for (uint32_t j = 0; j < all->count; j++) {
            bool same = true;
            for (uint32_t k = 0; k < all->width; k++)
                same = same && mpq_equal(point[k], all->at[j][k]);
            if (same) {
                ck_assert(!seen[j]);
                seen[j] = true;
                found++;
            }
        }
        ck_assert_uint_eq(found, 1);
    }
    for (uint32_t k = 0; k < MOST; k++)
        mpq_clear(point[k]);
}

static void
try_corners(int seed)
{
    static Vertices all, rays;
    Random r = random_start((uint64_t)seed);
    Dense d;
    Linear p;
    LinearCorners c = {0};
    Budget b = {0};
    draw_problem(&d, &r);
    make_linear(&p, &d);
    find_vertices(&all, &d.a, (const mpq_t *)d.b);
    find_rays(&rays, &d.a);
    LinearResult result = linear_corners(&c, &p, PLENTY, &b);
    ck_assert_int_eq(result, all.count ? LINEAR_SOLVED : LINEAR_INFEASIBLE);
    if (all.count) {
        require_same(&all, &c, 0, c.points);
        require_same(&rays, &c, c.points, c.start.count - 1);
    }
    linear_corners_clear(&c);
    linear_clear(&p);
    vertices_clear(&all);
    vertices_clear(&rays);
    dense_clear(&d);
}

START_TEST(law_corners)
{
    for (int i = 0; i < SEEDS; i++)
        try_corners(_i * SEEDS + i);
}
END_TEST

/* Rows that do not follow from those before them. */
static uint32_t
find_independent(uint32_t *row, const Table *a)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->rows; i++) {
        Table t;
        table_init(&t, count + 1, a->columns);
        row[count] = i;
        for (uint32_t k = 0; k <= count; k++)
            for (uint32_t j = 0; j < a->columns; j++)
                mpq_set(t.at[k][j], a->at[row[k]][j]);
        count += eliminate(&t, a->columns) == count + 1;
        table_clear(&t);
    }
    return count;
}

/* Of {y : y.A_j <= sign * c_j} over the independent rows, the vertex where the columns of `set` are
 * tight, or for ray = k or -k the ray along which they stay so and row k of them rises or falls. */
static void
try_tight(Vertices *to, const Dense *d, const uint32_t *row, uint32_t rank, uint32_t set, int sign,
          int ray)
{
    Table t;
    mpq_t y[MOST], sum;
    uint32_t count = 0;
    table_init(&t, 0, rank + 1);
    mpq_init(sum);
    for (uint32_t j = 0; j < d->a.columns; j++) {
        if (!(set >> j & 1))
            continue;
        for (uint32_t k = 0; k < rank; k++)
            mpq_set(t.at[count][k], d->a.at[row[k]][j]);
        if (!ray) {
            mpq_set_si(sum, sign, 1);
            mpq_mul(t.at[count][rank], sum, d->c[j]);
        }
        count++;
    }
    if (ray) {
        for (uint32_t k = 0; k < rank; k++)
            mpq_set_ui(t.at[count][k], k == (uint32_t)(ray > 0 ? ray : -ray) - 1, 1);
        mpq_set_si(t.at[count++][rank], ray > 0 ? 1 : -1, 1);
    }
    t.rows = count;
    bool good = count == rank && eliminate(&t, rank) == rank;
    for (uint32_t k = 0; k < MOST; k++)
        mpq_init(y[k]);
    mpq_set_ui(sum, 0, 1);
    for (uint32_t k = 0; k < rank && good; k++) {
        mpq_div(y[row[k]], t.at[k][rank], t.at[k][k]);
        mpq_abs(t.at[k][k], y[row[k]]);
        mpq_add(sum, sum, t.at[k][k]);
    }
    for (uint32_t k = 0; k < rank && good && ray; k++)
        mpq_div(y[row[k]], y[row[k]], sum);
    for (uint32_t j = 0; j < d->a.columns && good; j++) {
        mpq_set_ui(sum, 0, 1);
        for (uint32_t i = 0; i < d->a.rows; i++)
            add_times(sum, y[i], d->a.at[i][j]);
        if (!ray && sign > 0)
            mpq_sub(sum, sum, d->c[j]);
        else if (!ray)
            mpq_add(sum, sum, d->c[j]);
        good = mpq_sgn(sum) <= 0;
    }
    for (uint32_t k = 0; k < rank && good && sign < 0; k++)
        mpq_neg(y[row[k]], y[row[k]]);
    if (good)
        add_vertex(to, (const mpq_t *)y);
    for (uint32_t k = 0; k < MOST; k++)
        mpq_clear(y[k]);
    mpq_clear(sum);
    table_clear(&t);
}

static void
find_dual(Vertices *all, Vertices *rays, const Dense *d, int sign)
{
    uint32_t row[MOST], rank = find_independent(row, &d->a);
    vertices_init(all, d->a.rows);
    vertices_init(rays, d->a.rows);
    for (uint32_t set = 0; set < 1U << d->a.columns; set++) {
        uint32_t count = (uint32_t)__builtin_popcount(set);
        if (count == rank)
            try_tight(all, d, row, rank, set, sign, 0);
        for (int k = 1; k <= (int)rank && count + 1 == rank; k++) {
            try_tight(rays, d, row, rank, set, sign, k);
            try_tight(rays, d, row, rank, set, sign, -k);
        }
    }
}

static void
try_dual_corners(int seed)
{
    static Vertices all, rays;
    Random r = random_start((uint64_t)seed);
    Dense d;
    Linear p;
    LinearCorners c = {0};
    Budget b = {0};
    draw_problem(&d, &r);
    make_linear(&p, &d);
    for (int sign = 1; sign >= -1; sign -= 2) {
        find_dual(&all, &rays, &d, sign);
        LinearSense sense = sign > 0 ? LINEAR_LEAST : LINEAR_MOST;
        LinearResult result = linear_dual_corners(&c, &p, sense, PLENTY, &b);
        ck_assert_int_eq(result, all.count ? LINEAR_SOLVED : LINEAR_INFEASIBLE);
        if (all.count) {
            require_same(&all, &c, 0, c.points);
            require_same(&rays, &c, c.points, c.start.count - 1);
        }
        vertices_clear(&all);
        vertices_clear(&rays);
    }
    linear_corners_clear(&c);
    linear_clear(&p);
    dense_clear(&d);
}

START_TEST(law_dual_corners)
{
    for (int i = 0; i < SEEDS; i++)
        try_dual_corners(_i * SEEDS + i);
}
END_TEST

/* ---- instruments */

/* The best of y.b over the vertices; over the rays the largest, which shows what b breaks. */
static void
best_corner(mpq_t best, const LinearCorners *c, const Linear *p, size_t first, size_t end, int sign)
{
    mpq_t value, term;
    mpq_inits(value, term, NULL);
    for (size_t i = first; i < end; i++) {
        mpq_set_ui(value, 0, 1);
        for (size_t k = c->start.at[i]; k < c->start.at[i + 1]; k++) {
            const LinearWeight *w = &c->weight.at[k];
            mpq_mul(term, &w->weight, &p->side.at[w->index]);
            mpq_add(value, value, term);
        }
        if (i == first || sign * mpq_cmp(value, best) > 0)
            mpq_set(best, value);
    }
    mpq_clears(value, term, NULL);
}

static void
require_same_form(const LinearEnd *end, const Linear *p, const Response *shape)
{
    uint32_t *group = memory_new(p->rows, sizeof *group);
    LinearNumbers y;
    mpq_t constant, term;
    mpq_inits(constant, term, NULL);
    linear_numbers_init(&y, p->rows);
    for (uint32_t i = 0; i < p->rows; i++) {
        group[i] = i / (shape->x * shape->y);
        mpq_set(&y.at[i], &end->y.at[i]);
    }
    linear_shorten(y.at, constant, group, p->rows, shape->z);
    for (uint32_t i = 0; i < p->rows; i++) {
        mpq_mul(term, &y.at[i], &p->side.at[i]);
        mpq_add(constant, constant, term);
    }
    ck_assert(mpq_equal(constant, end->value));
    linear_numbers_clear(&y);
    mpq_clears(constant, term, NULL);
    memory_free(group);
}

static void
try_instrument(int seed)
{
    static const Response shapes[] = {{2, 2, 2, true}, {2, 2, 2, false}, {3, 2, 2, true}};
    Random r = random_start((uint64_t)seed);
    const Response *shape = &shapes[seed % 3];
    mpq_t truth, best;
    Linear p;
    Budget b = {0};
    LinearEnd end;
    LinearCorners c = {0};
    mpq_inits(truth, best, NULL);
    linear_end_init(&end);
    response_init(&p, shape);
    for (int sign = 1; sign >= -1; sign -= 2) {
        LinearSense sense = sign > 0 ? LINEAR_LEAST : LINEAR_MOST;
        ck_assert_int_eq(linear_dual_corners(&c, &p, sense, PLENTY, &b), LINEAR_SOLVED);
        for (int data = 0; data < 5; data++) {
            response_observe(&p, shape, 1 + random_below(&r, 12), &r, truth);
            ck_assert_int_eq(linear_solve(&end, &p, sense, &b), LINEAR_SOLVED);
            ck_assert_int_le(sign * mpq_cmp(end.value, truth), 0);
            best_corner(best, &c, &p, 0, c.points, sign);
            ck_assert(mpq_equal(best, end.value));
            best_corner(best, &c, &p, c.points, c.start.count - 1, sign);
            ck_assert_int_le(sign * mpq_sgn(best), 0);
            require_same_form(&end, &p, shape);
        }
    }
    linear_corners_clear(&c);
    linear_end_clear(&end);
    linear_clear(&p);
    mpq_clears(truth, best, NULL);
}

START_TEST(law_instruments)
{
    for (int i = 0; i < SEEDS / 10; i++)
        try_instrument(_i * (SEEDS / 10) + i);
}
END_TEST

/* Weights off by a little: whether there is a q is what the rays and relations say. */
static void
try_observed(int seed)
{
    static const Response shape = {2, 2, 2, true};
    Random r = random_start((uint64_t)seed);
    Linear p;
    Budget b = {0};
    LinearEnd end;
    LinearCorners c = {0};
    mpq_t side, worst;
    mpq_inits(side, worst, NULL);
    linear_end_init(&end);
    response_init(&p, &shape);
    ck_assert_int_eq(linear_dual_corners(&c, &p, LINEAR_LEAST, PLENTY, &b), LINEAR_SOLVED);
    ck_assert_uint_eq(c.start.count - 1 - c.points, 12);
    for (int data = 0; data < 20; data++) {
        for (uint32_t z = 0; z < 2; z++) {
            uint32_t share[4], total = 0;
            for (uint32_t i = 0; i < 4; i++)
                total += share[i] = 1 + random_below(&r, 9);
            for (uint32_t i = 0; i < 4; i++) {
                mpq_set_ui(side, share[i], total);
                mpq_canonicalize(side);
                linear_set_side(&p, 4 * z + i, side);
            }
        }
        best_corner(worst, &c, &p, c.points, c.start.count - 1, 1);
        LinearResult result = linear_solve(&end, &p, LINEAR_LEAST, &b);
        ck_assert_int_eq(result, mpq_sgn(worst) > 0 ? LINEAR_INFEASIBLE : LINEAR_SOLVED);
    }
    linear_corners_clear(&c);
    linear_end_clear(&end);
    linear_clear(&p);
    mpq_clears(side, worst, NULL);
}

START_TEST(law_observed)
{
    try_observed(_i);
}
END_TEST

/* Without the library there is nothing to test here; test_linear.c has what is said then. */
static bool
is_absent(void)
{
    Linear p;
    LinearEnd end;
    Budget b = {0};
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    linear_init(&p, 1);
    linear_set_side(&p, 0, one);
    linear_add_column(&p, one);
    linear_add_one(&p, 0);
    linear_end_init(&end);
    LinearResult result = linear_solve(&end, &p, LINEAR_LEAST, &b);
    linear_end_clear(&end);
    linear_clear(&p);
    mpq_clear(one);
    return result == LINEAR_ABSENT || result == LINEAR_MISSING;
}

Suite *
suite(void)
{
    if (is_absent()) {
        puts("no cddlib: linear programs cannot be solved");
        exit(77);
    }
    Suite *s = suite_create("laws of linear programs");
    TCase *t = tcase_create("laws of linear programs");
    tcase_add_loop_test(t, law_ends, 0, ROUNDS);
    tcase_add_loop_test(t, law_corners, 0, ROUNDS);
    tcase_add_loop_test(t, law_dual_corners, 0, ROUNDS);
    tcase_add_loop_test(t, law_instruments, 0, ROUNDS);
    tcase_add_loop_test(t, law_observed, 0, ROUNDS);
    suite_add_tcase(s, t);
    return s;
}
