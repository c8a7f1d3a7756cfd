/* crossing.c -- fewer crossings; see crossing.h.
 *
 * A link's end is keyed by the place of its item and the port there; all sweeps compare such keys,
 * so an item whose links go to two ports of one box already knows left from right. */
#include "picture/crossing.h"

#include "base/random.h"

enum { SWEEPS = 24, PATIENCE = 5, BEGINNINGS = 64, EXCHANGES = 40, BASE_STEPS = 40000000 };

typedef struct SortKey {
    uint32_t item;
    uint64_t sum; /* of keys, and how many: the barycentre; or the median, of 1 */
    uint32_t count;
} SortKey;

typedef struct Sweep {
    Crossing *c;
    bool median;
    bool turned; /* ties the other way round */
    SortKey *sort, *spare;
    uint32_t *best;
    uint64_t fewest;
    uint64_t steps, told, most; /* told: to the budget */
} Sweep;

void
crossing_init(Crossing *c, size_t items, size_t layers)
{
    *c = (Crossing){.items = items, .layers = layers};
    c->layer = memory_new(items, sizeof *c->layer);
    c->kept = memory_new(items, sizeof *c->kept);
    c->order = memory_new(items, sizeof *c->order);
    c->place = memory_new(items, sizeof *c->place);
    c->start = memory_new(layers + 2, sizeof *c->start);
}

void
crossing_clear(Crossing *c)
{
    memory_free(c->layer);
    memory_free(c->kept);
    memory_free(c->order);
    memory_free(c->place);
    memory_free(c->start);
    memory_free(c->up);
    memory_free(c->up_first);
    memory_free(c->down);
    memory_free(c->down_first);
    array_clear(&c->links);
    *c = (Crossing){0};
}

static uint32_t
end_of(const Link *l, bool above)
{
    return above ? l->above : l->below;
}

static uint16_t
port_of(const Link *l, bool above)
{
    return above ? l->out : l->in;
}

/* Few, or nearly sorted. */
static void
sort_by_port(const Crossing *c, uint32_t *list, size_t n, bool above)
{
    for (size_t i = 1; i < n; i++) {
        uint32_t link = list[i];
        size_t k = i;
        for (; k > 0 &&
               port_of(&c->links.at[list[k - 1]], above) > port_of(&c->links.at[link], above);
             k--)
            list[k] = list[k - 1];
        list[k] = link;
    }
}

/* The links of each item at this end, by port: list[first[v] ... first[v + 1]). */
static void
list_links(const Crossing *c, bool above, uint32_t **list, uint32_t **first)
{
    size_t n = c->links.count;
    *list = memory_new(n, sizeof **list);
    *first = memory_new(c->items + 2, sizeof **first);
    for (size_t i = 0; i < n; i++)
        (*first)[end_of(&c->links.at[i], above) + 2]++;
    for (size_t v = 2; v < c->items + 2; v++)
        (*first)[v] += (*first)[v - 1];
    for (uint32_t i = 0; i < n; i++)
        (*list)[(*first)[end_of(&c->links.at[i], above) + 1]++] = i;
    for (size_t v = 0; v < c->items; v++)
        sort_by_port(c, *list + (*first)[v], (*first)[v + 1] - (*first)[v], above);
}

static void
number_places(Crossing *c, size_t layer)
{
    for (uint32_t i = c->start[layer]; i < c->start[layer + 1]; i++)
        c->place[c->order[i]] = i - c->start[layer];
}

void
crossing_start(Crossing *c)
{
    for (size_t v = 0; v < c->items; v++)
        c->start[c->layer[v] + 2]++;
    for (size_t l = 2; l < c->layers + 2; l++)
        c->start[l] += c->start[l - 1];
    for (uint32_t v = 0; v < c->items; v++)
        c->order[c->start[c->layer[v] + 1]++] = v;
    for (size_t l = 0; l < c->layers; l++)
        number_places(c, l);
    list_links(c, true, &c->down, &c->down_first);
    list_links(c, false, &c->up, &c->up_first);
}

/* Where a link ends, as a number that grows from left to right. */
static uint64_t
key_of(const Crossing *c, uint32_t link, bool above)
{
    const Link *l = &c->links.at[link];
    return (uint64_t)c->place[end_of(l, above)] << 16 | port_of(l, above);
}

