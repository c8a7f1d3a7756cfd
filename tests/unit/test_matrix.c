/* test_matrix.c -- matrices: building, asking, comparing; meanings. */
#include "num/matrix.h"

#include "base/memory.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>

static void
set_sizes(SizeList *to, size_t count, const uint32_t *sizes)
{
    *to = (SizeList){0};
    for (size_t i = 0; i < count; i++)
        array_push(to, sizes[i]);
}

static void
init_matrix(Matrix *m, size_t ins, const uint32_t *in, size_t outs, const uint32_t *out)
{
    SizeList i, o;
    set_sizes(&i, ins, in);
    set_sizes(&o, outs, out);
    matrix_init(m, &i, &o);
    array_clear(&i);
    array_clear(&o);
}

static void
add(Matrix *m, const uint32_t *tuple, int64_t n, uint64_t d)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, n, d);
    mpq_canonicalize(q);
    matrix_add_entry(m, tuple, q);
    mpq_clear(q);
}

static void
check_entry(const Matrix *m, size_t row, const uint32_t *tuple, int64_t n, uint64_t d)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, 77, 1);
    matrix_entry(q, m, row, tuple);
    ck_assert_int_eq(mpq_cmp_si(q, n, d), 0);
    mpq_clear(q);
}

static void
check_sum(const Matrix *m, size_t row, int64_t n, uint64_t d)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, 77, 1);
    matrix_row_sum(q, m, row);
    ck_assert_int_eq(mpq_cmp_si(q, n, d), 0);
    mpq_clear(q);
}

#define TUPLE(...) ((const uint32_t[]){__VA_ARGS__})

/* A channel 2 -> 3 * 4, with an undefined row. */
static void
make_example(Matrix *m)
{
    init_matrix(m, 1, TUPLE(2), 2, TUPLE(3, 4));
    add(m, TUPLE(2, 0), 1, 4);
    add(m, TUPLE(0, 3), 1, 2);
    add(m, TUPLE(1, 1), 0, 1);
    add(m, TUPLE(2, 0), 1, 8);
    add(m, TUPLE(0, 1), 1, 8);
    add(m, TUPLE(2, 2), 1, 3);
    add(m, TUPLE(2, 2), -1, 3);
    matrix_end_row(m, false);
    matrix_end_row(m, true);
}

START_TEST(test_building)
{
    Matrix m;
    make_example(&m);
    ck_assert_uint_eq(matrix_rows(&m), 2);
    ck_assert_uint_eq(m.weight.count, 3);
    ck_assert_uint_eq(m.index.count, 6);
    static const uint32_t wanted[] = {0, 1, 0, 3, 2, 0};
    ck_assert_mem_eq(m.index.at, wanted, sizeof wanted);
    ck_assert_uint_eq(m.start.at[0], 0);
    ck_assert_uint_eq(m.start.at[1], 3);
    ck_assert_uint_eq(m.start.at[2], 3);
    ck_assert(!m.undefined.at[0]);
    ck_assert(m.undefined.at[1]);
    check_entry(&m, 0, TUPLE(0, 1), 1, 8);
    check_entry(&m, 0, TUPLE(0, 3), 1, 2);
    check_entry(&m, 0, TUPLE(2, 0), 3, 8);
    check_entry(&m, 0, TUPLE(1, 1), 0, 1);
    check_entry(&m, 0, TUPLE(2, 2), 0, 1);
    check_entry(&m, 0, TUPLE(2, 3), 0, 1);
    check_entry(&m, 0, TUPLE(0, 0), 0, 1);
    check_entry(&m, 1, TUPLE(0, 1), 0, 1);
    check_sum(&m, 0, 1, 1);
    check_sum(&m, 1, 0, 1);
    matrix_clear(&m);
}
END_TEST

/* A number: no inputs, no outputs, one row, all entries the same one. */
START_TEST(test_number)
{
    Matrix m;
    init_matrix(&m, 0, NULL, 0, NULL);
    ck_assert_uint_eq(matrix_rows(&m), 0);
    add(&m, NULL, 1, 3);
    add(&m, NULL, 1, 6);
    matrix_end_row(&m, false);
    ck_assert_uint_eq(m.weight.count, 1);
    check_entry(&m, 0, NULL, 1, 2);
    check_sum(&m, 0, 1, 2);
    ck_assert_uint_eq(matrix_find_row(&m, NULL), 0);
    matrix_row_tuple(&m, 0, NULL);
    matrix_clear(&m);

    init_matrix(&m, 0, NULL, 0, NULL);
    matrix_end_row(&m, false);
    check_entry(&m, 0, NULL, 0, 1);
    matrix_clear(&m);
}
END_TEST

