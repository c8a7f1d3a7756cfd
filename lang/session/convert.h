/* convert.h -- matrices as boxes and diagrams, and back. */
#ifndef CATGUT_SESSION_CONVERT_H
#define CATGUT_SESSION_CONVERT_H

#include "lang/session/session.h"

/* A sum of kets or channels is weighted unless its rows happen to be probabilities.  False:
 * complained at n; the limits say stop. */
bool settle_weight(Session *s, Value *v, const Node *n);
/* Does every defined row sum to one?  If not, complains at n. */
bool check_rows(Session *s, const Value *matrix, const Node *n);
/* A box of this name that means this matrix, which is taken out of the value; as a diagram with
 * named ends. */
void declared_diagram(Session *s, Diagram *to, Name name, bool deterministic, Value *matrix,
                      const PortList *in, const PortList *out);
/* A function, as a diagram of one deterministic box that is called as it is written; of nothing:
 * the point of its label.  The matrix is taken out of the value. */
void function_to_diagram(Session *s, Diagram *to, Value *function);
void box_diagram(Diagram *to, Box *box, const PortList *in, const PortList *out);
/* The box of a matrix without a name, whose rows sum to one: there is one for each table and types,
 * so that `===` compares the weights.  function: it is deterministic for `===`. */
const Box *anonymous_box(Session *s, const Value *matrix, bool function);
/* A matrix value as a diagram of one anonymous box; complains when rows do not sum to one. */
bool value_to_diagram(Session *s, Diagram *to, const Value *v, const Node *n);
bool value_to_matrix(Session *s, Value *to, const Value *v, const Node *n);
void ports_to_sizes(SizeList *to, const PortList *ports);
/* Does row `row` of m sum to one, with no negative weight? */
bool check_row(Session *s, const Matrix *m, size_t row, const PortList *in, const PortList *out,
               Span at);

#endif
