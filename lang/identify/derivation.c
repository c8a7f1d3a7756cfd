/* derivation.c -- explain: the derivation of an effect, move by move; see derivation.h. */
#include "lang/identify/derivation.h"

#include "lang/class/class_doubt.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/draw/figure.h"
#include "lang/draw/scene_value.h"
#include "lang/identify/comb_effect.h"
#include "lang/identify/complain_identify.h"
#include "lang/identify/observed_state.h"
#include "lang/identify/run_identify.h"
#include "lang/report/voice.h"
#include "show/json.h"
#include "surgery/cut.h"

#include <string.h>

/* ---- the moves ---- */

/* What is done when this condition is exchanged, and what else is given. */
static void
find_exchanged(const Derivation *d, const Step *step, WireList *done, WireList *others)
{
    const Effect *e = &d->i->question.effect;
    VertexSet moved;
    vertex_set_init(&moved, d->i->question.projection.count);
    array_set(done, &e->x);
    for (const Step *s = d->i->found.steps.at; s < step; s++)
        if (s->move == MOVE_EXCHANGE) {
            array_push(done, s->set.at[0]);
            vertex_set_add(&moved, s->set.at[0]);
        }
    vertex_set_add(&moved, step->set.at[0]);
    for (size_t i = 0; i < e->z.count; i++)
        if (!moved.has[e->z.at[i]])
            array_push(others, e->z.at[i]);
    vertex_set_clear(&moved);
}

/* ", as {X} follows by its plan": what plans that are functions make of what is given. */
static void
put_following(const Derivation *d, const WireList *done, const WireList *others, Sink *out)
{
    WireList known = {0}, follow = {0};
    array_set(&known, done);
    wires_add(&known, others);
    size_t count = known.count;
    effect_determined(&known, &d->i->question.effect);
    for (size_t i = count; i < known.count; i++)
        array_push(&follow, known.at[i]);
    if (follow.count) {
        sink_put(out, ", from which the plan tells ");
        put_set(d, &follow, out);
    }
    array_clear(&follow);
    array_clear(&known);
}

static bool
explain_exchange(Derivation *d, const Step *step)
{
    ExplainStep t;
    WireList done = {0}, others = {0};
    explain_step_init(&t, "Exchange");
    find_exchanged(d, step, &done, &others);
    put_set(d, &step->set, &t.text);
    sink_put(&t.text, " and ");
    put_set(d, &d->i->question.effect.y, &t.text);
    sink_put(&t.text, " are separated");
    if (others.count) {
        sink_put(&t.text, " given ");
        put_set(d, &others, &t.text);
    }
    if (done.count) {
        sink_put(&t.text, ", with ");
        put_set(d, &done, &t.text);
        sink_put(&t.text, " done");
    }
    put_following(d, &done, &others, &t.text);
    sink_put(&t.text, ", once the arrows out of ");
    put_set(d, &step->set, &t.text);
    sink_put(&t.text, " are gone: to see it is to do it");
    array_clear(&others);
    array_clear(&done);
    sink_put(&t.law, "By rule 2 of the do-calculus, action and observation may be exchanged (Pearl "
                     "1995).");
    steps_add(&d->steps, &t);
    return true;
}

/* Those of `all` that are not in `less`. */
static void
find_others(const Derivation *d, WireList *to, const WireList *all, const WireList *less)
{
    VertexSet in;
    vertex_set_init(&in, d->i->question.projection.count);
    for (size_t i = 0; i < less->count; i++)
        vertex_set_add(&in, less->at[i]);
    for (size_t i = 0; i < all->count; i++)
        if (!in.has[all->at[i]])
            array_push(to, all->at[i]);
    vertex_set_clear(&in);
}

static void
put_dropped(const Derivation *d, const WireList *kept, Sink *out)
{
    WireList dropped = {0};
    find_others(d, &dropped, &d->i->question.projection.order, kept);
    if (!kept->count) {
        sink_put(out, "all, for what is asked for depends on nothing that was observed");
    } else if (dropped.count) {
        sink_put(out, "nothing that is asked for descends from ");
        put_set(d, &dropped, out);
        sink_put(out, "; left is ");
        put_set(d, kept, out);
    } else {
        sink_put(out, "nothing, for all are ancestors of what is asked for: ");
        put_set(d, kept, out);
    }
    array_clear(&dropped);
}

