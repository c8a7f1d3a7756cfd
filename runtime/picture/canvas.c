/* canvas.c -- see canvas.h. */
#include "picture/canvas.h"

#include "base/utf8.h"

void
canvas_init(Canvas *c, int across, int along, bool turned)
{
    *c = (Canvas){
        .width = turned ? along : across, .height = turned ? across : along, .turned = turned};
    c->cells = memory_new((size_t)c->width * (size_t)c->height, sizeof *c->cells);
}

void
canvas_clear(Canvas *c)
{
    memory_free(c->cells);
    *c = (Canvas){0};
}

static Cell *
cell_at(const Canvas *c, int column, int row)
{
    bool inside = column >= 0 && row >= 0 && column < c->width && row < c->height;
    return inside ? &c->cells[(size_t)row * (size_t)c->width + (size_t)column] : NULL;
}

Cell *
canvas_cell(Canvas *c, int across, int along)
{
    return c->turned ? cell_at(c, along, across)
                     : cell_at(c, across, c->up ? c->height - 1 - along : along);
}

/* One more line through a cell, from where the arms point. */
static void
add_arms(Canvas *c, int across, int along, int arms, Ink ink, bool dashed)
{
    Cell *cell = canvas_cell(c, across, along);
    if (!cell)
        return;
    cell->arms |= (uint8_t)arms;
    cell->dashed = dashed;
    if (ink)
        cell->ink = (uint8_t)ink;
}

void
canvas_add_line(Canvas *c, int from_across, int from_along, int to_across, int to_along, Ink ink,
                bool dashed)
{
    int across = from_across < to_across ? from_across : to_across;
    int along = from_along < to_along ? from_along : to_along;
    int n = from_across + to_across - 2 * across, m = from_along + to_along - 2 * along;
    for (int i = 0; i < n; i++) {
        add_arms(c, across + i, along, ARM_RIGHT, ink, dashed);
        add_arms(c, across + i + 1, along, ARM_LEFT, ink, dashed);
    }
    for (int i = 0; i < m; i++) {
        add_arms(c, across, along + i, ARM_AHEAD, ink, dashed);
        add_arms(c, across, along + i + 1, ARM_BACK, ink, dashed);
    }
}

static void
set_glyph(Cell *cell, const char *glyph, size_t n, Ink ink)
{
    if (!cell || n >= sizeof cell->glyph)
        return;
    memset(cell->glyph, 0, sizeof cell->glyph);
    memcpy(cell->glyph, glyph, n);
    cell->ink = (uint8_t)ink;
}

void
canvas_put_glyph(Canvas *c, int across, int along, const char *glyph, Ink ink)
{
    set_glyph(canvas_cell(c, across, along), glyph, strlen(glyph), ink);
}

/* A mark goes into the cell before it, where that has room. */
static void
add_mark(Cell *cell, const char *glyph, size_t n)
{
    size_t used = cell ? strlen(cell->glyph) : 0;
    if (cell && used && used + n < sizeof cell->glyph)
        memcpy(cell->glyph + used, glyph, n);
}

void
canvas_put_text(Canvas *c, int column, int row, const char *text, Ink ink)
{
    row = c->up ? c->height - 1 - row : row;
    for (size_t left = strlen(text); left;) {
        uint32_t point;
        size_t n = utf8_read(text, left, &point);
        if (!n)
            return;
        int width = utf8_width(point);
        bool plain = point < 0x80 || c->unicode;
        if (width)
            set_glyph(cell_at(c, column, row), plain ? text : "?", plain ? n : 1, ink);
        else if (plain)
            add_mark(cell_at(c, column - 1, row), text, n);
        Cell *next = width == 2 ? cell_at(c, column + 1, row) : NULL;
        if (next && plain)
            next->covered = true;
        else if (next)
            set_glyph(next, "?", 1, ink);
        column += width;
        text += n;
        left -= n;
    }
}

/* ---- what a cell looks like ---- */

/* Arms as they stand in the text: up 1, down 2, left 4, right 8. */
static unsigned
turned_arms(const Canvas *c, unsigned arms)
{
    if (c->up)
        return (arms & 12) | (arms & 1) << 1 | (arms & 2) >> 1;
    return c->turned ? (arms & 3) << 2 | arms >> 2 : arms;
}

static const char *
line_glyph(const Canvas *c, const Cell *cell)
{
    static const char *const round[16] = {" ", "│", "│", "│", "─", "╯", "╮", "┤",
                                          "─", "╰", "╭", "├", "─", "┴", "┬", "┼"};
    static const char *const square[16] = {" ", "│", "│", "│", "─", "┘", "┐", "┤",
                                           "─", "└", "┌", "├", "─", "┴", "┬", "┼"};
    static const char *const dashed[16] = {" ", "╎", "╎", "╎", "╌", "╯", "╮", "┤",
                                           "╌", "╰", "╭", "├", "╌", "┴", "┬", "┼"};
    static const char *const ascii[16] = {" ", "|", "|", "|", "-", "'", ".", "+",
                                          "-", "'", ".", "+", "-", "+", "+", "+"};
    static const char *const dotted[16] = {" ", ":", ":", ":", "~", "'", ".", "+",
                                           "~", "'", ".", "+", "~", "+", "+", "+"};
    unsigned arms = turned_arms(c, cell->arms);
    if (!c->unicode && cell->sharp && arms && arms != 3 && arms != 12 && arms > 2)
        return "+";
    if (!c->unicode)
        return (cell->dashed ? dotted : ascii)[arms];
    return (cell->sharp && arms != 3 && arms != 12 ? square : cell->dashed ? dashed : round)[arms];
}

static const char *
cell_glyph(const Canvas *c, const Cell *cell)
{
    if (cell->covered)
        return "";
    return cell->glyph[0] ? cell->glyph : line_glyph(c, cell);
}

static const char *
ink_code(unsigned ink)
{
    static const char *const codes[] = {[INK_PLAIN] = "\033[0m",
                                        [INK_LATENT] = "\033[35m",
                                        [INK_CUT] = "\033[31m",
                                        [INK_PUT_IN] = "\033[32m",
                                        [INK_QUIET] = "\033[2m"};
    return codes[ink];
}

/* Of the first so many columns those up to the last one that shows something. */
static int
row_width(const Canvas *c, int row, int most)
{
    int n = c->width < most ? c->width : most;
    while (n && strcmp(cell_glyph(c, cell_at(c, n - 1, row)), " ") == 0)
        n--;
    return n;
}

static void
write_cells(const Canvas *c, int row, int n, Sink *out)
{
    unsigned ink = INK_PLAIN;
    for (int i = 0; i < n; i++) {
        const Cell *cell = cell_at(c, i, row);
        const char *glyph = cell_glyph(c, cell);
        unsigned now = cell->ink;
        if (c->color && now != ink) {
            sink_put(out, ink ? "\033[0m" : "");
            sink_put(out, now ? ink_code(now) : "");
        }
        ink = c->color ? now : ink;
        sink_put(out, glyph);
    }
    sink_put(out, ink ? "\033[0m" : "");
}

void
canvas_write_row(const Canvas *c, int row, int width, Sink *out)
{
    int n = row < c->height ? row_width(c, row, width) : 0;
    if (n)
        write_cells(c, row, n, out);
    sink_fill(out, ' ', (size_t)(width - n));
}

void
canvas_write(const Canvas *c, const char *margin, int most, Sink *out)
{
    for (int row = 0; row < c->height; row++) {
        int n = row_width(c, row, most);
        sink_put(out, n ? margin : "");
        write_cells(c, row, n, out);
        sink_put(out, "\n");
    }
}
