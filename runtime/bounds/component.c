/* component.c -- the program of each component, and what is assumed of it; see finding.h. */
#include "bounds/finding.h"

void
weights_empty(LinearWeights *w)
{
    for (size_t i = 0; i < w->count; i++)
        mpq_clear(&w->at[i].weight);
    w->count = 0;
}

/* ---- one component ---- */

BoundVerdict
component_list(Bound *b, uint32_t component, Budget *budget)
{
    b->component = component;
    switch (response_list(&b->responses.components.at[component], b->types, budget)) {
    case LISTING_DONE: return BOUND_FOUND;
    case LISTING_LARGE: return BOUND_LARGE;
    case LISTING_STOPPED: break;
    }
    return BOUND_STOPPED;
}

/* The joint state of what is seen of a component: what is outside, then its vertices. */
static bool
read_joint(Matrix *to, const Bound *b, const ResponseComponent *seen, size_t experiment)
{
    WireList vertices = {0};
    wires_add(&vertices, &seen->outside);
    for (size_t i = 0; i < seen->vertices.count; i++)
        array_push(&vertices, seen->vertices.at[i].vertex);
    bool ok = !b->data || b->data(to, &vertices, experiment, b->more);
    array_clear(&vertices);
    return ok;
}

static BoundVerdict
add_experiment(Bound *b, uint32_t component, size_t i, Budget *budget)
{
    DataRows *rows = &b->rows.at[component];
    Matrix joint;
    matrix_init_empty(&joint);
    BoundVerdict v = BOUND_FOUND;
    if (!read_joint(&joint, b, data_rows_view(rows, &b->experiments.at[i]), i + 1))
        v = BOUND_DATA;
    else if (!data_rows_add(rows, &joint, budget))
        v = BOUND_STOPPED;
    matrix_clear(&joint);
    return v;
}

/* What the component's one vertex is known to do, where there is data or it is all that is known;
 * else NULL. */
static const Matrix *
table_of(const Bound *b, uint32_t component)
{
    const ResponseComponent *c = &b->responses.components.at[component];
    return b->data || b->known ? meaning_find(&b->tables, c->vertices.at[0].vertex) : NULL;
}

static BoundVerdict
read_rows(Bound *b, uint32_t component, Budget *budget)
{
    const ResponseComponent *c = &b->responses.components.at[component];
    Matrix joint;
    matrix_init_empty(&joint);
    BoundVerdict v = BOUND_FOUND;
    if (!read_joint(&joint, b, c, 0))
        v = BOUND_DATA;
    else if (!data_rows_make(&b->rows.at[component], &b->responses, c, b->data ? &joint : NULL,
                             table_of(b, component), budget))
        v = BOUND_STOPPED;
    else if (b->rows.at[component].undefined)
        v = BOUND_UNDEFINED;
    else if (b->rows.at[component].differs != SIZE_MAX)
        v = BOUND_DIFFERS;
    matrix_clear(&joint);
    for (size_t i = 0; v == BOUND_FOUND && b->data && i < b->experiments.count; i++)
        v = add_experiment(b, component, i, budget);
    if (v == BOUND_FOUND && b->data)
        data_rows_complete(&b->rows.at[component]);
    return v;
}

static BoundVerdict
make_program(Bound *b, uint32_t component, Budget *budget)
{
    b->component = component;
    if (!b->responses.components.at[component].kept.count)
        return BOUND_REFUSED;
    return data_rows_program(&b->programs.at[component], &b->rows.at[component], budget)
               ? BOUND_FOUND
               : BOUND_STOPPED;
}

BoundVerdict
program_solve(Bound *b, uint32_t component, LinearEnd *end, LinearSense sense, Budget *budget)
{
    b->linear_result = linear_solve(end, &b->programs.at[component], sense, budget);
    switch (b->linear_result) {
    case LINEAR_SOLVED: return BOUND_FOUND;
    case LINEAR_STOPPED: return BOUND_STOPPED;
    case LINEAR_INFEASIBLE: break;
    default: return BOUND_LINEAR;
    }
    LinearNumbers old = b->proof;
    b->component = component;
    b->proof = end->y;
    end->y = old;
    return BOUND_INFEASIBLE;
}

BoundVerdict
component_point(Bound *b, uint32_t component, Budget *budget)
{
    LinearEnd end;
    Linear *p = &b->programs.at[component];
    LinearWeights *point = &b->point.at[component];
    mpq_t zero;
    if (point->count)
        return BOUND_FOUND;
    mpq_init(zero);
    for (size_t i = 0; i < b->responses.components.at[component].kept.count; i++)
        linear_set_cost(p, i, zero);
    mpq_clear(zero);
    linear_end_init(&end);
    BoundVerdict v = program_solve(b, component, &end, LINEAR_LEAST, budget);
    if (v == BOUND_FOUND) {
        LinearWeights old = *point;
        *point = end.q;
        end.q = old;
    }
    linear_end_clear(&end);
    return v;
}

