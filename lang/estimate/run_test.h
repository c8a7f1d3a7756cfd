/* run_test.h -- test: do the rows have the independences that a model implies? */
#ifndef CATGUT_ESTIMATE_RUN_TEST_H
#define CATGUT_ESTIMATE_RUN_TEST_H

#include "lang/session/session.h"

bool run_test(Session *s, const Node *n);

#endif
