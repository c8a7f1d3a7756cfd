/* place.c -- places across the flow; see place.h.
 *
 * One number for each side of a box, each port, and each straight run of bends; least distances
 * between neighbours; and a pull along each leg, strongest between bends.  The minimum keeps most
 * legs straight, and a box becomes wide where that lets its wires come in straight. */
#include "picture/place.h"

#include "picture/network_simplex.h"

#define NONE UINT32_MAX

enum {
    PLACE_STEPS = 600000000,
    BEND_PULL = 16,
    TRUNK_PULL = 6,
    END_PULL = 4,
    BOX_PULL = 2,
    ARC_PULL = 1,
    THROUGH_PULL = 8
};

typedef struct Placement {
    Layout *l;
    const Scene *s;
    const Measure *m;
    const uint32_t *rank;
    uint32_t *left, *right; /* of each item: the number of its side, or of its wire */
    uint32_t *in, *out;     /* of each port: its number */
    uint32_t *slot;         /* in-ports of a node by rank, at the node's first in-port */
    size_t count;
    ArcList arcs;
    int32_t *x;
} Placement;

/* ---- room ---- */

static int
widest_label(const Placement *p, const SceneNode *n)
{
    int most = 0;
    for (uint32_t k = 0; k < p->s->looks; k++) {
        int room = measure_label(p->m, n->look[k].label);
        if (n->look[k].shape != SIGN_CUT || p->m->along)
            most = room > most ? room : most;
    }
    return most;
}

/* What a label beside out-port `o` takes to its right. */
static int
beside_room(const Placement *p, uint32_t o)
{
    const char *label = p->s->outs.at[o].label;
    return p->m->quiet || p->m->along || !label ? 0 : p->m->beside + measure_label(p->m, label);
}

/* How far a vertex reaches to both sides of its middle, with what stands right of it. */
static void
vertex_room(const Placement *p, const SceneNode *n, int *left, int *right)
{
    int beside = 0;
    for (uint32_t k = 0; k < p->s->looks; k++) {
        const Look *look = &n->look[k];
        int room = label_width(look->label) - label_width(look->name) - 1;
        beside = room > beside ? room : beside;
    }
    *left = *right = p->m->vertex / 2;
    *right += beside ? p->m->beside + beside * p->m->letter : 0;
}

/* How far a point shape reaches to both sides of its wire. */
static void
point_room(const Placement *p, const SceneNode *n, int *left, int *right)
{
    if (node_is_wide(n)) {
        vertex_room(p, n, left, right);
        return;
    }
    int text = widest_label(p, n), half = p->m->grid / 2;
    Sign shape = node_sign(n);
    bool centred = shape == SIGN_INPUT || shape == SIGN_OUTPUT || p->m->along;
    *left = centred ? text / 2 : half;
    *right = centred             ? (text - 1) / 2
             : shape == SIGN_ARC ? 0
             : text              ? p->m->sign + p->m->beside + text
                                 : half;
    for (uint32_t o = n->out; o < n->out + n->out_count; o++) {
        int room = beside_room(p, o);
        *right = room > *right ? room : *right;
    }
}

/* Has it ports along its sides?  An arrow of a causal graph meets a vertex in its middle. */
static bool
has_sides(const Placement *p, const SceneNode *n)
{
    return node_is_wide(n) && !p->m->vertex;
}

static int
in_grid(const Placement *p, int length)
{
    return (length + p->m->grid - 1) / p->m->grid;
}

/* ---- numbers and arcs ---- */

static uint32_t
add_number(Placement *p)
{
    return (uint32_t)p->count++;
}

static void
add_distance(Placement *p, uint32_t left, uint32_t right, int length, int weight)
{
    Arc a = {left, right, in_grid(p, length), weight};
    array_push(&p->arcs, a);
}

/* How wide a box is at least. */
static int
box_room(const Placement *p, const SceneNode *n)
{
    int width = widest_label(p, n) + p->m->pad, least = 2 * p->m->margin;
    return width > least ? width : least;
}

/* From a side of a box to its first port: where no side has several, ports stand in the middle. */
static int
port_margin(const Placement *p, const SceneNode *n)
{
    bool several = n->in_count > 1 || n->out_count > 1;
    return several ? p->m->margin : box_room(p, n) / 2;
}

