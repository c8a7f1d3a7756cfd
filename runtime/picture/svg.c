/* svg.c -- a scene as SVG; see picture.h.
 *
 * What it lies on shines through.  Colours are for a light ground, or for a dark one, and never the
 * only sign: what was put in is filled or has a thick edge, what was cut ends in a ground or is
 * crossed out, what is latent is dashed.  A page puts its own colours over them
 * (lang/report/page.c).  Text is text. */
#include "picture/picture.h"

#include "picture/sketch.h"
#include "show/xml.h"

/* In full: not every program that reads SVG knows variables. */
static const char *const shapes =
    ".catgut .l,.catgut .a{fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}"
    ".catgut .in.a{stroke-width:2.5}"
    ".catgut .t{font:14px system-ui,sans-serif}.catgut .in.t{font-weight:600}"
    ".catgut .quiet.t{font-size:12px}"
    ".catgut .d{stroke-dasharray:5 4}.catgut .c{stroke-dasharray:0 4}";

static const char *const light =
    ".catgut .l,.catgut .a{stroke:#1b1b1f}.catgut .s,.catgut .t{fill:#1b1b1f}"
    ".catgut .latent.l,.catgut .latent.a{stroke:#7a3ea1}"
    ".catgut .latent.s,.catgut .latent.t{fill:#7a3ea1}"
    ".catgut .cut.l{stroke:#c0392b}"
    ".catgut .in.l,.catgut .in.a{stroke:#1d7a46}.catgut .in.s,.catgut .in.t{fill:#1d7a46}"
    ".catgut .quiet.t{fill:#5f6368}";

static const char *const dark =
    ".catgut .l,.catgut .a{stroke:#e8e6e3}.catgut .s,.catgut .t{fill:#e8e6e3}"
    ".catgut .latent.l,.catgut .latent.a{stroke:#cf9bf0}"
    ".catgut .latent.s,.catgut .latent.t{fill:#cf9bf0}"
    ".catgut .cut.l{stroke:#ff8a7a}"
    ".catgut .in.l,.catgut .in.a{stroke:#6fd598}.catgut .in.s,.catgut .in.t{fill:#6fd598}"
    ".catgut .quiet.t{fill:#a3a8ad}";

static const char *
tone_class(Tone tone)
{
    static const char *const names[] = {[TONE_PLAIN] = "",
                                        [TONE_LATENT] = " latent",
                                        [TONE_CUT] = " cut",
                                        [TONE_PUT_IN] = " in",
                                        [TONE_QUIET] = " quiet"};
    return names[tone];
}

static void
write_steps(const Sketch *k, const Mark *m, bool closed, Sink *out)
{
    sink_put(out, " d=\"");
    for (uint32_t i = m->first; i < m->first + m->count; i++) {
        const SketchStep *s = &k->steps.at[i];
        sink_print(out, "%c%d %d", s->op, s->x[0], s->y[0]);
        if (s->op == 'C')
            sink_print(out, " %d %d %d %d", s->x[1], s->y[1], s->x[2], s->y[2]);
    }
    sink_put(out, closed ? "Z\"/>\n" : "\"/>\n");
}

/* A tenth of a unit. */
static void
put_tenths(int tenths, Sink *out)
{
    int n = tenths < 0 ? -tenths : tenths;
    sink_print(out, "%s%d", tenths < 0 ? "-" : "", n / 10);
    if (n % 10)
        sink_print(out, ".%d", n % 10);
}

static void
write_head(const Mark *m, Sink *out)
{
    int x[3], y[3];
    mark_head(m, x, y);
    sink_print(out, "<path class=\"s%s\" d=\"", tone_class(m->tone));
    for (int i = 0; i < 3; i++) {
        sink_put(out, i ? "L" : "M");
        put_tenths(x[i], out);
        sink_put(out, " ");
        put_tenths(y[i], out);
    }
    sink_put(out, "Z\"/>\n");
}

/* The line stands a third of its height below its middle: not every reader knows how to centre. */
static void
write_text(const Mark *m, Sink *out)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    sink_print(out, "<text class=\"t%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">",
               tone_class(m->tone), m->x, m->y + (m->tone == TONE_QUIET ? 4 : 5),
               anchors[m->anchor + 1]);
    xml_write_string(m->text, out);
    sink_put(out, "</text>\n");
}

static void
write_mark(const Sketch *k, const Mark *m, Sink *out)
{
    const char *tone = tone_class(m->tone), *dashed = m->dash == DASH_LONG   ? " d"
                                                                       : m->dash == DASH_DOTS ? " c"
                                                                                              : "";
    switch (m->kind) {
    case MARK_LINE:
        sink_print(out, "<path class=\"l%s%s\"", tone, dashed);
        write_steps(k, m, false, out);
        return;
    case MARK_HEAD:
        write_head(m, out);
        return;
    case MARK_AREA:
    case MARK_SOLID:
        sink_print(out, "<path class=\"%s%s%s\"", m->kind == MARK_AREA ? "a" : "s", tone, dashed);
        write_steps(k, m, true, out);
        return;
    case MARK_BOX:
        sink_print(out,
                   "<rect class=\"a%s%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
                   "rx=\"%d\"/>\n",
                   tone, dashed, m->x, m->y, m->width, m->height, m->round);
        return;
    case MARK_DOT:
        sink_print(out, "<circle class=\"s%s\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>\n", tone, m->x, m->y,
                   m->width);
        return;
    default:
        write_text(m, out);
    }
}

/* Up to this width a picture shrinks with its page; a wider one would not be read then. */
enum { NARROW = 1200 };

static void
write_sketch(const Sketch *k, const SvgStyle *style, Sink *out)
{
    int64_t percent = style->percent ? style->percent : 100;
    int width = (int)(k->width * percent / 100), height = (int)(k->height * percent / 100);
    sink_print(out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"catgut\" role=\"img\" "
               "width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"%s>\n<title>",
               width, height, k->width, k->height,
               width <= NARROW ? " style=\"max-width:100%;height:auto\"" : "");
    xml_write_string(style->title ? style->title : "A diagram", out);
    sink_put(out, "</title>\n<desc>");
    xml_write_string(style->description ? style->description : "", out);
    sink_print(out, "</desc>\n<style>%s%s</style>\n", shapes, style->dark ? dark : light);
    for (size_t i = 0; i < k->marks.count && !sink_is_cut(out); i++)
        write_mark(k, &k->marks.at[i], out);
    sink_put(out, "</svg>\n");
}

bool
scenes_write_svg(const Scene *s, size_t n, const SvgStyle *style, Budget *b, Sink *out)
{
    Sketch k = {0};
    if (!sketch_make(&k, s, n, style->up, b))
        return false;
    Sink description = {0};
    SvgStyle told = *style;
    for (size_t i = 0; !style->description && i < n; i++) {
        sink_put(&description, i ? " " : "");
        scene_write_words(&s[i], &description);
    }
    if (!style->description)
        told.description = sink_text(&description);
    write_sketch(&k, &told, out);
    sink_clear(&description);
    sketch_clear(&k);
    return true;
}

bool
scene_write_svg(const Scene *s, const SvgStyle *style, Budget *b, Sink *out)
{
    return scenes_write_svg(s, 1, style, b, out);
}
