/* law_most.c -- the greatest product of tables is the one that trying all assignments finds, also
 * where numbers differ in their last digits only; the most probable values of random diagrams are
 * the greatest entries of the state that evaluating them gives. */
#include "contract/peak.h"
#include "evaluate/evaluate.h"
#include "evaluate/most.h"
#include "network/join.h"
#include "tests/law/assignments.h"
#include "tests/suite.h"

#include <check.h>

enum { ROUNDS = 100, TRIES = 20, VARIABLES = 6, TABLES = 8, ALL = 100000 };

/* ---- products of tables ---- */

typedef struct Tables {
    Random r;
    Shape shape;
    Table table[TABLES];
    View view[TABLES];
    size_t strides[TABLES][VARIABLES];
} Tables;

/* Numbers of one or three limbs that are nearly equal, some of them equal, some zero. */
static void
random_entry(Random *r, mpz_t to, bool longer)
{
    mpz_set_ui(to, 1);
    mpz_mul_2exp(to, to, longer ? 150 : 55);
    uint32_t kind = random_below(r, 8);
    if (kind < 3)
        mpz_add_ui(to, to, kind);
    else if (kind == 3)
        mpz_sub_ui(to, to, 1);
    else if (kind == 4)
        mpz_set_ui(to, 0);
}

static void
random_table(Tables *x, size_t i)
{
    Random *r = &x->r;
    size_t count = 1, first = x->shape.scopes.count;
    bool bits = random_below(r, 5) == 0, longer = random_below(r, 2);
    for (uint32_t v = 0; v < VARIABLES; v++) {
        bool last = v + 1 == VARIABLES && x->shape.scopes.count == first;
        if (random_below(r, 3) && !last)
            continue;
        x->strides[i][x->shape.scopes.count - first] = count;
        array_push(&x->shape.scopes, v);
        count *= x->shape.sizes.at[v];
    }
    array_push(&x->shape.factors, ((Scope){first, x->shape.scopes.count - first, 0}));
    mpq_t q;
    mpz_t one, scratch;
    mpq_init(q);
    mpz_init(scratch);
    mpz_init_set_ui(one, 1);
    if (bits)
        table_init_bits(&x->table[i], count);
    else
        table_init(&x->table[i], count, one);
    for (size_t k = 0; k < count; k++) {
        random_entry(r, mpq_numref(q), longer);
        if (bits)
            x->table[i].bit[k] = mpq_sgn(q) != 0;
        else
            table_add(&x->table[i], k, q, scratch);
    }
    ck_assert(table_finish(&x->table[i], NULL));
    mpz_clears(one, scratch, NULL);
    mpq_clear(q);
}

static void
tables_init(Tables *x, uint64_t seed)
{
    *x = (Tables){.r = random_start(seed)};
    for (uint32_t v = 0; v < VARIABLES; v++) {
        array_push(&x->shape.sizes, 1 + random_below(&x->r, 4));
        array_push(&x->shape.roles, ROLE_SUMMED);
        array_push(&x->shape.sources, 0);
    }
    array_reserve(&x->shape.scopes, VARIABLES * TABLES);
    for (size_t i = 0; i < TABLES; i++)
        random_table(x, i);
    for (size_t i = 0; i < TABLES; i++) {
        const Scope *s = &x->shape.factors.at[i];
        const uint32_t *scope = x->shape.scopes.at + s->first;
        x->view[i] = (View){&x->table[i], 0, scope, x->strides[i], s->count};
    }
}

static void
tables_clear(Tables *x)
{
    for (size_t i = 0; i < TABLES; i++)
        table_clear(&x->table[i]);
    shape_clear(&x->shape);
}

static void
product_at(mpz_t to, const Tables *x, const uint32_t *values)
{
    mpz_t entry;
    mpz_init(entry);
    mpz_set_ui(to, 1);
    for (size_t i = 0; i < TABLES; i++) {
        size_t at = 0;
        for (size_t k = 0; k < x->view[i].count; k++)
            at += x->view[i].strides[k] * values[x->view[i].scope[k]];
        table_read(entry, &x->table[i], at);
        mpz_mul(to, to, entry);
    }
    mpz_clear(entry);
}

/* By trying all. */
static void
find_greatest(mpz_t value, size_t *count, const Tables *x)
{
    uint32_t values[VARIABLES] = {0};
    mpz_t product;
    mpz_init(product);
    mpz_set_ui(value, 0);
    *count = 0;
    for (size_t v = 0; v < VARIABLES;) {
        product_at(product, x, values);
        int order = mpz_cmp(product, value);
        *count = order > 0 ? 1 : *count + (order == 0 && mpz_sgn(product));
        if (order > 0)
            mpz_set(value, product);
        for (v = 0; v < VARIABLES && ++values[v] == x->shape.sizes.at[v]; v++)
            values[v] = 0;
    }
    mpz_clear(product);
}

