/* tikz.c -- a scene as TikZ; see picture.h.
 *
 * Shapes are named nodes at round coordinates (a grid step is 2 mm), wires are drawn between them,
 * so moving a node moves its wires' ends along.  Everything else is in a handful of styles. */
#include "picture/picture.h"

#include "picture/arrow.h"
#include "show/latex.h"

#define NONE UINT32_MAX

enum { NAME_MAX_LETTERS = 12, APART = 60, SHORT = 4 /* columns of a label */ };
enum { LETTER = 9, LINE = 24 }; /* room for a letter and a line of a title */

typedef struct Tikz {
    Flow f;
    const Scene *s;
    Sink *out;
    uint32_t look;
    bool up;                             /* does the flow go up? */
    int x;                               /* where this picture begins */
    Titles titles;
    char (*name)[NAME_MAX_LETTERS + 16]; /* of each node */
} Tikz;

/* ---- numbers, names, texts ---- */

/* Fifty units are a centimetre; two decimals are exact. */
static void
put_number(int units, Sink *out)
{
    int hundredths = units * 2;
    int whole = hundredths < 0 ? -hundredths : hundredths;
    sink_print(out, "%s%d", hundredths < 0 ? "-" : "", whole / 100);
    if (whole % 100)
        sink_print(out, whole % 10 ? ".%02d" : ".%d", whole % 10 ? whole % 100 : whole % 100 / 10);
}

/* So far right and below where this picture begins. */
static void
put_place(const Tikz *t, int x, int y)
{
    sink_put(t->out, "(");
    put_number(t->x + x, t->out);
    sink_put(t->out, ",");
    put_number(-y, t->out);
    sink_put(t->out, ")");
}

/* A point of the flow. */
static void
put_point(const Tikz *t, int x, int y)
{
    put_place(t, x, t->up ? t->f.height - y : y);
}

/* The letters and digits of its label, with a number where that is taken. */
static void
name_nodes(Tikz *t)
{
    Map taken = {0};
    for (uint32_t v = 0; v < t->s->nodes.count; v++) {
        const Look *look = &t->s->nodes.at[v].look[0];
        const char *text = look->name ? look->name : look->label ? look->label : "";
        char *to = t->name[v];
        size_t n = 0;
        for (const char *c = text; *c && n < NAME_MAX_LETTERS; c++)
            if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9'))
                to[n++] = *c;
        if (!n)
            to[n++] = look->shape == SIGN_GROUND ? 'g' : 'u';
        if (look->shape == SIGN_OUTPUT || look->shape == SIGN_INPUT) {
            memmove(to + 3, to, n);
            memcpy(to, look->shape == SIGN_OUTPUT ? "out" : "in-", 3);
            n += 3;
        }
        uint64_t key = hash_bytes(to, n), count = 0;
        map_find(&taken, key, &count);
        map_set_at(&taken, key, count + 1);
        if (count || !look->label)
            snprintf(to + n, 12, "-%u", v);
    }
    map_clear(&taken);
}

/* In the second picture S is S', so that both can be moved. */
static void
put_name(const Tikz *t, uint32_t v)
{
    sink_put(t->out, t->name[v]);
    sink_fill(t->out, '\'', t->look);
}

/* ---- nodes ---- */

static const char *
role_style(Role role)
{
    return role == ROLE_LATENT ? ", catgut latent" : role == ROLE_PUT_IN ? ", catgut put in" : "";
}

static void
start_node(const Tikz *t, const char *style, Role role)
{
    sink_print(t->out, "  \\node[catgut %s%s", style, role_style(role));
}

static void
end_node(const Tikz *t, uint32_t v, int x, int y, const char *label)
{
    sink_put(t->out, "] (");
    put_name(t, v);
    sink_put(t->out, ") at ");
    put_point(t, x, y);
    sink_put(t->out, " {");
    latex_write_label(label, t->out);
    sink_put(t->out, "};\n");
}

