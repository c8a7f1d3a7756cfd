/* xdg_path.h -- where a person's own files are, as the XDG base directory specification has it. */
#ifndef CATGUT_TEXT_XDG_PATH_H
#define CATGUT_TEXT_XDG_PATH_H

#include "base/sink.h"

#include <stdbool.h>

/* $VARIABLE/NAME; where VARIABLE is not set to an absolute path, $HOME/BESIDE/NAME.
 * To be freed; NULL when there is no HOME either.  With `create`, the folders on the way are made
 * where they are missing, for this person alone; that may fail in silence. */
char *xdg_path(const char *variable, const char *beside, const char *name, bool create);

/* Where text[0 ... count) is `~` or begins with `~/`: writes the home folder, and returns the one
 * byte that it stands for; else 0. */
size_t path_write_home(const char *text, size_t count, Sink *out);

#endif
