/* wrap.c -- see wrap.h.  A set in braces stays on its line unless it is long. */
#include "lang/text/wrap.h"

enum { WIDTH = 96, WORD = 60 };

/* How many bytes the next word has: up to a blank that is in no set, or in one that is long. */
static size_t
word_length(const char *at)
{
    size_t n = 0;
    bool open = false;
    for (; at[n] && at[n] != '\n' && (at[n] != ' ' || (open && n < WORD)); n++)
        open = at[n] == '{' || (open && at[n] != '}');
    return n;
}

static size_t
columns(const char *at, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += ((unsigned char)at[i] & 0xC0) != 0x80;
    return n;
}

void
wrap_write(const Sink *text, size_t column, size_t margin, Sink *out)
{
    const char *at = sink_text(text);
    while (*at) {
        size_t n = word_length(at), wide = columns(at, n);
        if (column > margin && column + wide > WIDTH) {
            sink_put(out, "\n");
            sink_fill(out, ' ', margin);
            column = margin;
        }
        sink_add(out, at, n);
        column += wide;
        at += n;
        if (*at == ' ' && column + 1 + columns(at + 1, word_length(at + 1)) <= WIDTH) {
            sink_put(out, " ");
            column++;
        } else if (*at) {
            sink_put(out, "\n");
            sink_fill(out, ' ', margin);
            column = margin;
        }
        at += *at != '\0';
    }
    sink_put(out, "\n");
}
