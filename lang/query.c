/* query.c -- questions with numbers: P and E, in a state or in a model with a functor.
 *
 * A question becomes a closed diagram (surgery done, asked wires as outputs, do(X) as inputs) and a
 * Query over it; network/ answers.  evaluate_query is the one door to that. */
#include "lang/elaborate.h"

#include "diagram/write.h"
#include "lang/implied.h"
#include "lang/progress.h"

#include <stdlib.h>
#include <string.h>

/* ---- the door ---- */

static bool
write_stage(Session *s, const Query *q, bool all, Trouble *t, Outcome *outcome)
{
    *outcome = OUTCOME_DONE;
    if (s->options.stage == STAGE_DIAGRAM)
        diagram_write_stage(q->diagram, &s->out);
    else if (s->options.stage == STAGE_NETWORK)
        *outcome = evaluate_write_network(q, all, &s->meaning, &s->budget, t, &s->out);
    else
        *outcome = evaluate_write_plan(q, all, &s->meaning, &s->budget, t, &s->out);
    s->staged = *outcome == OUTCOME_DONE;
    return false;
}

static bool
complain_outcome(Session *s, Outcome outcome, const Trouble *t, const Node *n)
{
    switch (outcome) {
    case OUTCOME_STOPPED:
        return complain_stopped(&s->complain, &s->budget, n->at);
    case OUTCOME_TOO_LARGE:
        return complain_too_large(&s->complain, n->at, sink_text(&t->entries), t->limit);
    case OUTCOME_NO_MEANING:
        return complain_no_meaning(&s->complain, n->at, t->box,
                                   s->asked->kind == CONTEXT_MODEL && !s->asked->functor);
    case OUTCOME_NO_CARRIER:
        return complain_no_carrier(&s->complain, n->at, t->type);
    case OUTCOME_DONE:
        break;
    }
    return true;
}

/* What input i of a conditional box is called: a given, or an input of what it is taken from. */
static Name
conditional_input_name(const Conditional *c, size_t i)
{
    return i < c->givens ? c->state.outputs.at[i].name : c->state.inputs.at[i - c->givens].name;
}

/* The event of the row of a conditional box that was needed but has no support. */
static Name
trouble_event(Session *s, const Trouble *t)
{
    Sink text;
    sink_init(&text);
    const Matrix *m = meaning_find(&s->meaning, t->box->id);
    uint32_t *tuple = memory_new(t->box->in.count, sizeof *tuple);
    matrix_row_tuple(m, t->row, tuple);
    const Conditional *c = t->box->kind == BOX_CONDITIONAL ? t->box->conditional : NULL;
    for (size_t i = 0; i < t->box->in.count; i++) {
        Name name = c ? conditional_input_name(c, i) : NULL;
        sink_put(&text, i ? ", " : "");
        if (name)
            sink_print(&text, "%s = ", name);
        type_write_label(t->box->in.at[i], tuple[i], &text);
    }
    Name event = names_add(&s->names, sink_text(&text), text.count);
    memory_free(tuple);
    sink_clear(&text);
    return event;
}

/* A row without a value, of a box inside, that was reached; {0}: none. */
typedef struct Reached {
    const Box *box;
    Name event;
} Reached;

/* Budget, stages, and words for what went wrong; tells what was reached without support. */
static bool
evaluate_query(Session *s, Matrix *to, const Query *q, const Node *n, Reached *reached)
{
    Trouble t = {0};
    Outcome outcome;
    s->budget.done = s->budget.total = 0;
    bool ok = true;
    if (s->staging && s->options.stage >= STAGE_DIAGRAM)
        ok = write_stage(s, q, false, &t, &outcome);
    else
        outcome = evaluate(to, q, &s->meaning, &s->budget, &t);
    progress_end(&s->budget);
    if (outcome != OUTCOME_DONE)
        ok = complain_outcome(s, outcome, &t, n);
    if (ok && t.varies)
        warn_varies(s, t.varies, n->at);
    *reached = (Reached){0};
    if (ok && t.box)
        *reached = (Reached){t.box, trouble_event(s, &t)};
    trouble_clear(&t);
    return ok;
}

