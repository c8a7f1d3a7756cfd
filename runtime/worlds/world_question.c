/* world_question.c -- worlds, their replacements, and sets of labels; see world_question.h. */
#include "worlds/world_question.h"

#include <string.h>

/* ---- sets of labels ---- */

uint64_t
label_set_count(const LabelSet *s, const Type *t)
{
    return s->complement ? t->size - s->labels.count : s->labels.count;
}

/* How many of the list are smaller. */
static size_t
place_of(const WireList *l, uint32_t label)
{
    size_t low = 0, high = l->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (l->at[middle] < label)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool
label_set_has(const LabelSet *s, uint32_t label)
{
    size_t i = place_of(&s->labels, label);
    bool listed = i < s->labels.count && s->labels.at[i] == label;
    return listed != s->complement;
}

bool
label_set_one(const LabelSet *s, const Type *t, uint32_t *label)
{
    if (label_set_count(s, t) != 1)
        return false;
    *label = 0;
    if (!s->complement)
        *label = s->labels.at[0];
    else
        while (*label < s->labels.count && s->labels.at[*label] == *label)
            ++*label;
    return true;
}

void
label_set_meet(LabelSet *to, const LabelSet *s)
{
    LabelSet met = {.complement = to->complement && s->complement};
    size_t i = 0, k = 0;
    while (i < to->labels.count || k < s->labels.count) {
        bool mine = i < to->labels.count &&
                    (k == s->labels.count || to->labels.at[i] <= s->labels.at[k]);
        bool theirs = k < s->labels.count &&
                      (i == to->labels.count || s->labels.at[k] <= to->labels.at[i]);
        uint32_t label = mine ? to->labels.at[i] : s->labels.at[k];
        bool in_both = (mine != to->complement) && (theirs != s->complement);
        if (in_both != met.complement)
            array_push(&met.labels, label);
        i += mine;
        k += theirs;
    }
    array_clear(&to->labels);
    *to = met;
}

/* ---- worlds ---- */

void
world_question_clear(WorldQuestion *q)
{
    for (size_t i = 0; i < q->worlds.count; i++)
        array_clear(&q->worlds.at[i]);
    for (size_t i = 0; i < q->functions.count; i++) {
        array_clear(&q->functions.at[i].parents);
        diagram_clear(&q->functions.at[i].mechanism);
    }
    for (size_t i = 0; i < q->atoms.count; i++)
        array_clear(&q->atoms.at[i].event.labels);
    array_clear(&q->worlds);
    array_clear(&q->functions);
    array_clear(&q->atoms);
    map_clear(&q->known);
    *q = (WorldQuestion){0};
}

static size_t
place_in(const World *w, uint32_t vertex)
{
    size_t i = 0;
    while (i < w->count && w->at[i].vertex < vertex)
        i++;
    return i;
}

bool
world_replace(World *w, const Replacement *r)
{
    size_t at = place_in(w, r->vertex);
    if (at < w->count && w->at[at].vertex == r->vertex)
        return false;
    array_push(w, *r);
    for (size_t i = w->count - 1; i > at; i--)
        w->at[i] = w->at[i - 1];
    w->at[at] = *r;
    return true;
}

const Replacement *
world_find(const World *w, uint32_t v)
{
    size_t at = place_in(w, v);
    return at < w->count && w->at[at].vertex == v ? &w->at[at] : NULL;
}

static bool
same_replacement(const Replacement *a, const Replacement *b)
{
    return a->vertex == b->vertex && a->by == b->by && a->label == b->label && a->of == b->of &&
           a->world == b->world && a->function == b->function;
}

static bool
same_world(const World *a, const World *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = same_replacement(&a->at[i], &b->at[i]);
    return same;
}

static uint64_t
world_hash(const World *w)
{
    uint64_t h = w->count;
    for (size_t i = 0; i < w->count; i++) {
        const Replacement *r = &w->at[i];
        uint32_t parts[] = {r->vertex, r->by, r->label, r->of, r->world, r->function};
        h = hash_number(h ^ hash_bytes(parts, sizeof parts));
    }
    return h;
}

uint32_t
world_add(WorldQuestion *q, World *w)
{
    uint64_t found, hash = world_hash(w);
    if (map_find(&q->known, hash, &found) && same_world(&q->worlds.at[found], w)) {
        array_clear(w);
        return (uint32_t)found;
    }
    map_set_at(&q->known, hash, q->worlds.count);
    array_push(&q->worlds, *w);
    *w = (World){0};
    return (uint32_t)q->worlds.count - 1;
}

uint32_t
world_add_function(WorldQuestion *q, WorldFunction *f)
{
    for (uint32_t i = 0; i < q->functions.count; i++) {
        const WorldFunction *g = &q->functions.at[i];
        if (wires_compare(&g->parents, &f->parents) == 0 &&
            diagram_equal(&g->mechanism, &f->mechanism)) {
            array_clear(&f->parents);
            diagram_clear(&f->mechanism);
            return i;
        }
    }
    array_push(&q->functions, *f);
    *f = (WorldFunction){0};
    return (uint32_t)q->functions.count - 1;
}
