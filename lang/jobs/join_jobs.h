/* join_jobs.h -- a script whose jobs have been run: it runs as it always does, but for what they
 * have done, which is read. */
#ifndef CATGUT_JOBS_JOIN_JOBS_H
#define CATGUT_JOBS_JOIN_JOBS_H

#include "lang/session/session.h"

/* Runs the script of this folder, if all of its jobs are done.  What the budget may take is what it
 * was when they were made: else plans may be others. */
bool jobs_join(Session *s, const char *folder);

#endif
