/* test_separation.c -- d-separation, paths and separators: small figures, edges, and public cases.
 */
#include "graph/separation.h"
#include "tests/suite.h"
#include "tests/unit/figure.h"

/* ---- separated or not ---- */

typedef struct Claim {
    const char *figure, *a, *b, *given;
    bool separated;
} Claim;

static const Claim claims[] = {
    {"A -> B -> C", "A", "C", "", false},
    {"A -> B -> C", "A", "C", "B", true},
    {"A <- B -> C", "A", "C", "", false},
    {"A <- B -> C", "A", "C", "B", true},
    {"A -> B <- C", "A", "C", "", true},
    {"A -> B <- C", "A", "C", "B", false},
    {"A -> B <- C; B -> D -> E", "A", "C", "E", false},
    {"A -> B <- C; B -> D -> E", "A", "E", "D", true},
    {"A -> B", "A", "B", "", false},
    {"A -> B", "A", "B", "B", true}, /* what is given is no end */
    {"A -> B", "", "B", "", true},
    {"A B", "A", "B", "", true},
    {"A -> B -> C; A -> D -> C", "A", "C", "B", false},
    {"A -> B -> C; A -> D -> C", "A", "C", "B D", true},
    {"latent U; A <- U -> C", "A", "C", "", false},
    /* dagitty, test/test/dseparation.js */
    {"x <-> m -> y", "x", "y", "", false},
    {"x <-> m -> y", "x", "y", "m", true},
    {"x <-> m <-> b <-> y", "x", "y", "m", true},
    {"x <-> m <-> b <-> y", "x", "y", "m b", false},
    {"x -> m <- y; m -> p", "x", "y", "m", false},
    {"x -> m <- y; m -> p", "x", "y", "p", false},
    {"x -> m <- y; m -> p", "x", "y", "", true},
    {"a -> x -> m <- y; m -> p", "a", "y", "m", false},
    {"E -> D; A -> E Z; B -> D Z; Z -> E D", "E", "B", "Z", false},
    /* pgmpy, test_CausalInference.py, the game */
    {"A -> X B; C -> B Y; X -> Y; B -> X", "X", "Y", "", false},
    {"A -> X B; C -> B Y; X -> Y; B -> X", "B", "Y", "C X", true},
    /* CausalInference.jl, test/gensearch.jl, two graphs */
    {"1 -> 2 -> 3 -> 4; 5 -> 1; 6 -> 5 4; 1 -> 7", "1", "4", "2 5", true},
    {"1 -> 2 -> 3 -> 4; 5 -> 1; 6 -> 5 4; 1 -> 7", "1", "4", "3 5", true},
    {"1 -> 2 -> 3 -> 4; 5 -> 1; 6 -> 5 4; 1 -> 7", "1", "4", "3 6", true},
    {"1 -> 2 -> 3 -> 4; 5 -> 1; 6 -> 5 4; 1 -> 7", "1", "4", "2", false},
    {"1 -> 2 -> 3 -> 4; 5 -> 1; 6 -> 5 4; 1 -> 7", "1", "4", "5", false},
    {"1 -> 3 4; 3 -> 6; 2 -> 5 4; 5 -> 8; 6 -> 7; 7 -> 8; 4 -> 6 8", "6", "8", "3 4 7", true},
    {"1 -> 3 4; 3 -> 6; 2 -> 5 4; 5 -> 8; 6 -> 7; 7 -> 8; 4 -> 6 8", "6", "8", "4 5 7", true},
    {"1 -> 3 4; 3 -> 6; 2 -> 5 4; 5 -> 8; 6 -> 7; 7 -> 8; 4 -> 6 8", "6", "8", "1 4 7", true},
    {"1 -> 3 4; 3 -> 6; 2 -> 5 4; 5 -> 8; 6 -> 7; 7 -> 8; 4 -> 6 8", "6", "8", "7", false},
    {"1 -> 3 4; 3 -> 6; 2 -> 5 4; 5 -> 8; 6 -> 7; 7 -> 8; 4 -> 6 8", "6", "8", "4 7", false},
};

START_TEST(test_claims)
{
    const Claim *c = &claims[_i];
    Figure f;
    figure_init(&f, c->figure);
    WireList a = figure_list(&f, c->a), b = figure_list(&f, c->b),
             given = figure_list(&f, c->given);
    ck_assert_int_eq(separated(&f.g, NULL, &a, &b, &given), c->separated);
    ck_assert_int_eq(separated(&f.g, NULL, &b, &a, &given), c->separated);
    array_clear(&a);
    array_clear(&b);
    array_clear(&given);
    figure_clear(&f);
}
END_TEST

