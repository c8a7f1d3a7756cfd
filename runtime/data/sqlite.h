/* sqlite.h -- tables of SQLite files as sources of rows, by libsqlite3, which is loaded when it is
 * first needed.
 *
 * The file is opened for reading only.  SQLite has no server to count for us: grouping in it sorts
 * all rows, once for each scope.  So the columns that are asked for go by once, in one query, and
 * are counted here, as they come; rows are not kept. */
#ifndef CATGUT_DATA_SQLITE_H
#define CATGUT_DATA_SQLITE_H

#include "data/tally.h"

/* A table or view of the file, its name as it is there or in other capitals; "" is none.  Where
 * there is no such table the trouble says which there are. */
TallyResult sqlite_open(RowSource **to, const char *path, const char *table, Budget *b,
                        TallyTrouble *t) MUST_CHECK;

#endif
