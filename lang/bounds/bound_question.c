/* bound_question.c -- see bound_question.h. */
#include "lang/bounds/bound_question.h"

#include "lang/bounds/complain_bounds.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/label.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/complain_identify.h"
#include "lang/identify/experiment_state.h"
#include "lang/identify/observed_state.h"
#include "lang/session/meaning.h"
#include "lang/worlds/known_bound.h"
#include "lang/worlds/world_reader.h"
#include "lang/worlds/world_sum.h"

#include <string.h>

void
bound_question_init(BoundQuestion *q, Session *s)
{
    *q = (BoundQuestion){.s = s};
    bound_init(&q->bound);
    known_model_init(&q->tables);
}

bool
bound_has_numbers(const BoundQuestion *q)
{
    return q->from || q->known;
}

void
bound_question_clear(BoundQuestion *q)
{
    bound_symbols_clear(&q->symbols);
    array_clear(&q->calls);
    bound_clear(&q->bound);
    known_model_clear(&q->tables);
    memory_free(q->name_of);
    context_clear(&q->own);
}

/* ---- what it is asked in ---- */

static bool
set_model(BoundQuestion *q, const Model *m, Name name)
{
    model_set(&q->bound.model, m);
    q->model = name;
    return true;
}

/* Has every box of the model a meaning? */
static bool
is_all_known(const Session *s, const Model *m)
{
    bool all = true;
    for (size_t i = 0; all && i < m->vertices.count; i++)
        all = diagram_has_meaning(s, &m->vertices.at[i].mechanism);
    return all;
}

/* A model as it was declared, or with the functor that the context has. */
static bool
take_context(BoundQuestion *q, const Context *c, const Node *at)
{
    if (c->kind == CONTEXT_CLASS)
        return complain_asked_of_class(&q->s->complain, at->at, "bounds", c->name);
    if (c->kind != CONTEXT_MODEL)
        return complain_no_shape(&q->s->complain, at->at);
    if (c->functor || is_all_known(q->s, &c->model)) {
        q->known = &c->model;
        q->s->consulted |= CONSULTED_NUMBERS;
    }
    q->s->consulted |= CONSULTED_SHAPE;
    q->model = c->name;
    return is_closed_model(q->s, &c->shape, at->at) &&
           (q->known || set_model(q, &c->shape, c->name));
}

static bool
find_context(BoundQuestion *q)
{
    Session *s = q->s;
    const Node *n = q->whole;
    if (n->kind == NODE_WITH || n->kind == NODE_IN)
        return elaborate_context(s, &q->own, n->kids[1],
                                 n->kind == NODE_WITH ? n->kids[2] : NULL) &&
               take_context(q, &q->own, n->kids[1]);
    if (n->kind == NODE_FROM) {
        if (!elaborate_from(s, &q->own, n->kids[1], &n->kids[2], n->count - 2))
            return false;
        q->from = &q->own;
    } else if (s->asked->kind == CONTEXT_FROM) {
        q->from = s->asked;
        s->consulted |= CONSULTED_SHAPE | CONSULTED_NUMBERS;
    } else {
        return take_context(q, s->asked, n);
    }
    if (q->from->class.kind != VALUE_NONE)
        return complain_asked_of_class(&s->complain, n->at, "bounds", q->from->name);
    return has_all_wires(s, q->from, n->at) && set_model(q, &q->from->model, q->from->name);
}

static bool
check_carriers(BoundQuestion *q)
{
    const Model *m = &q->bound.model;
    for (size_t i = 0; i < m->vertices.count; i++) {
        const Vertex *v = &m->vertices.at[i];
        if (!v->latent && !v->type->size)
            return complain_no_carrier(&q->s->complain, q->whole->at, v->type);
    }
    return true;
}

/* ---- mechanisms that are fixed in place ---- */

/* Is every box of the mechanism a function, of observed variables? */
static bool
is_known_function(const BoundQuestion *q, const Vertex *v)
{
    bool all = !v->latent;
    for (size_t i = 0; all && i < v->parents.count; i++)
        all = !q->bound.model.vertices.at[v->parents.at[i]].latent;
    return all && mechanism_is_function(q->s, &v->mechanism);
}

/* Is the mechanism one box, of observed variables, or a state, that shares no hidden cause with
 * others? */
