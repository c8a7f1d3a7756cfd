/* scene_model.c -- models as string diagrams and as graphs, several in one scene; see scene.h.
 *
 * A vertex is one shape, which reads every wire that its mechanism reads in any of the models.  In
 * a picture where surgery took a wire away from it, this wire ends in a ground: cut is
 * `discard ; uniform`, and the discard is what one wants to see. */
#include "picture/scene.h"

#include <assert.h>

#define NONE UINT32_MAX

enum { FIXED_MOST = 60 }; /* bytes of what was put in, in a label */

typedef struct MergedModels {
    Scene *s;
    const Model *const *models;
    size_t n, vertices;
    bool *asked, *chosen; /* which vertices the pictures are about, and which they show */
    WireList *parents;    /* of each vertex, in any of the models */
    bool *read;           /* of each vertex: is there one left out that reads it? */
    uint32_t *input;      /* of each: the wire that it is where it was done, or NONE */
    const WireList *lines; /* pairs that an arrow without a head joins; NULL: none */
    bool before;          /* do they stand as they stood before surgery? */
    WireList order;
} MergedModels;

bool
scene_fits(const Model *a, const Model *b)
{
    bool same = a->vertices.count == b->vertices.count;
    for (size_t v = 0; same && v < a->vertices.count; v++) {
        const Vertex *x = &a->vertices.at[v], *y = &b->vertices.at[v];
        same = x->name == y->name && x->latent == y->latent;
        if (!x->name)
            same = same && x->ends[0] == y->ends[0] && x->ends[1] == y->ends[1];
    }
    return same;
}

static const Vertex *
vertex_in(const MergedModels *g, size_t model, uint32_t v)
{
    return &g->models[model]->vertices.at[v];
}

static void
merge_list(MergedModels *g, uint32_t v, const WireList *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (!wires_has(&g->parents[v], p->at[i]))
            array_push(&g->parents[v], p->at[i]);
}

/* What v reads in any of the models; with `cut`, what it read before surgery as well. */
static void
merge_parents(MergedModels *g, uint32_t v, bool cut)
{
    g->parents[v].count = 0;
    for (size_t k = 0; k < g->n; k++) {
        if (cut)
            merge_list(g, v, &vertex_in(g, k, v)->cut);
        merge_list(g, v, &vertex_in(g, k, v)->parents);
    }
}

/* What is asked, and what was done or cut. */
static void
find_asked(MergedModels *g, const WireList *asked)
{
    for (size_t i = 0; asked && i < asked->count; i++)
        g->asked[asked->at[i]] = true;
    for (size_t k = 0; k < g->n; k++)
        for (uint32_t v = 0; v < g->vertices; v++) {
            const Vertex *x = vertex_in(g, k, v);
            g->asked[v] = g->asked[v] || x->cut.count || x->fixed || x->open;
        }
}

static void
choose_vertices(MergedModels *g, size_t most)
{
    WireList order = {0};
    TieList ties = {0};
    for (uint32_t v = 0; v < g->vertices; v++)
        for (size_t i = 0; i < g->parents[v].count; i++)
            array_push(&ties, ((Tie){g->parents[v].at[i], v}));
    scene_nearest(&order, g->asked, g->vertices, &ties);
    memset(g->chosen, 0, g->vertices * sizeof *g->chosen);
    memset(g->read, 0, g->vertices * sizeof *g->read);
    for (size_t i = 0; i < order.count && i < most; i++)
        g->chosen[order.at[i]] = true;
    for (size_t i = 0; i < ties.count; i++)
        g->read[ties.at[i].a] = g->read[ties.at[i].a] || !g->chosen[ties.at[i].b];
    array_clear(&ties);
    array_clear(&order);
}

