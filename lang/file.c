/* file.c -- see file.h. */
#include "lang/file.h"

#include "lang/complain_meaning.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* All the bytes into a file that is open, which is closed.  False with errno. */
static bool
write_all(int fd, const Sink *bytes)
{
    size_t done = 0;
    while (done < bytes->count) {
        ssize_t n = write(fd, bytes->text + done, bytes->count - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    int why = errno;
    if (close(fd) != 0 && done == bytes->count)
        return false;
    errno = why;
    return done == bytes->count;
}

/* Something is there that cannot be replaced: it takes the bytes. */
static bool
is_special(const char *path)
{
    struct stat there;
    return stat(path, &there) == 0 && !S_ISREG(there.st_mode);
}

static bool
write_special(const char *path, const Sink *bytes)
{
    int fd = open(path, O_WRONLY);
    return fd >= 0 && write_all(fd, bytes);
}

static bool
write_whole(const char *path, const Sink *bytes)
{
    Sink beside = {0};
    sink_print(&beside, "%s.%ld.part", path, (long)getpid());
    const char *part = sink_text(&beside);
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL, 0666);
    bool ok = fd >= 0 && write_all(fd, bytes) && rename(part, path) == 0;
    int why = errno;
    if (!ok && fd >= 0)
        unlink(part);
    sink_clear(&beside);
    errno = why;
    return ok;
}

bool
write_file(Session *s, const Node *file, const Sink *bytes)
{
    if (s->options.no_files)
        return complain_no_writing(s, file->at);
    const char *path = file->text;
    bool ok = is_special(path) ? write_special(path, bytes) : write_whole(path, bytes);
    return ok || complain_unwritable(s, file->at, path, strerror(errno));
}
