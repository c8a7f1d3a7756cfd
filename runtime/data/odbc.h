/* odbc.h -- tables of any engine that speaks SQL as sources of rows, through ODBC: unixODBC, which
 * is loaded when it is first needed, and the driver that the connection string names.
 *
 * The engine counts.  The scopes of a call are one question: one GROUP BY where they have few
 * combinations together, else GROUPING SETS, or where the engine has none of these one query each.
 * Texts that the engine holds equal are one text. */
#ifndef CATGUT_DATA_ODBC_H
#define CATGUT_DATA_ODBC_H

#include "data/tally.h"

/* string: as ODBC wants it, "DSN=warehouse;UID=..."; it is not kept where anybody could see it.
 * table: its name, perhaps with its schema and a dot before; "" is none.  Where there is no such
 * table the trouble says which there are. */
TallyResult odbc_open(RowSource **to, const char *string, const char *table, Budget *b,
                      TallyTrouble *t) MUST_CHECK;

#endif
