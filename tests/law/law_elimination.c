/* law_elimination.c -- limbs are the numbers GMP has, and the marginals of a random network,
 * reduced, joined, carried out and back, with variables split where memory is short, or block by
 * block in pieces, are the sums over all of its assignments. */
#include "contract/block_job.h"
#include "contract/cutset.h"
#include "contract/elimination.h"
#include "network/join.h"
#include "network/limb.h"
#include "network/reduce.h"
#include "network/turn.h"
#include "contract/modular_reverse.h"
#include "contract/moduli.h"
#include "evaluate/eliminate.h"
#include "num/share.h"
#include "tests/law/networks.h"
#include "tests/suite.h"

#include <check.h>

/* ---- limbs ---- */

static Limbs
limbs_of(const mpz_t n)
{
    return (Limbs){mpz_limbs_read(n), mpz_size(n)};
}

START_TEST(limbs_are_numbers)
{
    Random r = random_start((uint64_t)_i);
    mpz_t a, b, sum, product, got;
    LimbList room = {0};
    mpz_inits(a, b, sum, product, got, NULL);
    random_number(&r, a, 1 + random_below(&r, 2500));
    random_number(&r, b, 1 + random_below(&r, _i % 2 ? 2500 : 60));
    random_number(&r, sum, 1 + random_below(&r, 5000));
    mpz_mul(product, a, b);
    limbs_read(got, limbs_product(&room, limbs_of(a), limbs_of(b)));
    ck_assert_int_eq(mpz_cmp(got, product), 0);
    ck_assert_uint_eq(limbs_bits(mpz_limbs_read(a), mpz_size(a)), mpz_sizeinbase(a, 2));

    size_t count = 2 + (mpz_size(sum) > mpz_size(product) ? mpz_size(sum) : mpz_size(product));
    mp_limb_t *to = memory_new(count, sizeof *to);
    memcpy(to, mpz_limbs_read(sum), mpz_size(sum) * sizeof *to);
    mpz_add(sum, sum, product);
    limbs_add_product(to, count, limbs_of(a), limbs_of(b));
    limbs_read(got, (Limbs){to, limbs_length(to, count)});
    ck_assert_int_eq(mpz_cmp(got, sum), 0);
    mpz_add(sum, sum, a);
    limbs_add_product(to, count, (Limbs){NULL, 0}, limbs_of(a));
    limbs_read(got, (Limbs){to, limbs_length(to, count)});
    ck_assert_int_eq(mpz_cmp(got, sum), 0);
    memory_free(to);
    array_clear(&room);
    mpz_clears(a, b, sum, product, got, NULL);
}
END_TEST

/* A table gets wider as its entries do. */
START_TEST(tables_grow)
{
    Random r = random_start((uint64_t)_i);
    mpz_t denominator, scratch, sums[3];
    mpq_t q;
    Table t;
    mpz_inits(scratch, sums[0], sums[1], sums[2], NULL);
    mpz_init_set_ui(denominator, 1);
    mpq_init(q);
    table_init(&t, 3, denominator);
    for (int i = 0; i < 12; i++) {
        uint32_t at = random_below(&r, 3);
        mpz_set_ui(mpq_numref(q), 1);
        mpz_mul_2exp(mpq_numref(q), mpq_numref(q), 64 * random_below(&r, 4));
        mpz_sub_ui(mpq_numref(q), mpq_numref(q), random_below(&r, 2));
        mpz_add(sums[at], sums[at], mpq_numref(q));
        table_add(&t, at, q, scratch);
    }
    ck_assert(table_finish(&t, NULL));
    for (size_t i = 0; i < 3; i++) {
        table_read(scratch, &t, i);
        ck_assert_int_eq(mpz_cmp(scratch, sums[i]), 0);
        ck_assert(mpz_sgn(sums[i]) == 0 || mpz_sizeinbase(sums[i], 2) <= t.width);
        mpz_clear(sums[i]);
    }
    table_clear(&t);
    mpq_clear(q);
    mpz_clears(denominator, scratch, NULL);
}
END_TEST

