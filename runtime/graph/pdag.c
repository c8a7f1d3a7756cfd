/* pdag.c -- graphs with arrows and lines: made, extended to a member, closed under Meek's rules;
 * see pdag.h.
 *
 * A line that becomes an arrow can complete a rule for lines at its ends, and for those at what is
 * joined to both; only these are looked at again. */
#include "graph/pdag.h"

#include <assert.h>

void
pdag_clear(Pdag *p)
{
    memory_free(p->edge);
    array_clear(&p->near.start);
    array_clear(&p->near.of);
    *p = (Pdag){0};
}

static void
join_pair(Pdag *p, uint32_t u, uint32_t v, PdagEdge edge)
{
    p->edge[(size_t)u * p->count + v] = (uint8_t)edge;
    p->edge[(size_t)v * p->count + u] = (uint8_t)(edge == PDAG_OUT  ? PDAG_IN
                                                  : edge == PDAG_IN ? PDAG_OUT
                                                                    : edge);
}

static bool
pdag_init(Pdag *p, uint32_t count, Budget *b)
{
    uint64_t bytes = (uint64_t)count * count;
    *p = (Pdag){.count = count};
    if (!budget_allows(b, bytes) || !budget_step(b, bytes / 1024 + 1))
        return false;
    p->edge = memory_new(bytes, 1);
    return true;
}

bool
pdag_make(Pdag *to, uint32_t count, const WireList *arrows, const WireList *lines, Budget *b)
{
    Pdag p;
    if (!pdag_init(&p, count, b))
        return false;
    for (size_t i = 0; i + 1 < arrows->count; i += 2)
        join_pair(&p, arrows->at[i], arrows->at[i + 1], PDAG_OUT);
    for (size_t i = 0; i + 1 < lines->count; i += 2)
        join_pair(&p, lines->at[i], lines->at[i + 1], PDAG_LINE);
    for (uint32_t u = 0; u < count; u++) {
        array_push(&p.near.start, (uint32_t)p.near.of.count);
        for (uint32_t v = 0; v < count; v++)
            if (pdag_edge(&p, u, v))
                array_push(&p.near.of, v);
    }
    array_push(&p.near.start, (uint32_t)p.near.of.count);
    pdag_clear(to);
    *to = p;
    return true;
}

bool
pdag_set(Pdag *to, const Pdag *p, Budget *b)
{
    Pdag copy;
    if (!pdag_init(&copy, p->count, b))
        return false;
    if (p->count)
        memcpy(copy.edge, p->edge, (size_t)p->count * p->count);
    array_set(&copy.near.start, &p->near.start);
    array_set(&copy.near.of, &p->near.of);
    pdag_clear(to);
    *to = copy;
    return true;
}

void
pdag_list(WireList *arrows, WireList *lines, const Pdag *p)
{
    size_t count;
    arrows->count = lines->count = 0;
    for (uint32_t u = 0; u < p->count; u++) {
        const uint32_t *near = rows_at(&p->near, u, &count);
        for (size_t i = 0; i < count; i++) {
            PdagEdge e = pdag_edge(p, u, near[i]);
            WireList *to = e == PDAG_OUT ? arrows : e == PDAG_LINE && u < near[i] ? lines : NULL;
            if (!to)
                continue;
            array_push(to, u);
            array_push(to, near[i]);
        }
    }
}

/* ---- a member ---- */

typedef struct Extension {
    Pdag *p;
    bool *gone;
    Budget *budget;
} Extension;

/* What keeps v from being the last of those that are not gone; by[0] is v: nothing does. */
static bool
find_block(const Extension *e, uint32_t v, uint32_t by[2])
{
    size_t count;
    const uint32_t *near = rows_at(&e->p->near, v, &count);
    by[0] = v;
    for (size_t i = 0; i < count; i++) {
        PdagEdge edge = pdag_edge(e->p, v, near[i]);
        if (e->gone[near[i]] || edge == PDAG_IN)
            continue;
        by[0] = near[i];
        if (edge == PDAG_OUT)
            return true;
        for (size_t k = 0; k < count; k++)
            if (k != i && !e->gone[near[k]] && !pdag_edge(e->p, near[i], near[k])) {
                by[1] = near[k];
                return false;
            }
        by[0] = v;
    }
    return false;
}

