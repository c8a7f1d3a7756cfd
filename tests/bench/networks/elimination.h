/* elimination.h -- what the engine plans for a question: the network, the order of elimination, and
 * the loops of every sum in it, for others to carry out.
 *
 * A Sum is a product of tables added up over what its target is not indexed by: nested loops, each
 * with a step in every table.  Tables are numbered: those of the network, the results of the
 * plan's steps, the adjoints of these. */
#ifndef CATGUT_BENCH_ELIMINATION_H
#define CATGUT_BENCH_ELIMINATION_H

#include "network/network.h"

typedef struct Elimination {
    Ask ask;
    Network network;
    Plan plan;
    bool all;    /* every variable is summed out, for the way back */
    bool usable; /* there is a plan, within the budget */
    double interpret, planning; /* seconds */
    size_t *strides;            /* beside plan.scopes: of the results, row-major */
    uint64_t *sizes;            /* entries of each step's result */
} Elimination;

void elimination_begin(Elimination *e, const Query *q, bool all, Meaning *m, Budget *b);
void elimination_end(Elimination *e);

/* A table as it is read: a factor of the plan, or the adjoint of a step's result. */
typedef struct Reading {
    size_t table, offset;
    const uint32_t *scope;
    const size_t *strides;
    size_t count;
} Reading;

Reading elimination_factor(const Elimination *e, size_t factor);
Reading elimination_adjoint(const Elimination *e, size_t step);
/* How many tables are numbered before the results, and before the adjoints. */
size_t elimination_first_result(const Elimination *e);
size_t elimination_first_adjoint(const Elimination *e);

typedef struct Axis {
    size_t size;
    uint32_t variable;
} Axis;

typedef ARRAY(Reading) ReadingList;

typedef struct Sum {
    ReadingList readings; /* [0] is the target */
    ARRAY(Axis) axes;     /* the last one is the inner loop */
    ARRAY(size_t) steps;  /* of each axis, a step in each reading */
} Sum;
void sum_clear(Sum *s);

/* Finds the loops for s->readings: in the order of the largest table, with what it is not indexed
 * by just outside of its last axis; neighbours that all tables go through as one are one. */
void sum_order(Sum *s, const Elimination *e);

/* The next position of the outer axes; index[] is of each reading, digits[] of each axis, all zero
 * in the beginning.  False: that was the last. */
bool sum_next(const Sum *s, size_t *digits, size_t *index);

#endif
