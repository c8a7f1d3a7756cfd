/* observed_effect.c -- answers from observation; see observed_effect.h.
 *
 * What is done is found by holding the model after surgery against the one that was declared.  A
 * vertex that got neither a value nor an input by `do` has a plan: it may be asked for, too. */
#include "lang/identify/observed_effect.h"

#include "evaluate/evaluate.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/complain_identify.h"
#include "lang/identify/effect_query.h"
#include "surgery/forget.h"
#include "surgery/simplify.h"
#include "surgery/worth.h"

/* ---- a question ---- */

typedef struct ObservedEffect {
    Session *s;
    const Context *context;
    const Model *model;  /* with what is done */
    const WireList *asked;
    EffectQuery question;
    Identification found;
    Ground ground;       /* the criterion that gives the effect at once, where one does */
    Estimand shorter;    /* the one that identify prints; none where it does not do */
    Diagram joint;       /* P(y, z | do(x)) over the state */
    Diagram diagram;
    uint32_t *wire_of;   /* vertex -> wire of the diagram; UINT32_MAX: none yet */
} ObservedEffect;

static void
observed_effect_clear(ObservedEffect *a)
{
    effect_query_clear(&a->question);
    identification_clear(&a->found);
    ground_clear(&a->ground);
    estimand_clear(&a->shorter);
    diagram_clear(&a->joint);
    diagram_clear(&a->diagram);
    memory_free(a->wire_of);
}

/* Was something done to the vertex? */
static bool
is_done(const ObservedEffect *a, uint32_t v)
{
    const Vertex *now = &a->model->vertices.at[v], *before = &a->context->shape.vertices.at[v];
    return now->open || now->fixed != before->fixed;
}

/* Finds x of the question, and its plans. */
static void
find_done(ObservedEffect *a)
{
    Effect *e = &a->question.effect;
    for (uint32_t v = 0; v < a->model->vertices.count; v++) {
        const Vertex *x = &a->model->vertices.at[v];
        if (is_done(a, v) && (x->open || vertex_is_set(x)))
            array_push(&e->x, v);
        else if (is_done(a, v))
            effect_query_add_plan(a->s, e, a->model, v);
    }
}

/* y, x and z of the question. */
static void
find_effect(ObservedEffect *a, const bool *condition)
{
    Effect *e = &a->question.effect;
    find_done(a);
    for (size_t i = 0; i < a->asked->count; i++) {
        uint32_t v = a->asked->at[i];
        if (!wires_has(&e->x, v))
            array_push(condition[i] ? &e->z : &e->y, v);
    }
    if (!e->y.count) { /* only what is done is asked for */
        WireList z = e->z;
        e->z = e->y;
        e->y = z;
    }
    array_set(&a->question.given, &e->x);
    for (size_t i = 0; i < e->z.count; i++)
        array_push(&a->question.given, e->z.at[i]);
}

static bool
check_observed(ObservedEffect *a, uint32_t vertex, const Node *n)
{
    const Vertex *v = &a->model->vertices.at[vertex];
    if (!v->latent)
        return true;
    if (wires_has(&a->context->lacking, vertex))
        return complain_state_lacks(&a->s->complain, n->at, v->name);
    return complain_latent_asked(&a->s->complain, n->at, v->name ? v->name : "_");
}

/* Are what is planned and what the plan reads observed? */
static bool
check_plan(ObservedEffect *a, const EffectPlan *p, const Node *n)
{
    bool ok = check_observed(a, p->vertex, n);
    const WireList *reads = &a->model->vertices.at[p->vertex].parents;
    for (size_t i = 0; ok && i < reads->count; i++)
        ok = check_observed(a, reads->at[i], n);
    return ok;
}

static bool
check_asked(ObservedEffect *a, const Node *n)
{
    for (size_t i = 0; i < a->asked->count; i++)
        if (!check_observed(a, a->asked->at[i], n))
            return false;
    for (size_t i = 0; i < a->question.effect.x.count; i++)
        if (!check_observed(a, a->question.effect.x.at[i], n))
            return false;
    for (size_t i = 0; i < a->question.effect.plans.count; i++)
        if (!check_plan(a, &a->question.effect.plans.at[i], n))
            return false;
    return true;
}

