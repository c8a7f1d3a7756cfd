/* explain_worlds.c -- why a counterfactual is what it is; see explain_worlds.h. */
#include "lang/worlds/explain_worlds.h"

#include "lang/draw/scene_value.h"
#include "lang/elaborate/vertex.h"
#include "lang/explain/step.h"
#include "lang/worlds/complain_worlds.h"
#include "lang/worlds/identify_worlds.h"
#include "lang/worlds/world_check.h"
#include "lang/worlds/world_diagram.h"
#include "lang/worlds/world_text.h"
#include "show/formula.h"
#include "surgery/simplify.h"

typedef struct Explained {
    Session *s;
    const WorldEffect *e;
    const WorldRow *r;
    Steps steps;
} Explained;

/* The wires of g that the atoms need, drawn. */
static void
draw_grown(Explained *x, ExplainStep *t, const Grown *g, const bool *counts)
{
    Diagram d = {0};
    world_diagram(x->s, &d, x->e, x->r, g, counts);
    scene_value_write_diagram(x->s, &d, "   ", &t->drawn);
    steps_draw_diagram(&x->steps, t, &d, "");
    diagram_clear(&d);
}

static bool *
all_atoms(const Explained *x)
{
    size_t n = x->r->question.atoms.count;
    bool *all = memory_new(n, sizeof *all);
    memset(all, true, n);
    return all;
}

/* ---- the worlds ---- */

static bool
is_used(const WorldQuestion *q, uint32_t world)
{
    bool used = false;
    for (size_t i = 0; !used && i < q->atoms.count; i++)
        used = q->atoms.at[i].world == world;
    for (size_t w = 0; !used && w < q->worlds.count; w++)
        for (size_t i = 0; !used && i < q->worlds.at[w].count; i++)
            used = q->worlds.at[w].at[i].by == BY_WIRE && q->worlds.at[w].at[i].world == world;
    return used;
}

/* `[X = 0]`, or `the actual one`, for each world that something is read in. */
static void
put_worlds(const Explained *x, Sink *out)
{
    const WorldQuestion *q = &x->r->question;
    bool any = false;
    for (uint32_t w = 0; w < q->worlds.count; w++) {
        if (!is_used(q, w))
            continue;
        sink_put(out, any ? "; " : "");
        if (w == q->plain && !q->worlds.at[w].count)
            sink_put(out, "the actual one");
        else if (w == q->plain)
            sink_put(out, "that of do");
        else
            world_write_replaced(x->s, q, w, out);
        any = true;
    }
}

static bool
explain_grown(Explained *x)
{
    ExplainStep t;
    Grown g = {0};
    explain_step_init(&t, "Worlds");
    put_worlds(x, &t.text);
    sink_put(&t.text,
             ". They share their noise, so a box that reads the same in two worlds is one box");
    sink_put(&t.law,
             "The worlds of a question are one diagram, which copies the noise (Balke & Pearl "
             "1994; Shpitser & Pearl 2007; Lorenz & Tull 2023).");
    bool ok = world_grow(x->s, &g, x->e, x->r);
    if (ok) {
        bool *all = all_atoms(x);
        draw_grown(x, &t, &g, all);
        memory_free(all);
    }
    grown_clear(&g);
    return steps_add_if(&x->steps, &t, ok);
}

/* ---- pushing ---- */

static void
put_given(const Explained *x, Sink *out)
{
    const WorldQuestion *q = &x->r->question;
    bool any = false;
    for (size_t i = 0; i < q->atoms.count; i++) {
        if (!q->atoms.at[i].condition)
            continue;
        sink_put(out, any ? ", " : "");
        atom_write(x->s, q, &q->atoms.at[i], out);
        any = true;
    }
}

static bool
is_conditional(const Explained *x)
{
    bool any = false;
    for (size_t i = 0; i < x->r->question.atoms.count; i++)
        any = any || x->r->question.atoms.at[i].condition;
    return any;
}

static void
explain_pushed(Explained *x)
{
    ExplainStep t;
    explain_step_init(&t, "Push");
    if (is_conditional(x)) {
        put_given(x, &t.text);
        sink_put(&t.text, " is given: who reads it, in any world, reads that value");
    }
    sink_put(&t.text, is_conditional(x) ? ", and so with an event that is asked for"
                                        : "who reads an event of one value, in any world, reads "
                                          "that value");
    sink_put(&t.text, ". What is joined to the question neither by wires nor by noise leaves");
    sink_put(&t.law,
             "A copy of a point is two points, and boxes with equal inputs and noise are equal.");
    bool *all = all_atoms(x);
    if (x->r->answer.verdict != WORLDS_NEVER && x->r->answer.verdict != WORLDS_UNDEFINED)
        draw_grown(x, &t, &x->r->answer.asked.grown, all);
    memory_free(all);
    steps_add(&x->steps, &t);
}

/* ---- combs ---- */

static void
put_comb(const Explained *x, const WorldComb *c, Sink *out)
{
    set_write(x->e->name_of, &c->vertices, out);
    for (size_t i = 0; i < c->inputs.count; i++) {
        WorldArg a = {c->inputs.at[i], c->read.at[c->vertices.count + i]};
        sink_put(out, i ? ", " : " given ");
        world_arg_write(&x->r->question, x->e->name_of, a, out);
    }
}

static void
put_combs(const Explained *x, const WorldPart *p, Sink *out)
{
    for (size_t i = 0; i < p->combs.count; i++) {
        sink_put(out, i ? "; " : "");
        put_comb(x, &p->combs.at[i], out);
    }
}

