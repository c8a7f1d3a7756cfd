/* sample.c -- a state as rows; see sample.h. */
#include "lang/estimate/sample.h"

#include "data/row_state.h"
#include "diagram/conditional.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/question_context.h"
#include "lang/estimate/complain_estimate.h"
#include "lang/identify/observed_state.h"
#include "lang/session/loss.h"
#include "lang/session/meaning.h"

#include <string.h>

enum { ROWS_MAX_BITS = 62, TIMES_MAX = 1000000, CELLS_MAX = 1 << 20 };

void
sample_init(Sample *x, Session *s)
{
    *x = (Sample){.s = s, .first = (uint32_t)s->signature.boxes.count};
    mpq_inits(x->added, x->weight, NULL);
}

void
sample_clear(Sample *x)
{
    meaning_forget(&x->s->meaning, x->first);
    context_clear(&x->context);
    diagram_clear(&x->state);
    array_clear(&x->outputs);
    array_clear(&x->tuples);
    array_clear(&x->counts);
    mpq_clears(x->added, x->weight, NULL);
}

/* ---- how many ---- */

static bool
read_how(Sample *x, const Node *how)
{
    Session *s = x->s;
    const Node *smooth = how->kids[SAMPLE_SMOOTH];
    uint64_t most = (uint64_t)1 << ROWS_MAX_BITS;
    if (!elaborate_count(s, &x->rows, how->kids[SAMPLE_ROWS], "a number of rows", most) ||
        !elaborate_count(s, &x->times, how->kids[SAMPLE_TIMES], "a number of resamples",
                         TIMES_MAX) ||
        !elaborate_count(s, &x->seed, how->kids[SAMPLE_SEED], "a seed", most))
        return false;
    if (!smooth)
        return true;
    return elaborate_number(s, x->added, smooth) &&
           (mpq_sgn(x->added) > 0 || complain_added(&s->complain, smooth->at));
}

/* ---- shares ---- */

static bool
refuse_share(Sample *x, const uint32_t *labels, const TypeList *types, const mpq_t rows)
{
    Sink entry, share;
    sink_init(&entry);
    sink_init(&share);
    for (size_t i = 0; i < types->count; i++) {
        sink_put(&entry, i ? ", " : "");
        type_write_label(types->at[i], labels[i], &entry);
    }
    rational_write(rows, &share);
    complain_not_rows(&x->s->complain, x->at->at, x->rows, sink_text(&entry), sink_text(&share));
    sink_clear(&share);
    sink_clear(&entry);
    return false;
}

bool
sample_count(Sample *x, uint64_t *to, const mpq_t share, const uint32_t *labels,
             const TypeList *types)
{
    mpq_t count;
    mpq_init(count);
    mpz_set_ui(mpq_numref(count), x->rows);
    mpq_mul(count, count, share);
    bool whole = mpz_cmp_ui(mpq_denref(count), 1) == 0 && mpq_sgn(count) >= 0;
    if (whole)
        *to = mpz_get_ui(mpq_numref(count));
    else
        refuse_share(x, labels, types, count);
    mpq_clear(count);
    return whole;
}

/* The shares of the outputs that are read. */
static bool
find_shares(Sample *x, Matrix *to)
{
    Query q = {.diagram = &x->state};
    ReachedRow reached;
    bool staging = x->s->staging;
    for (size_t i = 0; i < x->outputs.count; i++)
        if (x->outputs.at[i].read)
            array_push(&q.heads, x->outputs.at[i].position);
    x->s->staging = false; /* a stage is that of the question */
    bool ok = session_evaluate(x->s, to, &q, x->at, &reached);
    x->s->staging = staging;
    if (ok && to->undefined.at[0])
        ok = complain_undefined_inside(&x->s->complain, x->at->at, reached.box, reached.event);
    query_clear(&q);
    return ok;
}

/* The tuples of the entries, and their counts. */
static bool
count_cells(Sample *x, const Matrix *m)
{
    bool ok = true;
    x->tuples.count = x->counts.count = 0;
    for (size_t e = 0; ok && e < m->weight.count; e++) {
        uint64_t count = 0;
        const uint32_t *tuple = matrix_entry_tuple(m, e);
        ok = sample_count(x, &count, &m->weight.at[e], tuple, &x->box->out);
        array_push(&x->counts, count);
        for (size_t i = 0; i < m->out.count; i++)
            array_push(&x->tuples, tuple[i]);
    }
    return ok;
}

