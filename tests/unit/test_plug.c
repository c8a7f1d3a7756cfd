/* test_plug.c -- combs with their holes filled. */
#include "lang/elaborate/plug.h"
#include "tests/unit/run_case.h"

#define OMEGA "1/4|0,0,0> + 1/4|0,1,1> + 3/8|1,0,0> + 1/8|1,1,1>"

/* The comb `f` of S -> T of omega, where C is T: it gives S, takes T, and gives C. */
static bool
plug(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    return elaborate_plug(s, to, named("f"), n);
}

static bool
plug_two(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    return elaborate_plug(s, to, named("g"), n);
}

START_TEST(its_own_channel_gives_the_state_back)
{
    gives(plug, "f[t]", OMEGA);
    gives(plug_two, "g[a, b]", OMEGA);
}
END_TEST

START_TEST(holes_say_types)
{
    gives(plug, "f[{ 0 -> 1/2|0> + 1/2|1>  1 -> |0> }]",
          "1/4|0,0,0> + 1/4|0,1,1> + 1/2|1,0,0>");
    gives(plug, "f[discard ; uniform]", "1/4|0,0,0> + 1/4|0,1,1> + 1/4|1,0,0> + 1/4|1,1,1>");
    gives(plug, "f[id]", "1/2|0,0,0> + 1/2|1,1,1>");
}
END_TEST

START_TEST(fillings_fit)
{
    refuses(plug, "f[|0>]", "this is `Bit`, the hole wants `Bit -> Bit` [E069]");
    refuses(plug, "f[copy]", "this is `Bit -> Bit * Bit`, the hole wants `Bit -> Bit` [E069]");
    refuses(plug, "f[roll]", "this is `Die -> Die`, the hole wants `Bit -> Bit` [E069]");
    refuses(plug, "f[7]", "found a number, wanted a state or a channel [E044]");
}
END_TEST

START_TEST(each_hole_is_filled_once)
{
    refuses(plug, "f[t, t]", "this comb has 1 hole, found 2 to plug [E069]");
    refuses(plug_two, "g[a]", "this comb has 2 holes, found 1 to plug [E069]");
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("plug",
                        BIT "type Die = {5..6}\nbox roll : Die -> Die\n"
                            "state omega : (S : Bit) * (T : Bit) * (C : Bit) = "
                            OMEGA "\n"
                            "let f, t = comb(omega, S -> T)\n"
                            "let g, a, b = comb(omega, S -> T, C -> {})\n");
    tcase_add_test(c, its_own_channel_gives_the_state_back);
    tcase_add_test(c, holes_say_types);
    tcase_add_test(c, fillings_fit);
    tcase_add_test(c, each_hole_is_filled_once);
    return run_suite("plug", c);
}
