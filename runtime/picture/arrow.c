/* arrow.c -- see arrow.h.
 *
 * First the corners that an arrow goes by: the middles of both vertices, and between them a point
 * above and one below each layer that it passes.  Then each corner is rounded. */
#include "picture/arrow.h"

#define NONE UINT32_MAX

enum {
    ROUND = 60,     /* a corner is rounded so far to both sides, at most */
    CLEAR = 10,     /* from an arrow to a neighbour of its vertex, at least */
    OVER = 26,      /* from a layer to the top of an arc over it */
    TEXT_HALF = 15, /* half the height of a text, with what is clear around it */
    NEAR = 4        /* from a layer to where an arrow that passes it turns */
};

typedef struct Point {
    int x, y;
} Point;

typedef ARRAY(Point) PointList;

void
arrow_clear(Arrow *a)
{
    array_clear(&a->steps);
}

/* ---- lengths ---- */

int
whole_root(int64_t square)
{
    int64_t low = 0, high = INT32_MAX;
    while (low < high) {
        int64_t mid = (low + high + 1) / 2;
        if (mid * mid <= square)
            low = mid;
        else
            high = mid - 1;
    }
    return (int)low;
}

static int
length_of(int dx, int dy)
{
    return whole_root((int64_t)dx * dx + (int64_t)dy * dy);
}

/* a / b, rounded to the nearest. */
static int
divide(int64_t a, int64_t b)
{
    return (int)(a < 0 ? -((-2 * a + b) / (2 * b)) : (2 * a + b) / (2 * b));
}

/* How far p is from the line through a and b. */
static int
distance(Point a, Point b, Point p)
{
    int64_t dx = b.x - a.x, dy = b.y - a.y, across = dx * (p.y - a.y) - dy * (p.x - a.x);
    int n = length_of(b.x - a.x, b.y - a.y);
    return n ? divide(across < 0 ? -across : across, n) : 0;
}

/* The point so far from `from` on the way to `to`. */
static Point
towards(Point from, Point to, int by)
{
    int dx = to.x - from.x, dy = to.y - from.y, n = length_of(dx, dy);
    if (!n)
        return from;
    return (Point){from.x + divide((int64_t)dx * by, n), from.y + divide((int64_t)dy * by, n)};
}

/* ---- corners ---- */

static void
add_point(PointList *l, int x, int y)
{
    size_t n = l->count;
    Point p = {x, y};
    if (n > 1 && l->at[n - 1].x == x && l->at[n - 2].x == x) /* straight on */
        l->at[n - 1] = p;
    else
        array_push(l, p);
}

static void
turn_round(PointList *l)
{
    for (size_t i = 0, k = l->count; i + 1 < k; i++, k--) {
        Point p = l->at[i];
        l->at[i] = l->at[k - 1];
        l->at[k - 1] = p;
    }
}

static Point
middle(const Flow *f, uint32_t v)
{
    int x = f->l.out_x[f->s->nodes.at[v].out];
    return (Point){x, (flow_top(f, v) + flow_bottom(f, v)) / 2};
}

/* Between neighbouring layers: straight, if that passes the neighbours of both vertices; else it
 * leaves and comes as flat as it may. */
static void
add_short(PointList *l, const Flow *f, uint32_t from, uint32_t to)
{
    Point a = middle(f, from), b = middle(f, to);
    int most = f->m.vertex / 2 + f->m.gap - CLEAR, half = flow_height(f, from) / 2;
    int64_t by = (int64_t)(b.x < a.x ? a.x - b.x : b.x - a.x) * half;
    int side = b.x < a.x ? -1 : 1;
    if (by <= (int64_t)most * (b.y - a.y))
        return;
    add_point(l, a.x + side * most, flow_bottom(f, from));
    add_point(l, b.x - side * most, flow_top(f, to));
}

/* Between a vertex and the point next to a layer that is passed. */
static void
add_turn(PointList *l, const Flow *f, uint32_t v, Point p, bool leaves)
{
    Point a = middle(f, v);
    int most = f->m.vertex / 2 + f->m.gap - CLEAR, half = flow_height(f, v) / 2;
    int dx = p.x < a.x ? a.x - p.x : p.x - a.x, dy = p.y < a.y ? a.y - p.y : p.y - a.y;
    if ((int64_t)dx * half > (int64_t)most * dy)
        add_point(l, a.x + (p.x < a.x ? -most : most), leaves ? flow_bottom(f, v) : flow_top(f, v));
}

/* The bends on the way to in-port `in`, the last one first. */
static void
list_bends(const Flow *f, uint32_t in, WireList *to)
{
    uint32_t leg = f->into_in[in];
    to->count = 0;
    while (f->l.legs.at[leg].from >= f->s->nodes.count) {
        array_push(to, f->l.legs.at[leg].from);
        leg = f->into_item[f->l.legs.at[leg].from];
    }
}

static Point
above(const Flow *f, uint32_t bend)
{
    return (Point){f->l.items.at[bend].left, flow_top(f, bend) - NEAR};
}

