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
#include "show/json.h"
#include "surgery/simplify.h"

enum { ROWS_MAX = 8 }; /* that are explained, one after the other */

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
    world_diagram(x->s, &d, x->e, x->r, g, counts, false);
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

/* ---- lists ---- */

/* What stands before item `i` of `count`: `a, b and c`. */
static void
put_between(size_t i, size_t count, Sink *out)
{
    sink_put(out, i == 0 ? "" : i + 1 == count ? " and " : ", ");
}

/* A wire as it is called in the drawing, or the label that is put in its place. */
static void
put_wire(const Explained *x, const Grown *g, uint32_t vertex, uint32_t read, Sink *out)
{
    if (read & GROWN_POINT)
        world_arg_write(&x->r->question, x->e->name_of, (WorldArg){vertex, read}, out);
    else
        world_write(x->s, &x->r->question, vertex, g->wires.at[read].world, out);
}

static void
put_wires(const Explained *x, const Grown *g, const WireList *wires, Sink *out)
{
    for (size_t i = 0; i < wires->count; i++) {
        put_between(i, wires->count, out);
        put_wire(x, g, g->wires.at[wires->at[i]].vertex, wires->at[i], out);
    }
}

/* ---- the worlds ---- */

/* The wires of `world` that are put into others. */
static void
find_lent(const Explained *x, uint32_t world, WireList *vertices)
{
    const WorldQuestion *q = &x->r->question;
    for (size_t w = 0; w < q->worlds.count; w++)
        for (size_t i = 0; i < q->worlds.at[w].count; i++) {
            const Replacement *r = &q->worlds.at[w].at[i];
            if (r->by == BY_WIRE && r->world == world && !wires_has(vertices, r->of))
                array_push(vertices, r->of);
        }
}

/* The atoms of `world` on this side of the bar. */
static void
find_atoms(const Explained *x, uint32_t world, bool condition, WireList *atoms)
{
    const WorldQuestion *q = &x->r->question;
    for (uint32_t i = 0; i < q->atoms.count; i++)
        if (q->atoms.at[i].world == world && q->atoms.at[i].condition == condition)
            array_push(atoms, i);
}

static void
put_atoms(const Explained *x, const WireList *atoms, const char *is, const char *are, Sink *out)
{
    for (size_t i = 0; i < atoms->count; i++) {
        put_between(i, atoms->count, out);
        atom_write(x->s, &x->r->question, &x->r->question.atoms.at[atoms->at[i]], out);
    }
    sink_put(out, atoms->count > 1 ? are : is);
}

/* How much is put in, besides what do(...) does. */
static size_t
count_replaced(const WorldQuestion *q, uint32_t w)
{
    size_t count = 0;
    for (size_t i = 0; i < q->worlds.at[w].count; i++)
        count += !world_find(&q->worlds.at[q->plain], q->worlds.at[w].at[i].vertex);
    return count;
}

/* `the actual one`, `one in which X = 0 is put in`. */
static void
put_world(const Explained *x, uint32_t w, Sink *out)
{
    const WorldQuestion *q = &x->r->question;
    Sink replaced;
    sink_init(&replaced);
    world_write_replaced(x->s, q, w, &replaced);
    if (w == q->plain || replaced.count < 2) {
        sink_put(out, q->worlds.at[w].count ? "that of do(...)" : "the actual one");
    } else {
        sink_put(out, "one in which ");
        sink_add(out, sink_text(&replaced) + 1, replaced.count - 2);
        sink_put(out, count_replaced(q, w) > 1 ? " are put in" : " is put in");
    }
    sink_clear(&replaced);
}

/* `, where X = 1 is given`: what the question says of the world. */
static void
put_part(const Explained *x, uint32_t w, const WireList *lent, const WireList *asked,
         const WireList *given, Sink *out)
{
    bool any = false;
    put_world(x, w, out);
    if (asked->count) {
        sink_put(out, ", where ");
        put_atoms(x, asked, " is asked for", " are asked for", out);
        any = true;
    }
    if (given->count) {
        sink_put(out, any ? " and " : ", where ");
        put_atoms(x, given, " is given", " are given", out);
        any = true;
    }
    if (lent->count) {
        sink_put(out, any ? ", and whose " : ", whose ");
        for (size_t i = 0; i < lent->count; i++) {
            put_between(i, lent->count, out);
            world_write(x->s, &x->r->question, lent->at[i], w, out);
        }
        sink_put(out, lent->count > 1 ? " are put into another" : " is put into another");
    }
}

