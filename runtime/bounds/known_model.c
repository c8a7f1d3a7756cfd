/* known_model.c -- mechanisms as tables; see known_model.h. */
#include "bounds/known_model.h"

#include "base/saturate.h"
#include "evaluate/evaluate.h"

void
known_model_init(KnownModel *k)
{
    *k = (KnownModel){0};
    signature_init(&k->signature);
}

void
known_model_clear(KnownModel *k)
{
    model_clear(&k->model);
    meaning_clear(&k->table);
    array_clear(&k->uses);
    signature_clear(&k->signature);
}

typedef struct Making {
    KnownModel *to;
    Meaning *meaning;
    Trouble trouble;
    Budget *b;
} Making;

/* ---- tables ---- */

static void
set_table(Making *x, uint32_t vertex, Matrix *m)
{
    meaning_add(&x->to->table, vertex, m);
}

static Outcome
diagram_table(Making *x, Matrix *to, const Diagram *d)
{
    Query q = {0};
    query_all(&q, d);
    Outcome o = evaluate(to, &q, x->meaning, x->b, &x->trouble);
    query_clear(&q);
    return o;
}

/* The outputs of each row as one: their place among all tuples. */
static void
join_outputs(Matrix *m, uint32_t size)
{
    SizeList out = {0};
    Matrix joined;
    array_push(&out, size);
    matrix_init(&joined, &m->in, &out);
    for (size_t r = 0; r < matrix_rows(m); r++) {
        for (size_t e = m->start.at[r]; e < m->start.at[r + 1]; e++) {
            uint32_t at = 0;
            for (size_t k = 0; k < m->out.count; k++)
                at = at * m->out.at[k] + matrix_entry_tuple(m, e)[k];
            matrix_add_entry(&joined, &at, &m->weight.at[e]);
        }
        matrix_end_row(&joined, m->undefined.at[r]);
    }
    matrix_swap(m, &joined);
    matrix_clear(&joined);
    array_clear(&out);
}

/* Label `at / step` of `size`, of something with `all` values. */
static void
part_table(Matrix *to, uint32_t all, uint32_t step, uint32_t size)
{
    SizeList in = {0}, out = {0};
    array_push(&in, all);
    array_push(&out, size);
    matrix_clear(to);
    matrix_init(to, &in, &out);
    for (uint32_t i = 0; i < all; i++) {
        uint32_t label = i / step % size;
        matrix_add_word(to, &label, 1, 1);
        matrix_end_row(to, false);
    }
    array_clear(&out);
    array_clear(&in);
}

/* ---- mechanisms taken apart ---- */

static bool
is_function(const Box *box, const Meaning *meaning)
{
    const Matrix *m = meaning_find(meaning, box->id);
    return m ? matrix_is_function(m) : box->deterministic;
}

static bool
is_one_table(const Diagram *d, const Meaning *meaning)
{
    bool functions = true;
    for (size_t i = 0; functions && i < d->uses.count; i++)
        functions = is_function(d->uses.at[i].box, meaning);
    return functions || d->uses.count == 1;
}

static uint32_t
add_vertex(Making *x, uint32_t of, const Box *box, const Type *t)
{
    Vertex v = {.type = t};
    KnownUse use = {of, box};
    model_add_vertex(&x->to->model, &v);
    array_push(&x->to->uses, use);
    return (uint32_t)(x->to->model.vertices.count - 1);
}

/* One use: its table, and what it reads, each vertex once. */
static Outcome
use_table(Making *x, Matrix *to, WireList *parents, const Diagram *d, const Use *use,
          const uint32_t *vertex_of)
{
    Diagram one = {0};
    WireList reads = {0};
    for (size_t k = 0; k < use->box->in.count; k++) {
        uint32_t wire = d->reads.at[use->in + k], at = 0;
        while (at < parents->count && parents->at[at] != vertex_of[wire])
            at++;
        if (at == parents->count) {
            array_push(parents, vertex_of[wire]);
            diagram_add_input(&one, d->wires.at[wire], NULL);
        }
        array_push(&reads, one.inputs.at[at].wire);
    }
    uint32_t first = use->box->kind == BOX_UNIFORM
                         ? diagram_add_uniform(&one, use->box, d->wires.at[use->out], 0)
                         : diagram_add_box(&one, use->box, reads.at, 0);
    for (uint32_t k = 0; k < box_outputs(use->box); k++)
        diagram_add_output(&one, first + k, NULL);
    Outcome o = diagram_table(x, to, &one);
    array_clear(&reads);
    diagram_clear(&one);
    return o;
}