static Point
below(const Flow *f, uint32_t bend)
{
    return (Point){f->l.items.at[bend].left, flow_bottom(f, bend) + NEAR};
}

/* From a vertex by the bends, the last of them first, to another. */
static void
go_down(PointList *l, const Flow *f, uint32_t from, uint32_t to, const WireList *bends)
{
    size_t n = bends->count;
    if (!n)
        add_short(l, f, from, to);
    else
        add_turn(l, f, from, above(f, bends->at[n - 1]), true);
    for (size_t i = n; i-- > 0;) {
        Point a = above(f, bends->at[i]), b = below(f, bends->at[i]);
        add_point(l, a.x, a.y);
        add_point(l, b.x, b.y);
    }
    if (n)
        add_turn(l, f, to, below(f, bends->at[0]), false);
}

/* X <-> Y where Y stands below X: beside X, and down. */
static void
go_aside(PointList *l, const Flow *f, uint32_t x, uint32_t y, WireList *bends)
{
    uint32_t beside = bends->at[--bends->count];
    Point a = middle(f, x), b = middle(f, y);
    if (!bends->count) {
        Point p = {f->l.items.at[beside].left, (a.y + b.y) / 2};
        p.y = distance(a, b, p) < FLOW_VERTEX ? a.y : p.y; /* an arrow may go straight there */
        add_point(l, p.x, p.y);
        return;
    }
    add_point(l, f->l.items.at[beside].left, flow_bottom(f, beside) + NEAR);
    for (size_t i = bends->count; i-- > 0;) {
        Point p = above(f, bends->at[i]), q = below(f, bends->at[i]);
        add_point(l, p.x, p.y);
        add_point(l, q.x, q.y);
    }
    add_turn(l, f, y, below(f, bends->at[0]), false);
}

/* X <-> Y over what stands between them. */
static void
go_over(PointList *l, const Flow *f, uint32_t arc, const WireList *up, const WireList *down,
        Point from, Point to)
{
    uint32_t layer = f->l.items.at[arc].layer + 1;
    bool high = up->count && down->count;
    int y = high ? flow_bottom(f, arc) + NEAR : f->top[layer] - OVER, by = (to.x - from.x) / 2;
    by = by > ROUND ? ROUND : by < -ROUND ? -ROUND : by;
    for (size_t i = 0; i < up->count; i++) {
        Point p = below(f, up->at[i]), q = above(f, up->at[i]);
        add_point(l, p.x, p.y);
        add_point(l, q.x, q.y);
        from.x = q.x;
    }
    for (size_t i = 0; i < down->count; i++)
        to.x = above(f, down->at[i]).x;
    add_point(l, from.x + by, y);
    if (from.x + by != to.x - by)
        add_point(l, to.x - by, y);
    for (size_t i = down->count; i-- > 0;) {
        Point p = above(f, down->at[i]), q = below(f, down->at[i]);
        add_point(l, p.x, p.y);
        add_point(l, q.x, q.y);
    }
}

static void
list_arc(PointList *l, const Flow *f, uint32_t arc, const Arrow *a)
{
    WireList up = {0}, down = {0};
    uint32_t x = f->s->ins.at[a->other].node, y = f->s->ins.at[a->in].node;
    list_bends(f, a->other, &up);
    list_bends(f, a->in, &down);
    Point from = middle(f, x), to = middle(f, y);
    add_point(l, from.x, from.y);
    if (!up.count && down.count && flow_is_beside(f, x, down.at[down.count - 1])) {
        go_aside(l, f, x, y, &down);
    } else if (up.count && !down.count &&
               flow_is_beside(f, y, up.at[up.count - 1])) { /* the same from Y, and turned round */
        PointList back = {0};
        go_aside(&back, f, y, x, &up);
        turn_round(&back);
        for (size_t i = 0; i < back.count; i++)
            add_point(l, back.at[i].x, back.at[i].y);
        array_clear(&back);
    } else {
        go_over(l, f, arc, &up, &down, from, to);
    }
    add_point(l, to.x, to.y);
    array_clear(&up);
    array_clear(&down);
}

static void
list_points(PointList *l, const Flow *f, uint32_t source, const Arrow *a)
{
    WireList bends = {0};
    uint32_t reader = f->s->ins.at[a->in].node;
    Point from = middle(f, source), to = middle(f, reader);
    list_bends(f, a->in, &bends);
    add_point(l, from.x, from.y);
    go_down(l, f, source, reader, &bends);
    add_point(l, to.x, to.y);
    array_clear(&bends);
}

/* ---- the curve ---- */

/* How far the text beside a vertex reaches right of its middle; 0: none stands there. */
static int
text_reach(const Flow *f, uint32_t v, uint32_t look)
{
    const Look *l = &f->s->nodes.at[v].look[look];
    int columns = label_width(l->label) - label_width(l->name) - 1; /* without a blank */
    return columns > 0 ? f->m.vertex / 2 + FLOW_BESIDE + columns * f->m.letter : 0;
}