static bool
is_known_box(const BoundQuestion *q, uint32_t i)
{
    const Bound *b = &q->bound;
    const Vertex *v = &b->model.vertices.at[i];
    bool one = !v->latent && (v->mechanism.uses.count == 1 || !v->parents.count);
    for (size_t k = 0; one && k < v->parents.count; k++)
        one = !b->model.vertices.at[v->parents.at[k]].latent;
    return one && b->responses.components.at[b->responses.component_of.at[i]].vertices.count == 1;
}

static bool
give_table(BoundQuestion *q, uint32_t i)
{
    Bound *b = &q->bound;
    const Vertex *v = &b->model.vertices.at[i];
    Value table = {0};
    bool ok = session_meaning(q->s, &table, &v->mechanism, q->whole);
    if (ok)
        ok = bound_add_table(b, i, &v->parents, &table.matrix, &q->s->budget) ||
             complain_stopped(&q->s->complain, &q->s->budget, q->whole->at);
    value_clear(&table);
    return ok;
}

/* The labels of a vertex's sites are those of its mechanism. */
static bool
give_labels(BoundQuestion *q, ResponseComponent *c, const ResponseVertex *x)
{
    const Vertex *v = &q->bound.model.vertices.at[x->vertex];
    uint32_t *label_of = memory_new(q->bound.model.vertices.count, sizeof *label_of);
    uint32_t *tuple = memory_new(v->parents.count + 1, sizeof *tuple);
    Value table = {0};
    bool ok = session_meaning(q->s, &table, &v->mechanism, q->whole);
    for (size_t r = 0; ok && x->site + x->rows <= c->sites && r < matrix_rows(&table.matrix); r++) {
        matrix_row_tuple(&table.matrix, r, tuple);
        for (size_t i = 0; i < v->parents.count; i++)
            label_of[v->parents.at[i]] = tuple[i];
        c->given.at[response_row(&q->bound.responses, x, label_of)] =
            table.matrix.index.at[table.matrix.start.at[r]];
    }
    value_clear(&table);
    memory_free(tuple);
    memory_free(label_of);
    return ok;
}

static bool
give_functions(BoundQuestion *q)
{
    Bound *b = &q->bound;
    bool ok = true;
    for (uint32_t i = 0; ok && i < b->model.vertices.count; i++) {
        const Vertex *v = &b->model.vertices.at[i];
        if (!v->fixed)
            continue;
        if (!is_known_function(q, v) && is_known_box(q, i)) {
            ok = give_table(q, i);
            continue;
        }
        if (!is_known_function(q, v)) {
            b->is_outer = true;
            ok = b->outer || complain_fixed_place(&q->s->complain, q->whole->at, q->name_of[i]);
            continue;
        }
        ResponseComponent *c = &b->responses.components.at[b->responses.component_of.at[i]];
        size_t k = 0;
        while (c->vertices.at[k].vertex != i)
            k++;
        ok = give_labels(q, c, &c->vertices.at[k]);
    }
    return ok;
}

/* What vertices are called; those that were uses of boxes, `blur in Y`. */
static void
name_vertices(BoundQuestion *q)
{
    size_t own = q->bound.model.vertices.count - q->tables.uses.count;
    q->name_of = vertex_names(q->s, &q->bound.model);
    for (size_t i = 0; i < q->tables.uses.count; i++) {
        const KnownUse *use = &q->tables.uses.at[i];
        Sink text;
        sink_init(&text);
        box_write(use->box, q->bound.model.vertices.at[own + i].type, &text);
        sink_print(&text, " in %s", q->name_of[use->of]);
        q->name_of[own + i] = names_take(&q->s->names, &text);
    }
}

static bool
start(BoundQuestion *q)
{
    Session *s = q->s;
    Bound *b = &q->bound;
    if (!find_context(q))
        return false;
    if (q->known) {
        bool ok = known_bound_start(s, b, &q->tables, q->known, q->whole);
        if (ok)
            name_vertices(q);
        return ok;
    }
    if (!check_carriers(q))
        return false;
    graph_make(&b->graph, &b->model);
    q->name_of = vertex_names(s, &b->model);
    if (!projection_make(&b->projection, &b->graph, &s->budget))
        return complain_stopped(&s->complain, &s->budget, q->whole->at);
    bound_start(b);
    return give_functions(q);
}

/* ---- questions ---- */

