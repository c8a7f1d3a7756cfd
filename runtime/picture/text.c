/* text.c -- a scene as lines of text; see picture.h.
 *
 * Between two layers is a channel: a row for labels of wires where there are any, then the rows in
 * which wires run across (route.h).  A wire that is copied has its dot where it meets its row.  The
 * same painting serves both directions of flow: `along` is down, or to the right. */
#include "picture/picture.h"

#include "picture/canvas.h"
#include "picture/layers.h"
#include "picture/route.h"

enum { BETWEEN = 4, TALL = 40 };

static const size_t shorter[] = {35, 20}; /* columns of names where whole ones have no room */

typedef struct Text {
    const Scene *s;
    const Measure *m;
    Layout l;
    bool turned;
    Channel *channels; /* below each layer */
    int *at, *depth;   /* of each layer, along the flow */
    int *labels;       /* of each channel: how much of it labels take */
    int along;         /* of all */
} Text;

typedef struct TextPicture {
    Text *t;
    Canvas c;
    uint32_t look;
} TextPicture;

static void
text_clear(Text *t)
{
    for (size_t k = 0; t->channels && k < t->l.layers; k++)
        channel_clear(&t->channels[k]);
    memory_free(t->channels);
    memory_free(t->at);
    memory_free(t->depth);
    memory_free(t->labels);
    layout_clear(&t->l);
    *t = (Text){0};
}

/* ---- how deep layers and channels are ---- */

/* The widest of its labels. */
static int
label_room(const Scene *s, const SceneNode *n)
{
    int most = 0;
    for (uint32_t k = 0; k < s->looks; k++) {
        int room = label_width(n->look[k].label);
        most = room > most ? room : most;
    }
    return most;
}

static int
item_depth(const Text *t, uint32_t v)
{
    if (v >= t->s->nodes.count)
        return 1;
    const SceneNode *n = &t->s->nodes.at[v];
    bool wide = node_is_wide(n);
    if (n->look[0].shape == SIGN_ARC)
        return 0;
    if (!t->turned)
        return wide ? 3 : 1;
    int label = label_room(t->s, n);
    Sign shape = node_sign(n);
    if (wide)
        return label + 4 < 5 ? 5 : label + 4;
    return shape == SIGN_INPUT || shape == SIGN_OUTPUT ? label + 1 : label ? label + 2 : 1;
}

/* May the next layer follow without a row between?  Labels of outputs may, under the boxes that
 * they belong to. */
static bool
is_close(const Text *t, size_t layer)
{
    bool close = true;
    size_t nodes = t->s->nodes.count;
    for (uint32_t i = t->l.start[layer]; close && i < t->l.start[layer + 1]; i++) {
        uint32_t v = t->l.order[i];
        close = v >= nodes || node_is_wide(&t->s->nodes.at[v]);
        for (uint32_t k = 0; close && v < nodes && k < t->s->looks; k++)
            close = t->s->nodes.at[v].look[k].shape != SIGN_CUT;
    }
    for (uint32_t i = t->l.start[layer + 1]; close && i < t->l.start[layer + 2]; i++) {
        uint32_t v = t->l.order[i];
        close = v < nodes && t->s->nodes.at[v].look[0].shape == SIGN_OUTPUT;
    }
    return close;
}

static int
label_depth(const Text *t, size_t layer)
{
    int most = 0;
    for (uint32_t i = t->l.start[layer]; !t->m->quiet && i < t->l.start[layer + 1]; i++) {
        uint32_t v = t->l.order[i];
        if (v >= t->s->nodes.count)
            continue;
        const SceneNode *n = &t->s->nodes.at[v];
        for (uint32_t o = n->out; o < n->out + n->out_count; o++) {
            int room = label_width(t->s->outs.at[o].label);
            most = room > most ? room : most;
        }
    }
    return !most ? 0 : t->turned ? most + 2 : 1;
}

static void
set_depths(Text *t)
{
    size_t n = t->l.layers;
    t->channels = memory_new(n, sizeof *t->channels);
    t->at = memory_new(n + 1, sizeof *t->at);
    t->depth = memory_new(n, sizeof *t->depth);
    t->labels = memory_new(n, sizeof *t->labels);
    for (size_t k = 0; k < n; k++) {
        for (uint32_t i = t->l.start[k]; i < t->l.start[k + 1]; i++) {
            int depth = item_depth(t, t->l.order[i]);
            t->depth[k] = depth > t->depth[k] ? depth : t->depth[k];
        }
        channel_make(&t->channels[k], &t->l, k);
        t->labels[k] = label_depth(t, k);
        int room = t->labels[k] + t->channels[k].rows;
        bool tight = k + 1 == n || is_close(t, k);
        t->at[k + 1] = t->at[k] + t->depth[k] + (room || tight ? room : 1);
    }
    t->along = t->at[n];
}

