/* test_value.c -- what an expression is worth: copies that share nothing, results that are also
 * arguments, what each kind is called. */
#include "lang/value/value.h"
#include "tests/suite.h"
#include "tests/unit/sample.h"

static Sample x;

static void
setup(void)
{
    sample_init(&x);
}

static void
teardown(void)
{
    sample_clear(&x);
}

static void
set_number(Value *to, long n)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, n, 1);
    value_set_number(to, q);
    mpq_clear(q);
}

/* fair ; noisy, or noisy alone. */
static void
set_diagram(Value *to, bool open)
{
    Diagram d = {0};
    uint32_t wire = open ? diagram_add_input(&d, x.bit, NULL) : sample_add(&d, x.fair);
    diagram_add_output(&d, sample_add(&d, x.noisy, wire), NULL);
    value_take_diagram(to, &d);
    ck_assert_uint_eq(d.uses.count, 0);
    diagram_clear(&d);
}

static void
set_matrix(Value *to, bool weighted)
{
    SizeList none = {0}, sizes = {0};
    PortList in = {0}, out = {0};
    Matrix m;
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, 2, 1);
    array_push(&sizes, 2);
    array_push(&out, ((Port){sample_name(&x, "A"), x.bit}));
    matrix_init(&m, &none, &sizes);
    matrix_add_entry(&m, (uint32_t[]){1}, q);
    matrix_end_row(&m, false);
    value_take_matrix(to, &m, &in, &out, weighted);
    ck_assert_uint_eq(matrix_rows(&m), 0);
    matrix_clear(&m);
    mpq_clear(q);
    array_clear(&out);
    array_clear(&sizes);
}

START_TEST(a_copy_shares_nothing)
{
    Value a = {0}, b = {0};
    set_matrix(&a, true);
    value_set(&b, &a);
    ck_assert(b.weighted);
    ck_assert_str_eq(b.out.at[0].name, "A");
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, 3, 1);
    matrix_set_weight(&a.matrix, 0, q);
    ck_assert_int_eq(mpq_cmp_ui(&b.matrix.weight.at[0], 2, 1), 0);
    mpq_clear(q);
    value_clear(&a);
    ck_assert_uint_eq(matrix_rows(&b.matrix), 1);
    set_diagram(&a, false);
    value_set(&b, &a); /* over another kind */
    ck_assert_int_eq(b.kind, VALUE_DIAGRAM);
    ck_assert_ptr_ne(b.diagram.uses.at, a.diagram.uses.at);
    value_clear(&a);
    value_clear(&b);
}
END_TEST

START_TEST(a_result_may_be_the_argument)
{
    Value v = {.kind = VALUE_TUPLE};
    for (int i = 0; i < 3; i++) {
        Value part = {0};
        set_number(&part, i);
        array_push(&v.parts, part);
    }
    value_set(&v, &v);
    ck_assert_uint_eq(v.parts.count, 3);
    value_set(&v, &v.parts.at[2]); /* a part of itself */
    ck_assert_int_eq(v.kind, VALUE_NUMBER);
    value_set_number(&v, v.number);
    ck_assert_int_eq(mpq_cmp_ui(v.number, 2, 1), 0);
    value_swap(&v, &v);
    ck_assert_int_eq(mpq_cmp_ui(v.number, 2, 1), 0);
    value_clear(&v);
    value_clear(&v);
    ck_assert_int_eq(v.kind, VALUE_NONE);
}
END_TEST

START_TEST(a_tuple_takes_diagrams)
{
    Value v = {.kind = VALUE_TUPLE};
    Diagram d = {0};
    diagram_add_output(&d, sample_add(&d, x.fair), NULL);
    value_push_diagram(&v, &d);
    value_push_diagram(&v, &d); /* it was left empty */
    ck_assert_uint_eq(v.parts.at[0].diagram.uses.count, 1);
    ck_assert_uint_eq(v.parts.at[1].diagram.uses.count, 0);
    value_clear(&v);
    diagram_clear(&d);
}
END_TEST

static void
expect_kind(Value *v, const char *wanted)
{
    ck_assert_str_eq(value_kind_name(v), wanted);
    value_clear(v);
}

START_TEST(kinds_have_names)
{
    Value v = {0};
    expect_kind(&v, "nothing");
    value_set_truth(&v, false);
    expect_kind(&v, "a truth value");
    set_number(&v, 1);
    expect_kind(&v, "a number");
    set_diagram(&v, false);
    expect_kind(&v, "a state");
    set_diagram(&v, true);
    v.is_comb = true;
    ck_assert_str_eq(value_kind_name(&v), "a comb");
    v.is_comb = false;
    expect_kind(&v, "a channel");
    set_matrix(&v, false);
    array_push(&v.in, ((Port){NULL, x.bit}));
    expect_kind(&v, "a channel");
    v.kind = VALUE_TUPLE;
    expect_kind(&v, "several values");
}
END_TEST

START_TEST(larger_values_take_more)
{
    Value one = {0}, v = {.kind = VALUE_TUPLE};
    uint64_t none = value_bytes(&one);
    set_diagram(&one, false);
    ck_assert_uint_gt(value_bytes(&one), none);
    array_push(&v.parts, one);
    ck_assert_uint_eq(value_bytes(&v), none + value_bytes(&one));
    value_clear(&v);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("value");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_copy_shares_nothing);
    tcase_add_test(c, a_result_may_be_the_argument);
    tcase_add_test(c, a_tuple_takes_diagrams);
    tcase_add_test(c, kinds_have_names);
    tcase_add_test(c, larger_values_take_more);
    Suite *s = suite_create("value");
    suite_add_tcase(s, c);
    return s;
}
