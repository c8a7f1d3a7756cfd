/* check.c -- see check.h. */
#include "check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Test {
    TFun *run;
    int first, end;
} Test;

enum { TESTS_MOST = 200, CASES_MOST = 20, FIXTURES_MOST = 4 };

struct TCase {
    Test tests[TESTS_MOST];
    int count;
    void (*before[FIXTURES_MOST])(void), (*after[FIXTURES_MOST])(void);
    int fixtures;
};

struct Suite {
    TCase *cases[CASES_MOST];
    int count;
};

struct SRunner {
    Suite *suite;
};

Suite *
suite_create(const char *name)
{
    (void)name;
    return calloc(1, sizeof(Suite));
}

TCase *
tcase_create(const char *name)
{
    (void)name;
    return calloc(1, sizeof(TCase));
}

void
suite_add_tcase(Suite *s, TCase *t)
{
    s->cases[s->count++] = t;
}

void
tcase_add_loop_test(TCase *t, TFun *test, int first, int end)
{
    t->tests[t->count++] = (Test){test, first, end};
}

void
tcase_add_checked_fixture(TCase *t, void (*before)(void), void (*after)(void))
{
    t->before[t->fixtures] = before;
    t->after[t->fixtures++] = after;
}

SRunner *
srunner_create(Suite *s)
{
    SRunner *r = calloc(1, sizeof *r);
    r->suite = s;
    return r;
}

static int
run_case(const TCase *t)
{
    int ran = 0;
    for (int k = 0; k < t->count; k++)
        for (int i = t->tests[k].first; i < t->tests[k].end; i++, ran++) {
            for (int f = 0; f < t->fixtures; f++)
                if (t->before[f])
                    t->before[f]();
            t->tests[k].run(i);
            for (int f = t->fixtures; f-- > 0;)
                if (t->after[f])
                    t->after[f]();
        }
    return ran;
}

void
srunner_run_all(SRunner *r, int how)
{
    int ran = 0;
    (void)how;
    for (int i = 0; i < r->suite->count; i++)
        ran += run_case(r->suite->cases[i]);
    printf("100%%: Checks: %d, Failures: 0, Errors: 0\n", ran);
}

int
srunner_ntests_failed(SRunner *r)
{
    (void)r;
    return 0;
}

void
srunner_free(SRunner *r)
{
    free(r);
}

void
ck_fail(const char *file, int line, const char *what, ...)
{
    va_list more;
    va_start(more, what);
    printf("%s:%d: ", file, line);
    vprintf(what, more);
    va_end(more);
    printf("\n");
    exit(1);
}
