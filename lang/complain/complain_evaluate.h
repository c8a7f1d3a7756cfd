/* complain_evaluate.h -- complaints about evaluation, its limits, and numbers: E030 to E039,
 * E252. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_EVALUATE_H
#define CATGUT_COMPLAIN_COMPLAIN_EVALUATE_H

#include "data/tally.h"
#include "diagram/signature.h"
#include "lang/complain/complain.h"

/* model: what is asked in is called so, and has no functor; NULL: no model is asked in.  functor
 * and state: those of this session that would do, or NULL. */
/* A box of the model `owner`; functor: one that says what it means; applied: another, which was
 * applied; each may be NULL. */
bool complain_box_of_model(Complainer *c, Span at, const Box *box, Name owner, Name functor,
                           Name applied);
bool complain_no_meaning(Complainer *c, Span at, const Box *box, Name model, Name functor,
                         Name state);
bool complain_undefined(Complainer *c, Span at, const char *event);
/* event: the labels of the row of `box` that is reached without a value */
bool complain_undefined_inside(Complainer *c, Span at, const Box *box, const char *event);
bool complain_too_large(Complainer *c, Span at, const char *entries, uint64_t limit);
/* The most probable values would take a table over so many variables. */
bool complain_wide(Complainer *c, Span at, size_t width, const char *entries, uint64_t limit);
bool complain_diagram_too_large(Complainer *c, Span at, uint64_t size);
bool complain_stopped(Complainer *c, Budget *b, Span at);
bool complain_number_too_large(Complainer *c, Span at);
/* an answer to be compared, of which more may be */
bool complain_answer_cut(Complainer *c, Span at);
bool complain_within(Complainer *c, Span at, const char *operator);
bool complain_within_negative(Complainer *c, Span at);
/* what: the number that is wanted, `a number of rows`; most: the largest that is allowed. */
bool complain_count(Complainer *c, Span at, const char *what, uint64_t most);
bool complain_division_by_zero(Complainer *c, Span at);
bool complain_exponent(Complainer *c, Span at);
bool complain_no_carrier(Complainer *c, Span at, const Type *t);

/* The rows of a state have more combinations of the labels of this box than there is memory for;
 * so many were met. */
bool complain_many_rows(Complainer *c, Span at, const Box *box, uint64_t rows);
/* They cannot be counted: an engine refuses, or they have changed. */
bool complain_uncounted(Complainer *c, Span at, const Box *box, const TallyTrouble *t);

#endif
