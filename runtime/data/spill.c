/* spill.c -- see spill.h.  Signals that end the program wait for the short time that the file has a
 * name. */
#include "data/spill.h"

#include "base/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

void
spill_clear(SpillFile *f)
{
    if (f->open)
        close(f->descriptor);
    *f = (SpillFile){0};
}

const char *
spill_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : "/var/tmp";
}

static bool
open_file(SpillFile *f)
{
    sigset_t all, before;
    Sink path;
    sink_init(&path);
    sink_print(&path, "%s/catgut.XXXXXX", spill_folder());
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    f->descriptor = mkstemp(path.text);
    int error = errno;
    f->open = f->descriptor >= 0;
    if (f->open) {
        unlink(path.text);
        fcntl(f->descriptor, F_SETFD, FD_CLOEXEC);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    sink_clear(&path);
    errno = error;
    return f->open;
}

bool
spill_add(SpillFile *f, const void *bytes, size_t count)
{
    const char *at = bytes;
    if (!f->open && !open_file(f))
        return false;
    for (size_t done = 0; done < count;) {
        ssize_t n = pwrite(f->descriptor, at + done, count - done, (off_t)(f->count + done));
        if (n < 0 && errno != EINTR)
            return false;
        done += n < 0 ? 0 : (size_t)n;
    }
    f->count += count;
    return true;
}

bool
spill_read(const SpillFile *f, uint64_t from, void *to, size_t count)
{
    char *at = to;
    for (size_t done = 0; done < count;) {
        ssize_t n = pread(f->descriptor, at + done, count - done, (off_t)(from + done));
        if (n == 0)
            errno = EIO;
        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        done += n < 0 ? 0 : (size_t)n;
    }
    return true;
}
