/* limb_run.c -- see limb_run.h.  The loops of a step begin with the variables of the factor with
 * the longest numbers: so long numbers are multiplied seldom and by short ones (sweep.h).  A table
 * ends as soon as its reader is done. */
#include "contract/limb_run.h"

#include "contract/sweep.h"

#include <stdlib.h>

typedef struct Part {
    size_t factor;
    uint64_t bits;
} Part;

static int
compare_parts(const void *a, const void *b)
{
    const Part *x = a, *y = b;
    if (x->bits != y->bits)
        return x->bits > y->bits ? -1 : 1;
    return x->factor < y->factor ? -1 : x->factor > y->factor;
}

/* What a step works with; views[0] is where its sums go. */
typedef struct Work {
    ARRAY(Part) parts;
    ARRAY(View) views;
    ARRAY(uint32_t) order;
    ARRAY(size_t) seen; /* of each variable: the step that met it last, plus 1 */
    Sweep sweep;
} Work;

static void
order_add(Work *w, uint32_t variable, size_t stamp)
{
    if (w->seen.at[variable] == stamp)
        return;
    w->seen.at[variable] = stamp;
    array_push(&w->order, variable);
}

static uint64_t
part_bits(const Run *r, size_t factor)
{
    size_t first = r->network->shape.factors.count;
    return factor < first ? r->network->shape.factors.at[factor].bits
                          : r->plan->steps.at[factor - first].result.bits;
}

static void
gather(Run *r, Work *w, size_t step)
{
    const PlanStep *s = &r->plan->steps.at[step];
    w->parts.count = w->views.count = w->order.count = 0;
    for (size_t i = 0; i < s->factors; i++) {
        size_t factor = r->plan->consumed.at[s->first_factor + i];
        array_push(&w->parts, ((Part){factor, part_bits(r, factor)}));
    }
    if (w->parts.count > 1)
        qsort(w->parts.at, w->parts.count, sizeof *w->parts.at, compare_parts);

    View target = run_view(r, r->network->shape.factors.count + step);
    target.table = NULL;
    array_push(&w->views, target);
    for (size_t i = 0; i < w->parts.count; i++) {
        View v = run_view(r, w->parts.at[i].factor);
        array_push(&w->views, v);
        for (size_t j = 0; j < v.count; j++)
            order_add(w, v.scope[j], step + 1);
    }
    if (s->variable != NO_VARIABLE)
        order_add(w, s->variable, step + 1);
}

static void
release(Run *r, const Work *w)
{
    size_t first = r->network->shape.factors.count;
    for (size_t i = 0; i < w->parts.count; i++)
        if (w->parts.at[i].factor >= first)
            table_clear(&r->results.at[w->parts.at[i].factor - first]);
}

static bool
run_step(Run *r, Work *w, size_t step, Budget *b)
{
    const PlanStep *s = &r->plan->steps.at[step];
    const Shape *shape = &r->network->shape;
    Table *to = &r->results.at[step];
    gather(r, w, step);
    Step work = {.target = w->views.at[0],
                 .strides = r->strides.at + s->result.first,
                 .parts = w->views.at + 1,
                 .count = w->views.count - 1,
                 .order = w->order.at,
                 .order_count = w->order.count,
                 .sizes = shape->sizes.at,
                 .size_count = shape->sizes.count};
    bool going = sweep_run(&w->sweep, to, &work, b);
    release(r, w);
    return going;
}

bool
limb_run(Run *r, Budget *b)
{
    Work w = {0};
    bool going = true;
    array_add_zeroed(&w.seen, r->network->shape.sizes.count + 1);
    for (size_t i = 0; i < r->plan->steps.count && going; i++)
        going = run_step(r, &w, i, b);
    array_clear(&w.parts);
    array_clear(&w.views);
    array_clear(&w.order);
    array_clear(&w.seen);
    sweep_clear(&w.sweep);
    return going;
}
