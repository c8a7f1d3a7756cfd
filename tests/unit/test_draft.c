/* test_draft.c -- models with functors from data: what is declared, its types, and what is left of
 * a draft that was not defined. */
#include "lang/command_line.h"
#include "lang/language.h"
#include "lang/session/draft.h"
#include "lang/statement/run.h"
#include "tests/suite.h"

#include <check.h>
#include <string.h>

typedef struct Bench {
    Options options;
    Session s;
    Draft d;
} Bench;

static Name
name_of(Bench *b, const char *text)
{
    return names_add_text(&b->s.names, text);
}

static void
bench_start(Bench *b, const char *text)
{
    *b = (Bench){0};
    options_init(&b->options);
    session_init(&b->s, &b->options, language);
    ck_assert(session_run(&b->s, source_new("t", "", text, strlen(text))));
    Span nowhere = {0};
    draft_init(&b->d, &b->s, (DraftName){name_of(b, "m"), nowhere},
               (DraftName){name_of(b, "F"), nowhere}, nowhere);
}

static void
bench_end(Bench *b)
{
    draft_clear(&b->d);
    session_clear(&b->s);
}

static void
add_vertex(Bench *b, const char *name)
{
    Name labels[] = {name_of(b, "no"), name_of(b, "yes")};
    draft_add_vertex(&b->d, name_of(b, name), labels, 2);
}

/* Two columns, the first of them in eighths, for each row. */
static void
add_table(Bench *b, uint32_t v, const unsigned *first, size_t rows)
{
    SizeList in = {0}, out = {0};
    Matrix m;
    mpq_t q;
    mpq_init(q);
    for (size_t size = 1; size < rows; size *= 2)
        array_push(&in, 2);
    array_push(&out, 2);
    matrix_init(&m, &in, &out);
    for (size_t r = 0; r < rows; r++) {
        for (uint32_t label = 0; label < 2; label++) {
            mpq_set_ui(q, label ? 8 - first[r] : first[r], 8);
            mpq_canonicalize(q);
            matrix_add_entry(&m, &label, q);
        }
        matrix_end_row(&m, false);
    }
    draft_add_table(&b->d, v, &m);
    matrix_clear(&m);
    mpq_clear(q);
    array_clear(&out);
    array_clear(&in);
}

/* Rain -> Wet <- Hose, with the child first. */
static void
add_garden(Bench *b)
{
    add_vertex(b, "Wet");
    add_vertex(b, "Rain");
    add_vertex(b, "Hose");
    draft_add_parent(&b->d, 0, 2);
    draft_add_parent(&b->d, 0, 1);
    add_table(b, 0, (unsigned[]){7, 2, 1, 0}, 4);
    add_table(b, 1, (unsigned[]){6}, 1);
    add_table(b, 2, (unsigned[]){4}, 1);
}

static void
check_run(Bench *b, const char *text, const char *wanted)
{
    sink_clear(&b->s.out);
    bool ok = session_run(&b->s, source_new("t", "", text, strlen(text)));
    ck_assert_msg(ok, "%s", sink_text(&b->s.err));
    ck_assert_str_eq(sink_text(&b->s.out), wanted);
}

START_TEST(test_garden)
{
    Bench b;
    bench_start(&b, "");
    ck_assert(draft_check_names(&b.d));
    add_garden(&b);
    uint64_t before = b.s.held;
    ck_assert(draft_define(&b.d, 1000));
    ck_assert_uint_gt(b.s.held, before + 1000);
    draft_clear(&b.d);
    check_run(&b, "show m",
              "model m {\n  Wet  : Wet  <- Hose, Rain\n  Rain : Rain\n  Hose : Hose\n}\n");
    check_run(&b, "check P(Wet = no | Hose = no, Rain = yes) in m with F == 1/4", "");
    check_run(&b, "check P(Wet = no | Hose = yes, Rain = no) in m with F == 1/8", "");
    check_run(&b, "check P(Rain = no) in m with F == 3/4", "");
    bench_end(&b);
}
END_TEST

/* A model without a functor: types of their own, hidden causes, and nothing left of one that is
 * given up. */
