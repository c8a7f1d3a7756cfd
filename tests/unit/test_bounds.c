/* test_bounds.c -- bounds through their door: ends, proofs, formulas, known boxes, and each verdict
 * that is a no or an unable.  All variables are bits; states list their weights in tenths or so,
 * the last variable's label fastest. */
#include "bounds/bound.h"
#include "tests/suite.h"
#include "tests/unit/figure.h"

typedef struct Bed {
    Figure f;
    Bound b;
    BoundSymbols symbols;
    KnownModel known;
    Meaning meaning;
    Budget budget;
    const int *weights; /* of each tuple of the observed vertices, in their order */
    int sum;
} Bed;

/* ---- data ---- */

static bool
give_data(Matrix *to, const WireList *vertices, size_t experiment, void *more)
{
    const Bed *x = more;
    (void)experiment;
    const WireList *order = &x->b.projection.order;
    SizeList none = {0}, out = {0};
    uint32_t *tuple = memory_new(vertices->count, sizeof *tuple);
    mpq_t weight;
    mpq_init(weight);
    for (size_t i = 0; i < vertices->count; i++)
        array_push(&out, 2);
    matrix_clear(to);
    matrix_init(to, &none, &out);
    for (uint32_t t = 0; t < UINT32_C(1) << order->count; t++) {
        for (size_t i = 0; i < vertices->count; i++) {
            uint32_t place = 0;
            for (size_t k = 0; k < order->count; k++)
                place += order->at[k] < vertices->at[i];
            tuple[i] = t >> (order->count - 1 - place) & 1;
        }
        mpq_set_ui(weight, (unsigned long)x->weights[t], (unsigned long)x->sum);
        mpq_canonicalize(weight);
        matrix_add_entry(to, tuple, weight);
    }
    matrix_end_row(to, false);
    mpq_clear(weight);
    memory_free(tuple);
    array_clear(&out);
    return true;
}

/* weights: NULL for symbolic bounds. */
static void
bed_start(Bed *x, const char *figure, const int *weights, size_t count)
{
    *x = (Bed){.weights = weights};
    figure_init(&x->f, figure);
    for (size_t i = 0; i < x->f.s.types.count; i++)
        type_set_range(x->f.s.types.at[i], 0, 2);
    for (size_t i = 0; i < count; i++)
        x->sum += weights[i];
    bound_init(&x->b);
    known_model_init(&x->known);
    model_set(&x->b.model, &x->f.m);
    graph_make(&x->b.graph, &x->b.model);
    ck_assert(projection_make(&x->b.projection, &x->b.graph, &x->budget));
    bound_start(&x->b);
    x->b.data = weights ? give_data : NULL;
    x->b.more = x;
}

static void
bed_end(Bed *x)
{
    bound_symbols_clear(&x->symbols);
    bound_clear(&x->b);
    known_model_clear(&x->known);
    meaning_clear(&x->meaning);
    figure_clear(&x->f);
}

/* ---- questions ---- */

static uint32_t
vertex(const Bed *x, char name)
{
    return figure_vertex(&x->f, &name, 1);
}

/* One more atom of the term: `Y` in the world where `X` is `done`, or in none. */
static void
add_atom(Bed *x, char name, uint32_t label, char cause, uint32_t done, bool condition)
{
    WorldQuestion *q = &x->b.terms.at[x->b.terms.count - 1].question;
    World w = {0};
    Replacement r = {.vertex = vertex(x, cause), .by = BY_LABEL, .label = done};
    if (cause != ' ')
        ck_assert(world_replace(&w, &r));
    Atom a = {.vertex = vertex(x, name), .world = world_add(q, &w), .condition = condition};
    array_push(&a.event.labels, label);
    array_push(&q->atoms, a);
}

static void
add_term(Bed *x, long times)
{
    BoundTerm t = {.question.model = &x->b.noise.model};
    World none = {0};
    mpq_init(t.times);
    mpq_set_si(t.times, times, 1);
    linear_numbers_init(&t.number, 0);
    t.question.plain = world_add(&t.question, &none);
    array_push(&x->b.terms, t);
}

/* P(Y[X = 0] = 0, Y[X = 1] = 1) */
static void
ask_both(Bed *x)
{
    add_term(x, 1);
    add_atom(x, 'Y', 0, 'X', 0, false);
    add_atom(x, 'Y', 1, 'X', 1, false);
}

static void
expect_ends(const Bed *x, const char *lower, const char *upper)
{
    const char *wanted[] = {lower, upper};
    for (int e = 0; e < 2; e++) {
        char *text = mpq_get_str(NULL, 10, x->b.ends[e].value);
        ck_assert_str_eq(text, wanted[e]);
        void (*release)(void *, size_t);
        mp_get_memory_functions(NULL, NULL, &release);
        release(text, strlen(text) + 1);
    }
}

