/* matrix.c -- sparse rows of exact weights; see matrix.h.
 *
 * Invariant: start has one element more than undefined, the last being where the row being built
 * begins; all entries before it are in order, distinct in their row and not zero.
 *
 * A weight is a number that GMP only reads (mpz_roinit_n): its limbs stand in blocks that belong to
 * the matrix, one after the other, so that a table of a million weights is a few pieces of
 * memory. */
#include "num/matrix.h"

#include <assert.h>
#include <stdlib.h>

struct MatrixLimbs {
    MatrixLimbs *older;
    size_t space, used;
    size_t all; /* the space of this block and of all older ones */
    mp_limb_t at[];
};

enum { LIMBS_LEAST = 16, LIMBS_MOST = 1 << 13 };

void
matrix_init(Matrix *m, const SizeList *in, const SizeList *out)
{
    Matrix fresh = {0};
    array_set(&fresh.in, in);
    array_set(&fresh.out, out);
    array_push(&fresh.start, 0);
    *m = fresh;
}

void
matrix_init_empty(Matrix *m)
{
    SizeList none = {0};
    matrix_init(m, &none, &none);
}

void
matrix_clear(Matrix *m)
{
    while (m->limbs) {
        MatrixLimbs *older = m->limbs->older;
        memory_free(m->limbs);
        m->limbs = older;
    }
    array_clear(&m->weight);
    array_clear(&m->in);
    array_clear(&m->out);
    array_clear(&m->index);
    array_clear(&m->start);
    array_clear(&m->undefined);
}

void
matrix_swap(Matrix *a, Matrix *b)
{
    Matrix t = *a;
    *a = *b;
    *b = t;
}

/* ---- weights ---- */

static void
add_block(Matrix *m, size_t space)
{
    MatrixLimbs *block = memory_resize(NULL, sizeof *block + space * sizeof(mp_limb_t), 1);
    block->older = m->limbs;
    block->space = space;
    block->used = 0;
    block->all = space + (m->limbs ? m->limbs->all : 0);
    m->limbs = block;
}

/* Room for so many limbs; blocks double up to a size. */
static mp_limb_t *
take_limbs(Matrix *m, size_t count)
{
    if (!m->limbs || m->limbs->space - m->limbs->used < count) {
        size_t space = m->limbs ? m->limbs->space * 2 : LIMBS_LEAST;
        space = space < LIMBS_MOST ? space : LIMBS_MOST;
        add_block(m, space < count ? count : space);
    }
    m->limbs->used += count;
    return m->limbs->at + m->limbs->used - count;
}

/* A copy of z made of the matrix's limbs. */
static void
set_whole(Matrix *m, mpz_ptr to, mpz_srcptr z)
{
    size_t count = mpz_size(z);
    mp_limb_t *at = take_limbs(m, count ? count : 1);
    at[0] = 0;
    if (count)
        mpn_copyi(at, mpz_limbs_read(z), (mp_size_t)count);
    mpz_roinit_n(to, at, mpz_sgn(z) < 0 ? -(mp_size_t)count : (mp_size_t)count);
}

static void
set_weight(Matrix *m, mpq_ptr to, mpq_srcptr q)
{
    set_whole(m, mpq_numref(to), mpq_numref(q));
    set_whole(m, mpq_denref(to), mpq_denref(q));
}

static void
push_weight(Matrix *m, mpq_srcptr weight)
{
    __mpq_struct copy;
    set_weight(m, &copy, weight);
    array_push(&m->weight, copy);
}

void
matrix_set_weight(Matrix *m, size_t e, const mpq_t weight)
{
    set_weight(m, &m->weight.at[e], weight);
}

void
matrix_reserve(Matrix *m, size_t rows, size_t entries)
{
    array_reserve(&m->weight, entries);
    array_reserve(&m->index, entries * m->out.count);
    array_reserve(&m->start, rows);
    array_reserve(&m->undefined, rows);
    if (entries && (!m->limbs || (m->limbs->space - m->limbs->used) / 2 < entries))
        add_block(m, 2 * entries);
}

void
matrix_set(Matrix *to, const Matrix *m)
{
    Matrix fresh = {0};
    array_set(&fresh.in, &m->in);
    array_set(&fresh.out, &m->out);
    matrix_reserve(&fresh, 0, m->weight.count);
    array_set(&fresh.index, &m->index);
    array_set(&fresh.start, &m->start);
    array_set(&fresh.undefined, &m->undefined);
    for (size_t e = 0; e < m->weight.count; e++)
        push_weight(&fresh, &m->weight.at[e]);
    matrix_swap(to, &fresh);
    matrix_clear(&fresh);
}