/* ---- what is added to each cell ---- */

/* All cells in their order, with the counts of those that were met. */
static void
fill_cells(Sample *x, const SizeList *sizes)
{
    size_t met = 0, ports = sizes->count;
    ARRAY(uint32_t) tuples = {0};
    ARRAY(uint64_t) counts = {0};
    array_add_zeroed(&tuples, x->cells * ports);
    for (uint64_t c = 0; c < x->cells; c++) {
        uint32_t *tuple = ports ? &tuples.at[c * ports] : NULL;
        uint64_t rest = c;
        for (size_t p = ports; p-- > 0; rest /= sizes->at[p])
            tuple[p] = (uint32_t)(rest % sizes->at[p]);
        bool seen = met < x->counts.count &&
                    (!ports || memcmp(x->tuples.at + met * ports, tuple,
                                      ports * sizeof *tuple) == 0);
        array_push(&counts, seen ? x->counts.at[met] : 0);
        met += seen;
    }
    array_set(&x->counts, &counts);
    array_set(&x->tuples, &tuples);
    array_clear(&counts);
    array_clear(&tuples);
}

static bool
smooth(Sample *x, const SizeList *sizes)
{
    Session *s = x->s;
    x->cells = size_product(sizes);
    if (x->cells > CELLS_MAX) {
        char text[32];
        snprintf(text, sizeof text, x->cells == UINT64_MAX ? "2^64 or more" : "%llu",
                 (unsigned long long)x->cells);
        return complain_cells(&s->complain, x->at->at, text, CELLS_MAX);
    }
    uint64_t bytes = x->cells * 2 * (sizeof(uint64_t) + sizeof(uint32_t) * sizes->count);
    if (!budget_allows(&s->budget, bytes + x->cells * MATRIX_ENTRY_BYTES) ||
        !budget_step(&s->budget, x->cells))
        return complain_stopped(&s->complain, &s->budget, x->at->at);
    fill_cells(x, sizes);
    return true;
}

/* ---- the box ---- */

void
sample_recount(Sample *x, const uint64_t *counts)
{
    Session *s = x->s;
    Matrix m;
    SizeList none = {0}, out = {0};
    mpq_t share;
    mpq_init(share);
    for (size_t i = 0; i < x->box->out.count; i++)
        array_push(&out, x->box->out.at[i]->size);
    matrix_init(&m, &none, &out);
    for (size_t e = 0; e < x->counts.count; e++) {
        mpz_set_ui(mpq_numref(share), counts[e]);
        mpz_set_ui(mpq_denref(share), 1);
        mpq_add(share, share, x->added);
        mpq_div(share, share, x->weight);
        const uint32_t *tuple = out.count ? &x->tuples.at[e * out.count] : NULL;
        matrix_add_entry(&m, tuple, share); /* zeros are left out */
    }
    matrix_end_row(&m, false);
    meaning_add(&s->meaning, x->box->id, &m);
    for (uint32_t id = x->first; id < s->signature.boxes.count; id++)
        if (s->signature.boxes.at[id]->kind == BOX_CONDITIONAL)
            meaning_forget_one(&s->meaning, id);
    array_clear(&out);
    matrix_clear(&m);
    mpq_clear(share);
}

/* weight = rows + added * cells */
static void
find_weight(Sample *x)
{
    mpq_t rows;
    mpq_init(rows);
    mpz_set_ui(mpq_numref(x->weight), x->cells);
    mpz_set_ui(mpq_denref(x->weight), 1);
    mpq_mul(x->weight, x->weight, x->added);
    mpz_set_ui(mpq_numref(rows), x->rows);
    mpq_add(x->weight, x->weight, rows);
    mpq_clear(rows);
}

/* A box of the outputs that are read, or of those that are not. */
static const Box *
make_box(Sample *x, bool read)
{
    TypeList none = {0}, types = {0};
    for (size_t i = 0; i < x->outputs.count; i++)
        if (x->outputs.at[i].read == read)
            array_push(&types, x->outputs.at[i].type);
    const Box *box = signature_add_box(&x->s->signature, "sample", &none, &types);
    array_clear(&types);
    return box;
}

