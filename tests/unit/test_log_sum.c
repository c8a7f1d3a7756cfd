/* test_log_sum.c -- sums of logarithms: which are rational, and the decimals of the others. */
#include "num/log_sum.h"

#include "tests/suite.h"

#include <check.h>
#include <string.h>

typedef struct Term {
    const char *times, *of;
} Term;

static void
add_terms(LogSum *s, const Term *terms, size_t count)
{
    mpq_t times, of;
    mpq_inits(times, of, NULL);
    for (size_t i = 0; i < count; i++) {
        ck_assert_int_eq(mpq_set_str(times, terms[i].times, 10), 0);
        ck_assert_int_eq(mpq_set_str(of, terms[i].of, 10), 0);
        log_sum_add(s, times, of);
    }
    mpq_clears(times, of, NULL);
}

/* wanted: the fraction, or NULL: it is none. */
static void
check_sum(const Term *terms, size_t count, const char *wanted)
{
    LogSum s = {0};
    mpq_t q, w;
    mpq_inits(q, w, NULL);
    add_terms(&s, terms, count);
    LogSumKind kind = log_sum_rational(q, &s, NULL);
    ck_assert_int_eq(kind, wanted ? LOG_SUM_RATIONAL : LOG_SUM_IRRATIONAL);
    if (wanted) {
        ck_assert_int_eq(mpq_set_str(w, wanted, 10), 0);
        ck_assert_msg(mpq_equal(q, w), "%s", wanted);
    }
    mpq_clears(q, w, NULL);
    log_sum_clear(&s);
}

#define SUM(wanted, ...)                                                                           \
    do {                                                                                           \
        const Term terms[] = {__VA_ARGS__};                                                        \
        check_sum(terms, sizeof terms / sizeof *terms, wanted);                                    \
    } while (0)

START_TEST(test_rational)
{
    SUM("0", {"0", "3"});
    SUM("0", {"5", "1"});
    SUM("6", {"3", "4"});
    SUM("-1/2", {"1/6", "1/8"});
    SUM("1", {"1", "6"}, {"-1", "3"});
    SUM("0", {"1", "9"}, {"-2", "3"});
    SUM("0", {"1", "45"}, {"1", "75"}, {"-3", "15"});
    SUM("0", {"1", "3/5"}, {"1", "5/7"}, {"1", "7/3"});
    SUM("2/3", {"1/3", "12"}, {"-1/6", "9"});
    SUM("0", {"2", "105"}, {"-1", "1575"}, {"-1", "7"});
    SUM("0", {"1", "1000000007"}, {"1", "1/1000000007"});
    SUM("1", {"1/3", "216"}, {"-1/2", "9"});
}
END_TEST

START_TEST(test_irrational)
{
    SUM(NULL, {"1", "3"});
    SUM(NULL, {"1", "9"}, {"-1", "3"});
    SUM(NULL, {"1", "15"}, {"-1", "21"});
    SUM(NULL, {"1", "45"}, {"1", "75"}, {"-2", "15"});
    /* two neighbours, whose logarithms differ after 200 bits */
    SUM(NULL, {"1", "1606938044258990275541962092341162602522202993782792835301377"},
        {"-1", "1606938044258990275541962092341162602522202993782792835301379"});
}
END_TEST

START_TEST(test_decimals)
{
    const Term terms[] = {{"-1/3", "1/3"}, {"-2/3", "2/3"}};
    LogSum s = {0}, t = {0};
    Sink out = {0};
    mpq_t q;
    mpq_init(q);
    add_terms(&s, terms, 2);
    ck_assert_int_eq(real_write(log_sum_find, &s, 30, &out), REAL_WRITTEN);
    ck_assert_str_eq(sink_text(&out), "0.918295834054489514787072277281");
    add_terms(&t, terms, 2);
    log_sum_subtract(&t, &s);
    ck_assert_int_eq(log_sum_rational(q, &t, NULL), LOG_SUM_RATIONAL);
    ck_assert_int_eq(mpq_sgn(q), 0);
    mpq_clear(q);
    sink_clear(&out);
    log_sum_clear(&t);
    log_sum_clear(&s);
}
END_TEST

START_TEST(test_collect)
{
    const Term terms[] = {{"1/2", "3"}, {"1", "5"}, {"1/2", "3"}, {"1/3", "5"}, {"-1", "1/3"}};
    LogSum s = {0};
    add_terms(&s, terms, 5);
    log_sum_collect(&s);
    ck_assert_uint_eq(s.terms.count, 3);
    ck_assert_int_eq(mpq_cmp_si(s.terms.at[0].times, -1, 1), 0);
    ck_assert_int_eq(mpq_cmp_ui(s.terms.at[1].times, 1, 1), 0);
    ck_assert_int_eq(mpq_cmp_ui(s.terms.at[2].times, 4, 3), 0);
    log_sum_collect(&s);
    ck_assert_uint_eq(s.terms.count, 3);
    log_sum_clear(&s);
}
END_TEST

START_TEST(test_stopped)
{
    const Term terms[] = {{"1", "9"}, {"-2", "3"}};
    Budget b = {.deadline = 1};
    LogSum s = {.budget = &b};
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < 100000; i++)
        add_terms(&s, terms, 2);
    ck_assert_int_eq(log_sum_rational(q, &s, &b), LOG_SUM_STOPPED);
    mpq_clear(q);
    log_sum_clear(&s);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("log_sum");
    TCase *t = tcase_create("log_sum");
    tcase_add_test(t, test_rational);
    tcase_add_test(t, test_irrational);
    tcase_add_test(t, test_decimals);
    tcase_add_test(t, test_collect);
    tcase_add_test(t, test_stopped);
    suite_add_tcase(s, t);
    return s;
}
