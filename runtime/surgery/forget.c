/* forget.c -- see forget.h.  A variable is forgotten by asking in the same graph with that vertex
 * latent, so vertices keep their numbers. */
#include "surgery/forget.h"

#include "surgery/simplify.h"

#include <string.h>

/* Tries, each of which takes about the square of the graph's vertices and arrows. */
enum { TRIES = 100, TRIES_WORK = 1 << 18 };

/* The vertices that are free in some factor. */
static void
find_free(VertexSet *to, const Estimand *e)
{
    for (size_t i = 0; i < e->recipes.count; i++)
        for (size_t k = 0; k < e->recipes.at[i].factors.count; k++)
            vertex_set_add_all(to, &e->recipes.at[i].factors.at[k].any);
}

static size_t
count_free(const Estimand *e)
{
    VertexSet free;
    vertex_set_init(&free, e->vertices);
    find_free(&free, e);
    size_t count = free.members.count;
    vertex_set_clear(&free);
    return count;
}

/* The effect where only what `g` says is observed; no recipes: it is not known then. */
static bool
identify_simply(Estimand *to, const Graph *g, const Effect *e, Budget *b)
{
    Projection p = {0};
    Identification found = {0};
    bool ok = projection_make(&p, g, b) && identify(&found, g, &p, e, b) &&
              (!found.identified || estimand_simplify(to, &found.estimand, g, b));
    identification_clear(&found);
    projection_clear(&p);
    return ok;
}

/* Forgets one more of the free variables, if that leaves fewer. */
static bool
forget_one(Estimand *to, WireList *forgotten, Graph *g, const Effect *e, size_t *tries, Budget *b)
{
    VertexSet free;
    size_t before = count_free(to);
    vertex_set_init(&free, g->count);
    find_free(&free, to);
    bool ok = true, better = false;
    for (size_t i = 0; ok && !better && i < free.members.count && *tries; i++, --*tries) {
        Estimand without = {0};
        uint32_t v = free.members.at[i];
        if (effect_mentions(e, v))
            continue;
        g->observed[v] = false;
        ok = identify_simply(&without, g, e, b);
        better = ok && without.recipes.count > 0 && count_free(&without) < before;
        g->observed[v] = !better;
        if (better) {
            estimand_swap(to, &without);
            array_push(forgotten, v);
        }
        estimand_clear(&without);
    }
    vertex_set_clear(&free);
    return ok;
}

bool
forget_free(Estimand *to, WireList *forgotten, const Graph *g, const Effect *e, Budget *b)
{
    if (!count_free(to))
        return true;
    Graph less = *g;
    size_t size = g->count + g->parents.of.count + 1, tries = TRIES_WORK / size / size;
    tries = tries < TRIES ? tries : TRIES;
    less.observed = memory_new(g->count, sizeof *less.observed);
    memcpy(less.observed, g->observed, g->count * sizeof *less.observed);
    bool ok = true;
    for (size_t before = SIZE_MAX; ok && forgotten->count != before;) {
        before = forgotten->count;
        ok = forget_one(to, forgotten, &less, e, &tries, b);
    }
    memory_free(less.observed);
    return ok;
}
