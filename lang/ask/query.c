/* query.c -- P and E with numbers; see query.h.
 *
 * What is done is done first: it decides what the labels and wires are.  A vertex of a model
 * becomes an output when it is first asked for; the outputs of a state are there already.
 * runtime/evaluate answers, by way of session_evaluate. */
#include "lang/ask/query.h"

#include "lang/ask/complain_ask.h"
#include "lang/ask/derived.h"
#include "lang/ask/event.h"
#include "lang/ask/mean.h"
#include "lang/ask/soft.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/event_names.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/observed_effect.h"
#include "lang/session/define.h"
#include "lang/session/loss.h"
#include "lang/surgery/intervention.h"

#include <string.h>

/* ---- a question ---- */

void
number_query_clear(NumberQuery *a)
{
    question_clear(&a->question);
    query_clear(&a->query);
    model_clear(&a->done);
    array_clear(&a->asked);
    array_clear(&a->opened);
    map_clear(&a->output_of);
    diagram_clear(&a->diagram);
    array_clear(&a->in);
    array_clear(&a->out);
    soft_clear(&a->soft);
    sink_clear(&a->event);
    array_clear(&a->claims);
    array_clear(&a->reckoned);
    array_clear(&a->joined);
    for (size_t i = 0; i < a->boxes.count; i++)
        meaning_forget_one(&a->s->meaning, a->boxes.at[i]);
    array_clear(&a->boxes);
}

static bool
check_soft(Session *s, const QuestionItem *item)
{
    if (!item->value)
        return complain_usage(&s->complain, item->node->at, "jeffrey",
                              "jeffrey(B = 4/5|t> + 1/5|f>)");
    if (item->head)
        return complain_soft_left(&s->complain, item->node->at);
    return node_is_name(item->name) || complain_not_a_variable(&s->complain, item->name->at);
}

static bool
find_output(NumberQuery *a, const QuestionItem *item, uint32_t *to)
{
    bool ok = item_is_soft(item) ? check_soft(a->s, item)
                                 : question_check_item(item, false, &a->s->complain);
    return ok && number_query_find(a, item->name, to);
}

/* What is given, in words: each argument once. */
static void
tell_condition(NumberQuery *a, const QuestionItem *item)
{
    bool told = a->told && a->told->at.start == item->argument->at.start; /* as of a sequence */
    if (!item->head && !told)
        sink_print(&a->event, "%s%s", a->event.count ? ", " : "",
                   span_text(&a->s->names, item->argument->at));
    a->told = item->argument;
}

static bool
add_event(NumberQuery *a, const QuestionItem *item, uint32_t output)
{
    Event e = {.position = output, .condition = !item->head,
               .complement = item->form == ITEM_UNEQUAL};
    if (!event_labels(a->s, &e.labels, item->value, number_query_type(a, output))) {
        array_clear(&e.labels);
        return false;
    }
    array_push(&a->query.events, e);
    tell_condition(a, item);
    return true;
}

static bool
add_soft(NumberQuery *a, const QuestionItem *item, uint32_t output)
{
    tell_condition(a, item);
    return soft_add(a, item, output, number_query_type(a, output));
}

/* An event of several variables, which waits for the diagram. */
static bool
add_claim(NumberQuery *a, const QuestionItem *item)
{
    array_push(&a->claims, item);
    tell_condition(a, item);
    return derived_find(a, item->node, true);
}

/* X = Y, where Y is no label of X? */
static bool
equals_variable(NumberQuery *a, const QuestionItem *item, uint32_t output)
{
    const Type *t = number_query_type(a, output);
    uint32_t position;
    return node_is_name(item->value) && !type_find(t, item->value->text, &position) &&
           number_query_has(a, item->value->text);
}

/* The inputs that an item of a do opens, as givens in the order they are written. */
static void
add_opened(NumberQuery *a, const QuestionItem *item, size_t *opened)
{
    uint32_t count = item->form == ITEM_SET ? item->name->label_count : item->form == ITEM_FREE;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t position = 0, vertex = a->opened.at[(*opened)++];
        for (uint32_t v = 0; v < vertex; v++)
            position += a->model->vertices.at[v].open;
        Given g = {.input = true, .position = position};
        array_push(&a->query.givens, g);
    }
}

