/* test_plans.c -- effects of plans, and what is worth measuring, on shapes small enough to do by
 * hand. */
#include "show/formula.h"
#include "surgery/forget.h"
#include "surgery/identify.h"
#include "surgery/plan_ground.h"
#include "surgery/plan_witness.h"
#include "surgery/simplify.h"
#include "surgery/worth.h"
#include "tests/suite.h"
#include "tests/unit/figure.h"

typedef struct Asked {
    Figure f;
    Projection p;
    Effect e;
    Budget budget;
    Name names[32], plans[32];
} Asked;

/* P(y | do(x), z) in this shape; plans are added. */
static void
start(Asked *a, const char *shape, const char *y, const char *x, const char *z)
{
    *a = (Asked){0};
    figure_init(&a->f, shape);
    ck_assert(projection_make(&a->p, &a->f.g, &a->budget));
    a->e.y = figure_list(&a->f, y);
    a->e.x = figure_list(&a->f, x);
    a->e.z = figure_list(&a->f, z);
    for (uint32_t v = 0; v < a->f.m.vertices.count; v++) {
        a->names[v] = a->f.m.vertices.at[v].name ? a->f.m.vertices.at[v].name : "bow";
        a->plans[v] = "k";
    }
}

static void
plan(Asked *a, const char *vertex, const char *reads)
{
    WireList of = figure_list(&a->f, vertex), list = figure_list(&a->f, reads);
    effect_add_plan(&a->e, of.at[0], &list);
    array_clear(&list);
    array_clear(&of);
}

static void
end(Asked *a)
{
    effect_clear(&a->e);
    projection_clear(&a->p);
    figure_clear(&a->f);
}

static void
expect_formula(const Asked *a, const Estimand *e, const char *wanted)
{
    Sink text;
    sink_init(&text);
    ck_assert(estimand_is_sound(e));
    formula_write(e, &(FormulaNames){.name_of = a->names, .plan_of = a->plans}, &text);
    ck_assert_str_eq(sink_text(&text), wanted);
    sink_clear(&text);
}

/* The formula of the moves, in its simplest form; NULL: the effect is not identifiable. */
static void
expect(Asked *a, const char *wanted)
{
    Identification i = {0};
    Estimand simple = {0};
    WireList forgotten = {0};
    ck_assert(identify(&i, &a->f.g, &a->p, &a->e, &a->budget));
    ck_assert_int_eq(i.identified, wanted != NULL);
    if (wanted) {
        ck_assert(estimand_is_sound(&i.estimand));
        ck_assert(estimand_simplify(&simple, &i.estimand, &a->f.g, &a->budget));
        ck_assert(forget_free(&simple, &forgotten, &a->f.g, &a->e, &a->budget));
        expect_formula(a, &simple, wanted);
    }
    array_clear(&forgotten);
    estimand_clear(&simple);
    identification_clear(&i);
}

static void
expect_ground(Asked *a, GroundKind kind, const char *by, const char *wanted)
{
    Ground ground = {0};
    WireList set = figure_list(&a->f, by);
    ck_assert(plan_ground_find(&ground, &a->f.g, &a->e, &a->budget));
    ck_assert_int_eq(ground.kind, kind);
    ck_assert(wires_same_set(&ground.by, &set));
    if (wanted)
        expect_formula(a, &ground.estimand, wanted);
    array_clear(&set);
    ground_clear(&ground);
}

START_TEST(a_plan_that_reads_the_back_door)
{
    Asked a;
    start(&a, "Z -> X -> Y; Z -> Y", "Y", "", "");
    plan(&a, "X", "Z");
    expect(&a, "sum_Z P(Z) sum_X k(X | Z) P(Y | Z, X)");
    expect_ground(&a, GROUND_BACK_DOOR, "Z", "sum_Z P(Z) sum_X k(X | Z) P(Y | Z, X)");
    end(&a);
}
END_TEST

START_TEST(a_state_without_confounding_and_at_a_front_door)
{
    Asked a;
    start(&a, "X -> Y", "Y", "", "");
    plan(&a, "X", "");
    expect_ground(&a, GROUND_NO_ADJUSTMENT, "", "sum_X k(X) P(Y | X)");
    end(&a);
    start(&a, "X -> M -> Y; X <-> Y", "Y", "", "");
    plan(&a, "X", "");
    expect_ground(&a, GROUND_FRONT_DOOR, "M",
                  "sum_X k(X) sum_M P(M | X) sum_X' P(X') P(Y | X', M)");
    expect(&a, "sum_X k(X) sum_M P(M | X) sum_X' P(X') P(Y | X', M)");
    end(&a);
}
END_TEST

