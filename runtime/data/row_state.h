/* row_state.h -- states that are counted: boxes whose numbers are rows of a source.
 *
 * A state that is declared from rows is one free box without a meaning, whose outputs are
 * variables: columns of a source, with the labels that their texts are.  No number is asked for
 * until an evaluation reads it, and then only of the outputs that reach what is asked:
 * row_box_marginal gives the box of these, one for each choice, and row_boxes_count finds what such
 * boxes mean.
 *
 * The state is the counts over the number of rows, exactly. */
#ifndef CATGUT_DATA_ROW_STATE_H
#define CATGUT_DATA_ROW_STATE_H

#include "data/tally.h"
#include "diagram/diagram.h"
#include "num/matrix.h"

/* A text with a sign or not as a number; false: it is none. */
bool row_number_read(mpq_t to, const char *text) MUST_CHECK;

#define NO_LABEL UINT32_MAX /* what a text without a label has in its place */

/* An output of the state. */
typedef struct CountedVariable {
    Name name;
    const Type *type;
    uint32_t column;        /* of the source */
    ARRAY(uint32_t) label;  /* of each code of the column's dictionary; NO_LABEL: such a row is not
                               counted, or unknown */
} CountedVariable;

/* A box of a state, and its counts, once they are known. */
typedef struct RowBox {
    const Box *box;
    bool counted;
    Tally tally; /* columns: variables of the state; codes: labels */
} RowBox;

typedef struct RowState {
    RowSource *source; /* owned */
    bool begun;        /* a snapshot is held */
    Name name;         /* of the box, as source says it */
    Signature *signature;
    ARRAY(CountedVariable) variables;
    uint64_t total;       /* of all rows that count, not 0 */
    ARRAY(RowBox) boxes;  /* the first has all variables */
    Map index;            /* hash of the variables -> a box; private */
    uint64_t kept;        /* bytes of all tallies, and of what the boxes mean */
} RowState;

/* On the heap; the source is the state's from now on. */
RowState *row_state_new(Signature *s, Name name, RowSource *source);
void row_state_free(RowState *r);
/* The box of the whole state, once all variables and the total are there. */
Box *row_state_box(RowState *r);
uint64_t row_state_bytes(const RowState *r);
/* The rows may change from now on: for the end of a statement. */
void row_state_end(RowState *r);

/* The box with only these outputs of a box of a state: positions, increasing. */
const Box *row_box_marginal(const Box *box, const WireList *outputs);

/* Is one of the boxes a state that is counted? */
bool diagram_has_rows(const Diagram *d);

/* Boxes, each once. */
typedef ARRAY(const Box *) BoxList;

/* What each of these boxes means, added to the meaning: the rows are asked as seldom as can be.
 * What is no box of a state, or has a meaning, is passed over.  trouble->box is the one that was
 * asked for when it failed. */
typedef struct RowTrouble {
    const Box *box;
    TallyTrouble tally;
} RowTrouble;
void row_trouble_clear(RowTrouble *t);
TallyResult row_boxes_count(Meaning *meaning, const BoxList *boxes, Budget *b,
                            RowTrouble *t) MUST_CHECK;
/* What row_boxes_count would ask, for --stage=plan: nothing is asked. */
void row_boxes_write_plan(const Meaning *meaning, const BoxList *boxes, Sink *to);

#endif
