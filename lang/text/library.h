/* library.h -- where the standard library is. */
#ifndef CATGUT_TEXT_LIBRARY_H
#define CATGUT_TEXT_LIBRARY_H

/* Its folder, seen from the file that holds this code, libcatgut.so or the program: installed, in
 * the source tree, or in a variant's build folder.  The caller's; NULL when there is none. */
char *library_folder(void);

#endif
