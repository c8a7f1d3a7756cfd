/* file_name.c -- see file_name.h. */
#include "lang/text/file_name.h"

#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

bool
file_has_ending(const char *path, const char *ending)
{
    size_t n = strlen(path), k = strlen(ending);
    return n > k && strcmp(path + n - k, ending) == 0 && path[n - k - 1] != '/';
}

bool
file_ends_in(const char *path, const char *ending)
{
    size_t n = strlen(path), k = strlen(ending);
    return n > k && strcasecmp(path + n - k, ending) == 0 && path[n - k - 1] != '/';
}

/* Is it a plain file, or a new one?  The name of a terminal, a pipe or a folder tells nothing about
 * the format. */
static bool
is_plain(const char *path)
{
    struct stat about;
    return stat(path, &about) != 0 || S_ISREG(about.st_mode);
}

bool
file_takes(const char *path, const char *ending)
{
    return file_has_ending(path, ending) || !is_plain(path);
}

bool
file_takes_page(const char *path)
{
    return file_takes(path, ".html") || file_takes(path, ".htm");
}

static bool
is_one(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

bool
file_is_same(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && is_one(&x, &y);
}

bool
file_is_output(const char *path)
{
    struct stat in, out;
    bool standard = strcmp(path, "-") == 0;
    return fstat(STDOUT_FILENO, &out) == 0 && S_ISREG(out.st_mode) &&
           (standard ? fstat(STDIN_FILENO, &in) : stat(path, &in)) == 0 && is_one(&in, &out);
}