static void
write_box(const Tikz *t, uint32_t v, const Look *look)
{
    int left, right;
    flow_sides(&t->f, v, t->look, &left, &right);
    bool state = look->shape == SIGN_STATE || look->shape == SIGN_UNIFORM;
    start_node(t,
               look->shape == SIGN_HOLE     ? "hole"
               : state                      ? "state box"
               : look->shape == SIGN_EFFECT ? "effect box"
                                            : "box",
               look->role);
    sink_put(t->out, ", minimum width=");
    put_number(right - left, t->out);
    sink_put(t->out, label_width(look->label) > SHORT ? "cm, catgut long" : "cm");
    end_node(t, v, (left + right) / 2, flow_top(&t->f, v) + flow_height(&t->f, v) / 2, look->label);
}

static void
write_sign(const Tikz *t, uint32_t v, const Look *look, const char *style)
{
    const SceneNode *n = &t->s->nodes.at[v];
    bool out = n->out_count != 0;
    int x = out ? t->f.l.out_x[n->out] : t->f.l.in_x[n->in];
    int y = out ? flow_bottom(&t->f, v) - FLOW_POINT / 2 : flow_top(&t->f, v) + FLOW_POINT / 2;
    bool end = look->shape == SIGN_INPUT && look->role == ROLE_PUT_IN; /* a name, not an area */
    start_node(t, style, end ? ROLE_PLAIN : look->role);
    if (look->label && *look->label && look->shape != SIGN_INPUT && look->shape != SIGN_OUTPUT) {
        sink_put(t->out, ", label=right:{");
        latex_write_label(look->label, t->out);
        sink_put(t->out, "}");
        end_node(t, v, x, y, NULL);
        return;
    }
    end_node(t, v, x, y, look->label);
}

/* A vertex with its name in it, and beside it what was put in. */
static void
write_vertex(const Tikz *t, uint32_t v, const Look *look)
{
    const char *beside = look->label + strlen(look->name);
    start_node(t, look->role == ROLE_PUT_IN ? "fixed" : "vertex",
               look->role == ROLE_LATENT ? look->role : ROLE_PLAIN);
    if (t->f.m.vertex != FLOW_VERTEX) {
        sink_put(t->out, ", minimum width=");
        put_number(t->f.m.vertex, t->out);
        sink_put(t->out, "cm, catgut long");
    }
    if (*beside) {
        sink_put(t->out, ", label=right:{");
        latex_write_label(beside + (*beside == ' '), t->out);
        sink_put(t->out, "}");
    }
    end_node(t, v, t->f.l.out_x[t->s->nodes.at[v].out],
             flow_top(&t->f, v) + flow_height(&t->f, v) / 2, look->name);
}

static void
write_node(const Tikz *t, uint32_t v)
{
    const Look *look = &t->s->nodes.at[v].look[t->look];
    switch (look->shape) {
    case SIGN_NONE:
    case SIGN_ARC:
        return;
    case SIGN_INPUT:
    case SIGN_OUTPUT:
        write_sign(t, v, look, "end");
        return;
    case SIGN_GROUND:
        write_sign(t, v, look, "ground");
        return;
    case SIGN_CUT:
        write_sign(t, v, look, "state");
        return;
    case SIGN_VERTEX:
        write_vertex(t, v, look);
        return;
    case SIGN_THROUGH:
        sink_put(t->out, "  \\coordinate (");
        put_name(t, v);
        sink_put(t->out, ") at ");
        put_point(t, t->f.l.out_x[t->s->nodes.at[v].out], flow_bottom(&t->f, v));
        sink_put(t->out, ";\n");
        return;
    default:
        break;
    }
    if (node_is_wide(&t->s->nodes.at[v]))
        write_box(t, v, look);
    else
        write_sign(t, v, look,
                   look->shape == SIGN_STATE     ? "state"
                   : look->shape == SIGN_UNIFORM ? "uniform"
                                                 : "effect");
}

