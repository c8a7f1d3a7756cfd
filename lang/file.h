/* file.h -- files that statements write: whole, or not at all. */
#ifndef CATGUT_FILE_H
#define CATGUT_FILE_H

#include "lang/session.h"

/* The bytes become the file that this node names, relative to the working folder.  They are written
 * beside it first and take its place when all of them are there; what is no plain file (a terminal,
 * a pipe) is written to as it is.  False: --no-files, or the system said no; nothing has changed.
 */
bool write_file(Session *s, const Node *file, const Sink *bytes);

#endif
