/* test_crossing.c -- crossings counted and taken away, and network simplex, on cases one can draw.
 */
#include "tests/suite.h"

#include "picture/crossing.h"
#include "picture/network_simplex.h"

/* Two layers of n items each; "ab cd" links a above to ... pairs of digits, upper and lower. */
static void
make_two(Crossing *c, size_t n, const char *links)
{
    crossing_init(c, 2 * n, 2);
    for (size_t v = n; v < 2 * n; v++)
        c->layer[v] = 1;
    for (; *links; links += links[2] ? 3 : 2) {
        Link link = {(uint32_t)(links[0] - '0'), (uint32_t)n + (uint32_t)(links[1] - '0'), 0, 0};
        array_push(&c->links, link);
    }
    crossing_start(c);
}

START_TEST(test_count)
{
    static const struct {
        const char *links;
        uint64_t crossings;
    } cases[] = {{"00 11 22", 0}, {"01 10", 1},       {"02 11 20", 3},
                 {"00 01 02", 0}, {"00 10 20", 0},    {"00 01 10 11", 1},
                 {"", 0},         {"01 01 10 10", 4}, {"00 01 02 10 11 12 20 21 22", 9}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Crossing c;
        make_two(&c, 3, cases[i].links);
        ck_assert_msg(crossing_count(&c) == cases[i].crossings, "%s", cases[i].links);
        crossing_clear(&c);
    }
}
END_TEST

START_TEST(test_ports)
{
    /* One box above with two ports, two items below in the wrong order: one crossing, and items
     * can be moved, ports cannot. */
    Crossing c;
    crossing_init(&c, 3, 2);
    c.layer[1] = c.layer[2] = 1;
    Link first = {0, 2, 0, 0}, second = {0, 1, 1, 0};
    array_push(&c.links, first);
    array_push(&c.links, second);
    crossing_start(&c);
    ck_assert_uint_eq(crossing_count(&c), 1);
    crossing_run(&c, 1000);
    ck_assert_uint_eq(crossing_count(&c), 0);
    ck_assert_uint_eq(c.order[c.start[1]], 2);
    crossing_clear(&c);
    /* From one port to two items nothing crosses, whatever their order. */
    crossing_init(&c, 3, 2);
    c.layer[1] = c.layer[2] = 1;
    second.out = 0;
    array_push(&c.links, first);
    array_push(&c.links, second);
    crossing_start(&c);
    ck_assert_uint_eq(crossing_count(&c), 0);
    crossing_clear(&c);
}
END_TEST

START_TEST(test_kept)
{
    /* 0 1 2 above are kept, so are the ones below: the swap stays a swap. */
    Crossing c;
    make_two(&c, 3, "02 11 20");
    for (size_t v = 0; v < 6; v++)
        c.kept[v] = true;
    crossing_run(&c, 1000);
    ck_assert_uint_eq(crossing_count(&c), 3);
    for (uint32_t i = 0; i < 6; i++)
        ck_assert_uint_eq(c.order[i], i);
    c.kept[3] = c.kept[4] = c.kept[5] = false;
    crossing_run(&c, 1000);
    ck_assert_uint_eq(crossing_count(&c), 0);
    for (uint32_t i = 0; i < 3; i++)
        ck_assert_uint_eq(c.order[i], i);
    crossing_clear(&c);
}
END_TEST

static void
push_arc(ArcList *arcs, uint32_t tail, uint32_t head, int length, int weight)
{
    Arc a = {tail, head, length, weight};
    array_push(arcs, a);
}

START_TEST(test_tension)
{
    /* 0 pulls at 1 and 2, which are 10 apart; 3 hangs on 2 and must be 4 beyond it. */
    ArcList arcs = {0};
    int32_t x[4];
    push_arc(&arcs, 0, 1, 0, 1);
    push_arc(&arcs, 0, 2, 0, 5);
    push_arc(&arcs, 1, 2, 10, 0);
    push_arc(&arcs, 2, 3, 4, 2);
    ck_assert(network_simplex_start(x, 4, &arcs));
    ck_assert(network_simplex_run(x, 4, &arcs, 1000000, NULL));
    ck_assert_int_eq(network_simplex_cost(x, &arcs), 58);
    ck_assert_int_eq(x[1], x[0]);
    ck_assert_int_eq(x[2], x[0] + 10);
    ck_assert_int_eq(x[3], x[2] + 4);
    push_arc(&arcs, 3, 0, 1, 0);
    ck_assert(!network_simplex_start(x, 4, &arcs));
    array_clear(&arcs);
    ck_assert(network_simplex_start(x, 0, &arcs) && network_simplex_run(x, 0, &arcs, 0, NULL));
}
END_TEST

START_TEST(test_tension_stops)
{
    /* Without steps the places stay allowed. */
    ArcList arcs = {0};
    int32_t x[3] = {0, 7, 20};
    push_arc(&arcs, 0, 1, 3, 1);
    push_arc(&arcs, 1, 2, 3, 1);
    network_simplex_run(x, 3, &arcs, 0, NULL);
    ck_assert_int_ge(x[1] - x[0], 3);
    ck_assert_int_ge(x[2] - x[1], 3);
    array_clear(&arcs);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("cross");
    TCase *c = tcase_create("cross");
    tcase_add_test(c, test_count);
    tcase_add_test(c, test_ports);
    tcase_add_test(c, test_kept);
    tcase_add_test(c, test_tension);
    tcase_add_test(c, test_tension_stops);
    suite_add_tcase(s, c);
    return s;
}
