/* test_surgery.c -- cut, do, open, conditionals and combs, as structure. */
#include "surgery/comb.h"
#include "surgery/cut.h"
#include "tests/suite.h"
#include "tests/unit/sample.h"

START_TEST(test_cut_functor)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0}, e = {0};
    Functor cut = {0}, set = {0};
    uint32_t n = sample_add(&d, x.noisy, sample_add(&d, x.fair));
    diagram_add_output(&d, sample_add(&d, x.flip, n), NULL);
    cut_functor(&cut, &x.s, x.noisy);
    do_functor(&set, x.noisy, signature_point(&x.s, x.bit, 1));
    diagram_map(&e, &d, &cut);
    diagram_prune(&e);
    sample_expect_stage(&e, "inputs\n"
                            "  0 <- uniform[Bit]\n"
                            "  1 <- flip(0)\n"
                            "outputs 1 : Bit\n");
    diagram_map(&e, &d, &set);
    diagram_prune(&e);
    sample_expect_stage(&e, "inputs\n"
                            "  0 <- |1>\n"
                            "  1 <- flip(0)\n"
                            "outputs 1 : Bit\n");
    cut_functor(&set, &x.s, x.noisy); /* a used one may be given */
    diagram_map(&d, &d, &set);
    diagram_map(&e, &d, &cut);
    ck_assert(diagram_equal(&d, &e));
    functor_clear(&cut);
    functor_clear(&set);
    diagram_clear(&d);
    diagram_clear(&e);
    sample_clear(&x);
}
END_TEST

/* A -> B -> C by the boxes fair, noisy, flip. */
static void
make_chain(Model *m, Sample *x)
{
    const Box *boxes[] = {x->fair, x->noisy, x->flip};
    *m = (Model){0};
    for (uint32_t v = 0; v < 3; v++) {
        Vertex y = {.name = sample_name(x, (const char[]){(char)('A' + v), '\0'}),
                    .type = x->bit,
                    .box = boxes[v]};
        uint32_t in = 0;
        if (v > 0) {
            array_push(&y.parents, v - 1);
            in = diagram_add_input(&y.mechanism, x->bit, NULL);
        }
        diagram_add_output(&y.mechanism, diagram_add_box(&y.mechanism, boxes[v], &in, 0), y.name);
        model_add_vertex(m, &y);
    }
    WireList cycle = {0};
    ck_assert(model_sort(m, &cycle));
}

static void
expect_model_diagram(const Model *m, const char *wanted)
{
    Diagram d = {0};
    WireList all = {0};
    model_observed(m, &all);
    model_diagram(&d, m, &all);
    sample_expect_stage(&d, wanted);
    array_clear(&all);
    diagram_clear(&d);
}

START_TEST(test_model_surgery)
{
    Sample x;
    sample_init(&x);
    Model m;
    make_chain(&m, &x);
    model_cut(&m, &x.s, 1, sample_name(&x, "uniform"));
    expect_model_diagram(&m, "inputs\n"
                             "  0 <- fair\n"
                             "  1 <- uniform[Bit]\n"
                             "  2 <- flip(1)\n"
                             "outputs 0 : Bit = A, 1 : Bit = B, 2 : Bit = C\n");
    ck_assert_str_eq(m.vertices.at[1].fixed, "uniform");
    ck_assert_uint_eq(m.vertices.at[1].parents.count, 0);
    model_do(&m, 1, signature_point(&x.s, x.bit, 0), sample_name(&x, "|0>"));
    expect_model_diagram(&m, "inputs\n"
                             "  0 <- fair\n"
                             "  1 <- |0>\n"
                             "  2 <- flip(1)\n"
                             "outputs 0 : Bit = A, 1 : Bit = B, 2 : Bit = C\n");
    model_open(&m, 1);
    model_open(&m, 0);
    ck_assert_ptr_null(m.vertices.at[1].fixed);
    ck_assert_uint_eq(m.vertices.at[1].parents.count, 0);
    expect_model_diagram(&m, "inputs 0 : Bit = A, 1 : Bit = B\n"
                             "  2 <- flip(1)\n"
                             "outputs 0 : Bit = A, 1 : Bit = B, 2 : Bit = C\n");
    model_cut(&m, &x.s, 1, sample_name(&x, "uniform"));
    ck_assert(!m.vertices.at[1].open);
    model_clear(&m);
    sample_clear(&x);
}
END_TEST

