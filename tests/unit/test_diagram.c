/* test_diagram.c -- building, composing, normal form and functors, each on a diagram one can draw.
 */
#include "tests/suite.h"
#include "tests/unit/sample.h"

START_TEST(test_build)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0};
    uint32_t b = diagram_add_input(&d, x.bit, sample_name(&x, "b"));
    uint32_t s = sample_add(&d, x.split, b);
    uint32_t u = diagram_add_uniform(&d, x.s.uniform, x.die, 0);
    sample_add(&d, x.stop, s);
    diagram_add_output(&d, s + 1, sample_name(&x, "n"));
    diagram_add_output(&d, u, NULL);
    diagram_add_output(&d, b, NULL);
    sample_expect_stage(&d, "inputs 0 : Bit = b\n"
                            "  1, 2 <- split(0)\n"
                            "  3 <- uniform[Die]\n"
                            "  <- stop(1)\n"
                            "outputs 2 : Die = n, 3 : Die, 0 : Bit\n");
    ck_assert_uint_gt(diagram_bytes(&d), sizeof d + 4 * sizeof(void *));
    bool *used = diagram_used(&d), expected[] = {true, true, true, true};
    ck_assert_mem_eq(used, expected, sizeof expected);
    memory_free(used);
    d.outputs.count = 0;
    used = diagram_used(&d);
    ck_assert_mem_eq(used, ((bool[]){true, true, false, false}), sizeof expected);
    memory_free(used);
    diagram_clear(&d);
    sample_expect_stage(&d, "inputs\noutputs\n");
    sample_clear(&x);
}
END_TEST

START_TEST(test_unknown_types_are_met)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0}, g = {0};
    uint32_t a = diagram_add_input(&d, NULL, NULL), b = diagram_add_input(&d, NULL, NULL), out = 9;
    sample_add(&d, x.noisy, a);
    diagram_add_output(&g, diagram_add_input(&g, x.die, NULL), NULL);
    diagram_add(&d, &g, &b, &out);
    ck_assert_ptr_eq(d.wires.at[a], x.bit);
    ck_assert_ptr_eq(d.wires.at[b], x.die);
    ck_assert_uint_eq(out, b);
    diagram_clear(&d);
    diagram_clear(&g);
    sample_clear(&x);
}
END_TEST

/* One box with all its ends. */
static void
box_alone(Diagram *d, const Box *box)
{
    uint32_t reads[8];
    diagram_clear(d);
    for (size_t i = 0; i < box->in.count; i++)
        reads[i] = diagram_add_input(d, box->in.at[i], NULL);
    uint32_t out = diagram_add_box(d, box, reads, 0);
    for (size_t i = 0; i < box->out.count; i++)
        diagram_add_output(d, out++, NULL);
}

START_TEST(test_then_and_beside)
{
    Sample x;
    sample_init(&x);
    Diagram f = {0}, g = {0}, d = {0};
    box_alone(&f, x.noisy);
    box_alone(&g, x.split);
    ck_assert(diagram_meets(&f, &g));
    ck_assert(!diagram_meets(&g, &f));
    diagram_then(&d, &f, &g);
    sample_expect_stage(&d, "inputs 0 : Bit\n"
                            "  1 <- noisy(0)\n"
                            "  2, 3 <- split(1)\n"
                            "outputs 2 : Bit, 3 : Die\n");
    diagram_beside(&d, &g, &f);
    sample_expect_stage(&d, "inputs 0 : Bit, 3 : Bit\n"
                            "  1, 2 <- split(0)\n"
                            "  4 <- noisy(3)\n"
                            "outputs 1 : Bit, 2 : Die, 4 : Bit\n");
    diagram_clear(&f);
    diagram_clear(&g);
    diagram_clear(&d);
    sample_clear(&x);
}
END_TEST

START_TEST(test_results_may_be_arguments)
{
    Sample x;
    sample_init(&x);
    Diagram f = {0}, twice = {0};
    box_alone(&f, x.noisy);
    diagram_then(&twice, &f, &f);
    diagram_then(&f, &f, &f);
    ck_assert(diagram_equal(&f, &twice));
    ck_assert_uint_eq(f.uses.count, 2);
    diagram_set(&f, &f);
    ck_assert(diagram_equal(&f, &twice));
    diagram_beside(&f, &f, &f);
    ck_assert_uint_eq(f.uses.count, 4);
    ck_assert_uint_eq(f.inputs.count, 2);
    diagram_clear(&f);
    diagram_clear(&twice);
    sample_clear(&x);
}
END_TEST

