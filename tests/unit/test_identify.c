/* test_identify.c -- graphs, identification and recipes on models small enough to do by hand. */
#include "surgery/identify.h"
#include "surgery/recipe.h"
#include "tests/suite.h"
#include "tests/unit/sample.h"

#include <stdio.h>

/* A model over bits, spelled: "H* S:H T:S C:HT" has a latent H; "X~Y" is X <-> Y. */
typedef struct Spelled {
    Sample x;
    Model m;
    Graph g;
    Projection p;
    Budget budget;
    Name names[16];
    uint32_t output_of[16];
} Spelled;

static uint32_t
vertex(const Spelled *s, char letter)
{
    for (uint32_t v = 0; v < s->m.vertices.count; v++)
        if (s->m.vertices.at[v].name && s->m.vertices.at[v].name[0] == letter)
            return v;
    ck_abort_msg("no vertex %c", letter);
    return 0;
}

static void
add_word(Spelled *s, const char *word, bool edges)
{
    bool edge = word[1] == '~';
    if (edge != edges)
        return;
    if (edge) {
        Vertex u = {.type = s->x.bit, .latent = true,
                    .ends = {vertex(s, word[0]), vertex(s, word[2])}};
        model_add_vertex(&s->m, &u);
        for (int i = 0; i < 2; i++)
            array_push(&s->m.vertices.at[u.ends[i]].parents, (uint32_t)s->m.vertices.count - 1);
        return;
    }
    Vertex v = {.name = sample_name(&s->x, (const char[]){word[0], '\0'}), .type = s->x.bit,
                .latent = word[1] == '*'};
    model_add_vertex(&s->m, &v);
}

static void
add_parents(Spelled *s, const char *word)
{
    if (word[1] == '~')
        return;
    const char *p = word + 1;
    p += *p == '*';
    if (*p++ != ':')
        return;
    for (; *p && *p != ' '; p++)
        array_push(&s->m.vertices.at[vertex(s, word[0])].parents, vertex(s, *p));
}

static void
add_mechanisms(Spelled *s)
{
    for (uint32_t v = 0; v < s->m.vertices.count; v++) {
        Vertex *x = &s->m.vertices.at[v];
        char in[16] = "";
        memset(in, 'b', x->parents.count);
        x->box = sample_box(&s->x, x->name ? x->name : "U", in, "b");
        WireList reads = {0};
        for (size_t i = 0; i < x->parents.count; i++)
            array_push(&reads, diagram_add_input(&x->mechanism, s->x.bit, NULL));
        diagram_add_output(&x->mechanism, diagram_add_box(&x->mechanism, x->box, reads.at, 0),
                           x->name);
        array_clear(&reads);
    }
}

static void
spell(Spelled *s, const char *text)
{
    *s = (Spelled){0};
    sample_init(&s->x);
    for (int pass = 0; pass < 3; pass++)
        for (const char *word = text; word; word = strchr(word, ' ') ? strchr(word, ' ') + 1 : NULL)
            if (pass < 2)
                add_word(s, word, pass == 1);
            else
                add_parents(s, word);
    add_mechanisms(s);
    WireList cycle = {0};
    ck_assert(model_sort(&s->m, &cycle));
    graph_make(&s->g, &s->m);
    ck_assert(projection_make(&s->p, &s->g, &s->budget));
    uint32_t output = 0;
    for (uint32_t v = 0; v < s->m.vertices.count; v++) {
        s->names[v] = s->m.vertices.at[v].name;
        s->output_of[v] = s->m.vertices.at[v].latent ? UINT32_MAX : output++;
    }
}

static void
unspell(Spelled *s)
{
    projection_clear(&s->p);
    graph_clear(&s->g);
    model_clear(&s->m);
    sample_clear(&s->x);
}

static void
add_letters(const Spelled *s, WireList *to, const char *letters)
{
    for (; *letters; letters++)
        array_push(to, vertex(s, *letters));
}

static void
ask(Spelled *s, Identification *i, const char *y, const char *x, const char *z)
{
    Effect e = {0};
    add_letters(s, &e.y, y);
    add_letters(s, &e.x, x);
    add_letters(s, &e.z, z);
    *i = (Identification){0};
    ck_assert(identify(i, &s->g, &s->p, &e, &s->budget));
    ck_assert(!i->identified || estimand_is_sound(&i->estimand));
    effect_clear(&e);
}

