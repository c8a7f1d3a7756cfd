/* meaning.c -- the one door to evaluation; see meaning.h.
 *
 * The runtime knows boxes and counts entries; who asked, and which sentence that makes, is known
 * here. */
#include "lang/session/meaning.h"

#include "diagram/write.h"
#include "evaluate/evaluate.h"
#include "lang/complain/complain_evaluate.h"

/* ---- the door ---- */

bool
session_staged(const Session *s)
{
    return s->staged && s->complain.errors == s->staged_at;
}

/* Writes the stage that --stage asks for.  That gives no value, so the result is false. */
static bool
write_stage(Session *s, const Query *q, bool all, Trouble *t, Outcome *outcome)
{
    *outcome = OUTCOME_DONE;
    if (s->options.stage == STAGE_DIAGRAM)
        diagram_write_stage(q->diagram, &s->out);
    else if (s->options.stage == STAGE_NETWORK)
        *outcome = evaluate_write_network(q, all, &s->meaning, &s->budget, t, &s->out);
    else
        *outcome = evaluate_write_plan(q, all, &s->meaning, &s->budget, t, &s->out);
    s->staged = *outcome == OUTCOME_DONE;
    s->staged_at = s->complain.errors;
    return false;
}

/* The newest functor that says what this box means. */
static Name
functor_for(const Session *s, const Box *box)
{
    for (size_t i = s->values.count; i-- > 0;) {
        const Value *v = &s->values.at[i].value;
        if (v->kind == VALUE_FUNCTOR && functor_find_box(v->functor, box))
            return s->values.at[i].name;
    }
    return NULL;
}

/* The newest model of which this is the box of a variable. */
static Name
model_with(const Session *s, const Box *box)
{
    for (size_t i = s->values.count; i-- > 0;) {
        const Value *v = &s->values.at[i].value;
        for (size_t k = 0; v->kind == VALUE_MODEL && k < v->model.vertices.count; k++)
            if (v->model.vertices.at[k].box == box)
                return s->values.at[i].name;
    }
    return NULL;
}

/* Is there a wire for each variable that is observed? */
static bool
is_state_of(const Diagram *d, const Model *m, const WireList *observed)
{
    bool all = d->inputs.count == 0 && observed->count == d->outputs.count;
    for (size_t i = 0; all && i < observed->count; i++)
        all = d->outputs.at[i].name == m->vertices.at[observed->at[i]].name;
    return all;
}

/* The newest state that was observed of such a model. */
static Name
state_for(const Session *s, const Model *m)
{
    WireList observed = {0};
    Name found = NULL;
    model_observed(m, &observed);
    for (size_t i = s->values.count; !found && i-- > 0;)
        if (s->values.at[i].value.kind == VALUE_DIAGRAM &&
            is_state_of(&s->values.at[i].value.diagram, m, &observed))
            found = s->values.at[i].name;
    array_clear(&observed);
    return found;
}

/* Names of this session that would help are told. */
static bool
complain_box(Session *s, const Box *box, const Node *n)
{
    const Context *c = s->asked;
    bool model = c->kind == CONTEXT_MODEL && !c->functor;
    Name owner = model ? NULL : model_with(s, box);
    const Value *f = c->functor ? session_find(s, c->functor) : NULL;
    bool silent = f && f->kind == VALUE_FUNCTOR && !functor_find_box(f->functor, box);
    if (owner)
        return complain_box_of_model(&s->complain, n->at, box, owner, functor_for(s, box),
                                     silent ? c->functor : NULL);
    return complain_no_meaning(&s->complain, n->at, box, model ? c->name : NULL,
                               model ? functor_for(s, box) : NULL,
                               model ? state_for(s, &c->shape) : NULL);
}

bool
box_has_meaning(const Session *s, const Box *box)
{
    return box->rows || meaning_find(&s->meaning, box->id);
}

bool
diagram_has_meaning(const Session *s, const Diagram *d)
{
    bool all = true;
    for (size_t i = 0; all && i < d->uses.count; i++)
        all = d->uses.at[i].box->kind != BOX_FREE || box_has_meaning(s, d->uses.at[i].box);
    return all;
}

/* What went wrong with rows that were to be counted: OUTCOME_NO_ROWS or OUTCOME_MANY_ROWS. */
static bool
complain_row_trouble(Session *s, Outcome outcome, const Trouble *t, Span at)
{
    const RowTrouble *r = &t->rows;
    if (outcome == OUTCOME_MANY_ROWS)
        return complain_many_rows(&s->complain, at, r->box, r->tally.rows);
    return complain_uncounted(&s->complain, at, r->box, &r->tally);
}

bool
session_complain(Session *s, Outcome outcome, const Trouble *t, const Node *n)
{
    switch (outcome) {
    case OUTCOME_STOPPED:
        return complain_stopped(&s->complain, &s->budget, n->at);
    case OUTCOME_TOO_LARGE:
        return complain_too_large(&s->complain, n->at, sink_text(&t->entries), t->limit);
    case OUTCOME_NO_MEANING:
        return complain_box(s, t->box, n);
    case OUTCOME_NO_CARRIER:
        return complain_no_carrier(&s->complain, n->at, t->type);
    case OUTCOME_NO_ROWS:
    case OUTCOME_MANY_ROWS:
        return complain_row_trouble(s, outcome, t, n->at);
    case OUTCOME_DONE:
        break;
    }
    return true;
}

