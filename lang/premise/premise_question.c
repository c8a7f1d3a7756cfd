/* premise_question.c -- see premise_question.h. */
#include "lang/premise/premise_question.h"

#include "graph/markov.h"
#include "graph/separation.h"
#include "lang/class/class_value.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/elaborate.h"
#include "lang/premise/complain_premise.h"
#include "lang/session/define.h"
#include "lang/shape/complain_shape.h"

#include <string.h>

enum { BASIS_MAX = 100000 };

static const RelationWord words[] = {
    {"parent",
     RELATION_PARENT,
     false,
     "an arrow leads from X to Y",
     {RELATION_PARENT, RELATION_PARENT}},
    {"child",
     RELATION_PARENT,
     true,
     "an arrow leads from Y to X",
     {RELATION_PARENT, RELATION_PARENT}},
    {"ancestor",
     RELATION_ANCESTOR,
     false,
     "a way along arrows leads from X to Y",
     {RELATION_ANCESTOR, RELATION_ANCESTOR}},
    {"descendant",
     RELATION_ANCESTOR,
     true,
     "a way along arrows leads from Y to X",
     {RELATION_ANCESTOR, RELATION_ANCESTOR}},
    {"common_cause",
     RELATION_COMMON_CAUSE,
     false,
     "ways lead from a third variable to X, avoiding Y, and to Y, avoiding X",
     {RELATION_COMMON_PARENT, RELATION_COMMON_ANCESTOR}},
    {"common_effect",
     RELATION_COMMON_EFFECT,
     false,
     "ways lead to a third variable from X, avoiding Y, and from Y, avoiding X",
     {RELATION_COMMON_CHILD, RELATION_COMMON_DESCENDANT}},
    {"independent",
     RELATION_INDEPENDENT,
     false,
     "no path between X and Y is open",
     {RELATION_INDEPENDENT, RELATION_INDEPENDENT}},
};

const char *
relation_reading(Relation r)
{
    bool single = r == RELATION_COMMON_PARENT || r == RELATION_COMMON_CHILD;
    return single ? "by single arrows" : "by any ways";
}

bool
assumes(const Node *statement)
{
    const Node *by = statement->kind == NODE_ACTION ? statement->kids[ACTION_BY] : NULL;
    return by && by->kind == NODE_LIST;
}

static bool
is_call_of(const Node *n, const char *word)
{
    return n->kind == NODE_CALL && n->kids[0]->kind == NODE_NAME &&
           strcmp(n->kids[0]->text, word) == 0;
}

bool
asks_independence(const Node *statement)
{
    return is_call_of(action_subject(statement), "independent");
}

void
premise_question_clear(PremiseQuestion *q)
{
    array_clear(&q->names);
    array_clear(&q->spans);
    map_clear(&q->places);
    claims_clear(&q->claims);
}

/* ---- variables ---- */

static bool
take_name(PremiseQuestion *q, uint32_t *place, Name name, Span at)
{
    uint64_t found = 0;
    if (!map_find(&q->places, map_key(name), &found)) {
        if (q->names.count == CLOSURE_VERTICES_MAX)
            return complain_many_variables(&q->s->complain, at, CLOSURE_VERTICES_MAX);
        array_push(&q->names, name);
        array_push(&q->spans, at);
        found = q->names.count;
        map_set_at(&q->places, map_key(name), found);
    }
    *place = (uint32_t)found - 1;
    return true;
}

/* One more variable of a set; `others` are those of the other sets. */
static bool
add_variable(PremiseQuestion *q, Mask *to, Mask others, Name name, Span at)
{
    uint32_t v;
    if (!take_name(q, &v, name, at))
        return false;
    if (*to >> v & 1)
        return complain_asked_twice(&q->s->complain, at, name);
    if (others >> v & 1)
        return complain_sets_overlap(&q->s->complain, at, name);
    *to |= (Mask)1 << v;
    return true;
}

