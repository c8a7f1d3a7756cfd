/* networks.h -- random networks, without a diagram, and their marginals by enumeration. */
#ifndef CATGUT_TESTS_NETWORKS_H
#define CATGUT_TESTS_NETWORKS_H

#include "base/random.h"
#include "contract/run.h"
#include "network/network.h"

#include <check.h>

enum { ROUNDS = 200, VALUES = 4 };

/* So many random bits, in runs of ones and zeros, so that carries go far. */
static inline void
random_number(Random *r, mpz_t to, uint32_t bits)
{
    mpz_set_ui(to, 0);
    for (uint32_t at = 0; at < bits;) {
        uint32_t run = 1 + random_below(r, 70);
        mpz_mul_2exp(to, to, run);
        if (random_below(r, 2)) {
            mpz_t ones;
            mpz_init_set_ui(ones, 1);
            mpz_mul_2exp(ones, ones, run);
            mpz_sub_ui(ones, ones, 1);
            mpz_add(to, to, ones);
            mpz_clear(ones);
        }
        at += run;
    }
    mpz_add_ui(to, to, 1);
}

/* All is written: one factor reads it; what it was written with goes. */
static inline void
finish_table(Table *t, mpz_t denominator, mpz_t scratch, mpq_t q)
{
    ck_assert(table_finish(t, NULL));
    t->zeros = table_has_zero(t);
    t->uses = 1;
    mpz_clears(denominator, scratch, NULL);
    mpq_clear(q);
}

/* zeros: so many in a hundred entries.  alike: all others have the same length, which random tables
 * may have anyhow. */
static inline void
random_table(Random *r, Table *t, size_t count, uint32_t zeros, bool alike)
{
    mpz_t denominator, scratch;
    mpq_t q;
    mpz_inits(denominator, scratch, NULL);
    mpq_init(q);
    mpz_set_ui(denominator, 1);
    table_init(t, count, denominator);
    alike = random_below(r, 3) > 0 || alike; /* then sums are as long as they can be */
    for (size_t i = 0; i < count; i++) {
        if (!alike || i == 0)
            random_number(r, mpq_numref(q), 1 + random_below(r, random_below(r, 4) ? 20 : 200));
        else if (i == 1) /* and no number divides all of them */
            mpz_add_ui(mpq_numref(q), mpq_numref(q), 1);
        if (random_below(r, 100) >= zeros)
            table_add(t, i, q, scratch);
    }
    finish_table(t, denominator, scratch, q);
}

/* Over these variables and some of those, both as bits. */
static inline void
random_factor(Random *r, Network *n, uint32_t these, uint32_t some, uint32_t zeros, bool alike)
{
    Shape *s = &n->shape;
    Scope scope = {.first = s->scopes.count};
    Factor factor = {.table = n->tables.count};
    size_t count = 1;
    for (uint32_t v = 0; v < s->sizes.count; v++) {
        if (!(these >> v & 1) && (!(some >> v & 1) || random_below(r, 100) >= 40))
            continue;
        array_push(&s->scopes, v);
        array_push(&n->strides, count);
        count *= s->sizes.at[v];
        scope.count++;
    }
    Table t;
    random_table(r, &t, count, zeros, alike);
    scope.bits = t.width;
    array_push(&n->tables, t);
    array_push(&n->factors, factor);
    array_push(&s->factors, scope);
}

static inline void
random_variables(Random *r, Network *n, uint32_t variables)
{
    array_reserve(&n->shape.scopes, 1);
    array_reserve(&n->strides, 1);
    for (uint32_t v = (uint32_t)n->shape.sizes.count, end = v + variables; v < end; v++) {
        uint32_t size = 2 + random_below(r, VALUES - 1);
        array_push(&n->shape.sizes, size);
        array_push(&n->shape.roles, ROLE_SUMMED);
        array_push(&n->shape.sources, NO_FACTOR);
        array_push(&n->wires, v);
        array_push(&n->heads, ((Place){.at = v, .size = size}));
    }
}

/* No variable is an output of a box; few factors, or many that all have the first variable. */
static inline void
random_network(Random *r, Network *n)
{
    uint32_t variables = 1 + random_below(r, 6), zeros = random_below(r, 3) * 12;
    uint32_t factors = random_below(r, 3) ? 1 + random_below(r, 8) : 30 + random_below(r, 30);
    random_variables(r, n, variables);
    for (uint32_t f = 0; f < factors; f++)
        random_factor(r, n, factors >= 30, UINT32_MAX, factors < 30 ? zeros : zeros / 12, false);
}

/* Each variable is an output of a box of one or two that reads some before it; the numbers of a box
 * are alike, so that its rows sum to as much as they can.  And some factors more. */
static inline void
random_boxes(Random *r, Network *n)
{
    Shape *s = &n->shape;
    uint32_t variables = 2 + random_below(r, 5), zeros = random_below(r, 3) ? 0 : 12;
    random_variables(r, n, variables);
    for (uint32_t v = 0; v < variables;) {
        uint32_t outputs = v + 1 < variables ? 1 + random_below(r, 2) : 1, before = (1u << v) - 1;
        random_factor(r, n, ((1u << outputs) - 1) << v, before, zeros, true);
        for (uint32_t end = v + outputs; v < end; v++) {
            s->sources.at[v] = n->factors.count - 1;
            s->factors.at[n->factors.count - 1].bits += size_bits(s->sizes.at[v]);
        }
    }
    for (uint32_t more = random_below(r, 3); more > 0; more--)
        random_factor(r, n, 0, UINT32_MAX, zeros, false);
}

/* Numbers below 2^bits; those that are `rows` apart sum to one number, the same for each row.  No
 * rows: nothing is known of sums. */
