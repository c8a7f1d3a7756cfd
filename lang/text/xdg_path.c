/* xdg_path.c -- see xdg_path.h. */
#include "lang/text/xdg_path.h"

#include "base/sink.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Every folder of the path, from the top. */
static void
make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

char *
xdg_path(const char *variable, const char *beside, const char *name, bool create)
{
    const char *folder = getenv(variable), *home = getenv("HOME");
    Sink path;
    sink_init(&path);
    if (folder && folder[0] == '/')
        sink_print(&path, "%s/%s", folder, name);
    else if (home && home[0] == '/')
        sink_print(&path, "%s/%s/%s", home, beside, name);
    if (path.text && create)
        make_folders(path.text);
    return path.text;
}

size_t
path_write_home(const char *text, size_t count, Sink *out)
{
    const char *home = getenv("HOME");
    if (!count || *text != '~' || (count > 1 && text[1] != '/') || !home)
        return 0;
    sink_put(out, home);
    return 1;
}
