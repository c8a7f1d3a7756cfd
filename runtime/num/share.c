/* share.c -- see share.h.  A greatest common divisor of two long numbers takes much longer than
 * their product.  So what the sum has in common with the product of all weights is found first:
 * mostly that is short, and all that each weight has to be compared with. */
#include "num/share.h"

#include <assert.h>

enum { FEW = 3 }; /* so few weights are as fast one by one */

/* All are divided by what divides all of them. */
static void
take_content(mpz_t *weights, size_t count, mpz_t content)
{
    for (size_t i = 0; i < count && mpz_cmp_ui(content, 1) != 0; i++)
        mpz_gcd(content, content, weights[i]);
    for (size_t i = 0; i < count && mpz_cmp_ui(content, 1) > 0; i++)
        mpz_divexact(weights[i], weights[i], content);
}

/* What the sum has in common with the product of the weights that are not zero: a multiple of what
 * it has in common with each. */
static void
find_common(mpz_t common, mpz_t *weights, size_t count, const mpz_t sum)
{
    mpz_set_ui(common, 1);
    for (size_t i = 0; i < count; i++) {
        if (mpz_sgn(weights[i]) == 0)
            continue;
        mpz_mul(common, common, weights[i]);
        mpz_tdiv_r(common, common, sum);
    }
    mpz_gcd(common, common, sum);
}

static void
find_share(mpq_t to, const mpz_t weight, const mpz_t sum, const mpz_t common, mpz_t both)
{
    if (mpz_sgn(weight) == 0)
        mpz_set(both, sum);
    else
        mpz_gcd(both, weight, common);
    mpz_divexact(mpq_numref(to), weight, both);
    mpz_divexact(mpq_denref(to), sum, both);
}

void
shares_find(mpq_t *to, mpz_t *weights, size_t count)
{
    mpz_t sum, common, scratch;
    mpz_inits(sum, common, scratch, NULL);
    size_t positive = 0;
    take_content(weights, count, scratch);
    for (size_t i = 0; i < count; i++) {
        mpz_add(sum, sum, weights[i]);
        positive += mpz_sgn(weights[i]) != 0;
    }
    assert(positive > 0);
    if (positive <= 2) /* what divides one and the sum divides the other */
        mpz_set_ui(common, 1);
    else if (count <= FEW)
        mpz_set(common, sum);
    else
        find_common(common, weights, count, sum);
    for (size_t i = 0; i < count; i++)
        find_share(to[i], weights[i], sum, common, scratch);
    mpz_clears(sum, common, scratch, NULL);
}
