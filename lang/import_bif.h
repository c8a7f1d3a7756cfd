/* import_bif.h -- networks in BIF as models with functors. */
#ifndef CATGUT_IMPORT_BIF_H
#define CATGUT_IMPORT_BIF_H

#include "lang/session.h"

/* `import "x.bif" as m with F`, where `path` is the file that was found. */
bool import_bif(Session *s, const char *path, const Node *n);

/* An imported functor as source that reads back, where its model and the model's types are known.
 */
void write_imported_functor(Session *s, const Functor *f, Name model, Sink *out);

#endif