START_TEST(test_types_that_do_not_meet)
{
    Sample x;
    sample_init(&x);
    Diagram a = {0}, b = {0};
    TypeList bit = {0}, die = {0}, none = {0};
    array_push(&bit, x.bit);
    array_push(&die, x.die);
    diagram_identity(&a, &bit);
    diagram_identity(&b, &die);
    ck_assert(diagram_meets(&a, &a));
    ck_assert(!diagram_meets(&a, &b));
    ck_assert(!diagram_equal(&a, &b)); /* types count */
    diagram_identity(&b, &none);
    ck_assert(!diagram_meets(&a, &b));
    diagram_clear(&a);
    diagram_clear(&b);
    array_clear(&bit);
    array_clear(&die);
    sample_clear(&x);
}
END_TEST

START_TEST(test_prune_keeps_order)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0};
    uint32_t a = sample_add(&d, x.fair), lost = sample_add(&d, x.fair);
    uint32_t b = diagram_add_input(&d, x.bit, NULL);
    sample_add(&d, x.noisy, lost);
    uint32_t s = sample_add(&d, x.split, b), t = sample_add(&d, x.flip, a);
    sample_add(&d, x.stop, t);
    diagram_add_input(&d, x.die, NULL);
    diagram_add_output(&d, t, NULL);
    diagram_add_output(&d, s, NULL);
    diagram_prune(&d);
    sample_expect_stage(&d, "inputs 1 : Bit, 5 : Die\n"
                            "  0 <- fair\n"
                            "  2, 3 <- split(1)\n"
                            "  4 <- flip(0)\n"
                            "outputs 4 : Bit, 2 : Bit\n");
    diagram_clear(&d);
    sample_clear(&x);
}
END_TEST

START_TEST(test_normal_form)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0};
    uint32_t a = sample_add(&d, x.fair), other = sample_add(&d, x.fair);
    uint32_t b = diagram_add_input(&d, x.bit, NULL);
    uint32_t f1 = sample_add(&d, x.flip, b), f2 = sample_add(&d, x.flip, b);
    uint32_t g1 = sample_add(&d, x.xor, f1, a), g2 = sample_add(&d, x.xor, f2, a);
    uint32_t h = sample_add(&d, x.xor, a, f1);
    sample_add(&d, x.noisy, h);
    diagram_add_output(&d, g2, NULL);
    diagram_add_output(&d, g1, NULL);
    diagram_add_output(&d, other, NULL);
    diagram_add_output(&d, h, NULL);
    diagram_normalise(&d);
    sample_expect_stage(&d, "inputs 0 : Bit\n"
                            "  1 <- flip(0)\n"
                            "  2 <- fair\n"
                            "  3 <- xor(1, 2)\n"
                            "  4 <- fair\n"
                            "  5 <- xor(2, 1)\n"
                            "outputs 3 : Bit, 3 : Bit, 4 : Bit, 5 : Bit\n");
    diagram_clear(&d);
    sample_clear(&x);
}
END_TEST

START_TEST(test_all_ports_merge_at_once)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0}, e = {0};
    uint32_t b = diagram_add_input(&d, x.bit, NULL);
    uint32_t p = sample_add(&d, x.both, b), q = sample_add(&d, x.both, b);
    diagram_add_output(&d, sample_add(&d, x.noisy, p + 1), NULL);
    diagram_add_output(&d, q, NULL);
    diagram_add_output(&d, q + 1, NULL);
    b = diagram_add_input(&e, x.bit, NULL);
    p = sample_add(&e, x.both, b);
    diagram_add_output(&e, sample_add(&e, x.noisy, p + 1), NULL);
    diagram_add_output(&e, p, NULL);
    diagram_add_output(&e, p + 1, NULL);
    ck_assert(diagram_equal(&d, &e));
    e.outputs.at[1].wire = p + 1;
    ck_assert(!diagram_equal(&d, &e));
    diagram_clear(&d);
    diagram_clear(&e);
    sample_clear(&x);
}
END_TEST

