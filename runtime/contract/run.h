/* run.h -- a plan while it is carried out on a network's numbers, and what is left at the end.
 *
 * What is left are the factors over kept (and late) variables, and a scale, the product of the
 * factors without variables.  All numbers are whole; the caller divides by the network's
 * denominator. */
#ifndef CATGUT_CONTRACT_RUN_H
#define CATGUT_CONTRACT_RUN_H

#include "contract/walk.h"
#include "network/network.h"

/* With whole numbers of growing length, or modulo primes: whichever costs less, or one of them
 * only. */
typedef enum RunWay { WAY_BEST, WAY_LIMBS, WAY_MODULAR } RunWay;

typedef struct Run {
    const Network *network;
    const Plan *plan;
    RunWay way;
    ARRAY(Table) results;  /* of the steps */
    ARRAY(size_t) strides; /* beside plan->scopes */
    ARRAY(View) left;      /* what is left, after run_finish */
    mpz_t scale;
    Walk walk;
} Run;

void run_init(Run *r, const Network *n, const Plan *p);
void run_clear(Run *r);

/* A factor as a view, numbered as in the plan. */
View run_view(const Run *r, size_t factor);

/* Before the first step: factors over nothing go into the scale, and progress begins. */
void run_start(Run *r, Budget *b);

/* After the last step: what is left. */
void run_finish(Run *r);

#endif
