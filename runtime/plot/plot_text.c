/* plot_text.c -- plots for a terminal.
 *
 *     C           P(C | S) in omega                 P(C | do(S)) in lung with F
 *     S = smoker
 *       cancer    ███████████████████████████▎      █████████████▊
 *                 17/21  0.809524                   43/100  0.43
 *                 0                              1  0                              1
 *
 * A column for the labels, then one for each panel; numbers stand beside the bars where there is
 * room, else below them.  Panels for which the width has no room go into a further band below. */
#include "show/fraction.h"
#include "plot/plot.h"

#include "base/utf8.h"

enum {
    INDENT = 2,        /* of labels below a key */
    GAP = 2,           /* between columns */
    BAR_LEAST = 16,    /* the least columns of a bar ... */
    BESIDE_LEAST = 24, /* ... and where its number stands beside it */
    BAR_MOST = 100,    /* the most */
    LABEL_MOST = 32,   /* longer labels have a line of their own */
    PARTS = 8          /* of a column that a block can show */
};

typedef struct Drawing {
    const Plot *plot;
    const PlotPart *part;
    const Style *style;
    Sink *out;
    Sink text;      /* scratch */
    bool shortened; /* some fraction was */

    size_t labels;   /* columns for labels, with the gap after them */
    size_t fraction; /* columns for fractions ... */
    size_t decimal;  /* ... for decimals ... */
    size_t number;   /* ... and for both */
    size_t title;    /* the widest title of a panel */
    size_t panels;   /* how many stand side by side */
    size_t bar;      /* columns of a full bar */
    size_t column;   /* columns of a panel, without the gap after it */
    bool beside;     /* numbers stand beside their bars */
    size_t from, to; /* the panels of this band */
} Drawing;

