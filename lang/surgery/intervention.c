/* intervention.c -- cut and do; see intervention.h. */
#include "lang/surgery/intervention.h"

#include "lang/complain/complain_model.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/label.h"
#include "lang/elaborate/vertex.h"
#include "lang/read/question.h"
#include "lang/session/define.h"
#include "lang/surgery/mechanism.h"
#include "surgery/cut.h"

static bool
cut_vertex(Session *s, Model *m, uint32_t v, Span at, void *more)
{
    (void)at;
    (void)more;
    model_cut(m, &s->signature, v, names_add_text(&s->names, "uniform"));
    return true;
}

bool
elaborate_cut(Session *s, Value *to, const Node *n)
{
    return elaborate_surgery(s, to, n, cut_vertex);
}

typedef struct OpenedVertices {
    WireList *list;
    Map *done; /* vertices already acted on */
} OpenedVertices;

static bool
mark_done(Session *s, const Model *m, uint32_t v, Span at, Map *done)
{
    if (map_find(done, v, NULL))
        return complain_done_twice(&s->complain, at, m->vertices.at[v].name);
    map_set_at(done, v, 1);
    return true;
}

static bool
open_vertex(Session *s, Model *m, uint32_t v, Span at, void *more)
{
    OpenedVertices *o = more;
    if (!mark_done(s, m, v, at, o->done))
        return false;
    model_open(m, v);
    array_push(o->list, v);
    return true;
}

static Name
point_text(Session *s, const Type *t, uint32_t position)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, "|");
    type_write_label(t, position, &text);
    sink_put(&text, ">");
    return names_take(&s->names, &text);
}

static bool
do_point(Session *s, Model *m, uint32_t v, const Node *value)
{
    Label label;
    uint32_t position;
    const Type *type = m->vertices.at[v].type;
    if (value->kind == NODE_SET)
        return complain_do_set(&s->complain, value->at);
    if (!node_label(s, value, &label))
        return false;
    if (type->size && !type_find(type, label.text, &position) &&
        (session_find(s, label.text) || model_find(m, label.text, &position)))
        return complain_do_value(&s->complain, label.at, m->vertices.at[v].name, type, label.text);
    if (!label_find(s, type, label.text, label.at, &position))
        return false;
    model_do(m, v, signature_point(&s->signature, type, position), point_text(s, type, position));
    return true;
}

static bool
do_one(Session *s, Model *m, const QuestionItem *item, OpenedVertices *o)
{
    uint32_t v;
    if (item->form == ITEM_UNEQUAL || item->form == ITEM_OTHER || item->form == ITEM_LIKELY)
        return complain_usage(&s->complain, item->node->at, "do",
                              "do(X = x), do(X) or do(X := k(Z))");
    if (!item->value)
        return for_vertices(s, m, item->name, open_vertex, o);
    if (!find_vertex(s, m, item->name, &v) || !mark_done(s, m, v, item->name->at, o->done))
        return false;
    if (item->form == ITEM_EQUAL)
        return do_point(s, m, v, item->value);
    return fix_vertex(s, m, v, item->value);
}

bool
apply_do(Session *s, Model *m, const Node *args, size_t first, WireList *opened)
{
    Map done = {0};
    OpenedVertices o = {opened, &done};
    bool ok = true;
    for (size_t i = first; ok && i < args->count; i++) {
        QuestionItem item = question_item(args->kids[i]);
        ok = do_one(s, m, &item, &o);
    }
    ok = ok && sort_model(s, m, args);
    map_clear(&done);
    return ok;
}

bool
elaborate_do(Session *s, Value *to, const Node *n)
{
    const Node *args = n->kids[1];
    if (args->count < 2 || n->count > 2)
        return complain_call(s, n);
    Value v = {0};
    WireList opened = {0};
    bool ok = elaborate_model(s, &v, args->kids[0]) && apply_do(s, &v.model, args, 1, &opened);
    if (ok)
        value_swap(to, &v);
    array_clear(&opened);
    value_clear(&v);
    return ok;
}