/* Is it in the vertex or in the text beside it, so many parts of the way from its middle? */
static bool
is_inside(const Flow *f, int reach, int dx, int dy, int part, int parts)
{
    int64_t half = FLOW_VERTEX / 2 + 1, flat = (f->m.vertex / 2 + 1 - half) * parts;
    int64_t x = (int64_t)(dx < 0 ? -dx : dx) * part, y = (int64_t)(dy < 0 ? -dy : dy) * part;
    if (dx > 0 && x <= (int64_t)reach * parts && y <= (int64_t)TEXT_HALF * parts)
        return true;
    half *= parts;
    x = x > flat ? x - flat : 0;
    return x * x + y * y <= half * half;
}

/* Where the way from the middle of a vertex leaves it, and whence it comes there. */
static ArrowEnd
find_end(const Flow *f, int reach, Point middle, Point next)
{
    enum { PARTS = 1024 };
    int dx = next.x - middle.x, dy = next.y - middle.y, low = 0, high = PARTS;
    while (low < high) {
        int mid = (low + high + 1) / 2;
        if (is_inside(f, reach, dx, dy, mid, PARTS))
            low = mid;
        else
            high = mid - 1;
    }
    return (ArrowEnd){middle.x + divide((int64_t)dx * low, PARTS),
                      middle.y + divide((int64_t)dy * low, PARTS), -dx, -dy};
}

/* The last corner becomes the end of the arrow at vertex v.  One that was cut there ends before the
 * text that tells what was put in. */
static ArrowEnd
trim(PointList *l, const Flow *f, uint32_t in, uint32_t look)
{
    uint32_t v = in == NONE ? 0 : f->s->ins.at[in].node;
    int reach = in != NONE && f->s->ins.at[in].ground >> look & 1 ? text_reach(f, v, look) : 0;
    Point end = l->at[l->count - 1], next = l->at[l->count - 2];
    while (l->count > 2 && is_inside(f, reach, next.x - end.x, next.y - end.y, 1, 1)) {
        l->count--;
        next = l->at[l->count - 2];
    }
    ArrowEnd e = find_end(f, reach, end, next);
    l->at[l->count - 1] = (Point){e.x, e.y};
    return e;
}

static void
add_step(Arrow *a, char op, Point p)
{
    SketchStep s = {.op = op, .x = {p.x}, .y = {p.y}};
    const SketchStep *last = a->steps.count ? &a->steps.at[a->steps.count - 1] : NULL;
    int k = last && last->op == 'C' ? 2 : 0;
    if (!last || last->x[k] != p.x || last->y[k] != p.y)
        array_push(&a->steps, s);
}

/* A curve from p to q that has both its tangents meet in the corner. */
static void
add_corner(Arrow *a, Point p, Point corner, Point q)
{
    SketchStep s = {.op = 'C', .x = {(p.x + 2 * corner.x) / 3, (q.x + 2 * corner.x) / 3, q.x},
                    .y = {(p.y + 2 * corner.y) / 3, (q.y + 2 * corner.y) / 3, q.y}};
    add_step(a, 'L', p);
    array_push(&a->steps, s);
}

static int
rounding(Point a, Point b)
{
    int half = length_of(b.x - a.x, b.y - a.y) / 2;
    return half < ROUND ? half : ROUND;
}

static void
round_corners(Arrow *a, const PointList *l)
{
    add_step(a, 'M', l->at[0]);
    for (size_t i = 1; i + 1 < l->count; i++) {
        Point before = l->at[i - 1], p = l->at[i], after = l->at[i + 1];
        add_corner(a, towards(p, before, rounding(before, p)), p,
                   towards(p, after, rounding(p, after)));
    }
    add_step(a, 'L', l->at[l->count - 1]);
}

bool
arrow_make(Arrow *a, const Flow *f, uint32_t in, uint32_t look)
{
    uint32_t source = f->s->outs.at[f->s->ins.at[in].wire].node;
    bool arc = f->s->nodes.at[source].look[0].shape == SIGN_ARC;
    PointList l = {0};
    a->steps.count = 0;
    a->in = in;
    a->other = f->twin[in];
    if (arc && (a->other == NONE || a->other > in))
        return false;
    if (arc)
        list_arc(&l, f, source, a);
    else
        list_points(&l, f, source, a);
    a->end = trim(&l, f, in, look);
    turn_round(&l);
    a->start = trim(&l, f, a->other, look);
    turn_round(&l);
    round_corners(a, &l);
    array_clear(&l);
    return true;
}

bool
arrow_is_there(const Arrow *a, const Scene *s, uint32_t look)
{
    return s->ins.at[a->in].looks >> look & 1;
}

bool
arrow_is_cut(const Arrow *a, const Scene *s, uint32_t look)
{
    uint32_t cut = s->ins.at[a->in].ground | (a->other == NONE ? 0 : s->ins.at[a->other].ground);
    return cut >> look & 1;
}

/* ---- ends ---- */

void
arrow_before(const ArrowEnd *e, int by, int *x, int *y)
{
    Point p = towards((Point){e->x, e->y}, (Point){e->x - e->dx, e->y - e->dy}, by);
    *x = p.x;
    *y = p.y;
}
