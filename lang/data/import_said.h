/* import_said.h -- what an import of rows says: what the state is, and what was left out. */
#ifndef CATGUT_DATA_IMPORT_SAID_H
#define CATGUT_DATA_IMPORT_SAID_H

#include "lang/data/row_fields.h"

/* Comments, and the types that were made of the columns, those from `types` on in the session's
 * list: as text it reads back. */
void say_import(RowImport *r, size_t types);

#endif
