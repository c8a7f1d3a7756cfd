/* most.c -- see most.h.  Two plans: one sums out what is not asked for, and leaves tables over what
 * is; the other takes the greatest product of these (contract/peak.h).  Both are made from shapes,
 * before a number is looked at. */
#include "evaluate/most.h"

#include "base/saturate.h"
#include "contract/max_sum.h"
#include "contract/peak.h"
#include "evaluate/conditionals.h"
#include "evaluate/rows_needed.h"
#include "evaluate/undefined.h"
#include "network/join.h"
#include "network/reduce.h"

#include <stdlib.h>

void
most_init(Most *m)
{
    *m = (Most){0};
    mpq_inits(m->joint, m->given, NULL);
    mpz_init(m->count);
}

void
most_clear(Most *m)
{
    mpq_clears(m->joint, m->given, NULL);
    mpz_clear(m->count);
    array_clear(&m->labels);
}

/* ---- the network ---- */

/* Does every value of the outputs of a box show, so that they tell which entry of a sparse box
 * there is? */
static bool
shows_all_wires(const Diagram *d)
{
    bool *shown = memory_new(d->wires.count + 1, sizeof *shown), all = true;
    for (size_t i = 0; i < d->reads.count; i++)
        shown[d->reads.at[i]] = true;
    for (size_t i = 0; i < d->outputs.count; i++)
        shown[d->outputs.at[i].wire] = true;
    for (size_t w = 0; w < d->wires.count; w++)
        all = all && shown[w];
    memory_free(shown);
    return all;
}

static void
keep_heads(Network *n)
{
    for (size_t i = 0; i < n->heads.count; i++)
        if (!n->heads.at[i].fixed)
            n->shape.roles.at[n->heads.at[i].at] = ROLE_KEPT;
}

/* A hidden variable all of whose neighbours are kept is kept: they tell its value. */
static void
keep_hidden(Network *n)
{
    Shape *s = &n->shape;
    bool *told = memory_new(s->sizes.count + 1, sizeof *told);
    for (size_t v = 0; v < s->sizes.count; v++)
        told[v] = s->roles.at[v] == ROLE_HIDDEN;
    for (size_t f = 0; f < s->factors.count; f++) {
        const uint32_t *scope = s->scopes.at + s->factors.at[f].first;
        bool summed = false;
        for (size_t i = 0; i < s->factors.at[f].count; i++)
            summed |= s->roles.at[scope[i]] == ROLE_SUMMED;
        for (size_t i = 0; i < s->factors.at[f].count && summed; i++)
            told[scope[i]] = false;
    }
    for (size_t v = 0; v < s->sizes.count; v++)
        if (told[v])
            s->roles.at[v] = ROLE_KEPT;
    memory_free(told);
}

/* The network with heads kept; values that its zeros rule out are gone, also of heads: none of them
 * is most probable. */
static Outcome
interpret(Network *to, const Ask *a, const Tools *w)
{
    Outcome outcome = network_interpret(to, a, w->meaning, w->store, w->budget, w->trouble);
    if (outcome != OUTCOME_DONE)
        return outcome;
    for (size_t v = 0; v < to->shape.roles.count; v++)
        if (to->shape.roles.at[v] == ROLE_KEPT)
            to->shape.roles.at[v] = ROLE_SUMMED;
    if (!network_reduce(to, limit_bytes(w->budget) / REDUCE_SHARE, w->budget))
        return OUTCOME_STOPPED;
    keep_heads(to);
    if (shows_all_wires(&a->diagram))
        keep_hidden(to);
    return OUTCOME_DONE;
}

/* ---- the plans ---- */

typedef struct MostPlan {
    const Network *network;
    Plan sums, peak;
    Shape left; /* what the sums leave, over the network's variables */
} MostPlan;

static void
plans_init(MostPlan *p, const Network *n)
{
    *p = (MostPlan){.network = n};
    plan_init(&p->sums);
    plan_init(&p->peak);
}

static void
plans_clear(MostPlan *p)
{
    plan_clear(&p->sums);
    plan_clear(&p->peak);
    shape_clear(&p->left);
}