/* Shares are what reducing each fraction gives. */
START_TEST(shares_are_reduced)
{
    enum { MOST = 9 };
    Random r = random_start((uint64_t)_i);
    size_t count = 1 + random_below(&r, MOST);
    mpz_t weights[MOST], sum, factor;
    mpq_t shares[MOST], want[MOST];
    mpz_inits(sum, factor, NULL);
    random_number(&r, factor, 1 + random_below(&r, _i % 2 ? 300 : 3));
    for (size_t i = 0; i < count; i++) {
        mpz_init(weights[i]);
        mpq_inits(shares[i], want[i], NULL);
        if (i == 0 || random_below(&r, 4))
            random_number(&r, weights[i], 1 + random_below(&r, 500));
        mpz_mul_ui(weights[i], weights[i], 1 + random_below(&r, 12));
        mpz_mul(weights[i], weights[i], factor);
        mpz_add(sum, sum, weights[i]);
    }
    for (size_t i = 0; i < count; i++) {
        mpz_set(mpq_numref(want[i]), weights[i]);
        mpz_set(mpq_denref(want[i]), sum);
        mpq_canonicalize(want[i]);
    }
    shares_find(shares, weights, count);
    for (size_t i = 0; i < count; i++) {
        ck_assert(mpq_equal(shares[i], want[i]));
        mpz_clear(weights[i]);
        mpq_clears(shares[i], want[i], NULL);
    }
    mpz_clears(sum, factor, NULL);
}
END_TEST

/* ---- networks ---- */

/* Is what the network says of a head, up to a factor, what the weights say? */
static void
check_head(const Network *n, const Place *p, const Table *marginals, bool possible,
           mpz_t weights[VALUES])
{
    mpz_t got[VALUES], sum, other, x, y;
    mpz_inits(sum, other, x, y, NULL);
    for (uint32_t i = 0; i < VALUES; i++)
        mpz_init(got[i]);
    if (possible && p->fixed)
        mpz_set_ui(got[p->at], 1);
    for (size_t i = 0; possible && !p->fixed && i < marginals[p->at].count; i++)
        table_read(got[p->some ? n->labels.at[p->first + i] : i], &marginals[p->at], i);
    for (uint32_t i = 0; i < VALUES; i++) {
        mpz_add(sum, sum, got[i]);
        mpz_add(other, other, weights[i]);
    }
    ck_assert_int_eq(mpz_sgn(sum), mpz_sgn(other));
    for (uint32_t i = 0; i < VALUES; i++) {
        mpz_mul(x, got[i], other);
        mpz_mul(y, weights[i], sum);
        ck_assert_int_eq(mpz_cmp(x, y), 0);
        mpz_clear(got[i]);
    }
    mpz_clears(sum, other, x, y, NULL);
}

/* ---- blocks that are reckoned elsewhere ---- */

/* Blocks of an elimination, and what they have collected. */
typedef struct Piece {
    BlockRange blocks;
    Words collected;
} Piece;

/* Asked for an elimination, it has it done in pieces, by others who know its words alone, one of
 * them twice; and loses one, perhaps. */
typedef struct Elsewhere {
    BlockStore store;
    Random *r;
    Piece *piece; /* that is to be reckoned now; NULL: none */
    ARRAY(Piece) pieces;
    size_t lost;
    size_t asked; /* so often */
    bool ran;     /* the last elimination went through pieces */
    bool put_off; /* nothing is done */
} Elsewhere;

static void
write_piece(BlockStore *s, const Words *collected)
{
    Elsewhere *e = (Elsewhere *)s;
    array_set(&e->piece->collected, collected);
}

static bool
read_piece(BlockStore *s, BlockRange *range, Words *collected)
{
    Elsewhere *e = (Elsewhere *)s;
    for (size_t i = 0; i < e->pieces.count; i++)
        if (e->pieces.at[i].blocks.from == range->from && i != e->lost) {
            *range = e->pieces.at[i].blocks;
            array_set(collected, &e->pieces.at[i].collected);
            return true;
        }
    return false;
}