/* Vertices that are shown after their parents in all the models.  False: there is a cycle. */
static bool
find_order(MergedModels *g)
{
    bool more = true;
    g->order.count = 0;
    bool *placed = memory_new(g->vertices, sizeof *placed);
    size_t left = 0;
    for (uint32_t v = 0; v < g->vertices; v++) {
        placed[v] = !g->chosen[v];
        left += g->chosen[v];
    }
    g->order.count = 0;
    while (more) {
        more = false;
        for (uint32_t v = 0; v < g->vertices; v++) {
            bool ready = !placed[v];
            for (size_t i = 0; ready && i < g->parents[v].count; i++)
                ready = placed[g->parents[v].at[i]];
            if (!ready)
                continue;
            placed[v] = more = true;
            array_push(&g->order, v);
        }
    }
    memory_free(placed);
    return g->order.count == left;
}

/* False: together the models have a cycle. */
static bool
merge_all(MergedModels *g, bool cut, size_t most)
{
    for (uint32_t v = 0; v < g->vertices; v++) {
        merge_parents(g, v, cut);
        g->chosen[v] = g->read[v] = false;
    }
    choose_vertices(g, most);
    return find_order(g);
}

static bool
merge_init(MergedModels *g, Scene *s, const Model *const *models, size_t n, const WireList *asked,
           size_t most)
{
    assert(n && n <= LOOKS_MAX);
    size_t all = models[0]->vertices.count;
    *g = (MergedModels){.s = s, .models = models, .n = n, .vertices = all};
    g->parents = memory_new(all, sizeof *g->parents);
    g->asked = memory_new(all, sizeof *g->asked);
    g->chosen = memory_new(all, sizeof *g->chosen);
    g->read = memory_new(all, sizeof *g->read);
    find_asked(g, asked);
    g->input = memory_new(all, sizeof *g->input);
    g->before = merge_all(g, true, most);
    bool ok = g->before || merge_all(g, false, most);
    s->looks = (uint32_t)n;
    s->left_out = all > most ? all - most : 0;
    scene_end(s);
    return ok;
}

static void
merge_clear(MergedModels *g)
{
    for (size_t v = 0; v < g->vertices; v++)
        array_clear(&g->parents[v]);
    memory_free(g->parents);
    memory_free(g->asked);
    memory_free(g->chosen);
    memory_free(g->read);
    memory_free(g->input);
    array_clear(&g->order);
}

/* ---- looks ---- */

static const char *
output_label(Scene *s, Name name)
{
    Sink text = {0};
    word_write_shown(name, SHOWN_MOST, &text);
    const char *label = scene_text(s, sink_text(&text));
    sink_clear(&text);
    return label;
}

/* `S`, or `S = uniform` where it was fixed. */
static const char *
vertex_label(Scene *s, const Vertex *x)
{
    if (!x->name)
        return NULL;
    Sink text = {0};
    word_write_shown(x->name, SHOWN_MOST, &text);
    if (x->fixed)
        sink_print(&text, " = %s", strlen(x->fixed) <= FIXED_MOST ? x->fixed : "...");
    const char *label = scene_text(s, sink_text(&text));
    sink_clear(&text);
    return label;
}

static bool
is_uniform(const Vertex *x)
{
    return x->fixed && strcmp(x->fixed, "uniform") == 0;
}

static Sign
vertex_shape(const Vertex *x, bool cut, bool through)
{
    if (x->open)
        return through ? SIGN_THROUGH : SIGN_INPUT;
    if (cut && !x->parents.count)
        return SIGN_CUT;
    if (x->parents.count)
        return SIGN_BOX;
    return is_uniform(x) ? SIGN_UNIFORM : SIGN_STATE;
}

static Look
find_look(MergedModels *g, size_t k, uint32_t v)
{
    const Vertex *x = vertex_in(g, k, v);
    bool cut = g->parents[v].count != 0, through = g->input[v] != NONE;
    Look look = {.shape = vertex_shape(x, cut, through), .label = vertex_label(g->s, x)};
    if (g->s->graph) {
        look.shape = x->name ? SIGN_VERTEX : SIGN_ARC;
        look.name = x->name ? output_label(g->s, x->name) : NULL;
    }
    if (x->gone)
        look.shape = SIGN_NONE;
    look.role = x->fixed || x->open ? ROLE_PUT_IN : x->latent ? ROLE_LATENT : ROLE_PLAIN;
    return look;
}

