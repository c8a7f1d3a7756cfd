/* assignments.h -- the slow answer to a question: the sum over all assignments of all wires.
 *
 * And random questions.  An undefined row of a box counts as zero, and spoils the rows of the
 * answer that some assignment of positive weight reaches it from, whatever other undefined rows
 * might be. */
#ifndef CATGUT_TESTS_ASSIGNMENTS_H
#define CATGUT_TESTS_ASSIGNMENTS_H

#include "evaluate/evaluate.h"
#include "tests/law/kernels.h"

/* ---- the oracle: all assignments ---- */

typedef struct Oracle {
    const Query *q;
    const Kernels *k;
    uint32_t value[64];       /* of each wire */
    bool live[64];            /* of each use: does the question hear of it? */
    ARRAY(__mpq_struct) n, d; /* n: rows by entries; d: rows */
    ARRAY(bool) undefined;
    ARRAY(bool) spoilt; /* rows where an undefined row of a box is reached */
    size_t rows, entries;
} Oracle;

static inline uint32_t
given_wire(const Query *q, size_t i)
{
    const Given *g = &q->givens.at[i];
    return g->input ? q->diagram->inputs.at[g->position].wire
                    : q->diagram->outputs.at[g->position].wire;
}

static inline uint32_t
wire_size(const Query *q, uint32_t wire)
{
    return q->diagram->wires.at[wire]->size;
}

static inline uint32_t
out_count(const Use *u)
{
    return u->box->kind == BOX_UNIFORM ? 1 : (uint32_t)u->box->out.count;
}

static inline bool
is_allowed(const Event *e, uint32_t label)
{
    bool listed = false;
    for (size_t i = 0; i < e->labels.count; i++)
        listed |= e->labels.at[i] == label;
    return listed != e->complement;
}

static inline size_t
use_row(const Oracle *o, const Use *u, const Matrix *m)
{
    size_t row = 0;
    for (size_t p = 0; p < m->in.count; p++)
        row = row * m->in.at[p] + o->value[o->q->diagram->reads.at[u->in + p]];
    return row;
}

/* The weight of a use under the assignment. */
static inline void
use_weight(mpq_t to, const Oracle *o, const Use *u)
{
    const Matrix *m = meaning_find(&o->k->meaning, u->box->id);
    if (u->box->kind == BOX_UNIFORM)
        mpq_set_ui(to, 1, wire_size(o->q, u->out));
    else if (u->box->kind == BOX_POINT)
        mpq_set_ui(to, o->value[u->out] == u->box->point, 1);
    else
        matrix_entry(to, m, use_row(o, u, m), &o->value[u->out]);
}

static inline bool
next_assignment(Oracle *o)
{
    for (size_t w = o->q->diagram->wires.count; w-- > 0;) {
        if (++o->value[w] < wire_size(o->q, (uint32_t)w))
            return true;
        o->value[w] = 0;
    }
    return false;
}

static inline bool
events_hold(const Oracle *o, bool left)
{
    for (size_t i = 0; i < o->q->events.count; i++) {
        const Event *e = &o->q->events.at[i];
        uint32_t wire = o->q->diagram->outputs.at[e->position].wire;
        if ((left || e->condition) && !is_allowed(e, o->value[wire]))
            return false;
    }
    return true;
}

/* The row of the assignment. */
static inline size_t
oracle_row(const Oracle *o)
{
    size_t row = 0;
    for (size_t i = 0; i < o->q->givens.count; i++)
        row = row * wire_size(o->q, given_wire(o->q, i)) + o->value[given_wire(o->q, i)];
    return row;
}

static inline size_t
oracle_entry(const Oracle *o)
{
    size_t entry = 0;
    for (size_t i = 0; i < o->q->heads.count; i++) {
        uint32_t wire = o->q->diagram->outputs.at[o->q->heads.at[i]].wire;
        entry = entry * wire_size(o->q, wire) + o->value[wire];
    }
    return entry;
}

/* The product over the live uses; zero where one is undefined. */
static inline void
assignment_weight(mpq_t to, const Oracle *o)
{
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(to, 1, 1);
    for (size_t i = 0; i < o->q->diagram->uses.count && mpq_sgn(to); i++) {
        if (!o->live[i])
            continue;
        use_weight(one, o, &o->q->diagram->uses.at[i]);
        mpq_mul(to, to, one);
    }
    mpq_clear(one);
}

