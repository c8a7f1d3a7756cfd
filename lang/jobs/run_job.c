/* run_job.c -- see run_job.h. */
#include "lang/jobs/run_job.h"

#include "contract/block_job.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/jobs/complain_jobs.h"
#include "lang/jobs/job_file.h"
#include "lang/session/file.h"

#include <errno.h>
#include <unistd.h>

typedef struct JobRun {
    BlockStore store;
    Session *s;
    const char *path;
    Job job;
    Sink elimination, done; /* paths */
    Words words;            /* of the elimination, then those that were collected */
    bool collected;         /* they were */
} JobRun;

static BlockOrder
order_blocks(BlockStore *store, const Words *words, size_t blocks, uint64_t work, BlockRange *some)
{
    const JobRun *j = (const JobRun *)store;
    (void)words;
    (void)work;
    *some = j->job.blocks;
    return some->to <= blocks ? BLOCKS_SOME : BLOCKS_NONE;
}

static void
keep_collected(BlockStore *store, const Words *collected)
{
    JobRun *j = (JobRun *)store;
    array_set(&j->words, collected);
    j->collected = true;
}

static bool
read_job(JobRun *j)
{
    Sink text;
    sink_init(&text);
    bool ok = job_read_bytes(j->s, j->path, &text) || complain_unread(j->s, j->path);
    ok = ok && (job_read(&j->job, &text) || complain_no_job(&j->s->complain, j->path));
    sink_clear(&text);
    return ok;
}

/* It lies beside the job. */
static bool
read_elimination(JobRun *j)
{
    Sink bytes, folder;
    const char *slash = strrchr(j->path, '/');
    sink_init(&bytes);
    sink_init(&folder);
    sink_add(&folder, slash ? j->path : ".", slash ? (size_t)(slash - j->path) : 1);
    elimination_path(&j->elimination, sink_text(&folder), j->job.elimination);
    const char *path = sink_text(&j->elimination);
    bool ok = job_read_bytes(j->s, path, &bytes) || complain_unread(j->s, path);
    ok = ok && (elimination_read_bytes(&j->words, &bytes, j->job.digest) ||
                complain_other_elimination(&j->s->complain, j->path, path));
    sink_clear(&bytes);
    sink_clear(&folder);
    return ok;
}

/* What is there may be written over if a job has written it. */
static bool
may_write(JobRun *j)
{
    Sink bytes;
    sink_init(&bytes);
    done_path(&j->done, j->path);
    const char *path = sink_text(&j->done);
    bool ok = access(path, F_OK) != 0 && errno == ENOENT;
    if (!ok)
        ok = job_read_bytes(j->s, path, &bytes) ? done_is_ours(&bytes) ||
                                                      complain_not_ours(&j->s->complain,
                                                                        (Span){0}, path)
                                                : complain_unread(j->s, path);
    sink_clear(&bytes);
    return ok;
}

/* Within the memory that the elimination was planned for. */
static bool
run_blocks(JobRun *j)
{
    Session *s = j->s;
    bool valid;
    s->budget.blocks = &j->store;
    bool ran = block_job_run(&j->words, &valid, &s->budget);
    s->budget.blocks = NULL;
    if (!valid)
        return complain_other_elimination(&s->complain, j->path, sink_text(&j->elimination));
    if (!ran && s->budget.stop == STOP_NOT)
        return complain_job_too_large(&s->complain, j->path);
    if (!ran)
        return complain_stopped(&s->complain, &s->budget, (Span){0});
    s->budget.stop = STOP_NOT;
    return j->collected || complain_no_job(&s->complain, j->path);
}

static bool
write_done(const JobRun *j)
{
    Sink bytes;
    sink_init(&bytes);
    done_write(&bytes, &j->job, &j->words);
    bool ok = file_replace(j->s, sink_text(&j->done), &bytes);
    sink_clear(&bytes);
    return ok;
}

bool
job_run(Session *s, const char *path)
{
    JobRun j = {.store = {order_blocks, keep_collected, NULL}, .s = s, .path = path};
    sink_init(&j.elimination);
    sink_init(&j.done);
    s->budget.bytes = 0;
    bool ok = read_job(&j) && read_elimination(&j) && may_write(&j) && run_blocks(&j) &&
              write_done(&j);
    s->budget.bytes = s->options.max_memory;
    sink_clear(&j.elimination);
    sink_clear(&j.done);
    array_clear(&j.words);
    return ok;
}
