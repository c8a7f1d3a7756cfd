/* evaluate.c -- see evaluate.h.  The door: it splits a question into heads, evidence and what they
 * are divided by, and puts the parts through ask -> network -> plan -> run -> answer.
 *
 * A row is N / D: N the mass of (heads, events, givens, conditions), D that of (givens,
 * conditions).  Without events left of the bar D is the sum of N's row; with inputs only on the
 * right it is one, by causality.  Undefined rows of
 * boxes are read as zeros in both.  A row of the answer is spoilt where some assignment that agrees
 * with it reads an undefined row and nothing else makes its weight zero: zero times undefined is
 * zero.  That is a question to the network too. */
#include "evaluate/tools.h"

#include "evaluate/answer.h"
#include "network/reduce.h"
#include "network/join.h"
#include "network/outcome.h"
#include "network/slice.h"
#include "network/stage.h"

#include <assert.h>

/* ---- one elimination ---- */

static Outcome
refuse_plan(const Plan *p, const Tools *w)
{
    mpz_t each;
    mpz_init(each);
    if (mpz_sgn(p->entries))
        mpz_cdiv_q(each, p->bytes, p->entries);
    Outcome outcome = trouble_refuse(w->trouble, w->budget, p->entries, each);
    mpz_clear(each);
    return outcome;
}

bool
tools_make_plan(Plan *to, const Network *n, bool back, const Tools *w)
{
    uint64_t limit = limit_bytes(w->budget);
    if (!plan_make(to, &n->shape, limit, w->budget))
        return false;
    if (back && !plan_improve(to, &n->shape, limit, w->budget))
        return false;
    if (!to->too_large)
        plan_join(to, &n->shape, limit, back);
    return true;
}

/* The network's answer. */
static Outcome
contract(Matrix *to, const Network *n, const Norm *norm, const Tools *w)
{
    Plan plan;
    plan_init(&plan);
    Outcome outcome = OUTCOME_STOPPED;
    if (tools_make_plan(&plan, n, false, w))
        outcome = plan.too_large ? refuse_plan(&plan, w) : OUTCOME_DONE;
    if (outcome == OUTCOME_DONE) {
        Run run;
        run_init(&run, n, &plan);
        outcome = run_steps(&run, w->budget) ? answer_write(to, &run, norm, w->budget, w->trouble)
                                             : OUTCOME_STOPPED;
        run_clear(&run);
    }
    plan_clear(&plan);
    return outcome;
}

/* The network of a pruned ask without values that are ruled out, when its rows fit.  `all`: no
 * variable is kept. */
static Outcome
interpret(Network *to, const Ask *a, bool all, const Tools *w)
{
    Outcome outcome = network_interpret(to, a, w->meaning, w->store, w->budget, w->trouble);
    for (size_t v = 0; all && v < to->shape.roles.count; v++)
        to->shape.roles.at[v] = ROLE_SUMMED;
    if (outcome == OUTCOME_DONE && !all)
        outcome = answer_check_rows(to, w->budget, w->trouble);
    uint64_t room = limit_bytes(w->budget) / REDUCE_SHARE;
    if (outcome == OUTCOME_DONE && !network_reduce(to, room, w->budget))
        outcome = OUTCOME_STOPPED;
    return outcome;
}

/* The masses of a pruned ask, not normalised. */
static Outcome
solve(Matrix *to, const Ask *a, const Tools *w)
{
    Network n = {0};
    Norm norm = {0};
    Outcome outcome = interpret(&n, a, false, w);
    if (outcome == OUTCOME_DONE)
        outcome = contract(to, &n, &norm, w);
    network_clear(&n);
    return outcome;
}

static void
matrix_init_empty(Matrix *m)
{
    SizeList none = {0};
    matrix_init(m, &none, &none);
}

/* ---- boxes with undefined rows ---- */

static bool
has_undefined(const Matrix *m)
{
    for (size_t row = 0; row < matrix_rows(m); row++)
        if (m->undefined.at[row])
            return true;
    return false;
}

void
tools_find_partial(WireList *uses, const Diagram *d, const Meaning *meaning)
{
    Map known = {0};
    for (uint32_t i = 0; i < d->uses.count; i++) {
        const Box *box = d->uses.at[i].box;
        const Matrix *m = meaning_find(meaning, box->id);
        uint64_t partial;
        if (box->kind == BOX_UNIFORM || box->kind == BOX_POINT || !m)
            continue;
        if (!map_find(&known, box->id, &partial)) {
            partial = has_undefined(m);
            map_set_at(&known, box->id, partial);
        }
        if (partial)
            array_push(uses, i);
    }
    map_clear(&known);
}

