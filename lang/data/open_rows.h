/* open_rows.h -- the table that an import names, as a source of rows. */
#ifndef CATGUT_DATA_OPEN_ROWS_H
#define CATGUT_DATA_OPEN_ROWS_H

#include "data/tally.h"
#include "lang/session/session.h"

/* What is to be opened. */
typedef struct RowsAsked {
    Name name;           /* as it is written */
    const char *path;    /* the file that was found; NULL where the name is that of no file */
    Name format;         /* the word behind `from`, of a text file, or NULL */
    Name table;          /* of a file with several; NULL: none is named */
    const Texts *wanted; /* the names of the columns that somebody wants; NULL: all */
    Span at;             /* the name's place */
} RowsAsked;

/* Is it a table of rows, by its name?  And if so, is that the name of a file? */
bool name_is_rows(const char *name);
bool name_is_rows_file(const char *name);
/* On the heap; NULL: complained. */
RowSource *rows_open(Session *s, const RowsAsked *a);

#endif
