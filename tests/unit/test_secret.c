/* test_secret.c -- connection strings in texts are hidden, and found again by those who connect. */
#include "lang/text/source.h"
#include "tests/suite.h"

#include <string.h>

static void
expect_hidden(const char *text, const char *shown, const char *secret)
{
    Source *s = source_new("t", NULL, text, strlen(text));
    ck_assert_str_eq(s->text, shown);
    ck_assert_uint_eq(s->count, strlen(text));
    const char *at = strstr(shown, "*") ? strchr(shown, '*') - 5 : shown;
    const char *found = secrets_find(&s->secrets, (uint32_t)(at - shown));
    ck_assert(secret ? found && strcmp(found, secret) == 0 : !found);
    secrets_restore(&s->secrets, s->text);
    ck_assert_str_eq(s->text, text);
    source_free(s);
}

START_TEST(connection_strings_are_hidden)
{
    expect_hidden("import \"odbc:UID=a;PWD=b\" as w", "import \"odbc:***********\" as w",
                  "odbc:UID=a;PWD=b");
    expect_hidden("x\n import \"ODBC:PWD=a\\\"b\" y", "x\n import \"ODBC:********\" y",
                  "ODBC:PWD=a\"b");
    expect_hidden("\"\\x6fdbc:a=b\" c", "\"***********\" c", NULL);
    expect_hidden("\"odbc:DSN=a;b\"", "\"odbc:*******\"", "odbc:DSN=a;b");
    expect_hidden("\"odbc:DSN={a b}\"", "\"odbc:*********\"", "odbc:DSN={a b}");
    expect_hidden("\"\\\" odbc:a=b\" c", "\"\\\" odbc:***\" c", "odbc:a=b");
}
END_TEST

START_TEST(a_forgotten_quote_shows_no_more)
{
    expect_hidden("import \"odbc:PWD=b as w\nshow w", "import \"odbc:**********\nshow w",
                  "odbc:PWD=b as w");
    expect_hidden("import odbc:PWD=b\" as w\nshow \"w\"", "import odbc:***********\nshow \"w\"",
                  "odbc:PWD=b\" as w");
    expect_hidden("# \" odbc:a=b", "# \" odbc:***", "odbc:a=b");
}
END_TEST

START_TEST(what_is_no_secret_stays)
{
    const char *name = "import \"odbc:DSN=my-ware.house_1\" as w";
    expect_hidden(name, name, NULL);
    expect_hidden("x = \"foodbc:a=b\"", "x = \"foodbc:a=b\"", NULL);
    expect_hidden("# through odbc: see below", "# through odbc: see below", NULL);
    expect_hidden("\"odbc:", "\"odbc:", NULL);
    expect_hidden("odbc", "odbc", NULL);
}
END_TEST

START_TEST(each_has_its_own_place)
{
    const char *text = "\"odbc:a=1\" \"odbc:b=2\"\n\"odbc:c=3\"";
    Source *s = source_new("t", NULL, text, strlen(text));
    ck_assert_str_eq(s->text, "\"odbc:***\" \"odbc:***\"\n\"odbc:***\"");
    ck_assert_str_eq(secrets_find(&s->secrets, 1), "odbc:a=1");
    ck_assert_str_eq(secrets_find(&s->secrets, 12), "odbc:b=2");
    ck_assert_str_eq(secrets_find(&s->secrets, 23), "odbc:c=3");
    ck_assert_ptr_null(secrets_find(&s->secrets, 2));
    source_free(s);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("secret");
    TCase *c = tcase_create("secret");
    tcase_add_test(c, connection_strings_are_hidden);
    tcase_add_test(c, a_forgotten_quote_shows_no_more);
    tcase_add_test(c, what_is_no_secret_stays);
    tcase_add_test(c, each_has_its_own_place);
    suite_add_tcase(s, c);
    return s;
}
