/* law_picture.c -- pictures of random diagrams: what holds without looking at them.
 *
 * Crossings are counted pair by pair, minima found by trying everything, and a layout is walked
 * from each reader back to where its wire begins. */
#include "tests/law/kernels.h"
#include "tests/suite.h"
#include "tests/unit/figure.h"

#include "picture/crossing.h"
#include "picture/layers.h"
#include "picture/picture.h"
#include "picture/network_simplex.h"

enum { ROUNDS = 150 };

/* ---- crossings ---- */

static void
random_crossing(Crossing *c, Random *r)
{
    size_t layers = 2 + random_below(r, 4), wide = 1 + random_below(r, 9);
    crossing_init(c, layers * wide, layers);
    for (size_t v = 0; v < c->items; v++) {
        c->layer[v] = (uint32_t)(v / wide);
        c->kept[v] = random_below(r, 4) == 0;
    }
    size_t links = random_below(r, (uint32_t)(3 * c->items));
    for (size_t i = 0; i < links; i++) {
        uint32_t above = random_below(r, (uint32_t)(c->items - wide));
        uint32_t below = (above / (uint32_t)wide + 1) * (uint32_t)wide;
        Link link = {above, below + random_below(r, (uint32_t)wide), (uint16_t)random_below(r, 3),
                     (uint16_t)random_below(r, 3)};
        array_push(&c->links, link);
    }
    crossing_start(c);
}

static int
sign_of(const Crossing *c, const Link *a, const Link *b, bool above)
{
    uint32_t v = above ? a->above : a->below, w = above ? b->above : b->below;
    int p = above ? a->out : a->in, q = above ? b->out : b->in;
    if (c->place[v] != c->place[w])
        return c->place[v] < c->place[w] ? -1 : 1;
    return (p > q) - (p < q);
}

static uint64_t
count_slowly(const Crossing *c)
{
    uint64_t found = 0;
    for (size_t i = 0; i < c->links.count; i++)
        for (size_t k = 0; k < i; k++) {
            const Link *a = &c->links.at[i], *b = &c->links.at[k];
            bool same = c->layer[a->above] == c->layer[b->above];
            found += same && sign_of(c, a, b, true) * sign_of(c, a, b, false) < 0;
        }
    return found;
}

/* The order is one of all items, each in its layer, those kept in their order. */
static void
check_order(const Crossing *c)
{
    bool *met = memory_new(c->items, sizeof *met);
    for (size_t l = 0; l < c->layers; l++) {
        uint32_t last = 0;
        for (uint32_t i = c->start[l]; i < c->start[l + 1]; i++) {
            uint32_t v = c->order[i];
            ck_assert(!met[v]);
            ck_assert_uint_eq(c->layer[v], l);
            ck_assert_uint_eq(c->place[v], i - c->start[l]);
            ck_assert(!c->kept[v] || v >= last);
            last = c->kept[v] ? v : last;
            met[v] = true;
        }
    }
    ck_assert_uint_eq(c->start[c->layers], c->items);
    memory_free(met);
}

START_TEST(test_crossings)
{
    uint64_t ours = 0, baseline = 0;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        Crossing a, b;
        Random r = random_start(seed), again = r;
        random_crossing(&a, &r);
        random_crossing(&b, &again);
        ck_assert_uint_eq(crossing_count(&a), count_slowly(&a));
        crossing_sweep(&a);
        crossing_run(&b, 1000000);
        check_order(&a);
        check_order(&b);
        ck_assert_uint_eq(crossing_count(&b), count_slowly(&b));
        ck_assert_uint_le(crossing_count(&b), crossing_count(&a));
        ck_assert_uint_eq(b.baseline, crossing_count(&a));
        ours += crossing_count(&b);
        baseline += crossing_count(&a);
        crossing_clear(&a);
        crossing_clear(&b);
    }
    ck_assert_uint_lt(ours, baseline);
}
END_TEST

enum { FEW = 5 };

/* The fewest crossings over all orders of layer `layer` and those below it. */
static uint64_t
fewest_crossings(Crossing *c, size_t layer, uint32_t at)
{
    if (layer == c->layers)
        return crossing_count(c);
    if (at == FEW)
        return fewest_crossings(c, layer + 1, 0);
    uint64_t fewest = UINT64_MAX;
    uint32_t *order = c->order + c->start[layer];
    for (uint32_t i = at; i < FEW; i++) {
        uint32_t v = order[at], w = order[i];
        order[at] = w;
        order[i] = v;
        c->place[w] = at;
        c->place[v] = i == at ? at : i;
        uint64_t found = fewest_crossings(c, layer, at + 1);
        fewest = found < fewest ? found : fewest;
        order[at] = v;
        order[i] = w;
        c->place[w] = i;
        c->place[v] = at;
    }
    return fewest;
}

