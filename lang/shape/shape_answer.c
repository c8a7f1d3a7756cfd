/* shape_answer.c -- answers to questions about a shape; see shape_answer.h. */
#include "lang/shape/shape_answer.h"

#include "graph/adjust.h"
#include "graph/markov.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/shape/complain_shape.h"
#include "lang/shape/shape_question.h"
#include "lang/shape/shape_text.h"
#include "show/json.h"

#include <stdlib.h>

/* ---- answers ---- */

static bool
complain_out_of_budget(const ShapeQuestion *q)
{
    return complain_stopped(&q->s->complain, &q->s->budget, q->node->at);
}

static void
take_sets(Value *to, NameSets *sets)
{
    Value v = {.kind = VALUE_SETS, .sets = *sets};
    *sets = (NameSets){0};
    value_swap(to, &v);
    value_clear(&v);
}

/* PlainInput and their JSON, which are cleared. */
static void
take_lines(ShapeQuestion *q, Value *to, Sink *text, Sink *json)
{
    value_clear(to);
    to->kind = VALUE_SHAPE;
    to->source = names_add(&q->s->names, sink_text(text), text->count);
    to->json = names_add(&q->s->names, sink_text(json), json->count);
    sink_clear(json);
    sink_clear(text);
}

static Name
text_name(Session *s, Sink *text)
{
    Name name = names_add(&s->names, sink_text(text), text->count);
    sink_clear(text);
    return name;
}

static int
compare_first(const void *x, const void *y)
{
    const WireList *a = x, *b = y;
    return (a->at[0] > b->at[0]) - (a->at[0] < b->at[0]);
}

static void
sort_all(SetList *l)
{
    for (size_t i = 0; i < l->count; i++)
        sort_vertices(&l->at[i]);
}

static void
add_all(NameSets *to, const Model *m, const SetList *l)
{
    for (size_t i = 0; i < l->count; i++)
        shape_add_set(to, m, &l->at[i]);
}

static bool
answer_components(ShapeQuestion *q, Value *to)
{
    Projection p = {0};
    if (!projection_make(&p, &q->graph, &q->s->budget))
        return complain_out_of_budget(q);
    SetList list = {0};
    NameSets sets = {0};
    VertexSet all;
    vertex_set_init(&all, p.count);
    for (size_t i = 0; i < p.order.count; i++)
        vertex_set_add(&all, p.order.at[i]);
    components(&list, &p, &all);
    sort_all(&list);
    if (list.count)
        qsort(list.at, list.count, sizeof *list.at, compare_first);
    else
        sets.reason = names_add_text(&q->s->names, "the model observes nothing");
    add_all(&sets, q->model, &list);
    take_sets(to, &sets);
    vertex_set_clear(&all);
    set_list_clear(&list);
    projection_clear(&p);
    return true;
}

static bool
answer_kin(ShapeQuestion *q, Value *to)
{
    NameSets sets = {0};
    VertexSet found;
    vertex_set_init(&found, q->graph.count);
    reach(&found, q->word == SHAPE_ANCESTORS ? &q->graph.parents : &q->graph.children, &q->x, NULL);
    sort_vertices(&found.members);
    shape_add_set(&sets, q->model, &found.members);
    take_sets(to, &sets);
    vertex_set_clear(&found);
    return true;
}

static bool
answer_adjusts(ShapeQuestion *q, Value *to)
{
    AdjustReason why = {0};
    value_set_truth(to, adjusts(&why, &q->graph, &q->x, &q->y, &q->z) == ADJUST_VALID);
    adjust_reason_clear(&why);
    return true;
}

static Name
no_adjustment(ShapeQuestion *q, const AdjustReason *why)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, "given every ancestor that may be adjusted for, ");
    shape_write_path(q->model, &q->graph, &why->path, &text);
    sink_put(&text, " is open");
    return text_name(q->s, &text);
}

/* The sets that were found, or the reason why there are none. */
static bool
finish_sets(ShapeQuestion *q, Value *to, SetList *list, bool complete, Name reason)
{
    if (q->s->budget.stop != STOP_NOT)
        return complain_out_of_budget(q);
    NameSets sets = {.cut = !complete, .reason = list->count ? NULL : reason};
    sort_all(list);
    add_all(&sets, q->model, list);
    take_sets(to, &sets);
    return true;
}