bool
number_query_add(NumberQuery *a, const QuestionItem *item, Map *free, size_t *opened)
{
    uint32_t output;
    if (item->within && !item->head) {
        add_opened(a, item, opened);
        return true;
    }
    if (item->form == ITEM_EVENT)
        return add_claim(a, item);
    if (a->wanted && item->head && item->form == ITEM_FREE && !item->within) {
        array_push(&a->reckoned, item->node);
        return derived_find(a, item->node, false);
    }
    if (!find_output(a, item, &output))
        return false;
    if (item_is_soft(item))
        return add_soft(a, item, output);
    if (item_is_event(item))
        return equals_variable(a, item, output) ? add_claim(a, item)
                                                : add_event(a, item, output);
    if (map_find(free, output, NULL))
        return complain_asked_twice(&a->s->complain, item->node->at, item->node->text);
    map_set_at(free, output, 1);
    if (item->head)
        array_push(&a->query.heads, output);
    else
        array_push(&a->query.givens, ((Given){.input = false, .position = output}));
    return true;
}

bool
number_query_do(NumberQuery *a)
{
    Node *all = node_new(&a->s->arena, NODE_LIST, a->node->at);
    for (size_t i = a->question.heads; i < a->question.items.count; i++) {
        const QuestionItem *item = &a->question.items.at[i];
        if (!item->within)
            continue;
        if (!number_query_in_model(a))
            return complain_do_in_state(&a->s->complain, item->within->at, a->s->asked->name);
        if (item->form == ITEM_NO_DO)
            return complain_usage(&a->s->complain, item->within->at, "do",
                                  "do(X = x), do(X) or do(X := k(Z))");
        node_add(&a->s->arena, all, item->node);
    }
    if (!all->count)
        return true;
    model_set(&a->done, a->model);
    a->model = &a->done;
    return apply_do(a->s, &a->done, all, 0, &a->opened);
}

static bool
add_items(NumberQuery *a)
{
    Map free = {0};
    size_t opened = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < a->question.items.count; i++)
        ok = number_query_add(a, &a->question.items.at[i], &free, &opened);
    map_clear(&free);
    return ok;
}

bool
number_query_start(NumberQuery *a)
{
    const Context *c = a->s->asked;
    sink_init(&a->event);
    a->s->consulted |= CONSULTED_SHAPE | CONSULTED_NUMBERS;
    if (c->kind == CONTEXT_NONE)
        return !loss_has_context(a->s, a->node->at) &&
               complain_no_context(&a->s->complain, a->node->at);
    if (c->kind == CONTEXT_CLASS)
        return asks_one_model(a->s, a->node);
    if (c->kind != CONTEXT_STATE && !is_closed_model(a->s, &c->shape, a->node->at))
        return false;
    if (c->kind == CONTEXT_STATE)
        diagram_set(&a->diagram, &c->state.diagram);
    else
        a->model = &c->model;
    return true;
}

/* An event of several variables as one of the wire that tells whether it happens. */
static bool
settle_claim(NumberQuery *a, const QuestionItem *item)
{
    Derived d = {0};
    if (!derived_event(a, &d, item->node)) {
        derived_clear(&d);
        return false;
    }
    Event e = {.position = derived_output(a, &d), .condition = !item->head};
    for (uint32_t i = 0; i < d.number.count; i++)
        if ((mpq_sgn(&d.number.at[i]) != 0) != item->negated)
            array_push(&e.labels, i);
    array_push(&a->query.events, e);
    derived_clear(&d);
    return true;
}

