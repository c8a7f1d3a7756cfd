/* world_effect.c -- counterfactuals of a shape; see world_effect.h. */
#include "lang/worlds/world_effect.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_model.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/complain_identify.h"
#include "lang/identify/effect_query.h"
#include "lang/worlds/complain_worlds.h"


static void
rows_clear(WorldRowList *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        WorldRow *r = rows->at[i];
        world_formula_clear(&r->formula);
        world_answer_clear(&r->answer);
        world_question_clear(&r->question);
        array_clear(&r->labels);
        memory_free(r);
    }
    array_clear(rows);
}

void
world_effect_clear(WorldEffect *e)
{
    rows_clear(&e->rows);
    world_reader_clear(&e->reader);
    set_list_clear(&e->data.done);
    memory_free(e->name_of);
    projection_clear(&e->projection);
    graph_clear(&e->graph);
    model_clear(&e->projected);
    model_clear(&e->model);
    *e = (WorldEffect){0};
}

/* ---- what was measured ---- */

static bool
add_set(Session *s, WorldEffect *e, const Node *set)
{
    WireList done = {0};
    bool ok = set->kind == NODE_SET || complain_experiments(&s->complain, set->at);
    for (uint32_t i = 0; ok && i < set->label_count; i++) {
        uint32_t v;
        const Label *l = &set->labels[i];
        ok = model_find(&e->model, l->text, &v) ||
             complain_unknown_vertex(&s->complain, l->at, &e->model, l->text);
        if (ok && e->model.vertices.at[v].latent)
            ok = complain_latent_asked(&s->complain, l->at, l->text);
        if (ok && !wires_has(&done, v))
            array_push(&done, v);
    }
    if (ok)
        array_push(&e->data.done, done);
    else
        array_clear(&done);
    return ok;
}

/* The experiments of the states that it is asked from. */
static void
take_measured(WorldEffect *e, const Context *c)
{
    WireList none = {0};
    if (c->state.kind != VALUE_NONE)
        array_push(&e->data.done, none);
    for (size_t i = 0; i < c->experiments.count; i++) {
        WireList done = {0};
        array_set(&done, &c->experiments.at[i].done);
        array_push(&e->data.done, done);
    }
}

/* Observation alone; all experiments; those of `experiments({}, {X})`; or what was measured. */
static bool
read_data(Session *s, WorldEffect *e, const Node *from)
{
    WireList none = {0};
    bool ok = true;
    if (!e->context && s->asked->kind == CONTEXT_FROM) {
        take_measured(e, s->asked);
    } else if (!from || from->kind != NODE_CALL) {
        array_push(&e->data.done, none);
        e->data.all = from != NULL;
    } else if (from->count > 2 || !from->kids[1]->count) {
        return complain_experiments(&s->complain, from->at);
    } else {
        for (uint32_t i = 0; ok && i < from->kids[1]->count; i++)
            ok = add_set(s, e, from->kids[1]->kids[i]);
    }
    e->data_text = from ? span_text(&s->names, from->at) : NULL;
    return ok;
}

/* ---- the model ---- */

static bool
find_model(Session *s, WorldEffect *e, const Node *n)
{
    if (!e->context && !asks_one_model(s, e->call))
        return false;
    if (!e->context) {
        if (s->asked->kind != CONTEXT_MODEL && s->asked->kind != CONTEXT_FROM)
            return complain_no_shape(&s->complain, n->at);
        model_set(&e->model, s->asked->kind == CONTEXT_FROM ? &s->asked->model /* with types */
                                                            : &s->asked->shape);
        s->consulted |= CONSULTED_SHAPE;
        return is_closed_model(s, &e->model, n->at);
    }
    Value v = {0};
    bool ok = elaborate_model(s, &v, e->context) && is_closed_model(s, &v.model, e->context->at);
    if (ok)
        model_swap(&e->model, &v.model);
    value_clear(&v);
    return ok;
}

static bool
find_shape(Session *s, WorldEffect *e, const Node *n)
{
    graph_make(&e->graph, &e->model);
    e->name_of = vertex_names(s, &e->model);
    if (!projection_make(&e->projection, &e->graph, &s->budget))
        return complain_stopped(&s->complain, &s->budget, n->at);
    projected_model(&e->projected, &e->model, &e->projection);
    return true;
}

/* ---- rows ---- */

/* Nothing is asked of hidden causes, or put in for them, and no functions are put in. */
static bool
is_askable(Session *s, const WorldEffect *e, const WorldQuestion *q)
{
    const Node *at = e->call;
    for (size_t i = 0; i < q->atoms.count; i++)
        if (e->model.vertices.at[q->atoms.at[i].vertex].latent)
            return complain_latent_asked(&s->complain, at->at,
                                         e->name_of[q->atoms.at[i].vertex]);
    for (size_t w = 0; w < q->worlds.count; w++)
        for (size_t i = 0; i < q->worlds.at[w].count; i++) {
            const Replacement *r = &q->worlds.at[w].at[i];
            if (e->model.vertices.at[r->vertex].latent)
                return complain_latent_asked(&s->complain, at->at, e->name_of[r->vertex]);
            if (r->by == BY_FUNCTION)
                return complain_not_yet(&s->complain, at->at,
                                        "a function put in where there are no numbers");
        }
    return true;
}