bool
session_meaning(Session *s, Value *to, const Diagram *d, const Node *n)
{
    Query q = {0};
    SizeList none = {0};
    Matrix m;
    Reached reached;
    matrix_init(&m, &none, &none);
    query_all(&q, d);
    bool ok = evaluate_query(s, &m, &q, n, &reached);
    if (ok && !d->inputs.count && m.undefined.at[0])
        ok = complain_undefined_inside(&s->complain, n->at, reached.box, reached.event);
    if (ok) {
        PortList in = {0}, out = {0};
        ends_to_ports(&in, d, &d->inputs);
        ends_to_ports(&out, d, &d->outputs);
        value_take_matrix(to, &m, &in, &out, false);
        array_clear(&out);
        array_clear(&in);
    }
    matrix_clear(&m);
    query_clear(&q);
    return ok;
}

/* ---- contexts ---- */

void
context_clear(Context *c)
{
    value_clear(&c->state);
    model_clear(&c->model);
    model_clear(&c->shape);
    array_clear(&c->output_of);
    *c = (Context){0};
}

void
context_swap(Context *a, Context *b)
{
    Context c = *a;
    *a = *b;
    *b = c;
}

bool
is_closed_model(Session *s, const Model *m, Span at)
{
    for (size_t i = 0; i < m->vertices.count; i++)
        if (m->vertices.at[i].open)
            return complain_open_model(&s->complain, at, m->vertices.at[i].name);
    return true;
}

static bool
elaborate_functor(Session *s, const Functor **to, const Node *n)
{
    Value v = {0};
    bool ok = elaborate(s, &v, n);
    if (ok && v.kind != VALUE_FUNCTOR)
        ok = complain_wanted(&s->complain, n->at, "a functor after `with`", &v);
    if (ok)
        *to = v.functor;
    value_clear(&v);
    return ok;
}

/* The model becomes the context's. */
static bool
model_context(Session *s, Context *to, Model *m, const Functor *f)
{
    bool ok = true;
    to->kind = CONTEXT_MODEL;
    if (f) {
        to->functor = f->name;
        ok = model_apply(s, &to->model, m, f);
    } else {
        model_set(&to->model, m);
    }
    model_swap(&to->shape, m);
    return ok;
}

static bool
state_context(Session *s, Context *to, const Value *v, const Functor *f, const Node *n)
{
    Diagram d = {0};
    bool ok = value_to_diagram(s, &d, v, n);
    if (ok && d.inputs.count)
        ok = complain_open_context(&s->complain, n->at, d.inputs.count);
    if (ok && f) {
        ok = diagram_affords(s, diagram_map_size(&d, f), n);
        if (ok)
            diagram_map(&d, &d, f);
    }
    if (ok) {
        to->kind = CONTEXT_STATE;
        value_take_diagram(&to->state, &d);
    }
    diagram_clear(&d);
    return ok;
}

bool
elaborate_context(Session *s, Context *to, const Node *context, const Node *functor)
{
    Value v = {0};
    Context c = {.name = span_text(&s->names, context->at)};
    const Functor *f = NULL;
    bool ok = elaborate(s, &v, context) && (!functor || elaborate_functor(s, &f, functor));
    if (ok && v.kind == VALUE_MODEL)
        ok = model_context(s, &c, &v.model, f);
    else if (ok && (v.kind == VALUE_DIAGRAM || v.kind == VALUE_MATRIX))
        ok = state_context(s, &c, &v, f, context);
    else if (ok)
        ok = complain_wanted(&s->complain, context->at, "a state or a model to ask in", &v);
    if (ok)
        context_swap(to, &c);
    context_clear(&c);
    value_clear(&v);
    return ok;
}

bool
elaborate_from(Session *s, Context *to, const Node *model, const Node *state)
{
    Value v = {0};
    Context c = {.name = span_text(&s->names, model->at)};
    bool ok = elaborate(s, &v, model) && from_context(s, &c, &v, model, state);
    if (ok)
        context_swap(to, &c);
    context_clear(&c);
    value_clear(&v);
    return ok;
}