/* A <- B, in the order B, A until one of them is cut, done or opened. */
START_TEST(test_order_is_found_again)
{
    Sample x;
    sample_init(&x);
    Model m;
    WireList cycle = {0};
    make_chain(&m, &x);
    array_clear(&m.vertices.at[2].parents);
    diagram_clear(&m.vertices.at[2].mechanism);
    m.vertices.count = 2;
    Vertex v = m.vertices.at[0];
    m.vertices.at[0] = m.vertices.at[1];
    m.vertices.at[1] = v;
    m.vertices.at[0].parents.at[0] = 1;
    ck_assert(model_sort(&m, &cycle));
    ck_assert_uint_eq(m.order.at[0], 1);
    if (_i == 0)
        model_cut(&m, &x.s, 0, NULL);
    else if (_i == 1)
        model_do(&m, 0, signature_point(&x.s, x.bit, 0), NULL);
    else
        model_open(&m, 0);
    ck_assert_uint_eq(m.order.count, 2);
    ck_assert_uint_eq(m.order.at[0], 0);
    model_clear(&m);
    sample_clear(&x);
}
END_TEST

/* A state on a : Bit, b : Die, c : Bit, d : Bit. */
static void
make_state(Diagram *w, Sample *x)
{
    uint32_t f = sample_add(w, x->fair), s = sample_add(w, x->split, f);
    uint32_t n = sample_add(w, x->noisy, s), y = sample_add(w, x->noisy, f);
    diagram_add_output(w, s, sample_name(x, "a"));
    diagram_add_output(w, s + 1, sample_name(x, "b"));
    diagram_add_output(w, n, sample_name(x, "c"));
    diagram_add_output(w, y, sample_name(x, "d"));
}

static WireList
list(size_t count, uint32_t a, uint32_t b)
{
    WireList l = {0};
    if (count > 0)
        array_push(&l, a);
    if (count > 1)
        array_push(&l, b);
    return l;
}

START_TEST(test_conditional)
{
    Sample x;
    sample_init(&x);
    Diagram w = {0}, d = {0};
    Conditionals c = {0};
    make_state(&w, &x);
    WireList givens = list(1, 1, 0), heads = list(2, 3, 0);
    marginal(&d, &w, &heads);
    sample_expect_stage(&d, "inputs\n"
                            "  0 <- fair\n"
                            "  1, 2 <- split(0)\n"
                            "  3 <- noisy(0)\n"
                            "outputs 3 : Bit = d, 1 : Bit = a\n");
    const Box *box = conditional_box(&c, &x.s, &w, &givens, &heads, 0, sample_name(&x, "k"));
    ck_assert(box->kind == BOX_CONDITIONAL && !box->deterministic);
    ck_assert_uint_eq(box->conditional->givens, 1);
    sample_expect_stage(&box->conditional->state,
                        "inputs\n"
                        "  0 <- fair\n"
                        "  1, 2 <- split(0)\n"
                        "  3 <- noisy(0)\n"
                        "outputs 2 : Die = b, 3 : Bit = d, 1 : Bit = a\n");
    conditional_diagram(&d, box);
    sample_expect_stage(&d, "inputs 0 : Die = b\n"
                            "  1, 2 <- k(0)\n"
                            "outputs 1 : Bit = d, 2 : Bit = a\n");
    diagram_clear(&w);
    diagram_clear(&d);
    array_clear(&givens);
    array_clear(&heads);
    conditionals_clear(&c);
    sample_clear(&x);
}
END_TEST