/* ---- where things are ---- */

static const Look *
look_of(const TextPicture *p, uint32_t v)
{
    return &p->t->s->nodes.at[v].look[p->look];
}

/* The first and the last cell of an item along the flow. */
static int
item_begin(const Text *t, uint32_t v)
{
    uint32_t layer = t->l.items.at[v].layer;
    bool wide = v < t->s->nodes.count && node_is_wide(&t->s->nodes.at[v]);
    return t->at[layer] + (wide ? (t->depth[layer] - item_depth(t, v)) / 2 : 0);
}

static int
item_end(const Text *t, uint32_t v)
{
    uint32_t layer = t->l.items.at[v].layer;
    if (v < t->s->nodes.count && node_is_wide(&t->s->nodes.at[v]))
        return item_begin(t, v) + item_depth(t, v) - 1;
    return t->at[layer] + t->depth[layer] - 1;
}

static Ink
role_ink(Role role)
{
    return role == ROLE_LATENT ? INK_LATENT : role == ROLE_PUT_IN ? INK_PUT_IN : INK_PLAIN;
}

typedef enum Glyph {
    GLYPH_GROUND,
    GLYPH_STATE,
    GLYPH_PUT_IN,
    GLYPH_EFFECT,
    GLYPH_HEAD,
    GLYPH_CROSS
} Glyph;

/* As the flow goes: down, up, to the right. */
static const char *
glyph_of(const TextPicture *p, Glyph g)
{
    static const char *const unicode[][3] = {
        [GLYPH_GROUND] = {"⏚", "╤", "⏚"}, [GLYPH_STATE] = {"△", "▽", "◁"},
        [GLYPH_PUT_IN] = {"▲", "▼", "◀"}, [GLYPH_EFFECT] = {"▽", "△", "▷"},
        [GLYPH_HEAD] = {"▼", "▲", "▶"},   [GLYPH_CROSS] = {"×", "×", "×"}};
    static const char *const ascii[][3] = {
        [GLYPH_GROUND] = {"=", "=", "="}, [GLYPH_STATE] = {"^", "v", "<"},
        [GLYPH_PUT_IN] = {"A", "V", "<"}, [GLYPH_EFFECT] = {"v", "^", ">"},
        [GLYPH_HEAD] = {"v", "^", ">"},   [GLYPH_CROSS] = {"x", "x", "x"}};
    int way = p->t->turned ? 2 : p->c.up;
    return (p->c.unicode ? unicode : ascii)[g][way];
}

/* ---- shapes ---- */

/* A text on a wire that ends or begins with it: centred below or above; or beside it. */
static void
put_end(TextPicture *p, int across, int begin, int depth, const char *label, bool output, Ink ink)
{
    int n = label_width(label);
    if (!label)
        return;
    if (p->t->turned)
        canvas_put_text(&p->c, output ? begin + 1 : begin + depth - 1 - n, across, label, ink);
    else
        canvas_put_text(&p->c, across - n / 2, begin, label, ink);
}

/* A sign at the wire and a text right of it; turned, before it or after it. */
static void
put_sign(TextPicture *p, int across, int at, const char *glyph, const char *label, bool ends,
         Ink ink)
{
    canvas_put_glyph(&p->c, across, at, glyph, ink);
    int n = label_width(label);
    if (label && !p->t->turned)
        canvas_put_text(&p->c, across + 2, at, label, ink);
    else if (label)
        canvas_put_text(&p->c, ends ? at + 2 : at - 1 - n, across, label, ink);
}

static const char *
state_glyph(const TextPicture *p, Role role)
{
    return glyph_of(p, role == ROLE_PUT_IN ? GLYPH_PUT_IN : GLYPH_STATE);
}

static void
mark_corner(TextPicture *p, int across, int along, const char *unicode, const char *ascii, Ink ink)
{
    canvas_put_glyph(&p->c, across, along, p->c.unicode ? unicode : ascii, ink);
}

