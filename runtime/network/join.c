/* join.c -- see join.h.  The pair with the smallest product is joined first.  Where there are very
 * many factors, as at a hub, neighbours in the list are joined, round by round: that takes linear
 * time, and keeps numbers of similar length together. */
#include "network/join.h"

#include "base/saturate.h"
#include "base/memory.h"

enum {
    FEW = 24,        /* so many factors are compared each with each */
    WORTH = 1024,    /* steps through fewer entries stay as they are */
    WORTH_BACK = 64, /* the same, on the way back */
    SHARE = 4,       /* a joined table has at most so small a part of the step's entries */
    SHARE_LARGER = 4 /* and if it is larger than both its factors, this (on the way back only) */
};

typedef struct Joiner {
    const Shape *shape;
    const Plan *old;
    Plan *made;
    bool back;
    ARRAY(size_t) number; /* of each old step: its result */
    ARRAY(size_t) items;  /* factors of the step in hand */
    ARRAY(size_t) seen;   /* of each variable: the last stamp */
    size_t stamp;
    mpz_t entries, bytes, size;
} Joiner;

static const uint32_t *
scope_of(const Joiner *j, size_t factor, size_t *count)
{
    size_t first = j->shape->factors.count;
    const Scope *s =
        factor < first ? &j->shape->factors.at[factor] : &j->made->steps.at[factor - first].result;
    *count = s->count;
    return (factor < first ? j->shape->scopes.at : j->made->scopes.at) + s->first;
}

static uint64_t
bits_of(const Joiner *j, size_t factor)
{
    size_t first = j->shape->factors.count;
    return factor < first ? j->shape->factors.at[factor].bits
                          : j->made->steps.at[factor - first].result.bits;
}

/* The size of what is over the factor's variables that are not marked; they are marked. */
static uint64_t
mark_new(Joiner *j, size_t factor)
{
    uint64_t size = 1;
    size_t count;
    const uint32_t *scope = scope_of(j, factor, &count);
    for (size_t i = 0; i < count; i++) {
        if (j->seen.at[scope[i]] == j->stamp)
            continue;
        j->seen.at[scope[i]] = j->stamp;
        size = saturate_times(size, j->shape->sizes.at[scope[i]]);
    }
    return size;
}

static uint64_t
factor_size(Joiner *j, size_t factor)
{
    j->stamp++;
    return mark_new(j, factor);
}

/* The size of two factors' product, UINT64_MAX where it is not worth making. */
static uint64_t
join_size(Joiner *j, size_t a, size_t b, uint64_t whole)
{
    uint64_t x = factor_size(j, a), both = saturate_times(x, mark_new(j, b)), y = factor_size(j, b);
    bool larger = both > x && both > y;
    if (larger && !j->back)
        return UINT64_MAX;
    return both <= whole / (larger ? SHARE_LARGER : SHARE) ? both : UINT64_MAX;
}

/* The worst moment so far; the tables that the last step consumed end after it. */
static void
count_step(Joiner *j, const PlanStep *s)
{
    Plan *p = j->made;
    size_t first = j->shape->factors.count;
    uint64_t size = factor_size(j, first + p->steps.count - 1);
    mpz_set_ui(j->size, size);
    mpz_add(j->entries, j->entries, j->size);
    mpz_addmul_ui(j->bytes, j->size, entry_bytes(s->result.bits));
    if (mpz_cmp(j->size, p->largest) > 0)
        mpz_set(p->largest, j->size);
    if (mpz_cmp(j->bytes, p->bytes) > 0) {
        mpz_set(p->bytes, j->bytes);
        mpz_set(p->entries, j->entries);
    }
    if (s->variable != NO_VARIABLE)
        mpz_mul_ui(j->size, j->size, j->shape->sizes.at[s->variable]);
    mpz_addmul_ui(p->cost, j->size, s->factors ? s->factors : 1);
    for (size_t i = 0; i < s->factors; i++) {
        size_t factor = p->consumed.at[s->first_factor + i];
        if (factor < first)
            continue;
        mpz_set_ui(j->size, factor_size(j, factor));
        mpz_sub(j->entries, j->entries, j->size);
        mpz_submul_ui(j->bytes, j->size, entry_bytes(bits_of(j, factor)));
    }
}

