/* run_job.h -- one job, in this process: its blocks, and what they collect as a file beside it. */
#ifndef CATGUT_JOBS_RUN_JOB_H
#define CATGUT_JOBS_RUN_JOB_H

#include "lang/session/session.h"

/* A job that is run again writes the same bytes.  False, after a complaint: nothing is written. */
bool job_run(Session *s, const char *path);

#endif
