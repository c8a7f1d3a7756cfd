/* terminal.h -- what the place that output goes to can show. */
#ifndef CATGUT_TERMINAL_H
#define CATGUT_TERMINAL_H

#include <stdbool.h>

/* How many columns it has; 80 where it is no terminal, or does not say. */
int terminal_width(int fd);

/* Does the locale write UTF-8?  By the environment: LC_ALL, else LC_CTYPE, else LANG. */
bool terminal_has_unicode(void);

#endif
