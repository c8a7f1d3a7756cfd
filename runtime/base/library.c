/* library.c -- see library.h. */
#include "base/library.h"

#include <stddef.h>

#ifdef CATGUT_LINKED

void *
library_open(const char *const *names)
{
    return (void *)names;
}

void *
library_find(void *library, const char *name)
{
    (void)library;
    (void)name;
    return NULL;
}

#else

#include <dlfcn.h>

void *
library_open(const char *const *names)
{
    void *library = NULL;
    while (!library && *names)
        library = dlopen(*names++, RTLD_NOW | RTLD_LOCAL);
    return library;
}

void *
library_find(void *library, const char *name)
{
    return dlsym(library, name);
}

#endif
