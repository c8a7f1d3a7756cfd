/* open_rows.h -- the table that an import names, as a source of rows. */
#ifndef CATGUT_DATA_OPEN_ROWS_H
#define CATGUT_DATA_OPEN_ROWS_H

#include "lang/data/open_tables.h"

/* Is it a table of rows, by its name?  And if so, is that the name of a file? */
bool name_is_rows(const char *name);
bool name_is_rows_file(const char *name);
/* On the heap; NULL: complained. */
RowSource *rows_open(Session *s, const RowsAsked *a);

#endif
