/* ends.c -- the programs of a question and their ends; see finding.h. */
#include "bounds/finding.h"

#include "base/saturate.h"

/* ---- numbers of a part ---- */

static void
numbers_swap(LinearNumbers *a, LinearNumbers *b)
{
    LinearNumbers old = *a;
    *a = *b;
    *b = old;
}

static bool
is_one_number(const LinearNumbers *a)
{
    bool same = true;
    for (size_t i = 1; same && i < a->count; i++)
        same = mpq_equal(&a->at[i], &a->at[0]);
    return same;
}

/* Entry by entry: the outputs are the free atom, if there is one with numbers, and the cause. */
static void
add_entries(LinearNumbers *to, const Matrix *m, bool cause, const LinearNumbers *number)
{
    mpq_t x;
    mpq_init(x);
    for (size_t e = 0; e < m->weight.count; e++) {
        const uint32_t *tuple = matrix_entry_tuple(m, e);
        mpq_set_ui(x, to->count, 1); /* the cause was drawn from so many */
        mpq_mul(x, x, &m->weight.at[e]);
        if (number)
            mpq_mul(x, x, &number->at[tuple[0]]);
        __mpq_struct *sum = &to->at[cause ? tuple[m->out.count - 1] : 0];
        mpq_add(sum, sum, x);
    }
    mpq_clear(x);
}

BoundVerdict
part_costs(LinearNumbers *to, Finding *f, const BoundPart *p, uint32_t main,
           const LinearNumbers *number)
{
    Bound *b = f->b;
    bool cause = main != UINT32_MAX;
    size_t columns = cause ? b->responses.components.at[main].kept.count : 1;
    size_t own = p->grown.at.count - b->responses.components.count;
    Matrix m;
    linear_numbers_clear(to);
    linear_numbers_init(to, columns);
    if (p->never)
        return BOUND_FOUND;
    if (!budget_allows(f->budget, columns * sizeof *to->at * 2))
        return BOUND_STOPPED;
    matrix_init_empty(&m);
    if (cause)
        p->counts[own + main] = true;
    b->outcome = noise_model_evaluate(&m, &b->noise, &p->grown, p->counts, &b->trouble, f->budget);
    if (cause)
        p->counts[own + main] = false;
    bool undefined = b->outcome == OUTCOME_DONE && m.undefined.at[0];
    if (b->outcome == OUTCOME_DONE)
        add_entries(to, &m, cause, number);
    matrix_clear(&m);
    if (undefined) {
        b->component = UINT32_MAX;
        return BOUND_UNDEFINED;
    }
    if (b->outcome == OUTCOME_STOPPED)
        return BOUND_STOPPED;
    return b->outcome == OUTCOME_DONE ? BOUND_FOUND : BOUND_OUTCOME;
}

static BoundVerdict
asked_costs(LinearNumbers *to, Finding *f, size_t term)
{
    const BoundTerm *t = &f->b->terms.at[term];
    return part_costs(to, f, &f->terms.at[term].asked, f->b->main, t->mean ? &t->number : NULL);
}

/* to += times * costs / under */
static void
add_costs(LinearNumbers *to, const LinearNumbers *costs, const mpq_t times, const mpq_t under)
{
    mpq_t x;
    mpq_init(x);
    for (size_t i = 0; i < to->count; i++) {
        mpq_mul(x, &costs->at[i], times);
        mpq_div(x, x, under);
        mpq_add(&to->at[i], &to->at[i], x);
    }
    mpq_clear(x);
}

/* All terms, each over its number of `under`. */
static BoundVerdict
sum_costs(LinearNumbers *to, Finding *f, const LinearNumbers *under)
{
    LinearNumbers costs;
    BoundVerdict v = BOUND_FOUND;
    const Bound *b = f->b;
    size_t n = b->main == UINT32_MAX ? 1 : b->responses.components.at[b->main].kept.count;
    linear_numbers_init(&costs, 0);
    linear_numbers_clear(to);
    linear_numbers_init(to, n);
    for (size_t i = 0; v == BOUND_FOUND && i < f->terms.count; i++) {
        v = asked_costs(&costs, f, i);
        if (v == BOUND_FOUND)
            add_costs(to, &costs, b->terms.at[i].times, &under->at[i]);
    }
    linear_numbers_clear(&costs);
    return v;
}