/* ---- open paths ---- */

START_TEST(test_open_path)
{
    Figure f;
    figure_init(&f, "A -> B -> C; A -> D <- C; D -> E; C <-> A");
    WireList a = figure_list(&f, "A"), c = figure_list(&f, "C"), given = {0}, path = {0};
    ck_assert(open_path(&path, &f.g, NULL, &a, &c, &given));
    figure_expect(&f, &path, "A B C"); /* not the one through <->, which is as long */
    given = figure_list(&f, "B E");
    ck_assert(open_path(&path, &f.g, NULL, &a, &c, &given));
    figure_expect(&f, &path, "A D C");
    ck_assert(is_collider(&f.g, NULL, &path, 1));
    VertexSet cut;
    vertex_set_init(&cut, f.g.count);
    vertex_set_add(&cut, a.at[0]);
    Mutilation m = {.closed = &cut}, n = {.muted = &cut};
    ck_assert(open_path(&path, &f.g, &m, &a, &c, &given));
    figure_expect(&f, &path, "A D C");
    ck_assert(open_path(&path, &f.g, &n, &a, &c, &given));
    figure_expect(&f, &path, "A <-> C");
    ck_assert(!is_collider(&f.g, &n, &path, 1));
    ck_assert(open_path(&a, &f.g, NULL, &a, &c, &given)); /* the result may be an argument */
    figure_expect(&f, &a, "A D C");
    vertex_set_clear(&cut);
    array_clear(&a);
    array_clear(&c);
    array_clear(&given);
    array_clear(&path);
    figure_clear(&f);
}
END_TEST

START_TEST(test_mutilation)
{
    Figure f;
    figure_init(&f, "A -> B; A -> C -> B; B -> D");
    WireList a = figure_list(&f, "A"), b = figure_list(&f, "B"), d = figure_list(&f, "D"),
             none = {0};
    VertexSet only_a, only_b, both;
    vertex_set_init(&only_a, f.g.count);
    vertex_set_init(&only_b, f.g.count);
    vertex_set_init(&both, f.g.count);
    vertex_set_add(&only_a, a.at[0]);
    vertex_set_add(&only_b, b.at[0]);
    Mutilation closed = {.closed = &only_b}, muted = {.muted = &only_a};
    Mutilation arrow = {.tails = &only_a, .heads = &only_b};
    ck_assert(separated(&f.g, &closed, &a, &b, &none));
    ck_assert(!separated(&f.g, &closed, &b, &d, &none));
    ck_assert(separated(&f.g, &muted, &a, &b, &none));
    ck_assert(!separated(&f.g, &arrow, &a, &b, &none));
    ck_assert(has_arrow(&f.g, a.at[0], b.at[0]) && !has_arrow(&f.g, b.at[0], a.at[0]));
    ck_assert(!arrow_stays(&arrow, a.at[0], b.at[0]) && arrow_stays(&arrow, b.at[0], d.at[0]));
    connected(&both, &f.g, &closed, &b, &none);
    figure_expect(&f, &both.members, "B D");
    vertex_set_clear(&only_a);
    vertex_set_clear(&only_b);
    vertex_set_clear(&both);
    array_clear(&a);
    array_clear(&b);
    array_clear(&d);
    figure_clear(&f);
}
END_TEST

/* ---- all paths ---- */

static void
expect_paths(const char *figure, const char *ends, const char *given, size_t limit,
             const char *wanted)
{
    Figure f;
    Sink s;
    PathList found = {0};
    Budget budget = {0};
    bool complete;
    figure_init(&f, figure);
    sink_init(&s);
    WireList e = figure_list(&f, ends), c = figure_list(&f, given);
    find_paths(&found, &complete, &f.g, NULL, e.at[0], e.at[1], &c, limit, &budget);
    for (size_t i = 0; i < found.count; i++) {
        figure_print(&s, &f, &found.at[i].vertices);
        sink_print(&s, " (%u)\n", (unsigned)found.at[i].blocked);
    }
    sink_put(&s, complete ? "" : "...\n");
    ck_assert_str_eq(sink_text(&s), wanted);
    path_list_clear(&found);
    array_clear(&e);
    array_clear(&c);
    sink_clear(&s);
    figure_clear(&f);
}