uint64_t
matrix_bytes(const Matrix *m)
{
    uint64_t limbs = m->limbs ? m->limbs->all : 0;
    return m->index.count * sizeof *m->index.at + m->weight.count * sizeof *m->weight.at +
           m->start.count * sizeof *m->start.at + limbs * sizeof(mp_limb_t);
}

/* Entry e's tuple; NULL when there are no outputs to have one. */
static uint32_t *
tuple_at(const Matrix *m, size_t e)
{
    return m->out.count ? &m->index.at[e * m->out.count] : NULL;
}

static int
compare_tuples(const uint32_t *a, const uint32_t *b, size_t count)
{
    for (size_t p = 0; p < count; p++)
        if (a[p] != b[p])
            return a[p] < b[p] ? -1 : 1;
    return 0;
}

static int
compare_entries(const Matrix *a, size_t ea, const Matrix *b, size_t eb)
{
    return compare_tuples(tuple_at(a, ea), tuple_at(b, eb), a->out.count);
}

static void
push_tuple(Matrix *m, const uint32_t *tuple)
{
    for (size_t p = 0; p < m->out.count; p++) {
        assert(tuple[p] < m->out.at[p]);
        array_push(&m->index, tuple[p]);
    }
}

void
matrix_add_entry(Matrix *m, const uint32_t *tuple, const mpq_t weight)
{
    push_tuple(m, tuple);
    push_weight(m, weight);
}

void
matrix_add_word(Matrix *m, const uint32_t *tuple, mp_limb_t over, mp_limb_t under)
{
    push_tuple(m, tuple);
    mp_limb_t *at = take_limbs(m, 2);
    __mpq_struct weight;
    at[0] = over;
    at[1] = under;
    mpz_roinit_n(mpq_numref(&weight), at, 1);
    mpz_roinit_n(mpq_denref(&weight), at + 1, 1);
    array_push(&m->weight, weight);
}

/* Its steps are those of the gcd that it takes. */
static bool
add_within(mpq_t to, const mpq_t more, Budget *b)
{
    uint64_t limbs = mpz_size(mpq_numref(to)) + mpz_size(mpq_denref(to)) +
                     mpz_size(mpq_numref(more)) + mpz_size(mpq_denref(more));
    if (b && !(budget_step(b, limbs) && budget_allows(b, 4 * limbs * sizeof(mp_limb_t))))
        return false;
    if (b && !rational_fits_sum(to, more)) {
        b->stop = STOP_NUMBER;
        return false;
    }
    mpq_add(to, to, more);
    return true;
}

/* to := w[0] + ... + w[n - 1], as a balanced tree: with unlike denominators a running sum would
 * take quadratic time.  part[k] holds the sum of 2^k neighbours when bit k of the count is set. */
static bool
sum(mpq_t to, const __mpq_struct *w, size_t n, Budget *b)
{
    enum { PARTS = 64 };
    __mpq_struct part[PARTS];
    size_t parts = 0;
    mpq_t total;
    mpq_init(total);
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        mpq_set(total, &w[i]);
        size_t k = 0;
        for (; ok && i >> k & 1; k++)
            ok = add_within(total, &part[k], b);
        if (k == parts)
            mpq_init(&part[parts++]);
        mpq_swap(&part[k], total);
    }
    mpq_set_ui(total, 0, 1);
    for (size_t k = 0; k < parts; k++) {
        if (ok && n >> k & 1)
            ok = add_within(total, &part[k], b);
        mpq_clear(&part[k]);
    }
    mpq_swap(to, total);
    mpq_clear(total);
    return ok;
}

/* ---- rows that sum to one ---- */

/* a^-1 modulo the prime p, for a that it does not divide. */
static uint64_t
inverse(uint64_t a, uint64_t p)
{
    __extension__ typedef unsigned __int128 Wide;
    uint64_t result = 1;
    for (uint64_t e = p - 2; e; e >>= 1) {
        if (e & 1)
            result = (uint64_t)((Wide)result * a % p);
        a = (uint64_t)((Wide)a * a % p);
    }
    return result;
}

