/* make_jobs.h -- what of a script's eliminations is worth dividing, as jobs in a folder.
 *
 * While the script runs, in a session whose budget has this store, an elimination that is worth it
 * is written down, and put off: so is the statement that asks, and what of the script depends on
 * its answer.  Whatever else is asked is reckoned, so that the script goes on.  When these jobs are
 * done their folder may be given again, for what depended on them. */
#ifndef CATGUT_JOBS_MAKE_JOBS_H
#define CATGUT_JOBS_MAKE_JOBS_H

#include "lang/jobs/job_folder.h"

typedef struct JobMaking {
    BlockStore store;
    JobFolder folder;
    Session *s;          /* who complains: not the one that runs the script */
    size_t eliminations; /* whose jobs are done, */
    size_t jobs;         /* and how many these are */
    size_t asked;        /* the elimination that is read */
    bool made;           /* the folder was not there before */
    bool taken;          /* nor was its list */
    bool failed;         /* a file could not be written */
} JobMaking;

/* Begins to fill a folder that is empty or not there, or one whose jobs are done and of the same
 * script.  To be ended in any case.  False, after a complaint: it is none of these, or cannot be
 * made, or the script cannot be read. */
bool jobs_begin(JobMaking *m, Session *s, const char *folder, const char *script);
/* ok: the script ran to its end, and has no mistakes.  Else the folder is as it was before.  Says
 * what has been made. */
void jobs_end(JobMaking *m, bool ok);

#endif
