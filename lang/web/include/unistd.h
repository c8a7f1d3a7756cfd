/* unistd.h -- for WebAssembly: the system's own, but its `access` asks for rights, which files in
 * memory do not have. */
#ifndef CATGUT_WEB_UNISTD_H
#define CATGUT_WEB_UNISTD_H

#include_next <unistd.h>

#define access(path, how) web_access(path, how)

int web_access(const char *path, int how);

#endif
