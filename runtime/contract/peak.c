/* peak.c -- see peak.h.
 *
 * The slack of an entry is by how much all that is chosen below it may fall short of the best, in
 * logarithms, and still be part of a greatest product: at a root, the error of its table, since the
 * greatest product loses less than that.  A choice that falls short by d hands slack - d down.
 * Each product of choices that are kept is the product of an assignment, and each greatest one is
 * kept; so the greatest of the kept ones is the greatest of all, and its ties are all ties. */
#include "contract/peak.h"

#include "base/saturate.h"
#include "contract/max_sum.h"

/* A value of the step's variable that may be best. */
typedef struct Choice {
    uint32_t value;
    bool best;
} Choice;

/* An entry of a step's result that is looked at again. */
typedef struct Spot {
    size_t entry;
    int64_t slack;
    size_t first, count; /* of the choices */
    mpz_t value, ways;   /* the greatest product, and how many assignments have it */
} Spot;

typedef struct StepSpots {
    Map at; /* entry -> its place in the list */
    ARRAY(Spot) list;
    uint64_t bits; /* how long a product can be */
    bool read;     /* by a later step */
} StepSpots;

typedef struct Search {
    const MaxSum *sums;
    const View *tables;
    StepSpots *steps; /* of each step */
    ARRAY(Choice) choices;
    uint32_t *values; /* of each variable */
    uint64_t bytes, limit;
    size_t spots;
    Budget *budget;
} Search;

void
peak_init(Peak *p)
{
    *p = (Peak){0};
    mpz_inits(p->value, p->count, p->entries, NULL);
}

void
peak_clear(Peak *p)
{
    mpz_clears(p->value, p->count, p->entries, NULL);
    array_clear(&p->values);
}

static const PlanStep *
step_at(const Search *x, size_t step)
{
    return &x->sums->plan->steps.at[step];
}

static size_t
factor_count(const Search *x)
{
    return x->sums->shape->factors.count;
}

/* Factor i that the step reads. */
static size_t
consumed_at(const Search *x, size_t step, size_t i)
{
    return x->sums->plan->consumed.at[step_at(x, step)->first_factor + i];
}

static const LogView *
step_view(const Search *x, size_t step)
{
    return &x->sums->views.at[factor_count(x) + step];
}

static uint32_t
step_choices(const Search *x, size_t step)
{
    uint32_t variable = step_at(x, step)->variable;
    return variable == NO_VARIABLE ? 1 : x->sums->shape->sizes.at[variable];
}

static void
choose(Search *x, size_t step, uint32_t value)
{
    uint32_t variable = step_at(x, step)->variable;
    if (variable != NO_VARIABLE)
        x->values[variable] = value;
}

/* The values of the result's variables at an entry. */
static void
read_entry(Search *x, size_t step, size_t entry)
{
    const LogView *v = step_view(x, step);
    for (size_t i = v->count; i-- > 0;) {
        uint32_t size = x->sums->shape->sizes.at[v->scope[i]];
        x->values[v->scope[i]] = (uint32_t)(entry % size);
        entry /= size;
    }
}

/* ---- which entries are looked at again ---- */

static void
add_spot(Search *x, size_t step, size_t entry, int64_t slack)
{
    StepSpots *s = &x->steps[step];
    uint64_t at;
    if (map_find(&s->at, entry, &at)) {
        Spot *known = &s->list.at[at];
        known->slack = slack > known->slack ? slack : known->slack;
        return;
    }
    Spot spot = {.entry = entry, .slack = slack};
    mpz_inits(spot.value, spot.ways, NULL);
    map_set_at(&s->at, entry, s->list.count);
    array_push(&s->list, spot);
    x->spots++;
    x->bytes += sizeof(Spot) + 4 * sizeof(struct MapSlot) + s->bits / 4;
}

/* The sum of what the step reads, under the values; below 0: never. */
static int64_t
sum_at(const Search *x, size_t step)
{
    int64_t sum = 0;
    for (size_t i = 0; i < step_at(x, step)->factors && sum >= 0; i++) {
        const LogView *v = &x->sums->views.at[consumed_at(x, step, i)];
        sum += v->at[log_view_index(v, x->values)];
    }
    return sum;
}