/* How many worlds there are that something is said of. */
static size_t
put_worlds(const Explained *x, Sink *out)
{
    size_t said = 0;
    for (uint32_t w = 0; w < x->r->question.worlds.count; w++) {
        WireList lent = {0}, asked = {0}, given = {0};
        find_lent(x, w, &lent);
        find_atoms(x, w, false, &asked);
        find_atoms(x, w, true, &given);
        if (lent.count || asked.count || given.count) {
            sink_put(out, said++ ? "; " : "");
            put_part(x, w, &lent, &asked, &given, out);
        }
        array_clear(&given);
        array_clear(&asked);
        array_clear(&lent);
    }
    return said;
}

/* `X <-> Y is noise of X and Y[X = 0]`, where these are more than one. */
static bool
put_noise(const Explained *x, const Grown *g, const WireList *readers, const char *name,
          const char *before, Sink *out)
{
    if (readers->count < 2)
        return false;
    sink_print(out, "%s%s is noise of ", before, name);
    put_wires(x, g, readers, out);
    return true;
}

/* The hidden causes and the noise of single vertices that two boxes read, as they are drawn. */
static void
put_shared_noise(const Explained *x, const Grown *g, const bool *needed, Sink *out)
{
    const WorldEffect *e = x->e;
    size_t groups = projection_groups(&e->projection);
    bool any = false;
    for (uint32_t k = 0; k < groups + e->model.vertices.count; k++) {
        WireList readers = {0};
        uint32_t own = k < groups ? 0 : (uint32_t)(k - groups), distinct = UINT32_MAX;
        const uint32_t *members = &own;
        size_t count = 1;
        bool shared = k >= groups;
        Sink name;
        sink_init(&name);
        if (k < groups)
            members = rows_at(&e->projection.groups, k, &count);
        for (size_t i = 0; i < count; i++)
            sink_print(&name, "%s%s", k >= groups ? "N_" : i ? " <-> " : "",
                       e->name_of[members[i]]);
        for (uint32_t i = 0; i < g->wires.count; i++) {
            uint32_t v = g->wires.at[i].vertex;
            bool reads = false;
            for (size_t j = 0; j < count; j++)
                reads = reads || members[j] == v;
            if (!needed[i] || !reads)
                continue;
            shared = shared || (distinct != UINT32_MAX && distinct != v);
            distinct = v;
            array_push(&readers, i);
        }
        if (!shared)
            readers.count = 0;
        any = put_noise(x, g, &readers, sink_text(&name), any ? "; " : ": ", out) || any;
        sink_clear(&name);
        array_clear(&readers);
    }
    if (!any)
        sink_put(out, ", though here no two boxes have noise in common");
}

/* `Z reads the same in two worlds, and is one box`. */
static void
put_merged(const Explained *x, const Grown *g, const bool *needed, Sink *out)
{
    WireList once = {0};
    for (uint32_t i = 0; i < g->wires.count; i++)
        if (needed[i] && (g->wires.at[i].worlds & (g->wires.at[i].worlds - 1)))
            array_push(&once, i);
    if (once.count) {
        sink_put(out, ". ");
        put_wires(x, g, &once, out);
        sink_put(out, once.count > 1 ? " read the same in more than one of them, and are drawn once"
                                     : " reads the same in more than one of them, and is drawn "
                                       "once");
    }
    array_clear(&once);
}

static void
explain_grown(Explained *x, const Grown *g)
{
    ExplainStep t;
    bool *all = all_atoms(x), *needed = grown_needed(g, all);
    explain_step_init(&t, "Worlds");
    if (put_worlds(x, &t.text) > 1) {
        sink_put(&t.text, ". They share all their noise, and so are one diagram");
        put_shared_noise(x, g, needed, &t.text);
    }
    put_merged(x, g, needed, &t.text);
    sink_put(&t.law,
             "The worlds of a question are one diagram, which copies the noise (Balke & Pearl "
             "1994; Shpitser & Pearl 2007; Lorenz & Tull 2023).");
    sink_put(&t.text, ".");
    if (g->wires.count)
        draw_grown(x, &t, g, all);
    memory_free(needed);
    memory_free(all);
    steps_add(&x->steps, &t);
}

/* ---- pushing ---- */

/* The diagram that evidence was pushed into, as far as that went. */
static const Grown *
pushed_grown(const Explained *x)
{
    const WorldAnswer *a = &x->r->answer;
    return a->verdict == WORLDS_ALWAYS ? &a->given.grown : &a->asked.grown;
}

