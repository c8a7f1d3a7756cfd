/* test_names.c -- what each name of a text is a name of: lang/outline/names. */
#include "lang/outline/names.h"
#include "tests/suite.h"

#include <stdio.h>
#include <string.h>

/* `name kind#thing`, `!` where it is given and `?` where that is not sure. */
static void
write_mentions(const TextNames *t, Sink *out)
{
    static const char *const kinds[] = {"type", "value", "variable", "label", "wire"};
    for (size_t i = 0; i < t->mentions.count; i++) {
        const Mention *m = &t->mentions.at[i];
        sink_print(out, "%s%s:%s%u%s%s", i ? " " : "", m->name, kinds[m->kind], (unsigned)m->thing,
                   m->defines ? "!" : "", m->unsure ? "?" : "");
    }
}

static void
expect_names(const char *text, const char *expected, bool other_files)
{
    Names names = {0};
    TextNames found = {0};
    Sink out;
    sink_init(&out);
    Source *s = source_new("t", "", text, strlen(text));
    ck_assert(names_read(&found, s, &names, NULL));
    write_mentions(&found, &out);
    ck_assert_str_eq(sink_text(&out), expected);
    ck_assert_int_eq(found.other_files, other_files);
    text_names_clear(&found);
    source_free(s);
    names_clear(&names);
    sink_clear(&out);
}

START_TEST(types_values_and_labels)
{
    expect_names("type T = {a, b}\nstate s : T = 1/2|a> + 1/2|b>\nshow s",
                 "T:type0! a:label1! b:label2! s:value3! T:type0 a:label1 b:label2 s:value3",
                 false);
    expect_names("type \"my type\" = {\"x y\"}\nlet s, _ = \"my type\"",
                 "my type:type0! x y:label1! s:value2! my type:type0", false);
}
END_TEST

START_TEST(variables_are_shared_by_name)
{
    expect_names("model m { X : T  latent U  X <-> U }\nmodel n { X -> Y }\n"
                 "show P(X = a | do(Y)) in m",
                 "m:value0! X:variable1! T:type2 U:variable3! X:variable1 U:variable3 n:value4! "
                 "X:variable1 Y:variable5 P:value6 X:variable1 a:label7 do:value8 Y:variable5 "
                 "m:value0", false);
    expect_names("model m { X  Y <- X }\nfunctor F : m { X = s  Y = { a -> |b> } }\nshow m.X",
                 "m:value0! X:variable1! Y:variable2! X:variable1 F:value3! m:value0 X:variable1 "
                 "s:value4 Y:variable2 a:label5 b:label6 m:value0 X:variable1",
                 false);
}
END_TEST

START_TEST(wires_belong_to_their_block)
{
    expect_names("diagram d(x : T) {\n  y <- f(x)\n  z <- f(y)\n  return Z = z\n}\n"
                 "diagram e {\n  y <- s\n  return y\n}",
                 "d:value0! x:variable1! T:type2 y:variable4! f:value3 x:variable1 z:wire5! "
                 "f:value3 y:variable4 Z:variable6! z:wire5 e:value7! y:variable4! s:value8 "
                 "y:variable4", false);
}
END_TEST

START_TEST(what_may_be_two_things_is_unsure)
{
    expect_names("let X = 1\nmodel m { X }\nshow P(X) in m",
                 "X:value0! m:value1! X:variable2! P:value3 X:variable2? m:value1", false);
}
END_TEST

START_TEST(names_of_other_files)
{
    expect_names("import \"t.csv\" as w of m { X = col }\nshow w",
                 "w:value0! m:type1 X:variable2 w:value0", true);
    expect_names("model g from dagitty \"dag { x }\" of T", "g:value0! T:type1", true);
    expect_names("show P(O = |a,b>) in m", "P:value0 a:label1 b:label2 m:value3", true);
}
END_TEST

START_TEST(what_cannot_be_read_is_left_out)
{
    expect_names("let x = (\nshow x\nlet y = x", "x:value0 y:value1! x:value0", false);
    expect_names("", "", false);
    expect_names("show 1, 2 + 3", "", false);
}
END_TEST

START_TEST(actions_give_names)
{
    expect_names("identify e = P(Y | do(X)) in m\nwitness A, B = e in m\n"
                 "sample r = 3 of F(A) seed 1",
                 "e:value0! P:value1 Y:variable2 do:value3 X:variable4 m:value5 A:value6! "
                 "B:value7! e:value0 m:value5 r:value8! F:value9 A:value6", false);
    expect_names("plot P(X), P(Y) in m", "P:value0 X:variable1 P:value0 Y:variable3 m:value2",
                 false);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("names");
    TCase *c = tcase_create("names");
    tcase_add_test(c, types_values_and_labels);
    tcase_add_test(c, variables_are_shared_by_name);
    tcase_add_test(c, wires_belong_to_their_block);
    tcase_add_test(c, what_may_be_two_things_is_unsure);
    tcase_add_test(c, names_of_other_files);
    tcase_add_test(c, what_cannot_be_read_is_left_out);
    tcase_add_test(c, actions_give_names);
    suite_add_tcase(s, c);
    return s;
}
