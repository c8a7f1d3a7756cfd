/* effect_query.c -- effects as they are asked for; see effect_query.h.
 *
 * A variable plays one role in a question: it is asked for (y), done (x) or given (z). */
#include "lang/identify/effect_query.h"

#include "evaluate/evaluate.h"
#include "lang/class/class_doubt.h"
#include "lang/class/complain_class.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_model.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/event_names.h"
#include "lang/elaborate/label.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/complain_identify.h"
#include "lang/read/question.h"
#include "lang/session/meaning.h"
#include "lang/surgery/intervention.h"
#include "surgery/plan_ground.h"

#include <string.h>

void
effect_query_clear(EffectQuery *q)
{
    model_clear(&q->model);
    graph_clear(&q->graph);
    projection_clear(&q->projection);
    effect_clear(&q->effect);
    array_clear(&q->given);
    array_clear(&q->doubt);
    value_clear(&q->class);
    memory_free(q->name_of);
    model_clear(&q->after);
    memory_free(q->plan_of);
    *q = (EffectQuery){0};
}

bool
effect_query_shape(Session *s, EffectQuery *q, Span at)
{
    graph_make(&q->graph, &q->model);
    q->name_of = vertex_names(s, &q->model);
    return projection_make(&q->projection, &q->graph, &s->budget) ||
           complain_stopped(&s->complain, &s->budget, at);
}

/* ---- the items of P(...) ---- */

/* What a vertex is in the question so far, a letter each. */
typedef struct EffectReader {
    Session *s;
    EffectQuery *q;
    char *role; /* 'y', 'x', 'z', or 0 */
    char part;  /* the role of what an event of several variables names */
} EffectReader;

static bool
add_role(EffectReader *a, uint32_t v, Span at, char role)
{
    const Vertex *x = &a->q->model.vertices.at[v];
    if (!a->q->context && wires_has(&a->s->asked->lacking, v))
        return complain_state_lacks(&a->s->complain, at, x->name);
    if (x->latent)
        return complain_latent_asked(&a->s->complain, at, x->name);
    if (a->role[v] && a->role[v] != role)
        return complain_roles(&a->s->complain, at, x->name, a->role[v], role);
    if (a->role[v])
        return complain_asked_twice(&a->s->complain, at, x->name);
    a->role[v] = role;
    WireList *list = role == 'y' ? &a->q->effect.y : role == 'x' ? &a->q->effect.x
                                                                 : &a->q->effect.z;
    array_push(list, v);
    if (role != 'y')
        array_push(&a->q->given, v);
    return true;
}

static bool
add_label(EffectReader *a, const Label *l, char role)
{
    uint32_t v;
    if (!model_find(&a->q->model, l->text, &v))
        return complain_unknown_vertex(&a->s->complain, l->at, &a->q->model, l->text);
    return add_role(a, v, l->at, role);
}

/* The values of an event are read past, but they have to be there. */
static bool
check_labels(EffectReader *a, const Type *t, const Node *value)
{
    Label one;
    const Label *labels;
    uint32_t count, position;
    if (!node_labels(a->s, value, &one, &labels, &count))
        return false;
    for (uint32_t i = 0; t->size && i < count; i++)
        if (!label_find(a->s, t, labels[i].text, labels[i].at, &position))
            return false;
    return true;
}

static bool
add_set(EffectReader *a, const Node *set, char role)
{
    for (uint32_t i = 0; i < set->label_count; i++)
        if (!add_label(a, &set->labels[i], role))
            return false;
    return true;
}

/* A name in an event of several variables, or in arithmetic; `of` has it as a label, perhaps. */
static bool
add_part(void *more, const Node *name, const Node *of)
{
    EffectReader *a = more;
    const Model *m = &a->q->model;
    uint32_t v, other, position;
    const Type *t = of && model_find(m, of->text, &other) ? m->vertices.at[other].type : NULL;
    bool found = model_find(m, name->text, &v);
    const Value *number = found ? NULL : session_find(a->s, name->text);
    if (t && (type_find(t, name->text, &position) || (!found && !t->size)))
        return true;
    if (t && !found)
        return label_find(a->s, t, name->text, name->at, &position);
    if (number && number->kind == VALUE_NUMBER)
        return true;
    if (found && a->role[v] == a->part)
        return true;
    return find_vertex(a->s, m, name, &v) && add_role(a, v, name->at, a->part);
}