/* The ports of one side of a box, between its sides. */
static void
add_ports(Placement *p, uint32_t v, const uint32_t *ports, uint32_t count, bool out)
{
    const SceneNode *n = &p->s->nodes.at[v];
    uint32_t last = p->left[v];
    int room = port_margin(p, n);
    for (uint32_t i = 0; i < count; i++) {
        add_distance(p, last, ports[i], room, 0);
        last = ports[i];
        room = p->m->port;
        int beside = out ? beside_room(p, n->out + i) : 0;
        room = beside && beside + p->m->gap > room ? beside + p->m->gap : room;
    }
    if (count)
        add_distance(p, last, p->right[v], port_margin(p, n), 0);
}

static void
number_box(Placement *p, uint32_t v)
{
    const SceneNode *n = &p->s->nodes.at[v];
    p->left[v] = add_number(p);
    p->right[v] = add_number(p);
    for (uint32_t i = n->in; i < n->in + n->in_count; i++) {
        p->in[i] = add_number(p);
        p->slot[n->in + p->rank[i]] = p->in[i];
    }
    for (uint32_t i = n->out; i < n->out + n->out_count; i++)
        p->out[i] = add_number(p);
    add_distance(p, p->left[v], p->right[v], box_room(p, n), BOX_PULL);
    add_ports(p, v, p->slot + n->in, n->in_count, false);
    add_ports(p, v, p->out + n->out, n->out_count, true);
    if (n->in_count == 1 && n->out_count == 1) { /* what goes in comes out below */
        uint32_t e = add_number(p);
        add_distance(p, e, p->in[n->in], 0, THROUGH_PULL);
        add_distance(p, e, p->out[n->out], 0, THROUGH_PULL);
    }
}

static void
number_point(Placement *p, uint32_t v)
{
    const SceneNode *n = &p->s->nodes.at[v];
    p->left[v] = p->right[v] = add_number(p);
    for (uint32_t i = n->in; i < n->in + n->in_count; i++)
        p->in[i] = p->left[v];
    for (uint32_t i = n->out; i < n->out + n->out_count; i++)
        p->out[i] = p->left[v];
}

/* A bend has the number of the bend before it on its wire, unless a run that was taken already
 * crosses there. */
static void
number_bends(Placement *p)
{
    Layout *l = p->l;
    uint32_t *before =
        memory_new(l->items.count, sizeof *before); /* of each bend: the item above */
    uint32_t *place = memory_new(l->items.count, sizeof *place);
    for (size_t i = 0; i < l->legs.count; i++)
        if (l->legs.at[i].in == NONE)
            before[l->legs.at[i].to] = l->legs.at[i].from;
    for (uint32_t i = 0; i < l->items.count; i++)
        place[l->order[i]] = i;
    for (size_t k = 0; k < l->layers; k++) {
        uint32_t taken = 0; /* the run to the left comes from here */
        for (uint32_t i = l->start[k]; i < l->start[k + 1]; i++) {
            uint32_t v = l->order[i];
            if (v < p->s->nodes.count)
                continue;
            uint32_t above = before[v];
            bool run = above >= p->s->nodes.count && place[above] >= taken;
            p->left[v] = p->right[v] = run ? p->left[above] : add_number(p);
            taken = run ? place[above] + 1 : taken;
        }
    }
    memory_free(place);
    memory_free(before);
}

/* ---- neighbours and pulls ---- */

static int
room_of(const Placement *p, uint32_t v, bool right)
{
    if (v >= p->s->nodes.count)
        return 0;
    const SceneNode *n = &p->s->nodes.at[v];
    if (has_sides(p, n))
        return 0;
    int to_left, to_right;
    point_room(p, n, &to_left, &to_right);
    return right ? to_right : to_left;
}

/* What stands right of a wide shape's last out-port: the wire's label, or that of a state which
 * surgery put in. */
static int
overhang(const Placement *p, uint32_t v)
{
    if (v >= p->s->nodes.count || !has_sides(p, &p->s->nodes.at[v]) ||
        !p->s->nodes.at[v].out_count || p->m->along)
        return 0;
    const SceneNode *n = &p->s->nodes.at[v];
    int most = beside_room(p, n->out + n->out_count - 1);
    for (uint32_t k = 0; k < p->s->looks; k++) {
        int room = p->m->sign + p->m->beside + measure_label(p->m, n->look[k].label);
        if (n->look[k].shape == SIGN_CUT && room > most)
            most = room;
    }
    return most;
}

static uint32_t
last_out(const Placement *p, uint32_t v)
{
    return p->s->nodes.at[v].out + p->s->nodes.at[v].out_count - 1;
}

