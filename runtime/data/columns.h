/* columns.h -- rows in memory, column by column: a source whose tallies are counted here.
 *
 * A column is a list of codes of one, two or four bytes, as many as its dictionary asks for. */
#ifndef CATGUT_DATA_COLUMNS_H
#define CATGUT_DATA_COLUMNS_H

#include "data/tally.h"

/* The codes of one column. */
typedef struct CodeList {
    void *at;
    size_t space;  /* codes that there is room for */
    uint8_t width; /* bytes of a code: 1, 2 or 4 */
    bool skipped;  /* nobody wants this column: nothing of it is kept */
} CodeList;

typedef struct ColumnStore {
    RowSource source; /* first: a ColumnStore is a source */
    ARRAY(CodeList) codes;
    uint64_t rows;
} ColumnStore;

/* On the heap, without columns and rows; freed by row_source_free.  Columns are added by
 * row_source_add_column before the first row. */
ColumnStore *column_store_new(void);
/* Nothing of this column is to be kept; it is in no scope.  Before the first row. */
void column_store_skip(ColumnStore *c, uint32_t column);
bool column_store_keeps(const ColumnStore *c, uint32_t column);
/* A cell of the row that is being added, of a column that is kept: each has one. */
void column_store_add(ColumnStore *c, uint32_t column, const char *text, size_t length);
void column_store_end_row(ColumnStore *c);
/* The code of a row's cell. */
uint32_t column_store_code(const ColumnStore *c, uint32_t column, uint64_t row);

#endif
