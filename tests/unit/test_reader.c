/* test_reader.c -- where statements end, going on after mistakes, and what the REPL asks. */
#include "grammar.h"
#include "reading.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>

/* The statements of a text, and how many complaints. */
static void
check_reading(const char *text, bool bare, const char *trees, size_t wrong)
{
    Reading r;
    reading_init(&r, text, strlen(text));
    reading_run(&r, bare);
    ck_assert_msg(r.wrong == wrong, "%s\n%s", text, sink_text(&r.said));
    ck_assert_uint_eq(r.complain.errors, wrong);
    ck_assert_int_eq(r.complain.status, wrong ? EXIT_WRONG : 0);
    if (trees)
        ck_assert_str_eq(sink_text(&r.trees), trees);
    reading_clear(&r);
}

START_TEST(test_statements_end)
{
    check_reading("", false, "", 0);
    check_reading("  # nothing\n", false, "", 0);
    check_reading("type A type B", false, "type A\ntype B\n", 0);
    check_reading("show d as diagram show e as model\nshow f", false,
                  "show \"diagram\"\n  name d\nshow \"model\"\n  name e\nshow\n  name f\n", 0);
    check_reading("show d\ndiagram e { return }", false,
                  "show\n  name d\ndiagram e\n  list\n  list\n  list\n", 0);
    check_reading("let x =\n  a\n  + b\nshow x", false,
                  "let\n  list\n    name x\n  sum\n    name a\n    name b\nshow\n  name x\n", 0);
    check_reading("\xef\xbb\xbf" "show x\r\nshow y\r\n", false, "show\n  name x\nshow\n  name y\n",
                  0);
}
END_TEST

START_TEST(test_bare)
{
    check_reading("a ; b", true, "expression\n  then\n    name a\n    name b\n", 0);
    check_reading("a\nb", true, "expression\n  name a\nexpression\n  name b\n", 0);
    check_reading("a\n+ b", true, "expression\n  sum\n    name a\n    name b\n", 0);
    check_reading("-a\nshow b", true, "expression\n  negate\n    name a\nshow\n  name b\n", 0);
    check_reading("f(a,\nb)", true, NULL, 0);
    check_reading("a b", true, "", 1);
    check_reading("a", false, "", 1);
    check_reading("x = 3", true, "", 1);
}
END_TEST

START_TEST(test_recovery)
{
    check_reading("show )\nshow x", false, "show\n  name x\n", 1);
    check_reading("let x =\nshow x", false, "show\n  name x\n", 1);
    check_reading("let x = {\n 0 -> a\nlet y = b\nshow )", false,
                  "let\n  list\n    name y\n  name b\n", 2);
    check_reading("show ) @ \" \xff\nlet | \n  show x", false, "show\n  name x\n", 2);
    check_reading("lat x = {\n show\n}\nlet y = 1", false, NULL, 2);
    check_reading("x = 3\ny = 4\nz = 5\nshow w", false, "show\n  name w\n", 1);
    check_reading("model m {\n  state : Bit\n  Y : Bit\n}\nshow m", false, "show\n  name m\n", 1);
    check_reading("show x show ) show y\nshow z", false, "show\n  name x\nshow\n  name z\n", 1);
    check_reading("show (", false, "", 1);
    check_reading("show", false, "", 1);
    check_reading("show x\nshow", false, "show\n  name x\n", 1);
    check_reading("\xff\nshow x", false, "show\n  name x\n", 1);
}
END_TEST

/* The positions of nodes stay in their statement. */
START_TEST(test_spans_of_statements)
{
    Reading r;
    const char *text = "show x\nlet  y = (a ; b)  # end\n";
    reading_init(&r, text, strlen(text));
    Reader reader;
    reader_init(&reader, r.source, &r.names, &r.complain, false);
    Node *n;
    ck_assert_int_eq(reader_next(&reader, &r.arena, &n), READ_STATEMENT);
    ck_assert(n->at.start == 0 && n->at.end == 6);
    ck_assert_int_eq(reader_next(&reader, &r.arena, &n), READ_STATEMENT);
    ck_assert(n->at.start == 7 && n->at.end == 23);
    ck_assert_int_eq(reader_next(&reader, &r.arena, &n), READ_END);
    ck_assert_int_eq(reader_next(&reader, &r.arena, &n), READ_END);
    reader_clear(&reader);
    reading_clear(&r);
}
END_TEST

