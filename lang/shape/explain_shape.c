/* explain_shape.c -- why an answer about a shape is what it is: `explain` with one of its
 * questions.
 *
 * Every path that is said to be open or blocked was found to be so by runtime/graph.  Lists of more
 * than SHAPE_PATHS_MAX paths are cut off, and the text says so. */
#include "lang/shape/explain_shape.h"

#include "graph/markov.h"
#include "lang/class/class_doubt.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_query.h"
#include "lang/draw/figure.h"
#include "lang/elaborate/question_context.h"
#include "lang/report/voice.h"
#include "lang/session/print.h"
#include "lang/shape/explain_adjustment.h"
#include "lang/shape/shape_answer.h"
#include "lang/shape/shape_text.h"
#include "show/json.h"

#include <assert.h>

/* ---- independent ---- */

static void
put_independence(PathText *t, const WireList *a, const WireList *b, const WireList *given,
                 bool truth)
{
    path_text_put_set(t, a);
    path_text_put(t, truth ? " is independent of " : " is not independent of ");
    path_text_put_set(t, b);
    path_text_put_given(t, given);
    path_text_put(t, "\n");
}

static bool
explain_independent(PathText *t, bool *truth)
{
    const ShapeQuestion *q = t->q;
    *truth = separated(t->graph, NULL, &q->x, &q->y, &q->z);
    path_text_put_truth(t, *truth);
    put_independence(t, &q->x, &q->y, &q->z, *truth);
    if (*truth)
        return path_text_put_blocked_paths(t, 2, &q->x, &q->y, &q->z, NULL);
    WireList path = {0};
    bool open = open_path(&path, t->graph, NULL, &q->x, &q->y, &q->z);
    assert(open);
    if (open)
        path_text_put_open_path(t, 2, &path, &q->z);
    array_clear(&path);
    return true;
}

/* The sets, and every path, with where the first of them blocks it. */
static bool
explain_separator(PathText *t)
{
    ShapeQuestion *q = t->q;
    SetList list = {0};
    Name reason;
    bool complete, ok = true;
    shape_separators(&list, &complete, &reason, q);
    for (size_t i = 0; i < list.count; i++) {
        shape_write_set(t->model, &list.at[i], false, &t->out);
        path_text_put(t, "\n");
    }
    if (!complete)
        sink_print(&t->out, "# not all: the limit is %d sets\n", SHAPE_SETS_MAX);
    if (list.count) {
        path_text_put(t, "the paths");
        path_text_put_given(t, &list.at[0]);
        path_text_put(t, ":\n");
        ok = path_text_put_blocked_paths(t, 2, &q->x, &q->y, &list.at[0], NULL);
    } else {
        sink_print(&t->out, "none\n# %s\n", reason);
    }
    set_list_clear(&list);
    return ok && q->s->budget.stop == STOP_NOT;
}

/* ---- equivalence ---- */

static void
put_model(PathText *t, const ShapeQuestion *q, int side)
{
    path_text_put(t, span_text(&q->s->names, q->node->kids[1]->kids[side]->at));
}

static uint32_t
mapped(const WireList *map, uint32_t v)
{
    return map ? map->at[v] : v;
}

/* What holds in one model, and the open path in the other.  The list `given` is in numbers of
 * the first; map: to those of the second. */
static void
put_difference(PathText *t, const Graph *second, const WireList *map, const Difference *d)
{
    const ShapeQuestion *q = t->q;
    for (int i = 0; i < 2; i++) {
        const WireList *to = i ? map : NULL;
        WireList x = list_one(mapped(to, d->x)), y = list_one(mapped(to, d->y)), given = {0},
                 path = {0};
        for (size_t k = 0; k < d->given.count; k++)
            array_push(&given, mapped(to, d->given.at[k]));
        t->model = i ? q->other : q->model;
        t->graph = i ? second : &q->graph;
        bool open = open_path(&path, t->graph, NULL, &x, &y, &given);
        assert(open == (d->in_a == (i == 1)));
        path_text_put(t, "  in ");
        put_model(t, q, i);
        path_text_put(t, ", ");
        put_independence(t, &x, &y, &given, !open);
        if (open)
            path_text_put_open_path(t, 4, &path, &given);
        array_clear(&path);
        array_clear(&given);
        array_clear(&y);
        array_clear(&x);
    }
}

static bool
explain_equivalent(PathText *t, bool *truth)
{
    ShapeQuestion *q = t->q;
    WireList map = {0};
    Graph second = {0};
    Difference why = {0};
    bool ok = shape_match(q, &map);
    if (ok) {
        graph_make(&second, q->other);
        ok = equivalent(truth, &why, &q->graph, &second, map.at, &q->s->budget) ||
             complain_stopped(&q->s->complain, &q->s->budget, q->node->at);
    }
    if (ok) {
        path_text_put_truth(t, *truth);
        put_model(t, q, 0);
        path_text_put(t, " and ");
        put_model(t, q, 1);
        path_text_put(t, *truth ? " imply the same independences"
                              : " do not imply the same independences");
        path_text_put(t, " of their observed variables\n");
    }
    if (ok && !*truth)
        put_difference(t, &second, &map, &why);
    difference_clear(&why);
    graph_clear(&second);
    array_clear(&map);
    return ok;
}

