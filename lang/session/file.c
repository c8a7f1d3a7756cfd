/* file.c -- see file.h.  What was read is remembered by device and inode: a file may have several
 * names, and be found by another one when it is written. */
#include "lang/session/file.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/text/mark.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
write_all(int fd, const char *text, size_t count)
{
    while (count) {
        ssize_t n = write(fd, text, count);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        text += n;
        count -= (size_t)n;
    }
    return true;
}

/* With what marks it as written by Catgut. */
static bool
write_marked(int fd, const Sink *text, const char *path)
{
    const char *all = sink_text(text);
    MarkPart parts[MARK_PARTS];
    mark_find(parts, path, all, text->count);
    size_t at = 0;
    bool ok = true;
    for (int i = 0; i < MARK_PARTS && parts[i].bytes; i++) {
        ok = ok && write_all(fd, all + at, parts[i].at - at) &&
             write_all(fd, parts[i].bytes, parts[i].count);
        at = parts[i].at;
    }
    return ok && write_all(fd, all + at, text->count - at);
}

/* path: NULL where no mark is put in.  The descriptor is closed in any case; errno is that of the
 * first failure. */
static bool
write_and_close(int fd, const Sink *text, const char *path)
{
    bool ok = path ? write_marked(fd, text, path) : write_all(fd, sink_text(text), text->count);
    int error = errno;
    if (close(fd) != 0 && ok)
        return false;
    errno = error;
    return ok;
}

/* What would end the program waits until a file is whole or gone. */
static void
hold_signals(sigset_t *before)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    sigaddset(&ends, SIGQUIT);
    sigprocmask(SIG_BLOCK, &ends, before);
}

