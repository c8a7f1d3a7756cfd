/* double_sums.c -- see double_sums.h.  Where all operands stand still or go on by one entry from
 * place to place, a term is added to many places at once; else each place has its sum.  This file
 * is compiled so that sums may be taken in any order, and the loops are for vectors. */
#include "contract/double_sums.h"

#include <string.h>

enum {
    CHUNK = 512, /* so many places are summed before they are written, */
    BLOCK = 64,  /* so many terms before they are added to the others, */
    FEW = 4,     /* not term by term where a row has no more, */
    MOVING = 2   /* and not where more operands move */
};

#define INLINE static inline __attribute__((always_inline))

/* An operand's entries, which are doubles, from a place on. */
INLINE const double *
entries_of(const Operand *o, size_t row, size_t place)
{
    return (const double *)(const void *)o->at + operand_words(o, row, place);
}

/* sum[i] += c * the product of the columns' i-th entries. */
INLINE void
add_term(double *restrict sum, double c, const double *const *at, size_t count, size_t n)
{
    const double *a = at[0], *b = at[1];
    if (count == 0)
        for (size_t i = 0; i < n; i++)
            sum[i] += c;
    else if (count == 1)
        for (size_t i = 0; i < n; i++)
            sum[i] += c * a[i];
    else
        for (size_t i = 0; i < n; i++)
            sum[i] += c * a[i] * b[i];
}

/* A block of terms, for so many places from `place` on. */
INLINE void
add_terms(double *restrict sum, const ResidueSum *s, size_t first, size_t end, size_t row,
          size_t place, size_t n)
{
    for (size_t t = first; t < end; t++) {
        const double *at[MOVING] = {0};
        double c = 1;
        size_t moving = 0;
        for (const Operand *o = s->operands; o < s->operands + s->count; o++) {
            const double *entry = entries_of(o, row, place) + o->terms[t];
            if (o->move)
                at[moving++] = entry;
            else
                c *= *entry;
        }
        if (c > 0)
            add_term(sum, c, at, moving, n);
    }
}

/* Are the terms' entries one after the other? */
INLINE bool
is_run(const uint32_t *terms, size_t count)
{
    size_t apart = 0;
    for (size_t t = 0; t < count; t++)
        apart |= terms[t] ^ (uint32_t)t;
    return apart == 0;
}

/* A block of terms, for one place. */
INLINE double
sum_place(const ResidueSum *s, size_t first, size_t end, size_t row, size_t place, bool runs)
{
    const double *a = entries_of(&s->operands[0], row, place);
    const double *b = entries_of(&s->operands[s->count > 1], row, place);
    const uint32_t *x = s->operands[0].terms, *y = s->operands[s->count > 1].terms;
    double sum = 0;
    if (s->count == 1 && runs)
        for (size_t t = first; t < end; t++)
            sum += a[t];
    else if (s->count == 1)
        for (size_t t = first; t < end; t++)
            sum += a[x[t]];
    else if (s->count == 2 && runs)
        for (size_t t = first; t < end; t++)
            sum += a[t] * b[t];
    else if (s->count == 2)
        for (size_t t = first; t < end; t++)
            sum += a[x[t]] * b[y[t]];
    else
        for (size_t t = first; t < end; t++) {
            double product = a[x[t]] * b[y[t]];
            for (const Operand *o = s->operands + 2; o < s->operands + s->count; o++)
                product *= entries_of(o, row, place)[o->terms[t]];
            sum += product;
        }
    return sum;
}

INLINE void
write_places(double *restrict to, const double *sum, const ResidueSum *s, size_t row, size_t place,
             size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double product = sum[i];
        for (const Operand *o = s->factors; o < s->factors + s->factor_count; o++)
            product *= *entries_of(o, row, place + i);
        to[i] = s->add ? to[i] + product : product;
    }
}

/* Is a term added to many places at once? */
INLINE bool
is_wide(const ResidueSum *s)
{
    size_t moving = 0;
    bool near = s->places > FEW;
    for (const Operand *o = s->operands; o < s->operands + s->count; o++) {
        moving += o->move != 0;
        near = near && o->move <= 1;
    }
    return near && moving <= MOVING;
}

/* Adds a block of terms to the sums, for so many places. */
INLINE void
add_block(double *restrict sum, const ResidueSum *s, size_t first, size_t end, size_t row,
          size_t place, size_t n, bool wide, bool runs)
{
    if (wide)
        add_terms(sum, s, first, end, row, place, n);
    for (size_t i = 0; i < n && !wide; i++)
        sum[i] += sum_place(s, first, end, row, place + i, runs);
}

/* All terms, for so many places; in blocks that are summed by themselves, so that fewer numbers
 * were rounded as often as there are terms. */
INLINE void
sum_places(double *restrict sum, const ResidueSum *s, size_t row, size_t place, size_t n, bool wide,
           bool runs)
{
    double block[CHUNK];
    memset(sum, 0, n * sizeof *sum);
    add_block(sum, s, 0, s->terms < BLOCK ? s->terms : BLOCK, row, place, n, wide, runs);
    for (size_t first = BLOCK; first < s->terms; first += BLOCK) {
        size_t end = s->terms - first < BLOCK ? s->terms : first + BLOCK;
        memset(block, 0, n * sizeof *block);
        add_block(block, s, first, end, row, place, n, wide, runs);
        for (size_t i = 0; i < n; i++)
            sum[i] += block[i];
    }
}

INLINE void
sum_all(double *restrict to, const ResidueSum *s)
{
    double sum[CHUNK];
    bool wide = is_wide(s), runs = true;
    for (size_t k = 0; k < s->count && !wide && s->count <= 2; k++)
        runs = runs && is_run(s->operands[k].terms, s->terms);
    for (size_t row = 0; row < s->rows; row++, to += s->places)
        for (size_t place = 0; place < s->places; place += CHUNK) {
            size_t n = s->places - place < CHUNK ? s->places - place : CHUNK;
            sum_places(sum, s, row, place, n, wide, runs);
            write_places(to + place, sum, s, row, place, n);
        }
}

static void
sum_plain(uint64_t *to, const ResidueSum *s)
{
    sum_all((double *)(void *)to, s);
}

#if defined(__x86_64__) && defined(__GNUC__)

__attribute__((target("avx2,fma"))) static void
sum_avx2(uint64_t *to, const ResidueSum *s)
{
    sum_all((double *)(void *)to, s);
}

static bool
has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

#else

#define sum_avx2 sum_plain

static bool
has_avx2(void)
{
    return false;
}

#endif

const Kernel *
kernel_doubles(void)
{
    static const Kernel plain = {.name = "doubles", .words = sum_plain};
    static const Kernel avx2 = {.name = "doubles", .words = sum_avx2};
    return has_avx2() ? &avx2 : &plain;
}

uint64_t
double_sums_rounds(size_t terms)
{
    return (terms < BLOCK ? terms : BLOCK) + (terms + BLOCK - 1) / BLOCK;
}
