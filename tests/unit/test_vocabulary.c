/* test_vocabulary.c -- the words of a language that was put together here. */
#include "lang/language.h"
#include "lang/session/vocabulary.h"
#include "tests/suite.h"

#include <string.h>

static bool
first_rule(struct Session *s, struct Value *to, const Node *n, const struct Hint *hint)
{
    (void)s, (void)to, (void)n, (void)hint;
    return false;
}

static bool
second_rule(struct Session *s, struct Value *to, const Node *n, const struct Hint *hint)
{
    (void)s, (void)to, (void)n, (void)hint;
    return true;
}

static bool
run_nothing(struct Session *s, const Node *n)
{
    (void)s, (void)n;
    return true;
}

static const Notion notions[] = {{.word = "one"}, {.word = "two", .usage = "first"}, {0}};
static const Notion others[] = {{.word = "two", .usage = "second"}, {.word = "three"}, {0}};
static bool
is_flagged(const Node *n)
{
    return n->flag;
}

static const Action actions[] = {{.word = "go", .run = run_nothing, .takes = is_flagged},
                                 {.word = "go", .run = run_nothing},
                                 {0}};
static const Rule rules[] = {{NODE_NUMBER, first_rule}, {NODE_NAME, first_rule}, {0}};
static const Rule later[] = {{NODE_NAME, second_rule}, {0}};

static const Capability a = {.notions = notions, .rules = rules}, none = {0},
                        b = {.notions = others, .actions = actions, .rules = later};
static const Language small[] = {&a, &none, &b, NULL};
static const Language empty[] = {NULL};

START_TEST(notions_are_found)
{
    ck_assert_ptr_eq(notion_find(small, "one"), &notions[0]);
    ck_assert_ptr_eq(notion_find(small, "three"), &others[1]);
    ck_assert_str_eq(notion_find(small, "two")->usage, "first"); /* of two the first */
    ck_assert_ptr_null(notion_find(small, "on"));
    ck_assert_ptr_null(notion_find(small, ""));
    ck_assert_ptr_null(notion_find(empty, "one"));
}
END_TEST

START_TEST(notions_are_listed)
{
    static const char *const words[] = {"one", "two", "two", "three"};
    for (size_t i = 0; i < COUNT(words); i++)
        ck_assert_str_eq(notion_at(small, i)->word, words[i]);
    ck_assert_ptr_null(notion_at(small, COUNT(words)));
    ck_assert_ptr_null(notion_at(empty, 0));
}
END_TEST

START_TEST(actions_are_found)
{
    ck_assert(action_find(small, "go")->run == run_nothing);
    ck_assert_ptr_null(action_find(small, "one"));
    ck_assert_ptr_null(action_find(empty, "go"));
}
END_TEST

START_TEST(rules_are_read)
{
    Elaborate *to[NODE_KINDS];
    memset(to, 0xff, sizeof to);
    rules_read(to, small);
    ck_assert(to[NODE_NUMBER] == first_rule);
    ck_assert(to[NODE_NAME] == second_rule); /* of two the last */
    ck_assert(to[NODE_KET] == NULL);
    rules_read(to, empty);
    ck_assert(to[NODE_NUMBER] == NULL);
}
END_TEST

static bool
has_no_arguments(const Node *call)
{
    return call->kids[1]->count == 0;
}

/* One word, whose calls two folders share by their form. */
START_TEST(a_row_takes_calls_of_another_ones_word)
{
    const Notion some[] = {{.word = "one"}, {0}};
    const Notion more[] = {{.word = "one", .takes = has_no_arguments}, {0}};
    const Capability plain = {.notions = some}, other = {.notions = more};
    const Capability *both[] = {&other, &plain, NULL};
    Arena arena = {0};
    Node *call = node_new(&arena, NODE_CALL, (Span){0});
    Node *list = node_new(&arena, NODE_LIST, (Span){0});
    node_add(&arena, call, node_new(&arena, NODE_NAME, (Span){0}));
    node_add(&arena, call, list);
    ck_assert(notion_taking(both, "one", call) == &more[0]);
    node_add(&arena, list, node_new(&arena, NODE_UNIT, (Span){0}));
    ck_assert(notion_taking(both, "one", call) == &some[0]);
    ck_assert(notion_taking(both, "two", call) == NULL);
    ck_assert(notion_at(both, 0) == &some[0]);
    ck_assert(notion_at(both, 1) == NULL);
    arena_clear(&arena);
}
END_TEST

/* No word of the language stands twice in it, and each that is called says how. */
START_TEST(the_language_has_each_word_once)
{
    size_t count = 0;
    for (; notion_at(language, count); count++) {
        const Notion *n = notion_at(language, count);
        ck_assert_msg(notion_find(language, n->word) == n, "%s stands twice", n->word);
        ck_assert_msg(n->usage && strstr(n->usage, n->word) == n->usage, "%s", n->word);
    }
    ck_assert_uint_ge(count, 20);
}
END_TEST

/* A row that takes a statement by its form comes before the row of the word, and only then. */
START_TEST(actions_take_forms)
{
    Node n = {.word = "go"};
    ck_assert_ptr_eq(action_find(small, "go"), &actions[1]);
    ck_assert_ptr_eq(action_of(small, &n), &actions[1]);
    n.flag = true;
    ck_assert_ptr_eq(action_of(small, &n), &actions[0]);
    n.word = "stay";
    ck_assert_ptr_null(action_of(small, &n));
    n.word = NULL;
    ck_assert_ptr_null(action_of(small, &n));
}
END_TEST

static const char *
is_table(const char *path)
{
    return strcmp(path, "a.csv") == 0 ? "a table" : NULL;
}

/* The first folder that knows the name of a file tells what is in it. */
START_TEST(files_of_others_are_told)
{
    static const Capability tables = {.foreign = is_table};
    static const Language with[] = {&none, &tables, NULL};
    ck_assert_str_eq(foreign_name(with, "a.csv"), "a table");
    ck_assert_ptr_null(foreign_name(with, "a.diag"));
    ck_assert_ptr_null(foreign_name(small, "a.csv"));
    ck_assert_str_eq(foreign_name(language, "a.dag"), "a graph of dagitty");
    ck_assert_str_eq(foreign_name(language, "A.BIF.GZ"), "a network in BIF");
    ck_assert_ptr_null(foreign_name(language, "dag"));
}
END_TEST

Suite *
suite(void)
{
    TCase *c = tcase_create("vocabulary");
    tcase_add_test(c, notions_are_found);
    tcase_add_test(c, notions_are_listed);
    tcase_add_test(c, actions_are_found);
    tcase_add_test(c, actions_take_forms);
    tcase_add_test(c, files_of_others_are_told);
    tcase_add_test(c, rules_are_read);
    tcase_add_test(c, a_row_takes_calls_of_another_ones_word);
    tcase_add_test(c, the_language_has_each_word_once);
    Suite *s = suite_create("vocabulary");
    suite_add_tcase(s, c);
    return s;
}
