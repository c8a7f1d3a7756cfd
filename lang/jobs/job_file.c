/* job_file.c -- see job_file.h.  A text is read by writing what it seems to say: it must be the
 * same. */
#include "lang/jobs/job_file.h"

#include "lang/complain/complain_file.h"
#include "lang/session/file.h"
#include "lang/text/version.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define ELIMINATION "catgut elimination 1\n"
#define DONE "catgut residues 1\n"

enum { WORD = 8 /* bytes */ };

/* ---- paths ---- */

void
elimination_path(Sink *to, const char *folder, size_t number)
{
    sink_clear(to);
    sink_print(to, "%s/elimination-%zu", folder, number);
}

void
job_path(Sink *to, const char *folder, size_t number)
{
    sink_clear(to);
    sink_print(to, "%s/job-%04zu", folder, number);
}

void
done_path(Sink *to, const char *job)
{
    sink_clear(to);
    sink_print(to, "%s.done", job);
}

/* ---- words and bytes ---- */

static void
add_words(Sink *to, const Words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        char bytes[WORD];
        for (size_t k = 0; k < WORD; k++)
            bytes[k] = (char)(words->at[i] >> 8 * k & 0xff);
        sink_add(to, bytes, sizeof bytes);
    }
}

/* False: they are no whole words. */
static bool
read_words(Words *to, const char *bytes, size_t count)
{
    to->count = 0;
    for (size_t i = 0; i + WORD <= count; i += WORD) {
        uint64_t word = 0;
        for (size_t k = 0; k < WORD; k++)
            word |= (uint64_t)(unsigned char)bytes[i + k] << 8 * k;
        array_push(to, word);
    }
    return count % WORD == 0;
}

void
words_digest(char to[DIGEST_HEX + 1], const Words *words)
{
    Sink bytes;
    sink_init(&bytes);
    add_words(&bytes, words);
    digest_find(to, sink_text(&bytes), bytes.count);
    sink_clear(&bytes);
}

bool
job_read_bytes(Session *s, const char *path, Sink *to)
{
    enum { PART = 1 << 20 };
    struct stat about;
    int fd = source_open(s, path);
    bool going = fd >= 0 && fstat(fd, &about) == 0;
    if (going && !S_ISREG(about.st_mode)) {
        going = false;
        errno = 0;
    }
    going = going && budget_allows(&s->budget, (uint64_t)about.st_size);
    for (size_t n = 1; going && n; to->count += n)
        going = source_read_part(s, fd, sink_reserve(to, PART), PART, &n);
    if (to->text)
        to->text[to->count] = '\0';
    int error = errno;
    if (fd >= 0)
        close(fd);
    errno = error;
    return going;
}

bool
complain_unread(Session *s, const char *path)
{
    return complain_source_limit(s, (Span){0}, path)
               ? false
               : complain_unreadable(&s->complain, path, errno ? strerror(errno) : "it is no file");
}

bool
file_digest(char to[DIGEST_HEX + 1], Session *s, const char *path)
{
    Sink bytes;
    sink_init(&bytes);
    bool ok = job_read_bytes(s, path, &bytes) || complain_unread(s, path);
    digest_find(to, sink_text(&bytes), bytes.count);
    sink_clear(&bytes);
    return ok;
}

/* Does the text begin so?  What is behind is from *at on. */
static bool
begins(const Sink *text, const char *with, size_t *at)
{
    *at = strlen(with);
    return text->count >= *at && memcmp(sink_text(text), with, *at) == 0;
}

/* ---- jobs ---- */

void
job_write(Sink *to, const Job *j)
{
    sink_print(to, "catgut job 2, of program %s\n", CATGUT_VERSION);
    sink_print(to, "elimination-%zu %s\n", j->elimination, j->digest);
    sink_print(to, "blocks %zu to %zu\n", j->blocks.from, j->blocks.to);
}

bool
job_read(Job *to, const Sink *text)
{
    Sink again;
    sink_init(&again);
    *to = (Job){0};
    int read = sscanf(sink_text(text), "catgut job 2, of program %*s elimination-%zu %64s "
                                       "blocks %zu to %zu", &to->elimination, to->digest,
                      &to->blocks.from, &to->blocks.to);
    job_write(&again, to);
    bool same = read == 4 && again.count == text->count &&
                memcmp(sink_text(&again), sink_text(text), text->count) == 0;
    sink_clear(&again);
    return same && to->blocks.from < to->blocks.to;
}

void
elimination_write_bytes(Sink *to, const Words *words)
{
    sink_put(to, ELIMINATION);
    add_words(to, words);
}

bool
elimination_read_bytes(Words *to, const Sink *bytes, const char *digest)
{
    size_t at;
    char found[DIGEST_HEX + 1];
    if (!begins(bytes, ELIMINATION, &at) || !read_words(to, bytes->text + at, bytes->count - at))
        return false;
    digest_find(found, bytes->text + at, bytes->count - at);
    return strcmp(found, digest) == 0;
}

/* ---- what is done ---- */

/* What stands before the words: whose they are, and their digest. */
static void
write_head(Sink *to, const Job *j, const char *words, size_t count)
{
    char digest[DIGEST_HEX + 1];
    Sink job;
    sink_init(&job);
    job_write(&job, j);
    digest_find(digest, sink_text(&job), job.count);
    sink_print(to, DONE "job %s\n", digest);
    digest_find(digest, words, count);
    sink_print(to, "words %s\n", digest);
    sink_clear(&job);
}

void
done_write(Sink *to, const Job *j, const Words *collected)
{
    Sink words;
    sink_init(&words);
    add_words(&words, collected);
    write_head(to, j, sink_text(&words), words.count);
    sink_add(to, sink_text(&words), words.count);
    sink_clear(&words);
}

bool
done_read(Words *to, const Sink *bytes, const Job *j)
{
    enum { HEAD = sizeof DONE - 1 + 4 + 1 + 6 + 1 + 2 * DIGEST_HEX };
    Sink head;
    sink_init(&head);
    bool same = bytes->count >= HEAD;
    if (same)
        write_head(&head, j, bytes->text + HEAD, bytes->count - HEAD);
    same = same && head.count == HEAD && memcmp(sink_text(&head), bytes->text, HEAD) == 0 &&
           read_words(to, bytes->text + HEAD, bytes->count - HEAD);
    sink_clear(&head);
    return same;
}

bool
done_is_ours(const Sink *bytes)
{
    size_t at;
    return bytes->count == 0 || begins(bytes, DONE, &at);
}
