/* world_table.c -- tables of the data of a formula; see world_table.h. */
#include "lang/worlds/world_table.h"

#include "evaluate/evaluate.h"
#include "lang/identify/experiment_state.h"
#include "surgery/cut.h"
#include "surgery/recipe.h"

#include <assert.h>

typedef struct Tables {
    const WorldSource *from;
    Trouble *t;
} Tables;

Outcome
world_ask(Matrix *to, const WorldSource *from, const Query *q, Trouble *t)
{
    const WorldWatch *w = from->watch;
    if (w)
        return w->ask(w->more, to, q, t);
    return evaluate(to, q, &from->s->meaning, &from->s->budget, t);
}

static Outcome
ask(const Tables *x, Matrix *to, const Query *q)
{
    return world_ask(to, x->from, q, x->t);
}

/* What was done where the factor's numbers come from. */
static void
done_for(const Tables *x, WireList *to, const WorldFactor *f)
{
    to->count = 0;
    if (!f->done)
        array_set(to, &x->from->effect->data.done.at[f->data]);
    for (size_t i = 0; f->done && i < f->givens.count; i++)
        array_push(to, f->givens.at[i].vertex);
}

static bool
is_given(const WorldFactor *f, uint32_t vertex)
{
    bool given = false;
    for (size_t i = 0; !given && i < f->givens.count; i++)
        given = f->givens.at[i].vertex == vertex;
    return given;
}

/* Inputs of d become points with these labels; UINT32_MAX: it stays an input. */
static void
put_points(const Tables *x, Diagram *d, const uint32_t *label)
{
    Diagram filled = {0};
    uint32_t *in = memory_new(d->inputs.count + 1, sizeof *in);
    uint32_t *out = memory_new(d->outputs.count + 1, sizeof *out);
    for (uint32_t k = 0; k < d->inputs.count; k++) {
        const Type *t = d->wires.at[d->inputs.at[k].wire];
        in[k] = label[k] == UINT32_MAX
                    ? diagram_add_input(&filled, t, NULL)
                    : diagram_add_box(&filled,
                                      signature_point(&x->from->s->signature, t, label[k]), NULL,
                                      0);
    }
    diagram_add(&filled, d, in, out);
    for (size_t i = 0; i < d->outputs.count; i++)
        diagram_add_output(&filled, out[i], NULL);
    diagram_swap(d, &filled);
    diagram_clear(&filled);
    memory_free(out);
    memory_free(in);
}

/* ---- from a model with meanings ---- */

/* The position of an open vertex among the inputs. */
static uint32_t
input_of(const Model *m, uint32_t vertex)
{
    uint32_t before = 0;
    for (uint32_t v = 0; v < vertex; v++)
        before += m->vertices.at[v].open;
    return before;
}

static void
show_vertices(WireList *to, const ArgList *l)
{
    for (size_t i = 0; i < l->count; i++)
        if (!wires_has(to, l->at[i].vertex))
            array_push(to, l->at[i].vertex);
}

static uint32_t
place_in(const WireList *shown, uint32_t vertex)
{
    uint32_t i = 0;
    while (shown->at[i] != vertex)
        i++;
    return i;
}

/* The experiment in which the set was done: what the factor gives is an input, what it does not
 * mention has its first label. */
static void
do_set(const Tables *x, Model *m, const WireList *done, const WorldFactor *f)
{
    for (size_t i = 0; i < done->count; i++) {
        uint32_t v = done->at[i];
        if (is_given(f, v))
            model_open(m, v);
        else
            model_do(m, v, signature_point(&x->from->s->signature, m->vertices.at[v].type, 0),
                     "|0>");
    }
}

/* P(heads | givens) from a model with meanings, or P(heads | do(givens)). */
static Outcome
table_of_model(const Tables *x, Matrix *to, const WorldFactor *f)
{
    Model m = {0};
    Diagram d = {0};
    WireList shown = {0}, done = {0};
    Query q = {.diagram = &d};
    model_set(&m, x->from->numbers);
    done_for(x, &done, f);
    do_set(x, &m, &done, f);
    show_vertices(&shown, &f->heads);
    show_vertices(&shown, &f->givens);
    model_diagram(&d, &m, &shown);
    for (size_t i = 0; i < f->heads.count; i++)
        array_push(&q.heads, place_in(&shown, f->heads.at[i].vertex));
    for (size_t i = 0; i < f->givens.count; i++) {
        uint32_t v = f->givens.at[i].vertex;
        bool open = m.vertices.at[v].open;
        Given g = {open, open ? input_of(&m, v) : place_in(&shown, v)};
        array_push(&q.givens, g);
    }
    Outcome o = ask(x, to, &q);
    query_clear(&q);
    array_clear(&shown);
    array_clear(&done);
    diagram_clear(&d);
    model_clear(&m);
    return o;
}