/* ---- wires ---- */

/* An anchor of a node: below or above it, moved aside where a port stands aside. */
static void
put_anchor(const Tikz *t, uint32_t v, int x, bool below)
{
    int left, right;
    flow_sides(&t->f, v, t->look, &left, &right);
    const SceneNode *n = &t->s->nodes.at[v];
    Sign shape = n->look[t->look].shape;
    bool wide = node_is_wide(n) && shape != SIGN_CUT && shape != SIGN_THROUGH;
    int by = wide ? x - (left + right) / 2 : 0;
    sink_put(t->out, "(");
    if (by) {
        sink_put(t->out, "[xshift=");
        put_number(by, t->out);
        sink_put(t->out, "cm]");
    }
    put_name(t, v);
    sink_put(t->out, below != t->up ? ".south)" : ".north)");
}

static void
start_wire(const Tikz *t, uint32_t wire)
{
    sink_print(t->out, "  \\draw[catgut wire%s] ", role_style(wire_role(t->s, wire, t->look)));
}

static bool
is_level(const Leg *leg)
{
    return leg->begin == leg->end;
}

/* To the end of a leg, whose ends are so far apart: straight, or the same curve as in SVG, drawn
 * from its ends so that they can be moved. */
static void
put_way(const Tikz *t, const Leg *leg, int from, int to)
{
    int by = (to - from) / 2 * (t->up ? -1 : 1);
    if (is_level(leg)) {
        sink_put(t->out, " -- ");
        return;
    }
    sink_put(t->out, " .. controls +(0,");
    put_number(-by, t->out);
    sink_put(t->out, ") and +(0,");
    put_number(by, t->out);
    sink_put(t->out, ") .. ");
}

/* A leg to a bend, and through it: points stand only where the wire turns.  The leg that goes on;
 * NULL: none, here it is copied. */
static const Leg *
write_bend(Tikz *t, const Leg *leg, int from)
{
    bool plain = flow_is_plain(&t->f, leg->to);
    const Leg *next = plain ? &t->f.l.legs.at[t->f.ahead[leg->to]] : NULL;
    if (!is_level(leg)) {
        put_way(t, leg, from, flow_top(&t->f, leg->to));
        put_point(t, leg->end, flow_top(&t->f, leg->to));
    }
    if (!plain || !is_level(next)) {
        sink_put(t->out, " -- ");
        put_point(t, leg->end, flow_bottom(&t->f, leg->to));
    }
    t->f.ahead[leg->to] = plain ? NONE : t->f.ahead[leg->to];
    return next;
}

/* On from a leg's beginning, at this height, to its reader, or to where the wire is copied next. */
static void
write_way(Tikz *t, uint32_t number, int from)
{
    const Leg *leg = &t->f.l.legs.at[number];
    while (leg && leg->in == NONE) {
        uint32_t bend = leg->to;
        leg = write_bend(t, leg, from);
        from = flow_bottom(&t->f, bend);
    }
    if (leg) {
        bool ground = t->s->ins.at[leg->in].ground >> t->look & 1;
        bool through = t->s->nodes.at[leg->to].look[t->look].shape == SIGN_THROUGH;
        int to = flow_top(&t->f, leg->to) - (ground ? FLOW_GROUND : 0);
        put_way(t, leg, from, to);
        if (ground || through)
            put_point(t, leg->end, to);
        if (through && !ground) {
            uint32_t out = t->s->nodes.at[leg->to].out;
            Leg inside = {.begin = leg->end, .end = t->f.l.out_x[out]};
            put_way(t, &inside, to, flow_bottom(&t->f, leg->to));
        }
        if (!ground)
            put_anchor(t, leg->to, leg->end, false);
        sink_put(t->out, ground ? " node[catgut cut ground] {}" : "");
    }
    sink_put(t->out, ";\n");
}