START_TEST(test_fewest)
{
    for (uint64_t seed = 0; seed < 40; seed++) {
        Crossing c;
        Random r = random_start(seed);
        crossing_init(&c, 2 * FEW, 2);
        for (size_t v = FEW; v < 2 * FEW; v++)
            c.layer[v] = 1;
        for (uint32_t i = 0; i < 6 + seed % 8; i++) {
            Link link = {random_below(&r, FEW), FEW + random_below(&r, FEW),
                         (uint16_t)random_below(&r, 2), (uint16_t)random_below(&r, 2)};
            array_push(&c.links, link);
        }
        crossing_start(&c);
        uint64_t fewest = fewest_crossings(&c, 0, 0);
        crossing_run(&c, 1000000);
        ck_assert_uint_eq(crossing_count(&c), fewest);
        crossing_clear(&c);
    }
}
END_TEST

/* ---- tension ---- */

static int64_t
least_cost(int32_t *x, size_t n, size_t at, const ArcList *arcs)
{
    if (at == n) {
        for (size_t i = 0; i < arcs->count; i++)
            if (x[arcs->at[i].head] - x[arcs->at[i].tail] < arcs->at[i].length)
                return INT64_MAX;
        return network_simplex_cost(x, arcs);
    }
    int64_t least = INT64_MAX;
    for (x[at] = 0; x[at] < 8; x[at]++) {
        int64_t cost = least_cost(x, n, at + 1, arcs);
        least = cost < least ? cost : least;
    }
    return least;
}

/* Arcs from lower to higher of points first ... first + n. */
static void
add_random_arcs(ArcList *arcs, Random *r, uint32_t first, uint32_t n, uint32_t count)
{
    while (count-- > 0) {
        uint32_t a = random_below(r, n), b = random_below(r, n);
        Arc arc = {first + (a < b ? a : b), first + (a < b ? b : a), (int32_t)random_below(r, 3),
                   (int32_t)random_below(r, 4)};
        if (a != b)
            array_push(arcs, arc);
    }
}

/* The minimum that is found, from the least places. */
static int64_t
found_cost(size_t n, const ArcList *arcs)
{
    int32_t *x = memory_new(n, sizeof *x);
    ck_assert(network_simplex_start(x, n, arcs));
    ck_assert(network_simplex_run(x, n, arcs, UINT64_MAX, NULL));
    for (size_t i = 0; i < arcs->count; i++)
        ck_assert_int_ge(x[arcs->at[i].head] - x[arcs->at[i].tail], arcs->at[i].length);
    int64_t cost = network_simplex_cost(x, arcs);
    memory_free(x);
    return cost;
}

START_TEST(test_tension_is_least)
{
    for (uint64_t seed = 0; seed < 60; seed++) {
        Random r = random_start(seed);
        ArcList arcs = {0};
        uint32_t n = 2 + random_below(&r, 4);
        add_random_arcs(&arcs, &r, 0, n, random_below(&r, 9));
        int32_t y[6];
        ck_assert_int_eq(found_cost(n, &arcs), least_cost(y, n, 0, &arcs));
        array_clear(&arcs);
    }
}
END_TEST

/* More points than are searched at once: many small graphs have the sum of their minima. */
START_TEST(test_tension_adds_up)
{
    enum { GRAPHS = 1500, POINTS = 4 };
    Random r = random_start(1);
    ArcList all = {0};
    int64_t sum = 0;
    for (uint32_t i = 0; i < GRAPHS; i++) {
        ArcList arcs = {0};
        int32_t y[POINTS];
        add_random_arcs(&arcs, &r, 0, POINTS, random_below(&r, 7));
        sum += least_cost(y, POINTS, 0, &arcs);
        for (size_t k = 0; k < arcs.count; k++) {
            Arc a = arcs.at[k];
            a.tail = a.tail * GRAPHS + i;
            a.head = a.head * GRAPHS + i;
            array_push(&all, a);
        }
        array_clear(&arcs);
    }
    ck_assert_int_eq(found_cost(GRAPHS * POINTS, &all), sum);
    array_clear(&all);
}
END_TEST