static void
replace_state(Sample *x)
{
    Context *c = &x->context;
    Diagram d = {0};
    uint32_t place = 0;
    x->box = make_box(x, true);
    x->rest = make_box(x, false);
    uint32_t read = diagram_add_box(&d, x->box, NULL, 0);
    uint32_t other = diagram_add_box(&d, x->rest, NULL, 0);
    for (size_t i = 0; i < x->outputs.count; i++) {
        const SampleOutput *o = &x->outputs.at[i];
        diagram_add_output(&d, o->read ? read++ : other++, o->name);
    }
    for (uint32_t v = 0; v < c->shape.vertices.count; v++)
        if (!c->shape.vertices.at[v].latent)
            c->output_of.at[v] = place++;
    value_take_diagram(&c->state, &d);
    diagram_clear(&d);
}

bool
sample_make(Sample *x)
{
    Matrix m;
    matrix_init_empty(&m);
    for (size_t i = 0; i < x->outputs.count; i++)
        x->outputs.at[i].read = x->outputs.at[i].wanted;
    meaning_forget(&x->s->meaning, x->first);
    replace_state(x);
    bool ok = find_shares(x, &m) && count_cells(x, &m);
    ok = ok && (mpq_sgn(x->added) == 0 || smooth(x, &m.out));
    if (ok) {
        find_weight(x);
        sample_recount(x, x->counts.at);
    }
    matrix_clear(&m);
    return ok;
}

/* ---- what is read ---- */

/* The outputs of the box of the others that something reads. */
static void
mark_use(Sample *x, const bool *used, const Use *u, bool *more)
{
    uint32_t port = 0;
    for (size_t i = 0; i < x->outputs.count; i++) {
        if (x->outputs.at[i].read)
            continue;
        if (used[u->out + port++])
            *more = x->outputs.at[i].wanted = true;
    }
}

static void
mark_diagram(Sample *x, const Diagram *d, Map *met, bool *more)
{
    bool *used = diagram_used(d);
    for (size_t i = 0; i < d->uses.count; i++) {
        const Box *box = d->uses.at[i].box;
        if (box == x->rest)
            mark_use(x, used, &d->uses.at[i], more);
        if (box->kind != BOX_CONDITIONAL || map_find(met, box->id, NULL))
            continue;
        map_set_at(met, box->id, 1);
        mark_diagram(x, &box->conditional->state, met, more);
    }
    memory_free(used);
}

void
sample_mark(Sample *x, const Query *q, bool *more)
{
    Map met = {0};
    Diagram shown = {0};
    diagram_set(&shown, q->diagram);
    shown.outputs.count = 0;
    for (size_t i = 0; i < q->heads.count; i++)
        array_push(&shown.outputs, q->diagram->outputs.at[q->heads.at[i]]);
    for (size_t i = 0; i < q->givens.count; i++)
        if (!q->givens.at[i].input)
            array_push(&shown.outputs, q->diagram->outputs.at[q->givens.at[i].position]);
    for (size_t i = 0; i < q->events.count; i++)
        array_push(&shown.outputs, q->diagram->outputs.at[q->events.at[i].position]);
    diagram_prune(&shown);
    mark_diagram(x, &shown, &met, more);
    diagram_clear(&shown);
    map_clear(&met);
}

void
sample_mark_all(Sample *x, bool *more)
{
    for (size_t i = 0; i < x->outputs.count; i++) {
        *more = *more || !x->outputs.at[i].read;
        x->outputs.at[i].wanted = true;
    }
}

void
sample_want(Sample *x, const WireList *vertices)
{
    const Model *m = &x->context.shape;
    for (uint32_t v = 0, i = 0; v < m->vertices.count; v++)
        if (!m->vertices.at[v].latent)
            x->outputs.at[i++].wanted = wires_has(vertices, v);
}

/* ---- contexts ---- */

