/* law_rounded.c -- answers in decimals are the exact answers' nearest decimals, whatever was
 * rounded on the way, and ties are decided by the fractions. */
#include "evaluate/conditionals.h"
#include "evaluate/evaluate.h"
#include "evaluate/rounded.h"
#include "tests/law/assignments.h"
#include "tests/suite.h"

#include <check.h>

enum { TRIES = 1200, MOST_DIGITS = 15 };

/* A random question of a random diagram; with `all`, of each output by itself. */
typedef struct Asked {
    Kernels k;
    Diagram d;
    Query q;
} Asked;

static void
asked_init(Asked *x, uint64_t seed, bool all)
{
    TypeList in = {0};
    *x = (Asked){0};
    kernels_init(&x->k, seed);
    x->k.partial = seed % 5 == 0;
    random_types(&x->k, &in, all ? 0 : random_below(&x->k.r, 3));
    random_diagram(&x->k, &x->d, &in, 3 + random_below(&x->k.r, 6), 1 + random_below(&x->k.r, 5));
    random_query(&x->k, &x->q, &x->d);
    if (all)
        x->q.heads.count = x->q.givens.count = 0;
    for (uint32_t i = 0; i < x->d.outputs.count && all; i++)
        array_push(&x->q.heads, i);
    for (size_t i = 0; i < x->q.events.count && all; i++)
        x->q.events.at[i].condition = true;
    array_clear(&in);
}

static void
asked_clear(Asked *x)
{
    query_clear(&x->q);
    diagram_clear(&x->d);
    kernels_clear(&x->k);
}

/* The same entries, and their decimals are the same. */
static void
check_decimals(const Matrix *got, const Matrix *exact, int digits)
{
    Sink a, b;
    sink_init(&a);
    sink_init(&b);
    ck_assert_uint_eq(matrix_rows(got), matrix_rows(exact));
    ck_assert_uint_eq(got->weight.count, exact->weight.count);
    for (size_t r = 0; r < matrix_rows(got); r++) {
        ck_assert_uint_eq(got->start.at[r + 1], exact->start.at[r + 1]);
        ck_assert(got->undefined.at[r] == exact->undefined.at[r]);
    }
    for (size_t i = 0; i < got->index.count; i++)
        ck_assert_uint_eq(got->index.at[i], exact->index.at[i]);
    for (size_t e = 0; e < got->weight.count; e++) {
        a.count = b.count = 0;
        decimal_write(&got->weight.at[e], digits, &a);
        decimal_write(&exact->weight.at[e], digits, &b);
        ck_assert_str_eq(sink_text(&a), sink_text(&b));
    }
    sink_clear(&a);
    sink_clear(&b);
}

/* What doubles gave: nothing, an answer, or one of which some digit was not certain. */
typedef enum Served { NOT_SERVED, SERVED, UNCERTAIN } Served;

static Served
serve(Asked *x, int digits)
{
    Budget b = {0};
    Trouble t = {0};
    TableStore store = {0};
    uint64_t rounds = 0;
    Tools tools = {.meaning = &x->k.meaning, .budget = &b, .trouble = &t, .store = &store,
                   .digits = digits, .rounds = &rounds};
    Matrix m;
    matrix_init_empty(&m);
    ck_assert_int_eq(evaluate_with(&m, &x->q, &tools), OUTCOME_DONE);
    bool settled = rounds && rounded_settle(&m, digits, rounds, &b);
    matrix_clear(&m);
    table_store_clear(&store);
    trouble_clear(&t);
    return settled ? SERVED : rounds ? UNCERTAIN : NOT_SERVED;
}