static void
write_legs(Tikz *t, uint32_t first)
{
    const Leg *leg = &t->f.l.legs.at[first];
    uint32_t there, n = flow_legs(&t->f, first, t->look, &there);
    bool bend = leg->from >= t->s->nodes.count, copy = there > 1;
    int y = flow_bottom(&t->f, leg->from), dot = y + flow_dot(&t->f, leg);
    if (copy) {
        start_wire(t, leg->wire);
        if (bend)
            put_point(t, leg->begin, y);
        else
            put_anchor(t, leg->from, leg->begin, true);
        sink_put(t->out, " -- ");
        put_point(t, leg->begin, dot);
        sink_print(t->out, " node[catgut dot%s] {};\n",
                   role_style(wire_role(t->s, leg->wire, t->look)));
    }
    for (uint32_t i = first; i < first + n; i++) {
        const Leg *l = &t->f.l.legs.at[i];
        if (!(l->looks >> t->look & 1))
            continue;
        start_wire(t, l->wire);
        if (copy || bend)
            put_point(t, l->begin, copy ? dot : y);
        else
            put_anchor(t, l->from, l->begin, true);
        write_way(t, i, copy ? dot : y);
    }
}

static void
write_wires(Tikz *t)
{
    flow_start(&t->f);
    for (uint32_t i = 0; i < t->f.l.items.count; i++) {
        uint32_t first = t->f.ahead[i], there;
        while (first != NONE && first < t->f.l.legs.count && t->f.l.legs.at[first].from == i) {
            write_legs(t, first);
            first += flow_legs(&t->f, first, t->look, &there);
        }
    }
}

static void
write_labels(const Tikz *t, uint32_t v)
{
    const SceneNode *n = &t->s->nodes.at[v];
    for (uint32_t o = n->out; o < n->out + n->out_count; o++) {
        if (!t->s->outs.at[o].label)
            continue;
        sink_put(t->out, "  \\node[catgut wire label] at ");
        put_point(t, t->f.l.out_x[o], flow_bottom(&t->f, v) + FLOW_LABEL / 2);
        sink_put(t->out, " {");
        latex_write_label(t->s->outs.at[o].label, t->out);
        sink_put(t->out, "};\n");
    }
}

/* ---- causal graphs ---- */

/* Between two vertices: TikZ finds where it leaves the one and meets the other. */
static void
put_arrow_steps(const Tikz *t, const Arrow *a)
{
    for (size_t i = 1; i + 1 < a->steps.count; i++) {
        const SketchStep *s = &a->steps.at[i];
        sink_put(t->out, s->op == 'C' ? " .. controls " : " -- ");
        put_point(t, s->x[0], s->y[0]);
        if (s->op == 'C') {
            sink_put(t->out, " and ");
            put_point(t, s->x[1], s->y[1]);
            sink_put(t->out, " .. ");
            put_point(t, s->x[2], s->y[2]);
        }
    }
    sink_put(t->out, " -- ");
}

/* A vertex; but where surgery cut an arrow, a point before it. */
static void
put_end(const Tikz *t, uint32_t v, uint32_t in, const ArrowEnd *e)
{
    if (in != NONE && t->s->ins.at[in].ground >> t->look & 1) {
        put_point(t, e->x, e->y);
        return;
    }
    sink_put(t->out, "(");
    put_name(t, v);
    sink_put(t->out, ")");
}

static void
write_cross(const Tikz *t, const ArrowEnd *e)
{
    enum { BEFORE = 14 };
    int x, y;
    arrow_before(e, BEFORE, &x, &y);
    sink_put(t->out, "  \\node[catgut cross] at ");
    put_point(t, x, y);
    sink_put(t->out, " {};\n");
}