bool
elaborate_in(Session *s, Value *to, const Node *n)
{
    Context c = {0};
    if (n->kind == NODE_FROM ? !elaborate_from(s, &c, n->kids[1], n->kids[2])
                             : !elaborate_context(s, &c, n->kids[1],
                                                  n->kind == NODE_WITH ? n->kids[2] : NULL))
        return false;
    const Context *outer = s->asked;
    s->asked = &c;
    bool ok = elaborate(s, to, n->kids[0]);
    s->asked = outer;
    context_clear(&c);
    return ok;
}

/* ---- a question ---- */

typedef struct Asking {
    Session *s;
    const Node *node;
    Query query;
    Model model;      /* a copy, with what is done; only in a model */
    WireList asked;   /* vertices that are outputs, in a model */
    WireList opened;
    Map output_of;    /* vertex -> output, in a model */
    Diagram diagram;
    ARRAY(const Node *) given; /* the name of each given, for its port */
    PortList in, out;
    Sink event;       /* the fixed conditions, in words */
} Asking;

static void
asking_clear(Asking *a)
{
    query_clear(&a->query);
    model_clear(&a->model);
    array_clear(&a->asked);
    array_clear(&a->opened);
    map_clear(&a->output_of);
    diagram_clear(&a->diagram);
    array_clear(&a->given);
    array_clear(&a->in);
    array_clear(&a->out);
    sink_clear(&a->event);
}

static bool
is_do(const Node *n)
{
    return n->kind == NODE_CALL && n->kids[0]->kind == NODE_NAME &&
           strcmp(n->kids[0]->text, "do") == 0;
}

/* The variable of an item: X, X = x, X != x. */
static const Node *
item_name(const Node *n)
{
    if (n->kind == NODE_EQUAL)
        return n->kids[0];
    if (n->kind == NODE_COMPARE && strcmp(n->text, "!=") == 0)
        return n->kids[0];
    return n;
}

bool
find_output_named(Session *s, const Diagram *d, Name name, Span at, uint32_t *to)
{
    const EndList *ends = &d->outputs;
    bool any = false, found = false;
    for (uint32_t i = 0; i < ends->count; i++) {
        any = any || ends->at[i].name;
        if (ends->at[i].name != name)
            continue;
        if (found && ends->at[i].wire != ends->at[*to].wire)
            return complain_two_wires(&s->complain, at, name);
        if (!found)
            *to = i;
        found = true;
    }
    return found || complain_unknown_wire_name(&s->complain, at, name, d, any);
}

static bool
in_model(const Session *s)
{
    return s->asked->kind == CONTEXT_MODEL || s->asked->kind == CONTEXT_FROM;
}

static uint32_t
output_of_vertex(Asking *a, uint32_t v)
{
    uint64_t found;
    if (!map_find(&a->output_of, v, &found)) {
        found = a->asked.count;
        map_set_at(&a->output_of, v, found);
        array_push(&a->asked, v);
    }
    return (uint32_t)found;
}

static bool
output_of_model(Asking *a, const Node *name, uint32_t *to)
{
    uint32_t v;
    if (!find_vertex(a->s, &a->model, name, &v))
        return false;
    *to = output_of_vertex(a, v);
    return true;
}

static bool
find_output(Asking *a, const Node *item, uint32_t *to)
{
    const Node *name = item_name(item);
    if (name->kind == NODE_INDEX)
        return complain_not_yet(&a->s->complain, name->at, "a counterfactual");
    if (name->kind != NODE_NAME && name->kind != NODE_STRING)
        return complain_not_a_variable(&a->s->complain, name->at);
    if (in_model(a->s))
        return output_of_model(a, name, to);
    return find_output_named(a->s, &a->diagram, name->text, name->at, to);
}

static const Type *
output_type(const Asking *a, uint32_t output)
{
    if (in_model(a->s))
        return a->model.vertices.at[a->asked.at[output]].type;
    return a->diagram.wires.at[a->diagram.outputs.at[output].wire];
}