START_TEST(test_paths)
{
    const char *lung = "S -> T -> C; S <-> C; S -> D <- C";
    expect_paths(lung, "S C", "", 9, "S T C (0)\nS D C (1)\nS <-> C (0)\n");
    expect_paths(lung, "S C", "T D", 9, "S T C (1)\nS D C (0)\nS <-> C (0)\n");
    expect_paths(lung, "S C", "", 2, "S T C (0)\nS D C (1)\n...\n");
    expect_paths(lung, "S C", "", 0, "...\n");
    expect_paths("A -> B; C -> D", "A C", "", 9, "");
    expect_paths("A -> B; C -> D", "A C", "", 0, "");
    expect_paths("A -> B -> C -> D; A -> C; B -> D", "A D", "C", 9,
                 "A B D (0)\nA C D (1)\nA B C D (2)\nA C B D (0)\n");
}
END_TEST

/* ---- separators ---- */

/* From dagitty, test/test/separators.js. */
static const char *seven =
    "D <-> v5; E -> v1 v6; v1 -> D; v2 -> D E; v3 -> E; v3 <-> v4; v4 -> v6; "
    "v5 -> v4; v6 -> v7; v7 -> D";

typedef struct Ask {
    const char *figure, *a, *b, *must, *not, *wanted; /* NULL: none */
} Ask;

static const Ask asks[] = {
    /* dagitty, test/test/separators.js; it begins at its x as we do at a */
    {NULL, "E", "D", "", "", "v1 v2 v3 v4 v6"},
    {NULL, "D", "E", "", "", "v1 v2 v5 v7"},
    {NULL, "E", "D", "v7", "", "v1 v2 v3 v4 v7"},
    {NULL, "E", "D", "v5", "", "v1 v2 v5 v6"},
    {NULL, "E", "D", "v5 v7", "", "v1 v2 v5 v7"},
    {NULL, "E", "D", "", "v7", "v1 v2 v3 v4 v6"},
    {NULL, "E", "D", "", "v6", "v1 v2 v3 v4 v7"},
    {NULL, "E", "D", "", "v4", "v1 v2 v5 v6"},
    {NULL, "E", "D", "", "v4 v6", "v1 v2 v5 v7"},
    {NULL, "E", "D", "", "v2", NULL},
    {NULL, "v4", "v2", "", "", ""},
    {NULL, "v4", "v2", "D", "", "D E v3 v5 v6"},
    {NULL, "v4", "v2", "D v7", "", "D E v3 v5 v7"},
    {NULL, "v4", "v2", "D", "v6", "D E v3 v5 v7"},
    /* dagitty, test/test/instrumental-variables.js, closeSeparator */
    {"latent u1 u2; u2 -> d -> a -> z; a -> c -> b -> z; u2 -> y; b -> u1 -> y", "y", "z", "", "",
     "b d"},
    /* CausalInference.jl, test/gensearch.jl; minimal ones, others may be too */
    {"1 -> 2 -> 3 -> 4; 5 -> 1; 6 -> 5 4; 1 -> 7", "1", "4", "", "", "2 5"},
    {"1 -> 2 -> 3 -> 4; 5 -> 1; 6 -> 5 4; 1 -> 7", "1", "2", "", "", NULL},
    {"1 -> 3 4; 3 -> 6; 2 -> 5 4; 5 -> 8; 6 -> 7; 7 -> 8; 4 -> 6 8", "6", "8", "", "", "3 4 7"},
    {"1 -> 3 4; 3 -> 6; 2 -> 5 4; 5 -> 8; 6 -> 7; 7 -> 8; 4 -> 6 8", "6", "8", "", "4", NULL},
    {"1 -> 3 4; 3 -> 6; 2 -> 5 4; 5 -> 8; 6 -> 7; 7 -> 8; 4 -> 6 8", "1 6", "2", "", "", NULL},
    {"A -> B <- C", "A", "C", "", "", ""},
    {"A -> B <- C", "A", "C", "B", "", NULL},
    {"A -> C", "A", "C", "", "", NULL},
    {"A B", "A", "B", "", "", ""},
};