/* The slanted corners of a state, or of an effect, with several wires. */
static void
slant(TextPicture *p, const Item *item, int begin, int end, Sign shape, Ink ink)
{
    bool effect = shape == SIGN_EFFECT;
    int at = effect ? end : begin;
    effect = effect != p->c.up; /* as one sees it */
    mark_corner(p, item->left, at, effect ? "╲" : "╱", effect ? "\\" : "/", ink);
    mark_corner(p, item->right, at, effect ? "╱" : "╲", effect ? "/" : "\\", ink);
}

static void
paint_frame(TextPicture *p, const Item *item, int begin, int end, bool sharp, bool dashed, Ink ink)
{
    Canvas *c = &p->c;
    canvas_add_line(c, item->left, begin, item->right, begin, ink, dashed);
    canvas_add_line(c, item->left, end, item->right, end, ink, dashed);
    canvas_add_line(c, item->left, begin, item->left, end, ink, dashed);
    canvas_add_line(c, item->right, begin, item->right, end, ink, dashed);
    const int across[] = {item->left, item->right}, along[] = {begin, end};
    for (int i = 0; sharp && i < 4; i++)
        canvas_cell(c, across[i / 2], along[i % 2])->sharp = 1;
}

static void
paint_box(TextPicture *p, uint32_t v)
{
    const Text *t = p->t;
    const Look *look = look_of(p, v);
    Item sides = t->l.items.at[v];
    layout_sides(&t->l, t->s, t->m, v, p->look, &sides.left, &sides.right);
    int begin = item_begin(t, v), end = item_end(t, v), n = label_width(look->label);
    Ink ink = role_ink(look->role);
    bool hole = look->shape == SIGN_HOLE;
    bool dashed = hole || look->role == ROLE_LATENT;
    paint_frame(p, &sides, begin, end, look->shape != SIGN_VERTEX && !hole, dashed, ink);
    if (look->shape != SIGN_BOX && look->shape != SIGN_VERTEX && !hole)
        slant(p, &sides, begin, end, look->shape, ink);
    if (!look->label)
        return;
    if (t->turned)
        canvas_put_text(&p->c, begin + (end - begin + 1 - n) / 2, (sides.left + sides.right) / 2,
                        look->label, ink);
    else
        canvas_put_text(&p->c, sides.left + (sides.right - sides.left + 1 - n) / 2, begin + 1,
                        look->label, ink);
}

/* Where surgery took a box out: its wires end, and what was put in begins. */
static void
paint_cut(TextPicture *p, uint32_t v)
{
    const Text *t = p->t;
    const SceneNode *n = &t->s->nodes.at[v];
    const Look *look = look_of(p, v);
    for (uint32_t i = n->in; i < n->in + n->in_count; i++)
        if (t->s->ins.at[i].looks >> p->look & 1)
            canvas_put_glyph(&p->c, t->l.in_x[i], item_begin(t, v), glyph_of(p, GLYPH_GROUND),
                             INK_CUT);
    put_sign(p, t->l.out_x[n->out], item_end(t, v), state_glyph(p, ROLE_PUT_IN), look->label, false,
             INK_PUT_IN);
}

/* What was done is an input: what went in ends, and its wire passes where the box was. */
static void
paint_through(TextPicture *p, uint32_t v)
{
    const Text *t = p->t;
    const SceneNode *n = &t->s->nodes.at[v];
    int begin = item_begin(t, v), end = item_end(t, v), middle = (begin + end) / 2;
    uint32_t last = n->in + n->in_count - 1;
    for (uint32_t i = n->in; i < last; i++)
        if (t->s->ins.at[i].looks >> p->look & 1)
            canvas_put_glyph(&p->c, t->l.in_x[i], begin, glyph_of(p, GLYPH_GROUND), INK_CUT);
    canvas_add_line(&p->c, t->l.in_x[last], begin, t->l.in_x[last], middle, INK_PLAIN, false);
    canvas_add_line(&p->c, t->l.in_x[last], middle, t->l.out_x[n->out], middle, INK_PLAIN, false);
    canvas_add_line(&p->c, t->l.out_x[n->out], middle, t->l.out_x[n->out], end, INK_PLAIN, false);
}