/* Half a row is cleared with the rest. */
START_TEST(test_clear_half_built)
{
    Matrix m;
    init_matrix(&m, 1, TUPLE(2), 1, TUPLE(2));
    add(&m, TUPLE(1), 1, 3);
    matrix_end_row(&m, false);
    add(&m, TUPLE(0), 1, 3);
    matrix_clear(&m);
    matrix_clear(&m);
}
END_TEST

START_TEST(test_set_and_swap)
{
    Matrix a, b, c = {0};
    make_example(&a);
    init_matrix(&b, 0, NULL, 1, TUPLE(5));
    add(&b, TUPLE(4), 1, 7);
    matrix_end_row(&b, false);
    matrix_set(&c, &a);
    ck_assert(matrix_equal(&a, &c, NULL));
    ck_assert(a.weight.at != c.weight.at && a.index.at != c.index.at);
    matrix_set(&c, &c);
    ck_assert(matrix_equal(&a, &c, NULL));
    matrix_swap(&a, &b);
    check_entry(&a, 0, TUPLE(4), 1, 7);
    ck_assert(matrix_equal(&b, &c, NULL));
    matrix_set(&c, &a);
    ck_assert(matrix_equal(&a, &c, NULL));
    matrix_clear(&a);
    check_entry(&c, 0, TUPLE(4), 1, 7);
    matrix_clear(&b);
    matrix_clear(&c);
}
END_TEST

/* A long weight is counted whole, and so is what it was before it was changed. */
START_TEST(test_bytes)
{
    Matrix m, copy;
    mpq_t q;
    enum { LONG = 1 << 20 };
    make_example(&m);
    ck_assert_uint_lt(matrix_bytes(&m), 1000);
    mpq_init(q);
    mpq_set_ui(q, 1, 1);
    mpq_mul_2exp(q, q, 8ul * LONG);
    matrix_set_weight(&m, 0, q);
    ck_assert_uint_ge(matrix_bytes(&m), LONG);
    ck_assert_uint_lt(matrix_bytes(&m), LONG + LONG / 4);
    ck_assert_uint_ge(rational_bytes(q), LONG);
    matrix_set_weight(&m, 0, q);
    ck_assert_uint_ge(matrix_bytes(&m), 2 * LONG);
    init_matrix(&copy, 0, NULL, 0, NULL);
    matrix_set(&copy, &m);
    ck_assert_uint_lt(matrix_bytes(&copy), LONG + LONG / 4);
    mpq_clear(q);
    matrix_clear(&copy);
    matrix_clear(&m);
}
END_TEST

START_TEST(test_size_product)
{
    static const struct {
        size_t count;
        uint32_t sizes[6];
        uint64_t wanted;
    } cases[] = {
        {0, {0}, 1},
        {1, {6}, 6},
        {3, {2, 3, 5}, 30},
        {2, {UINT32_MAX, UINT32_MAX}, UINT64_C(18446744065119617025)},
        {3, {UINT32_MAX, UINT32_MAX, 2}, UINT64_MAX},
        {3, {65536, 65536, 65536}, UINT64_C(1) << 48},
        {4, {65536, 65536, 65536, 65536}, UINT64_MAX},
        {6, {65536, 65536, 65536, 65536, 1, 3}, UINT64_MAX},
        {6, {65536, 65536, 65536, 65536, 0, 3}, 0},
        {5, {454279, 337, 92737, 649657, 2}, UINT64_MAX - 1}, /* 2^63 - 1, twice */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SizeList s;
        set_sizes(&s, cases[i].count, cases[i].sizes);
        ck_assert_uint_eq(size_product(&s), cases[i].wanted);
        array_clear(&s);
    }
}
END_TEST

