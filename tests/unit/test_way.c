/* test_way.c -- shortest ways: along and against arrows, with goals, bounds and cuts. */
#include "graph/way.h"
#include "tests/suite.h"
#include "tests/unit/figure.h"

typedef struct Case {
    const char *figure, *from, *goals;
    bool up;
    const char *within, *avoid, *way; /* within "*": anywhere; way NULL: there is none */
} Case;

static const Case cases[] = {
    {"A -> B -> C", "A", "C", false, "*", "", "A B C"},
    {"A -> B -> C", "C", "A", true, "*", "", "C B A"},
    {"A -> B -> C", "C", "A", false, "*", "", NULL},
    {"A -> B -> C; A -> C", "A", "C", false, "*", "", "A C"},
    {"A -> B -> D; A -> C -> D", "A", "D", false, "*", "", "A B D"},
    {"A -> B -> D; A -> C -> D", "A", "D", false, "*", "B", "A C D"},
    {"A -> B -> D; A -> C -> D", "A", "D", false, "C", "", "A C D"},
    {"A -> B -> D; A -> C -> D", "A", "D", false, "", "", NULL},
    {"A -> B; C -> B", "A C", "B", false, "*", "", "A B"},
    {"A B -> C", "A B", "C", false, "*", "", "A C"},
    {"A -> B", "A", "A B", false, "*", "", "A"},
    {"A -> B", "A", "", false, "*", "", NULL},
    {"A -> B", "", "B", false, "*", "", NULL},
};

static void
set_of(VertexSet *to, const Figure *f, const char *names)
{
    WireList list = figure_list(f, names);
    vertex_set_init(to, f->g.count);
    vertex_set_add_all(to, &list);
    array_clear(&list);
}

START_TEST(test_cases)
{
    const Case *c = &cases[_i];
    Figure f;
    VertexSet goals, within, avoid;
    WireList way = {0};
    figure_init(&f, c->figure);
    WireList from = figure_list(&f, c->from);
    bool anywhere = strcmp(c->within, "*") == 0;
    set_of(&goals, &f, c->goals);
    set_of(&within, &f, anywhere ? "" : c->within);
    set_of(&avoid, &f, c->avoid);
    WayRules rules = {.up = c->up, .within = anywhere ? NULL : &within, .avoid = &avoid};
    bool found = way_find(&way, &f.g, &rules, &from, &goals);
    ck_assert(found == (c->way != NULL));
    WireList wanted = figure_list(&f, c->way ? c->way : "");
    ck_assert_int_eq(wires_compare(&way, &wanted), 0);
    array_clear(&wanted);
    array_clear(&from);
    array_clear(&way);
    vertex_set_clear(&goals);
    vertex_set_clear(&within);
    vertex_set_clear(&avoid);
    figure_clear(&f);
}
END_TEST

START_TEST(test_cut)
{
    Figure f;
    VertexSet starts, goals, closed;
    WireList way = {0};
    figure_init(&f, "A -> B -> C; A -> D -> E -> C");
    WireList from = figure_list(&f, "A"), wanted = figure_list(&f, "A D E C");
    set_of(&starts, &f, "A");
    set_of(&goals, &f, "C");
    set_of(&closed, &f, "B");
    WayRules rules = {.cut = &(Mutilation){.closed = &closed}};
    ck_assert(way_find(&way, &f.g, &rules, &from, &goals));
    ck_assert_int_eq(wires_compare(&way, &wanted), 0);
    rules.up = true;
    ck_assert(way_find(&way, &f.g, &rules, &goals.members, &starts));
    wires_turn(&way);
    ck_assert_int_eq(wires_compare(&way, &wanted), 0);
    array_clear(&wanted);
    array_clear(&from);
    array_clear(&way);
    vertex_set_clear(&starts);
    vertex_set_clear(&goals);
    vertex_set_clear(&closed);
    figure_clear(&f);
}
END_TEST

Suite *
suite(void)
{
    TCase *t = tcase_create("way");
    tcase_add_loop_test(t, test_cases, 0, (int)COUNT(cases));
    tcase_add_test(t, test_cut);
    Suite *s = suite_create("way");
    suite_add_tcase(s, t);
    return s;
}
