/* complain_worlds.h -- complaints about counterfactual questions: E180 to E189, E207, E208. */
#ifndef CATGUT_WORLDS_COMPLAIN_WORLDS_H
#define CATGUT_WORLDS_COMPLAIN_WORLDS_H

#include "lang/complain/complain.h"
#include "diagram/signature.h"
#include "num/rational.h"

/* What is put in after `[`: an argument that is not X = x, M = M[X = x] or X := f(Z). */
bool complain_replacement(Complainer *c, Span at);
bool complain_two_brackets(Complainer *c, Span at);
bool complain_replaced_twice(Complainer *c, Span at, Name vertex);
/* X := k(Z), where k is not a function. */
bool complain_coin(Complainer *c, Span at, Name vertex);
bool complain_other_type(Complainer *c, Span at, Name vertex, const Type *wanted, Name found,
                        const Type *type);
bool complain_world_cycle(Complainer *c, Span at, Name vertex);
/* The conditions contradict each other: `one` and `other`, or one by itself. */
bool complain_contradiction(Complainer *c, Span at, const char *one, const char *other);
/* They contradict each other whatever label the vertex has. */
bool complain_no_label(Complainer *c, Span at, Name vertex);
/* A box that is no function is needed with two inputs: `X = 0` and `X = 1`.  between: nothing, or
 * `, between 1/2 and 7/10`; more: nothing, or a sentence and a space. */
bool complain_undetermined(Complainer *c, Span at, const char *box, const char *one,
                           const char *other, Name functor, const char *between,
                           const char *more);
bool complain_worlds_in_state(Complainer *c, Span at, Name state);
/* `experiments(...)` has something else in it than sets. */
bool complain_experiments(Complainer *c, Span at);
bool complain_effect_rows(Complainer *c, Span at, unsigned most);
/* Asked from a state, and it is not identifiable. */
bool complain_not_from(Complainer *c, Span at, const char *asked, const char *why);
/* The formula divides by zero in this state, or needs what an experiment does not have. */
bool complain_undefined_from(Complainer *c, Span at, bool experiments);
/* A state of another experiment than an estimand is about; data: what it is from, or NULL. */
bool complain_other_experiment(Complainer *c, Span at, const char *data);
/* The formula gives what is no probability. */
bool complain_impossible(Complainer *c, Span at, const mpq_t found);

#endif
