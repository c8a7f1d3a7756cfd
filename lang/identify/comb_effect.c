/* comb_effect.c -- the combs on the way to an effect, as effects of their own; see comb_effect.h.
 *
 * Q[C] is the effect P(C | do(its observed parents outside C)) in the same model.  So its question
 * borrows everything from the one that is explained, but for the sets. */
#include "lang/identify/comb_effect.h"

#include "diagram/write.h"
#include "evaluate/evaluate.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/draw/scene_value.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/complain_identify.h"
#include "lang/report/voice.h"
#include "lang/session/meaning.h"
#include "lang/session/print.h"
#include "lang/text/wrap.h"
#include "surgery/simplify.h"

void
put_set(const Derivation *d, const WireList *set, Sink *out)
{
    set_write(d->i->question.name_of, set, out);
}

/* ---- combs as effects ---- */

/* Q[set] = P(set | do(its observed parents outside it)), of the same model. */
static void
comb_question(const Derivation *d, EffectQuery *q, const WireList *set)
{
    const Projection *p = &d->i->question.projection;
    VertexSet in;
    *q = d->i->question;
    q->effect = (Effect){0};
    q->given = (WireList){0};
    array_set(&q->effect.y, set);
    vertex_set_init(&in, p->count);
    for (size_t i = 0; i < set->count; i++)
        vertex_set_add(&in, set->at[i]);
    for (size_t i = 0; i < set->count; i++) {
        size_t count;
        const uint32_t *parents = rows_at(&p->parents, set->at[i], &count);
        for (size_t k = 0; k < count; k++)
            if (vertex_set_add(&in, parents[k]))
                array_push(&q->effect.x, parents[k]);
    }
    sort_by_rank(&q->effect.x, p->rank);
    array_set(&q->given, &q->effect.x);
    vertex_set_clear(&in);
}

static void
comb_question_clear(EffectQuery *q)
{
    effect_clear(&q->effect);
    array_clear(&q->given);
}

void
add_diagram(Derivation *d, ExplainStep *t, const Diagram *g)
{
    if (g->uses.count > DIAGRAM_BOXES) {
        sink_print(&t->diagram, "(a diagram of %zu boxes)\n", g->uses.count);
        sink_print(&t->drawn, "     %s", sink_text(&t->diagram));
    } else {
        diagram_write(g, names_add_text(&d->s->names, "after"), &t->diagram);
        scene_value_write_diagram(d->s, g, "     ", &t->drawn);
    }
    steps_draw_diagram(&d->steps, t, g, t->move);
}

bool
add_numbers(Derivation *d, ExplainStep *t, const EffectQuery *q, const Estimand *e)
{
    if (d->from->kind != CONTEXT_FROM)
        return true;
    Diagram g = {0};
    Query query = {0};
    Value v = {0};
    Cost cost, most = {NUMBERS_ENTRIES * 64, 1000000};
    ObservedState o = {&d->from->state.diagram, d->from->output_of.at, q->name_of, &q->after};
    effect_query_channel(d->s, &g, q, e, &o, &d->s->conditionals);
    query_all(&query, &g);
    bool ok = true;
    Outcome outcome = evaluate_cost(&cost, &query, &d->s->meaning, &most, &d->s->budget);
    if (outcome == OUTCOME_DONE && (ok = session_meaning(d->s, &v, &g, q->call))) {
        Style plain = d->s->style;
        plain.color = false;
        sink_put(&t->numbers, "# ");
        effect_query_write(q, &t->numbers);
        sink_put(&t->numbers, "\n");
        write_value(d->s, &v, NULL, &plain, &t->numbers);
    } else if (ok) {
        effect_query_write(q, &t->numbers);
        sink_put(&t->numbers, ": a larger table than is shown here\n");
    }
    value_clear(&v);
    query_clear(&query);
    diagram_clear(&g);
    return ok;
}

void
add_formula(const Derivation *d, ExplainStep *t, const EffectQuery *q, const Estimand *e,
            const SelfCheck *c)
{
    effect_query_write(q, &t->formula);
    sink_put(&t->formula, "\n  = ");
    write_formula(q, e, "    ", &t->formula);
    enum { INDENTED = 3 };
    Sink check;
    sink_init(&check);
    sink_put(&check, "(");
    write_check(c, &check);
    sink_put(&check, ")\n");
    size_t width = (size_t)d->s->style.prose;
    wrap_write_lines(sink_text(&check), width ? width - INDENTED : 0, &t->formula);
    sink_clear(&check);
    if (!page_listens(d->s))
        return;
    write_math(q, e, &t->math);
    sink_put(&t->math, "<p class=\"law\">");
    write_check(c, &t->math);
    sink_put(&t->math, "</p>\n");
}

/* A comb that is one box is not drawn. */
static void
add_comb_diagram(Derivation *d, ExplainStep *t, const EffectQuery *q, const Estimand *e)
{
    Diagram g = {0};
    effect_query_diagram(d->s, &g, q, e);
    if (g.uses.count > 1)
        add_diagram(d, t, &g);
    diagram_clear(&g);
}

/* One comb by this estimand: its formula, checked, and its numbers. */
static bool
add_estimand(Derivation *d, ExplainStep *t, const EffectQuery *q, const Estimand *e)
{
    Session *s = d->s;
    Estimand shown = {0};
    SelfCheck check = {0};
    const Estimand *both[] = {e, &shown};
    bool ok = (estimand_simplify(&shown, e, &q->graph, &s->budget) ||
               complain_stopped(&s->complain, &s->budget, d->at)) &&
              self_check(s, &check, q, both, 2, s->options.checks, d->work, d->at);
    if (check.certainty)
        d->work -= check.work / s->options.checks;
    if (ok && check.failed)
        ok = complain_self_check(&s->complain, d->at, "of a step");
    if (ok) {
        add_formula(d, t, q, &shown, &check);
        add_comb_diagram(d, t, q, &shown);
        ok = add_numbers(d, t, q, e);
    }
    estimand_clear(&shown);
    return ok;
}

bool
add_comb(Derivation *d, ExplainStep *t, const WireList *set)
{
    EffectQuery q;
    Identification found = {0};
    comb_question(d, &q, set);
    bool ok = identify(&found, &q.graph, &q.projection, &q.effect, &d->s->budget) ||
              complain_stopped(&d->s->complain, &d->s->budget, d->at);
    ok = ok && add_estimand(d, t, &q, &found.estimand);
    identification_clear(&found);
    comb_question_clear(&q);
    return ok;
}

bool
add_recipe(Derivation *d, ExplainStep *t, uint32_t recipe)
{
    EffectQuery q = d->i->question;
    Estimand e = {0};
    estimand_set(&e, &d->i->found.estimand);
    while (e.recipes.count > recipe + 1)
        recipe_clear(&e.recipes.at[--e.recipes.count]);
    q.effect = (Effect){0};
    q.given = (WireList){0};
    array_set(&q.effect.y, &e.recipes.at[recipe].heads);
    array_set(&q.effect.x, &e.recipes.at[recipe].inputs);
    array_set(&q.given, &q.effect.x);
    bool ok = add_estimand(d, t, &q, &e);
    comb_question_clear(&q);
    estimand_clear(&e);
    return ok;
}
