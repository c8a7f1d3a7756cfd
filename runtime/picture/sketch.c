/* sketch.c -- see sketch.h.
 *
 * A wire is one stroke from its source to each reader, curved where it changes its place and
 * straight through every layer it passes. */
#include "picture/sketch.h"

#include "picture/arrow.h"

#define NONE UINT32_MAX

enum { TEXT_HEIGHT = 20, MARGIN = 12, BETWEEN = 60, NOTE_WIDTH = 300, COLUMN = 8 };

typedef struct SketchBuilder {
    Sketch *k;
    const Scene *s;
    Flow f;
    uint32_t look;
    int x, y; /* where this picture begins */
} SketchBuilder;

void
sketch_clear(Sketch *k)
{
    array_clear(&k->marks);
    array_clear(&k->steps);
    arena_clear(&k->lines);
    *k = (Sketch){0};
}

Mark *
sketch_add(Sketch *k, MarkKind kind, Tone tone)
{
    Mark m = {.kind = kind, .tone = tone, .first = (uint32_t)k->steps.count};
    array_push(&k->marks, m);
    return &k->marks.at[k->marks.count - 1];
}

void
sketch_add_text(Sketch *k, int x, int y, int anchor, const char *text, Tone tone)
{
    if (!text || !*text)
        return;
    Mark *m = sketch_add(k, MARK_TEXT, tone);
    m->x = x;
    m->y = y;
    m->anchor = anchor;
    m->text = text;
}

void
sketch_add_step(Sketch *k, char op, int x, int y)
{
    SketchStep step = {.op = op, .x = {x}, .y = {y}};
    array_push(&k->steps, step);
    k->marks.at[k->marks.count - 1].count++;
}

static void
add_curve(Sketch *k, const int x[3], const int y[3])
{
    SketchStep step = {.op = 'C', .x = {x[0], x[1], x[2]}, .y = {y[0], y[1], y[2]}};
    array_push(&k->steps, step);
    k->marks.at[k->marks.count - 1].count++;
}

void
mark_head(const Mark *m, int x[3], int y[3])
{
    enum { LONG = 9, HALF = 4 };
    int64_t dx = m->width, dy = m->height, n = whole_root(100 * (dx * dx + dy * dy));
    n = n ? n : 1; /* ten times how long the direction is */
    x[0] = 10 * m->x;
    y[0] = 10 * m->y;
    for (int i = 1; i < 3; i++) {
        int side = i == 1 ? HALF : -HALF;
        x[i] = x[0] + (int)(100 * (-dx * LONG + dy * side) / n);
        y[i] = y[0] + (int)(100 * (-dy * LONG - dx * side) / n);
    }
}

static void
add_polygon(SketchBuilder *g, MarkKind kind, Tone tone, const int (*points)[2], size_t n)
{
    Mark *m = sketch_add(g->k, kind, tone);
    m->dash = tone == TONE_LATENT ? DASH_LONG : DASH_NONE;
    for (size_t i = 0; i < n; i++)
        sketch_add_step(g->k, i ? 'L' : 'M', points[i][0], points[i][1]);
}

static void
add_stroke(SketchBuilder *g, Tone tone, int x, int y, int to_x, int to_y)
{
    sketch_add(g->k, MARK_LINE, tone);
    sketch_add_step(g->k, 'M', x, y);
    sketch_add_step(g->k, 'L', to_x, to_y);
}

/* ---- wires ---- */

static int
top_of(const SketchBuilder *g, uint32_t v)
{
    return g->y + flow_top(&g->f, v);
}

static int
bottom_of(const SketchBuilder *g, uint32_t v)
{
    return g->y + flow_bottom(&g->f, v);
}

static Tone
role_tone(Role role)
{
    return role == ROLE_LATENT ? TONE_LATENT : role == ROLE_PUT_IN ? TONE_PUT_IN : TONE_PLAIN;
}

/* From where the last step ended to (x, y): straight, or curved with both ends upright. */
static void
add_way(SketchBuilder *g, int from_x, int from_y, int x, int y)
{
    SketchStep *last = &g->k->steps.at[g->k->steps.count - 1];
    if (from_x == x && last->op == 'L' && last->x[0] == x) { /* straight on */
        last->y[0] = y;
        return;
    }
    if (from_x == x) {
        sketch_add_step(g->k, 'L', x, y);
        return;
    }
    int by = (y - from_y) / 2, xs[] = {from_x, x, x}, ys[] = {from_y + by, y - by, y};
    add_curve(g->k, xs, ys);
}

