/* done_jobs.h -- what jobs have left in their folder. */
#ifndef CATGUT_JOBS_DONE_JOBS_H
#define CATGUT_JOBS_DONE_JOBS_H

#include "lang/jobs/job_folder.h"

/* Are all jobs done?  False, after a complaint that names those that are not. */
bool jobs_are_done(const JobFolder *f, Session *s);

/* BlockStore.read, of an elimination of this number. */
bool done_blocks(const JobFolder *f, Session *s, size_t elimination, BlockRange *range,
                 Words *collected);

#endif
