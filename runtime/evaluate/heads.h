/* heads.h -- each head of a question by itself, asked one by one; several at once where there are
 * threads (budget.h). */
#ifndef CATGUT_EVALUATE_HEADS_H
#define CATGUT_EVALUATE_HEADS_H

#include "evaluate/eliminate.h"

/* to[i] is what evaluate gives for q with heads.at[i] alone.  apart: the heads depend on nothing
 * that is found on the way, as conditional boxes and counts of rows are, so they may be asked at
 * once. */
Outcome heads_evaluate(Matrix *to, const Query *q, bool apart, const Tools *w) MUST_CHECK;

/* What all of them take, with what finding out takes, in multiplications; where that is more than
 * `most`, or the budget said stop, some number above it. */
uint64_t heads_work(const Query *q, uint64_t most, const Tools *w);

#endif
