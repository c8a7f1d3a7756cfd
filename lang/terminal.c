/* terminal.c -- see terminal.h. */
#include "lang/terminal.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH = 80, LEAST = 20, MOST = 1000 };

int
terminal_width(int fd)
{
    struct winsize size;
    if (!isatty(fd) || ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return WIDTH;
    return size.ws_col < LEAST ? LEAST : size.ws_col > MOST ? MOST : size.ws_col;
}

/* `.UTF-8`, `.utf8` */
static bool
names_utf8(const char *locale)
{
    const char *dot = strchr(locale, '.');
    static const char name[] = "utf8";
    size_t k = 0;
    for (const char *at = dot ? dot + 1 : ""; *at && *at != '@' && k < sizeof name; at++)
        if (*at != '-' && tolower((unsigned char)*at) != name[k++])
            return false;
    return k == sizeof name - 1;
}

bool
terminal_has_unicode(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *locale = getenv(variables[i]);
        if (locale && *locale)
            return names_utf8(locale);
    }
    return false;
}
