/* response.c -- response types of components; see response.h. */
#include "bounds/response.h"

#include "base/saturate.h"

static void
component_clear(ResponseComponent *c)
{
    for (size_t i = 0; i < c->vertices.count; i++)
        array_clear(&c->vertices.at[i].parents);
    array_clear(&c->vertices);
    array_clear(&c->outside);
    array_clear(&c->place);
    array_clear(&c->size);
    array_clear(&c->given);
    array_clear(&c->kept);
    array_clear(&c->idle);
}

void
responses_clear(Responses *r)
{
    for (size_t i = 0; i < r->components.count; i++)
        component_clear(&r->components.at[i]);
    array_clear(&r->components);
    array_clear(&r->component_of);
    array_clear(&r->order);
    memory_free(r->rank);
    *r = (Responses){0};
}

/* ---- making ---- */

static void
add_vertex(ResponseComponent *c, const Responses *r, const Projection *p, uint32_t v)
{
    size_t count;
    const uint32_t *parents = rows_at(&p->parents, v, &count);
    ResponseVertex x = {.vertex = v, .site = c->sites};
    uint64_t rows = 1;
    x.size = r->model->vertices.at[v].type->size;
    for (size_t i = 0; i < count; i++) {
        array_push(&x.parents, parents[i]);
        rows = saturate_times(rows, r->model->vertices.at[parents[i]].type->size);
    }
    for (uint64_t i = 0; i < rows && rows <= RESPONSES_MAX; i++) {
        array_push(&c->size, x.size);
        array_push(&c->given, UINT32_MAX);
    }
    c->wide = c->wide || rows > RESPONSES_MAX;
    x.rows = rows > UINT32_MAX ? UINT32_MAX : (uint32_t)rows;
    c->sites = (uint32_t)c->size.count;
    array_push(&c->vertices, x);
}

static void
find_outside(ResponseComponent *c, const WireList *members, const Responses *r)
{
    for (size_t i = 0; i < c->vertices.count; i++) {
        const WireList *parents = &c->vertices.at[i].parents;
        for (size_t k = 0; k < parents->count; k++)
            if (!wires_has(members, parents->at[k]) && !wires_has(&c->outside, parents->at[k]))
                array_push(&c->outside, parents->at[k]);
    }
    sort_by_rank(&c->outside, r->rank);
}

/* Is there a group that all the members are in? */
static bool
is_single(const Projection *p, const WireList *members)
{
    size_t groups, count;
    const uint32_t *of = rows_at(&p->groups_of, members->at[0], &groups);
    bool single = members->count == 1;
    for (size_t i = 0; !single && i < groups; i++) {
        const uint32_t *group = rows_at(&p->groups, of[i], &count);
        size_t in = 0;
        for (size_t k = 0; k < count; k++)
            in += wires_has(members, group[k]);
        single = in == members->count;
    }
    return single;
}

static void
add_component(Responses *to, const Projection *p, const WireList *members)
{
    ResponseComponent c = {.single = is_single(p, members)};
    for (size_t i = 0; i < members->count; i++) {
        to->component_of.at[members->at[i]] = (uint32_t)to->components.count;
        add_vertex(&c, to, p, members->at[i]);
    }
    find_outside(&c, members, to);
    array_push(&to->components, c);
}

void
responses_make(Responses *to, const Model *m, const Projection *p)
{
    VertexSet observed;
    SetList sets = {0};
    responses_clear(to);
    to->model = m;
    array_set(&to->order, &p->order);
    to->rank = memory_new(m->vertices.count, sizeof *to->rank);
    memcpy(to->rank, p->rank, m->vertices.count * sizeof *to->rank);
    for (size_t v = 0; v < m->vertices.count; v++)
        array_push(&to->component_of, UINT32_MAX);
    vertex_set_init(&observed, (uint32_t)m->vertices.count);
    vertex_set_add_all(&observed, &p->order);
    components(&sets, p, &observed);
    for (size_t i = 0; i < sets.count; i++)
        add_component(to, p, &sets.at[i]);
    set_list_clear(&sets);
    vertex_set_clear(&observed);
}

/* ---- response types ---- */

uint32_t
response_row(const Responses *r, const ResponseVertex *v, const uint32_t *label_of)
{
    uint32_t row = 0;
    for (size_t i = 0; i < v->parents.count; i++) {
        uint32_t parent = v->parents.at[i];
        row = row * r->model->vertices.at[parent].type->size + label_of[parent];
    }
    return v->site + row;
}

/* The places of the sites that are free, and how many response types there are. */
static void
find_places(ResponseComponent *c)
{
    c->place.count = 0;
    c->all = c->wide ? UINT64_MAX : 1;
    for (uint32_t i = 0; i < c->sites && !c->wide; i++) {
        array_push(&c->place, c->all);
        if (c->given.at[i] == UINT32_MAX)
            c->all = saturate_times(c->all, c->size.at[i]);
    }
}

Listing
response_list(ResponseComponent *c, uint64_t most, Budget *b)
{
    if (c->listed)
        return LISTING_DONE;
    find_places(c);
    if (c->all > most || c->all > RESPONSES_MAX)
        return LISTING_LARGE;
    if (!budget_allows(b, c->all * sizeof *c->kept.at))
        return LISTING_STOPPED;
    bool going = true;
    for (uint32_t i = 0; going && i < c->all; i++) {
        array_push(&c->kept, i);
        going = i % 4096 || budget_step(b, 400);
    }
    c->listed = going;
    return going ? LISTING_DONE : LISTING_STOPPED;
}
