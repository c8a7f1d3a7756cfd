/* conditionals.c -- see conditionals.h.  Boxes are evaluated innermost first, with a stack of their
 * own, since they nest as deep as a user likes. */
#include "evaluate/conditionals.h"

#include "evaluate/known.h"
#include "evaluate/undefined.h"
#include "network/slice.h"

typedef ARRAY(const Box *) BoxStack;

static void
push_unknown(BoxStack *stack, const Diagram *d, const Meaning *meaning)
{
    for (size_t i = 0; i < d->uses.count; i++) {
        const Box *box = d->uses.at[i].box;
        if (box->kind == BOX_CONDITIONAL && !meaning_find(meaning, box->id))
            array_push(stack, box);
    }
}

/* A conditional box as it is evaluated, slice by slice. */
typedef struct BoxEvaluation {
    const Box *box;
    Slice slice;
    Ask ask;     /* of the slice in hand */
    Matrix made; /* each row from the first slice where it is defined */
    bool *never; /* rows that are undefined in every slice; NULL: not looked at yet */
} BoxEvaluation;

static void
box_evaluation_init(BoxEvaluation *x, const Box *box)
{
    *x = (BoxEvaluation){.box = box};
    slice_init(&x->slice, box->conditional);
    ask_query(&x->ask, &x->slice.query, true);
    matrix_init_empty(&x->made);
}

static void
box_evaluation_clear(BoxEvaluation *x)
{
    slice_clear(&x->slice);
    ask_clear(&x->ask);
    matrix_clear(&x->made);
    memory_free(x->never);
}

static void
add_row(Matrix *to, const Matrix *m, size_t row)
{
    for (size_t e = m->start.at[row]; e < m->start.at[row + 1]; e++)
        matrix_add_entry(to, matrix_entry_tuple(m, e), &m->weight.at[e]);
    matrix_end_row(to, m->undefined.at[row]);
}

/* Adds a slice: it gives the rows that no slice before gave.  Where both give a row, is it the
 * same? */
static void
add_slice(BoxEvaluation *x, const Matrix *m, Trouble *t)
{
    bool more = false;
    for (size_t row = 0; row < matrix_rows(m); row++) {
        if (m->undefined.at[row])
            continue;
        if (x->made.undefined.at[row]) {
            more = true;
        } else if (!t->varies && !matrix_rows_equal(&x->made, row, m, row)) {
            t->varies = x->box;
            t->varies_row = row;
        }
    }
    if (!more)
        return;
    Matrix both;
    matrix_init(&both, &m->in, &m->out);
    for (size_t row = 0; row < matrix_rows(m); row++)
        add_row(&both, x->made.undefined.at[row] ? m : &x->made, row);
    matrix_swap(&x->made, &both);
    matrix_clear(&both);
}

/* Rows whose condition has no mass whatever the idle inputs are: found in one elimination, with all
 * of their values at once.  Where that would be too large, none is known to be. */
static Outcome
find_never_defined(BoxEvaluation *x, const Tools *w)
{
    Ask a = {0};
    Matrix mass;
    matrix_init_empty(&mass);
    slice_set_uniform(&x->slice, true);
    ask_query(&a, &x->slice.query, false);
    Outcome outcome = eliminate(&mass, &a, w);
    slice_set_uniform(&x->slice, false);
    if (outcome == OUTCOME_TOO_LARGE) {
        sink_clear(&w->trouble->entries);
        outcome = OUTCOME_DONE;
    } else if (outcome == OUTCOME_DONE) {
        x->never = memory_new(matrix_rows(&mass), sizeof *x->never);
    }
    for (size_t row = 0; x->never && row < matrix_rows(&mass); row++)
        x->never[row] = mass.start.at[row] == mass.start.at[row + 1];
    matrix_clear(&mass);
    ask_clear(&a);
    return outcome;
}

static bool
has_undecided_row(const BoxEvaluation *x)
{
    for (size_t row = 0; row < matrix_rows(&x->made); row++)
        if (x->made.undefined.at[row] && !(x->never && x->never[row]))
            return true;
    return false;
}

