/* library.c -- see library.h. */
#include "base/library.h"

#include <dlfcn.h>
#include <stddef.h>

void *
library_open(const char *const *names)
{
    void *library = NULL;
    while (!library && *names)
        library = dlopen(*names++, RTLD_NOW | RTLD_LOCAL);
    return library;
}