static bool
add_row(Session *s, WorldEffect *e)
{
    WorldRow *r = memory_new(1, sizeof *r);
    array_push(&e->rows, r);
    if (!world_reader_read(&e->reader, &r->question) || !is_askable(s, e, &r->question))
        return false;
    for (size_t i = 0; i < e->reader.rows.count; i++)
        array_push(&r->labels, e->reader.rows.at[i].label);
    if (!decide_worlds(&r->answer, &r->question, &e->model, &e->graph, &e->projection, &e->data,
                       &s->budget) ||
        (r->answer.verdict == WORLDS_IDENTIFIED &&
         !world_formula_make(&r->formula, &r->answer, &r->question, &e->data, &e->graph,
                             &s->budget)))
        return complain_stopped(&s->complain, &s->budget, e->call->at);
    return true;
}

static bool
add_rows(Session *s, WorldEffect *e)
{
    bool ok = add_row(s, e);
    uint64_t rows = 1;
    for (size_t i = 0; ok && i < e->reader.rows.count; i++) {
        rows *= e->reader.rows.at[i].type->size;
        ok = rows <= EFFECT_ROWS_MAX ||
             complain_effect_rows(&s->complain, e->call->at, EFFECT_ROWS_MAX);
    }
    while (ok && world_reader_next(&e->reader))
        ok = add_row(s, e);
    return ok;
}

static bool
any_identified(const WorldEffect *e)
{
    bool any = false;
    for (size_t i = 0; !any && i < e->rows.count; i++)
        any = e->rows.at[i]->answer.verdict == WORLDS_IDENTIFIED;
    return any;
}

/* A vertex that is asked for without a value, and is in the way; false: there is none. */
static bool
find_in_the_way(const WorldEffect *e, uint32_t *vertex)
{
    for (size_t i = 0; i < e->rows.count; i++) {
        const WorldRow *r = e->rows.at[i];
        if (r->answer.verdict != WORLDS_CONFLICT)
            continue;
        *vertex = r->answer.conflict.vertex;
        for (size_t k = 0; k < r->question.atoms.count; k++)
            if (r->question.atoms.at[k].free && r->question.atoms.at[k].vertex == *vertex)
                return true;
    }
    return false;
}

bool
world_effect_by_value(Session *s, WorldEffect *e)
{
    uint32_t v;
    if (!find_in_the_way(e, &v) ||
        e->rows.count * (uint64_t)e->model.vertices.at[v].type->size > EFFECT_ROWS_MAX)
        return true;
    WorldRowList refused = e->rows;
    WorldReader before = e->reader;
    e->rows = (WorldRowList){0};
    e->reader.rows.at = NULL;
    e->reader.rows.count = e->reader.rows.space = 0;
    e->reader.by_value = v + 1;
    bool ok = add_rows(s, e);
    if (ok && any_identified(e)) {
        rows_clear(&refused);
        array_clear(&before.rows);
        return true;
    }
    rows_clear(&e->rows);
    array_clear(&e->reader.rows);
    e->rows = refused;
    e->reader = before;
    return ok;
}

static void
name_question(Session *s, WorldEffect *e)
{
    Sink text;
    sink_init(&text);
    const Node *heads = e->call->kids[1], *given = e->call->count > 2 ? e->call->kids[2] : NULL;
    if (node_is_question(e->call)) {
        sink_put(&text, span_text(&s->names, e->call->at));
    } else { /* the head may be one of a sum */
        sink_print(&text, "P(%s", span_text(&s->names, heads->at));
        if (given)
            sink_print(&text, " | %s", span_text(&s->names, given->at));
        sink_put(&text, ")");
    }
    e->question = names_take(&s->names, &text);
    e->place = e->context ? span_text(&s->names, e->context->at) : NULL;
}

bool
world_effect_make(Session *s, WorldEffect *to, const Node *n)
{
    WorldEffect e = {.call = node_is_in(n) ? n->kids[0] : n,
                     .context = node_is_in(n) ? n->kids[1] : NULL};
    const Node *from = node_is_from_experiments(n) ? n->kids[2] : NULL;
    bool ok = (from || effect_query_asks_shape(s, n)) && find_model(s, &e, n) &&
              read_data(s, &e, from) && find_shape(s, &e, n);
    if (ok) {
        name_question(s, &e);
        question_read(&e.reader.question, e.call);
        e.reader.s = s;
        e.reader.model = &e.projected;
        ok = e.reader.question.heads ||
             complain_usage(&s->complain, e.call->at, e.call->kids[0]->text,
                            node_is_question(e.call) ? "P(Y[X = 0] | X = 1)"
                                                     : "E(Y[X = 0] | X = 1)");
    }
    if (ok) {
        *to = e; /* the questions borrow its model from here on */
        to->reader.model = &to->projected;
        ok = add_rows(s, to);
        if (!ok)
            world_effect_clear(to);
    } else {
        world_effect_clear(&e);
    }
    return ok;
}

bool
world_known_label(const WorldRow *r, size_t atom, uint32_t *label)
{
    const WorldQuestion *q = &r->question;
    const Grown *g = &r->answer.given.grown;
    uint32_t at = g->at.at[atom];
    *label = at & ~GROWN_POINT;
    if (at & GROWN_POINT)
        return true;
    bool *given = memory_new(q->atoms.count, sizeof *given);
    for (size_t i = 0; i < q->atoms.count; i++)
        given[i] = q->atoms.at[i].condition;
    LabelSet known;
    bool one = grown_event(&known, g, given, at) && label_set_one(&known, grown_type(g, at), label);
    array_clear(&known.labels);
    memory_free(given);
    return one;
}

void
world_effect_write_asked(Session *s, const WorldEffect *e, Sink *out)
{
    (void)s;
    sink_put(out, e->question);
    if (e->place)
        sink_print(out, " in %s", e->place);
    if (e->data_text)
        sink_print(out, " from %s", e->data_text);
}