static const uint32_t *
use_reads(const Diagram *d, const Use *u)
{
    return u->box->in.count ? &d->reads.at[u->in] : NULL;
}

/* Are no undefined rows reached at all, whatever the inputs are?  One question for all uses; false
 * also where it would be too large to answer. */
static Outcome
never_reached(bool *never, const Ask *a, const WireList *partial, const Tools *w)
{
    const Diagram *d = &a->diagram;
    Ask all = {0};
    ask_diagram(&all, d);
    for (size_t i = 0; i < d->inputs.count; i++)
        array_push(&all.givens, d->inputs.at[i].wire);
    for (size_t i = 0; i < partial->count; i++) {
        const Use *u = &d->uses.at[partial->at[i]];
        ask_add_mask(&all, meaning_find(w->meaning, u->box->id), false, use_reads(d, u));
    }
    ask_prune(&all);

    Matrix mass;
    Trouble unused = {0};
    matrix_init_empty(&mass);
    Tools tools = {w->meaning, w->budget, &unused, w->store};
    Outcome outcome = solve(&mass, &all, &tools);
    *never = outcome == OUTCOME_DONE;
    for (size_t row = 0; *never && row < matrix_rows(&mass); row++)
        *never = mass.start.at[row] < mass.start.at[row + 1] &&
                 mpq_cmp_ui(&mass.weight.at[mass.start.at[row]], 1, 1) == 0;
    trouble_clear(&unused);
    matrix_clear(&mass);
    ask_clear(&all);
    return outcome == OUTCOME_TOO_LARGE ? OUTCOME_DONE : outcome;
}

/* Where a use meets an undefined row of its box: heads its inputs, rows and events those of the
 * question.  What other undefined rows might give is not ruled out, or two of them could hide each
 * other. */
static void
ask_reached(Ask *to, const Ask *a, const Use *u, const Matrix *m)
{
    ask_diagram(to, &a->diagram);
    to->fill = true;
    for (size_t p = 0; p < u->box->in.count; p++)
        array_push(&to->heads, a->diagram.reads.at[u->in + p]);
    array_set(&to->givens, &a->givens);
    array_set(&to->events, &a->events);
    ask_add_mask(to, m, true, use_reads(&a->diagram, u));
    ask_prune(to);
}

static Outcome
mark_reached(bool *undefined, const Ask *a, const Use *u, const Tools *w)
{
    const Matrix *m = meaning_find(w->meaning, u->box->id);
    Ask reached = {0};
    Matrix mass;
    matrix_init_empty(&mass);
    ask_reached(&reached, a, u, m);
    Outcome outcome = solve(&mass, &reached, w);
    for (size_t row = 0; outcome == OUTCOME_DONE && row < matrix_rows(&mass); row++) {
        size_t entry = mass.start.at[row];
        if (entry == mass.start.at[row + 1])
            continue;
        undefined[row] = true;
        if (w->trouble->box)
            continue;
        w->trouble->box = u->box;
        w->trouble->row = m->in.count ? matrix_find_row(m, &mass.index.at[entry * m->in.count]) : 0;
    }
    matrix_clear(&mass);
    ask_clear(&reached);
    return outcome;
}

static size_t
count_rows(const Ask *a)
{
    size_t rows = 1;
    for (size_t i = 0; i < a->givens.count; i++)
        rows *= a->diagram.wires.at[a->givens.at[i]]->size;
    return rows;
}

/* Adds the rows spoilt by boxes' undefined rows to *undefined, which is made (to be freed) when
 * there are such boxes.  The rows have been found to fit. */
static Outcome
find_undefined(bool **undefined, const Ask *a, const Tools *w)
{
    WireList partial = {0};
    Outcome outcome = OUTCOME_DONE;
    tools_find_partial(&partial, &a->diagram, w->meaning);
    if (partial.count) {
        size_t rows = count_rows(a);
        bool never;
        if (!*undefined)
            *undefined = memory_new(rows, sizeof **undefined);
        outcome = never_reached(&never, a, &partial, w);
        for (size_t i = 0; i < partial.count && outcome == OUTCOME_DONE && !never; i++)
            outcome = mark_reached(*undefined, a, &a->diagram.uses.at[partial.at[i]], w);
    }
    array_clear(&partial);
    return outcome;
}