static void
keep_apart(Placement *p, uint32_t a, uint32_t b)
{
    size_t nodes = p->s->nodes.count;
    int gap = a >= nodes && b >= nodes ? p->m->wire : p->m->gap;
    add_distance(p, p->right[a], p->left[b], room_of(p, a, true) + room_of(p, b, false) + gap, 0);
    int over = overhang(p, a);
    if (over)
        add_distance(p, p->out[last_out(p, a)], p->left[b], over + room_of(p, b, false) + gap, 0);
}

static int
compare_arcs(const Arc *a, const Arc *b)
{
    if (a->tail != b->tail)
        return a->tail < b->tail ? -1 : 1;
    if (a->head != b->head)
        return a->head < b->head ? -1 : 1;
    return a->length > b->length ? -1 : a->length < b->length;
}

static void
sort_arcs(Arc *arcs, Arc *spare, size_t n)
{
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t low = 0; low < n; low += 2 * width) {
            size_t mid = low + width < n ? low + width : n;
            size_t high = mid + width < n ? mid + width : n;
            size_t a = low, b = mid;
            for (size_t k = low; k < high; k++) {
                bool right = a >= mid || (b < high && compare_arcs(&arcs[b], &arcs[a]) < 0);
                spare[k] = right ? arcs[b++] : arcs[a++];
            }
        }
        memcpy(arcs, spare, n * sizeof *arcs);
    }
}

/* Runs that are neighbours in many layers are kept apart once. */
static void
list_neighbours(Placement *p)
{
    size_t begin = p->arcs.count, kept = begin;
    for (size_t k = 0; k < p->l->layers; k++)
        for (uint32_t i = p->l->start[k]; i + 1 < p->l->start[k + 1]; i++)
            keep_apart(p, p->l->order[i], p->l->order[i + 1]);
    size_t n = p->arcs.count - begin;
    if (!n)
        return;
    Arc *spare = memory_new(n, sizeof *spare);
    sort_arcs(p->arcs.at + begin, spare, n);
    memory_free(spare);
    for (size_t i = begin; i < p->arcs.count; i++) {
        const Arc *a = &p->arcs.at[i], *last = kept > begin ? &p->arcs.at[kept - 1] : NULL;
        if (!last || last->tail != a->tail || last->head != a->head)
            p->arcs.at[kept++] = *a;
    }
    p->arcs.count = kept;
}

/* weight * |a - b|, by a number that is at most both. */
static void
add_pull(Placement *p, uint32_t a, uint32_t b, int weight)
{
    if (a == b)
        return;
    uint32_t e = add_number(p);
    add_distance(p, e, a, 0, weight);
    add_distance(p, e, b, 0, weight);
}

static uint32_t
begin_of(const Placement *p, const Leg *leg)
{
    return leg->from < p->s->nodes.count ? p->out[leg->wire] : p->left[leg->from];
}

static uint32_t
end_of(const Placement *p, const Leg *leg)
{
    return leg->in == NONE ? p->left[leg->to] : p->in[leg->in];
}

static void
list_pulls(Placement *p)
{
    size_t nodes = p->s->nodes.count;
    for (size_t i = 0; i < p->l->legs.count; i++) {
        const Leg *leg = &p->l->legs.at[i];
        bool from = leg->from >= nodes, to = leg->to >= nodes;
        int pull = from && to ? BEND_PULL : from || to ? TRUNK_PULL : END_PULL;
        uint32_t source = p->s->outs.at[leg->wire].node;
        if (p->m->vertex && p->s->nodes.at[source].look[0].shape == SIGN_ARC)
            pull = ARC_PULL; /* arrows are straight before arcs are */
        add_pull(p, begin_of(p, leg), end_of(p, leg), pull);
    }
}

/* ---- the answer ---- */

/* The least places, then the pulls' own numbers as near as they may be, then the minimum. */
static void
solve(Placement *p, size_t fixed, Budget *b)
{
    p->x = memory_new(p->count, sizeof *p->x);
    ArcList first = {0};
    array_set(&first, &p->arcs);
    first.count = fixed;
    bool ok = network_simplex_start(p->x, p->count, &first);
    array_clear(&first);
    for (size_t i = fixed; i < p->arcs.count; i++)
        p->x[p->arcs.at[i].tail] = INT32_MAX;
    for (size_t i = fixed; i < p->arcs.count; i++) {
        const Arc *a = &p->arcs.at[i];
        int32_t most = p->x[a->head] - a->length;
        p->x[a->tail] = p->x[a->tail] > most ? most : p->x[a->tail];
    }
    if (ok)
        network_simplex_run(p->x, p->count, &p->arcs, PLACE_STEPS, b);
}

