/* call.c -- names, paths, calls and brackets; see call.h. */
#include "lang/elaborate/call.h"

#include "lang/complain/complain_model.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/block.h"
#include "lang/elaborate/functor_apply.h"
#include "lang/elaborate/plug.h"
#include "lang/elaborate/vertex.h"
#include "lang/elaborate/wiring.h"
#include "lang/session/loss.h"
#include "lang/session/unknown_name.h"

/* ---- names and calls ---- */

bool
elaborate_name(Session *s, Value *to, const Node *n, const Hint *hint)
{
    const Value *v = session_find(s, n->text);
    if (v) {
        value_set(to, v);
        return true;
    }
    if (n->kind == NODE_NAME && is_wiring_word(n->text))
        return elaborate_wiring(s, to, n, hint, NULL);
    if (loss_has(s, n->text, n->at))
        return false;
    return complain_unknown_value(s, n);
}

bool
elaborate_path(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    Value v = {0};
    uint32_t vertex;
    Diagram d = {0};
    bool ok = elaborate(s, &v, n->kids[0]);
    if (ok && v.kind != VALUE_MODEL)
        ok = complain_wanted(&s->complain, n->kids[0]->at, "a model before `.`", &v);
    if (ok && !find_box(s, &v.model, n->text, &vertex))
        ok = complain_unknown_vertex(&s->complain, n->text_at, &v.model, n->text);
    if (ok && v.model.vertices.at[vertex].open)
        ok = complain_open_vertex(&s->complain, n->text_at, n->text);
    if (ok) {
        const Vertex *x = &v.model.vertices.at[vertex];
        diagram_set(&d, &x->mechanism);
        d.outputs.at[0].name = x->name;
        value_take_diagram(to, &d);
    }
    diagram_clear(&d);
    value_clear(&v);
    return ok;
}

/* f(x, y): wires that need no block around them. */
static bool
elaborate_application(Session *s, Value *to, const Node *n, const Hint *hint)
{
    Block b = {0};
    WireList out = {0};
    bool ok = elaborate_wires(s, &b, &out, n, hint) && block_known(s, &b, &out, n, hint);
    for (size_t i = 0; ok && i < out.count; i++)
        diagram_add_output(&b.diagram, out.at[i], NULL);
    if (ok)
        value_take_diagram(to, &b.diagram);
    array_clear(&out);
    block_clear(&b);
    return ok;
}

bool
elaborate_call(Session *s, Value *to, const Node *n, const Hint *hint)
{
    const Node *f = n->kids[0];
    const Value *v = f->kind == NODE_NAME ? session_find(s, f->text) : NULL;
    const Notion *notion = notion_called(s, n);
    if (notion && notion->hinted)
        return notion->hinted(s, to, n, hint);
    if (notion && notion->elaborate)
        return notion->elaborate(s, to, n);
    if (n->count > 2 && f->kind == NODE_NAME && !v && !is_wiring_word(f->text))
        return complain_unknown_value(s, f);
    if (n->count > 2)
        return complain_bar_outside(&s->complain, n->at);
    if (v && v->kind == VALUE_FUNCTOR)
        return functor_apply(s, to, v->functor, n);
    if (v && v->kind == VALUE_ANSWER && v->answer->class->call)
        return v->answer->class->call(s, to, v->answer, n);
    return elaborate_application(s, to, n, hint);
}

bool
elaborate_index(Session *s, Value *to, const Node *n, const Hint *hint)
{
    const Node *f = n->kids[0];
    if (f->kind == NODE_NAME && !session_find(s, f->text) && is_wiring_word(f->text))
        return elaborate_wiring(s, to, n, hint, NULL);
    Value v = {0};
    bool ok = elaborate(s, &v, f);
    if (ok && !v.is_comb)
        ok = complain_wanted(&s->complain, f->at, "a comb before `[`", &v);
    ok = ok && elaborate_plug(s, to, &v, n);
    value_clear(&v);
    return ok;
}