/* The mirror image of a large graph has the same minimum. */
START_TEST(test_tension_mirrored)
{
    enum { POINTS = 6000 };
    Random r = random_start(2);
    ArcList arcs = {0};
    for (uint32_t v = 0; v + 40 <= POINTS; v += 10)
        add_random_arcs(&arcs, &r, v, 40, 20);
    int64_t cost = found_cost(POINTS, &arcs);
    for (size_t i = 0; i < arcs.count; i++) {
        uint32_t tail = arcs.at[i].tail;
        arcs.at[i].tail = arcs.at[i].head;
        arcs.at[i].head = tail;
    }
    ck_assert_int_eq(found_cost(POINTS, &arcs), cost);
    array_clear(&arcs);
}
END_TEST

/* ---- layouts ---- */

static const Measure measures[] = {
    {.grid = 2, .letter = 1, .pad = 3, .port = 4, .margin = 2, .gap = 3, .wire = 4, .beside = 1},
    {.grid = 2,
     .letter = 1,
     .pad = 3,
     .port = 2,
     .margin = 2,
     .gap = 2,
     .wire = 2,
     .beside = 1,
     .quiet = true,
     .wrap = 2},
    {.grid = 1, .letter = 1, .pad = 1, .port = 2, .margin = 1, .gap = 2, .wire = 2, .along = true},
    {.grid = 10,
     .letter = 8,
     .pad = 20,
     .port = 30,
     .margin = 15,
     .gap = 24,
     .wire = 30,
     .beside = 7,
     .sign = 10}};

/* In each layer nothing reaches into its neighbour. */
static void
check_room(const Layout *l, const Scene *s)
{
    for (size_t k = 0; k < l->layers; k++)
        for (uint32_t i = l->start[k]; i + 1 < l->start[k + 1]; i++) {
            const Item *a = &l->items.at[l->order[i]], *b = &l->items.at[l->order[i + 1]];
            ck_assert_int_lt(a->right, b->left);
            ck_assert_int_le(a->left, a->right);
            ck_assert_int_ge(a->left, 0);
            ck_assert_int_le(b->right, l->width);
        }
    for (size_t i = 0; i < s->ins.count; i++) {
        const Item *item = &l->items.at[s->ins.at[i].node];
        ck_assert(item->left <= l->in_x[i] && l->in_x[i] <= item->right);
    }
}

/* Ports stand in their order, inside their box. */
static void
check_ports(const Layout *l, const Scene *s)
{
    for (uint32_t v = 0; v < s->nodes.count; v++) {
        const SceneNode *n = &s->nodes.at[v];
        const Item *item = &l->items.at[v];
        for (uint32_t o = n->out; o < n->out + n->out_count; o++) {
            ck_assert(item->left <= l->out_x[o] && l->out_x[o] <= item->right);
            ck_assert(o == n->out || l->out_x[o - 1] < l->out_x[o]);
        }
        for (uint32_t i = n->in; i + 1 < n->in + n->in_count; i++)
            ck_assert(n->free || l->in_x[i] < l->in_x[i + 1]);
    }
}

/* The leg that ends at this item, on this wire. */
static const Leg *
leg_into(const Layout *l, uint32_t item, uint32_t wire, uint32_t in)
{
    const Leg *found = NULL;
    for (size_t i = 0; i < l->legs.count; i++) {
        const Leg *leg = &l->legs.at[i];
        if (leg->to == item && leg->wire == wire && leg->in == in) {
            ck_assert_ptr_null(found);
            found = leg;
        }
    }
    ck_assert_ptr_nonnull(found);
    return found;
}

/* From each reader back to the source of what it reads, a layer at a time. */
static void
check_wires(const Layout *l, const Scene *s)
{
    for (uint32_t i = 0; i < s->ins.count; i++) {
        const SceneIn *in = &s->ins.at[i];
        const Leg *leg = leg_into(l, in->node, in->wire, i);
        ck_assert_int_eq(leg->end, l->in_x[i]);
        while (leg->from >= s->nodes.count) {
            const Item *bend = &l->items.at[leg->from];
            ck_assert_uint_eq(bend->layer + 1, l->items.at[leg->to].layer);
            ck_assert_int_eq(leg->begin, bend->left);
            leg = leg_into(l, leg->from, in->wire, UINT32_MAX);
            ck_assert_int_eq(leg->end, bend->left);
        }
        ck_assert_uint_eq(leg->from, s->outs.at[in->wire].node);
        ck_assert_uint_eq(l->items.at[leg->from].layer + 1, l->items.at[leg->to].layer);
        ck_assert_int_eq(leg->begin, l->out_x[in->wire]);
    }
}

