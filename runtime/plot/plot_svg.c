/* plot_svg.c -- plots as SVG, a document of its own or pieces of a page. */
#include "show/fraction.h"
#include "plot/plot_panel.h"
#include "show/xml.h"

enum { TITLE_MOST = 1000 }; /* characters of a fraction that is not shortened */

typedef struct Picture {
    Panels panels;
    Sink *out;
} Picture;

/* ---- marks ---- */

static void
put_text(Picture *v, const PanelMark *m)
{
    static const char *const tones[] = {
        [PANEL_PLAIN] = "l", [PANEL_STRONG] = "t", [PANEL_DIM] = "d"};
    static const char *const anchors[] = {"", " m", " e"};
    sink_print(v->out, "<text class=\"%s%s\" x=\"%d\" y=\"%d\">", tones[m->tone],
               anchors[m->anchor + 1], m->x, m->y + PANEL_LINE - 5);
    xml_write_string(m->text, v->out);
    if (m->more)
        sink_print(v->out, "<tspan class=\"d\" dx=\"10\">%s</tspan>", m->more);
    sink_put(v->out, "</text>\n");
}

/* The title of a bar has its fraction, in full as long as that is readable: for pointing at it, and
 * for screen readers. */
static void
put_bar(Picture *v, const PanelMark *m, size_t panel)
{
    sink_print(v->out, "<rect class=\"g\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", m->y,
               v->panels.width, PANEL_BAR);
    sink_print(v->out, "<rect class=\"p%zu\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>",
               panel % 4, m->x, m->y, m->width, PANEL_BAR);
    xml_write_string(m->text, v->out);
    sink_put(v->out, *m->text ? ": " : "");
    if (rational_width(m->weight) > TITLE_MOST)
        fraction_write(m->weight, &v->panels.style, v->out);
    else
        rational_write(m->weight, v->out);
    sink_put(v->out, "</title></rect>\n");
}

static void
put_scale(Picture *v, const PanelMark *m)
{
    sink_print(v->out, "<path class=\"a\" d=\"M0 %dH%dM0 %dv-6M%d %dv-6M%d %dv-6\"/>\n", m->y,
               m->width, m->y, m->zero, m->y, m->width, m->y);
}

static void
put_panel(Picture *v, size_t panel)
{
    panels_make(&v->panels, panel);
    for (size_t i = 0; i < v->panels.marks.count; i++) {
        const PanelMark *m = &v->panels.marks.at[i];
        if (m->kind == PANEL_TEXT)
            put_text(v, m);
        else if (m->kind == PANEL_BAR_MARK)
            put_bar(v, m, panel);
        else
            put_scale(v, m);
    }
}

/* ---- documents ---- */

void
plot_write_css(Sink *out)
{
    sink_put(out,
             ".plot text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\","
             "monospace;fill:#1d2330;white-space:pre}\n"
             ".plot .t{font-weight:700}.plot .d{fill:#5b6474}\n"
             ".plot .e{text-anchor:end}.plot .m{text-anchor:middle}\n"
             ".plot .a{stroke:#5b6474;fill:none}.plot .g{fill:#eceff4}\n"
             ".plot .p0{fill:#2b6cb0}.plot .p1{fill:#c05621}.plot .p2{fill:#2f855a}"
             ".plot .p3{fill:#805ad5}\n");
}

/* `P(C | S) in omega, P(C | do(S)) in lung from omega` */
static void
put_all_titles(Picture *v)
{
    const Plot *plot = v->panels.plot;
    const char *before = "";
    for (size_t i = 0; i < plot->parts.count; i++) {
        const PlotPart *part = &plot->parts.at[i];
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
    const Plot *plot = v->panels.plot;
    sink_put(v->out, "Bars on a scale from ");
    sink_put(v->out, plot->negative ? "-" : "0");
    if (plot->negative)
        plot_write_scale(plot, v->out);
    sink_put(v->out, " to ");
    plot_write_scale(plot, v->out);
    sink_put(v->out, "; each is labelled with its exact value.");
}

static void
put_part(Picture *v, int y)
{
    for (size_t k = 0; k < v->panels.part->titles.count; k++) {
        sink_print(v->out, "<g transform=\"translate(%d %d)\">\n",
                   PANEL_MARGIN + (int)k * (v->panels.width + PANEL_GAP), y);
        put_panel(v, k);
        sink_put(v->out, "</g>\n");
    }
}

void
plot_write_svg(const Plot *p, const Style *style, Sink *out)
{
    Picture v = {.out = out};
    int width, height, y = PANEL_MARGIN, percent = style->percent ? style->percent : 100;
    panels_init(&v.panels, p, style);
    panels_extent(&v.panels, &width, &height);
    sink_print(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" role=\"img\" "
                    "aria-labelledby=\"t d\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n",
               width, height, (int)((int64_t)width * percent / 100),
               (int)((int64_t)height * percent / 100));
    sink_put(out, "<title id=\"t\">Bars: ");
    put_all_titles(&v);
    sink_put(out, "</title>\n<desc id=\"d\">");
    put_description(&v);
    sink_put(out, "</desc>\n<style>\n");
    plot_write_css(out);
    sink_put(out, "</style>\n");
    for (size_t i = 0; i < p->parts.count; i++) {
        panels_start(&v.panels, i);
        put_part(&v, y);
        y += v.panels.height + PANEL_MARGIN;
    }
    sink_put(out, "</svg>\n");
    panels_clear(&v.panels);
}

static void
put_figure(Picture *v, size_t panel, unsigned id)
{
    const char *title = v->panels.part->titles.at[panel];
    sink_print(v->out, "<svg class=\"plot\" role=\"img\" aria-labelledby=\"i%u\" "
                       "viewBox=\"0 0 %d %d\" width=\"%d\">\n<title id=\"i%u\">",
               id, v->panels.width, v->panels.height, v->panels.width, id);
    if (*title)
        xml_write_string(title, v->out);
    else
        put_all_titles(v);
    sink_put(v->out, ". ");
    put_description(v);
    sink_put(v->out, "</title>\n");
    put_panel(v, panel);
    sink_put(v->out, "</svg>\n");
}

unsigned
plot_write_html(const Plot *p, const Style *style, unsigned id, Sink *out)
{
    Picture v = {.out = out};
    panels_init(&v.panels, p, style);
    sink_put(out, "<div class=\"panels\">\n");
    for (size_t i = 0; i < p->parts.count; i++) {
        panels_start(&v.panels, i);
        for (size_t k = 0; k < v.panels.part->titles.count; k++, id++)
            put_figure(&v, k, id);
    }
    sink_put(out, "</div>\n");
    panels_clear(&v.panels);
    return id;
}