/* X, or {X, Y}. */
static bool
read_set(PremiseQuestion *q, Mask *to, Mask others, const Node *n)
{
    if (n->kind == NODE_NAME || n->kind == NODE_STRING)
        return add_variable(q, to, others, n->text, n->at);
    if (n->kind != NODE_SET)
        return complain_not_a_name(&q->s->complain, n->at);
    for (uint32_t i = 0; i < n->label_count; i++)
        if (!add_variable(q, to, others, n->labels[i].text, n->labels[i].at))
            return false;
    return true;
}

static bool
read_some(PremiseQuestion *q, Mask *to, Mask others, const Node *n)
{
    return read_set(q, to, others, n) && (*to || complain_no_variable(&q->s->complain, n->at));
}

/* independent(A, B | C) */
static bool
read_triple(PremiseQuestion *q, Triple *to, const Node *call)
{
    const Node *sides = call->kids[1];
    *to = (Triple){0};
    if (sides->count != 2)
        return complain_call(q->s, call);
    bool ok =
        read_some(q, &to->a, 0, sides->kids[0]) && read_some(q, &to->b, to->a, sides->kids[1]);
    for (uint32_t i = 0; ok && call->count > 2 && i < call->kids[2]->count; i++)
        ok = read_set(q, &to->given, to->a | to->b, call->kids[2]->kids[i]);
    return ok;
}

/* ---- what is asked ---- */

static bool
read_pair(PremiseQuestion *q, const Node *call)
{
    const Node *args = call->kids[1];
    uint32_t place[2];
    bool two = call->count == 2 && args->count == 2;
    for (uint32_t i = 0; two && i < 2; i++)
        two = args->kids[i]->kind == NODE_NAME || args->kids[i]->kind == NODE_STRING;
    if (!two || args->kids[0]->text == args->kids[1]->text)
        return complain_relation_form(&q->s->complain, call->at, q->word->word);
    for (uint32_t i = 0; i < 2; i++)
        if (!take_name(q, &place[i], args->kids[i]->text, args->kids[i]->at))
            return false;
    q->question.x = place[q->word->turned];
    q->question.y = place[!q->word->turned];
    return true;
}

