/* run_export.h -- export: values as files of other programs. */
#ifndef CATGUT_EXCHANGE_RUN_EXPORT_H
#define CATGUT_EXCHANGE_RUN_EXPORT_H

#include "lang/session/session.h"

#include <stdbool.h>

/* export e to "f", perhaps `as` a format.  The text is whole before the file is touched. */
bool run_export(Session *s, const Node *n);

#endif