START_TEST(test_what_merges)
{
    Sample x;
    sample_init(&x);
    const Box *one = signature_point(&x.s, x.bit, 1);
    const struct {
        const Box *box;
        bool merges;
    } cases[] = {{x.fair, false}, {one, true}, {x.noisy, false}, {x.flip, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Diagram copied = {0}, rerun = {0};
        uint32_t a = diagram_add_input(&copied, x.bit, NULL),
                 w = sample_add(&copied, cases[i].box, a);
        diagram_add_output(&copied, w, NULL);
        diagram_add_output(&copied, w, NULL);
        a = diagram_add_input(&rerun, x.bit, NULL);
        diagram_add_output(&rerun, sample_add(&rerun, cases[i].box, a), NULL);
        diagram_add_output(&rerun, sample_add(&rerun, cases[i].box, a), NULL);
        ck_assert_msg(diagram_equal(&copied, &rerun) == cases[i].merges, "case %zu", i);
        diagram_clear(&copied);
        diagram_clear(&rerun);
    }
    sample_clear(&x);
}
END_TEST

START_TEST(test_uniforms_of_two_types)
{
    Sample x;
    sample_init(&x);
    Diagram a = {0}, b = {0};
    diagram_add_output(&a, diagram_add_uniform(&a, x.s.uniform, x.bit, 0), NULL);
    diagram_add_output(&b, diagram_add_uniform(&b, x.s.uniform, x.die, 0), NULL);
    ck_assert(!diagram_equal(&a, &b));
    diagram_set(&b, &a);
    diagram_add_output(&a, diagram_add_uniform(&a, x.s.uniform, x.bit, 0), NULL);
    diagram_add_output(&b, 0, NULL);
    ck_assert(!diagram_equal(&a, &b)); /* two draws are not one */
    diagram_clear(&a);
    diagram_clear(&b);
    sample_clear(&x);
}
END_TEST

/* A chain that would break any recursion. */
START_TEST(test_deep)
{
    enum { DEEP = 300000 };
    Sample x;
    sample_init(&x);
    Diagram d = {0}, e = {0};
    uint32_t a = diagram_add_input(&d, x.bit, NULL), b = diagram_add_input(&e, x.bit, NULL);
    for (size_t i = 0; i < DEEP; i++) {
        a = sample_add(&d, x.noisy, a);
        b = sample_add(&e, x.noisy, b);
    }
    diagram_add_output(&d, a, NULL);
    diagram_add_output(&e, b, NULL);
    ck_assert(diagram_equal(&d, &e));
    e.outputs.at[0].wire--;
    ck_assert(!diagram_equal(&d, &e));
    diagram_clear(&d);
    diagram_clear(&e);
    sample_clear(&x);
}
END_TEST

START_TEST(test_functor)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0}, image = {0};
    uint32_t b = diagram_add_input(&d, x.bit, sample_name(&x, "b"));
    uint32_t y = sample_add(&d, x.noisy, b), z = sample_add(&d, x.noisy, y);
    diagram_add_output(&d, sample_add(&d, x.flip, z), sample_name(&x, "r"));

    Functor f = {0};
    uint32_t i = diagram_add_input(&image, x.bit, NULL);
    diagram_add_output(&image, sample_add(&image, x.xor, i, sample_add(&image, x.fair)), NULL);
    functor_add_box(&f, x.noisy, &image);
    ck_assert_uint_eq(image.uses.count, 0);
    ck_assert_ptr_nonnull(functor_find_box(&f, x.noisy));
    ck_assert_ptr_null(functor_find_box(&f, x.flip));
    uint64_t size = diagram_map_size(&d, &f);
    diagram_map(&d, &d, &f);
    sample_expect_stage(&d, "inputs 0 : Bit = b\n"
                            "  1 <- fair\n"
                            "  2 <- xor(0, 1)\n"
                            "  3 <- fair\n"
                            "  4 <- xor(2, 3)\n"
                            "  5 <- flip(4)\n"
                            "outputs 5 : Bit = r\n");
    ck_assert_uint_eq(size, d.wires.count + d.uses.count + d.reads.count);
    functor_clear(&f);
    diagram_clear(&d);
    sample_clear(&x);
}
END_TEST

START_TEST(test_functor_on_types)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0};
    Functor f = {0};
    functor_add_type(&f, x.die, x.bit);
    ck_assert_ptr_eq(functor_type(&f, x.die), x.bit);
    ck_assert_ptr_eq(functor_type(&f, x.bit), x.bit);
    uint32_t b = diagram_add_input(&d, x.die, NULL);
    diagram_add_output(&d, b, NULL);
    diagram_add_output(&d, diagram_add_uniform(&d, x.s.uniform, x.die, 0), NULL);
    diagram_map(&d, &d, &f);
    sample_expect_stage(&d, "inputs 0 : Bit\n"
                            "  1 <- uniform[Bit]\n"
                            "outputs 0 : Bit, 1 : Bit\n");
    functor_clear(&f);
    diagram_clear(&d);
    sample_clear(&x);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("diagram");
    TCase *t = tcase_create("diagram");
    tcase_add_test(t, test_build);
    tcase_add_test(t, test_unknown_types_are_met);
    tcase_add_test(t, test_then_and_beside);
    tcase_add_test(t, test_results_may_be_arguments);
    tcase_add_test(t, test_types_that_do_not_meet);
    tcase_add_test(t, test_prune_keeps_order);
    tcase_add_test(t, test_normal_form);
    tcase_add_test(t, test_all_ports_merge_at_once);
    tcase_add_test(t, test_what_merges);
    tcase_add_test(t, test_uniforms_of_two_types);
    tcase_add_test(t, test_deep);
    tcase_add_test(t, test_functor);
    tcase_add_test(t, test_functor_on_types);
    suite_add_tcase(s, t);
    return s;
}