/* ---- a question whose conditional boxes are known ---- */

/* Is the pruned ask one box and nothing else, end by end? */
static bool
is_box(const Ask *a)
{
    const Diagram *d = &a->diagram;
    if (d->uses.count != 1 || a->events.count)
        return false;
    const Use *u = &d->uses.at[0];
    bool is = (u->box->kind == BOX_FREE || u->box->kind == BOX_CONDITIONAL) &&
              a->givens.count == u->box->in.count && d->inputs.count == u->box->in.count &&
              a->heads.count == u->box->out.count;
    for (size_t i = 0; is && i < a->givens.count; i++)
        is = a->givens.at[i] == d->inputs.at[i].wire && d->reads.at[u->in + i] == a->givens.at[i];
    for (size_t i = 0; is && i < a->heads.count; i++)
        is = a->heads.at[i] == u->out + i;
    return is;
}

/* The box's own matrix, when it is known (else the network says what is missing). */
static bool
take_matrix(Matrix *to, const Ask *a, const Tools *w)
{
    const Box *box = a->diagram.uses.at[0].box;
    const Matrix *m = meaning_find(w->meaning, box->id);
    if (!m)
        return false;
    matrix_set(to, m);
    for (size_t row = 0; row < matrix_rows(m); row++) {
        if (!m->undefined.at[row])
            continue;
        w->trouble->box = box;
        w->trouble->row = row;
        break;
    }
    return true;
}

/* Is there a condition on the right, or only inputs? */
static bool
is_conditioned(const Query *q, const Ask *a)
{
    bool *seen = memory_new(a->diagram.wires.count, sizeof *seen);
    bool is = query_has_event(q, true);
    for (size_t i = 0; i < q->givens.count; i++) {
        is = is || !q->givens.at[i].input || seen[a->givens.at[i]];
        seen[a->givens.at[i]] = true;
    }
    memory_free(seen);
    return is;
}

/* D, where it has to be found by itself, and the rows that are undefined by it. */
static Outcome
find_divisor(Matrix *to, bool **undefined, const Query *q, const Tools *w)
{
    Ask a = {0};
    ask_query(&a, q, false);
    Outcome outcome = find_undefined(undefined, &a, w);
    if (outcome == OUTCOME_DONE)
        outcome = solve(to, &a, w);
    ask_clear(&a);
    return outcome;
}

/* N's network gives the answer, once D and the undefined rows are known. */
static Outcome
divide(Matrix *to, const Query *q, const Ask *a, const Network *n, const Tools *w)
{
    bool *undefined = NULL, conditioned = is_conditioned(q, a), left = query_has_event(q, false);
    Matrix by;
    matrix_init_empty(&by);
    Outcome outcome = find_undefined(&undefined, a, w);
    if (outcome == OUTCOME_DONE && conditioned && left)
        outcome = find_divisor(&by, &undefined, q, w);
    if (outcome == OUTCOME_DONE) {
        Norm norm = {.by_sum = conditioned && !left,
                     .by = conditioned && left ? &by : NULL,
                     .undefined = undefined,
                     .sums_to_one = !conditioned && !left};
        outcome = contract(to, n, &norm, w);
    }
    matrix_clear(&by);
    memory_free(undefined);
    return outcome;
}

static Outcome
evaluate_known(Matrix *to, const Query *q, const Ask *a, const Tools *w)
{
    w->trouble->box = NULL;
    if (!budget_step(w->budget, 1))
        return OUTCOME_STOPPED;
    if (is_box(a) && take_matrix(to, a, w))
        return OUTCOME_DONE;
    Network n = {0};
    Outcome outcome = interpret(&n, a, false, w);
    if (outcome == OUTCOME_DONE)
        outcome = divide(to, q, a, &n, w);
    network_clear(&n);
    return outcome;
}

/* ---- conditional boxes ---- */

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
typedef struct Meeting {
    const Box *box;
    Slice slice;
    Ask ask;        /* of the slice in hand */
    Matrix made;    /* each row from the first slice where it is defined */
    bool *hopeless; /* rows that are undefined in every slice; NULL: not looked at yet */
} Meeting;

static void
meeting_init(Meeting *x, const Box *box)
{
    *x = (Meeting){.box = box};
    slice_init(&x->slice, box->conditional);
    ask_query(&x->ask, &x->slice.query, true);
    matrix_init_empty(&x->made);
}

