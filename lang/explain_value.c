/* explain_value.c -- explain, where nothing has to be identified: a question with numbers, and
 * comparisons.
 *
 * P(Y | Z, do(X)) comes about in three steps: surgery, the joint weight of what is asked and what
 * is given, and the division by the weight of what is given.  Each step is itself a question, asked
 * in the same context by the same machinery. */
#include "lang/explain.h"

#include "diagram/write.h"
#include "lang/illustration.h"
#include "lang/step.h"

#include <string.h>

static void
write_plain(Session *s, const Value *v, Sink *out)
{
    Style plain = s->style;
    plain.color = false;
    write_value(s, v, NULL, &plain, out);
}

/* ---- questions ---- */

static bool
is_do(const Node *n)
{
    return n->kind == NODE_CALL && n->kids[0]->kind == NODE_NAME &&
           strcmp(n->kids[0]->text, "do") == 0;
}

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
    const Node *list = call->count > 2 ? call->kids[2] : NULL;
    for (uint32_t i = 0; list && i < list->count; i++)
        node_add(&s->arena, is_do(list->kids[i]) ? done : given, list->kids[i]);
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
                 "do is a functor on syntax (Jacobs, Kissinger & Zanasi 2019, section 4)");
        write_after(&m, opened.count > 0, &step.body);
        if (s->report)
            illustration_write_surgery(s, &s->asked->model, &m, &step.picture);
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
        write_plain(t->s, &v, &step.body);
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
                        "everything else is discarded: summed over") &&
             explain_value(t, make_question(s, call, given, done), "What is given, alone",
                        "f ; discard = discard");
    }
    return ok &&
           explain_value(t, call, given->count ? "The one divided by the other" : "The answer",
                         given->count ? "disintegration: w = w_A ; copy ; (id * c), and c is it"
                                      : "everything else is discarded: summed over");
}

/* The one JSON object; elsewhere all is written by now. */
static void
finish(Steps *t, bool ok)
{
    if (ok && t->s->options.json) {
        sink_put(&t->s->out, "{\"kind\":\"explain\",\"steps\":[");
        steps_write_json(t, &t->s->out);
        sink_put(&t->s->out, "]}\n");
    }
    steps_clear(t);
}

bool
explain_question(Session *s, const Node *call)
{
    Steps t = {.s = s, .open_from = 1};
    bool ok = explain_parts(&t, call);
    finish(&t, ok);
    return ok;
}

/* ---- comparisons ---- */

/* A side of ===: its normal form. */
static bool
write_normal(Session *s, const Value *v, ExplainStep *to, const Node *n)
{
    Diagram d = {0};
    bool ok = v->kind == VALUE_MODEL || value_to_diagram(s, &d, v, n);
    if (v->kind == VALUE_MODEL)
        model_state(&d, &v->model);
    if (ok) {
        diagram_normalise(&d);
        diagram_write(&d, names_add_text(&s->names, "normal"), &to->body);
        if (s->report)
            illustration_write_diagram(s, &d, "The normal form", &to->picture);
    }
    diagram_clear(&d);
    return ok;
}

static bool
explain_side(Steps *t, const Node *n, const Value *v, const char *move, bool syntax)
{
    ExplainStep step;
    explain_step_init(&step, move);
    sink_put(&step.law, syntax
                            ? "normal form: unread boxes dropped, equal deterministic ones merged"
                            : "meanings are exact, so equal is equal");
    bool ok = true;
    if (syntax)
        ok = write_normal(t->s, v, &step, n);
    else
        write_plain(t->s, v, &step.body);
    if (ok)
        steps_add(t, &step);
    else
        explain_step_clear(&step);
    return ok;
}

static void
explain_verdict(Steps *t, bool truth, bool syntax)
{
    ExplainStep step;
    explain_step_init(&step, "Compared");
    sink_put(&step.law, syntax ? "equal diagrams have equal normal forms" : "entry by entry");
    sink_put(&step.body, truth ? "true\n" : "false\n");
    steps_add(t, &step);
}

bool
explain_comparison(Session *s, const Node *n)
{
    Steps t = {.s = s, .open_from = 1};
    Value a = {0}, b = {0};
    MatrixPlace first = {0};
    bool truth = false, syntax = strcmp(n->text, "===") == 0;
    bool ok = elaborate_sides(s, &a, &b, n) && compare_values(s, &truth, &a, &b, n, &first) &&
              explain_side(&t, n->kids[0], &a, "The left side", syntax) &&
              explain_side(&t, n->kids[1], &b, "The right side", syntax);
    if (ok)
        explain_verdict(&t, truth, syntax);
    finish(&t, ok);
    value_clear(&b);
    value_clear(&a);
    return ok;
}
