/* complain_diagram.h -- complaints about wires, the sides of comparisons, and holes: E068 to E079.
 */
#ifndef CATGUT_COMPLAIN_COMPLAIN_DIAGRAM_H
#define CATGUT_COMPLAIN_COMPLAIN_DIAGRAM_H

#include "lang/complain/complain.h"
#include "lang/value/value.h"

bool complain_wire_count(Complainer *c, Span at, size_t found, size_t wanted);
bool complain_wire_type(Complainer *c, Span at, size_t wire, size_t of, const Type *found,
                        const Type *wanted);
bool complain_swap(Complainer *c, Span at);
bool complain_share(Complainer *c, Span at, size_t wires, size_t open);
bool complain_power(Complainer *c, Span at, size_t in, size_t out);
bool complain_unknown_wire(Complainer *c, Span at, bool input);
bool complain_call_of_wire(Complainer *c, Span at, Name name);
bool complain_wants_arguments(Complainer *c, Span at, int64_t count);
bool complain_wire_twice(Complainer *c, Span at, Name name);
bool complain_bind_count(Complainer *c, Span at, size_t names, size_t wires);
bool complain_not_composable(Complainer *c, Span at, const Diagram *f, const Diagram *g);
bool complain_sides(Complainer *c, Span at, const Diagram *f, const Diagram *g);
bool complain_sides_matrices(Complainer *c, Span at, const Value *a, const Value *b);
/* ... and the same of answers that are no states */
bool complain_other_answers(Complainer *c, Span at);
bool complain_holes(Complainer *c, Span at, size_t found, size_t wanted);
bool complain_filling(Complainer *c, Span at, const Diagram *found, const TypeList *in,
                      const TypeList *out);

#endif
