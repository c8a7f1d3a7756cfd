/* test_question.c -- the items of P(heads | conditions), and which of them nobody takes. */
#include "lang/read/question.h"
#include "lang/read/reader.h"
#include "reading.h"
#include "tests/suite.h"

#include <check.h>

/* The call of `show CALL`, in the arena of r. */
static const Node *
read_call(Reading *r, const char *call)
{
    Sink text = {0};
    sink_print(&text, "show %s\n", call);
    reading_init(r, sink_text(&text), text.count);
    Reader reader;
    Node *n = NULL;
    reader_init(&reader, r->source, &r->names, &r->complain, false);
    ck_assert_msg(reader_next(&reader, &r->arena, &n) == READ_STATEMENT, "%s", call);
    reader_clear(&reader);
    sink_clear(&text);
    return action_subject(n);
}

static void
write_item(Reading *r, const QuestionItem *i, Sink *out)
{
    static const char *const forms[] = {"free", "set", "equal", "unequal", "likely",
                                        "jeffrey", "soft", "event", "other", "no"};
    sink_print(out, "%s%s%s", out->count ? "; " : "", i->head ? "head " : "",
               i->within ? "do " : "");
    sink_print(out, "%s%s %s", i->negated ? "not " : "", forms[i->form],
               span_text(&r->names, i->name->at));
    if (i->value && i->form != ITEM_EVENT)
        sink_print(out, ", %s", span_text(&r->names, i->value->at));
}

static void
check_items(const char *call, const char *wanted)
{
    Reading r;
    Question q = {0};
    Sink got = {0};
    const Node *n = read_call(&r, call);
    ck_assert(node_is_question(n));
    question_read(&q, n);
    for (size_t i = 0; i < q.items.count; i++) {
        ck_assert(q.items.at[i].head == (i < q.heads));
        write_item(&r, &q.items.at[i], &got);
    }
    ck_assert_str_eq(sink_text(&got), wanted);
    sink_clear(&got);
    question_clear(&q);
    reading_clear(&r);
}

START_TEST(test_items)
{
    check_items("P()", "");
    check_items("P(X)", "head free X");
    check_items("P(\"a b\", Y | Z)", "head free \"a b\"; head free Y; free Z");
    check_items("P(X = x, Y != {a, b})", "head equal X, x; head unequal Y, {a, b}");
    check_items("P({X, Y} | Z = {1..3})", "head set {X, Y}; equal Z, {1..3}");
    check_items("P(Y[X = 0])", "head free Y[X = 0]");
    check_items("P(Y[X = 0] = 1)", "head equal Y[X = 0], 1");
    check_items("P(1 + 2, |0>)", "head free 1 + 2; head free |0>");
}
END_TEST

START_TEST(test_done)
{
    check_items("P(Y | do(X))", "head free Y; do free X");
    check_items("P(Y | Z, do(X = 1, {V, W}), do(U := k(Z)), T = t)",
                "head free Y; free Z; do equal X, 1; do set {V, W}; do soft U, k(Z); equal T, t");
    check_items("P(Y | do())", "head free Y; do no do()");
    check_items("P(Y | do(X | Z))", "head free Y; do no do(X | Z)");
    check_items("P(do(X))", "head do free X");
    check_items("P(Y | do(do(X)))", "head free Y; do other do(X)");
}
END_TEST

START_TEST(test_other)
{
    check_items("P(Y == 2)", "head other Y == 2, 2");
    check_items("P(X -> Y | f(Z))", "head other X -> Y; other f(Z)");
    check_items("P(Y | X := k(Z))", "head free Y; other X := k(Z), k(Z)");
}
END_TEST

START_TEST(test_events)
{
    check_items("P(X < 1 | Y > Z)", "head event X < 1; event Y > Z");
    check_items("P(X = 1 or Y = 1)", "head event X = 1 or Y = 1");
    check_items("P(X + Y = 3, X = Y + 1)", "head event X + Y = 3; head event X = Y + 1");
    check_items("P(X = 1 and (Y != 0 and Z < 2))",
                "head equal X, 1; head unequal Y, 0; head event Z < 2");
    check_items("P(not X = 1)", "head not unequal X, 1");
    check_items("P(not (X != 1 or not Y = 0))", "head not equal X, 1; head equal Y, 0");
    check_items("P(not (X = 1 and Y = 1))", "head not event X = 1 and Y = 1");
    check_items("P(not X)", "head not other not X");
}
END_TEST

