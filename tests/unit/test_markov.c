/* test_markov.c -- what well-known shapes say: bases, missing edges, Verma constraints,
 * equivalence, essential graphs, worked out by hand. */
#include "graph/markov.h"
#include "tests/law/dag.h"
#include "tests/suite.h"

enum { LIMIT = 1000 };

/* A shape from text: `A>B` is an arrow, `A-B` a latent of both.  The letters used are the observed
 * vertices, A being 0; latents come after them. */
static Dag
read_shape(const char *text)
{
    Dag d = {0};
    for (const char *s = text; *s; s++)
        if (*s >= 'A' && *s <= 'Z' && (uint32_t)(*s - 'A') >= d.n)
            d.n = (uint32_t)(*s - 'A') + 1;
    d.observed = bit(d.n) - 1;
    for (const char *s = text; *s; s++) {
        uint32_t a = (uint32_t)(s[0] - 'A');
        if (s[1] != '>' && s[1] != '-')
            continue;
        uint32_t b = (uint32_t)(s[2] - 'A');
        d.parents[b] |= bit(s[1] == '>' ? a : d.n);
        if (s[1] == '-')
            d.parents[a] |= bit(d.n++);
    }
    return d;
}

static void
put_set(Sink *out, const WireList *l)
{
    for (size_t i = 0; i < l->count; i++)
        sink_print(out, "%c", (int)('A' + l->at[i]));
}

/* `v:of|given` for each, with blanks between. */
static void
expect_independences(const IndependenceList *l, const char *wanted)
{
    Sink out;
    sink_init(&out);
    for (size_t i = 0; i < l->count; i++) {
        sink_print(&out, i ? " %c:" : "%c:", (int)('A' + l->at[i].v));
        put_set(&out, &l->at[i].of);
        sink_put(&out, "|");
        put_set(&out, &l->at[i].given);
    }
    ck_assert_str_eq(sink_text(&out), wanted);
    sink_clear(&out);
}

static void
expect_basis(const char *shape, const char *basis, const char *missing)
{
    Dag d = read_shape(shape);
    Graph g = {0};
    Projection p = {0};
    Budget b = {0};
    IndependenceList l = {0};
    bool complete = false;
    dag_graph(&g, &d);
    ck_assert(projection_make(&p, &g, &b));
    independences(&l, &complete, &p, LIMIT, &b);
    ck_assert(complete);
    expect_independences(&l, basis);
    missing_edges(&l, &complete, &g, LIMIT, &b); /* in the list that is full */
    ck_assert(complete);
    expect_independences(&l, missing);
    independence_list_clear(&l);
    projection_clear(&p);
    graph_clear(&g);
}

START_TEST(test_basis)
{
    expect_basis("", "", "");
    expect_basis("A", "", "");
    expect_basis("A B", "B:A|", "A:B|");
    expect_basis("A>B B>C", "C:A|B", "A:C|B");
    expect_basis("A>B C>B", "C:A|", "A:C|");
    expect_basis("A>B B>C C>D", "C:A|B D:AB|C", "A:C|B A:D|B B:D|C");
    expect_basis("A>B A>C B>D C>D", "C:B|A D:A|BC", "A:D|BC B:C|A");
}
END_TEST

/* Latents: the front door says nothing; an instrument neither; a chain of latents has more than one
 * statement for a vertex. */
START_TEST(test_basis_behind_latents)
{
    expect_basis("A>B B>C A-C", "", "");
    expect_basis("A>B B>C B-C", "", "");
    expect_basis("A>B B-C D>C", "D:A| B:D|A C:A|D", "A:C| A:D| B:D|");
    expect_basis("A-B B-C C-D", "C:A| D:A|C D:AB|", "A:C| A:D| B:D|");
}
END_TEST

/* `comb/set v|given!free` for each. */
static void
expect_vermas(const char *shape, const char *wanted)
{
    Dag d = read_shape(shape);
    Graph g = {0};
    Projection p = {0};
    Budget b = {0};
    VermaList l = {0};
    bool complete = false;
    Sink out;
    sink_init(&out);
    dag_graph(&g, &d);
    ck_assert(projection_make(&p, &g, &b));
    for (int i = 0; i < 2; i++) /* again in the list that is full */
        vermas(&l, &complete, &g, &p, LIMIT, &b);
    ck_assert(complete);
    for (size_t i = 0; i < l.count; i++) {
        sink_put(&out, i ? " " : "");
        put_set(&out, &l.at[i].comb);
        sink_put(&out, "/");
        put_set(&out, &l.at[i].set);
        sink_print(&out, " %c|", (int)('A' + l.at[i].v));
        put_set(&out, &l.at[i].given);
        sink_put(&out, "!");
        put_set(&out, &l.at[i].free);
    }
    ck_assert_str_eq(sink_text(&out), wanted);
    sink_clear(&out);
    verma_list_clear(&l);
    projection_clear(&p);
    graph_clear(&g);
}

