/* run_import.h -- import: files that are read once. */
#ifndef CATGUT_IMPORT_RUN_IMPORT_H
#define CATGUT_IMPORT_RUN_IMPORT_H

#include "lang/session/session.h"

#include <stdbool.h>

bool run_import(Session *s, const Node *n);

#endif
