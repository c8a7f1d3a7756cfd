/* source.c -- texts and places in them; see source.h.  The starts of lines are found once, so that
 * a place costs a search in them and a walk along one line. */
#include "lang/text/source.h"

#include "base/utf8.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

static char *
copy_text(const char *text, size_t count)
{
    char *copy = memory_new(count + 1, 1);
    if (count)
        memcpy(copy, text, count);
    return copy;
}

static void
find_lines(Source *s)
{
    const char *at = s->text, *end = s->text + s->count;
    array_push(&s->lines, 0);
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at++;
        array_push(&s->lines, (uint32_t)(at - s->text));
    }
}

Source *
source_take(const char *name, const char *folder, Sink *text)
{
    assert(text->count <= SOURCE_MAX);
    Source *s = memory_new(1, sizeof *s);
    s->name = copy_text(name, strlen(name));
    s->folder = copy_text(folder ? folder : "", folder ? strlen(folder) : 0);
    s->count = text->count;
    s->text = text->text ? text->text : copy_text("", 0);
    *text = (Sink){0};
    secrets_hide(s->text, s->count, &s->secrets);
    find_lines(s);
    return s;
}

Source *
source_new(const char *name, const char *folder, const char *text, size_t count)
{
    Sink copy;
    sink_init(&copy);
    sink_add(&copy, text, count);
    return source_take(name, folder, &copy);
}

void
source_free(Source *s)
{
    if (!s)
        return;
    memory_free(s->name);
    memory_free(s->folder);
    memory_free(s->text);
    array_clear(&s->lines);
    secrets_clear(&s->secrets);
    memory_free(s);
}

/* The line (from 0) with this byte. */
static size_t
find_line(const Source *s, uint32_t at)
{
    size_t low = 0, high = s->lines.count; /* lines[low] <= at < lines[high] */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (s->lines.at[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Where the text of a line starts: past a byte order mark. */
static size_t
line_start(const Source *s, size_t line)
{
    size_t start = s->lines.at[line];
    bool mark = start == 0 && s->count >= 3 && memcmp(s->text, "\xef\xbb\xbf", 3) == 0;
    return mark ? 3 : start;
}

void
source_place(const Source *s, uint32_t at, size_t *line, size_t *column)
{
    size_t found = find_line(s, at);
    *line = found + 1;
    *column = 1;
    for (size_t i = line_start(s, found); i < at && i < s->count; (*column)++) {
        uint32_t point;
        size_t n = utf8_read(s->text + i, s->count - i, &point);
        i += n ? n : 1;
    }
}

const char *
source_line(const Source *s, uint32_t at, size_t *length)
{
    size_t line = find_line(s, at), start = line_start(s, line);
    size_t end = line + 1 < s->lines.count ? s->lines.at[line + 1] - 1 : s->count;
    while (end > start && s->text[end - 1] == '\r')
        end--;
    *length = end - start;
    return s->text + start;
}

bool
source_is_text(const Source *s, size_t *place)
{
    enum { LOOKED_AT = 1024, FEW = 4, ONE_IN = 10 };
    size_t bad = 0, end = s->count < LOOKED_AT ? s->count : LOOKED_AT;
    for (size_t i = 0, n; i < end; i += n) {
        uint32_t point;
        unsigned char c = (unsigned char)s->text[i];
        n = utf8_read(s->text + i, s->count - i, &point);
        bool control = (c < 0x20 && !strchr("\t\n\r\f", c)) || c == 0x7f || c == 0;
        if (!bad)
            *place = i;
        bad += n == 0 || control;
        n += n == 0;
    }
    return bad < FEW || bad <= end / ONE_IN;
}

Span
span_over(Span a, Span b)
{
    if (!a.source)
        return b;
    if (b.source != a.source)
        return a;
    Span over = a;
    if (b.start < over.start)
        over.start = b.start;
    if (b.end > over.end)
        over.end = b.end;
    return over;
}

/* ---- texts ---- */

/* One character of the text, with comments and runs of white space as one space. */
Name
span_text(Names *names, Span at)
{
    Sink text;
    sink_init(&text);
    bool quoted = false, space = false;
    for (uint32_t i = at.start; at.source && i < at.end; i++) {
        char c = at.source->text[i];
        if (c == '#' && !quoted)
            while (i + 1 < at.end && at.source->text[i + 1] != '\n')
                i++;
        if (!quoted && (c == '#' || c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
            space = text.count > 0;
            continue;
        }
        if (space)
            sink_put(&text, " ");
        space = false;
        sink_add(&text, &c, 1);
        if (quoted && c == '\\' && i + 1 < at.end)
            sink_add(&text, &at.source->text[++i], 1);
        else if (c == '"')
            quoted = !quoted;
    }
    return names_take(names, &text);
}