static void
write_arrow(const Tikz *t, const Arrow *a)
{
    const SceneIn *in = &t->s->ins.at[a->in];
    const SceneOut *out = &t->s->outs.at[in->wire];
    bool arc = a->other != NONE, cut = arrow_is_cut(a, t->s, t->look);
    sink_print(t->out, "  \\draw[catgut %s%s] ", 
               cut ? "cut arrow" : arc ? "arc" : in->line ? "wire" : "arrow",
               cut ? "" : role_style(out->role));
    put_end(t, arc ? t->s->ins.at[a->other].node : out->node, a->other, &a->start);
    put_arrow_steps(t, a);
    put_end(t, in->node, a->in, &a->end);
    sink_put(t->out, ";\n");
    if (in->ground >> t->look & 1)
        write_cross(t, &a->end);
    if (arc && t->s->ins.at[a->other].ground >> t->look & 1)
        write_cross(t, &a->start);
}

static void
write_arrows(const Tikz *t)
{
    Arrow a = {0};
    for (uint32_t i = 0; i < t->s->ins.count; i++)
        if (arrow_make(&a, &t->f, i, t->look) && arrow_is_there(&a, t->s, t->look))
            write_arrow(t, &a);
    arrow_clear(&a);
}

/* ---- the file ---- */

#define PREAMBLE "\\usepackage{amsmath, tikz} \\usetikzlibrary{shapes.geometric, shapes.misc}"

static const char document[] =
    "\\documentclass{article}\n"
    "\\usepackage[margin=5mm, paperwidth=%dcm, paperheight=%dcm]{geometry}\n"
    "%s" PREAMBLE "\n"
    "\\pagestyle{empty}\\setlength{\\parindent}{0pt}\n"
    "\\begin{document}\n";

/* A style that is there already stays as it is: so a paper can have its own. */
static const char styles[] =
    "\\providecommand\\catgutstyle[2]{%\n"
    "  \\pgfkeysifdefined{/tikz/catgut #1/.@cmd}{}{\\tikzset{catgut #1/.style={#2}}}}\n"
    "\\catgutstyle{picture}{line cap=round, line join=round}\n"
    "\\catgutstyle{box}{draw, minimum height=8mm, inner sep=1pt}\n"
    "\\catgutstyle{state box}{catgut box, trapezium, trapezium stretches body, trapezium "
    "angle=75}\n"
    "\\catgutstyle{effect box}{catgut state box, trapezium angle=-75}\n"
    "\\catgutstyle{vertex}{draw, rounded rectangle, minimum height=7.2mm, minimum width=7.2mm,\n"
    "  inner sep=1pt}\n"
    "\\catgutstyle{fixed}{catgut vertex, draw=green!40!black, text=green!40!black, very thick,\n"
    "  every label/.append style={text=green!40!black}}\n"
    "\\catgutstyle{long}{font=\\footnotesize}\n"
    "\\catgutstyle{hole}{catgut box, densely dashed, rounded corners=2mm, minimum height=10mm,\n"
    "  text=gray}\n"
    "\\catgutstyle{state}{draw, regular polygon, regular polygon sides=3, minimum size=5mm,\n"
    "  inner sep=0pt}\n"
    "\\catgutstyle{effect}{catgut state, shape border rotate=180}\n"
    "\\catgutstyle{end}{inner sep=1.5pt}\n"
    "\\catgutstyle{dot}{circle, draw, fill, minimum size=1.5mm, inner sep=0pt}\n"
    "\\catgutstyle{bars down}{path picture={\n"
    "  \\draw ([xshift=-2mm]path picture bounding box.north) -- +(4mm,0)\n"
    "    ([xshift=-1.2mm,yshift=-.8mm]path picture bounding box.north) -- +(2.4mm,0)\n"
    "    ([xshift=-.5mm,yshift=-1.6mm]path picture bounding box.north) -- +(1mm,0);}}\n"
    "\\catgutstyle{bars up}{path picture={\n"
    "  \\draw ([xshift=-2mm]path picture bounding box.south) -- +(4mm,0)\n"
    "    ([xshift=-1.2mm,yshift=.8mm]path picture bounding box.south) -- +(2.4mm,0)\n"
    "    ([xshift=-.5mm,yshift=1.6mm]path picture bounding box.south) -- +(1mm,0);}}\n"
    "\\catgutstyle{ground}{minimum size=4mm, inner sep=0pt, catgut bars down}\n"
    "\\catgutstyle{uniform}{minimum size=4mm, inner sep=0pt, catgut bars up}\n"
    "\\catgutstyle{cut ground}{catgut ground, anchor=north, solid, color=red!70!black}\n"
    "\\catgutstyle{latent}{draw=violet, text=violet, densely dashed,\n"
    "  every label/.append style={text=violet}}\n"
    "\\catgutstyle{put in}{draw=green!40!black, fill=green!40!black,\n"
    "  every label/.append style={text=green!40!black}}\n"
    "\\catgutstyle{wire label}{anchor=west, font=\\scriptsize, text=gray, inner sep=3pt}\n"
    "\\catgutstyle{note}{font=\\small}\n"
    "\\catgutstyle{frame}{gray, densely dashed, rounded corners=2mm}\n"
    "\\catgutstyle{wire}{}\n"
    "\\catgutstyle{arrow}{-latex}\n"
    "\\catgutstyle{arc}{latex-latex}\n"
    "\\catgutstyle{cut arrow}{draw=red!70!black, densely dotted}\n"
    "\\catgutstyle{cross}{cross out, draw=red!70!black, minimum size=2mm, inner sep=0pt}\n"
    "\\catgutstyle{up}{catgut state/.append style={shape border rotate=180},\n"
    "  catgut effect/.append style={shape border rotate=0},\n"
    "  catgut state box/.append style={trapezium angle=-75},\n"
    "  catgut effect box/.append style={trapezium angle=75},\n"
    "  catgut ground/.append style={catgut bars up},\n"
    "  catgut uniform/.append style={catgut bars down},\n"
    "  catgut cut ground/.append style={anchor=south}}\n";

