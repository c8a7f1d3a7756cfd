/* complain_jobs.c -- complaints about folders of jobs; see complain_jobs.h. */
#include "lang/jobs/complain_jobs.h"

#include "lang/text/excerpt.h"

#include <string.h>

static const Span nowhere = {0};

bool
complain_folder_taken(Complainer *c, const char *folder)
{
    char found[80];
    return complain_as(c, WRONG, EXIT_USAGE, "E124", nowhere,
                       "Name a folder that is not there yet, or an empty one.",
                       "`%s` is there already, and not an empty folder",
                       quote_text(found, folder, strlen(folder)));
}

bool
complain_no_jobs(Complainer *c, const char *folder)
{
    char found[80];
    return complain_as(c, WRONG, EXIT_USAGE, "E124", nowhere,
                       "Write them with `catgut --jobs`, to another folder.",
                       "`%s` has no list of jobs that this version has written, and whole",
                       quote_text(found, folder, strlen(folder)));
}

bool
complain_script_changed(Complainer *c, const char *script)
{
    char found[80];
    return complain(c, "E124", nowhere, "Write its jobs anew, to another folder.",
                    "`%s` has changed since its jobs were written",
                    quote_text(found, script, strlen(script)));
}

bool
complain_other_script(Complainer *c, const char *folder, const char *script)
{
    char found[80], other[80];
    quote_text(found, folder, strlen(folder));
    return complain(c, "E124", nowhere, "Write its jobs to another folder.",
                    "`%s` has jobs of `%s`", found, quote_text(other, script, strlen(script)));
}

bool
complain_no_job(Complainer *c, const char *path)
{
    char found[80];
    return complain_as(c, WRONG, EXIT_USAGE, "E124", nowhere,
                       "Jobs are what `catgut --jobs` has written, of the same version.",
                       "`%s` is no job that this version has written",
                       quote_text(found, path, strlen(path)));
}

bool
complain_other_elimination(Complainer *c, const char *job, const char *elimination)
{
    char found[80], other[80];
    quote_text(found, job, strlen(job));
    return complain_as(c, WRONG, EXIT_USAGE, "E124", nowhere,
                       "Copy the whole folder again, or write the jobs anew.",
                       "`%s` is not the elimination of which `%s` is a part",
                       quote_text(other, elimination, strlen(elimination)), found);
}

bool
complain_job_too_large(Complainer *c, const char *job)
{
    char found[80];
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E124", nowhere,
                       "Write the jobs anew, with another --max-memory.",
                       "too large: `%s` does not fit into the memory that its jobs were made for",
                       quote_text(found, job, strlen(job)));
}

bool
complain_not_done(Complainer *c, size_t missing, size_t spoilt, size_t all, const char *names,
                  const char *run)
{
    if (!spoilt)
        return complain(c, "E124", nowhere, run, "of %zu jobs, %zu %s not done: %s", all, missing,
                        missing == 1 ? "is" : "are", names);
    if (!missing)
        return complain(c, "E124", nowhere, run,
                        "of %zu jobs, %zu left what is not theirs, or not whole: %s", all, spoilt,
                        names);
    return complain(c, "E124", nowhere, run,
                    "of %zu jobs, %zu %s not done, and %zu left what is not theirs, or not whole: "
                    "%s", all, missing, missing == 1 ? "is" : "are", spoilt, names);
}