BoundVerdict
component_read(Bound *b, uint32_t component, Budget *budget)
{
    BoundVerdict v = component_list(b, component, budget);
    if (v == BOUND_FOUND)
        v = read_rows(b, component, budget);
    if (v == BOUND_FOUND)
        v = make_program(b, component, budget);
    return v;
}

/* ---- what is assumed ---- */

/* Does what is assumed forbid the entry of a joint distribution? */
static bool
forbids(const Assumed *a, const uint32_t *tuple)
{
    switch (a->form) {
    case ASSUMED_NEVER: break;
    case ASSUMED_EQUAL: return tuple[0] != tuple[1];
    case ASSUMED_AT_LEAST: return tuple[0] < tuple[1];
    case ASSUMED_AT_MOST: return tuple[0] > tuple[1];
    }
    return true;
}

/* The response types of the component for which nothing forbidden happens. */
static void
drop_types(ResponseComponent *c, const Assumed *a, const Matrix *m)
{
    bool *bad = memory_new(c->kept.count + 1, sizeof *bad);
    for (size_t e = 0; e < m->weight.count; e++) {
        const uint32_t *tuple = matrix_entry_tuple(m, e);
        if (forbids(a, tuple))
            bad[tuple[m->out.count - 1]] = true;
    }
    size_t left = 0;
    for (size_t i = 0; i < c->kept.count; i++)
        if (!bad[i])
            c->kept.at[left++] = c->kept.at[i];
    c->kept.count = left;
    memory_free(bad);
}

/* Other components than `main` must be settled: then they are at any point. */
static BoundVerdict
weigh_others(Finding *f, const BoundPart *p, uint32_t main)
{
    Bound *b = f->b;
    BoundVerdict v = BOUND_FOUND;
    for (size_t w = 0; v == BOUND_FOUND && w < p->grown.wires.count; w++) {
        uint32_t vertex = p->grown.wires.at[w].vertex;
        if (!p->needed[w] || vertex >= b->noise.first)
            continue;
        uint32_t component = b->responses.component_of.at[vertex];
        if (!b->matters[component])
            continue;
        bool settles = component == main;
        if (!settles && (b->data || b->known))
            v = part_settles(f, p, component, &settles);
        if (v == BOUND_FOUND && !settles)
            v = BOUND_SPREAD;
        if (v == BOUND_FOUND && component != main)
            v = component_point(b, component, f->budget);
        if (v == BOUND_FOUND &&
            !noise_model_weigh(&b->noise, component,
                               component == main ? NULL : &b->point.at[component], f->budget))
            v = BOUND_STOPPED;
    }
    return v;
}

static BoundVerdict
assume(Finding *f, size_t i)
{
    Bound *b = f->b;
    const Assumed *a = &b->assumed.at[i];
    BoundPart *p = &f->assumed.at[i];
    uint32_t main = b->responses.component_of.at[a->question.atoms.at[0].vertex];
    size_t cause = a->question.atoms.count - b->responses.components.count + main;
    Matrix m;
    b->term = (uint32_t)i;
    if (p->never)
        return BOUND_FOUND;
    BoundVerdict v = weigh_others(f, p, main);
    if (v != BOUND_FOUND)
        return v;
    matrix_init_empty(&m);
    p->counts[cause] = true;
    b->outcome = noise_model_evaluate(&m, &b->noise, &p->grown, p->counts, &b->trouble, f->budget);
    p->counts[cause] = false;
    if (b->outcome == OUTCOME_DONE)
        drop_types(&b->responses.components.at[main], a, &m);
    matrix_clear(&m);
    if (b->outcome != OUTCOME_DONE)
        return b->outcome == OUTCOME_STOPPED ? BOUND_STOPPED : BOUND_OUTCOME;
    weights_empty(&b->point.at[main]);
    return make_program(b, main, f->budget);
}

BoundVerdict
finding_assume(Finding *f)
{
    BoundVerdict v = BOUND_FOUND;
    for (size_t i = 0; v == BOUND_FOUND && i < f->b->assumed.count; i++)
        v = assume(f, i);
    return v;
}

BoundVerdict
finding_read_data(Finding *f)
{
    Bound *b = f->b;
    BoundVerdict v = BOUND_FOUND;
    for (uint32_t i = 0; i < b->responses.components.count; i++) {
        b->component = i;
        if (!b->matters[i] || b->responses.components.at[i].single)
            continue;
        if (!b->outer)
            return BOUND_LATENTS;
        b->is_outer = true;
    }
    for (uint32_t i = 0; v == BOUND_FOUND && i < b->responses.components.count; i++)
        if (b->matters[i])
            v = component_list(b, i, f->budget);
    for (uint32_t i = 0; v == BOUND_FOUND && i < b->responses.components.count; i++)
        if (b->matters[i])
            v = component_read(b, i, f->budget);
    return v;
}
