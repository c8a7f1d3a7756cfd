/* open_tables.h -- tables of databases as sources of rows: SQLite's files, and engines by ODBC. */
#ifndef CATGUT_DATA_OPEN_TABLES_H
#define CATGUT_DATA_OPEN_TABLES_H

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

bool name_is_sqlite(const char *name); /* by its ending */
bool name_is_odbc(const char *name);   /* "odbc:", and then the connection string */
/* On the heap; NULL: complained. */
RowSource *open_sqlite(Session *s, const RowsAsked *a);
RowSource *open_odbc(Session *s, const RowsAsked *a);

#endif
