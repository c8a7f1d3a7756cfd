/* part.c -- numbers with their derivatives; see part.h. */
#include "lang/estimate/part.h"

#include "base/array.h"

void
parts_clear(PartList *l)
{
    for (size_t i = 0; i < l->count; i++) {
        Part *p = &l->at[i];
        for (size_t e = 0; p->by && e < l->entries; e++)
            mpq_clear(p->by[e]);
        memory_free(p->by);
        mpq_clear(p->value);
    }
    array_clear(l);
}

Part *
parts_add(PartList *l)
{
    Part p = {0};
    mpq_init(p.value);
    if (l->entries)
        p.by = memory_new(l->entries, sizeof *p.by);
    for (size_t e = 0; e < l->entries; e++)
        mpq_init(p.by[e]);
    array_push(l, p);
    return &l->at[l->count - 1];
}

/* to += times * more */
static void
add_times(mpq_t to, const mpq_t times, const mpq_t more, mpq_t scratch)
{
    mpq_mul(scratch, times, more);
    mpq_add(to, to, scratch);
}

void
part_add(Part *to, size_t entries, const mpq_t times, const mpq_t value, const mpq_t *by)
{
    mpq_t scratch;
    mpq_init(scratch);
    add_times(to->value, times, value, scratch);
    for (size_t e = 0; e < entries; e++)
        add_times(to->by[e], times, by[e], scratch);
    mpq_clear(scratch);
}

/* The derivatives of `to`, which may be a: times_a a + times_b b. */
static void
combine(PartList *to, const PartList *a, const mpq_t times_a, const PartList *b,
        const mpq_t times_b)
{
    mpq_t sum, scratch;
    mpq_inits(sum, scratch, NULL);
    for (size_t e = 0; e < to->entries; e++) {
        mpq_set_ui(sum, 0, 1);
        if (a->entries)
            add_times(sum, times_a, a->at[0].by[e], scratch);
        if (b && b->entries)
            add_times(sum, times_b, b->at[0].by[e], scratch);
        mpq_set(to->at[0].by[e], sum);
    }
    mpq_clears(sum, scratch, NULL);
}

void
part_apply(PartOperation op, PartList *a, const PartList *b)
{
    PartList to = {.entries = a->entries ? a->entries : b->entries};
    Part *p = parts_add(&to);
    mpq_t times_a, times_b;
    mpq_inits(times_a, times_b, NULL);
    mpq_set_ui(times_a, 1, 1);
    mpq_set_ui(times_b, 1, 1);
    mpq_ptr x = a->at[0].value, y = b->at[0].value;
    p->undefined = a->at[0].undefined || b->at[0].undefined;
    if (op == PART_SUM) {
        mpq_add(p->value, x, y);
    } else if (op == PART_PRODUCT) {
        mpq_mul(p->value, x, y);
        mpq_set(times_a, y);
        mpq_set(times_b, x);
    } else if (mpq_sgn(y) == 0) {
        p->undefined = true;
    } else {
        mpq_div(p->value, x, y);
        mpq_inv(times_a, y);
        mpq_div(times_b, p->value, y);
        mpq_neg(times_b, times_b);
    }
    combine(&to, a, times_a, b, times_b);
    parts_clear(a);
    *a = to;
    mpq_clears(times_a, times_b, NULL);
}

void
part_negate(PartList *a)
{
    mpq_neg(a->at[0].value, a->at[0].value);
    for (size_t e = 0; e < a->entries; e++)
        mpq_neg(a->at[0].by[e], a->at[0].by[e]);
}

/* d = power * a ^ (power - 1) */
void
part_raise(PartList *a, int64_t power)
{
    mpq_ptr x = a->at[0].value;
    uint64_t size = power < 0 ? 0 - (uint64_t)power : (uint64_t)power;
    mpq_t whole, factor;
    mpq_inits(whole, factor, NULL);
    if (power < 0 && mpq_sgn(x) == 0) {
        a->at[0].undefined = true;
    } else {
        mpz_pow_ui(mpq_numref(whole), mpq_numref(x), size);
        mpz_pow_ui(mpq_denref(whole), mpq_denref(x), size);
        if (power < 0)
            mpq_inv(whole, whole);
        mpq_set_si(factor, power, 1);
        mpq_mul(factor, factor, whole);
        if (mpq_sgn(x))
            mpq_div(factor, factor, x);
        else
            mpq_set_si(factor, power == 1, 1);
        mpq_set(x, whole);
        combine(a, a, factor, NULL, NULL);
    }
    mpq_clears(whole, factor, NULL);
}