static size_t
max(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t
width_of(const char *text)
{
    return utf8_columns(text, strlen(text));
}

static mpq_srcptr
weight_at(const Drawing *d, size_t bar, size_t panel)
{
    return &d->part->weight.at[bar * d->part->titles.count + panel];
}

/* ---- measuring ---- */

/* The fraction into d->text; its width. */
static size_t
make_fraction(Drawing *d, mpq_srcptr q)
{
    piece_start(&d->text);
    if (fraction_write(q, d->style, &d->text))
        d->shortened = true;
    return piece_width(&d->text);
}

/* The decimal that stands after it, if it says anything more. */
static size_t
make_decimal(Drawing *d, mpq_srcptr q)
{
    piece_start(&d->text);
    if (mpz_cmp_ui(mpq_denref(q), 1) != 0)
        decimal_write(q, d->style->digits, &d->text);
    return piece_width(&d->text);
}

/* Takes a part into account: the columns are as wide as the widest of any part wants. */
static void
measure(Drawing *d, const PlotPart *part)
{
    d->part = part;
    d->labels = max(d->labels, width_of(part->head));
    d->panels = max(d->panels, part->titles.count);
    for (size_t p = 0; p < part->titles.count; p++)
        d->title = max(d->title, width_of(part->titles.at[p]));
    for (size_t b = 0; b < part->bars.count; b++) {
        size_t indent = *part->groups.at[part->bars.at[b].group].key ? INDENT : 0;
        size_t label = width_of(part->bars.at[b].label) + indent;
        if (label <= LABEL_MOST)
            d->labels = max(d->labels, label);
        for (size_t p = 0; p < part->titles.count; p++) {
            d->fraction = max(d->fraction, make_fraction(d, weight_at(d, b, p)));
            d->decimal = max(d->decimal, make_decimal(d, weight_at(d, b, p)));
        }
    }
}

/* Columns of a panel when there are so many. */
static size_t
column_of(const Drawing *d, size_t panels)
{
    size_t all = d->style->width > 0 ? (size_t)d->style->width : 1;
    size_t room = all > d->labels ? all - d->labels : 0;
    size_t gaps = (panels - 1) * GAP;
    return room > gaps ? (room - gaps) / panels : 0;
}

/* How many panels stand side by side, and what of a column is the bar's: the same in all parts. */
static void
decide(Drawing *d)
{
    d->labels = d->labels ? d->labels + GAP : 0;
    d->number = d->fraction + (d->decimal ? GAP + d->decimal : 0);
    size_t least = max(max(BAR_LEAST, d->number), d->title);
    while (d->panels > 1 && column_of(d, d->panels) < least)
        d->panels--;
    d->column = max(column_of(d, d->panels), BAR_LEAST);
    d->beside = d->column >= BESIDE_LEAST + GAP + d->number;
    d->bar = d->beside ? d->column - GAP - d->number : d->column;
    if (d->bar > BAR_MOST)
        d->bar = BAR_MOST;
    d->column = d->beside ? d->bar + GAP + d->number : max(d->bar, d->number);
}

/* ---- pieces ---- */

static void
pad(Drawing *d, size_t width, size_t to)
{
    if (width < to)
        sink_fill(d->out, ' ', to - width);
}

/* From one panel to the next; nothing after the last one of the line. */
static void
end_panel(Drawing *d, size_t panel, size_t width)
{
    if (panel + 1 < d->to)
        pad(d, width, d->column + GAP);
    else
        sink_put(d->out, "\n");
}

static void
open_color(Drawing *d, size_t panel)
{
    static const char *const colors[] = {"\033[34m", "\033[33m", "\033[35m", "\033[36m"};
    if (d->style->color)
        sink_put(d->out, colors[panel % (sizeof colors / sizeof *colors)]);
}

static void
close_color(Drawing *d)
{
    sink_put(d->out, d->style->color ? "\033[0m" : "");
}

/* A block of so many eighths of a column, 1 ... 8. */
static void
put_block(Drawing *d, size_t eighths)
{
    static const char *const blocks[] = {"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
    sink_put(d->out, blocks[eighths - 1]);
}

/* A bar that begins at the left; its width. */
static size_t
put_bar(Drawing *d, mpq_srcptr q, size_t columns)
{
    size_t parts = d->style->unicode ? PARTS : 1;
    size_t units = (size_t)plot_units(q, d->plot->scale, columns * parts);
    for (size_t i = 0; i < units / parts; i++)
        sink_put(d->out, d->style->unicode ? "█" : "#");
    if (units % parts)
        put_block(d, units % parts);
    return (units + parts - 1) / parts;
}

/* On a scale with 0 in its middle: a negative one grows to the left, in whole columns. */
static size_t
put_signed_bar(Drawing *d, mpq_srcptr q)
{
    size_t half = d->bar / 2;
    if (mpq_sgn(q) >= 0) {
        sink_fill(d->out, ' ', half);
        return half + put_bar(d, q, half);
    }
    size_t units = (size_t)plot_units(q, d->plot->scale, half);
    sink_fill(d->out, ' ', half - units);
    for (size_t i = 0; i < units; i++)
        sink_put(d->out, d->style->unicode ? "█" : "#");
    return half;
}

/* Fraction, and its decimal; its width. */
static size_t
put_number(Drawing *d, mpq_srcptr q, size_t fractions)
{
    size_t width = make_fraction(d, q);
    pad(d, width, fractions);
    width = max(width, fractions);
    sink_add(d->out, sink_text(&d->text), d->text.count);
    size_t decimal = make_decimal(d, q);
    if (!decimal)
        return width;
    sink_fill(d->out, ' ', GAP);
    sink_put(d->out, d->style->color ? "\033[2m" : "");
    sink_add(d->out, sink_text(&d->text), d->text.count);
    close_color(d);
    return width + GAP + decimal;
}

/* ---- lines ---- */

/* A label in the first column, or on a line of its own where it is too wide for that. */
static void
put_label(Drawing *d, const char *label, size_t indent)
{
    sink_fill(d->out, ' ', indent);
    sink_put(d->out, label);
    size_t width = width_of(label) + indent;
    if (width > d->labels) {
        sink_put(d->out, "\n");
        width = 0;
    }
    pad(d, width, d->labels);
}

static bool
is_undefined(const Drawing *d, size_t bar, size_t panel)
{
    return d->part->undefined.at[d->part->bars.at[bar].group * d->part->titles.count + panel];
}

/* The bar of one panel, with its number where it stands beside. */
static void
put_cell(Drawing *d, size_t bar, size_t panel)
{
    mpq_srcptr q = weight_at(d, bar, panel);
    size_t width = 0;
    if (is_undefined(d, bar, panel)) {
        sink_put(d->out, "undefined");
        end_panel(d, panel, strlen("undefined"));
        return;
    }
    if (!d->part->bars.at[bar].rest) {
        open_color(d, panel);
        width = d->plot->negative ? put_signed_bar(d, q) : put_bar(d, q, d->bar);
        close_color(d);
    }
    if (d->beside) {
        pad(d, width, d->bar + GAP);
        width = d->bar + GAP + put_number(d, q, d->fraction);
    }
    end_panel(d, panel, width);
}

static void
put_numbers_below(Drawing *d, size_t bar)
{
    size_t p = d->from;
    while (p < d->to && is_undefined(d, bar, p))
        p++;
    if (p == d->to)
        return;
    sink_fill(d->out, ' ', d->labels);
    for (p = d->from; p < d->to; p++)
        end_panel(d, p,
                  is_undefined(d, bar, p) ? 0 : put_number(d, weight_at(d, bar, p), 0));
}

static void
put_bar_line(Drawing *d, size_t bar)
{
    const PlotBar *b = &d->part->bars.at[bar];
    size_t indent = *d->part->groups.at[b->group].key ? INDENT : 0;
    put_label(d, b->label, indent);
    if (b->rest && !d->beside) {
        sink_put(d->out, "\n");
    } else {
        for (size_t p = d->from; p < d->to; p++)
            put_cell(d, bar, p);
    }
    if (!d->beside)
        put_numbers_below(d, bar);
}

/* What the labels are of, and the titles. */
static void
put_titles(Drawing *d)
{
    if (!*d->part->head && !*d->part->titles.at[0])
        return;
    put_label(d, d->part->head, 0);
    for (size_t p = d->from; p < d->to; p++) {
        open_color(d, p);
        sink_put(d->out, d->part->titles.at[p]);
        close_color(d);
        end_panel(d, p, width_of(d->part->titles.at[p]));
    }
}

/* `0                  1` below each panel. */
static void
put_scale(Drawing *d)
{
    piece_start(&d->text);
    plot_write_scale(d->plot, &d->text);
    size_t width = piece_width(&d->text), half = d->bar / 2;
    sink_fill(d->out, ' ', d->labels);
    for (size_t p = d->from; p < d->to; p++) {
        if (d->plot->negative) {
            sink_print(d->out, "-%s", sink_text(&d->text));
            pad(d, width + 1, half);
        }
        size_t room = d->plot->negative ? d->bar - half : d->bar;
        sink_put(d->out, "0");
        pad(d, width + 1, room);
        sink_put(d->out, sink_text(&d->text));
        end_panel(d, p, max(d->bar, width + 1));
    }
}

static void
put_band(Drawing *d)
{
    const PlotPart *part = d->part;
    put_titles(d);
    for (size_t b = 0; b < part->bars.count; b++) {
        const char *key = part->groups.at[part->bars.at[b].group].key;
        if (*key && (!b || part->bars.at[b].group != part->bars.at[b - 1].group))
            sink_print(d->out, "%s\n", key);
        put_bar_line(d, b);
    }
    put_scale(d);
}

static void
put_note(Drawing *d, const char *note)
{
    comment_open(d->style, d->out);
    sink_put(d->out, note);
    comment_close(d->style, d->out);
    sink_put(d->out, "\n");
}

static void
put_notes(Drawing *d)
{
    const PlotPart *part = d->part;
    if (part->groups.count < part->rows) {
        piece_start(&d->text);
        sink_print(&d->text, "left out: %zu of %zu rows; ask for them by value",
                   part->rows - part->groups.count, part->rows);
        put_note(d, sink_text(&d->text));
    }
    if (part->zeros_left)
        put_note(d, "left out: what has weight 0");
}

static void
put_part(Drawing *d)
{
    size_t panels = d->part->titles.count;
    for (d->from = 0; d->from < panels; d->from = d->to) {
        d->to = panels - d->from < d->panels ? panels : d->from + d->panels;
        sink_put(d->out, d->from ? "\n" : "");
        put_band(d);
    }
    put_notes(d);
}

void
plot_write(const Plot *p, const Style *style, Sink *out)
{
    Drawing d = {.plot = p, .style = style, .out = out};
    sink_init(&d.text);
    for (size_t i = 0; i < p->parts.count; i++)
        measure(&d, &p->parts.at[i]);
    decide(&d);
    for (size_t i = 0; i < p->parts.count; i++) {
        sink_put(out, i ? "\n" : "");
        d.part = &p->parts.at[i];
        put_part(&d);
    }
    if (d.shortened)
        put_note(&d, "(long fractions are shortened; --json shows them whole)");
    sink_clear(&d.text);
}
