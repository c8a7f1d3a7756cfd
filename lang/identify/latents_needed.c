/* latents_needed.c -- latents that would make an effect identifiable, were they observed; see
 * latents_needed.h.
 *
 * Each is tried: the same question, asked of the same graph with it observed.  Those behind the
 * hedge come first, but a mediator can help as well. */
#include "lang/identify/latents_needed.h"

#include "lang/complain/complain_evaluate.h"
#include "surgery/worth.h"

/* TRIES of one latent while TRIES_WORK arrows and vertices have been looked at; some pairs. */
enum { TRIES = 1000, TRIES_WORK = 300000, PAIR_TRIES = 128, PAIRS = 3 };

void
latents_needed_clear(LatentsNeeded *h)
{
    set_list_clear(&h->sets);
    *h = (LatentsNeeded){0};
}

/* Does the latent reach two vertices of the hedge? */
static bool
is_behind(const Graph *g, uint32_t v, const VertexSet *large, VertexSet *reached)
{
    WireList one = {0};
    size_t in = 0;
    array_push(&one, v);
    reach(reached, &g->children, &one, NULL);
    for (size_t k = 0; k < reached->members.count; k++)
        in += large->has[reached->members.at[k]];
    vertex_set_empty(reached);
    array_clear(&one);
    return in > 1;
}

/* All latents that anything depends on, those behind the hedge first; how many these are. */
static size_t
list_latents(WireList *to, const Identified *i)
{
    const Graph *g = &i->question.graph;
    VertexSet large, reached;
    WireList others = {0};
    size_t count;
    vertex_set_init(&large, g->count);
    vertex_set_init(&reached, g->count);
    for (size_t k = 0; k < i->found.large.count; k++)
        vertex_set_add(&large, i->found.large.at[k]);
    for (uint32_t v = 0; v < g->count; v++) {
        rows_at(&g->children, v, &count);
        if (!g->observed[v] && count)
            array_push(is_behind(g, v, &large, &reached) ? to : &others, v);
    }
    size_t behind = to->count;
    for (size_t k = 0; k < others.count; k++)
        array_push(to, others.at[k]);
    array_clear(&others);
    vertex_set_clear(&reached);
    vertex_set_clear(&large);
    return behind;
}

/* One latent, or two. */
static bool
try_latents(Session *s, LatentsNeeded *to, const Identified *i, uint32_t a, uint32_t b)
{
    WireList set = {0};
    bool yes = false;
    array_push(&set, a);
    if (b != a)
        array_push(&set, b);
    bool ok = known_with(&yes, &i->question.graph, &set, &i->question.effect, &s->budget);
    if (ok && yes)
        array_push(&to->sets, set);
    else
        array_clear(&set);
    return ok;
}

static bool
try_pairs(Session *s, LatentsNeeded *to, const Identified *i, const WireList *latents, size_t count,
          size_t most)
{
    size_t tries = 0;
    for (size_t a = 0; a < count; a++)
        for (size_t b = a + 1; b < count && to->sets.count < PAIRS && tries++ < most; b++)
            if (!try_latents(s, to, i, latents->at[a], latents->at[b]))
                return false;
    return true;
}

bool
latents_needed_find(Session *s, LatentsNeeded *to, const Identified *i, Span at)
{
    const Graph *g = &i->question.graph;
    LatentsNeeded made = {0};
    WireList latents = {0};
    size_t behind = list_latents(&latents, i);
    size_t most = TRIES_WORK / (g->count + g->parents.of.count + 1) + 1;
    most = most < TRIES ? most : TRIES;
    made.latents = latents.count;
    bool ok = true;
    for (; ok && made.tried < latents.count && made.tried < most; made.tried++)
        ok = try_latents(s, &made, i, latents.at[made.tried], latents.at[made.tried]);
    if (ok && !made.sets.count)
        ok = try_pairs(s, &made, i, &latents, behind, most < PAIR_TRIES ? most : PAIR_TRIES);
    array_clear(&latents);
    if (!ok) {
        latents_needed_clear(&made);
        return complain_stopped(&s->complain, &s->budget, at);
    }
    latents_needed_clear(to);
    *to = made;
    return true;
}
