/* sink.c -- see sink.h.  What is added to a file waits in memory for the end of its line. */
#include "base/sink.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

void
sink_init(Sink *s)
{
    *s = (Sink){0};
}

void
sink_init_within(Sink *s, Budget *b)
{
    *s = (Sink){.budget = b};
}

void
sink_init_file(Sink *s, FILE *file)
{
    *s = (Sink){.file = file};
}

void
sink_clear(Sink *s)
{
    memory_free(s->text);
    *s = (Sink){0};
}

/* What memory does not take is only counted. */
static size_t
room_for(Sink *s, size_t count)
{
    size_t room = s->most && s->count + count > s->most ? s->most - s->count : count;
    s->lost += count - room;
    return room;
}

char *
sink_reserve(Sink *s, size_t count)
{
    s->text = memory_reserve(s->text, &s->space, s->count + count + 1, 1);
    s->text[s->count] = '\0';
    return s->text + s->count;
}

/* A signal may end a write: some text is lost then, as whoever sent it wanted, but the file is
 * good. */
static void
note_failure(Sink *s)
{
    if (errno == EINTR)
        clearerr(s->file);
    else
        s->failed = true;
}

/* Is text written as it comes?  Else it stays in memory. */
static bool
is_written(const Sink *s)
{
    return s->file || s->gate;
}

/* ---- to a file ---- */

/* The colour that text starts with: its bytes, 0 for none of ours. */
static size_t
color_length(const char *text, size_t count)
{
    static const char *const colors[] = {"0",  "1",  "2",  "31",  "32",
                                         "33", "34", "35", "36", "1;31"};
    for (size_t i = 0; i < sizeof colors / sizeof *colors; i++) {
        size_t n = strlen(colors[i]);
        if (count >= n + 3 && text[0] == '\033' && text[1] == '[' && text[n + 2] == 'm' &&
            memcmp(text + 2, colors[i], n) == 0)
            return n + 3;
    }
    return 0;
}

/* The bytes at the start of text that pass together; 0: this byte must not. */
static size_t
passing(const Sink *s, const char *text, size_t count)
{
    uint32_t point = 0;
    unsigned char c = (unsigned char)*text;
    if ((c >= ' ' && c < 0x7f) || c == '\n' || c == '\t')
        return 1;
    if (c == '\033' && s->color)
        return color_length(text, count);
    size_t n = utf8_read(text, count, &point);
    return n && !utf8_is_unseen(point) ? n : 0;
}

static void
write_raw(Sink *s, const char *text, size_t count)
{
    if (s->gate && count)
        s->failed = !s->gate->receive(s->gate, text, count) || s->failed;
    else if (count && (fwrite(text, 1, count, s->file) != count || ferror(s->file)))
        note_failure(s); /* glibc may count what it could not flush as written */
}

/* A character that is refused is refused byte by byte. */
static void
write_harmless(Sink *s, const char *text, size_t count)
{
    size_t plain = 0; /* where what is written as it is begins */
    for (size_t i = 0, n; i < count; i += n) {
        n = passing(s, text + i, count - i);
        if (n)
            continue;
        uint32_t point;
        char escape[8];
        write_raw(s, text + plain, i - plain);
        n = utf8_read(text + i, count - i, &point);
        n = n ? n : 1;
        for (size_t k = 0; k < n; k++) {
            snprintf(escape, sizeof escape, "\\x%02x", (unsigned)(unsigned char)text[i + k]);
            write_raw(s, escape, 4);
        }
        plain = i + n;
    }
    write_raw(s, text + plain, count - plain);
}

/* What waits goes to the file up to byte `end`. */
static void
write_waiting(Sink *s, size_t end)
{
    (s->as_is ? write_raw : write_harmless)(s, s->text, end);
    memmove(s->text, s->text + end, s->count - end + 1);
    s->count -= end;
}

bool
sink_end(Sink *s)
{
    if (is_written(s) && s->count)
        write_waiting(s, s->count);
    if (s->gate)
        s->failed = !s->gate->end(s->gate) || s->failed;
    else if (s->file && fflush(s->file) != 0)
        note_failure(s);
    return !s->failed;
}


/* ---- adding ---- */

static bool
refuses(Sink *s, size_t count)
{
    Budget *b = s->budget;
    if (!b || b->cut)
        return b != NULL;
    size_t all = is_written(s) ? count : s->count + count;
    b->cut = !budget_allows(b, s->count + count) || !budget_writes(b, all);
    if (!b->cut && is_written(s))
        b->written += count;
    return b->cut;
}

/* All of it, whatever the budget says. */
static void
take(Sink *s, const char *text, size_t count)
{
    count = room_for(s, count);
    memcpy(sink_reserve(s, count), text, count);
    s->count += count;
    s->text[s->count] = '\0';
    if (!is_written(s))
        return;
    size_t end = count;
    while (end && text[end - 1] != '\n')
        end--;
    if (end)
        write_waiting(s, s->count - (count - end));
}

void
sink_add(Sink *s, const char *text, size_t count)
{
    if (refuses(s, count))
        return;
    if (s->also)
        sink_add(s->also, text, count);
    take(s, text, count);
}

bool
sink_is_cut(const Sink *s)
{
    return s->budget && s->budget->cut;
}

void
sink_put_line(Sink *s, const Sink *line)
{
    if (is_written(s) && sink_is_cut(s))
        sink_restart(s);
    if (s->budget)
        s->budget->written += line->count;
    if (s->also)
        sink_put_line(s->also, line);
    take(s, sink_text(line), line->count);
}

void
sink_trim(Sink *s, size_t n)
{
    s->count -= n < s->count ? n : s->count;
    if (s->text)
        s->text[s->count] = '\0';
}

void
sink_restart(Sink *s)
{
    size_t line = s->count;
    while (line && s->text[line - 1] != '\n')
        line--;
    sink_trim(s, s->count - line);
}

void
sink_put(Sink *s, const char *text)
{
    sink_add(s, text, strlen(text));
}

void
sink_fill(Sink *s, char c, size_t count)
{
    char part[64];
    memset(part, c, sizeof part);
    for (size_t n; count; count -= n) {
        n = count < sizeof part ? count : sizeof part;
        sink_add(s, part, n);
    }
}

void
sink_print(Sink *s, const char *format, ...)
{
    char small[256];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n < 0) {
        s->failed = true;
        return;
    }
    if ((size_t)n < sizeof small) {
        sink_add(s, small, (size_t)n);
        return;
    }
    char *big = memory_new((size_t)n + 1, 1);
    va_start(args, format);
    vsnprintf(big, (size_t)n + 1, format, args);
    va_end(args);
    sink_add(s, big, (size_t)n);
    memory_free(big);
}

const char *
sink_text(const Sink *s)
{
    return s->text ? s->text : "";
}