/* A functor's tables are kept as places, and read again as what they were. */
START_TEST(test_places)
{
    Reading r;
    const char *text = "functor F : m {\n  X = { by -> 1/2|a> + 1/2|-1>\n -1 -> |test> }\n"
                       "  Y = uniform\n  Z = ({ a, b -> f({ 1 -> |a> }) })\n}\nshow { 1 -> |a> }";
    reading_init(&r, text, strlen(text));
    Reader reader, whole, again;
    Arena other = {0};
    reader_init(&reader, r.source, &r.names, &r.complain, false);
    reader_init(&whole, r.source, &r.names, &r.complain, false);
    reader_init(&again, r.source, &r.names, NULL, true);
    reader.parse.places = true;
    Node *n, *tree;
    ck_assert_int_eq(reader_next(&reader, &r.arena, &n), READ_STATEMENT);
    ck_assert_int_eq(reader_next(&whole, &other, &tree), READ_STATEMENT);
    ck_assert(r.arena.bytes < other.bytes / 2);
    for (uint32_t i = 0; i < 3; i++) {
        const Node *a = n->kids[1]->kids[i]->kids[1], *b = tree->kids[1]->kids[i]->kids[1];
        ck_assert_int_eq(a->kind, i == 1 ? NODE_NAME : NODE_UNREAD);
        ck_assert(a->at.start == b->at.start && a->at.end == b->at.end);
        Sink one, two;
        sink_init(&one);
        sink_init(&two);
        node_write(i == 1 ? a : reader_again(&again, &r.arena, a->at), &one);
        node_write(b, &two);
        ck_assert_str_eq(sink_text(&one), sink_text(&two));
        sink_clear(&one);
        sink_clear(&two);
    }
    ck_assert_int_eq(reader_next(&reader, &r.arena, &n), READ_STATEMENT);
    ck_assert_int_eq(n->kids[ACTION_LIST]->kids[0]->kind, NODE_TABLE);
    reader_clear(&again);
    reader_clear(&whole);
    reader_clear(&reader);
    arena_clear(&other);
    reading_clear(&r);
}
END_TEST

static void
check_more(const char *text, const char *wanted)
{
    Names names = {0};
    char open[4];
    ReadResult result = reader_wants_more(text, strlen(text), &names, open);
    ck_assert_msg(strcmp(open, wanted) == 0, "%s: [%s]", text, open);
    ck_assert_int_eq(result, *wanted ? READ_MORE : READ_STATEMENT);
    names_clear(&names);
}

START_TEST(test_wants_more)
{
    static const char *const whole[] = {
        "", "  ", "# {", "show x", "type A", "x", "x # {", "let x = (a)", "show x as diagram",
        "check a == b", "show \"{\"", "model m { X : A }", "show x\nshow y", "type T = {}",
        /* wrong, and nothing mends it */
        "show )", "show (]", "let 3", "show \"abc", "x y", "x = 3", "; x", "}", "show @",
        "let x = 3 }", "show ) (", "show x)\nlet y = (", "lat x = {",
    };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        check_more(whole[i], "");
    check_more("let x =", "...");
    check_more("let", "...");
    check_more("show a ;", "...");
    check_more("a ;", "...");
    check_more("a +\n\n", "...");
    check_more("check a == # why", "...");
    check_more("channel k : A -> B = {", "{");
    check_more("channel k : A -> B = { 0 -> |0>", "{");
    check_more("model m {\n  X : A", "{");
    check_more("diagram d(", "(");
    check_more("f(a, {b", "{");
    check_more("f(a, {b}", "(");
    check_more("copy[A", "[");
    check_more("show x\nlet y = (1 +", "(");
    check_more("box b", "...");
}
END_TEST

static bool
is_expected(const char *text, int kind)
{
    Names names = {0};
    int kinds[100];
    size_t count = reader_expects(text, strlen(text), &names, kinds, 100);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        found |= kinds[i] == kind;
        ck_assert(i == 0 || kinds[i] > kinds[i - 1]);
    }
    names_clear(&names);
    return found;
}

START_TEST(test_expects)
{
    ck_assert(is_expected("", TOKEN_ACTION));
    ck_assert(is_expected("", TOKEN_NAME));
    ck_assert(!is_expected("", TOKEN_AS));
    ck_assert(is_expected("show x", TOKEN_AS));
    ck_assert(is_expected("show x", TOKEN_IN));
    ck_assert(is_expected("show x", TOKEN_LET));
    ck_assert(!is_expected("show x", TOKEN_WITH));
    ck_assert(is_expected("show x in m", TOKEN_WITH));
    ck_assert(is_expected("show x in m", TOKEN_FROM));
    ck_assert(is_expected("model m {", TOKEN_LATENT));
    ck_assert(!is_expected("model m {", TOKEN_ACTION));
    ck_assert(is_expected("import \"a\" as b with c", TOKEN_REPAIRED));
    ck_assert(is_expected("import \"a\" as b with c repaired", TOKEN_WITHIN));
    ck_assert(is_expected("show (", TOKEN_NOT));
    ck_assert(!is_expected("show )", TOKEN_ACTION));
    ck_assert(is_expected("show x as", TOKEN_DIAGRAM));
    /* of the actions, each takes its own */
    ck_assert(!is_expected("show x", TOKEN_TO) && !is_expected("show x as y", TOKEN_TO));
    ck_assert(is_expected("draw x", TOKEN_COMMA) && is_expected("draw x as y", TOKEN_TO));
    ck_assert(!is_expected("show x", TOKEN_COMMA) && is_expected("show f(x", TOKEN_COMMA));
    ck_assert(is_expected("draw x", TOKEN_FORM) && is_expected("draw x as y", TOKEN_FORM));
    ck_assert(!is_expected("show x", TOKEN_FORM) && !is_expected("draw x as y", TOKEN_AS));
    ck_assert(!is_expected("draw x ;", TOKEN_FORM) && !is_expected("draw x", TOKEN_NAME));
    ck_assert(is_expected("identify x", TOKEN_ASSIGN) && !is_expected("draw x", TOKEN_ASSIGN));
    ck_assert(!is_expected("identify x + y", TOKEN_ASSIGN));
    ck_assert(!is_expected("identify x = y", TOKEN_AS) && !is_expected("check x", TOKEN_AS));
    ck_assert(is_expected("explain x", TOKEN_TO) && !is_expected("explain x", TOKEN_AS));
    Names names = {0};
    int kinds[2];
    ck_assert_uint_eq(reader_expects("", 0, &names, kinds, 2), 2);
    ck_assert_uint_eq(reader_expects("", 0, &names, kinds, 0), 0);
    names_clear(&names);
}
END_TEST

