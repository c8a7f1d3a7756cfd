/* make_jobs.c -- see make_jobs.h. */
#include "lang/jobs/make_jobs.h"

#include "lang/complain/complain_file.h"
#include "lang/jobs/complain_jobs.h"
#include "lang/jobs/done_jobs.h"
#include "lang/session/file.h"
#include "lang/text/shell_word.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Multiplications that are worth a job. */
enum { GRAIN = 1 << 24 };

/* ---- the folder ---- */

/* Is it a folder with nothing in it? */
static bool
is_empty(const char *path)
{
    DIR *d = opendir(path);
    bool empty = d != NULL;
    for (const struct dirent *e; empty && (e = readdir(d)) != NULL;)
        empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
    if (d)
        closedir(d);
    return empty;
}

/* ---- jobs ---- */

/* What is there already is nobody's business here. */
static bool
write_new(const JobMaking *m, const Sink *path, const Sink *bytes)
{
    struct stat about;
    return lstat(sink_text(path), &about) == 0
               ? complain_not_ours(&m->s->complain, (Span){0}, sink_text(path))
               : file_replace(m->s, sink_text(path), bytes);
}

static bool
write_elimination(JobMaking *m, const Words *words, const Listed *listed)
{
    Sink path, bytes;
    sink_init(&path);
    sink_init(&bytes);
    elimination_path(&path, m->folder.path, m->folder.eliminations.count + 1);
    elimination_write_bytes(&bytes, words);
    bool ok = write_new(m, &path, &bytes);
    if (ok)
        array_push(&m->folder.eliminations, *listed);
    sink_clear(&path);
    sink_clear(&bytes);
    return ok;
}

static bool
write_job(JobMaking *m, const Job *j)
{
    Sink path, text;
    sink_init(&path);
    sink_init(&text);
    job_path(&path, m->folder.path, m->folder.jobs.count + 1);
    job_write(&text, j);
    bool ok = write_new(m, &path, &text);
    if (ok)
        array_push(&m->folder.jobs, *j);
    sink_clear(&path);
    sink_clear(&text);
    return ok;
}

/* The next one, in so many parts that are as good as equal. */
static bool
divide(JobMaking *m, const Words *words, const char *digest, size_t blocks, size_t parts)
{
    Listed listed = {.blocks = blocks};
    memcpy(listed.digest, digest, sizeof listed.digest);
    bool ok = write_elimination(m, words, &listed);
    for (size_t i = 0; i < parts && ok; i++) {
        Job j = {.elimination = m->folder.eliminations.count,
                 .blocks = {blocks * i / parts, blocks * (i + 1) / parts}};
        memcpy(j.digest, digest, sizeof j.digest);
        ok = write_job(m, &j);
    }
    return ok;
}

static BlockOrder
order_jobs(BlockStore *store, const Words *words, size_t blocks, uint64_t work, BlockRange *some)
{
    JobMaking *m = (JobMaking *)store;
    char digest[DIGEST_HEX + 1];
    size_t each = 1 + (size_t)(GRAIN / (work + 1));
    (void)some;
    if (blocks / each < 2)
        return BLOCKS_ALL;
    words_digest(digest, words);
    m->asked = folder_find(&m->folder, digest);
    if (m->asked && m->asked <= m->eliminations)
        return BLOCKS_READ;
    if (!m->failed && !m->asked)
        m->failed = !divide(m, words, digest, blocks, blocks / each);
    return BLOCKS_NONE;
}

static bool
read_blocks(BlockStore *store, BlockRange *range, Words *collected)
{
    const JobMaking *m = (const JobMaking *)store;
    return done_blocks(&m->folder, m->s, m->asked, range, collected);
}

/* ---- beginning and end ---- */

/* Goes on where all jobs are done. */
static bool
go_on(JobMaking *m, const char *script)
{
    JobFolder *f = &m->folder;
    char digest[DIGEST_HEX + 1];
    memcpy(digest, f->digest, sizeof digest);
    sink_clear(&f->script);
    bool read = folder_read(f, m->s);
    m->eliminations = f->eliminations.count;
    m->jobs = f->jobs.count;
    if (!read)
        return false;
    if (strcmp(script, sink_text(&f->script)) != 0)
        return complain_other_script(&m->s->complain, f->path, sink_text(&f->script));
    if (strcmp(digest, f->digest) != 0)
        return complain_script_changed(&m->s->complain, script);
    return jobs_are_done(f, m->s);
}