/* P(y, z | do(x)) as a diagram over the state, and the recipe it comes from; P(y | do(x), z) by the
 * simpler form. */
static const Recipe *
make_joint(ObservedEffect *a)
{
    bool shorter = a->shorter.recipes.count > 0;
    const Estimand *e = shorter ? &a->shorter : &a->found.estimand;
    bool divided = !shorter && a->found.effect.z.count;
    uint32_t joint = (uint32_t)e->recipes.count - (divided ? 2 : 1);
    ObservedState o = {&a->context->state.diagram, a->context->output_of.at, a->question.name_of,
                       a->model};
    recipe_diagram(&a->joint, e, joint, &o, &a->s->conditionals, &a->s->signature,
                   &a->s->names);
    return &e->recipes.at[joint];
}

/* The wires of what is done: inputs, or the values put in. */
static void
add_done(ObservedEffect *a)
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
add_uniform(ObservedEffect *a, uint32_t v)
{
    a->wire_of[v] = diagram_add_uniform(&a->diagram, a->s->signature.uniform,
                                        a->context->model.vertices.at[v].type, 0);
}

/* A condition that became an input of the recipe gets any state with full support: it is divided
 * out by conditioning on it. */
static void
add_exchanged(ObservedEffect *a)
{
    const Effect *e = &a->found.effect;
    for (size_t i = a->question.effect.x.count; i < e->x.count; i++)
        add_uniform(a, e->x.at[i]);
    for (size_t i = 0; a->shorter.recipes.count && i < e->z.count; i++)
        add_uniform(a, e->z.at[i]);
}

static void
add_joint(ObservedEffect *a)
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
make_diagram(ObservedEffect *a)
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

/* Would evaluating the diagram take more than the limits allow? */
static bool
is_large(ObservedEffect *a, bool *large)
{
    Budget *b = &a->s->budget;
    Query q = {0};
    Cost cost, most = {(b->bytes ? b->bytes : UINT64_MAX) / 64, LONG_WORK};
    query_all(&q, &a->diagram);
    *large = evaluate_cost(&cost, &q, &a->s->meaning, &most, b) == OUTCOME_TOO_LARGE;
    query_clear(&q);
    return b->stop != STOP_TIME && b->stop != STOP_INTERRUPT;
}

static void
remake_diagram(ObservedEffect *a)
{
    diagram_clear(&a->diagram);
    memory_free(a->wire_of);
    diagram_clear(&a->joint);
    make_diagram(a);
}

static bool
simplify(ObservedEffect *a, const Node *n)
{
    WireList forgotten = {0};
    const EffectQuery *q = &a->question;
    bool ok = estimand_simplify(&a->shorter, &a->found.estimand, &q->graph, &a->s->budget) &&
              forget_free(&a->shorter, &forgotten, &q->graph, &q->effect, &a->s->budget);
    array_clear(&forgotten);
    return ok || complain_stopped(&a->s->complain, &a->s->budget, n->at);
}

/* The estimand that identify prints: a criterion's, else the one found in its simplest form.  That
 * may have lost a plan of what is known, which tells where there is no answer: there it is the one
 * found. */
static bool
find_printed(ObservedEffect *a, const Node *n)
{
    if (!a->found.identified)
        return true;
    if (!effect_query_ground(&a->ground, &a->question, &a->found, &a->s->budget))
        return complain_stopped(&a->s->complain, &a->s->budget, n->at);
    estimand_swap(&a->shorter, &a->ground.estimand);
    bool weighed = a->question.effect.plans.count && a->found.effect.z.count;
    return a->shorter.recipes.count || weighed || simplify(a, n);
}

/* A criterion's estimand that would take too much gives way to the one that was found: a joint of
 * many variables is larger than its parts. */
static bool
leave_criterion(ObservedEffect *a, const Node *n)
{
    bool large = false;
    if (a->ground.kind == GROUND_GENERAL)
        return true;
    if (!is_large(a, &large))
        return complain_stopped(&a->s->complain, &a->s->budget, n->at);
    if (!large)
        return true;
    if (!simplify(a, n))
        return false;
    remake_diagram(a);
    return true;
}

