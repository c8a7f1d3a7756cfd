/* test_wiring_width.c -- how many wires a part reads and gives, before it is wired. */
#include "lang/elaborate/wiring_width.h"
#include "tests/unit/run_case.h"

static Diagram d;
static Wiring w;

static void
start(void)
{
    d = (Diagram){0};
    w = (Wiring){.s = &run.s, .d = &d};
}

static void
end(void)
{
    wiring_clear(&w);
    diagram_clear(&d);
}

typedef bool Width(Wiring *w, const Node *n, int64_t *to);

static void
expect_width(Width *width, const char *text, int64_t wanted)
{
    int64_t is = -9;
    ck_assert_msg(width(&w, expression(text), &is), "%s", sink_text(&run.s.err));
    ck_assert_msg(is == wanted, "%s: %d", text, (int)is);
}

START_TEST(words_are_known)
{
    ck_assert_int_eq(wiring_word("copy"), WORD_COPY);
    ck_assert_int_eq(wiring_word("uniform"), WORD_UNIFORM);
    ck_assert(!is_wiring_word(""));
    ck_assert(!is_wiring_word("cop"));
    ck_assert_int_eq(node_wiring_word(&run.s, expression("swap[Bit, Bit]")), WORD_SWAP);
    ck_assert_int_eq(node_wiring_word(&run.s, expression("flip")), WORD_NONE);
    ck_assert_int_eq(node_wiring_word(&run.s, expression("|0>")), WORD_NONE);
}
END_TEST

START_TEST(words_read_what_depends)
{
    expect_width(width_in, "id", -1);
    expect_width(width_in, "copy[Bit * Bit]", 2);
    expect_width(width_in, "discard[1]", 0);
    expect_width(width_in, "swap", 2);
    expect_width(width_in, "uniform[Bit * Bit]", 0);
    expect_width(width_in, "()", 0);
    expect_width(width_in, "|0,1>", 0);
}
END_TEST

START_TEST(parts_add_up_and_chains_look_ahead)
{
    expect_width(width_in, "xor * flip", 3);
    expect_width(width_in, "xor * id", -1);
    expect_width(width_in, "xor ^ 3", 2);
    expect_width(width_in, "copy ; xor", 1);
    expect_width(width_in, "copy ; flip", -1); /* no copy gives one wire */
    expect_width(width_in, "copy ; copy ; (xor * xor)", 1);
    expect_width(width_in, "swap ; id ; discard", 2);
    expect_width(width_in, "discard ; fair", -1);
}
END_TEST

START_TEST(what_comes_out)
{
    expect_width(wiring_width_out, "copy[Bit * Bit]", 4);
    expect_width(wiring_width_out, "discard", 0);
    expect_width(wiring_width_out, "copy", -1);
    expect_width(wiring_width_out, "fair ; copy[Bit]", 2);
    expect_width(wiring_width_out, "1/2|0,1> + 1/2|1,1>", 2);
    expect_width(wiring_width_out, "xor", 1);
    expect_width(wiring_width_out, "xor * xor", -1);
}
END_TEST

START_TEST(alone_each_takes_one)
{
    expect_width(wiring_width_alone, "id", 1);
    expect_width(wiring_width_alone, "id * xor * copy", 4);
    expect_width(wiring_width_alone, "(id * id) ; copy", 2);
    expect_width(wiring_width_alone, "(id * id) ^ 2", 2);
}
END_TEST

START_TEST(hints_are_the_types_that_are_read)
{
    Hint hint = {.known = true};
    ck_assert(wiring_hint(&w, &hint, expression("(xor * copy[Die]) ; discard")));
    ck_assert(hint.known);
    ck_assert_uint_eq(hint.types.count, 3);
    ck_assert_str_eq(hint.types.at[1]->name, "Bit");
    ck_assert_str_eq(hint.types.at[2]->name, "Die");
    ck_assert(wiring_hint(&w, &hint, expression("swap")));
    ck_assert(hint.known && hint.types.count == 5 && !hint.types.at[3]);
    ck_assert(wiring_hint(&w, &hint, expression("id")));
    ck_assert(!hint.known);
    array_clear(&hint.types);
    ck_assert(wiring_uses_hint(&run.s, expression("xor * (flip ; uniform)")));
    ck_assert(!wiring_uses_hint(&run.s, expression("xor * uniform[Bit]")));
}
END_TEST

START_TEST(hints_are_shared_out)
{
    Hint all = {.known = true}, mine = {0};
    const Type *t[3] = {run.s.signature.types.at[0], NULL, run.s.signature.types.at[1]};
    size_t at = 0;
    for (int i = 0; i < 3; i++)
        array_push(&all.types, t[i]);
    hint_part(&mine, &all, &at, 2);
    ck_assert(mine.known && mine.types.count == 2 && mine.types.at[0] == t[0]);
    hint_part(&mine, &all, &at, 2); /* there is one left */
    ck_assert(!mine.known && at == 2);
    hint_part(&mine, &all, &at, 1);
    ck_assert(mine.known && mine.types.at[0] == t[2]);
    hint_part(&mine, &all, &at, 0);
    ck_assert(mine.known && mine.types.count == 0);
    at = 0;
    hint_part(&mine, &all, &at, -1); /* nothing is known after it */
    ck_assert(!mine.known);
    hint_part(&mine, &all, &at, 1);
    ck_assert(!mine.known);
    hint_part(&mine, NULL, &at, 0);
    ck_assert(!mine.known);
    array_clear(&mine.types);
    array_clear(&all.types);
}
END_TEST

START_TEST(a_part_is_elaborated_once)
{
    size_t first = 9, again = 9;
    const Node *n = expression("fair ; flip");
    ck_assert(wiring_part(&w, n, &first) && wiring_part(&w, n, &again));
    ck_assert(first == 0 && again == 0 && w.parts.count == 1);
    expect_refusal(wiring_part(&w, expression("3"), &first), "found a number, wanted a state");
    ck_assert_uint_eq(w.parts.count, 1);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("wiring width", BIT "type Die = {1..6}\nbox xor : Bit * Bit -> Bit\n"
                                            "box flip : Bit -> Bit\nbox fair : Bit\n");
    tcase_add_checked_fixture(c, start, end);
    tcase_add_test(c, words_are_known);
    tcase_add_test(c, words_read_what_depends);
    tcase_add_test(c, parts_add_up_and_chains_look_ahead);
    tcase_add_test(c, what_comes_out);
    tcase_add_test(c, alone_each_takes_one);
    tcase_add_test(c, hints_are_the_types_that_are_read);
    tcase_add_test(c, hints_are_shared_out);
    tcase_add_test(c, a_part_is_elaborated_once);
    return run_suite("wiring width", c);
}