static void
run_piece(Elsewhere *e, const Words *words, Piece *piece)
{
    Elimination x;
    Words again = {0};
    ck_assert(elimination_read(&x, words));
    elimination_write(&again, &x.network, &x.plan, x.back, x.limit);
    ck_assert_uint_eq(again.count, words->count);
    ck_assert(memcmp(again.at, words->at, again.count * sizeof *again.at) == 0);
    Budget b = {.threads = 1 + random_below(e->r, 3), .grain = 1, .blocks = &e->store};
    e->piece = piece;
    bool valid;
    ck_assert(block_job_run(words, &valid, &b) && valid);
    e->piece = NULL;
    elimination_clear(&x);
    array_clear(&again);
}

static void
run_twice(Elsewhere *e, const Words *words, const Piece *one)
{
    Piece again = {.blocks = one->blocks};
    run_piece(e, words, &again);
    ck_assert_uint_eq(again.collected.count, one->collected.count);
    ck_assert(memcmp(again.collected.at, one->collected.at,
                     one->collected.count * sizeof *one->collected.at) == 0);
    array_clear(&again.collected);
}

static void
elsewhere_forget(Elsewhere *e)
{
    for (size_t i = 0; i < e->pieces.count; i++)
        array_clear(&e->pieces.at[i].collected);
    array_clear(&e->pieces);
}

static BlockOrder
order_pieces(BlockStore *s, const Words *words, size_t blocks, uint64_t work, BlockRange *some)
{
    Elsewhere *e = (Elsewhere *)s;
    (void)work;
    ck_assert_uint_gt(blocks, 1);
    if (e->piece)
        *some = e->piece->blocks;
    if (e->piece)
        return BLOCKS_SOME;
    e->asked++;
    if (e->put_off)
        return BLOCKS_NONE;
    elsewhere_forget(e);
    for (BlockRange b = {0}; b.from < blocks; b.from = b.to) {
        b.to = b.from + 1 + random_below(e->r, (uint32_t)(blocks - b.from));
        array_push(&e->pieces, (Piece){.blocks = b});
    }
    for (size_t i = e->pieces.count; i-- > 0;)
        run_piece(e, words, &e->pieces.at[i]);
    e->ran = true;
    run_twice(e, words, &e->pieces.at[random_below(e->r, (uint32_t)e->pieces.count)]);
    e->lost = random_below(e->r, 4) ? SIZE_MAX : random_below(e->r, (uint32_t)e->pieces.count);
    return BLOCKS_READ;
}

static Elsewhere
elsewhere(Random *r)
{
    return (Elsewhere){.store = {order_pieces, write_piece, read_piece}, .r = r};
}

/* Where all pieces are there, nothing is reckoned again. */
static void
check_read(const Budget *b)
{
    const Elsewhere *e = (const Elsewhere *)b->blocks;
    if (e && e->ran && e->lost == SIZE_MAX)
        ck_assert_uint_eq(b->done, 0);
}

/* The variables of a step's table before the sum, one bit each. */
static uint64_t
clique(const Plan *p, size_t step)
{
    const PlanStep *s = &p->steps.at[step];
    uint64_t all = UINT64_C(1) << s->variable;
    for (size_t i = 0; i < s->result.count; i++)
        all |= UINT64_C(1) << p->scopes.at[s->result.first + i];
    return all;
}

/* Turned round, a plan has no table that was not in one before. */
static void
turn_plan(Plan *p, const Shape *s, uint32_t way, Budget *b)
{
    Plan turned;
    plan_init(&turned);
    ck_assert(plan_turn(&turned, p, s, UINT64_MAX, way, b));
    ck_assert_uint_eq(turned.steps.count, p->steps.count);
    for (size_t i = 0; i < turned.steps.count; i++) {
        bool found = false;
        for (size_t k = 0; k < p->steps.count; k++)
            found |= (clique(&turned, i) & ~clique(p, k)) == 0;
        ck_assert(found);
    }
    Plan old = *p;
    *p = turned;
    plan_clear(&old);
}

