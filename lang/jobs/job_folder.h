/* job_folder.h -- the list of what is in a folder of jobs. */
#ifndef CATGUT_JOBS_JOB_FOLDER_H
#define CATGUT_JOBS_JOB_FOLDER_H

#include "lang/jobs/job_file.h"

typedef struct Listed {
    char digest[DIGEST_HEX + 1]; /* of an elimination's words */
    size_t blocks;
} Listed;

typedef struct JobFolder {
    const char *path; /* the caller's */
    Sink script;      /* its path, as it was given */
    char digest[DIGEST_HEX + 1]; /* of its text */
    uint64_t memory;             /* bytes that its evaluations may take */
    ARRAY(Listed) eliminations;
    ARRAY(Job) jobs;
} JobFolder;

void folder_init(JobFolder *f, const char *path);
void folder_clear(JobFolder *f);

/* The number of the elimination with this digest; 0: it is not there. */
size_t folder_find(const JobFolder *f, const char *digest);

/* Where the list is, in a sink that is fresh. */
void folder_list_path(Sink *to, const JobFolder *f);

/* Writes the list to its file, or reads it, into a fresh f.  False, after a complaint: that failed,
 * or it was not written by this version. */
bool folder_write(const JobFolder *f, Session *s);
bool folder_read(JobFolder *f, Session *s);

#endif
