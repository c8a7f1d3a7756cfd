/* bayes_number.c -- numbers of BIF files: read to a word of 64 bits, summed and repaired exactly.
 *
 * Nearly all have few digits, so that a row is summed in machine words over a common power of ten;
 * what does not fit goes the slow way over rationals, to the same result. */
#include "bayes/bayes_number.h"

#include <assert.h>
#include <inttypes.h>

enum { PLACES_BITS = 6, PLACES_LONG = 63, PLACES_MAX = 62, FAST_DIGITS = 18, POWERS = 20 };

static const uint64_t DIGITS_LIMIT = UINT64_C(1) << (64 - PLACES_BITS);

static uint64_t
power_of_ten(unsigned n)
{
    static const uint64_t powers[POWERS] = {
        UINT64_C(1),
        UINT64_C(10),
        UINT64_C(100),
        UINT64_C(1000),
        UINT64_C(10000),
        UINT64_C(100000),
        UINT64_C(1000000),
        UINT64_C(10000000),
        UINT64_C(100000000),
        UINT64_C(1000000000),
        UINT64_C(10000000000),
        UINT64_C(100000000000),
        UINT64_C(1000000000000),
        UINT64_C(10000000000000),
        UINT64_C(100000000000000),
        UINT64_C(1000000000000000),
        UINT64_C(10000000000000000),
        UINT64_C(100000000000000000),
        UINT64_C(1000000000000000000),
        UINT64_C(10000000000000000000),
    };
    return powers[n];
}

static unsigned
places(BayesNumber n)
{
    return (unsigned)(n & ((1u << PLACES_BITS) - 1));
}

static uint64_t
digits(BayesNumber n)
{
    return n >> PLACES_BITS;
}

/* ---- reading ---- */

/* What a number says: the digits in text[first ... last), perhaps with a point in it, times
 * 10^power. */
typedef struct Scan {
    const char *first, *last, *end;
    uint64_t value; /* of the digits, when they are few */
    size_t count;   /* of the digits */
    int32_t power;
} Scan;

static bool
is_digit(char c)
{
    return (unsigned)(c - '0') <= 9u;
}

/* The exponent at text, just past the e; false: there is none, or it is out of reach (then `s` is
 * marked by a power that is). */
static bool
scan_exponent(Scan *s, const char *text)
{
    bool minus = *text == '-';
    text += *text == '-' || *text == '+';
    if (!is_digit(*text))
        return false;
    int32_t power = 0;
    for (; is_digit(*text); text++)
        if (power <= BAYES_NUMBER_MAX)
            power = power * 10 + (*text - '0');
    s->power += minus ? -power : power;
    s->end = text;
    return power <= BAYES_NUMBER_MAX;
}

static const char *
scan_digits(Scan *s, const char *text)
{
    uint64_t value = s->value;
    const char *p = text;
    for (; is_digit(*p); p++)
        value = value * 10 + (uint64_t)(*p - '0');
    s->value = value; /* wrong when there are many, which `count` tells */
    s->count += (size_t)(p - text);
    return p;
}

static BayesFault
scan(Scan *s, const char *text)
{
    bool minus = *text == '-';
    text += *text == '-' || *text == '+';
    *s = (Scan){.first = text};
    const char *p = scan_digits(s, text);
    if (*p == '.') {
        const char *point = p + 1;
        p = scan_digits(s, point);
        s->power = p - point <= BAYES_NUMBER_MAX ? -(int32_t)(p - point) : 0;
    }
    s->last = s->end = p;
    if (s->count == 0)
        return BAYES_NOT_A_NUMBER;
    if (minus && !(s->value == 0 && s->count <= FAST_DIGITS))
        return BAYES_NEGATIVE;
    if (s->count > BAYES_NUMBER_MAX)
        return BAYES_LONG_NUMBER;
    if ((*p | 0x20) != 'e' || scan_exponent(s, p + 1))
        return BAYES_FINE;
    return s->end == p ? BAYES_NOT_A_NUMBER : BAYES_LONG_NUMBER;
}

/* Fits digits * 10^power into a word, if it can be done. */
static bool
pack(BayesNumber *to, uint64_t value, int32_t power)
{
    if (value == 0)
        power = 0;
    while (power < -PLACES_MAX && value % 10 == 0) {
        value /= 10;
        power++;
    }
    if (power > 0) {
        if (power >= POWERS || __builtin_mul_overflow(value, power_of_ten((unsigned)power), &value))
            return false;
        power = 0;
    }
    if (power < -PLACES_MAX || value >= DIGITS_LIMIT)
        return false;
    *to = value << PLACES_BITS | (unsigned)-power;
    return true;
}

