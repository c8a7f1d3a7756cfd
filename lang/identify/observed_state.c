/* observed_state.c -- states that were measured, matched with their model; see observed_state.h.
 *
 * Wires belong to the variables of their names; where no wire of a state has a name, the model's
 * order counts.  A channel is what an experiment showed: its inputs say which, by their names.
 * A state that stands alone may lack variables: in its context nobody observes them. */
#include "lang/identify/observed_state.h"

#include "lang/class/class_value.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/complain_identify.h"
#include "lang/identify/fixed_box.h"
#include "lang/identify/testable_implication.h"

/* ---- wires and variables ---- */

/* A state under way to its context. */
typedef struct Match {
    Session *s;
    Context *c;
    const Diagram *d;
    WireList shown;      /* the vertices that its outputs should be */
    WireList *output_of; /* of each vertex */
    Span at;
    bool sampled; /* no independence is looked for in it */
    bool alone;   /* no other state is there, so that it may lack variables */
} Match;

/* Are all these vertices found among the state's wires by name? */
static bool
match_names(Match *m)
{
    Map at = {0};
    bool all = true;
    for (size_t i = 0; i < m->d->outputs.count; i++)
        if (m->d->outputs.at[i].name)
            map_set_at(&at, map_key(m->d->outputs.at[i].name), i);
    for (size_t i = 0; all && i < m->shown.count; i++) {
        uint64_t place;
        all = map_find(&at, map_key(m->c->shape.vertices.at[m->shown.at[i]].name), &place);
        if (all)
            m->output_of->at[m->shown.at[i]] = (uint32_t)place;
    }
    map_clear(&at);
    return all;
}

/* Complains when two wires of the state have the name of such a vertex. */
static bool
check_single(Match *m)
{
    Map count = {0};
    Name twice = NULL;
    for (size_t i = 0; i < m->d->outputs.count; i++)
        if (m->d->outputs.at[i].name) {
            uint64_t before = 0;
            map_find(&count, map_key(m->d->outputs.at[i].name), &before);
            map_set_at(&count, map_key(m->d->outputs.at[i].name), before + 1);
        }
    for (size_t i = 0; !twice && i < m->shown.count; i++) {
        Name name = m->c->shape.vertices.at[m->shown.at[i]].name;
        uint64_t wires = 0;
        if (map_find(&count, map_key(name), &wires) && wires > 1)
            twice = name;
    }
    map_clear(&count);
    return !twice || complain_two_wires(&m->s->complain, m->at, twice);
}

/* Where no wire is named, the model's order counts. */
static bool
match_order(Match *m)
{
    for (size_t i = 0; i < m->d->outputs.count; i++)
        if (m->d->outputs.at[i].name)
            return false;
    for (uint32_t i = 0; i < m->shown.count; i++)
        m->output_of->at[m->shown.at[i]] = i;
    return m->d->outputs.count == m->shown.count;
}

static bool
complain_lacks(Match *m)
{
    Map names = {0};
    Name missing = NULL;
    for (size_t i = 0; i < m->d->outputs.count; i++)
        if (m->d->outputs.at[i].name)
            map_set_at(&names, map_key(m->d->outputs.at[i].name), i);
    for (size_t i = 0; !missing && i < m->shown.count; i++) {
        Name name = m->c->shape.vertices.at[m->shown.at[i]].name;
        if (!map_find(&names, map_key(name), NULL))
            missing = name;
    }
    map_clear(&names);
    return complain_state_lacks(&m->s->complain, m->at, missing);
}

/* Takes the variables that no wire is called as for latent ones.  False: that is all of them. */
static bool
hide_lacking(Match *m)
{
    Map at = {0};
    size_t count = 0;
    for (size_t i = 0; i < m->d->outputs.count; i++)
        if (m->d->outputs.at[i].name)
            map_set_at(&at, map_key(m->d->outputs.at[i].name), i);
    for (size_t i = 0; m->alone && i < m->shown.count; i++) {
        uint32_t v = m->shown.at[i];
        if (map_find(&at, map_key(m->c->shape.vertices.at[v].name), NULL))
            m->shown.at[count++] = v;
        else
            array_push(&m->c->lacking, v);
    }
    map_clear(&at);
    if (!count) {
        m->c->lacking.count = 0;
        return false;
    }
    m->shown.count = count;
    for (size_t i = 0; i < m->c->lacking.count; i++) {
        m->c->shape.vertices.at[m->c->lacking.at[i]].latent = true;
        m->c->model.vertices.at[m->c->lacking.at[i]].latent = true;
    }
    return match_names(m);
}

/* The model takes the state's type where it has an abstract one; elsewhere they must agree. */
static bool
match_type(Match *m, uint32_t v, const Type *has)
{
    const Type *wanted = m->c->model.vertices.at[v].type;
    if (has != wanted && wanted->size)
        return complain_state_type(&m->s->complain, m->at, m->c->shape.vertices.at[v].name, has,
                                   wanted);
    m->c->model.vertices.at[v].type = has;
    return true;
}

static bool
match_outputs(Match *m)
{
    array_add_zeroed(m->output_of, m->c->shape.vertices.count);
    bool ok = check_single(m) &&
              (match_names(m) || match_order(m) || hide_lacking(m) || complain_lacks(m));
    for (size_t i = 0; ok && i < m->shown.count; i++) {
        uint32_t output = m->output_of->at[m->shown.at[i]];
        ok = match_type(m, m->shown.at[i], m->d->wires.at[m->d->outputs.at[output].wire]);
    }
    return ok;
}

