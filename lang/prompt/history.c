/* history.c -- see history.h.  Two programs may add to one file: an entry is one write at its end.
 */
#include "lang/prompt/history.h"

#include "base/sink.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
write_entry(const char *text, Sink *out)
{
    for (; *text; text++) {
        if (*text == '\n')
            sink_put(out, "\\n");
        else if (*text == '\\')
            sink_put(out, "\\\\");
        else
            sink_add(out, text, 1);
    }
    sink_put(out, "\n");
}

static char *
read_entry(const char *line, size_t count)
{
    char *entry = memory_new(count + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        bool escaped = line[i] == '\\' && i + 1 < count;
        if (escaped)
            i++;
        entry[n++] = escaped && line[i] == 'n' ? '\n' : line[i];
    }
    return entry;
}

/* The whole file, if it is a file. */
static void
read_text(const char *path, Sink *to)
{
    char part[65536];
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode))
        for (ssize_t n; (n = read(fd, part, sizeof part)) > 0;)
            sink_add(to, part, (size_t)n);
    close(fd);
}

static void
read_entries(History *r, const Sink *text)
{
    const char *at = sink_text(text), *end = at + text->count;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop)
            stop = end;
        if (stop > at)
            array_push(&r->entries, read_entry(at, (size_t)(stop - at)));
        at = stop + 1;
    }
}

static void
forget_oldest(History *r, size_t count)
{
    for (size_t i = 0; i < count; i++)
        memory_free(r->entries.at[i]);
    r->entries.count -= count;
    memmove(r->entries.at, r->entries.at + count, r->entries.count * sizeof *r->entries.at);
}

static void
append(const char *path, int flags, const Sink *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | flags, 0600);
    if (fd < 0)
        return;
    ssize_t written = write(fd, sink_text(text), text->count);
    (void)written; /* a history that cannot be kept is no reason to stop */
    close(fd);
}

/* All entries anew, beside the old file and then in its place. */
static void
rewrite(const History *r)
{
    Sink text, path;
    sink_init(&text);
    sink_init(&path);
    for (size_t i = 0; i < r->entries.count; i++)
        write_entry(r->entries.at[i], &text);
    sink_print(&path, "%s.%ld", r->path, (long)getpid());
    append(sink_text(&path), O_EXCL, &text);
    struct stat about;
    if (stat(sink_text(&path), &about) == 0 && about.st_size == (off_t)text.count)
        rename(sink_text(&path), r->path);
    else
        unlink(sink_text(&path));
    sink_clear(&path);
    sink_clear(&text);
}

void
history_open(History *r, char *path)
{
    *r = (History){.path = path};
    if (!path)
        return;
    Sink text;
    sink_init(&text);
    read_text(path, &text);
    read_entries(r, &text);
    sink_clear(&text);
    if (r->entries.count > HISTORY_MAX) {
        forget_oldest(r, r->entries.count - HISTORY_MAX);
        rewrite(r);
    }
}

void
history_clear(History *r)
{
    for (size_t i = 0; i < r->entries.count; i++)
        memory_free(r->entries.at[i]);
    array_clear(&r->entries);
    memory_free(r->path);
    *r = (History){0};
}

bool
history_add(History *r, const char *text)
{
    size_t n = r->entries.count;
    if (!*text || (n > 0 && strcmp(r->entries.at[n - 1], text) == 0))
        return false;
    char *entry = memory_new(strlen(text) + 1, 1);
    strcpy(entry, text);
    array_push(&r->entries, entry);
    if (r->path) {
        Sink line;
        sink_init(&line);
        write_entry(text, &line);
        append(r->path, O_APPEND, &line);
        sink_clear(&line);
    }
    return true;
}
