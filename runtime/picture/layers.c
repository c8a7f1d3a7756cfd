/* layers.c -- layers, bends, legs, and their order; see layers.h.
 *
 * Layers are chosen by network simplex, so that a state stands just above who reads it.  A wire
 * with several readers is one trunk, which passes a bend in each layer until its last reader: so
 * wires that run side by side are different wires.  Late inputs and their bends are put in when all
 * else has its layer and its order. */
#include "picture/layers.h"

#include "picture/crossing.h"
#include "picture/network_simplex.h"
#include "picture/place.h"

#define NONE UINT32_MAX

enum { LAYER_STEPS = 60000000, CROSS_STEPS = 4000000, TURN_MOST = 1000 };

/* ---- layers ---- */

static void
add_arc(ArcList *arcs, uint32_t tail, uint32_t head, int32_t length, int32_t weight)
{
    Arc a = {tail, head, length, weight};
    array_push(arcs, a);
}

static int32_t
pull_of(Sign reader, Sign source)
{
    if (reader == SIGN_GROUND)
        return 8;
    if (source == SIGN_ARC)
        return 1;
    return reader == SIGN_OUTPUT || source == SIGN_INPUT ? 1 : 3;
}

/* Readers below sources, and as near as can be. */
static void
list_wiring(ArcList *arcs, const Scene *s)
{
    for (size_t i = 0; i < s->ins.count; i++) {
        const SceneIn *in = &s->ins.at[i];
        uint32_t from = s->outs.at[in->wire].node;
        Sign reader = s->nodes.at[in->node].look[0].shape;
        if (from >= s->late)
            add_arc(arcs, from - s->late, in->node - s->late, 1,
                    pull_of(reader, s->nodes.at[from].look[0].shape));
    }
}

static bool
is_loose(const SceneNode *n)
{
    return n->look[0].shape == SIGN_OUTPUT && (!n->kept || n->named);
}

static bool
is_end(const Scene *s, size_t v, Sign shape, bool loose)
{
    return s->nodes.at[v].look[0].shape == shape && !(loose && is_loose(&s->nodes.at[v]));
}

/* Inputs stand in the first layer, outputs in the last: at least as high, as low as all others. */
static void
list_ends(ArcList *arcs, const Scene *s, bool loose)
{
    uint32_t top = (uint32_t)s->nodes.count - s->late, bottom = top + 1;
    for (uint32_t v = s->late; v < s->nodes.count; v++) {
        add_arc(arcs, top, v - s->late, 0, 0);
        add_arc(arcs, v - s->late, bottom, 0, is_end(s, v, SIGN_OUTPUT, loose) ? 1000 : 0);
        if (is_end(s, v, SIGN_INPUT, loose))
            arcs->at[arcs->count - 2].weight = 1000;
    }
}

static void
find_layers(uint32_t *layer, const Scene *s, bool loose, Budget *b)
{
    size_t late = s->late, n = s->nodes.count - late + 2;
    ArcList arcs = {0};
    int32_t *x = memory_new(n, sizeof *x);
    list_wiring(&arcs, s);
    list_ends(&arcs, s, loose);
    bool ok = network_simplex_start(x, n, &arcs);
    if (ok)
        network_simplex_run(x, n, &arcs, LAYER_STEPS, b);
    int32_t least = x[n - 2];
    for (size_t v = 0; v + 2 < n; v++) {
        if (is_end(s, late + v, SIGN_OUTPUT, loose))
            x[v] = x[n - 1];
        if (is_end(s, late + v, SIGN_INPUT, loose))
            x[v] = least;
        layer[late + v] = (uint32_t)(x[v] - least);
    }
    memory_free(x);
    array_clear(&arcs);
}

/* Late inputs stand in the first layer; a new one where what they reach stands there. */
static void
put_late(uint32_t *layer, const Scene *s)
{
    bool room = true;
    for (size_t i = 0; i < s->ins.count; i++)
        room = room && (s->ins.at[i].wire >= s->late || layer[s->ins.at[i].node] > 0);
    for (size_t v = s->late; !room && v < s->nodes.count; v++)
        layer[v] += !is_end(s, v, SIGN_INPUT, false);
    memset(layer, 0, s->late * sizeof *layer);
}