static bool
answer_adjustment(ShapeQuestion *q, Value *to)
{
    SetList list = {0};
    AdjustReason why = {0};
    bool complete;
    adjustment_sets(&list, &complete, &why, &q->graph, &q->x, &q->y, SHAPE_SETS_MAX, &q->s->budget);
    Name reason = list.count ? NULL : no_adjustment(q, &why);
    bool ok = finish_sets(q, to, &list, complete, reason);
    adjust_reason_clear(&why);
    set_list_clear(&list);
    return ok;
}

static bool
answer_frontdoor(ShapeQuestion *q, Value *to)
{
    SetList list = {0};
    bool complete;
    frontdoor_sets(&list, &complete, &q->graph, &q->x, &q->y, SHAPE_SETS_MAX, &q->s->budget);
    bool ok = finish_sets(q, to, &list, complete,
                          names_add_text(&q->s->names,
                                         "no set of observed variables meets every causal path and "
                                         "is unconfounded at both ends"));
    set_list_clear(&list);
    return ok;
}

/* ["A","B"] */
static void
json_set(const Model *m, const WireList *set, Sink *out)
{
    sink_put(out, "[");
    for (size_t i = 0; i < set->count; i++) {
        sink_put(out, i ? "," : "");
        json_write_string(m->vertices.at[set->at[i]].name, out);
    }
    sink_put(out, "]");
}

static void
write_given(const Model *m, const WireList *given, Sink *text)
{
    if (!given->count)
        return;
    sink_put(text, " given ");
    shape_write_set(m, given, false, text);
}

static void
write_instrument(const Model *m, const Instrument *i, bool first, Sink *text, Sink *json)
{
    word_write_name(m->vertices.at[i->z].name, text);
    write_given(m, &i->given, text);
    sink_put(text, "\n");
    sink_put(json, first ? "{\"instrument\":" : ",{\"instrument\":");
    json_write_string(m->vertices.at[i->z].name, json);
    sink_put(json, ",\"given\":");
    json_set(m, &i->given, json);
    sink_put(json, "}");
}

static bool
answer_instruments(ShapeQuestion *q, Value *to)
{
    InstrumentList list = {0};
    bool ok = instruments(&list, &q->graph, q->x.at[0], q->y.at[0], &q->s->budget) ||
              complain_out_of_budget(q);
    if (ok) {
        Sink text, json;
        sink_init(&text);
        sink_init(&json);
        sink_put(&json, "{\"kind\":\"instruments\",\"value\":[");
        for (size_t i = 0; i < list.count; i++)
            write_instrument(q->model, &list.at[i], !i, &text, &json);
        sink_put(&json, "]}\n");
        if (!list.count)
            sink_put(&text,
                     "none\n# no observed variable moves the cause, and the effect through it "
                     "alone\n");
        take_lines(q, to, &text, &json);
    }
    instrument_list_clear(&list);
    return ok;
}

/* ---- implications ---- */

static void
write_independence(const Model *m, Independence *i, bool first, Sink *text, Sink *json)
{
    sort_vertices(&i->of);
    sort_vertices(&i->given);
    word_write_name(m->vertices.at[i->v].name, text);
    sink_put(text, " independent of ");
    shape_write_set(m, &i->of, true, text);
    write_given(m, &i->given, text);
    sink_put(text, "\n");
    sink_put(json, first ? "{\"variable\":" : ",{\"variable\":");
    json_write_string(m->vertices.at[i->v].name, json);
    sink_put(json, ",\"of\":");
    json_set(m, &i->of, json);
    sink_put(json, ",\"given\":");
    json_set(m, &i->given, json);
    sink_put(json, "}");
}

/* What is in a and not in b; both ascend. */
static void
take_away(WireList *to, const WireList *a, const WireList *b)
{
    for (size_t i = 0, k = 0; i < a->count; i++) {
        while (k < b->count && b->at[k] < a->at[i])
            k++;
        if (k == b->count || b->at[k] != a->at[i])
            array_push(to, a->at[i]);
    }
}