/* The limit says how often the plan is turned, too. */
static void
check_network(Network *n, mpz_t weights[][VALUES], bool reduced, uint64_t limit, Budget b)
{
    Plan p;
    plan_init(&p);
    if (reduced)
        ck_assert(network_reduce(n, UINT64_MAX, &b));
    ck_assert(plan_make(&p, &n->shape, UINT64_MAX, &b));
    for (uint32_t way = 0; way < limit % 5; way++)
        turn_plan(&p, &n->shape, way, &b);
    plan_join(&p, &n->shape, UINT64_MAX, true);
    size_t variables = n->shape.sizes.count;
    Table *marginals = memory_new(variables + 1, sizeof *marginals);
    bool possible = false, fits;
    ck_assert(modular_reverse_run(marginals, &possible, &fits, n, &p, limit, &b));
    ck_assert(fits || limit < UINT64_MAX / 2);
    if (fits && b.threads == 0 && !b.blocks)
        ck_assert_uint_le(b.done, b.total);
    check_read(&b);
    for (size_t v = 0; v < n->heads.count && fits; v++)
        check_head(n, &n->heads.at[v], marginals, possible, weights[v]);
    for (size_t v = 0; v < variables; v++)
        if (marginals[v].limb)
            table_clear(&marginals[v]);
    memory_free(marginals);
    plan_clear(&p);
}

/* Two to five threads, for work of any size. */
static Budget
random_team(Random *r, uint64_t bytes)
{
    return (Budget){.bytes = bytes, .threads = 2 + random_below(r, 4), .grain = 1};
}

START_TEST(marginals_are_sums_over_assignments)
{
    Sums x;
    sums_init(&x, _i);
    enumerate(&x.n, x.weights);
    Budget alone = {0}, team = random_team(&x.r, 0);
    check_network(&x.n, x.weights, false, UINT64_MAX, alone);
    check_network(&x.n, x.weights, false, UINT64_MAX, team);
    check_network(&x.n, x.weights, false, UINT64_MAX - random_below(&x.r, 5), alone);
    check_network(&x.n, x.weights, false, 4000 + random_below(&x.r, 20000), alone);
    check_network(&x.n, x.weights, true, UINT64_MAX, alone);
    check_network(&x.n, x.weights, true, 2000 + random_below(&x.r, 8000), team);
    sums_clear(&x);
}
END_TEST

/* Do the entries of what is left, summed over its other variables, weigh what they should? */
static void
check_left(const Run *r, mpz_t weights[][VALUES])
{
    const Shape *s = &r->network->shape;
    uint32_t value[8] = {0};
    mpz_t sums[8 * VALUES], product;
    size_t v;
    mpz_init(product);
    for (size_t i = 0; i < 8 * VALUES; i++)
        mpz_init(sums[i]);
    do {
        left_at(r, value, product);
        for (v = 0; v < s->sizes.count; v++)
            mpz_add(sums[v * VALUES + value[v]], sums[v * VALUES + value[v]], product);
        for (v = 0; v < s->sizes.count; v++) {
            if (s->roles.at[v] == ROLE_KEPT && ++value[v] < s->sizes.at[v])
                break;
            value[v] = 0;
        }
    } while (v < s->sizes.count);
    for (v = 0; v < s->sizes.count; v++)
        for (size_t x = 0; x < VALUES && s->roles.at[v] == ROLE_KEPT; x++)
            ck_assert_int_eq(mpz_cmp(sums[v * VALUES + x], weights[v][x]), 0);
    for (size_t i = 0; i < 8 * VALUES; i++)
        mpz_clear(sums[i]);
    mpz_clear(product);
}

static void
check_run(const Network *n, mpz_t weights[][VALUES], RunWay way, Budget b)
{
    Plan p;
    Run r;
    plan_init(&p);
    ck_assert(plan_make(&p, &n->shape, UINT64_MAX, &b));
    plan_join(&p, &n->shape, UINT64_MAX, false);
    run_init(&r, n, &p);
    r.way = way;
    ck_assert(eliminate_run(&r, &b));
    check_read(&b);
    check_left(&r, weights);
    run_clear(&r);
    plan_clear(&p);
}