static bool
peak_law(uint64_t seed)
{
    Tables x;
    Plan plan;
    Peak peak;
    Budget b = {0};
    mpz_t value;
    size_t count;
    tables_init(&x, seed);
    plan_init(&plan);
    peak_init(&peak);
    mpz_init(value);
    ck_assert(plan_make(&plan, &x.shape, UINT64_MAX, &b));
    if (seed % 2)
        plan_join(&plan, &x.shape, UINT64_MAX, true);
    ck_assert(peak_find(&peak, &x.shape, &plan, x.view, ALL, UINT64_MAX, &b));
    find_greatest(value, &count, &x);
    bool good = mpz_cmp(value, peak.value) == 0 && mpz_cmp_ui(peak.count, count) == 0 &&
                peak.listed == count;
    for (size_t i = 0; i < peak.listed && good; i++) {
        product_at(value, &x, peak.values.at + i * VARIABLES);
        good = mpz_cmp(value, peak.value) == 0;
    }
    mpz_clear(value);
    peak_clear(&peak);
    plan_clear(&plan);
    tables_clear(&x);
    return good;
}

START_TEST(peaks_are_greatest_products)
{
    for (uint64_t i = 0; i < TRIES; i++)
        ck_assert_msg(peak_law((uint64_t)_i * TRIES + i), "seed %d", _i * TRIES + (int)i);
}
END_TEST

/* ---- questions ---- */

/* The greatest entries of the state m are what was found? */
static bool
agrees(const Most *most, const Matrix *m)
{
    mpq_t share;
    mpq_init(share);
    size_t count = 0, at = 0, heads = m->out.count;
    bool good = most->undefined == m->undefined.at[0];
    for (size_t e = 1, best = 0; !most->undefined && e <= m->weight.count; e++) {
        if (e < m->weight.count) {
            best = mpq_cmp(&m->weight.at[e], &m->weight.at[best]) > 0 ? e : best;
            continue;
        }
        mpq_div(share, most->joint, most->given);
        good = good && mpq_equal(share, &m->weight.at[best]);
    }
    for (size_t e = 0; !most->undefined && e < m->weight.count && good; e++) {
        if (!mpq_equal(share, &m->weight.at[e]))
            continue;
        for (size_t i = 0; i < heads && good; i++)
            good = most->labels.at[at++] == m->index.at[e * heads + i];
        count++;
    }
    mpq_clear(share);
    return good && (most->undefined || mpz_cmp_ui(most->count, count) == 0);
}

static bool
most_law(uint64_t seed, bool partial)
{
    Kernels w;
    kernels_init(&w, seed);
    w.partial = partial;
    Diagram d = {0};
    TypeList in = {0};
    Query q = {0};
    Matrix m;
    Most most;
    Budget b = {0};
    Trouble t = {0};
    random_diagram(&w, &d, &in, 3 + random_below(&w.r, 12), 1 + random_below(&w.r, 6));
    random_query(&w, &q, &d);
    q.givens.count = 0;
    if (!q.heads.count)
        array_push(&q.heads, 0);
    for (size_t i = 0; i < q.events.count; i++)
        q.events.at[i].condition = true;
    matrix_init_empty(&m);
    most_init(&most);
    bool good = evaluate_most(&most, &q, ALL, &w.meaning, &b, &t) == OUTCOME_DONE &&
                evaluate(&m, &q, &w.meaning, &b, &t) == OUTCOME_DONE && agrees(&most, &m);
    trouble_clear(&t);
    most_clear(&most);
    matrix_clear(&m);
    query_clear(&q);
    array_clear(&in);
    diagram_clear(&d);
    kernels_clear(&w);
    return good;
}

START_TEST(most_probable_are_greatest_entries)
{
    for (uint64_t i = 0; i < TRIES; i++) {
        uint64_t seed = (uint64_t)_i * TRIES + i;
        ck_assert_msg(most_law(seed, false), "seed %d", (int)seed);
        ck_assert_msg(most_law(seed, true), "seed %d with undefined rows", (int)seed);
    }
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("most probable");
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, peaks_are_greatest_products, 0, ROUNDS);
    tcase_add_loop_test(c, most_probable_are_greatest_entries, 0, ROUNDS);
    suite_add_tcase(s, c);
    return s;
}