static void
start_stroke(SketchBuilder *g, uint32_t wire)
{
    Mark *m = sketch_add(g->k, MARK_LINE, role_tone(wire_role(g->s, wire, g->look)));
    m->dash = m->tone == TONE_LATENT ? DASH_LONG : DASH_NONE;
}

/* Surgery made the wire end: a ground there. */
static void
add_ground(SketchBuilder *g, int x, int y, Tone tone)
{
    for (int i = 0; i < 3; i++) {
        int half = FLOW_SIGN - 4 * i;
        add_stroke(g, tone, x - half, y + 4 * i, x + half, y + 4 * i);
    }
}

/* One leg, and then on in the same stroke while nothing branches off. */
static void
follow(SketchBuilder *g, uint32_t number, int x, int y)
{
    const Leg *leg = &g->f.l.legs.at[number];
    uint32_t last = number;
    while (flow_is_plain(&g->f, g->f.l.legs.at[last].to))
        last = g->f.ahead[g->f.l.legs.at[last].to];
    uint32_t in = g->f.l.legs.at[last].in;
    bool ground = in != NONE && (g->s->ins.at[in].ground >> g->look & 1);
    start_stroke(g, leg->wire);
    sketch_add_step(g->k, 'M', x, y);
    for (;;) {
        int end = top_of(g, leg->to) - (ground && leg->in != NONE ? FLOW_GROUND : 0);
        add_way(g, x, y, leg->end, end);
        x = leg->end;
        y = bottom_of(g, leg->to);
        if (leg->in != NONE && ground)
            add_ground(g, x, end, TONE_CUT);
        if (leg->in != NONE)
            return;
        add_way(g, x, end, x, y);
        if (!flow_is_plain(&g->f, leg->to))
            return;
        uint32_t bend = leg->to;
        leg = &g->f.l.legs.at[g->f.ahead[bend]];
        g->f.ahead[bend] = NONE; /* drawn */
    }
}

/* The legs of a wire from one item, copied where there are several. */
static void
draw_legs(SketchBuilder *g, uint32_t first)
{
    const Leg *leg = &g->f.l.legs.at[first];
    uint32_t there, n = flow_legs(&g->f, first, g->look, &there), wire = leg->wire;
    int x = leg->begin, y = bottom_of(g, leg->from);
    bool copy = there > 1;
    if (copy) {
        start_stroke(g, wire);
        sketch_add_step(g->k, 'M', x, y);
        y += flow_dot(&g->f, leg);
        sketch_add_step(g->k, 'L', x, y);
    }
    for (uint32_t i = first; i < first + n; i++)
        if (g->f.l.legs.at[i].looks >> g->look & 1)
            follow(g, i, x, y);
    if (copy) {
        Mark *dot = sketch_add(g->k, MARK_DOT, role_tone(wire_role(g->s, wire, g->look)));
        dot->x = x;
        dot->y = y;
        dot->width = 4;
    }
}

/* ---- causal graphs ---- */

static void
add_head(SketchBuilder *g, const ArrowEnd *e, Tone tone)
{
    Mark *m = sketch_add(g->k, MARK_HEAD, tone);
    m->x = g->x + e->x;
    m->y = g->y + e->y;
    m->width = e->dx;
    m->height = e->dy;
}

/* A cross on an arrow, just before the vertex that reads it no more. */
static void
add_cross(SketchBuilder *g, const ArrowEnd *e)
{
    enum { BEFORE = 14, ARM = 5 };
    int x, y;
    arrow_before(e, BEFORE, &x, &y);
    x += g->x;
    y += g->y;
    add_stroke(g, TONE_CUT, x - ARM, y - ARM, x + ARM, y + ARM);
    add_stroke(g, TONE_CUT, x - ARM, y + ARM, x + ARM, y - ARM);
}

