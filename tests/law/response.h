/* response.h -- the linear programs of an instrument, by counting functions.
 *
 * Z has `z` values, X reads Z and has `x`, Y reads X and, unless Z is excluded, Z, and has `y`; X
 * and Y share all noise.  A column is a function for X and one for Y; row (z, x, y) is P(x, y | z).
 */
#ifndef CATGUT_TESTS_LAW_RESPONSE_H
#define CATGUT_TESTS_LAW_RESPONSE_H

#include "base/random.h"
#include "linear/linear.h"

typedef struct Response {
    uint32_t z, x, y;
    bool excluded;
} Response;

static inline uint32_t
response_rows(const Response *r)
{
    return r->z * r->x * r->y;
}

static inline uint32_t
response_row(const Response *r, uint32_t z, uint32_t x, uint32_t y)
{
    return (z * r->x + x) * r->y + y;
}

static inline uint32_t
response_power(uint32_t base, uint32_t n)
{
    uint32_t p = 1;
    while (n-- > 0)
        p *= base;
    return p;
}

static inline uint32_t
response_columns(const Response *r)
{
    return response_power(r->x, r->z) * response_power(r->y, r->excluded ? r->x : r->z * r->x);
}

/* What X does at z, and what Y does at (z, x), in a column. */
static inline uint32_t
response_x(const Response *r, uint32_t column, uint32_t z)
{
    return column / response_power(r->x, z) % r->x;
}

static inline uint32_t
response_y(const Response *r, uint32_t column, uint32_t z, uint32_t x)
{
    uint32_t at = r->excluded ? x : z * r->x + x;
    return column / response_power(r->x, r->z) / response_power(r->y, at) % r->y;
}

/* [Y = 1 when X = 1] - [Y = 1 when X = 0], with Z = 0: of a column, the effect. */
static inline int
response_effect(const Response *r, uint32_t column)
{
    return (response_y(r, column, 0, 1) == 1) - (response_y(r, column, 0, 0) == 1);
}

/* All columns, the effect as their cost; sides are 0. */
static inline void
response_init(Linear *p, const Response *r)
{
    mpq_t cost;
    mpq_init(cost);
    linear_init(p, response_rows(r));
    for (uint32_t j = 0; j < response_columns(r); j++) {
        mpq_set_si(cost, response_effect(r, j), 1);
        linear_add_column(p, cost);
        for (uint32_t z = 0; z < r->z; z++) {
            uint32_t x = response_x(r, j, z);
            linear_add_one(p, response_row(r, z, x, response_y(r, j, z, x)));
        }
    }
    mpq_clear(cost);
}

/* Sides as some `types` random columns with random weights have them; the truth they have. */
static inline void
response_observe(Linear *p, const Response *r, uint32_t types, Random *random, mpq_t truth)
{
    LinearNumbers side;
    uint32_t total = 0;
    linear_numbers_init(&side, p->rows);
    mpq_t weight, term;
    mpq_inits(weight, term, NULL);
    mpq_set_ui(truth, 0, 1);
    uint32_t *share = memory_new(types, sizeof *share);
    for (uint32_t i = 0; i < types; i++)
        total += share[i] = 1 + random_below(random, 9);
    for (uint32_t i = 0; i < types; i++) {
        uint32_t j = random_below(random, response_columns(r));
        mpq_set_ui(weight, share[i], total);
        mpq_canonicalize(weight);
        mpq_set_si(term, response_effect(r, j), 1);
        mpq_mul(term, term, weight);
        mpq_add(truth, truth, term);
        for (uint32_t z = 0; z < r->z; z++) {
            uint32_t x = response_x(r, j, z), row = response_row(r, z, x, response_y(r, j, z, x));
            mpq_add(&side.at[row], &side.at[row], weight);
        }
    }
    for (uint32_t i = 0; i < p->rows; i++)
        linear_set_side(p, i, &side.at[i]);
    memory_free(share);
    mpq_clears(weight, term, NULL);
    linear_numbers_clear(&side);
}

#endif
