/* run.c -- see run.h. */
#include "contract/run.h"

void
run_init(Run *r, const Network *n, const Plan *p)
{
    *r = (Run){.network = n, .plan = p};
    mpz_init_set_ui(r->scale, n->impossible ? 0 : 1);
    array_reserve(&r->results, p->steps.count);
    for (size_t i = 0; i < p->steps.count; i++)
        array_push(&r->results, (Table){.whole = true});
    array_add_zeroed(&r->strides, p->scopes.count + 1);
}

void
run_clear(Run *r)
{
    for (size_t i = 0; i < r->results.count; i++)
        table_clear(&r->results.at[i]);
    array_clear(&r->results);
    array_clear(&r->strides);
    array_clear(&r->left);
    mpz_clear(r->scale);
    walk_clear(&r->walk);
}

View
run_view(const Run *r, size_t factor)
{
    const Shape *s = &r->network->shape;
    size_t first = s->factors.count;
    if (factor < first) {
        const Factor *f = &r->network->factors.at[factor];
        const Scope *scope = &s->factors.at[factor];
        return (View){&r->network->tables.at[f->table], f->offset, s->scopes.at + scope->first,
                      r->network->strides.at + scope->first, scope->count};
    }
    const Scope *scope = &r->plan->steps.at[factor - first].result;
    return (View){&r->results.at[factor - first], 0, r->plan->scopes.at + scope->first,
                  r->strides.at + scope->first, scope->count};
}

/* A factor over nothing. */
static void
scale_by(Run *r, const View *v)
{
    if (v->table->bit) {
        if (!v->table->bit[v->offset])
            mpz_set_ui(r->scale, 0);
        return;
    }
    mpz_t entry;
    mpz_init(entry);
    table_read(entry, v->table, v->offset);
    mpz_mul(r->scale, r->scale, entry);
    mpz_clear(entry);
}

void
run_start(Run *r, Budget *b)
{
    const Shape *s = &r->network->shape;
    b->total = plan_figure(r->plan->cost);
    b->done = 0;
    for (size_t f = 0; f < s->factors.count; f++) {
        View v = run_view(r, f);
        if (v.count == 0)
            scale_by(r, &v);
    }
}

void
run_finish(Run *r)
{
    size_t count = r->network->shape.factors.count + r->plan->steps.count;
    ARRAY(bool) gone = {0};
    array_add_zeroed(&gone, count + 1);
    for (size_t i = 0; i < r->plan->consumed.count; i++)
        gone.at[r->plan->consumed.at[i]] = true;
    for (size_t f = 0; f < count; f++) {
        View v = run_view(r, f);
        if (!gone.at[f] && v.count)
            array_push(&r->left, v);
        else if (!gone.at[f] && f >= r->network->shape.factors.count)
            scale_by(r, &v);
    }
    array_clear(&gone);
}