/* The outputs that are the sample's, in their order: those of observed vertices, or all. */
static void
find_outputs(Sample *x)
{
    const Context *c = &x->context;
    const Diagram *d = &x->state;
    for (uint32_t v = 0; v < c->shape.vertices.count; v++)
        if (!c->shape.vertices.at[v].latent) {
            uint32_t at = c->output_of.at[v];
            array_push(&x->outputs, ((SampleOutput){c->shape.vertices.at[v].name,
                                                    d->wires.at[d->outputs.at[at].wire], at,
                                                    false, false}));
        }
    for (uint32_t i = 0; c->kind == CONTEXT_STATE && i < d->outputs.count; i++)
        array_push(&x->outputs, ((SampleOutput){d->outputs.at[i].name,
                                                d->wires.at[d->outputs.at[i].wire], i, false,
                                                false}));
}

/* How many rows a state has by itself; 0: none. */
static uint64_t
counted_rows(const Diagram *d)
{
    const RowState *rows = d->uses.count == 1 ? d->uses.at[0].box->rows : NULL;
    return rows ? rows->total : 0;
}

/* The context is there: its state, and how many rows. */
static bool
take_state(Sample *x)
{
    Complainer *c = &x->s->complain;
    diagram_set(&x->state, &x->context.state.diagram);
    find_outputs(x);
    uint64_t counted = counted_rows(&x->state);
    if (counted && x->rows && x->rows != counted)
        return complain_rows_counted(c, x->at->at, counted, x->rows);
    if (counted >> ROWS_MAX_BITS)
        return complain_count(c, x->at->at, "a number of rows", (uint64_t)1 << ROWS_MAX_BITS);
    if (counted)
        x->rows = counted;
    find_weight(x);
    return x->rows || complain_no_rows_said(c, x->at->at, span_text(&x->s->names, x->at->at));
}

static bool
find_from(Sample *x, const Node *model, Node *const *states, uint32_t count)
{
    Value v = {0};
    x->at = states[0];
    x->context.name = span_text(&x->s->names, model->at);
    bool ok = elaborate(x->s, &v, model) &&
              sampled_context(x->s, &x->context, &v, model, states, count);
    value_clear(&v);
    return ok;
}

/* The context that is in use. */
static bool
find_used(Sample *x, const Node *at)
{
    Session *s = x->s;
    const Context *c = s->asked;
    x->at = at;
    if (c->kind == CONTEXT_NONE)
        return !loss_has_context(s, at->at) && complain_no_context(&s->complain, at->at);
    if (c->kind == CONTEXT_MODEL || c->kind == CONTEXT_CLASS)
        return complain_no_state(&s->complain, at->at);
    if (c->experiments.count)
        return complain_no_estimate(&s->complain, at->at,
                                    "what experiments showed has no rows of its own here");
    x->context.kind = c->kind;
    x->context.name = c->name;
    value_set(&x->context.state, &c->state);
    value_set(&x->context.class, &c->class);
    model_set(&x->context.model, &c->model);
    model_set(&x->context.shape, &c->shape);
    array_set(&x->context.output_of, &c->output_of);
    array_set(&x->context.lacking, &c->lacking);
    return true;
}

static bool
find_state(Sample *x, const Node *whole)
{
    x->at = whole->kids[1];
    if (!elaborate_context(x->s, &x->context, x->at, NULL))
        return false;
    return x->context.kind == CONTEXT_STATE ||
           complain_no_state(&x->s->complain, x->at->at);
}

bool
sample_of_question(Sample *x, const Node *whole, const Node *how)
{
    bool ok = read_how(x, how);
    if (whole->kind == NODE_FROM)
        ok = ok && find_from(x, whole->kids[1], whole->kids + 2, whole->count - 2);
    else if (whole->kind == NODE_IN)
        ok = ok && find_state(x, whole);
    else if (whole->kind == NODE_WITH)
        ok = ok && complain_no_estimate(&x->s->complain, whole->kids[2]->at,
                                        "a functor says what the numbers are, exactly");
    else
        ok = ok && find_used(x, whole);
    return ok && take_state(x);
}

bool
sample_of_model(Sample *x, const Node *model, Node *const *state, const Node *how)
{
    bool ok = read_how(x, how) && find_from(x, model, state, 1);
    if (ok && x->context.class.kind != VALUE_NONE)
        ok = complain_asked_of_class(&x->s->complain, model->at, "test", x->context.name);
    return ok && take_state(x);
}