/* ---- components, kin, implications ---- */

/* The observed vertices that a latent reaches through latents only, but for `seen` latents. */
static void
observed_below(WireList *to, VertexSet *seen, const Graph *g, uint32_t latent)
{
    size_t next = 0, count;
    vertex_set_add(seen, latent);
    while (next < seen->members.count) {
        uint32_t v = seen->members.at[next++];
        const uint32_t *at = rows_at(&g->children, v, &count);
        for (size_t k = 0; !g->observed[v] && k < count; k++)
            if (vertex_set_add(seen, at[k]) && g->observed[at[k]])
                array_push(to, at[k]);
    }
    vertex_set_empty(seen);
    sort_vertices(to);
}

/* "H is behind {S, C}", "X <-> Y". */
static bool
explain_components(PathText *t)
{
    const Graph *g = t->graph;
    VertexSet seen;
    bool ok = true;
    vertex_set_init(&seen, g->count);
    for (uint32_t v = 0; ok && v < g->count; v++) {
        WireList below = {0};
        if (!g->observed[v])
            observed_below(&below, &seen, g, v);
        ok = budget_step(&t->q->s->budget, 1 + below.count);
        if (below.count > 1 && t->model->vertices.at[v].name) {
            path_text_put(t, "  ");
            path_text_put_name(t, v);
            path_text_put(t, " is behind ");
            path_text_put_set(t, &below);
            path_text_put(t, "\n");
        } else if (below.count > 1) {
            path_text_put(t, "  ");
            path_text_put_name(t, below.at[0]);
            path_text_put(t, " <-> ");
            path_text_put_name(t, below.at[1]);
            path_text_put(t, "\n");
        }
        array_clear(&below);
    }
    vertex_set_clear(&seen);
    return ok;
}

/* A way from each ancestor, or to each descendant. */
static void
explain_kin(PathText *t)
{
    const ShapeQuestion *q = t->q;
    bool up = q->word == SHAPE_ANCESTORS;
    VertexSet found;
    size_t told = 0;
    vertex_set_init(&found, t->graph->count);
    reach(&found, up ? &t->graph->parents : &t->graph->children, &q->x, NULL);
    sort_vertices(&found.members);
    for (size_t i = 0; i < found.members.count && told < SHAPE_PATHS_MAX; i++) {
        uint32_t v = found.members.at[i];
        if (wires_has(&q->x, v) || !t->model->vertices.at[v].name)
            continue;
        WireList end = list_one(v), way = {0};
        for (size_t k = 0; k < (up ? 1 : q->x.count) && !way.count; k++)
            path_text_find_way(&way, t, up ? v : q->x.at[k], up ? &q->x : &end);
        path_text_put_path(t, 2, &way);
        told++;
        array_clear(&way);
        array_clear(&end);
    }
    if (told == SHAPE_PATHS_MAX)
        path_text_put(t, "  and perhaps more: these are the first 20\n");
    vertex_set_clear(&found);
}

static bool
explain_implications(PathText *t)
{
    Session *s = t->q->s;
    IndependenceList list = {0};
    bool complete;
    missing_edges(&list, &complete, t->graph, SHAPE_SETS_MAX, &s->budget);
    if (list.count)
        path_text_put(t, "pair by pair, with a smallest set that separates them:\n");
    for (size_t i = 0; i < list.count; i++) {
        WireList v = list_one(list.at[i].v);
        path_text_put(t, "  ");
        put_independence(t, &v, &list.at[i].of, &list.at[i].given, true);
        array_clear(&v);
    }
    if (!complete)
        sink_print(&t->out, "# not all: the limit is %d pairs\n", SHAPE_SETS_MAX);
    independence_list_clear(&list);
    return s->budget.stop == STOP_NOT;
}

/* The answer as `show` prints it, and then its reasons. */
static bool
explain_shown(PathText *t)
{
    Value v = {0};
    ShapeQuestion *q = t->q;
    bool ok = elaborate_shape(q->s, &v, q->node);
    if (!ok)
        return false;
    write_value(q->s, &v, NULL, &q->s->style, &t->out);
    value_clear(&v);
    if (q->word == SHAPE_ANCESTORS || q->word == SHAPE_DESCENDANTS)
        explain_kin(t);
    else if (q->word == SHAPE_COMPONENTS)
        ok = explain_components(t);
    else if (q->word == SHAPE_IMPLICATIONS)
        ok = explain_implications(t);
    return ok || complain_stopped(&q->s->complain, &q->s->budget, q->node->at);
}

/* ---- explain ---- */