static void
paint_point(TextPicture *p, uint32_t v)
{
    const Text *t = p->t;
    const SceneNode *n = &t->s->nodes.at[v];
    const Look *look = look_of(p, v);
    uint32_t layer = t->l.items.at[v].layer;
    int across = n->out_count ? t->l.out_x[n->out] : t->l.in_x[n->in];
    Ink ink = role_ink(look->role);
    if (look->shape == SIGN_INPUT && t->turned)
        put_end(p, across, t->at[layer], t->depth[layer], look->label, false, ink);
    else if (look->shape == SIGN_INPUT)
        put_end(p, across, item_end(t, v), 1, look->label, false, ink);
    else if (look->shape == SIGN_OUTPUT)
        put_end(p, across, item_begin(t, v), 1, look->label, true, ink);
    else if (look->shape == SIGN_GROUND)
        canvas_put_glyph(&p->c, across, item_begin(t, v), glyph_of(p, GLYPH_GROUND), ink);
    else if (look->shape == SIGN_EFFECT)
        put_sign(p, across, item_begin(t, v), glyph_of(p, GLYPH_EFFECT), look->label, true, ink);
    else if (look->shape == SIGN_STATE || look->shape == SIGN_UNIFORM)
        put_sign(p, across, item_end(t, v), state_glyph(p, look->role), look->label, false, ink);
}

static bool
is_dashed(const TextPicture *p, uint32_t wire)
{
    return wire_role(p->t->s, wire, p->look) == ROLE_LATENT;
}

/* Has surgery cut an end of the arc that this wire is? */
static bool
is_cut_arc(const TextPicture *p, uint32_t wire)
{
    const Scene *s = p->t->s;
    bool cut = false;
    if (s->nodes.at[s->outs.at[wire].node].look[0].shape != SIGN_ARC)
        return false;
    for (size_t i = 0; !cut && i < s->ins.count; i++)
        cut = s->ins.at[i].wire == wire && (s->ins.at[i].ground >> p->look & 1);
    return cut;
}

static void
paint_bend(TextPicture *p, uint32_t v)
{
    const Text *t = p->t;
    const Item *bend = &t->l.items.at[v];
    if (bend->looks >> p->look & 1 && !is_cut_arc(p, bend->wire))
        canvas_add_line(&p->c, bend->left, item_begin(t, v), bend->left, item_end(t, v),
                        role_ink(wire_role(t->s, bend->wire, p->look)), is_dashed(p, bend->wire));
}

static void
paint_item(TextPicture *p, uint32_t v)
{
    const Text *t = p->t;
    if (v >= t->s->nodes.count) {
        paint_bend(p, v);
        return;
    }
    Sign shape = look_of(p, v)->shape;
    if (shape == SIGN_NONE || shape == SIGN_ARC)
        return;
    if (shape == SIGN_CUT)
        paint_cut(p, v);
    else if (shape == SIGN_THROUGH)
        paint_through(p, v);
    else if (node_is_wide(&t->s->nodes.at[v]) && shape != SIGN_INPUT)
        paint_box(p, v);
    else
        paint_point(p, v);
}

/* ---- wires ---- */

static bool
is_there(const TextPicture *p, const Leg *leg)
{
    return leg->looks >> p->look & 1;
}

/* Is this the end of an arrow of a graph that surgery cut? */
static bool
is_cut_arrow(const TextPicture *p, const Leg *leg)
{
    bool cut = leg->in != UINT32_MAX && (p->t->s->ins.at[leg->in].ground >> p->look & 1);
    return cut && p->t->s->graph;
}

/* From where the wire is in its row to where the leg ends. */
static void
paint_leg(TextPicture *p, const Leg *leg, int across, int row, Ink ink, bool dashed)
{
    Canvas *c = &p->c;
    int end = item_begin(p->t, leg->to);
    canvas_add_line(c, across, row, leg->end, row, ink, dashed);
    canvas_add_line(c, leg->end, row, leg->end, end, ink, dashed);
    if (leg->in == UINT32_MAX)
        return;
    if (p->t->s->ins.at[leg->in].line)
        return;
    if (p->t->s->graph)
        canvas_put_glyph(c, leg->end, end, glyph_of(p, GLYPH_HEAD), ink);
    else if (p->t->s->ins.at[leg->in].ground >> p->look & 1)
        canvas_put_glyph(c, leg->end, end, glyph_of(p, GLYPH_GROUND), INK_CUT);
}