static int
compare_positions(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static void
sort_labels(WireList *list)
{
    if (list->count)
        qsort(list->at, list->count, sizeof *list->at, compare_positions);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!kept || list->at[kept - 1] != list->at[i])
            list->at[kept++] = list->at[i];
    list->count = kept;
}

enum { EVENT_RANGE_MAX = 10000000 };

/* {a..b}: the labels from a to b, in the order of the type. */
static bool
event_range(Asking *a, const Node *value, const Type *t, Event *e)
{
    uint32_t first, last;
    const Label *from = &value->labels[0], *to = &value->labels[value->label_count - 1];
    if (!label_find(a->s, t, from->text, from->at, &first) ||
        !label_find(a->s, t, to->text, to->at, &last))
        return false;
    if (value->label_count != 2 || last < first || last - first >= EVENT_RANGE_MAX)
        return complain_event_range(&a->s->complain, value->at);
    for (uint32_t i = first; i <= last; i++)
        array_push(&e->labels, i);
    return true;
}

static bool
event_labels(Asking *a, const Node *value, const Type *t, Event *e)
{
    Label one;
    const Label *labels = value->kind == NODE_SET ? value->labels : &one;
    uint32_t count = value->kind == NODE_SET ? value->label_count : 1, position;
    if (value->kind == NODE_RANGE)
        return event_range(a, value, t, e);
    if (value->kind != NODE_SET && !node_label(a->s, value, &one))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (!label_find(a->s, t, labels[i].text, labels[i].at, &position))
            return false;
        array_push(&e->labels, position);
    }
    sort_labels(&e->labels);
    return true;
}

static bool
add_event(Asking *a, const Node *item, uint32_t output, bool condition)
{
    bool complement = item->kind == NODE_COMPARE;
    Event e = {.position = output, .condition = condition, .complement = complement};
    if (!event_labels(a, item->kids[1], output_type(a, output), &e)) {
        array_clear(&e.labels);
        return false;
    }
    array_push(&a->query.events, e);
    if (condition)
        sink_print(&a->event, "%s%s", a->event.count ? ", " : "",
                   span_text(&a->s->names, item->at));
    return true;
}

static bool
is_event(const Node *n)
{
    return n->kind == NODE_EQUAL || (n->kind == NODE_COMPARE && strcmp(n->text, "!=") == 0);
}

static bool
add_head(Asking *a, const Node *item, Map *free)
{
    uint32_t output;
    if (is_do(item))
        return complain_do_left(&a->s->complain, item->at);
    if (!find_output(a, item, &output))
        return false;
    if (is_event(item))
        return add_event(a, item, output, false);
    if (map_find(free, output, NULL))
        return complain_asked_twice(&a->s->complain, item->at, item->text);
    map_set_at(free, output, 1);
    array_push(&a->query.heads, output);
    return true;
}

/* The inputs that this do opened, as givens in the order they are written. */
static void
add_opened(Asking *a, size_t from, const Node *at)
{
    for (size_t i = from; i < a->opened.count; i++) {
        uint32_t position = 0;
        for (uint32_t v = 0; v < a->opened.at[i]; v++)
            position += a->model.vertices.at[v].open;
        Given g = {.input = true, .position = position};
        array_push(&a->query.givens, g);
        array_push(&a->given, at);
    }
}

static bool
add_condition(Asking *a, const Node *item, Map *free, size_t *opened)
{
    uint32_t output;
    if (is_do(item)) {
        size_t count = 0;
        for (uint32_t i = 0; i < item->kids[1]->count; i++) {
            const Node *x = item->kids[1]->kids[i];
            bool fixed = x->kind == NODE_EQUAL || x->kind == NODE_SOFT;
            count += fixed ? 0 : x->kind == NODE_SET ? x->label_count : 1;
        }
        size_t all = a->opened.count;
        a->opened.count = *opened + count;
        add_opened(a, *opened, item);
        a->opened.count = all;
        *opened += count;
        return true;
    }
    if (!find_output(a, item, &output))
        return false;
    if (is_event(item))
        return add_event(a, item, output, true);
    if (map_find(free, output, NULL))
        return complain_asked_twice(&a->s->complain, item->at, item->text);
    map_set_at(free, output, 1);
    Given g = {.input = false, .position = output};
    array_push(&a->query.givens, g);
    array_push(&a->given, item);
    return true;
}