/* Is it quicker to sum these than to look at them modulo a prime? */
static bool
is_short(const __mpq_struct *w, size_t n)
{
    enum { LIMBS = 256 };
    size_t limbs = 0;
    for (size_t i = 0; limbs <= LIMBS && i < n; i++)
        limbs += mpz_size(mpq_denref(&w[i]));
    return limbs <= LIMBS;
}

/* Modulo the Mersenne prime 2^61 - 1.  False: the sum is not one.  True: it is, or nobody knows. */
static bool
may_be_one(const __mpq_struct *w, size_t n)
{
    __extension__ typedef unsigned __int128 Wide;
    const uint64_t p = ((uint64_t)1 << 61) - 1;
    uint64_t all = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t over = mpz_fdiv_ui(mpq_numref(&w[i]), p);
        uint64_t under = mpz_fdiv_ui(mpq_denref(&w[i]), p);
        if (!under)
            return true;
        all = (uint64_t)((all + (Wide)over * inverse(under, p)) % p);
    }
    return all == 1;
}

/* An entry of the row being built, with all that qsort's comparison has to know. */
typedef struct Entry {
    const uint32_t *tuple;
    size_t count;
    size_t place;
} Entry;

static int
compare_for_sort(const void *a, const void *b)
{
    const Entry *x = a, *y = b;
    return compare_tuples(x->tuple, y->tuple, x->count);
}

typedef enum Order { SETTLED, SORTED, UNSORTED } Order;

/* Are the entries from begin on as they have to be, or in order at least? */
static Order
find_order(const Matrix *m, size_t begin)
{
    Order found = SETTLED;
    for (size_t e = begin; e < m->weight.count; e++) {
        int order = e > begin ? compare_entries(m, e - 1, m, e) : -1;
        if (order > 0)
            return UNSORTED;
        if (order == 0 || mpq_sgn(&m->weight.at[e]) == 0)
            found = SORTED;
    }
    return found;
}

/* Puts the entries from begin on into the order of their tuples; there are outputs, and entries. */
static void
sort_entries(Matrix *m, size_t begin)
{
    size_t n = m->weight.count - begin, ports = m->out.count;
    Entry *order = memory_new(n, sizeof *order);
    uint32_t *index = memory_new(n, ports * sizeof *index);
    __mpq_struct *weight = memory_new(n, sizeof *weight);
    for (size_t i = 0; i < n; i++)
        order[i] = (Entry){.tuple = tuple_at(m, begin + i), .count = ports, .place = begin + i};
    qsort(order, n, sizeof *order, compare_for_sort);
    for (size_t i = 0; i < n; i++) {
        memcpy(index + i * ports, order[i].tuple, ports * sizeof *index);
        weight[i] = m->weight.at[order[i].place];
    }
    memcpy(tuple_at(m, begin), index, n * ports * sizeof *index);
    memcpy(m->weight.at + begin, weight, n * sizeof *weight);
    memory_free(weight);
    memory_free(index);
    memory_free(order);
}

/* Entries e ... end have one tuple: their sum becomes entry `kept`, unless it is zero. */
static bool
keep_sum(Matrix *m, size_t *kept, size_t e, size_t end, Budget *b)
{
    __mpq_struct weight = m->weight.at[e];
    bool ok = true;
    if (end - e > 1) {
        mpq_t total;
        mpq_init(total);
        ok = sum(total, m->weight.at + e, end - e, b);
        set_weight(m, &weight, total);
        mpq_clear(total);
    }
    if (mpq_sgn(&weight) == 0)
        return ok;
    for (size_t p = 0; p < m->out.count; p++)
        tuple_at(m, *kept)[p] = tuple_at(m, e)[p];
    m->weight.at[(*kept)++] = weight;
    return ok;
}

/* Adds up equal neighbours and drops zeros, from begin on; all but what the budget leaves out. */
static bool
merge_entries(Matrix *m, size_t begin, Budget *b)
{
    size_t count = m->weight.count, kept = begin;
    bool ok = true;
    for (size_t e = begin, end; e < count; e = end) {
        for (end = e + 1; end < count && compare_entries(m, e, m, end) == 0;)
            end++;
        if (ok)
            ok = keep_sum(m, &kept, e, end, b);
    }
    m->weight.count = kept;
    m->index.count = kept * m->out.count;
    return ok;
}

void
matrix_end_row(Matrix *m, bool undefined)
{
    bool ok = matrix_end_row_within(m, undefined, NULL);
    assert(ok);
    (void)ok;
}

