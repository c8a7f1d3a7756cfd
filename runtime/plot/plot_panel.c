/* plot_panel.c -- see plot_panel.h. */
#include "plot/plot_panel.h"

#include "base/utf8.h"
#include "show/fraction.h"

enum {
    CHARACTER = 8,    /* the most that a character of the 13px type takes */
    PANEL = 336,      /* the width of a panel ... */
    PANEL_MOST = 560, /* ... and where fractions are long */
    LINE = PANEL_LINE,
    BAR = PANEL_BAR,
    AFTER = 8,        /* below a bar */
    SCALE = 26        /* the height of the scale */
};

static const char undefined[] = "undefined"; /* in the place of a number */

static size_t
columns(const Panels *v)
{
    return (size_t)(v->width / CHARACTER);
}

/* ---- measuring ---- */

/* How many bytes of the text stand on its first line: up to the last blank that lets it fit, else
 * as many characters as fit. */
static size_t
line_length(const char *text, size_t room)
{
    size_t at = 0, blank = 0, width = 0, count = strlen(text);
    while (at < count) {
        uint32_t point = 'x';
        size_t n = utf8_read(text + at, count - at, &point);
        width += n ? (size_t)utf8_width(point) : 1;
        if (width > room && at)
            return blank ? blank : at;
        blank = text[at] == ' ' ? at : blank;
        at += n ? n : 1;
    }
    return count;
}

static int
text_height(const Panels *v, const char *text)
{
    int lines = 0;
    do {
        size_t n = line_length(text, columns(v));
        text += n + (text[n] == ' ');
        lines++;
    } while (*text);
    return LINE * lines;
}

/* The same of what may be missing. */
static int
height_of(const Panels *v, const char *text)
{
    return *text ? text_height(v, text) : 0;
}

/* The text of a fraction, with that of its decimal: how many characters. */
static size_t
number_width(Panels *v, mpq_srcptr q)
{
    piece_start(&v->text);
    fraction_write(q, &v->style, &v->text);
    if (mpz_cmp_ui(mpq_denref(q), 1) != 0) {
        sink_put(&v->text, "  ");
        decimal_write(q, v->style.digits, &v->text);
    }
    return piece_width(&v->text);
}

/* Takes a part into account: all panels are as wide as the widest number wants. */
static void
measure(Panels *v, const PlotPart *part)
{
    size_t widest = 0;
    for (size_t b = 0; b < part->bars.count; b++)
        for (size_t p = 0; p < part->titles.count; p++) {
            const char *label = part->bars.at[b].label;
            size_t number = number_width(v, &part->weight.at[b * part->titles.count + p]);
            number = number < sizeof undefined ? sizeof undefined - 1 : number;
            size_t both = number + utf8_columns(label, strlen(label));
            widest = number > widest ? number : widest;
            v->beside = both > v->beside ? both : v->beside;
        }
    int wanted = widest < PANEL_MOST / CHARACTER ? (int)widest * CHARACTER : PANEL_MOST;
    v->width = wanted > v->width ? wanted : v->width;
}

void
panels_init(Panels *v, const Plot *p, const Style *style)
{
    *v = (Panels){.plot = p, .style = *style, .width = PANEL};
    v->style.shorten = true;
    v->style.color = false;
    for (size_t i = 0; i < p->parts.count; i++)
        measure(v, &p->parts.at[i]);
    v->two_lines = v->beside + 2 > columns(v);
}

void
panels_clear(Panels *v)
{
    sink_clear(&v->text);
    array_clear(&v->marks);
    arena_clear(&v->texts);
}

static int
bar_height(const Panels *v, const PlotBar *bar)
{
    return text_height(v, bar->label) + (v->two_lines ? LINE : 0) + (bar->rest ? 0 : BAR) + AFTER;
}

static bool
has_note(const PlotPart *part)
{
    return part->groups.count < part->rows || part->zeros_left;
}

void
panels_start(Panels *v, size_t place)
{
    const PlotPart *part = v->part = &v->plot->parts.at[place];
    v->titles = 0;
    for (size_t p = 0; p < part->titles.count; p++) {
        int lines = height_of(v, part->titles.at[p]) / LINE;
        v->titles = lines > v->titles ? lines : v->titles;
    }
    v->height = v->titles * LINE + height_of(v, part->head) + SCALE;
    for (size_t b = 0; b < part->bars.count; b++)
        v->height += bar_height(v, &part->bars.at[b]);
    for (size_t g = 0; g < part->groups.count; g++) {
        const char *key = part->groups.at[g].key;
        v->height += *key ? text_height(v, key) + AFTER : 0;
    }
    v->height += has_note(part) ? LINE : 0;
}

void
panels_extent(Panels *v, int *width, int *height)
{
    *width = 0;
    *height = PANEL_MARGIN;
    for (size_t i = 0; i < v->plot->parts.count; i++) {
        panels_start(v, i);
        int panels = (int)v->part->titles.count;
        int wide = panels * v->width + (panels - 1) * PANEL_GAP;
        *width = wide > *width ? wide : *width;
        *height += v->height + PANEL_MARGIN;
    }
    *width += 2 * PANEL_MARGIN;
}