/* The picture is that of the whole model, before and after. */
static void
add_surgery(Derivation *d, ExplainStep *t, const Model *after)
{
    Sink both;
    sink_init(&both);
    const WireList *asked = &d->i->question.effect.y;
    scene_value_write_surgery(d->s, &d->i->question.model, after, asked, "     ", &both);
    if (both.count) {
        sink_clear(&t->drawn);
        t->drawn = both;
    }
    steps_draw_surgery(&d->steps, t, &d->i->question.model, after, asked);
}

/* In a copy of the model what is no ancestor of these is gone.  False: that is nothing. */
static bool
set_gone(Model *m, const WireList *kept)
{
    bool any = false;
    for (size_t v = 0; v < m->vertices.count; v++)
        m->vertices.at[v].gone = !wires_has(kept, (uint32_t)v);
    for (size_t i = m->order.count; i-- > 0;) {
        const Vertex *x = &m->vertices.at[m->order.at[i]];
        for (size_t k = 0; !x->gone && k < x->parents.count; k++)
            m->vertices.at[x->parents.at[k]].gone = false;
        any = any || x->gone;
    }
    return any;
}

static bool
explain_discard(Derivation *d, const Step *step)
{
    ExplainStep t;
    Diagram g = {0};
    Model left = {0};
    explain_step_init(&t, "Discard");
    put_dropped(d, &step->set, &t.text);
    sink_put(&t.law,
             "Discarding after a channel is discarding: f ; discard = discard (rule 3 of the "
             "do-calculus, where what vanishes was done).");
    model_diagram(&g, &d->i->question.model, &step->set);
    diagram_prune(&g);
    add_diagram(d, &t, &g);
    model_set(&left, &d->i->question.model);
    add_surgery(d, &t, set_gone(&left, &step->set) ? &left : &d->i->question.model);
    model_clear(&left);
    diagram_clear(&g);
    steps_add(&d->steps, &t);
    return true;
}

/* Adds that v is independent of what stands before it and is not among its givens. */
static void
add_licence(const Derivation *d, ExplainStep *t, const Factor *f, const WireList *before)
{
    const Projection *p = &d->i->question.projection;
    VertexSet given;
    WireList of = {0};
    vertex_set_init(&given, p->count);
    for (size_t i = 0; i < f->givens.count; i++)
        vertex_set_add(&given, f->givens.at[i]);
    for (size_t i = 0; i < before->count && before->at[i] != f->heads.at[0]; i++)
        if (!given.has[before->at[i]])
            array_push(&of, before->at[i]);
    if (of.count) {
        sink_put(&t->text, "\nsince ");
        word_write_name(d->i->question.name_of[f->heads.at[0]], &t->text);
        sink_put(&t->text, " is independent of ");
        put_set(d, &of, &t->text);
        sink_put(&t->text, f->givens.count ? " given " : "");
        if (f->givens.count)
            put_set(d, &f->givens, &t->text);
    }
    array_clear(&of);
    vertex_set_clear(&given);
}

/* Adds the separations by which the conditionals of the observed state have so few givens. */
static bool
add_licences(Derivation *d, ExplainStep *t, const WireList *kept)
{
    const EffectQuery *q = &d->i->question;
    Effect all = {0};
    Identification found = {0};
    if (!kept->count || kept->count > DIAGRAM_BOXES)
        return true;
    array_set(&all.y, kept);
    bool ok = identify(&found, &q->graph, &q->projection, &all, &d->s->budget) ||
              complain_stopped(&d->s->complain, &d->s->budget, d->at);
    const Recipe *r = ok ? &found.estimand.recipes.at[0] : NULL;
    for (size_t i = 0; ok && i < r->factors.count; i++)
        add_licence(d, t, &r->factors.at[i], kept);
    identification_clear(&found);
    effect_clear(&all);
    return ok;
}

static void
put_sets(const Derivation *d, const SetList *sets, Sink *out)
{
    for (size_t i = 0; i < sets->count; i++) {
        sink_put(out, i ? ", " : "");
        put_set(d, &sets->at[i], out);
    }
}