/* Layers with more than `most` boxes become several; outputs take turns. */
static void
wrap_layers(uint32_t *layer, const Scene *s, uint32_t most)
{
    uint32_t layers = 0;
    for (size_t v = 0; v < s->nodes.count; v++)
        layers = layer[v] >= layers ? layer[v] + 1 : layers;
    uint32_t *count = memory_new(layers, sizeof *count),
             *base = memory_new(layers + 1, sizeof *base);
    for (size_t v = 0; v < s->nodes.count; v++)
        count[layer[v]] += node_is_wide(&s->nodes.at[v]) ? 3 : 2;
    for (uint32_t l = 0; l < layers; l++) {
        base[l + 1] = base[l] + (count[l] + 3 * most - 1) / (3 * most);
        count[l] = 0;
    }
    for (size_t v = 0; v < s->nodes.count; v++) {
        uint32_t l = layer[v], parts = base[l + 1] - base[l];
        bool wide = node_is_wide(&s->nodes.at[v]);
        layer[v] = base[l] + (wide ? count[l] / (3 * most) : count[l] / 2 % parts);
        count[l] += wide ? 3 : 2;
    }
    memory_free(base);
    memory_free(count);
}

/* An arc of a causal graph only has to be above both its ends, so it needs no layer of its own; and
 * layers without items are removed. */
static size_t
drop_empty(uint32_t *layer, size_t n)
{
    uint32_t layers = 0;
    for (size_t v = 0; v < n; v++)
        layers = layer[v] >= layers ? layer[v] + 1 : layers;
    uint32_t *number = memory_new(layers + 1, sizeof *number), next = 0;
    for (size_t v = 0; v < n; v++)
        number[layer[v]] = 1;
    for (uint32_t l = 0; l < layers; l++) {
        uint32_t used = number[l];
        number[l] = next;
        next += used;
    }
    for (size_t v = 0; v < n; v++)
        layer[v] = number[layer[v]];
    memory_free(number);
    return next;
}

/* ---- bends and legs ---- */

typedef struct Readers {
    uint32_t *first, *list; /* in-ports of wire w: list[first[w] ... first[w + 1]) */
} Readers;

static void
readers_init(Readers *r, const Scene *s)
{
    size_t n = s->outs.count;
    r->first = memory_new(n + 2, sizeof *r->first);
    r->list = memory_new(s->ins.count, sizeof *r->list);
    for (size_t i = 0; i < s->ins.count; i++)
        r->first[s->ins.at[i].wire + 2]++;
    for (size_t w = 2; w < n + 2; w++)
        r->first[w] += r->first[w - 1];
    for (uint32_t i = 0; i < s->ins.count; i++)
        r->list[r->first[s->ins.at[i].wire + 1]++] = i;
}

static void
readers_clear(Readers *r)
{
    memory_free(r->first);
    memory_free(r->list);
}

/* In which pictures is the wire there?  An arrow that was cut is shown only where it ended. */
static uint32_t
looks_of(const Scene *s, const SceneIn *in)
{
    return s->graph ? in->looks & ~in->ground : in->looks;
}

/* One more bend of the wire, below item `from`. */
static uint32_t
add_bend(Layout *l, uint32_t wire, uint32_t from, uint32_t looks)
{
    Item bend = {.layer = l->items.at[from].layer + 1, .wire = wire, .looks = looks};
    uint32_t to = (uint32_t)l->items.count;
    Leg leg = {.wire = wire, .from = from, .to = to, .in = NONE, .looks = looks};
    array_push(&l->items, bend);
    array_push(&l->legs, leg);
    return to;
}

/* The legs of a wire from one layer to the next, from item `from`; the bend there, or NONE. */
static uint32_t
add_legs(Layout *l, const Scene *s, const Readers *r, uint32_t wire, uint32_t from)
{
    uint32_t layer = l->items.at[from].layer + 1, later = 0;
    for (uint32_t i = r->first[wire]; i < r->first[wire + 1]; i++) {
        const SceneIn *in = &s->ins.at[r->list[i]];
        Leg leg = {
            .wire = wire, .from = from, .to = in->node, .in = r->list[i], .looks = in->looks};
        if (l->items.at[in->node].layer == layer)
            array_push(&l->legs, leg);
        else if (l->items.at[in->node].layer > layer)
            later |= looks_of(s, in) | 1u << 31;
    }
    return later ? add_bend(l, wire, from, later) : NONE;
}