START_TEST(test_vermas)
{
    /* Verma & Pearl 1990: sum_b P(b | a) P(d | a, b, c) does not depend on a */
    expect_vermas("A>B B>C C>D B-D", "BD/D D|C!A");
    /* the napkin, W R X Y: the ratio of sum_w P(w) P(x, y | r, w) to its sum over y does not depend
     * on r */
    expect_vermas("A>B B>C C>D A-C A-D", "ACD/CD D|C!B");
    /* B and D are dormantly independent: in the comb of all but C, once A is discarded */
    expect_vermas("A>C C>D A-B A-D", "ABD/BD D|C!B");
    /* sum_c P(c | a) P(d | a, b, c) does not depend on a */
    expect_vermas("A>B C>B B>D A-C C-D", "ACD/AD D|B!A");
}
END_TEST

/* `z x y|given` for each. */
static void
expect_instrumentals(const char *shape, size_t limit, const char *wanted)
{
    Dag d = read_shape(shape);
    Graph g = {0};
    Projection p = {0};
    Budget b = {0};
    InstrumentalList l = {0};
    bool complete = false;
    Sink out;
    sink_init(&out);
    dag_graph(&g, &d);
    ck_assert(projection_make(&p, &g, &b));
    for (int i = 0; i < 2; i++) /* again in the list that is full */
        instrumentals(&l, &complete, &g, &p, limit, &b);
    ck_assert(complete == (limit == LIMIT));
    for (size_t i = 0; i < l.count; i++) {
        const Instrumental *one = &l.at[i];
        sink_print(&out, "%s%c%c%c|", i ? " " : "", (int)('A' + one->z), (int)('A' + one->x),
                   (int)('A' + one->y));
        put_set(&out, &one->given);
    }
    ck_assert_str_eq(sink_text(&out), wanted);
    sink_clear(&out);
    instrumental_list_clear(&l);
    projection_clear(&p);
    graph_clear(&g);
}

START_TEST(test_instrumentals)
{
    expect_instrumentals("A>B B>C B-C", LIMIT, "ABC|");       /* the instrument */
    expect_instrumentals("A>B B>C B-C A-B", LIMIT, "ABC|");   /* with a cause in common with B */
    expect_instrumentals("D>A D>C A>B B>C B-C", LIMIT, "ABC|D");
    expect_instrumentals("A>B B>C B-C D>B", LIMIT, "ABC| DBC|");
    expect_instrumentals("A>B B>C B-C D>B", 1, "ABC|");
    expect_instrumentals("A>B B>C C>D B-D", LIMIT, "ABD|");   /* through C */
    expect_instrumentals("A>B B>C B-C A>C", LIMIT, "");       /* an arrow besides */
    expect_instrumentals("A>B B>C B-C A-C", LIMIT, "");       /* a cause in common with C */
    expect_instrumentals("A>B B>C", LIMIT, "");               /* an independence says it */
    expect_instrumentals("A>B B>C A-C", LIMIT, "");           /* the front door */
    expect_instrumentals("B>C B-C", LIMIT, "");               /* nothing moves B */
    expect_instrumentals("A>B B>C B-C B>D D-C", LIMIT, "ABC|"); /* D is an effect */
}
END_TEST

START_TEST(test_no_vermas)
{
    expect_vermas("", "");
    expect_vermas("A>B B>C C>D", "");
    expect_vermas("A>B B>C A-C", "");         /* the front door */
    expect_vermas("A>B B>C B-C", "");         /* an instrument */
    expect_vermas("A>B A-B", "");             /* the bow */
    expect_vermas("A>B B>C C>D B-D A>D", ""); /* saturated */
    expect_vermas("A>B B-C D>C", "");         /* independences say all */
}
END_TEST

/* No separation of the observed state tells the arrow A -> D from none. */
START_TEST(test_verma_is_no_independence)
{
    Dag verma = read_shape("A>B B>C C>D B-D"), more = read_shape("A>B B>C C>D B-D A>D");
    ck_assert(dag_same_separations(&verma, &more));
    Dag napkin = read_shape("A>B B>C C>D A-C A-D"), other = read_shape("A>B B>C C>D A-C A-D B>D");
    ck_assert(dag_same_separations(&napkin, &other));
}
END_TEST

/* wanted: NULL, or `a:xy|given`. */
static void
compare_shapes(const char *first, const char *second, const char *wanted)
{
    Dag a = read_shape(first), b = read_shape(second);
    Graph g = {0}, h = {0};
    Budget budget = {0};
    Difference why = {0};
    uint32_t map[DAG_MAX];
    bool same = false;
    Sink out;
    sink_init(&out);
    for (uint32_t v = 0; v < DAG_MAX; v++)
        map[v] = v;
    dag_graph(&g, &a);
    dag_graph(&h, &b);
    for (int i = 0; i < 2; i++) /* again in the difference that is full */
        ck_assert(equivalent(&same, &why, &g, &h, map, &budget));
    ck_assert(same == !wanted);
    if (!same) {
        sink_print(&out, "%c:%c%c|", why.in_a ? 'a' : 'b', (int)('A' + why.x), (int)('A' + why.y));
        put_set(&out, &why.given);
        ck_assert_str_eq(sink_text(&out), wanted);
    }
    sink_clear(&out);
    difference_clear(&why);
    graph_clear(&g);
    graph_clear(&h);
}

