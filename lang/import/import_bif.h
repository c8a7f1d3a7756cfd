/* import_bif.h -- networks in BIF as models with functors. */
#ifndef CATGUT_IMPORT_IMPORT_BIF_H
#define CATGUT_IMPORT_IMPORT_BIF_H

#include "lang/session/session.h"

#include <stdbool.h>

/* `import "x.bif" as m with F`, where `path` is the file that was found. */
bool import_bif(Session *s, const char *path, const Node *n);

#endif
