/* job_file.h -- the files in a folder of jobs.
 *
 *     jobs                  the script, what it takes, its eliminations and the jobs
 *     elimination-1         an elimination (contract/elimination.h), as words
 *     job-0001              which blocks of which elimination, as text
 *     job-0001.done         what these blocks have collected, as words
 *
 * A job names its elimination by the digest of its words, and what is done says by the digest of
 * its text which job it was: nothing is taken for a part of something else.  Both name the version
 * of the program, which decides how many primes there are.  A word is eight bytes, the least first.
 */
#ifndef CATGUT_JOBS_JOB_FILE_H
#define CATGUT_JOBS_JOB_FILE_H

#include "base/digest.h"
#include "contract/block_store.h"
#include "lang/session/session.h"

typedef struct Job {
    size_t elimination;          /* numbered from 1 */
    char digest[DIGEST_HEX + 1]; /* of its words */
    BlockRange blocks;
} Job;

/* Paths, in place of what they had; numbers are from 1. */
void elimination_path(Sink *to, const char *folder, size_t number);
void job_path(Sink *to, const char *folder, size_t number);
void done_path(Sink *to, const char *job);

/* The digest of words. */
void words_digest(char to[DIGEST_HEX + 1], const Words *words);

/* All bytes of a file.  False: complain_unread, which returns false, says why. */
bool job_read_bytes(Session *s, const char *path, Sink *to);
bool complain_unread(Session *s, const char *path);

/* The digest of a file's bytes.  False, after a complaint: it cannot be read. */
bool file_digest(char to[DIGEST_HEX + 1], Session *s, const char *path);

/* A job as text, and back.  False: it is none of this version. */
void job_write(Sink *to, const Job *j);
bool job_read(Job *to, const Sink *text);

/* An elimination as the bytes of a file, and back.  False: it is not the one with this digest. */
void elimination_write_bytes(Sink *to, const Words *words);
bool elimination_read_bytes(Words *to, const Sink *bytes, const char *digest);

/* What a job has collected, and back.  False: it is not this job's, or not whole. */
void done_write(Sink *to, const Job *j, const Words *collected);
bool done_read(Words *to, const Sink *bytes, const Job *j);
/* Is this such a file, whole or not? */
bool done_is_ours(const Sink *bytes);

#endif
