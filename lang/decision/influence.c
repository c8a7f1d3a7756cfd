/* influence.c -- decisions, the last one first; see influence.h. */
#include "lang/decision/influence.h"

#include "graph/separation.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_query.h"
#include "lang/decision/complain_decision.h"
#include "lang/decision/observed_decision.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/observed_state.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"
#include "lang/session/meaning.h"

#include <assert.h>
#include <inttypes.h>

enum { ENTRY_BYTES = 128 }; /* of a row and a choice: what it is worth */

void
influence_init(Influence *x, Session *s, const Node *call)
{
    *x = (Influence){.s = s, .call = call};
    utility_init(&x->utility, s, &x->model, call);
    mpq_init(x->value);
}

static void
decision_clear(Decision *d)
{
    for (size_t i = 0; d->worth && i < d->rows * d->options; i++)
        mpq_clear(d->worth[i]);
    memory_free(d->worth);
    memory_free(d->met);
    memory_free(d->best);
    memory_free(d->equals);
    array_clear(&d->known);
    array_clear(&d->moved);
    diagram_clear(&d->policy);
}

void
influence_clear(Influence *x)
{
    for (size_t i = 0; i < x->decisions.count; i++)
        decision_clear(&x->decisions.at[i]);
    utility_clear(&x->utility);
    array_clear(&x->decisions);
    model_clear(&x->model);
    mpq_clear(x->value);
}

/* ---- the call ---- */

static bool
add_decision(Influence *x, uint32_t vertex, const Node *name)
{
    const Vertex *v = &x->model.vertices.at[vertex];
    Decision d = {.vertex = vertex, .options = v->type->size};
    for (size_t i = 0; i < x->decisions.count; i++)
        if (x->decisions.at[i].vertex == d.vertex)
            return complain_decision_twice(&x->s->complain, name->at, v->name);
    if (!d.options)
        return complain_no_carrier(&x->s->complain, name->at, v->type);
    array_push(&x->decisions, d);
    return true;
}

static bool
add_decisions(Influence *x, const Node *name)
{
    WireList vertices = {0};
    bool ok = named_vertices(x->s, &x->model, &vertices, name);
    for (size_t i = 0; ok && i < vertices.count; i++)
        ok = add_decision(x, vertices.at[i], name);
    array_clear(&vertices);
    return ok;
}

static bool
read_call(Influence *x)
{
    const Node *call = x->call, *args = call->kids[1];
    const Node *way = args->count == 1 ? args->kids[0] : NULL;
    if (call->count > 2 || !way || (way->kind != NODE_ARROW && way->kind != NODE_WAY))
        return complain_call(x->s, call);
    const Context *c = x->s->asked;
    if (c->kind == CONTEXT_NONE)
        return complain_no_context(&x->s->complain, call->at);
    x->s->consulted |= CONSULTED_SHAPE | CONSULTED_NUMBERS;
    if (!asks_one_model(x->s, call))
        return false;
    if (c->kind != CONTEXT_MODEL && c->kind != CONTEXT_FROM)
        return complain_decision_in_state(&x->s->complain, call->at, call->kids[0]->text, c->name);
    if (!is_closed_model(x->s, &c->shape, call->at) ||
        (c->kind == CONTEXT_FROM && !is_observed(x->s, c, call)))
        return false;
    model_set(&x->model, &c->model);
    bool ok = true;
    for (uint32_t i = 0; ok && i + 1 < way->count; i++)
        ok = node_is_name(way->kids[i]) ? add_decisions(x, way->kids[i])
                                        : complain_call(x->s, call);
    return ok && utility_read(&x->utility, way->kids[way->count - 1]);
}

/* ---- what is known ---- */

/* From a state the box that is put in is a plan, which says where it is from. */
static Name
plan_source(Influence *x)
{
    return x->s->asked->kind == CONTEXT_FROM ? names_add_text(&x->s->names, "best") : NULL;
}

