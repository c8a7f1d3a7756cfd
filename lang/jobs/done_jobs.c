/* done_jobs.c -- see done_jobs.h.  All is looked through at once, so that every job that is to be
 * run again is named. */
#include "lang/jobs/done_jobs.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/jobs/complain_jobs.h"
#include "lang/text/shell_word.h"

#include <errno.h>

enum { SHOWN = 8 }; /* so many jobs that are not done are named */

typedef enum Doing { IS_DONE, IS_MISSING, IS_SPOILT } Doing;

/* What a job has collected; i counts from 0. */
static Doing
read_done(const JobFolder *f, Session *s, size_t i, Words *words)
{
    Sink job, path, bytes;
    sink_init(&job);
    sink_init(&path);
    sink_init(&bytes);
    job_path(&job, f->path, i + 1);
    done_path(&path, sink_text(&job));
    bool read = job_read_bytes(s, sink_text(&path), &bytes), there = read || errno != ENOENT;
    bool whole = read && done_read(words, &bytes, &f->jobs.at[i]);
    sink_clear(&job);
    sink_clear(&path);
    sink_clear(&bytes);
    return whole ? IS_DONE : there ? IS_SPOILT : IS_MISSING;
}

static void
name_job(const JobFolder *f, size_t i, size_t bad, Sink *names, Sink *run)
{
    const char *between = bad == 1 ? "" : ", ";
    if (bad <= SHOWN) {
        Sink path;
        sink_init(&path);
        job_path(&path, f->path, i + 1);
        sink_print(names, "%sjob-%04zu", between, i + 1);
        sink_print(run, "%s`catgut --job ", bad == 1 ? "Run them first: " : between);
        put_shell_word(run, sink_text(&path));
        sink_put(run, "`");
        sink_clear(&path);
    } else if (bad == SHOWN + 1) {
        sink_print(names, ", ...");
        sink_print(run, ", ...");
    }
}

bool
jobs_are_done(const JobFolder *f, Session *s)
{
    Sink names, run;
    Words words = {0};
    size_t missing = 0, spoilt = 0;
    sink_init(&names);
    sink_init(&run);
    for (size_t i = 0; i < f->jobs.count && s->budget.stop == STOP_NOT; i++) {
        Doing is = read_done(f, s, i, &words);
        missing += is == IS_MISSING;
        spoilt += is == IS_SPOILT;
        if (is != IS_DONE)
            name_job(f, i, missing + spoilt, &names, &run);
    }
    bool ok = missing + spoilt == 0;
    if (s->budget.stop != STOP_NOT)
        ok = complain_stopped(&s->complain, &s->budget, (Span){0});
    else if (!ok)
        complain_not_done(&s->complain, missing, spoilt, f->jobs.count,
                          sink_text(&names), sink_text(&run));
    array_clear(&words);
    sink_clear(&names);
    sink_clear(&run);
    return ok;
}

bool
done_blocks(const JobFolder *f, Session *s, size_t elimination, BlockRange *range,
            Words *collected)
{
    for (size_t i = 0; i < f->jobs.count; i++) {
        const Job *j = &f->jobs.at[i];
        if (j->elimination != elimination || j->blocks.from != range->from)
            continue;
        *range = j->blocks;
        return read_done(f, s, i, collected) == IS_DONE;
    }
    return false;
}