static int
x_of(const Placement *p, uint32_t number)
{
    return p->x[number] * p->m->grid;
}

static void
read_items(Placement *p)
{
    for (uint32_t v = 0; v < p->l->items.count; v++) {
        Item *item = &p->l->items.at[v];
        item->left = x_of(p, p->left[v]) - room_of(p, v, false);
        item->right = x_of(p, p->right[v]) + room_of(p, v, true);
    }
    for (size_t i = 0; i < p->s->ins.count; i++)
        p->l->in_x[i] = x_of(p, p->in[i]);
    for (size_t i = 0; i < p->s->outs.count; i++)
        p->l->out_x[i] = x_of(p, p->out[i]);
    for (size_t i = 0; i < p->l->legs.count; i++) {
        Leg *leg = &p->l->legs.at[i];
        leg->begin = x_of(p, begin_of(p, leg));
        leg->end = x_of(p, end_of(p, leg));
    }
}

/* ---- last touches ---- */

/* The room that item number `i` of the order has: from *low to *high. */
static void
find_room(const Placement *p, uint32_t i, int *low, int *high)
{
    const Layout *l = p->l;
    uint32_t v = l->order[i], layer = l->items.at[v].layer;
    *low = INT32_MIN / 2;
    *high = INT32_MAX / 2;
    if (i > l->start[layer]) {
        uint32_t u = l->order[i - 1];
        int over = overhang(p, u), right = l->items.at[u].right;
        if (over && l->out_x[last_out(p, u)] + over > right)
            right = l->out_x[last_out(p, u)] + over;
        *low = right + p->m->gap;
    }
    if (i + 1 < l->start[layer + 1])
        *high = l->items.at[l->order[i + 1]].left - p->m->gap;
}

/* A box stands around its ports, where there is room: its sides move, its ports do not. */
static void
centre_box(Placement *p, uint32_t i)
{
    Layout *l = p->l;
    uint32_t v = l->order[i];
    const SceneNode *n = &p->s->nodes.at[v];
    Item *item = &l->items.at[v];
    int low, high, first, last, width = item->right - item->left;
    layout_port_span(l, p->s, v, ALL_LOOKS, &first, &last);
    if (first > last)
        return;
    find_room(p, i, &low, &high);
    int least = box_room(p, n);
    least = last - first + 2 * p->m->margin > least ? last - first + 2 * p->m->margin : least;
    width = least < width ? least : width; /* the grid may have made it wider */
    int left = (first + last - width) / 2;
    left = left + width > high ? high - width : left;
    left = left < low ? low : left;
    left = left > first - p->m->margin ? first - p->m->margin : left;
    left = left + width < last + p->m->margin ? last + p->m->margin - width : left;
    if (left < low || left + width > high)
        return;
    item->left = left;
    item->right = left + width;
}

/* The one output of a box whose wire just ends below stands in the middle, with its label. */
static void
centre_output(Placement *p, Leg *leg, const uint32_t *place)
{
    Layout *l = p->l;
    size_t nodes = p->s->nodes.count;
    if (leg->from >= nodes || leg->to >= nodes || leg->begin != leg->end ||
        node_is_wide(&p->s->nodes.at[leg->to]) || !node_is_wide(&p->s->nodes.at[leg->from]) ||
        p->s->nodes.at[leg->from].out_count != 1 || p->s->nodes.at[leg->from].in_count < 2 ||
        overhang(p, leg->from))
        return;
    const Item *box = &l->items.at[leg->from];
    Item *end = &l->items.at[leg->to];
    int low, high, by = ((box->left + box->right) / 2 - leg->begin) / p->m->grid * p->m->grid;
    find_room(p, place[leg->to], &low, &high);
    if (end->left + by < low || end->right + by > high)
        return;
    end->left += by;
    end->right += by;
    leg->begin = leg->end = l->in_x[leg->in] = l->out_x[leg->wire] = leg->begin + by;
}