static void
meeting_clear(Meeting *x)
{
    slice_clear(&x->slice);
    ask_clear(&x->ask);
    matrix_clear(&x->made);
    memory_free(x->hopeless);
}

static bool
is_same_row(const Matrix *a, const Matrix *b, size_t row)
{
    size_t x = a->start.at[row], y = b->start.at[row], width = a->out.count;
    size_t count = a->start.at[row + 1] - x;
    bool same = count == b->start.at[row + 1] - y;
    if (same && count && width)
        same = memcmp(a->index.at + x * width, b->index.at + y * width,
                      count * width * sizeof *a->index.at) == 0;
    for (size_t i = 0; same && i < count; i++)
        same = mpq_equal(&a->weight.at[x + i], &b->weight.at[y + i]) != 0;
    return same;
}

static void
add_row(Matrix *to, const Matrix *m, size_t row)
{
    for (size_t e = m->start.at[row]; e < m->start.at[row + 1]; e++)
        matrix_add_entry(to, matrix_entry_tuple(m, e), &m->weight.at[e]);
    matrix_end_row(to, m->undefined.at[row]);
}

/* One more slice: it gives the rows nobody gave yet.  Where both speak, does it say otherwise? */
static void
add_slice(Meeting *x, const Matrix *m, Trouble *t)
{
    bool more = false;
    for (size_t row = 0; row < matrix_rows(m); row++) {
        if (m->undefined.at[row])
            continue;
        if (x->made.undefined.at[row]) {
            more = true;
        } else if (!t->varies && !is_same_row(&x->made, m, row)) {
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
find_hopeless(Meeting *x, const Tools *w)
{
    Ask a = {0};
    Matrix mass;
    matrix_init_empty(&mass);
    slice_set_blurred(&x->slice, true);
    ask_query(&a, &x->slice.query, false);
    Outcome outcome = solve(&mass, &a, w);
    slice_set_blurred(&x->slice, false);
    if (outcome == OUTCOME_TOO_LARGE) {
        sink_clear(&w->trouble->entries);
        outcome = OUTCOME_DONE;
    } else if (outcome == OUTCOME_DONE) {
        x->hopeless = memory_new(matrix_rows(&mass), sizeof *x->hopeless);
    }
    for (size_t row = 0; x->hopeless && row < matrix_rows(&mass); row++)
        x->hopeless[row] = mass.start.at[row] == mass.start.at[row + 1];
    matrix_clear(&mass);
    ask_clear(&a);
    return outcome;
}

static bool
has_open_row(const Meeting *x)
{
    for (size_t row = 0; row < matrix_rows(&x->made); row++)
        if (x->made.undefined.at[row] && !(x->hopeless && x->hopeless[row]))
            return true;
    return false;
}

/* All slices that are wanted; what the state needs is known. */
static Outcome
meet_slices(Meeting *x, const Tools *w)
{
    Matrix m;
    matrix_init_empty(&m);
    Outcome outcome = evaluate_known(&x->made, &x->slice.query, &x->ask, w);
    size_t seen = 1;
    while (outcome == OUTCOME_DONE && (seen < COMPARED || has_open_row(x)) &&
           slice_next(&x->slice)) {
        outcome = evaluate_known(&m, &x->slice.query, &x->ask, w);
        if (outcome == OUTCOME_DONE)
            add_slice(x, &m, w->trouble);
        if (outcome == OUTCOME_DONE && ++seen == COMPARED && has_open_row(x))
            outcome = find_hopeless(x, w);
    }
    matrix_clear(&m);
    return outcome;
}

/* The box on top of the stack is evaluated and taken off, or what it needs is put on. */
static Outcome
meet_top(BoxStack *stack, const Tools *w)
{
    const Box *box = stack->at[stack->count - 1];
    size_t before = stack->count;
    Meeting x;
    if (w->store && w->store->bytes > limit_bytes(w->budget) / STORE_SHARE)
        table_store_clear(w->store);
    meeting_init(&x, box);
    push_unknown(stack, &x.ask.diagram, w->meaning);
    Outcome outcome = OUTCOME_DONE;
    if (stack->count == before) {
        outcome = meet_slices(&x, w);
        stack->count--;
        if (outcome == OUTCOME_DONE)
            meaning_add(w->meaning, box->id, &x.made);
    }
    meeting_clear(&x);
    return outcome;
}

Outcome
tools_meet_conditionals(const Diagram *d, const Tools *w)
{
    BoxStack stack = {0};
    Outcome outcome = OUTCOME_DONE;
    push_unknown(&stack, d, w->meaning);
    while (stack.count && outcome == OUTCOME_DONE) {
        if (meaning_find(w->meaning, stack.at[stack.count - 1]->id))
            stack.count--;
        else
            outcome = meet_top(&stack, w);
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

/* The trouble is one box's row; is it so because of a row of a box further in?  Then that is the
 * trouble. */
static Outcome
descend(bool *deeper, const Tools *w)
{
    Trouble *t = w->trouble;
    const Box *box = t->box;
    size_t givens = box->in.count;
    Meeting x;
    meeting_init(&x, box);
    Event *events = memory_new(givens, sizeof *events);
    bool *undefined = NULL;
    ask_row(&x.ask, events, meaning_find(w->meaning, box->id), t->row);
    t->box = NULL;
    Outcome outcome = find_undefined(&undefined, &x.ask, w);
    *deeper = t->box != NULL;
    if (!*deeper)
        t->box = box;
    for (size_t i = 0; i < givens; i++)
        array_clear(&events[i].labels);
    memory_free(events);
    memory_free(undefined);
    meeting_clear(&x);
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
        outcome = descend(&deeper, w);
    if (outcome != OUTCOME_TOO_LARGE)
        return outcome;
    sink_clear(&w->trouble->entries);
    return OUTCOME_DONE;
}

/* ---- the door ---- */

Outcome
tools_evaluate(Matrix *to, const Query *q, const Tools *w)
{
    Ask a = {0};
    Matrix made;
    matrix_init_empty(&made);
    ask_query(&a, q, true);
    Outcome outcome = tools_meet_conditionals(&a.diagram, w);
    if (outcome == OUTCOME_DONE)
        outcome = evaluate_known(&made, q, &a, w);
    if (outcome == OUTCOME_DONE)
        outcome = find_innermost(w);
    if (outcome == OUTCOME_DONE)
        matrix_swap(to, &made);
    matrix_clear(&made);
    ask_clear(&a);
    return outcome;
}

Outcome
evaluate(Matrix *to, const Query *q, Meaning *meaning, Budget *b, Trouble *t)
{
    TableStore store = {0};
    Tools tools = {meaning, b, t, &store};
    Outcome outcome = tools_evaluate(to, q, &tools);
    table_store_clear(&store);
    return outcome;
}

/* ---- as text ---- */

/* One elimination as text. */
static Outcome
write_part(const Ask *a, bool plan, bool all, const Tools *w, Sink *out)
{
    Network n = {0};
    Outcome outcome = tools_meet_conditionals(&a->diagram, w);
    if (outcome == OUTCOME_DONE)
        outcome = interpret(&n, a, all, w);
    if (outcome == OUTCOME_DONE && plan) {
        Plan p;
        plan_init(&p);
        if (tools_make_plan(&p, &n, all, w))
            plan_write(&p, &n, a, limit_bytes(w->budget), out);
        else
            outcome = OUTCOME_STOPPED;
        plan_clear(&p);
    } else if (outcome == OUTCOME_DONE) {
        network_write(&n, a, out);
    }
    network_clear(&n);
    return outcome;
}

/* N as text, then D where it is an elimination of its own.  `all`: of all marginals. */
static Outcome
write_parts(const Query *q, bool plan, bool all, const Tools *w, Sink *out)
{
    Ask a = {0};
    ask_query(&a, q, true);
    Outcome outcome = write_part(&a, plan, all, w, out);
    if (outcome == OUTCOME_DONE && query_has_event(q, false) && is_conditioned(q, &a)) {
        ask_query(&a, q, false);
        sink_put(out, "divided by\n");
        outcome = write_part(&a, plan, all, w, out);
    }
    ask_clear(&a);
    return outcome;
}

Outcome
evaluate_write_network(const Query *q, bool all, Meaning *meaning, Budget *b, Trouble *t, Sink *out)
{
    Tools tools = {meaning, b, t, NULL};
    return write_parts(q, false, all, &tools, out);
}

Outcome
evaluate_write_plan(const Query *q, bool all, Meaning *meaning, Budget *b, Trouble *t, Sink *out)
{
    Tools tools = {meaning, b, t, NULL};
    return write_parts(q, true, all, &tools, out);
}
