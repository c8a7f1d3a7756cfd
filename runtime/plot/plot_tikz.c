/* plot_tikz.c -- plots as TikZ: texts and bars at the places of plot_panel.h, to be moved by
 * hand. */
#include "show/latex.h"
#include "plot/plot_panel.h"

enum { UNITS = 50 }; /* to a centimetre */

static void
put_text(const PanelMark *m, Sink *out)
{
    static const char *const anchors[] = {"base west", "base", "base east"};
    static const char *const tones[] = {
        [PANEL_PLAIN] = "", [PANEL_STRONG] = ", font=\\bfseries\\boldmath\\footnotesize",
        [PANEL_DIM] = ", text=gray"};
    sink_print(out, "    \\node[anchor=%s%s] at (%d,%d) {", anchors[m->anchor + 1],
               tones[m->tone], m->x, m->y + PANEL_LINE - 5);
    latex_write_label(m->text, out);
    if (m->more)
        sink_print(out, "\\enspace\\textcolor{gray}{%s}", m->more);
    sink_put(out, "};\n");
}

static void
put_mark(const PanelMark *m, size_t panel, Sink *out)
{
    if (m->kind == PANEL_TEXT)
        put_text(m, out);
    else if (m->kind == PANEL_BAR_MARK)
        sink_print(out, "    \\fill[catgut bars %zu] (%d,%d) rectangle (%d,%d);\n", panel % 4 + 1,
                   m->x, m->y, m->x + m->width, m->y + PANEL_BAR);
    else
        sink_print(out,
                   "    \\draw[gray] (0,%d) -- (0,%d) -- (%d,%d) -- (%d,%d) (%d,%d) -- (%d,%d);\n",
                   m->y - 6, m->y, m->width, m->y, m->width, m->y - 6, m->zero, m->y, m->zero,
                   m->y - 6);
}

static void
put_panel(Panels *v, size_t panel, int y, Sink *out)
{
    panels_make(v, panel);
    sink_print(out, "  \\begin{scope}[shift={(%d,%d)}]\n", (int)panel * (v->width + PANEL_GAP), y);
    for (size_t i = 0; i < v->marks.count; i++)
        put_mark(&v->marks.at[i], panel, out);
    sink_put(out, "  \\end{scope}\n");
}

static void
put_title(const char *title, Sink *out)
{
    sink_put(out, "% ");
    for (; *title; title++)
        sink_add(out, *title == '\n' || *title == '\r' ? " " : title, 1);
    sink_put(out, "\n");
}

/* Letters beyond ASCII need a font that has them. */
static bool
is_ascii(const Sink *text)
{
    for (size_t i = 0; i < text->count; i++)
        if ((unsigned char)text->text[i] >= 0x80)
            return false;
    return true;
}

static void
put_head(int width, int height, int percent, bool ascii, Sink *out)
{
    width = (int)((int64_t)width * percent / 100);
    height = (int)((int64_t)height * percent / 100);
    sink_put(out, "% Compiles as it is.  In a paper: the lines from \\usepackage{tikz} to the "
                  "styles' end go into the preamble.\n\\documentclass{article}\n");
    sink_print(out, "\\usepackage[margin=5mm, paperwidth=%dcm, paperheight=%dcm]{geometry}\n",
               width / UNITS + 2, height / UNITS + 3);
    sink_put(out, ascii ? "" : "\\usepackage[T1]{fontenc}\n");
    sink_put(
        out,
        "\\usepackage{amsmath, tikz}\n"
        "\\definecolor{catgut-a}{HTML}{2B6CB0}\n\\definecolor{catgut-b}{HTML}{C05621}\n"
        "\\definecolor{catgut-c}{HTML}{2F855A}\n\\definecolor{catgut-d}{HTML}{805AD5}\n"
        "\\tikzset{catgut bars 1/.style={fill=catgut-a}, catgut bars 2/.style={fill=catgut-b},\n"
        "  catgut bars 3/.style={fill=catgut-c}, catgut bars 4/.style={fill=catgut-d}}\n"
        "\\begin{document}\n\\pagestyle{empty}\\noindent\n"
        "\\begin{tikzpicture}[x=.02cm, y=-.02cm,\n");
    if (percent != 100)
        sink_print(out, "  scale=%d.%02d, transform shape,\n", percent / 100, percent % 100);
    sink_put(out, "  every node/.style={inner sep=0pt, font=\\footnotesize}]\n");
}

void
plot_write_tikz(const Plot *p, const Style *style, const char *title, Sink *out)
{
    Panels v;
    Sink body;
    int width, height, y = 0;
    sink_init(&body);
    panels_init(&v, p, style);
    panels_extent(&v, &width, &height);
    for (size_t i = 0; i < p->parts.count; i++) {
        panels_start(&v, i);
        for (size_t k = 0; k < v.part->titles.count; k++)
            put_panel(&v, k, y, &body);
        y += v.height + PANEL_MARGIN;
    }
    put_title(title, out);
    put_head(width, height, style->percent ? style->percent : 100, is_ascii(&body), out);
    sink_add(out, sink_text(&body), body.count);
    sink_put(out, "\\end{tikzpicture}\n\\end{document}\n");
    panels_clear(&v);
    sink_clear(&body);
}
