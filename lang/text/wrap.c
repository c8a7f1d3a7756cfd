/* wrap.c -- see wrap.h.  What stands in braces or brackets stays on its line unless it
 * is long. */
#include "lang/text/wrap.h"

#include <string.h>

enum { WIDTH = 96, NARROWEST = 20, WORD = 60 };

/* How many bytes the next word has: up to a blank that is in no braces or brackets, or in long
 * ones. */
static size_t
word_length(const char *at)
{
    size_t n = 0, open = 0;
    for (; at[n] && at[n] != '\n' && (at[n] != ' ' || (open && n < WORD)); n++)
        if (at[n] == '{' || at[n] == '[')
            open++;
        else if (open && (at[n] == '}' || at[n] == ']'))
            open--;
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
wrap_write(const Sink *text, size_t width, size_t column, size_t margin, Sink *out)
{
    width = width ? (width < NARROWEST ? NARROWEST : width) : WIDTH;
    const char *at = sink_text(text);
    while (*at) {
        size_t n = word_length(at), wide = columns(at, n);
        if (column > margin && column + wide > width) {
            sink_put(out, "\n");
            sink_fill(out, ' ', margin);
            column = margin;
        }
        sink_add(out, at, n);
        column += wide;
        at += n;
        if (*at == ' ' && column + 1 + columns(at + 1, word_length(at + 1)) <= width) {
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

static void
write_line(const char *line, size_t count, size_t width, size_t margin, Sink *out)
{
    Sink text;
    sink_init(&text);
    sink_add(&text, line, count);
    wrap_write(&text, width, 0, margin, out);
    sink_clear(&text);
}

void
wrap_write_lines(const char *text, size_t width, Sink *out)
{
    for (const char *end; *text; text = *end ? end + 1 : end) {
        size_t count = strcspn(text, "\n"), margin = strspn(text, " ");
        end = text + count;
        if (!width || columns(text, count) <= width) {
            sink_add(out, text, count + (*end != '\0'));
            continue;
        }
        sink_fill(out, ' ', margin);
        Sink rest;
        sink_init(&rest);
        sink_add(&rest, text + margin, count - margin);
        wrap_write(&rest, width, margin, margin + 2, out);
        sink_clear(&rest);
    }
}

/* Does a line begin something of its own: a list's item, a row, what is indented, nothing? */
static bool
stands_alone(const char *line)
{
    return strchr(" -|\n", *line) != NULL;
}

void
wrap_write_paragraphs(const char *text, size_t width, Sink *out)
{
    if (!width) {
        sink_put(out, text);
        return;
    }
    Sink paragraph;
    sink_init(&paragraph);
    for (const char *end; *text; text = *end ? end + 1 : end) {
        size_t count = strcspn(text, "\n");
        end = text + count;
        bool item = *text == '-', kept = stands_alone(text) && !item;
        if (kept) {
            sink_add(out, text, count + (*end != '\0'));
            continue;
        }
        sink_put(&paragraph, paragraph.count ? " " : "");
        sink_add(&paragraph, text, count);
        if (*end && end[1] && !stands_alone(end + 1))
            continue;
        write_line(sink_text(&paragraph), paragraph.count, width < WIDTH ? width : WIDTH,
                   *sink_text(&paragraph) == '-' ? 2 : 0, out);
        sink_clear(&paragraph);
    }
    sink_clear(&paragraph);
}
