/* heads.c -- see heads.h.  Where several are asked at once, the first that does not end well ends
 * all of them, and what is left is asked one by one, in the order in which it would have been asked
 * without threads: so what is said of it does not depend on them.  What a store is asked
 * (contract/block_store.h) does not either: then all are asked one by one. */
#include "evaluate/heads.h"

#include "base/saturate.h"
#include "base/team.h"
#include "evaluate/conditionals.h"
#include "evaluate/evaluate.h"
#include "evaluate/rounded.h"

enum {
    HEAD_WORK = 5000,    /* all that is to be done for a head besides its multiplications, */
    USUAL_WORK = 25000   /* and with them */
};

typedef struct Heads {
    Matrix *to;
    const Query *query;
    const Tools *tools;
    WireList order;
    bool *done;         /* of each head */
    atomic_bool failed; /* one was not answered */
    TableStore *stores; /* of each worker */
    uint64_t bytes;     /* that a worker may take */
} Heads;

static size_t
count_workers(const Query *q, const Budget *b)
{
    return team_worth(b, saturate_times(q->heads.count, USUAL_WORK));
}

static Outcome
evaluate_one(const Heads *h, size_t head, const Tools *w)
{
    Query one = *h->query;
    one.heads.at = h->query->heads.at + head;
    one.heads.count = 1;
    tools_limit(w);
    return rounded_evaluate(&h->to[head], &one, w);
}

/* ---- several at once ---- */

/* False: it was not answered. */
static bool
try_one(void *heads, size_t at, size_t worker, Budget *b)
{
    Heads *h = heads;
    Trouble t = {0};
    Budget own = *b;
    own.bytes = h->bytes;
    own.shared = true;
    own.threads = 1;
    own.tick = NULL;
    Tools tools = {.meaning = h->tools->meaning,
                   .budget = &own,
                   .trouble = &t,
                   .store = &h->stores[worker],
                   .digits = h->tools->digits};
    size_t head = h->order.at[at];
    h->done[head] = evaluate_one(h, head, &tools) == OUTCOME_DONE && !t.box;
    trouble_clear(&t);
    if (!h->done[head])
        atomic_store(&h->failed, true);
    b->steps = own.steps;
    b->next_check = own.next_check;
    return budget_step(b, 1) && h->done[head];
}

/* False: the budget said stop. */
static bool
try_at_once(Heads *h, size_t workers)
{
    h->stores = memory_new(workers, sizeof *h->stores);
    for (size_t i = 0; i < workers; i++)
        h->stores[i].more = h->tools->store;
    h->bytes = limit_bytes(h->tools->budget) / workers + 1; /* 0 is no limit */
    bool going = team_each(try_one, h, h->order.count, workers, h->tools->budget);
    for (size_t i = 0; i < workers; i++)
        table_store_clear(&h->stores[i]);
    memory_free(h->stores);
    return going || (atomic_load(&h->failed) && h->tools->budget->stop == STOP_NOT);
}

/* ---- one after the other ---- */

/* Those first that depend on most: where one is too large, nobody has waited for the small ones.
 * Where one is put off, the others may be so, too. */
static Outcome
evaluate_rest(const Heads *h)
{
    Outcome outcome = OUTCOME_DONE;
    Trouble *t = h->tools->trouble;
    const Box *box = NULL; /* whose row made some head undefined */
    size_t row = 0;
    bool put_off = false;
    for (size_t i = 0; i < h->order.count && outcome == OUTCOME_DONE; i++) {
        if (h->done[h->order.at[i]])
            continue;
        outcome = evaluate_one(h, h->order.at[i], h->tools);
        if (outcome == OUTCOME_DONE && t->box) {
            box = t->box;
            row = t->row;
        }
        if (outcome == OUTCOME_STOPPED && budget_resume(h->tools->budget)) {
            put_off = true;
            outcome = OUTCOME_DONE;
        }
    }
    if (outcome == OUTCOME_DONE && put_off) {
        h->tools->budget->stop = STOP_PUT_OFF;
        return OUTCOME_STOPPED;
    }
    if (outcome == OUTCOME_DONE) {
        t->box = box;
        t->row = row;
    }
    return outcome;
}

Outcome
heads_evaluate(Matrix *to, const Query *q, bool apart, const Tools *w)
{
    Heads h = {.to = to, .query = q, .tools = w};
    size_t workers = apart && !w->budget->blocks ? count_workers(q, w->budget) : 1;
    query_sort_heads(&h.order, q);
    h.done = memory_new(q->heads.count + 1, sizeof *h.done);
    bool going = workers < 2 || try_at_once(&h, workers);
    Outcome outcome = going ? evaluate_rest(&h) : OUTCOME_STOPPED;
    memory_free(h.done);
    array_clear(&h.order);
    return outcome;
}

/* ---- what they take ---- */

typedef struct HeadCosts {
    const Query *query;
    const Tools *tools;
    uint64_t most;
    atomic_uint_fast64_t work; /* so far */
} HeadCosts;

static bool
add_cost(void *costs, size_t head, size_t worker, Budget *b)
{
    HeadCosts *c = costs;
    Query one = *c->query;
    (void)worker;
    one.heads.at = c->query->heads.at + head;
    one.heads.count = 1;
    Cost cost, most = {UINT64_MAX, c->most};
    uint64_t before = atomic_load(&c->work);
    if (before > c->most)
        return true;
    if (evaluate_cost(&cost, &one, c->tools->meaning, &most, b) != OUTCOME_DONE)
        cost.work = c->most;
    uint64_t add = saturate_plus(cost.work, HEAD_WORK);
    while (!atomic_compare_exchange_weak(&c->work, &before, saturate_plus(before, add)))
        continue;
    return b->stop == STOP_NOT;
}

uint64_t
heads_work(const Query *q, uint64_t most, const Tools *w)
{
    HeadCosts c = {.query = q, .tools = w, .most = most};
    bool going = team_each(add_cost, &c, q->heads.count, count_workers(q, w->budget), w->budget);
    return going ? atomic_load(&c.work) : UINT64_MAX;
}
