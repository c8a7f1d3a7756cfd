/* plot_svg.c -- plots as SVG: a panel is a column of bars, each with its label and number above it,
 * so that no width of text has to be known.  All coordinates are whole numbers. */
#include "show/piece.h"
#include "show/plot.h"
#include "show/xml.h"

#include "base/utf8.h"

enum {
    CHARACTER = 8,     /* the most that a character of the 13px type takes */
    PANEL = 336,       /* the width of a panel ... */
    PANEL_MOST = 560,  /* ... and where fractions are long */
    MARGIN = 12,
    GAP = 32,          /* between panels */
    LINE = 18,         /* of text */
    BAR = 12,          /* the height of a bar */
    AFTER = 8,         /* below it */
    SCALE = 26         /* the height of the scale */
};

typedef struct Picture {
    const Plot *plot;
    const PlotPart *part;
    Style style; /* with long fractions shortened: whole ones stand in the bar's title */
    Sink *out;
    Sink text;       /* scratch */
    int width;       /* of a panel */
    size_t beside;   /* the widest label with its number, in characters */
    bool two_lines;  /* numbers stand below their labels */
    int titles;      /* lines of the longest title of the part */
} Picture;

static size_t
width_of(const char *text)
{
    return utf8_width(text, strlen(text));
}

static int
columns(const Picture *v)
{
    return v->width / CHARACTER;
}

/* ---- measuring ---- */

/* `17/21  0.809524` into v->text; its width. */
static size_t
make_number(Picture *v, mpq_srcptr q)
{
    piece_start(&v->text);
    fraction_write(q, &v->style, &v->text);
    if (mpz_cmp_ui(mpq_denref(q), 1) != 0) {
        sink_put(&v->text, "  ");
        decimal_write(q, v->style.digits, &v->text);
    }
    return piece_width(&v->text);
}

/* How many bytes of the text stand on its first line: up to the last blank that lets it fit, else
 * as many characters as fit. */
static size_t
line_length(const char *text, size_t room)
{
    size_t at = 0, blank = 0, width = 0, count = strlen(text);
    while (at < count) {
        uint32_t point = 'x';
        size_t n = utf8_read(text + at, count - at, &point);
        width += n ? utf8_columns(point) : 1;
        if (width > room && at)
            return blank ? blank : at;
        blank = text[at] == ' ' ? at : blank;
        at += n ? n : 1;
    }
    return count;
}

/* The lines that a text takes, at least one; with `out` they are written, in tspans. */
static int
break_lines(const char *text, size_t room, Sink *out)
{
    int lines = 0;
    do {
        size_t n = line_length(text, room);
        if (out) {
            sink_print(out, "<tspan x=\"0\" dy=\"%d\">", lines ? LINE : 0);
            xml_write_text(text, n, out);
            sink_put(out, "</tspan>");
        }
        text += n + (text[n] == ' ');
        lines++;
    } while (*text);
    return lines;
}

/* Takes a part into account: all panels are as wide as the widest number wants. */
static void
measure(Picture *v, const PlotPart *part)
{
    size_t widest = 0;
    for (size_t b = 0; b < part->bars.count; b++)
        for (size_t p = 0; p < part->titles.count; p++) {
            size_t number = make_number(v, &part->weight.at[b * part->titles.count + p]);
            size_t label = width_of(part->bars.at[b].label);
            widest = number > widest ? number : widest;
            v->beside = number + label > v->beside ? number + label : v->beside;
        }
    int wanted = widest < PANEL_MOST / CHARACTER ? (int)widest * CHARACTER : PANEL_MOST;
    v->width = wanted > v->width ? wanted : v->width;
}

static int
text_height(const Picture *v, const char *text)
{
    return LINE * break_lines(text, (size_t)columns(v), NULL);
}

static int
bar_height(const Picture *v, const PlotBar *bar)
{
    return text_height(v, bar->label) + (v->two_lines ? LINE : 0) + (bar->rest ? 0 : BAR) + AFTER;
}

