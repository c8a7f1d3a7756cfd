/* test_pdag.c -- classes of DAGs, worked out by hand: members, Meek's rules, sizes, effects that
 * differ, and what limits do. */
#include "graph/pdag.h"
#include "graph/set_store.h"
#include "tests/suite.h"

#include <check.h>

/* A graph from text: `A>B` is an arrow, `A-B` a line. */
static Pdag
read_pdag(const char *text)
{
    Pdag p = {0};
    WireList arrows = {0}, lines = {0};
    Budget b = {0};
    uint32_t count = 0;
    for (const char *s = text; *s; s++) {
        if (*s >= 'A' && *s <= 'Z' && (uint32_t)(*s - 'A') >= count)
            count = (uint32_t)(*s - 'A') + 1;
        if (s[1] != '>' && s[1] != '-')
            continue;
        WireList *to = s[1] == '>' ? &arrows : &lines;
        array_push(to, (uint32_t)(s[0] - 'A'));
        array_push(to, (uint32_t)(s[2] - 'A'));
    }
    ck_assert(pdag_make(&p, count, &arrows, &lines, &b));
    array_clear(&arrows);
    array_clear(&lines);
    return p;
}

static void
put_pairs(Sink *out, const WireList *l, char sign)
{
    for (size_t i = 0; i < l->count; i += 2)
        sink_print(out, out->count ? " %c%c%c" : "%c%c%c", (int)('A' + l->at[i]), sign,
                   (int)('A' + l->at[i + 1]));
}

static void
expect_pdag(const Pdag *p, const char *wanted)
{
    WireList arrows = {0}, lines = {0};
    Sink out;
    sink_init(&out);
    pdag_list(&arrows, &lines, p);
    put_pairs(&out, &arrows, '>');
    put_pairs(&out, &lines, '-');
    ck_assert_str_eq(sink_text(&out), wanted);
    sink_clear(&out);
    array_clear(&arrows);
    array_clear(&lines);
}

/* ---- a member, or why there is none ---- */

static void
expect_stuck(const char *graph, const char *wanted)
{
    Pdag p = read_pdag(graph), member = {0};
    WireList stuck = {0}, arrows = {0}, lines = {0};
    Budget b = {0};
    ck_assert(pdag_extend(&member, &stuck, &p, &b));
    char text[27] = "";
    for (size_t i = 0; i < stuck.count; i++)
        text[i] = (char)('A' + stuck.at[i]);
    ck_assert_str_eq(text, wanted);
    pdag_list(&arrows, &lines, &member);
    ck_assert(stuck.count || !lines.count);
    array_clear(&arrows);
    array_clear(&lines);
    array_clear(&stuck);
    pdag_clear(&p);
    pdag_clear(&member);
}

START_TEST(test_extend)
{
    expect_stuck("", "");
    expect_stuck("A-B", "");
    expect_stuck("A>B C>B", "");
    expect_stuck("A-B B-C C-A", "");
    expect_stuck("A-B B-C C-D D-A", "ABCD");
    expect_stuck("E>A A-B B-C C-D D-A", "ABCD");
    expect_stuck("A>B B-C D>C", "ABCD");
    expect_stuck("A>B B>C C>A", "ABC");
}
END_TEST

START_TEST(test_leads_on)
{
    Pdag p = read_pdag("A>B B-C D>C");
    WireList stuck = {0};
    uint32_t by[2];
    for (uint32_t v = 0; v < 4; v++)
        array_push(&stuck, v);
    ck_assert(pdag_leads_on(&p, &stuck, 0, by) && by[0] == 1);
    ck_assert(!pdag_leads_on(&p, &stuck, 1, by) && by[0] == 2 && by[1] == 0);
    ck_assert(!pdag_leads_on(&p, &stuck, 2, by) && by[0] == 1 && by[1] == 3);
    array_clear(&stuck);
    pdag_clear(&p);
}
END_TEST

/* ---- Meek's rules ---- */