/* It is ours from here on, if nobody else was quicker: there is a list, which says nothing yet. */
static bool
take_folder(JobMaking *m, const char *list)
{
    int fd = open(list, O_WRONLY | O_CREAT | O_EXCL, 0666), error = errno;
    m->taken = fd >= 0;
    if (m->taken)
        return close(fd) == 0;
    return error == EEXIST
               ? complain_folder_taken(&m->s->complain, m->folder.path)
               : complain_unwritable(&m->s->complain, (Span){0}, list, strerror(error));
}

static bool
enter_folder(JobMaking *m, const char *script)
{
    Sink list;
    bool ok;
    const char *path = m->folder.path;
    folder_list_path(&list, &m->folder);
    m->made = mkdir(path, 0777) == 0;
    if (!m->made && errno != EEXIST)
        ok = complain_unwritable(&m->s->complain, (Span){0}, path, strerror(errno));
    else if (m->made || is_empty(path))
        ok = take_folder(m, sink_text(&list));
    else if (access(sink_text(&list), F_OK) == 0)
        ok = go_on(m, script);
    else
        ok = complain_folder_taken(&m->s->complain, path);
    sink_clear(&list);
    return ok;
}

bool
jobs_begin(JobMaking *m, Session *s, const char *folder, const char *script)
{
    *m = (JobMaking){.store = {order_jobs, NULL, read_blocks}, .s = s};
    folder_init(&m->folder, folder);
    m->folder.memory = s->options.max_memory;
    sink_put(&m->folder.script, script);
    if (strchr(script, '\n'))
        return complain_unreadable(&s->complain, script, "a line ends in its name");
    return file_digest(m->folder.digest, s, script) && enter_folder(m, script);
}

/* What has been written. */
static void
remove_new(JobMaking *m)
{
    Sink path;
    sink_init(&path);
    for (size_t i = m->eliminations + 1; i <= m->folder.eliminations.count; i++) {
        elimination_path(&path, m->folder.path, i);
        unlink(sink_text(&path));
    }
    for (size_t i = m->jobs + 1; i <= m->folder.jobs.count; i++) {
        job_path(&path, m->folder.path, i);
        unlink(sink_text(&path));
    }
    sink_clear(&path);
    folder_list_path(&path, &m->folder);
    if (m->taken)
        unlink(sink_text(&path));
    if (m->made)
        rmdir(m->folder.path);
    sink_clear(&path);
}

/* catgut OPTION WORD MORE */
static void
say_command(Sink *out, const char *option, const char *word, const char *more)
{
    sink_print(out, "  catgut %s ", option);
    put_shell_word(out, word);
    if (*more) {
        sink_put(out, " ");
        put_shell_word(out, more);
    }
    sink_put(out, "\n");
}

static void
say_what_to_do(const JobMaking *m)
{
    Sink *out = &m->s->out, job;
    const JobFolder *f = &m->folder;
    const char *more = m->jobs ? " more" : "";
    if (m->jobs == f->jobs.count) {
        sink_print(out, "no%s jobs: nothing%s that is asked is worth dividing\n", more, more);
    } else {
        sink_init(&job);
        job_path(&job, f->path, m->jobs + 1);
        sink_print(out, "%zu%s jobs, to be run in any order:\n", f->jobs.count - m->jobs, more);
        say_command(out, "--job", sink_text(&job), "");
        sink_print(out, "  ...\nthen, for what depends on them, if anything does:\n");
        say_command(out, "--jobs", f->path, sink_text(&f->script));
        sink_clear(&job);
    }
    sink_put(out, "and in the end:\n");
    say_command(out, "--join", f->path, "");
}

void
jobs_end(JobMaking *m, bool ok)
{
    if (ok && !m->failed && folder_write(&m->folder, m->s))
        say_what_to_do(m);
    else
        remove_new(m);
    folder_clear(&m->folder);
}