/* The observed vertices but these. */
static WireList
observed_but(const Figure *f, const char * not )
{
    WireList out = figure_list(f, not ), in = {0};
    for (uint32_t v = 0; v < f->g.count; v++) {
        bool keep = f->g.observed[v];
        for (size_t i = 0; i < out.count; i++)
            keep = keep && out.at[i] != v;
        if (keep)
            array_push(&in, v);
    }
    array_clear(&out);
    return in;
}

START_TEST(test_separator)
{
    const Ask *q = &asks[_i];
    Figure f;
    figure_init(&f, q->figure ? q->figure : seven);
    WireList a = figure_list(&f, q->a), b = figure_list(&f, q->b), must = figure_list(&f, q->must);
    WireList may = observed_but(&f, q->not ), found = {0};
    bool ok = find_separator(&found, &f.g, NULL, &a, &b, &must, &may);
    ck_assert_int_eq(ok, q->wanted != NULL);
    if (ok) {
        SetList sets = {0};
        Sink text;
        sink_init(&text);
        sink_print(&text, "{%s}", q->wanted);
        array_push(&sets, found);
        figure_expect_sets(&f, &sets, sink_text(&text), q->a);
        array_clear(&sets);
        sink_clear(&text);
    }
    array_clear(&a);
    array_clear(&b);
    array_clear(&must);
    array_clear(&may);
    array_clear(&found);
    figure_clear(&f);
}
END_TEST

/* All minimal ones between two vertices. */
static void
expect_separators(const Figure *f, const char *a, const char *b, const char * not,
                  const char *wanted)
{
    WireList la = figure_list(f, a), lb = figure_list(f, b), may = observed_but(f, not );
    SetList found = {0};
    Budget budget = {0};
    bool complete;
    Sink where;
    sink_init(&where);
    sink_print(&where, "%s and %s", a, b);
    find_separators(&found, &complete, &f->g, NULL, &la, &lb, &(WireList){0}, &may, 100,
                    &budget);
    ck_assert(complete);
    figure_expect_sets(f, &found, wanted, sink_text(&where));
    sink_clear(&where);
    set_list_clear(&found);
    array_clear(&la);
    array_clear(&lb);
    array_clear(&may);
}

/* All minimal implications of a graph with three latents: dagitty, test/tests.js, commentator1. */
START_TEST(test_commentator)
{
    static const char *all[][3] = {{"X", "V", "{W1 Z1}"},       {"X", "Z2", "{V W2} {W1 W2 Z1}"},
                                   {"Y", "V", "{W1 W2 Z1 Z2}"}, {"V", "W1", "{}"},
                                   {"V", "W2", "{}"},           {"W1", "Z2", "{W2}"},
                                   {"W2", "Z1", "{W1}"},        {"Z1", "Z2", "{V W2} {V W1}"}};
    Figure f;
    figure_init(&f, "X Y; latent A B C; A -> W2 W1; B -> W1 X; C -> Y W2; V -> Z1 Z2; W1 -> Z1; "
                    "W2 -> Z2; X -> Y; Z1 -> X; Z2 -> Y");
    for (uint32_t v = 0; v < f.g.count; v++)
        for (uint32_t w = 0; w < f.g.count; w++) {
            const char *wanted = "", *a = f.m.vertices.at[v].name, *b = f.m.vertices.at[w].name;
            if (!f.g.observed[v] || !f.g.observed[w] || v == w)
                continue;
            for (size_t i = 0; i < COUNT(all); i++)
                if ((strcmp(all[i][0], a) == 0 && strcmp(all[i][1], b) == 0) ||
                    (strcmp(all[i][0], b) == 0 && strcmp(all[i][1], a) == 0))
                    wanted = all[i][2];
            expect_separators(&f, a, b, "", wanted);
        }
    figure_clear(&f);
}
END_TEST

START_TEST(test_separators)
{
    Figure f;
    figure_init(&f, seven);
    expect_separators(&f, "E", "D", "",
                      "{v1 v2 v3 v4 v6} {v1 v2 v3 v4 v7} {v1 v2 v5 v6} {v1 v2 v5 v7}");
    expect_separators(&f, "E", "D", "v2", "");
    expect_separators(&f, "E", "D", "v4 v6", "{v1 v2 v5 v7}");
    figure_clear(&f);
    /* dagitty, example "small model with mediator" */
    figure_init(&f, "Z -> X I; X -> I Y; I -> Y");
    expect_separators(&f, "Y", "Z", "", "{I X}");
    figure_clear(&f);
    /* CausalInference.jl, test/gensearch.jl: the minimal ones of its lists */
    figure_init(&f, "1 -> 2 -> 3 -> 4; 5 -> 1; 6 -> 5 4; 1 -> 7");
    expect_separators(&f, "1", "4", "", "{2 5} {2 6} {3 5} {3 6}");
    figure_clear(&f);
    figure_init(&f, "1 -> 3 4; 3 -> 6; 2 -> 5 4; 5 -> 8; 6 -> 7; 7 -> 8; 4 -> 6 8");
    expect_separators(&f, "6", "8", "1 2", "{3 4 7} {4 5 7}");
    figure_clear(&f);
}
END_TEST

