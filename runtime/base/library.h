/* library.h -- libraries that are not linked but loaded when they are first needed, so that nothing
 * is paid for them at start-up and a machine may be without them.  With CATGUT_LINKED they are
 * linked all the same: WebAssembly loads nothing. */
#ifndef CATGUT_BASE_LIBRARY_H
#define CATGUT_BASE_LIBRARY_H

/* The first of these files that there is, in this process from now on; names[] ends with NULL.
 * NULL: the machine has none of them. */
void *library_open(const char *const *names);

/* What it calls so.  NULL: it has nothing of that name. */
void *library_find(void *library, const char *name);

/* The same of a function or an object that its header declares. */
#ifdef CATGUT_LINKED
#define LIBRARY_FIND(library, name) ((void)(library), (void *)(name))
#else
#define LIBRARY_FIND(library, name) library_find(library, #name)
#endif

#endif