/* Inputs stand left to right at the top, outputs at the bottom, unless layers are wrapped. */
static void
check_ends(const Layout *l, const Scene *s, const Measure *m)
{
    uint32_t last[2] = {UINT32_MAX, UINT32_MAX};
    for (uint32_t v = 0; v < s->nodes.count; v++) {
        Sign sign = s->nodes.at[v].look[0].shape;
        if (m->wrap || !s->nodes.at[v].kept || (sign != SIGN_INPUT && sign != SIGN_OUTPUT))
            continue;
        bool output = sign == SIGN_OUTPUT;
        ck_assert_uint_eq(l->items.at[v].layer, output ? l->layers - 1 : 0);
        if (last[output] != UINT32_MAX)
            ck_assert_int_lt(l->items.at[last[output]].right, l->items.at[v].left);
        last[output] = v;
    }
}

/* Where the label of this wire ends, which stands right of where it begins. */
static int
label_end(const Layout *l, const Scene *s, const Measure *m, uint32_t o)
{
    int width = label_width(s->outs.at[o].label);
    return l->out_x[o] + (width ? m->beside + width * m->letter : 0);
}

/* No label of a wire reaches the next port, or what stands right of its box. */
static void
check_labels(const Layout *l, const Scene *s, const Measure *m)
{
    for (size_t k = 0; k < l->layers && !m->quiet && !m->along; k++)
        for (uint32_t i = l->start[k]; i < l->start[k + 1]; i++) {
            uint32_t v = l->order[i];
            if (v >= s->nodes.count)
                continue;
            const SceneNode *n = &s->nodes.at[v];
            for (uint32_t o = n->out; o < n->out + n->out_count; o++) {
                int end = label_end(l, s, m, o);
                if (o + 1 < n->out + n->out_count)
                    ck_assert_int_lt(end, l->out_x[o + 1]);
                else if (i + 1 < l->start[k + 1])
                    ck_assert_int_lt(end, l->items.at[l->order[i + 1]].left);
                ck_assert_int_le(end, l->width);
            }
        }
}

static void
check_layout(const Scene *s, const Measure *m)
{
    Layout l = {0}, again = {0};
    Budget b = {0};
    ck_assert(layout_make(&l, s, m, &b) && layout_make(&again, s, m, &b));
    check_room(&l, s);
    check_ports(&l, s);
    check_wires(&l, s);
    check_ends(&l, s, m);
    check_labels(&l, s, m);
    ck_assert_uint_le(l.crossings, l.baseline);
    ck_assert_uint_eq(l.items.count, again.items.count);
    for (size_t i = 0; i < l.items.count; i++)
        ck_assert(l.items.at[i].left == again.items.at[i].left && l.order[i] == again.order[i]);
    layout_clear(&again);
    layout_clear(&l);
}

static void
check_pens(const Scene *s)
{
    Budget b = {0};
    Sink out = {0};
    for (int i = 0; i < 4; i++) {
        TextStyle style = {.width = i < 2 ? 80 : 30, .unicode = i % 2 == 0};
        ck_assert(scene_write_text(s, &style, &b, &out));
    }
    ck_assert(scene_write_svg(s, &(SvgStyle){0}, &b, &out));
    ck_assert(scenes_write_tikz(s, 1, &(TikzStyle){.standalone = true}, &b, &out));
    sink_clear(&out);
}

START_TEST(test_layouts)
{
    for (uint64_t seed = 0; seed < ROUNDS / 3; seed++) {
        Kernels k;
        kernels_init(&k, seed);
        Diagram d = {0};
        TypeList in = {0};
        random_types(&k, &in, random_below(&k.r, 4));
        random_diagram(&k, &d, &in, in.count + 1 + random_below(&k.r, 16), random_below(&k.r, 6));
        Scene s = {0};
        scene_add_diagram(&s, &d, seed % 5 ? 1000 : 3);
        for (size_t o = 0; seed % 3 == 0 && o < s.outs.count; o++)
            if (s.outs.at[o].label)
                s.outs.at[o].label = "a long label";
        for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
            check_layout(&s, &measures[i]);
        check_pens(&s);
        scene_clear(&s);
        diagram_clear(&d);
        array_clear(&in);
        kernels_clear(&k);
    }
}
END_TEST