/* ---- tests ---- */

static const int seen[] = {3, 2, 1, 4};

START_TEST(test_frechet)
{
    Bed x;
    bed_start(&x, "X -> Y", seen, COUNT(seen));
    ask_both(&x);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_FOUND);
    expect_ends(&x, "2/5", "3/5");
    ck_assert(x.b.ends[0].proved && x.b.ends[1].proved && !x.b.is_outer);
    bed_end(&x);
}
END_TEST

/* The lipid trial (Balke & Pearl 1997): the average effect. */
START_TEST(test_lipid)
{
    static const int lipid[] = {919, 81, 0, 0, 315, 73, 139, 473};
    Bed x;
    bed_start(&x, "Z -> X -> Y; X <-> Y", lipid, COUNT(lipid));
    add_term(&x, 1);
    add_atom(&x, 'Y', 1, 'X', 1, false);
    add_term(&x, -1);
    add_atom(&x, 'Y', 1, 'X', 0, false);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_FOUND);
    expect_ends(&x, "49/125", "39/50");
    ck_assert_uint_eq(x.b.combinations, 1);
    ck_assert_uint_eq(x.b.ends[0].proof.count, 1);
    bed_end(&x);
}
END_TEST

/* X follows from the data, so the formula is a product, and what is given is its other factor. */
START_TEST(test_proof_of_two)
{
    Bed x;
    bed_start(&x, "X -> Y", seen, COUNT(seen));
    add_term(&x, 1);
    add_atom(&x, 'Y', 0, 'X', 0, false);
    add_atom(&x, 'X', 1, ' ', 0, true);
    add_atom(&x, 'Y', 1, ' ', 0, true);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_FOUND);
    expect_ends(&x, "1/2", "3/4");
    ck_assert(x.b.ends[0].proved && x.b.ends[1].proved && x.b.cancelled);
    ck_assert_uint_eq(x.b.under.count, 1);
    bed_end(&x);
}
END_TEST

START_TEST(test_symbolic)
{
    Bed x;
    bed_start(&x, "X -> Y", NULL, 0);
    ask_both(&x);
    ck_assert_int_eq(bound_find_symbolic(&x.b, &x.symbols, &x.budget), BOUND_FOUND);
    ck_assert_uint_eq(x.symbols.ends[0].points, 2);
    ck_assert_uint_eq(x.symbols.ends[1].points, 2);
    ck_assert_uint_eq(x.symbols.fixed.count, 0);
    bed_end(&x);
}
END_TEST

/* P(Y[X = 0] = 0, X = 1) is a product of what the data tell: nothing is open. */
START_TEST(test_symbolic_point)
{
    Bed x;
    bed_start(&x, "X -> Y", NULL, 0);
    add_term(&x, 1);
    add_atom(&x, 'Y', 0, 'X', 0, false);
    add_atom(&x, 'X', 1, ' ', 0, false);
    ck_assert_int_eq(bound_find_symbolic(&x.b, &x.symbols, &x.budget), BOUND_FOUND);
    ck_assert_uint_eq(x.symbols.fixed.count, 1);
    ck_assert_uint_eq(x.symbols.open.count, 0);
    bed_end(&x);
}
END_TEST

START_TEST(test_symbolic_open)
{
    Bed x;
    bed_start(&x, "Z -> X -> Y", NULL, 0);
    add_term(&x, 1);
    add_atom(&x, 'Y', 0, 'Z', 0, false);
    add_atom(&x, 'Y', 1, 'Z', 1, false);
    ck_assert_int_eq(bound_find_symbolic(&x.b, &x.symbols, &x.budget), BOUND_SYMBOLS);
    bed_end(&x);
}
END_TEST

/* ---- no, and unable ---- */

START_TEST(test_latents)
{
    static const int linked[] = {3, 0, 0, 2, 0, 1, 4, 0};
    Bed x;
    bed_start(&x, "A -> B -> C; A <-> B; B <-> C", linked, COUNT(linked));
    add_term(&x, 1);
    add_atom(&x, 'C', 1, 'A', 1, false);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_LATENTS);
    bed_end(&x);
}
END_TEST

START_TEST(test_outer)
{
    static const int linked[] = {3, 0, 0, 2, 0, 1, 4, 0};
    Bed x;
    bed_start(&x, "A -> B -> C; A <-> B; B <-> C", linked, COUNT(linked));
    add_term(&x, 1);
    add_atom(&x, 'C', 1, 'A', 1, false);
    x.b.outer = true;
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_FOUND);
    ck_assert(x.b.is_outer);
    expect_ends(&x, "1/10", "3/5");
    bed_end(&x);
}
END_TEST

