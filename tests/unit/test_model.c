/* test_model.c -- causal structures: order, cycles, wiring, a mechanism put in place, steps. */
#include "diagram/unroll.h"
#include "tests/suite.h"
#include "tests/unit/sample.h"

/* One more vertex of type Bit; its box reads nothing yet. */
static uint32_t
add_vertex(Model *m, Sample *x, const char *name, bool latent)
{
    Vertex v = {.name = sample_name(x, name), .type = x->bit, .latent = latent};
    model_add_vertex(m, &v);
    return (uint32_t)m->vertices.count - 1;
}

/* The vertex's box, named like it, from its parents, in a mechanism of that box alone. */
static void
add_mechanism(Model *m, Sample *x, uint32_t v)
{
    static const char many[] = "bbbbbbbb";
    Vertex *y = &m->vertices.at[v];
    WireList in = {0};
    diagram_clear(&y->mechanism);
    y->box = sample_box(x, y->name, many + (sizeof many - 1 - y->parents.count), "b");
    for (size_t i = 0; i < y->parents.count; i++)
        array_push(&in, diagram_add_input(&y->mechanism, x->bit, NULL));
    uint32_t wire = diagram_add_box(&y->mechanism, y->box, in.at, 0);
    diagram_add_output(&y->mechanism, wire, y->name);
    array_clear(&in);
}

/* H latent, S <- H, C <- T, H, T <- S, declared in this order: 0, 1, 2, 3. */
static void
make_lung(Model *m, Sample *x)
{
    *m = (Model){.name = sample_name(x, "lung")};
    add_vertex(m, x, "H", true);
    add_vertex(m, x, "S", false);
    add_vertex(m, x, "C", false);
    add_vertex(m, x, "T", false);
    array_push(&m->vertices.at[1].parents, 0u);
    array_push(&m->vertices.at[2].parents, 3u);
    array_push(&m->vertices.at[2].parents, 0u);
    array_push(&m->vertices.at[3].parents, 1u);
    for (uint32_t v = 0; v < 4; v++)
        add_mechanism(m, x, v);
    WireList cycle = {0};
    ck_assert(model_sort(m, &cycle));
    array_clear(&cycle);
}