/* Nothing is asked of hidden causes, or put in for them, and no functions are put in. */
static bool
is_askable(BoundQuestion *q, const WorldQuestion *w, const Node *at)
{
    Session *s = q->s;
    const Model *m = &q->bound.model;
    for (size_t i = 0; i < w->atoms.count; i++)
        if (m->vertices.at[w->atoms.at[i].vertex].latent)
            return complain_latent_asked(&s->complain, at->at, q->name_of[w->atoms.at[i].vertex]);
    for (size_t k = 0; k < w->worlds.count; k++)
        for (size_t i = 0; i < w->worlds.at[k].count; i++) {
            const Replacement *r = &w->worlds.at[k].at[i];
            if (m->vertices.at[r->vertex].latent)
                return complain_latent_asked(&s->complain, at->at, q->name_of[r->vertex]);
            if (r->by == BY_FUNCTION)
                return complain_not_yet(&s->complain, at->at,
                                        "a function put in where there are no numbers");
        }
    return true;
}

static bool
read_call(BoundQuestion *q, WorldQuestion *to, const Node *call)
{
    WorldReader r = {.s = q->s, .model = &q->bound.noise.model};
    question_read(&r.question, call);
    bool ok = r.question.heads ||
              complain_usage(&q->s->complain, call->at, call->kids[0]->text,
                             node_is_question(call) ? "P(Y[X = 0] = 1 | X = 1)"
                                                    : "E(Y[X = 0] | X = 1)");
    ok = ok && world_reader_read(&r, to);
    if (ok && r.rows.count)
        ok = complain_unbounded(&q->s->complain, call->at,
                                "what is given has no value, so it is several");
    world_reader_clear(&r);
    return ok && is_askable(q, to, call);
}

/* P: events only.  E: one atom is free, with numbers for labels. */
static bool
check_free(BoundQuestion *q, BoundTerm *t, const Node *call)
{
    const Type *type = NULL;
    size_t free = 0;
    for (size_t i = 0; i < t->question.atoms.count; i++)
        if (t->question.atoms.at[i].free) {
            free++;
            type = q->bound.model.vertices.at[t->question.atoms.at[i].vertex].type;
        }
    if (!t->mean)
        return !free || complain_unbounded(&q->s->complain, call->at,
                                           "what is asked has no value, so it is several");
    if (free != 1)
        return complain_mean(&q->s->complain, call->at);
    linear_numbers_clear(&t->number);
    linear_numbers_init(&t->number, type->size);
    for (uint32_t i = 0; i < type->size; i++)
        if (!label_number(&t->number.at[i], type, i))
            return complain_mean_label(&q->s->complain, call->at, type, i);
    return true;
}

static bool
add_term(BoundQuestion *q, const Node *call, const mpq_t times)
{
    BoundTerm t = {.mean = strcmp(call->kids[0]->text, "E") == 0};
    mpq_init(t.times);
    mpq_set(t.times, times);
    linear_numbers_init(&t.number, 0);
    array_push(&q->bound.terms, t);
    array_push(&q->calls, call);
    BoundTerm *to = &q->bound.terms.at[q->bound.terms.count - 1];
    return read_call(q, &to->question, call) && check_free(q, to, call);
}

/* P or E, or what it is the sum of. */
static bool
add_effect(BoundQuestion *q, const Node *call, const mpq_t times)
{
    WorldSum sum;
    world_sum_init(&sum);
    bool ok = world_sum_add(q->s, &sum, &q->bound.model, call, times, false);
    for (size_t i = 0; ok && i < sum.list.count; i++)
        ok = add_term(q, sum.list.at[i].call, sum.list.at[i].times);
    mpq_add(q->bound.constant, q->bound.constant, sum.constant);
    world_sum_clear(&sum);
    return ok;
}

/* PN(X -> Y, 0 -> 1), or another quantity that stands for an expression? */
static bool
is_named(const Session *s, const Node *n)
{
    const Notion *notion = n->kind == NODE_CALL ? notion_called(s, n) : NULL;
    return notion && notion->expand;
}

/* Is there a P or E in it, or what stands for one? */
static bool
asks(const Session *s, const Node *n)
{
    bool found = node_is_effect(n) || is_named(s, n);
    for (uint32_t i = 0; !found && n->kind != NODE_CALL && i < n->count; i++)
        found = n->kids[i] && asks(s, n->kids[i]);
    return found;
}

static bool add_quantity(BoundQuestion *q, const Node *n, const mpq_t times);

