/* row_fields.h -- the variables of a state from rows: which column each is, and which label each
 * text. */
#ifndef CATGUT_DATA_ROW_FIELDS_H
#define CATGUT_DATA_ROW_FIELDS_H

#include "data/row_state.h"
#include "lang/data/row_labels.h"
#include "lang/value/value.h"
#include "lang/read/node.h"
#include "lang/session/session.h"

/* A variable. */
typedef struct RowField {
    Name name;
    Name column;       /* what that is called */
    const Node *node;  /* its line of the block, or NULL */
    const Type *type;  /* NULL: to be made */
    uint32_t at;       /* the column's number */
    ARRAY(uint32_t) label; /* of each code */
    uint64_t missing;  /* rows without a value */
} RowField;

typedef enum Missing { MISSING_REFUSED, MISSING_DROPPED, MISSING_LABEL } Missing;

/* An import while it is settled. */
typedef struct RowImport {
    Session *s;
    const Node *n;
    Name file;
    Span at;         /* of its name */
    Name model;      /* what the state is of; NULL: nothing */
    ARRAY(RowField) fields;
    const Node *weight;  /* the option, or NULL */
    const Node *missing; /* the option, or NULL */
    CaseList words;      /* that it says are no value */
    Missing policy;
    Texts wanted;        /* the columns that the fields and the weight are; empty: all */
    RowSource *source;
    NameList unused;     /* columns that are no variable, */
    NameList many;       /* and those that have too many values to be one */
    uint64_t rows, dropped;
} RowImport;

enum { FIELD_VALUES_MOST = 1000 }; /* of a column whose type is made */

void row_import_clear(RowImport *r);
/* Before the source is opened: what the block says, and the variables of the model. */
bool row_fields_read(RowImport *r, const Model *m);
/* When it is open: the column of each. */
bool row_fields_find(RowImport *r);
/* The labels of each, once the rows are counted; and how many rows there are. */
bool row_fields_count(RowImport *r);

#endif