START_TEST(runs_are_sums_over_assignments)
{
    Sums x;
    sums_init(&x, _i);
    for (size_t v = 0; v < x.n.shape.sizes.count; v++)
        x.n.shape.roles.at[v] = random_below(&x.r, 3) ? ROLE_SUMMED : ROLE_KEPT;
    enumerate(&x.n, x.weights);
    Budget alone = {0}, little = {.bytes = 2000 + random_below(&x.r, 20000)};
    check_run(&x.n, x.weights, WAY_BEST, alone);
    check_run(&x.n, x.weights, WAY_LIMBS, alone);
    check_run(&x.n, x.weights, WAY_MODULAR, random_team(&x.r, 0));
    check_run(&x.n, x.weights, WAY_MODULAR, random_team(&x.r, little.bytes));
    check_run(&x.n, x.weights, WAY_MODULAR, little);
    sums_clear(&x);
}
END_TEST

/* One that is put off says so, and leaves nothing. */
static void
check_put_off(const Network *n, Elsewhere *e)
{
    Plan p;
    Run r;
    Budget b = {.blocks = &e->store};
    plan_init(&p);
    ck_assert(plan_make(&p, &n->shape, UINT64_MAX, &b));
    run_init(&r, n, &p);
    r.way = WAY_MODULAR;
    size_t asked = e->asked;
    e->put_off = true;
    bool going = eliminate_run(&r, &b);
    ck_assert(going == (e->asked == asked));
    ck_assert(b.stop == (going ? STOP_NOT : STOP_PUT_OFF));
    e->put_off = false;
    run_clear(&r);
    plan_clear(&p);
}

/* One more variable that has to do with no other, and whose numbers are shorter. */
static void
add_apart(Random *r, Network *n)
{
    uint32_t v = (uint32_t)n->shape.sizes.count;
    random_variables(r, n, 1);
    random_factor(r, n, 1u << v, 0, 0, false);
}

static void
check_pieces(int seed)
{
    Sums x;
    sums_init(&x, seed);
    for (int more = seed < ROUNDS ? 0 : 14; more > 0; more--) /* until there are several blocks */
        random_factor(&x.r, &x.n, 0, UINT32_MAX, 0, true);
    add_apart(&x.r, &x.n);
    enumerate(&x.n, x.weights);
    Elsewhere e = elsewhere(&x.r);
    Budget b = {.blocks = &e.store};
    uint64_t little = 4000 + random_below(&x.r, 20000);
    check_network(&x.n, x.weights, false, UINT64_MAX, b);
    e.ran = false;
    check_network(&x.n, x.weights, false, little, b);
    e.ran = false;
    for (size_t v = 0; v < x.n.shape.sizes.count; v++)
        x.n.shape.roles.at[v] = random_below(&x.r, 3) ? ROLE_SUMMED : ROLE_KEPT;
    check_run(&x.n, x.weights, WAY_MODULAR, b);
    check_put_off(&x.n, &e);
    e.ran = false;
    for (size_t v = 0; v < x.n.shape.sizes.count; v++)
        x.n.shape.roles.at[v] = ROLE_SUMMED;
    check_network(&x.n, x.weights, true, UINT64_MAX, b);
    elsewhere_forget(&e);
    sums_clear(&x);
}

START_TEST(pieces_are_sums_over_assignments)
{
    for (int seed = _i; seed < 5 * ROUNDS; seed += ROUNDS / 4)
        check_pieces(seed);
}
END_TEST

/* Words of which one is another are no elimination, or one that can be carried out. */
static void
spoil(int seed)
{
    Sums x;
    Plan p;
    Words words = {0};
    Budget b = {0};
    sums_init(&x, seed);
    plan_init(&p);
    ck_assert(plan_make(&p, &x.n.shape, UINT64_MAX, &b));
    plan_join(&p, &x.n.shape, UINT64_MAX, seed % 2);
    elimination_write(&words, &x.n, &p, seed % 2, 1 << 20);
    for (int i = 0; i < 40; i++) {
        bool valid;
        size_t at = random_below(&x.r, (uint32_t)words.count);
        uint64_t old = words.at[at];
        words.at[at] = random_below(&x.r, 3) ? random_below(&x.r, 12) : UINT64_MAX - (uint64_t)i;
        words.count -= (size_t)i % 4 == 3;
        Piece piece = {.blocks = {0, 1}};
        Elsewhere e = elsewhere(&x.r);
        e.piece = &piece;
        Budget most = {.blocks = &e.store};
        (void)!block_job_run(&words, &valid, &most);
        array_clear(&piece.collected);
        words.count += (size_t)i % 4 == 3;
        words.at[at] = old;
    }
    array_clear(&words);
    plan_clear(&p);
    sums_clear(&x);
}