static int
panel_height(const Picture *v)
{
    const PlotPart *part = v->part;
    int height = v->titles * LINE + (*part->head ? text_height(v, part->head) : 0) + SCALE;
    for (size_t b = 0; b < part->bars.count; b++)
        height += bar_height(v, &part->bars.at[b]);
    for (size_t g = 0; g < part->groups.count; g++)
        height += *part->groups.at[g].key ? text_height(v, part->groups.at[g].key) + AFTER : 0;
    return height + (part->groups.count < part->rows || part->zeros_left ? LINE : 0);
}

/* ---- writing ---- */

static void
open_text(Picture *v, const char *classes, int x, int y)
{
    sink_print(v->out, "<text class=\"%s\" x=\"%d\" y=\"%d\">", classes, x, y + LINE - 5);
}

static void
put_text(Picture *v, const char *classes, int x, int y, const char *text)
{
    open_text(v, classes, x, y);
    xml_write_string(text, v->out);
    sink_put(v->out, "</text>\n");
}

/* On as many lines as it takes. */
static void
put_lines(Picture *v, const char *classes, int y, const char *text)
{
    if (text_height(v, text) == LINE) {
        put_text(v, classes, 0, y, text);
        return;
    }
    open_text(v, classes, 0, y);
    break_lines(text, (size_t)columns(v), v->out);
    sink_put(v->out, "</text>\n");
}

/* At the right end of the label's line, or on a line of its own. */
static void
put_number(Picture *v, mpq_srcptr q, int y)
{
    open_text(v, v->two_lines ? "n" : "n e", v->two_lines ? 0 : v->width, y);
    piece_start(&v->text);
    fraction_write(q, &v->style, &v->text);
    xml_write_string(sink_text(&v->text), v->out);
    if (mpz_cmp_ui(mpq_denref(q), 1) != 0) {
        piece_start(&v->text);
        decimal_write(q, v->style.digits, &v->text);
        sink_print(v->out, "<tspan class=\"d\" dx=\"10\">%s</tspan>", sink_text(&v->text));
    }
    sink_put(v->out, "</text>\n");
}

/* The whole fraction, for who points at the bar and for who cannot see it. */
static void
put_bar_title(Picture *v, const char *label, mpq_srcptr q)
{
    sink_put(v->out, "<title>");
    xml_write_string(label, v->out);
    sink_put(v->out, *label ? ": " : "");
    rational_write(q, v->out);
    sink_put(v->out, "</title>");
}

static void
put_bar(Picture *v, const PlotBar *bar, mpq_srcptr q, size_t panel, int y)
{
    int zero = v->plot->negative ? v->width / 2 : 0;
    int units = (int)plot_units(q, v->plot->scale, (uint64_t)(v->width - zero));
    int x = mpq_sgn(q) < 0 ? zero - units : zero;
    sink_print(v->out, "<rect class=\"g\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", y,
               v->width, BAR);
    sink_print(v->out, "<rect class=\"p%zu\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\">",
               panel % 4, x, y, units, BAR);
    put_bar_title(v, bar->label, q);
    sink_put(v->out, "</rect>\n");
}

static int
put_one(Picture *v, size_t b, size_t panel, int y)
{
    const PlotPart *part = v->part;
    const PlotBar *bar = &part->bars.at[b];
    size_t panels = part->titles.count;
    mpq_srcptr q = &part->weight.at[b * panels + panel];
    put_lines(v, "l", y, bar->label);
    if (part->undefined.at[bar->group * panels + panel]) {
        put_text(v, "d e", v->width, y, "undefined");
        return y + bar_height(v, bar);
    }
    int label = text_height(v, bar->label);
    put_number(v, q, v->two_lines ? y + label : y);
    if (!bar->rest)
        put_bar(v, bar, q, panel, y + label + (v->two_lines ? LINE : 0));
    return y + bar_height(v, bar);
}

