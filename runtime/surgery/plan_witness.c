/* plan_witness.c -- see plan_witness.h. */
#include "surgery/plan_witness.h"

enum { ARROWS_MOST = 4 };

static void
add_new(WireList *to, uint32_t v)
{
    if (!wires_has(to, v))
        array_push(to, v);
}

void
plan_witness_effect(Effect *to, const Effect *e, int how)
{
    effect_clear(to);
    for (size_t i = 0; i < e->x.count; i++)
        add_new(&to->x, e->x.at[i]);
    for (size_t i = 0; i < e->plans.count; i++)
        add_new(&to->x, e->plans.at[i].vertex);
    for (size_t i = 0; i < e->z.count; i++)
        if (!wires_has(&to->x, e->z.at[i]))
            add_new(how ? &to->y : &to->z, e->z.at[i]);
    for (size_t i = 0; i < e->y.count; i++)
        if (!wires_has(&to->x, e->y.at[i]))
            add_new(&to->y, e->y.at[i]);
    for (size_t i = 0; how && i < e->plans.count; i++)
        for (size_t k = 0; k < e->plans.at[i].reads.count; k++)
            if (!wires_has(&to->x, e->plans.at[i].reads.at[k]))
                add_new(&to->y, e->plans.at[i].reads.at[k]);
}

static void
set_mechanism(Mechanism *to, const Mechanism *m)
{
    array_set(&to->terms, &m->terms);
    array_set(&to->noise, &m->noise);
}

static void
set_witness(Witness *to, const Witness *w)
{
    witness_clear(to);
    for (size_t i = 0; i < w->first.count; i++) {
        Mechanism first = {0}, second = {0};
        set_mechanism(&first, &w->first.at[i]);
        set_mechanism(&second, &w->second.at[i]);
        array_push(&to->first, first);
        array_push(&to->second, second);
    }
}

/* The first bit of m has that of `from` among its terms, or no longer. */
static void
toggle(Mechanism *m, uint32_t from)
{
    size_t count = 0;
    bool had = false;
    for (size_t i = 0; i < m->terms.count; i++) {
        const Term *t = &m->terms.at[i];
        bool is = t->bit == 0 && t->of.vertex == from && t->of.bit == 0;
        had = had || is;
        if (!is)
            m->terms.at[count++] = *t;
    }
    m->terms.count = count;
    if (!had)
        array_push(&m->terms, ((Term){0, {from, 0}}));
}

/* The arrows out of what is planned between observed vertices that carry bits, in pairs. */
static void
find_arrows(WireList *to, const Witness *w, const Graph *g, const Effect *e)
{
    for (size_t i = 0; i < e->plans.count; i++) {
        size_t count;
        uint32_t x = e->plans.at[i].vertex;
        const uint32_t *children = rows_at(&g->children, x, &count);
        for (size_t k = 0; k < count && to->count < 2 * ARROWS_MOST; k++) {
            uint32_t c = children[k];
            if (!g->observed[c] || !w->first.at[x].noise.count || !w->first.at[c].noise.count)
                continue;
            array_push(to, x);
            array_push(to, c);
        }
    }
}

bool
plan_witness_variant(Witness *to, const Witness *w, const Graph *g, const Effect *e,
                     uint32_t number, bool *more)
{
    WireList arrows = {0};
    find_arrows(&arrows, w, g, e);
    *more = number < UINT32_C(1) << arrows.count / 2;
    if (*more) {
        set_witness(to, w);
        for (size_t i = 0; i < arrows.count / 2; i++)
            if (number >> i & 1) {
                toggle(&to->first.at[arrows.at[2 * i + 1]], arrows.at[2 * i]);
                toggle(&to->second.at[arrows.at[2 * i + 1]], arrows.at[2 * i]);
            }
    }
    array_clear(&arrows);
    return *more && (number == 0 || witness_is_same(to, g));
}
