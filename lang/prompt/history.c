/* history.c -- see history.h.  Two programs may add to one file: an entry is one write at its end.
 */
#include "lang/prompt/history.h"

#include "lang/text/secret.h"

#include "base/sink.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BYTES_MOST = 1 << 22 }; /* of a history that are looked at */

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

/* The file, if it is one; of a long one the end, from the beginning of a line on.  True: all. */
static bool
read_text(const char *path, Sink *to)
{
    char part[65536];
    struct stat about;
    bool all = true;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return true;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
        all = about.st_size <= BYTES_MOST || lseek(fd, -(off_t)BYTES_MOST, SEEK_END) < 0;
        for (ssize_t n; to->count <= BYTES_MOST && (n = read(fd, part, sizeof part)) > 0;)
            sink_add(to, part, (size_t)n);
    }
    close(fd);
    return all;
}

static void
read_entries(History *r, const Sink *text, bool all)
{
    const char *at = sink_text(text), *end = at + text->count;
    const char *line = all ? NULL : memchr(at, '\n', text->count);
    at = all ? at : line ? line + 1 : end;
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

/* All entries anew, beside the old file and then in its place; a link to one stays. */
static void
rewrite(const History *r)
{
    Sink text, path;
    sink_init(&text);
    sink_init(&path);
    for (size_t i = 0; i < r->entries.count; i++)
        write_entry(r->entries.at[i], &text);
    char *real = realpath(r->path, NULL);
    const char *to = real ? real : r->path;
    sink_print(&path, "%s.%ld", to, (long)getpid());
    append(sink_text(&path), O_EXCL, &text);
    struct stat about;
    if (stat(sink_text(&path), &about) == 0 && about.st_size == (off_t)text.count)
        rename(sink_text(&path), to);
    else
        unlink(sink_text(&path));
    free(real);
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
    bool all = read_text(path, &text);
    read_entries(r, &text, all);
    sink_clear(&text);
    bool many = r->entries.count > HISTORY_MAX;
    if (many)
        forget_oldest(r, r->entries.count - HISTORY_MAX);
    if (many || !all)
        rewrite(r);
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
    char *entry = memory_new(strlen(text) + 1, 1);
    strcpy(entry, text);
    secrets_hide(entry, strlen(entry), NULL);
    if (!*entry || (n > 0 && strcmp(r->entries.at[n - 1], entry) == 0)) {
        memory_free(entry);
        return false;
    }
    array_push(&r->entries, entry);
    if (r->path) {
        Sink line;
        sink_init(&line);
        write_entry(entry, &line);
        append(r->path, O_APPEND, &line);
        sink_clear(&line);
    }
    return true;
}
