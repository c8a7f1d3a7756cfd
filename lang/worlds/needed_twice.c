/* needed_twice.c -- boxes that are no functions and are needed twice; see needed_twice.h.
 *
 * Uses are settled in their order.  What a use reads then depends on settled ones only, so that the
 * joint state of what two uses read is determined, given those events that depend on no others. */
#include "lang/worlds/needed_twice.h"

#include "lang/session/meaning.h"

static bool
row_is_point(const Matrix *m, size_t row)
{
    return m->start.at[row + 1] - m->start.at[row] == 1;
}

static bool
rows_are_points(const Box *box, void *more)
{
    const Matrix *m = meaning_find(&((Session *)more)->meaning, box->id);
    return m ? matrix_is_function(m) : box->deterministic;
}

bool
has_repeats(Session *s, const Closed *c)
{
    bool found = false;
    for (uint32_t i = 0; !found && i < c->box.count; i++) {
        uint32_t before = UINT32_MAX;
        found = closed_repeats(c, i, &before, rows_are_points, s);
    }
    /* a box without a meaning is complained about by whoever evaluates */
    return found && diagram_has_meaning(s, &c->diagram);
}

/* ---- what two uses read ---- */

/* Of each wire: does it depend on a use from this one on that is not settled? */
static bool *
find_unsettled(Session *s, const Closed *c, uint32_t from)
{
    const Diagram *d = &c->diagram;
    bool *unsettled = memory_new(d->wires.count, sizeof *unsettled);
    for (uint32_t i = 0; i < d->uses.count; i++) {
        const Use *u = &d->uses.at[i];
        uint32_t before = UINT32_MAX;
        bool mine = i >= from && closed_repeats(c, i, &before, rows_are_points, s);
        for (size_t k = 0; k < u->box->in.count; k++)
            mine = mine || unsettled[d->reads.at[u->in + k]];
        for (uint32_t k = 0; k < box_outputs(u->box); k++)
            unsettled[u->out + k] = mine;
    }
    return unsettled;
}

/* The joint state of what both read, where the events that are settled hold: weights, not divided.
 * False: it has complained. */
static bool
read_together(Session *s, Matrix *to, const Closed *c, const Query *q, const uint32_t uses[2],
              const Node *n)
{
    Diagram d;
    Query joint = {.diagram = &d};
    ReachedRow reached;
    bool *unsettled = find_unsettled(s, c, uses[1]);
    diagram_init(&d);
    diagram_set(&d, &c->diagram);
    for (size_t i = 0; i < q->events.count; i++) {
        const Event *e = &q->events.at[i];
        if (unsettled[d.outputs.at[e->position].wire])
            continue;
        Event x = {.position = e->position, .complement = e->complement};
        array_set(&x.labels, &e->labels);
        array_push(&joint.events, x);
    }
    for (size_t side = 0; side < 2; side++) {
        const Use *u = &d.uses.at[uses[side]];
        for (size_t k = 0; k < u->box->in.count; k++) {
            array_push(&joint.heads, (uint32_t)d.outputs.count);
            diagram_add_output(&d, d.reads.at[u->in + k], NULL);
        }
    }
    bool ok = session_evaluate(s, to, &joint, n, &reached);
    query_clear(&joint);
    diagram_clear(&d);
    memory_free(unsettled);
    return ok;
}

static size_t
row_of(const Matrix *m, const uint32_t *labels)
{
    size_t row = 0;
    for (size_t i = 0; i < m->in.count; i++)
        row = row * m->in.at[i] + labels[i];
    return row;
}

typedef enum Relation { ALWAYS_EQUAL, ONE_IS_POINT, UNDETERMINED } Relation;

static Relation
relation_in(const Matrix *joint, const Matrix *box)
{
    bool equal = true, point = box != NULL;
    size_t half = joint->out.count / 2;
    for (size_t e = 0; e < joint->start.at[1]; e++) {
        const uint32_t *t = matrix_entry_tuple(joint, e);
        bool same = memcmp(t, t + half, half * sizeof *t) == 0;
        equal = equal && same;
        point = point && (row_is_point(box, row_of(box, t)) ||
                          row_is_point(box, row_of(box, t + half)));
    }
    return equal ? ALWAYS_EQUAL : point ? ONE_IS_POINT : UNDETERMINED;
}

static const Box *
source_of(const Diagram *d, uint32_t wire)
{
    for (size_t i = 0; i < d->uses.count; i++)
        if (d->uses.at[i].out <= wire && wire < d->uses.at[i].out + box_outputs(d->uses.at[i].box))
            return d->uses.at[i].box;
    return NULL;
}

/* Do both read points that differ, and has the box no row that is one? */
static bool
surely_differ(const Closed *c, const uint32_t uses[2], const Matrix *box)
{
    const Diagram *d = &c->diagram;
    const Use *one = &d->uses.at[uses[0]], *other = &d->uses.at[uses[1]];
    bool differ = false;
    for (size_t k = 0; !differ && k < one->box->in.count; k++) {
        uint32_t a = d->reads.at[one->in + k], b = d->reads.at[other->in + k];
        differ = a != b && source_of(d, a)->kind == BOX_POINT &&
                 source_of(d, b)->kind == BOX_POINT;
    }
    for (size_t r = 0; differ && box && r < matrix_rows(box); r++)
        differ = !row_is_point(box, r);
    return differ;
}

static bool
relate(Session *s, Relation *to, const Closed *c, const Query *q, const uint32_t uses[2],
       const Node *n)
{
    const Matrix *box = meaning_find(&s->meaning, c->diagram.uses.at[uses[0]].box->id);
    Matrix joint;
    *to = UNDETERMINED;
    if (surely_differ(c, uses, box))
        return true;
    matrix_init_empty(&joint);
    bool ok = read_together(s, &joint, c, q, uses, n);
    if (ok)
        *to = relation_in(&joint, box);
    matrix_clear(&joint);
    return ok;
}

bool
settle_repeats(Session *s, Closed *c, const Query *q, const Node *n, bool *conflict,
               uint32_t uses[2])
{
    bool ok = true;
    *conflict = false;
    for (uint32_t i = 0; ok && !*conflict && i < c->box.count; i++) {
        uint32_t before = UINT32_MAX;
        while (ok && !*conflict && i < c->box.count &&
               closed_repeats(c, i, &before, rows_are_points, s)) {
            Relation relation;
            uses[0] = before;
            uses[1] = i;
            ok = relate(s, &relation, c, q, uses, n);
            *conflict = ok && relation == UNDETERMINED;
            if (ok && relation == ALWAYS_EQUAL) {
                closed_merge(c, i, before);
                before = UINT32_MAX; /* another use stands here now */
            }
        }
    }
    return ok;
}
