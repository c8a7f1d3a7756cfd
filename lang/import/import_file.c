/* import_file.c -- the files of other programs, as texts; see import_file.h. */
#include "lang/import/import_file.h"

#include "io/gzip.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/session/file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file as a source; NULL with errno, or with a budget that has stopped. */
static Source *
read_source(Session *s, const char *path)
{
    struct stat about;
    int fd = source_open(s, path);
    if (fd < 0)
        return NULL;
    Source *source = NULL;
    bool known = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    if (!known || budget_allows(&s->budget, 2 * (uint64_t)about.st_size))
        source = source_of_descriptor(s, fd, path, "");
    int error = errno;
    close(fd);
    errno = error;
    return source;
}

static bool
complain_expanded(Session *s, Name file, Span at, GzipResult result)
{
    if (result == GZIP_STOPPED)
        return complain_stopped(&s->complain, &s->budget, at);
    if (result == GZIP_LARGE)
        return complain_import_missing(&s->complain, at, s->library, file, strerror(EFBIG));
    return complain_compressed(&s->complain, at, file, result == GZIP_ABSENT);
}

/* What gzip has compressed becomes what was in it. */
static bool
expand_source(Session *s, Source **source, const char *path, Name file, Span at)
{
    if (!gzip_is((*source)->text, (*source)->count))
        return true;
    Sink text;
    sink_init(&text);
    GzipResult result = gzip_expand(&text, (*source)->text, (*source)->count, SOURCE_MAX,
                                    &s->budget);
    if (result == GZIP_DONE) {
        source_free(*source);
        *source = source_take(path, "", &text);
    }
    sink_clear(&text);
    return result == GZIP_DONE || complain_expanded(s, file, at, result);
}

Source *
import_file(Session *s, const char *path, Name name, Span at)
{
    Source *source = read_source(s, path);
    if (!source) {
        if (!complain_source_limit(s, at, path))
            complain_import_missing(&s->complain, at, s->library, name, strerror(errno));
        return NULL;
    }
    size_t place;
    bool ok = expand_source(s, &source, path, name, at);
    if (ok && !source_is_text(source, &place))
        ok = complain_not_text(&s->complain, at, source, place);
    if (ok)
        return source;
    source_free(source);
    return NULL;
}
