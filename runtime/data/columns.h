/* columns.h -- rows that are kept here, column by column: a source whose tallies are counted here.
 *
 * A column is a list of codes of one, two or four bytes, as many as its dictionary asks for.  They
 * are in memory, as long as that has room for them: then they go to a temporary file (spill.h), a
 * band of rows at a time, and are read again by each tally, some thousand rows at a time.  Only the
 * dictionaries stay. */
#ifndef CATGUT_DATA_COLUMNS_H
#define CATGUT_DATA_COLUMNS_H

#include "data/spill.h"
#include "data/tally.h"

/* Codes of some rows of a column that can be looked at. */
typedef struct CodeView {
    const void *at;
    uint64_t first, end; /* rows */
    uint8_t width;
    void *own; /* where those of the file are read to */
} CodeView;

/* Codes of a band in the file. */
typedef struct SpilledCodes {
    uint64_t from; /* their place */
    uint8_t width;
} SpilledCodes;

/* The codes of one column. */
typedef struct CodeList {
    void *at;      /* of the rows behind the last band */
    size_t space;  /* codes that there is room for */
    uint8_t width; /* bytes of a code: 1, 2 or 4 */
    bool skipped;  /* nobody wants this column: nothing of it is kept */
    ARRAY(SpilledCodes) bands;
    CodeView view;
} CodeList;

typedef struct ColumnStore {
    RowSource source; /* first: a ColumnStore is a source */
    ARRAY(CodeList) codes;
    uint64_t rows, spilled; /* all, and those of bands */
    uint64_t code_bytes;    /* of memory that the codes take */
    SpillFile file;
    ARRAY(uint64_t) band_ends; /* the row behind each band */
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
/* All rows so far are a band of the file, between two rows. */
TallyResult column_store_spill(ColumnStore *c, Budget *b, TallyTrouble *t) MUST_CHECK;
/* The code of a row's cell, of which no band is in the file. */
uint32_t column_store_code(const ColumnStore *c, uint32_t column, uint64_t row);

#endif