/* The hidden cause of two variables in a graph stands half way between them. */
static void
centre_arc(Placement *p, Leg *leg, const uint32_t *place)
{
    Layout *l = p->l;
    if (leg->from >= p->s->nodes.count || leg->from != leg[1].from ||
        p->s->nodes.at[leg->from].look[0].shape != SIGN_ARC)
        return;
    int low, high, x = (leg[0].end + leg[1].end) / 2 / p->m->grid * p->m->grid;
    find_room(p, place[leg->from], &low, &high);
    if (x < low || x > high)
        return;
    l->items.at[leg->from].left = l->items.at[leg->from].right = x;
    leg[0].begin = leg[1].begin = l->out_x[leg->wire] = x;
}

static void
straighten(Placement *p)
{
    Layout *l = p->l;
    uint32_t *place = memory_new(l->items.count, sizeof *place);
    uint32_t *legs = memory_new(p->s->outs.count, sizeof *legs);
    for (uint32_t i = 0; i < l->items.count; i++)
        place[l->order[i]] = i;
    for (size_t i = 0; i < l->legs.count; i++)
        legs[l->legs.at[i].wire]++;
    for (size_t i = 0; i < l->legs.count; i++)
        if (legs[l->legs.at[i].wire] == 1)
            centre_output(p, &l->legs.at[i], place);
    for (size_t i = 0; i + 1 < l->legs.count; i++)
        centre_arc(p, &l->legs.at[i], place);
    for (uint32_t i = 0; i < l->items.count; i++)
        if (l->order[i] < p->s->nodes.count && has_sides(p, &p->s->nodes.at[l->order[i]]))
            centre_box(p, i);
    memory_free(legs);
    memory_free(place);
}

/* How far to the right anything stands. */
static int
find_width(const Placement *p)
{
    int most = 0;
    for (uint32_t v = 0; v < p->l->items.count; v++) {
        int right = p->l->items.at[v].right, over = overhang(p, v);
        if (over && p->l->out_x[last_out(p, v)] + over > right)
            right = p->l->out_x[last_out(p, v)] + over;
        most = right > most ? right : most;
    }
    return most;
}

/* Everything moves so that the leftmost stands at 0, wires on the grid. */
static void
move_all(Layout *l, const Scene *s, int grid)
{
    int least = INT32_MAX;
    for (size_t v = 0; v < l->items.count; v++)
        least = l->items.at[v].left < least ? l->items.at[v].left : least;
    least = least >= 0 ? least / grid * grid : -((-least + grid - 1) / grid * grid);
    for (size_t v = 0; v < l->items.count; v++) {
        l->items.at[v].left -= least;
        l->items.at[v].right -= least;
    }
    for (size_t i = 0; i < s->ins.count; i++)
        l->in_x[i] -= least;
    for (size_t i = 0; i < s->outs.count; i++)
        l->out_x[i] -= least;
    for (size_t i = 0; i < l->legs.count; i++) {
        l->legs.at[i].begin -= least;
        l->legs.at[i].end -= least;
    }
}

static void
placing_init(Placement *p)
{
    size_t items = p->l->items.count;
    p->left = memory_new(items, sizeof *p->left);
    p->right = memory_new(items, sizeof *p->right);
    p->in = memory_new(p->s->ins.count, sizeof *p->in);
    p->slot = memory_new(p->s->ins.count, sizeof *p->slot);
    p->out = memory_new(p->s->outs.count, sizeof *p->out);
    p->l->in_x = memory_new(p->s->ins.count, sizeof *p->l->in_x);
    p->l->out_x = memory_new(p->s->outs.count, sizeof *p->l->out_x);
}

static void
placing_clear(Placement *p)
{
    memory_free(p->left);
    memory_free(p->right);
    memory_free(p->in);
    memory_free(p->slot);
    memory_free(p->out);
    memory_free(p->x);
    array_clear(&p->arcs);
}

bool
layout_place(Layout *l, const Scene *s, const Measure *m, const uint32_t *rank, Budget *b)
{
    if (!l->items.count)
        return true;
    Placement p = {.l = l, .s = s, .m = m, .rank = rank};
    placing_init(&p);
    for (uint32_t v = 0; v < s->nodes.count; v++) {
        if (has_sides(&p, &s->nodes.at[v]))
            number_box(&p, v);
        else
            number_point(&p, v);
    }
    number_bends(&p);
    list_neighbours(&p);
    size_t fixed = p.arcs.count;
    list_pulls(&p);
    solve(&p, fixed, b);
    read_items(&p);
    straighten(&p);
    move_all(l, s, m->grid);
    l->width = find_width(&p);
    placing_clear(&p);
    return budget_step(b, 1);
}
