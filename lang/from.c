/* from.c -- answers from observation: a model's shape and a state on its observed variables.
 *
 * Whatever is asked is identified first; the estimand becomes a diagram over conditionals of the
 * state, with the wires a question about the model itself would have, so that the rest of query.c
 * need not know the difference. */
#include "lang/implied.h"
#include "lang/question.h"
#include "surgery/recipe.h"
#include "surgery/simplify.h"

#include <string.h>

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

/* A name that two wires have is nobody's: no observed vertex is matched by it. */
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

/* ---- a question ---- */

typedef struct Answering {
    Session *s;
    const Context *context;
    const Model *model;  /* with what is done */
    const WireList *asked;
    Question question;
    Identification found;
    Estimand shorter;    /* where the one found would take too much: its simpler form */
    Diagram joint;       /* P(y, z | do(x)) over the state */
    Diagram diagram;
    uint32_t *wire_of;   /* vertex -> wire of the diagram; UINT32_MAX: none yet */
} Answering;

static void
answering_clear(Answering *a)
{
    question_clear(&a->question);
    identification_clear(&a->found);
    estimand_clear(&a->shorter);
    diagram_clear(&a->joint);
    diagram_clear(&a->diagram);
    memory_free(a->wire_of);
}

/* Was something done to the vertex? */
static bool
is_done(const Answering *a, uint32_t v)
{
    const Vertex *now = &a->model->vertices.at[v], *before = &a->context->shape.vertices.at[v];
    return now->open || now->fixed != before->fixed;
}

/* Is the vertex, to which something was done, neither an input nor set to a value? */
static bool
is_drawn(const Answering *a, uint32_t v)
{
    const Vertex *x = &a->model->vertices.at[v];
    return !x->open && (x->mechanism.uses.count != 1 ||
                        x->mechanism.uses.at[0].box->kind != BOX_POINT);
}

/* x of the question.  What is drawn is as good as set to a value when it is a condition as well. */
static void
find_done(Answering *a, const bool *condition)
{
    Effect *e = &a->question.effect;
    VertexSet known;
    vertex_set_init(&known, (uint32_t)a->model->vertices.count);
    for (size_t i = 0; i < a->asked->count; i++)
        if (condition[i])
            vertex_set_add(&known, a->asked->at[i]);
    for (uint32_t v = 0; v < a->model->vertices.count; v++)
        if (is_done(a, v)) {
            array_push(&e->x, v);
            if (is_drawn(a, v) && !known.has[v])
                array_push(&e->drawn, v);
        }
    vertex_set_clear(&known);
}

/* Is something asked for that is drawn?  Then each condition may tell of it. */
static bool
asks_drawn(const Answering *a, const bool *condition)
{
    for (size_t i = 0; i < a->asked->count; i++) {
        uint32_t v = a->asked->at[i];
        if (!condition[i] && is_done(a, v) && is_drawn(a, v))
            return true;
    }
    return false;
}

/* y, x and z of the question. */
static void
find_effect(Answering *a, const bool *condition)
{
    Effect *e = &a->question.effect;
    bool all = asks_drawn(a, condition);
    find_done(a, condition);
    for (size_t i = 0; i < a->asked->count; i++) {
        uint32_t v = a->asked->at[i];
        if (!is_done(a, v))
            array_push(condition[i] && !all ? &e->z : &e->y, v);
    }
    if (!e->y.count) { /* only what is done is asked for: the conditions are all there is to know */
        WireList z = e->z;
        e->z = e->y;
        e->y = z;
    }
    array_set(&a->question.given, &e->x);
    for (size_t i = 0; i < e->z.count; i++)
        array_push(&a->question.given, e->z.at[i]);
}

static bool
check_asked(Answering *a, const Node *n)
{
    for (size_t i = 0; i < a->asked->count; i++) {
        const Vertex *v = &a->model->vertices.at[a->asked->at[i]];
        if (v->latent)
            return complain_latent_asked(&a->s->complain, n->at, v->name ? v->name : "_");
    }
    for (size_t i = 0; i < a->question.effect.x.count; i++) {
        const Vertex *v = &a->model->vertices.at[a->question.effect.x.at[i]];
        if (v->latent)
            return complain_latent_asked(&a->s->complain, n->at, v->name);
        if (v->parents.count)
            return complain_soft_from(&a->s->complain, n->at, v->name);
    }
    return true;
}

static bool
refuse(Answering *a, const Node *n)
{
    Sink effect, large, small;
    sink_init(&effect);
    sink_init(&large);
    sink_init(&small);
    question_write(&a->question, &effect);
    set_write(a->question.name_of, &a->found.large, &large);
    set_write(a->question.name_of, &a->found.small, &small);
    complain_not_identifiable(&a->s->complain, n->at, sink_text(&effect), sink_text(&large),
                              sink_text(&small));
    sink_clear(&small);
    sink_clear(&large);
    sink_clear(&effect);
    return false;
}

/* P(y, z | do(x)) as a diagram over the state, and the recipe it comes from; P(y | do(x), z) by the
 * simpler form. */
static const Recipe *
make_joint(Answering *a)
{
    bool shorter = a->shorter.recipes.count > 0;
    const Estimand *e = shorter ? &a->shorter : &a->found.estimand;
    bool divided = !shorter && a->found.effect.z.count;
    uint32_t joint = (uint32_t)e->recipes.count - (divided ? 2 : 1);
    Observed o = {&a->context->state.diagram, a->context->output_of.at, a->question.name_of};
    recipe_diagram(&a->joint, e, joint, &o, &a->s->conditionals, &a->s->signature,
                   &a->s->names);
    return &e->recipes.at[joint];
}

