/* slice.c -- see slice.h.  The points are boxes that this file owns; they are in no signature,
 * since networks look only at the kind and the label of a point. */
#include "network/slice.h"

static void
make_query(Query *q, const Diagram *d, size_t givens)
{
    q->diagram = d;
    for (uint32_t i = 0; i < d->outputs.count; i++) {
        if (i < givens)
            array_push(&q->givens, ((Given){false, i}));
        else
            array_push(&q->heads, i);
    }
    for (uint32_t i = 0; i < d->inputs.count; i++)
        array_push(&q->givens, ((Given){true, i}));
}

static void
make_points(Slice *s, const Diagram *state, size_t any)
{
    bool *read = diagram_used(state);
    array_add_zeroed(&s->points, any);
    for (uint32_t i = 0; i < any; i++) {
        uint32_t wire = state->inputs.at[state->inputs.count - any + i].wire;
        Box *point = &s->points.at[i];
        point->kind = BOX_POINT;
        point->deterministic = true;
        array_push(&point->out, state->wires.at[wire]);
        if (read[wire])
            array_push(&s->moves, i);
    }
    memory_free(read);
}

/* The state with the points on its idle inputs. */
static void
make_diagram(Slice *s, const Diagram *state, size_t any)
{
    size_t kept = state->inputs.count - any;
    WireList in = {0}, out = {0};
    for (size_t i = 0; i < state->inputs.count; i++) {
        End e = state->inputs.at[i];
        array_push(&in, i < kept ? diagram_add_input(&s->diagram, state->wires.at[e.wire], e.name)
                                 : diagram_add_box(&s->diagram, &s->points.at[i - kept], NULL, 0));
    }
    array_add_zeroed(&out, state->outputs.count);
    diagram_add(&s->diagram, state, in.at, out.at);
    for (size_t i = 0; i < state->outputs.count; i++)
        diagram_add_output(&s->diagram, out.at[i], state->outputs.at[i].name);
    array_clear(&in);
    array_clear(&out);
}

void
slice_init(Slice *s, const Conditional *c)
{
    *s = (Slice){0};
    if (c->any) {
        make_points(s, &c->state, c->any);
        make_diagram(s, &c->state, c->any);
    }
    make_query(&s->query, c->any ? &s->diagram : &c->state, c->givens);
}

void
slice_clear(Slice *s)
{
    for (size_t i = 0; i < s->points.count; i++)
        array_clear(&s->points.at[i].out);
    array_clear(&s->points);
    array_clear(&s->moves);
    diagram_clear(&s->diagram);
    query_clear(&s->query);
}

bool
slice_next(Slice *s)
{
    for (size_t i = s->moves.count; i-- > 0;) {
        Box *point = &s->points.at[s->moves.at[i]];
        if (point->point + 1 < point->out.at[0]->size) {
            point->point++;
            return true;
        }
        point->point = 0;
    }
    return false;
}

void
slice_set_uniform(Slice *s, bool uniform)
{
    for (size_t i = 0; i < s->moves.count; i++)
        s->points.at[s->moves.at[i]].kind = uniform ? BOX_UNIFORM : BOX_POINT;
}

uint32_t
slice_count(const Slice *s, uint32_t most)
{
    uint64_t count = 1;
    for (size_t i = 0; i < s->moves.count && count < most; i++)
        count *= s->points.at[s->moves.at[i]].out.at[0]->size;
    return count >= most ? most : count ? (uint32_t)count : 1;
}