/* ---- counting ---- */

/* Pairs out of order in keys[0 ... n), which gets sorted. */
static uint64_t
count_inversions(uint64_t *keys, uint64_t *spare, size_t n)
{
    uint64_t found = 0;
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t low = 0; low < n; low += 2 * width) {
            size_t mid = low + width < n ? low + width : n;
            size_t high = mid + width < n ? mid + width : n;
            size_t a = low, b = mid;
            for (size_t k = low; k < high; k++) {
                bool right = b < high && (a >= mid || keys[b] < keys[a]);
                found += right ? mid - a : 0;
                spare[k] = right ? keys[b++] : keys[a++];
            }
        }
        memcpy(keys, spare, n * sizeof *keys);
    }
    return found;
}

/* The lower ends of the links from v, those of one port in order. */
static size_t
put_keys(const Crossing *c, uint32_t v, uint64_t *keys)
{
    size_t n = 0, begin = 0;
    uint32_t port = UINT32_MAX;
    for (uint32_t i = c->down_first[v]; i < c->down_first[v + 1]; i++) {
        uint32_t link = c->down[i];
        begin = c->links.at[link].out == port ? begin : n;
        port = c->links.at[link].out;
        uint64_t key = key_of(c, link, false);
        size_t k = n++;
        for (; k > begin && keys[k - 1] > key; k--)
            keys[k] = keys[k - 1];
        keys[k] = key;
    }
    return n;
}

uint64_t
crossing_count(const Crossing *c)
{
    uint64_t *keys = memory_new(2 * c->links.count, sizeof *keys);
    uint64_t found = 0;
    for (size_t l = 0; l < c->layers; l++) {
        size_t n = 0;
        for (uint32_t i = c->start[l]; i < c->start[l + 1]; i++)
            n += put_keys(c, c->order[i], keys + n);
        found += count_inversions(keys, keys + c->links.count, n);
    }
    memory_free(keys);
    return found;
}

/* ---- sweeps ---- */

static void
compare_count(Sweep *s)
{
    uint64_t now = crossing_count(s->c);
    s->steps += 8 * s->c->links.count;
    if (now >= s->fewest)
        return;
    s->fewest = now;
    memcpy(s->best, s->c->order, s->c->items * sizeof *s->best);
}

static void
restore(Sweep *s, const uint32_t *order)
{
    memcpy(s->c->order, order, s->c->items * sizeof *order);
    for (size_t l = 0; l < s->c->layers; l++)
        number_places(s->c, l);
}

/* The key by which v is sorted: the barycentre, or the median, of its links to the layer above or
 * below. */
static SortKey
find_sort_key(const Sweep *s, uint32_t v, bool above)
{
    const Crossing *c = s->c;
    const uint32_t *list = above ? c->up : c->down;
    const uint32_t *first = above ? c->up_first : c->down_first;
    SortKey sort = {.item = v, .count = first[v + 1] - first[v]};
    uint64_t nth[2] = {0, UINT64_MAX};
    for (uint32_t i = first[v]; i < first[v + 1]; i++)
        sort.sum += key_of(c, list[i], above);
    if (!s->median || sort.count < 3)
        return sort;
    for (uint32_t want = 0; want <= sort.count / 2; want++) { /* the least not yet taken */
        uint64_t least = UINT64_MAX;
        for (uint32_t i = first[v]; i < first[v + 1]; i++) {
            uint64_t key = key_of(c, list[i], above) << 16 | (i - first[v]);
            least = key >= nth[0] && key < least ? key : least;
        }
        nth[1] = least;
        nth[0] = least + 1;
    }
    sort.sum = nth[1] >> 16;
    sort.count = 1;
    return sort;
}

static int
compare_sort_keys(const SortKey *a, const SortKey *b)
{
    uint64_t left = a->sum * b->count, right = b->sum * a->count;
    return left < right ? -1 : left > right;
}