static void
put_components(const Derivation *d, const SetList *parts, Sink *out)
{
    bool joined = false;
    for (size_t i = 0; i < parts->count; i++)
        joined = joined || parts->at[i].count > 1;
    if (parts->count == 1) {
        sink_put(out, "there is one component, ");
        put_sets(d, parts, out);
        sink_put(out, ": the observed state is its comb");
        return;
    }
    sink_put(out, joined ? "hidden causes make the components "
                         : "no hidden cause joins two of them, so the components are ");
    put_sets(d, parts, out);
    sink_put(out, "; the observed state is one comb for each, plugged together");
}

static bool
explain_split(Derivation *d, const Step *step)
{
    ExplainStep t;
    bool ok = true;
    if (!step->parts.count)
        return true;
    explain_step_init(&t, "Comb-disintegrate");
    put_components(d, &step->parts, &t.text);
    ok = add_licences(d, &t, &step->set);
    sink_put(&t.law, "By comb disintegration (Jacobs, Kissinger & Zanasi 2019, Theorem 5.1; Tian & "
                     "Pearl 2002, c-factors).");
    for (size_t i = 0; ok && i < step->parts.count && i < DIAGRAM_BOXES; i++)
        ok = add_comb(d, &t, &step->parts.at[i]);
    if (step->parts.count > DIAGRAM_BOXES)
        sink_print(&t.formula, "(and %zu more components)\n", step->parts.count - DIAGRAM_BOXES);
    if (step->parts.count > DIAGRAM_BOXES)
        sink_print(&t.math, "<p class=\"law\">and %zu more components</p>\n",
                   step->parts.count - DIAGRAM_BOXES);
    return steps_add_if(&d->steps, &t, ok);
}

/* ", which makes no use of {Z}": what it reads and does not need. */
static void
put_idle(const Derivation *d, const EffectPlan *p, Sink *out)
{
    WireList idle = {0};
    const WireList *reads = &d->i->question.after.vertices.at[p->vertex].parents;
    for (size_t i = 0; i < reads->count; i++)
        if (!wires_has(&p->reads, reads->at[i]))
            array_push(&idle, reads->at[i]);
    sink_put(out, idle.count ? ", which makes no use of " : "");
    if (idle.count)
        put_set(d, &idle, out);
    array_clear(&idle);
}

/* What is done, and what is planned. */
static void
put_done(const Derivation *d, Sink *out)
{
    const EffectQuery *q = &d->i->question;
    const WireList *x = &d->i->found.effect.x;
    if (x->count) {
        put_set(d, x, out);
        sink_put(out, " is done");
    } else if (!q->effect.plans.count) {
        sink_put(out, "nothing is done");
    }
    for (size_t i = 0; i < q->effect.plans.count; i++) {
        sink_put(out, i || x->count ? ", " : "");
        effect_query_write_plan(q, q->effect.plans.at[i].vertex, out);
        put_idle(d, &q->effect.plans.at[i], out);
    }
    sink_put(out, "; ");
}

static void
put_needed(const Derivation *d, const Step *step, Sink *out)
{
    if (!step->parts.count) {
        sink_put(out, "no comb is needed now");
        return;
    }
    sink_put(out, step->parts.count == 1 ? "the comb needed now is that of "
                                         : "the combs needed now are those of ");
    put_sets(d, &step->parts, out);
}

static bool
explain_cut(Derivation *d, const Step *step)
{
    ExplainStep t;
    Diagram g = {0};
    Model m = {0};
    WireList cycle = {0};
    bool plans = d->i->question.effect.plans.count > 0;
    explain_step_init(&t, "Cut");
    put_done(d, &t.text);
    put_needed(d, step, &t.text);
    sink_put(&t.law, plans ? "By surgery: do puts a plan in the place of a box, or makes an input "
                             "of it, and the other boxes stay."
                           : "By surgery: do makes an input of the box of what is done, and the "
                             "other boxes stay.");
    model_set(&m, plans ? &d->i->question.after : &d->i->question.model);
    for (size_t i = 0; i < d->i->found.effect.x.count; i++)
        model_open(&m, d->i->found.effect.x.at[i]);
    if (model_sort(&m, &cycle)) {
        model_diagram(&g, &m, plans ? &d->i->question.effect.y : &step->set);
        diagram_prune(&g);
        add_diagram(d, &t, &g);
        if (d->i->found.effect.x.count || plans)
            add_surgery(d, &t, &m);
    }
    array_clear(&cycle);
    model_clear(&m);
    diagram_clear(&g);
    steps_add(&d->steps, &t);
    return true;
}