static void
add_left(Shape *to, const uint32_t *scope, size_t count)
{
    Scope factor = {.first = to->scopes.count, .count = count};
    for (size_t i = 0; i < count; i++)
        array_push(&to->scopes, scope[i]);
    array_push(&to->factors, factor);
}

/* The factors that the sums leave, as run_finish finds them.  Logarithms take a word whatever is
 * added up: nothing has bits, and nothing gets longer. */
static void
find_left(MostPlan *p)
{
    const Shape *s = &p->network->shape;
    size_t count = s->factors.count + p->sums.steps.count;
    bool *gone = memory_new(count + 1, sizeof *gone);
    for (size_t i = 0; i < p->sums.consumed.count; i++)
        gone[p->sums.consumed.at[i]] = true;
    array_set(&p->left.sizes, &s->sizes);
    p->left.bytes = s->bytes;
    for (size_t i = 0; i < p->network->tables.count; i++) {
        uint64_t logs = saturate_times(sizeof(int64_t), p->network->tables.at[i].count);
        p->left.bytes = saturate_plus(p->left.bytes, logs);
    }
    array_reserve(&p->left.scopes, 1);
    for (size_t v = 0; v < s->sizes.count; v++) {
        array_push(&p->left.roles, s->roles.at[v] == ROLE_KEPT ? ROLE_SUMMED : ROLE_KEPT);
        array_push(&p->left.sources, 0);
    }
    for (size_t f = 0; f < count; f++) {
        bool made = f >= s->factors.count;
        const Scope *x = made ? &p->sums.steps.at[f - s->factors.count].result : &s->factors.at[f];
        const uint32_t *scope = (made ? p->sums.scopes.at : s->scopes.at) + x->first;
        if (!gone[f] && x->count)
            add_left(&p->left, scope, x->count);
    }
    memory_free(gone);
}

static size_t
plan_width(const Plan *p)
{
    size_t width = 0;
    for (size_t i = 0; i < p->steps.count; i++)
        if (p->steps.at[i].result.count + 1 > width)
            width = p->steps.at[i].result.count + 1;
    return width;
}

static Outcome
refuse(Most *to, const Plan *p, const Tools *w)
{
    mpz_t each;
    mpz_init_set_ui(each, sizeof(int64_t));
    to->width = plan_width(p);
    Outcome outcome = trouble_refuse(w->trouble, w->budget, p->entries, each);
    mpz_clear(each);
    return outcome;
}

/* The results of the second plan stay, all of them. */
static Outcome
check_room(Most *to, MostPlan *p, const Tools *w)
{
    mpz_t entries;
    mpz_init(entries);
    max_sum_entries(entries, &p->left, &p->peak);
    Outcome outcome =
        trouble_refuse_entries(w->trouble, w->budget, entries, sizeof(int64_t), p->left.bytes);
    if (outcome != OUTCOME_DONE)
        to->width = plan_width(&p->peak);
    mpz_clear(entries);
    return outcome;
}

/* The second plan, once the first is made. */
static Outcome
plan_peak(Most *to, MostPlan *p, const Tools *w)
{
    uint64_t limit = limit_bytes(w->budget);
    find_left(p);
    if (!plan_make(&p->peak, &p->left, limit, w->budget))
        return OUTCOME_STOPPED;
    if (p->peak.too_large || p->peak.late.count)
        return refuse(to, &p->peak, w);
    plan_join(&p->peak, &p->left, limit, true);
    return check_room(to, p, w);
}

/* Is all that is left to the answer entries of sparse boxes? */
static bool
waits_hidden(const MostPlan *p)
{
    bool hidden = true;
    for (size_t i = 0; i < p->sums.late.count; i++)
        hidden = hidden && p->network->shape.roles.at[p->sums.late.at[i]] == ROLE_HIDDEN;
    return hidden;
}