START_TEST(two_plans_may_read_the_same)
{
    Asked a;
    start(&a, "Z -> A B; A B -> Y", "Y", "", "");
    plan(&a, "A", "Z");
    plan(&a, "B", "Z");
    expect_ground(&a, GROUND_NO_ADJUSTMENT, "",
                  "sum_Z P(Z) sum_A k(A | Z) sum_B k(B | Z) P(Y | A, B)");
    end(&a);
}
END_TEST

START_TEST(no_criterion_where_what_is_read_is_an_effect)
{
    Asked a;
    start(&a, "A -> B -> C -> Y; A -> Y", "Y", "", "");
    plan(&a, "A", "");
    plan(&a, "C", "B");
    expect_ground(&a, GROUND_GENERAL, "", NULL);
    expect(&a, "sum_A k(A) sum_B P(B | A) sum_C k(C | B) P(Y | A, C)");
    end(&a);
}
END_TEST

START_TEST(what_is_planned_is_asked_for_or_known)
{
    Asked a;
    start(&a, "Z -> X -> Y; Z -> Y", "X Y", "", "");
    plan(&a, "X", "Z");
    expect(&a, "sum_Z P(Z) k(X | Z) P(Y | Z, X)");
    end(&a);
    start(&a, "Z -> X -> Y; Z -> Y", "X", "", "");
    plan(&a, "X", "");
    expect(&a, "k(X)");
    end(&a);
    start(&a, "Z -> X -> Y", "Y", "", "X"); /* exchanged: to see X is to do it */
    plan(&a, "X", "Z");
    expect(&a, "P(Y | X)");
    end(&a);
}
END_TEST

START_TEST(a_plan_may_make_unknown_what_was_known)
{
    Asked a;
    start(&a, "X -> Y; Z; X <-> Z; Z <-> Y", "Y", "", "");
    plan(&a, "X", "");
    expect(&a, "sum_X k(X) P(Y | X)");
    end(&a);
    start(&a, "X -> Y; Z; X <-> Z; Z <-> Y", "Y", "", "");
    plan(&a, "X", "Z");
    expect(&a, NULL);
    end(&a);
}
END_TEST

/* C is cut, so that V may act on U by the plan of X: no order is that of both graphs. */
START_TEST(an_order_of_the_plans_alone)
{
    Asked a;
    start(&a, "X -> U -> C -> V; U <-> V; U V -> Y", "Y", "", "");
    plan(&a, "C", "");
    plan(&a, "X", "V");
    Identification i = {0};
    ck_assert(identify(&i, &a.f.g, &a.p, &a.e, &a.budget));
    ck_assert(i.identified && estimand_is_sound(&i.estimand));
    identification_clear(&i);
    end(&a);
}
END_TEST

START_TEST(rewired_graphs)
{
    Asked a;
    Graph g = {0};
    WireList none = {0}, reads = {0};
    start(&a, "A -> B -> C", "A", "", "");
    uint32_t first = 0, last = 2;
    array_push(&reads, 0);
    ck_assert(graph_rewire(&g, &a.f.g, &last, &reads, 1));
    ck_assert(has_arrow(&g, 0, 1) && has_arrow(&g, 0, 2) && !has_arrow(&g, 1, 2));
    ck_assert(graph_rewire(&g, &a.f.g, &last, &none, 1));
    ck_assert(!has_arrow(&g, 1, 2));
    reads.at[0] = 2;
    WireList both[] = {reads, none}; /* C -> A -> B, C free: not an order of A -> B -> C */
    uint32_t ends[] = {first, last};
    ck_assert(!graph_rewire(&g, &a.f.g, ends, both, 2));
    ck_assert_uint_lt(g.rank[2], g.rank[0]);
    ck_assert_uint_lt(g.rank[0], g.rank[1]);
    array_clear(&reads);
    graph_clear(&g);
    end(&a);
}
END_TEST

static void
expect_worth(Asked *a, const char *wanted, size_t tried, size_t latents)
{
    Worth w = {0};
    ck_assert(worth_find(&w, &a->f.g, &a->e, &a->budget));
    Sink text;
    sink_init(&text);
    for (size_t i = 0; i < w.sets.count; i++) {
        sink_put(&text, i ? " {" : "{");
        for (size_t k = 0; k < w.sets.at[i].count; k++)
            sink_print(&text, "%s%s", k ? " " : "", a->names[w.sets.at[i].at[k]]);
        sink_put(&text, "}");
    }
    ck_assert_str_eq(sink_text(&text), wanted);
    ck_assert_uint_eq(w.tried, tried);
    ck_assert_uint_eq(w.latents, latents);
    sink_clear(&text);
    worth_clear(&w);
}

