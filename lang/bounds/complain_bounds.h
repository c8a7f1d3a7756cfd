/* complain_bounds.h -- complaints about bounds: E190 to E196, E246, E247. */
#ifndef CATGUT_BOUNDS_COMPLAIN_BOUNDS_H
#define CATGUT_BOUNDS_COMPLAIN_BOUNDS_H

#include "lang/complain/complain.h"

/* What is asked is not one number made of P and E by sums and multiples. */
bool complain_unbounded(Complainer *c, Span at, const char *found);
/* Conditions whose probabilities do not follow from the data, and are not one. */
bool complain_ratios(Complainer *c, Span at);
/* states: `this state`, or NULL, where there are tables and no state; what: `P(...) + P(...) = 6/5
 * > 1`; assumed: something was. */
bool complain_infeasible(Complainer *c, Span at, const char *model, const char *states,
                         const char *what, bool assumed);
/* row: `P(Z = 0 | X = 0) is 3/5 in the state and 1/2 in its box`. */
bool complain_other_box(Complainer *c, Span at, const char *vertex, const char *row);
/* A row that is needed is undefined: of `the box of Y`, or of `a box`. */
bool complain_no_value(Complainer *c, Span at, const char *box);
/* All response types of a set are ruled out by what is assumed. */
bool complain_nothing_left(Complainer *c, Span at, const char *set);
/* vertices: `{A, B, C}`, which hang together by several hidden causes. */
bool complain_several_causes(Complainer *c, Span at, const char *vertices);
/* A mechanism that is fixed in place and is no function of observed variables. */
bool complain_fixed_place(Complainer *c, Span at, Name vertex);
bool complain_many_types(Complainer *c, Span at, const char *vertices, uint64_t types,
                         uint64_t most);
bool complain_many_combinations(Complainer *c, Span at, unsigned long long most);
bool complain_symbolic(Complainer *c, Span at);
/* Formulas are for data with full support, which a function in place rules out. */
bool complain_function_in_place(Complainer *c, Span at, const char *vertices);
bool complain_assumption(Complainer *c, Span at);
/* It depends on more than one component: not linear. */
bool complain_assumption_spread(Complainer *c, Span at);
/* reason: what the solver came to. */
bool complain_solver(Complainer *c, Span at, const char *reason, const char *help);

#endif