/* Is it arithmetic, or an event of several variables? */
static bool
is_joined(const EffectReader *a, const QuestionItem *item)
{
    uint32_t v, position;
    const Model *m = &a->q->model;
    if (item->form == ITEM_EVENT)
        return true;
    if (item->form == ITEM_FREE)
        return is_arithmetic(item->node) && !node_is_question(a->q->call);
    return item_is_event(item) && node_is_name(item->value) &&
           model_find(m, item->value->text, &position) &&
           !(model_find(m, item->name->text, &v) &&
             type_find(m->vertices.at[v].type, item->value->text, &position));
}

static bool
add_variable(EffectReader *a, const QuestionItem *item, char role)
{
    uint32_t v;
    const Node *name = item->name;
    if (role != 'x' && is_joined(a, item)) {
        a->part = role;
        return item->form == ITEM_FREE ? arithmetic_names(a->s, item->node, add_part, a)
                                       : event_names(a->s, item->node, add_part, a);
    }
    if (!question_check_item(item, true, &a->s->complain))
        return false;
    if (item->form == ITEM_SET)
        return add_set(a, name, role);
    if (!find_vertex(a->s, &a->q->model, name, &v) || !add_role(a, v, name->at, role))
        return false;
    if (item->value && role == 'x' &&
        (item->value->kind == NODE_SET || item->value->kind == NODE_RANGE))
        return complain_do_set(&a->s->complain, item->value->at);
    return !item->value || check_labels(a, a->q->model.vertices.at[v].type, item->value);
}

/* ---- plans ---- */

enum { IMAGE_ROWS = 1 << 14, IMAGE_WORK = 1 << 22 };

/* The sizes of what it reads, and how many rows that makes; a type without labels has two. */
static size_t
read_sizes(WireList *to, const EffectPlan *p, const Model *m)
{
    size_t rows = 1;
    for (size_t i = 0; i < p->reads.count; i++) {
        uint32_t size = m->vertices.at[p->reads.at[i]].type->size;
        array_push(to, size ? size : 2);
        rows = rows > IMAGE_ROWS ? rows : rows * to->at[i];
    }
    return rows;
}

static void
drop_read(EffectPlan *p, size_t at)
{
    for (size_t i = at + 1; i < p->reads.count; i++) {
        p->reads.at[i - 1] = p->reads.at[i];
        p->sizes.at[i - 1] = p->sizes.at[i];
    }
    p->reads.count--;
    p->sizes.count--;
}

/* Of a plan without a table: what it reads and no box needs that leads to what it gives. */
static void
drop_unused(EffectPlan *p, const Diagram *mechanism)
{
    Diagram needed = {0};
    diagram_set(&needed, mechanism);
    diagram_prune(&needed);
    bool *used = diagram_used(&needed);
    for (size_t at = p->reads.count; at-- > 0;)
        if (!used[needed.inputs.at[at].wire])
            drop_read(p, at);
    memory_free(used);
    diagram_clear(&needed);
}

/* Are those of the rows alike that differ in this read alone, in steps of so many? */
static bool
is_idle(const Matrix *m, const WireList *rows, size_t each, uint32_t size)
{
    bool alike = true;
    for (size_t i = 0; alike && i < rows->count; i++)
        alike = matrix_rows_equal(m, rows->at[i], m, rows->at[i - i / each % size * each]);
    return alike;
}

/* Of a plan with a table: what it reads and makes no difference.  In `rows` those of the table that
 * are left. */
static void
drop_idle(EffectPlan *p, const Matrix *m, WireList *rows)
{
    size_t each = 1;
    for (size_t row = 0; row < matrix_rows(m); row++)
        array_push(rows, (uint32_t)row);
    for (size_t at = p->reads.count; at-- > 0;) {
        uint32_t size = p->sizes.at[at];
        size_t left = 0;
        if (!is_idle(m, rows, each, size)) {
            each *= size;
            continue;
        }
        for (size_t i = 0; i < rows->count; i++)
            if (i / each % size == 0)
                rows->at[left++] = rows->at[i];
        rows->count = left;
        drop_read(p, at);
    }
}

/* What a plan that has a table makes use of, and its image, where that is one of a function.
 * False: the table is not there, or takes too much. */