/* Why nothing adjusts in all members of a class. */
static bool
explain_doubt(PathText *t, bool *truth)
{
    const ShapeQuestion *q = t->q;
    *truth = false;
    if (q->word == SHAPE_ADJUSTS)
        path_text_put_truth(t, false);
    path_text_put(t, q->word == SHAPE_ADJUSTS ? "no set adjusts in all members\n  " : "none\n  ");
    class_write_path(q->class, &q->doubt, &t->out);
    path_text_put(t, " is causal in some members only; if nothing else carries anything,\n"
                     "  the effect is that of the path in the first of these, and none in the "
                     "second:\n");
    return class_write_rivals(q->s, q->class, &q->doubt, 4, q->node->at, &t->out);
}

static bool
explain_word(PathText *t, bool *truth)
{
    if (t->q->doubt.count)
        return explain_doubt(t, truth);
    switch (t->q->word) {
    case SHAPE_INDEPENDENT:
        return explain_independent(t, truth);
    case SHAPE_SEPARATOR:
        return explain_separator(t);
    case SHAPE_ADJUSTS:
        return explain_adjusts(t, truth);
    case SHAPE_ADJUSTMENT:
        return explain_adjustment(t);
    case SHAPE_FRONTDOOR:
        return explain_frontdoor(t);
    default:
        return explain_instruments(t, truth);
    }
}

/* Does explain_word say why? */
static bool
has_reasons(ShapeWord word)
{
    return word == SHAPE_INDEPENDENT || (word >= SHAPE_SEPARATOR && word <= SHAPE_INSTRUMENTS);
}

static bool
has_truth(const ShapeQuestion *q)
{
    return q->word == SHAPE_INDEPENDENT || q->word == SHAPE_ADJUSTS ||
           q->word == SHAPE_EQUIVALENT || q->instrument.count;
}

/* What is said: why, and whether it is so. */
typedef struct Reasons {
    const PathText *why;
    bool truth;
} Reasons;

static void
write_reasons(Session *s, const void *what, Sink *out)
{
    (void)s;
    const PathText *t = ((const Reasons *)what)->why;
    sink_add(out, sink_text(&t->out), t->out.count);
}

static void
write_reasons_json(Session *s, const void *what, Sink *out)
{
    const Reasons *r = what;
    const ShapeQuestion *q = r->why->q;
    sink_put(out, "{\"kind\":\"explain\",\"question\":");
    json_write_string(span_text(&s->names, q->node->at), out);
    if (has_truth(q))
        sink_print(out, ",\"value\":%s", r->truth ? "true" : "false");
    sink_put(out, ",\"text\":");
    json_write_text(sink_text(&r->why->out), r->why->out.count, out);
    sink_put(out, "}\n");
}

static const Voice reasons_voice = {.text = write_reasons, .json = write_reasons_json};

static bool
explain_call(Session *s, const Node *call, const Node *in)
{
    ShapeQuestion q = {0};
    bool truth = false, ok = shape_read(&q, s, call) && (!in || context_is_used(s, in));
    if (ok) {
        PathText t = {.q = &q, .model = q.model, .graph = &q.graph};
        sink_init(&t.out);
        if (q.word == SHAPE_EQUIVALENT)
            ok = explain_equivalent(&t, &truth);
        else if (has_reasons(q.word))
            ok = explain_word(&t, &truth) || complain_stopped(&s->complain, &s->budget, call->at);
        else
            ok = explain_shown(&t);
        if (ok && q.class && !q.doubt.count) {
            sink_put(&t.out, "# arrows of paths are those of one member: ");
            class_write_member(s, q.class, &t.out);
        }
        if (ok) {
            figure_add_model(s, q.model);
            say(s, &reasons_voice, &(Reasons){&t, truth});
        }
        sink_clear(&t.out);
    }
    shape_question_clear(&q);
    return ok;
}

/* What stands behind `with` and `from` is looked up, but of no use. */
static bool
explain_in(Session *s, const Node *n, ExplainCall *explain)
{
    if (node_is_in(n->kids[0]))
        return complain_unused_context(&s->complain, n->kids[1]->at);
    Context c = {0};
    bool ok = elaborate_any_context(s, &c, n->kids[1], n->kind == NODE_WITH ? n->kids[2] : NULL);
    for (uint32_t i = 2; ok && n->kind == NODE_FROM && i < n->count; i++) {
        Value from = {0};
        ok = elaborate(s, &from, n->kids[i]);
        value_clear(&from);
    }
    const Context *outer = s->asked;
    unsigned consulted = s->consulted;
    s->asked = &c;
    s->consulted = 0;
    ok = ok && explain(s, n->kids[0], n);
    s->asked = outer;
    s->consulted = consulted;
    context_clear(&c);
    return ok;
}

bool
explain_of_shape(Session *s, const Node *n, ExplainCall *explain)
{
    return node_is_in(n) ? explain_in(s, n, explain) : explain(s, n, NULL);
}

bool
explain_shape(Session *s, const Node *n)
{
    return explain_of_shape(s, n, explain_call);
}