START_TEST(test_model_alone)
{
    Bench b;
    const Type *type = NULL;
    bench_start(&b, "type B = {0, 1}");
    size_t types = b.s.types.count;
    for (int defined = 0; defined < 2; defined++) {
        Span nowhere = {0};
        draft_clear(&b.d);
        ck_assert_uint_eq(b.s.types.count, types);
        draft_init(&b.d, &b.s, (DraftName){name_of(&b, "alone"), nowhere},
                   (DraftName){NULL, nowhere}, nowhere);
        ck_assert(draft_check_names(&b.d));
        ck_assert(draft_add_variable(&b.d, name_of(&b, "A"), type, false));
        ck_assert(draft_add_variable(&b.d, name_of(&b, "B"), type, true));
        draft_add_parent(&b.d, 0, 1);
        draft_add_confounder(&b.d, 1, 0);
        draft_add_box(&b.d, 0, name_of(&b, "A"));
        draft_add_box(&b.d, 1, name_of(&b, "B"));
        draft_add_box(&b.d, 2, name_of(&b, "B <-> A"));
        ck_assert_uint_eq(b.s.types.count, types + 1); /* A; there is a B */
    }
    ck_assert(draft_define(&b.d, 0));
    check_run(&b, "show alone", "model alone {\n  A <- B\n  latent B : B\n  B <-> A\n}\n");
    bench_end(&b);
}
END_TEST

START_TEST(test_by_hand)
{
    Bench b;
    bench_start(&b, "");
    add_garden(&b);
    ck_assert(draft_define(&b.d, 0));
    check_run(&b,
              "functor G : m {\n  Rain = 3/4|no> + 1/4|yes>\n  Hose = uniform\n"
              "  Wet = { no,no -> 7/8|no> + 1/8|yes>  no,yes -> 1/4|no> + 3/4|yes>\n"
              "          yes,no -> 1/8|no> + 7/8|yes>  yes,yes -> |yes> }\n}\n"
              "check F(m) == G(m)\n",
              "");
    bench_end(&b);
}
END_TEST

static Name
type_name(const Bench *b, uint32_t v)
{
    return b->d.vertices.vertices.at[v].type->name;
}

START_TEST(test_types)
{
    Bench b;
    bench_start(&b, "type A = {no, yes}\ntype B = {yes, no}\ntype C = A * A\ntype D\n"
                    "type \"m.D\" = {0, 1}\n");
    const char *names[] = {"A", "B", "C", "D", "E"};
    const char *wanted[] = {"A", "m.B", "m.C", "m.D'", "E"};
    for (uint32_t v = 0; v < 5; v++) {
        add_vertex(&b, names[v]);
        ck_assert_str_eq(type_name(&b, v), wanted[v]);
    }
    ck_assert(b.d.vertices.vertices.at[0].type ==
              session_find_type(&b.s, name_of(&b, "A"))->at[0].type);
    bench_end(&b);
}
END_TEST

/* One complaint with this code, and nothing is left. */
static void
check_undone(Bench *b, const char *code, size_t values, size_t types)
{
    ck_assert_uint_eq(b->s.complain.errors, 1);
    ck_assert_msg(strstr(sink_text(&b->s.err), code), "%s", sink_text(&b->s.err));
    draft_clear(&b->d);
    ck_assert_uint_eq(b->s.values.count, values);
    ck_assert_uint_eq(b->s.types.count, types);
    ck_assert(!session_find(&b->s, name_of(b, "m")));
    ck_assert(!session_find_type(&b->s, name_of(b, "Rain")));
    bench_end(b);
}

START_TEST(test_name_taken)
{
    Bench b;
    bench_start(&b, "type T = {0, 1}\nlet F = 3\n");
    ck_assert(!draft_check_names(&b.d));
    check_undone(&b, "E042", 1, 1);
    bench_start(&b, "type T = {0, 1}\nlet F = 3\n");
    add_garden(&b);
    ck_assert(!draft_define(&b.d, 0));
    check_undone(&b, "E042", 1, 1);
    bench_start(&b, "");
    b.d.functor.name = b.d.model.name;
    ck_assert(!draft_check_names(&b.d));
    check_undone(&b, "E042", 0, 0);
}
END_TEST

START_TEST(test_cycle)
{
    Bench b;
    bench_start(&b, "type Hose = {no, yes}\n");
    add_vertex(&b, "Rain");
    add_vertex(&b, "Hose");
    draft_add_parent(&b.d, 0, 1);
    draft_add_parent(&b.d, 1, 0);
    ck_assert(!draft_define(&b.d, 0));
    check_undone(&b, "E083", 0, 1);
}
END_TEST

START_TEST(test_memory)
{
    Bench b;
    bench_start(&b, "type Hose = {no, yes}\n");
    add_garden(&b);
    b.s.budget.bytes = 1000000;
    ck_assert(!draft_define(&b.d, 1000000));
    check_undone(&b, "E032", 0, 1);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("draft");
    TCase *t = tcase_create("draft");
    tcase_add_test(t, test_garden);
    tcase_add_test(t, test_model_alone);
    tcase_add_test(t, test_by_hand);
    tcase_add_test(t, test_types);
    tcase_add_test(t, test_name_taken);
    tcase_add_test(t, test_cycle);
    tcase_add_test(t, test_memory);
    suite_add_tcase(s, t);
    return s;
}
