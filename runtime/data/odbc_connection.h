/* odbc_connection.h -- a connection to an engine through ODBC, and one query at a time on it.
 *
 * All calls of a driver are made by a thread of the connection's own, which no signal reaches,
 * while the caller waits and asks its budget: when that says stop, the running query is cancelled
 * in the engine.  A driver that does not come back even then is left behind with its thread, so
 * that the caller never waits for it.
 *
 * The connection is for reading, and nothing is committed.  What an engine says goes into the
 * trouble without the values of the connection string, but for those that name a place. */
#ifndef CATGUT_DATA_ODBC_CONNECTION_H
#define CATGUT_DATA_ODBC_CONNECTION_H

#include "data/tally.h"

typedef struct OdbcConnection OdbcConnection;

/* What is to be known of an engine to ask it. */
typedef struct OdbcEngine {
    char quote;         /* of names; 0: it has none */
    bool limits;        /* LIMIT ends a query */
    bool empty_missing; /* an empty text is NULL */
    bool snapshot;      /* all queries of a transaction see the same rows */
} OdbcEngine;

typedef enum OdbcKind { ODBC_OTHER, ODBC_TEXT, ODBC_PADDED, ODBC_TRUTH } OdbcKind;

typedef struct OdbcColumn {
    char *name;
    OdbcKind kind; /* a text; one filled up with blanks; true or false */
} OdbcColumn;

typedef struct OdbcCell {
    const char *text; /* until the next odbc_next_rows */
    size_t length;
    bool missing; /* NULL */
} OdbcCell;

/* After TALLY_STOPPED, or when the connection is lost, *c is NULL; a query that the engine refuses
 * leaves it, but nothing more can be asked before odbc_start. */
TallyResult odbc_connect(OdbcConnection **c, const char *string, Budget *b,
                         TallyTrouble *t) MUST_CHECK;
void odbc_disconnect(OdbcConnection **c);
OdbcEngine odbc_engine(const OdbcConnection *c);

/* A new transaction, for reading, of one snapshot. */
TallyResult odbc_start(OdbcConnection **c, Budget *b, TallyTrouble *t) MUST_CHECK;
/* Runs a query; most: it may end after so many rows, 0: not. */
TallyResult odbc_run(OdbcConnection **c, const char *query, uint64_t most, Budget *b,
                     TallyTrouble *t) MUST_CHECK;
/* Runs a question for the tables that there are: rows of catalogue, schema, name and type. */
TallyResult odbc_run_tables(OdbcConnection **c, Budget *b, TallyTrouble *t) MUST_CHECK;
/* Of the query: its columns, from 0. */
size_t odbc_columns(const OdbcConnection *c);
OdbcColumn odbc_column(const OdbcConnection *c, size_t k);
/* Some more of its rows; *rows is 0 when there are no more. */
TallyResult odbc_next_rows(OdbcConnection **c, size_t *rows, Budget *b,
                           TallyTrouble *t) MUST_CHECK;
OdbcCell odbc_cell(const OdbcConnection *c, size_t row, size_t k);

#endif
