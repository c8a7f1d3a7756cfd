/* test_define.c -- names and types get their values, once, within the memory there is. */
#include "lang/session/define.h"
#include "lang/session/journal.h"
#include "tests/unit/run_case.h"

static bool
define_number(const char *name, unsigned long n)
{
    Value v = {0};
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, n, 1);
    value_set_number(&v, q);
    bool ok = define(&run.s, run_name(name), statement(name)->at, &v);
    ck_assert(!ok || v.kind == VALUE_NONE); /* the session took it */
    value_clear(&v);
    mpq_clear(q);
    return ok;
}

START_TEST(a_name_is_defined_once)
{
    ck_assert(define_number("x", 3));
    ck_assert_int_eq(mpq_cmp_ui(named("x")->number, 3, 1), 0);
    expect_refusal(define_number("x", 4), "`x` is defined already, at t:1 [E042]");
    ck_assert_int_eq(mpq_cmp_ui(named("x")->number, 3, 1), 0);
    run.s.redefine = true;
    ck_assert(define_number("x", 4));
    ck_assert_int_eq(mpq_cmp_ui(named("x")->number, 4, 1), 0);
}
END_TEST

START_TEST(words_are_not_names_of_values)
{
    static const char *const words[] = {"_", "undefined", "copy", "P", "cut"};
    for (size_t i = 0; i < COUNT(words); i++)
        expect_refusal(may_define(&run.s, run_name(words[i]), (Span){0}),
                       "has a meaning of its own in the language [E043]");
    ck_assert(may_define(&run.s, run_name("copies"), (Span){0}));
    ck_assert(may_define(&run.s, run_name("Bit"), (Span){0})); /* a type has other names */
}
END_TEST

START_TEST(what_names_hold_is_counted)
{
    run.s.redefine = true;
    uint64_t before = run.s.held;
    ck_assert(define_number("x", 3));
    uint64_t one = run.s.held;
    ck_assert_uint_gt(one, before);
    ck_assert(define_number("x", 4));
    ck_assert_uint_eq(run.s.held, one);
    run.s.budget.bytes = one + sizeof(Value) / 2;
    expect_refusal(define_number("y", 5), "out of memory [E032]");
    ck_assert_uint_eq(run.s.held, one);
    ck_assert_ptr_null(session_find(&run.s, run_name("y")));
}
END_TEST

static bool
define_labels(const char *name, const char *labels, Span at)
{
    PortList wires = {0};
    Type *t = signature_add_type(&run.s.signature, run_name(name));
    for (; *labels; labels++)
        ck_assert(type_add_label(t, names_add(&run.s.names, labels, 1)));
    array_push(&wires, ((Port){NULL, t}));
    bool ok = define_type(&run.s, run_name(name), at, &wires);
    array_clear(&wires);
    return ok;
}

START_TEST(types_are_defined_once_or_imported_again)
{
    Span here = statement("0")->at;
    const Type *bit = session_find_type(&run.s, run_name("Bit"))->at[0].type;
    expect_refusal(define_labels("Bit", "01", here), "`Bit` is defined already, at t:1 [E042]");
    run.s.import_depth = 1; /* the same labels in the same order: that type */
    ck_assert(define_labels("Bit", "01", here));
    ck_assert_ptr_eq(session_find_type(&run.s, run_name("Bit"))->at[0].type, bit);
    expect_refusal(define_labels("Bit", "10", here), "`Bit` is defined already");
    expect_refusal(define_labels("Bit", "012", here), "`Bit` is defined already");
    ck_assert(define_labels("New", "a", here));
    expect_refusal(define_labels("New", "a", here), "`New` is defined already"); /* one file */
    run.s.import_depth = 0;
    run.s.redefine = true;
    ck_assert(define_labels("Bit", "01", here));
    ck_assert_ptr_ne(session_find_type(&run.s, run_name("Bit"))->at[0].type, bit);
}
END_TEST

START_TEST(the_nearest_is_suggested)
{
    ck_assert(define_number("smoker", 1));
    ck_assert_str_eq(suggest_value(&run.s, run_name("smokre")), "smoker");
    ck_assert_str_eq(suggest_value(&run.s, run_name("disintegarte")), "disintegrate");
    ck_assert_ptr_null(suggest_value(&run.s, run_name("zzzzzz")));
    ck_assert_str_eq(suggest_type(&run.s, run_name("Bti")), "Bit");
    ck_assert_ptr_null(suggest_type(&run.s, run_name("smoker")));
}
END_TEST

START_TEST(work_that_is_too_large_is_refused)
{
    const Node *n = expression("cut(x)");
    Matrix m;
    matrix_init_empty(&m);
    run.s.budget.bytes = 0; /* no limit */
    ck_assert(diagram_affords(&run.s, DIAGRAM_MAX, n));
    expect_refusal(diagram_affords(&run.s, (uint64_t)DIAGRAM_MAX + 1, n),
                   "this diagram would have about 1073741824 wires [E032]");
    expect_refusal(diagram_affords(&run.s, UINT64_MAX, n), "more than 2^64 wires [E032]");
    run.s.budget.bytes = 400000;
    ck_assert(diagram_affords(&run.s, 999, n));
    expect_refusal(diagram_affords(&run.s, 1000, n), "about 1000 wires [E032]");
    ck_assert(matrix_affords(&run.s, &m, n));
    run.s.held = 400001;
    expect_refusal(matrix_affords(&run.s, &m, n), "out of memory [E032]");
    matrix_clear(&m);
    expect_refusal(complain_call(&run.s, n), "`cut` is not used like this [E047]");
}
END_TEST

/* The texts that are kept after this one, of those that came after BIT. */
static size_t
kept_after(const char *text)
{
    run_text(&run, text);
    session_drop_sources(&run.s, 1);
    return run.s.sources.count - 1;
}

START_TEST(texts_are_kept_for_what_they_define)
{
    ck_assert_uint_eq(kept_after("show 1"), 0);
    ck_assert_uint_eq(kept_after("let a = 1"), 1);
    ck_assert_uint_eq(kept_after("show a"), 1);
    ck_assert_uint_eq(kept_after("type T = {x}"), 2);
    ck_assert_uint_eq(kept_after("show nothing"), 2);
    run.s.options.keep_going = true;
    ck_assert_uint_eq(kept_after("let b = nothing"), 3); /* it is told where b was lost */
    journal_start(&run.s);
    run.s.interactive = true;
    ck_assert_uint_eq(kept_after("use no"), 3);
    ck_assert_uint_eq(kept_after("a"), 4); /* for `%` in what is saved */
    run_text(&run, "let a = 2");
    ck_assert_ptr_nonnull(strstr(sink_text(&run.s.err), "at t:1"));
    journal_clear(&run.s);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("define", BIT);
    tcase_add_test(c, a_name_is_defined_once);
    tcase_add_test(c, words_are_not_names_of_values);
    tcase_add_test(c, what_names_hold_is_counted);
    tcase_add_test(c, types_are_defined_once_or_imported_again);
    tcase_add_test(c, the_nearest_is_suggested);
    tcase_add_test(c, texts_are_kept_for_what_they_define);
    tcase_add_test(c, work_that_is_too_large_is_refused);
    return run_suite("define", c);
}
