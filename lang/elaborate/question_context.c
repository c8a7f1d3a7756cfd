/* question_context.c -- what stands after `in` and `with`; see question_context.h.
 *
 * A functor is applied here, once, so that whoever asks in a context meets a state or a model and
 * no functor any more. */
#include "lang/elaborate/question_context.h"

#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/functor_apply.h"
#include "lang/elaborate/number.h"
#include "lang/read/question.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"

static bool
elaborate_functor(Session *s, const Functor **to, const Node *n)
{
    Value v = {0};
    bool ok = elaborate(s, &v, n);
    if (ok && v.kind != VALUE_FUNCTOR)
        ok = complain_wanted(&s->complain, n->at, "a functor after `with`", &v);
    if (ok)
        *to = v.functor;
    value_clear(&v);
    return ok;
}

/* The model becomes the context's. */
static bool
model_context(Session *s, Context *to, Model *m, const Functor *f)
{
    bool ok = true;
    to->kind = CONTEXT_MODEL;
    if (f) {
        to->functor = f->name;
        ok = model_apply(s, &to->model, m, f);
    } else {
        model_set(&to->model, m);
    }
    model_swap(&to->shape, m);
    return ok;
}

/* Does the functor say anything about this diagram? */
static bool
has_use_for(const Diagram *d, const Functor *f)
{
    bool found = f->types.count > 0;
    for (size_t i = 0; !found && i < d->uses.count; i++)
        found = functor_find_box(f, d->uses.at[i].box) != NULL;
    return found;
}

static bool
state_context(Session *s, Context *to, const Value *v, const Functor *f, const Node *n,
              const Node *functor)
{
    Diagram d = {0};
    bool ok = value_to_diagram(s, &d, v, n);
    if (ok && d.inputs.count)
        ok = complain_open_context(&s->complain, n->at, d.inputs.count);
    if (ok && f && !has_use_for(&d, f))
        ok = complain_unused_functor(&s->complain, functor->at);
    if (ok && f) {
        ok = diagram_affords(s, diagram_map_size(&d, f), n);
        if (ok)
            diagram_map(&d, &d, f);
    }
    if (ok) {
        to->kind = CONTEXT_STATE;
        value_take_diagram(&to->state, &d);
    }
    diagram_clear(&d);
    return ok;
}

/* `P(X) in m with F + P(Y)`: what stands behind `in` and `with` reaches as far as it can. */
static bool
reaches_too_far(const Session *s, const Node *n)
{
    const Node *last = n;
    while (n->kind == NODE_SUM || n->kind == NODE_PRODUCT || n->kind == NODE_QUOTIENT) {
        last = n->kids[n->count - 1];
        n = n->kids[0];
    }
    if (last == n || !node_is_name(n))
        return false;
    const Value *v = session_find(s, n->text);
    bool number = looks_like_number(s, last) || node_is_effect(last) || node_is_in(last);
    return v && (v->kind == VALUE_MODEL || v->kind == VALUE_FUNCTOR || number);
}

/* A class of models, for the notions that are asked in one. */
static bool
class_context(Session *s, Context *to, const Value *v, const Node *functor)
{
    if (functor)
        return complain_unused_functor(&s->complain, functor->at);
    to->kind = CONTEXT_CLASS;
    value_set(&to->state, v);
    model_set(&to->shape, v->answer->class->asked(v->answer));
    return true;
}

bool
elaborate_context(Session *s, Context *to, const Node *context, const Node *functor)
{
    Context c = {0};
    bool ok = elaborate_any_context(s, &c, context, functor);
    if (ok && c.kind == CONTEXT_CLASS)
        ok = complain_wanted(&s->complain, context->at, "a state or a model to ask in", &c.state);
    if (ok)
        context_swap(to, &c);
    context_clear(&c);
    return ok;
}