static void
write_verma(const Model *m, Verma *c, bool first, Sink *text, Sink *json)
{
    Independence i = {c->v, c->free, c->given};
    WireList left = {0};
    Sink words;
    sink_init(&words);
    write_independence(m, &i, first, &words, json);
    sink_add(text, sink_text(&words), words.count - 1);
    sink_clear(&words);
    sort_vertices(&c->comb);
    sort_vertices(&c->set);
    sink_put(text, ", in the comb of ");
    shape_write_set(m, &c->comb, false, text);
    take_away(&left, &c->comb, &c->set);
    if (left.count) {
        sink_put(text, " with ");
        shape_write_set(m, &left, true, text);
        sink_put(text, " discarded");
    }
    array_clear(&left);
    sink_put(text, "\n");
    json->count--; /* its brace */
    sink_put(json, ",\"comb\":");
    json_set(m, &c->comb, json);
    sink_put(json, ",\"kept\":");
    json_set(m, &c->set, json);
    sink_put(json, "}");
}

static void
write_implications(ShapeQuestion *q, Value *to, IndependenceList *basis, VermaList *constraints,
                   bool complete)
{
    Sink text, json;
    sink_init(&text);
    sink_init(&json);
    sink_put(&json, "{\"kind\":\"implications\",\"independences\":[");
    for (size_t i = 0; i < basis->count; i++)
        write_independence(q->model, &basis->at[i], !i, &text, &json);
    sink_put(&json, "],\"constraints\":[");
    for (size_t i = 0; i < constraints->count; i++)
        write_verma(q->model, &constraints->at[i], !i, &text, &json);
    sink_put(&json, "]");
    if (!text.count)
        sink_put(&text, "none\n# no independence, and no other constraint that the moves reveal\n");
    if (!complete) {
        sink_print(&text, "# not all: the limit is %d of each kind\n", SHAPE_SETS_MAX);
        sink_put(&json, ",\"complete\":false");
    }
    sink_put(&json, "}\n");
    take_lines(q, to, &text, &json);
}

static bool
answer_implications(ShapeQuestion *q, Value *to)
{
    Projection p = {0};
    IndependenceList basis = {0};
    VermaList constraints = {0};
    Budget *b = &q->s->budget;
    bool all, complete, ok = projection_make(&p, &q->graph, b);
    if (ok) {
        independences(&basis, &all, &p, SHAPE_SETS_MAX, b);
        vermas(&constraints, &complete, &q->graph, &p, SHAPE_SETS_MAX, b);
        ok = b->stop == STOP_NOT;
    }
    if (ok)
        write_implications(q, to, &basis, &constraints, all && complete);
    verma_list_clear(&constraints);
    independence_list_clear(&basis);
    projection_clear(&p);
    return ok || complain_out_of_budget(q);
}

/* ---- essential graphs, and equivalence ---- */

/* A -> B, a line each. */
static void
write_edges(const Model *m, const uint32_t *pairs, size_t count, const char *between, Sink *text,
            Sink *json)
{
    for (size_t i = 0; i + 1 < count; i += 2) {
        Name a = m->vertices.at[pairs[i]].name, b = m->vertices.at[pairs[i + 1]].name;
        word_write_name(a, text);
        sink_put(text, between);
        word_write_name(b, text);
        sink_put(text, "\n");
        sink_put(json, i ? ",[" : "[");
        json_write_string(a, json);
        sink_put(json, ",");
        json_write_string(b, json);
        sink_put(json, "]");
    }
}

/* Those that nothing touches stand alone. */
static void
write_lonely(const ShapeQuestion *q, Sink *text)
{
    for (uint32_t v = 0; v < q->graph.count; v++) {
        size_t parents, children;
        rows_at(&q->graph.parents, v, &parents);
        rows_at(&q->graph.children, v, &children);
        if (parents || children)
            continue;
        word_write_name(q->model->vertices.at[v].name, text);
        sink_put(text, "\n");
    }
}