/* A dot wherever a wire is copied: where it comes to its row, and where legs leave that row. */
static void
paint_dots(TextPicture *p, const Track *track, int across, int row, Ink ink)
{
    const Leg *legs = p->t->l.legs.at + track->first;
    const char *dot = p->c.unicode ? "●" : "o";
    int low = across, high = across;
    for (uint32_t i = 0; i < track->count; i++) {
        bool there = is_there(p, &legs[i]);
        low = there && legs[i].end < low ? legs[i].end : low;
        high = there && legs[i].end > high ? legs[i].end : high;
    }
    canvas_put_glyph(&p->c, across, row, dot, ink);
    for (uint32_t i = 0; i < track->count; i++)
        if (is_there(p, &legs[i]) && legs[i].end > low && legs[i].end < high)
            canvas_put_glyph(&p->c, legs[i].end, row, dot, ink);
}

/* Where arrows that were cut ended; how many of the legs are left. */
static uint32_t
paint_cut_arrows(TextPicture *p, const Track *track)
{
    const Leg *legs = p->t->l.legs.at + track->first;
    uint32_t left = 0;
    for (uint32_t i = 0; i < track->count; i++) {
        if (!is_there(p, &legs[i]))
            continue;
        if (is_cut_arrow(p, &legs[i]))
            canvas_put_glyph(&p->c, legs[i].end, item_begin(p->t, legs[i].to),
                             glyph_of(p, GLYPH_CROSS), INK_CUT);
        else
            left++;
    }
    return is_cut_arc(p, legs->wire) ? 0 : left;
}

static void
paint_track(TextPicture *p, const Track *track, int channel)
{
    const Text *t = p->t;
    const Leg *legs = t->l.legs.at + track->first;
    uint32_t wire = legs->wire, there = paint_cut_arrows(p, track);
    if (!there)
        return;
    Ink ink = role_ink(wire_role(t->s, wire, p->look));
    bool dashed = is_dashed(p, wire);
    int begin = item_end(t, legs->from), across = track->from;
    int row = track->row < 0 ? begin : channel + track->row;
    bool arc = legs->from < t->s->nodes.count && look_of(p, legs->from)->shape == SIGN_ARC;
    if (track->via_row >= 0) {
        int first = channel + track->via_row;
        canvas_add_line(&p->c, across, begin, across, first, ink, dashed);
        canvas_add_line(&p->c, across, first, track->via, first, ink, dashed);
        across = track->via;
        begin = first;
    }
    if (!arc)
        canvas_add_line(&p->c, across, begin, across, row, ink, dashed);
    for (uint32_t i = 0; i < track->count; i++)
        if (is_there(p, &legs[i]) && !is_cut_arrow(p, &legs[i]))
            paint_leg(p, &legs[i], across, row, ink, dashed);
    if (there > 1 && !t->s->graph)
        paint_dots(p, track, across, row, ink);
}

/* The labels of the wires that begin in a layer, in the channel below it. */
static void
paint_labels(TextPicture *p, uint32_t v)
{
    const Text *t = p->t;
    if (v >= t->s->nodes.count || t->m->quiet || look_of(p, v)->shape == SIGN_NONE)
        return;
    const SceneNode *n = &t->s->nodes.at[v];
    uint32_t layer = t->l.items.at[v].layer;
    int row = t->at[layer] + t->depth[layer];
    for (uint32_t o = n->out; o < n->out + n->out_count; o++) {
        const char *label = t->s->outs.at[o].label;
        int across = t->l.out_x[o];
        if (label && t->turned)
            canvas_put_text(&p->c, row + 1, across, label, INK_QUIET);
        else if (label)
            canvas_put_text(&p->c, across + 2, row, label, INK_QUIET);
    }
}

/* Wires that end at a box leave its sides in the colour of the box. */
static void
ink_sides(TextPicture *p, uint32_t v)
{
    const Text *t = p->t;
    Sign shape = look_of(p, v)->shape;
    if (!node_is_wide(&t->s->nodes.at[v]) || shape == SIGN_CUT || shape == SIGN_THROUGH)
        return;
    const int ends[] = {item_begin(t, v), item_end(t, v)};
    for (int k = 0; k < 2; k++)
        for (int x = t->l.items.at[v].left; x <= t->l.items.at[v].right; x++) {
            Cell *cell = canvas_cell(&p->c, x, ends[k]);
            if (!cell->glyph[0])
                cell->ink = (uint8_t)role_ink(look_of(p, v)->role);
        }
}

