/* flow.c -- see flow.h.  A channel is as high as its widest curve needs. */
#include "picture/flow.h"

#include "picture/layers.h"

#define NONE UINT32_MAX

enum {
    CHANNEL = 30,
    ARROW_CHANNEL = 40,
    STEEP = 5,
    CHANNEL_MOST = 90,
    MANY = 120, /* shapes */
    MANY_ARROWS = 500,
    NAME_ROUND = 2 /* columns of a name that fits a circle */
};

static const Measure measure = {.grid = 10,
                                .letter = 9,
                                .pad = 20,
                                .port = 30,
                                .margin = 15,
                                .gap = 24,
                                .wire = 30,
                                .beside = FLOW_BESIDE,
                                .sign = FLOW_SIGN};

void
flow_sides(const Flow *f, uint32_t v, uint32_t look, int *left, int *right)
{
    layout_sides(&f->l, f->s, &f->m, v, look, left, right);
}

int
flow_height(const Flow *f, uint32_t v)
{
    if (v >= f->s->nodes.count)
        return 0;
    const SceneNode *n = &f->s->nodes.at[v];
    if (f->m.vertex && node_is_wide(n))
        return FLOW_VERTEX;
    if (node_is_wide(n))
        return n->look[0].shape == SIGN_HOLE ? FLOW_BOX + 10 : FLOW_BOX;
    return n->look[0].shape == SIGN_ARC ? 0 : FLOW_POINT;
}

static bool
has_labels(const Flow *f, size_t layer)
{
    for (uint32_t i = f->l.start[layer]; i < f->l.start[layer + 1]; i++) {
        uint32_t v = f->l.order[i];
        const SceneNode *n = v < f->s->nodes.count ? &f->s->nodes.at[v] : NULL;
        for (uint32_t o = n ? n->out : 0; n && o < n->out + n->out_count; o++)
            if (f->s->outs.at[o].label)
                return true;
    }
    return false;
}

bool
flow_is_beside(const Flow *f, uint32_t vertex, uint32_t bend)
{
    uint32_t layer = f->l.items.at[vertex].layer;
    bool between = false;
    for (uint32_t i = f->l.start[layer]; i < f->l.start[layer + 1]; i++) {
        uint32_t v = f->l.order[i];
        if (between && (v == vertex || v == bend))
            return true;
        if (v < f->s->nodes.count || v == bend)
            between = v == vertex || v == bend;
    }
    return false;
}

/* Does X <-> Y turn aside, so that the top of the arc above X is not used? */
static bool
turns_aside(const Flow *f, uint32_t arc)
{
    uint32_t layer = f->l.items.at[arc].layer, vertex = NONE, bend = NONE;
    for (uint32_t k = f->l.leg_start[layer]; k < f->l.leg_start[layer + 1]; k++) {
        const Leg *leg = &f->l.legs.at[k];
        if (leg->from == arc && leg->in != NONE)
            vertex = leg->to;
        else if (leg->from == arc)
            bend = leg->to;
    }
    return vertex != NONE && bend != NONE && flow_is_beside(f, vertex, bend);
}

/* Are there only the tops of arcs that turn aside? */
static bool
is_unused(const Flow *f, size_t layer)
{
    bool unused = f->s->graph;
    for (uint32_t i = f->l.start[layer]; unused && i < f->l.start[layer + 1]; i++) {
        uint32_t v = f->l.order[i];
        unused = v < f->s->nodes.count && f->s->nodes.at[v].look[0].shape == SIGN_ARC &&
                 turns_aside(f, v);
    }
    return unused;
}

static int
channel_height(const Flow *f, size_t layer)
{
    int widest = 0;
    if (is_unused(f, layer))
        return 0;
    for (uint32_t i = f->l.leg_start[layer]; i < f->l.leg_start[layer + 1]; i++) {
        const Leg *leg = &f->l.legs.at[i];
        int by = leg->begin < leg->end ? leg->end - leg->begin : leg->begin - leg->end;
        widest = by > widest ? by : widest;
    }
    int height = (f->s->graph ? ARROW_CHANNEL : CHANNEL) + widest / STEEP / 10 * 10;
    return (height < CHANNEL_MOST ? height : CHANNEL_MOST) +
           (has_labels(f, layer) ? FLOW_LABEL : 0);
}

static void
measure_vertices(Measure *m, const Scene *s)
{
    int widest = 0;
    for (size_t v = 0; v < s->nodes.count; v++)
        for (uint32_t k = 0; k < s->looks; k++) {
            int width = label_width(s->nodes.at[v].look[k].name);
            widest = width > widest ? width : widest;
        }
    m->vertex = widest <= NAME_ROUND ? FLOW_VERTEX : (widest * m->letter + m->pad) / 2 * 2;
    m->apart = s->nodes.count <= MANY && s->ins.count <= MANY_ARROWS;
}