START_TEST(test_row_tuples)
{
    Matrix m;
    init_matrix(&m, 3, TUPLE(2, 3, 4), 0, NULL);
    uint32_t t[3];
    size_t row = 0;
    for (uint32_t a = 0; a < 2; a++)
        for (uint32_t b = 0; b < 3; b++)
            for (uint32_t c = 0; c < 4; c++, row++) {
                matrix_row_tuple(&m, row, t);
                ck_assert(t[0] == a && t[1] == b && t[2] == c);
                ck_assert_uint_eq(matrix_find_row(&m, t), row);
            }
    ck_assert_uint_eq(row, size_product(&m.in));
    matrix_clear(&m);
}
END_TEST

/* Two rows of one output; weights n[row][value] over 12, a row of -1 is undefined. */
static void
make_rows(Matrix *m, const long n[2][4])
{
    init_matrix(m, 1, TUPLE(2), 1, TUPLE(4));
    for (size_t row = 0; row < 2; row++) {
        for (uint32_t v = 0; v < 4; v++)
            if (n[row][0] >= 0)
                add(m, TUPLE(v), n[row][v], 12);
        matrix_end_row(m, n[row][0] < 0);
    }
}

/* Up to 12ths; the first place that is too far apart. */
START_TEST(test_near)
{
    static const struct {
        long a[2][4], b[2][4], most;
        bool near;
        size_t row, entry_a, entry_b;
    } cases[] = {
        {{{3, 0, 9, 0}, {0, 0, 0, 12}}, {{3, 0, 9, 0}, {0, 0, 0, 12}}, 0, true, 0, 0, 0},
        {{{3, 0, 9, 0}, {0, 0, 0, 12}}, {{3, 1, 8, 0}, {0, 0, 0, 12}}, 0, false, 0, SIZE_MAX, 1},
        {{{3, 0, 9, 0}, {0, 0, 0, 12}}, {{3, 1, 8, 0}, {0, 0, 0, 12}}, 1, true, 0, 0, 0},
        {{{3, 0, 9, 0}, {0, 0, 0, 12}}, {{3, 2, 7, 0}, {0, 0, 0, 12}}, 1, false, 0, SIZE_MAX, 1},
        {{{3, 2, 7, 0}, {0, 0, 0, 12}}, {{3, 0, 9, 0}, {0, 0, 0, 12}}, 1, false, 0, 1, SIZE_MAX},
        {{{3, 2, 7, 0}, {1, 0, 0, 9}}, {{3, 2, 7, 0}, {0, 0, 0, 12}}, 2, false, 1, 4, 3},
        {{{0, 0, 0, 2}, {2, 0, 0, 0}}, {{0, 0, 0, 0}, {0, 0, 0, 0}}, 2, true, 0, 0, 0},
        {{{-1}, {0, 0, 0, 12}}, {{-1}, {0, 0, 0, 11}}, 1, true, 0, 0, 0},
        {{{3, 9, 0, 0}, {-1}}, {{3, 9, 0, 0}, {0, 0, 12, 0}}, 12, false, 1, SIZE_MAX, 2},
    };
    mpq_t most;
    mpq_init(most);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Matrix a, b;
        make_rows(&a, cases[i].a);
        make_rows(&b, cases[i].b);
        mpq_set_si(most, cases[i].most, 12);
        mpq_canonicalize(most);
        MatrixPlace p = {0};
        ck_assert_int_eq(matrix_near(&a, &b, most, NULL), cases[i].near);
        ck_assert_int_eq(matrix_near(&b, &a, most, &p), cases[i].near);
        ck_assert_msg(p.row == cases[i].row && p.entry_b == cases[i].entry_a &&
                          p.entry_a == cases[i].entry_b,
                      "case %zu: row %zu, entries %zu and %zu", i, p.row, p.entry_a, p.entry_b);
        matrix_clear(&b);
        matrix_clear(&a);
    }
    mpq_clear(most);
}
END_TEST

