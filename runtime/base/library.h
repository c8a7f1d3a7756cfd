/* library.h -- libraries that are not linked but loaded when they are first needed, so that nothing
 * is paid for them at start-up and a machine may be without them. */
#ifndef CATGUT_BASE_LIBRARY_H
#define CATGUT_BASE_LIBRARY_H

/* The first of these files that there is, for dlsym, in this process from now on; names[] ends with
 * NULL.  NULL: the machine has none of them. */
void *library_open(const char *const *names);

#endif
