/* moduli.c -- see moduli.h.  A number below 2^64 is prime when it passes Miller's test to the
 * first twelve primes as bases (Sorenson & Webster 2015). */
#include "contract/moduli.h"

#include <assert.h>

__extension__ typedef unsigned __int128 Wide;

uint64_t
times_modulo(uint64_t a, uint64_t b, uint64_t modulus)
{
    return (uint64_t)((Wide)a * b % modulus);
}

/* Euclid's algorithm. */
uint64_t
inverse_modulo(uint64_t a, uint64_t p)
{
    int64_t x = 1, next = 0;
    uint64_t r = a % p, other = p;
    while (other) {
        int64_t quotient = (int64_t)(r / other), y = x - quotient * next;
        uint64_t rest = r % other;
        r = other;
        other = rest;
        x = next;
        next = y;
    }
    assert(r == 1);
    return x < 0 ? (uint64_t)x + p : (uint64_t)x;
}

static uint64_t
power(uint64_t a, uint64_t exponent, uint64_t modulus)
{
    uint64_t result = 1;
    for (; exponent; exponent >>= 1, a = times_modulo(a, a, modulus))
        if (exponent & 1)
            result = times_modulo(result, a, modulus);
    return result;
}

/* How far the first of them are below 2^50: most questions need no more, and looking takes longer
 * than many a question. */
static const uint16_t below[] = {
    27,   35,   51,   71,   113,  117,  131,  161,  195,  233,  267,  341,  351,  377,  423,  447,
    545,  591,  603,  611,  651,  653,  665,  675,  681,  707,  723,  741,  765,  813,  821,  873,
    911,  951,  971,  1001, 1011, 1077, 1085, 1091, 1121, 1125, 1163, 1197, 1205, 1227, 1247, 1323,
    1361, 1401, 1443, 1463, 1485, 1493, 1505, 1511, 1527, 1553, 1611, 1617, 1715, 1727, 1791, 1821,
    1833, 1851, 1865, 1877, 1931, 1965, 2015, 2031, 2033, 2051, 2147, 2187, 2211, 2217, 2243, 2291,
    2315, 2345, 2351, 2375, 2427, 2523, 2561, 2567, 2613, 2687, 2691, 2693, 2753, 2841, 2855, 2871,
    2897, 2921, 2967, 2987, 3041, 3083, 3095, 3107, 3117, 3131, 3135, 3201, 3207, 3221, 3237, 3243,
    3291, 3393, 3435, 3437, 3513, 3551, 3615, 3633, 3641, 3645, 3681, 3701, 3737, 3743, 3765, 3827,
    3831, 3941, 3953, 4145, 4157, 4191, 4235, 4257, 4283, 4287, 4301, 4317, 4371, 4383, 4391, 4473,
    4517, 4535, 4571, 4601, 4625, 4635, 4727, 4773, 4787, 4791, 4811, 4913, 4941, 4991, 5033, 5067,
    5073, 5103, 5211, 5253, 5301, 5351, 5355, 5385, 5397, 5403, 5465, 5483, 5487, 5537, 5553, 5601,
    5637, 5661, 5715, 5741, 5781, 5795, 5825, 5847, 5855, 5871, 5873, 5885, 6047, 6057, 6071, 6111,
    6125, 6137, 6155, 6165, 6167, 6215, 6221, 6275, 6281, 6303, 6323, 6341, 6417, 6603, 6615, 6671,
    6693, 6701, 6735, 6741, 6807, 6897, 6905, 7001, 7005, 7013, 7047, 7065, 7071, 7103, 7181, 7191,
    7203, 7223, 7233, 7275, 7311, 7325, 7335, 7343, 7353, 7491, 7611, 7737, 7755, 7793, 7797, 7805,
    7827, 7881, 7923, 7925, 7941, 8021, 8093, 8111, 8165, 8217, 8223, 8225, 8267, 8373, 8393, 8463,
};
enum { KNOWN = sizeof below / sizeof *below };

static const uint64_t small[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
enum { SMALLS = sizeof small / sizeof *small };

/* Miller's test of an odd n to one base. */
static bool
passes(uint64_t n, uint64_t base)
{
    uint64_t odd = n - 1, twos = 0;
    for (; odd % 2 == 0; odd /= 2)
        twos++;
    uint64_t x = power(base, odd, n);
    if (x == 1)
        return true;
    for (; twos > 0; twos--, x = times_modulo(x, x, n))
        if (x == n - 1)
            return true;
    return false;
}

bool
is_prime(uint64_t n)
{
    for (size_t i = 0; i < SMALLS; i++)
        if (n % small[i] == 0)
            return false;
    for (size_t i = 0; i < SMALLS; i++)
        if (!passes(n, small[i]))
            return false;
    return true;
}

void
primes_find(PrimeList *to, size_t count)
{
    for (size_t i = to->count; i < count && i < KNOWN; i++)
        array_push(to, (UINT64_C(1) << MODULUS_BITS) - below[i]);
    for (uint64_t next = to->count ? to->at[to->count - 1] : 0; to->count < count;) {
        next -= 2;
        if (is_prime(next))
            array_push(to, next);
    }
}

uint64_t *
vector_aligned(void *p)
{
    uintptr_t bytes = LANES * sizeof(uint64_t), over = (uintptr_t)p % bytes;
    return (uint64_t *)((char *)p + (over ? bytes - over : 0));
}

/* Newton's iteration doubles the bits that are right; an odd number is its own inverse modulo 8. */
static uint64_t
inverse_of(uint64_t p)
{
    uint64_t x = p;
    for (int bits = 3; bits < RADIX_BITS; bits *= 2)
        x *= 2 - p * x;
    return x & ((UINT64_C(1) << RADIX_BITS) - 1);
}

void
moduli_init(Moduli *m, const uint64_t *primes)
{
    void *room = memory_new(5 * LANES + VECTOR_WORDS, sizeof(uint64_t));
    uint64_t *at = vector_aligned(room);
    *m = (Moduli){at, at + LANES, at + 2 * LANES, at + 3 * LANES, at + 4 * LANES, room};
    for (size_t i = 0; i < LANES; i++) {
        uint64_t p = primes[i], radix = (UINT64_C(1) << RADIX_BITS) % p;
        m->prime[i] = p;
        m->inverse[i] = inverse_of(p);
        m->quotient[i] = (UINT64_C(1) << 62) / p;
        m->square[i] = times_modulo(radix, radix, p);
        m->back[i] = p - (uint64_t)((Wide)p * m->inverse[i] >> RADIX_BITS);
    }
}

void
moduli_clear(Moduli *m)
{
    memory_free(m->room);
    *m = (Moduli){0};
}
