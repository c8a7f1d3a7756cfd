/* world_check.c -- formulas of counterfactuals in random models; see world_check.h. */
#include "lang/worlds/world_check.h"

#include "base/random.h"
#include "evaluate/evaluate.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/worlds/world_value.h"
#include "worlds/closed.h"

enum { MODELS = 3, ROWS_MAX = 20000, LARGE = 3, FUNCTIONS = 2 };

/* ---- a random model ---- */

typedef struct Making {
    Session *s;
    Model *to;
    const WorldEffect *e;
    Random *random;
    const Type *coin;
} Making;

static void
random_state(const Making *m, Matrix *to, uint32_t size)
{
    SizeList none = {0}, out = {0};
    mpq_t weight;
    mpq_init(weight);
    uint32_t *part = memory_new(size, sizeof *part), sum = 0;
    for (uint32_t i = 0; i < size; i++)
        sum += part[i] = 1 + (uint32_t)random_below(m->random, 5);
    array_push(&out, size);
    matrix_clear(to);
    matrix_init(to, &none, &out);
    for (uint32_t i = 0; i < size; i++) {
        mpq_set_ui(weight, part[i], sum);
        mpq_canonicalize(weight);
        matrix_add_entry(to, &i, weight);
    }
    matrix_end_row(to, false);
    memory_free(part);
    array_clear(&out);
    mpq_clear(weight);
}

/* A mechanism of one box with this meaning. */
static void
add_mechanism(const Making *m, Vertex *v, Matrix *meaning)
{
    TypeList in = {0}, out = {0};
    WireList reads = {0};
    Signature *s = &m->s->signature;
    diagram_clear(&v->mechanism);
    for (size_t i = 0; i < v->parents.count; i++) {
        const Type *t = m->to->vertices.at[v->parents.at[i]].type;
        array_push(&in, t);
        array_push(&reads, diagram_add_input(&v->mechanism, t, NULL));
    }
    array_push(&out, v->type);
    const Box *box = signature_add_box(s, NULL, &in, &out);
    diagram_add_output(&v->mechanism, diagram_add_box(&v->mechanism, box, reads.at, 0), v->name);
    meaning_add(&m->s->meaning, box->id, meaning);
    v->box = box;
    array_clear(&reads);
    array_clear(&out);
    array_clear(&in);
}

/* One more hidden cause, with a random state. */
static uint32_t
add_cause(const Making *m, const Type *t)
{
    Matrix state;
    Vertex v = {.type = t, .latent = true};
    matrix_init_empty(&state);
    random_state(m, &state, t->size);
    add_mechanism(m, &v, &state);
    model_add_vertex(m->to, &v);
    matrix_clear(&state);
    return (uint32_t)m->to->vertices.count - 1;
}

/* v's function: the noise, its last parent, chooses a constant, or one of some random functions.
 * False: its table would have too many rows. */
static bool
add_function(const Making *m, uint32_t v, uint64_t most)
{
    Matrix table;
    SizeList in = {0}, out = {0};
    Vertex *x = &m->to->vertices.at[v];
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    for (size_t i = 0; i < x->parents.count; i++)
        array_push(&in, m->to->vertices.at[x->parents.at[i]].type->size);
    array_push(&out, x->type->size);
    matrix_init(&table, &in, &out);
    uint64_t rows = size_product(&in);
    uint32_t kinds = in.at[in.count - 1];
    for (uint64_t r = 0; rows <= most && r < rows; r++) {
        uint32_t kind = (uint32_t)(r % kinds), label = kind;
        if (kind >= x->type->size)
            label = (uint32_t)random_below(m->random, x->type->size);
        matrix_add_entry(&table, &label, one);
        matrix_end_row(&table, false);
    }
    if (rows <= most)
        add_mechanism(m, x, &table);
    matrix_clear(&table);
    array_clear(&out);
    array_clear(&in);
    mpq_clear(one);
    return rows <= most;
}

static const Type *
range_type(Session *s, uint32_t size)
{
    Type *t = signature_add_type(&s->signature, NULL);
    type_set_range(t, 0, size);
    return t;
}

