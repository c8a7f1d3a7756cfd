/* test_causal_graph.c -- graphs as readers make them: what is said again, circles, limits. */
#include "graph_io/dot.h"
#include "tests/suite.h"

#include <string.h>

typedef struct Bench {
    Names names;
    Budget budget;
    CausalGraph g;
    GraphMistake m;
} Bench;

static bool
read_text(Bench *b, const char *text)
{
    graph_mistake_clear(&b->m);
    causal_graph_clear(&b->g);
    return graph_read(&b->g, &b->m, dagitty_read, text, strlen(text), &b->names, &b->budget);
}

static void
bench_end(Bench *b)
{
    graph_mistake_clear(&b->m);
    causal_graph_clear(&b->g);
    names_clear(&b->names);
}

/* An edge said again, an arrow with two heads also the other way round, is the same edge; one in
 * the other direction, or of the other kind, is not. */
START_TEST(edges_are_said_once)
{
    static const struct {
        const char *text;
        size_t vertices, edges;
    } cases[] = {
        {"a -> b; a -> b; b <- a; {a} -> {b b a2}", 3, 2},
        {"a <-> b; b <-> a; {a b} <-> c; c <-> {b a}", 3, 3},
        {"a -> b; a <-> b", 2, 2},
        {"dag { a; a; b [latent]; b }", 2, 0},
        {"a 1\nb U @1,2\n\na b\nb a\na b", 2, 2},
        {"a b 1\nc\n\na b c\nc", 2, 1},
        {"a\nb\nc\n\n0 1 1\n0 0 1\n0 0 0", 3, 3},
    };
    Bench b = {.m = {.fault = GRAPH_FINE}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        ck_assert_msg(read_text(&b, cases[i].text), "%s", cases[i].text);
        ck_assert_uint_eq(b.g.vertices.count, cases[i].vertices);
        ck_assert_uint_eq(b.g.edges.count, cases[i].edges);
    }
    bench_end(&b);
}
END_TEST

/* A circle is told from its first vertex on, at the edge that is said last; what hangs on it is
 * left out. */
START_TEST(circles_are_told)
{
    static const struct {
        const char *text;
        size_t length;
        const char *first;
        const char *edge;
    } cases[] = {
        {"a -> b -> a", 2, "a", "b -> a"},
        {"z -> b -> c -> d -> b -> e; y -> z", 3, "b", "d -> b"},
        {"c -> a; b -> c; a -> b; b <-> a", 3, "c", "a -> b"},
        {"p -> q; x -> y -> x; y -> p", 2, "x", "y -> x"},
    };
    Bench b = {.m = {.fault = GRAPH_FINE}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        ck_assert(!read_text(&b, cases[i].text));
        ck_assert_int_eq(b.m.fault, GRAPH_CYCLE);
        ck_assert_uint_eq(b.m.cycle.count, cases[i].length);
        ck_assert_str_eq(b.m.cycle.at[0], cases[i].first);
        ck_assert_uint_eq(b.m.end - b.m.start, strlen(cases[i].edge));
        ck_assert_int_eq(strncmp(cases[i].text + b.m.start, cases[i].edge,
                                 strlen(cases[i].edge)), 0);
        ck_assert_uint_eq(b.g.vertices.count, 0);
    }
    ck_assert(read_text(&b, "a -> b <-> c -> a"));
    bench_end(&b);
}
END_TEST

/* k vertices against k others are k^2 edges: the budget is asked while they are made. */
START_TEST(groups_are_afforded)
{
    Bench b = {.budget = {.bytes = 1 << 20}};
    Sink text;
    sink_init(&text);
    for (int side = 0; side < 2; side++) {
        sink_put(&text, side ? "} -> {" : "{");
        for (int i = 0; i < 300; i++)
            sink_print(&text, " %c%d", 'a' + side, i);
    }
    sink_put(&text, "}");
    ck_assert(!read_text(&b, sink_text(&text)));
    ck_assert_int_eq(b.m.fault, GRAPH_STOPPED);
    ck_assert_int_eq(b.budget.stop, STOP_MEMORY);
    b.budget = (Budget){.bytes = 0};
    ck_assert(read_text(&b, sink_text(&text)));
    ck_assert_uint_eq(b.g.edges.count, 300 * 300);
    sink_clear(&text);
    bench_end(&b);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("causal graphs");
    tcase_add_test(c, edges_are_said_once);
    tcase_add_test(c, circles_are_told);
    tcase_add_test(c, groups_are_afforded);
    Suite *s = suite_create("causal graphs");
    suite_add_tcase(s, c);
    return s;
}