bool
elaborate_any_context(Session *s, Context *to, const Node *context, const Node *functor)
{
    Value v = {0};
    Context c = {.name = span_text(&s->names, context->at)};
    const Functor *f = NULL;
    const Node *far = functor ? functor : context;
    if (reaches_too_far(s, far))
        return complain_context_too_far(&s->complain, far->at);
    bool ok = elaborate(s, &v, context) && (!functor || elaborate_functor(s, &f, functor));
    if (ok && v.kind == VALUE_MODEL)
        ok = model_context(s, &c, &v.model, f);
    else if (ok && (v.kind == VALUE_DIAGRAM || v.kind == VALUE_MATRIX))
        ok = state_context(s, &c, &v, f, context, functor);
    else if (ok && v.kind == VALUE_ANSWER && v.answer->class->asked)
        ok = class_context(s, &c, &v, functor);
    else if (ok)
        ok = complain_wanted(&s->complain, context->at, "a state or a model to ask in", &v);
    if (ok)
        context_swap(to, &c);
    context_clear(&c);
    value_clear(&v);
    return ok;
}

bool
context_is_used(Session *s, const Node *n)
{
    if (n->flag)
        return true;
    if (!s->consulted)
        return complain_unused_context(&s->complain, n->kids[1]->at);
    if (n->count < 3 || (s->consulted & CONSULTED_NUMBERS))
        return true;
    return complain_unused_numbers(&s->complain, n->kids[2]->at, n->kind == NODE_WITH);
}

bool
elaborate_asked(Session *s, Value *to, const Context *c, const Node *n, const Hint *hint)
{
    const Context *outer = s->asked;
    unsigned consulted = s->consulted;
    s->asked = c;
    s->consulted = 0;
    bool ok = elaborate_hinted(s, to, n->kids[0], hint) && context_is_used(s, n);
    s->asked = outer;
    s->consulted = consulted;
    return ok;
}

bool
asks_one_model(Session *s, const Node *call)
{
    const Context *c = s->asked;
    bool class = c->kind == CONTEXT_CLASS ||
                 (c->kind == CONTEXT_FROM && c->class.kind != VALUE_NONE);
    return !class || complain_asked_of_class(&s->complain, call->at, call->kids[0]->text, c->name);
}

/* Is every question in it one that may be asked in a class?  Else it complains. */
static bool
asks_of_class(Session *s, const Node *n, Name class)
{
    const Notion *notion = n->kind == NODE_CALL ? notion_called(s, n) : NULL;
    bool ok = !notion || notion->of_class ||
              complain_asked_of_class(&s->complain, n->at, n->kids[0]->text, class);
    for (uint32_t i = 0; ok && !node_is_in(n) && i < n->count; i++)
        ok = !n->kids[i] || asks_of_class(s, n->kids[i], class);
    return ok;
}

static bool
ask_in(Session *s, Value *to, const Context *c, const Node *n, const Hint *hint)
{
    return (c->kind != CONTEXT_CLASS || asks_of_class(s, n->kids[0], c->name)) &&
           elaborate_asked(s, to, c, n, hint);
}

/* Is it a model of a name, perhaps with a functor of one, that is small enough to be kept? */
static bool
may_be_kept(const Session *s, const Node *n)
{
    enum { SHARE = 16 }; /* one part in so many of what may be held */
    const Value *v = node_is_name(n->kids[1]) ? session_find(s, n->kids[1]->text) : NULL;
    bool named = v && v->kind == VALUE_MODEL &&
                 (n->kind != NODE_WITH || node_is_name(n->kids[2]));
    return named && !s->kept.asked &&
           (!s->budget.bytes || value_bytes(v) < s->budget.bytes / SHARE);
}

bool
elaborate_in(Session *s, Value *to, const Node *n, const Hint *hint)
{
    Context c = {0};
    KeptContext *k = &s->kept;
    const Node *functor = n->kind == NODE_WITH ? n->kids[2] : NULL;
    if (!may_be_kept(s, n)) {
        bool ok = elaborate_any_context(s, &c, n->kids[1], functor) && ask_in(s, to, &c, n, hint);
        context_clear(&c);
        return ok;
    }
    Name model = n->kids[1]->text, with = functor ? functor->text : NULL;
    if (k->model != model || k->functor != with) {
        kept_context_clear(k);
        if (!elaborate_any_context(s, &k->context, n->kids[1], functor))
            return false;
        k->model = model;
        k->functor = with;
    }
    k->asked = true;
    bool ok = ask_in(s, to, &k->context, n, hint);
    k->asked = false;
    return ok;
}