/* Types without labels get some; latents of the shape have no arrows, and a state of their own. */
static void
start_model(Making *m)
{
    const Model *shape = &m->e->projected;
    const Type *large = range_type(m->s, LARGE);
    m->coin = range_type(m->s, 2);
    model_set(m->to, shape);
    for (size_t v = 0; v < shape->vertices.count; v++) {
        Vertex *x = &m->to->vertices.at[v];
        x->fixed = NULL;
        if (x->latent)
            x->type = m->coin;
        else if (!x->type->size)
            x->type = large;
    }
}

bool
random_functional_model(Session *s, Model *to, const WorldEffect *e, uint64_t seed, uint64_t most)
{
    Random random = random_start(seed);
    Making m = {.s = s, .to = to, .e = e, .random = &random};
    WireList cycle = {0};
    size_t n = e->model.vertices.count, groups = projection_groups(&e->projection);
    uint32_t *cause = memory_new(groups, sizeof *cause);
    start_model(&m);
    for (size_t i = 0; i < groups; i++)
        cause[i] = add_cause(&m, m.coin);
    bool small = true;
    for (uint32_t v = 0; small && v < n; v++) {
        size_t count;
        const uint32_t *of = rows_at(&e->projection.groups_of, v, &count);
        for (size_t i = 0; i < count; i++)
            array_push(&to->vertices.at[v].parents, cause[of[i]]);
        uint32_t own = add_cause(&m, range_type(s, to->vertices.at[v].type->size + FUNCTIONS));
        array_push(&to->vertices.at[v].parents, own);
        small = add_function(&m, v, most);
    }
    small = small && model_sort(to, &cycle);
    array_clear(&cycle);
    memory_free(cause);
    return small;
}

/* ---- the answer, world by world ---- */

static Outcome
true_value(Session *s, Matrix *to, const WorldQuestion *asked, const Model *m, Trouble *t)
{
    WorldQuestion q = *asked; /* the same worlds, in another model */
    q.model = m;
    Grown g = {0};
    Closed c = {0};
    Query asked_of = {0};
    uint32_t at;
    bool *all = memory_new(q.atoms.count, sizeof *all);
    memset(all, true, q.atoms.count);
    Outcome o = OUTCOME_STOPPED;
    if (grow(&g, &q, &at, &s->budget) == GROW_DONE &&
        closed_make(&c, &g, all, &s->signature, &s->budget)) {
        closed_query(&asked_of, &c, &g, true);
        o = evaluate(to, &asked_of, &s->meaning, &s->budget, t);
    }
    query_clear(&asked_of);
    memory_free(all);
    closed_clear(&c);
    grown_clear(&g);
    return o;
}

/* Is the formula right in this model?  Where the answer is undefined there is nothing to compare.
 */
static Outcome
compare(Session *s, bool *same, const WorldEffect *e, const WorldRow *row, const Model *m)
{
    Matrix truth, value;
    Trouble t = {0};
    WorldSource from = {.s = s, .effect = e, .numbers = m};
    matrix_init_empty(&truth);
    matrix_init_empty(&value);
    Outcome o = true_value(s, &truth, &row->question, m, &t);
    if (o == OUTCOME_DONE)
        o = world_value(&value, &from, row, &t);
    *same = o == OUTCOME_DONE &&
            (truth.undefined.at[0] || matrix_equal(&truth, &value, NULL));
    trouble_clear(&t);
    matrix_clear(&value);
    matrix_clear(&truth);
    return o;
}

bool
world_check(Session *s, WorldCheck *to, const WorldEffect *e, const WorldRow *row)
{
    *to = (WorldCheck){0};
    uint32_t first = (uint32_t)s->signature.boxes.count;
    Outcome o = OUTCOME_DONE;
    for (uint64_t i = 0; s->options.checks && i < MODELS && o == OUTCOME_DONE && !to->failed; i++) {
        Model m = {0};
        bool same = true;
        if (random_functional_model(s, &m, e, 2026 + i, ROWS_MAX))
            o = compare(s, &same, e, row, &m);
        else
            o = OUTCOME_TOO_LARGE;
        to->failed = o == OUTCOME_DONE && !same;
        to->models += o == OUTCOME_DONE && same;
        model_clear(&m);
    }
    meaning_forget(&s->meaning, first);
    to->too_large = o == OUTCOME_TOO_LARGE;
    return o != OUTCOME_STOPPED || complain_stopped(&s->complain, &s->budget, e->call->at);
}