static void
add_long(BayesNet *b, BayesNumber *to, const mpq_t q)
{
    __mpq_struct copy;
    mpq_init(&copy);
    mpq_set(&copy, q);
    *to = (BayesNumber)b->longs.count << PLACES_BITS | PLACES_LONG;
    array_push(&b->longs, copy);
    b->bytes +=
        sizeof copy + mpz_sizeinbase(mpq_numref(q), 256) + mpz_sizeinbase(mpq_denref(q), 256);
}

/* q times 10^power. */
static void
scale(mpq_t q, int32_t power)
{
    mpz_t ten;
    mpz_init(ten);
    mpz_ui_pow_ui(ten, 10, (unsigned long)(power < 0 ? -power : power));
    if (power < 0)
        mpz_mul(mpq_denref(q), mpq_denref(q), ten);
    else
        mpz_mul(mpq_numref(q), mpq_numref(q), ten);
    mpq_canonicalize(q);
    mpz_clear(ten);
}

static void
read_long(BayesNet *b, BayesNumber *to, const Scan *s)
{
    char text[BAYES_NUMBER_MAX + 1];
    size_t n = 0;
    for (const char *p = s->first; p < s->last; p++)
        if (*p != '.')
            text[n++] = *p;
    text[n] = '\0';
    mpq_t q;
    mpq_init(q);
    int bad = mpz_set_str(mpq_numref(q), text, 10);
    assert(!bad);
    (void)bad;
    scale(q, s->power);
    add_long(b, to, q);
    mpq_clear(q);
}

BayesFault
bayes_number_read(BayesNet *b, BayesNumber *to, const char *text, const char **end)
{
    Scan s;
    BayesFault fault = scan(&s, text);
    *end = s.end;
    if (fault == BAYES_FINE && !(s.count <= FAST_DIGITS && pack(to, s.value, s.power)))
        read_long(b, to, &s);
    return fault;
}

/* q as digits / 10^places, if it has few of both. */
static bool
pack_fraction(BayesNumber *to, const mpq_t q)
{
    if (!mpz_fits_ulong_p(mpq_numref(q)) || !mpz_fits_ulong_p(mpq_denref(q)))
        return false;
    uint64_t value = mpz_get_ui(mpq_numref(q)), under = mpz_get_ui(mpq_denref(q)), factor = 1;
    int32_t twos = 0, fives = 0;
    for (; under % 2 == 0; under /= 2)
        twos++;
    for (; under % 5 == 0; under /= 5)
        fives++;
    if (under != 1)
        return false;
    int32_t power = twos > fives ? twos : fives;
    for (int32_t i = twos; i < power; i++)
        if (__builtin_mul_overflow(factor, UINT64_C(2), &factor))
            return false;
    for (int32_t i = fives; i < power; i++)
        if (__builtin_mul_overflow(factor, UINT64_C(5), &factor))
            return false;
    return !__builtin_mul_overflow(value, factor, &value) && pack(to, value, -power);
}

void
bayes_number_make(BayesNet *b, BayesNumber *to, const mpq_t q)
{
    if (!pack_fraction(to, q))
        add_long(b, to, q);
}

/* ---- what they are worth ---- */

/* A decimal in lowest terms, over / (2^twos * 5^fives): only twos and fives can cancel. */
typedef struct LowestTerms {
    uint64_t over;
    unsigned twos, fives;
} LowestTerms;

static LowestTerms
lowest_terms(uint64_t value, unsigned power)
{
    LowestTerms l = {value, power, power};
    if (value == 0)
        return (LowestTerms){0};
    unsigned even = (unsigned)__builtin_ctzll(value);
    even = even < power ? even : power;
    l.over >>= even;
    l.twos -= even;
    for (; l.fives && l.over % 5 == 0; l.fives--)
        l.over /= 5;
    return l;
}

bool
bayes_number_word(BayesNumber n, uint64_t *over, uint64_t *under)
{
    if (places(n) >= POWERS)
        return false;
    LowestTerms l = lowest_terms(digits(n), places(n));
    *over = l.over;
    *under = (power_of_ten(l.fives) >> l.fives) << l.twos;
    return true;
}

