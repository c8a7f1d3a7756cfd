/* formula.h -- estimands as formulas, for a terminal, for LaTeX and for a page.
 *
 *     sum_T P(T | S) sum_S' P(S') P(C | S', T)
 *     Q1(X, Y; R) / (sum_Y Q1(X, Y; R))  for any R
 *       where Q1(X, Y; R) = sum_W P(W) P(X, Y | R, W)
 *
 * Factors side by side are a product; a sum reaches to the end of its product; `/` stands between
 * two conditionals or parentheses.  A bound variable is written with a prime where its name is the
 * formula's or a sum's around it, and in quotes before the prime where vertices' names differ by
 * primes alone.  Below a line the heads that are summed are written as above it.  A conditional of
 * a recipe is the recipe over its marginal.  A recipe used once is written in place where that
 * stays short; others are named Q1, Q2, ... and written after `where`, once: heads; inputs.
 * `for any` lists free variables on which the line's value does not depend.
 *
 * Where a recipe has more than eight heads, lists are kept short, if the order is known: variables
 * that follow each other in the order are `A, ..., Z`, and a recipe is written without its inputs
 * where these are called as behind `where`. */
#ifndef CATGUT_SHOW_FORMULA_H
#define CATGUT_SHOW_FORMULA_H

#include "base/sink.h"
#include "diagram/estimand.h"

typedef enum FormulaForm { FORMULA_TEXT, FORMULA_LATEX, FORMULA_MATHML } FormulaForm;

typedef struct FormulaNames {
    const Name *name_of; /* of each vertex */
    FormulaForm form;
    const uint32_t *rank; /* of each vertex that is mentioned, its place in the order; or NULL */
} FormulaNames;

/* The last recipe's formula on one line, then one line a `where`, without a last line end.  In
 * MathML the first line stands in an <mrow> of a <math> that the caller opens before and closes
 * after it; each further one has a <math> of its own.  Linear in the estimand and what is
 * written. */
void formula_write(const Estimand *e, const FormulaNames *names, Sink *out);

#endif
