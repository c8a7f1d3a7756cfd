/* heads.h -- each head of a question by itself, asked one by one; several at once where there are
 * threads (budget.h). */
#ifndef CATGUT_EVALUATE_HEADS_H
#define CATGUT_EVALUATE_HEADS_H

#include "evaluate/eliminate.h"

/* to[i] is what evaluate gives for q with heads.at[i] alone.  apart: the heads depend on nothing
 * that is found on the way, as conditional boxes and counts of rows are, so they may be asked at
 * once. */
Outcome heads_evaluate(Matrix *to, const Query *q, bool apart, const Tools *w) MUST_CHECK;

/* Do all of them take less work than this, with what finding out takes? */
bool heads_take_less(const Query *q, uint64_t work, const Tools *w);

#endif