static void
draw_arrow(SketchBuilder *g, const Arrow *a)
{
    bool cut = arrow_is_cut(a, g->s, g->look);
    Role role = wire_role(g->s, g->s->ins.at[a->in].wire, g->look);
    Tone tone = cut ? TONE_CUT : role_tone(role);
    Mark *m = sketch_add(g->k, MARK_LINE, tone);
    m->dash = cut ? DASH_DOTS : role == ROLE_LATENT ? DASH_LONG : DASH_NONE;
    m->count = (uint32_t)a->steps.count;
    for (size_t i = 0; i < a->steps.count; i++) {
        SketchStep s = a->steps.at[i];
        for (int k = 0; k < 3; k++) {
            s.x[k] += g->x;
            s.y[k] += g->y;
        }
        array_push(&g->k->steps, s);
    }
    if (!cut && !g->s->ins.at[a->in].line)
        add_head(g, &a->end, tone);
    if (!cut && a->other != NONE)
        add_head(g, &a->start, tone);
    if (g->s->ins.at[a->in].ground >> g->look & 1)
        add_cross(g, &a->end);
    if (a->other != NONE && g->s->ins.at[a->other].ground >> g->look & 1)
        add_cross(g, &a->start);
}

static void
draw_arrows(SketchBuilder *g)
{
    Arrow a = {0};
    for (uint32_t i = 0; i < g->s->ins.count; i++)
        if (arrow_make(&a, &g->f, i, g->look) && arrow_is_there(&a, g->s, g->look))
            draw_arrow(g, &a);
    arrow_clear(&a);
}

/* A vertex with its name in it, and beside it what was put in. */
static void
draw_vertex(SketchBuilder *g, uint32_t v, const Look *look)
{
    int width = g->f.m.vertex, height = flow_height(&g->f, v);
    int x = g->x + g->f.l.out_x[g->s->nodes.at[v].out], y = top_of(g, v) + height / 2;
    Tone tone = role_tone(look->role);
    Mark *m = sketch_add(g->k, MARK_BOX, tone);
    m->x = x - width / 2;
    m->y = y - height / 2;
    m->width = width;
    m->height = height;
    m->round = height / 2;
    m->dash = look->role == ROLE_LATENT ? DASH_LONG : DASH_NONE;
    const char *beside = look->label + strlen(look->name);
    sketch_add_text(g->k, x, y, 0, look->name, tone);
    sketch_add_text(g->k, x + width / 2 + FLOW_BESIDE, y, -1, beside + (*beside == ' '), tone);
}

/* ---- shapes ---- */

/* A triangle, flat where its wire is. */
static void
add_triangle(SketchBuilder *g, int x, int y, bool effect, Tone tone)
{
    int flat = effect ? y : y + FLOW_POINT, tip = effect ? y + FLOW_POINT - 2 : y + 2;
    const int points[][2] = {{x - FLOW_SIGN, flat}, {x + FLOW_SIGN, flat}, {x, tip}};
    add_polygon(g, tone == TONE_PUT_IN ? MARK_SOLID : MARK_AREA, tone, points, 3);
}

static void
draw_slanted(SketchBuilder *g, const Item *item, int y, int height, bool effect, Tone tone)
{
    int left = g->x + item->left, right = g->x + item->right, in = FLOW_SLANT;
    int flat = effect ? y : y + height, narrow = effect ? y + height : y;
    const int points[][2] = {
        {left, flat}, {right, flat}, {right - in, narrow}, {left + in, narrow}};
    add_polygon(g, MARK_AREA, tone, points, 4);
}

static void
draw_box(SketchBuilder *g, uint32_t v, const Look *look)
{
    Item sides = {0};
    flow_sides(&g->f, v, g->look, &sides.left, &sides.right);
    int y = top_of(g, v), height = flow_height(&g->f, v);
    Tone tone = role_tone(look->role);
    if (look->shape == SIGN_STATE || look->shape == SIGN_UNIFORM || look->shape == SIGN_EFFECT) {
        draw_slanted(g, &sides, y, height, look->shape == SIGN_EFFECT, tone);
    } else {
        Mark *m = sketch_add(g->k, MARK_BOX, tone);
        m->x = g->x + sides.left;
        m->y = y;
        m->width = sides.right - sides.left;
        m->height = height;
        m->round = look->shape == SIGN_HOLE ? 12 : 2;
        m->dash = look->shape == SIGN_HOLE || tone == TONE_LATENT ? DASH_LONG : DASH_NONE;
    }
    sketch_add_text(g->k, g->x + (sides.left + sides.right) / 2, y + height / 2, 0, look->label,
                    look->shape == SIGN_HOLE ? TONE_QUIET : tone);
}