/* Numbers times what asks, which is one factor. */
static bool
add_product(BoundQuestion *q, const Node *n, const mpq_t times)
{
    const Node *part = NULL;
    mpq_t x, one;
    mpq_inits(x, one, NULL);
    mpq_set(x, times);
    bool ok = true;
    for (uint32_t i = 0; ok && i < n->count; i++) {
        bool divides = n->kind == NODE_QUOTIENT && i == 1;
        if (asks(q->s, n->kids[i])) {
            ok = (!part && !divides) ||
                 complain_unbounded(&q->s->complain, n->at, "P and E are multiplied or divided");
            part = n->kids[i];
        } else if (divides) {
            ok = elaborate_divisor(q->s, one, n->kids[i]);
            if (ok)
                mpq_div(x, x, one);
        } else {
            ok = elaborate_number(q->s, one, n->kids[i]);
            mpq_mul(x, x, one);
        }
    }
    ok = ok && add_quantity(q, part, x);
    mpq_clears(x, one, NULL);
    return ok;
}

static bool
add_number(BoundQuestion *q, const Node *n, const mpq_t times)
{
    mpq_t x;
    mpq_init(x);
    bool ok = elaborate_number(q->s, x, n);
    mpq_mul(x, x, times);
    mpq_add(q->bound.constant, q->bound.constant, x);
    mpq_clear(x);
    return ok;
}

/* What a named quantity stands for. */
static bool
add_named(BoundQuestion *q, const Node *n, const mpq_t times)
{
    const Node *meant = notion_called(q->s, n)->expand(q->s, &q->bound.model, n);
    return meant && add_quantity(q, meant, times);
}

static bool
add_quantity(BoundQuestion *q, const Node *n, const mpq_t times)
{
    bool ok = true;
    mpq_t minus;
    if (node_is_effect(n))
        return add_effect(q, n, times);
    if (is_named(q->s, n))
        return add_named(q, n, times);
    if (!asks(q->s, n))
        return add_number(q, n, times);
    switch (n->kind) {
    case NODE_SUM:
        for (uint32_t i = 0; ok && i < n->count; i++)
            ok = add_quantity(q, n->kids[i], times);
        return ok;
    case NODE_NEGATE:
        mpq_init(minus);
        mpq_neg(minus, times);
        ok = add_quantity(q, n->kids[0], minus);
        mpq_clear(minus);
        return ok;
    case NODE_PRODUCT:
    case NODE_QUOTIENT: return add_product(q, n, times);
    default: break;
    }
    return complain_unbounded(&q->s->complain, n->at, "only sums and multiples of P and E are");
}

/* ---- what is assumed ---- */

/* Two worlds of one variable, `X[Z = 1]` and `X[Z = 0]`, as what a call asks for. */
static bool
read_pair(BoundQuestion *q, WorldQuestion *to, const Node *n)
{
    for (uint32_t i = 0; i < 2; i++)
        if (n->kids[i]->kind != NODE_INDEX && !node_is_name(n->kids[i]))
            return complain_assumption(&q->s->complain, n->at);
    Node *list = node_new(&q->s->arena, NODE_LIST, n->at);
    Node *call = node_new(&q->s->arena, NODE_CALL, n->at);
    node_add(&q->s->arena, list, n->kids[0]);
    node_add(&q->s->arena, list, n->kids[1]);
    node_add(&q->s->arena, call, n->kids[0]);
    node_add(&q->s->arena, call, list);
    if (!read_call(q, to, call))
        return false;
    const Model *m = &q->bound.model;
    return (to->atoms.count == 2 && to->atoms.at[0].free && to->atoms.at[1].free &&
            m->vertices.at[to->atoms.at[0].vertex].type ==
                m->vertices.at[to->atoms.at[1].vertex].type) ||
           complain_assumption(&q->s->complain, n->at);
}

/* P(...) = 0 */
static bool
read_never(BoundQuestion *q, WorldQuestion *to, const Node *n)
{
    mpq_t x;
    mpq_init(x);
    bool ok = elaborate_number(q->s, x, n->kids[1]) &&
              (mpq_sgn(x) == 0 || complain_assumption(&q->s->complain, n->at));
    mpq_clear(x);
    ok = ok && read_call(q, to, n->kids[0]);
    for (size_t i = 0; ok && i < to->atoms.count; i++)
        if (to->atoms.at[i].free || to->atoms.at[i].condition)
            ok = complain_assumption(&q->s->complain, n->at);
    return ok;
}