static bool
read_table(Session *s, EffectPlan *p, const Diagram *mechanism, size_t count)
{
    Query q = {0};
    Trouble t = {0};
    Matrix m;
    WireList rows = {0};
    Cost cost = {0}, most = {IMAGE_WORK, IMAGE_WORK};
    p->unread = diagram_has_meaning(s, mechanism) && count > IMAGE_ROWS;
    if (p->unread || !diagram_has_meaning(s, mechanism))
        return false;
    matrix_init_empty(&m);
    query_all(&q, mechanism);
    Outcome outcome = evaluate_cost(&cost, &q, &s->meaning, &most, &s->budget);
    if (outcome == OUTCOME_DONE)
        outcome = evaluate(&m, &q, &s->meaning, &s->budget, &t);
    if (outcome == OUTCOME_DONE)
        drop_idle(p, &m, &rows);
    for (size_t i = 0; i < rows.count && matrix_is_function(&m); i++)
        array_push(&p->image, m.index.at[m.start.at[rows.at[i]]]);
    array_clear(&rows);
    trouble_clear(&t);
    matrix_clear(&m);
    query_clear(&q);
    p->unread = outcome != OUTCOME_DONE;
    return !p->unread;
}

void
effect_query_add_plan(Session *s, Effect *to, const Model *after, uint32_t v)
{
    const Diagram *mechanism = &after->vertices.at[v].mechanism;
    effect_add_plan_of(to, after, v);
    EffectPlan *p = &to->plans.at[to->plans.count - 1];
    size_t rows = read_sizes(&p->sizes, p, after);
    if (p->reads.count != mechanism->inputs.count)
        return;
    bool typed = after->vertices.at[v].type->size > 0;
    if (!typed || !read_table(s, p, mechanism, rows))
        drop_unused(p, mechanism);
    if (!typed && p->reads.count == 1 && !mechanism->uses.count) /* X := Z */
        for (uint32_t i = 0; i < p->sizes.at[0]; i++)
            array_push(&p->image, i);
}

static bool
is_plan(const QuestionItem *item)
{
    return item->within && !item->head && item->form == ITEM_SOFT;
}

/* All that is done, where some of it is a plan, to a model of its own: what a plan reads and gives
 * has to be there, and closes no cycle. */
static bool
do_plans(EffectReader *a, const Question *q)
{
    Node *all = node_new(&a->s->arena, NODE_LIST, a->q->call->at);
    WireList opened = {0};
    bool any = false;
    for (size_t i = q->heads; i < q->items.count; i++) {
        any = any || is_plan(&q->items.at[i]);
        if (q->items.at[i].within && q->items.at[i].form != ITEM_NO_DO)
            node_add(&a->s->arena, all, q->items.at[i].node);
    }
    if (!any)
        return true;
    model_set(&a->q->after, &a->q->model);
    a->q->plan_of = memory_new(a->q->model.vertices.count, sizeof *a->q->plan_of);
    bool ok = apply_do(a->s, &a->q->after, all, 0, &opened);
    array_clear(&opened);
    return ok;
}

/* Is it called by its name alone: k, or k(Z, W) with what it reads in that order? */
static bool
is_called_plainly(const Model *m, const Vertex *x, const Node *n)
{
    if (node_is_name(n))
        return !x->parents.count;
    if (n->kind != NODE_CALL || !node_is_name(n->kids[0]) || n->count > 2)
        return false;
    bool plain = n->kids[1]->count == x->parents.count;
    for (uint32_t i = 0; plain && i < n->kids[1]->count; i++)
        plain = node_is_name(n->kids[1]->kids[i]) &&
                n->kids[1]->kids[i]->text == m->vertices.at[x->parents.at[i]].name;
    return plain;
}

/* `k`, or `plan_X` where it has no name of its own. */
static Name
plan_name(EffectReader *a, uint32_t v, const Node *n)
{
    const Vertex *x = &a->q->after.vertices.at[v];
    Sink text;
    if (is_called_plainly(&a->q->after, x, n))
        return node_is_name(n) ? n->text : n->kids[0]->text;
    sink_init(&text);
    sink_print(&text, "plan_%s", x->name);
    return names_take(&a->s->names, &text);
}

static bool
add_plan(EffectReader *a, const QuestionItem *item)
{
    uint32_t v = 0;
    if (!find_vertex(a->s, &a->q->after, item->name, &v))
        return false;
    const Vertex *x = &a->q->after.vertices.at[v];
    if (vertex_is_set(x))
        return add_role(a, v, item->name->at, 'x');
    if (x->latent)
        return complain_latent_asked(&a->s->complain, item->name->at, x->name ? x->name : "_");
    for (size_t i = 0; i < x->parents.count; i++) {
        const Vertex *read = &a->q->after.vertices.at[x->parents.at[i]];
        if (read->latent)
            return complain_latent_asked(&a->s->complain, item->value->at,
                                         read->name ? read->name : "_");
    }
    effect_query_add_plan(a->s, &a->q->effect, &a->q->after, v);
    a->q->plan_of[v] = plan_name(a, v, item->value);
    return true;
}