/* Stable, or with ties turned around. */
static void
sort_by_keys(Sweep *s, size_t n)
{
    SortKey *from = s->sort, *to = s->spare;
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t low = 0; low < n; low += 2 * width) {
            size_t mid = low + width < n ? low + width : n;
            size_t high = mid + width < n ? mid + width : n;
            size_t a = low, b = mid;
            for (size_t k = low; k < high; k++) {
                int way = a < mid && b < high ? compare_sort_keys(&from[a], &from[b]) : 0;
                bool right = a >= mid || (b < high && (way > 0 || (way == 0 && s->turned)));
                to[k] = right ? from[b++] : from[a++];
            }
        }
        SortKey *other = from;
        from = to;
        to = other;
    }
    s->sort = from;
    s->spare = to;
}

/* Kept items take the places that kept items have now, in the order of their numbers. */
static void
put_kept(Crossing *c, size_t layer)
{
    uint32_t next = 0;
    for (uint32_t i = c->start[layer]; i < c->start[layer + 1]; i++) {
        if (!c->kept[c->order[i]])
            continue;
        uint32_t least = UINT32_MAX;
        for (uint32_t k = c->start[layer]; k < c->start[layer + 1]; k++) {
            uint32_t v = c->order[k];
            if (c->kept[v] && v >= next && v < least)
                least = v;
        }
        next = least + 1;
        c->place[least] = i; /* the order is still read: written below */
    }
    for (uint32_t k = c->start[layer]; k < c->start[layer + 1]; k++)
        while (c->kept[c->order[k]] && c->place[c->order[k]] != k) {
            uint32_t v = c->order[k], to = c->place[v];
            c->order[k] = c->order[to];
            c->order[to] = v;
        }
}

/* Sorts the layer by the keys of its items; an item without links stays where it is. */
static void
sort_layer(Sweep *s, size_t layer, bool above)
{
    Crossing *c = s->c;
    size_t n = 0;
    bool kept = false;
    for (uint32_t i = c->start[layer]; i < c->start[layer + 1]; i++) {
        SortKey key = find_sort_key(s, c->order[i], above);
        s->steps += key.count + 2;
        kept = kept || c->kept[c->order[i]];
        if (key.count)
            s->sort[n++] = key;
    }
    sort_by_keys(s, n);
    const uint32_t *first = above ? c->up_first : c->down_first;
    for (uint32_t i = c->start[layer], k = 0; i < c->start[layer + 1]; i++) {
        uint32_t v = c->order[i];
        if (first[v + 1] != first[v])
            c->order[i] = s->sort[k++].item;
    }
    if (kept)
        put_kept(c, layer);
    number_places(c, layer);
}

/* Is there no time for more?  Steps since the last time are told to the budget. */
static bool
is_over(Sweep *s)
{
    enum { STEPS_AT_ONCE = 16 }; /* in the time of one step of a budget */
    Budget *b = s->c->budget;
    uint64_t more = (s->steps - s->told) / STEPS_AT_ONCE;
    s->told = s->steps;
    return s->steps >= s->most || (b && !budget_step(b, more));
}

static void
sweep_once(Sweep *s, bool down)
{
    size_t n = s->c->layers;
    for (size_t k = 1; k < n; k++)
        sort_layer(s, down ? k : n - 1 - k, down);
}

static void
sweep_often(Sweep *s)
{
    size_t idle = 0;
    compare_count(s);
    for (int i = 0; i < SWEEPS && idle < PATIENCE && s->fewest && !is_over(s); i++) {
        uint64_t before = s->fewest;
        sweep_once(s, i % 2 == 0);
        compare_count(s);
        idle = s->fewest < before ? 0 : idle + 1;
    }
}

static void
sweep_init(Sweep *s, Crossing *c, uint64_t steps)
{
    *s = (Sweep){.c = c, .most = steps, .fewest = UINT64_MAX};
    s->sort = memory_new(c->items, sizeof *s->sort);
    s->spare = memory_new(c->items, sizeof *s->spare);
    s->best = memory_new(c->items, sizeof *s->best);
    for (size_t l = 0; l < c->layers; l++)
        put_kept(c, l);
    restore(s, c->order);
}

static void
sweep_clear(Sweep *s)
{
    memory_free(s->sort);
    memory_free(s->spare);
    memory_free(s->best);
}

void
crossing_sweep(Crossing *c)
{
    Sweep s;
    sweep_init(&s, c, BASE_STEPS);
    sweep_often(&s);
    restore(&s, s.best);
    sweep_clear(&s);
}

