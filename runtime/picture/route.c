/* route.c -- see route.h.
 *
 * Who goes first is decided by moving each wire to where it is crossed least, until nothing gets
 * better; then each row takes what does not touch.  Channels wider than a terminal can show are not
 * improved. */
#include "picture/route.h"

#define NONE UINT32_MAX

enum { MANY = 200, CLASH = 1000000 };

/* A run in one row: from one place to several. */
typedef struct Run {
    uint32_t track;
    int from, low, high;
    int via;  /* ends there instead of at the track's ends (first), or begins there (second) */
    int part; /* 0: all of the track; 1: its first half; 2: its second */
    int row;
} Run;

typedef struct Router {
    const Layout *l;
    Channel *c;
    Run *runs;
    size_t count;
} Router;

void
channel_clear(Channel *c)
{
    array_clear(&c->tracks);
    *c = (Channel){0};
}

static void
list_tracks(Channel *c, const Layout *l, size_t layer)
{
    for (uint32_t i = l->leg_start[layer]; i < l->leg_start[layer + 1]; i++) {
        const Leg *leg = &l->legs.at[i];
        if (c->tracks.count) {
            Track *last = &c->tracks.at[c->tracks.count - 1];
            if (l->legs.at[last->first].wire == leg->wire) {
                last->count++;
                continue;
            }
        }
        Track t = {.first = i, .count = 1, .from = leg->begin, .row = -1, .via_row = -1};
        array_push(&c->tracks, t);
    }
}

static bool
is_straight(const Layout *l, const Track *t)
{
    return t->count == 1 && l->legs.at[t->first].end == t->from;
}

static Run
run_of(const Layout *l, const Track *t, uint32_t number)
{
    Run r = {.track = number, .from = t->from, .low = t->from, .high = t->from};
    for (uint32_t i = t->first; i < t->first + t->count; i++) {
        int end = l->legs.at[i].end;
        r.low = end < r.low ? end : r.low;
        r.high = end > r.high ? end : r.high;
    }
    return r;
}

/* Ends of run a strictly inside run b; *touch: one is where b comes in. */
static int
count_ends(const Router *g, const Run *a, const Run *b, bool *touch)
{
    const Track *t = &g->c->tracks.at[a->track];
    int n = 0;
    for (uint32_t i = t->first; a->part != 1 && i < t->first + t->count; i++) {
        int end = g->l->legs.at[i].end;
        n += end > b->low && end < b->high;
        *touch = *touch || (end == b->from && b->part != 2);
    }
    return n;
}

/* What it costs to have a in an earlier row than b. */
static int
cost_before(const Router *g, const Run *a, const Run *b)
{
    bool touch = false;
    if (a->track == b->track)
        return a->part > b->part ? CLASH : 0;
    int cost = count_ends(g, a, b, &touch);
    cost += b->part != 2 && b->from > a->low && b->from < a->high;
    return touch ? CLASH : cost;
}

/* Moves each run to the best place among the others. */
static bool
improve(Router *g)
{
    bool better = false;
    for (size_t i = 0; i < g->count; i++) {
        int now = 0, least = 0;
        size_t best = i;
        for (size_t k = i; k-- > 0;) {
            now +=
                cost_before(g, &g->runs[i], &g->runs[k]) - cost_before(g, &g->runs[k], &g->runs[i]);
            best = now < least ? k : best;
            least = now < least ? now : least;
        }
        now = 0;
        for (size_t k = i + 1; k < g->count; k++) {
            now +=
                cost_before(g, &g->runs[k], &g->runs[i]) - cost_before(g, &g->runs[i], &g->runs[k]);
            best = now < least ? k : best;
            least = now < least ? now : least;
        }
        if (best == i)
            continue;
        Run moved = g->runs[i];
        for (size_t k = i; k > best; k--)
            g->runs[k] = g->runs[k - 1];
        for (size_t k = i; k < best; k++)
            g->runs[k] = g->runs[k + 1];
        g->runs[best] = moved;
        better = true;
    }
    return better;
}

/* A place near `from` where no wire comes in or goes out. */
static int
find_free(const Router *g, int from)
{
    for (int d = 1;; d++)
        for (int side = 0; side < 2; side++) {
            int x = side ? from - d : from + d;
            bool taken = x < 0;
            for (size_t i = 0; i < g->count && !taken; i++)
                taken = g->runs[i].part != 0 && g->runs[i].via == x;
            for (size_t t = 0; t < g->c->tracks.count && !taken; t++) {
                const Track *track = &g->c->tracks.at[t];
                taken = track->from == x;
                for (uint32_t k = track->first; k < track->first + track->count; k++)
                    taken = taken || g->l->legs.at[k].end == x;
            }
            if (!taken)
                return x;
        }
}

/* The first run that stands before one that must be before it; NONE: all is well. */
static uint32_t
find_clash(const Router *g)
{
    for (uint32_t i = 0; i < g->count; i++)
        for (uint32_t k = i + 1; k < g->count; k++)
            if (!g->runs[i].part && cost_before(g, &g->runs[i], &g->runs[k]) >= CLASH)
                return i;
    return NONE;
}

static void
split(Router *g, uint32_t i)
{
    Run first = g->runs[i], second = g->runs[i];
    int via = find_free(g, first.from);
    first.part = 1;
    second.part = 2;
    first.via = second.via = via;
    first.low = via < first.from ? via : first.from;
    first.high = via > first.from ? via : first.from;
    second = run_of(g->l, &g->c->tracks.at[first.track], first.track);
    second.from = second.low = second.high = second.via = via;
    second.part = 2;
    const Track *t = &g->c->tracks.at[first.track];
    for (uint32_t k = t->first; k < t->first + t->count; k++) {
        int end = g->l->legs.at[k].end;
        second.low = end < second.low ? end : second.low;
        second.high = end > second.high ? end : second.high;
    }
    g->runs[i] = first;
    g->runs[g->count++] = second;
}

static void
set_rows(Router *g)
{
    for (size_t i = 0; i < g->count; i++) {
        Run *r = &g->runs[i];
        r->row = 0;
        for (size_t k = 0; k < i; k++) {
            const Run *q = &g->runs[k];
            bool apart = q->high < r->low || r->high < q->low;
            bool under = q->track != r->track && cost_before(g, r, q) >= CLASH;
            if ((!apart || q->track == r->track || under) && q->row + under >= r->row)
                r->row =
                    q->row + 1 + under; /* where one ends and the other begins, a row between */
        }
        Track *t = &g->c->tracks.at[r->track];
        if (r->part == 1)
            t->via_row = r->row;
        else
            t->row = r->row;
        t->via = r->part ? r->via : 0;
        g->c->rows = r->row + 1 > g->c->rows ? r->row + 1 : g->c->rows;
    }
}

void
channel_make(Channel *to, const Layout *l, size_t layer)
{
    list_tracks(to, l, layer);
    Router g = {.l = l, .c = to};
    g.runs = memory_new(2 * to->tracks.count, sizeof *g.runs);
    for (uint32_t i = 0; i < to->tracks.count; i++)
        if (!is_straight(l, &to->tracks.at[i]))
            g.runs[g.count++] = run_of(l, &to->tracks.at[i], i);
    bool few = g.count <= MANY;
    for (int i = 0; i < 20 && few && improve(&g); i++)
        continue;
    for (uint32_t clash; few && (clash = find_clash(&g)) != NONE;) {
        split(&g, clash);
        for (int i = 0; i < 20 && improve(&g); i++)
            continue;
    }
    set_rows(&g);
    memory_free(g.runs);
}
