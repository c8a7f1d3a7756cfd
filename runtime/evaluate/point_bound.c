/* point_bound.c -- see point_bound.h. */
#include "evaluate/point_bound.h"

#include "base/saturate.h"
#include "evaluate/point_field.h"
#include "network/plan.h"

enum { MERGED = 64 }; /* an atom is looked for among so many */

void
point_bound_clear(PointBound *b)
{
    for (size_t i = 0; i < b->atoms.count; i++)
        array_clear(&b->atoms.at[i].scope);
    array_clear(&b->atoms);
    *b = (PointBound){0};
}

void
point_bound_add_number(PointBound *to, uint64_t degree, uint64_t bits)
{
    to->degree = saturate_plus(to->degree, degree);
    to->bits = saturate_plus(to->bits, bits);
}

/* Its scope is swapped in. */
static void
take_atom(PointBound *to, PointAtom *a)
{
    size_t count = to->atoms.count, first = count > MERGED ? count - MERGED : 0;
    for (size_t i = first; i < count; i++) {
        PointAtom *old = &to->atoms.at[i];
        if (old->number == a->number && wires_compare(&old->scope, &a->scope) == 0) {
            old->power += a->power;
            array_clear(&a->scope);
            if (old->power == 0) {
                array_clear(&old->scope);
                *old = to->atoms.at[--to->atoms.count];
            }
            return;
        }
    }
    array_push(&to->atoms, *a);
    *a = (PointAtom){0};
}

static void
add_atom(PointBound *to, const PointAtom *from, int64_t power, const uint32_t *name_of)
{
    PointAtom a = {.number = from->number, .power = from->power * power, .degree = from->degree,
                   .bits = from->bits};
    for (size_t k = 0; k < from->scope.count; k++)
        array_push(&a.scope, name_of ? name_of[from->scope.at[k]] : from->scope.at[k]);
    take_atom(to, &a);
}

void
point_bound_add(PointBound *to, const PointBound *b, uint64_t power, const uint32_t *name_of)
{
    point_bound_add_number(to, saturate_times(power, b->degree), saturate_times(power, b->bits));
    for (size_t i = 0; i < b->atoms.count; i++)
        add_atom(to, &b->atoms.at[i], (int64_t)power, name_of);
}

void
point_bound_add_inverse(PointBound *to, const PointBound *b, uint64_t number,
                        const WireList *scope)
{
    PointAtom own = {.number = number, .power = 1, .degree = b->degree, .bits = b->bits};
    array_set(&own.scope, scope);
    take_atom(to, &own);
    for (size_t i = 0; i < b->atoms.count; i++)
        add_atom(to, &b->atoms.at[i], -1, NULL);
}

/* How many values the summed variables of the atom have, which leave its scope; what is left has a
 * number of its own. */
static uint64_t
sum_scope(PointAtom *a, const bool *summed, const uint32_t *sizes)
{
    uint64_t copies = 1, number = a->number;
    size_t kept = 0, gone = 0;
    for (size_t i = 0; i < a->scope.count; i++) {
        uint32_t v = a->scope.at[i];
        if (summed[v]) {
            copies = saturate_times(copies, sizes[v]);
            number = hash_number(number ^ hash_number(i + 1));
            gone++;
        } else {
            a->scope.at[kept++] = v;
        }
    }
    a->scope.count = kept;
    a->number = gone ? number : a->number;
    return copies;
}

void
point_bound_sum(PointBound *b, const bool *summed, const uint32_t *sizes, uint64_t bits)
{
    PointBound made = {0};
    point_bound_add_number(&made, b->degree, saturate_plus(b->bits, bits));
    for (size_t i = 0; i < b->atoms.count; i++) {
        PointAtom a = b->atoms.at[i];
        size_t before = a.scope.count;
        uint64_t copies = sum_scope(&a, summed, sizes);
        uint64_t times = (uint64_t)(a.power < 0 ? -a.power : a.power);
        uint64_t more = a.power < 0 ? times : saturate_times(times, copies - 1);
        b->atoms.at[i].scope = (WireList){0};
        if (a.scope.count == before) {
            take_atom(&made, &a);
            continue;
        }
        point_bound_add_number(&made, saturate_times(more, a.degree), saturate_times(more, a.bits));
        a.degree = saturate_times(copies, a.degree);
        a.bits = saturate_times(copies, a.bits);
        if (a.power > 0)
            take_atom(&made, &a);
        else
            array_clear(&a.scope);
    }
    point_bound_clear(b);
    *b = made;
}

uint64_t
point_bound_certainty(const PointBound *a, const PointBound *b)
{
    PointBound all = {.bits = 1};
    const PointBound *both[] = {a, b};
    for (int i = 0; i < 2; i++) {
        point_bound_add_number(&all, both[i]->degree, both[i]->bits);
        for (size_t k = 0; k < both[i]->atoms.count; k++) {
            const PointAtom *atom = &both[i]->atoms.at[k];
            uint64_t times = (uint64_t)(atom->power < 0 ? -atom->power : atom->power);
            point_bound_add_number(&all, saturate_times(times, atom->degree),
                                   saturate_times(times, atom->bits));
        }
    }
    /* The chance, times 2^54: twice what it is, for points are drawn again (point_bound.h). */
    uint64_t chances = saturate_plus(all.degree >> (POINT_PRIME_BITS - POINT_PRIMES_BITS - 1),
                                     saturate_plus(all.bits / (POINT_PRIME_BITS / 2), 2));
    uint64_t lost = size_log(chances) + 2, whole = (uint64_t)POINT_PRIMES_BITS << POINT_LOG_BITS;
    return lost < whole ? whole - lost : 0;
}
