/* door_jobs.c -- see catgut.h: what many machines do together. */
#include "lang/complain/complain_evaluate.h"
#include "lang/door.h"
#include "lang/jobs/join_jobs.h"
#include "lang/jobs/make_jobs.h"
#include "lang/jobs/run_job.h"

#include <string.h>

typedef struct JobsWork {
    const char *folder, *path;
} JobsWork;

/* The session that hears, and the highest status of what is no consequence of jobs. */
typedef struct Trial {
    Catgut *c;
    int status;
} Trial;

/* Not what was put off, nor what depends on it. */
static bool
is_mistake(const CatgutResult *r)
{
    bool is = r->status != CATGUT_OK;
    for (size_t i = 0; i < r->complaint_count && is; i++) {
        const char *code = r->complaints[i].code;
        is = strcmp(code, "E124") != 0 && strcmp(code, "E174") != 0;
    }
    return is && r->complaint_count > 0;
}

static bool
hear_mistake(void *who, const CatgutResult *r)
{
    Trial *t = who;
    if (!is_mistake(r))
        return true;
    sink_put(&t->c->s.err, r->errors);
    t->status = r->status;
    return false;
}

/* All that is asked is asked, and nothing is said or written. */
static Catgut *
open_trial(Catgut *c)
{
    CatgutOptions o = c->asked;
    o.library = c->s.library;
    o.folder = c->folder;
    o.write = NULL;
    o.json = o.page = o.color_errors = o.conversation = false;
    o.keep_going = o.read_only = true;
    o.stage = CATGUT_RESULTS;
    return catgut_open(&o);
}

/* The caller may stop it as well. */
static bool
run_trial(Catgut *c, JobMaking *m, const char *path)
{
    Trial t = {.c = c};
    Catgut *inner = open_trial(c);
    int status = CATGUT_NO_MEMORY;
    if (inner) {
        inner->s.budget.blocks = &m->store;
        inner->s.budget.bytes = inner->s.options.max_memory = m->folder.memory;
        inner->s.budget.interrupt = &c->s.interrupted;
        status = catgut_run_file(inner, path, hear_mistake, &t);
    }
    catgut_close(inner);
    if (status == CATGUT_NO_MEMORY) {
        c->s.budget.stop = STOP_MEMORY;
        return complain_stopped(&c->s.complain, &c->s.budget, (Span){0});
    }
    if (t.status > c->s.complain.status)
        c->s.complain.status = t.status;
    c->s.complain.errors += t.status != CATGUT_OK;
    return t.status == CATGUT_OK;
}

static void
make_jobs(Catgut *c, void *job)
{
    const JobsWork *j = job;
    JobMaking m;
    door_start_run(c);
    bool begun = jobs_begin(&m, &c->s, j->folder, j->path);
    jobs_end(&m, begun && run_trial(c, &m, j->path));
    door_end_run(c);
}

int
catgut_make_jobs(Catgut *c, const char *folder, const char *path, CatgutListener *hear, void *who)
{
    JobsWork j = {folder, path};
    return door_run_with(c, make_jobs, &j, hear, who);
}

static void
run_job(Catgut *c, void *job)
{
    const JobsWork *j = job;
    door_start_run(c);
    (void)job_run(&c->s, j->path);
    door_end_run(c);
}

int
catgut_run_job(Catgut *c, const char *path, CatgutListener *hear, void *who)
{
    JobsWork j = {.path = path};
    return door_run_with(c, run_job, &j, hear, who);
}

static void
join_jobs(Catgut *c, void *job)
{
    const JobsWork *j = job;
    door_start_run(c);
    (void)jobs_join(&c->s, j->folder);
    door_end_run(c);
}

int
catgut_join_jobs(Catgut *c, const char *folder, CatgutListener *hear, void *who)
{
    JobsWork j = {.folder = folder};
    return door_run_with(c, join_jobs, &j, hear, who);
}
