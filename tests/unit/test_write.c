/* test_write.c -- diagrams and models as source: the exact text. */
#include "tests/suite.h"
#include "tests/unit/sample.h"

static void
expect_block(Sample *x, const Diagram *d, const char *wanted)
{
    Sink s = {0};
    diagram_write(d, sample_name(x, "d"), &s);
    sample_expect(&s, wanted);
}

START_TEST(test_coins)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0};
    uint32_t b = diagram_add_input(&d, x.bit, sample_name(&x, "b"));
    uint32_t y = sample_add(&d, x.noisy, b);
    diagram_add_output(&d, sample_add(&d, x.xor, y, b), sample_name(&x, "y"));
    diagram_add_output(&d, b, sample_name(&x, "b"));
    expect_block(&x, &d,
                 "diagram d(b : Bit) {\n"
                 "  x1 <- noisy(b)\n"
                 "  y <- xor(x1, b)\n"
                 "  return y, b\n"
                 "}\n");
    diagram_clear(&d);
    sample_clear(&x);
}
END_TEST

START_TEST(test_states_and_discards)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0};
    uint32_t a = sample_add(&d, x.fair), s = sample_add(&d, x.split, a);
    sample_add(&d, x.split, a);
    sample_add(&d, x.stop, a);
    uint32_t u = diagram_add_uniform(&d, x.s.uniform, x.die, 0);
    uint32_t one = sample_add(&d, signature_point(&x.s, x.bit, 1));
    diagram_add_output(&d, s + 1, sample_name(&x, "A"));
    diagram_add_output(&d, s + 1, NULL);
    diagram_add_output(&d, s + 1, sample_name(&x, "B"));
    diagram_add_output(&d, u, NULL);
    diagram_add_output(&d, one, NULL);
    expect_block(&x, &d,
                 "diagram d {\n"
                 "  x1 <- fair\n"
                 "  _, A <- split(x1)\n"
                 "  _, _ <- split(x1)\n"
                 "  x2 <- uniform[Die]\n"
                 "  x3 <- |1> ; id[Bit]\n"
                 "  return A, A, B = A, x2, x3\n"
                 "}\n");
    diagram_clear(&d);
    expect_block(&x, &d, "diagram d {\n  return ()\n}\n");
    sample_clear(&x);
}
END_TEST

/* Ends want names that are taken: by one another, by a box, by the next fresh name. */
START_TEST(test_names_do_not_clash)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0};
    uint32_t a = diagram_add_input(&d, x.bit, sample_name(&x, "b"));
    uint32_t b = diagram_add_input(&d, x.bit, sample_name(&x, "b"));
    uint32_t c = diagram_add_input(&d, x.bit, NULL);
    uint32_t f = sample_add(&d, x.fair);
    uint32_t n = sample_add(&d, x.noisy, sample_add(&d, x.xor, b, c));
    uint32_t y = sample_add(&d, x.xor, a, f);
    diagram_add_output(&d, n, sample_name(&x, "b"));
    diagram_add_output(&d, f, sample_name(&x, "fair"));
    diagram_add_output(&d, y, sample_name(&x, "x2"));
    expect_block(&x, &d,
                 "diagram d(b : Bit, x1 : Bit, x3 : Bit) {\n"
                 "  x4 <- fair\n"
                 "  x5 <- xor(x1, x3)\n"
                 "  x6 <- noisy(x5)\n"
                 "  x2 <- xor(b, x4)\n"
                 "  return b = x6, fair = x4, x2\n"
                 "}\n");
    diagram_clear(&d);
    sample_clear(&x);
}
END_TEST

START_TEST(test_an_input_hides_a_state)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0};
    const Box *odd = sample_box(&x, "\"in\"", "", "b"); /* named as source says it */
    diagram_add_input(&d, x.bit, sample_name(&x, "fair"));
    diagram_add_input(&d, x.bit, sample_name(&x, "in"));
    diagram_add_output(&d, sample_add(&d, x.fair), sample_name(&x, "a b"));
    diagram_add_output(&d, sample_add(&d, odd), NULL);
    expect_block(&x, &d,
                 "diagram d(fair : Bit, \"in\" : Bit) {\n"
                 "  \"a b\" <- fair()\n"
                 "  x1 <- \"in\"()\n"
                 "  return \"a b\", x1\n"
                 "}\n");
    diagram_clear(&d);
    sample_clear(&x);
}
END_TEST