static void
draw_state(SketchBuilder *g, int x, int y, const Look *look, Tone tone)
{
    if (look->shape == SIGN_UNIFORM) {
        for (int i = 0; i < 3; i++) {
            int half = FLOW_SIGN - 4 * i, at = y + FLOW_POINT - 4 - 4 * i;
            add_stroke(g, tone, x - half, at, x + half, at);
        }
        add_stroke(g, tone, x, y + FLOW_POINT - 4, x, y + FLOW_POINT);
    } else {
        add_triangle(g, x, y, false, tone);
    }
    sketch_add_text(g->k, x + FLOW_SIGN + FLOW_BESIDE, y + FLOW_POINT / 2, -1, look->label, tone);
}

static void
draw_point(SketchBuilder *g, uint32_t v, const Look *look)
{
    const SceneNode *n = &g->s->nodes.at[v];
    int x = g->x + (n->out_count ? g->f.l.out_x[n->out] : g->f.l.in_x[n->in]), y = top_of(g, v);
    Tone tone = role_tone(look->role);
    if (look->shape == SIGN_INPUT || look->shape == SIGN_OUTPUT) {
        sketch_add_text(g->k, x, y + FLOW_POINT / 2, 0, look->label, tone);
    } else if (look->shape == SIGN_GROUND) {
        add_ground(g, x, y, tone);
    } else if (look->shape == SIGN_EFFECT) {
        add_triangle(g, x, y, true, tone);
        sketch_add_text(g->k, x + FLOW_SIGN + FLOW_BESIDE, y + FLOW_POINT / 2, -1, look->label,
                        tone);
    } else if (look->shape != SIGN_ARC) {
        draw_state(g, x, y, look, tone);
    }
}

/* What went in ends at the top of where the box was; what was put in begins at its bottom. */
static void
draw_cut(SketchBuilder *g, uint32_t v, const Look *look)
{
    const SceneNode *n = &g->s->nodes.at[v];
    int x = g->x + g->f.l.out_x[n->out], y = bottom_of(g, v) - FLOW_POINT;
    Look state = *look;
    state.shape = SIGN_STATE;
    draw_state(g, x, y, &state, TONE_PUT_IN);
}

/* What was done is an input: its wire passes where the box was. */
static void
draw_through(SketchBuilder *g, uint32_t v)
{
    const SceneNode *n = &g->s->nodes.at[v];
    int from = g->x + g->f.l.in_x[n->in + n->in_count - 1], to = g->x + g->f.l.out_x[n->out];
    start_stroke(g, n->out);
    sketch_add_step(g->k, 'M', from, top_of(g, v));
    add_way(g, from, top_of(g, v), to, bottom_of(g, v));
}

static void
draw_item(SketchBuilder *g, uint32_t v)
{
    const Look *look = &g->s->nodes.at[v].look[g->look];
    if (look->shape == SIGN_NONE)
        return;
    if (look->shape == SIGN_CUT)
        draw_cut(g, v, look);
    else if (look->shape == SIGN_VERTEX)
        draw_vertex(g, v, look);
    else if (look->shape == SIGN_THROUGH)
        draw_through(g, v);
    else if (node_is_wide(&g->s->nodes.at[v]))
        draw_box(g, v, look);
    else
        draw_point(g, v, look);
}

static void
draw_labels(SketchBuilder *g, uint32_t v)
{
    const SceneNode *n = &g->s->nodes.at[v];
    for (uint32_t o = n->out; o < n->out + n->out_count; o++)
        sketch_add_text(g->k, g->x + g->f.l.out_x[o] + FLOW_BESIDE,
                        bottom_of(g, v) + FLOW_LABEL / 2, -1, g->s->outs.at[o].label, TONE_QUIET);
}

static void
draw_wires(SketchBuilder *g)
{
    flow_start(&g->f);
    for (size_t i = 0; i < g->f.l.legs.count; i++) { /* to where this picture begins */
        g->f.l.legs.at[i].begin += g->x;
        g->f.l.legs.at[i].end += g->x;
    }
    for (uint32_t i = 0; i < g->f.l.items.count; i++)
        if (g->f.ahead[i] != NONE)
            for (uint32_t k = g->f.ahead[i], last = NONE;
                 k < g->f.l.legs.count && g->f.l.legs.at[k].from == i; k++) {
                if (g->f.l.legs.at[k].wire != last)
                    draw_legs(g, k);
                last = g->f.l.legs.at[k].wire;
            }
    for (size_t i = 0; i < g->f.l.legs.count; i++) {
        g->f.l.legs.at[i].begin -= g->x;
        g->f.l.legs.at[i].end -= g->x;
    }
}

