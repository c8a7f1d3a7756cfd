/* format_input.c -- see format_input.h. */
#include "lang/editor/format_input.h"

#include "base/sink.h"
#include "lang/catgut.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static bool
hear(void *status, const CatgutResult *r)
{
    *(int *)status = r->status;
    fputs(r->errors, stderr);
    return true;
}

/* Up to a byte more than may be taken, which the library then refuses.  False: errno says why. */
static bool
read_file(FILE *file, uint64_t most, Sink *text)
{
    char part[1 << 14];
    size_t n;
    while ((n = fread(part, 1, sizeof part, file)) > 0 && (!most || text->count <= most))
        sink_add(text, part, n);
    return !ferror(file);
}

static int
format_text(Catgut *c, const char *name, const char *text, size_t count)
{
    int status = CATGUT_NO_MEMORY;
    char *to = catgut_format(c, name, text, count, hear, &status);
    if (to)
        fputs(to, stdout);
    else if (status == CATGUT_NO_MEMORY)
        fputs("catgut: the system refused memory\n", stderr);
    catgut_free(to);
    return to ? CATGUT_OK : status;
}

static int
format_file(Catgut *c, const char *path, uint64_t most)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "r");
    Sink text;
    sink_init(&text);
    int status = CATGUT_USAGE;
    if (file && read_file(file, most, &text))
        status = format_text(c, standard ? "<stdin>" : path, sink_text(&text), text.count);
    else
        fprintf(stderr, "catgut: cannot read %s: %s\n", standard ? "standard input" : path,
                strerror(errno));
    if (file && !standard)
        fclose(file);
    sink_clear(&text);
    return status;
}

int
format_input(const CatgutOptions *limits, bool is_text, const char *input)
{
    CatgutOptions o;
    catgut_options(&o);
    o.max_memory = limits->max_memory;
    o.max_source = limits->max_source;
    o.max_time = limits->max_time;
    o.no_files = true;
    Catgut *c = catgut_open(&o);
    int status = CATGUT_NO_MEMORY;
    if (c && is_text)
        status = format_text(c, "-e", input, strlen(input));
    else if (c)
        status = format_file(c, input, o.max_source);
    catgut_close(c);
    return status;
}