static bool
settle_claims(NumberQuery *a)
{
    bool ok = true;
    for (size_t i = 0; ok && i < a->claims.count; i++)
        ok = settle_claim(a, a->claims.at[i]);
    return ok;
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
ask_from(NumberQuery *a, const Node *n)
{
    bool *condition = memory_new(a->asked.count, sizeof *condition);
    for (size_t i = 0; i < a->asked.count; i++)
        condition[i] = true;
    for (size_t i = 0; i < a->query.heads.count; i++)
        condition[a->query.heads.at[i]] = false;
    for (size_t i = 0; i < a->query.events.count; i++) {
        const Event *e = &a->query.events.at[i];
        if (!e->condition || allowed_labels(e, number_query_type(a, e->position)) != 1)
            condition[e->position] = false;
    }
    for (size_t i = 0; i < a->soft.count; i++)
        condition[a->soft.at[i].output] = false;
    for (size_t i = 0; i < a->joined.count; i++)
        condition[a->joined.at[i]] = false;
    bool ok = from_diagram(a->s, &a->diagram, a->model, &a->asked, condition, n);
    memory_free(condition);
    return ok;
}

static void
find_ports(NumberQuery *a)
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

bool
number_query_finish(NumberQuery *a)
{
    if (a->s->asked->kind == CONTEXT_MODEL)
        model_diagram_needed(&a->diagram, a->model, &a->asked);
    else if (a->s->asked->kind == CONTEXT_FROM && !ask_from(a, a->node))
        return false;
    a->query.diagram = &a->diagram;
    if (!settle_claims(a))
        return false;
    find_ports(a);
    return soft_finish(a);
}

void
number_query_add_all(NumberQuery *a)
{
    Map said = {0};
    for (size_t i = 0; i < a->query.events.count; i++)
        map_set_at(&said, a->query.events.at[i].position, 1);
    if (number_query_in_model(a))
        for (uint32_t v = 0; v < a->model->vertices.count; v++) {
            const Vertex *x = &a->model->vertices.at[v];
            bool done = x->fixed != a->s->asked->model.vertices.at[v].fixed;
            if (!x->latent && !done && !map_find(&said, number_query_output(a, v), NULL))
                array_push(&a->query.heads, number_query_output(a, v));
        }
    else
        for (uint32_t i = 0; i < a->diagram.outputs.count; i++)
            if (!map_find(&said, i, NULL))
                array_push(&a->query.heads, i);
    map_clear(&said);
}

/* E(X | X): is the first head a row as well? */
static bool
is_given(const Question *q)
{
    const QuestionItem *head = &q->items.at[0];
    bool given = false;
    for (size_t i = q->heads; !given && i < q->items.count; i++) {
        const QuestionItem *x = &q->items.at[i];
        given = x->form == ITEM_FREE && !x->within && node_is_name(x->node) &&
                node_is_name(head->node) && x->node->text == head->node->text;
    }
    return given;
}

/* The diagram, query and ports of P(heads | conditions) in the context. */
static bool
ask(NumberQuery *a, const Node *n, bool mean)
{
    question_read(&a->question, n);
    const char *word = n->kids[0]->text;
    if (mean && !a->wanted && a->question.heads)
        a->wanted = is_arithmetic(a->question.items.at[0].node) || is_given(&a->question);
    if (!a->question.heads && node_is_moment(n))
        return complain_call(a->s, n);
    if (!a->question.heads)
        return complain_usage(&a->s->complain, n->at, word,
                              *word == 'E' ? "E(Y | X = x)" : "P(Y | X = x, do(Z))");
    return number_query_start(a) && number_query_do(a) && add_items(a) && number_query_finish(a);
}

bool
number_query_undefined(NumberQuery *a, const Node *n, const ReachedRow *reached)
{
    if (reached->box)
        return complain_undefined_inside(&a->s->complain, n->at, reached->box, reached->event);
    return complain_undefined(&a->s->complain, n->at, sink_text(&a->event));
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

bool
number_query_answer(NumberQuery *a, Value *to, bool mean)
{
    const Node *n = a->node;
    SizeList none = {0};
    Matrix m;
    ReachedRow reached;
    matrix_init(&m, &none, &none);
    bool ok = session_evaluate(a->s, &m, &a->query, n, &reached);
    if (ok && !a->in.count && m.undefined.at[0])
        ok = number_query_undefined(a, n, &reached);
    if (ok && mean)
        ok = matrix_mean(a->s, &m, a->out.at[0].type, n);
    if (ok && mean)
        a->out.count = 0;
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
number_query_read(NumberQuery *a, bool mean)
{
    if (!ask(a, a->node, mean))
        return false;
    size_t heads = a->wanted ? a->wanted : 1;
    if (!mean || (a->question.heads == heads &&
                  a->query.heads.count + a->reckoned.count == heads))
        return true;
    return node_is_moment(a->node) ? complain_call(a->s, a->node)
                                   : complain_mean(&a->s->complain, a->node->kids[1]->at);
}

/* ---- numbers ---- */

/* Has every variable of the call a value: all of them, or those right of the bar? */
static bool
is_fixed(const Node *call, bool heads)
{
    Question q = {0};
    question_read(&q, call);
    bool fixed = question_is_fixed(&q, heads ? 0 : q.heads);
    question_clear(&q);
    return fixed;
}

bool
probability_is_number(const Session *s, const Node *call)
{
    (void)s;
    return is_fixed(call, true);
}

bool
mean_is_number(const Session *s, const Node *call)
{
    (void)s;
    return is_fixed(call, false);
}

bool
elaborate_probability(Session *s, Value *to, const Node *call)
{
    NumberQuery a = {.s = s, .node = call};
    bool ok = number_query_read(&a, false);
    a.query.digits = session_digits(s, call);
    ok = ok && number_query_answer(&a, to, false);
    number_query_clear(&a);
    return ok;
}