/* The legs from a wire's source to one of its readers. */
static void
add_chain(Layout *l, const Scene *s, uint32_t wire, uint32_t number)
{
    const SceneIn *in = &s->ins.at[number];
    uint32_t from = s->outs.at[wire].node;
    while (l->items.at[from].layer + 1 < l->items.at[in->node].layer)
        from = add_bend(l, wire, from, looks_of(s, in));
    Leg leg = {.wire = wire, .from = from, .to = in->node, .in = number, .looks = in->looks};
    array_push(&l->legs, leg);
}

static void
sort_legs(Layout *l)
{
    l->leg_start = memory_new(l->layers + 2, sizeof *l->leg_start);
    for (size_t i = 0; i < l->legs.count; i++)
        l->leg_start[l->items.at[l->legs.at[i].from].layer + 2]++;
    for (size_t k = 2; k < l->layers + 2; k++)
        l->leg_start[k] += l->leg_start[k - 1];
    Leg *sorted = memory_new(l->legs.count, sizeof *sorted);
    for (size_t i = 0; i < l->legs.count; i++)
        sorted[l->leg_start[l->items.at[l->legs.at[i].from].layer + 1]++] = l->legs.at[i];
    if (l->legs.count)
        memcpy(l->legs.at, sorted, l->legs.count * sizeof *sorted);
    memory_free(sorted);
}

static bool
make_legs(Layout *l, const Scene *s, bool apart, Budget *b)
{
    Readers r;
    readers_init(&r, s);
    bool ok = true;
    for (uint32_t w = 0; ok && w < s->outs.count; w++) {
        for (uint32_t i = r.first[w]; apart && i < r.first[w + 1]; i++)
            add_chain(l, s, w, r.list[i]);
        for (uint32_t from = apart ? NONE : s->outs.at[w].node; ok && from != NONE;) {
            from = add_legs(l, s, &r, w, from);
            ok = budget_step(b, r.first[w + 1] - r.first[w] + 1) &&
                 budget_allows(b, 16 * l->items.count * sizeof(Item));
        }
    }
    readers_clear(&r);
    if (ok)
        sort_legs(l);
    return ok;
}

/* ---- order ---- */

static uint16_t
port_of(const Scene *s, const Leg *leg, bool out)
{
    if (out)
        return (uint16_t)(leg->from < s->nodes.count ? leg->wire - s->nodes.at[leg->from].out : 0);
    if (leg->in == NONE || s->nodes.at[leg->to].free)
        return 0;
    return (uint16_t)(leg->in - s->nodes.at[leg->to].in);
}

/* Where every port is free to move, the mirror image is as good. */
static bool
is_free(const Scene *s)
{
    bool free = true;
    for (size_t v = s->late; free && v < s->nodes.count; v++)
        free = s->nodes.at[v].free || (!s->nodes.at[v].kept && s->nodes.at[v].in_count <= 1);
    return free;
}

static void
mirror(Layout *l)
{
    for (size_t k = 0; k < l->layers; k++)
        for (uint32_t i = l->start[k], j = l->start[k + 1]; i + 1 < j; i++, j--) {
            uint32_t v = l->order[i];
            l->order[i] = l->order[j - 1];
            l->order[j - 1] = v;
        }
}

/* The outputs decide which of two mirror images it is. */
static void
turn_outputs(Layout *l, const Scene *s)
{
    int64_t right = 0;
    for (size_t k = 0; k < l->layers; k++) {
        uint32_t last = NONE;
        for (uint32_t i = l->start[k]; i < l->start[k + 1]; i++) {
            uint32_t v = l->order[i];
            if (v >= s->nodes.count || s->nodes.at[v].look[0].shape == SIGN_GROUND)
                continue;
            right += last == NONE ? 0 : last < v ? 1 : -1;
            last = v;
        }
    }
    if (right < 0)
        mirror(l);
}

/* How far right of the middle of its layer each shape stands: from -1000 to 1000. */
static void
find_sides(int64_t *side, const Layout *l, const Scene *s)
{
    for (size_t k = 0; k < l->layers; k++) {
        int64_t first = l->start[k], n = l->start[k + 1] - first;
        for (int64_t i = 0; i < n; i++)
            if (l->order[first + i] < s->nodes.count)
                side[l->order[first + i]] = (2 * i + 1 - n) * 1000 / n;
    }
}

