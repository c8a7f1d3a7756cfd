/* noise_model.c -- response types as hidden causes; see noise_model.h. */
#include "bounds/noise_model.h"

#include "base/saturate.h"
#include "worlds/decide.h"

void
noise_model_init(NoiseModel *n, const Model *m, const Projection *p, const Responses *r)
{
    WireList cycle = {0};
    *n = (NoiseModel){.responses = r};
    signature_init(&n->signature);
    projected_model(&n->model, m, p);
    n->first = (uint32_t)n->model.vertices.count;
    for (uint32_t i = 0; i < r->components.count; i++) {
        const ResponseComponent *c = &r->components.at[i];
        Vertex cause = {.type = signature_add_type(&n->signature, NULL), .latent = true};
        for (size_t k = 0; k < c->vertices.count; k++)
            array_push(&n->model.vertices.at[c->vertices.at[k].vertex].parents, n->first + i);
        array_push(&n->model.vertices, cause);
    }
    bool sorted = model_sort(&n->model, &cycle);
    (void)sorted; /* a projection has no cycle */
    array_clear(&cycle);
}

void
noise_model_clear(NoiseModel *n)
{
    model_clear(&n->model);
    meaning_clear(&n->meaning);
    signature_clear(&n->signature);
}

/* ---- mechanisms ---- */

/* A box with this meaning, which is swapped in, as the mechanism of v. */
static void
set_mechanism(NoiseModel *n, uint32_t vertex, const TypeList *in, Matrix *m)
{
    Vertex *v = &n->model.vertices.at[vertex];
    TypeList out = {0};
    WireList reads = {0};
    array_push(&out, v->type);
    Box *box = signature_add_box(&n->signature, "_", in, &out);
    box->deterministic = matrix_is_function(m);
    diagram_clear(&v->mechanism);
    for (size_t i = 0; i < in->count; i++)
        array_push(&reads, diagram_add_input(&v->mechanism, in->at[i], NULL));
    uint32_t wire = diagram_add_box(&v->mechanism, box, reads.at, 0);
    diagram_add_output(&v->mechanism, wire, NULL);
    meaning_add(&n->meaning, box->id, m);
    array_clear(&reads);
    array_clear(&out);
}

/* What the response types say of one vertex: a function of its parents and of the cause. */
static bool
weigh_vertex(NoiseModel *n, const ResponseComponent *c, const ResponseVertex *v,
             const LinearWeights *q, const Type *cause, Budget *b)
{
    TypeList types = {0};
    SizeList in = {0}, out = {0};
    Matrix m;
    uint64_t entries = saturate_times(v->rows, cause->size);
    if (!budget_allows(b, saturate_times(entries, MATRIX_ENTRY_BYTES + sizeof(size_t) + 1)))
        return false;
    for (size_t i = 0; i < v->parents.count; i++)
        array_push(&types, n->model.vertices.at[v->parents.at[i]].type);
    array_push(&types, cause);
    for (size_t i = 0; i < types.count; i++)
        array_push(&in, types.at[i]->size);
    array_push(&out, v->size);
    matrix_init(&m, &in, &out);
    matrix_reserve(&m, entries, entries);
    bool going = true;
    for (uint32_t r = 0; going && r < v->rows; r++) {
        for (uint32_t k = 0; k < cause->size; k++) {
            uint32_t type = c->kept.at[q ? q->at[k].index : k];
            uint32_t label = response_label(c, type, v->site + r);
            matrix_add_word(&m, &label, 1, 1);
            matrix_end_row(&m, false);
        }
        going = budget_step(b, cause->size);
    }
    set_mechanism(n, v->vertex, &types, &m);
    matrix_clear(&m);
    array_clear(&out);
    array_clear(&in);
    array_clear(&types);
    return going;
}

static void
weigh_cause(NoiseModel *n, uint32_t vertex, const LinearWeights *q)
{
    Vertex *v = &n->model.vertices.at[vertex];
    SizeList none = {0}, out = {0};
    TypeList no_types = {0};
    if (!q) {
        diagram_clear(&v->mechanism);
        uint32_t wire = diagram_add_uniform(&v->mechanism, n->signature.uniform, v->type, 0);
        diagram_add_output(&v->mechanism, wire, NULL);
        return;
    }
    Matrix m;
    array_push(&out, v->type->size);
    matrix_init(&m, &none, &out);
    for (uint32_t k = 0; k < q->count; k++)
        matrix_add_entry(&m, &k, &q->at[k].weight);
    matrix_end_row(&m, false);
    set_mechanism(n, vertex, &no_types, &m);
    matrix_clear(&m);
    array_clear(&out);
}

bool
noise_model_weigh(NoiseModel *n, uint32_t component, const LinearWeights *q, Budget *b)
{
    const ResponseComponent *c = &n->responses->components.at[component];
    uint32_t vertex = n->first + component;
    Type *cause = signature_add_type(&n->signature, NULL);
    type_set_range(cause, 0, (uint32_t)(q ? q->count : c->kept.count));
    n->model.vertices.at[vertex].type = cause;
    weigh_cause(n, vertex, q);
    bool going = true;
    for (size_t i = 0; going && i < c->vertices.count; i++)
        going = weigh_vertex(n, c, &c->vertices.at[i], q, cause, b);
    return going;
}

bool
noise_model_fix(NoiseModel *n, uint32_t component, const Matrix *table, Budget *b)
{
    const ResponseVertex *v = &n->responses->components.at[component].vertices.at[0];
    Vertex *cause = &n->model.vertices.at[n->first + component];
    Type *t = signature_add_type(&n->signature, NULL);
    TypeList types = {0};
    SizeList in = {0};
    Matrix m;
    if (!budget_allows(b, matrix_bytes(table)))
        return false;
    type_set_range(t, 0, 1);
    cause->type = t;
    weigh_cause(n, n->first + component, NULL);
    for (size_t i = 0; i < v->parents.count; i++)
        array_push(&types, n->model.vertices.at[v->parents.at[i]].type);
    array_push(&types, t);
    for (size_t i = 0; i < types.count; i++)
        array_push(&in, types.at[i]->size);
    matrix_init(&m, &in, &table->out);
    for (size_t r = 0; r < matrix_rows(table); r++) {
        for (size_t e = table->start.at[r]; e < table->start.at[r + 1]; e++)
            matrix_add_entry(&m, matrix_entry_tuple(table, e), &table->weight.at[e]);
        matrix_end_row(&m, table->undefined.at[r]);
    }
    set_mechanism(n, v->vertex, &types, &m);
    matrix_clear(&m);
    array_clear(&in);
    array_clear(&types);
    return true;
}

/* ---- questions ---- */

void
noise_model_ask(const NoiseModel *n, WorldQuestion *q)
{
    for (uint32_t i = 0; i < n->responses->components.count; i++)
        array_push(&q->atoms, ((Atom){.vertex = n->first + i, .world = q->plain, .free = true}));
}

Outcome
noise_model_evaluate(Matrix *to, NoiseModel *n, const Grown *g, const bool *counts, Trouble *t,
                     Budget *b)
{
    Closed c = {0};
    Query q = {0};
    Outcome o = OUTCOME_STOPPED;
    if (closed_make(&c, g, counts, &n->signature, b)) {
        closed_query(&q, &c, g, false);
        o = evaluate(to, &q, &n->meaning, b, t);
    }
    query_clear(&q);
    closed_clear(&c);
    return o;
}