START_TEST(test_comb)
{
    Sample x;
    sample_init(&x);
    Diagram w = {0}, f = {0}, g = {0};
    Conditionals c = {0};
    Comb comb = {0}, copy = {0};
    make_state(&w, &x);
    WireList from = list(1, 0, 0), to = list(1, 1, 0);
    const Name names[] = {sample_name(&x, "k0"), sample_name(&x, "k1")};
    comb_disintegrate(&f, &comb, &c, &x.s, &w, &from, &to, 1, names);
    sample_expect_stage(&f, "inputs 0 : Die = b\n"
                            "  1 <- fair\n"
                            "  2, 3 <- split(1)\n"
                            "  4, 5 <- k1(2, 0)\n"
                            "outputs 2 : Bit = a, 4 : Bit = c, 5 : Bit = d\n");
    comb_set(&copy, &comb);
    comb_clear(&comb);
    const Box *roll = sample_box(&x, "roll", "b", "d");
    uint32_t a = diagram_add_input(&g, x.bit, NULL);
    diagram_add_output(&g, sample_add(&g, roll, a), NULL);
    comb_plug(&f, &f, &copy, (const Diagram *const[]){&g});
    sample_expect_stage(&f, "inputs\n"
                            "  0 <- fair\n"
                            "  1, 2 <- split(0)\n"
                            "  3 <- roll(1)\n"
                            "  4, 5 <- k1(1, 3)\n"
                            "outputs 1 : Bit = a, 3 : Die = b, 4 : Bit = c, 5 : Bit = d\n");
    diagram_clear(&w);
    diagram_clear(&f);
    diagram_clear(&g);
    array_clear(&from);
    array_clear(&to);
    comb_clear(&copy);
    conditionals_clear(&c);
    sample_clear(&x);
}
END_TEST

/* Two holes c -> b, a -> d, nothing left over: the second tooth is a conditional, the last absent.
 */
START_TEST(test_two_holes)
{
    Sample x;
    sample_init(&x);
    Diagram w = {0}, f = {0}, g = {0}, h = {0};
    Conditionals c = {0};
    Comb comb = {0};
    make_state(&w, &x);
    WireList from[] = {list(1, 2, 0), list(1, 0, 0)}, to[] = {list(1, 1, 0), list(1, 3, 0)};
    const Name names[] = {NULL, sample_name(&x, "k1"), NULL};
    comb_disintegrate(&f, &comb, &c, &x.s, &w, from, to, 2, names);
    sample_expect_stage(&f, "inputs 0 : Die = b, 1 : Bit = d\n"
                            "  2 <- fair\n"
                            "  3, 4 <- split(2)\n"
                            "  5 <- noisy(3)\n"
                            "  6 <- k1(5, 0)\n"
                            "outputs 6 : Bit = a, 5 : Bit = c\n");
    const Box *roll = sample_box(&x, "roll", "b", "d");
    uint32_t a = diagram_add_input(&g, x.bit, NULL);
    diagram_add_output(&g, sample_add(&g, roll, a), NULL);
    diagram_add_output(&h, diagram_add_input(&h, x.bit, NULL), NULL); /* the second hole: a wire */
    comb_plug(&w, &f, &comb, (const Diagram *const[]){&g, &h});
    sample_expect_stage(&w, "inputs\n"
                            "  0 <- fair\n"
                            "  1, 2 <- split(0)\n"
                            "  3 <- noisy(1)\n"
                            "  4 <- roll(3)\n"
                            "  5 <- k1(3, 4)\n"
                            "outputs 5 : Bit = a, 4 : Die = b, 3 : Bit = c, 5 : Bit = d\n");
    for (size_t i = 0; i < 2; i++) {
        array_clear(&from[i]);
        array_clear(&to[i]);
    }
    diagram_clear(&w);
    diagram_clear(&f);
    diagram_clear(&g);
    diagram_clear(&h);
    comb_clear(&comb);
    conditionals_clear(&c);
    sample_clear(&x);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("surgery");
    TCase *t = tcase_create("surgery");
    tcase_add_test(t, test_cut_functor);
    tcase_add_test(t, test_model_surgery);
    tcase_add_loop_test(t, test_order_is_found_again, 0, 3);
    tcase_add_test(t, test_conditional);
    tcase_add_test(t, test_comb);
    tcase_add_test(t, test_two_holes);
    suite_add_tcase(s, t);
    return s;
}
