/* instrument.c -- conditional instruments; see adjust.h.
 *
 * Where w separates z from y, so do those of w that are ancestors of z and y, and a minimal
 * separator is among them.  So a w without a needless member is a minimal separator that leaves z
 * joined to x, or it has one within it that does not, and vertices that join them. */
#include "graph/adjust.h"

void
instrument_reason_clear(InstrumentReason *r)
{
    array_clear(&r->path);
    *r = (InstrumentReason){0};
}

void
instrument_list_clear(InstrumentList *l)
{
    for (size_t i = 0; i < l->count; i++)
        array_clear(&l->at[i].given);
    array_clear(l);
}

/* ---- one ---- */

typedef struct InstrumentSearch {
    const Graph *g;
    WireList x, y, z;
    VertexSet below; /* x and its descendants */
    Criterion criterion;
    WireList permitted; /* what a w is made of, with z */
    InstrumentList found;
    bool complete;
    size_t limit;
    Budget *budget;
} InstrumentSearch;

static void
search_init(InstrumentSearch *s, const Graph *g, uint32_t x, uint32_t y)
{
    *s = (InstrumentSearch){.g = g, .complete = true};
    array_push(&s->x, x);
    array_push(&s->y, y);
    array_push(&s->z, 0);
    vertex_set_init(&s->below, g->count);
    reach_down(&s->below, g, NULL, &s->x);
    criterion_init(&s->criterion, g, &s->x, &s->y);
    criterion_permitted(&s->permitted, g, &s->criterion, &s->y);
}

static void
search_clear(InstrumentSearch *s)
{
    instrument_list_clear(&s->found);
    vertex_set_clear(&s->below);
    criterion_clear(&s->criterion);
    array_clear(&s->permitted);
    array_clear(&s->x);
    array_clear(&s->y);
    array_clear(&s->z);
}

static bool
is_joined(const InstrumentSearch *s, const WireList *w)
{
    return !separated(s->g, NULL, &s->z, &s->x, w);
}

static bool
is_apart_from_effect(const InstrumentSearch *s, const WireList *w)
{
    return separated(s->g, &s->criterion.backdoor, &s->z, &s->y, w);
}

static InstrumentFault
find_fault(InstrumentReason *why, const InstrumentSearch *s, const WireList *w)
{
    uint32_t z = s->z.at[0];
    if (s->below.has[z])
        return INSTRUMENT_DESCENDS;
    for (size_t i = 0; i <= w->count; i++) {
        why->vertex = i ? w->at[i - 1] : z;
        if (s->criterion.forbidden.has[why->vertex])
            return INSTRUMENT_FORBIDDEN;
    }
    if (!is_joined(s, w))
        return INSTRUMENT_APART;
    return open_path(&why->path, s->g, &s->criterion.backdoor, &s->z, &s->y, w) ? INSTRUMENT_OPEN
                                                                               : INSTRUMENT_VALID;
}

InstrumentFault
is_instrument(InstrumentReason *why, const Graph *g, uint32_t x, uint32_t y, uint32_t z,
              const WireList *w)
{
    InstrumentSearch s;
    search_init(&s, g, x, y);
    s.z.at[0] = z;
    why->path.count = 0;
    why->fault = find_fault(why, &s, w);
    search_clear(&s);
    return why->fault;
}

/* ---- all ---- */

/* Is one of the sets within w? */
static bool
has_smaller(const SetList *sets, const WireList *w)
{
    for (size_t i = 0; i < sets->count; i++) {
        const WireList *given = &sets->at[i];
        size_t common = 0;
        for (size_t k = 0; k < given->count; k++)
            common += wires_has(w, given->at[k]);
        if (common == given->count)
            return true;
    }
    return false;
}

static void
add_copy(SetList *to, const WireList *set)
{
    WireList copy = {0};
    array_set(&copy, set);
    array_push(to, copy);
}

/* The subset of `of` that has the bits of `members`. */
static void
choose(WireList *to, const WireList *of, uint32_t members)
{
    to->count = 0;
    for (uint32_t i = 0; i < of->count; i++)
        if (members >> i & 1)
            array_push(to, of->at[i]);
}

