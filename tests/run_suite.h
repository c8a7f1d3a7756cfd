/* run_suite.h -- what main does in every test that uses Check. */
#ifndef CATGUT_TESTS_RUN_SUITE_H
#define CATGUT_TESTS_RUN_SUITE_H

#include <check.h>

/* The status to exit with. */
static inline int
run_suite(Suite *s)
{
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    int bad = srunner_ntests_failed(r);
    srunner_free(r);
    return bad != 0;
}

#endif