static bool
can_be_last(const Extension *e, uint32_t v)
{
    uint32_t by[2];
    find_block(e, v, by);
    return by[0] == v;
}

/* v is the last one: its lines lead into it, and it is gone. */
static void
take_last(Extension *e, WireList *queue, uint32_t v)
{
    size_t count;
    const uint32_t *near = rows_at(&e->p->near, v, &count);
    e->gone[v] = true;
    for (size_t i = 0; i < count; i++) {
        if (e->gone[near[i]])
            continue;
        if (pdag_edge(e->p, v, near[i]) == PDAG_LINE)
            join_pair(e->p, v, near[i], PDAG_IN);
        array_push(queue, near[i]);
    }
}

/* None of those that are not gone can be last: each is left out in turn where that stays so. */
static bool
leave_out(Extension *e, const Pdag *p)
{
    bool ok = true;
    for (uint32_t v = 0; ok && v < p->count; v++) {
        if (e->gone[v])
            continue;
        bool any = false, none_last = true;
        e->gone[v] = true;
        for (uint32_t w = 0; ok && none_last && w < p->count; w++) {
            ok = budget_step(e->budget, 1);
            any = any || !e->gone[w];
            none_last = e->gone[w] || !can_be_last(e, w);
        }
        e->gone[v] = any && none_last;
    }
    return ok;
}

bool
pdag_leads_on(const Pdag *p, const WireList *stuck, uint32_t v, uint32_t by[2])
{
    Extension e = {(Pdag *)p, memory_new(p->count, sizeof *e.gone), NULL};
    for (uint32_t w = 0; w < p->count; w++)
        e.gone[w] = !wires_has(stuck, w);
    bool on = find_block(&e, v, by);
    memory_free(e.gone);
    return on;
}

bool
pdag_extend(Pdag *to, WireList *stuck, const Pdag *p, Budget *b)
{
    Pdag member = {0};
    WireList queue = {0};
    Extension e = {&member, memory_new(p->count, sizeof *e.gone), b};
    bool ok = pdag_set(&member, p, b);
    for (uint32_t v = p->count; v-- > 0;)
        array_push(&queue, v);
    for (size_t next = 0; ok && next < queue.count; next++) {
        size_t count;
        uint32_t v = queue.at[next];
        rows_at(&p->near, v, &count);
        ok = budget_step(b, count + 1);
        if (ok && !e.gone[v] && can_be_last(&e, v))
            take_last(&e, &queue, v);
    }
    stuck->count = 0;
    ok = ok && leave_out(&e, p);
    for (uint32_t v = 0; ok && v < p->count; v++)
        if (!e.gone[v])
            array_push(stuck, v);
    if (ok) {
        pdag_clear(to);
        *to = member;
    } else {
        pdag_clear(&member);
    }
    array_clear(&queue);
    memory_free(e.gone);
    return ok;
}

/* ---- Meek's rules ---- */

typedef struct Closing {
    Pdag *p;
    OrientedList *done;
    WireList queue; /* vertices whose lines are to be looked at */
    bool *waits;    /* is it in the queue? */
    Budget *budget;
} Closing;

static void
look_again(Closing *c, uint32_t v)
{
    if (c->waits[v])
        return;
    c->waits[v] = true;
    array_push(&c->queue, v);
}

static void
turn(Closing *c, const Oriented *o)
{
    size_t count;
    join_pair(c->p, o->from, o->to, PDAG_OUT);
    if (c->done)
        array_push(c->done, *o);
    look_again(c, o->from);
    look_again(c, o->to);
    const uint32_t *near = rows_at(&c->p->near, o->from, &count);
    for (size_t i = 0; i < count; i++)
        if (pdag_edge(c->p, o->to, near[i]))
            look_again(c, near[i]);
}