static bool
answer_essential(ShapeQuestion *q, Value *to)
{
    const Model *m = q->model;
    for (size_t i = 0; i < m->vertices.count; i++)
        if (!q->graph.observed[i])
            return complain_essential_latent(&q->s->complain, q->node->at, m, &m->vertices.at[i]);
    Essential e = {0};
    Sink text, json;
    sink_init(&text);
    sink_init(&json);
    essential_graph(&e, &q->graph);
    sink_put(&json, "{\"kind\":\"essential\",\"arrows\":[");
    write_edges(m, e.arrows.at, e.arrows.count, " -> ", &text, &json);
    sink_put(&json, "],\"lines\":[");
    write_edges(m, e.lines.at, e.lines.count, " -- ", &text, &json);
    sink_put(&json, "]}\n");
    write_lonely(q, &text);
    take_lines(q, to, &text, &json);
    essential_clear(&e);
    return true;
}

static bool
answer_equivalent(ShapeQuestion *q, Value *to)
{
    WireList map = {0};
    Graph other = {0};
    Difference why = {0};
    bool ok = shape_match(q, &map);
    if (ok) {
        bool same;
        graph_make(&other, q->other);
        ok = equivalent(&same, &why, &q->graph, &other, map.at, &q->s->budget) ||
             complain_out_of_budget(q);
        if (ok)
            value_set_truth(to, same);
    }
    difference_clear(&why);
    graph_clear(&other);
    array_clear(&map);
    return ok;
}

static bool
answer(ShapeQuestion *q, Value *to)
{
    switch (q->word) {
    case SHAPE_COMPONENTS:
        return answer_components(q, to);
    case SHAPE_ANCESTORS:
    case SHAPE_DESCENDANTS:
        return answer_kin(q, to);
    case SHAPE_INDEPENDENT:
        value_set_truth(to, separated(&q->graph, NULL, &q->x, &q->y, &q->z));
        return true;
    case SHAPE_ADJUSTS:
        return answer_adjusts(q, to);
    case SHAPE_ADJUSTMENT:
        return answer_adjustment(q, to);
    case SHAPE_FRONTDOOR:
        return answer_frontdoor(q, to);
    case SHAPE_INSTRUMENTS:
        return answer_instruments(q, to);
    case SHAPE_IMPLICATIONS:
        return answer_implications(q, to);
    case SHAPE_ESSENTIAL:
        return answer_essential(q, to);
    case SHAPE_EQUIVALENT:
        return answer_equivalent(q, to);
    case SHAPE_NONE:
        break;
    }
    return shape_complain_form(q);
}

bool
elaborate_shape(Session *s, Value *to, const Node *call)
{
    ShapeQuestion q = {0};
    bool ok = shape_read(&q, s, call) && answer(&q, to);
    shape_question_clear(&q);
    return ok;
}

/* ---- printing ---- */

static void
write_sets_text(const NameSets *n, Sink *out)
{
    for (size_t i = 0; i < n->sets.count; i++) {
        shape_write_names(&n->sets.at[i], out);
        sink_put(out, "\n");
    }
    if (!n->sets.count)
        sink_put(out, "none\n");
    if (n->reason)
        sink_print(out, "# %s\n", n->reason);
    if (n->cut)
        sink_print(out, "# not all: the limit is %d sets\n", SHAPE_SETS_MAX);
}

static void
write_sets_json(const NameSets *n, Sink *out)
{
    sink_put(out, "{\"kind\":\"sets\",\"value\":[");
    for (size_t i = 0; i < n->sets.count; i++) {
        sink_put(out, i ? ",[" : "[");
        for (size_t k = 0; k < n->sets.at[i].count; k++) {
            sink_put(out, k ? "," : "");
            json_write_string(n->sets.at[i].at[k], out);
        }
        sink_put(out, "]");
    }
    sink_put(out, "]");
    if (n->cut)
        sink_put(out, ",\"complete\":false");
    if (n->reason) {
        sink_put(out, ",\"reason\":");
        json_write_string(n->reason, out);
    }
    sink_put(out, "}\n");
}

void
shape_write_value(const Value *v, bool json, Sink *out)
{
    if (v->kind == VALUE_SHAPE)
        sink_put(out, json ? v->json : v->source);
    else if (json)
        write_sets_json(&v->sets, out);
    else
        write_sets_text(&v->sets, out);
}
