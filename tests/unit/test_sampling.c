/* test_sampling.c -- labels drawn by inverse transform, and rows box by box. */
#include "sampling/box_sampler.h"
#include "tests/suite.h"

typedef struct Row {
    mpq_t weight[4];
    size_t count;
    Inverse inverse;
} Row;

static void
row_init(Row *r, size_t count)
{
    r->count = count;
    for (size_t i = 0; i < count; i++)
        mpq_init(r->weight[i]);
}

static void
row_start(Row *r)
{
    Budget b = {0};
    ck_assert(inverse_init(&r->inverse, r->weight[0], r->count, &b));
}

static void
row_clear(Row *r)
{
    inverse_clear(&r->inverse);
    for (size_t i = 0; i < r->count; i++)
        mpq_clear(r->weight[i]);
}

static uint64_t
first_word(uint64_t seed)
{
    Random random = random_start(seed);
    return random_next(&random);
}

/* Two labels, the first with probability (word + part) / 2^64. */
static void
row_cut(Row *r, uint64_t word, const char *part)
{
    row_init(r, 2);
    mpq_set_str(r->weight[0], part, 10);
    mpq_canonicalize(r->weight[0]);
    mpq_t whole;
    mpq_init(whole);
    mpz_import(mpq_numref(whole), 1, -1, sizeof word, 0, 0, &word);
    mpq_add(whole, whole, r->weight[0]);
    mpq_div_2exp(r->weight[0], whole, 64);
    mpq_set_ui(r->weight[1], 1, 1);
    mpq_sub(r->weight[1], r->weight[1], r->weight[0]);
    mpq_clear(whole);
    row_start(r);
}

START_TEST(test_one_label_takes_no_digits)
{
    Row r;
    Random a = random_start(3), b = a;
    row_init(&r, 1);
    mpq_set_ui(r.weight[0], 1, 3);
    row_start(&r);
    ck_assert_uint_eq(inverse_draw(&r.inverse, &a), 0);
    ck_assert_uint_eq(a.state, b.state);
    row_clear(&r);
}
END_TEST

START_TEST(test_halves_are_the_first_digit)
{
    Row r;
    row_init(&r, 2);
    mpq_set_ui(r.weight[0], 3, 1); /* weights need not sum to one */
    mpq_set_ui(r.weight[1], 3, 1);
    row_start(&r);
    Random a = random_start(1), b = a;
    for (int i = 0; i < 1000; i++)
        ck_assert_uint_eq(inverse_draw(&r.inverse, &a), random_next(&b) >> 63);
    row_clear(&r);
}
END_TEST

/* A sum that ends with the first word is decided by it; one that goes on is not. */
START_TEST(test_cut_at_the_first_word)
{
    for (uint64_t seed = 1; seed < 200; seed++) {
        static const char *const parts[] = {"0", "1", "1/3", "2/3", "1/18446744073709551616"};
        uint64_t first = first_word(seed);
        for (size_t i = 0; i < COUNT(parts); i++) {
            Row r;
            Random random = random_start(seed), digits = random;
            row_cut(&r, first, parts[i]);
            size_t label = inverse_draw(&r.inverse, &random);
            random_next(&digits);
            if (i < 2) { /* U lies above first / 2^64, and below (first + 1) / 2^64 */
                ck_assert_uint_eq(label, i == 0);
            } else {
                uint64_t second = random_next(&digits);
                uint64_t third = UINT64_MAX / 3; /* 0.0101... goes on */
                uint64_t end = i == 2 ? third : i == 3 ? 2 * third : 1;
                ck_assert_uint_eq(label, i == 4 ? second >= 1 : second > end);
            }
            ck_assert_uint_eq(random.state, digits.state);
            row_clear(&r);
        }
    }
}
END_TEST

/* A sum that ends with the second word, just at U's digits or one above them. */
START_TEST(test_cut_at_the_second_word)
{
    for (uint64_t seed = 1; seed < 200; seed++)
        for (uint64_t above = 0; above < 2; above++) {
            char part[64];
            Row r;
            Random random = random_start(seed), digits = random;
            uint64_t first = random_next(&digits), second = random_next(&digits) + above;
            snprintf(part, sizeof part, "%llu/18446744073709551616", (unsigned long long)second);
            row_cut(&r, first, part);
            ck_assert_uint_eq(inverse_draw(&r.inverse, &random), 1 - above);
            ck_assert_uint_eq(random.state, digits.state);
            row_clear(&r);
        }
}
END_TEST

