/* marginals.c -- each head by itself (evaluate_marginals in evaluate.h): one elimination and its
 * way back, or one head after the other where that is less work. */
#include "evaluate/evaluate.h"

#include "base/saturate.h"
#include "base/team.h"
#include "contract/double_run.h"
#include "contract/modular_reverse.h"
#include "evaluate/conditionals.h"
#include "evaluate/heads.h"
#include "evaluate/rounded.h"
#include "evaluate/rows_needed.h"
#include "evaluate/undefined.h"
#include "network/reduce.h"
#include "num/share.h"

enum {
    BACK_WORK = 3,    /* an elimination and its way back are so many eliminations */
    FINDING_WORK = 8, /* planning one head, in multiplications for each box of the diagram */
    EARLY_SHARE = 16, /* as yet no good plan has been looked for, which may take much less */
    MUCH_LESS = 4     /* up to so many times less, nothing is spared in looking for it */
};

/* Numbers for the values of one head after the other. */
typedef struct Scratch {
    mpz_t *weights;
    mpq_t *shares;
    size_t count;
} Scratch;

static void
scratch_clear(Scratch *s)
{
    for (size_t i = 0; i < s->count; i++) {
        mpz_clear(s->weights[i]);
        mpq_clear(s->shares[i]);
    }
    memory_free(s->weights);
    memory_free(s->shares);
    *s = (Scratch){0};
}

static void
scratch_reserve(Scratch *s, size_t count)
{
    if (count <= s->count)
        return;
    s->weights = memory_resize(s->weights, count, sizeof *s->weights);
    s->shares = memory_resize(s->shares, count, sizeof *s->shares);
    for (; s->count < count; s->count++) {
        mpz_init(s->weights[s->count]);
        mpq_init(s->shares[s->count]);
    }
}

/* The row of a head, from the weights of its values; all of them zero is undefined. */
static void
write_weights(Matrix *to, const Network *n, const Place *p, const Table *table, Scratch *s)
{
    size_t count = table->count, possible = 0;
    scratch_reserve(s, count);
    for (size_t i = 0; i < count; i++) {
        table_read(s->weights[i], table, i);
        possible += mpz_sgn(s->weights[i]) != 0;
    }
    if (possible)
        shares_find(s->shares, s->weights, count);
    for (size_t i = 0; i < count && possible; i++) {
        uint32_t label = p->some ? n->labels.at[p->first + i] : (uint32_t)i;
        matrix_add_entry(to, &label, s->shares[i]);
    }
    matrix_end_row(to, possible == 0);
}

/* What all marginals are written from. */
typedef struct Writing {
    Matrix *to;
    const Network *network;
    const Table *marginals;
    bool possible;
    Scratch *scratch; /* of each worker */
} Writing;

static bool
write_marginal(void *writing, size_t head, size_t worker, Budget *b)
{
    const Writing *x = writing;
    const Place *p = &x->network->heads.at[head];
    Matrix *to = &x->to[head];
    SizeList none = {0}, out = {0};
    array_push(&out, p->size);
    matrix_clear(to);
    matrix_init(to, &none, &out);
    array_clear(&out);
    if (!x->possible || !p->fixed) {
        Table nothing = {.whole = true};
        write_weights(to, x->network, p, x->possible ? &x->marginals[p->at] : &nothing,
                      &x->scratch[worker]);
        return budget_step(b, 16);
    }
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    matrix_add_entry(to, &p->at, one);
    mpq_clear(one);
    matrix_end_row(to, false);
    return budget_step(b, 16);
}

/* As many as there is work for; numbers come to lowest terms in the square of their length. */
static size_t
count_writers(const Writing *x, const Budget *b)
{
    uint64_t work = 0;
    for (size_t v = 0; v < x->network->shape.sizes.count && x->possible; v++)
        work = saturate_plus(work, (uint64_t)x->marginals[v].count * x->marginals[v].limbs *
                                       x->marginals[v].limbs);
    return team_worth(b, work);
}

static bool
write_all(Writing *x, const Tools *w)
{
    size_t writers = count_writers(x, w->budget);
    x->scratch = memory_new(writers, sizeof *x->scratch);
    bool going = team_each(write_marginal, x, x->network->heads.count, writers, w->budget);
    for (size_t i = 0; i < writers; i++)
        scratch_clear(&x->scratch[i]);
    memory_free(x->scratch);
    return going;
}

/* What it takes to ask for one head after the other, each in the part of the diagram that it
 * depends on, where that may be less than a plan there and back; finding out takes some time, too,
 * and it is to be one part in so many of that plan's. */
static uint64_t
work_alone(const Query *q, const Plan *p, uint64_t share, const Tools *w)
{
    uint64_t finding = FINDING_WORK * (uint64_t)q->heads.count * q->diagram->uses.count;
    uint64_t work = plan_figure(p->cost);
    if (work / share < finding)
        return UINT64_MAX;
    return heads_work(q, saturate_times(BACK_WORK, work), w);
}

/* The plan to go through and back by; *fits is false where it is less work alone.  The less that
 * is, the less is done to find a better plan.  False: the budget said stop. */
