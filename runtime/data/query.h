/* query.h -- the text of questions to engines that speak SQL.
 *
 * Names are quoted by the engine's own quote, which is doubled inside them, and always belong to
 * the table, called t, so that none can be taken for a text.  No value is ever written into a
 * query. */
#ifndef CATGUT_DATA_QUERY_H
#define CATGUT_DATA_QUERY_H

#include "data/tally.h"

/* quote 0: the engine has none, and the name is plain. */
void query_put_name(Sink *to, const char *name, char quote);
/* Can a name be written without a quote? */
bool query_is_plain(const char *name);
/* The column of the table t. */
void query_put_column(Sink *to, const RowSource *r, uint32_t column, char quote);
/* The columns, with commas between them; "" where there are none. */
void query_put_columns(Sink *to, const RowSource *r, const ColumnList *columns, char quote);
/* Those of all scopes, those that rows are left out by, and the weight: each once, in the source's
 * order. */
void query_find_columns(ColumnList *to, const RowSource *r, const ColumnList *scopes,
                        size_t count);

#endif