/* A use with several outputs: `joint`, and a function of it for each of them. */
static Outcome
split_outputs(Making *x, Matrix *m, uint32_t joint, const Diagram *d, const Use *use,
              uint32_t *vertex_of)
{
    uint32_t of = x->to->uses.at[x->to->uses.count - 1].of;
    uint64_t all = size_product(&m->out);
    uint32_t step = (uint32_t)all;
    if (all > TYPE_SIZE_MAX)
        return OUTCOME_TOO_LARGE;
    Type *t = signature_add_type(&x->to->signature, NULL);
    type_set_range(t, 0, (uint32_t)all);
    x->to->model.vertices.at[joint].type = t;
    for (uint32_t k = 0; k < box_outputs(use->box); k++) {
        const Type *own = d->wires.at[use->out + k];
        Matrix part;
        if (!budget_allows(x->b, saturate_times(all, MATRIX_ENTRY_BYTES)))
            return OUTCOME_STOPPED;
        step /= own->size;
        matrix_init_empty(&part);
        part_table(&part, (uint32_t)all, step, own->size);
        uint32_t at = add_vertex(x, of, use->box, own);
        vertex_of[use->out + k] = at;
        array_push(&x->to->model.vertices.at[at].parents, joint);
        set_table(x, at, &part);
        matrix_clear(&part);
    }
    join_outputs(m, (uint32_t)all);
    return OUTCOME_DONE;
}

/* The use becomes a vertex: v itself where it is what v shows. */
static Outcome
take_use(Making *x, uint32_t v, const Diagram *d, const Use *use, uint32_t *vertex_of)
{
    Matrix m;
    WireList parents = {0};
    bool several = box_outputs(use->box) > 1;
    bool shown = !several && d->outputs.at[0].wire == use->out;
    matrix_init_empty(&m);
    Outcome o = use_table(x, &m, &parents, d, use, vertex_of);
    uint32_t at = shown ? v : add_vertex(x, v, use->box, d->wires.at[use->out]);
    vertex_of[use->out] = at;
    if (o == OUTCOME_DONE && several)
        o = split_outputs(x, &m, at, d, use, vertex_of);
    if (o == OUTCOME_DONE) {
        array_set(&x->to->model.vertices.at[at].parents, &parents);
        set_table(x, at, &m);
    }
    array_clear(&parents);
    matrix_clear(&m);
    return o;
}

static Outcome
take_apart(Making *x, uint32_t v, const Vertex *from)
{
    const Diagram *d = &from->mechanism;
    Outcome o = OUTCOME_DONE;
    uint32_t *vertex_of = memory_new(d->wires.count, sizeof *vertex_of);
    for (size_t k = 0; k < d->inputs.count; k++)
        vertex_of[d->inputs.at[k].wire] = from->parents.at[k];
    for (size_t i = 0; o == OUTCOME_DONE && i < d->uses.count; i++)
        if (box_outputs(d->uses.at[i].box))
            o = take_use(x, v, d, &d->uses.at[i], vertex_of);
    uint32_t shown = vertex_of[d->outputs.at[0].wire];
    if (o == OUTCOME_DONE && shown != v) {
        Matrix same;
        WireList *parents = &x->to->model.vertices.at[v].parents;
        parents->count = 0;
        array_push(parents, shown);
        matrix_init_empty(&same);
        part_table(&same, from->type->size, 1, from->type->size);
        set_table(x, v, &same);
        matrix_clear(&same);
    }
    memory_free(vertex_of);
    return o;
}

static Outcome
take_vertex(Making *x, uint32_t v, const Vertex *from)
{
    Matrix m;
    if (!is_one_table(&from->mechanism, x->meaning))
        return take_apart(x, v, from);
    matrix_init_empty(&m);
    Outcome o = diagram_table(x, &m, &from->mechanism);
    if (o == OUTCOME_DONE)
        set_table(x, v, &m);
    matrix_clear(&m);
    return o;
}

bool
known_model_make(KnownModel *to, const Model *m, Meaning *meaning, Budget *b)
{
    Making x = {.to = to, .meaning = meaning, .b = b};
    WireList cycle = {0};
    Outcome o = OUTCOME_DONE;
    model_set(&to->model, m);
    for (uint32_t v = 0; v < m->vertices.count; v++) {
        to->model.vertices.at[v].latent = false;
        diagram_clear(&to->model.vertices.at[v].mechanism);
    }
    for (uint32_t v = 0; o != OUTCOME_STOPPED && v < m->vertices.count; v++)
        o = take_vertex(&x, v, &m->vertices.at[v]);
    bool sorted = model_sort(&to->model, &cycle);
    (void)sorted; /* boxes of a diagram make no cycle */
    array_clear(&cycle);
    trouble_clear(&x.trouble);
    return o != OUTCOME_STOPPED;
}
