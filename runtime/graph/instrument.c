/* instrument.c -- conditional instruments; see adjust.h.
 *
 * For one z: if any set of ancestors of y and z does, the separator of y and z nearest to y does:
 * it leaves z connected to as much as possible, so to x (van der Zander, Textor & Liskiewicz 2015).
 * The one nearest to z is often the shorter thing to say, and is tried too. */
#include "graph/adjust.h"

void
instrument_list_clear(InstrumentList *l)
{
    for (size_t i = 0; i < l->count; i++)
        array_clear(&l->at[i].given);
    array_clear(l);
}

typedef struct InstrumentSearch {
    const Graph *g;
    WireList x, y, permitted; /* the vertices a w is made of, with z */
    Criterion criterion;
} InstrumentSearch;

/* The separator of `near` and `far` nearest to the former, where it leaves z connected to x. */
static bool
find_given(const InstrumentSearch *s, WireList *to, const WireList *near, const WireList *far,
           const WireList *z)
{
    WireList none = {0};
    return find_separator(to, s->g, &s->criterion.backdoor, near, far, &none, &s->permitted) &&
           !separated(s->g, NULL, z, &s->x, to);
}

static bool
search_one(const InstrumentSearch *s, WireList *given, uint32_t z)
{
    WireList at = {0}, other = {0};
    array_push(&at, z);
    bool ok = find_given(s, given, &s->y, &at, &at);
    if (ok && given->count > 1 && find_given(s, &other, &at, &s->y, &at) &&
        other.count < given->count)
        array_set(given, &other);
    array_clear(&at);
    array_clear(&other);
    return ok;
}

static bool
search_all(InstrumentList *found, InstrumentSearch *s, Budget *b)
{
    const Graph *g = s->g;
    bool ok = true;
    WireList none = {0};
    VertexSet useful, leaking;
    vertex_set_init(&useful, g->count);
    vertex_set_init(&leaking, g->count);
    connected(&useful, g, NULL, &s->x, &none);
    connected(&leaking, g, &s->criterion.backdoor, &s->y, &none);
    for (size_t i = 0; ok && i < s->permitted.count; i++) {
        uint32_t z = s->permitted.at[i];
        Instrument at = {.z = z};
        bool plain = useful.has[z] && !leaking.has[z];
        ok = plain || budget_step(b, g->count / 8 + 1);
        if (plain || (ok && leaking.has[z] && search_one(s, &at.given, z)))
            array_push(found, at);
        else
            array_clear(&at.given);
    }
    vertex_set_clear(&useful);
    vertex_set_clear(&leaking);
    return ok;
}

bool
instruments(InstrumentList *to, const Graph *g, uint32_t x, uint32_t y, Budget *b)
{
    InstrumentSearch s = {.g = g};
    InstrumentList found = {0};
    array_push(&s.x, x);
    array_push(&s.y, y);
    criterion_init(&s.criterion, g, &s.x, &s.y);
    criterion_permitted(&s.permitted, g, &s.criterion, &s.y);
    bool ok = search_all(&found, &s, b);
    instrument_list_clear(to);
    *to = found;
    criterion_clear(&s.criterion);
    array_clear(&s.permitted);
    array_clear(&s.x);
    array_clear(&s.y);
    return ok;
}