static void
add_choices(Search *x, size_t step, size_t place)
{
    Spot *spot = &x->steps[step].list.at[place];
    int64_t best = step_view(x, step)->at[spot->entry];
    spot->first = x->choices.count;
    read_entry(x, step, spot->entry);
    for (uint32_t value = 0; value < step_choices(x, step); value++) {
        choose(x, step, value);
        int64_t sum = sum_at(x, step);
        if (sum < 0 || best - sum > spot->slack)
            continue;
        array_push(&x->choices, ((Choice){value, false}));
        x->bytes += 2 * sizeof(Choice);
        for (size_t i = 0; i < step_at(x, step)->factors; i++) {
            size_t factor = consumed_at(x, step, i);
            if (factor >= factor_count(x))
                add_spot(x, factor - factor_count(x),
                         log_view_index(&x->sums->views.at[factor], x->values),
                         spot->slack - (best - sum));
        }
    }
    spot->count = x->choices.count - spot->first;
}

/* How long products can be, and whether a later step reads each result. */
static void
find_bits(Search *x)
{
    for (size_t t = 0; t < x->sums->plan->steps.count; t++)
        for (size_t i = 0; i < step_at(x, t)->factors; i++) {
            size_t factor = consumed_at(x, t, i);
            bool made = factor >= factor_count(x);
            const Table *table = made ? NULL : x->tables[factor].table;
            uint64_t bits = made         ? x->steps[factor - factor_count(x)].bits
                            : table->bit ? 0
                                         : table->width;
            x->steps[t].bits = saturate_plus(x->steps[t].bits, bits);
            if (made)
                x->steps[factor - factor_count(x)].read = true;
        }
}

/* From the last step to the first.  False: the budget said stop, or there are too many. */
static bool
find_spots(Search *x, bool *possible)
{
    size_t count = x->sums->plan->steps.count;
    bool going = true;
    find_bits(x);
    for (size_t t = count; t-- > 0 && going && *possible;) {
        const LogView *v = step_view(x, t);
        if (!x->steps[t].read) {
            *possible = v->at[0] >= 0;
            add_spot(x, t, 0, v->error);
        }
        uint64_t reads = 1 + step_at(x, t)->factors * (1 + v->count);
        uint64_t work = step_choices(x, t) * reads;
        for (size_t i = 0; i < x->steps[t].list.count && going && *possible; i++) {
            add_choices(x, t, i);
            going = budget_step(x->budget, 1 + work / 16) && x->bytes <= x->limit;
        }
    }
    return going;
}

/* ---- exact products ---- */

/* value and ways are multiplied by those of what the step reads, under the values. */
static bool
multiply(Search *x, size_t step, mpz_t value, mpz_t ways, mpz_t scratch)
{
    uint64_t work = 1;
    for (size_t i = 0; i < step_at(x, step)->factors; i++) {
        size_t factor = consumed_at(x, step, i);
        size_t at = log_view_index(&x->sums->views.at[factor], x->values);
        if (factor < factor_count(x)) {
            const Table *t = x->tables[factor].table;
            if (!t->bit) {
                table_read(scratch, t, at);
                mpz_mul(value, value, scratch);
            }
        } else {
            const StepSpots *s = &x->steps[factor - factor_count(x)];
            uint64_t place = 0;
            map_find(&s->at, at, &place);
            mpz_mul(value, value, s->list.at[place].value);
            mpz_mul(ways, ways, s->list.at[place].ways);
        }
        work += mpz_size(value) / 16 + mpz_size(ways) / 16;
    }
    return budget_step(x->budget, work);
}

/* The choices of a spot are compared: the best ones are marked. */
static bool
compare_choices(Search *x, size_t step, Spot *spot, mpz_t room[3])
{
    bool going = true;
    read_entry(x, step, spot->entry);
    for (size_t i = 0; i < spot->count && going; i++) {
        choose(x, step, x->choices.at[spot->first + i].value);
        mpz_set_ui(room[0], 1);
        mpz_set_ui(room[1], 1);
        going = multiply(x, step, room[0], room[1], room[2]);
        int order = mpz_cmp(room[0], spot->value);
        if (order < 0)
            continue;
        for (size_t k = 0; order > 0 && k < i; k++)
            x->choices.at[spot->first + k].best = false;
        x->choices.at[spot->first + i].best = true;
        if (order > 0)
            mpz_swap(spot->ways, room[1]);
        else
            mpz_add(spot->ways, spot->ways, room[1]);
        mpz_set(spot->value, room[0]);
    }
    return going;
}