START_TEST(answers_in_decimals_are_those_of_fractions)
{
    unsigned served = 0, uncertain = 0;
    for (uint64_t seed = 0; seed < TRIES; seed++) {
        Asked x;
        Matrix exact, got;
        Budget b = {0};
        Trouble t = {0};
        asked_init(&x, seed, false);
        matrix_init_empty(&exact);
        matrix_init_empty(&got);
        int digits = 1 + (int)random_below(&x.k.r, MOST_DIGITS);
        ck_assert_int_eq(evaluate(&exact, &x.q, &x.k.meaning, &b, &t), OUTCOME_DONE);
        x.q.digits = digits;
        ck_assert_int_eq(evaluate(&got, &x.q, &x.k.meaning, &b, &t), OUTCOME_DONE);
        check_decimals(&got, &exact, digits);
        Served how = serve(&x, digits);
        served += how == SERVED;
        uncertain += how == UNCERTAIN;
        trouble_clear(&t);
        matrix_clear(&got);
        matrix_clear(&exact);
        asked_clear(&x);
    }
    ck_assert_uint_gt(served, TRIES / 2);
    ck_assert_uint_gt(uncertain, TRIES / 100); /* a half, with one digit less than it has */
}
END_TEST

START_TEST(marginals_in_decimals_are_those_of_fractions)
{
    for (uint64_t seed = 0; seed < TRIES; seed++) {
        Asked x;
        Matrix exact[16], got[16];
        Budget b = {0};
        Trouble t = {0};
        asked_init(&x, seed, true);
        size_t heads = x.q.heads.count;
        ck_assert_uint_le(heads, 16);
        for (size_t i = 0; i < heads; i++) {
            matrix_init_empty(&exact[i]);
            matrix_init_empty(&got[i]);
        }
        int digits = 1 + (int)random_below(&x.k.r, MOST_DIGITS);
        ck_assert_int_eq(evaluate_marginals(exact, &x.q, &x.k.meaning, &b, &t), OUTCOME_DONE);
        x.q.digits = digits;
        ck_assert_int_eq(evaluate_marginals(got, &x.q, &x.k.meaning, &b, &t), OUTCOME_DONE);
        for (size_t i = 0; i < heads; i++) {
            check_decimals(&got[i], &exact[i], digits);
            matrix_clear(&got[i]);
            matrix_clear(&exact[i]);
        }
        trouble_clear(&t);
        asked_clear(&x);
    }
}
END_TEST

/* A tie is never certain, and no number is whose digits differ within what was rounded. */
START_TEST(only_what_is_certain_is_settled)
{
    static const struct {
        const char *value;
        int digits;
        uint64_t rounds;
        const char *settled; /* NULL: it is not */
    } cases[] = {
        {"1/8", 2, 1, NULL},
        {"1/8", 3, 1, "1/8"},
        {"1/3", 6, 1000, "333333/1000000"},
        {"2/3", 12, 300, "666666666667/1000000000000"},
        {"2/3", 12, UINT64_C(3000000000000), NULL},
        {"2/3", 1, UINT64_C(1) << 52, NULL},
        {"1234565/10000000", 6, 1, NULL},
        {"12345650000001/100000000000000", 6, 10, "123457/1000000"},
        {"12345650000001/100000000000000", 6, UINT64_C(1000000000), NULL},
        {"1", 6, 100, "1"},
        {"99999999/100000000", 6, 100, "1"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Matrix m;
        mpq_t q, want;
        mpq_inits(q, want, NULL);
        matrix_init_empty(&m);
        mpq_set_str(q, cases[i].value, 10);
        matrix_add_entry(&m, NULL, q);
        matrix_end_row(&m, false);
        Budget b = {0};
        bool settled = rounded_settle(&m, cases[i].digits, cases[i].rounds, &b);
        ck_assert_msg(settled == (cases[i].settled != NULL), "%s to %d digits after %llu roundings",
                      cases[i].value, cases[i].digits, (unsigned long long)cases[i].rounds);
        if (settled) {
            mpq_set_str(want, cases[i].settled, 10);
            mpq_canonicalize(want);
            ck_assert(mpq_equal(want, &m.weight.at[0]));
        }
        matrix_clear(&m);
        mpq_clears(q, want, NULL);
    }
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("answers in decimals");
    TCase *c = tcase_create("laws");
    tcase_add_test(c, answers_in_decimals_are_those_of_fractions);
    tcase_add_test(c, marginals_in_decimals_are_those_of_fractions);
    tcase_add_test(c, only_what_is_certain_is_settled);
    suite_add_tcase(s, c);
    return s;
}