/* A large picture is closer, and outputs that may stand by the boxes that they come from. */
static bool
make_layout(Flow *f, Budget *b)
{
    f->m = measure;
    if (f->s->nodes.count > MANY) {
        f->m.loose = true;
        f->m.wire = f->m.gap = 14;
        f->m.port = 20;
    }
    if (f->s->graph)
        measure_vertices(&f->m, f->s);
    return layout_make(&f->l, f->s, &f->m, b);
}

static void
find_ways(Flow *f)
{
    const Scene *s = f->s;
    f->into_in = memory_new(s->ins.count, sizeof *f->into_in);
    f->into_item = memory_new(f->l.items.count, sizeof *f->into_item);
    f->twin = memory_new(s->ins.count, sizeof *f->twin);
    for (uint32_t i = 0; i < f->l.legs.count; i++) {
        const Leg *leg = &f->l.legs.at[i];
        if (leg->in == NONE)
            f->into_item[leg->to] = i;
        else
            f->into_in[leg->in] = i;
    }
    uint32_t *first = memory_new(s->outs.count, sizeof *first); /* of each wire, with 1 added */
    for (uint32_t i = 0; i < s->ins.count; i++) {
        uint32_t wire = s->ins.at[i].wire, source = s->outs.at[wire].node;
        bool arc = s->nodes.at[source].look[0].shape == SIGN_ARC;
        f->twin[i] = arc && first[wire] ? first[wire] - 1 : NONE;
        if (f->twin[i] != NONE)
            f->twin[f->twin[i]] = i;
        first[wire] = i + 1;
    }
    memory_free(first);
}

bool
flow_make(Flow *f, const Scene *s, Budget *b)
{
    *f = (Flow){.s = s};
    if (!make_layout(f, b))
        return false;
    size_t n = f->l.layers;
    if (s->frame)
        layout_widen(&f->l, s, FLOW_FRAME);
    f->top = memory_new(n + 1, sizeof *f->top);
    f->deep = memory_new(n, sizeof *f->deep);
    for (size_t k = 0; k < n; k++) {
        for (uint32_t i = f->l.start[k]; i < f->l.start[k + 1]; i++) {
            int height = flow_height(f, f->l.order[i]);
            f->deep[k] = height > f->deep[k] ? height : f->deep[k];
        }
        f->top[k + 1] = f->top[k] + f->deep[k] + (k + 1 < n ? channel_height(f, k) : 0);
    }
    for (size_t k = 0; s->frame && k <= n; k++)
        f->top[k] += FLOW_FRAME * (2 - (k + 1 < n));
    f->height = f->top[n];
    f->ahead = memory_new(f->l.items.count, sizeof *f->ahead);
    if (s->graph)
        find_ways(f);
    return true;
}

void
flow_clear(Flow *f)
{
    memory_free(f->top);
    memory_free(f->deep);
    memory_free(f->ahead);
    memory_free(f->into_in);
    memory_free(f->into_item);
    memory_free(f->twin);
    layout_clear(&f->l);
    *f = (Flow){0};
}

int
flow_frame(const Flow *f)
{
    return f->top[f->l.layers - 1] - FLOW_FRAME / 2;
}

void
flow_start(Flow *f)
{
    for (size_t v = 0; v < f->l.items.count; v++)
        f->ahead[v] = NONE;
    for (uint32_t i = (uint32_t)f->l.legs.count; i-- > 0;)
        f->ahead[f->l.legs.at[i].from] = i;
}

int
flow_top(const Flow *f, uint32_t v)
{
    uint32_t layer = f->l.items.at[v].layer;
    int y = f->top[layer], height = flow_height(f, v);
    if (v >= f->s->nodes.count)
        return y;
    if (node_is_wide(&f->s->nodes.at[v]))
        return y + (f->deep[layer] - height) / 2;
    return f->s->nodes.at[v].out_count ? y + f->deep[layer] - height : y;
}

int
flow_bottom(const Flow *f, uint32_t v)
{
    uint32_t layer = f->l.items.at[v].layer;
    if (v >= f->s->nodes.count)
        return f->top[layer] + f->deep[layer];
    return flow_top(f, v) + flow_height(f, v);
}

bool
flow_is_plain(const Flow *f, uint32_t v)
{
    uint32_t next = v < f->s->nodes.count ? NONE : f->ahead[v];
    if (next == NONE)
        return false;
    return next + 1 == f->l.legs.count || f->l.legs.at[next + 1].from != v;
}

uint32_t
flow_legs(const Flow *f, uint32_t first, uint32_t look, uint32_t *there)
{
    const Leg *legs = f->l.legs.at + first;
    uint32_t n = 0;
    *there = 0;
    while (first + n < f->l.legs.count && legs[n].wire == legs->wire && legs[n].from == legs->from)
        *there += legs[n++].looks >> look & 1;
    return n;
}

int
flow_dot(const Flow *f, const Leg *leg)
{
    bool label = leg->from < f->s->nodes.count && f->s->outs.at[leg->wire].label;
    return FLOW_DOT + (label ? FLOW_LABEL : 0);
}