/* Chances far below 2^-64 need more words, and then are never met here. */
START_TEST(test_tiny_chances)
{
    Row r;
    row_init(&r, 3);
    for (size_t i = 0; i < 2; i++) {
        mpq_set_ui(r.weight[i], 1, 1);
        mpq_div_2exp(r.weight[i], r.weight[i], 300);
    }
    mpq_set_ui(r.weight[2], 1, 1);
    row_start(&r);
    Random random = random_start(5);
    for (int i = 0; i < 10000; i++)
        ck_assert_uint_eq(inverse_draw(&r.inverse, &random), 2);
    row_clear(&r);
}
END_TEST

/* A uniform state, a point and a box that copies what it reads and adds a coin. */
START_TEST(test_boxes)
{
    Signature s;
    signature_init(&s);
    Type *t = signature_add_type(&s, NULL);
    type_set_range(t, 0, 2);
    TypeList in = {0}, out = {0};
    SizeList one = {0}, two = {0};
    for (int i = 0; i < 2; i++) {
        array_push(&out, t);
        array_push(&two, 2);
    }
    array_push(&in, t);
    array_push(&one, 2);
    Box *box = signature_add_box(&s, NULL, &in, &out);
    Matrix m;
    matrix_init(&m, &one, &two);
    for (uint32_t a = 0; a < 2; a++) {
        for (uint32_t b = 0; a == 0 && b < 2; b++)
            matrix_add_word(&m, (uint32_t[]){a, b}, 1, 2);
        matrix_end_row(&m, a == 1);
    }
    Diagram d = {0};
    uint32_t coin = diagram_add_uniform(&d, s.uniform, t, 0);
    uint32_t zero = diagram_add_box(&d, signature_point(&s, t, 0), NULL, 0);
    uint32_t pair = diagram_add_box(&d, box, &zero, 0);
    diagram_add_output(&d, coin, NULL);
    const Matrix *matrices[] = {NULL, NULL, &m};
    BoxSampler sampler;
    Budget budget = {0};
    Random random = random_start(9), digits = random;
    ck_assert(box_sampler_init(&sampler, &d, matrices, &budget));
    for (int i = 0; i < 1000; i++) {
        ck_assert_int_eq(box_sampler_draw(&sampler, &random, &budget), DRAWN);
        ck_assert_uint_eq(sampler.label.at[coin], random_next(&digits) >> 63);
        ck_assert_uint_eq(sampler.label.at[zero], 0);
        ck_assert_uint_eq(sampler.label.at[pair], 0);
        ck_assert_uint_eq(sampler.label.at[pair + 1], random_next(&digits) >> 63);
    }
    box_sampler_clear(&sampler);
    d.reads.at[0] = coin; /* now the row without a value is reached */
    ck_assert(box_sampler_init(&sampler, &d, matrices, &budget));
    Drawn drawn = DRAWN;
    while (drawn == DRAWN)
        drawn = box_sampler_draw(&sampler, &random, &budget);
    ck_assert_int_eq(drawn, DRAWN_UNDEFINED);
    ck_assert_uint_eq(sampler.bad_use, 2);
    ck_assert_uint_eq(sampler.bad_row, 1);
    box_sampler_clear(&sampler);
    diagram_clear(&d);
    matrix_clear(&m);
    array_clear(&in);
    array_clear(&out);
    array_clear(&one);
    array_clear(&two);
    signature_clear(&s);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("sampling");
    TCase *t = tcase_create("sampling");
    tcase_add_test(t, test_one_label_takes_no_digits);
    tcase_add_test(t, test_halves_are_the_first_digit);
    tcase_add_test(t, test_cut_at_the_first_word);
    tcase_add_test(t, test_cut_at_the_second_word);
    tcase_add_test(t, test_tiny_chances);
    tcase_add_test(t, test_boxes);
    suite_add_tcase(s, t);
    return s;
}