/* The state of all observed vertices in which the set was done. */
static void
model_state_done(const Tables *x, Diagram *to, const WireList *done, uint32_t *output_of)
{
    Model m = {0};
    WireList shown = {0};
    model_set(&m, x->from->numbers);
    for (size_t i = 0; i < done->count; i++) /* any positive state: it is conditioned on */
        model_cut(&m, &x->from->s->signature, done->at[i], "uniform");
    for (uint32_t v = 0; v < x->from->effect->model.vertices.count; v++)
        if (!m.vertices.at[v].latent) {
            output_of[v] = (uint32_t)shown.count;
            array_push(&shown, v);
        }
    model_diagram(to, &m, &shown);
    array_clear(&shown);
    model_clear(&m);
}

/* ---- from states that were measured ---- */

/* The experiment in which this was done; NULL: nothing was. */
static const Experiment *
experiment_of(const Tables *x, const WireList *done)
{
    const Context *c = x->from->context;
    for (size_t i = 0; done->count && i < c->experiments.count; i++)
        if (wires_same_set(&c->experiments.at[i].done, done))
            return &c->experiments.at[i];
    assert(!done->count); /* the formula is of what was measured */
    return NULL;
}

/* P(heads | givens) of what was observed. */
static Outcome
table_of_observed(const Tables *x, Matrix *to, const WorldFactor *f)
{
    const Context *c = x->from->context;
    Query q = {.diagram = &c->state.diagram};
    for (size_t i = 0; i < f->heads.count; i++)
        array_push(&q.heads, c->output_of.at[f->heads.at[i].vertex]);
    for (size_t i = 0; i < f->givens.count; i++)
        array_push(&q.givens, ((Given){false, c->output_of.at[f->givens.at[i].vertex]}));
    Outcome o = ask(x, to, &q);
    query_clear(&q);
    return o;
}

/* P(heads | givens) of an experiment, where what the factor does not give has these labels. */
static Outcome
table_at(const Tables *x, Matrix *to, const Experiment *e, const WorldFactor *f,
         const uint32_t *label)
{
    Diagram d = {0};
    Query q = {.diagram = &d};
    diagram_set(&d, &e->state.diagram);
    put_points(x, &d, label);
    for (size_t i = 0; i < f->heads.count; i++)
        array_push(&q.heads, e->output_of.at[f->heads.at[i].vertex]);
    for (size_t i = 0; i < f->givens.count; i++) {
        uint32_t v = f->givens.at[i].vertex;
        Given g = {wires_has(&e->done, v), 0};
        if (g.input) /* those that are put in are none any more */
            for (uint32_t k = 0; e->done.at[k] != v; k++)
                g.position += label[k] == UINT32_MAX;
        else
            g.position = e->output_of.at[v];
        array_push(&q.givens, g);
    }
    Outcome o = ask(x, to, &q);
    query_clear(&q);
    diagram_clear(&d);
    return o;
}

/* The rows that are undefined in `to` become those of m.  Are all defined then? */
static bool
complete(Matrix *to, const Matrix *m)
{
    Matrix all;
    bool defined = true;
    matrix_init(&all, &m->in, &m->out);
    for (size_t r = 0; r < matrix_rows(m); r++) {
        const Matrix *from = matrix_rows(to) && !to->undefined.at[r] ? to : m;
        for (size_t e = from->start.at[r]; e < from->start.at[r + 1]; e++)
            matrix_add_entry(&all, matrix_entry_tuple(from, e), &from->weight.at[e]);
        matrix_end_row(&all, from->undefined.at[r]);
        defined = defined && !from->undefined.at[r];
    }
    matrix_swap(to, &all);
    matrix_clear(&all);
    return defined;
}

/* The next labels of the inputs that are put in; false: those were the last. */
static bool
next_labels(const Diagram *d, uint32_t *label)
{
    for (size_t k = d->inputs.count; k-- > 0;) {
        if (label[k] == UINT32_MAX)
            continue;
        if (++label[k] < d->wires.at[d->inputs.at[k].wire]->size)
            return true;
        label[k] = 0;
    }
    return false;
}

