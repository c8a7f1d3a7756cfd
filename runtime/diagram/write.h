/* write.h -- diagrams, types of ends and models written as source that reads back. */
#ifndef CATGUT_DIAGRAM_WRITE_H
#define CATGUT_DIAGRAM_WRITE_H

#include "diagram/diagram.h"
#include "diagram/model.h"

/* `(S : Smoking) * Bit`; `1` for no ends. */
void diagram_write_ends(const Diagram *d, const EndList *ends, Sink *out);

/* A block that reads back as an equal diagram with the same names on its ends:
 *     diagram NAME(b : Bit) {
 *       x <- noisy(b)
 *       return x, b
 *     }
 * Wires are named after the ends they are, else x1, x2, ...; no two alike, and none that a box
 * makes like a box in it.  An output whose name its wire does not have is `NAME = wire`.  A box is
 * called by its name, without parentheses where it has no inputs (unless an input is called so), a
 * point is written `|label> ; id[Bit]`, uniform `uniform[Bit]`; `_` is a wire that nobody reads;
 * `return ()` when there are no outputs.  What a block cannot say: two inputs of one name (the
 * second is renamed), an end without a name (an input gets one, an output that of its wire). */
void diagram_write(const Diagram *d, Name name, Sink *out);

/* The data as it is kept, one box a line: for --stage=diagram and for debugging. */
void diagram_write_stage(const Diagram *d, Sink *out);

/* A model as a `model NAME { ... }` block that reads back as the same shape.  An open vertex is
 * `X : T = input`.  An unnamed latent is `X <-> Y`, also when surgery fixed an end in place: an end
 * that is fixed does not read it. */
void model_write(const Model *m, Name name, Sink *out);

/* The same on one line, of a model without unnamed latents: `model g { A  B <- A }`. */
void model_write_short(const Model *m, Name name, Sink *out);

/* As model_write, with `X -- Y` for each pair of `lines`. */
void model_write_lines(const Model *m, const WireList *lines, Name name, Sink *out);

#endif