/* The decision is drawn at random, whatever it knows. */
static void
put_random(Influence *x, const Decision *d)
{
    Diagram m = {0};
    const Vertex *v = &x->model.vertices.at[d->vertex];
    for (size_t i = 0; i < d->known.count; i++)
        diagram_add_input(&m, x->model.vertices.at[d->known.at[i]].type, NULL);
    uint32_t wire = diagram_add_uniform(&m, x->s->signature.uniform, v->type, 0);
    diagram_add_output(&m, wire, v->name);
    model_fix(&x->model, d->vertex, &d->known, &m, plan_source(x));
}

static void
know(const Influence *x, Decision *d, uint32_t v)
{
    if (v != d->vertex && !x->model.vertices.at[v].latent && !wires_has(&d->known, v))
        array_push(&d->known, v);
}

/* What each decision knows: what it reads, and what the earlier ones knew and were. */
static void
find_known(Influence *x)
{
    for (size_t i = 0; i < x->decisions.count; i++) {
        Decision *d = &x->decisions.at[i];
        const WireList *parents = &x->model.vertices.at[d->vertex].parents;
        for (size_t k = 0; k < parents->count; k++)
            know(x, d, parents->at[k]);
        if (i > 0) {
            const Decision *before = &x->decisions.at[i - 1];
            for (size_t k = 0; k < before->known.count; k++)
                know(x, d, before->known.at[k]);
            know(x, d, before->vertex);
        }
    }
    for (size_t i = 0; i < x->decisions.count; i++)
        put_random(x, &x->decisions.at[i]);
    WireList cycle = {0};
    bool sorted = model_sort(&x->model, &cycle);
    assert(sorted); /* no decision has an influence on an earlier one */
    (void)sorted;
    array_clear(&cycle);
}

/* Does no decision have an influence on an earlier one? */
static bool
check_order(const Influence *x)
{
    Graph g = {0};
    graph_make(&g, &x->model);
    bool ok = true;
    for (size_t j = 1; ok && j < x->decisions.count; j++) {
        VertexSet below;
        WireList from = {0};
        const uint32_t later = x->decisions.at[j].vertex;
        vertex_set_init(&below, g.count);
        array_push(&from, later);
        reach(&below, &g.children, &from, NULL);
        for (size_t i = 0; ok && i < j; i++)
            if (below.has[x->decisions.at[i].vertex])
                ok = complain_decision_order(&x->s->complain, x->call->at,
                                             x->model.vertices.at[x->decisions.at[i].vertex].name,
                                             x->model.vertices.at[later].name);
        array_clear(&from);
        vertex_set_clear(&below);
    }
    graph_clear(&g);
    return ok;
}

/* The terms that d has an influence on. */
static void
find_moved(const Influence *x, Decision *d, const Graph *g, WireList *vertices)
{
    VertexSet below;
    WireList from = {0};
    vertex_set_init(&below, g->count);
    array_push(&from, d->vertex);
    reach(&below, &g->children, &from, NULL);
    for (size_t i = 0; i < x->utility.terms.count; i++) {
        uint32_t v = x->utility.terms.at[i].vertex;
        if (!below.has[v])
            continue;
        array_push(&d->moved, i);
        if (v != d->vertex && !wires_has(vertices, v))
            array_push(vertices, v);
    }
    array_clear(&from);
    vertex_set_clear(&below);
}

/* Does the i-th thing that d knows tell nothing of these vertices beside d and the rest of it? */
static bool
is_idle(const Influence *x, const Decision *d, size_t i, const WireList *vertices)
{
    Graph g = {0};
    WireList one = {0}, rest = {0};
    array_push(&one, d->known.at[i]);
    array_push(&rest, d->vertex);
    for (size_t k = 0; k < d->known.count; k++)
        if (k != i)
            array_push(&rest, d->known.at[k]);
    graph_make(&g, &x->model);
    bool idle = !vertices->count || separated(&g, NULL, &one, vertices, &rest);
    array_clear(&one);
    array_clear(&rest);
    graph_clear(&g);
    return idle;
}