START_TEST(test_equivalent)
{
    compare_shapes("", "", NULL);
    compare_shapes("A>B", "B>A", NULL);
    compare_shapes("A>B", "A-B", NULL);
    compare_shapes("A>B B>C", "C>B B>A", NULL);
    compare_shapes("A>B B>C", "B>A B>C", NULL);
    compare_shapes("A>B B>C A-C", "A>B A>C B>C", NULL);
    compare_shapes("A>B C>B", "A-B B-C", NULL);
    compare_shapes("A>B B>C C>D B-D", "A>B B>C C>D B-D A>D", NULL);
}
END_TEST

START_TEST(test_different)
{
    compare_shapes("A>B B>C", "A>B C>B", "a:AC|B");
    compare_shapes("A>B C>B", "A>B B>C", "b:AC|B");
    compare_shapes("A>B", "A B", "b:AB|");
    compare_shapes("A B", "A>B", "a:AB|");
    compare_shapes("A>B B>C", "A>B B>C A>C", "a:AC|B");
    /* one adjacency, one collider at the end of a discriminating path: A B C D */
    compare_shapes("A>B B-C B>D C>D", "A>B B-C B>D C-D", "a:AD|BC");
    compare_shapes("A>B B-C B>D C-D", "A>B B-C B>D C>D", "b:AD|BC");
}
END_TEST

/* The map matters, and so do the numbers of latents. */
START_TEST(test_map)
{
    Dag a = read_shape("A>B C>B"); /* the collider is B; below it is 0, and 1 is a latent */
    Dag b = {.n = 4, .observed = 13, .parents = {[0] = bit(1) | bit(3), [2] = bit(1)}};
    Graph g = {0}, h = {0};
    Budget budget = {0};
    Difference why = {0};
    const uint32_t right[] = {2, 0, 3}, wrong[] = {0, 2, 3};
    bool same = false;
    dag_graph(&g, &a);
    dag_graph(&h, &b);
    ck_assert(equivalent(&same, &why, &g, &h, right, &budget));
    ck_assert(same);
    ck_assert(equivalent(&same, &why, &g, &h, wrong, &budget));
    ck_assert(!same && why.in_a && why.x == 0 && why.y == 2 && why.given.count == 0);
    difference_clear(&why);
    graph_clear(&g);
    graph_clear(&h);
}
END_TEST

static void
put_pairs(Sink *out, const WireList *l, char sign)
{
    for (size_t i = 0; i < l->count; i += 2)
        sink_print(out, out->count ? " %c%c%c" : "%c%c%c", (int)('A' + l->at[i]), sign,
                   (int)('A' + l->at[i + 1]));
}

static void
expect_essential(const char *shape, const char *wanted)
{
    Dag d = read_shape(shape);
    Graph g = {0};
    Essential e = {0};
    Sink out;
    sink_init(&out);
    dag_graph(&g, &d);
    for (int i = 0; i < 2; i++) /* again in the one that is full */
        essential_graph(&e, &g);
    put_pairs(&out, &e.arrows, '>');
    put_pairs(&out, &e.lines, '-');
    ck_assert_str_eq(sink_text(&out), wanted);
    sink_clear(&out);
    essential_clear(&e);
    graph_clear(&g);
}

START_TEST(test_essential)
{
    expect_essential("", "");
    expect_essential("A>B", "A-B");
    expect_essential("C>B B>A", "A-B B-C");
    expect_essential("A>B C>B", "A>B C>B");
    expect_essential("A>C B>C C>D", "A>C B>C C>D"); /* Meek's first rule */
    expect_essential("A>B B>C A>C", "A-B A-C B-C");
    /* his third */
    expect_essential("A>B A>C A>D B>D C>D", "A>D B>D C>D A-B A-C");
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("markov");
    TCase *t = tcase_create("markov");
    tcase_add_test(t, test_basis);
    tcase_add_test(t, test_basis_behind_latents);
    tcase_add_test(t, test_vermas);
    tcase_add_test(t, test_instrumentals);
    tcase_add_test(t, test_no_vermas);
    tcase_add_test(t, test_verma_is_no_independence);
    tcase_add_test(t, test_equivalent);
    tcase_add_test(t, test_different);
    tcase_add_test(t, test_map);
    tcase_add_test(t, test_essential);
    suite_add_tcase(s, t);
    return s;
}
