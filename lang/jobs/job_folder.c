/* job_folder.c -- see job_folder.h.  The list says how long it is, and is read as jobs are: by
 * writing what it seems to say. */
#include "lang/jobs/job_folder.h"

#include "lang/jobs/complain_jobs.h"
#include "lang/session/file.h"
#include "lang/text/version.h"

#include <inttypes.h>

void
folder_init(JobFolder *f, const char *path)
{
    *f = (JobFolder){.path = path};
    sink_init(&f->script);
}

void
folder_clear(JobFolder *f)
{
    sink_clear(&f->script);
    array_clear(&f->eliminations);
    array_clear(&f->jobs);
}

size_t
folder_find(const JobFolder *f, const char *digest)
{
    for (size_t i = 0; i < f->eliminations.count; i++)
        if (strcmp(f->eliminations.at[i].digest, digest) == 0)
            return i + 1;
    return 0;
}

void
folder_list_path(Sink *to, const JobFolder *f)
{
    sink_init(to);
    sink_print(to, "%s/jobs", f->path);
}

static void
write_list(Sink *to, const JobFolder *f)
{
    sink_print(to, "catgut jobs 2, of program %s\n", CATGUT_VERSION);
    sink_print(to, "script %s %s\n", f->digest, sink_text(&f->script));
    sink_print(to, "memory %" PRIu64 "\n", f->memory);
    sink_print(to, "%zu eliminations, %zu jobs\n", f->eliminations.count, f->jobs.count);
    for (size_t i = 0; i < f->eliminations.count; i++)
        sink_print(to, "elimination %s %zu\n", f->eliminations.at[i].digest,
                   f->eliminations.at[i].blocks);
    for (size_t i = 0; i < f->jobs.count; i++)
        sink_print(to, "job %zu %zu %zu\n", f->jobs.at[i].elimination, f->jobs.at[i].blocks.from,
                   f->jobs.at[i].blocks.to);
}

bool
folder_write(const JobFolder *f, Session *s)
{
    Sink path, text;
    folder_list_path(&path, f);
    sink_init(&text);
    write_list(&text, f);
    bool ok = file_replace(s, sink_text(&path), &text);
    sink_clear(&path);
    sink_clear(&text);
    return ok;
}

/* Reads what follows as a line of this form, whose %n is last; *at goes behind it. */
#define TAKE_LINE(at, form, ...)                                                                   \
    (length_ = 0, (void)sscanf(*(at), form "%n", __VA_ARGS__, &length_), *(at) += length_,         \
     length_ > 0)

static bool
read_script(JobFolder *f, const char **at)
{
    int length_;
    char version[32];
    if (!TAKE_LINE(at, "catgut jobs 2, of program %31s script %64s", version, f->digest))
        return false;
    size_t count = strcspn(*at, "\n");
    sink_add(&f->script, *at + (count > 0), count - (count > 0));
    *at += count;
    return true;
}

static bool
read_list(JobFolder *f, const char *at)
{
    int length_;
    size_t eliminations, jobs;
    if (!read_script(f, &at) || !TAKE_LINE(&at, " memory %" SCNu64, &f->memory) ||
        !TAKE_LINE(&at, " %zu eliminations, %zu jobs", &eliminations, &jobs))
        return false;
    for (Listed e; f->eliminations.count < eliminations; array_push(&f->eliminations, e))
        if (!TAKE_LINE(&at, " elimination %64s %zu", e.digest, &e.blocks))
            return false;
    for (Job j = {0}; f->jobs.count < jobs; array_push(&f->jobs, j)) {
        if (!TAKE_LINE(&at, " job %zu %zu %zu", &j.elimination, &j.blocks.from, &j.blocks.to) ||
            j.elimination < 1 || j.elimination > eliminations)
            return false;
        memcpy(j.digest, f->eliminations.at[j.elimination - 1].digest, sizeof j.digest);
    }
    return true;
}

bool
folder_read(JobFolder *f, Session *s)
{
    Sink path, text, again;
    folder_list_path(&path, f);
    sink_init(&text);
    sink_init(&again);
    bool read = job_read_bytes(s, sink_text(&path), &text);
    bool ours = read && read_list(f, sink_text(&text));
    if (ours)
        write_list(&again, f);
    ours = ours && again.count == text.count && memcmp(again.text, text.text, text.count) == 0;
    if (!read)
        complain_unread(s, sink_text(&path));
    else if (!ours)
        complain_no_jobs(&s->complain, f->path);
    sink_clear(&path);
    sink_clear(&text);
    sink_clear(&again);
    return ours;
}