START_TEST(test_equal)
{
    static const struct {
        long a[2][4], b[2][4];
        bool same;
        size_t row, entry_a, entry_b;
    } cases[] = {
        {{{3, 0, 9, 0}, {0, 0, 0, 12}}, {{3, 0, 9, 0}, {0, 0, 0, 12}}, true, 0, 0, 0},
        {{{-1}, {0, 0, 0, 12}}, {{-1}, {0, 0, 0, 12}}, true, 0, 0, 0},
        {{{3, 0, 9, 0}, {0, 0, 0, 12}}, {{3, 0, 9, 0}, {0, 0, 0, 11}}, false, 1, 2, 2},
        {{{3, 0, 9, 0}, {0, 0, 0, 12}}, {{3, 1, 8, 0}, {0, 0, 0, 12}}, false, 0, SIZE_MAX, 1},
        {{{3, 1, 8, 0}, {0, 0, 0, 12}}, {{3, 0, 9, 0}, {0, 0, 0, 12}}, false, 0, 1, SIZE_MAX},
        {{{3, 9, 0, 0}, {0, 0, 0, 12}}, {{3, 9, 1, 0}, {0, 0, 0, 12}}, false, 0, SIZE_MAX, 2},
        {{{3, 9, 0, 1}, {0, 0, 0, 12}}, {{3, 9, 0, 0}, {0, 0, 0, 12}}, false, 0, 2, SIZE_MAX},
        {{{3, 9, 0, 0}, {-1}}, {{3, 9, 0, 0}, {0, 0, 12, 0}}, false, 1, SIZE_MAX, 2},
        {{{3, 9, 0, 0}, {0, 0, 12, 0}}, {{3, 9, 0, 0}, {-1}}, false, 1, 2, SIZE_MAX},
        {{{0}, {0}}, {{0}, {-1}}, false, 1, SIZE_MAX, SIZE_MAX},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Matrix a, b;
        make_rows(&a, cases[i].a);
        make_rows(&b, cases[i].b);
        MatrixPlace p = {99, 99, 99};
        ck_assert_int_eq(matrix_equal(&a, &b, NULL), cases[i].same);
        ck_assert_int_eq(matrix_equal(&a, &b, &p), cases[i].same);
        if (cases[i].same)
            ck_assert_uint_eq(p.row, 99);
        else
            ck_assert_msg(p.row == cases[i].row && p.entry_a == cases[i].entry_a &&
                              p.entry_b == cases[i].entry_b,
                          "case %zu: row %zu, entries %zu and %zu", i, p.row, p.entry_a, p.entry_b);
        matrix_clear(&a);
        matrix_clear(&b);
    }
}
END_TEST

enum { SIDE = 300 };

/* Where the i-th entry goes, of SIDE * SIDE: in order, backwards, all over, by columns. */
static size_t
place(int style, size_t i)
{
    size_t n = (size_t)SIDE * SIDE;
    size_t styles[] = {i, n - 1 - i, i * 7919 % n, i % SIDE * SIDE + i / SIDE};
    return styles[style];
}

/* Every order of the entries gives the same row; a quadratic sort would not end in time. */
START_TEST(test_orders)
{
    Matrix m;
    init_matrix(&m, 0, NULL, 2, TUPLE(SIDE, SIDE));
    for (size_t i = 0; i < (size_t)SIDE * SIDE; i++) {
        size_t p = place(_i, i);
        add(&m, TUPLE((uint32_t)(p / SIDE), (uint32_t)(p % SIDE)), (long)p, 1);
    }
    matrix_end_row(&m, false);
    ck_assert_uint_eq(m.weight.count, (size_t)SIDE * SIDE - 1);
    for (size_t e = 0; e < m.weight.count; e++)
        if (m.index.at[2 * e] != (e + 1) / SIDE || m.index.at[2 * e + 1] != (e + 1) % SIDE ||
            mpq_cmp_ui(&m.weight.at[e], e + 1, 1) != 0)
            ck_abort_msg("entry %zu is wrong", e);
    check_sum(&m, 0, (int64_t)SIDE * SIDE * (SIDE * SIDE - 1) / 2, 1);
    matrix_clear(&m);
}
END_TEST

/* Small rows in every way: all sequences of up to four entries on three tuples, against counting.
 */
START_TEST(test_merging)
{
    static const long value[] = {1, -1, 2};
    for (unsigned code = 0; code < 9 * 9 * 9 * 9; code++) {
        Matrix m;
        long wanted[3] = {0};
        init_matrix(&m, 0, NULL, 1, TUPLE(3));
        for (unsigned rest = code; rest > 0; rest /= 9) {
            unsigned tuple = rest % 3, v = rest / 3 % 3;
            wanted[tuple] += value[v];
            add(&m, TUPLE(tuple), value[v], 5);
        }
        matrix_end_row(&m, false);
        size_t entry = 0;
        for (uint32_t t = 0; t < 3; t++) {
            if (wanted[t] == 0)
                continue;
            if (entry == m.weight.count || m.index.at[entry] != t ||
                mpq_cmp_si(&m.weight.at[entry], wanted[t], 5) != 0)
                ck_abort_msg("row %u goes wrong at %u", code, t);
            entry++;
        }
        ck_assert_uint_eq(entry, m.weight.count);
        matrix_clear(&m);
    }
}
END_TEST