static inline void
even_table(Random *r, Table *t, size_t count, size_t rows, uint32_t bits)
{
    mpz_t denominator, scratch;
    mpq_t q;
    mpz_inits(denominator, scratch, NULL);
    mpq_init(q);
    mpz_set_ui(denominator, 1);
    table_init(t, count, denominator);
    uint64_t most = UINT64_C(1) << bits, sum = 1 + random_next(r) % (most - 1);
    for (size_t i = 0; i < count; i++) {
        uint64_t left = rows ? sum : 1 + random_next(r) % (most - 1);
        for (size_t k = i % (rows ? rows : 1); rows && k < i; k += rows) {
            table_read(scratch, t, k);
            left -= mpz_get_ui(scratch);
        }
        bool last = !rows || i + rows >= count;
        mpq_set_ui(q, last ? left : random_next(r) % (left + 1), 1);
        table_add(t, i, q, scratch);
    }
    finish_table(t, denominator, scratch, q);
}

static inline void
even_factor(Random *r, Network *n, const uint32_t *scope, size_t count, bool source, uint32_t bits)
{
    Shape *s = &n->shape;
    size_t entries = 1, rows = 1;
    Table t;
    array_push(&s->factors, ((Scope){.first = s->scopes.count, .count = count}));
    array_push(&n->factors, ((Factor){.table = n->tables.count}));
    for (size_t i = 0; i < count; i++) {
        rows = entries;
        array_push(&s->scopes, scope[i]);
        array_push(&n->strides, entries);
        entries *= s->sizes.at[scope[i]];
    }
    even_table(r, &t, entries, source ? rows : 0, bits);
    s->factors.at[s->factors.count - 1].bits = t.width + (source ? 2 : 0);
    if (source)
        s->sources.at[scope[count - 1]] = n->factors.count - 1;
    array_push(&n->tables, t);
}

/* As a model without evidence but a few likelihoods has it: distributions, each of one variable
 * given one before, and variables that are uniform, without a factor; some are stars around a
 * uniform one.  The numbers of a likelihood may be about as long as narrow ones are. */
static inline void
random_distributions(Random *r, Network *n)
{
    uint32_t variables = 3 + random_below(r, 4);
    bool star = random_below(r, 2);
    random_variables(r, n, variables);
    for (uint32_t v = star; v < variables; v++) {
        uint32_t scope[] = {v && !star ? random_below(r, v) : 0, v};
        bool child = v && (star || random_below(r, 6));
        if (child || random_below(r, 2))
            even_factor(r, n, child ? scope : scope + 1, child ? 2 : 1, true,
                        2 + random_below(r, 20));
    }
    for (uint32_t more = star ? 1 : random_below(r, 3); more > 0; more--) {
        uint32_t at = star ? 0 : random_below(r, variables);
        even_factor(r, n, &at, 1, false, random_below(r, 4) ? 47 + random_below(r, 3) : 20);
    }
}

/* weights[v][x]: the sum over all assignments where variable v is x. */
static inline void
enumerate(const Network *n, mpz_t weights[][VALUES])
{
    const Shape *s = &n->shape;
    uint32_t value[8] = {0};
    mpz_t product, entry;
    mpz_inits(product, entry, NULL);
    size_t v;
    do {
        mpz_set_ui(product, 1);
        for (size_t f = 0; f < n->factors.count && mpz_sgn(product); f++) {
            const Scope *scope = &s->factors.at[f];
            size_t at = 0;
            for (size_t i = 0; i < scope->count; i++)
                at += n->strides.at[scope->first + i] * value[s->scopes.at[scope->first + i]];
            table_read(entry, &n->tables.at[n->factors.at[f].table], at);
            mpz_mul(product, product, entry);
        }
        for (v = 0; v < s->sizes.count; v++)
            mpz_add(weights[v][value[v]], weights[v][value[v]], product);
        for (v = 0; v < s->sizes.count && ++value[v] == s->sizes.at[v]; v++)
            value[v] = 0;
    } while (v < s->sizes.count);
    mpz_clears(product, entry, NULL);
}

/* What a run leaves at an assignment: the product of its tables and its scale. */
static inline void
left_at(const Run *r, const uint32_t *value, mpz_t to)
{
    mpz_t entry;
    mpz_init(entry);
    mpz_set(to, r->scale);
    for (size_t i = 0; i < r->left.count && mpz_sgn(to); i++) {
        const View *v = &r->left.at[i];
        size_t at = v->offset;
        for (size_t k = 0; k < v->count; k++)
            at += v->strides[k] * value[v->scope[k]];
        table_read(entry, v->table, at);
        mpz_mul(to, to, entry);
    }
    mpz_clear(entry);
}

/* A network and its marginals, as they are by enumeration. */
typedef struct Sums {
    Random r;
    Network n;
    mpz_t weights[8][VALUES];
} Sums;

/* Networks of boxes come after the others, then those of distributions. */
static inline void
sums_init(Sums *x, int seed)
{
    *x = (Sums){.r = random_start((uint64_t)seed)};
    for (size_t i = 0; i < 8 * VALUES; i++)
        mpz_init(x->weights[i / VALUES][i % VALUES]);
    if (seed < ROUNDS)
        random_network(&x->r, &x->n);
    else if (seed < 2 * ROUNDS)
        random_boxes(&x->r, &x->n);
    else
        random_distributions(&x->r, &x->n);
}

static inline void
sums_clear(Sums *x)
{
    network_clear(&x->n);
    for (size_t i = 0; i < 8 * VALUES; i++)
        mpz_clear(x->weights[i / VALUES][i % VALUES]);
}

#endif
