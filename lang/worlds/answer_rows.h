/* answer_rows.h -- the answer to P and E with brackets, a row at a time, and as a value. */
#ifndef CATGUT_WORLDS_ANSWER_ROWS_H
#define CATGUT_WORLDS_ANSWER_ROWS_H

#include "lang/worlds/world_reader.h"

/* A row for each label of the row variables, an output for each atom without an event. */
typedef struct AnswerRows {
    PortList in, out;
    Matrix table;
} AnswerRows;

void answer_rows_init(AnswerRows *a);
void answer_rows_clear(AnswerRows *a);
/* The wires, from what the first row was read as; no rows yet. */
void answer_rows_start(AnswerRows *a, const WorldReader *r, const WorldQuestion *q);
/* Can its mean be taken?  If not, complains at the call. */
bool answer_rows_has_mean(Session *s, const AnswerRows *a, const WorldReader *r, const Node *call);
/* The next row, which is the one row of this matrix. */
void answer_rows_add(AnswerRows *a, const Matrix *row);
/* Is it one row, and undefined? */
bool answer_rows_undefined(const AnswerRows *a);
/* The value, or its mean: a number where there are no wires.  False: it has complained at the
 * call. */
bool answer_rows_take(Session *s, AnswerRows *a, const WorldQuestion *q, bool mean,
                      const Node *call, Value *to);

#endif
