/* check.h -- as much of Check as our tests use, for WebAssembly, which has no processes: tests run
 * one after the other in this one, and the first that fails ends it. */
#ifndef CATGUT_WEB_CHECK_H
#define CATGUT_WEB_CHECK_H

#include <stdint.h>
#include <string.h>

typedef struct Suite Suite;
typedef struct TCase TCase;
typedef struct SRunner SRunner;
typedef void TFun(int _i);

enum { CK_ENV };

Suite *suite_create(const char *name);
TCase *tcase_create(const char *name);
void suite_add_tcase(Suite *s, TCase *t);
/* Runs first ... end - 1. */
void tcase_add_loop_test(TCase *t, TFun *test, int first, int end);
#define tcase_add_test(t, test) tcase_add_loop_test(t, test, 0, 1)
void tcase_add_checked_fixture(TCase *t, void (*before)(void), void (*after)(void));
#define tcase_set_timeout(t, seconds) ((void)(t), (void)(seconds))
/* A test that ends the process is not run. */
#define tcase_add_exit_test(t, test, status) ((void)(t), (void)(test), (void)(status))
#define tcase_add_loop_exit_test(t, test, status, first, end)                                      \
    ((void)(t), (void)(test), (void)(status), (void)(first), (void)(end))
SRunner *srunner_create(Suite *s);
void srunner_run_all(SRunner *r, int how);
int srunner_ntests_failed(SRunner *r);
void srunner_free(SRunner *r);

_Noreturn void ck_fail(const char *file, int line, const char *what, ...);

#define START_TEST(name)                                                                           \
    static void name(int _i)                                                                       \
    {                                                                                              \
        (void)_i;
#define END_TEST }

#define ck_abort_msg(...) ck_fail(__FILE__, __LINE__, __VA_ARGS__)
#define ck_assert_msg(x, ...) ((x) ? (void)0 : ck_fail(__FILE__, __LINE__, __VA_ARGS__))
#define ck_assert(x) ck_assert_msg(x, "%s", #x)

#define CK_COMPARE(type, format, a, op, b)                                                         \
    do {                                                                                           \
        type ck_a = (a);                                                                           \
        type ck_b = (b);                                                                           \
        ck_assert_msg(ck_a op ck_b, "%s " #op " %s: " format ", " format, #a, #b, ck_a, ck_b);     \
    } while (0)
#define ck_assert_int_eq(a, b) CK_COMPARE(intmax_t, "%jd", a, ==, b)
#define ck_assert_int_ne(a, b) CK_COMPARE(intmax_t, "%jd", a, !=, b)
#define ck_assert_int_lt(a, b) CK_COMPARE(intmax_t, "%jd", a, <, b)
#define ck_assert_int_le(a, b) CK_COMPARE(intmax_t, "%jd", a, <=, b)
#define ck_assert_int_gt(a, b) CK_COMPARE(intmax_t, "%jd", a, >, b)
#define ck_assert_int_ge(a, b) CK_COMPARE(intmax_t, "%jd", a, >=, b)
#define ck_assert_uint_eq(a, b) CK_COMPARE(uintmax_t, "%ju", a, ==, b)
#define ck_assert_uint_ne(a, b) CK_COMPARE(uintmax_t, "%ju", a, !=, b)
#define ck_assert_uint_lt(a, b) CK_COMPARE(uintmax_t, "%ju", a, <, b)
#define ck_assert_uint_le(a, b) CK_COMPARE(uintmax_t, "%ju", a, <=, b)
#define ck_assert_uint_gt(a, b) CK_COMPARE(uintmax_t, "%ju", a, >, b)
#define ck_assert_uint_ge(a, b) CK_COMPARE(uintmax_t, "%ju", a, >=, b)
#define ck_assert_ptr_eq(a, b) CK_COMPARE(const void *, "%p", a, ==, b)
#define ck_assert_ptr_ne(a, b) CK_COMPARE(const void *, "%p", a, !=, b)
#define ck_assert_ptr_null(a) ck_assert_ptr_eq(a, NULL)
#define ck_assert_ptr_nonnull(a) ck_assert_ptr_ne(a, NULL)
#define CK_TEXTS(a, b, equal)                                                                      \
    do {                                                                                           \
        const char *ck_a = (a), *ck_b = (b);                                                       \
        ck_assert_msg((strcmp(ck_a, ck_b) == 0) == equal, "%s, %s: \"%s\", \"%s\"", #a, #b, ck_a,  \
                      ck_b);                                                                       \
    } while (0)
#define ck_assert_str_eq(a, b) CK_TEXTS(a, b, 1)
#define ck_assert_str_ne(a, b) CK_TEXTS(a, b, 0)
#define ck_assert_mem_eq(a, b, n) ck_assert(memcmp(a, b, n) == 0)

#endif