START_TEST(test_soft)
{
    check_items("P(X | Y ~ w, jeffrey(Z = q))", "head free X; likely Y, w; jeffrey Z, q");
    check_items("P(X | jeffrey(Z))", "head free X; jeffrey jeffrey(Z)");
    check_items("P(X | Y = 1 and jeffrey(Z = q))", "head free X; equal Y, 1; other jeffrey(Z = q)");
    check_items("P(X | not jeffrey(Z = q))", "head free X; not other not jeffrey(Z = q)");
}
END_TEST

static void
check_fixed(const char *call, bool all, bool conditions)
{
    Reading r;
    Question q = {0};
    question_read(&q, read_call(&r, call));
    ck_assert_msg(question_is_fixed(&q, 0) == all, "%s", call);
    ck_assert_msg(question_is_fixed(&q, q.heads) == conditions, "%s", call);
    question_clear(&q);
    reading_clear(&r);
}

START_TEST(test_fixed)
{
    check_fixed("P()", true, true);
    check_fixed("P(X)", false, true);
    check_fixed("P(X = x)", true, true);
    check_fixed("P(X = x | do(Y = y), Z != z)", true, true);
    check_fixed("P(X = x | do(Y := k(Z)))", true, true);
    check_fixed("P(X = x | do(Y))", false, false);
    check_fixed("P(X | {Y})", false, false);
    check_fixed("P(X = 1 or Y = 1 | not (Z < 2))", true, true);
}
END_TEST

/* The code of what is said of the last item; "" for nothing. */
static void
check_last(const char *call, bool sets, const char *code)
{
    Reading r;
    Question q = {0};
    question_read(&q, read_call(&r, call));
    bool ok = question_check_item(&q.items.at[q.items.count - 1], sets, &r.complain);
    ck_assert_msg(ok == !*code && r.complain.errors == !ok, "%s", call);
    ck_assert_msg(ok || strstr(sink_text(&r.said), code), "%s\n%s", call, sink_text(&r.said));
    question_clear(&q);
    reading_clear(&r);
}

START_TEST(test_complaints)
{
    check_last("P(X)", false, "");
    check_last("P(X | \"Y\" != y)", false, "");
    check_last("P(Y | do(X := k(Z)))", false, "");
    check_last("P({X, Y})", true, "");
    check_last("P({X, Y})", false, "E100");
    check_last("P(do(X))", true, "E098");
    check_last("P(do())", true, "E098");
    check_last("P(Y[X = 0])", true, "E130");
    check_last("P(Y[X = 0] = 1)", true, "E130");
    check_last("P(X == 1)", true, "E100");
    check_last("P(X | Y := k(Z))", true, "E100");
    check_last("P(X | f(Z) = 1)", true, "E100");
    check_last("P(X | Y -> Z)", true, "E100");
}
END_TEST

START_TEST(test_conditions)
{
    Reading r;
    Question q = {0};
    const Node *n = read_call(&r, "marginals(E = e, do(X = x))");
    ck_assert(!node_is_question(n));
    question_read_conditions(&q, n);
    ck_assert_uint_eq(q.heads, 0);
    ck_assert_uint_eq(q.items.count, 2);
    ck_assert(item_is_event(&q.items.at[0]));
    ck_assert(!item_is_event(&q.items.at[1]));
    question_read_conditions(&q, n);
    ck_assert_uint_eq(q.items.count, 2);
    question_clear(&q);
    reading_clear(&r);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("question");
    TCase *t = tcase_create("question");
    tcase_add_test(t, test_items);
    tcase_add_test(t, test_done);
    tcase_add_test(t, test_other);
    tcase_add_test(t, test_events);
    tcase_add_test(t, test_soft);
    tcase_add_test(t, test_fixed);
    tcase_add_test(t, test_complaints);
    tcase_add_test(t, test_conditions);
    suite_add_tcase(s, t);
    return s;
}