static bool
plan_back(Plan *to, bool *fits, const Query *q, const Network *n, const Tools *w)
{
    uint64_t limit = limit_bytes(w->budget), worth = UINT64_MAX;
    if (!plan_make_by(to, &n->shape, limit, PLAN_LEAST_WORK, UINT64_MAX, w->budget))
        return false;
    uint64_t back = saturate_times(BACK_WORK, plan_figure(to->cost));
    uint64_t alone = work_alone(q, to, EARLY_SHARE, w);
    if (alone <= back)
        worth = plan_figure(to->effort) / (back / MUCH_LESS / (alone + 1) + 1);
    if (!plan_search(to, &n->shape, limit, worth, w->budget))
        return false;
    if (alone == UINT64_MAX)
        alone = work_alone(q, to, 1, w);
    *fits = alone > saturate_times(BACK_WORK, plan_figure(to->cost));
    return !*fits || eliminate_improve(to, n, true, w);
}

static void
clear_tables(Table *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (at[i].limb)
            table_clear(&at[i]);
}

/* Of all variables: in doubles where the answer may be rounded, and they serve; then with rounds,
 * which are zero before.  False: the budget said stop. */
static bool
find_marginals(Table *to, uint64_t *rounds, bool *possible, bool *fits, const Network *n,
               Plan *p, const Tools *w)
{
    uint64_t limit = limit_bytes(w->budget);
    bool going = true;
    *fits = false;
    if (tools_may_round(w))
        going = double_reverse(to, rounds, possible, fits, n, p, limit, w->budget);
    if (*fits || !going)
        return going;
    clear_tables(to, n->shape.sizes.count);
    memset(rounds, 0, n->shape.sizes.count * sizeof *rounds);
    Tools exact = *w;
    exact.digits = 0;
    if (tools_may_round(w) && !eliminate_plan(p, n, true, &exact))
        return false;
    return modular_reverse_run(to, possible, fits, n, p, limit, w->budget);
}

static Outcome evaluate_heads(Matrix *to, const Query *q, const Tools *w);

/* Marginals that were rounded become decimals; those that are not certain are asked for again, and
 * where they are many all of them. */
static Outcome
settle_heads(Matrix *to, const Query *q, const PlaceList *heads, const uint64_t *rounds,
             const Tools *w)
{
    enum { MANY = 4 };
    Outcome outcome = OUTCOME_DONE;
    Query one = *q;
    Tools exact = *w;
    exact.digits = 0;
    for (size_t i = 0, again = 0; i < q->heads.count && outcome == OUTCOME_DONE; i++) {
        const Place *p = &heads->at[i];
        bool rounded = !p->fixed && rounds[p->at];
        one.heads.at = q->heads.at + i;
        one.heads.count = 1;
        if (!budget_step(w->budget, 16))
            outcome = OUTCOME_STOPPED;
        else if (rounded && !rounded_settle(&to[i], w->digits, rounds[p->at], w->budget)) {
            if (again++ == MANY)
                return evaluate_heads(to, q, &exact);
            outcome = evaluate_with(&to[i], &one, &exact);
        }
    }
    return outcome;
}

/* From one elimination and its way back; *fits is false where that takes too much memory, or more
 * work than to do without. */
static Outcome
run_back(Matrix *to, const Query *q, const Network *n, bool *fits, const Tools *w)
{
    Plan plan;
    plan_init(&plan);
    size_t variables = n->shape.sizes.count;
    Table *marginals = memory_new(variables, sizeof *marginals);
    Outcome outcome =
        plan_back(&plan, fits, q, n, w) ? OUTCOME_DONE : OUTCOME_STOPPED;
    bool possible = false;
    uint64_t *rounds = memory_new(variables + 1, sizeof *rounds);
    if (outcome == OUTCOME_DONE && *fits &&
        !find_marginals(marginals, rounds, &possible, fits, n, &plan, w))
        outcome = OUTCOME_STOPPED;
    Writing writing = {to, n, marginals, possible, NULL};
    if (outcome == OUTCOME_DONE && *fits && !write_all(&writing, w))
        outcome = OUTCOME_STOPPED;
    if (outcome == OUTCOME_DONE && *fits)
        outcome = settle_heads(to, q, &n->heads, rounds, w);
    clear_tables(marginals, variables);
    memory_free(marginals);
    memory_free(rounds);
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
    bool apart = outcome == OUTCOME_DONE && !rows && !has_partial(&a.diagram, w->meaning);
    if (apart)
        outcome = evaluate_back(to, q, &a, &fits, w);
    ask_clear(&a);
    if (outcome == OUTCOME_DONE && !fits)
        outcome = heads_evaluate(to, q, apart, w);
    return outcome;
}

Outcome
evaluate_marginals(Matrix *to, const Query *q, Meaning *meaning, Budget *b, Trouble *t)
{
    Tools tools;
    Outcome outcome;
    tools_begin(&tools, meaning, b, t);
    tools.digits = q->digits;
    do
        outcome = evaluate_heads(to, q, &tools);
    while (rows_needed(&outcome, q, true, &tools, NULL) || tools_make_room(&tools, outcome));
    tools_end(&tools);
    return outcome;
}