bool
matrix_end_row_within(Matrix *m, bool undefined, Budget *b)
{
    assert(matrix_rows(m) < size_product(&m->in));
    size_t begin = m->start.at[m->start.count - 1];
    assert(!undefined || begin == m->weight.count);
    Order order = find_order(m, begin);
    if (order == UNSORTED)
        sort_entries(m, begin);
    bool ok = order == SETTLED || merge_entries(m, begin, b);
    array_push(&m->start, m->weight.count);
    array_push(&m->undefined, undefined);
    return ok;
}

size_t
matrix_rows(const Matrix *m)
{
    return m->undefined.count;
}

uint64_t
size_product(const SizeList *sizes)
{
    uint64_t product = 1;
    for (size_t i = 0; i < sizes->count; i++) {
        uint64_t size = sizes->at[i];
        if (size != 0 && product > UINT64_MAX / size)
            product = UINT64_MAX;
        else
            product *= size;
    }
    return product;
}

void
matrix_row_tuple(const Matrix *m, size_t row, uint32_t *tuple)
{
    for (size_t i = m->in.count; i > 0; i--) {
        tuple[i - 1] = (uint32_t)(row % m->in.at[i - 1]);
        row /= m->in.at[i - 1];
    }
    assert(row == 0);
}

const uint32_t *
matrix_entry_tuple(const Matrix *m, size_t e)
{
    return tuple_at(m, e);
}

size_t
matrix_find_row(const Matrix *m, const uint32_t *tuple)
{
    size_t row = 0;
    for (size_t i = 0; i < m->in.count; i++) {
        assert(tuple[i] < m->in.at[i]);
        row = row * m->in.at[i] + tuple[i];
    }
    return row;
}

void
matrix_entry(mpq_t to, const Matrix *m, size_t row, const uint32_t *tuple)
{
    assert(row < matrix_rows(m));
    size_t low = m->start.at[row], end = m->start.at[row + 1], high = end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_tuples(tuple_at(m, middle), tuple, m->out.count) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < end && compare_tuples(tuple_at(m, low), tuple, m->out.count) == 0)
        mpq_set(to, &m->weight.at[low]);
    else
        mpq_set_ui(to, 0, 1);
}

void
matrix_row_sum(mpq_t to, const Matrix *m, size_t row)
{
    assert(row < matrix_rows(m));
    size_t begin = m->start.at[row], n = m->start.at[row + 1] - begin;
    if (n)
        sum(to, m->weight.at + begin, n, NULL);
    else
        mpq_set_ui(to, 0, 1);
}

bool
matrix_row_sum_within(mpq_t to, const Matrix *m, size_t row, Budget *b)
{
    size_t begin = m->start.at[row], n = m->start.at[row + 1] - begin;
    mpq_set_ui(to, 0, 1);
    return n == 0 || sum(to, m->weight.at + begin, n, b);
}

void
matrix_row_sum_about(mpq_t to, const Matrix *m, size_t row)
{
    size_t begin = m->start.at[row], n = m->start.at[row + 1] - begin;
    if (n == 0 || is_short(m->weight.at + begin, n)) {
        matrix_row_sum(to, m, row);
        return;
    }
    mpz_t part;
    mpz_init(part);
    mpq_set_ui(to, 0, 1);
    for (size_t i = 0; i < n; i++) {
        const __mpq_struct *w = &m->weight.at[begin + i];
        mpz_mul_2exp(part, mpq_numref(w), MATRIX_ABOUT_BITS);
        mpz_fdiv_q(part, part, mpq_denref(w));
        mpz_add(mpq_numref(to), mpq_numref(to), part);
    }
    /* a third more, so that no number looks as if it were the sum */
    mpz_mul_ui(mpq_numref(to), mpq_numref(to), 3);
    mpz_add_ui(mpq_numref(to), mpq_numref(to), 1);
    mpz_set_ui(mpq_denref(to), 3);
    mpz_mul_2exp(mpq_denref(to), mpq_denref(to), MATRIX_ABOUT_BITS);
    mpq_canonicalize(to);
    mpz_clear(part);
}