/* What input i of a conditional box is called: a given, or an input of what it is taken from. */
static Name
conditional_input_name(const Conditional *c, size_t i)
{
    return i < c->givens ? c->state.outputs.at[i].name : c->state.inputs.at[i - c->givens].name;
}

Name
trouble_event(Session *s, const Trouble *t)
{
    Sink text;
    sink_init(&text);
    const Matrix *m = meaning_find(&s->meaning, t->box->id);
    uint32_t *tuple = memory_new(t->box->in.count, sizeof *tuple);
    matrix_row_tuple(m, t->row, tuple);
    const Conditional *c = t->box->kind == BOX_CONDITIONAL ? t->box->conditional : NULL;
    for (size_t i = 0; i < t->box->in.count; i++) {
        Name name = c ? conditional_input_name(c, i) : NULL;
        sink_put(&text, i ? ", " : "");
        if (name)
            sink_print(&text, "%s = ", name);
        type_write_label(t->box->in.at[i], tuple[i], &text);
    }
    memory_free(tuple);
    return names_take(&s->names, &text);
}

/* Warns that a conditional box depends on an input that it should not depend on by the shape of its
 * model. */
static void
warn_varies(Session *s, const Box *box, Span at)
{
    const Conditional *c = box->conditional;
    const EndList *in = &c->state.inputs;
    Sink text;
    sink_init(&text);
    for (size_t i = in->count - c->any; i < in->count; i++) {
        sink_put(&text, text.count ? ", " : "");
        word_write_name(in->at[i].name ? in->at[i].name : "_", &text);
    }
    warn(&s->complain, at,
         "`%s` depends on %s in this state, which the model rules out (a Verma constraint)",
         box->name, sink_text(&text));
    sink_clear(&text);
}

int
session_digits(const Session *s, const Node *question)
{
    return s->rounded == question ? s->style.digits : 0;
}

bool
session_evaluate(Session *s, Matrix *to, const Query *q, const Node *n, ReachedRow *reached)
{
    Trouble t = {0};
    Outcome outcome;
    s->budget.done = s->budget.total = 0;
    bool ok = true;
    if (s->staging && s->options.stage >= STAGE_DIAGRAM)
        ok = write_stage(s, q, false, &t, &outcome);
    else
        outcome = evaluate(to, q, &s->meaning, &s->budget, &t);
    if (outcome != OUTCOME_DONE)
        ok = session_complain(s, outcome, &t, n);
    if (ok && t.varies)
        warn_varies(s, t.varies, n->at);
    *reached = (ReachedRow){0};
    if (ok && t.box)
        *reached = (ReachedRow){t.box, trouble_event(s, &t)};
    trouble_clear(&t);
    return ok;
}

bool
session_meaning(Session *s, Value *to, const Diagram *d, const Node *n)
{
    Query q = {0};
    SizeList none = {0};
    Matrix m;
    ReachedRow reached;
    matrix_init(&m, &none, &none);
    query_all(&q, d);
    bool ok = session_evaluate(s, &m, &q, n, &reached);
    if (ok && !d->inputs.count && m.undefined.at[0])
        ok = complain_undefined_inside(&s->complain, n->at, reached.box, reached.event);
    if (ok) {
        PortList in = {0}, out = {0};
        ends_to_ports(&in, d, &d->inputs);
        ends_to_ports(&out, d, &d->outputs);
        value_take_matrix(to, &m, &in, &out, false);
        array_clear(&out);
        array_clear(&in);
    }
    matrix_clear(&m);
    query_clear(&q);
    return ok;
}

bool
session_evaluate_all(Session *s, Matrix *each, const Query *q, Trouble *t, const Node *n)
{
    Outcome outcome;
    s->budget.done = s->budget.total = 0;
    bool ok = true;
    if (s->staging && s->options.stage >= STAGE_DIAGRAM)
        ok = write_stage(s, q, true, t, &outcome);
    else
        outcome = evaluate_marginals(each, q, &s->meaning, &s->budget, t);
    return (outcome == OUTCOME_DONE || session_complain(s, outcome, t, n)) && ok;
}

bool
session_evaluate_most(Session *s, Most *to, size_t limit, const Query *q, const Node *n,
                      ReachedRow *reached)
{
    Trouble t = {0};
    Outcome outcome;
    s->budget.done = s->budget.total = 0;
    bool ok = true;
    if (s->staging && s->options.stage >= STAGE_DIAGRAM)
        ok = write_stage(s, q, true, &t, &outcome);
    else
        outcome = evaluate_most(to, q, limit, &s->meaning, &s->budget, &t);
    if (outcome == OUTCOME_TOO_LARGE && to->width)
        ok = complain_wide(&s->complain, n->at, to->width, sink_text(&t.entries), t.limit);
    else if (outcome != OUTCOME_DONE)
        ok = session_complain(s, outcome, &t, n);
    *reached = (ReachedRow){0};
    if (ok && t.box)
        *reached = (ReachedRow){t.box, trouble_event(s, &t)};
    trouble_clear(&t);
    return ok;
}