static void
set_ones(LinearNumbers *to, size_t count)
{
    linear_numbers_clear(to);
    linear_numbers_init(to, count);
    for (size_t i = 0; i < count; i++)
        mpq_set_ui(&to->at[i], 1, 1);
}

/* ---- programs ---- */

void
program_set_costs(Linear *p, const LinearNumbers *costs)
{
    for (size_t i = 0; i < costs->count; i++)
        linear_set_cost(p, i, &costs->at[i]);
}

/* ---- combinations ---- */

/* The components that are neither main nor settled, and the vertices of each. */
typedef struct Others {
    WireList components;
    ARRAY(LinearCorners) corners;
    WireList at; /* which vertex each is at */
    LinearWeights weights;
} Others;

static void
others_clear(Others *o)
{
    for (size_t i = 0; i < o->corners.count; i++)
        linear_corners_clear(&o->corners.at[i]);
    array_clear(&o->corners);
    array_clear(&o->components);
    array_clear(&o->at);
    weights_empty(&o->weights);
    array_clear(&o->weights);
}

static void
weights_set(LinearWeights *to, const LinearWeight *from, size_t count)
{
    weights_empty(to);
    for (size_t i = 0; i < count; i++) {
        LinearWeight w = {.index = from[i].index};
        mpq_init(&w.weight);
        mpq_set(&w.weight, &from[i].weight);
        array_push(to, w);
    }
}

/* Where the other component is now. */
static void
find_weights(LinearWeights *to, const Others *o, size_t i)
{
    const LinearCorners *c = &o->corners.at[i];
    size_t start = c->start.at[o->at.at[i]], end = c->start.at[o->at.at[i] + 1];
    weights_set(to, c->weight.at + start, end - start);
}

static BoundVerdict
list_corners(Finding *f, Others *o)
{
    Bound *b = f->b;
    b->combinations = 1;
    for (uint32_t i = 0; i < b->responses.components.count; i++) {
        if (!b->matters[i] || i == b->main || b->settled[i])
            continue;
        LinearCorners c = {0};
        b->component = i;
        b->linear_result = linear_corners(&c, &b->programs.at[i], CORNERS_MAX, f->budget);
        array_push(&o->corners, c);
        array_push(&o->components, i);
        array_push(&o->at, 0);
        if (b->linear_result != LINEAR_SOLVED)
            return b->linear_result == LINEAR_STOPPED ? BOUND_STOPPED
                   : b->linear_result == LINEAR_MANY  ? BOUND_COMBINED
                                                      : BOUND_LINEAR;
        b->combinations = saturate_times(b->combinations, c.points);
        b->corners = (uint32_t)c.points;
        if (b->combinations > COMBINATIONS_MAX || b->combinations > b->types)
            return BOUND_COMBINED;
    }
    return BOUND_FOUND;
}

/* All components as they are in this combination. */
static bool
weigh(Finding *f, Others *o)
{
    Bound *b = f->b;
    bool ok = true;
    for (uint32_t i = 0; ok && i < b->responses.components.count; i++)
        if (b->matters[i] && (i == b->main || b->settled[i]))
            ok = noise_model_weigh(&b->noise, i, i == b->main ? NULL : &b->point.at[i], f->budget);
    for (size_t i = 0; ok && i < o->components.count; i++) {
        find_weights(&o->weights, o, i);
        ok = noise_model_weigh(&b->noise, o->components.at[i], &o->weights, f->budget);
    }
    return ok;
}

static bool
next_combination(Others *o)
{
    for (size_t i = o->at.count; i-- > 0;) {
        if (++o->at.at[i] < o->corners.at[i].points)
            return true;
        o->at.at[i] = 0;
    }
    return false;
}

/* ---- the best end so far ---- */

/* value, y and the weights of all components are now those of this combination; the weights of the
 * main one are divided by `by`. */