/* Leaves out what d knows and cannot use. */
static bool
forget_idle(Influence *x, Decision *d)
{
    Graph g = {0};
    WireList vertices = {0};
    graph_make(&g, &x->model);
    find_moved(x, d, &g, &vertices);
    graph_clear(&g);
    bool again = true, ok = true;
    while (again && ok) {
        again = false;
        for (size_t i = d->known.count; ok && i-- > 0;) {
            ok = budget_step(&x->s->budget, x->model.vertices.count) ||
                 complain_stopped(&x->s->complain, &x->s->budget, x->call->at);
            if (!ok || !is_idle(x, d, i, &vertices))
                continue;
            for (size_t k = i; k + 1 < d->known.count; k++)
                d->known.at[k] = d->known.at[k + 1];
            d->known.count--;
            put_random(x, d);
            again = true;
        }
    }
    array_clear(&vertices);
    return ok;
}

/* ---- what it is worth ---- */

/* The states of a term's vertex for each value of what d knows and is; d NULL: its state. */
static bool
ask_rows(Influence *x, const UtilityTerm *t, const Decision *d, Matrix *to)
{
    WireList outputs = {0};
    Diagram diagram = {0};
    Query q = {.diagram = &diagram};
    if (d) {
        wires_add(&outputs, &d->known);
        array_push(&outputs, d->vertex);
    }
    for (uint32_t i = 0; i < outputs.count; i++)
        array_push(&q.givens, ((Given){.input = false, .position = i}));
    array_push(&q.heads, (uint32_t)outputs.count);
    array_push(&outputs, t->vertex);
    model_diagram(&diagram, &x->model, &outputs);
    ReachedRow reached;
    bool ok = session_evaluate(x->s, to, &q, x->call, &reached);
    if (ok && reached.box)
        ok = complain_undefined_inside(&x->s->complain, x->call->at, reached.box, reached.event);
    query_clear(&q);
    diagram_clear(&diagram);
    array_clear(&outputs);
    return ok;
}

static bool
is_observed_only(const Influence *x)
{
    return x->s->asked->kind == CONTEXT_FROM;
}

/* The mean of a term for each value of what d knows and is; d NULL: its mean. */
static bool
ask_mean(Influence *x, const UtilityTerm *t, const Decision *d, Matrix *to)
{
    return (is_observed_only(x) ? observed_rows(x->s, &x->model, x->call, t->vertex, d, to)
                                : ask_rows(x, t, d, to)) &&
           utility_means(&x->utility, t, to);
}

static bool
add_worth(Influence *x, Decision *d, const UtilityTerm *t)
{
    Matrix m;
    mpq_t value;
    mpq_init(value);
    matrix_init_empty(&m);
    bool ok = ask_mean(x, t, d, &m);
    for (size_t r = 0; ok && r < d->rows * d->options; r++) {
        if (!is_observed_only(x))
            d->met[r / d->options] = !m.undefined.at[r];
        if (m.undefined.at[r])
            continue;
        matrix_entry(value, &m, r, NULL);
        ok = utility_add(&x->utility, d->worth[r], value);
    }
    matrix_clear(&m);
    mpq_clear(value);
    return ok;
}

/* A function of so many values is not made. */
static bool
refuse_rows(Influence *x, const Decision *d, uint64_t rows)
{
    char entries[30];
    snprintf(entries, sizeof entries, "%" PRIu64, rows * d->options);
    return complain_too_large(&x->s->complain, x->call->at, entries,
                              x->s->budget.bytes / ENTRY_BYTES);
}