/* *sparse: what is summed out would take so much room that it is left to the answer. */
static Outcome
make_plans(Most *to, MostPlan *p, bool *sparse, const Tools *w)
{
    if (!eliminate_plan(&p->sums, p->network, false, w))
        return OUTCOME_STOPPED;
    *sparse = p->sums.late.count > 0;
    if (*sparse && !waits_hidden(p)) {
        /* what waits for an answer would be a table too large: how large, another plan says */
        if (!plan_make_by(&p->sums, &p->network->shape, UINT64_MAX, PLAN_LEAST_WORK, UINT64_MAX,
                          w->budget))
            return OUTCOME_STOPPED;
        return refuse(to, &p->sums, w);
    }
    if (p->sums.too_large)
        return refuse(to, &p->sums, w);
    return *sparse ? OUTCOME_DONE : plan_peak(to, p, w);
}

/* ---- from assignments to labels ---- */

/* A row of labels, to be sorted. */
typedef struct LabelRow {
    const uint32_t *at;
    size_t count;
} LabelRow;

static int
compare_rows(const void *x, const void *y)
{
    const LabelRow *a = x, *b = y;
    for (size_t i = 0; i < a->count; i++)
        if (a->at[i] != b->at[i])
            return a->at[i] < b->at[i] ? -1 : 1;
    return 0;
}

static void
sort_labels(Most *to, size_t heads)
{
    WireList sorted = {0};
    LabelRow *rows = memory_new(to->listed + 1, sizeof *rows);
    for (size_t i = 0; i < to->listed; i++)
        rows[i] = (LabelRow){to->labels.at + i * heads, heads};
    qsort(rows, to->listed, sizeof *rows, compare_rows);
    for (size_t i = 0; i < to->listed; i++)
        for (size_t k = 0; k < heads; k++)
            array_push(&sorted, rows[i].at[k]);
    array_set(&to->labels, &sorted);
    array_clear(&sorted);
    memory_free(rows);
}

static void
write_labels(Most *to, const Network *n, const Peak *peak)
{
    size_t variables = n->shape.sizes.count;
    to->listed = peak->listed;
    for (size_t i = 0; i < peak->listed; i++)
        for (size_t k = 0; k < n->heads.count; k++) {
            const Place *p = &n->heads.at[k];
            uint32_t value = p->fixed ? p->at : peak->values.at[i * variables + p->at];
            array_push(&to->labels, p->some && !p->fixed ? n->labels.at[p->first + value] : value);
        }
    if (n->heads.count)
        sort_labels(to, n->heads.count);
}

/* ---- carried out ---- */

/* What is left of the sums is taken at its peak. */
static Outcome
find_peak(Most *to, const MostPlan *p, const Run *r, size_t limit, const Tools *w)
{
    Peak peak;
    peak_init(&peak);
    Outcome outcome = OUTCOME_STOPPED;
    if (peak_find(&peak, &p->left, &p->peak, r->left.at, limit, limit_bytes(w->budget), w->budget))
        outcome = OUTCOME_DONE;
    if (outcome == OUTCOME_DONE && peak.too_large) {
        mpz_t each;
        mpz_init_set_ui(each, 1 + limit_bytes(w->budget) / (1 + mpz_get_ui(peak.entries)));
        outcome = trouble_refuse(w->trouble, w->budget, peak.entries, each);
        mpz_clear(each);
    } else if (outcome == OUTCOME_DONE) {
        mpz_mul(mpq_numref(to->joint), peak.value, r->scale);
        network_denominator(mpq_denref(to->joint), r->network);
        mpq_canonicalize(to->joint);
        mpz_set(to->count, peak.count);
        write_labels(to, r->network, &peak);
    }
    peak_clear(&peak);
    return outcome;
}

static Outcome
run_plans(Most *to, const MostPlan *p, size_t limit, const Tools *w)
{
    Run run;
    run_init(&run, p->network, &p->sums);
    Outcome outcome = eliminate_run(&run, w->budget) ? OUTCOME_DONE : OUTCOME_STOPPED;
    if (outcome == OUTCOME_DONE && mpz_sgn(run.scale))
        outcome = find_peak(to, p, &run, limit, w);
    run_clear(&run);
    return outcome;
}

/* ---- where the answer is sparse ---- */