bool
matrix_row_is_one(bool *one, const Matrix *m, size_t row, Budget *b)
{
    size_t begin = m->start.at[row], n = m->start.at[row + 1] - begin;
    const __mpq_struct *w = n ? m->weight.at + begin : NULL;
    *one = is_short(w, n) || may_be_one(w, n);
    if (!*one)
        return true;
    mpq_t all;
    mpq_init(all);
    bool ok = matrix_row_sum_within(all, m, row, b);
    *one = ok && mpq_cmp_ui(all, 1, 1) == 0;
    mpq_clear(all);
    return ok;
}

/* Where two rows first differ by more than `most`; true when nowhere. */
static bool
rows_near(const Matrix *a, const Matrix *b, MatrixPlace *place, const mpq_t most)
{
    size_t ea = place->entry_a, a_end = a->start.at[place->row + 1];
    size_t eb = place->entry_b, b_end = b->start.at[place->row + 1];
    mpq_t zero;
    mpq_init(zero);
    bool near = true;
    while (near && (ea < a_end || eb < b_end)) {
        int order = ea == a_end ? 1 : eb == b_end ? -1 : compare_entries(a, ea, b, eb);
        place->entry_a = order <= 0 ? ea++ : SIZE_MAX;
        place->entry_b = order >= 0 ? eb++ : SIZE_MAX;
        near = rational_near(order <= 0 ? &a->weight.at[place->entry_a] : zero,
                             order >= 0 ? &b->weight.at[place->entry_b] : zero, most);
    }
    mpq_clear(zero);
    return near;
}

/* Where two rows with entries [*ea, a_end) and [*eb, b_end) first differ; true when nowhere. */
static bool
rows_equal(const Matrix *a, const Matrix *b, MatrixPlace *place, size_t a_end, size_t b_end)
{
    size_t ea = place->entry_a, eb = place->entry_b;
    while (ea < a_end && eb < b_end && compare_entries(a, ea, b, eb) == 0 &&
           mpq_equal(&a->weight.at[ea], &b->weight.at[eb])) {
        ea++;
        eb++;
    }
    if (ea == a_end && eb == b_end)
        return true;
    int order = ea == a_end ? 1 : eb == b_end ? -1 : compare_entries(a, ea, b, eb);
    place->entry_a = order <= 0 ? ea : SIZE_MAX;
    place->entry_b = order >= 0 ? eb : SIZE_MAX;
    return false;
}

static size_t
first_entry(const Matrix *m, size_t row)
{
    return m->start.at[row] < m->start.at[row + 1] ? m->start.at[row] : SIZE_MAX;
}

/* most is NULL for equality. */
static bool
matrices_agree(const Matrix *a, const Matrix *b, mpq_srcptr most, MatrixPlace *first)
{
    assert(a->out.count == b->out.count && matrix_rows(a) == matrix_rows(b));
    MatrixPlace place = {0};
    bool same = true;
    for (size_t row = 0; same && row < matrix_rows(a); row++) {
        same = a->undefined.at[row] == b->undefined.at[row];
        if (same) {
            place = (MatrixPlace){row, a->start.at[row], b->start.at[row]};
            same = most ? rows_near(a, b, &place, most)
                        : rows_equal(a, b, &place, a->start.at[row + 1], b->start.at[row + 1]);
        } else {
            place = (MatrixPlace){row, first_entry(a, row), first_entry(b, row)};
        }
    }
    if (!same && first)
        *first = place;
    return same;
}

bool
matrix_equal(const Matrix *a, const Matrix *b, MatrixPlace *first)
{
    return matrices_agree(a, b, NULL, first);
}

bool
matrix_near(const Matrix *a, const Matrix *b, const mpq_t most, MatrixPlace *first)
{
    return matrices_agree(a, b, most, first);
}

bool
matrix_is_function(const Matrix *m)
{
    bool all = true;
    for (size_t r = 0; all && r < matrix_rows(m); r++)
        all = m->start.at[r + 1] - m->start.at[r] == 1;
    return all;
}

bool
matrix_rows_equal(const Matrix *a, size_t x, const Matrix *b, size_t y)
{
    size_t i = a->start.at[x], k = b->start.at[y], width = a->out.count;
    size_t count = a->start.at[x + 1] - i;
    bool same = count == b->start.at[y + 1] - k;
    if (same && count && width)
        same = memcmp(a->index.at + i * width, b->index.at + k * width,
                      count * width * sizeof *a->index.at) == 0;
    for (size_t e = 0; same && e < count; e++)
        same = mpq_equal(&a->weight.at[i + e], &b->weight.at[k + e]) != 0;
    return same;
}