/* 1/(1*2) + 1/(2*3) + ... + 1/(n(n+1)) = n/(n+1), as a row's sum and as one entry. */
START_TEST(test_sum_of_unlike_denominators)
{
    Matrix m;
    init_matrix(&m, 1, TUPLE(2), 1, TUPLE(1u << 20));
    for (unsigned n = 0; n < 70; n++) {
        matrix_clear(&m);
        init_matrix(&m, 1, TUPLE(2), 1, TUPLE(1u << 20));
        for (unsigned i = 1; i <= n; i++)
            add(&m, TUPLE(i), 1, i * (i + 1));
        matrix_end_row(&m, false);
        for (unsigned i = 1; i <= n; i++)
            add(&m, TUPLE(3), 1, i * (i + 1));
        matrix_end_row(&m, false);
        check_sum(&m, 0, n, n + 1);
        check_sum(&m, 1, n, n + 1);
        check_entry(&m, 1, TUPLE(3), n, n + 1);
    }
    matrix_clear(&m);
}
END_TEST

/* The sum's denominator has some 500,000 bits; a running sum is the oracle. */
START_TEST(test_sum_of_many_unlike_denominators)
{
    Matrix m;
    mpq_t sum, running;
    mpq_init(sum);
    mpq_init(running);
    init_matrix(&m, 0, NULL, 1, TUPLE(1u << 20));
    for (unsigned i = 0; i < 30000; i++)
        add(&m, TUPLE(i), 1, 4294967291u - 2 * i);
    matrix_end_row(&m, false);
    matrix_row_sum(sum, &m, 0);
    for (size_t e = 0; e < m.weight.count; e++)
        mpq_add(running, running, &m.weight.at[e]);
    ck_assert(mpq_equal(sum, running));
    matrix_clear(&m);
    mpq_clear(running);
    mpq_clear(sum);
}
END_TEST

START_TEST(test_meaning)
{
    Meaning all = {0};
    ck_assert_ptr_null(meaning_find(&all, 0));
    ck_assert_ptr_null(meaning_find(&all, UINT32_MAX));
    Matrix m;
    make_example(&m);
    meaning_add(&all, 5, &m);
    ck_assert_ptr_null(m.weight.at);
    matrix_clear(&m);
    const Matrix *five = meaning_find(&all, 5);
    ck_assert_uint_eq(matrix_rows(five), 2);
    ck_assert_ptr_null(meaning_find(&all, 4));
    ck_assert_ptr_null(meaning_find(&all, 6));
    for (uint32_t box = 6; box < 200; box++) {
        make_example(&m);
        meaning_add(&all, box, &m);
        matrix_clear(&m);
    }
    ck_assert_ptr_eq(meaning_find(&all, 5), five);
    init_matrix(&m, 0, NULL, 0, NULL);
    meaning_add(&all, 5, &m);
    ck_assert_uint_eq(matrix_rows(&m), 2);
    ck_assert_uint_eq(matrix_rows(meaning_find(&all, 5)), 0);
    matrix_clear(&m);
    meaning_clear(&all);
    ck_assert_ptr_null(meaning_find(&all, 5));
    meaning_clear(&all);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("matrix");
    TCase *t = tcase_create("matrix");
    tcase_add_test(t, test_building);
    tcase_add_test(t, test_number);
    tcase_add_test(t, test_clear_half_built);
    tcase_add_test(t, test_set_and_swap);
    tcase_add_test(t, test_bytes);
    tcase_add_test(t, test_size_product);
    tcase_add_test(t, test_row_tuples);
    tcase_add_test(t, test_equal);
    tcase_add_test(t, test_near);
    tcase_add_loop_test(t, test_orders, 0, 4);
    tcase_add_test(t, test_merging);
    tcase_add_test(t, test_sum_of_unlike_denominators);
    tcase_add_test(t, test_sum_of_many_unlike_denominators);
    tcase_add_test(t, test_meaning);
    suite_add_tcase(s, t);
    return s;
}
