/* best.c -- the words of decisions; see best.h. */
#include "lang/decision/best.h"

#include "lang/decision/complain_decision.h"
#include "lang/decision/influence.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/vertex.h"
#include "lang/explain/step.h"
#include "lang/identify/observed_state.h"
#include "num/rational.h"

/* The values of what d knows in row r: `yes,open`; nothing where it knows nothing. */
static void
write_known(const Influence *x, const Decision *d, size_t r, Sink *out)
{
    size_t after = d->rows;
    for (size_t i = 0; i < d->known.count; i++) {
        const Type *t = x->model.vertices.at[d->known.at[i]].type;
        after /= t->size;
        sink_put(out, i ? "," : "");
        type_write_label(t, (uint32_t)(r / after % t->size), out);
    }
}

/* ---- ties ---- */

/* The row that can happen, from `from` on, in which another choice is as good; d->rows: none. */
static size_t
find_tie(const Decision *d, size_t from)
{
    while (from < d->rows && !(d->met[from] && d->equals[from] > 1))
        from++;
    return from;
}

static void
warn_ties(const Influence *x, const Decision *d)
{
    const Vertex *v = &x->model.vertices.at[d->vertex];
    size_t row = find_tie(d, 0), more = 0;
    if (row == d->rows)
        return;
    for (size_t r = find_tie(d, row + 1); r < d->rows; r = find_tie(d, r + 1))
        more++;
    Sink at, all;
    sink_init(&at);
    sink_init(&all);
    write_known(x, d, row, &at);
    for (uint32_t i = 0, listed = 0; i < d->options && listed < 8; i++)
        if (mpq_equal(d->worth[row * d->options + i], d->worth[row * d->options + d->best[row]])) {
            sink_put(&all, listed++ ? ", " : "");
            type_write_label(v->type, i, &all);
        }
    Sink rest;
    sink_init(&rest);
    if (more)
        sink_print(&rest, "; and so it is in %zu more case%s", more, more > 1 ? "s" : "");
    warn(&x->s->complain, x->call->at,
         "a tie: for `%s`%s%s%s each of %s is as good; the first is taken%s", v->name,
         at.count ? " at `" : "", sink_text(&at), at.count ? "`" : "", sink_text(&all),
         sink_text(&rest));
    sink_clear(&rest);
    sink_clear(&all);
    sink_clear(&at);
}

/* ---- the words ---- */

bool
elaborate_best(Session *s, Value *to, const Node *call)
{
    Influence x;
    influence_init(&x, s, call);
    bool ok = influence_solve(&x);
    if (ok) {
        Value all = {.kind = VALUE_TUPLE};
        for (size_t i = 0; i < x.decisions.count; i++) {
            warn_ties(&x, &x.decisions.at[i]);
            value_push_diagram(&all, &x.decisions.at[i].policy);
        }
        value_swap(to, all.parts.count == 1 ? &all.parts.at[0] : &all);
        value_clear(&all);
    }
    influence_clear(&x);
    return ok;
}

bool
elaborate_largest(Session *s, Value *to, const Node *call)
{
    Influence x;
    influence_init(&x, s, call);
    bool ok = influence_solve(&x);
    if (ok)
        value_set_number(to, x.value);
    influence_clear(&x);
    return ok;
}

bool
largest_is_number(const Session *s, const Node *call)
{
    return s && call;
}

/* ---- explain ---- */

static void
write_row(const Influence *x, const Decision *d, size_t r, Sink *out)
{
    const Type *t = x->model.vertices.at[d->vertex].type;
    if (d->known.count) {
        write_known(x, d, r, out);
        sink_put(out, " -> ");
    }
    type_write_label(t, d->best[r], out);
    sink_put(out, d->met[r] ? "   # " : "   # this cannot happen");
    for (uint32_t i = 0; d->met[r] && i < d->options; i++) {
        sink_put(out, i ? ", " : "");
        type_write_label(t, i, out);
        sink_put(out, " ");
        rational_write(d->worth[r * d->options + i], out);
    }
    sink_put(out, "\n");
}

static void
explain_decision(Steps *t, const Influence *x, size_t i)
{
    const Decision *d = &x->decisions.at[i];
    Name *name_of = vertex_names(t->s, &x->model);
    ExplainStep step;
    Sink move;
    sink_init(&move);
    sink_print(&move, "The decision `%s`", name_of[d->vertex]);
    explain_step_init(&step, names_take(&t->s->names, &move));
    if (d->known.count) {
        sink_put(&step.text, "what it knows and can use: ");
        write_vertex_names(name_of, &d->known, &step.text);
    } else {
        sink_put(&step.text, "nothing that it knows is of use");
    }
    sink_put(&step.text, d->moved.count ? "\nworth of each choice: the mean of "
                                        : "\nit moves no part of the utility");
    for (size_t k = 0; k < d->moved.count; k++)
        sink_print(&step.text, "%s%s", k ? ", " : "",
                   name_of[x->utility.terms.at[d->moved.at[k]].vertex]);
    sink_put(&step.law, i + 1 < x->decisions.count
                            ? "Later decisions are made as found, earlier ones at random: what is "
                              "best then is best (Lauritzen & Nilsson 2001)."
                            : "What is best for each value of what is known is best on average.");
    for (size_t r = 0; r < d->rows && budget_step(&t->s->budget, 1 + d->options); r++)
        write_row(x, d, r, &step.numbers);
    steps_add(t, &step);
    memory_free(name_of);
}

static bool
explain_asked(Session *s, const Node *call)
{
    Influence x;
    Steps t = {.s = s, .open_from = 1};
    influence_init(&x, s, call);
    bool ok = influence_solve(&x);
    for (size_t i = x.decisions.count; ok && i-- > 0;)
        explain_decision(&t, &x, i);
    if (ok) {
        ExplainStep step;
        explain_step_init(&step, "The value");
        sink_put(&step.law, "Each decision's box is replaced by its function: surgery.");
        rational_write(x.value, &step.body);
        sink_put(&step.body, "\n");
        steps_add(&t, &step);
    }
    steps_finish(&t, ok);
    influence_clear(&x);
    return ok;
}

bool
explain_best(Session *s, const Node *n)
{
    if (n->kind == NODE_CALL)
        return explain_asked(s, n);
    Context c = {0};
    bool from = n->kind == NODE_FROM;
    if (!(from ? elaborate_from(s, &c, n->kids[1], &n->kids[2], n->count - 2)
               : elaborate_context(s, &c, n->kids[1], n->kind == NODE_WITH ? n->kids[2] : NULL)))
        return false;
    const Context *outer = s->asked;
    s->asked = &c;
    bool ok = explain_best(s, n->kids[0]);
    s->asked = outer;
    context_clear(&c);
    return ok;
}
