/* suite.h -- what every program that uses Check is linked with: its main, which runs its suite. */
#ifndef CATGUT_TESTS_SUITE_H
#define CATGUT_TESTS_SUITE_H

#include <check.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Each program defines this; called once, when numbers have been started.  NULL: there is nothing
 * to test with, and the program fails. */
Suite *suite(void);

#endif