/* All the interventions first: they decide what the labels and wires are. */
static bool
do_all(Asking *a, const Node *conditions)
{
    Node *all = node_new(&a->s->arena, NODE_LIST, a->node->at);
    for (uint32_t i = 0; conditions && i < conditions->count; i++) {
        const Node *c = conditions->kids[i];
        if (!is_do(c))
            continue;
        if (!in_model(a->s))
            return complain_do_in_state(&a->s->complain, c->at, a->s->asked->name);
        if (c->count > 2 || !c->kids[1]->count)
            return complain_usage(&a->s->complain, c->at, "do",
                                  "do(X = x), do(X) or do(X := k(Z))");
        for (uint32_t k = 0; k < c->kids[1]->count; k++)
            node_add(&a->s->arena, all, c->kids[1]->kids[k]);
    }
    return !all->count || apply_do(a->s, &a->model, all, 0, &a->opened);
}

static bool
add_items(Asking *a, const Node *heads, const Node *conditions)
{
    Map free = {0};
    size_t opened = 0;
    bool ok = true;
    for (uint32_t i = 0; ok && i < heads->count; i++)
        ok = add_head(a, heads->kids[i], &free);
    for (uint32_t i = 0; ok && conditions && i < conditions->count; i++)
        ok = add_condition(a, conditions->kids[i], &free, &opened);
    map_clear(&free);
    return ok;
}

static bool
start_asking(Asking *a)
{
    const Context *c = a->s->asked;
    sink_init(&a->event);
    if (c->kind == CONTEXT_NONE)
        return complain_no_context(&a->s->complain, a->node->at);
    if (c->kind != CONTEXT_STATE && !is_closed_model(a->s, &c->shape, a->node->at))
        return false;
    if (c->kind == CONTEXT_STATE)
        diagram_set(&a->diagram, &c->state.diagram);
    else
        model_set(&a->model, &c->model);
    return true;
}

static void
finish_ports(Asking *a)
{
    const Diagram *d = &a->diagram;
    for (size_t i = 0; i < a->query.givens.count; i++) {
        const Given *g = &a->query.givens.at[i];
        const End *e = g->input ? &d->inputs.at[g->position] : &d->outputs.at[g->position];
        Port port = {e->name, d->wires.at[e->wire]};
        array_push(&a->in, port);
    }
    for (size_t i = 0; i < a->query.heads.count; i++) {
        const End *e = &d->outputs.at[a->query.heads.at[i]];
        Port port = {e->name, d->wires.at[e->wire]};
        array_push(&a->out, port);
    }
}

/* How many labels does the event allow? */
static size_t
allowed_labels(const Event *e, const Type *t)
{
    return e->complement ? t->size - e->labels.count : e->labels.count;
}

/* From a state: what is given, or has one value on the right of the bar, is a condition; what has
 * several values there is asked for, with the condition on top. */
static bool
ask_from(Asking *a, const Node *n)
{
    bool *condition = memory_new(a->asked.count, sizeof *condition);
    for (size_t i = 0; i < a->asked.count; i++)
        condition[i] = true;
    for (size_t i = 0; i < a->query.heads.count; i++)
        condition[a->query.heads.at[i]] = false;
    for (size_t i = 0; i < a->query.events.count; i++) {
        const Event *e = &a->query.events.at[i];
        if (!e->condition || allowed_labels(e, output_type(a, e->position)) != 1)
            condition[e->position] = false;
    }
    bool ok = from_diagram(a->s, &a->diagram, &a->model, &a->asked, condition, n);
    memory_free(condition);
    return ok;
}

