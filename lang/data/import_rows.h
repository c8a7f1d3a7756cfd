/* import_rows.h -- import "x.csv" as omega of m: a state whose numbers are rows. */
#ifndef CATGUT_DATA_IMPORT_ROWS_H
#define CATGUT_DATA_IMPORT_ROWS_H

#include "lang/session/session.h"

/* Is the import written as those of rows are, where it is one (`rows`), and as no other is where it
 * is none?  If not, complains. */
bool rows_check_form(Session *s, const Node *n, bool rows);
/* Declares the state.  path: the file that was found, NULL where the name is that of no file. */
bool import_rows(Session *s, const char *path, const Node *n);
/* Declares the state, which is the session's from now on, under the name of the statement.  False:
 * complained; it is freed, or the session's all the same. */
bool declare_row_state(Session *s, RowState *state, const Node *n, Span at);

#endif
