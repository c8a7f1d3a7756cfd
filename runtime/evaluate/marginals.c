/* marginals.c -- each head by itself (evaluate_marginals in evaluate.h): one elimination and its
 * way back, or one head after the other where that is less work. */
#include "evaluate/evaluate.h"

#include "base/saturate.h"
#include "contract/modular_reverse.h"
#include "evaluate/conditionals.h"
#include "evaluate/rows_needed.h"
#include "evaluate/undefined.h"
#include "network/reduce.h"
#include "num/share.h"

enum {
    BACK_WORK = 3,    /* an elimination and its way back are so many eliminations */
    FINDING_WORK = 8, /* planning one head, in multiplications for each box of the diagram */
    HEAD_WORK = 5000  /* all that is to be done for a head besides its multiplications */
};

/* One head after the other, those first that depend on most: where one is too large, nobody has
 * waited for the small ones. */
static Outcome
evaluate_each(Matrix *to, const Query *q, const Tools *w)
{
    Outcome outcome = OUTCOME_DONE;
    Query one = *q;
    WireList order = {0};
    Trouble *t = w->trouble;
    const Box *box = NULL; /* whose row made some head undefined */
    size_t row = 0;
    query_sort_heads(&order, q);
    for (size_t i = 0; i < order.count && outcome == OUTCOME_DONE; i++) {
        one.heads.at = q->heads.at + order.at[i];
        one.heads.count = 1;
        if (w->store->bytes > limit_bytes(w->budget) / STORE_SHARE)
            table_store_clear(w->store);
        outcome = evaluate_with(&to[order.at[i]], &one, w);
        if (outcome == OUTCOME_DONE && t->box) {
            box = t->box;
            row = t->row;
        }
    }
    if (outcome == OUTCOME_DONE) {
        t->box = box;
        t->row = row;
    }
    array_clear(&order);
    return outcome;
}

/* The row of a head, from the weights of its values; all of them zero is undefined. */
static void
write_weights(Matrix *to, const Network *n, const Place *p, const Table *table)
{
    size_t count = table->count, possible = 0;
    mpz_t *weights = memory_new(count + 1, sizeof *weights);
    mpq_t *shares = memory_new(count + 1, sizeof *shares);
    for (size_t i = 0; i < count; i++) {
        mpz_init(weights[i]);
        mpq_init(shares[i]);
        table_read(weights[i], table, i);
        possible += mpz_sgn(weights[i]) != 0;
    }
    if (possible)
        shares_find(shares, weights, count);
    for (size_t i = 0; i < count && possible; i++) {
        uint32_t label = p->some ? n->labels.at[p->first + i] : (uint32_t)i;
        matrix_add_entry(to, &label, shares[i]);
    }
    matrix_end_row(to, possible == 0);
    for (size_t i = 0; i < count; i++) {
        mpz_clear(weights[i]);
        mpq_clear(shares[i]);
    }
    memory_free(weights);
    memory_free(shares);
}

static void
write_marginal(Matrix *to, const Network *n, size_t head, const Table *marginals, bool possible)
{
    const Place *p = &n->heads.at[head];
    SizeList none = {0}, out = {0};
    array_push(&out, p->size);
    matrix_clear(to);
    matrix_init(to, &none, &out);
    array_clear(&out);
    if (!possible || !p->fixed) {
        Table nothing = {.whole = true};
        write_weights(to, n, p, possible ? &marginals[p->at] : &nothing);
        return;
    }
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    matrix_add_entry(to, &p->at, one);
    mpq_clear(one);
    matrix_end_row(to, false);
}

/* Is it less work to ask for one head after the other, each in the part of the diagram that it
 * depends on?  Finding out takes some time too. */
static bool
is_less_alone(const Query *q, const Plan *p, const Tools *w)
{
    Query one = *q;
    uint64_t work = plan_figure(p->cost);
    uint64_t finding = (uint64_t)q->heads.count * q->diagram->uses.count;
    if (work < FINDING_WORK * finding)
        return false;
    Cost most = {UINT64_MAX, saturate_times(BACK_WORK, work)};
    uint64_t heads = saturate_times(HEAD_WORK, q->heads.count);
    if (most.work <= heads)
        return false;
    most.work -= heads;
    for (size_t i = 0; i < q->heads.count; i++) {
        Cost cost;
        one.heads.at = q->heads.at + i;
        one.heads.count = 1;
        if (evaluate_cost(&cost, &one, w->meaning, &most, w->budget) != OUTCOME_DONE)
            return false;
        most.work -= cost.work;
    }
    return true;
}