static void
keep_end(Finding *f, const Others *o, int which, LinearEnd *end, const mpq_t value, const mpq_t by)
{
    Bound *b = f->b;
    BoundEnd *to = &b->ends[which];
    mpq_set(to->value, value);
    numbers_swap(&to->y, &end->y);
    if (!to->at.count)
        array_add_zeroed(&to->at, b->responses.components.count);
    for (uint32_t i = 0; i < b->responses.components.count; i++)
        if (b->matters[i] && b->settled[i])
            weights_set(&to->at.at[i], b->point.at[i].at, b->point.at[i].count);
    for (size_t i = 0; i < o->components.count; i++)
        find_weights(&to->at.at[o->components.at[i]], o, i);
    if (b->main == UINT32_MAX)
        return;
    LinearWeights *own = &to->at.at[b->main];
    weights_set(own, end->q.at, end->q.count);
    for (size_t i = 0; i < own->count; i++)
        mpq_div(&own->at[i].weight, &own->at[i].weight, by);
}

static bool
is_better(const Bound *b, int which, const mpq_t value)
{
    const BoundEnd *e = &b->ends[which];
    if (!e->at.count)
        return true;
    int sign = mpq_cmp(value, e->value);
    return which ? sign > 0 : sign < 0;
}

/* ---- what is given, settled by the data ---- */

/* The ends of P(delta) of a term in this combination. */
static BoundVerdict
given_ends(Finding *f, size_t term, mpq_t least, mpq_t most)
{
    Bound *b = f->b;
    LinearNumbers costs;
    LinearEnd end;
    linear_numbers_init(&costs, 0);
    BoundVerdict v = part_costs(&costs, f, &f->terms.at[term].given, b->main, NULL);
    if (v == BOUND_FOUND && is_one_number(&costs)) {
        mpq_set(least, &costs.at[0]);
        mpq_set(most, &costs.at[0]);
    } else if (v == BOUND_FOUND) {
        Linear *p = &b->programs.at[b->main];
        program_set_costs(p, &costs);
        for (int e = 0; v == BOUND_FOUND && e < 2; e++) {
            linear_end_init(&end);
            v = program_solve(b, b->main, &end, e ? LINEAR_MOST : LINEAR_LEAST, f->budget);
            mpq_set(e ? most : least, end.value);
            linear_end_clear(&end);
        }
    }
    linear_numbers_clear(&costs);
    return v;
}

/* P(delta) of each term where it is the same in all combinations, else `fixed` is false; *never:
 * the first term for which it is always 0. */
static BoundVerdict
find_given(Finding *f, Others *o, LinearNumbers *under, bool *fixed)
{
    Bound *b = f->b;
    bool first = true, *some = memory_new(f->terms.count + 1, sizeof *some);
    mpq_t least, most;
    BoundVerdict v = BOUND_FOUND;
    mpq_inits(least, most, NULL);
    *fixed = true;
    do {
        if (!weigh(f, o))
            v = BOUND_STOPPED;
        for (size_t i = 0; v == BOUND_FOUND && i < f->terms.count; i++) {
            if (!f->terms.at[i].conditional)
                continue;
            v = given_ends(f, i, least, most);
            *fixed = *fixed && mpq_equal(least, most) &&
                     (first || mpq_equal(least, &under->at[i]));
            mpq_set(&under->at[i], least);
            some[i] = some[i] || mpq_sgn(most) > 0;
            if (mpq_sgn(least) == 0) {
                b->some_never = true;
                b->term = (uint32_t)i;
            }
        }
        first = false;
    } while (v == BOUND_FOUND && next_combination(o));
    for (size_t i = 0; v == BOUND_FOUND && i < f->terms.count; i++)
        if (f->terms.at[i].conditional && !some[i]) {
            b->term = (uint32_t)i;
            v = BOUND_NEVER;
        }
    mpq_clears(least, most, NULL);
    memory_free(some);
    return v;
}