START_TEST(test_infeasible)
{
    static const int other[] = {0, 4, 0, 6, 0, 4, 6, 0};
    Bed x;
    bed_start(&x, "Z -> X -> Y; X <-> Y", other, COUNT(other));
    add_term(&x, 1);
    add_atom(&x, 'Y', 1, 'X', 1, false);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_INFEASIBLE);
    ck_assert_uint_eq(x.b.proof.count, 8);
    bed_end(&x);
}
END_TEST

START_TEST(test_large)
{
    Bed x;
    bed_start(&x, "X -> Y", seen, COUNT(seen));
    ask_both(&x);
    x.b.types = 3;
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_LARGE);
    ck_assert_uint_eq(x.b.responses.components.at[x.b.component].all, 4);
    bed_end(&x);
}
END_TEST

START_TEST(test_never)
{
    static const int never[] = {3, 7, 0, 0};
    Bed x;
    bed_start(&x, "X -> Y; X <-> Y", never, COUNT(never));
    add_term(&x, 1);
    add_atom(&x, 'Y', 1, 'X', 0, false);
    add_atom(&x, 'X', 1, ' ', 0, true);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_NEVER);
    bed_end(&x);
}
END_TEST

START_TEST(test_nothing_left)
{
    Bed x;
    bed_start(&x, "X -> Y", seen, COUNT(seen));
    ask_both(&x);
    for (uint32_t label = 0; label < 2; label++) { /* neither label where X is 0 */
        add_term(&x, 1);
        add_atom(&x, 'Y', label, 'X', 0, false);
        BoundTerm *last = &x.b.terms.at[--x.b.terms.count];
        array_push(&x.b.assumed, ((Assumed){ASSUMED_NEVER, last->question}));
        mpq_clear(last->times);
        linear_numbers_clear(&last->number);
    }
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_REFUSED);
    bed_end(&x);
}
END_TEST

/* ---- known boxes ---- */

/* A table of so many binary inputs: the weights of 1, in tenths. */
static void
make_table(Matrix *m, size_t inputs, const unsigned *tenths)
{
    SizeList in = {0}, out = {0};
    for (size_t i = 0; i < inputs; i++)
        array_push(&in, 2);
    array_push(&out, 2);
    matrix_init(m, &in, &out);
    for (size_t r = 0; r < (size_t)1 << inputs; r++) {
        for (uint32_t l = 0; l < 2; l++) {
            mpq_t weight;
            mpq_init(weight);
            mpq_set_ui(weight, l ? tenths[r] : 10 - tenths[r], 10);
            mpq_canonicalize(weight);
            matrix_add_entry(m, &l, weight);
            mpq_clear(weight);
        }
        matrix_end_row(m, false);
    }
    array_clear(&out);
    array_clear(&in);
}

/* The state has P(Y | X) as 2/5 and 4/5; the box says other things of X = 1. */
START_TEST(test_differs)
{
    Bed x;
    Matrix m;
    WireList parents = {0};
    bed_start(&x, "X -> Y", seen, COUNT(seen));
    make_table(&m, 1, (const unsigned[]){4, 7});
    array_push(&parents, vertex(&x, 'X'));
    ck_assert(bound_add_table(&x.b, vertex(&x, 'Y'), &parents, &m, &x.budget));
    ask_both(&x);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_DIFFERS);
    ck_assert_uint_eq(x.b.rows.at[x.b.component].differs, 2);
    array_clear(&parents);
    matrix_clear(&m);
    bed_end(&x);
}
END_TEST

/* Where the state has no support the box tells: X is never 1. */
START_TEST(test_beside_data)
{
    static const int half[] = {3, 2, 0, 0};
    Bed x;
    Matrix m;
    WireList parents = {0};
    bed_start(&x, "X -> Y", half, COUNT(half));
    make_table(&m, 1, (const unsigned[]){4, 7});
    array_push(&parents, vertex(&x, 'X'));
    ck_assert(bound_add_table(&x.b, vertex(&x, 'Y'), &parents, &m, &x.budget));
    ask_both(&x);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_FOUND);
    expect_ends(&x, "3/10", "3/5");
    array_clear(&parents);
    matrix_clear(&m);
    bed_end(&x);
}
END_TEST

/* The mechanism of a vertex: two boxes, one after the other. */
static void
add_mechanism(Bed *x, Vertex *v, const unsigned *const tenths[], size_t boxes)
{
    TypeList in = {0}, out = {0};
    array_push(&out, v->type);
    uint32_t wire = v->parents.count ? diagram_add_input(&v->mechanism, v->type, NULL) : 0;
    if (v->parents.count)
        array_push(&in, v->type);
    for (size_t i = 0; i < boxes; i++) {
        Matrix m;
        const Box *box = signature_add_box(&x->f.s, NULL, &in, &out);
        make_table(&m, in.count, tenths[i]);
        meaning_add(&x->meaning, box->id, &m);
        matrix_clear(&m);
        wire = diagram_add_box(&v->mechanism, box, &wire, 0);
    }
    diagram_add_output(&v->mechanism, wire, NULL);
    array_clear(&in);
    array_clear(&out);
}