/* ---- marks ---- */

static const char *
keep(Panels *v, const char *text, size_t count)
{
    char *kept = arena_new(&v->texts, count + 1);
    memcpy(kept, text, count);
    return kept;
}

static const char *
keep_scratch(Panels *v)
{
    return keep(v, sink_text(&v->text), v->text.count);
}

static PanelMark *
add_text(Panels *v, PanelTone tone, int x, int y, int anchor, const char *text)
{
    PanelMark mark = {.kind = PANEL_TEXT, .tone = tone, .x = x, .y = y, .anchor = anchor,
                      .text = text};
    array_push(&v->marks, mark);
    return &v->marks.at[v->marks.count - 1];
}

/* On as many lines as it takes. */
static void
add_lines(Panels *v, PanelTone tone, int y, const char *text)
{
    while (*text) {
        size_t n = line_length(text, columns(v));
        add_text(v, tone, 0, y, -1, keep(v, text, n));
        text += n + (text[n] == ' ');
        y += LINE;
    }
}

/* At the right end of the label's line, or on a line of its own. */
static void
add_number(Panels *v, mpq_srcptr q, int y)
{
    piece_start(&v->text);
    fraction_write(q, &v->style, &v->text);
    PanelMark *mark = add_text(v, PANEL_PLAIN, v->two_lines ? 0 : v->width, y,
                               v->two_lines ? -1 : 1, keep_scratch(v));
    if (mpz_cmp_ui(mpq_denref(q), 1) == 0)
        return;
    piece_start(&v->text);
    decimal_write(q, v->style.digits, &v->text);
    mark->more = keep_scratch(v);
}

static int
zero_of(const Panels *v)
{
    return v->plot->negative ? v->width / 2 : 0;
}

static void
add_bar(Panels *v, const PlotBar *bar, mpq_srcptr q, int y)
{
    int zero = zero_of(v);
    int units = (int)plot_units(q, v->plot->scale, (uint64_t)(v->width - zero));
    PanelMark mark = {.kind = PANEL_BAR_MARK, .x = mpq_sgn(q) < 0 ? zero - units : zero, .y = y,
                      .width = units, .text = bar->label, .weight = q};
    array_push(&v->marks, mark);
}

/* The place below it. */
static int
add_entry(Panels *v, size_t b, size_t panel, int y)
{
    const PlotPart *part = v->part;
    const PlotBar *bar = &part->bars.at[b];
    size_t panels = part->titles.count;
    mpq_srcptr q = &part->weight.at[b * panels + panel];
    int label = text_height(v, bar->label);
    add_lines(v, PANEL_PLAIN, y, bar->label);
    int number = v->two_lines ? y + label : y;
    if (part->undefined.at[bar->group * panels + panel]) {
        add_text(v, PANEL_DIM, v->two_lines ? 0 : v->width, number, v->two_lines ? -1 : 1,
                 undefined);
        return y + bar_height(v, bar);
    }
    add_number(v, q, number);
    if (!bar->rest)
        add_bar(v, bar, q, y + label + (v->two_lines ? LINE : 0));
    return y + bar_height(v, bar);
}

static void
add_scale(Panels *v, int y)
{
    int zero = zero_of(v);
    PanelMark mark = {.kind = PANEL_SCALE, .y = y, .width = v->width, .zero = zero};
    array_push(&v->marks, mark);
    piece_start(&v->text);
    sink_put(&v->text, "-");
    plot_write_scale(v->plot, &v->text);
    const char *end = keep_scratch(v);
    add_text(v, PANEL_DIM, v->width, y + 2, 1, end + 1);
    add_text(v, PANEL_DIM, zero, y + 2, zero ? 0 : -1, "0");
    if (zero)
        add_text(v, PANEL_DIM, 0, y + 2, -1, end);
}

static void
add_note(Panels *v, int y)
{
    const PlotPart *part = v->part;
    piece_start(&v->text);
    if (part->groups.count < part->rows)
        sink_print(&v->text, "left out: %zu of %zu rows", part->rows - part->groups.count,
                   part->rows);
    else
        sink_put(&v->text, "left out: what has weight 0");
    add_text(v, PANEL_DIM, 0, y, -1, keep_scratch(v));
}

void
panels_make(Panels *v, size_t panel)
{
    const PlotPart *part = v->part;
    v->marks.count = 0;
    add_lines(v, PANEL_STRONG, 0, part->titles.at[panel]);
    int y = v->titles * LINE;
    add_lines(v, PANEL_DIM, y, part->head);
    y += height_of(v, part->head);
    for (size_t b = 0; b < part->bars.count; b++) {
        const char *key = part->groups.at[part->bars.at[b].group].key;
        if (*key && (!b || part->bars.at[b].group != part->bars.at[b - 1].group)) {
            add_lines(v, PANEL_STRONG, y + AFTER, key);
            y += text_height(v, key) + AFTER;
        }
        y = add_entry(v, b, panel, y);
    }
    add_scale(v, y + 6);
    if (has_note(part))
        add_note(v, y + SCALE);
}