/* Much of the same: one complaint or none, in linear time.  The first three are a million bytes. */
typedef struct Hostile {
    const char *start, *part, *end;
    size_t wrong; /* complaints; SIZE_MAX: one for each part */
} Hostile;

static const Hostile hostile[] = {
    {"show ", "(", "", 1},       {"show ", "-", "", 1},        {"show ", "not ", "", 1},
    {"", "(", "", 1},            {"show ", "[", "", 1},        {"type T = ", "{", "", 1},
    {"show f", "(a", "", 1},     {"show a", ".a", "", 1},      {"show a", "/a", "", 1},
    {"show a", "^-a", "", 1},    {"show a", " in a", "", 1},   {"show a", "+a", "", 0},
    {"show a", ";a", "", 0},     {"show a", "*-a", "", 0},     {"show f(a", ",a", ")", 0},
    {"show |a", ",a", ">", 0},   {"show |a", ",a", "", 1},     {"show ", "|a,", "", 1},
    {"show ", "|\"", "", 1},     {"", "\"", "", 1},            {"", "\xff", "", 1},
    {"", "\xe2\x80\x8b", "", 1}, {"", "\r", "", 0},            {"", "\r ", "", 1},
    {"#", "(", "", 0},           {"", "\n", "", 0},            {"show ", "9", "", 0},
    {"show ", "x", "", 1},       {"show \"", "x", "\"", 1},    {"show x ", "<", "", 1},
    {"", "x,", "", 1},           {"", "x=", "", 1},            {"x(", "\n", "", 1},
    {"show ", "{a->", "", 1},    {"type T={", "a,", "a}", 0},  {"show x )", " show", "", 1},
    {"model m {", "X:A<-X,X Y:A ", "}", 0},
    {"", "let x = (\n", "", SIZE_MAX},
    {"", "show x)\n", "", SIZE_MAX},
    {"", "\nx =", "", 1},
    {"show P(a", "|b", "", 1},
};

START_TEST(test_hostile)
{
    const Hostile *h = &hostile[_i];
    size_t bytes = _i < 3 ? 1000000 : 200000;
    size_t length = strlen(h->part), times = bytes / length;
    Sink text;
    sink_init(&text);
    sink_put(&text, h->start);
    for (size_t i = 0; i < times; i++)
        sink_add(&text, h->part, length);
    sink_put(&text, h->end);
    Reading r;
    reading_init(&r, sink_text(&text), text.count);
    reading_run(&r, false);
    ck_assert_uint_eq(r.complain.errors, h->wrong == SIZE_MAX ? times : h->wrong);
    /* what is said about one mistake stays short, whatever the line is */
    if (h->wrong == 1)
        ck_assert_uint_lt(r.said.count, 2000);
    reading_clear(&r);
    sink_clear(&text);
}
END_TEST

START_TEST(test_depth)
{
    Sink text;
    for (size_t depth = 990; depth <= 1010; depth++) {
        sink_init(&text);
        sink_put(&text, "show ");
        sink_fill(&text, '(', depth);
        sink_put(&text, "x");
        sink_fill(&text, ')', depth);
        check_reading(sink_text(&text), false, NULL, depth > NODE_DEPTH_MAX);
        sink_clear(&text);
    }
    sink_init(&text);
    sink_put(&text, "show ");
    sink_fill(&text, '-', 998);
    sink_put(&text, "x");
    check_reading(sink_text(&text), false, NULL, 0);
    sink_clear(&text);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("reader");
    TCase *t = tcase_create("reader");
    tcase_add_test(t, test_statements_end);
    tcase_add_test(t, test_bare);
    tcase_add_test(t, test_recovery);
    tcase_add_test(t, test_spans_of_statements);
    tcase_add_test(t, test_places);
    tcase_add_test(t, test_wants_more);
    tcase_add_test(t, test_expects);
    tcase_add_loop_test(t, test_hostile, 0, (int)(sizeof hostile / sizeof *hostile));
    tcase_add_test(t, test_depth);
    suite_add_tcase(s, t);
    return s;
}