/* Does what stands right in one of them stand left in the other? */
static bool
is_mirrored(const Layout *a, const Layout *b, const Scene *s)
{
    size_t n = s->nodes.count;
    int64_t *in_a = memory_new(n, sizeof *in_a), *in_b = memory_new(n, sizeof *in_b), same = 0;
    find_sides(in_a, a, s);
    find_sides(in_b, b, s);
    for (size_t v = 0; v < n; v++)
        same += in_a[v] * in_b[v];
    memory_free(in_a);
    memory_free(in_b);
    return same < 0;
}

/* Is it a late input, or a bend of its wire?  These wires have the first numbers too. */
static bool
is_late(const Layout *l, const Scene *s, uint32_t item)
{
    return item < s->nodes.count ? item < s->late : l->items.at[item].wire < s->late;
}

/* The order of all but what is late; item[i] is number i of these. */
static void
order_items(Layout *l, const Scene *s, bool loose, const WireList *item, Budget *b)
{
    Crossing c;
    uint32_t *number = memory_new(l->items.count, sizeof *number);
    crossing_init(&c, item->count, l->layers);
    for (uint32_t i = 0; i < item->count; i++) {
        uint32_t v = item->at[i];
        number[v] = i;
        c.layer[i] = l->items.at[v].layer;
        c.kept[i] =
            v < s->nodes.count && s->nodes.at[v].kept && !(loose && is_loose(&s->nodes.at[v]));
    }
    for (size_t i = 0; i < l->legs.count; i++) {
        const Leg *leg = &l->legs.at[i];
        Link link = {number[leg->from], number[leg->to], port_of(s, leg, true),
                     port_of(s, leg, false)};
        if (leg->wire >= s->late)
            array_push(&c.links, link);
    }
    c.budget = b;
    crossing_start(&c);
    crossing_run(&c, CROSS_STEPS);
    l->crossings = crossing_count(&c);
    l->baseline = c.baseline;
    l->order = memory_new(l->items.count, sizeof *l->order);
    for (size_t i = 0; i < item->count; i++)
        l->order[i] = item->at[c.order[i]];
    l->start = c.start;
    c.start = NULL;
    memory_free(number);
    crossing_clear(&c);
}

/* Among the items of a layer, where is the place from which a wire to item `below`, in the next
 * layer, crosses fewest others?  The first of those that are as good. */
static uint32_t
best_place(const Layout *l, const uint32_t *place, uint32_t layer, uint32_t below)
{
    uint32_t n = l->start[layer + 1] - l->start[layer], best = 0;
    int64_t *change = memory_new(n + 1, sizeof *change), now = 0, least = 0;
    for (uint32_t i = l->leg_start[layer]; i < l->leg_start[layer + 1]; i++) {
        const Leg *leg = &l->legs.at[i];
        if (place[leg->from] == NONE || place[leg->to] == NONE || leg->to == below)
            continue;
        change[place[leg->from] - l->start[layer]] += place[leg->to] > place[below] ? 1 : -1;
    }
    for (uint32_t i = 0; i < n; i++) {
        now += change[i];
        if (now < least) {
            least = now;
            best = i + 1;
        }
    }
    memory_free(change);
    return l->start[layer] + best;
}

static void
insert_item(Layout *l, uint32_t *place, uint32_t item, uint32_t at)
{
    uint32_t n = l->start[l->layers];
    memmove(l->order + at + 1, l->order + at, (n - at) * sizeof *l->order);
    l->order[at] = item;
    for (size_t k = l->items.at[item].layer + 1; k <= l->layers; k++)
        l->start[k]++;
    for (uint32_t i = at; i <= n; i++)
        place[l->order[i]] = i;
}

/* Late inputs with their bends, from their readers upwards. */
static void
insert_late(Layout *l, const Scene *s)
{
    uint32_t *place = memory_new(l->items.count, sizeof *place);
    uint32_t *above = memory_new(l->items.count, sizeof *above);
    memset(place, 0xff, l->items.count * sizeof *place);
    for (uint32_t i = 0; i < l->start[l->layers]; i++)
        place[l->order[i]] = i;
    for (uint32_t w = 0; w < s->late; w++) {
        uint32_t below = NONE;
        for (size_t i = 0; i < l->legs.count; i++)
            if (l->legs.at[i].wire == w) {
                above[l->legs.at[i].to] = l->legs.at[i].from;
                below = l->legs.at[i].in != NONE ? l->legs.at[i].to : below;
            }
        while (below != NONE && below != w) {
            uint32_t item = above[below];
            insert_item(l, place, item, best_place(l, place, l->items.at[item].layer, below));
            below = item;
        }
        if (place[w] == NONE) /* nobody reads it */
            insert_item(l, place, w, 0);
    }
    memory_free(above);
    memory_free(place);
}