/* Which uses does the question (or what is right of its bar alone) hear of? */
static inline void
find_live(Oracle *o, bool left)
{
    const Diagram *d = o->q->diagram;
    bool wire[64] = {0};
    memset(o->live, 0, sizeof o->live);
    for (size_t i = 0; i < o->q->heads.count && left; i++)
        wire[d->outputs.at[o->q->heads.at[i]].wire] = true;
    for (size_t i = 0; i < o->q->givens.count; i++)
        wire[given_wire(o->q, i)] = true;
    for (size_t i = 0; i < o->q->events.count; i++)
        if (left || o->q->events.at[i].condition)
            wire[d->outputs.at[o->q->events.at[i].position].wire] = true;
    for (size_t i = d->uses.count; i-- > 0;) {
        const Use *u = &d->uses.at[i];
        for (uint32_t p = 0; p < out_count(u); p++)
            o->live[i] |= wire[u->out + p];
        for (size_t p = 0; p < u->box->in.count; p++)
            wire[d->reads.at[u->in + p]] |= o->live[i];
    }
}

/* Is the weight of the live uses positive, whatever undefined rows might give? */
static inline bool
is_possible(const Oracle *o)
{
    bool possible = true;
    mpq_t one;
    mpq_init(one);
    for (size_t i = 0; i < o->q->diagram->uses.count && possible; i++) {
        const Use *u = &o->q->diagram->uses.at[i];
        const Matrix *m = meaning_find(&o->k->meaning, u->box->id);
        if (!o->live[i] || (m && m->undefined.at[use_row(o, u, m)]))
            continue;
        use_weight(one, o, u);
        possible = mpq_sgn(one) != 0;
    }
    mpq_clear(one);
    return possible;
}

/* At which rows can a live use be at an undefined row? */
static inline void
mark_undefined(Oracle *o, size_t use, bool left)
{
    const Use *u = &o->q->diagram->uses.at[use];
    const Matrix *m = meaning_find(&o->k->meaning, u->box->id);
    memset(o->value, 0, sizeof o->value);
    do
        if (m->undefined.at[use_row(o, u, m)] && events_hold(o, left) && is_possible(o))
            o->undefined.at[oracle_row(o)] = true;
    while (next_assignment(o));
}

/* Are all wires that no live use makes at their first label?  (They count once.) */
static inline bool
is_first(const Oracle *o)
{
    const Diagram *d = o->q->diagram;
    for (size_t i = 0; i < d->uses.count; i++)
        for (uint32_t p = 0; p < out_count(&d->uses.at[i]); p++)
            if (!o->live[i] && o->value[d->uses.at[i].out + p])
                return false;
    return true;
}

/* The masses of the question, or of what is right of its bar. */
static inline void
oracle_sum(Oracle *o, bool left)
{
    mpq_t weight;
    mpq_init(weight);
    find_live(o, left);
    memset(o->value, 0, sizeof o->value);
    do {
        if (!is_first(o) || !events_hold(o, left))
            continue;
        size_t row = oracle_row(o);
        mpq_ptr to = left ? &o->n.at[row * o->entries + oracle_entry(o)] : &o->d.at[row];
        assignment_weight(weight, o);
        mpq_add(to, to, weight);
    } while (next_assignment(o));
    mpq_clear(weight);
    for (size_t i = 0; i < o->q->diagram->uses.count; i++)
        if (o->live[i] && meaning_find(&o->k->meaning, o->q->diagram->uses.at[i].box->id))
            mark_undefined(o, i, left);
}

static inline bool
is_conditioned(const Query *q)
{
    bool is = false;
    for (size_t i = 0; i < q->givens.count; i++)
        is |= !q->givens.at[i].input;
    for (size_t i = 0; i < q->events.count; i++)
        is |= q->events.at[i].condition;
    return is;
}

