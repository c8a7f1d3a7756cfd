/* formula.h -- estimands as formulas, for a terminal, for LaTeX and for a page.
 *
 *     sum_T P(T | S) sum_S' P(S') P(C | S', T)
 *     Q1(Y | X; R)  for any R
 *       where Q1(X, Y; R) = sum_W P(W) P(X, Y | R, W)
 *
 * Factors side by side are a product; a sum reaches to the end of its product; `/` stands between
 * two conditionals or parentheses.  A bound variable is written with a prime where its name is the
 * formula's or a sum's around it, and in quotes before the prime where vertices' names differ by
 * primes alone.  A recipe used once is written in place where that stays short, conditioned as a
 * ratio, of which the lower line writes summed heads as the upper one.  Others are named Q1, Q2,
 * ... and written after `where`, once, heads; inputs: where they are used, their marginals and
 * conditionals are called as those of P.  `for any` lists free variables on which the line's value
 * does not depend.
 *
 * Where a recipe has more than eight heads, lists may be kept short: variables that follow each
 * other in the model are `A, ..., Z`, and a recipe is written without its inputs where these are
 * called as behind `where`. */
#ifndef CATGUT_SHOW_FORMULA_H
#define CATGUT_SHOW_FORMULA_H

#include "base/sink.h"
#include "diagram/estimand.h"

typedef enum FormulaForm { FORMULA_TEXT, FORMULA_LATEX, FORMULA_MATHML } FormulaForm;

typedef struct FormulaNames {
    const Name *name_of; /* of each vertex */
    FormulaForm form;
    const bool *observed; /* of the vertices, which short lists are about; NULL: all are in full */
    size_t width; /* of text: longer lines go on in the next, four blanks in; 0: they stay */
    const Name *plan_of; /* of each vertex with a plan: what that is called; NULL: there are none */
    const WireList *done; /* vertices that were set where P was measured: P(Y | do(X)); or NULL */
} FormulaNames;

/* In MathML a line is a row of pieces, between which it may be broken. */
#define FORMULA_PIECE "<math displaystyle=\"true\"><mrow>"
#define FORMULA_PIECE_END "</mrow></math>\n"

/* The last recipe's formula on one line, then one line a `where`, without a last line end.  In
 * MathML each line is a <p>, of which the caller writes the start, up to a FORMULA_PIECE, and the
 * end, from a FORMULA_PIECE_END on.  Linear in the estimand and what is written. */
void formula_write(const Estimand *e, const FormulaNames *names, Sink *out);

#endif