/* Y is one box of X, or two, whose types must agree: all are of one type here. */
static void
know(Bed *x, const unsigned *const tenths[], size_t boxes)
{
    static const unsigned fair[] = {5}, *const root[] = {fair};
    Model m = {0};
    bed_start(x, "X -> Y", NULL, 0);
    bound_clear(&x->b);
    bound_init(&x->b);
    x->f.m.vertices.at[1].type = x->f.m.vertices.at[0].type;
    model_set(&m, &x->f.m);
    add_mechanism(x, &m.vertices.at[0], root, 1);
    add_mechanism(x, &m.vertices.at[1], tenths, boxes);
    ck_assert(known_model_make(&x->known, &m, &x->meaning, &x->budget));
    model_set(&x->b.model, &x->known.model);
    graph_make(&x->b.graph, &x->b.model);
    ck_assert(projection_make(&x->b.projection, &x->b.graph, &x->budget));
    bound_start(&x->b);
    ck_assert(bound_know(&x->b, &x->known, &x->budget));
    model_clear(&m);
}

START_TEST(test_known)
{
    static const unsigned rows[] = {2, 7}, *const one[] = {rows};
    Bed x;
    know(&x, one, 1);
    ask_both(&x);
    ck_assert_uint_eq(x.known.uses.count, 0);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_FOUND);
    expect_ends(&x, "1/2", "7/10");
    bed_end(&x);
}
END_TEST

/* What is needed once is a point, and no program is solved. */
START_TEST(test_known_once)
{
    static const unsigned rows[] = {2, 7}, *const one[] = {rows};
    Bed x;
    know(&x, one, 1);
    add_term(&x, 1);
    add_atom(&x, 'Y', 1, 'X', 1, false);
    add_atom(&x, 'X', 0, ' ', 0, true);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_FOUND);
    expect_ends(&x, "7/10", "7/10");
    ck_assert_uint_eq(x.b.main, UINT32_MAX);
    bed_end(&x);
}
END_TEST

/* Two boxes that always give a fair coin in the end: each may couple its rows. */
START_TEST(test_known_apart)
{
    static const unsigned first[] = {0, 5}, second[] = {5, 5};
    static const unsigned *const both[] = {first, second};
    Bed x;
    know(&x, both, 2);
    ask_both(&x);
    ck_assert_uint_eq(x.known.uses.count, 1);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_FOUND);
    expect_ends(&x, "0", "1/4");
    bed_end(&x);
}
END_TEST

/* ---- without a solver ---- */

START_TEST(test_absent)
{
    Bed x;
    bed_start(&x, "X -> Y", seen, COUNT(seen));
    ask_both(&x);
    ck_assert_int_eq(bound_find(&x.b, &x.budget), BOUND_LINEAR);
    bed_end(&x);
}
END_TEST

static bool
is_absent(void)
{
    Linear p;
    LinearEnd end;
    Budget budget = {0};
    mpq_t one;
    linear_init(&p, 1);
    linear_end_init(&end);
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    linear_set_side(&p, 0, one);
    linear_add_column(&p, one);
    linear_add_one(&p, 0);
    LinearResult r = linear_solve(&end, &p, LINEAR_LEAST, &budget);
    mpq_clear(one);
    linear_end_clear(&end);
    linear_clear(&p);
    return r == LINEAR_ABSENT || r == LINEAR_MISSING;
}

Suite *
suite(void)
{
    Suite *s = suite_create("bounds");
    TCase *t = tcase_create("bounds");
    suite_add_tcase(s, t);
    tcase_add_test(t, test_symbolic_point);
    tcase_add_test(t, test_symbolic_open);
    tcase_add_test(t, test_latents);
    tcase_add_test(t, test_large);
    tcase_add_test(t, test_nothing_left);
    tcase_add_test(t, test_differs);
    tcase_add_test(t, test_known_once);
    if (is_absent()) {
        tcase_add_test(t, test_absent);
        return s;
    }
    tcase_add_test(t, test_frechet);
    tcase_add_test(t, test_outer);
    tcase_add_test(t, test_lipid);
    tcase_add_test(t, test_proof_of_two);
    tcase_add_test(t, test_symbolic);
    tcase_add_test(t, test_infeasible);
    tcase_add_test(t, test_never);
    tcase_add_test(t, test_beside_data);
    tcase_add_test(t, test_known);
    tcase_add_test(t, test_known_apart);
    return s;
}
