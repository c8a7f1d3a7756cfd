/* point_program.h -- an effect by truncated factorisation, and by estimands, as tables to be made
 * one after the other at a point: a prime, and a number modulo it for each entry of the model's
 * tables (each row's entries but the last are free; the last makes the sum one).
 *
 * A conditional of the observed state is one marginal over another.  A marginal is a product of
 * tables, one for each group of the ancestors' mechanisms that is joined by vertices that nobody
 * mentions; a table that stands above and below falls out, and so do those of a product of
 * conditionals.  Where the last vertex mentioned is a head and its parents are all mentioned, its
 * mechanism is the conditional.  All this is plain algebra: no separation is asked for.
 *
 * Inputs that cannot matter (Factor.any) get random weights that sum to one.  A formula that is
 * right for all weights is so for each value.
 *
 * Plans have random tables too, the same ones in the truth and in the estimands.
 *
 * Boxes that are fixed in place (Vertex.fixed) have random tables like all others, and types
 * without a carrier two values.  So a formula that passes is right for the shape: for all numbers
 * at which it does not divide by zero, those of the fixed boxes among them.
 *
 * Everything is planned, and its cost known, before a number is drawn. */
#ifndef CATGUT_EVALUATE_POINT_PROGRAM_H
#define CATGUT_EVALUATE_POINT_PROGRAM_H

#include "evaluate/point_bound.h"
#include "evaluate/point_question.h"
#include "evaluate/point_sum.h"

/* How a table comes about. */
typedef enum PointMaking {
    POINT_MECHANISM, /* that of vertex `of` */
    POINT_PLAN,      /* that of the plan of vertex `of` */
    POINT_WEIGHTS,   /* random ones, of vertex `of`, which sum to one */
    POINT_SUM,       /* sum `of` */
    POINT_INVERSE    /* one over each entry of table `of` */
} PointMaking;

typedef struct PointStep {
    PointMaking making;
    size_t of;
} PointStep;

/* What is asked for: a table, over these vertices. */
typedef struct PointAnswer {
    size_t table;
    WireList scope;
    PointBound bound;
} PointAnswer;

typedef struct PointProgram {
    const Model *model;
    const Effect *effect;
    WireList sizes;              /* of each vertex */
    ARRAY(PointStep) steps;      /* each makes the table of its number */
    ARRAY(PointSum) sums;
    ARRAY(PointAnswer) answers;  /* the truth, then each estimand's */
    uint64_t entries, work;      /* that one point takes */
    uint64_t divisors;           /* degrees and bits of all that is divided by, added up */
} PointProgram;

void point_program_clear(PointProgram *p);

/* OUTCOME_TOO_LARGE: more than `most_entries` or `most_work`; what p says of them is only so much
 * of it. */
Outcome point_program_make(PointProgram *p, const PointQuestion *q, Budget *b) MUST_CHECK;

typedef enum PointEnd {
    POINT_DONE,
    POINT_STOPPED,
    POINT_DIVIDED /* by zero modulo the prime: try another point */
} PointEnd;
/* The tables of all steps, at the point that r draws. */
PointEnd point_program_run(PointTableList *to, const PointProgram *p, Random *r,
                           Budget *b) MUST_CHECK;

#endif