static void
put_scale(Picture *v, int y)
{
    int zero = v->plot->negative ? v->width / 2 : 0;
    sink_print(v->out, "<path class=\"a\" d=\"M0 %dH%dM0 %dv-6M%d %dv-6M%d %dv-6\"/>\n", y,
               v->width, y, zero, y, v->width, y);
    piece_start(&v->text);
    rational_write(v->plot->scale, &v->text);
    put_text(v, "d e", v->width, y + 2, sink_text(&v->text));
    put_text(v, v->plot->negative ? "d m" : "d", zero, y + 2, "0");
    if (!v->plot->negative)
        return;
    open_text(v, "d", 0, y + 2);
    sink_print(v->out, "-%s</text>\n", sink_text(&v->text));
}

static void
put_notes(Picture *v, int y)
{
    const PlotPart *part = v->part;
    piece_start(&v->text);
    if (part->groups.count < part->rows)
        sink_print(&v->text, "left out: %zu of %zu rows", part->rows - part->groups.count,
                   part->rows);
    else if (part->zeros_left)
        sink_put(&v->text, "left out: what has weight 0");
    else
        return;
    put_text(v, "d", 0, y, sink_text(&v->text));
}

/* A panel from (0, 0) on. */
static void
put_panel(Picture *v, size_t panel)
{
    const PlotPart *part = v->part;
    const char *title = part->titles.at[panel];
    if (*title)
        put_lines(v, "t", 0, title);
    int y = v->titles * LINE;
    if (*part->head)
        put_lines(v, "d", y, part->head);
    y += *part->head ? text_height(v, part->head) : 0;
    for (size_t b = 0; b < part->bars.count; b++) {
        const char *key = part->groups.at[part->bars.at[b].group].key;
        if (*key && (!b || part->bars.at[b].group != part->bars.at[b - 1].group)) {
            put_lines(v, "k", y + AFTER, key);
            y += text_height(v, key) + AFTER;
        }
        y = put_one(v, b, panel, y);
    }
    put_scale(v, y + 6);
    put_notes(v, y + SCALE);
}

/* ---- documents ---- */

void
plot_write_css(Sink *out)
{
    sink_put(out,
             ".plot text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\","
             "monospace;fill:#1d2330;white-space:pre}\n"
             ".plot .t{font-weight:700}.plot .k{font-weight:700}.plot .d{fill:#5b6474}\n"
             ".plot .e{text-anchor:end}.plot .m{text-anchor:middle}\n"
             ".plot .a{stroke:#5b6474;fill:none}.plot .g{fill:#eceff4}.plot .b{fill:#ffffff}\n"
             ".plot .p0{fill:#2b6cb0}.plot .p1{fill:#c05621}.plot .p2{fill:#2f855a}"
             ".plot .p3{fill:#805ad5}\n"
             "@media screen and (prefers-color-scheme:dark){.plot text{fill:#e6e9ef}\n"
             ".plot .d{fill:#a3acbb}.plot .a{stroke:#a3acbb}"
             ".plot .g{fill:#2a303b}.plot .b{fill:#171a21}.plot .p0{fill:#63a4e8}"
             ".plot .p1{fill:#f0965a}.plot .p2{fill:#68c08f}.plot .p3{fill:#b794f4}}\n");
}

static void
put_all_titles(Picture *v)
{
    sink_put(v->out, "Bars: ");
    const char *before = "";
    for (size_t i = 0; i < v->plot->parts.count; i++) {
        const PlotPart *part = &v->plot->parts.at[i];
        for (size_t p = 0; p < part->titles.count; p++) {
            const char *title = part->titles.at[p];
            sink_put(v->out, before);
            xml_write_string(*title ? title : part->bars.at[0].label, v->out);
            before = ", ";
        }
    }
}

