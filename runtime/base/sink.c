/* sink.c -- see sink.h. */
#include "base/sink.h"

#include "base/memory.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

void
sink_init(Sink *s)
{
    *s = (Sink){0};
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

bool
sink_end(Sink *s)
{
    if (s->file && fflush(s->file) != 0)
        note_failure(s);
    return !s->failed;
}

void
sink_add(Sink *s, const char *text, size_t count)
{
    if (s->also)
        sink_add(s->also, text, count);
    if (s->file) {
        if (fwrite(text, 1, count, s->file) != count || ferror(s->file))
            note_failure(s); /* glibc may count what it could not flush as written */
        return;
    }
    count = room_for(s, count);
    memcpy(sink_reserve(s, count), text, count);
    s->count += count;
    s->text[s->count] = '\0';
}

void
sink_put(Sink *s, const char *text)
{
    sink_add(s, text, strlen(text));
}

void
sink_fill(Sink *s, char c, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sink_add(s, &c, 1);
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