/* Is every label?  Others need an encoding of fonts that has them. */
static bool
is_ascii(const Scene *s)
{
    bool ascii = true;
    for (size_t v = 0; v < s->nodes.count; v++)
        for (uint32_t k = 0; k < s->looks; k++)
            for (const char *c = s->nodes.at[v].look[k].label; c && *c; c++)
                ascii = ascii && (unsigned char)*c < 0x80;
    for (size_t o = 0; o < s->outs.count; o++)
        for (const char *c = s->outs.at[o].label; c && *c; c++)
            ascii = ascii && (unsigned char)*c < 0x80;
    return ascii;
}

/* Above its picture, in as many lines as it needs. */
static void
write_title(const Tikz *t)
{
    const char *title = t->s->title[t->look];
    if (!title)
        return;
    bool several = title[title_line(title, t->titles.columns)] != '\0';
    sink_put(t->out, several ? "  \\node[catgut note, align=center, anchor=south] at "
                             : "  \\node[catgut note] at ");
    put_place(t, t->f.l.width / 2 / 10 * 10, several ? -20 : -30);
    sink_put(t->out, " {");
    for (size_t n; *title; title += n) {
        Sink line = {0};
        n = title_line(title, t->titles.columns);
        sink_add(&line, title, n - (title[n - 1] == ' '));
        latex_write_label(sink_text(&line), t->out);
        sink_put(t->out, title[n] ? " \\\\ " : "};\n");
        sink_clear(&line);
    }
}

static void
write_picture(Tikz *t)
{
    write_title(t);
    if (t->s->frame) {
        sink_put(t->out, "  \\draw[catgut frame] ");
        put_point(t, 0, 0);
        sink_put(t->out, " rectangle ");
        put_point(t, t->f.l.width, flow_frame(&t->f));
        sink_put(t->out, ";\n");
    }
    for (uint32_t v = 0; v < t->s->nodes.count; v++)
        write_node(t, v);
    if (t->s->graph)
        write_arrows(t);
    else
        write_wires(t);
    for (uint32_t v = 0; v < t->s->nodes.count; v++)
        write_labels(t, v);
}