/* The diagram, query and ports of P(heads | conditions) in the context. */
static bool
ask(Asking *a, const Node *n)
{
    const Node *conditions = n->count > 2 ? n->kids[2] : NULL;
    if (!n->kids[1]->count)
        return complain_usage(&a->s->complain, n->at, "P", "P(Y | X = x, do(Z))");
    if (!start_asking(a) || !do_all(a, conditions) || !add_items(a, n->kids[1], conditions))
        return false;
    if (a->s->asked->kind == CONTEXT_MODEL)
        model_diagram(&a->diagram, &a->model, &a->asked);
    else if (a->s->asked->kind == CONTEXT_FROM && !ask_from(a, n))
        return false;
    a->query.diagram = &a->diagram;
    finish_ports(a);
    return true;
}

static bool
undefined_answer(Asking *a, const Node *n, const Reached *reached)
{
    if (reached->box)
        return complain_undefined_inside(&a->s->complain, n->at, reached->box, reached->event);
    return complain_undefined(&a->s->complain, n->at, sink_text(&a->event));
}

/* The mean of one row, where every label met is a number. */
static bool
row_mean(Asking *a, mpq_t to, const Matrix *m, size_t row, const Node *n)
{
    const Type *t = a->out.at[0].type;
    mpq_t value;
    mpq_init(value);
    mpq_set_ui(to, 0, 1);
    bool ok = true;
    for (size_t e = m->start.at[row]; ok && e < m->start.at[row + 1]; e++) {
        ok = label_number(value, t, m->index.at[e]) ||
             complain_mean_label(&a->s->complain, n->at, t, m->index.at[e]);
        mpq_mul(value, value, &m->weight.at[e]);
        mpq_add(to, to, value);
    }
    mpq_clear(value);
    return ok;
}

/* The mean of one head over each row, as a weighted channel to nothing. */
static bool
take_mean(Asking *a, Matrix *m, const Node *n)
{
    Matrix mean;
    SizeList none = {0};
    mpq_t sum;
    mpq_init(sum);
    matrix_init(&mean, &m->in, &none);
    bool ok = true;
    for (size_t r = 0; ok && r < matrix_rows(m); r++) {
        bool undefined = m->undefined.at[r];
        ok = undefined || row_mean(a, sum, m, r, n);
        if (!undefined)
            matrix_add_entry(&mean, NULL, sum);
        matrix_end_row(&mean, undefined);
    }
    if (ok) {
        matrix_swap(m, &mean);
        a->out.count = 0;
    }
    matrix_clear(&mean);
    mpq_clear(sum);
    return ok;
}

static void
take_number(Value *to, const Matrix *m)
{
    mpq_t q;
    mpq_init(q);
    matrix_entry(q, m, 0, NULL);
    value_set_number(to, q);
    mpq_clear(q);
}

static bool
answer(Asking *a, Value *to, const Node *n, bool mean)
{
    SizeList none = {0};
    Matrix m;
    Reached reached;
    matrix_init(&m, &none, &none);
    bool ok = evaluate_query(a->s, &m, &a->query, n, &reached);
    if (ok && !a->in.count && m.undefined.at[0])
        ok = undefined_answer(a, n, &reached);
    if (ok && mean)
        ok = take_mean(a, &m, n);
    bool weighted = mean || !a->out.count;
    for (size_t i = 0; i < a->query.events.count; i++)
        weighted = weighted || !a->query.events.at[i].condition;
    if (ok && !a->in.count && !a->out.count)
        take_number(to, &m);
    else if (ok)
        value_take_matrix(to, &m, &a->in, &a->out, weighted);
    matrix_clear(&m);
    return ok;
}

bool
elaborate_query(Session *s, Value *to, const Node *n, bool mean)
{
    Asking a = {.s = s, .node = n};
    bool ok = ask(&a, n);
    if (ok && mean && (a.query.heads.count != 1 || n->kids[1]->count != 1))
        ok = complain_mean(&s->complain, n->kids[1]->at);
    ok = ok && answer(&a, to, n, mean);
    asking_clear(&a);
    return ok;
}

/* ---- all marginals ---- */