static void
set_decimal(mpq_t to, uint64_t value, unsigned power)
{
    LowestTerms l = lowest_terms(value, power);
    mpz_set_ui(mpq_numref(to), l.over);
    mpz_ui_pow_ui(mpq_denref(to), 5, l.fives);
    mpz_mul_2exp(mpq_denref(to), mpq_denref(to), l.twos);
}

void
bayes_number(mpq_t to, const BayesNet *b, BayesNumber n)
{
    uint64_t over, under;
    if (places(n) == PLACES_LONG)
        mpq_set(to, &b->longs.at[digits(n)]);
    else if (bayes_number_word(n, &over, &under))
        mpq_set_ui(to, over, under);
    else
        set_decimal(to, digits(n), places(n));
}

void
bayes_row_sum(mpq_t to, const BayesNet *b, const BayesVariable *v, size_t row)
{
    mpq_t one, sum;
    mpq_init(one);
    mpq_init(sum);
    for (size_t i = 0; i < v->labels.count; i++) {
        bayes_number(one, b, v->numbers[row * v->labels.count + i]);
        mpq_add(sum, sum, one);
    }
    mpq_swap(to, sum);
    mpq_clear(sum);
    mpq_clear(one);
}

/* A row in machine words: its numbers times 10^places add up to `sum`.  False: it does not fit. */
typedef struct Words {
    unsigned places;
    uint64_t sum, most; /* the largest, and where it stands first */
    size_t at;
} Words;

static bool
add_words(Words *to, const BayesNumber *n, size_t count)
{
    *to = (Words){0};
    for (size_t i = 0; i < count; i++)
        to->places = places(n[i]) > to->places ? places(n[i]) : to->places;
    if (to->places >= POWERS)
        return false;
    for (size_t i = 0; i < count; i++) {
        uint64_t power = power_of_ten(to->places - places(n[i])), part;
        if (__builtin_mul_overflow(digits(n[i]), power, &part) ||
            __builtin_add_overflow(to->sum, part, &to->sum))
            return false;
        if (part > to->most) {
            to->most = part;
            to->at = i;
        }
    }
    return true;
}

static bool
sums_to_one(const BayesNet *b, const BayesVariable *v, size_t row)
{
    Words w;
    if (add_words(&w, v->numbers + row * v->labels.count, v->labels.count))
        return w.sum == power_of_ten(w.places);
    mpq_t sum;
    mpq_init(sum);
    bayes_row_sum(sum, b, v, row);
    bool one = mpq_cmp_ui(sum, 1, 1) == 0;
    mpq_clear(sum);
    return one;
}

void
bayes_row_labels(const BayesNet *b, const BayesVariable *v, size_t row, BayesLabels *to)
{
    to->count = 0;
    array_add_zeroed(to, v->parents.count);
    for (size_t i = v->parents.count; i-- > 0;) {
        const BayesVariable *p = &b->variables.at[v->parents.at[i]];
        to->at[i] = p->labels.at[row % p->labels.count];
        row /= p->labels.count;
    }
}

static void
set_mistake_row(BayesMistake *m, const BayesNet *b, uint32_t variable, size_t row)
{
    const BayesVariable *v = &b->variables.at[variable];
    m->fault = BAYES_ROW_SUM;
    m->variable = variable;
    m->row = row;
    m->of = v->name;
    m->start = v->given[row];
    m->end = m->start + 1;
    bayes_row_labels(b, v, row, &m->labels);
}

uint64_t
bayes_find_row_sum(const BayesNet *b, BayesMistake *m)
{
    uint64_t count = 0;
    for (uint32_t i = 0; i < b->variables.count; i++) {
        const BayesVariable *v = &b->variables.at[i];
        for (size_t row = 0; row < v->rows; row++) {
            if (sums_to_one(b, v, row))
                continue;
            if (!count++)
                set_mistake_row(m, b, i, row);
        }
    }
    return count;
}

/* ---- repairing ---- */

static size_t
find_largest(const BayesNet *b, const BayesNumber *n, size_t count)
{
    mpq_t most, one;
    mpq_init(most);
    mpq_init(one);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        bayes_number(one, b, n[i]);
        if (mpq_cmp(one, most) > 0) {
            found = i;
            mpq_swap(one, most);
        }
    }
    mpq_clear(one);
    mpq_clear(most);
    return found;
}

/* Is this the most that a row was off by? */
static void
note_rest(BayesRepair *to, const mpq_t rest)
{
    if (mpq_cmp(rest, to->most) > 0)
        mpq_set(to->most, rest);
    to->rows++;
}