static void
expect_list(const WireList *got, size_t count, const uint32_t *wanted)
{
    ck_assert_uint_eq(got->count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(got->at[i], wanted[i]);
}

START_TEST(test_order)
{
    Sample x;
    sample_init(&x);
    Model m;
    make_lung(&m, &x);
    expect_list(&m.order, 4, (uint32_t[]){0, 1, 3, 2});
    uint32_t v = 9;
    ck_assert(model_find(&m, sample_name(&x, "C"), &v));
    ck_assert_uint_eq(v, 2);
    ck_assert(!model_find(&m, sample_name(&x, "Z"), &v));
    ck_assert(!model_find(&m, NULL, &v));
    WireList observed = {0};
    model_observed(&m, &observed);
    expect_list(&observed, 3, (uint32_t[]){1, 2, 3});
    array_clear(&observed);
    model_clear(&m);
    sample_clear(&x);
}
END_TEST

START_TEST(test_smallest_first)
{
    Sample x;
    sample_init(&x);
    Model m = {0};
    WireList cycle = {0};
    for (char name[2] = "A"; name[0] < 'H'; name[0]++)
        add_vertex(&m, &x, name, false);
    array_push(&m.vertices.at[0].parents, 6u); /* G -> A, F -> B, A -> D */
    array_push(&m.vertices.at[1].parents, 5u);
    array_push(&m.vertices.at[3].parents, 0u);
    ck_assert(model_sort(&m, &cycle));
    expect_list(&m.order, 7, (uint32_t[]){2, 4, 5, 1, 6, 0, 3});
    ck_assert_uint_eq(cycle.count, 0);
    model_clear(&m);
    ck_assert(model_sort(&m, &cycle));
    array_clear(&cycle);
    sample_clear(&x);
}
END_TEST

START_TEST(test_cycle)
{
    Sample x;
    sample_init(&x);
    Model m;
    make_lung(&m, &x);
    WireList cycle = {0};
    array_push(&m.vertices.at[1].parents, 2u); /* C -> S closes S -> T -> C */
    ck_assert(!model_sort(&m, &cycle));
    expect_list(&cycle, 3, (uint32_t[]){1, 3, 2});
    expect_list(&m.order, 4, (uint32_t[]){0, 1, 3, 2});
    m.vertices.at[1].parents.count = 1;
    array_push(&m.vertices.at[3].parents, 3u);
    ck_assert(!model_sort(&m, &cycle));
    expect_list(&cycle, 1, (uint32_t[]){3});
    array_clear(&cycle);
    model_clear(&m);
    sample_clear(&x);
}
END_TEST

START_TEST(test_wiring)
{
    Sample x;
    sample_init(&x);
    Model m;
    make_lung(&m, &x);
    Diagram d = {0};
    WireList outputs = {0};
    array_push(&outputs, 2u);
    array_push(&outputs, 1u);
    model_diagram(&d, &m, &outputs);
    sample_expect_stage(&d, "inputs\n"
                            "  0 <- H\n"
                            "  1 <- S(0)\n"
                            "  2 <- T(1)\n"
                            "  3 <- C(2, 0)\n"
                            "outputs 3 : Bit = C, 1 : Bit = S\n");
    diagram_clear(&d);
    array_clear(&outputs);
    model_clear(&m);
    sample_clear(&x);
}
END_TEST

START_TEST(test_copy_is_deep)
{
    Sample x;
    sample_init(&x);
    Model m, copy = {0};
    make_lung(&m, &x);
    model_set(&copy, &m);
    array_push(&m.vertices.at[1].parents, 3u);
    diagram_clear(&m.vertices.at[2].mechanism);
    ck_assert_uint_eq(copy.vertices.at[1].parents.count, 1);
    ck_assert_uint_eq(copy.vertices.at[2].mechanism.uses.count, 1);
    model_set(&copy, &copy);
    ck_assert_uint_eq(copy.vertices.count, 4);
    expect_list(&copy.order, 4, (uint32_t[]){0, 1, 3, 2});
    ck_assert_ptr_eq(copy.name, m.name);
    model_clear(&m);
    model_clear(&copy);
    sample_clear(&x);
}
END_TEST

START_TEST(test_fix)
{
    Sample x;
    sample_init(&x);
    Model m;
    make_lung(&m, &x);
    Diagram k = {0}, d = {0};
    WireList parents = {0}, cycle = {0}, outputs = {0};
    uint32_t b = diagram_add_input(&k, x.bit, NULL);
    diagram_add_output(&k, sample_add(&k, x.flip, b), NULL);
    array_push(&parents, 0u);
    uint32_t old = m.vertices.at[3].parents.at[0];
    model_fix(&m, 3, &parents, &k, sample_name(&x, "flip(H)"));
    ck_assert_uint_eq(k.uses.count, 0);
    ck_assert(model_sort(&m, &cycle));
    array_push(&outputs, 3u);
    model_diagram(&d, &m, &outputs);
    diagram_prune(&d);
    sample_expect_stage(&d, "inputs\n"
                            "  0 <- H\n"
                            "  1 <- flip(0)\n"
                            "outputs 1 : Bit = T\n");
    ck_assert_str_eq(m.vertices.at[3].fixed, "flip(H)");
    ck_assert(wires_has(&m.vertices.at[3].cut, old));
    ck_assert_uint_eq(m.vertices.at[3].parents.at[0], 0);
    model_set(&m, &m);
    model_cut_parents(&m, 3);
    ck_assert_uint_eq(m.vertices.at[3].parents.count, 0);
    ck_assert(wires_has(&m.vertices.at[3].cut, old) && wires_has(&m.vertices.at[3].cut, 0));
    diagram_clear(&d);
    array_clear(&parents);
    array_clear(&cycle);
    array_clear(&outputs);
    model_clear(&m);
    sample_clear(&x);
}
END_TEST

static Name
copy_name(void *more, uint32_t v, uint32_t k)
{
    static const char *const letter[] = {"a", "b", "s", "o"};
    char text[20];
    snprintf(text, sizeof text, "%s%u", letter[v], (unsigned)k);
    return sample_name(more, text);
}

static Name
copy_source(void *more, uint32_t v, uint32_t k)
{
    (void)v, (void)k;
    return sample_name(more, "fixed");
}

/* s reads a, two steps before, and o reads s and b, one step before. */
START_TEST(test_unroll)
{
    Sample x;
    sample_init(&x);
    Model m = {.name = sample_name(&x, "m")}, to = {0};
    for (int i = 0; i < 4; i++)
        add_vertex(&m, &x, (const char *[]){"A", "B", "S", "O"}[i], i == 3);
    array_push(&m.vertices.at[2].parents, 0u);
    array_push(&m.vertices.at[3].parents, 2u);
    array_push(&m.vertices.at[3].parents, 1u);
    for (uint32_t v = 0; v < 4; v++)
        add_mechanism(&m, &x, v);
    m.vertices.at[3].fixed = sample_name(&x, "k(S, B)");
    WireList cycle = {0};
    ck_assert(model_sort(&m, &cycle));
    const uint32_t next[] = {1, 2, UNROLL_COPIED, UNROLL_COPIED};
    Unrolling u = {&m, next, 3};
    uint32_t step;
    ck_assert_uint_eq(unroll_find(&u, 0, 2, &step), 1);
    ck_assert_uint_eq(step, 0);
    ck_assert_uint_eq(unroll_find(&u, 0, 5, &step), 2);
    ck_assert_uint_eq(step, 3);
    model_unroll(&to, &u, &(UnrollNames){copy_name, copy_source, &x});
    ck_assert_uint_eq(to.vertices.count, 8); /* A B s1 o1 s2 o2 s3 o3 */
    static const char *const names[] = {"A", "B", "s1", "o1", "s2", "o2", "s3", "o3"};
    for (size_t i = 0; i < 8; i++)
        ck_assert_str_eq(to.vertices.at[i].name, names[i]);
    expect_list(&to.vertices.at[2].parents, 1, (uint32_t[]){0});
    expect_list(&to.vertices.at[4].parents, 1, (uint32_t[]){1});
    expect_list(&to.vertices.at[6].parents, 1, (uint32_t[]){2});
    expect_list(&to.vertices.at[3].parents, 2, (uint32_t[]){2, 1});
    expect_list(&to.vertices.at[7].parents, 2, (uint32_t[]){6, 4});
    ck_assert_ptr_eq(to.vertices.at[6].box, m.vertices.at[2].box);
    ck_assert(to.vertices.at[7].latent && !to.vertices.at[6].latent);
    ck_assert_str_eq(to.vertices.at[7].fixed, "fixed");
    ck_assert_ptr_null(to.vertices.at[6].fixed);
    model_clear(&to);
    model_clear(&m);
    array_clear(&cycle);
    sample_clear(&x);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("model");
    TCase *t = tcase_create("model");
    tcase_add_test(t, test_order);
    tcase_add_test(t, test_smallest_first);
    tcase_add_test(t, test_cycle);
    tcase_add_test(t, test_wiring);
    tcase_add_test(t, test_copy_is_deep);
    tcase_add_test(t, test_fix);
    tcase_add_test(t, test_unroll);
    suite_add_tcase(s, t);
    return s;
}
