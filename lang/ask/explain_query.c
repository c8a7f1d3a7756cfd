/* explain_query.c -- explain, with a question that has numbers; see explain_query.h. */
#include "lang/ask/explain_query.h"

#include "diagram/write.h"
#include "lang/elaborate/question_context.h"
#include "lang/explain/step.h"
#include "lang/identify/derivation.h"
#include "lang/read/question.h"
#include "lang/session/print.h"
#include "lang/surgery/intervention.h"

/* ---- questions ---- */

/* P(heads | conditions), a new call; empty conditions are left out. */
static Node *
make_question(Session *s, const Node *call, Node *heads, Node *conditions)
{
    Node *n = node_new(&s->arena, NODE_CALL, call->at);
    node_add(&s->arena, n, call->kids[0]);
    node_add(&s->arena, n, heads);
    if (conditions->count)
        node_add(&s->arena, n, conditions);
    n->at = call->at;
    return n;
}

static void
split_conditions(Session *s, const Node *call, Node *done, Node *given)
{
    Question q = {0};
    const Node *last = NULL; /* the argument of the item before */
    question_read(&q, call);
    for (size_t i = q.heads; i < q.items.count; i++) {
        const QuestionItem *item = &q.items.at[i];
        if (item->argument != last)
            node_add(&s->arena, item->within ? done : given, item->argument);
        last = item->argument;
    }
    question_clear(&q);
}

/* The model after surgery. */
static void
write_after(const Model *m, bool open, Sink *out)
{
    if (!open) {
        model_write(m, m->name, out);
        return;
    }
    Diagram d = {0};
    model_state(&d, m);
    diagram_write(&d, m->name, out);
    diagram_clear(&d);
}

static bool
explain_surgery(Steps *t, const Node *done)
{
    Session *s = t->s;
    Model m = {0};
    WireList opened = {0};
    model_set(&m, &s->asked->model);
    bool ok = true;
    for (uint32_t i = 0; ok && i < done->count; i++)
        ok = apply_do(s, &m, done->kids[i]->kids[1], 0, &opened);
    if (ok) {
        ExplainStep step;
        explain_step_init(&step, "Surgery: what is done loses its box");
        sink_put(&step.law,
                 "Surgery is a functor on syntax (Jacobs, Kissinger & Zanasi 2019, section 4).");
        write_after(&m, opened.count > 0, &step.body);
        steps_draw_surgery(t, &step, &s->asked->model, &m, NULL);
        steps_add(t, &step);
    }
    array_clear(&opened);
    model_clear(&m);
    return ok;
}

static bool
explain_value(Steps *t, const Node *n, const char *move, const char *law)
{
    Value v = {0};
    bool ok = elaborate(t->s, &v, n);
    if (ok) {
        ExplainStep step;
        explain_step_init(&step, move);
        sink_put(&step.law, law);
        write_plain_value(t->s, &v, &step.body);
        steps_add(t, &step);
    }
    value_clear(&v);
    return ok;
}

static Node *
join_lists(Session *s, const Node *a, const Node *b)
{
    Node *all = node_new(&s->arena, NODE_LIST, a->at);
    for (uint32_t i = 0; i < a->count; i++)
        node_add(&s->arena, all, a->kids[i]);
    for (uint32_t i = 0; i < b->count; i++)
        node_add(&s->arena, all, b->kids[i]);
    return all;
}

static bool
explain_parts(Steps *t, const Node *call)
{
    Session *s = t->s;
    Node *done = node_new(&s->arena, NODE_LIST, call->at);
    Node *given = node_new(&s->arena, NODE_LIST, call->at);
    split_conditions(s, call, done, given);
    bool ok = !done->count || s->asked->kind != CONTEXT_MODEL || explain_surgery(t, done);
    if (ok && given->count) {
        Node *joint = make_question(s, call, join_lists(s, call->kids[1], given), done);
        ok = explain_value(t, joint, "What is asked for and what is given, together",
                        "Everything else is discarded: summed over.") &&
             explain_value(t, make_question(s, call, given, done), "What is given, alone",
                        "Discarding after a channel is discarding: f ; discard = discard.");
    }
    return ok &&
           explain_value(t, call, given->count ? "The one divided by the other" : "The answer",
                         given->count
                             ? "By disintegration: w = w_A ; copy ; (id * c), and c is the answer."
                             : "Everything else is discarded: summed over.");
}

static bool
explain_question(Session *s, const Node *call)
{
    Steps t = {.s = s, .open_from = 1};
    bool ok = explain_parts(&t, call);
    steps_finish(&t, ok);
    return ok;
}

/* ---- what is explained how ---- */

static bool
is_question(const Node *n)
{
    return node_is_question(n) && n->kids[1]->count;
}

static bool
explain_in(Session *s, const Node *n)
{
    Context c = {0};
    if (!elaborate_context(s, &c, n->kids[1], n->kind == NODE_WITH ? n->kids[2] : NULL))
        return false;
    bool numbers = c.kind == CONTEXT_STATE || c.functor;
    const Context *outer = s->asked;
    s->asked = &c;
    bool ok = numbers ? explain_question(s, n->kids[0]) : true;
    s->asked = outer;
    context_clear(&c);
    return numbers ? ok : explain_effect(s, n);
}

bool
explain_probability(Session *s, const Node *n)
{
    if ((n->kind == NODE_IN || n->kind == NODE_WITH) && is_question(n->kids[0]))
        return explain_in(s, n);
    bool numbers = s->asked->kind == CONTEXT_STATE || s->asked->functor;
    if (is_question(n) && s->asked->kind != CONTEXT_NONE && numbers)
        return explain_question(s, n);
    return explain_effect(s, n);
}
