/* fixed_box.c -- states that contradict what their model fixes; see fixed_box.h.
 *
 * The mechanism is added to the state, and reads the state's own wires: then what it gives and what
 * is there are two outputs of one diagram, and their rows are compared. */
#include "lang/identify/fixed_box.h"

#include "data/row_state.h"
#include "evaluate/evaluate.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/complain_identify.h"
#include "lang/identify/testable_implication.h"
#include "lang/session/meaning.h"

enum { WORK = 1 << 24 };

typedef struct FixedBox {
    Session *s;
    const Context *c;
    const Vertex *v;
    Span at;
    Diagram both; /* the state, and one more output: what the mechanism makes of it */
    Matrix has, gives;
} FixedBox;

/* Is all that it reads in the state, and known what it is? */
static bool
is_testable(const FixedBox *f)
{
    bool seen = !f->v->latent && f->v->fixed && diagram_has_meaning(f->s, &f->v->mechanism);
    for (size_t i = 0; seen && i < f->v->parents.count; i++)
        seen = !f->c->shape.vertices.at[f->v->parents.at[i]].latent;
    return seen;
}

static uint32_t
output_of(const FixedBox *f, uint32_t v)
{
    return f->c->output_of.at[v];
}

static void
add_mechanism(FixedBox *f)
{
    Diagram *d = &f->both;
    WireList in = {0};
    uint32_t out;
    diagram_set(d, &f->c->state.diagram);
    for (size_t i = 0; i < f->v->parents.count; i++)
        array_push(&in, d->outputs.at[output_of(f, f->v->parents.at[i])].wire);
    diagram_add(d, &f->v->mechanism, in.at, &out);
    diagram_add_output(d, out, NULL);
    array_clear(&in);
}

/* Output `head` given what the mechanism reads.  *known: it takes less than the limit, and has come
 * to an answer.  False: stopped. */
static bool
find_rows(FixedBox *f, Matrix *to, uint32_t head, bool *known)
{
    Query q = {.diagram = &f->both};
    Trouble t = {0};
    Cost cost = {0}, most = {WORK, WORK};
    array_push(&q.heads, head);
    for (size_t i = 0; i < f->v->parents.count; i++)
        array_push(&q.givens, ((Given){false, output_of(f, f->v->parents.at[i])}));
    Outcome outcome = evaluate_cost(&cost, &q, &f->s->meaning, &most, &f->s->budget);
    if (outcome == OUTCOME_DONE)
        outcome = evaluate(to, &q, &f->s->meaning, &f->s->budget, &t);
    *known = outcome == OUTCOME_DONE;
    trouble_clear(&t);
    query_clear(&q);
    return outcome != OUTCOME_STOPPED;
}

/* "X = 1 where Z = 0" */
static void
write_place(const FixedBox *f, size_t row, uint32_t label, Sink *out)
{
    const EndList *ends = &f->c->state.diagram.outputs;
    const Diagram *d = &f->c->state.diagram;
    uint32_t *tuple = memory_new(f->has.in.count, sizeof *tuple);
    word_write_name(f->v->name, out);
    sink_put(out, " = ");
    type_write_label(f->c->model.vertices.at[f->v - f->c->shape.vertices.at].type, label, out);
    matrix_row_tuple(&f->has, row, tuple);
    for (size_t i = 0; i < f->v->parents.count; i++) {
        uint32_t read = f->v->parents.at[i];
        sink_put(out, i ? ", " : " where ");
        word_write_name(f->c->shape.vertices.at[read].name, out);
        sink_put(out, " = ");
        type_write_label(d->wires.at[ends->at[output_of(f, read)].wire], tuple[i], out);
    }
    memory_free(tuple);
}

static bool
complain_impossible(const FixedBox *f, size_t row, uint32_t label)
{
    Sink place;
    sink_init(&place);
    write_place(f, row, label, &place);
    complain_impossible_state(&f->s->complain, f->at, sink_text(&place), f->v->name, f->v->fixed);
    sink_clear(&place);
    return false;
}

/* Has the state no weight where the mechanism has none?  Else it complains. */
static bool
check_row(const FixedBox *f, size_t row)
{
    mpq_t weight;
    bool ok = true;
    mpq_init(weight);
    for (size_t e = f->has.start.at[row]; ok && e < f->has.start.at[row + 1]; e++) {
        const uint32_t *label = matrix_entry_tuple(&f->has, e);
        matrix_entry(weight, &f->gives, row, label);
        ok = mpq_sgn(weight) || complain_impossible(f, row, *label);
    }
    mpq_clear(weight);
    return ok;
}

static bool
compare_rows(const FixedBox *f, bool sampled)
{
    bool ok = true, equal = true;
    for (size_t row = 0; ok && row < matrix_rows(&f->has); row++) {
        if (f->has.undefined.at[row] || f->gives.undefined.at[row])
            continue;
        ok = check_row(f, row);
        equal = equal && matrix_rows_equal(&f->has, row, &f->gives, row);
    }
    uint64_t key = hash_number(context_key(f->c) ^ map_key(f->v->name));
    if (!ok || equal || sampled || map_find(&f->s->compared, key, NULL))
        return ok;
    map_set_at(&f->s->compared, key, 1);
    warn(&f->s->complain, f->at, "the model `%s` has `%s := %s`: in this state it is not so",
         f->c->shape.name, f->v->name, f->v->fixed);
    return true;
}

static bool
check_box(FixedBox *f, bool sampled)
{
    bool known = false;
    matrix_init_empty(&f->has);
    matrix_init_empty(&f->gives);
    add_mechanism(f);
    uint32_t head = output_of(f, (uint32_t)(f->v - f->c->shape.vertices.at));
    uint32_t last = (uint32_t)f->both.outputs.count - 1;
    bool ok = find_rows(f, &f->has, head, &known) &&
              (!known || find_rows(f, &f->gives, last, &known));
    if (!ok)
        complain_stopped(&f->s->complain, &f->s->budget, f->at);
    else if (known)
        ok = compare_rows(f, sampled);
    matrix_clear(&f->has);
    matrix_clear(&f->gives);
    diagram_clear(&f->both);
    return ok;
}

bool
check_fixed_boxes(Session *s, const Context *c, bool sampled, Span at)
{
    bool ok = true;
    sampled = sampled || diagram_has_rows(&c->state.diagram);
    for (size_t i = 0; ok && i < c->shape.vertices.count; i++) {
        FixedBox f = {.s = s, .c = c, .v = &c->shape.vertices.at[i], .at = at};
        ok = !is_testable(&f) || check_box(&f, sampled);
    }
    return ok;
}