/* In which pictures does v read p, and in which has surgery taken p away? */
static void
set_reading(MergedModels *g, SceneIn *in, uint32_t v, uint32_t p)
{
    in->looks = in->ground = 0;
    for (size_t i = 0; g->lines && i + 1 < g->lines->count; i += 2)
        in->line = in->line || (g->lines->at[i] == p && g->lines->at[i + 1] == v) ||
                   (g->lines->at[i] == v && g->lines->at[i + 1] == p);
    for (uint32_t k = 0; k < g->n; k++) {
        bool gone = vertex_in(g, k, v)->gone;
        bool reads = !gone && wires_has(&vertex_in(g, k, v)->parents, p);
        bool read = !gone && (wires_has(&vertex_in(g, k, v)->cut, p) ||
                              (!g->s->graph && wires_has(&vertex_in(g, 0, v)->parents, p)));
        in->looks |= (uint32_t)(reads || read) << k;
        in->ground |= (uint32_t)(read && !reads) << k;
    }
}

/* In which pictures is it an input? */
static uint32_t
pictures_open(const MergedModels *g, uint32_t v)
{
    uint32_t looks = 0;
    for (uint32_t k = 0; k < g->n; k++)
        looks |= (uint32_t)vertex_in(g, k, v)->open << k;
    return looks;
}

/* What is done is an input, and its wire passes where its box was. */
static void
add_inputs(MergedModels *g)
{
    Scene *s = g->s;
    for (uint32_t v = 0; v < g->vertices; v++) {
        uint32_t looks = pictures_open(g, v);
        g->input[v] = NONE;
        if (!looks || !g->chosen[v] || !g->before || s->graph)
            continue;
        uint32_t node = scene_add(s, SIGN_INPUT, NULL, NULL, 0, 1);
        SceneNode *n = &s->nodes.at[node];
        n->asked = true;
        for (uint32_t k = 0; k < g->n; k++)
            n->look[k] = (Look){.shape = looks >> k & 1 ? SIGN_INPUT : SIGN_NONE,
                                .role = ROLE_PUT_IN,
                                .label = output_label(s, vertex_in(g, 0, v)->name)};
        g->input[v] = n->out;
        s->late++;
    }
}

/* What it reads of what is left out comes from an input. */
static void
open_parent(MergedModels *g, uint32_t p, uint32_t *port)
{
    Sink label = {0};
    if (port[p] != NONE)
        return;
    sink_put(&label, "...");
    if (vertex_in(g, 0, p)->name) {
        sink_put(&label, " ");
        word_write_shown(vertex_in(g, 0, p)->name, SHOWN_MOST, &label);
    }
    uint32_t node = scene_add(g->s, SIGN_INPUT, sink_text(&label), NULL, 0, 1);
    port[p] = g->s->nodes.at[node].out;
    sink_clear(&label);
}

/* The parents that are in the picture. */
static void
list_parents(MergedModels *g, uint32_t v, uint32_t *port, WireList *to)
{
    for (size_t i = 0; i < g->parents[v].count; i++) {
        uint32_t p = g->parents[v].at[i];
        if (!g->s->graph)
            open_parent(g, p, port);
        if (port[p] != NONE)
            array_push(to, p);
    }
}

static void
add_vertex(MergedModels *g, uint32_t v, uint32_t *port)
{
    Scene *s = g->s;
    WireList parents = {0}, in = {0};
    list_parents(g, v, port, &parents);
    for (size_t i = 0; i < parents.count; i++)
        array_push(&in, port[parents.at[i]]);
    if (g->input[v] != NONE)
        array_push(&in, g->input[v]);
    uint32_t node = scene_add(s, SIGN_BOX, NULL, in.at, in.count, 1);
    SceneNode *n = &s->nodes.at[node];
    for (size_t k = 0; k < g->n; k++)
        n->look[k] = find_look(g, k, v);
    n->kept = n->look[0].shape == SIGN_INPUT;
    n->free = true;
    n->asked = g->asked[v];
    n->through = g->input[v] != NONE;
    for (uint32_t i = 0; i < parents.count; i++)
        set_reading(g, &s->ins.at[n->in + i], v, parents.at[i]);
    if (n->through)
        s->ins.at[n->in + parents.count].looks = pictures_open(g, v);
    port[v] = n->out;
    s->outs.at[n->out].role = vertex_in(g, 0, v)->latent ? ROLE_LATENT : ROLE_PLAIN;
    array_clear(&in);
    array_clear(&parents);
}

