/* data_row.h -- what was measured of a component: the rows of its program.
 *
 * With v_1, v_2, ... the vertices of a component C, causes first, and E_i the parents outside C of
 * the first i of them, the observed state tells
 *
 *     Q[C](c_1 ... c_i | e_i)  =  P(c_1 | e_1) P(c_2 | e_2, c_1) ... P(c_i | e_i, c_1 ... c_(i-1))
 *
 * wherever the conditions can happen (Tian & Pearl 2002), and nothing more.  A row is one such
 * probability: for all of C where the state has support; shorter ones only where they are zero, as
 * the others follow.  So the sum of the weights is always one.
 *
 * An experiment in which Z was done tells the same of C - Z for each value of Z, which is outside
 * then: a response type still says what these vertices do, so these are rows of the same program.
 * What Z has no part in must be the same for all its values, or no model has these data. */
#ifndef CATGUT_BOUNDS_DATA_ROW_H
#define CATGUT_BOUNDS_DATA_ROW_H

#include "bounds/response.h"
#include "linear/linear.h"

/* What is seen of a component where `done` was done: its other vertices; outside is what these read
 * from elsewhere, and all that was done. */
typedef struct DataView {
    WireList done;
    ResponseComponent seen; /* vertices and outside only, which borrow from the component */
} DataView;

typedef struct DataRow {
    uint32_t length; /* of how many vertices of its view it tells */
    size_t label;    /* of the view's vertices, then of its outside: labels.at[label ...];
                        UINT32_MAX for what it does not mention */
    uint32_t context;
} DataRow;

/* Values of what is outside, and where the row is for each tuple of labels of the first `length`
 * vertices. */
typedef struct DataContext {
    uint32_t view;
    uint32_t length;
    size_t label; /* of the outside */
    WireList row; /* UINT32_MAX: none */
} DataContext;

typedef struct DataRows {
    const Responses *responses;
    const ResponseComponent *component;
    ARRAY(DataView) views; /* what was observed first */
    ARRAY(DataRow) rows;
    ARRAY(DataContext) contexts;
    WireList labels;
    LinearNumbers side; /* of each row */
    bool undefined;     /* the table has no row for one that is read */
    size_t differs;     /* the first row of which state and table tell different things, and what
                           the table does; else SIZE_MAX */
    mpq_t otherwise;
} DataRows;

void data_rows_init(DataRows *d);
void data_rows_clear(DataRows *d);

/* The joint state that was observed of c's outside, then c's vertices; NULL: any that has full
 * support, and sides are 0.  table: NULL, or what the one vertex of c does in each of its rows; it
 * tells of rows that the state says nothing of, or of all where `joint` is NULL, but for idle ones.
 * False: the budget. */
bool data_rows_make(DataRows *to, const Responses *r, const ResponseComponent *c,
                    const Matrix *joint, const Matrix *table, Budget *b) MUST_CHECK;
/* One more view, in which this was done: its vertices, and what is outside.  Stands until the next
 * one is added. */
const ResponseComponent *data_rows_view(DataRows *d, const WireList *done);
/* The rows of the view that was added last, from the joint state of its outside, then its vertices,
 * in that experiment. */
bool data_rows_add(DataRows *d, const Matrix *joint, Budget *b) MUST_CHECK;
/* The weights sum to one, where no data say so. */
void data_rows_complete(DataRows *d);
/* The view that a row is of. */
const DataView *data_row_view(const DataRows *d, const DataRow *r);
/* How many rows there are where there is support everywhere, saturated. */
uint64_t data_rows_most(const Responses *r, const ResponseComponent *c);

/* The program with these sides, a column for each response type that is kept, and no costs. */
bool data_rows_program(Linear *to, const DataRows *d, Budget *b) MUST_CHECK;
/* The rows that a response type is in, one for each context at most. */
void data_rows_of(WireList *to, const DataRows *d, uint32_t type);
/* The group of each row for linear_shorten: rows with one context whose sides sum to one. */
void data_row_groups(WireList *to, const DataRows *d);

#endif