static bool
add_assumption(BoundQuestion *q, const Node *n)
{
    Assumed a = {0};
    bool ok = true;
    if (n->kind == NODE_EQUAL && node_is_question(n->kids[0])) {
        ok = read_never(q, &a.question, n);
    } else if (n->kind == NODE_EQUAL) {
        a.form = ASSUMED_EQUAL;
        ok = read_pair(q, &a.question, n);
    } else if (n->kind == NODE_COMPARE && n->count == 2 &&
               (strcmp(n->text, ">=") == 0 || strcmp(n->text, "<=") == 0)) {
        a.form = n->text[0] == '>' ? ASSUMED_AT_LEAST : ASSUMED_AT_MOST;
        ok = read_pair(q, &a.question, n);
    } else {
        ok = complain_assumption(&q->s->complain, n->at);
    }
    array_push(&q->bound.assumed, a);
    return ok;
}

/* ---- data ---- */

static bool
read_state(BoundQuestion *q, Matrix *to, const WireList *vertices, const Diagram *state,
           const uint32_t *output_of)
{
    ReachedRow reached;
    Query query = {.diagram = state};
    for (size_t i = 0; i < vertices->count; i++)
        array_push(&query.heads, output_of[vertices->at[i]]);
    bool ok = session_evaluate(q->s, to, &query, q->whole, &reached);
    if (ok && to->undefined.at[0])
        ok = complain_undefined(&q->s->complain, q->whole->at, "the state");
    query_clear(&query);
    return ok;
}

static bool
read_experiment(BoundQuestion *q, Matrix *to, const WireList *vertices, const Experiment *e)
{
    Session *s = q->s;
    Diagram state = {0};
    Trouble t = {0};
    uint32_t first = (uint32_t)s->signature.boxes.count;
    uint32_t *output_of = memory_new(q->bound.model.vertices.count, sizeof *output_of);
    Outcome o = experiment_state(&state, s, e, &q->bound.model, output_of, &t);
    bool ok = o == OUTCOME_DONE ? read_state(q, to, vertices, &state, output_of)
                                : session_complain(s, o, &t, q->whole);
    meaning_forget(&s->meaning, first);
    trouble_clear(&t);
    diagram_clear(&state);
    memory_free(output_of);
    return ok;
}

/* A state that was not observed has no entries. */
static void
read_nothing(BoundQuestion *q, Matrix *to, const WireList *vertices)
{
    SizeList none = {0}, sizes = {0};
    for (size_t i = 0; i < vertices->count; i++)
        array_push(&sizes, q->bound.model.vertices.at[vertices->at[i]].type->size);
    matrix_clear(to);
    matrix_init(to, &none, &sizes);
    matrix_end_row(to, false);
    array_clear(&sizes);
}

static bool
read_data(Matrix *to, const WireList *vertices, size_t experiment, void *more)
{
    BoundQuestion *q = more;
    if (experiment)
        return read_experiment(q, to, vertices, &q->from->experiments.at[experiment - 1]);
    if (q->from->state.kind != VALUE_NONE)
        return read_state(q, to, vertices, &q->from->state.diagram, q->from->output_of.at);
    read_nothing(q, to, vertices);
    return true;
}

static void
set_experiments(BoundQuestion *q)
{
    for (size_t i = 0; q->from && i < q->from->experiments.count; i++) {
        WireList done = {0};
        array_set(&done, &q->from->experiments.at[i].done);
        array_push(&q->bound.experiments, done);
    }
}

bool
bound_question_read(BoundQuestion *q, const Node *whole, const Node *assumed, bool outer)
{
    Session *s = q->s;
    mpq_t one;
    q->whole = whole;
    q->asked = node_is_in(whole) ? whole->kids[0] : whole;
    q->assumed = assumed;
    q->bound.outer = outer;
    if (!asks(s, q->asked))
        return complain_unbounded(&s->complain, q->asked->at, "it asks for no P or E");
    if (!start(q))
        return false;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    bool ok = add_quantity(q, q->asked, one);
    mpq_clear(one);
    for (uint32_t i = 0; ok && assumed && i < assumed->count; i++)
        ok = add_assumption(q, assumed->kids[i]);
    q->bound.data = q->from ? read_data : NULL;
    q->bound.more = q;
    set_experiments(q);
    return ok;
}
