/* worth.c -- see worth.h. */
#include "surgery/worth.h"

#include "surgery/identify.h"

/* Sets that are tried: fewer where the graph is large. */
enum { TRIES = 5000, TRIES_WORK = 1 << 20 };

bool
known_with(bool *yes, const Graph *g, const WireList *more, const Effect *e, Budget *b)
{
    Graph seen = *g;
    Projection p = {0};
    Identification found = {0};
    seen.observed = memory_new(g->count, sizeof *seen.observed);
    memcpy(seen.observed, g->observed, g->count * sizeof *seen.observed);
    for (size_t i = 0; i < more->count; i++)
        seen.observed[more->at[i]] = true;
    bool ok = projection_make(&p, &seen, b) && identify(&found, &seen, &p, e, b);
    *yes = found.identified;
    identification_clear(&found);
    projection_clear(&p);
    memory_free(seen.observed);
    return ok;
}

void
worth_clear(Worth *w)
{
    set_list_clear(&w->sets);
    *w = (Worth){0};
}

/* The latents above what the effect is about, ascending. */
static void
find_latents(WireList *to, const Graph *g, const Effect *e)
{
    VertexSet above;
    WireList asked = {0};
    array_set(&asked, &e->y);
    wires_add(&asked, &e->z);
    for (size_t i = 0; i < e->plans.count; i++)
        wires_add(&asked, &e->plans.at[i].reads);
    vertex_set_init(&above, g->count);
    reach(&above, &g->parents, &asked, NULL);
    for (uint32_t v = 0; v < g->count; v++)
        if (above.has[v] && !g->observed[v])
            array_push(to, v);
    vertex_set_clear(&above);
    array_clear(&asked);
}

/* The next of the sets of so many places among `count`, in order.  False: that was the last. */
static bool
next_places(WireList *places, size_t count)
{
    size_t k = places->count;
    while (k > 0 && places->at[k - 1] == count - (places->count - k) - 1)
        k--;
    if (k == 0)
        return false;
    places->at[k - 1]++;
    for (size_t i = k; i < places->count; i++)
        places->at[i] = places->at[i - 1] + 1;
    return true;
}

/* Is one of the sets that were found in this one? */
static bool
has_found(const SetList *found, const WireList *set)
{
    bool has = false;
    for (size_t i = 0; !has && i < found->count; i++) {
        has = true;
        for (size_t k = 0; has && k < found->at[i].count; k++)
            has = wires_has(set, found->at[i].at[k]);
    }
    return has;
}

/* All sets of this size; *left: how many may still be tried. */
static bool
try_size(Worth *to, const WireList *latents, size_t size, const Graph *g, const Effect *e,
         size_t *left, Budget *b)
{
    WireList places = {0};
    bool ok = true, more = true;
    for (uint32_t i = 0; i < size; i++)
        array_push(&places, i);
    for (; ok && more && *left; more = next_places(&places, latents->count), --*left) {
        WireList set = {0};
        bool yes = false;
        for (size_t i = 0; i < size; i++)
            array_push(&set, latents->at[places.at[i]]);
        ok = has_found(&to->sets, &set) || known_with(&yes, g, &set, e, b);
        if (yes)
            array_push(&to->sets, set);
        else
            array_clear(&set);
    }
    to->tried = more ? to->tried : size;
    array_clear(&places);
    return ok;
}

bool
worth_find(Worth *to, const Graph *g, const Effect *e, Budget *b)
{
    Worth made = {0};
    WireList latents = {0};
    size_t size = g->count + g->parents.of.count + 1, left = TRIES_WORK / size + 1;
    left = left < TRIES ? left : TRIES;
    find_latents(&latents, g, e);
    made.latents = latents.count;
    bool ok = true, none = false;
    for (size_t k = 0; ok && !none && left && k <= latents.count; k++) {
        ok = try_size(&made, &latents, k, g, e, &left, b);
        none = made.sets.count == 1 && !made.sets.at[0].count;
    }
    made.tried = none ? latents.count : made.tried;
    array_clear(&latents);
    worth_clear(to);
    *to = made;
    if (!ok)
        worth_clear(to);
    return ok;
}