/* Room for all rows, if that can be had. */
static bool
make_rows(Influence *x, Decision *d)
{
    uint64_t rows = 1, most = UINT64_MAX / 1024 / d->options;
    for (size_t i = 0; i < d->known.count; i++) {
        uint32_t size = x->model.vertices.at[d->known.at[i]].type->size;
        if (!size)
            return complain_no_carrier(&x->s->complain, x->call->at,
                                       x->model.vertices.at[d->known.at[i]].type);
        rows = rows > most / size ? most : rows * size;
    }
    if (x->s->budget.bytes && rows > x->s->budget.bytes / ENTRY_BYTES / d->options)
        return refuse_rows(x, d, rows);
    d->rows = (size_t)rows;
    d->worth = memory_new(d->rows * d->options, sizeof *d->worth);
    for (size_t i = 0; i < d->rows * d->options; i++)
        mpq_init(d->worth[i]);
    d->met = memory_new(d->rows, sizeof *d->met);
    d->best = memory_new(d->rows, sizeof *d->best);
    d->equals = memory_new(d->rows, sizeof *d->equals);
    return true;
}

static void
choose(Decision *d)
{
    for (size_t r = 0; r < d->rows; r++) {
        mpq_t *worth = &d->worth[r * d->options];
        for (uint32_t i = 0; i < d->options; i++) {
            int order = i ? mpq_cmp(worth[i], worth[d->best[r]]) : 1;
            d->best[r] = order > 0 ? i : d->best[r];
            d->equals[r] = order > 0 ? 1 : d->equals[r] + (order == 0);
        }
    }
}

/* The function of what was chosen, in the place of the decision. */
static void
put_policy(Influence *x, Decision *d)
{
    Value v = {0};
    Matrix m;
    SizeList in = {0}, out = {0};
    PortList from = {0}, to = {0};
    const Vertex *vertex = &x->model.vertices.at[d->vertex];
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    for (size_t i = 0; i < d->known.count; i++) {
        const Vertex *k = &x->model.vertices.at[d->known.at[i]];
        array_push(&from, ((Port){k->name, k->type}));
    }
    array_push(&to, ((Port){vertex->name, vertex->type}));
    ports_to_sizes(&in, &from);
    ports_to_sizes(&out, &to);
    matrix_init(&m, &in, &out);
    for (size_t r = 0; r < d->rows; r++) {
        matrix_add_entry(&m, &d->best[r], one);
        matrix_end_row(&m, false);
    }
    value_take_matrix(&v, &m, &from, &to, false);
    function_to_diagram(x->s, &d->policy, &v);
    Diagram copy = {0};
    diagram_set(&copy, &d->policy);
    model_fix(&x->model, d->vertex, &d->known, &copy, plan_source(x));
    value_clear(&v);
    matrix_clear(&m);
    array_clear(&in);
    array_clear(&out);
    array_clear(&from);
    array_clear(&to);
    mpq_clear(one);
}

static bool
decide(Influence *x, Decision *d)
{
    bool ok = forget_idle(x, d) && make_rows(x, d);
    for (size_t r = 0; ok && r < d->rows; r++)
        d->met[r] = true;
    if (ok && is_observed_only(x) && d->moved.count)
        ok = observed_met(x->s, &x->model, x->call, d);
    for (size_t i = 0; ok && i < d->moved.count; i++)
        ok = add_worth(x, d, &x->utility.terms.at[d->moved.at[i]]);
    if (!ok)
        return false;
    choose(d);
    put_policy(x, d);
    return true;
}

static bool
find_value(Influence *x)
{
    Matrix m;
    mpq_t value;
    mpq_init(value);
    mpq_set(x->value, x->utility.constant);
    bool ok = true;
    for (size_t i = 0; ok && i < x->utility.terms.count; i++) {
        matrix_init_empty(&m);
        ok = ask_mean(x, &x->utility.terms.at[i], NULL, &m);
        if (ok) {
            matrix_entry(value, &m, 0, NULL);
            ok = utility_add(&x->utility, x->value, value);
        }
        matrix_clear(&m);
    }
    mpq_clear(value);
    return ok;
}

bool
influence_solve(Influence *x)
{
    bool ok = read_call(x) && check_order(x);
    if (ok)
        find_known(x);
    for (size_t i = x->decisions.count; ok && i-- > 0;)
        ok = decide(x, &x->decisions.at[i]);
    return ok && find_value(x);
}