/* Twelve parallel chains of two have 2 ^ 12 minimal separators. */
START_TEST(test_limit)
{
    Figure f;
    Sink text;
    sink_init(&text);
    for (int i = 0; i < 12; i++)
        sink_print(&text, "a -> b%d -> c%d -> d; ", i, i);
    figure_init(&f, sink_text(&text));
    WireList a = figure_list(&f, "a"), d = figure_list(&f, "d"), may = observed_but(&f, "");
    SetList found = {0};
    Budget budget = {0};
    bool complete;
    find_separators(&found, &complete, &f.g, NULL, &a, &d, &(WireList){0}, &may, 5000,
                    &budget);
    ck_assert(complete);
    ck_assert_uint_eq(found.count, 4096);
    find_separators(&found, &complete, &f.g, NULL, &a, &d, &(WireList){0}, &may, 100,
                    &budget);
    ck_assert(!complete);
    ck_assert_uint_eq(found.count, 100);
    atomic_bool interrupt = 1;
    budget = (Budget){.interrupt = &interrupt};
    find_separators(&found, &complete, &f.g, NULL, &a, &d, &(WireList){0}, &may, 5000,
                    &budget);
    ck_assert(!complete);
    ck_assert_uint_lt(found.count, 4096);
    PathList paths = {0};
    find_paths(&paths, &complete, &f.g, NULL, a.at[0], d.at[0], &a, 5000, &budget);
    ck_assert(!complete);
    path_list_clear(&paths);
    set_list_clear(&found);
    array_clear(&a);
    array_clear(&d);
    array_clear(&may);
    sink_clear(&text);
    figure_clear(&f);
}
END_TEST

/* ---- length ---- */

/* Nothing may take a step of the stack for each vertex. */
START_TEST(test_long_chain)
{
    enum { LINKS = 100000 };
    Model m = {0};
    Graph g = {0};
    Names names = {0};
    Signature s;
    signature_init(&s);
    const Type *type = signature_add_type(&s, names_add_text(&names, "T"));
    for (uint32_t v = 0; v < LINKS; v++) {
        Vertex x = {.type = type};
        if (v > 0)
            array_push(&x.parents, v - 1);
        model_add_vertex(&m, &x);
    }
    WireList none = {0}, a = {0}, b = {0}, middle = {0}, path = {0};
    ck_assert(model_sort(&m, &none));
    graph_make(&g, &m);
    array_push(&a, 0);
    array_push(&b, LINKS - 1);
    array_push(&middle, LINKS / 2);
    ck_assert(open_path(&path, &g, NULL, &a, &b, &none));
    ck_assert_uint_eq(path.count, LINKS);
    ck_assert(separated(&g, NULL, &a, &b, &middle));
    ck_assert(find_separator(&path, &g, NULL, &b, &a, &none, &g.order));
    ck_assert(path.count == 1 && path.at[0] == LINKS - 2);
    array_clear(&a);
    array_clear(&b);
    array_clear(&middle);
    array_clear(&path);
    graph_clear(&g);
    model_clear(&m);
    signature_clear(&s);
    names_clear(&names);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("separation");
    TCase *t = tcase_create("separation");
    tcase_add_loop_test(t, test_claims, 0, (int)COUNT(claims));
    tcase_add_test(t, test_open_path);
    tcase_add_test(t, test_mutilation);
    tcase_add_test(t, test_paths);
    tcase_add_loop_test(t, test_separator, 0, (int)COUNT(asks));
    tcase_add_test(t, test_separators);
    tcase_add_test(t, test_commentator);
    tcase_add_test(t, test_limit);
    tcase_add_test(t, test_long_chain);
    suite_add_tcase(s, t);
    return s;
}