/* ---- a part of a picture ---- */

enum { PEOPLE = 24 };

/* far[v * PEOPLE + w]: how many arrows apart they are, whichever way those point. */
static void
find_distances(uint32_t *far, const Model *m)
{
    for (uint32_t v = 0; v < PEOPLE * PEOPLE; v++)
        far[v] = v / PEOPLE == v % PEOPLE ? 0 : PEOPLE;
    for (uint32_t v = 0; v < PEOPLE; v++)
        for (size_t i = 0; i < m->vertices.at[v].parents.count; i++) {
            uint32_t p = m->vertices.at[v].parents.at[i];
            far[v * PEOPLE + p] = far[p * PEOPLE + v] = 1;
        }
    for (uint32_t k = 0; k < PEOPLE; k++)
        for (uint32_t v = 0; v < PEOPLE; v++)
            for (uint32_t w = 0; w < PEOPLE; w++) {
                uint32_t way = far[v * PEOPLE + k] + far[k * PEOPLE + w];
                far[v * PEOPLE + w] = way < far[v * PEOPLE + w] ? way : far[v * PEOPLE + w];
            }
}

static void
check_part(const Scene *s, const Model *m, const uint32_t *far, uint32_t asked, size_t most)
{
    uint32_t farthest = 0, nearest = PEOPLE;
    size_t shown = 0;
    for (uint32_t v = 0; v < PEOPLE; v++) {
        bool there = false;
        uint32_t distance = far[asked * PEOPLE + v];
        for (size_t i = 0; i < s->nodes.count; i++) {
            const Look *look = &s->nodes.at[i].look[0];
            bool box = look->shape != SIGN_OUTPUT && look->shape != SIGN_INPUT;
            const char *name = m->vertices.at[v].name;
            there = there || (box && look->label && strcmp(look->label, name) == 0);
        }
        shown += there;
        farthest = there && distance > farthest ? distance : farthest;
        nearest = !there && distance < nearest ? distance : nearest;
    }
    ck_assert_uint_eq(shown, most);
    ck_assert_uint_eq(s->left_out, PEOPLE - most);
    ck_assert_uint_le(farthest, nearest);
    for (size_t i = 0; i < s->ins.count; i++)
        ck_assert_uint_lt(s->ins.at[i].wire, s->outs.count);
}

/* Of a model that is too large a picture shows what is near to what is asked. */
START_TEST(test_parts)
{
    for (uint64_t seed = 0; seed < 40; seed++) {
        Random r = random_start(seed);
        Sink text = {0};
        uint32_t far[PEOPLE * PEOPLE];
        for (uint32_t v = 0; v < PEOPLE; v++)
            sink_print(&text, "V%u; ", v);
        for (uint32_t i = 0; i < PEOPLE; i++) {
            uint32_t v = random_below(&r, PEOPLE - 1);
            sink_print(&text, "V%u -> V%u; ", v, v + 1 + random_below(&r, PEOPLE - 1 - v));
        }
        Figure f;
        figure_init(&f, sink_text(&text));
        const Model *m = &f.m;
        find_distances(far, m);
        uint32_t v = random_below(&r, PEOPLE);
        size_t most = 1 + random_below(&r, PEOPLE - 1);
        WireList asked = {0};
        Scene s = {0}, part = {0}, graph = {0};
        array_push(&asked, v);
        ck_assert(scene_add_models(&s, &m, 1, &asked, PEOPLE));
        scene_prune(&part, &s, most);
        scene_clear(&s);
        ck_assert(scene_add_models(&s, &m, 1, &asked, most));
        ck_assert(scene_add_graphs(&graph, &m, 1, &asked, most));
        check_part(&part, m, far, v, most);
        check_part(&s, m, far, v, most);
        check_part(&graph, m, far, v, most);
        for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
            check_layout(&part, &measures[i]);
        if (seed % 8 == 0)
            check_pens(&s);
        scene_clear(&graph);
        scene_clear(&part);
        scene_clear(&s);
        array_clear(&asked);
        figure_clear(&f);
        sink_clear(&text);
    }
}
END_TEST

/* ---- the classics ---- */