static void
find_order(Layout *l, const Scene *s, bool loose, Budget *b)
{
    WireList item = {0};
    for (uint32_t i = 0; i < l->items.count; i++)
        if (!is_late(l, s, i))
            array_push(&item, i);
    order_items(l, s, loose, &item, b);
    if (is_free(s))
        turn_outputs(l, s);
    if (s->late)
        insert_late(l, s);
    array_clear(&item);
}

/* Ports that may stand in any order take that of the wires that come in. */
static void
rank_ports(uint32_t *rank, const Layout *l, const Scene *s)
{
    uint32_t *place = memory_new(l->items.count, sizeof *place);
    uint32_t *next = memory_new(s->nodes.count, sizeof *next);
    for (uint32_t i = 0; i < l->items.count; i++)
        place[l->order[i]] = i;
    for (uint32_t i = 0; i < s->ins.count; i++)
        rank[i] = i - s->nodes.at[s->ins.at[i].node].in;
    uint64_t *key = memory_new(s->ins.count, sizeof *key);
    for (size_t i = 0; i < l->legs.count; i++)
        if (l->legs.at[i].in != NONE)
            key[l->legs.at[i].in] = (uint64_t)place[l->legs.at[i].from] << 32 | l->legs.at[i].wire;
    for (size_t v = 0; v < s->nodes.count; v++) {
        const SceneNode *n = &s->nodes.at[v];
        for (uint32_t a = n->in; n->free && a < n->in + n->in_count; a++) {
            rank[a] = 0;
            for (uint32_t b = n->in; b < n->in + n->in_count; b++)
                rank[a] += key[b] < key[a] || (key[b] == key[a] && b < a);
        }
    }
    memory_free(key);
    memory_free(next);
    memory_free(place);
}

/* All but the places. */
static bool
make_order(Layout *to, const Scene *s, const Measure *m, Budget *b)
{
    Layout l = {0};
    uint32_t *layer = memory_new(s->nodes.count, sizeof *layer);
    find_layers(layer, s, m->loose, b);
    put_late(layer, s);
    if (m->wrap)
        wrap_layers(layer, s, m->wrap);
    l.layers = drop_empty(layer, s->nodes.count);
    array_add_zeroed(&l.items, s->nodes.count);
    for (size_t v = 0; v < s->nodes.count; v++)
        l.items.at[v] = (Item){.layer = layer[v], .wire = NONE};
    memory_free(layer);
    bool ok = make_legs(&l, s, m->apart, b);
    if (ok)
        find_order(&l, s, m->loose, b);
    *to = l;
    return ok;
}

/* With loose outputs or broken layers it is no mirror image of what it is without.  In a large
 * model nobody would see that it is one, and wires that all go to the last layer have too many
 * bends. */
static bool
turn_loose(Layout *l, const Scene *s, const Measure *m, Budget *b)
{
    Measure plain = *m;
    Layout other = {0};
    plain.loose = false;
    plain.wrap = 0;
    bool ok = make_order(&other, s, &plain, b);
    if (ok && is_mirrored(l, &other, s))
        mirror(l);
    layout_clear(&other);
    return ok;
}

bool
layout_make(Layout *to, const Scene *s, const Measure *m, Budget *b)
{
    Layout l = {0};
    bool ok = make_order(&l, s, m, b);
    if (ok && (m->loose || m->wrap) && s->nodes.count <= TURN_MOST && is_free(s))
        ok = turn_loose(&l, s, m, b);
    if (ok) {
        uint32_t *rank = memory_new(s->ins.count, sizeof *rank);
        rank_ports(rank, &l, s);
        ok = layout_place(&l, s, m, rank, b);
        memory_free(rank);
    }
    if (ok) {
        layout_clear(to);
        *to = l;
    } else {
        layout_clear(&l);
    }
    return ok;
}