/* by[0] -> by[1] -> to, from -- by[0]; nothing joins by[0] and to, something joins by[1] and from.
 */
static bool
has_chain(const Pdag *p, Oriented *o, uint32_t first)
{
    size_t count;
    const uint32_t *near = rows_at(&p->near, first, &count);
    for (size_t i = 0; i < count; i++)
        if (pdag_edge(p, first, near[i]) == PDAG_OUT && pdag_edge(p, near[i], o->to) == PDAG_OUT &&
            pdag_edge(p, near[i], o->from)) {
            o->rule = MEEK_CHAIN;
            o->by[0] = first;
            o->by[1] = near[i];
            return true;
        }
    return false;
}

/* `other` is the first half of a kite: is there the second? */
static bool
has_kite(const Pdag *p, Oriented *o, uint32_t first, const uint32_t *near, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (pdag_edge(p, o->from, near[i]) == PDAG_LINE &&
            pdag_edge(p, near[i], o->to) == PDAG_OUT && near[i] != first &&
            !pdag_edge(p, first, near[i])) {
            o->rule = MEEK_KITE;
            o->by[0] = first;
            o->by[1] = near[i];
            return true;
        }
    return false;
}

/* Must the line o->from -- o->to be an arrow? */
static bool
must_turn(const Pdag *p, Oriented *o)
{
    size_t count;
    const uint32_t *near = rows_at(&p->near, o->from, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t c = near[i];
        PdagEdge edge = pdag_edge(p, o->from, c), on = pdag_edge(p, c, o->to);
        o->by[0] = c;
        o->rule = edge == PDAG_IN ? MEEK_COLLIDER : MEEK_CYCLE;
        if (c == o->to)
            continue;
        if ((edge == PDAG_IN && !on) || (edge == PDAG_OUT && on == PDAG_OUT))
            return true;
        if (edge == PDAG_LINE &&
            ((on == PDAG_OUT && has_kite(p, o, c, near + i + 1, count - i - 1)) ||
             (!on && has_chain(p, o, c))))
            return true;
    }
    return false;
}

/* The lines at v, either way. */
static bool
look_at(Closing *c, uint32_t v)
{
    size_t count;
    const uint32_t *near = rows_at(&c->p->near, v, &count);
    for (size_t i = 0; i < count; i++)
        for (int way = 0; way < 2 && pdag_edge(c->p, v, near[i]) == PDAG_LINE; way++) {
            Oriented o = {.from = way ? near[i] : v, .to = way ? v : near[i]};
            if (!budget_step(c->budget, count / 8 + 1))
                return false;
            if (must_turn(c->p, &o))
                turn(c, &o);
        }
    return true;
}

static bool
closing_run(Closing *c)
{
    bool ok = true;
    for (size_t next = 0; ok && next < c->queue.count; next++) {
        c->waits[c->queue.at[next]] = false;
        ok = look_at(c, c->queue.at[next]);
    }
    array_clear(&c->queue);
    memory_free(c->waits);
    return ok;
}

bool
pdag_close(Pdag *p, OrientedList *done, Budget *b)
{
    Closing c = {.p = p, .done = done, .waits = memory_new(p->count, 1), .budget = b};
    for (uint32_t v = 0; v < p->count; v++)
        look_again(&c, v);
    return closing_run(&c);
}

bool
pdag_orient(Pdag *p, uint32_t from, uint32_t to, Budget *b)
{
    Closing c = {.p = p, .waits = memory_new(p->count, 1), .budget = b};
    Oriented o = {.from = from, .to = to};
    assert(pdag_edge(p, from, to) == PDAG_LINE);
    turn(&c, &o);
    return closing_run(&c);
}
