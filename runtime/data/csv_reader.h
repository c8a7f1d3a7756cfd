/* csv_reader.h -- tables in text files: comma-separated values as RFC 4180 has them, by libcsv.
 *
 * The first line has the names of the columns.  Cells are kept as they stand, blanks too; lines end
 * in LF, CR or both; a byte order mark is skipped; so are empty lines, unless there is one column
 * only, which has an empty cell there.  Nothing is guessed but the delimiter: a semicolon where the
 * first line has more of them than of commas.
 *
 *     CsvReader c;
 *     TallyResult result = csv_reader_init(&c, 0, NULL, &trouble);
 *     while (result == TALLY_DONE && there are bytes)
 *         result = csv_reader_add(&c, bytes, count, &budget);
 *     if (result == TALLY_DONE)
 *         result = csv_reader_finish(&c, &budget);
 *     if (result == TALLY_DONE) take c.store, and leave NULL there;
 *     csv_reader_clear(&c); */
#ifndef CATGUT_DATA_CSV_READER_H
#define CATGUT_DATA_CSV_READER_H

#include "data/columns.h"

enum {
    CSV_COLUMNS_MOST = 65535,
    CSV_CELL_MOST = 1 << 20 /* bytes of a cell */
};

typedef struct CsvReader {
    ColumnStore *store;    /* what was read */
    TallyTrouble *trouble; /* the caller's */
    Budget *budget;        /* that of the call */
    const Texts *wanted;
    struct CsvLibrary *library; /* see csv_reader.c */
    uint64_t room; /* the caller's: bytes of memory for the codes of rows, beyond which they go to a
                      temporary file; 0: any */
    char delimiter;
    bool begun;      /* the first byte was there */
    bool named;      /* the columns have their names */
    bool broken;     /* a text has had an end of line in it */
    bool failed;     /* the trouble is set, or the budget has stopped */
    uint64_t line;   /* where the row that is being read begins */
    uint64_t inside; /* ends of lines in it so far */
    uint32_t cells;  /* it has so far */
    int ended;       /* the byte that ended the line before; 0: another one came since */
} CsvReader;

/* Of the columns only those with these names are kept, as long as there are any; NULL: all are.
 * delimiter 0: see above.  What goes wrong is written to the trouble, now and later. */
TallyResult csv_reader_init(CsvReader *c, char delimiter, const Texts *wanted,
                            TallyTrouble *t) MUST_CHECK;
void csv_reader_clear(CsvReader *c);
/* More of the file.  The delimiter is found in the first part, as much as that has of the first
 * line. */
TallyResult csv_reader_add(CsvReader *c, const char *bytes, size_t count, Budget *b) MUST_CHECK;
/* That was all of it. */
TallyResult csv_reader_finish(CsvReader *c, Budget *b) MUST_CHECK;

#endif