static void
expect_closed(const char *graph, const char *wanted, int rule)
{
    Pdag p = read_pdag(graph);
    OrientedList done = {0};
    Budget b = {0};
    ck_assert(pdag_close(&p, &done, &b));
    expect_pdag(&p, wanted);
    ck_assert_int_eq(rule < 0, done.count == 0);
    ck_assert(rule < 0 || (int)done.at[0].rule == rule);
    size_t before = done.count;
    ck_assert(pdag_close(&p, &done, &b));
    ck_assert_uint_eq(done.count, before);
    array_clear(&done);
    pdag_clear(&p);
}

START_TEST(test_close)
{
    expect_closed("A-B", "A-B", -1);
    expect_closed("A>B B-C", "A>B B>C", MEEK_COLLIDER);
    expect_closed("A>B B>C A-C", "A>B A>C B>C", MEEK_CYCLE);
    expect_closed("A-B A-C A-D B>D C>D", "A>D B>D C>D A-B A-C", MEEK_KITE);
    expect_closed("D>C C>B A-B A-C A-D", "A>B C>B D>C A-C A-D", MEEK_CHAIN);
    expect_closed("A>B B-C C-D D-E", "A>B B>C C>D D>E", MEEK_COLLIDER);
}
END_TEST

START_TEST(test_orient)
{
    Pdag p = read_pdag("A-B B-C C-D");
    Budget b = {0};
    ck_assert(pdag_orient(&p, 1, 2, &b));
    expect_pdag(&p, "B>C C>D A-B");
    ck_assert(pdag_orient(&p, 1, 0, &b));
    expect_pdag(&p, "B>A B>C C>D");
    pdag_clear(&p);
}
END_TEST

/* ---- members ---- */

START_TEST(test_members)
{
    Pdag p = read_pdag("A-B B-C");
    SetList members = {0};
    Budget b = {0};
    bool complete;
    ck_assert(pdag_members(&members, &complete, &p, 1000, &b));
    ck_assert(complete);
    Sink out;
    sink_init(&out);
    for (size_t i = 0; i < members.count; i++)
        put_pairs(&out, &members.at[i], '>');
    ck_assert_str_eq(sink_text(&out), "A>B B>C B>A B>C B>A C>B");
    ck_assert(pdag_members(&members, &complete, &p, 2, &b));
    ck_assert(!complete && members.count == 2);
    atomic_bool interrupt = true;
    b = (Budget){.interrupt = &interrupt};
    ck_assert(!pdag_members(&members, &complete, &p, 1000, &b));
    sink_clear(&out);
    set_list_clear(&members);
    pdag_clear(&p);
}
END_TEST

/* ---- sizes ---- */

static void
expect_size(const char *graph, const char *essential, const char *wanted)
{
    Pdag p = read_pdag(graph), e = read_pdag(essential);
    Budget b = {0};
    mpz_t size;
    mpz_init(size);
    ck_assert(pdag_size(size, &p, &e, &b));
    char *text = mpz_get_str(NULL, 10, size);
    ck_assert_str_eq(text, wanted);
    memory_free(text);
    mpz_clear(size);
    pdag_clear(&p);
    pdag_clear(&e);
}

START_TEST(test_size)
{
    expect_size("", "", "1");
    expect_size("A>B C>B", "A>B C>B", "1");
    expect_size("A-B", "A-B", "2");
    expect_size("A-B B-C C-D", "A-B B-C C-D", "4");
    expect_size("A-B B-C C-A", "A-B B-C C-A", "6");
    expect_size("A-B C-D", "A-B C-D", "4");
    /* two triangles with a side in common: 24 - 6 - ... = 10 */
    expect_size("A-B A-C B-C B-D C-D", "A-B A-C B-C B-D C-D", "10");
    expect_size("A>B A-C B-C", "A-B A-C B-C", "3");
    expect_size("A>B B>C C>D", "A-B B-C C-D", "1");
}
END_TEST