static bool
read_asked(PremiseQuestion *q, const Node *n)
{
    if (n->kind == NODE_NOT) {
        q->no = true;
        n = n->kids[0];
    }
    q->asked = n;
    if (node_is_in(n))
        return complain_premise_context(&q->s->complain, n->kids[1]->at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        q->word = is_call_of(n, words[i].word) ? &words[i] : q->word;
    if (!q->word)
        return complain_not_a_relation(&q->s->complain, n->at);
    q->question.relation = q->word->relation;
    return q->word->relation == RELATION_INDEPENDENT ? read_triple(q, &q->question.triple, n)
                                                     : read_pair(q, n);
}

/* ---- what is assumed ---- */

static bool
take_vertices(PremiseQuestion *q, Mask *to, const Model *m, const WireList *list,
              const VertexSet *kept, Span at)
{
    for (size_t i = 0; i < list->count; i++) {
        uint32_t place;
        if (!kept->has[list->at[i]])
            continue;
        if (!take_name(q, &place, m->vertices.at[list->at[i]].name, at))
            return false;
        *to |= (Mask)1 << place;
    }
    return true;
}

/* The vertex is independent of those in `of` given the others; what is not kept is left out of
 * `of`, and the statement where it is given, or nothing is left. */
static bool
take_independence(PremiseQuestion *q, const Model *m, const Independence *i, const VertexSet *kept,
                  Span at)
{
    Triple t = {0};
    WireList one = {.at = (uint32_t[]){i->v}, .count = 1};
    bool whole = kept->has[i->v], any = false;
    for (size_t k = 0; k < i->given.count; k++)
        whole = whole && kept->has[i->given.at[k]];
    for (size_t k = 0; k < i->of.count; k++)
        any = any || kept->has[i->of.at[k]];
    if (!whole || !any)
        return true;
    if (!take_vertices(q, &t.a, m, &one, kept, at) ||
        !take_vertices(q, &t.b, m, &i->of, kept, at) ||
        !take_vertices(q, &t.given, m, &i->given, kept, at))
        return false;
    array_push(&q->claims.hold, t);
    return true;
}

/* All observed vertices, or those above what is asked (proving). */
static void
keep_vertices(const PremiseQuestion *q, VertexSet *kept, const Model *m, const Graph *g,
              bool proving)
{
    WireList asked = {0};
    VertexSet above;
    uint32_t v;
    for (size_t i = 0; i < q->names.count; i++)
        if (model_find(m, q->names.at[i], &v))
            array_push(&asked, v);
    vertex_set_init(&above, g->count);
    reach_up(&above, g, NULL, &asked);
    for (v = 0; v < g->count; v++)
        if (g->observed[v] && (above.has[v] || !proving))
            vertex_set_add(kept, v);
    vertex_set_clear(&above);
    array_clear(&asked);
}

static bool
take_model(PremiseQuestion *q, const Model *m, Span at, bool proving)
{
    Graph g = {0};
    Projection p = {0};
    IndependenceList list = {0};
    VertexSet kept;
    bool complete = false;
    graph_make(&g, m);
    vertex_set_init(&kept, g.count);
    keep_vertices(q, &kept, m, &g, proving);
    bool ok = take_vertices(q, &q->said, m, &kept.members, &kept, at);
    if (ok && projection_make(&p, &g, &q->s->budget))
        independences(&list, &complete, &p, BASIS_MAX, &q->s->budget);
    if (ok && !complete)
        ok = q->s->budget.stop != STOP_NOT
                 ? complain_stopped(&q->s->complain, &q->s->budget, at)
                 : complain_many_independences(&q->s->complain, at, list.count);
    for (size_t i = 0; ok && i < list.count; i++)
        ok = take_independence(q, m, &list.at[i], &kept, at);
    vertex_set_clear(&kept);
    independence_list_clear(&list);
    projection_clear(&p);
    graph_clear(&g);
    return ok;
}

/* implications(m) */
static bool
read_implications(PremiseQuestion *q, const Node *call, bool proving)
{
    if (call->count > 2 || call->kids[1]->count != 1)
        return complain_call(q->s, call);
    const Node *n = call->kids[1]->kids[0];
    Value v = {0};
    bool ok = elaborate(q->s, &v, n);
    const ModelClass *class = ok ? class_in(&v) : NULL;
    if (ok && !class && v.kind != VALUE_MODEL)
        ok = complain_wanted(&q->s->complain, n->at, "a model", &v);
    ok = ok && take_model(q, class ? &class->member : &v.model, n->at, proving);
    value_clear(&v);
    return ok;
}

static bool
read_premise(PremiseQuestion *q, const Node *n, bool proving)
{
    const Node *call = n->kind == NODE_NOT ? n->kids[0] : n;
    if (is_call_of(call, "independent")) {
        Triple t;
        if (!read_triple(q, &t, call))
            return false;
        q->said |= t.a | t.b | t.given;
        if (n == call)
            array_push(&q->claims.hold, t);
        else
            array_push(&q->claims.fail, t);
        return true;
    }
    if (n->kind == NODE_SET) {
        Mask set = 0;
        bool ok = read_set(q, &set, 0, n);
        q->said |= set;
        return ok;
    }
    if (is_call_of(n, "implications"))
        return read_implications(q, n, proving);
    if (n->kind == NODE_NAME && strcmp(n->text, "positive") == 0)
        return q->positive = true;
    return node_is_in(call) ? complain_premise_context(&q->s->complain, call->kids[1]->at)
                            : complain_premise(&q->s->complain, n->at);
}

bool
premise_question_read(PremiseQuestion *q, Session *s, const Node *n, bool proving)
{
    *q = (PremiseQuestion){.s = s, .node = n};
    const Node *assumed = n->kids[ACTION_BY], *form = n->kids[ACTION_FORM];
    if (form)
        return complain_show_as(&s->complain, form->kids[0]->at, form->kids[0]->text);
    if (!read_asked(q, action_subject(n)))
        return false;
    size_t asked = q->names.count;
    for (uint32_t i = 0; i < assumed->count; i++)
        if (!read_premise(q, assumed->kids[i], proving))
            return false;
    for (size_t v = 0; v < asked; v++)
        if (!(q->said >> v & 1))
            return complain_not_in_premises(&s->complain, q->spans.at[v], q->names.at[v]);
    q->claims.count = (uint32_t)q->names.count;
    return true;
}