/* The wires of what is done: inputs, or the states put in. */
static void
add_done(Answering *a)
{
    Diagram *d = &a->diagram;
    for (uint32_t v = 0; v < a->model->vertices.count; v++) {
        const Vertex *x = &a->model->vertices.at[v];
        if (x->open)
            a->wire_of[v] = diagram_add_input(d, x->type, x->name);
    }
    for (size_t i = 0; i < a->question.effect.x.count; i++) {
        uint32_t v = a->question.effect.x.at[i];
        if (!a->model->vertices.at[v].open)
            diagram_add(d, &a->model->vertices.at[v].mechanism, NULL, &a->wire_of[v]);
    }
}

static void
add_uniform(Answering *a, uint32_t v)
{
    a->wire_of[v] = diagram_add_uniform(&a->diagram, a->s->signature.uniform,
                                        a->context->model.vertices.at[v].type, 0);
}

/* A condition that became an input of the recipe gets any state with full support: it is divided
 * out by conditioning on it. */
static void
add_exchanged(Answering *a)
{
    const Effect *e = &a->found.effect;
    for (size_t i = a->question.effect.x.count; i < e->x.count; i++)
        add_uniform(a, e->x.at[i]);
    for (size_t i = 0; a->shorter.recipes.count && i < e->z.count; i++)
        add_uniform(a, e->z.at[i]);
}

static void
add_joint(Answering *a)
{
    const Recipe *r = make_joint(a);
    uint32_t *in = memory_new(r->inputs.count, sizeof *in);
    uint32_t *out = memory_new(r->heads.count, sizeof *out);
    for (size_t i = 0; i < r->inputs.count; i++)
        in[i] = a->wire_of[r->inputs.at[i]];
    diagram_add(&a->diagram, &a->joint, in, out);
    for (size_t i = 0; i < r->heads.count; i++)
        a->wire_of[r->heads.at[i]] = out[i];
    memory_free(out);
    memory_free(in);
}

static void
make_diagram(Answering *a)
{
    a->wire_of = memory_new(a->model->vertices.count, sizeof *a->wire_of);
    add_done(a);
    add_exchanged(a);
    if (a->found.identified)
        add_joint(a);
    for (size_t i = 0; i < a->asked->count; i++) {
        uint32_t v = a->asked->at[i];
        diagram_add_output(&a->diagram, a->wire_of[v], a->model->vertices.at[v].name);
    }
}

enum { LONG_WORK = 1 << 30 };

/* Would the diagram take more than is at hand? */
static bool
is_large(Answering *a, bool *large)
{
    Budget *b = &a->s->budget;
    Query q = {0};
    Cost cost, most = {(b->bytes ? b->bytes : UINT64_MAX) / 64, LONG_WORK};
    query_all(&q, &a->diagram);
    *large = evaluate_cost(&cost, &q, &a->s->meaning, &most, b) == OUTCOME_TOO_LARGE;
    query_clear(&q);
    return b->stop != STOP_TIME && b->stop != STOP_INTERRUPT;
}

/* The estimand as it was found is as often defined as possible, but it may be long.  Where it would
 * take too much, its simpler form is the same wherever that is defined and what is given is
 * possible. */
static bool
make_short(Answering *a, const Node *n)
{
    bool large = false;
    if (a->found.identified && !is_large(a, &large))
        return complain_stopped(&a->s->complain, &a->s->budget, n->at);
    if (!large || (a->question.effect.drawn.count && a->found.effect.z.count))
        return true; /* the simpler form has no P(z | do(x)), which is to weigh what is drawn */
    if (!estimand_simplify(&a->shorter, &a->found.estimand, &a->question.graph, &a->s->budget))
        return complain_stopped(&a->s->complain, &a->s->budget, n->at);
    diagram_clear(&a->diagram);
    memory_free(a->wire_of);
    diagram_clear(&a->joint);
    make_diagram(a);
    return true;
}

static bool
identify_question(Answering *a, const Node *n)
{
    Question *q = &a->question;
    if (!q->effect.y.count)
        return true; /* nothing but what is done */
    if (!identify(&a->found, &q->graph, &q->projection, &q->effect, &a->s->budget))
        return complain_stopped(&a->s->complain, &a->s->budget, n->at);
    return a->found.identified || refuse(a, n);
}

/* Nothing is done: seeing is all there is, and the state says it. */
static void
see(Answering *a)
{
    WireList positions = {0};
    for (size_t i = 0; i < a->asked->count; i++)
        array_push(&positions, a->context->output_of.at[a->asked->at[i]]);
    marginal(&a->diagram, &a->context->state.diagram, &positions);
    for (size_t i = 0; i < a->asked->count; i++)
        a->diagram.outputs.at[i].name = a->model->vertices.at[a->asked->at[i]].name;
    array_clear(&positions);
}

/* Something is done: what is asked for is identified first. */
static bool
infer(Answering *a, const Node *n)
{
    if (!identify_question(a, n))
        return false;
    make_diagram(a);
    return make_short(a, n);
}

bool
from_diagram(Session *s, Diagram *to, const Model *m, const WireList *asked,
             const bool *condition, const Node *n)
{
    Answering a = {.s = s, .context = s->asked, .model = m, .asked = asked};
    model_set(&a.question.model, &s->asked->shape);
    bool ok = question_shape(s, &a.question, n->at);
    if (ok) {
        find_effect(&a, condition);
        ok = check_asked(&a, n);
    }
    if (ok && !a.question.effect.x.count)
        see(&a);
    else
        ok = ok && infer(&a, n);
    if (ok)
        diagram_swap(to, &a.diagram);
    answering_clear(&a);
    return ok;
}
