/* library.c -- see library.h.  What dladdr says of a program is how it was called: a name without a
 * folder tells nothing then, and the system is asked. */
#define _GNU_SOURCE /* dladdr */
#include "lang/text/library.h"

#include "base/memory.h"
#include "base/sink.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder as seen from a file, if it is there. */
static char *
seen_from(const char *file)
{
    static const char *const places[] = {"../share/catgut/stdlib", "../../share/catgut/stdlib",
                                         "../stdlib", "../../stdlib"};
    const char *slash = strrchr(file, '/');
    int count = slash ? (int)(slash - file) : 0;
    for (size_t i = 0; slash && i < sizeof places / sizeof *places; i++) {
        Sink path;
        sink_init(&path);
        sink_print(&path, "%.*s/%s/prelude.diag", count, file, places[i]);
        bool there = access(sink_text(&path), R_OK) == 0;
        sink_clear(&path);
        if (!there)
            continue;
        sink_print(&path, "%.*s/%s", count, file, places[i]);
        return path.text;
    }
    return NULL;
}

char *
library_folder(void)
{
    static const char here = 0;
    char self[PATH_MAX];
    Dl_info info;
    char *found = NULL;
    if (dladdr(&here, &info) && strchr(info.dli_fname, '/') && realpath(info.dli_fname, self))
        found = seen_from(self);
    ssize_t n = found ? -1 : readlink("/proc/self/exe", self, sizeof self - 1);
    if (n < 0)
        return found;
    self[n] = '\0';
    return seen_from(self);
}
