/* observed_state.c -- the state that was observed, matched with its model; see observed_state.h.
 *
 * Wires belong to the variables of their names; where no wire has a name, the model's order
 * counts. */
#include "lang/identify/observed_state.h"

#include "lang/complain/complain_query.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/testable_implication.h"

/* ---- the context ---- */

/* Are all observed vertices found among the state's wires by name? */
static bool
match_names(Context *c, const Diagram *d, const WireList *observed)
{
    Map at = {0};
    bool all = true;
    for (size_t i = 0; i < d->outputs.count; i++)
        if (d->outputs.at[i].name)
            map_set_at(&at, map_key(d->outputs.at[i].name), i);
    for (size_t i = 0; all && i < observed->count; i++) {
        uint64_t place;
        all = map_find(&at, map_key(c->shape.vertices.at[observed->at[i]].name), &place);
        if (all)
            c->output_of.at[observed->at[i]] = (uint32_t)place;
    }
    map_clear(&at);
    return all;
}

/* Complains when two wires of the state have the name of an observed vertex. */
static bool
check_single(Session *s, const Context *c, const Diagram *d, const WireList *observed, Span at)
{
    Map count = {0};
    Name twice = NULL;
    for (size_t i = 0; i < d->outputs.count; i++)
        if (d->outputs.at[i].name) {
            uint64_t before = 0;
            map_find(&count, map_key(d->outputs.at[i].name), &before);
            map_set_at(&count, map_key(d->outputs.at[i].name), before + 1);
        }
    for (size_t i = 0; !twice && i < observed->count; i++) {
        Name name = c->shape.vertices.at[observed->at[i]].name;
        uint64_t wires = 0;
        if (map_find(&count, map_key(name), &wires) && wires > 1)
            twice = name;
    }
    map_clear(&count);
    return !twice || complain_two_wires(&s->complain, at, twice);
}

/* Where no wire is named, the model's order counts. */
static bool
match_order(Context *c, const Diagram *d, const WireList *observed)
{
    for (size_t i = 0; i < d->outputs.count; i++)
        if (d->outputs.at[i].name)
            return false;
    for (uint32_t i = 0; i < observed->count; i++)
        c->output_of.at[observed->at[i]] = i;
    return d->outputs.count == observed->count;
}

static bool
complain_lacks(Session *s, const Context *c, const Diagram *d, const WireList *observed, Span at)
{
    Map names = {0};
    Name missing = NULL;
    for (size_t i = 0; i < d->outputs.count; i++)
        if (d->outputs.at[i].name)
            map_set_at(&names, map_key(d->outputs.at[i].name), i);
    for (size_t i = 0; !missing && i < observed->count; i++) {
        Name name = c->shape.vertices.at[observed->at[i]].name;
        if (!map_find(&names, map_key(name), NULL))
            missing = name;
    }
    map_clear(&names);
    return complain_state_lacks(&s->complain, at, missing);
}

/* The model takes the state's types where it has abstract ones; elsewhere they must agree. */
static bool
match_types(Session *s, Context *c, const Diagram *d, const WireList *observed, Span at)
{
    for (size_t i = 0; i < observed->count; i++) {
        uint32_t v = observed->at[i];
        const Type *has = d->wires.at[d->outputs.at[c->output_of.at[v]].wire];
        const Type *wanted = c->shape.vertices.at[v].type;
        if (has != wanted && wanted->size)
            return complain_state_type(&s->complain, at, c->shape.vertices.at[v].name, has, wanted);
        c->model.vertices.at[v].type = has;
    }
    return true;
}

static bool
match(Session *s, Context *c, const Diagram *d, Span at)
{
    WireList observed = {0};
    model_observed(&c->shape, &observed);
    array_add_zeroed(&c->output_of, c->shape.vertices.count);
    bool ok = check_single(s, c, d, &observed, at);
    ok = ok && (match_names(c, d, &observed) || match_order(c, d, &observed) ||
                complain_lacks(s, c, d, &observed, at));
    ok = ok && match_types(s, c, d, &observed, at);
    array_clear(&observed);
    return ok;
}

bool
from_context(Session *s, Context *to, const Value *model, const Node *model_at,
             const Node *state_at)
{
    if (model->kind != VALUE_MODEL)
        return complain_from_wants_model(&s->complain, model_at->at, model);
    if (!is_closed_model(s, &model->model, model_at->at))
        return false;
    Diagram d = {0};
    bool ok = elaborate_diagram(s, &d, state_at);
    if (ok && d.inputs.count)
        ok = complain_open_context(&s->complain, state_at->at, d.inputs.count);
    if (ok) {
        to->kind = CONTEXT_FROM;
        model_set(&to->model, &model->model);
        model_set(&to->shape, &model->model);
        ok = match(s, to, &d, state_at->at);
    }
    if (ok) {
        value_take_diagram(&to->state, &d);
        ok = warn_contradiction(s, to, state_at->at);
    }
    diagram_clear(&d);
    return ok;
}

bool
elaborate_from(Session *s, Context *to, const Node *model, const Node *state)
{
    Value v = {0};
    Context c = {.name = span_text(&s->names, model->at)};
    bool ok = elaborate(s, &v, model) && from_context(s, &c, &v, model, state);
    if (ok)
        context_swap(to, &c);
    context_clear(&c);
    value_clear(&v);
    return ok;
}

bool
elaborate_in_from(Session *s, Value *to, const Node *n, const Hint *hint)
{
    Context c = {0};
    bool ok = elaborate_from(s, &c, n->kids[1], n->kids[2]) && elaborate_asked(s, to, &c, n, hint);
    context_clear(&c);
    return ok;
}
