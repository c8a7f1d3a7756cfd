/* bound_refusal.c -- see bound_refusal.h. */
#include "lang/bounds/bound_refusal.h"

#include "lang/bounds/bound_text.h"
#include "lang/bounds/complain_bounds.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/session/meaning.h"
#include "lang/worlds/complain_worlds.h"
#include "lang/worlds/world_reader.h"

static bool
refuse_clash(BoundQuestion *q)
{
    const WorldQuestion *w = &q->bound.terms.at[q->bound.term].question;
    Sink one, other;
    sink_init(&one);
    sink_init(&other);
    atom_write(q->s, w, &w->atoms.at[q->bound.clash.atoms[0]], &one);
    atom_write(q->s, w, &w->atoms.at[q->bound.clash.atoms[1]], &other);
    complain_contradiction(&q->s->complain, q->asked->at, sink_text(&one), sink_text(&other));
    sink_clear(&other);
    sink_clear(&one);
    return false;
}

static bool
refuse_never(BoundQuestion *q)
{
    Sink text;
    sink_init(&text);
    bound_given_write(q, q->bound.term, &text);
    complain_undefined(&q->s->complain, q->asked->at, sink_text(&text));
    sink_clear(&text);
    return false;
}

static bool
refuse_infeasible(BoundQuestion *q)
{
    Sink text;
    sink_init(&text);
    bound_proof_write(q, &text);
    complain_infeasible(&q->s->complain, q->whole->at, q->model,
                        q->known                       ? NULL
                        : q->bound.experiments.count ? "these states"
                                                     : "this state",
                        sink_text(&text), q->assumed != NULL);
    sink_clear(&text);
    return false;
}

/* What is said of the vertices of a component. */
static bool
refuse_component(BoundQuestion *q, BoundVerdict v)
{
    const Bound *b = &q->bound;
    Complainer *c = &q->s->complain;
    Sink set;
    sink_init(&set);
    bound_component_write(q, b->component, &set);
    if (v == BOUND_LATENTS)
        complain_several_causes(c, q->asked->at, sink_text(&set));
    else if (v == BOUND_SUPPORT)
        complain_function_in_place(c, q->asked->at, sink_text(&set));
    else if (v == BOUND_REFUSED)
        complain_nothing_left(c, q->whole->at, sink_text(&set));
    else
        complain_many_types(c, q->asked->at, sink_text(&set),
                            b->responses.components.at[b->component].all, RESPONSES_MAX);
    sink_clear(&set);
    return false;
}

static bool
refuse_linear(BoundQuestion *q)
{
    Complainer *c = &q->s->complain;
    switch (q->bound.linear_result) {
    case LINEAR_ABSENT:
        return complain_solver(c, q->whole->at, "bounds need cddlib, and Catgut was built without",
                               "Build it with `make CDD=yes`.");
    case LINEAR_MISSING:
        return complain_solver(c, q->whole->at, "bounds need cddlib, which is not on this machine",
                               "On Debian: `apt install libcdd0d`.");
    case LINEAR_MANY:
        return complain_many_combinations(c, q->asked->at, CORNERS_MAX);
    default: break;
    }
    return complain_solver(c, q->whole->at,
                           "the answer of the linear solver does not stand up to exact arithmetic",
                           "This is a defect of the library or of Catgut: please report it.");
}

static bool
refuse_outcome(BoundQuestion *q)
{
    const Trouble *t = &q->bound.trouble;
    if (q->bound.outcome == OUTCOME_TOO_LARGE)
        return complain_too_large(&q->s->complain, q->asked->at, sink_text(&t->entries), t->limit);
    return complain_stopped(&q->s->complain, &q->s->budget, q->asked->at);
}

/* Some box has no meaning: its own mechanism says which. */
static bool
refuse_unknown(BoundQuestion *q)
{
    bool ok = true;
    for (size_t i = 0; ok && i < q->known->vertices.count; i++) {
        Value v = {0};
        ok = session_meaning(q->s, &v, &q->known->vertices.at[i].mechanism, q->asked);
        value_clear(&v);
    }
    return ok && complain_no_value(&q->s->complain, q->asked->at, "a box");
}

static bool
refuse_undefined(BoundQuestion *q)
{
    Sink set;
    sink_init(&set);
    sink_put(&set, q->bound.component == UINT32_MAX ? "a box" : "the box of ");
    if (q->bound.component != UINT32_MAX)
        bound_component_write(q, q->bound.component, &set);
    complain_no_value(&q->s->complain, q->asked->at, sink_text(&set));
    sink_clear(&set);
    return false;
}

static bool
refuse_differs(BoundQuestion *q)
{
    const DataRows *d = &q->bound.rows.at[q->bound.component];
    Sink vertex, row;
    sink_init(&vertex);
    sink_init(&row);
    bound_component_write(q, q->bound.component, &vertex);
    bound_row_write(q, q->bound.component, d->differs, &row);
    sink_put(&row, " is ");
    rational_write(&d->side.at[d->differs], &row);
    sink_put(&row, " in the state and ");
    rational_write(d->otherwise, &row);
    sink_put(&row, " in its box");
    complain_other_box(&q->s->complain, q->whole->at, sink_text(&vertex), sink_text(&row));
    sink_clear(&row);
    sink_clear(&vertex);
    return false;
}

/* Complains about any verdict but BOUND_FOUND. */
static bool
refuse(BoundQuestion *q, BoundVerdict v)
{
    Complainer *c = &q->s->complain;
    switch (v) {
    case BOUND_FOUND: return true;
    case BOUND_CLASH: return refuse_clash(q);
    case BOUND_NEVER: return refuse_never(q);
    case BOUND_INFEASIBLE: return refuse_infeasible(q);
    case BOUND_REFUSED:
    case BOUND_LATENTS:
    case BOUND_SUPPORT:
    case BOUND_LARGE: return refuse_component(q, v);
    case BOUND_COMBINED:
        return complain_many_combinations(c, q->asked->at, COMBINATIONS_MAX);
    case BOUND_RATIOS: return complain_ratios(c, q->asked->at);
    case BOUND_SPREAD:
        return complain_assumption_spread(c, q->assumed->kids[q->bound.term]->at);
    case BOUND_UNKNOWN: return refuse_unknown(q);
    case BOUND_UNDEFINED: return refuse_undefined(q);
    case BOUND_DIFFERS: return refuse_differs(q);
    case BOUND_SYMBOLS: return complain_symbolic(c, q->whole->at);
    case BOUND_LINEAR: return refuse_linear(q);
    case BOUND_OUTCOME: return refuse_outcome(q);
    case BOUND_DATA: return false;
    case BOUND_STOPPED: break;
    }
    return complain_stopped(c, &q->s->budget, q->whole->at);
}

bool
bound_answer(BoundQuestion *q)
{
    Budget *b = &q->s->budget;
    return refuse(q, bound_has_numbers(q) ? bound_find(&q->bound, b)
                             : bound_find_symbolic(&q->bound, &q->symbols, b));
}

bool
bound_answer_complete(BoundQuestion *q)
{
    return refuse(q, bound_find_rest(&q->bound, &q->s->budget));
}