static BoundVerdict
plain_ends(Finding *f, Others *o, const LinearNumbers *costs)
{
    Bound *b = f->b;
    BoundVerdict v = BOUND_FOUND;
    mpq_t one, value;
    mpq_inits(one, value, NULL);
    mpq_set_ui(one, 1, 1);
    if (b->main != UINT32_MAX)
        program_set_costs(&b->programs.at[b->main], costs);
    for (int e = 0; v == BOUND_FOUND && e < 2; e++) {
        LinearEnd end;
        linear_end_init(&end);
        if (b->main == UINT32_MAX)
            mpq_set(end.value, &costs->at[0]);
        else
            v = program_solve(b, b->main, &end, e ? LINEAR_MOST : LINEAR_LEAST, f->budget);
        mpq_add(value, end.value, b->constant);
        if (v == BOUND_FOUND && is_better(b, e, value))
            keep_end(f, o, e, &end, value, one);
        linear_end_clear(&end);
    }
    mpq_clears(one, value, NULL);
    return v;
}

/* What is given has one probability: an ordinary program for each combination. */
static BoundVerdict
ends_plain(Finding *f, Others *o, const LinearNumbers *under)
{
    LinearNumbers costs;
    BoundVerdict v = BOUND_FOUND;
    linear_numbers_init(&costs, 0);
    do {
        v = weigh(f, o) ? sum_costs(&costs, f, under) : BOUND_STOPPED;
        if (v == BOUND_FOUND)
            v = plain_ends(f, o, &costs);
    } while (v == BOUND_FOUND && next_combination(o));
    linear_numbers_clear(&costs);
    return v;
}

/* ---- what is given is not settled: Charnes & Cooper ---- */

/* least or most of over.q / under.q: unknowns q t and t, under.(q t) = 1, A q t - b t = 0. */
static bool
make_ratio(Finding *f, Linear *to, const LinearNumbers *over, const LinearNumbers *under)
{
    const Bound *b = f->b;
    const DataRows *d = &b->rows.at[b->main];
    const WireList *kept = &b->responses.components.at[b->main].kept;
    uint32_t rows = (uint32_t)d->rows.count;
    WireList in = {0};
    mpq_t x;
    if (!budget_allows(f->budget, linear_bytes(kept->count + 1,
                                               saturate_times(kept->count + 1,
                                                              d->contexts.count + 1))))
        return false;
    mpq_init(x);
    linear_clear(to);
    linear_init(to, rows + 1);
    mpq_set_ui(x, 1, 1);
    linear_set_side(to, rows, x);
    bool going = true;
    for (size_t i = 0; going && i < kept->count; i++) {
        linear_add_column(to, &over->at[i]);
        data_rows_of(&in, d, kept->at[i]);
        for (size_t k = 0; k < in.count; k++)
            linear_add_one(to, in.at[k]);
        if (mpq_sgn(&under->at[i]) != 0)
            linear_add_entry(to, rows, &under->at[i]);
        going = budget_step(f->budget, 1 + in.count);
    }
    mpq_set_ui(x, 0, 1);
    linear_add_column(to, x);
    for (uint32_t i = 0; i < rows; i++) {
        mpq_neg(x, &d->side.at[i]);
        if (mpq_sgn(x) != 0)
            linear_add_entry(to, i, x);
    }
    array_clear(&in);
    mpq_clear(x);
    return going;
}

/* Takes the weight t, that of the last column, out of q. */
static void
take_scale(LinearEnd *end, size_t column, mpq_t scale)
{
    mpq_set_ui(scale, 1, 1);
    if (!end->q.count || end->q.at[end->q.count - 1].index != column)
        return;
    mpq_set(scale, &end->q.at[end->q.count - 1].weight);
    mpq_clear(&end->q.at[--end->q.count].weight);
}

static BoundVerdict
ratio_ends(Finding *f, Others *o, const LinearNumbers *over, const LinearNumbers *under,
           const mpq_t more)
{
    Bound *b = f->b;
    Linear p;
    BoundVerdict v = BOUND_FOUND;
    mpq_t value, scale;
    linear_init(&p, 0);
    mpq_inits(value, scale, NULL);
    if (!make_ratio(f, &p, over, under))
        v = BOUND_STOPPED;
    for (int e = 0; v == BOUND_FOUND && e < 2; e++) {
        LinearEnd end;
        linear_end_init(&end);
        b->linear_result = linear_solve(&end, &p, e ? LINEAR_MOST : LINEAR_LEAST, f->budget);
        if (b->linear_result != LINEAR_SOLVED)
            v = b->linear_result == LINEAR_STOPPED ? BOUND_STOPPED : BOUND_LINEAR;
        take_scale(&end, over->count, scale);
        mpq_add(value, end.value, b->constant);
        mpq_add(value, value, more);
        if (v == BOUND_FOUND && is_better(b, e, value))
            keep_end(f, o, e, &end, value, scale);
        linear_end_clear(&end);
    }
    if (v == BOUND_LINEAR && b->linear_result == LINEAR_INFEASIBLE)
        v = BOUND_FOUND; /* what is given cannot happen in this combination */
    mpq_clears(value, scale, NULL);
    linear_clear(&p);
    return v;
}