/* The shapes of stdlib/classics.diag, by their figures' names where they have one. */
static const char *const classics[] = {
    "X -> Z -> Y",
    "X <- Z -> Y",
    "X -> Z <- Y",
    "X -> Y; X <-> Y",
    "Z -> X Y; X -> Y",
    "X -> Z -> Y; X <-> Y",
    "Z -> X -> Y; X <-> Y",
    "X -> Y; X <-> Z; Z <-> Y",
    "A B -> Z; A Z -> X; X B Z -> Y",
    "Z -> X Y; X -> Y; X <-> Z; Z <-> Y",
    "W -> R -> X -> Y; W <-> X; W <-> Y",
    "W2 -> R2 -> W1 -> R1 -> X -> Y; W2 <-> W1; W2 <-> R1; W1 <-> X; W1 <-> Y",
    "W3 -> R3 -> W2 -> R2 -> W1 -> R1 -> X -> Y; W3 <-> W2; W3 <-> R2; W2 <-> W1; W2 <-> R1; "
    "W1 <-> X; W1 <-> Y",
    "A -> B -> C -> D; B <-> D",
    "V1 -> V2 -> V3 -> V4 -> V5; V1 <-> V3; V2 <-> V4; V3 <-> V5",
    "V1 -> V2 -> V3 -> V4 -> V5; V1 <-> V5; V1 <-> V3; V2 <-> V4",
    "latent H; H -> S C; S -> T -> C",
    "Z1 -> Z3 Z4; Z2 -> Z4 Z5; Z3 Z4 -> X; X -> Z6; Z4 Z5 Z6 -> Y",
    "X -> Z1 Y; Z1 -> Z2 Y; Z2 -> Y; X <-> Z2; Z1 <-> Y",
    "Z2 -> X Z1 Z3; X -> Z1; Z1 Z3 -> Y; Z2 <-> X; Z2 <-> Y; X <-> Z3; X <-> Y",
    "Z -> X -> W -> Y; X <-> Z; X <-> Y; W <-> Z; Y <-> Z",
    "X1 -> Z X2 Y; Z -> X2; X2 -> Y; X1 <-> Z; Z <-> Y",
    "W1 -> W2 -> X -> Y; W3 -> W4 -> X; W1 <-> X; W1 <-> Y; W1 <-> W3; W2 <-> W3; W5 <-> W3; "
    "W4 <-> W5",
    "W1 -> X -> Y1; W2 -> Y2; W1 <-> X; W1 <-> W2; W1 <-> Y1; W1 <-> Y2",
    "X -> W -> Y; D -> Z -> Y; X <-> Y",
    "Z3 -> Z2 -> Z1 -> X -> Z4 -> Y; Z5 -> Z1 Z4; Z3 -> X; X <-> Z2; Z3 <-> Z2; Z2 <-> Y; Z4 <-> "
    "Y; "
    "Z5 <-> Z4",
    "latent Z0 B; Z0 -> B Z1 X; Z1 X -> Z2; Z2 B -> Z3; X Z2 Z3 -> Y",
};

START_TEST(test_classics)
{
    uint64_t ours = 0, baseline = 0;
    for (size_t i = 0; i < sizeof classics / sizeof *classics; i++) {
        Figure f;
        figure_init(&f, classics[i]);
        const Model *m = &f.m;
        for (int graph = 0; graph < 2; graph++) {
            Scene s = {0};
            ck_assert(graph ? scene_add_graphs(&s, &m, 1, NULL, 1000)
                            : scene_add_models(&s, &m, 1, NULL, 1000));
            for (size_t k = 0; k < sizeof measures / sizeof *measures; k++)
                check_layout(&s, &measures[k]);
            for (int apart = 0; graph && apart < 2; apart++) {
                Measure vertices = measures[0];
                vertices.vertex = 36;
                vertices.apart = apart;
                check_layout(&s, &vertices);
            }
            Layout l = {0};
            Budget b = {0};
            ck_assert(layout_make(&l, &s, &measures[0], &b));
            ours += l.crossings;
            baseline += l.baseline;
            layout_clear(&l);
            scene_clear(&s);
        }
        figure_clear(&f);
    }
    ck_assert_uint_lt(ours, baseline);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("picture");
    TCase *c = tcase_create("picture");
    tcase_add_test(c, test_crossings);
    tcase_add_test(c, test_fewest);
    tcase_add_test(c, test_tension_is_least);
    tcase_add_test(c, test_tension_adds_up);
    tcase_add_test(c, test_tension_mirrored);
    tcase_add_test(c, test_layouts);
    tcase_add_test(c, test_parts);
    tcase_add_test(c, test_classics);
    suite_add_tcase(s, c);
    return s;
}