static void
paint(TextPicture *p, Text *t, const TextStyle *style, uint32_t look)
{
    *p = (TextPicture){.t = t, .look = look};
    canvas_init(&p->c, t->l.width + 1, t->along, t->turned);
    p->c.unicode = style->unicode;
    p->c.up = style->up && !t->turned;
    p->c.color = style->color;
    if (t->s->frame)
        paint_frame(p, &(Item){.right = t->l.width}, 0, t->at[t->l.layers - 1] - 1, false, true,
                    INK_QUIET);
    for (uint32_t i = 0; i < t->l.items.count; i++)
        paint_item(p, t->l.order[i]);
    for (size_t k = 0; k < t->l.layers; k++)
        for (size_t i = 0; i < t->channels[k].tracks.count; i++)
            paint_track(p, &t->channels[k].tracks.at[i], t->at[k] + t->depth[k] + t->labels[k]);
    for (uint32_t v = 0; v < t->s->nodes.count; v++) {
        paint_labels(p, v);
        ink_sides(p, v);
    }
}

/* ---- fitting ---- */

static const Measure roomy = {
    .grid = 2, .letter = 1, .pad = 3, .port = 4, .margin = 2, .gap = 3, .wire = 4, .beside = 1};
static const Measure tight = {.grid = 2,
                              .letter = 1,
                              .pad = 3,
                              .port = 2,
                              .margin = 2,
                              .gap = 2,
                              .wire = 2,
                              .beside = 1,
                              .quiet = true};
static const Measure flat = {
    .grid = 1, .letter = 1, .pad = 1, .port = 2, .margin = 1, .gap = 2, .wire = 2, .along = true};

/* A line above all, and one above the outputs, which are the last layer. */
static void
make_frame(Text *t)
{
    size_t n = t->l.layers;
    for (size_t k = 0; k <= n; k++)
        t->at[k] += 2 - (k + 1 < n);
    t->along = t->at[n];
}

static bool
make_text(Text *to, const Scene *s, const Measure *m, Budget *b)
{
    text_clear(to);
    *to = (Text){.s = s, .m = m, .turned = m->along};
    if (!layout_make(&to->l, s, m, b))
        return false;
    if (s->frame)
        layout_widen(&to->l, s, 2 * m->grid);
    set_depths(to);
    if (s->frame)
        make_frame(to);
    return true;
}

static int
text_width(const Text *t)
{
    return t->turned ? t->along : t->l.width + 1;
}

/* The first way to draw it that is not wider than `most`; the last one, if none is. */
static bool
fit_text(Text *to, const Scene *s, Measure *wrapped, int most, Budget *b)
{
    const Measure *ways[] = {&roomy, &tight, &flat};
    for (size_t i = 0; i < 3; i++) {
        if (!make_text(to, s, ways[i], b))
            return false;
        if (text_width(to) <= most && (!to->turned || to->l.width < TALL))
            return true;
    }
    *wrapped = tight;
    wrapped->loose = true;
    static const uint32_t wraps[] = {0, 6, 4, 3};
    for (size_t i = 0; i < sizeof wraps / sizeof *wraps; i++) {
        wrapped->wrap = wraps[i];
        if (!make_text(to, s, wrapped, b))
            return false;
        if (text_width(to) <= most)
            return true;
    }
    return make_text(to, s, &flat, b); /* however tall */
}

static void
write_beside(const Canvas *c, uint32_t n, const Text *t, const char *margin, Sink *out)
{
    int width = t->turned ? t->along : t->l.width + 1;
    int height = t->turned ? t->l.width + 1 : t->along;
    for (int row = 0; row < height; row++) {
        Sink line = {0};
        for (uint32_t k = 0; k < n; k++) {
            canvas_write_row(&c[k], row, width, &line);
            sink_fill(&line, ' ', k + 1 < n ? BETWEEN : 0);
        }
        while (line.count && line.text[line.count - 1] == ' ')
            line.count--;
        sink_put(out, line.count ? margin : "");
        sink_add(out, sink_text(&line), line.count);
        sink_put(out, "\n");
        sink_clear(&line);
    }
}