/* Events and interventions by value: what a marginal may be given. */
static bool
add_evidence(Asking *a, const Node *args)
{
    Map unused = {0};
    size_t opened = 0;
    bool ok = do_all(a, args);
    for (uint32_t i = 0; ok && i < args->count; i++) {
        const Node *x = args->kids[i];
        ok = (is_do(x) && !a->opened.count) || is_event(x)
                 ? add_condition(a, x, &unused, &opened)
                 : complain_usage(&a->s->complain, x->at, "marginals",
                                  "marginals(E = e, do(X = x)) in lung with F");
    }
    map_clear(&unused);
    return ok;
}

/* The heads: every observed variable, or every wire, that nothing is said of. */
static void
add_all_heads(Asking *a)
{
    Map said = {0};
    for (size_t i = 0; i < a->query.events.count; i++)
        map_set_at(&said, a->query.events.at[i].position, 1);
    if (a->s->asked->kind == CONTEXT_MODEL)
        for (uint32_t v = 0; v < a->model.vertices.count; v++) {
            const Vertex *x = &a->model.vertices.at[v];
            bool done = x->fixed != a->s->asked->model.vertices.at[v].fixed;
            if (!x->latent && !done && !map_find(&said, output_of_vertex(a, v), NULL))
                array_push(&a->query.heads, output_of_vertex(a, v));
        }
    else
        for (uint32_t i = 0; i < a->diagram.outputs.count; i++)
            if (!map_find(&said, i, NULL))
                array_push(&a->query.heads, i);
    map_clear(&said);
}

static bool
ask_marginals(Asking *a, const Node *n)
{
    if (n->count > 2 || a->s->asked->kind == CONTEXT_FROM)
        return complain_usage(&a->s->complain, n->at, "marginals",
                              "marginals(E = e, do(X = x)) in lung with F");
    if (!start_asking(a) || !add_evidence(a, n->kids[1]))
        return false;
    add_all_heads(a);
    if (a->s->asked->kind == CONTEXT_MODEL)
        model_diagram(&a->diagram, &a->model, &a->asked);
    a->query.diagram = &a->diagram;
    finish_ports(a);
    return true;
}

/* A state for each head. */
static void
take_marginals(Asking *a, Value *to, Matrix *each)
{
    Value all = {.kind = VALUE_TUPLE};
    PortList none = {0};
    for (size_t i = 0; i < a->out.count; i++) {
        Value one = {0};
        PortList port = {0};
        array_push(&port, a->out.at[i]);
        value_take_matrix(&one, &each[i], &none, &port, false);
        array_push(&all.parts, one);
        array_clear(&port);
    }
    value_swap(to, &all);
    value_clear(&all);
}

static bool
evaluate_all(Session *s, Matrix *each, const Query *q, Trouble *t, const Node *n)
{
    Outcome outcome;
    s->budget.done = s->budget.total = 0;
    bool ok = true;
    if (s->staging && s->options.stage >= STAGE_DIAGRAM)
        ok = write_stage(s, q, true, t, &outcome);
    else
        outcome = evaluate_marginals(each, q, &s->meaning, &s->budget, t);
    progress_end(&s->budget);
    return (outcome == OUTCOME_DONE || complain_outcome(s, outcome, t, n)) && ok;
}

bool
elaborate_marginals(Session *s, Value *to, const Node *n)
{
    Asking a = {.s = s, .node = n};
    SizeList none = {0};
    Trouble t = {0};
    bool ok = ask_marginals(&a, n);
    size_t count = a.out.count;
    if (ok && !count)
        ok = complain_usage(&s->complain, n->at, "marginals",
                            "less in it: no variable is left to ask about");
    Matrix *each = memory_new(count + 1, sizeof *each);
    for (size_t i = 0; i < count; i++)
        matrix_init(&each[i], &none, &none);
    ok = ok && evaluate_all(s, each, &a.query, &t, n);
    Reached reached = {0};
    if (ok && t.box)
        reached = (Reached){t.box, trouble_event(s, &t)};
    if (ok && count && each[0].undefined.at[0])
        ok = undefined_answer(&a, n, &reached);
    if (ok)
        take_marginals(&a, to, each);
    for (size_t i = 0; i < count; i++)
        matrix_clear(&each[i]);
    memory_free(each);
    trouble_clear(&t);
    asking_clear(&a);
    return ok;
}
