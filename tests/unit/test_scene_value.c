/* test_scene_value.c -- values as scenes, and scenes as text. */
#include "lang/draw/scene_value.h"
#include "surgery/cut.h"
#include "tests/unit/run_case.h"

static Scene scene;

static void
start(void)
{
    scene = (Scene){0};
}

static void
end(void)
{
    scene_clear(&scene);
}

static size_t
count_signs(Sign sign)
{
    size_t count = 0;
    for (size_t i = 0; i < scene.nodes.count; i++)
        count += scene.nodes.at[i].look[0].shape == sign;
    return count;
}

static bool
make(const char *text, const char *as, size_t most)
{
    Value v = {0};
    const Node *n = expression(text);
    ck_assert(elaborate(&run.s, &v, n));
    scene_clear(&scene);
    bool ok = scene_of_value(&run.s, &scene, &v, as, most, n);
    value_clear(&v);
    return ok;
}

START_TEST(models_are_diagrams_or_graphs)
{
    ck_assert(make("lung", NULL, 10));
    ck_assert(!scene.graph);
    ck_assert_uint_eq(count_signs(SIGN_OUTPUT), 3); /* the hidden one has none */
    ck_assert(make("lung", "graph", 10));
    ck_assert(scene.graph);
    ck_assert_uint_eq(count_signs(SIGN_VERTEX), 4);
}
END_TEST

/* Each output, and how many shapes read its wire. */
static void
list_ends(Sink *to)
{
    for (size_t i = 0; i < scene.nodes.count; i++) {
        const SceneNode *n = &scene.nodes.at[i];
        size_t readers = 0;
        if (n->look[0].shape != SIGN_OUTPUT)
            continue;
        for (size_t k = 0; k < scene.ins.count; k++)
            readers += scene.ins.at[k].wire == scene.ins.at[n->in].wire;
        sink_print(to, "%s:%zu ", n->look[0].label, readers);
    }
}

START_TEST(combs_have_holes)
{
    Sink filled = {0};
    ck_assert(make("f", NULL, 10));
    ck_assert(scene.frame);
    ck_assert_uint_eq(count_signs(SIGN_HOLE), 1);
    ck_assert(make("f[t]", NULL, 10));
    ck_assert(!scene.frame);
    ck_assert_uint_eq(count_signs(SIGN_HOLE), 0);
    /* t in the place of the hole gives the picture of f[t] */
    ck_assert(make("wide", NULL, 10));
    size_t nodes = scene.nodes.count, ins = scene.ins.count;
    list_ends(&filled);
    expect_text(&filled, "S:3 T:2 C:1 ");
    ck_assert(make("wide[u]", NULL, 10));
    list_ends(&filled);
    expect_text(&filled, "S:3 T:2 C:1 ");
    ck_assert_uint_eq(scene.nodes.count, nodes); /* u is one box, where the hole was */
    ck_assert_uint_eq(scene.ins.count, ins);
    sink_clear(&filled);
    ck_assert(make("f", NULL, 0)); /* with more boxes than fit it is any diagram */
    ck_assert_uint_eq(count_signs(SIGN_HOLE), 0);
}
END_TEST

START_TEST(what_is_no_diagram_becomes_one)
{
    ck_assert(make("1/2|0> + 1/2|1>", NULL, 10));
    ck_assert_uint_eq(count_signs(SIGN_STATE), 1);
    ck_assert_uint_eq(count_signs(SIGN_OUTPUT), 1);
    expect_refusal(make("1/2|0>", NULL, 10), "this sums to 1/2, not to 1 [E063]");
    expect_refusal(make("3", NULL, 10), "found a number, wanted a state or a channel [E044]");
    ck_assert_uint_eq(scene.nodes.count, 0);
    ck_assert(make("coin ; t", NULL, 1));
    ck_assert_uint_eq(scene.left_out, 1);
}
END_TEST

START_TEST(the_style_is_that_of_the_session)
{
    run.s.options.width = 0; /* nobody said: the style's */
    run.s.style.width = 47;
    run.s.options.unicode = true;
    TextStyle style = session_text_style(&run.s, "> ");
    ck_assert_int_eq(style.width, 47);
    ck_assert(style.unicode && !style.color);
    ck_assert_str_eq(style.margin, "> ");
}
END_TEST

START_TEST(diagrams_are_drawn_after_a_margin)
{
    Sink text = {0};
    scene_value_write_diagram(&run.s, &named("coin")->diagram, ">> ", &text);
    ck_assert_uint_gt(text.count, 0);
    ck_assert_ptr_nonnull(strstr(sink_text(&text), "coin"));
    for (const char *line = sink_text(&text); *line; line = strchr(line, '\n') + 1)
        ck_assert_msg(*line == '\n' || strncmp(line, ">> ", 3) == 0, "%s", sink_text(&text));
    sink_clear(&text);
    run.s.budget.stop = STOP_TIME; /* a limit: nothing */
    scene_value_write_diagram(&run.s, &named("coin")->diagram, "", &text);
    expect_text(&text, "");
}
END_TEST

START_TEST(surgery_stands_beside_its_model)
{
    Model after = {0};
    Sink text = {0};
    model_set(&after, &named("lung")->model);
    model_open(&after, 1);
    scene_value_write_surgery(&run.s, &named("lung")->model, &after, NULL, "", &text);
    ck_assert_ptr_nonnull(strstr(sink_text(&text), "before"));
    ck_assert_ptr_nonnull(strstr(sink_text(&text), "after"));
    ck_assert_ptr_null(strchr(sink_text(&text), '\033'));
    sink_clear(&text);
    run.s.style.color = true;
    scene_value_write_surgery(&run.s, &named("lung")->model, &after, NULL, "", &text);
    ck_assert_ptr_nonnull(strchr(sink_text(&text), '\033'));
    sink_clear(&text);
    session_write_json(&run.s);
    scene_value_write_surgery(&run.s, &named("lung")->model, &after, NULL, "", &text);
    ck_assert_ptr_null(strchr(sink_text(&text), '\033'));
    sink_clear(&text);
    scene_value_write_surgery(&run.s, &named("lung")->model, &named("other")->model, NULL, "",
                              &text);
    expect_text(&text, "");
    model_clear(&after);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("scene value",
                        LUNG "model other { X : Bit }\nstate coin : Bit = 1/2|0> + 1/2|1>\n"
                             "state omega : (S : Bit) * (T : Bit) = 1/2|0,0> + 1/2|1,1>\n"
                             "let f, t = comb(omega, S -> T)\n"
                             "state w : (S : Bit) * (T : Bit) * (C : Bit) = 1/2|0,0,1> + "
                             "1/2|1,1,0>\n"
                             "let wide, u = comb(w, S -> T)\n");
    tcase_add_checked_fixture(c, start, end);
    tcase_add_test(c, models_are_diagrams_or_graphs);
    tcase_add_test(c, combs_have_holes);
    tcase_add_test(c, what_is_no_diagram_becomes_one);
    tcase_add_test(c, the_style_is_that_of_the_session);
    tcase_add_test(c, diagrams_are_drawn_after_a_margin);
    tcase_add_test(c, surgery_stands_beside_its_model);
    return run_suite("scene value", c);
}