static void
write_titles(const Scene *s, uint32_t from, uint32_t n, int width, int most, const char *margin,
             Sink *out)
{
    bool any = false;
    for (uint32_t k = from; k < from + n; k++)
        any = any || s->title[k];
    if (!any)
        return;
    sink_put(out, margin);
    for (uint32_t k = from; k < from + n; k++) {
        Sink title = {0};
        bool last = k + 1 == from + n;
        int room = last ? most - (int)(k - from) * (width + BETWEEN) : width + BETWEEN - 1;
        word_write_shown(s->title[k] ? s->title[k] : "", room > 0 ? (size_t)room : 0, &title);
        room = label_width(sink_text(&title));
        sink_add(out, sink_text(&title), title.count);
        if (!last)
            sink_fill(out, ' ', (size_t)(width + BETWEEN - room));
        sink_clear(&title);
    }
    sink_put(out, "\n\n");
}

/* What the picture does not show, and what does. */
static void
write_left_out(const Scene *s, int lacking, const char *margin, Sink *out)
{
    static const char where[] = "a file has room, such as: draw ... to \"picture.svg\"";
    if (s->note)
        sink_print(out, "%s(%s; %s)\n", margin, s->note, where);
    if (lacking > 0)
        sink_print(out, "%s(%d columns at the right are cut off; %s)\n", margin, lacking, where);
}

static void
write_pictures(Text *t, const TextStyle *style, int most, bool beside, Sink *out)
{
    Canvas canvas[LOOKS_MAX];
    const char *margin = style->margin ? style->margin : "";
    uint32_t n = t->s->looks;
    for (uint32_t k = 0; k < n; k++) {
        TextPicture p;
        paint(&p, t, style, k);
        canvas[k] = p.c;
    }
    if (beside) {
        write_titles(t->s, 0, n, text_width(t), most, margin, out);
        write_beside(canvas, n, t, margin, out);
    }
    for (uint32_t k = 0; !beside && k < n; k++) {
        sink_put(out, k ? "\n" : "");
        write_titles(t->s, k, 1, 0, most, margin, out);
        canvas_write(&canvas[k], margin, most, out);
    }
    write_left_out(t->s, text_width(t) - most, margin, out);
    for (uint32_t k = 0; k < n; k++)
        canvas_clear(&canvas[k]);
}

static bool
has_hole(const Scene *s)
{
    bool hole = false;
    for (size_t v = 0; v < s->nodes.count; v++)
        hole = hole || s->nodes.at[v].look[0].shape == SIGN_HOLE;
    return hole;
}

/* What fits of it: with fewer and fewer boxes, down to a few; then in the way that suits it. */
static bool
fit_less(Text *to, Scene *less, const Scene *s, Measure *wrapped, int most, Budget *b)
{
    size_t n = s->nodes.count;
    if (text_width(to) <= most || has_hole(s))
        return true;
    while (n > 3 && text_width(to) > most) {
        n = n * 3 / 4;
        scene_prune(less, s, n);
        if (!make_text(to, less, &flat, b))
            return false;
    }
    return fit_text(to, less, wrapped, most, b);
}

/* All of it, side by side if that fits, else below one another. */
static bool
fit_looks(Text *to, const Scene *s, Measure *wrapped, int most, bool *beside, Budget *b)
{
    int n = (int)s->looks, each = n > 1 ? (most - BETWEEN * (n - 1)) / n : most;
    bool ok = fit_text(to, s, wrapped, each, b);
    *beside = n > 1 && ok && text_width(to) <= each;
    return ok && n > 1 && !*beside ? fit_text(to, s, wrapped, most, b) : ok;
}

bool
scene_write_text(const Scene *s, const TextStyle *style, Budget *b, Sink *out)
{
    if (!s->nodes.count) {
        sink_print(out, "%s(nothing: no box, no wire)\n", style->margin ? style->margin : "");
        return true;
    }
    int most = style->width - label_width(style->margin);
    Text t = {0};
    Scene brief[2] = {0}, less = {0};
    Measure wrapped;
    bool beside, ok = fit_looks(&t, s, &wrapped, most, &beside, b);
    for (size_t i = 0; i < 2 && ok && text_width(&t) > most; i++)
        if (scene_shorten(&brief[i], s, shorter[i])) {
            s = &brief[i];
            ok = fit_looks(&t, s, &wrapped, most, &beside, b);
        }
    ok = ok && fit_less(&t, &less, s, &wrapped, most, b);
    if (ok)
        write_pictures(&t, style, most, beside, out);
    text_clear(&t);
    scene_clear(&less);
    for (size_t i = 0; i < 2; i++)
        scene_clear(&brief[i]);
    return ok;
}
