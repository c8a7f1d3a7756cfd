/* excerpt.c -- see excerpt.h.  A Cell is one character of a line as it is shown.  Everything here
 * goes through a line cell by cell, so columns are counted as they are seen. */
#include "lang/text/excerpt.h"

#include "base/utf8.h"

#include <string.h>

enum { WINDOW = 90, AROUND = 10, QUOTE_MAX = 60, CELL_MAX = 12 };

typedef struct Cell {
    size_t bytes; /* of the source */
    size_t width; /* characters shown */
    char shown[CELL_MAX];
} Cell;

static Cell
read_cell(const char *text, size_t count)
{
    Cell cell = {.bytes = 1, .width = 1};
    uint32_t point = 0;
    size_t n = utf8_read(text, count, &point);
    if (n > 0)
        cell.bytes = n;
    if (n == 1 && (point == '\t' || point == '\n'))
        cell.shown[0] = ' ';
    else if (n == 0 || point < 0x20 || point == 0x7f)
        cell.width = (size_t)snprintf(cell.shown, CELL_MAX, "\\x%02x", (unsigned char)text[0]);
    else if (utf8_is_unseen(point) || utf8_is_blank(point))
        cell.width = (size_t)snprintf(cell.shown, CELL_MAX, "\\u{%x}", (unsigned)point);
    else
        memcpy(cell.shown, text, n);
    return cell;
}

/* The characters that are shown of it. */
static size_t
count_cells(const char *text, size_t count)
{
    size_t cells = 0;
    for (size_t i = 0; i < count;) {
        Cell cell = read_cell(text + i, count - i);
        cells += cell.width;
        i += cell.bytes;
    }
    return cells;
}

/* Of what would be shown of a line, characters from..to are. */
typedef struct Window {
    size_t from, to;
} Window;

static Window
choose_window(size_t cells, size_t place, size_t width)
{
    size_t room = width && width < WINDOW + AROUND ? width - AROUND : WINDOW;
    if (cells <= room)
        return (Window){0, cells};
    size_t from = place > room / 2 ? place - room / 2 : 0;
    if (from > cells - room)
        from = cells - room;
    return (Window){from, from + room};
}

/* The window of the line into out; *before and *under are the widths shown before byte `start` and
 * from there to byte `end`. */
static void
write_window(const char *line, size_t length, Window w, size_t start, size_t end, Sink *out,
             size_t *before, size_t *under)
{
    *before = *under = 0;
    size_t i = 0;
    for (size_t at = 0; i < length && at < w.to;) {
        Cell cell = read_cell(line + i, length - i);
        at += cell.width;
        if (at > w.from) {
            sink_put(out, cell.shown);
            if (i < start)
                *before += cell.width;
            else if (i < end)
                *under += cell.width;
        }
        i += cell.bytes;
    }
}

void
excerpt_write(Span at, size_t width, Sink *out)
{
    size_t length;
    const char *line = source_line(at.source, at.start, &length);
    size_t offset = (size_t)(line - at.source->text);
    size_t start = at.start > offset ? at.start - offset : 0;
    size_t end = at.end > offset ? at.end - offset : 0;
    if (start > length)
        start = length;
    Window w = choose_window(count_cells(line, length), count_cells(line, start), width);
    bool cut_left = w.from > 0;
    size_t before, under;
    sink_put(out, cut_left ? "    ..." : "    ");
    write_window(line, length, w, start, end, out, &before, &under);
    sink_put(out, count_cells(line, length) > w.to ? "...\n    " : "\n    ");
    sink_fill(out, ' ', before + (cut_left ? 3 : 0));
    sink_put(out, "^");
    sink_fill(out, '~', under > 1 ? under - 1 : 0);
    sink_put(out, "\n");
}

const char *
quote_text(char to[80], const char *text, size_t count)
{
    enum { ROOM = 80 - sizeof "..." };
    size_t used = 0, i = 0, cells = 0;
    while (i < count) {
        Cell cell = read_cell(text + i, count - i);
        size_t n = strlen(cell.shown);
        if (cells + cell.width > QUOTE_MAX || used + n > ROOM)
            break;
        memcpy(to + used, cell.shown, n);
        used += n;
        cells += cell.width;
        i += cell.bytes;
    }
    memcpy(to + used, i < count ? "..." : "", i < count ? 4 : 1);
    return to;
}

const char *
quote_span(char to[80], Span at)
{
    return quote_text(to, at.source->text + at.start, at.end - at.start);
}

void
escape_write(const char *text, size_t count, Sink *out)
{
    for (size_t i = 0; i < count;) {
        Cell cell = read_cell(text + i, count - i);
        sink_put(out, cell.shown);
        i += cell.bytes;
    }
}