static void
put_description(Picture *v)
{
    sink_put(v->out, "Bars on a scale from ");
    if (v->plot->negative)
        sink_put(v->out, "-");
    if (v->plot->negative)
        rational_write(v->plot->scale, v->out);
    else
        sink_put(v->out, "0");
    sink_put(v->out, " to ");
    rational_write(v->plot->scale, v->out);
    sink_put(v->out, "; each is labelled with its exact value.");
}

static void
picture_init(Picture *v, const Plot *p, const Style *style, Sink *out)
{
    *v = (Picture){.plot = p, .style = *style, .out = out};
    v->style.shorten = true;
    v->style.color = false;
    v->width = PANEL;
    sink_init(&v->text);
    for (size_t i = 0; i < p->parts.count; i++)
        measure(v, &p->parts.at[i]);
    v->two_lines = v->beside + 2 > (size_t)columns(v);
}

static void
look_at(Picture *v, size_t place)
{
    const PlotPart *part = v->part = &v->plot->parts.at[place];
    v->titles = 0;
    for (size_t p = 0; p < part->titles.count; p++) {
        int lines = *part->titles.at[p] ? text_height(v, part->titles.at[p]) / LINE : 0;
        v->titles = lines > v->titles ? lines : v->titles;
    }
}

static int
part_width(const Picture *v)
{
    int panels = (int)v->part->titles.count;
    return panels * v->width + (panels - 1) * GAP;
}

void
plot_write_svg(const Plot *p, const Style *style, Sink *out)
{
    Picture v;
    picture_init(&v, p, style, out);
    int width = 0, height = MARGIN;
    for (size_t i = 0; i < p->parts.count; i++) {
        look_at(&v, i);
        width = part_width(&v) > width ? part_width(&v) : width;
        height += panel_height(&v) + MARGIN;
    }
    width += 2 * MARGIN;
    sink_print(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" role=\"img\" "
                    "aria-labelledby=\"t d\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n",
               width, height, width, height);
    sink_put(out, "<title id=\"t\">");
    put_all_titles(&v);
    sink_put(out, "</title>\n<desc id=\"d\">");
    put_description(&v);
    sink_put(out, "</desc>\n<style>\n");
    plot_write_css(out);
    sink_print(out, "</style>\n<rect class=\"b\" width=\"%d\" height=\"%d\"/>\n", width, height);
    int y = MARGIN;
    for (size_t i = 0; i < p->parts.count; i++) {
        look_at(&v, i);
        for (size_t k = 0; k < v.part->titles.count; k++) {
            sink_print(out, "<g transform=\"translate(%d %d)\">\n",
                       MARGIN + (int)k * (v.width + GAP), y);
            put_panel(&v, k);
            sink_put(out, "</g>\n");
        }
        y += panel_height(&v) + MARGIN;
    }
    sink_put(out, "</svg>\n");
    sink_clear(&v.text);
}

unsigned
plot_write_html(const Plot *p, const Style *style, unsigned id, Sink *out)
{
    Picture v;
    picture_init(&v, p, style, out);
    sink_put(out, "<div class=\"panels\">\n");
    for (size_t i = 0; i < p->parts.count; i++) {
        look_at(&v, i);
        for (size_t k = 0; k < v.part->titles.count; k++, id++) {
            const char *title = v.part->titles.at[k];
            sink_print(out, "<svg class=\"plot\" role=\"img\" aria-labelledby=\"i%u\" "
                            "viewBox=\"0 0 %d %d\" width=\"%d\">\n<title id=\"i%u\">",
                       id, v.width, panel_height(&v), v.width, id);
            if (*title)
                xml_write_string(title, out);
            else
                put_all_titles(&v);
            sink_put(out, ". ");
            put_description(&v);
            sink_put(out, "</title>\n");
            put_panel(&v, k);
            sink_put(out, "</svg>\n");
        }
    }
    sink_put(out, "</div>\n");
    sink_clear(&v.text);
    return id;
}