/* From one elimination and its way back; *fits is false where that takes too much memory, or more
 * work than to do without. */
static Outcome
run_back(Matrix *to, const Query *q, const Network *n, bool *fits, const Tools *w)
{
    Plan plan;
    plan_init(&plan);
    uint64_t limit = limit_bytes(w->budget);
    size_t variables = n->shape.sizes.count;
    Table *marginals = memory_new(variables, sizeof *marginals);
    Outcome outcome = OUTCOME_STOPPED;
    if (plan_make(&plan, &n->shape, limit, w->budget))
        outcome = OUTCOME_DONE;
    *fits = outcome != OUTCOME_DONE || !is_less_alone(q, &plan, w);
    if (outcome == OUTCOME_DONE && *fits && !eliminate_plan(&plan, n, true, w))
        outcome = OUTCOME_STOPPED;
    bool possible = false;
    if (outcome == OUTCOME_DONE && *fits &&
        !modular_reverse_run(marginals, &possible, fits, n, &plan, limit, w->budget))
        outcome = OUTCOME_STOPPED;
    for (size_t i = 0; outcome == OUTCOME_DONE && *fits && i < n->heads.count; i++) {
        write_marginal(&to[i], n, i, marginals, possible);
        if (!budget_step(w->budget, 16))
            outcome = OUTCOME_STOPPED;
    }
    for (size_t v = 0; v < variables; v++)
        if (marginals[v].limb)
            table_clear(&marginals[v]);
    memory_free(marginals);
    plan_clear(&plan);
    return outcome;
}

/* The marginals of an ask without rows, whose heads are summed out like all else. */
static Outcome
evaluate_back(Matrix *to, const Query *q, const Ask *a, bool *fits, const Tools *w)
{
    Network n = {0};
    *fits = true;
    Outcome outcome = network_interpret(&n, a, w->meaning, w->store, w->budget, w->trouble);
    if (outcome == OUTCOME_DONE) {
        for (size_t v = 0; v < n.shape.roles.count; v++)
            n.shape.roles.at[v] = ROLE_SUMMED;
        if (!network_reduce(&n, limit_bytes(w->budget) / REDUCE_SHARE, w->budget))
            outcome = OUTCOME_STOPPED;
    }
    if (outcome == OUTCOME_DONE)
        outcome = run_back(to, q, &n, fits, w);
    network_clear(&n);
    return outcome;
}

static bool
has_partial(const Diagram *d, const Meaning *meaning)
{
    WireList partial = {0};
    undefined_find_partial(&partial, d, meaning);
    bool has = partial.count > 0;
    array_clear(&partial);
    return has;
}

/* Of a state that is counted the rows are asked for each head: nobody wants its joint. */
static Outcome
evaluate_heads(Matrix *to, const Query *q, const Tools *w)
{
    Ask a = {0};
    ask_query(&a, q, true);
    bool fits = false;
    bool rows = q->givens.count || query_has_event(q, false) || diagram_has_rows(&a.diagram);
    Outcome outcome = conditionals_evaluate(&a.diagram, w);
    if (outcome == OUTCOME_DONE && !rows && !has_partial(&a.diagram, w->meaning))
        outcome = evaluate_back(to, q, &a, &fits, w);
    ask_clear(&a);
    if (outcome == OUTCOME_DONE && !fits)
        outcome = evaluate_each(to, q, w);
    return outcome;
}

Outcome
evaluate_marginals(Matrix *to, const Query *q, Meaning *meaning, Budget *b, Trouble *t)
{
    TableStore store = {0};
    Tools tools = {meaning, b, t, &store};
    Outcome outcome;
    do
        outcome = evaluate_heads(to, q, &tools);
    while (rows_needed(&outcome, q, true, &tools, NULL));
    table_store_clear(&store);
    return outcome;
}
