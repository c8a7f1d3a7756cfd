/* self_check.c -- estimands held against surgery on random interpretations; see self_check.h. */
#include "lang/identify/self_check.h"

#include "base/random.h"
#include "evaluate/evaluate.h"
#include "lang/complain/complain_evaluate.h"
#include "surgery/cut.h"

#include <assert.h>
#include <string.h>

/* ---- random interpretations ---- */

void
interpretation_clear(Interpretation *i)
{
    model_clear(&i->model);
}

typedef struct Interpreter {
    Session *s;
    Interpretation *to;
    Functor types; /* abstract type -> carrier */
    Random random;
    unsigned long first; /* the first weight of the row before */
    uint64_t limit;
} Interpreter;

static const Type *
carrier(Interpreter *w, const Type *t)
{
    if (t->size)
        return t;
    const Type *known = functor_type(&w->types, t);
    if (known != t)
        return known;
    Type *fresh = signature_add_type(&w->s->signature, t->name);
    type_set_range(fresh, 0, 2);
    functor_add_type(&w->types, t, fresh);
    return fresh;
}

/* A random row of positive weights that sum to one.  Its first weight differs from that of the row
 * before, so that no box ignores an input by chance.  For two labels the weights are sixteenths, so
 * that numbers stay short. */
static void
random_row(Interpreter *w, Matrix *m, uint32_t size)
{
    unsigned long sum = size == 1 ? 1 : 16ul * (size - 1), left = sum, weight;
    mpq_t q;
    mpq_init(q);
    for (uint32_t i = 0; i < size; i++) {
        do
            weight = i + 1 == size ? left : 1 + random_below(&w->random, 15);
        while (i == 0 && size > 1 && weight == w->first);
        if (i == 0)
            w->first = weight;
        left -= weight;
        mpq_set_ui(q, weight, sum);
        mpq_canonicalize(q);
        matrix_add_entry(m, &i, q);
    }
    mpq_clear(q);
    matrix_end_row(m, false);
}

/* Too many entries?  Then how many is remembered. */
static bool
fits(Interpreter *w, const TypeList *in, const Type *out, uint64_t *rows)
{
    uint64_t entries = out->size;
    *rows = 1;
    for (size_t i = 0; i < in->count; i++) {
        uint64_t size = in->at[i]->size;
        entries = entries > UINT64_MAX / size ? UINT64_MAX : entries * size;
        *rows = entries / out->size;
    }
    if (entries <= w->limit)
        return true;
    w->to->possible = false;
    if (entries > w->to->entries)
        w->to->entries = entries;
    return false;
}

static void
random_box(Interpreter *w, Vertex *v, const TypeList *in)
{
    uint64_t rows;
    if (!fits(w, in, v->type, &rows))
        return;
    Matrix m;
    SizeList in_sizes = {0}, out_sizes = {0};
    TypeList out = {0};
    for (size_t i = 0; i < in->count; i++)
        array_push(&in_sizes, in->at[i]->size);
    array_push(&out_sizes, v->type->size);
    array_push(&out, v->type);
    matrix_init(&m, &in_sizes, &out_sizes);
    for (uint64_t r = 0; r < rows; r++)
        random_row(w, &m, v->type->size);
    Box *box = signature_add_box(&w->s->signature, v->box->name, in, &out);
    meaning_add(&w->s->meaning, box->id, &m);
    matrix_clear(&m);
    diagram_clear(&v->mechanism);
    WireList reads = {0};
    for (size_t i = 0; i < in->count; i++)
        array_push(&reads, diagram_add_input(&v->mechanism, in->at[i], NULL));
    diagram_add_output(&v->mechanism, diagram_add_box(&v->mechanism, box, reads.at, 0), v->name);
    array_clear(&reads);
    array_clear(&out);
    array_clear(&out_sizes);
    array_clear(&in_sizes);
}