static const char *
letters(const Spelled *s, const WireList *list, char to[17])
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        to[count++] = s->m.vertices.at[list->at[i]].name[0];
    to[count] = '\0';
    return to;
}

static void
expect_list(const Spelled *s, const WireList *list, const char *wanted)
{
    char found[17];
    ck_assert_str_eq(letters(s, list, found), wanted);
}

/* The moves, a letter each. */
static void
expect_moves(const Identification *i, const char *wanted)
{
    char found[64];
    size_t count = 0;
    for (; count < i->steps.count; count++)
        found[count] = "EDSCrsXPc"[i->steps.at[count].move];
    found[count] = '\0';
    ck_assert_str_eq(found, wanted);
}

static void
expect_recipe(Spelled *s, const Estimand *e, uint32_t recipe, const char *wanted)
{
    Diagram state = {0}, d = {0};
    WireList observed = {0};
    Conditionals c = {0};
    model_observed(&s->m, &observed);
    model_diagram(&state, &s->m, &observed);
    ObservedState o = {&state, s->output_of, s->names, NULL};
    recipe_diagram(&d, e, recipe, &o, &c, &s->x.s, &s->x.names);
    sample_expect_stage(&d, wanted);
    array_clear(&observed);
    diagram_clear(&state);
    diagram_clear(&d);
    conditionals_clear(&c);
}

