/* test_answer.c -- answers in values: who shares one, and when it is freed. */
#include "lang/command_line.h"
#include "lang/language.h"
#include "lang/session/print.h"
#include "lang/shape/shape_class.h"
#include "lang/statement/run.h"
#include "tests/suite.h"

#include <check.h>
#include <string.h>

typedef struct Counted {
    Answer answer;
    int *freed;
} Counted;

static void
count_free(Answer *a)
{
    ++*((Counted *)a)->freed;
    memory_free(a);
}

static uint64_t
count_bytes(const Answer *a)
{
    (void)a;
    return 1000;
}

static const AnswerClass counted_class = {
    .name = "a counted thing", .free = count_free, .bytes = count_bytes};

static void
set_counted(Value *to, int *freed)
{
    Counted *c = memory_new(1, sizeof *c);
    *c = (Counted){{.class = &counted_class}, freed};
    value_set_answer(to, &c->answer);
}

/* One is cleared, the other goes on; the last one frees. */
START_TEST(test_shared)
{
    int freed = 0;
    Value a = {0}, b = {0}, c = {0};
    set_counted(&a, &freed);
    value_set(&b, &a);
    value_set(&c, &b);
    ck_assert_ptr_eq(a.answer, c.answer);
    ck_assert_uint_eq(a.answer->holders, 3);
    value_clear(&a);
    value_clear(&c);
    ck_assert_int_eq(freed, 0);
    ck_assert_int_eq(b.kind, VALUE_ANSWER);
    ck_assert_str_eq(value_kind_name(&b), "a counted thing");
    ck_assert_uint_ge(value_bytes(&b), sizeof(Value) + 1000);
    value_clear(&b);
    ck_assert_int_eq(freed, 1);
    ck_assert_int_eq(b.kind, VALUE_NONE);
    value_clear(&b);
    ck_assert_int_eq(freed, 1);
}
END_TEST

/* A result may be an argument. */
START_TEST(test_over_itself)
{
    int freed = 0;
    Value a = {0}, b = {0};
    set_counted(&a, &freed);
    value_set(&a, &a);
    value_set_answer(&a, a.answer);
    value_swap(&a, &a);
    ck_assert_int_eq(freed, 0);
    ck_assert_uint_eq(a.answer->holders, 1);
    value_set(&b, &a);
    value_set(&a, &b);
    ck_assert_uint_eq(a.answer->holders, 2);
    value_clear(&b);
    value_clear(&a);
    ck_assert_int_eq(freed, 1);
}
END_TEST

/* Another value in its place lets it go. */
START_TEST(test_replaced)
{
    int first = 0, second = 0;
    Value a = {0}, b = {0};
    set_counted(&a, &first);
    set_counted(&a, &second);
    ck_assert_int_eq(first, 1);
    value_set_truth(&a, true);
    ck_assert_int_eq(second, 1);
    set_counted(&a, &first);
    value_set(&a, &b);
    ck_assert_int_eq(first, 2);
    value_clear(&a);
}
END_TEST

START_TEST(test_tuple)
{
    int freed = 0;
    Value tuple = {.kind = VALUE_TUPLE}, copy = {0}, part = {0}, one = {0}, other = {0};
    set_counted(&one, &freed);
    value_set(&other, &one);
    array_push(&tuple.parts, one);
    array_push(&tuple.parts, other);
    value_set(&copy, &tuple);
    ck_assert_uint_eq(copy.parts.at[1].answer->holders, 4);
    value_set(&part, &copy.parts.at[0]);
    value_clear(&tuple);
    value_clear(&copy);
    ck_assert_int_eq(freed, 0);
    value_clear(&part);
    ck_assert_int_eq(freed, 1);
}
END_TEST

/* Rows are a set of sets, and what is empty differs from what holds an empty set. */
static void
set_sets(Value *to, Names *names, const char *const *words, size_t count)
{
    NameSets sets = {0};
    for (size_t i = 0; i < count; i++) {
        NameList set = {0};
        for (const char *at = words[i]; *at; at++)
            array_push(&set, names_add(names, at, 1));
        array_push(&sets.sets, set);
    }
    value_take_sets(to, &sets);
    ck_assert_uint_eq(sets.sets.count, 0);
}

START_TEST(test_equal)
{
    static const char *const lists[][3] = {
        {"xy", "z"}, {"z", "yx"}, {"xyz"}, {"x", "y", "z"}, {""}, {NULL}, {"xy", "z", ""},
    };
    static const size_t counts[] = {2, 2, 1, 3, 1, 0, 3};
    enum { COUNT = sizeof counts / sizeof *counts };
    Names names = {0};
    Value v[COUNT] = {0};
    for (size_t i = 0; i < COUNT; i++)
        set_sets(&v[i], &names, lists[i], counts[i]);
    const AnswerClass *class = v[0].answer->class;
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < COUNT; k++)
            ck_assert_msg(class->equal(v[i].answer, v[k].answer) == (i == k || i + k == 1),
                          "%zu, %zu", i, k);
    for (size_t i = 0; i < COUNT; i++)
        value_clear(&v[i]);
    names_clear(&names);
}
END_TEST

typedef struct Run {
    Options options;
    Session s;
} Run;

static const char *
run_text(Run *r, const char *text)
{
    sink_clear(&r->s.out);
    ck_assert_msg(session_run(&r->s, source_new("t", "", text, strlen(text))), "%s",
                  sink_text(&r->s.err));
    return sink_text(&r->s.out);
}

/* What a model and a name were is gone, and what was made of them stays. */
START_TEST(test_session)
{
    Run r;
    options_init(&r.options);
    session_init(&r.s, &r.options, language);
    r.s.redefine = true;
    run_text(&r, "type Bit = {0, 1}\nmodel m { X : Bit  Y : Bit <- X }\n"
                 "state w : (X : Bit) * (Y : Bit) = uniform\n"
                 "identify e = P(Y | do(X)) in m\nlet f = e\nlet g = f\n"
                 "let a = essential(m)\nlet b = a\n"
                 "let m = 1\nlet e = 2\nlet f = 3\nlet a = 4\n");
    ck_assert_str_eq(run_text(&r, "show b"), "model m {\n  X : Bit\n  Y : Bit\n  X -- Y\n}\n");
    ck_assert_str_eq(run_text(&r, "show g"), "P(Y | do(X))\n  = P(Y | X)\n");
    run_text(&r, "check g(w) == g(w)\nlet g = g\nshow g as latex\nlet g = g(w)\n");
    Value v = {0};
    value_set(&v, session_find(&r.s, names_add_text(&r.s.names, "b")));
    ck_assert_uint_eq(v.answer->holders, 2);
    run_text(&r, "let b = 5");
    ck_assert_uint_eq(v.answer->holders, 1);
    sink_clear(&r.s.out);
    write_value(&r.s, &v, NULL, &r.s.style, &r.s.out);
    ck_assert_str_eq(sink_text(&r.s.out), "model m {\n  X : Bit\n  Y : Bit\n  X -- Y\n}\n");
    value_clear(&v);
    session_clear(&r.s);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("answer");
    TCase *c = tcase_create("answer");
    tcase_add_test(c, test_shared);
    tcase_add_test(c, test_over_itself);
    tcase_add_test(c, test_replaced);
    tcase_add_test(c, test_tuple);
    tcase_add_test(c, test_equal);
    tcase_add_test(c, test_session);
    suite_add_tcase(s, c);
    return s;
}