START_TEST(spoilt_words_do_no_harm)
{
    for (int seed = _i; seed < 3 * ROUNDS; seed += 30)
        spoil(seed);
}
END_TEST

/* A factor that stands still in a table of two entries, over variables of so many values that there
 * would be 2^64 of it, which overflows. */
START_TEST(views_are_no_larger_than_their_tables)
{
    static const uint64_t words[] = {
        0, UINT64_MAX, 0,                     /* forth, the limit, possible */
        3, 1 << 24, 1 << 24, 1 << 16, 0,      /* sizes, no sources */
        1, 2, 1, 63, 5, 7,                    /* one table */
        1, 3, 0, 1, 2, 0, 0, 0, 63, 0, 0,     /* one factor */
        3,                                    /* the cost, and three steps: */
        3, 0, 1, 0, 2, 1, 2,
        1, 1, 1, 1, 2,
        2, 1, 2, 0,
    };
    Words all = {0};
    Elimination x;
    for (size_t i = 0; i < COUNT(words); i++)
        array_push(&all, words[i]);
    ck_assert(!elimination_read(&x, &all));
    elimination_clear(&x);
    for (size_t i = 4; i < 7; i++) /* with fewer values it is right */
        all.at[i] = i == 4 ? 2 : 1;
    ck_assert(elimination_read(&x, &all));
    elimination_clear(&x);
    all.at[6] = 0;
    ck_assert(!elimination_read(&x, &all));
    elimination_clear(&x);
    array_clear(&all);
}
END_TEST

/* A share of memory holds all tables at once, or is too small: nothing is split to fit in. */
START_TEST(shares_are_not_split)
{
    Sums x;
    Plan p;
    ModularPlan m;
    Budget b = {0};
    sums_init(&x, _i);
    plan_init(&p);
    ck_assert(plan_make(&p, &x.n.shape, UINT64_MAX, &b));
    ck_assert(modular_plan_init(&m, &x.n, &p, _i % 2, &b));
    ck_assert(cutset_choose(&m, UINT64_MAX, &b));
    ck_assert_uint_eq(m.splits.count, 0);
    uint64_t bytes = m.bytes;
    for (uint64_t less = 0; less < 2 && bytes > 1; less++) {
        b = (Budget){.bytes = bytes - less, .shared = true};
        ck_assert(cutset_choose(&m, b.bytes, &b) == !less);
        ck_assert(b.stop == (less ? STOP_MEMORY : STOP_NOT));
        ck_assert_uint_eq(m.splits.count, 0);
    }
    modular_plan_clear(&m);
    plan_clear(&p);
    sums_clear(&x);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("elimination laws");
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, limbs_are_numbers, 0, ROUNDS);
    tcase_add_loop_test(c, tables_grow, 0, ROUNDS);
    tcase_add_loop_test(c, shares_are_reduced, 0, ROUNDS);
    tcase_add_loop_test(c, marginals_are_sums_over_assignments, 0, 4 * ROUNDS);
    tcase_add_loop_test(c, runs_are_sums_over_assignments, 0, 3 * ROUNDS);
    tcase_add_loop_test(c, pieces_are_sums_over_assignments, 0, ROUNDS / 4);
    tcase_add_test(c, views_are_no_larger_than_their_tables);
    tcase_add_loop_test(c, spoilt_words_do_no_harm, 0, 30);
    tcase_add_loop_test(c, shares_are_not_split, 0, ROUNDS);
    suite_add_tcase(s, c);
    return s;
}
