/* shape_answer.c -- answers to questions about a shape; see shape_answer.h. */
#include "lang/shape/shape_answer.h"

#include "lang/class/class_doubt.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/shape/complain_shape.h"
#include "lang/shape/path_answer.h"
#include "lang/shape/shape_class.h"
#include "lang/shape/shape_question.h"

#include <stdlib.h>

/* ---- answers ---- */

static bool
complain_out_of_budget(const ShapeQuestion *q)
{
    return complain_stopped(&q->s->complain, &q->s->budget, q->node->at);
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
add_set(NameSets *to, const Model *m, const WireList *set)
{
    NameList names = {0};
    shape_add_names(&names, m, set);
    array_push(&to->sets, names);
}

static void
add_all(NameSets *to, const Model *m, const SetList *l)
{
    for (size_t i = 0; i < l->count; i++)
        add_set(to, m, &l->at[i]);
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
    value_take_sets(to, &sets);
    vertex_set_clear(&all);
    set_list_clear(&list);
    projection_clear(&p);
    return true;
}

/* The vertices that one arrow joins to one of X, and that are not in X. */
static void
add_neighbours(VertexSet *to, const Rows *rows, const WireList *x)
{
    size_t count;
    for (size_t i = 0; i < x->count; i++) {
        const uint32_t *at = rows_at(rows, x->at[i], &count);
        for (size_t k = 0; k < count; k++)
            if (!wires_has(x, at[k]))
                vertex_set_add(to, at[k]);
    }
}

static bool
answer_kin(ShapeQuestion *q, Value *to)
{
    NameSets sets = {0};
    VertexSet found;
    bool up = q->word == SHAPE_ANCESTORS || q->word == SHAPE_PARENTS;
    const Rows *rows = up ? &q->graph.parents : &q->graph.children;
    vertex_set_init(&found, q->graph.count);
    if (q->word == SHAPE_ANCESTORS || q->word == SHAPE_DESCENDANTS)
        reach(&found, rows, &q->x, NULL);
    else
        add_neighbours(&found, rows, &q->x);
    sort_vertices(&found.members);
    add_set(&sets, q->model, &found.members);
    value_take_sets(to, &sets);
    vertex_set_clear(&found);
    return true;
}

static bool
answer_blanket(ShapeQuestion *q, Value *to)
{
    NameSets sets = {0};
    WireList found = {0};
    find_blanket(&found, &q->graph, q->x.at[0]);
    add_set(&sets, q->model, &found);
    value_take_sets(to, &sets);
    array_clear(&found);
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

/* Why no set adjusts that obeys the rules. */
static Name
no_adjustment(ShapeQuestion *q, const AdjustReason *why)
{
    Sink text;
    sink_init(&text);
    if (why->fault == ADJUST_FORBIDDEN) {
        word_write_name(q->model->vertices.at[why->vertex].name, &text);
        sink_put(&text, " may not be adjusted for: it is on, or descends from, the causal path ");
    } else {
        sink_put(&text, "given every ancestor that may be adjusted for, ");
    }
    shape_write_path(q->model, &q->graph, &why->path, &text);
    if (why->fault != ADJUST_FORBIDDEN)
        sink_put(&text, " is open");
    return names_take(&q->s->names, &text);
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
    value_take_sets(to, &sets);
    return true;
}

/* The observed vertices above X, Y and what a separator must have, and not in them: what every
 * separator is made of besides. */
static void
separating(WireList *to, const ShapeQuestion *q)
{
    const SetRules *r = &q->rules;
    VertexSet above;
    vertex_set_init(&above, q->graph.count);
    reach_up(&above, &q->graph, NULL, &q->x);
    reach_up(&above, &q->graph, NULL, &q->y);
    reach_up(&above, &q->graph, NULL, &r->with);
    for (uint32_t v = 0; v < q->graph.count; v++)
        if ((above.has[v] || r->all) && q->graph.observed[v] && !wires_has(&q->x, v) &&
            !wires_has(&q->y, v) && !wires_has(&r->with, v) && !wires_has(&r->without, v))
            array_push(to, v);
    vertex_set_clear(&above);
}

/* Why nothing separates them: the path that is open given all that could. */
static Name
no_separator(ShapeQuestion *q)
{
    Sink text;
    WireList path = {0}, most = {0};
    bool all = q->rules.all;
    q->rules.all = false;
    separating(&most, q);
    q->rules.all = all;
    for (size_t i = 0; i < q->rules.with.count; i++)
        array_push(&most, q->rules.with.at[i]);
    sink_init(&text);
    if (open_path(&path, &q->graph, NULL, &q->x, &q->y, &most)) {
        sink_put(&text, "given every observed ancestor of them");
        sink_put(&text, q->rules.with.count || q->rules.without.count ? " that may be, " : ", ");
        shape_write_path(q->model, &q->graph, &path, &text);
        sink_put(&text, " is open");
    }
    array_clear(&path);
    array_clear(&most);
    return names_take(&q->s->names, &text);
}

void
shape_separators(SetList *to, bool *complete, Name *reason, ShapeQuestion *q)
{
    WireList candidates = {0};
    separating(&candidates, q);
    (q->rules.all ? find_all_separators : find_separators)(to, complete, &q->graph, NULL, &q->x,
                                                           &q->y, &q->rules.with, &candidates,
                                                           SHAPE_SETS_MAX, &q->s->budget);
    sort_all(to);
    *reason = to->count ? NULL : no_separator(q);
    array_clear(&candidates);
}

static bool
answer_separator(ShapeQuestion *q, Value *to)
{
    SetList list = {0};
    Name reason;
    bool complete;
    shape_separators(&list, &complete, &reason, q);
    bool ok = finish_sets(q, to, &list, complete, reason);
    set_list_clear(&list);
    return ok;
}

static bool
answer_optimal(ShapeQuestion *q, Value *to)
{
    WireList set = {0};
    AdjustReason why = {0};
    NameSets sets = {0};
    Optimum found = optimal_adjustment(&set, &why, &q->graph, &q->x, &q->y, &q->rules);
    if (found == OPTIMAL_NONE)
        sets.reason = no_adjustment(q, &why);
    else
        add_set(&sets, q->model, &set);
    if (found == OPTIMAL_OF_MINIMAL)
        sets.note = names_add_text(&q->s->names, OPTIMAL_OF_FEW);
    value_take_sets(to, &sets);
    adjust_reason_clear(&why);
    array_clear(&set);
    return true;
}

static bool
answer_adjustment(ShapeQuestion *q, Value *to)
{
    SetList list = {0};
    AdjustReason why = {0};
    bool complete;
    if (q->optimal)
        return answer_optimal(q, to);
    adjustment_sets(&list, &complete, &why, &q->graph, &q->x, &q->y, &q->rules, SHAPE_SETS_MAX,
                    &q->s->budget);
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

static bool
answer_instrument(ShapeQuestion *q, Value *to)
{
    InstrumentReason why = {0};
    value_set_truth(to, is_instrument(&why, &q->graph, q->x.at[0], q->y.at[0],
                                      q->instrument.at[0], &q->z) == INSTRUMENT_VALID);
    instrument_reason_clear(&why);
    return true;
}

static bool
answer_instruments(ShapeQuestion *q, Value *to)
{
    if (q->instrument.count)
        return answer_instrument(q, to);
    InstrumentList list = {0};
    ShapeFacts facts = {0};
    const Model *m = q->model;
    bool complete, ok = instruments(&list, &complete, &q->graph, q->x.at[0], q->y.at[0],
                                    &q->rules.without, SHAPE_SETS_MAX, &q->s->budget) ||
                        complain_out_of_budget(q);
    for (size_t i = 0; ok && i < list.count; i++) {
        ShapeFact f = {.variable = m->vertices.at[list.at[i].z].name};
        shape_add_names(&f.given, m, &list.at[i].given);
        array_push(&facts, f);
    }
    if (ok)
        value_take_instruments(to, &facts, !complete);
    instrument_list_clear(&list);
    return ok;
}

/* ---- implications ---- */

static void
take_implications(Value *to, const Model *m, IndependenceList *basis, VermaList *constraints,
                  bool complete)
{
    ShapeFacts facts = {0}, in_combs = {0};
    for (size_t i = 0; i < basis->count; i++)
        shape_add_independence(&facts, m, &basis->at[i]);
    for (size_t i = 0; i < constraints->count; i++)
        shape_add_verma(&in_combs, m, &constraints->at[i]);
    value_take_implications(to, &facts, &in_combs, !complete);
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
        take_implications(to, q->model, &basis, &constraints, all && complete);
    verma_list_clear(&constraints);
    independence_list_clear(&basis);
    projection_clear(&p);
    return ok || complain_out_of_budget(q);
}

/* ---- essential graphs, and equivalence ---- */

static bool
answer_essential(ShapeQuestion *q, Value *to)
{
    const Model *m = q->model;
    for (size_t i = 0; i < m->vertices.count; i++)
        if (!q->graph.observed[i])
            return complain_essential_latent(&q->s->complain, q->node->at, m, &m->vertices.at[i]);
    return class_of_model(q->s, to, m, q->node->at);
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

/* The members of the class differ in what `path` says: nothing adjusts in all of them. */
static void
answer_doubt(ShapeQuestion *q, Value *to, const WireList *path)
{
    if (q->word == SHAPE_ADJUSTS) {
        value_set_truth(to, false);
        return;
    }
    NameSets sets = {0};
    Sink text;
    sink_init(&text);
    class_write_path(q->class, path, &text);
    sink_put(&text, " is causal in some members only");
    sets.reason = names_take(&q->s->names, &text);
    value_take_sets(to, &sets);
}

static bool
answer(ShapeQuestion *q, Value *to)
{
    if (q->doubt.count) {
        answer_doubt(q, to, &q->doubt);
        return true;
    }
    switch (q->word) {
    case SHAPE_COMPONENTS:
        return answer_components(q, to);
    case SHAPE_ANCESTORS:
    case SHAPE_DESCENDANTS:
    case SHAPE_PARENTS:
    case SHAPE_CHILDREN:
        return answer_kin(q, to);
    case SHAPE_BLANKET:
        return answer_blanket(q, to);
    case SHAPE_PATHS:
        return answer_paths(q, to);
    case SHAPE_SEPARATOR:
        return answer_separator(q, to);
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