START_TEST(what_is_worth_measuring)
{
    Asked a;
    start(&a, "X -> Y; X <-> Y", "Y", "X", "");
    expect_worth(&a, "{bow}", 1, 1);
    end(&a);
    start(&a, "latent U V W; U -> V; V W -> X; X U W -> Y", "Y", "X", "");
    expect_worth(&a, "{U W} {V W}", 3, 3);
    end(&a);
    start(&a, "latent U; U -> X; X -> Y -> Z; U -> Z", "Y", "X", "");
    expect_worth(&a, "{}", 1, 1);
    end(&a);
    start(&a, "latent U; U -> Z Y; Z -> X -> Y", "Y", "", ""); /* a plan that needs less than X */
    plan(&a, "X", "Z");
    expect_worth(&a, "{}", 1, 1);
    end(&a);
}
END_TEST

START_TEST(the_budget_stops_it)
{
    Asked a;
    Worth w = {0};
    start(&a, "X -> Y; X <-> Y", "Y", "X", "");
    a.budget.stop = STOP_TIME;
    ck_assert(!worth_find(&w, &a.f.g, &a.e, &a.budget));
    ck_assert_uint_eq(w.sets.count, 0);
    end(&a);
}
END_TEST

START_TEST(effects_without_their_plans)
{
    Asked a;
    Effect inner = {0};
    start(&a, "Z -> X -> Y; Z -> Y; W", "Y X", "", "W");
    plan(&a, "X", "Z");
    plan_witness_effect(&inner, &a.e, 0);
    ck_assert_uint_eq(inner.x.count, 1);
    ck_assert_uint_eq(inner.y.count, 1);
    ck_assert_uint_eq(inner.z.count, 1);
    plan_witness_effect(&inner, &a.e, 1);
    ck_assert_uint_eq(inner.y.count, 3); /* with what is known, and what the plan reads */
    ck_assert_uint_eq(inner.z.count, 0);
    effect_clear(&inner);
    ck_assert(effect_mentions(&a.e, 0) && effect_reads(&a.e, 0) == NULL);
    effect_set(&a.e, &a.e);
    ck_assert_uint_eq(a.e.plans.count, 1);
    end(&a);
}
END_TEST

/* How many are known where `known` (of X, Z, W) are, and X is this function of Z and W. */
static size_t
determined(const char *known, const char *image)
{
    const char *names = "XZW";
    Effect e = {0};
    WireList list = {0};
    uint32_t reads[2] = {1, 2};
    for (int i = 0; i < 2; i++)
        array_push(&list, reads[i]);
    effect_add_plan(&e, 0, &list);
    for (int i = 0; i < 2; i++)
        array_push(&e.plans.at[0].sizes, 2);
    for (const char *c = image; *c; c++)
        array_push(&e.plans.at[0].image, (uint32_t)(*c - '0'));
    list.count = 0;
    for (const char *c = known; *c; c++)
        array_push(&list, (uint32_t)(strchr(names, *c) - names));
    effect_determined(&list, &e);
    size_t count = list.count;
    array_clear(&list);
    effect_clear(&e);
    return count;
}

START_TEST(what_functions_tell)
{
    ck_assert_uint_eq(determined("ZW", "0110"), 3); /* xor: two tell the third */
    ck_assert_uint_eq(determined("XZ", "0110"), 3);
    ck_assert_uint_eq(determined("XW", "0110"), 3);
    ck_assert_uint_eq(determined("X", "0110"), 1);
    ck_assert_uint_eq(determined("X", "0011"), 2); /* Z alone */
    ck_assert_uint_eq(determined("Z", "0011"), 2);
    ck_assert_uint_eq(determined("W", "0011"), 1);
    ck_assert_uint_eq(determined("", "1111"), 1); /* a constant */
    ck_assert_uint_eq(determined("XZ", "0111"), 2);
    ck_assert_uint_eq(determined("XZ", ""), 2); /* no function */
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("plans");
    TCase *t = tcase_create("plans");
    tcase_add_test(t, a_plan_that_reads_the_back_door);
    tcase_add_test(t, a_state_without_confounding_and_at_a_front_door);
    tcase_add_test(t, two_plans_may_read_the_same);
    tcase_add_test(t, no_criterion_where_what_is_read_is_an_effect);
    tcase_add_test(t, what_is_planned_is_asked_for_or_known);
    tcase_add_test(t, a_plan_may_make_unknown_what_was_known);
    tcase_add_test(t, an_order_of_the_plans_alone);
    tcase_add_test(t, rewired_graphs);
    tcase_add_test(t, what_is_worth_measuring);
    tcase_add_test(t, the_budget_stops_it);
    tcase_add_test(t, effects_without_their_plans);
    tcase_add_test(t, what_functions_tell);
    suite_add_tcase(s, t);
    return s;
}