/* The next number with as many bits (Gosper). */
static uint32_t
next_choice(uint32_t members)
{
    uint32_t low = members & -members, up = members + low;
    return up | ((members ^ up) / low >> 2);
}

/* The sets of a size that do, and have none of the smaller ones within them. */
static bool
try_size(SetList *to, InstrumentSearch *s, const WireList *candidates, uint32_t size)
{
    uint32_t members = (1U << size) - 1, end = 1U << candidates->count;
    WireList w = {0};
    bool ok = true;
    for (; ok && members < end; members = members ? next_choice(members) : end) {
        choose(&w, candidates, members);
        ok = budget_step(s->budget, s->g->count / 8 + 1);
        if (ok && !has_smaller(to, &w) && is_joined(s, &w) && is_apart_from_effect(s, &w))
            add_copy(to, &w);
    }
    array_clear(&w);
    return ok;
}

static bool
try_all(SetList *to, InstrumentSearch *s, const WireList *candidates)
{
    bool ok = true;
    for (uint32_t size = 0; ok && size <= candidates->count; size++)
        ok = try_size(to, s, candidates, size);
    return ok;
}

/* Those of the separators that leave z joined to x, in `to`.  False: one does not. */
static bool
keep_joined(SetList *to, const InstrumentSearch *s, const SetList *separators)
{
    bool all = true;
    for (size_t i = 0; i < separators->count; i++)
        if (is_joined(s, &separators->at[i]))
            add_copy(to, &separators->at[i]);
        else
            all = false;
    return all;
}

static void
list_candidates(WireList *to, const InstrumentSearch *s)
{
    for (size_t i = 0; i < s->permitted.count; i++)
        if (s->permitted.at[i] != s->z.at[0])
            array_push(to, s->permitted.at[i]);
}

static void
add_instruments(InstrumentSearch *s, SetList *sets)
{
    sort_sets(sets);
    for (size_t i = 0; i < sets->count; i++) {
        Instrument found = {.z = s->z.at[0]};
        array_set(&found.given, &sets->at[i]);
        array_push(&s->found, found);
    }
}

static bool
search_one(InstrumentSearch *s)
{
    SetList separators = {0}, sets = {0};
    WireList candidates = {0}, none = {0};
    bool all;
    list_candidates(&candidates, s);
    find_separators(&separators, &all, s->g, &s->criterion.backdoor, &s->z, &s->y, &none,
                    &candidates, s->limit, s->budget);
    bool ok = s->budget->stop == STOP_NOT;
    if (ok && !keep_joined(&sets, s, &separators) && candidates.count <= INSTRUMENT_TRIED) {
        set_list_clear(&sets);
        ok = try_all(&sets, s, &candidates);
    } else {
        s->complete = s->complete && all && sets.count == separators.count;
    }
    add_instruments(s, &sets);
    array_clear(&candidates);
    set_list_clear(&separators);
    set_list_clear(&sets);
    return ok;
}

/* Those after the limit are dropped. */
static void
keep_limit(InstrumentSearch *s)
{
    for (; s->found.count > s->limit; s->found.count--) {
        array_clear(&s->found.at[s->found.count - 1].given);
        s->complete = false;
    }
}

static void
leave_out(WireList *from, const WireList *what)
{
    size_t kept = 0;
    for (size_t i = 0; i < from->count; i++)
        if (!wires_has(what, from->at[i]))
            from->at[kept++] = from->at[i];
    from->count = kept;
}

bool
instruments(InstrumentList *to, bool *complete, const Graph *g, uint32_t x, uint32_t y,
            const WireList *without, size_t limit, Budget *b)
{
    InstrumentSearch s;
    search_init(&s, g, x, y);
    leave_out(&s.permitted, without);
    s.limit = limit;
    s.budget = b;
    bool ok = true;
    for (size_t i = 0; ok && i < s.permitted.count && s.found.count <= limit; i++) {
        s.z.at[0] = s.permitted.at[i];
        ok = budget_step(b, g->count / 8 + 1);
        if (ok && !s.below.has[s.z.at[0]])
            ok = search_one(&s);
    }
    keep_limit(&s);
    *complete = s.complete;
    InstrumentList old = *to;
    *to = s.found;
    s.found = old;
    search_clear(&s);
    return ok;
}
