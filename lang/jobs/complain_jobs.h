/* complain_jobs.h -- complaints about folders of jobs: E124. */
#ifndef CATGUT_JOBS_COMPLAIN_JOBS_H
#define CATGUT_JOBS_COMPLAIN_JOBS_H

#include "lang/complain/complain.h"

/* Where jobs are to be written there is something. */
bool complain_folder_taken(Complainer *c, const char *folder);
/* It is no folder of jobs, or one of another version, or not whole. */
bool complain_no_jobs(Complainer *c, const char *folder);
/* Jobs were made of another text than this script has now. */
bool complain_script_changed(Complainer *c, const char *script);
/* They were made of this script, and not of another. */
bool complain_other_script(Complainer *c, const char *folder, const char *script);
/* A file that is no job, or whose elimination is not there as it was written. */
bool complain_no_job(Complainer *c, const char *path);
bool complain_other_elimination(Complainer *c, const char *job, const char *elimination);
/* It would take more memory than the elimination had when the job was made. */
bool complain_job_too_large(Complainer *c, const char *job);
/* Of so many jobs so many are not done, or what they have written is not theirs, or not whole.
 * names: of some of them; run: how to run them. */
bool complain_not_done(Complainer *c, size_t missing, size_t spoilt, size_t all, const char *names,
                       const char *run);

#endif
