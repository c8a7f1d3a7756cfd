/* file_name.h -- what the name of a file tells, and what lies there. */
#ifndef CATGUT_TEXT_FILE_NAME_H
#define CATGUT_TEXT_FILE_NAME_H

#include <stdbool.h>

/* Does the name end in this, with something before it? */
bool file_has_ending(const char *path, const char *ending);
/* The same in any case. */
bool file_ends_in(const char *path, const char *ending);
/* May what has this ending (".svg") be written there?  Yes if the name ends so, or if it is a
 * terminal or a pipe. */
bool file_takes(const char *path, const char *ending);
/* The same for a page: .html or .htm. */
bool file_takes_page(const char *path);
/* Do both names belong to one existing file? */
bool file_is_same(const char *a, const char *b);
/* Does standard output go to this plain file?  `-` is standard input. */
bool file_is_output(const char *path);

#endif