static bool
add_done(EffectReader *a, const QuestionItem *item)
{
    switch (item->form) {
    case ITEM_SOFT:
        return add_plan(a, item);
    case ITEM_UNEQUAL:
    case ITEM_LIKELY:
    case ITEM_OTHER:
    case ITEM_NO_DO:
        return complain_usage(&a->s->complain, item->within->at, "do",
                              "do(X), do(X = x) or do(X := k(Z))");
    default:
        return add_variable(a, item, 'x');
    }
}

static bool
add_items(EffectReader *a, const Question *q, const Node *call)
{
    for (size_t i = 0; i < q->heads; i++)
        if (!add_variable(a, &q->items.at[i], 'y'))
            return false;
    if (!a->q->effect.y.count)
        return complain_usage(&a->s->complain, call->at, call->kids[0]->text,
                              node_is_question(call) ? "P(Y | do(X), Z)" : "E(Y | do(X), Z)");
    if (!do_plans(a, q))
        return false;
    for (size_t i = q->heads; i < q->items.count; i++) {
        const QuestionItem *item = &q->items.at[i];
        if (!(item->within ? add_done(a, item) : add_variable(a, item, 'z')))
            return false;
    }
    return true;
}

/* ---- the whole ---- */

static bool
question_model(Session *s, EffectQuery *q, const Node *n)
{
    const Context *c = s->asked;
    if (!q->context && c->kind == CONTEXT_CLASS) {
        value_set(&q->class, &c->state);
        model_set(&q->model, &class_in(&q->class)->member);
        s->consulted |= CONSULTED_SHAPE;
        return true;
    }
    if (!q->context) {
        value_set(&q->class, &c->class);
        if (s->asked->kind != CONTEXT_MODEL && s->asked->kind != CONTEXT_FROM)
            return complain_no_shape(&s->complain, n->at);
        model_set(&q->model, &s->asked->shape);
        s->consulted |= CONSULTED_SHAPE;
        return is_closed_model(s, &q->model, n->at);
    }
    Value v = {0};
    q->written = span_text(&s->names, q->context->at);
    bool ok = elaborate(s, &v, q->context);
    const ModelClass *class = ok ? class_in(&v) : NULL;
    if (class) {
        model_set(&q->model, &class->member);
        value_swap(&q->class, &v);
    } else if (ok && v.kind != VALUE_MODEL) {
        ok = complain_wanted(&s->complain, q->context->at, "a model", &v);
    } else if (ok) {
        ok = is_closed_model(s, &v.model, q->context->at);
        model_swap(&q->model, &v.model);
    }
    value_clear(&v);
    return ok;
}

/* In a class: do its members differ in P(Y, Z | do(X))? */
static bool
find_doubt(Session *s, EffectQuery *q, Span at)
{
    const ModelClass *class = class_in(&q->class);
    WireList heads = {0};
    if (!class)
        return true;
    if (q->effect.plans.count)
        return complain_not_yet(&s->complain, at, "a plan in a class of models");
    array_set(&heads, &q->effect.y);
    for (size_t i = 0; i < q->effect.z.count; i++)
        array_push(&heads, q->effect.z.at[i]);
    bool ok = class_find_doubt(s, &q->doubt, class, &q->effect.x, &heads, at);
    array_clear(&heads);
    return ok;
}

static bool
complain_doubt(Session *s, const EffectQuery *q, Span at)
{
    Sink effect, path;
    sink_init(&effect);
    sink_init(&path);
    effect_query_write(q, &effect);
    class_write_path(class_in(&q->class), &q->doubt, &path);
    complain_members_differ(&s->complain, at, sink_text(&effect), sink_text(&path),
                            !q->effect.z.count);
    sink_clear(&effect);
    sink_clear(&path);
    return false;
}

bool
effect_query_agree(Session *s, EffectQuery *q, Span at)
{
    return find_doubt(s, q, at) && (!q->doubt.count || complain_doubt(s, q, at));
}

bool
elaborate_effect_query(Session *s, EffectQuery *to, const Node *n)
{
    const Node *call = node_is_in(n) ? n->kids[0] : n;
    if (!node_is_question(call))
        return complain_not_a_question(&s->complain, call->at);
    return elaborate_effect_call(s, to, call, n);
}