/* Where the wire of v ends; it is in the pictures in which v is. */
static void
add_end(MergedModels *g, Sign shape, const char *label, uint32_t v, const uint32_t *port)
{
    uint32_t node = scene_add(g->s, shape, label, &port[v], 1, 0); /* nodes may move */
    SceneNode *end = &g->s->nodes.at[node];
    for (uint32_t k = 0; k < g->n; k++)
        if (vertex_in(g, k, v)->gone) {
            end->look[k].shape = SIGN_NONE;
            g->s->ins.at[end->in].looks &= ~(1u << k);
        }
}

static void
add_ends(MergedModels *g, const uint32_t *port)
{
    bool *read = memory_new(g->s->outs.count, sizeof *read);
    for (size_t i = 0; i < g->s->ins.count; i++)
        read[g->s->ins.at[i].wire] = true;
    for (uint32_t v = 0; v < g->vertices; v++) {
        const Vertex *x = vertex_in(g, 0, v);
        if (!g->chosen[v])
            continue;
        if (!x->latent)
            add_end(g, SIGN_OUTPUT, output_label(g->s, x->name), v, port);
        if (g->read[v])
            add_end(g, SIGN_OUTPUT, "...", v, port);
        else if (x->latent && !read[port[v]])
            add_end(g, SIGN_GROUND, NULL, v, port);
    }
    memory_free(read);
}

/* The arc of X <-> Y is there while both ends read it. */
static void
hide_arcs(Scene *s)
{
    uint32_t *there = memory_new(s->nodes.count, sizeof *there);
    memset(there, 0xff, s->nodes.count * sizeof *there);
    for (size_t i = 0; i < s->ins.count; i++) {
        uint32_t source = s->outs.at[s->ins.at[i].wire].node;
        if (s->nodes.at[source].look[0].shape == SIGN_ARC)
            there[source] &= s->ins.at[i].looks;
    }
    for (size_t i = 0; i < s->ins.count; i++)
        s->ins.at[i].looks &= there[s->outs.at[s->ins.at[i].wire].node];
    memory_free(there);
}

static bool
add_models(Scene *s, const Model *const *models, size_t n, const WireList *asked,
           const WireList *lines, size_t most)
{
    MergedModels g;
    bool ok = merge_init(&g, s, models, n, asked, most);
    g.lines = lines;
    uint32_t *port = memory_new(g.vertices, sizeof *port);
    for (size_t v = 0; v < g.vertices; v++)
        port[v] = NONE;
    if (ok)
        add_inputs(&g);
    for (size_t i = 0; ok && i < g.order.count; i++)
        add_vertex(&g, g.order.at[i], port);
    if (ok && !s->graph)
        add_ends(&g, port);
    if (ok && s->graph)
        hide_arcs(s);
    if (ok)
        scene_hide_inputs(s);
    memory_free(port);
    merge_clear(&g);
    if (!ok)
        scene_clear(s);
    return ok;
}

bool
scene_add_models(Scene *s, const Model *const *models, size_t n, const WireList *asked,
                 size_t most)
{
    s->graph = false;
    return add_models(s, models, n, asked, NULL, most);
}

bool
scene_add_graphs(Scene *s, const Model *const *models, size_t n, const WireList *asked,
                 size_t most)
{
    s->graph = true;
    return add_models(s, models, n, asked, NULL, most);
}

bool
scene_add_lines(Scene *s, const Model *m, const WireList *lines, size_t most)
{
    s->graph = true;
    return add_models(s, &m, 1, NULL, lines, most);
}