static void
put_inside(const Derivation *d, const Step *step, bool separate, Sink *out)
{
    WireList dropped = {0};
    if (separate) {
        sink_put(out, "inside the comb of ");
        put_set(d, &step->from, out);
        sink_put(out, " no hidden cause joins ");
        put_set(d, &step->set, out);
        sink_put(out, " to the rest, so it is a comb by itself");
        return;
    }
    find_others(d, &dropped, &step->from, &step->set);
    sink_put(out, "the comb of ");
    put_set(d, &step->goal, out);
    sink_put(out, " is wanted, out of that of ");
    put_set(d, &step->from, out);
    sink_put(out, "; nothing in ");
    put_set(d, &dropped, out);
    sink_put(out, " is an ancestor of ");
    put_set(d, &step->goal, out);
    sink_put(out, " in there, so it is summed out");
    array_clear(&dropped);
}

static bool
explain_inside(Derivation *d, const Step *step, bool separate)
{
    ExplainStep t;
    explain_step_init(&t, separate ? "Comb-disintegrate, inside a comb" : "Discard, inside a comb");
    put_inside(d, step, separate, &t.text);
    sink_put(&t.law, separate ? "By comb disintegration of a comb (Tian & Pearl 2002, Lemma 4)."
                              : "Discarding after a channel is discarding, inside a comb too: "
                                "f ; discard = discard (Tian & Pearl 2002, Lemma 3).");
    const Step *end = d->i->found.steps.at + d->i->found.steps.count;
    bool identified = d->i->found.identified; /* else there are no recipes */
    bool next = identified && !separate && step + 1 < end && step[1].recipe != UINT32_MAX &&
                step[1].move == MOVE_SEPARATE;
    bool ok = next ? add_recipe(d, &t, step[1].recipe) : add_comb(d, &t, &step->set);
    return steps_add_if(&d->steps, &t, ok);
}

static bool
explain_stuck(Derivation *d, const Step *step)
{
    ExplainStep t;
    explain_step_init(&t, "Stuck");
    sink_put(&t.text, "the comb of ");
    put_set(d, &step->goal, &t.text);
    sink_put(&t.text, " is wanted out of the comb of ");
    put_set(d, &step->set, &t.text);
    sink_put(&t.text, "\nnothing of it can be discarded: all are ancestors of ");
    put_set(d, &step->goal, &t.text);
    sink_put(&t.text, " in there\nnothing can be split off: hidden causes join all of it");
    sink_put(&t.law, "This is a hedge (Shpitser & Pearl 2006, Theorem 4): two models agree on all "
                     "that is observed and not on the effect; `witness` shows them.");
    steps_add(&d->steps, &t);
    return true;
}

static void
put_plugged(const Derivation *d, const Step *step, Sink *out)
{
    const WireList *y = &d->i->question.effect.y;
    bool divide = d->i->found.effect.z.count > 0;
    if (step->parts.count == 1 && step->parts.at[0].count == y->count && !divide &&
        !d->i->found.planned.count) {
        sink_put(out, "the comb of ");
        put_set(d, y, out);
        sink_put(out, " is what was asked for");
        return;
    }
    if (d->i->found.planned.count) {
        sink_put(out, "the plan of ");
        put_set(d, &d->i->found.planned, out);
        sink_put(out, " is put in; ");
    }
    sink_put(out, step->parts.count == 1 ? "of the comb all but "
                                         : "the combs are plugged together, all but ");
    put_set(d, y, out);
    sink_put(out, divide ? " and what is given" : "");
    sink_put(out, step->parts.count == 1 ? " is discarded" : " discarded");
    sink_put(out, divide ? ", and the whole is divided by the marginal of what is given" : "");
}

static void
put_forgotten(const Derivation *d, Sink *out)
{
    if (!d->i->forgotten.count)
        return;
    sink_put(out, "; the same without ");
    put_set(d, &d->i->forgotten, out);
    sink_put(out, ", which need not be observed");
}

/* The formula that the moves lead to, checked: the answer's own where no criterion gives another.
 */