/* Items a and b become one, in a's place. */
static void
join(Joiner *j, size_t a, size_t b)
{
    Plan *p = j->made;
    PlanStep s = {.variable = NO_VARIABLE, .first_factor = p->consumed.count, .factors = 2};
    size_t pair[2] = {j->items.at[a], j->items.at[b]};
    s.result.first = p->scopes.count;
    j->stamp++;
    for (int k = 0; k < 2; k++) {
        size_t count;
        scope_of(j, pair[k], &count);
        array_reserve(&p->scopes, count);
        const uint32_t *scope = scope_of(j, pair[k], &count);
        for (size_t i = 0; i < count; i++) {
            if (j->seen.at[scope[i]] == j->stamp)
                continue;
            j->seen.at[scope[i]] = j->stamp;
            array_push(&p->scopes, scope[i]);
        }
        array_push(&p->consumed, pair[k]);
        s.result.bits += bits_of(j, pair[k]);
    }
    s.result.count = p->scopes.count - s.result.first;
    j->items.at[a] = j->shape->factors.count + p->steps.count;
    array_push(&p->steps, s);
    count_step(j, &s);
}

/* One round of joining neighbours.  False: none was. */
static bool
join_neighbours(Joiner *j, uint64_t whole)
{
    size_t before = j->items.count, count = 0;
    for (size_t i = 0; i < before; i++) {
        bool pair =
            i + 1 < before && join_size(j, j->items.at[i], j->items.at[i + 1], whole) != UINT64_MAX;
        if (pair)
            join(j, i, i + 1);
        j->items.at[count++] = j->items.at[i];
        i += pair;
    }
    j->items.count = count;
    return count < before;
}

/* The pair whose product is smallest.  False: none is worth it. */
static bool
join_best(Joiner *j, uint64_t whole)
{
    uint64_t best = UINT64_MAX;
    size_t a = 0, b = 0;
    for (size_t x = 0; x < j->items.count; x++)
        for (size_t y = x + 1; y < j->items.count; y++) {
            uint64_t size = join_size(j, j->items.at[x], j->items.at[y], whole);
            if (size >= best)
                continue;
            best = size;
            a = x;
            b = y;
        }
    if (best == UINT64_MAX)
        return false;
    join(j, a, b);
    j->items.at[b] = j->items.at[--j->items.count];
    return true;
}

static void
join_items(Joiner *j, uint64_t whole)
{
    bool many = j->items.count > FEW;
    if (!many && whole < (uint64_t)(j->back ? WORTH_BACK : WORTH))
        return;
    while (j->items.count > FEW && join_neighbours(j, many ? UINT64_MAX - 1 : whole))
        ;
    while (j->items.count > 2 && j->items.count <= FEW && join_best(j, whole))
        ;
}

static void
copy_step(Joiner *j, size_t step)
{
    const PlanStep *old = &j->old->steps.at[step];
    Plan *p = j->made;
    size_t first = j->shape->factors.count;
    uint64_t whole = 1;
    j->items.count = 0;
    j->stamp++;
    for (size_t i = 0; i < old->factors; i++) {
        size_t factor = j->old->consumed.at[old->first_factor + i];
        factor = factor < first ? factor : j->number.at[factor - first];
        array_push(&j->items, factor);
        whole = saturate_times(whole, mark_new(j, factor));
    }
    join_items(j, whole);
    PlanStep s = *old;
    s.first_factor = p->consumed.count;
    s.factors = j->items.count;
    s.result.first = p->scopes.count;
    for (size_t i = 0; i < j->items.count; i++)
        array_push(&p->consumed, j->items.at[i]);
    for (size_t i = 0; i < old->result.count; i++)
        array_push(&p->scopes, j->old->scopes.at[old->result.first + i]);
    array_push(&j->number, first + p->steps.count);
    array_push(&p->steps, s);
    count_step(j, &s);
}

void
plan_join(Plan *p, const Shape *s, uint64_t limit, bool back)
{
    Plan made;
    plan_init(&made);
    Joiner j = {.shape = s, .old = p, .made = &made, .back = back};
    mpz_inits(j.entries, j.bytes, j.size, NULL);
    mpz_set_ui(j.bytes, s->bytes);
    mpz_set(made.bytes, j.bytes);
    mpz_set(made.effort, p->effort);
    array_reserve(&made.scopes, 1); /* never NULL: views point into them */
    array_add_zeroed(&j.seen, s->sizes.count + 1);
    array_set(&made.late, &p->late);
    for (size_t i = 0; i < p->steps.count; i++)
        copy_step(&j, i);
    made.too_large = mpz_cmp_ui(made.bytes, limit) > 0;
    if (made.steps.count > p->steps.count && made.too_large <= p->too_large) {
        Plan old = *p;
        *p = made;
        made = old;
    }
    mpz_clears(j.entries, j.bytes, j.size, NULL);
    array_clear(&j.number);
    array_clear(&j.items);
    array_clear(&j.seen);
    plan_clear(&made);
}
