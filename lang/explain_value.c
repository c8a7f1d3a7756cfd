/* explain_value.c -- explain, where nothing has to be identified: a question with numbers, and
 * comparisons.
 *
 * P(Y | Z, do(X)) comes about in three steps: surgery, the joint weight of what is asked and what
 * is given, and the division by the weight of what is given.  Each step is itself a question, asked
 * in the same context by the same machinery. */
#include "lang/explain.h"

#include "diagram/write.h"
#include "lang/illustration.h"
#include "lang/report.h"
#include "show/json.h"

#include <string.h>

typedef struct Telling {
    Session *s;
    size_t steps;
    Sink json; /* the steps so far, written when all went well */
    Sink picture; /* for a page: of the step that comes next */
} Telling;

/* The step in a page; its text is not wanted there then. */
static void
report_told(Telling *t, const char *move, const char *law, const Sink *body)
{
    Sink head;
    sink_init(&head);
    sink_print(&head, "%zu. %s", t->steps, move);
    bool drawn = t->picture.count;
    ReportStep step = {.head = sink_text(&head), .law = law, .open = true,
                       .picture = sink_text(&t->picture),
                       .diagram = drawn ? sink_text(body) : NULL,
                       .numbers = drawn ? NULL : sink_text(body)};
    report_step(t->s->report, &step);
    report_mute(t->s->report, true);
    sink_clear(&t->picture);
    sink_clear(&head);
}

/* One step, as text or as the next object of the JSON list. */
static void
tell(Telling *t, const char *move, const char *law, const Sink *body)
{
    Sink *out = t->s->options.json ? &t->json : &t->s->out;
    t->steps++;
    if (t->s->report)
        report_told(t, move, law, body);
    if (t->s->options.json) {
        sink_print(out, "%s{\"move\":\"%s\",\"law\":\"%s\",\"text\":", t->steps > 1 ? "," : "",
                   move, law);
        json_write_text(sink_text(body), body->count, out);
        sink_put(out, "}");
        return;
    }
    sink_print(out, "%s%zu. %s\n   law: %s\n", t->steps > 1 ? "\n" : "", t->steps, move, law);
    const char *line = sink_text(body);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        sink_put(out, "     ");
        sink_add(out, line, (size_t)(end - line) + 1);
    }
    if (t->s->report)
        report_mute(t->s->report, false);
}

static void
finish(Telling *t, bool ok)
{
    if (ok && t->s->options.json)
        sink_print(&t->s->out, "{\"kind\":\"explain\",\"steps\":[%s]}\n", sink_text(&t->json));
    sink_clear(&t->json);
    sink_clear(&t->picture);
}

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
static bool
tell_surgery(Telling *t, const Node *done)
{
    Session *s = t->s;
    Model m = {0};
    WireList opened = {0};
    Sink body;
    sink_init(&body);
    model_set(&m, &s->asked->model);
    bool ok = true;
    for (uint32_t i = 0; ok && i < done->count; i++)
        ok = apply_do(s, &m, done->kids[i]->kids[1], 0, &opened);
    if (ok) {
        Diagram d = {0};
        if (opened.count)
            model_state(&d, &m);
        if (opened.count)
            diagram_write(&d, m.name, &body);
        else
            model_write(&m, m.name, &body);
        if (s->report)
            illustration_write_surgery(s, &s->asked->model, &m, &t->picture);
        tell(t, "Surgery: what is done loses its box",
             "do is a functor on syntax (Jacobs, Kissinger & Zanasi 2019, section 4)", &body);
        diagram_clear(&d);
    }
    sink_clear(&body);
    array_clear(&opened);
    model_clear(&m);
    return ok;
}

static bool
tell_value(Telling *t, const Node *n, const char *move, const char *law)
{
    Value v = {0};
    Sink body;
    sink_init(&body);
    bool ok = elaborate(t->s, &v, n);
    if (ok) {
        write_plain(t->s, &v, &body);
        tell(t, move, law, &body);
    }
    sink_clear(&body);
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
tell_question(Telling *t, const Node *call)
{
    Session *s = t->s;
    Node *done = node_new(&s->arena, NODE_LIST, call->at);
    Node *given = node_new(&s->arena, NODE_LIST, call->at);
    split_conditions(s, call, done, given);
    bool ok = !done->count || s->asked->kind != CONTEXT_MODEL || tell_surgery(t, done);
    if (ok && given->count) {
        Node *joint = make_question(s, call, join_lists(s, call->kids[1], given), done);
        ok = tell_value(t, joint, "What is asked for and what is given, together",
                        "everything else is discarded: summed over") &&
             tell_value(t, make_question(s, call, given, done), "What is given, alone",
                        "f ; discard = discard");
    }
    return ok && tell_value(t, call, given->count ? "The one divided by the other" : "The answer",
                            given->count ? "disintegration: w = w_A ; copy ; (id * c), and c is it"
                                         : "everything else is discarded: summed over");
}

bool
explain_question(Session *s, const Node *call)
{
    Telling t = {.s = s};
    sink_init(&t.json);
    bool ok = tell_question(&t, call);
    finish(&t, ok);
    return ok;
}

/* ---- comparisons ---- */

/* A side of ===: its normal form. */
static bool
write_normal(Telling *t, const Value *v, Sink *out, const Node *n)
{
    Session *s = t->s;
    Diagram d = {0};
    bool ok = v->kind == VALUE_MODEL || value_to_diagram(s, &d, v, n);
    if (v->kind == VALUE_MODEL)
        model_state(&d, &v->model);
    if (ok) {
        diagram_normalise(&d);
        diagram_write(&d, names_add_text(&s->names, "normal"), out);
        if (s->report)
            illustration_write_diagram(s, &d, "The normal form", &t->picture);
    }
    diagram_clear(&d);
    return ok;
}

static bool
tell_side(Telling *t, const Node *n, const Value *v, const char *move, bool syntax)
{
    Sink body;
    sink_init(&body);
    bool ok = true;
    if (syntax)
        ok = write_normal(t, v, &body, n);
    else
        write_plain(t->s, v, &body);
    if (ok)
        tell(t, move,
             syntax ? "normal form: unread boxes dropped, equal deterministic ones merged"
                    : "meanings are exact, so equal is equal",
             &body);
    sink_clear(&body);
    return ok;
}

bool
explain_comparison(Session *s, const Node *n)
{
    Telling t = {.s = s};
    Value a = {0}, b = {0};
    MatrixPlace first = {0};
    bool truth = false, syntax = strcmp(n->text, "===") == 0;
    bool ok = elaborate_sides(s, &a, &b, n) && compare_values(s, &truth, &a, &b, n, &first);
    if (ok) {
        sink_init(&t.json);
        ok = tell_side(&t, n->kids[0], &a, "The left side", syntax) &&
             tell_side(&t, n->kids[1], &b, "The right side", syntax);
        Sink body;
        sink_init(&body);
        sink_put(&body, truth ? "true\n" : "false\n");
        if (ok)
            tell(&t, "Compared", syntax ? "equal diagrams have equal normal forms"
                                        : "entry by entry", &body);
        sink_clear(&body);
        finish(&t, ok);
    }
    value_clear(&b);
    value_clear(&a);
    return ok;
}
