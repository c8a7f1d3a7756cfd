/* known.c -- see known.h. */
#include "evaluate/known.h"

#include "evaluate/undefined.h"

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
bool
known_is_conditioned(const Query *q, const Ask *a)
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
    Outcome outcome = undefined_find_rows(undefined, &a, w);
    if (outcome == OUTCOME_DONE)
        outcome = eliminate(to, &a, w);
    ask_clear(&a);
    return outcome;
}

/* N's network gives the answer, once D and the undefined rows are known.  Where D is put off, N is
 * asked for all the same: it may be put off, too. */
static Outcome
divide(Matrix *to, const Query *q, const Ask *a, const Network *n, const Tools *w)
{
    bool *undefined = NULL, conditioned = known_is_conditioned(q, a),
         left = query_has_event(q, false);
    Matrix by;
    matrix_init_empty(&by);
    Outcome outcome = undefined_find_rows(&undefined, a, w);
    if (outcome == OUTCOME_DONE && conditioned && left)
        outcome = find_divisor(&by, &undefined, q, w);
    bool put_off = outcome == OUTCOME_STOPPED && budget_resume(w->budget);
    if (outcome == OUTCOME_DONE || put_off) {
        Normalisation norm = {.by_sum = conditioned && !left,
                              .by = conditioned && left && !put_off ? &by : NULL,
                              .undefined = undefined,
                              .sums_to_one = !conditioned && !left && !put_off};
        outcome = eliminate_network(to, n, &norm, w);
    }
    if (outcome == OUTCOME_DONE && put_off) {
        w->budget->stop = STOP_PUT_OFF;
        outcome = OUTCOME_STOPPED;
    }
    matrix_clear(&by);
    memory_free(undefined);
    return outcome;
}

Outcome
known_evaluate(Matrix *to, const Query *q, const Ask *a, const Tools *w)
{
    w->trouble->box = NULL;
    if (!budget_step(w->budget, 1))
        return OUTCOME_STOPPED;
    if (is_box(a) && take_matrix(to, a, w))
        return OUTCOME_DONE;
    Network n = {0};
    Outcome outcome = eliminate_interpret(&n, a, false, w);
    if (outcome == OUTCOME_DONE)
        outcome = divide(to, q, a, &n, w);
    network_clear(&n);
    return outcome;
}
