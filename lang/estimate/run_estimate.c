/* run_estimate.c -- estimate; see run_estimate.h. */
#include "lang/estimate/run_estimate.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/estimate/complain_estimate.h"
#include "lang/estimate/estimate_text.h"
#include "statistics/resample.h"
#include "statistics/spread.h"

static void
estimates_clear(Estimates *x)
{
    for (size_t i = 0; i < x->list.count; i++)
        mpq_clears(x->list.at[i].value, x->list.at[i].variance, x->list.at[i].low,
                   x->list.at[i].high, NULL);
    array_clear(&x->list);
    findings_clear(&x->findings);
    estimated_clear(&x->quantity);
    sample_clear(&x->sample);
}

/* The expression without its context. */
static const Node *
expression_of(const Estimates *x)
{
    return node_is_in(x->asked) ? x->asked->kids[0] : x->asked;
}

static bool
stopped(Estimates *x)
{
    return complain_stopped(&x->sample.s->complain, &x->sample.s->budget, expression_of(x)->at);
}

/* The values, with the variance that the derivatives give. */
static bool
find_estimates(Estimates *x)
{
    Sample *m = &x->sample;
    PartList parts = {0};
    m->s->staging = true;
    bool ok = estimated_find(m, &x->quantity, &parts, &x->findings);
    m->s->staging = false;
    for (size_t i = 0; ok && i < parts.count; i++) {
        Estimate e = {.undefined = parts.at[i].undefined};
        mpq_inits(e.value, e.variance, e.low, e.high, NULL);
        mpq_set(e.value, parts.at[i].value);
        array_push(&x->list, e);
        if (parts.entries && !e.undefined &&
            !spread_variance(x->list.at[i].variance, meaning_find(&m->s->meaning, m->box->id),
                             (const mpq_t *)parts.at[i].by, m->rows, m->weight, m->added,
                             &m->s->budget))
            ok = stopped(x);
    }
    parts_clear(&parts);
    return ok;
}

/* ---- the bootstrap ---- */

/* The values of each estimate in all resamples where it has one. */
typedef struct Resampled {
    mpq_t **values;
    size_t *count;
    size_t estimates;
} Resampled;

static void
resampled_clear(Resampled *r)
{
    for (size_t i = 0; i < r->estimates; i++) {
        for (size_t k = 0; k < r->count[i]; k++)
            mpq_clear(r->values[i][k]);
        memory_free(r->values[i]);
    }
    memory_free(r->values);
    memory_free(r->count);
}

static bool
resampled_init(Resampled *r, Estimates *x)
{
    enum { VALUE_BYTES = 128 };
    const uint64_t most = UINT64_C(10000000000);
    uint64_t times = x->sample.times;
    r->estimates = x->list.count;
    r->values = memory_new(r->estimates + 1, sizeof *r->values);
    r->count = memory_new(r->estimates + 1, sizeof *r->count);
    if (x->sample.rows > most / times)
        return complain_draws(&x->sample.s->complain, x->asked->at, x->sample.rows, times, most);
    if (!budget_allows(&x->sample.s->budget, times * r->estimates * VALUE_BYTES))
        return stopped(x);
    for (size_t i = 0; i < r->estimates; i++)
        r->values[i] = memory_new(times, sizeof **r->values);
    return true;
}

static bool
add_resample(Estimates *x, Resampled *to, Resample *r)
{
    PartList parts = {0};
    if (!resample_next(r, &x->sample.s->budget))
        return stopped(x);
    sample_recount(&x->sample, r->count.at);
    bool ok = estimated_find(&x->sample, &x->quantity, &parts, NULL);
    for (size_t i = 0; ok && i < parts.count; i++) {
        if (parts.at[i].undefined)
            continue;
        mpq_t *value = &to->values[i][to->count[i]++];
        mpq_init(*value);
        mpq_set(*value, parts.at[i].value);
    }
    parts_clear(&parts);
    return ok;
}

static bool
take_resampled(Estimates *x, Resampled *r)
{
    bool ok = true;
    for (size_t i = 0; ok && i < r->estimates; i++) {
        Estimate *e = &x->list.at[i];
        e->defined = r->count[i];
        if (e->undefined)
            continue;
        ok = e->defined > 1 || complain_no_resample(&x->sample.s->complain, x->asked->at,
                                                    e->defined, x->sample.times);
        if (ok)
            spread_of_values(e->variance, e->low, e->high, r->values[i], r->count[i]);
    }
    return ok;
}

static bool
resample_all(Estimates *x)
{
    Resampled found = {0};
    Resample r;
    Budget *b = &x->sample.s->budget;
    resample_init(&r, x->sample.counts.at, x->sample.counts.count, x->sample.seed);
    bool ok = resampled_init(&found, x);
    for (uint64_t i = 0; ok && i < x->sample.times; i++) {
        b->total = x->sample.times;
        b->done = i;
        ok = add_resample(x, &found, &r);
    }
    ok = ok && take_resampled(x, &found);
    resampled_clear(&found);
    resample_clear(&r);
    return ok;
}

/* ---- the statement ---- */

static bool
answer(Estimates *x)
{
    Session *s = x->sample.s;
    const Context *outer = s->asked;
    const Node *e = expression_of(x);
    bool ok, more;
    s->asked = &x->sample.context;
    do {
        more = false;
        estimated_clear(&x->quantity);
        ok = sample_make(&x->sample) && estimated_read(s, &x->quantity, e);
        if (ok)
            estimated_mark(&x->sample, &x->quantity, &more);
    } while (ok && more);
    if (ok && x->quantity.kind == ESTIMATED_NUMBER)
        ok = complain_no_estimate(&s->complain, e->at, "it asks for no P or E");
    ok = ok && find_estimates(x) && (!x->sample.times || resample_all(x));
    s->asked = outer;
    return ok;
}

bool
run_estimate(Session *s, const Node *n)
{
    Estimates x = {.asked = n->kids[0]};
    sample_init(&x.sample, s);
    bool ok = sample_of_question(&x.sample, x.asked, n->kids[1]) && answer(&x);
    if (ok)
        say(s, &estimate_voice, &x);
    estimates_clear(&x);
    return ok;
}