/* Around a comb. */
static void
draw_frame(SketchBuilder *g)
{
    Mark *m = sketch_add(g->k, MARK_BOX, TONE_QUIET);
    m->x = g->x;
    m->y = g->y;
    m->width = g->f.l.width;
    m->height = flow_frame(&g->f);
    m->round = true;
    m->dash = DASH_LONG;
}

static void
draw_all(SketchBuilder *g)
{
    if (g->s->frame)
        draw_frame(g);
    if (g->s->graph)
        draw_arrows(g);
    else
        draw_wires(g);
    for (uint32_t v = 0; v < g->s->nodes.count; v++) {
        draw_item(g, v);
        if (g->s->nodes.at[v].look[g->look].shape != SIGN_NONE)
            draw_labels(g, v);
    }
}

/* What was drawn last, from the given mark and step on, upside down; texts stay as they are. */
static void
turn_up(SketchBuilder *g, size_t mark, size_t step)
{
    int sum = 2 * g->y + g->f.height;
    for (size_t i = mark; i < g->k->marks.count; i++) {
        Mark *m = &g->k->marks.at[i];
        m->y = sum - m->y - (m->kind == MARK_BOX ? m->height : 0);
        if (m->kind == MARK_HEAD)
            m->height = -m->height;
    }
    for (size_t i = step; i < g->k->steps.count; i++)
        for (int p = 0; p < 3; p++)
            g->k->steps.at[i].y[p] = sum - g->k->steps.at[i].y[p];
}

/* ---- the whole ---- */

static void
draw_title(SketchBuilder *g, const Titles *t, int y)
{
    const char *title = g->s->title[g->look];
    bool alone = g->s->looks == 1; /* then it begins where the picture does */
    int x = alone ? g->x : g->x + g->f.l.width / 2;
    for (size_t n; title && *title; title += n, y += TEXT_HEIGHT) {
        n = title_line(title, t->columns);
        char *line = arena_new(&g->k->lines, n + 1);
        memcpy(line, title, n - (title[n - 1] == ' '));
        sketch_add_text(g->k, x, y, alone ? -1 : 0, line, TONE_QUIET);
    }
}

/* One scene, below what is there already. */
static bool
add_scene(Sketch *k, const Scene *s, bool up, Budget *b)
{
    SketchBuilder g = {.k = k, .s = s};
    if (!flow_make(&g.f, s, b))
        return false;
    int top = k->height ? k->height + BETWEEN / 2 : MARGIN, width = g.f.l.width;
    Titles titles = scene_titles(s, width, COLUMN);
    int step_aside = width + 2 * titles.more + BETWEEN;
    g.y = top + (titles.lines ? titles.lines * TEXT_HEIGHT + 10 : 0);
    for (g.look = 0; g.look < s->looks; g.look++) {
        g.x = MARGIN + titles.more + (int)g.look * step_aside;
        draw_title(&g, &titles, top + TEXT_HEIGHT / 2);
        size_t mark = k->marks.count, step = k->steps.count;
        draw_all(&g);
        if (up)
            turn_up(&g, mark, step);
    }
    width = titles.width > width ? titles.width : width;
    width += MARGIN + (int)(s->looks - 1) * step_aside;
    k->width = width > k->width ? width : k->width;
    k->height = g.y + g.f.height;
    if (s->note) {
        k->height += 2 * TEXT_HEIGHT + MARGIN;
        sketch_add_text(k, MARGIN, k->height - TEXT_HEIGHT * 3 / 2, -1, s->note, TONE_QUIET);
        sketch_add_text(k, MARGIN, k->height - TEXT_HEIGHT / 2, -1, "draw a part of it to see more",
                        TONE_QUIET);
        k->width = k->width < NOTE_WIDTH ? NOTE_WIDTH : k->width;
    }
    flow_clear(&g.f);
    return true;
}

bool
sketch_make(Sketch *to, const Scene *s, size_t n, bool up, Budget *b)
{
    Sketch k = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++)
        ok = add_scene(&k, &s[i], up, b);
    k.width += MARGIN;
    k.height += MARGIN;
    if (ok) {
        sketch_clear(to);
        *to = k;
    } else {
        sketch_clear(&k);
    }
    return ok;
}
