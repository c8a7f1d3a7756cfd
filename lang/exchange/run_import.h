/* run_import.h -- import: scripts that are read once, and files of other programs. */
#ifndef CATGUT_EXCHANGE_RUN_IMPORT_H
#define CATGUT_EXCHANGE_RUN_IMPORT_H

#include "lang/session/session.h"

#include <stdbool.h>

bool run_import(Session *s, const Node *n);
/* model m from dagitty "..." */
bool run_model_text(Session *s, const Node *n);

#endif