/* What is done and not given does not matter: a row is taken where the experiment has it first. */
static Outcome
table_of_experiment(const Tables *x, Matrix *to, const Experiment *e, const WorldFactor *f)
{
    const Diagram *d = &e->state.diagram;
    uint32_t *label = memory_new(d->inputs.count, sizeof *label);
    Matrix found;
    bool all = false;
    for (size_t k = 0; k < d->inputs.count; k++)
        label[k] = is_given(f, e->done.at[k]) ? UINT32_MAX : 0;
    matrix_clear(to);
    matrix_init_empty(to);
    matrix_init_empty(&found);
    Outcome o;
    do {
        o = table_at(x, &found, e, f, label);
        all = o == OUTCOME_DONE && complete(to, &found);
    } while (o == OUTCOME_DONE && !all && next_labels(d, label));
    matrix_clear(&found);
    memory_free(label);
    return o;
}

static Outcome
table_of_measured(const Tables *x, Matrix *to, const WorldFactor *f)
{
    WireList done = {0};
    done_for(x, &done, f);
    const Experiment *e = experiment_of(x, &done);
    array_clear(&done);
    return e ? table_of_experiment(x, to, e, f) : table_of_observed(x, to, f);
}

/* ---- by a comb's own estimand ---- */

/* The place of each head of the factor among the recipe's heads, and of each given. */
static void
comb_query(Query *q, const WireList *heads, const WireList *inputs, const WorldFactor *f)
{
    for (size_t i = 0; i < f->heads.count; i++)
        array_push(&q->heads, place_in(heads, f->heads.at[i].vertex));
    for (size_t i = 0; i < f->givens.count; i++)
        if (wires_has(inputs, f->givens.at[i].vertex))
            array_push(&q->givens,
                       ((Given){true, place_in(inputs, f->givens.at[i].vertex)}));
}

/* The state that the comb follows from; output_of: of each observed vertex. */
static Outcome
comb_state(const Tables *x, Diagram *to, const WorldComb *c, uint32_t *output_of)
{
    const WireList *done = &x->from->effect->data.done.at[c->data];
    const Model *m = &x->from->effect->model;
    const Experiment *e = x->from->numbers ? NULL : experiment_of(x, done);
    if (e)
        return experiment_state(to, x->from->s, e, m, output_of, x->t);
    if (x->from->numbers) {
        model_state_done(x, to, done, output_of);
        return OUTCOME_DONE;
    }
    diagram_set(to, &x->from->context->state.diagram);
    for (uint32_t v = 0; v < m->vertices.count; v++)
        output_of[v] = x->from->context->output_of.at[v];
    return OUTCOME_DONE;
}

/* Inputs of the recipe that the factor does not give are not what it depends on: points. */
static void
fill_inputs(const Tables *x, Diagram *d, const Recipe *r, const WorldFactor *f, WireList *kept)
{
    uint32_t *label = memory_new(r->inputs.count + 1, sizeof *label);
    for (size_t k = 0; k < r->inputs.count; k++) {
        label[k] = is_given(f, r->inputs.at[k]) ? UINT32_MAX : 0;
        if (label[k])
            array_push(kept, r->inputs.at[k]);
    }
    put_points(x, d, label);
    memory_free(label);
}

/* P(heads | do(givens)) by the comb's own estimand. */
static Outcome
table_of_comb(const Tables *x, Matrix *to, const WorldFactor *f)
{
    Session *s = x->from->s;
    const WorldEffect *e = x->from->effect;
    const Estimand *made = &f->comb->found.estimand;
    const Recipe *r = &made->recipes.at[made->recipes.count - 1];
    Diagram state = {0}, d = {0};
    WireList kept = {0};
    uint32_t *output_of = memory_new(e->model.vertices.count, sizeof *output_of);
    Query q = {.diagram = &d};
    Outcome outcome = comb_state(x, &state, f->comb, output_of);
    if (outcome == OUTCOME_DONE) {
        ObservedState o = {&state, output_of, e->name_of, NULL};
        recipe_diagram(&d, made, (uint32_t)made->recipes.count - 1, &o, &s->conditionals,
                       &s->signature, &s->names);
        fill_inputs(x, &d, r, f, &kept);
        comb_query(&q, &r->heads, &kept, f);
        outcome = ask(x, to, &q);
    }
    query_clear(&q);
    array_clear(&kept);
    diagram_clear(&d);
    diagram_clear(&state);
    memory_free(output_of);
    return outcome;
}

/* ---- the door ---- */

Outcome
world_table(Matrix *to, const WorldSource *from, const WorldFactor *f, Trouble *t)
{
    Tables x = {from, t};
    if (f->comb && f->comb->found.identified)
        return table_of_comb(&x, to, f);
    return from->numbers ? table_of_model(&x, to, f) : table_of_measured(&x, to, f);
}