/* How large the paper must be, in units. */
typedef struct Paper {
    int width, height;
} Paper;

/* Names and shapes grow with the picture. */
static void
put_scale(const TikzStyle *style, Sink *out)
{
    int percent = style->percent ? style->percent : 100;
    if (percent != 100)
        sink_print(out, ", scale=%d.%02d, transform shape", percent / 100, percent % 100);
}

/* A picture in TikZ for all looks of a scene. */
static bool
write_scene(const Scene *s, const TikzStyle *style, Budget *b, Paper *paper, Sink *out)
{
    Tikz t = {.s = s, .out = out, .up = style->up};
    if (!flow_make(&t.f, s, b))
        return false;
    t.name = memory_new(s->nodes.count, sizeof *t.name);
    name_nodes(&t);
    sink_put(out, style->up ? "\\begin{tikzpicture}[catgut picture, catgut up"
                            : "\\begin{tikzpicture}[catgut picture");
    put_scale(style, out);
    sink_put(out, "]\n");
    t.titles = scene_titles(s, t.f.l.width, LETTER);
    int aside = (t.f.l.width + 2 * t.titles.more + APART) / 10 * 10;
    for (t.look = 0; t.look < s->looks; t.look++) {
        t.x = (int)t.look * aside;
        write_picture(&t);
    }
    if (s->note) {
        sink_put(out, "  \\node[catgut note, anchor=west] at ");
        t.x = 0;
        put_place(&t, 0, t.f.height + 30);
        sink_print(out, " {(%s)};\n", s->note);
    }
    sink_put(out, "\\end{tikzpicture}\n");
    int width = (int)s->looks * aside;
    width = t.titles.width > width ? t.titles.width : width;
    paper->width = width > paper->width ? width : paper->width;
    paper->height += t.f.height + 2 * APART + (t.titles.lines > 1 ? t.titles.lines * LINE : 0);
    memory_free(t.name);
    flow_clear(&t.f);
    return true;
}

/* A title in a comment: one line. */
static void
put_comment(const char *title, Sink *out)
{
    sink_put(out, "% ");
    for (; *title; title++)
        sink_add(out, *title == '\n' || *title == '\r' ? " " : title, 1);
    sink_put(out, "\n");
}

bool
scenes_write_tikz(const Scene *s, size_t n, const TikzStyle *style, Budget *b, Sink *out)
{
    enum { CENTIMETRE = 50 };
    Sink text = {0};
    Paper paper = {0};
    bool ascii = true, ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        ascii = ascii && is_ascii(&s[i]);
        sink_put(&text, i ? "\n\\bigskip\n" : "");
        ok = write_scene(&s[i], style, b, &paper, &text);
    }
    int percent = style->percent ? style->percent : 100;
    paper.width = (int)((int64_t)paper.width * percent / 100);
    paper.height = (int)((int64_t)paper.height * percent / 100);
    if (ok) {
        put_comment(style->title ? style->title : "A diagram", out);
        if (style->standalone)
            sink_print(out, document, paper.width / CENTIMETRE + 3,
                       paper.height / CENTIMETRE + 2, ascii ? "" : "\\usepackage[T1]{fontenc}\n");
        else
            sink_print(out,
                       "%% For \\input in a paper that has in its preamble:\n%% %s" PREAMBLE "\n",
                       ascii ? "" : "\\usepackage[T1]{fontenc} ");
        sink_put(out, styles);
        sink_add(out, sink_text(&text), text.count);
        sink_put(out, style->standalone ? "\\end{document}\n" : "");
    }
    sink_clear(&text);
    return ok;
}