/* The atoms that say one label of a wire: these are pushed. */
static void
find_pushing(const Explained *x, const Grown *g, bool condition, WireList *atoms)
{
    const WorldQuestion *q = &x->r->question;
    for (uint32_t i = 0; i < q->atoms.count; i++) {
        const Atom *a = &q->atoms.at[i];
        uint32_t label;
        if (a->condition == condition && !a->free && !(g->at.at[i] & GROWN_POINT) &&
            label_set_one(&a->event, q->model->vertices.at[a->vertex].type, &label))
            array_push(atoms, i);
    }
}

/* How many boxes the atoms need, and how many labels these read. */
static void
measure(const Grown *g, const bool *counts, size_t *boxes, size_t *points)
{
    bool *needed = grown_needed(g, counts);
    *boxes = *points = 0;
    for (size_t i = 0; i < g->wires.count; i++) {
        const GrownWire *w = &g->wires.at[i];
        *boxes += needed[i];
        for (uint32_t k = 0; needed[i] && k < w->in_count; k++)
            *points += g->reads.at[w->in + k] >= GROWN_POINT;
    }
    memory_free(needed);
}

/* Which atoms have a place in what was decided; the others left, or stand at a point. */
static bool *
kept_atoms(const Explained *x)
{
    const WorldPart *p = &x->r->answer.asked;
    bool *kept = all_atoms(x);
    for (size_t i = 0; p->needed && i < x->r->question.atoms.count; i++) {
        uint32_t at = p->grown.at.at[i];
        kept[i] = !(at & GROWN_POINT) && p->needed[at];
    }
    return kept;
}

/* `Z = 1 leaves, for ...` */
static void
put_leaving(const Explained *x, const bool *kept, Sink *out)
{
    WireList left = {0};
    for (uint32_t i = 0; i < x->r->question.atoms.count; i++)
        if (x->r->question.atoms.at[i].condition && !kept[i] &&
            !wires_has(&x->r->answer.follows, i))
            array_push(&left, i);
    if (x->r->answer.follows.count) {
        sink_put(out, ". ");
        put_atoms(x, &x->r->answer.follows, " follows", " follow", out);
        sink_put(out, " from the rest of what is given");
    }
    if (left.count) {
        sink_put(out, ". ");
        put_atoms(x, &left, " leaves, for it is", " leave, for they are", out);
        sink_put(out, " joined to what is asked for by neither wires nor noise now");
    }
    array_clear(&left);
}

/* False: no wire has one value by what is given or asked for. */
static bool
put_pushed(const Explained *x, const Grown *g, Sink *out)
{
    WireList given = {0}, asked = {0};
    bool any;
    find_pushing(x, g, true, &given);
    find_pushing(x, g, false, &asked);
    if (given.count)
        put_atoms(x, &given, " is given", " are given", out);
    if (asked.count) {
        sink_put(out, given.count ? ", " : "");
        put_atoms(x, &asked, " is asked for", " are asked for", out);
    }
    if (given.count + asked.count)
        sink_put(out, given.count + asked.count > 1
                          ? ": who reads one of these wires, in any world, reads its value"
                          : ": who reads that wire, in any world, reads this value");
    any = given.count + asked.count > 0;
    array_clear(&asked);
    array_clear(&given);
    return any;
}

/* What the events leave of wires that nobody has looked at, where it is one label. */
static void
put_facts(const Explained *x, const Grown *g, Sink *out)
{
    bool any = false;
    for (size_t i = 0; i < g->facts.count; i++) {
        const GrownFact *f = &g->facts.at[i];
        const GrownWire *w = &g->wires.at[f->wire];
        uint32_t label;
        if (!label_set_one(&f->labels, grown_type(g, f->wire), &label))
            continue;
        sink_put(out, any ? ", " : ". Together they leave ");
        world_write(x->s, &x->r->question, w->vertex, w->world, out);
        sink_put(out, " = ");
        type_write_label(grown_type(g, f->wire), label, out);
        any = true;
    }
}