/* All terms as one ratio: those with a condition have the same one, and the others do not move. */
static BoundVerdict
sum_ratio(Finding *f, LinearNumbers *over, LinearNumbers *under, mpq_t more)
{
    Bound *b = f->b;
    LinearNumbers costs;
    mpq_t one, x;
    size_t columns = b->responses.components.at[b->main].kept.count;
    BoundVerdict v = BOUND_FOUND;
    mpq_inits(one, x, NULL);
    mpq_set_ui(one, 1, 1);
    mpq_set_ui(more, 0, 1);
    linear_numbers_init(&costs, 0);
    linear_numbers_clear(over);
    linear_numbers_init(over, columns);
    linear_numbers_clear(under);
    linear_numbers_init(under, 0);
    for (size_t i = 0; v == BOUND_FOUND && i < f->terms.count; i++) {
        const TermParts *t = &f->terms.at[i];
        if (t->conditional) {
            v = part_costs(&costs, f, &t->given, b->main, NULL);
            if (v == BOUND_FOUND && !under->count)
                numbers_swap(under, &costs);
            else if (v == BOUND_FOUND && !linear_numbers_equal(under, &costs))
                v = BOUND_RATIOS;
        }
        if (v == BOUND_FOUND)
            v = asked_costs(&costs, f, i);
        if (v == BOUND_FOUND && t->conditional) {
            add_costs(over, &costs, b->terms.at[i].times, one);
        } else if (v == BOUND_FOUND) {
            v = is_one_number(&costs) ? BOUND_FOUND : BOUND_RATIOS;
            mpq_mul(x, &costs.at[0], b->terms.at[i].times);
            mpq_add(more, more, x);
        }
    }
    linear_numbers_clear(&costs);
    mpq_clears(one, x, NULL);
    return v;
}

static BoundVerdict
ends_ratio(Finding *f, Others *o)
{
    LinearNumbers over, under;
    mpq_t more;
    BoundVerdict v = BOUND_FOUND;
    mpq_init(more);
    linear_numbers_init(&over, 0);
    linear_numbers_init(&under, 0);
    do {
        v = weigh(f, o) ? sum_ratio(f, &over, &under, more) : BOUND_STOPPED;
        if (v == BOUND_FOUND)
            v = ratio_ends(f, o, &over, &under, more);
    } while (v == BOUND_FOUND && next_combination(o));
    linear_numbers_clear(&over);
    linear_numbers_clear(&under);
    mpq_clear(more);
    return v;
}

/* ---- both ends ---- */

BoundVerdict
finding_ends(Finding *f)
{
    Others o = {0};
    LinearNumbers under;
    bool fixed = true, conditional = false;
    linear_numbers_init(&under, 0);
    set_ones(&under, f->terms.count);
    for (size_t i = 0; i < f->terms.count; i++)
        conditional = conditional || f->terms.at[i].conditional;
    BoundVerdict v = list_corners(f, &o);
    if (v == BOUND_FOUND && conditional)
        v = find_given(f, &o, &under, &fixed);
    if (v == BOUND_FOUND && fixed) {
        if (f->terms.count == 1 && conditional)
            mpq_set(f->b->given, &under.at[0]);
        v = ends_plain(f, &o, &under);
        if (v == BOUND_FOUND && (f->terms.count == 1 || !conditional))
            v = finding_prove(f);
    } else if (v == BOUND_FOUND) {
        v = ends_ratio(f, &o);
    }
    linear_numbers_clear(&under);
    others_clear(&o);
    return v;
}
