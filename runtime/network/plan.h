/* plan.h -- the order of elimination, chosen from shapes alone.
 *
 * A Shape says how many values each variable has, and which variables each factor is over; no
 * number of a factor is looked at.  A Plan sums the variables that are not kept out one by one
 * (bucket elimination; Dechter 1999), each step multiplying the factors over its variable into one
 * table over their other variables.  Factors that share no variable never meet.  The order is
 * greedy, by the least work (min-weight), the fewest new pairs (min-fill) or the lightest ones
 * (weighted min-fill; Kjaerulff 1990), or that of the diagram, and where much is at stake with some
 * noise, again and again; what it costs is known exactly before anything runs. */
#ifndef CATGUT_NETWORK_PLAN_H
#define CATGUT_NETWORK_PLAN_H

#include "base/array.h"
#include "base/budget.h"
#include "base/sink.h"

#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum Role {
    ROLE_SUMMED,
    ROLE_HIDDEN, /* summed too: which entry of a sparse box; may wait for the answer */
    ROLE_KEPT    /* in the answer */
} Role;

/* The variables scopes[first ... first + count) of a factor, and how long its numbers are. */
typedef struct Scope {
    size_t first, count;
    uint64_t bits;
} Scope;

typedef struct Shape {
    ARRAY(uint32_t) sizes; /* of each variable */
    ARRAY(Role) roles;
    ARRAY(size_t) sources; /* of each variable: the factor whose box it is an output of, so that a
                              sum over it gets no longer, or NO_FACTOR; past the end too */
    ARRAY(Scope) factors;
    ARRAY(uint32_t) scopes; /* no variable twice in a factor */
    uint64_t bytes;         /* what the factors' tables take */
} Shape;
void shape_clear(Shape *s);

#define NO_FACTOR SIZE_MAX

/* How many bits a sum over the variable adds, at most. */
uint64_t shape_sum_bits(const Shape *s, uint32_t variable);

#define NO_VARIABLE UINT32_MAX

/* One variable (or none: NO_VARIABLE) is summed out of the factors consumed[first_factor ... +
 * factors); what comes is a new factor over `result`.  Factors are numbered as in the shape,
 * results of steps after them. */
typedef struct PlanStep {
    uint32_t variable;
    size_t first_factor, factors;
    Scope result;
} PlanStep;

typedef struct Plan {
    ARRAY(PlanStep) steps;
    ARRAY(size_t) consumed;
    ARRAY(uint32_t) scopes;
    ARRAY(uint32_t) late; /* summed variables left to the answer, see plan.c */
    mpz_t cost;           /* multiplications, at most */
    mpz_t effort;         /* the same, long ones counting for more: what plans are compared by */
    mpz_t largest;        /* entries of the largest table made */
    mpz_t entries, bytes; /* of all tables alive at the worst moment, at most */
    bool too_large;       /* bytes is more than the limit that was given */
} Plan;

/* PLAN_IN_ORDER sums each variable out as soon as the last factor over it can be multiplied in, the
 * factors in the order of their largest variables: it sweeps the diagram from its beginning to its
 * end, with a table over what is read later.  Where a diagram has parts many times over (worlds of
 * a counterfactual), the other rules may be led far astray.  PLAN_SHORT_FIRST takes the variable
 * whose factors have the shortest numbers: a chain becomes a tree of products of equal length. */
typedef enum PlanRule {
    PLAN_LEAST_WORK,
    PLAN_LEAST_FILL,
    PLAN_LIGHT_FILL,
    PLAN_IN_ORDER,
    PLAN_SHORT_FIRST
} PlanRule;

void plan_init(Plan *p);
void plan_clear(Plan *p);

/* The best of the rules' plans, within this many bytes if one can be found; where the budget is
 * shared, nothing more is tried for that.  False: the budget said stop. */
bool plan_make(Plan *p, const Shape *s, uint64_t limit, Budget *b) MUST_CHECK;
/* It begins with the plan of PLAN_LEAST_WORK; this is the rest, where a better plan is worth so
 * much effort at the most. */
bool plan_search(Plan *p, const Shape *s, uint64_t limit, uint64_t worth, Budget *b) MUST_CHECK;

/* Looks longer for a better plan: for one whose steps are carried out and back many times. */
bool plan_improve(Plan *p, const Shape *s, uint64_t limit, Budget *b) MUST_CHECK;

/* The plan of PLAN_SHORT_FIRST, where numbers get so long that it takes less to multiply long ones
 * by each other (Toom, Cook, Schoenhage & Strassen) than one that grows by short ones, again and
 * again. */
bool plan_balance(Plan *p, const Shape *s, uint64_t limit, Budget *b) MUST_CHECK;

/* The plan of one rule.  False: more than `work` steps are needed to find it, or the budget
 * said stop; then the plan is incomplete. */
bool plan_make_by(Plan *p, const Shape *s, uint64_t limit, PlanRule rule, uint64_t work,
                  Budget *b) MUST_CHECK;

/* The plan that sums variables out by their places, the lowest first.  False: the budget said
 * stop. */
bool plan_make_as(Plan *p, const Shape *s, uint64_t limit, const uint32_t *places,
                  Budget *b) MUST_CHECK;

/* The plan of the rule PLAN_LEAST_WORK, made only for its cost.  False: it costs more
 * multiplications or more entries than that, and planning ended as soon as that was known; or the
 * budget said stop. */
bool plan_estimate(Plan *p, const Shape *s, uint64_t most_cost, uint64_t most_entries,
                   Budget *b) MUST_CHECK;

/* How results are laid out, so that what is summed together is near: their variables in the order
 * in which they are summed out, the first fastest.  strides: beside the plan's scopes, zeroed;
 * sizes: of so many variables. */
void plan_lay(size_t *strides, const Plan *p, const uint32_t *sizes, size_t variables);

/* n as a word, or UINT64_MAX where it is larger. */
uint64_t plan_figure(const mpz_t n);

/* Bytes of a table entry whose numbers have this many bits. */
uint64_t entry_bytes(uint64_t bits);

/* How many bits n - 1 takes: log2 of n, rounded up. */
uint64_t size_bits(uint64_t n);

/* log2 of n in 1/65536 bits, rounded down: too small by less than two of them; n > 0. */
uint64_t size_log(uint64_t n);

#endif