/* The residual of the row goes into its largest entry; only where all of it fits into words. */
static bool
repair_words(const BayesVariable *v, size_t row, BayesRepair *to)
{
    Words w;
    BayesNumber *n = v->numbers + row * v->labels.count;
    if (!add_words(&w, n, v->labels.count) || w.sum == 0)
        return false;
    uint64_t one = power_of_ten(w.places), rest = w.sum > one ? w.sum - one : one - w.sum;
    if (w.sum > one ? rest > w.most : w.most + rest < w.most)
        return false;
    uint64_t entry = w.sum > one ? w.most - rest : w.most + rest;
    mpq_t off;
    mpq_init(off);
    set_decimal(off, rest, w.places);
    if (mpq_cmp(off, to->within) > 0 || !pack(&n[w.at], entry, -(int32_t)w.places)) {
        mpq_clear(off);
        return false;
    }
    note_rest(to, off);
    mpq_clear(off);
    return true;
}

/* The same for every row. */
static bool
repair_row(BayesNet *b, const BayesVariable *v, size_t row, BayesRepair *to)
{
    BayesNumber *n = v->numbers + row * v->labels.count;
    size_t i = find_largest(b, n, v->labels.count);
    mpq_t rest, entry;
    mpq_init(rest);
    mpq_init(entry);
    bayes_row_sum(rest, b, v, row);
    bool possible = mpq_sgn(rest) > 0;
    mpq_set_ui(entry, 1, 1);
    mpq_sub(rest, entry, rest);
    bayes_number(entry, b, n[i]);
    mpq_add(entry, entry, rest);
    mpq_abs(rest, rest);
    possible = possible && mpq_sgn(entry) >= 0 && mpq_cmp(rest, to->within) <= 0;
    if (possible)
        add_long(b, &n[i], entry);
    note_rest(to, rest);
    mpq_clear(entry);
    mpq_clear(rest);
    return possible;
}

bool
bayes_repair(BayesNet *b, BayesRepair *to, BayesMistake *m)
{
    to->rows = 0;
    mpq_set_ui(to->most, 0, 1);
    for (uint32_t i = 0; i < b->variables.count; i++) {
        const BayesVariable *v = &b->variables.at[i];
        for (size_t row = 0; row < v->rows; row++) {
            if (sums_to_one(b, v, row) || repair_words(v, row, to) || repair_row(b, v, row, to))
                continue;
            set_mistake_row(m, b, i, row);
            return false;
        }
    }
    return true;
}

/* ---- as texts ---- */

/* The most twos or fives of a denominator that has no other primes; false: it has. */
static bool
decimal_places(mp_bitcnt_t *places, const mpz_t under)
{
    mpz_t rest, prime;
    mpz_init_set_ui(prime, 2);
    mpz_init(rest);
    mp_bitcnt_t twos = mpz_remove(rest, under, prime);
    mpz_set_ui(prime, 5);
    mp_bitcnt_t fives = mpz_remove(rest, rest, prime);
    bool ok = mpz_cmp_ui(rest, 1) == 0;
    *places = twos > fives ? twos : fives;
    mpz_clear(rest);
    mpz_clear(prime);
    return ok;
}

bool
bayes_number_is_decimal(const BayesNet *b, BayesNumber n)
{
    if (places(n) != PLACES_LONG)
        return true;
    const __mpq_struct *q = &b->longs.at[digits(n)];
    mp_bitcnt_t count;
    return decimal_places(&count, mpq_denref(q)) && count <= BAYES_NUMBER_MAX - 1 &&
           mpz_sizeinbase(mpq_numref(q), 10) + count < BAYES_NUMBER_MAX;
}

/* Digits over 10^after. */
static void
put_decimal(Sink *out, const char *text, size_t after)
{
    enum { ZEROS = 8 };
    size_t count = strlen(text);
    while (after && count > 1 && text[count - 1] == '0') {
        count--;
        after--;
    }
    if (after == 0) {
        sink_add(out, text, count);
    } else if (after < count) {
        sink_add(out, text, count - after);
        sink_put(out, ".");
        sink_add(out, text + count - after, after);
    } else if (after - count <= ZEROS) {
        sink_put(out, "0.");
        sink_fill(out, '0', after - count);
        sink_add(out, text, count);
    } else {
        sink_add(out, text, count);
        sink_print(out, "e-%zu", after);
    }
}

