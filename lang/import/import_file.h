/* import_file.h -- the files of other programs, as texts. */
#ifndef CATGUT_IMPORT_IMPORT_FILE_H
#define CATGUT_IMPORT_IMPORT_FILE_H

#include "lang/session/session.h"

/* The text of the file at `path`, which the import at `at` calls `name`, expanded where gzip has
 * compressed it; freed by source_free.  NULL: complained, also about what is no text. */
Source *import_file(Session *s, const char *path, Name name, Span at);

#endif