bool
elaborate_effect_call(Session *s, EffectQuery *to, const Node *call, const Node *n)
{
    EffectQuery q = {0};
    bool ok = elaborate_any_effect(s, &q, call, n) &&
              (!q.doubt.count || complain_doubt(s, &q, call->at));
    if (ok) {
        effect_query_clear(to);
        *to = q;
    } else {
        effect_query_clear(&q);
    }
    return ok;
}

bool
elaborate_any_effect(Session *s, EffectQuery *to, const Node *call, const Node *n)
{
    EffectQuery q = {.call = call, .context = node_is_in(n) ? n->kids[1] : NULL,
                     .from = n->kind == NODE_FROM ? n->kids[2] : NULL};
    bool ok = question_model(s, &q, n) && effect_query_shape(s, &q, n->at);
    if (ok) {
        EffectReader a = {s, &q, memory_new(q.model.vertices.count, 1), 0};
        Question question = {0};
        question_read(&question, q.call);
        ok = add_items(&a, &question, q.call);
        question_clear(&question);
        memory_free(a.role);
    }
    ok = ok && find_doubt(s, &q, call->at);
    if (ok) {
        effect_query_clear(to);
        *to = q;
    } else {
        effect_query_clear(&q);
    }
    return ok;
}

/* `{X, Z}`: what was done where d was measured.  *any: something was. */
static void
write_experiment(const Diagram *d, bool *any, Sink *out)
{
    sink_put(out, "{");
    for (size_t i = 0; i < d->inputs.count; i++) {
        sink_put(out, i ? ", " : "");
        word_write_name(d->inputs.at[i].name ? d->inputs.at[i].name : "_", out);
        *any = true;
    }
    sink_put(out, "}");
}

/* The states are looked up, but only which experiments they are of would count. */
static bool
refuse_states(Session *s, const Node *n)
{
    Sink text;
    bool ok = true, any = n->count > 3;
    sink_init(&text);
    for (uint32_t i = 2; ok && i < n->count; i++) {
        Diagram d = {0};
        ok = elaborate_diagram(s, &d, n->kids[i]);
        sink_put(&text, i > 2 ? ", " : "");
        write_experiment(&d, &any, &text);
        diagram_clear(&d);
    }
    Span at = span_over(n->kids[2]->at, n->kids[n->count - 1]->at);
    if (ok && any)
        complain_unused_states(&s->complain, at, sink_text(&text));
    else if (ok)
        complain_unused_numbers(&s->complain, at, false);
    sink_clear(&text);
    return false;
}

bool
effect_query_asks_shape(Session *s, const Node *n)
{
    if (n->kind == NODE_FROM)
        return refuse_states(s, n);
    if (n->kind != NODE_WITH)
        return true;
    Value v = {0};
    bool ok = elaborate(s, &v, n->kids[2]);
    value_clear(&v);
    return ok && complain_unused_numbers(&s->complain, n->kids[2]->at, true);
}

void
effect_query_write_plan(const EffectQuery *q, uint32_t v, Sink *out)
{
    word_write_name(q->name_of[v], out);
    sink_print(out, " := %s", q->after.vertices.at[v].fixed);
}

void
effect_query_write(const EffectQuery *q, Sink *out)
{
    bool done = q->effect.x.count || q->effect.plans.count;
    sink_put(out, "P(");
    write_vertex_names(q->name_of, &q->effect.y, out);
    sink_put(out, done || q->effect.z.count ? " | " : "");
    if (done) {
        sink_put(out, "do(");
        write_vertex_names(q->name_of, &q->effect.x, out);
        for (size_t i = 0; i < q->effect.plans.count; i++) {
            sink_put(out, i || q->effect.x.count ? ", " : "");
            effect_query_write_plan(q, q->effect.plans.at[i].vertex, out);
        }
        sink_put(out, q->effect.z.count ? "), " : ")");
    }
    write_vertex_names(q->name_of, &q->effect.z, out);
    sink_put(out, ")");
}

bool
effect_query_complain(Session *s, const EffectQuery *q, const Identification *found, Span at)
{
    Sink effect, large, small;
    sink_init(&effect);
    sink_init(&large);
    sink_init(&small);
    effect_query_write(q, &effect);
    set_write(q->name_of, &found->large, &large);
    set_write(q->name_of, &found->small, &small);
    complain_not_identifiable(&s->complain, at, sink_text(&effect), sink_text(&large),
                              sink_text(&small));
    sink_clear(&small);
    sink_clear(&large);
    sink_clear(&effect);
    return false;
}

