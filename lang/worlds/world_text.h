/* world_text.h -- formulas of counterfactuals as text, for LaTeX and for a page. */
#ifndef CATGUT_WORLDS_WORLD_TEXT_H
#define CATGUT_WORLDS_WORLD_TEXT_H

#include "lang/session/session.h"
#include "show/formula.h"
#include "worlds/world_formula.h"

/* `sum_M P(M | X = 0) P(Y | X = 1, M)`, then `  for any R`; without a last line end.  What stands
 * for itself follows in `where` lines, each after a line end and `margin`. */
void world_formula_write(const WorldFormula *f, const WorldQuestion *q, const WorldData *data,
                         const Graph *g, const Name *name_of, const char *margin, Sink *out);
/* The same in a form; in MathML within a FORMULA_PIECE of the caller, as formula_write does. */
void world_formula_write_as(const WorldFormula *f, const WorldQuestion *q, const WorldData *data,
                            const Graph *g, const Name *name_of, FormulaForm form,
                            const char *margin, Sink *out);
/* A label as it stands in a formula of this form. */
void formula_label_write(const Type *t, uint32_t label, FormulaForm form, Sink *out);
/* What was set in the experiment whose data the comb's estimand is about; NULL where all are. */
const WireList *world_comb_done(const WorldData *data, const WorldComb *c);
/* `X = 0` for a point, `X` for a wire. */
void world_arg_write(const WorldQuestion *q, const Name *name_of, WorldArg a, Sink *out);

/* What stands in g for a vertex that is read: `X = 0`, `X[Z = 1]`, `X as it happens`. */
void world_read_write(Session *s, const Grown *g, uint32_t vertex, uint32_t read, Sink *out);

#endif