static void
take_entry(Most *to, const Matrix *m, size_t entry, size_t limit)
{
    const mpq_t *weight = (const mpq_t *)&m->weight.at[entry];
    int order = mpq_cmp(*weight, to->joint);
    if (order < 0)
        return;
    if (order > 0) {
        mpq_set(to->joint, *weight);
        mpz_set_ui(to->count, 0);
        to->listed = to->labels.count = 0;
    }
    mpz_add_ui(to->count, to->count, 1);
    if (to->listed == limit)
        return;
    to->listed++;
    for (size_t i = 0; i < m->out.count; i++)
        array_push(&to->labels, m->index.at[entry * m->out.count + i]);
}

/* All values that are possible, one by one. */
static Outcome
look_through(Most *to, const Query *q, size_t limit, const Tools *w)
{
    Matrix m;
    matrix_init_empty(&m);
    Outcome outcome = evaluate_with(&m, q, w);
    if (outcome == OUTCOME_DONE && m.undefined.at[0])
        to->undefined = true;
    for (size_t e = 0; outcome == OUTCOME_DONE && e < m.weight.count; e++) {
        take_entry(to, &m, e, limit);
        if (!budget_step(w->budget, 1))
            outcome = OUTCOME_STOPPED;
    }
    mpq_mul(to->joint, to->joint, to->given);
    matrix_clear(&m);
    return outcome;
}

/* ---- the question ---- */

/* How probable the conditions are. */
static Outcome
find_given(Most *to, const Query *q, const Tools *w)
{
    Query given = {.diagram = q->diagram};
    Matrix m;
    mpq_set_ui(to->given, 1, 1);
    if (!q->events.count)
        return OUTCOME_DONE;
    array_set(&given.events, &q->events);
    for (size_t i = 0; i < given.events.count; i++)
        given.events.at[i].condition = false;
    matrix_init_empty(&m);
    Outcome outcome = evaluate_with(&m, &given, w);
    if (outcome == OUTCOME_DONE && m.undefined.at[0])
        to->undefined = true;
    else if (outcome == OUTCOME_DONE)
        matrix_entry(to->given, &m, 0, NULL);
    matrix_clear(&m);
    array_clear(&given.events);
    return outcome;
}

static Outcome
answer_known(Most *to, const Query *q, const Ask *a, size_t limit, const Tools *w)
{
    bool *undefined = NULL, sparse = false;
    Outcome outcome = undefined_find_rows(&undefined, a, w);
    to->undefined = to->undefined || (undefined && undefined[0]);
    memory_free(undefined);
    Network n = {0};
    MostPlan plans;
    plans_init(&plans, &n);
    if (outcome == OUTCOME_DONE)
        outcome = interpret(&n, a, w);
    if (outcome == OUTCOME_DONE)
        outcome = make_plans(to, &plans, &sparse, w);
    if (outcome == OUTCOME_DONE)
        outcome = find_given(to, q, w);
    to->undefined = to->undefined || (outcome == OUTCOME_DONE && mpq_sgn(to->given) == 0);
    if (outcome == OUTCOME_DONE && !to->undefined)
        outcome = sparse ? look_through(to, q, limit, w) : run_plans(to, &plans, limit, w);
    plans_clear(&plans);
    network_clear(&n);
    return outcome;
}

static Outcome
answer(Most *to, const Query *q, size_t limit, const Tools *w)
{
    Ask a = {0};
    Most made;
    most_init(&made);
    ask_query(&a, q, true);
    Outcome outcome = conditionals_evaluate(&a.diagram, w);
    if (outcome == OUTCOME_DONE)
        outcome = answer_known(&made, q, &a, limit, w);
    ask_clear(&a);
    Most old = *to;
    *to = made;
    most_clear(&old);
    return outcome;
}

Outcome
evaluate_most(Most *to, const Query *q, size_t limit, Meaning *meaning, Budget *b, Trouble *t)
{
    Tools tools;
    Outcome outcome;
    tools_begin(&tools, meaning, b, t);
    do
        outcome = answer(to, q, limit, &tools);
    while (rows_needed(&outcome, q, false, &tools, NULL) || tools_make_room(&tools, outcome));
    tools_end(&tools);
    return outcome;
}
