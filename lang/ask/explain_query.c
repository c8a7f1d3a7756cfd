/* explain_query.c -- explain, with a question that has numbers; see explain_query.h. */
#include "lang/ask/explain_query.h"

#include "diagram/write.h"
#include "lang/ask/explain_part.h"
#include "lang/ask/explain_soft.h"
#include "lang/elaborate/question_context.h"
#include "lang/identify/derivation.h"
#include "lang/read/question.h"
#include "lang/surgery/intervention.h"

/* ---- questions ---- */

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
    explain_split(s, call, done, given);
    bool ok = !done->count || s->asked->kind != CONTEXT_MODEL || explain_surgery(t, done);
    if (ok && given->count) {
        Node *joint = explain_new_question(s, call, join_lists(s, call->kids[1], given), done);
        ok = explain_value(t, joint, "What is asked for and what is given, together",
                        "Everything else is discarded: summed over.") &&
             explain_value(t, explain_new_question(s, call, given, done), "What is given, alone",
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
    bool ok = call_has_soft(call) ? explain_soft(&t, call) : explain_parts(&t, call);
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
    if (!elaborate_any_context(s, &c, n->kids[1], n->kind == NODE_WITH ? n->kids[2] : NULL))
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