static void
interpret_vertex(Interpreter *w, Model *m, uint32_t at)
{
    Vertex *v = &m->vertices.at[at];
    TypeList in = {0};
    for (size_t i = 0; i < v->parents.count; i++)
        array_push(&in, m->vertices.at[v->parents.at[i]].type);
    if (v->fixed)
        diagram_map(&v->mechanism, &v->mechanism, &w->types);
    else
        random_box(w, v, &in);
    array_clear(&in);
}

void
interpretation_make(Session *s, Interpretation *to, const Model *m, uint64_t seed, uint64_t limit)
{
    Interpretation made = {.possible = true};
    Interpreter w = {.s = s, .to = &made, .random = random_start(seed), .limit = limit};
    model_set(&made.model, m);
    for (size_t i = 0; i < made.model.vertices.count; i++)
        made.model.vertices.at[i].type = carrier(&w, made.model.vertices.at[i].type);
    for (uint32_t v = 0; made.possible && v < made.model.vertices.count; v++)
        interpret_vertex(&w, &made.model, v);
    functor_clear(&w.types);
    interpretation_clear(to);
    *to = made;
}

/* ---- the two sides ---- */

typedef struct CheckSides {
    Session *s;
    const EffectQuery *q;
    Span at;
    Model model;             /* interpreted */
    Diagram state;           /* its observed state */
    WireList output_of;      /* vertex -> output of the state */
    Conditionals conditionals;
    SelfCheck *result;
} CheckSides;

/* P(y | do(x), z) by surgery on the model: rows by q->given. */
static void
surgery_query(CheckSides *c, Diagram *d, Query *to)
{
    Model done = {0};
    WireList outputs = {0}, cycle = {0};
    model_set(&done, &c->model);
    for (size_t i = 0; i < c->q->effect.x.count; i++)
        model_open(&done, c->q->effect.x.at[i]);
    if (!model_sort(&done, &cycle))
        assert(false); /* taking arrows away closes no cycle */
    array_set(&outputs, &c->q->effect.y);
    for (uint32_t i = 0; i < outputs.count; i++)
        array_push(&to->heads, i);
    for (size_t i = 0; i < c->q->given.count; i++) {
        uint32_t v = c->q->given.at[i], position = 0;
        Given g = {.input = done.vertices.at[v].open, .position = (uint32_t)outputs.count};
        for (uint32_t u = 0; g.input && u < v; u++)
            position += done.vertices.at[u].open;
        if (g.input)
            g.position = position;
        else
            array_push(&outputs, v);
        array_push(&to->givens, g);
    }
    model_diagram(d, &done, &outputs);
    to->diagram = d;
    array_clear(&cycle);
    array_clear(&outputs);
    model_clear(&done);
}

/* ---- evaluating within the limit ---- */

static bool
check_evaluate(CheckSides *c, Matrix *to, const Query *q, bool *fits_in)
{
    Trouble t = {0};
    bool ok = true;
    Cost cost = {0}, most = {SELF_CHECK_ENTRIES, SELF_CHECK_WORK};
    Outcome outcome = evaluate_cost(&cost, q, &c->s->meaning, &most, &c->s->budget);
    *fits_in = outcome == OUTCOME_DONE;
    if (outcome == OUTCOME_TOO_LARGE)
        c->result->entries = cost.entries, c->result->work = cost.work;
    if (*fits_in)
        outcome = evaluate(to, q, &c->s->meaning, &c->s->budget, &t);
    if (outcome == OUTCOME_STOPPED)
        ok = complain_stopped(&c->s->complain, &c->s->budget, c->at);
    else if (outcome == OUTCOME_NO_MEANING)
        c->result->why = "a box that is fixed in the model has no meaning";
    else if (outcome == OUTCOME_NO_CARRIER)
        c->result->why = "a type has no carrier";
    *fits_in = *fits_in && outcome == OUTCOME_DONE;
    trouble_clear(&t);
    return ok;
}

static bool
has_fixed(const Model *m)
{
    for (size_t i = 0; i < m->vertices.count; i++)
        if (m->vertices.at[i].fixed)
            return true;
    return false;
}