bool
effect_query_settled(Session *s, const EffectQuery *q, const Identification *found, Span at)
{
    Sink effect;
    bool unread = false;
    for (size_t i = 0; i < q->effect.plans.count; i++)
        unread = unread || q->effect.plans.at[i].unread;
    if (found->identified || (!found->decided && !unread))
        return true;
    sink_init(&effect);
    effect_query_write(q, &effect);
    if (found->decided)
        complain_decided_by_plan(&s->complain, at, sink_text(&effect));
    else
        complain_plan_large(&s->complain, at, sink_text(&effect), IMAGE_ROWS, IMAGE_WORK);
    sink_clear(&effect);
    return false;
}

/* ---- by a criterion ---- */

bool
effect_query_ground(Ground *to, const EffectQuery *q, const Identification *found, Budget *b)
{
    const Effect *asked = &q->effect, *exchanged = &found->effect;
    if (asked->plans.count)
        return plan_ground_find(to, &q->graph, asked, b);
    bool ok = ground_find(to, &q->graph, asked, b);
    if (ok && exchanged->x.count > asked->x.count && to->kind == GROUND_GENERAL)
        ok = ground_find(to, &q->graph, exchanged, b);
    return ok;
}

/* ---- from a state ---- */

bool
effect_query_hide(Session *s, EffectQuery *q, const Context *c, Span at)
{
    if (!c->lacking.count)
        return true;
    for (size_t i = 0; i < c->lacking.count; i++) {
        uint32_t v = c->lacking.at[i];
        if (effect_mentions(&q->effect, v))
            return complain_state_lacks(&s->complain, at, q->name_of[v]);
        q->model.vertices.at[v].latent = true;
    }
    graph_clear(&q->graph);
    projection_clear(&q->projection);
    memory_free(q->name_of);
    return effect_query_shape(s, q, at);
}

/* ---- as a channel ---- */

bool
effect_query_plans_fit(Session *s, const EffectQuery *q, const Context *c, Span at)
{
    for (size_t i = 0; i < q->effect.plans.count; i++) {
        const EffectPlan *p = &q->effect.plans.at[i];
        WireList touched = {0};
        uint32_t wrong = UINT32_MAX;
        array_set(&touched, &p->reads);
        array_push(&touched, p->vertex);
        for (size_t k = 0; k < touched.count; k++)
            if (c->model.vertices.at[touched.at[k]].type !=
                q->after.vertices.at[touched.at[k]].type)
                wrong = touched.at[k];
        array_clear(&touched);
        if (wrong != UINT32_MAX)
            return complain_plan_type(&s->complain, at, q->after.vertices.at[p->vertex].fixed,
                                      q->name_of[wrong], q->after.vertices.at[wrong].type,
                                      c->model.vertices.at[wrong].type);
    }
    return true;
}

void
effect_query_channel(Session *s, Diagram *to, const EffectQuery *q, const Estimand *e,
                     const ObservedState *o, Conditionals *c)
{
    const Recipe *r = &e->recipes.at[e->recipes.count - 1];
    Diagram body = {0}, d = {0};
    uint32_t *wire_of = memory_new(e->vertices, sizeof *wire_of);
    WireList in = {0};
    recipe_diagram(&body, e, (uint32_t)e->recipes.count - 1, o, c, &s->signature,
                   &s->names);
    for (size_t i = 0; i < q->given.count; i++) {
        uint32_t v = q->given.at[i];
        const Type *type = o->state->wires.at[o->state->outputs.at[o->output_of[v]].wire];
        wire_of[v] = diagram_add_input(&d, type, q->name_of[v]);
    }
    for (size_t i = 0; i < r->inputs.count; i++)
        array_push(&in, wire_of[r->inputs.at[i]]);
    uint32_t *out = memory_new(r->heads.count, sizeof *out);
    diagram_add(&d, &body, in.at, out);
    for (size_t i = 0; i < r->heads.count; i++)
        wire_of[r->heads.at[i]] = out[i];
    for (size_t i = 0; i < q->effect.y.count; i++)
        diagram_add_output(&d, wire_of[q->effect.y.at[i]], q->name_of[q->effect.y.at[i]]);
    diagram_swap(to, &d);
    memory_free(out);
    array_clear(&in);
    memory_free(wire_of);
    diagram_clear(&d);
    diagram_clear(&body);
}