/* Divides, and makes rows without support undefined. */
static inline void
oracle_divide(Oracle *o)
{
    for (size_t row = 0; row < o->rows && is_conditioned(o->q); row++) {
        if (mpq_sgn(&o->d.at[row]) == 0)
            o->undefined.at[row] = true;
        for (size_t e = 0; e < o->entries && !o->undefined.at[row]; e++)
            mpq_div(&o->n.at[row * o->entries + e], &o->n.at[row * o->entries + e], &o->d.at[row]);
    }
}

static inline void
oracle_init(Oracle *o, const Query *q, const Kernels *w)
{
    *o = (Oracle){.q = q, .k = w, .rows = 1, .entries = 1};
    for (size_t i = 0; i < q->givens.count; i++)
        o->rows *= wire_size(q, given_wire(q, i));
    for (size_t i = 0; i < q->heads.count; i++)
        o->entries *= wire_size(q, q->diagram->outputs.at[q->heads.at[i]].wire);
    size_t all = o->rows * o->entries;
    array_add_zeroed(&o->n, all);
    array_add_zeroed(&o->d, o->rows);
    array_add_zeroed(&o->undefined, o->rows);
    for (size_t i = 0; i < o->n.count; i++)
        mpq_init(&o->n.at[i]);
    for (size_t i = 0; i < o->d.count; i++)
        mpq_init(&o->d.at[i]);
    oracle_sum(o, true);
    if (is_conditioned(q))
        oracle_sum(o, false);
    array_set(&o->spoilt, &o->undefined);
    oracle_divide(o);
}

static inline void
oracle_clear(Oracle *o)
{
    for (size_t i = 0; i < o->n.count; i++)
        mpq_clear(&o->n.at[i]);
    for (size_t i = 0; i < o->d.count; i++)
        mpq_clear(&o->d.at[i]);
    array_clear(&o->n);
    array_clear(&o->d);
    array_clear(&o->undefined);
    array_clear(&o->spoilt);
}

/* Does m say the same? */
static inline bool
oracle_agrees(const Oracle *o, const Matrix *m)
{
    bool same = matrix_rows(m) == o->rows && size_product(&m->out) == o->entries;
    mpq_t q;
    mpq_init(q);
    for (size_t row = 0; same && row < o->rows; row++) {
        same = m->undefined.at[row] == o->undefined.at[row];
        for (size_t e = 0; same && e < o->entries && !o->undefined.at[row]; e++) {
            uint32_t tuple[8];
            size_t rest = e;
            for (size_t p = m->out.count; p-- > 0; rest /= m->out.at[p])
                tuple[p] = (uint32_t)(rest % m->out.at[p]);
            matrix_entry(q, m, row, tuple);
            same = mpq_equal(q, &o->n.at[row * o->entries + e]);
        }
    }
    mpq_clear(q);
    return same;
}

/* ---- random questions ---- */

static inline void
random_event(Kernels *w, Query *q)
{
    const Diagram *d = q->diagram;
    Event e = {.position = random_below(&w->r, (uint32_t)d->outputs.count),
               .condition = random_below(&w->r, 2),
               .complement = random_below(&w->r, 3) == 0};
    uint32_t size = wire_size(q, d->outputs.at[e.position].wire);
    for (uint32_t label = 0; label < size; label++)
        if (random_below(&w->r, 2))
            array_push(&e.labels, label);
    array_push(&q->events, e);
}

/* Heads, output givens and events among d's outputs; all inputs, in some order, are givens. */
static inline void
random_query(Kernels *w, Query *q, const Diagram *d)
{
    q->diagram = d;
    for (uint32_t i = 0; i < d->inputs.count; i++)
        array_push(&q->givens, ((Given){true, i}));
    for (uint32_t i = 0; i < d->outputs.count; i++) {
        uint32_t use = random_below(&w->r, 5);
        if (use < 2)
            array_push(&q->heads, i);
        else if (use == 2)
            array_push(&q->givens, ((Given){false, i}));
    }
    for (size_t i = q->givens.count; i > 1; i--) {
        size_t j = random_below(&w->r, (uint32_t)i);
        Given g = q->givens.at[i - 1];
        q->givens.at[i - 1] = q->givens.at[j];
        q->givens.at[j] = g;
    }
    for (uint32_t i = random_below(&w->r, 3); i-- > 0;)
        random_event(w, q);
}

#endif