START_TEST(test_size_stops)
{
    Pdag p = {0}, e = {0};
    WireList arrows = {0}, lines = {0}, all = {0};
    for (uint32_t u = 0; u < 40; u++)
        for (uint32_t v = u + 1; v < 40; v++) {
            WireList *to = u == 0 && v == 1 ? &arrows : &lines;
            array_push(to, u);
            array_push(to, v);
            array_push(&all, u);
            array_push(&all, v);
        }
    Budget b = {0};
    mpz_t size;
    mpz_init(size);
    ck_assert(pdag_make(&p, 40, &arrows, &lines, &b));
    arrows.count = 0;
    ck_assert(pdag_make(&e, 40, &arrows, &all, &b));
    ck_assert(pdag_size(size, &e, &e, &b)); /* 40! */
    mpz_t all_orders;
    mpz_init(all_orders);
    mpz_fac_ui(all_orders, 40);
    ck_assert(mpz_cmp(size, all_orders) == 0);
    mpz_clear(all_orders);
    b = (Budget){.deadline = budget_now() + 1};
    ck_assert(!pdag_size(size, &p, &e, &b));
    ck_assert_int_eq(b.stop, STOP_TIME);
    mpz_clear(size);
    array_clear(&arrows);
    array_clear(&lines);
    array_clear(&all);
    pdag_clear(&p);
    pdag_clear(&e);
}
END_TEST

/* ---- effects ---- */

static void
expect_doubt(const char *graph, char x, char y, const char *wanted)
{
    Pdag p = read_pdag(graph), first = {0}, second = {0};
    WireList lx = {0}, ly = {0}, path = {0};
    Budget b = {0};
    char text[27] = "";
    array_push(&lx, (uint32_t)(x - 'A'));
    array_push(&ly, (uint32_t)(y - 'A'));
    ck_assert(pdag_find_doubt(&path, &p, &lx, &ly, &b));
    for (size_t i = 0; i < path.count; i++)
        text[i] = (char)('A' + path.at[i]);
    ck_assert_str_eq(text, wanted);
    if (path.count) {
        ck_assert(pdag_find_rivals(&first, &second, &p, &path, &b));
        ck_assert_int_eq(pdag_edge(&first, path.at[0], path.at[1]), PDAG_OUT);
        ck_assert_int_eq(pdag_edge(&second, path.at[0], path.at[1]), PDAG_IN);
        for (size_t i = 1; i + 1 < path.count; i++) {
            ck_assert_int_eq(pdag_edge(&first, path.at[i], path.at[i + 1]), PDAG_OUT);
            ck_assert_int_eq(pdag_edge(&second, path.at[i], path.at[i + 1]), PDAG_OUT);
        }
    }
    array_clear(&lx);
    array_clear(&ly);
    array_clear(&path);
    pdag_clear(&p);
    pdag_clear(&first);
    pdag_clear(&second);
}

START_TEST(test_doubt)
{
    expect_doubt("A-B", 'A', 'B', "AB");
    expect_doubt("A-B B>C", 'A', 'C', "ABC");
    expect_doubt("A-B B>C", 'B', 'C', "");
    expect_doubt("A-B B>C", 'C', 'A', "");
    expect_doubt("A-B A>C B>C C>D", 'A', 'D', "ABCD"); /* A > C is an arrow as well */
    expect_doubt("A>B C>B B>D", 'A', 'D', "");
}
END_TEST

/* ---- sets that are found again ---- */

START_TEST(test_set_store)
{
    SetStore s = {0};
    WireList set = {0};
    size_t place = 7;
    ck_assert(set_store_add(&s, &set, &place) && place == 0);
    array_push(&set, 3);
    ck_assert(set_store_add(&s, &set, &place) && place == 1);
    ck_assert(!set_store_add(&s, &set, &place) && place == 1);
    set.at[0] = 4;
    ck_assert(set_store_add(&s, &set, &place) && place == 2);
    set.count = 0;
    ck_assert(!set_store_add(&s, &set, &place) && place == 0);
    ck_assert_uint_eq(s.sets.count, 3);
    array_clear(&set);
    set_store_clear(&s);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("pdag");
    TCase *t = tcase_create("pdag");
    tcase_add_test(t, test_extend);
    tcase_add_test(t, test_leads_on);
    tcase_add_test(t, test_close);
    tcase_add_test(t, test_orient);
    tcase_add_test(t, test_members);
    tcase_add_test(t, test_size);
    tcase_add_test(t, test_size_stops);
    tcase_add_test(t, test_doubt);
    tcase_add_test(t, test_set_store);
    suite_add_tcase(s, t);
    return s;
}