/* ---- states and experiments ---- */

static bool
add_observed(Match *m)
{
    Context *c = m->c;
    if (c->state.kind != VALUE_NONE)
        return complain_same_experiment(&m->s->complain, m->at, NULL);
    model_observed(&c->shape, &m->shown);
    m->output_of = &c->output_of;
    if (!match_outputs(m))
        return false;
    Diagram d = {0};
    diagram_set(&d, m->d);
    value_take_diagram(&c->state, &d);
    return check_fixed_boxes(m->s, c, m->sampled, m->at) &&
           (m->sampled || warn_contradiction(m->s, c, m->at));
}

static bool
complain_input(Match *m, Name name)
{
    WireList observed = {0};
    Sink text;
    Name *names = vertex_names(m->s, &m->c->shape);
    sink_init(&text);
    model_observed(&m->c->shape, &observed);
    write_vertex_names(names, &observed, &text);
    complain_trial_input(&m->s->complain, m->at, name, sink_text(&text));
    sink_clear(&text);
    memory_free(names);
    array_clear(&observed);
    return false;
}

/* The vertex that the input is. */
static bool
add_done(Match *m, Experiment *x, const End *input)
{
    uint32_t v;
    const Model *shape = &m->c->shape;
    if (!input->name || !model_find(shape, input->name, &v) || shape->vertices.at[v].latent)
        return complain_input(m, input->name);
    if (wires_has(&x->done, v))
        return complain_two_wires(&m->s->complain, m->at, input->name);
    array_push(&x->done, v);
    return match_type(m, v, m->d->wires.at[input->wire]);
}

static bool
check_new(Match *m, const Experiment *x)
{
    const Context *c = m->c;
    for (size_t i = 0; i + 1 < c->experiments.count; i++)
        if (wires_same_set(&c->experiments.at[i].done, &x->done))
            return complain_same_experiment(&m->s->complain, m->at, c->experiments.at[i].name);
    return true;
}

static bool
add_experiment(Match *m)
{
    Context *c = m->c;
    WireList observed = {0};
    array_push(&c->experiments, (Experiment){.name = span_text(&m->s->names, m->at)});
    Experiment *x = &c->experiments.at[c->experiments.count - 1];
    bool ok = true;
    for (size_t i = 0; ok && i < m->d->inputs.count; i++)
        ok = add_done(m, x, &m->d->inputs.at[i]);
    ok = ok && check_new(m, x);
    model_observed(&c->shape, &observed);
    for (size_t i = 0; i < observed.count; i++)
        if (!wires_has(&x->done, observed.at[i]))
            array_push(&m->shown, observed.at[i]);
    array_clear(&observed);
    m->output_of = &x->output_of;
    ok = ok && match_outputs(m);
    if (ok) {
        Diagram d = {0};
        diagram_set(&d, m->d);
        value_take_diagram(&x->state, &d);
    }
    return ok;
}

static bool
add_state(Session *s, Context *c, const Node *n, bool sampled, bool alone)
{
    Diagram d = {0};
    Match m = {.s = s, .c = c, .d = &d, .at = n->at, .sampled = sampled};
    bool ok = elaborate_diagram(s, &d, n);
    m.alone = alone && !d.inputs.count;
    ok = ok && (d.inputs.count ? add_experiment(&m) : add_observed(&m));
    array_clear(&m.shown);
    diagram_clear(&d);
    return ok;
}

/* ---- the context ---- */

static bool
read_context(Session *s, Context *to, const Value *model, const Node *model_at,
             Node *const *states, uint32_t count, bool sampled)
{
    const ModelClass *class = class_in(model);
    const Model *m = class ? &class->member : &model->model;
    if (!class && model->kind != VALUE_MODEL)
        return complain_from_wants_model(&s->complain, model_at->at, model);
    if (!is_closed_model(s, m, model_at->at))
        return false;
    to->kind = CONTEXT_FROM;
    if (class)
        value_set(&to->class, model);
    model_set(&to->model, m);
    model_set(&to->shape, m);
    bool ok = true;
    for (uint32_t i = 0; ok && i < count; i++)
        ok = add_state(s, to, states[i], sampled, count == 1 && !class);
    return ok && (!class || is_observed(s, to, states[count - 1]));
}

bool
from_context(Session *s, Context *to, const Value *model, const Node *model_at,
             Node *const *states, uint32_t count)
{
    return read_context(s, to, model, model_at, states, count, false);
}

bool
sampled_context(Session *s, Context *to, const Value *model, const Node *model_at,
                Node *const *states, uint32_t count)
{
    return read_context(s, to, model, model_at, states, count, true) &&
           is_observed(s, to, states[count - 1]);
}

bool
has_all_wires(Session *s, const Context *c, Span at)
{
    return !c->lacking.count ||
           complain_state_lacks(&s->complain, at,
                                c->shape.vertices.at[c->lacking.at[0]].name);
}

bool
is_observed(Session *s, const Context *c, const Node *state)
{
    return !c->experiments.count ||
           complain_open_context(&s->complain, state->at, c->experiments.at[0].done.count);
}

bool
elaborate_from(Session *s, Context *to, const Node *model, Node *const *states, uint32_t count)
{
    Value v = {0};
    Context c = {.name = span_text(&s->names, model->at)};
    bool ok = elaborate(s, &v, model) && from_context(s, &c, &v, model, states, count);
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
    bool ok = elaborate_from(s, &c, n->kids[1], &n->kids[2], n->count - 2) &&
              elaborate_asked(s, to, &c, n, hint);
    context_clear(&c);
    return ok;
}