/* Are the two equal row by row?  Where a box is fixed in place some rows may have no support: these
 * are skipped, but at least one row must be compared. */
static bool
agree(CheckSides *c, const Matrix *truth, const Matrix *found)
{
    size_t compared = 0;
    bool partial = has_fixed(&c->model);
    for (size_t r = 0; r < matrix_rows(truth); r++) {
        bool undefined = truth->undefined.at[r] || found->undefined.at[r];
        if (undefined && partial)
            continue;
        compared++;
        if (undefined || !matrix_rows_equal(truth, r, found, r))
            return false;
    }
    if (!compared)
        c->result->why = "no row has support, with what is fixed in the model";
    return true;
}

static bool
check_estimand(CheckSides *c, const Matrix *truth, const Estimand *e, bool *fits_in)
{
    Diagram d = {0};
    Query q = {0};
    Matrix found;
    SizeList none = {0};
    matrix_init(&found, &none, &none);
    ObservedState o = {&c->state, c->output_of.at, c->q->name_of};
    effect_query_channel(c->s, &d, c->q, e, &o, &c->conditionals);
    query_all(&q, &d);
    bool ok = check_evaluate(c, &found, &q, fits_in);
    if (ok && *fits_in && !agree(c, truth, &found))
        c->result->failed = true;
    matrix_clear(&found);
    query_clear(&q);
    diagram_clear(&d);
    return ok;
}

static bool
check_all(CheckSides *c, const Estimand *const *estimands, size_t count, bool *fits_in)
{
    Diagram d = {0};
    Query q = {0};
    Matrix truth;
    SizeList none = {0};
    matrix_init(&truth, &none, &none);
    surgery_query(c, &d, &q);
    bool ok = check_evaluate(c, &truth, &q, fits_in);
    for (size_t i = 0; ok && *fits_in && i < count; i++)
        ok = check_estimand(c, &truth, estimands[i], fits_in);
    matrix_clear(&truth);
    query_clear(&q);
    diagram_clear(&d);
    return ok;
}

static void
observe(CheckSides *c)
{
    WireList observed = {0};
    model_observed(&c->model, &observed);
    array_add_zeroed(&c->output_of, c->model.vertices.count);
    for (uint32_t i = 0; i < observed.count; i++)
        c->output_of.at[observed.at[i]] = i;
    model_diagram(&c->state, &c->model, &observed);
    array_clear(&observed);
}

/* One interpretation.  What it made for itself is forgotten afterwards. */
static bool
check_once(Session *s, SelfCheck *to, const EffectQuery *q, const Estimand *const *estimands,
           size_t count, uint64_t seed, Span at, bool *fits_in)
{
    CheckSides c = {.s = s, .q = q, .at = at, .result = to};
    Interpretation i = {0};
    uint32_t first = (uint32_t)s->signature.boxes.count;
    interpretation_make(s, &i, &q->model, seed, SELF_CHECK_ENTRIES);
    bool ok = true;
    *fits_in = i.possible;
    to->entries = i.entries;
    if (i.possible) {
        model_swap(&c.model, &i.model);
        observe(&c);
        ok = check_all(&c, estimands, count, fits_in);
    }
    meaning_forget(&s->meaning, first);
    interpretation_clear(&i);
    model_clear(&c.model);
    diagram_clear(&c.state);
    array_clear(&c.output_of);
    conditionals_clear(&c.conditionals);
    return ok;
}

bool
self_check(Session *s, SelfCheck *to, const EffectQuery *q, const Estimand *const *estimands,
           size_t count, uint32_t interpretations, Span at)
{
    *to = (SelfCheck){0};
    bool ok = true, fits_in = true;
    for (uint32_t i = 0; ok && fits_in && i < interpretations && !to->failed && !to->why; i++) {
        ok = check_once(s, to, q, estimands, count, i, at, &fits_in);
        to->passed += ok && fits_in && !to->failed && !to->why;
    }
    return ok;
}