/* All slices that are wanted; what the state needs is known. */
static Outcome
evaluate_slices(BoxEvaluation *x, const Tools *w)
{
    Matrix m;
    matrix_init_empty(&m);
    Outcome outcome = known_evaluate(&x->made, &x->slice.query, &x->ask, w);
    size_t seen = 1;
    while (outcome == OUTCOME_DONE && (seen < COMPARED || has_undecided_row(x)) &&
           slice_next(&x->slice)) {
        outcome = known_evaluate(&m, &x->slice.query, &x->ask, w);
        if (outcome == OUTCOME_DONE)
            add_slice(x, &m, w->trouble);
        if (outcome == OUTCOME_DONE && ++seen == COMPARED && has_undecided_row(x))
            outcome = find_never_defined(x, w);
    }
    matrix_clear(&m);
    return outcome;
}

/* The box on top of the stack is evaluated and taken off, or what it needs is put on. */
static Outcome
evaluate_top(BoxStack *stack, const Tools *w)
{
    const Box *box = stack->at[stack->count - 1];
    size_t before = stack->count;
    BoxEvaluation x;
    tools_limit(w);
    box_evaluation_init(&x, box);
    push_unknown(stack, &x.ask.diagram, w->meaning);
    Outcome outcome = OUTCOME_DONE;
    if (stack->count == before) {
        outcome = evaluate_slices(&x, w);
        stack->count--;
        if (outcome == OUTCOME_DONE)
            meaning_add(w->meaning, box->id, &x.made);
    }
    box_evaluation_clear(&x);
    return outcome;
}

Outcome
conditionals_evaluate(const Diagram *d, const Tools *w)
{
    BoxStack stack = {0};
    Outcome outcome = OUTCOME_DONE;
    Tools exact = *w;
    exact.rounds = NULL;
    push_unknown(&stack, d, w->meaning);
    while (stack.count && outcome == OUTCOME_DONE) {
        if (meaning_find(w->meaning, stack.at[stack.count - 1]->id))
            stack.count--;
        else
            outcome = evaluate_top(&stack, &exact);
    }
    array_clear(&stack);
    return outcome;
}

/* ---- why a row is undefined ---- */

/* The question of the conditional box, at one row: what was a given is an event. */
static void
ask_row(Ask *a, Event *events, const Matrix *m, size_t row)
{
    uint32_t *tuple = memory_new(m->in.count, sizeof *tuple);
    matrix_row_tuple(m, row, tuple);
    for (size_t i = 0; i < a->givens.count; i++) {
        array_push(&events[i].labels, tuple[i]);
        array_push(&a->events, ((WireEvent){a->givens.at[i], &events[i]}));
    }
    a->givens.count = 0;
    memory_free(tuple);
}

/* The trouble is a row of one box.  If that is undefined because of a row of a box further in, this
 * row becomes the trouble. */
static Outcome
find_inner_trouble(bool *deeper, const Tools *w)
{
    Trouble *t = w->trouble;
    const Box *box = t->box;
    size_t givens = box->in.count;
    BoxEvaluation x;
    box_evaluation_init(&x, box);
    Event *events = memory_new(givens, sizeof *events);
    bool *undefined = NULL;
    ask_row(&x.ask, events, meaning_find(w->meaning, box->id), t->row);
    t->box = NULL;
    Outcome outcome = undefined_find_rows(&undefined, &x.ask, w);
    *deeper = t->box != NULL;
    if (!*deeper)
        t->box = box;
    for (size_t i = 0; i < givens; i++)
        array_clear(&events[i].labels);
    memory_free(events);
    memory_free(undefined);
    box_evaluation_clear(&x);
    return outcome;
}

/* Where it cannot be found out within the budget, what is known stays. */
static Outcome
find_innermost(const Tools *w)
{
    Outcome outcome = OUTCOME_DONE;
    bool deeper = true;
    while (outcome == OUTCOME_DONE && deeper && w->trouble->box &&
           w->trouble->box->kind == BOX_CONDITIONAL)
        outcome = find_inner_trouble(&deeper, w);
    if (outcome != OUTCOME_TOO_LARGE)
        return outcome;
    sink_clear(&w->trouble->entries);
    return OUTCOME_DONE;
}

/* ---- the question ---- */

Outcome
evaluate_with(Matrix *to, const Query *q, const Tools *w)
{
    Ask a = {0};
    Matrix made;
    matrix_init_empty(&made);
    ask_query(&a, q, true);
    Outcome outcome = conditionals_evaluate(&a.diagram, w);
    if (outcome == OUTCOME_DONE)
        outcome = known_evaluate(&made, q, &a, w);
    if (outcome == OUTCOME_DONE)
        outcome = find_innermost(w);
    if (outcome == OUTCOME_DONE)
        matrix_swap(to, &made);
    matrix_clear(&made);
    ask_clear(&a);
    return outcome;
}
