/* suite.c -- see suite.h. */
#include "tests/suite.h"

#include "num/rational.h"

#include <stdlib.h>

int
main(void)
{
    /* For a program that somebody starts by hand: Check would stop each test after 4 seconds. */
    setenv("CK_DEFAULT_TIMEOUT", "600", 0);
    rational_start();
    Suite *s = suite();
    if (!s)
        return 1;
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    int bad = srunner_ntests_failed(r);
    srunner_free(r);
    return bad != 0;
}