static void
explain_pushed(Explained *x, const Grown *before)
{
    ExplainStep t;
    const Grown *g = pushed_grown(x);
    bool *all = all_atoms(x), *kept = kept_atoms(x);
    size_t boxes, points, merged, points_merged, boxes_now, points_now;
    measure(before, all, &boxes, &points);
    measure(g, all, &merged, &points_merged);
    measure(g, kept, &boxes_now, &points_now);
    bool changed = boxes != boxes_now || points != points_now;
    explain_step_init(&t, "Push");
    bool any = put_pushed(x, g, &t.text);
    put_facts(x, g, &t.text);
    if (boxes != merged)
        sink_print(&t.text, ". Of %zu boxes %zu are left: those that read the same are one",
                   boxes, merged);
    else if (points == points_merged)
        sink_put(&t.text, ". Nobody does");
    put_leaving(x, kept, &t.text);
    sink_put(&t.text, ".");
    sink_put(&t.law,
             "A copy of a point is two points, and boxes with equal inputs and noise are equal.");
    if (changed)
        draw_grown(x, &t, g, kept);
    memory_free(kept);
    memory_free(all);
    steps_add_if(&x->steps, &t, any);
}

/* ---- by logic alone ---- */

static void
put_clash(const Explained *x, const Clash *c, Sink *out)
{
    const WorldQuestion *q = &x->r->question;
    if (c->of_all) {
        write_world_clash(x->s, x->e, x->r, out);
        sink_trim(out, 1); /* its line end */
        return;
    }
    atom_write(x->s, q, &q->atoms.at[c->atoms[0]], out);
    if (c->atoms[0] == c->atoms[1]) {
        sink_put(out, " speaks of a wire that never has this label");
        return;
    }
    sink_put(out, " and ");
    atom_write(x->s, q, &q->atoms.at[c->atoms[1]], out);
    sink_put(out, " speak of one wire, and no label is both");
}

static void
explain_logic(Explained *x)
{
    ExplainStep t;
    const WorldAnswer *a = &x->r->answer;
    explain_step_init(&t, "Logic");
    if (a->verdict == WORLDS_ALWAYS) {
        sink_put(&t.text, "what is asked for is certain now");
    } else {
        put_clash(x, &a->clash, &t.text);
    }
    sink_put(&t.text, a->verdict == WORLDS_ALWAYS      ? ": 1"
                      : a->verdict == WORLDS_UNDEFINED ? ": nothing is given by what cannot be"
                                                       : ": 0");
    sink_put(&t.text, ".");
    sink_put(&t.law, a->verdict == WORLDS_UNDEFINED
                         ? "A conditional probability is only defined where its condition can "
                           "happen."
                         : "So it is in every model of this shape, whatever the numbers: "
                           "effectiveness and composition (Galles & Pearl 1998).");
    steps_add(&x->steps, &t);
}

/* ---- combs ---- */

static void
put_comb(const Explained *x, const WorldPart *p, const WorldComb *c, Sink *out)
{
    sink_put(out, "{");
    for (size_t i = 0; i < c->wires.count; i++) {
        sink_put(out, i ? ", " : "");
        put_wire(x, &p->grown, c->vertices.at[i], c->wires.at[i], out);
    }
    sink_put(out, "}");
    for (size_t i = 0; i < c->inputs.count; i++) {
        sink_put(out, i ? ", " : " given ");
        put_wire(x, &p->grown, c->inputs.at[i], c->read.at[c->vertices.count + i], out);
    }
}