static bool
add_derived(Derivation *d, ExplainStep *t)
{
    const Identified *i = d->i;
    SelfCheck check = i->check;
    const Estimand *both[] = {&i->derived, &i->found.estimand};
    if (i->ground.kind != GROUND_GENERAL &&
        !self_check(d->s, &check, &i->question, both, 2, d->s->options.checks, d->work,
                    d->at))
        return false;
    if (check.failed)
        return complain_self_check(&d->s->complain, d->at, "of a step");
    add_formula(d, t, &i->question, &i->derived, &check);
    return true;
}

static bool
explain_plug(Derivation *d, const Step *step)
{
    ExplainStep t;
    Diagram g = {0};
    const Identified *i = d->i;
    explain_step_init(&t, i->found.effect.z.count ? "Plug, and divide" : "Plug");
    put_plugged(d, step, &t.text);
    put_forgotten(d, &t.text);
    sink_put(&t.law, "Combs compose, and discarding after a channel is discarding: f ; discard = "
                     "discard.");
    bool ok = add_derived(d, &t);
    effect_query_diagram(d->s, &g, &i->question, &i->derived);
    add_diagram(d, &t, &g);
    diagram_clear(&g);
    ok = ok && add_numbers(d, &t, &i->question, &i->found.estimand);
    return steps_add_if(&d->steps, &t, ok);
}

static const char *
ground_law(const Ground *ground)
{
    switch (ground->kind) {
    case GROUND_NO_ADJUSTMENT: return "By rules 2 and 3 of the do-calculus (Pearl 1995).";
    case GROUND_BACK_DOOR:
        return "By the back-door criterion (Pearl 1993; Shpitser, VanderWeele & Robins 2010).";
    case GROUND_FRONT_DOOR: return "By the front-door criterion (Pearl 1995).";
    case GROUND_GENERAL: break;
    }
    return "";
}

/* Does the criterion's estimand depend on what is done? */
static bool
reads_done(const Derivation *d)
{
    const WireList *inputs = &d->i->ground.estimand.recipes.at[0].inputs;
    bool reads = false;
    for (size_t i = 0; i < d->i->question.effect.x.count; i++)
        reads = reads || wires_has(inputs, d->i->question.effect.x.at[i]);
    return reads;
}

/* Do the moves lead to the formula that the criterion gives? */
static bool
is_derived(const Derivation *d)
{
    const Identified *i = d->i;
    Sink a, b;
    sink_init(&a);
    sink_init(&b);
    write_formula(&i->question, &i->derived, "", &a);
    write_formula(&i->question, &i->ground.estimand, "", &b);
    bool same = strcmp(sink_text(&a), sink_text(&b)) == 0;
    sink_clear(&b);
    sink_clear(&a);
    return same;
}

static void
put_ground(const Derivation *d, Sink *out)
{
    const Ground *ground = &d->i->ground;
    if (ground->kind == GROUND_NO_ADJUSTMENT) {
        sink_put(out, reads_done(d) ? "no way is open but those by which what is done has its "
                                      "effect: to see it is to do it"
                                    : "what is done has no effect on what is asked for");
        return;
    }
    put_set(d, &ground->by, out);
    sink_put(out, ground->kind == GROUND_BACK_DOOR
                      ? " blocks all ways but those by which what is done has its effect"
                      : " meets all ways by which what is done has its effect, and no back door "
                        "is open before or behind");
}

/* The answer by a criterion, behind the moves. */
static bool
explain_ground(Derivation *d)
{
    ExplainStep t;
    const Identified *i = d->i;
    if (!criterion_is_told(&i->question, &i->ground))
        return true;
    bool derived = is_derived(d);
    explain_step_init(&t, i->ground.kind == GROUND_NO_ADJUSTMENT ? "No adjustment"
                          : i->ground.kind == GROUND_BACK_DOOR   ? "Back door"
                                                                 : "Front door");
    put_ground(d, &t.text);
    sink_put(&t.text, derived ? ", which gives this formula at once" : ": the effect at once is");
    sink_put(&t.law, ground_law(&i->ground));
    if (!derived)
        add_formula(d, &t, &i->question, identified_shown(i), &i->check);
    bool ok = derived || add_numbers(d, &t, &i->question, identified_shown(i));
    return steps_add_if(&d->steps, &t, ok);
}

