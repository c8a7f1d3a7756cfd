/* run.h -- texts and files, run statement by statement. */
#ifndef CATGUT_STATEMENT_RUN_H
#define CATGUT_STATEMENT_RUN_H

#include "lang/session/session.h"

#include <stdbool.h>

/* Runs a text to its end, or to the first error without -k.  The session keeps the source. */
bool session_run(Session *s, Source *source);
/* A file: complains when it cannot be read. */
bool session_run_file(Session *s, const char *path);
/* A file that an import names. */
bool session_import(Session *s, const char *path, Span at);
/* One statement.  Ends with the output flushed; false when it complained. */
bool session_statement(Session *s, const Node *n);
/* What the program should exit with: the highest of what happened, and a failed output. */
int session_status(Session *s);

#endif