START_TEST(test_projection)
{
    Spelled s;
    size_t count;
    spell(&s, "A L*:A X:L Y:LX M* N*:M Z:N"); /* M reaches one observed vertex only */
    const uint32_t *at = rows_at(&s.p.parents, vertex(&s, 'Y'), &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_uint_eq(at[0], vertex(&s, 'A'));
    ck_assert_uint_eq(at[1], vertex(&s, 'X'));
    ck_assert_uint_eq(projection_groups(&s.p), 1);
    at = rows_at(&s.p.groups, 0, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_uint_eq(at[0], vertex(&s, 'X'));
    ck_assert_uint_eq(at[1], vertex(&s, 'Y'));
    ck_assert_uint_eq(s.p.rank[vertex(&s, 'L')], UINT32_MAX);
    unspell(&s);
}
END_TEST

START_TEST(test_one_value_carries_nothing)
{
    Spelled s;
    spell(&s, "X U:X Y:U X~Y");
    Type one = {.size = 1};
    size_t count;
    s.m.vertices.at[vertex(&s, 'U')].type = &one;
    graph_make(&s.g, &s.m);
    rows_at(&s.g.children, vertex(&s, 'X'), &count);
    ck_assert_uint_eq(count, 0);
    rows_at(&s.g.parents, vertex(&s, 'Y'), &count);
    ck_assert_uint_eq(count, 1);
    unspell(&s);
}
END_TEST

START_TEST(test_front_door)
{
    Spelled s;
    Identification i;
    spell(&s, "H* S:H T:S C:HT");
    ask(&s, &i, "C", "S", "");
    ck_assert(i.identified);
    expect_list(&s, &i.kept, "STC");
    expect_list(&s, &i.left, "TC");
    expect_moves(&i, "DSCrP");
    ck_assert_uint_eq(i.estimand.recipes.count, 1);
    expect_recipe(&s, &i.estimand, 0, "inputs 0 : Bit = S\n"
                                      "  1 <- P(S)\n"
                                      "  2 <- P(T | S)(0)\n"
                                      "  3 <- P(C | S, T)(1, 2)\n"
                                      "outputs 3 : Bit = C\n");
    identification_clear(&i);
    unspell(&s);
}
END_TEST

START_TEST(test_napkin)
{
    Spelled s;
    Identification i;
    spell(&s, "W R:W X:R Y:X W~X W~Y");
    ask(&s, &i, "Y", "X", "");
    ck_assert(i.identified);
    expect_moves(&i, "DSCrsP");
    ck_assert_uint_eq(i.estimand.recipes.count, 2);
    const Factor *f = &i.estimand.recipes.at[1].factors.at[0];
    ck_assert_uint_eq(f->from, 0);
    expect_list(&s, &f->heads, "Y");
    expect_list(&s, &f->givens, "X");
    expect_list(&s, &f->any, "R");
    expect_recipe(&s, &i.estimand, 0, "inputs 0 : Bit = R\n"
                                      "  1 <- P(W)\n"
                                      "  2 <- P(X | W, R)(1, 0)\n"
                                      "  3 <- P(Y | W, R, X)(1, 0, 2)\n"
                                      "outputs 2 : Bit = X, 3 : Bit = Y\n");
    expect_recipe(&s, &i.estimand, 1, "inputs 0 : Bit = X\n"
                                      "  1 <- Q[X, Y](Y | X)(0)\n"
                                      "outputs 1 : Bit = Y\n");
    identification_clear(&i);
    unspell(&s);
}
END_TEST

START_TEST(test_hedge)
{
    Spelled s;
    Identification i;
    spell(&s, "X Y:X X~Y");
    ask(&s, &i, "Y", "X", "");
    ck_assert(!i.identified);
    expect_moves(&i, "DSCX");
    expect_list(&s, &i.large, "XY");
    expect_list(&s, &i.small, "Y");
    ck_assert_uint_eq(i.estimand.recipes.count, 0);
    identification_clear(&i);
    ask(&s, &i, "X", "Y", ""); /* the other way there is nothing to it */
    ck_assert(i.identified);
    expect_list(&s, &i.kept, "X");
    identification_clear(&i);
    unspell(&s);
}
END_TEST

START_TEST(test_conditions)
{
    Spelled s;
    Identification i;
    spell(&s, "Z X:Z Y:XZ V:Y");
    ask(&s, &i, "Y", "X", "Z"); /* Z may as well be done */
    expect_moves(&i, "EDSCP");
    ck_assert_uint_eq(i.effect.z.count, 0);
    expect_list(&s, &i.effect.x, "XZ");
    identification_clear(&i);
    ask(&s, &i, "Y", "X", "V"); /* V comes of Y */
    expect_moves(&i, "DSCPc");
    ck_assert_uint_eq(i.estimand.recipes.count, 2);
    expect_list(&s, &i.estimand.recipes.at[0].heads, "YV");
    expect_list(&s, &i.estimand.recipes.at[1].inputs, "XV");
    identification_clear(&i);
    unspell(&s);
}
END_TEST

/* Two napkins, one on the other: a comb is named by its vertices, and made once. */
START_TEST(test_a_comb_is_made_once)
{
    char found[17], other[17];
    Spelled s;
    Identification i;
    spell(&s, "A B:A C:B D:C E:D F:E A~C A~D C~E C~F");
    ask(&s, &i, "F", "E", "");
    ck_assert(i.identified);
    const Estimand *e = &i.estimand;
    ck_assert_uint_eq(e->recipes.count, 3);
    for (size_t k = 0; k < e->recipes.count; k++)
        for (size_t l = 0; l < k; l++)
            ck_assert_str_ne(letters(&s, &e->recipes.at[k].heads, found),
                             letters(&s, &e->recipes.at[l].heads, other));
    identification_clear(&i);
    unspell(&s);
}
END_TEST

START_TEST(test_a_spent_budget_stops)
{
    Spelled s;
    Effect e = {0};
    Identification i = {0};
    spell(&s, "X Y:X");
    add_letters(&s, &e.y, "Y");
    s.budget.stop = STOP_TIME; /* as after a step too many */
    ck_assert(!identify(&i, &s.g, &s.p, &e, &s.budget));
    ck_assert_uint_eq(i.steps.count, 0);
    effect_clear(&e);
    unspell(&s);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("identify");
    TCase *c = tcase_create("cases");
    tcase_add_test(c, test_projection);
    tcase_add_test(c, test_one_value_carries_nothing);
    tcase_add_test(c, test_front_door);
    tcase_add_test(c, test_napkin);
    tcase_add_test(c, test_hedge);
    tcase_add_test(c, test_conditions);
    tcase_add_test(c, test_a_comb_is_made_once);
    tcase_add_test(c, test_a_spent_budget_stops);
    suite_add_tcase(s, c);
    return s;
}