/* A new file beside this one, and its name.  The system takes the umask from the mode. */
static int
open_beside(const char *path, mode_t mode, Sink *name)
{
    enum { TRIES = 100 };
    int fd = -1;
    errno = EEXIST;
    for (int i = 0; i < TRIES && fd < 0 && errno == EEXIST; i++) {
        sink_clear(name);
        sink_print(name, "%s.%06llx", path, (unsigned long long)budget_now() & 0xffffff);
        fd = open(sink_text(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    }
    return fd;
}

/* Writes a new file beside the old one and renames it; old: its permissions, NULL where there is
 * none. */
static bool
replace(const char *path, const Sink *text, const mode_t *old)
{
    sigset_t before;
    Sink beside;
    sink_init(&beside);
    hold_signals(&before);
    int fd = open_beside(path, old ? 0600 : 0666, &beside);
    bool ok = fd >= 0;
    if (ok) {
        ok = !old || fchmod(fd, *old) == 0;
        ok = write_and_close(fd, text, path) && ok && rename(beside.text, path) == 0;
        int error = errno;
        if (!ok)
            unlink(beside.text);
        errno = error;
    }
    int error = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    sink_clear(&beside);
    errno = error;
    return ok;
}

static bool
write_in_place(const char *path, const Sink *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    return fd >= 0 && write_and_close(fd, text, NULL);
}

/* Where the path is a link, the file that it leads to is replaced, not the link. */
static bool
write_to(const char *path, const Sink *text)
{
    struct stat old;
    if (stat(path, &old) != 0)
        return replace(path, text, NULL);
    if (S_ISDIR(old.st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (!S_ISREG(old.st_mode))
        return write_in_place(path, text);
    char *real = realpath(path, NULL);
    mode_t mode = old.st_mode & 07777;
    bool ok = real && access(real, W_OK) == 0 && replace(real, text, &mode);
    int error = errno;
    free(real);
    errno = error;
    return ok;
}

/* ---- what is not written over ---- */

static bool
is_among(const FileIds *ids, const struct stat *about)
{
    for (size_t i = 0; i < ids->count; i++)
        if (ids->at[i].device == about->st_dev && ids->at[i].file == about->st_ino)
            return true;
    return false;
}

static bool
path_is_network(const char *path)
{
    static const char *const ends[] = {".bif", ".xmlbif", ".bifxml", ".xml",
                                       ".net", ".uai",    ".xdsl"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char packed[16];
        snprintf(packed, sizeof packed, "%s.gz", ends[i]);
        if (file_ends_in(path, ends[i]) || file_ends_in(path, packed))
            return true;
    }
    return false;
}

bool
path_is_plain_table(const char *path)
{
    return file_ends_in(path, ".csv") || file_ends_in(path, ".tsv");
}

bool
path_is_table(const char *path)
{
    return path_is_plain_table(path) || file_ends_in(path, ".csv.gz") ||
           file_ends_in(path, ".tsv.gz");
}

/* Is this a script, or a network, by its name, or by that of the file that a link leads to? */
static bool
is_source(const char *path, bool exported)
{
    char *real = realpath(path, NULL);
    const char *name = real ? real : path;
    bool source = file_ends_in(name, ".diag") || (!exported && path_is_network(name));
    free(real);
    return source;
}

static bool
may_write(Session *s, const char *path, bool exported, Span at)
{
    struct stat about;
    if (s->options.no_files)
        return complain_no_writing(&s->complain, at);
    if (stat(path, &about) == 0 && is_among(&s->read, &about))
        return complain_was_read(&s->complain, at, path);
    if (is_source(path, exported))
        return complain_is_source(&s->complain, at, path);
    return mark_allows(path) || complain_not_ours(&s->complain, at, path);
}

static bool
write_output(Session *s, const char *path, const Sink *text, bool exported, Span at)
{
    if (text->budget && text->budget->cut)
        return complain_stopped(&s->complain, text->budget, at);
    s->budget.written += text->count;
    return may_write(s, path, exported, at) &&
           (s->options.read_only || write_to(path, text) ||
            complain_unwritable(&s->complain, at, path, strerror(errno)));
}

bool
file_write(Session *s, const char *path, const Sink *text, Span at)
{
    return write_output(s, path, text, false, at);
}

bool
write_exported(Session *s, const Node *file, const Sink *text)
{
    return write_output(s, file->text, text, true, file->at);
}

bool
file_takes_script(const Session *s, const char *path)
{
    struct stat about;
    return lstat(path, &about) != 0 || (is_among(&s->saved, &about) && !is_among(&s->read, &about));
}

bool
file_write_script(Session *s, const char *path, const Sink *text)
{
    Span nowhere = {0};
    struct stat about;
    s->budget.written += text->count;
    if (s->options.no_files)
        return complain_no_writing(&s->complain, nowhere);
    if (!write_to(path, text))
        return complain_unwritable(&s->complain, nowhere, path, strerror(errno));
    if (stat(path, &about) == 0)
        array_push(&s->saved, ((FileId){about.st_dev, about.st_ino}));
    return true;
}

bool
file_replace(Session *s, const char *path, const Sink *text)
{
    return write_to(path, text) ||
           complain_unwritable(&s->complain, (Span){0}, path, strerror(errno));
}

bool
write_file(Session *s, const Node *file, const Sink *text)
{
    return file_write(s, file->text, text, file->at);
}

/* ---- files ---- */

/* How much room a file should have: one byte more than it is long, so that its end is seen. */
static size_t
room_for(int fd)
{
    enum { PART = 1 << 16 };
    struct stat about;
    bool known = fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size >= 0;
    return known && about.st_size < SOURCE_MAX ? (size_t)about.st_size + 1 : PART;
}

/* Something to read, or the end, is there.  False: the budget says stop. */
static bool
wait_for(int fd, Budget *b)
{
    enum { LOOK = 50, STEPS = 1024 }; /* milliseconds; enough steps for a look at the clock */
    struct pollfd p = {.fd = fd, .events = POLLIN};
    while (budget_step(b, STEPS))
        if (poll(&p, 1, LOOK) > 0)
            return true;
    return false;
}

/* May the text grow by so much?  What it takes is a copy while it grows, and its lines. */
static bool
may_grow(Session *s, const Sink *to, size_t n)
{
    enum { SMALL = 1 << 20 };
    uint64_t all = to->count + n, most = s->options.max_source;
    if (all > SOURCE_MAX || (most && all > most)) {
        errno = EFBIG;
        return false;
    }
    return all <= SMALL || budget_allows(&s->budget, s->held + all);
}

bool
source_read_part(Session *s, int fd, char *to, size_t room, size_t *count)
{
    ssize_t n = -1;
    errno = EAGAIN;
    while (n < 0 && (errno == EINTR || errno == EAGAIN)) {
        if (!wait_for(fd, &s->budget))
            return false;
        n = read(fd, to, room);
    }
    *count = n < 0 ? 0 : (size_t)n;
    return n >= 0;
}

static bool
read_all(Session *s, int fd, Sink *to)
{
    size_t room = room_for(fd);
    if (!may_grow(s, to, room - 1))
        return false;
    for (;; room = to->count / 2 + 1) {
        size_t n;
        char *at = sink_reserve(to, room);
        if (!source_read_part(s, fd, at, to->space - to->count - 1, &n))
            return false;
        if (n == 0)
            return true;
        if (!may_grow(s, to, n))
            return false;
        to->count += n;
        to->text[to->count] = '\0';
    }
}

static char *
folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) + (slash == path) : 0;
    char *folder = memory_new(n + 1, 1);
    memcpy(folder, path, n);
    return folder;
}

Source *
source_of_descriptor(Session *s, int fd, const char *name, const char *folder)
{
    Sink text;
    sink_init(&text);
    Source *source = NULL;
    if (read_all(s, fd, &text))
        source = source_take(name, folder, &text);
    int error = errno;
    sink_clear(&text);
    errno = error;
    return source;
}

void
session_note_read(Session *s, int fd)
{
    struct stat about;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode))
        array_push(&s->read, ((FileId){about.st_dev, about.st_ino}));
}

int
source_open(Session *s, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0)
        session_note_read(s, fd);
    return fd;
}

bool
complain_source_limit(Session *s, Span at, const char *path)
{
    bool stopped = s->budget.stop != STOP_NOT;
    if (stopped)
        complain_stopped(&s->complain, &s->budget, at);
    else if (errno == EFBIG)
        complain_source_too_large(&s->complain, at, path);
    return stopped || errno == EFBIG;
}

Source *
source_read_file(Session *s, const char *path)
{
    int fd = source_open(s, path);
    if (fd < 0)
        return NULL;
    char *folder = folder_of(path);
    Source *source = source_of_descriptor(s, fd, path, folder);
    int error = errno;
    memory_free(folder);
    close(fd);
    errno = error;
    return source;
}

static char *
join(const char *folder, const char *name)
{
    Sink path;
    sink_init(&path);
    if (folder && *folder && *name != '/')
        sink_print(&path, "%s/", folder);
    sink_put(&path, name);
    return path.text;
}

void
file_find(FoundFile *f, const char *folder, const char *name)
{
    if (f->real || !folder)
        return;
    memory_free(f->path);
    f->path = join(folder, name);
    f->real = realpath(f->path, NULL);
}