static void
explain_combs(Explained *x)
{
    ExplainStep t;
    const WorldAnswer *a = &x->r->answer;
    explain_step_init(&t, "Combs");
    sink_put(&t.text, "boxes that share noise: ");
    put_combs(x, &a->asked, &t.text);
    if (a->conditional) {
        sink_put(&t.text, "\nof what is given alone: ");
        put_combs(x, &a->given, &t.text);
    }
    sink_put(&t.text, "\nEach is of one world: no vertex stands in it with two wires");
    if (a->asked.terms.count > 1) {
        sink_put(&t.text, "\nwhere ");
        word_write_name(x->e->name_of[a->carrier], &t.text);
        sink_put(&t.text,
                 " was seen to be another than what is read, all but that is the whole less "
                 "that");
    }
    sink_put(&t.law, "A comb of one world is a comb of the model (Correa, Lee & Bareinboim 2021).");
    steps_add(&x->steps, &t);
}

/* P(C | do(pa)) = ..., for each vertex set once. */
static bool
put_estimand(const Explained *x, const WorldComb *c, Sink *out)
{
    Estimand simple = {0};
    FormulaNames names = {.name_of = x->e->name_of, .form = FORMULA_TEXT,
                          .rank = x->e->graph.rank};
    sink_put(out, "P(");
    write_vertex_names(x->e->name_of, &c->vertices, out);
    sink_put(out, c->inputs.count ? " | do(" : "");
    write_vertex_names(x->e->name_of, &c->inputs, out);
    sink_put(out, c->inputs.count ? "))" : ")");
    bool going = true;
    if (!c->found.identified) {
        sink_put(out, ", which an experiment shows\n");
    } else if (!c->inputs.count) {
        sink_put(out, ", which is observed\n");
    } else {
        going = estimand_simplify(&simple, &c->found.estimand, &x->e->graph, &x->s->budget);
        sink_put(out, " = ");
        formula_write(going ? &simple : &c->found.estimand, &names, out);
        sink_put(out, "\n");
    }
    estimand_clear(&simple);
    return going;
}

static void
explain_estimands(Explained *x)
{
    ExplainStep t;
    const WorldPart *p = &x->r->answer.asked;
    explain_step_init(&t, "Comb-disintegrate");
    sink_put(&t.text, "the data tell each comb");
    for (size_t i = 0; i < p->combs.count; i++) {
        bool before = false;
        for (size_t k = 0; k < i; k++)
            before =
                before || wires_compare(&p->combs.at[k].vertices, &p->combs.at[i].vertices) == 0;
        if (!before && !put_estimand(x, &p->combs.at[i], &t.formula))
            break;
    }
    sink_put(&t.law, "By comb disintegration (Jacobs, Kissinger & Zanasi 2019, Theorem 5.1; Tian & "
                     "Pearl 2002, c-factors).");
    steps_add(&x->steps, &t);
}

static void
explain_plug(Explained *x)
{
    ExplainStep t;
    const WorldEffect *e = x->e;
    explain_step_init(&t, "Plug");
    sink_put(&t.text, "the combs are plugged together, and what nobody asked for is discarded");
    if (x->r->answer.conditional)
        sink_put(&t.text, "; then it is divided by what is given");
    world_formula_write(&x->r->formula, &x->r->question, &e->data, &e->graph, e->name_of, "  ",
                        &t.formula);
    sink_put(&t.formula, "\n");
    sink_put(&t.law, "Combs compose, and discarding after a channel is discarding: f ; discard = "
                     "discard.");
    steps_add(&x->steps, &t);
}

static void
explain_stuck(Explained *x)
{
    ExplainStep t;
    bool conflict = x->r->answer.verdict == WORLDS_CONFLICT;
    explain_step_init(&t, conflict ? "Conflict" : "Stuck");
    write_world_reason(x->s, x->e, x->r, &t.text);
    sink_put(&t.law, conflict ? "Data show one world at a time (Shpitser & Pearl 2007, Theorem 5)."
                              : "A hedge proves that nothing else helps (Shpitser & Pearl 2006).");
    steps_add(&x->steps, &t);
}

/* ---- the whole ---- */

static bool
explain_row(Explained *x)
{
    WorldVerdict v = x->r->answer.verdict;
    bool ok = explain_grown(x);
    if (ok)
        explain_pushed(x);
    if (ok && (v == WORLDS_IDENTIFIED || v == WORLDS_HEDGE))
        explain_combs(x);
    if (ok && v == WORLDS_IDENTIFIED) {
        explain_estimands(x);
        explain_plug(x);
    }
    if (ok && (v == WORLDS_CONFLICT || v == WORLDS_HEDGE))
        explain_stuck(x);
    return ok;
}

bool
explain_worlds(Session *s, const Node *n)
{
    WorldEffect e = {0};
    bool ok = world_effect_make(s, &e, n);
    if (ok && e.rows.count > 1)
        ok = complain_effect_rows(&s->complain, e.call->at, 1);
    ok = ok && say_worlds(s, &e);
    if (ok) {
        Explained x = {.s = s, .e = &e, .r = e.rows.at[0],
                       .steps = {.s = s, .headed = true, .open_from = 1}};
        ok = explain_row(&x);
        steps_finish(&x.steps, ok);
    }
    world_effect_clear(&e);
    return ok;
}