void
bayes_number_write(const BayesNet *b, BayesNumber n, Sink *out)
{
    char text[2 * BAYES_NUMBER_MAX + 32];
    if (places(n) != PLACES_LONG) {
        snprintf(text, sizeof text, "%" PRIu64, digits(n));
        put_decimal(out, digits(n) ? text : "0", digits(n) ? places(n) : 0);
        return;
    }
    const __mpq_struct *q = &b->longs.at[digits(n)];
    mp_bitcnt_t count;
    bool decimal = decimal_places(&count, mpq_denref(q));
    assert(decimal && bayes_number_is_decimal(b, n));
    (void)decimal;
    mpz_t over;
    mpz_init(over);
    mpz_ui_pow_ui(over, 10, count);
    mpz_mul(over, over, mpq_numref(q));
    mpz_divexact(over, over, mpq_denref(q));
    assert(mpz_sizeinbase(over, 10) + 2 < sizeof text);
    put_decimal(out, mpz_get_str(text, 10, over), count);
    mpz_clear(over);
}

/* ---- rounding ---- */

/* q times 10^power, as a whole number: rounded down, with what is left over `under`. */
static void
scale_down(mpz_t to, mpz_t rest, mpz_t under, const mpq_t q, long power)
{
    mpz_ui_pow_ui(rest, 10, (unsigned long)(power < 0 ? -power : power));
    if (power < 0) {
        mpz_mul(under, mpq_denref(q), rest);
        mpz_set(to, mpq_numref(q));
    } else {
        mpz_set(under, mpq_denref(q));
        mpz_mul(to, mpq_numref(q), rest);
    }
    mpz_fdiv_qr(to, rest, to, under);
}

/* q, which is positive, to so many significant digits, half to even. */
static void
round_number(mpq_t to, const mpq_t q, unsigned count)
{
    mpz_t scaled, rest, under, most;
    mpz_inits(scaled, rest, under, most, NULL);
    mpz_ui_pow_ui(most, 10, count);
    long power = (long)count + 2 + (long)mpz_sizeinbase(mpq_denref(q), 10) -
                 (long)mpz_sizeinbase(mpq_numref(q), 10);
    do
        scale_down(scaled, rest, under, q, --power);
    while (mpz_cmp(scaled, most) >= 0);
    mpz_mul_2exp(rest, rest, 1);
    int half = mpz_cmp(rest, under);
    if (half > 0 || (half == 0 && mpz_odd_p(scaled)))
        mpz_add_ui(scaled, scaled, 1);
    mpq_set_z(to, scaled);
    scale(to, (int32_t)-power);
    mpz_clears(scaled, rest, under, most, NULL);
}

/* The numbers of a row; is one of them changed? */
static bool
round_row(BayesNet *b, BayesNumber *n, size_t count, unsigned kept, BayesRounding *to)
{
    mpq_t q, r;
    bool changed = false;
    mpq_inits(q, r, NULL);
    for (size_t i = 0; i < count; i++) {
        if (bayes_number_is_decimal(b, n[i]))
            continue;
        bayes_number(q, b, n[i]);
        round_number(r, q, kept);
        bayes_number_make(b, &n[i], r);
        mpq_sub(q, q, r);
        mpq_abs(q, q);
        if (mpq_cmp(q, to->most) > 0)
            mpq_swap(to->most, q);
        to->numbers++;
        changed = true;
    }
    mpq_clears(q, r, NULL);
    return changed;
}

void
bayes_round(BayesNet *b, unsigned kept, BayesRounding *to)
{
    BayesRepair rest;
    mpq_inits(rest.most, rest.within, NULL);
    to->numbers = 0;
    mpq_set_ui(to->most, 0, 1);
    mpq_set_ui(rest.within, 1, 1);
    for (size_t i = 0; i < b->variables.count; i++) {
        const BayesVariable *v = &b->variables.at[i];
        for (size_t row = 0; row < v->rows; row++) {
            BayesNumber *n = v->numbers + row * v->labels.count;
            if (!round_row(b, n, v->labels.count, kept, to) || sums_to_one(b, v, row))
                continue;
            bool repaired = repair_row(b, v, row, &rest);
            assert(repaired);
            (void)repaired;
            if (mpq_cmp(rest.most, to->most) > 0)
                mpq_set(to->most, rest.most);
        }
    }
    mpq_clears(rest.most, rest.within, NULL);
}