static bool
explain_move(Derivation *d, const Step *step)
{
    switch (step->move) {
    case MOVE_EXCHANGE:
        return explain_exchange(d, step);
    case MOVE_DISCARD:
        return explain_discard(d, step);
    case MOVE_SPLIT:
        return explain_split(d, step);
    case MOVE_CUT:
        return explain_cut(d, step);
    case MOVE_RESTRICT:
        return explain_inside(d, step, false);
    case MOVE_SEPARATE:
        return explain_inside(d, step, true);
    case MOVE_STUCK:
        return explain_stuck(d, step);
    case MOVE_PLUG:
        return explain_plug(d, step);
    case MOVE_CONDITION:
        break; /* told with the plugging */
    }
    return true;
}

/* ---- the whole ---- */

/* The verdict, above the steps; in JSON all is one object at the end. */
static void
write_verdict(Session *s, const void *what, Sink *out)
{
    const Derivation *d = what;
    sink_put(out, d->i->found.identified ? "identified: " : "not identifiable: ");
    effect_query_write_asked(&d->i->question, out);
    sink_put(out, criterion_is_told(&d->i->question, &d->i->ground) ? ", " : "");
    write_criterion(&d->i->question, &d->i->ground, out);
    sink_put(out, "\n");
    if (class_in(&d->i->question.class)) {
        sink_put(out, "# the steps are those of one member: ");
        class_write_member(s, class_in(&d->i->question.class), out);
    }
}

static void
write_nothing(Session *s, const void *what, Sink *out)
{
    (void)s;
    (void)what;
    (void)out;
}

static void
write_steps_json(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Derivation *d = what;
    Sink text;
    sink_init(&text);
    effect_query_write(&d->i->question, &text);
    sink_put(out, "{\"kind\":\"explain\",\"question\":");
    json_write_text(sink_text(&text), text.count, out);
    sink_print(out, ",\"status\":\"%s\"",
               d->i->found.identified ? "identified" : "not identifiable");
    if (d->i->found.identified)
        write_json_criterion(&d->i->question, &d->i->ground, out);
    sink_put(out, ",\"steps\":[");
    steps_write_json(&d->steps, out);
    sink_put(out, "]}\n");
    sink_clear(&text);
}

static const Voice verdict_voice = {.text = write_verdict};
static const Voice steps_voice = {.text = write_nothing, .json = write_steps_json};

static bool
explain_moves(Derivation *d)
{
    bool ok = true;
    figure_add_model(d->s, &d->i->question.model);
    say(d->s, &verdict_voice, d);
    for (size_t i = 0; ok && i < d->i->found.steps.count; i++)
        ok = explain_move(d, &d->i->found.steps.at[i]);
    ok = ok && explain_ground(d);
    if (ok)
        say(d->s, &steps_voice, d);
    steps_clear(&d->steps);
    return ok;
}

/* The state it is asked from, where there is one. */
static bool
find_state(Session *s, Context *to, const Identified *i, const Node *n)
{
    if (!i->question.from)
        return true;
    Value model = {.kind = VALUE_MODEL};
    model_set(&model.model, &i->question.model);
    Node *from = (Node *)i->question.from;
    bool ok = from_context(s, to, &model, n, &from, 1) &&
              (!to->experiments.count || effect_query_asks_shape(s, n)) &&
              effect_query_plans_fit(s, &i->question, to, n->at);
    value_clear(&model);
    return ok;
}

bool
explain_effect(Session *s, const Node *n)
{
    Identified i = {0};
    Context from = {0};
    Derivation d = {.s = s, .at = n->at, .i = &i, .from = &from,
                    .work = SELF_CHECK_WORK};
    bool said = false;
    if (!identify_doubt(s, n, &said) || said)
        return said;
    bool ok = elaborate_effect_query(s, &i.question, n) && find_state(s, &from, &i, n) &&
              effect_query_hide(s, &i.question, &from, n->at) &&
              answer_identified(s, &i, n, NULL);
    d.steps = (Steps){.s = s, .headed = true, .open_from = i.found.steps.count};
    if (!i.question.context && s->asked->kind == CONTEXT_FROM && !s->asked->experiments.count)
        d.from = s->asked;
    ok = ok && explain_moves(&d);
    context_clear(&from);
    identified_clear(&i);
    return ok;
}