/* From the first step to the last; the roots' products are the answer. */
static bool
compare_all(Search *x, Peak *to)
{
    size_t count = x->sums->plan->steps.count;
    mpz_t room[3];
    mpz_inits(room[0], room[1], room[2], NULL);
    mpz_set_ui(to->value, 1);
    mpz_set_ui(to->count, 1);
    bool going = true;
    for (size_t t = 0; t < count && going; t++) {
        StepSpots *spots = &x->steps[t];
        for (size_t i = 0; i < spots->list.count && going; i++)
            going = compare_choices(x, t, &spots->list.at[i], room);
        if (!spots->read && going) {
            mpz_mul(to->value, to->value, spots->list.at[0].value);
            mpz_mul(to->count, to->count, spots->list.at[0].ways);
        }
    }
    mpz_clears(room[0], room[1], room[2], NULL);
    return going;
}

/* ---- the assignments ---- */

/* The first best choice of the step from number `from` on, under the values of later steps;
 * SIZE_MAX: there is none. */
static size_t
next_best(Search *x, size_t step, size_t from)
{
    const StepSpots *s = &x->steps[step];
    uint64_t place = 0;
    map_find(&s->at, log_view_index(step_view(x, step), x->values), &place);
    const Spot *spot = &s->list.at[place];
    for (size_t i = from; i < spot->count; i++)
        if (x->choices.at[spot->first + i].best) {
            choose(x, step, x->choices.at[spot->first + i].value);
            return i;
        }
    return SIZE_MAX;
}

/* Later steps choose first, the first step is the fastest. */
static bool
list_all(Search *x, Peak *to, size_t most)
{
    size_t count = x->sums->plan->steps.count, variables = x->sums->shape->sizes.count;
    size_t *taken = memory_new(count + 1, sizeof *taken), open = count;
    bool going = true;
    while (to->listed < most && going) {
        for (; open > 0; open--)
            taken[open - 1] = next_best(x, open - 1, 0);
        for (size_t v = 0; v < variables; v++)
            array_push(&to->values, x->values[v]);
        to->listed++;
        for (open = 0; open < count; open++) {
            size_t next = next_best(x, open, taken[open] + 1);
            if (next == SIZE_MAX)
                continue;
            taken[open] = next;
            break;
        }
        if (open == count)
            break;
        going = budget_step(x->budget, 1 + (count + variables) / 16);
    }
    memory_free(taken);
    return going;
}

static void
search_clear(Search *x)
{
    for (size_t t = 0; t < x->sums->plan->steps.count; t++) {
        StepSpots *s = &x->steps[t];
        for (size_t i = 0; i < s->list.count; i++)
            mpz_clears(s->list.at[i].value, s->list.at[i].ways, NULL);
        array_clear(&s->list);
        map_clear(&s->at);
    }
    memory_free(x->steps);
    memory_free(x->values);
    array_clear(&x->choices);
}

static bool
search(Peak *to, const MaxSum *m, const View *tables, size_t most, uint64_t limit, Budget *b)
{
    Search x = {.sums = m, .tables = tables, .limit = limit, .budget = b};
    x.steps = memory_new(m->plan->steps.count + 1, sizeof *x.steps);
    x.values = memory_new(m->shape->sizes.count + 1, sizeof *x.values);
    bool possible = true, going = find_spots(&x, &possible);
    to->too_large = !going && x.bytes > x.limit;
    mpz_set_ui(to->entries, x.spots);
    if (going && possible)
        going = compare_all(&x, to) && list_all(&x, to, most);
    search_clear(&x);
    return going || to->too_large;
}

bool
peak_find(Peak *to, const Shape *s, const Plan *p, const View *tables, size_t most, uint64_t limit,
          Budget *b)
{
    MaxSum sums;
    bool going = max_sum_run(&sums, s, p, tables, b) && search(to, &sums, tables, most, limit, b);
    max_sum_clear(&sums);
    return going;
}