START_TEST(test_renamed_input)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0};
    uint32_t b = diagram_add_input(&d, x.bit, sample_name(&x, "b"));
    diagram_add_input(&d, x.die, NULL);
    diagram_add_output(&d, b, sample_name(&x, "F"));
    diagram_add_output(&d, b, sample_name(&x, "b"));
    Sink s = {0};
    diagram_write(&d, sample_name(&x, "two words"), &s);
    sample_expect(&s, "diagram \"two words\"(b : Bit, x1 : Die) {\n"
                      "  return F = b, b\n"
                      "}\n");
    diagram_clear(&d);
    sample_clear(&x);
}
END_TEST

START_TEST(test_ends)
{
    Sample x;
    sample_init(&x);
    Diagram d = {0};
    Sink s = {0};
    diagram_write_ends(&d, &d.inputs, &s);
    sample_expect(&s, "1");
    diagram_add_input(&d, x.bit, sample_name(&x, "S"));
    diagram_add_input(&d, x.die, NULL);
    diagram_add_input(&d, x.die, sample_name(&x, "to"));
    diagram_write_ends(&d, &d.inputs, &s);
    sample_expect(&s, "(S : Bit) * Die * (\"to\" : Die)");
    diagram_clear(&d);
    sample_clear(&x);
}
END_TEST

static Vertex *
add_vertex(Model *m, Sample *x, const char *name, const Type *type)
{
    Vertex v = {.name = name ? sample_name(x, name) : NULL, .type = type, .latent = !name};
    model_add_vertex(m, &v);
    return &m->vertices.at[m->vertices.count - 1];
}

static void
expect_model(Sample *x, const Model *m, const char *wanted)
{
    Sink s = {0};
    model_write(m, sample_name(x, "m"), &s);
    sample_expect(&s, wanted);
}

START_TEST(test_model_columns)
{
    Sample x;
    sample_init(&x);
    Model m = {0};
    const Type *smoking = signature_add_type(&x.s, sample_name(&x, "Smoking"));
    add_vertex(&m, &x, "H", x.bit)->latent = true;
    Vertex *s = add_vertex(&m, &x, "S", smoking);
    array_push(&s->parents, 0u);
    Vertex *t = add_vertex(&m, &x, "T\xc3\xa9r", x.die);
    array_push(&t->parents, 1u);
    array_push(&t->parents, 0u);
    add_vertex(&m, &x, "U", x.bit);
    add_vertex(&m, &x, "V", x.bit)->fixed = sample_name(&x, "|0>");
    add_vertex(&m, &x, "W", x.bit)->open = true;
    expect_model(&x, &m,
                 "model m {\n"
                 "  latent H : Bit\n"
                 "  S   : Smoking <- H\n"
                 "  T\xc3\xa9r : Die     <- S, H\n"
                 "  U   : Bit\n"
                 "  V   : Bit     = |0>\n"
                 "  W   : Bit     = input\n"
                 "}\n");
    model_clear(&m);
    expect_model(&x, &m, "model m {\n}\n");
    sample_clear(&x);
}
END_TEST

START_TEST(test_model_unnamed_latents)
{
    Sample x;
    sample_init(&x);
    Model m = {0};
    add_vertex(&m, &x, "X", x.bit);
    add_vertex(&m, &x, "Y", x.bit);
    add_vertex(&m, &x, NULL, signature_add_type(&x.s, NULL));
    array_push(&m.vertices.at[1].parents, 0u);
    array_push(&m.vertices.at[1].parents, 2u);
    array_push(&m.vertices.at[0].parents, 2u);
    m.vertices.at[2].ends[1] = 1;
    expect_model(&x, &m, "model m {\n  X : Bit\n  Y : Bit <- X\n  X <-> Y\n}\n");
    m.vertices.at[0].parents.count = 0;
    expect_model(&x, &m, "model m {\n  X : Bit\n  Y : Bit <- X\n  X <-> Y\n}\n");
    model_clear(&m);
    sample_clear(&x);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("write");
    TCase *t = tcase_create("write");
    tcase_add_test(t, test_coins);
    tcase_add_test(t, test_states_and_discards);
    tcase_add_test(t, test_names_do_not_clash);
    tcase_add_test(t, test_an_input_hides_a_state);
    tcase_add_test(t, test_renamed_input);
    tcase_add_test(t, test_ends);
    tcase_add_test(t, test_model_columns);
    tcase_add_test(t, test_model_unnamed_latents);
    suite_add_tcase(s, t);
    return s;
}