/* Of what the state lacks, a set that would be enough and of which nothing can be left out; none
 * where it would not help. */
static bool
find_needed(ObservedEffect *a, WireList *needed)
{
    bool yes = false;
    array_set(needed, &a->context->lacking);
    const EffectQuery *q = &a->question;
    bool ok = known_with(&yes, &q->graph, needed, &q->effect, &a->s->budget);
    for (size_t i = 0, left = needed->count; ok && yes && left > 0; left--) {
        WireList less = {0};
        bool without = false;
        for (size_t k = 0; k < needed->count; k++)
            if (k != i)
                array_push(&less, needed->at[k]);
        ok = known_with(&without, &q->graph, &less, &q->effect, &a->s->budget);
        if (without)
            array_set(needed, &less);
        i += !without;
        array_clear(&less);
    }
    if (!yes || !ok)
        array_clear(needed);
    return ok;
}

/* The effect cannot be known from what the state has. */
static bool
complain_unknown(ObservedEffect *a, const Node *n)
{
    WireList needed = {0};
    const EffectQuery *q = &a->question;
    if (a->context->lacking.count && !find_needed(a, &needed))
        return complain_stopped(&a->s->complain, &a->s->budget, n->at);
    if (!needed.count)
        return effect_query_complain(a->s, q, &a->found, n->at);
    Sink effect, set;
    sink_init(&effect);
    sink_init(&set);
    effect_query_write(q, &effect);
    set_write(q->name_of, &needed, &set);
    complain_needs_wires(&a->s->complain, n->at, sink_text(&effect), sink_text(&set),
                         needed.count);
    sink_clear(&set);
    sink_clear(&effect);
    array_clear(&needed);
    return false;
}

static bool
identify_question(ObservedEffect *a, const Node *n)
{
    EffectQuery *q = &a->question;
    if (!q->effect.y.count)
        return true; /* nothing but what is done */
    if (!identify(&a->found, &q->graph, &q->projection, &q->effect, &a->s->budget))
        return complain_stopped(&a->s->complain, &a->s->budget, n->at);
    if (!effect_query_settled(a->s, q, &a->found, n->at))
        return false;
    return a->found.identified || complain_unknown(a, n);
}

/* Nothing is done, so the answer is a marginal of the observed state. */
static void
make_marginal(ObservedEffect *a)
{
    WireList positions = {0};
    for (size_t i = 0; i < a->asked->count; i++)
        array_push(&positions, a->context->output_of.at[a->asked->at[i]]);
    marginal(&a->diagram, &a->context->state.diagram, &positions);
    for (size_t i = 0; i < a->asked->count; i++)
        a->diagram.outputs.at[i].name = a->model->vertices.at[a->asked->at[i]].name;
    array_clear(&positions);
}

/* Something is done, so the effect is identified first. */
static bool
make_effect(ObservedEffect *a, const Node *n)
{
    if (!identify_question(a, n))
        return false;
    if (!find_printed(a, n))
        return false;
    make_diagram(a);
    return leave_criterion(a, n);
}

bool
from_diagram(Session *s, Diagram *to, const Model *m, const WireList *asked,
             const bool *condition, const Node *n)
{
    ObservedEffect a = {.s = s, .context = s->asked, .model = m, .asked = asked};
    model_set(&a.question.model, &s->asked->shape);
    model_set(&a.question.after, m);
    bool ok = effect_query_shape(s, &a.question, n->at);
    if (ok) {
        value_set(&a.question.class, &s->asked->class);
        find_effect(&a, condition);
        ok = check_asked(&a, n);
    }
    if (a.question.effect.x.count || a.question.effect.plans.count)
        ok = ok && effect_query_agree(s, &a.question, n->at);
    if (ok && !a.question.effect.x.count && !a.question.effect.plans.count)
        make_marginal(&a);
    else
        ok = ok && make_effect(&a, n);
    if (ok)
        diagram_swap(to, &a.diagram);
    observed_effect_clear(&a);
    return ok;
}