/* ---- exchanging neighbours ---- */

/* Crossings of the links of a with those of b at one side, where a stands left of b. */
static int64_t
count_pair(const Crossing *c, uint32_t a, uint32_t b, bool above)
{
    const uint32_t *list = above ? c->up : c->down;
    const uint32_t *first = above ? c->up_first : c->down_first;
    int64_t found = 0;
    for (uint32_t i = first[a]; i < first[a + 1]; i++)
        for (uint32_t k = first[b]; k < first[b + 1]; k++) {
            uint64_t left = key_of(c, list[i], above), right = key_of(c, list[k], above);
            found += left > right ? 1 : left < right ? -1 : 0;
        }
    return found;
}

/* One walk over the layer; true when something became better.  `level`: also where it stays the
 * same, to come out of a plateau. */
static bool
exchange_layer(Sweep *s, size_t layer, bool level)
{
    Crossing *c = s->c;
    bool better = false;
    for (uint32_t i = c->start[layer]; i + 1 < c->start[layer + 1]; i++) {
        uint32_t a = c->order[i], b = c->order[i + 1];
        uint64_t cost = (uint64_t)(c->up_first[a + 1] - c->up_first[a]) *
                            (c->up_first[b + 1] - c->up_first[b]) +
                        (uint64_t)(c->down_first[a + 1] - c->down_first[a]) *
                            (c->down_first[b + 1] - c->down_first[b]);
        s->steps += cost + 1;
        if (s->steps >= s->most || (c->kept[a] && c->kept[b]))
            continue;
        int64_t gain = count_pair(c, a, b, true) + count_pair(c, a, b, false);
        if (gain < 0 || (gain == 0 && !level))
            continue;
        c->order[i] = b;
        c->order[i + 1] = a;
        c->place[b] = i - c->start[layer];
        c->place[a] = i + 1 - c->start[layer];
        better = better || gain > 0;
    }
    return better;
}

static void
exchange_often(Sweep *s)
{
    for (int i = 0; i < EXCHANGES && !is_over(s); i++) {
        bool better = false;
        for (size_t l = 0; l < s->c->layers && !is_over(s); l++)
            better = exchange_layer(s, i % 2 ? s->c->layers - 1 - l : l, i % 4 == 2) || better;
        compare_count(s);
        if (!better && i % 4 != 2 && i > 4)
            break;
    }
}

/* ---- all of it ---- */

static void
shuffle(Sweep *s, Random *r)
{
    Crossing *c = s->c;
    for (size_t l = 0; l < c->layers; l++) {
        uint32_t n = c->start[l + 1] - c->start[l];
        uint32_t *order = c->order + c->start[l];
        for (uint32_t i = n; i > 1; i--) {
            uint32_t k = random_below(r, i), v = order[i - 1];
            order[i - 1] = order[k];
            order[k] = v;
        }
        put_kept(c, l);
        number_places(c, l);
    }
}

/* Sweeps with one rule from one beginning, then exchanges from the best there is. */
static void
try_rule(Sweep *s, const uint32_t *from, bool median, bool turned)
{
    s->median = median;
    s->turned = turned;
    restore(s, from);
    sweep_often(s);
    restore(s, s->best);
    exchange_often(s);
}

void
crossing_run(Crossing *c, uint64_t steps)
{
    Sweep s;
    sweep_init(&s, c, steps);
    uint32_t *from = memory_new(c->items, sizeof *from);
    memcpy(from, c->order, c->items * sizeof *from);
    s.most = BASE_STEPS;
    sweep_often(&s); /* the baseline, however many steps it takes */
    c->baseline = s.fewest;
    s.most = s.steps + steps;
    restore(&s, s.best);
    exchange_often(&s);
    Random random = random_start(1);
    for (int i = 1; i < BEGINNINGS && s.fewest && !is_over(&s); i++) {
        try_rule(&s, from, i % 2 != 0, i % 4 / 2 != 0);
        if (i < 3)
            continue;
        shuffle(&s, &random);
        memcpy(from, c->order, c->items * sizeof *from);
        sweep_often(&s);
        exchange_often(&s);
    }
    restore(&s, s.best);
    memory_free(from);
    sweep_clear(&s);
}