/* The places of the combs, causes first: by the last of their wires. */
static uint32_t *
order_combs(const WorldPart *p)
{
    size_t n = p->combs.count;
    uint32_t *order = memory_new(n, sizeof *order), *last = memory_new(n, sizeof *last);
    for (uint32_t i = 0; i < n; i++) {
        const WireList *wires = &p->combs.at[i].wires;
        for (size_t k = 0; k < wires->count; k++)
            last[i] = wires->at[k] > last[i] ? wires->at[k] : last[i];
        size_t at = i;
        for (; at > 0 && last[order[at - 1]] > last[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    memory_free(last);
    return order;
}

static void
put_combs(const Explained *x, const WorldPart *p, Sink *out)
{
    uint32_t *order = order_combs(p);
    for (size_t i = 0; i < p->combs.count; i++) {
        sink_put(out, i ? "; " : "");
        put_comb(x, p, &p->combs.at[order[i]], out);
    }
    memory_free(order);
}

/* The label of the vertex that decided, in the term that is taken away; its wire. */
static bool
find_taken_away(const WorldAnswer *a, WorldArg *label, uint32_t *wire)
{
    for (size_t i = 0; i < a->asked.terms.count; i++) {
        const WorldTerm *t = &a->asked.terms.at[i];
        for (size_t k = 0; t->minus && k < t->combs.count; k++) {
            const WorldComb *c = &a->asked.combs.at[t->combs.at[k]];
            for (size_t j = 0; j < c->vertices.count; j++)
                if (c->vertices.at[j] == a->carrier && (c->read.at[j] & GROWN_POINT)) {
                    *label = (WorldArg){a->carrier, c->read.at[j]};
                    *wire = c->wires.at[j];
                    return true;
                }
        }
    }
    return false;
}

/* Where a wire was seen with all labels but the one that is read. */
static void
put_difference(const Explained *x, Sink *out)
{
    const WorldAnswer *a = &x->r->answer;
    bool two = x->e->model.vertices.at[a->carrier].type->size == 2;
    WorldArg label;
    uint32_t wire;
    sink_put(out, ". ");
    if (a->asked.terms.at[0].fixes.count || !find_taken_away(a, &label, &wire)) {
        sink_put(out, "The labels of ");
        word_write_name(x->e->name_of[a->carrier], out);
        sink_put(out, " are taken one by one");
        return;
    }
    world_arg_write(&x->r->question, x->e->name_of, label, out);
    sink_put(out, " is read where the wire ");
    put_wire(x, &a->asked.grown, a->carrier, wire, out);
    sink_put(out, two ? " has the other label, which is all but this one"
                      : " has other labels, which are all but this one");
    sink_put(out, ". So the comb is the whole without that box, less the part in which the box "
                  "gives ");
    world_arg_write(&x->r->question, x->e->name_of, label, out);
}

static void
put_question(const Explained *x, Sink *out)
{
    sink_put(out, x->e->question);
}

static void
explain_combs(Explained *x)
{
    ExplainStep t;
    WorldFormula f = {0};
    const WorldAnswer *a = &x->r->answer;
    explain_step_init(&t, "Combs");
    sink_put(&t.text, "boxes that share noise belong together, each of the others stands alone: ");
    put_combs(x, &a->asked, &t.text);
    if (a->conditional) {
        sink_put(&t.text, ". What is given, by itself: ");
        put_combs(x, &a->given, &t.text);
    }
    if (a->asked.terms.count > 1)
        put_difference(x, &t.text);
    sink_put(&t.text, ". No variable stands twice in one of them, so each is a comb of the model, "
                      "as if there were one world.");
    world_formula_combs(&f, a, &x->r->question);
    put_question(x, &t.formula);
    sink_put(&t.formula, "\n  = ");
    world_formula_write(&f, &x->r->question, &x->e->data, &x->e->graph, x->e->name_of, "    ",
                        &t.formula);
    sink_put(&t.formula, "\n");
    sink_put(&t.law, "A comb of one world is a comb of the model (Correa, Lee & Bareinboim 2021).");
    world_formula_clear(&f);
    steps_add(&x->steps, &t);
}

/* What an experiment shows as it stands is no formula. */
static bool
put_formula(const Explained *x, const WorldComb *c, const char *asked, Sink *out)
{
    enum { WIDTH = 86 };
    Estimand simple = {0};
    Sink text;
    FormulaNames names = {.name_of = x->e->name_of, .form = FORMULA_TEXT,
                          .observed = x->e->graph.observed, .width = WIDTH,
                          .done = world_comb_done(&x->e->data, c)};
    bool going = estimand_simplify(&simple, &c->found.estimand, &x->e->graph, &x->s->budget);
    sink_init(&text);
    formula_write(going ? &simple : &c->found.estimand, &names, &text);
    bool shown = strcmp(asked, sink_text(&text)) == 0;
    bool fits = strlen(asked) + text.count < WIDTH;
    sink_print(out, shown ? ", which an experiment shows\n" : fits ? " = %s\n" : " =\n  %s\n",
               sink_text(&text));
    sink_clear(&text);
    estimand_clear(&simple);
    return going;
}

/* P(C | do(pa)) = ..., for each vertex set once. */
static bool
put_estimand(const Explained *x, const WorldComb *c, Sink *out)
{
    Sink asked;
    bool going = true;
    sink_init(&asked);
    sink_put(&asked, "P(");
    write_vertex_names(x->e->name_of, &c->vertices, &asked);
    sink_put(&asked, c->inputs.count ? " | do(" : "");
    write_vertex_names(x->e->name_of, &c->inputs, &asked);
    sink_put(&asked, c->inputs.count ? "))" : ")");
    sink_add(out, sink_text(&asked), asked.count);
    if (!c->found.identified)
        sink_put(out, ", which an experiment shows\n");
    else if (!c->inputs.count)
        sink_put(out, ", which is observed\n");
    else
        going = put_formula(x, c, sink_text(&asked), out);
    sink_clear(&asked);
    return going;
}

static void
explain_estimands(Explained *x)
{
    ExplainStep t;
    const WorldPart *p = &x->r->answer.asked;
    explain_step_init(&t, "Comb-disintegrate");
    sink_put(&t.text, "what the data say of each comb.");
    uint32_t *order = order_combs(p);
    for (size_t i = 0; i < p->combs.count; i++) {
        const WorldComb *c = &p->combs.at[order[i]];
        bool before = false;
        for (size_t k = 0; k < i; k++)
            before = before ||
                     wires_compare(&p->combs.at[order[k]].vertices, &c->vertices) == 0;
        if (!before && !put_estimand(x, c, &t.formula))
            break;
    }
    memory_free(order);
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
    sink_put(&t.text, "this is put in for the combs");
    sink_put(&t.text, x->r->answer.conditional ? ", and what is above and below is cancelled."
                                               : ".");
    put_question(x, &t.formula);
    sink_put(&t.formula, "\n  = ");
    world_formula_write(&x->r->formula, &x->r->question, &e->data, &e->graph, e->name_of, "    ",
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
    sink_put(&t.text, conflict ? "." : "");
    sink_put(&t.law, conflict
                         ? "Whoever is looked at, or tried on, lives in one world: no data hold "
                           "both sides of this (Shpitser & Pearl 2007, Theorem 5)."
                         : "A hedge proves that nothing else helps (Shpitser & Pearl 2006).");
    steps_add(&x->steps, &t);
}

/* ---- the whole ---- */

static bool
explain_row(Explained *x)
{
    WorldVerdict v = x->r->answer.verdict;
    Grown g = {0};
    bool ok = world_grow(x->s, &g, x->e, x->r);
    if (ok) {
        explain_grown(x, &g);
        if (v != WORLDS_UNDEFINED)
            explain_pushed(x, &g);
    }
    grown_clear(&g);
    if (!ok)
        return false;
    if (v == WORLDS_NEVER || v == WORLDS_ALWAYS || v == WORLDS_UNDEFINED)
        explain_logic(x);
    if (v == WORLDS_IDENTIFIED || v == WORLDS_HEDGE)
        explain_combs(x);
    if (v == WORLDS_IDENTIFIED) {
        explain_estimands(x);
        explain_plug(x);
    }
    if (v == WORLDS_CONFLICT || v == WORLDS_HEDGE)
        explain_stuck(x);
    return true;
}

/* The steps of one of several rows, under its labels. */
static bool
explain_one(Session *s, const WorldEffect *e, const WorldRow *r)
{
    Explained x = {.s = s, .e = e, .r = r,
                   .steps = {.s = s, .headed = true, .open_from = 1}};
    Sink labels;
    sink_init(&labels);
    write_world_labels(e, r, &labels);
    if (!s->mute)
        sink_print(&s->out, "\nFor %s:\n", sink_text(&labels));
    bool ok = explain_row(&x);
    if (ok && s->forms.json) {
        sink_put(s->forms.json, "{\"kind\":\"explain\",\"for\":");
        json_write_text(sink_text(&labels), labels.count, s->forms.json);
        sink_put(s->forms.json, ",\"steps\":[");
        steps_write_json(&x.steps, s->forms.json);
        sink_put(s->forms.json, "]}\n");
    }
    steps_clear(&x.steps);
    sink_clear(&labels);
    return ok;
}

static bool
explain_rows(Session *s, const WorldEffect *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < e->rows.count; i++)
        ok = explain_one(s, e, e->rows.at[i]);
    return ok;
}

static bool
explain_only(Session *s, const WorldEffect *e)
{
    Explained x = {.s = s, .e = e, .r = e->rows.at[0],
                   .steps = {.s = s, .headed = true, .open_from = 1}};
    bool ok = explain_row(&x);
    steps_finish(&x.steps, ok);
    return ok;
}

bool
explain_worlds(Session *s, const Node *n)
{
    WorldEffect e = {0};
    bool ok = world_effect_make(s, &e, n) && world_effect_by_value(s, &e);
    if (ok && e.rows.count > ROWS_MAX)
        ok = complain_effect_rows(&s->complain, e.call->at, ROWS_MAX);
    ok = ok && say_worlds(s, &e) && (e.rows.count > 1 ? explain_rows(s, &e) : explain_only(s, &e));
    world_effect_clear(&e);
    return ok;
}
