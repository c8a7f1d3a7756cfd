/* test_meaning.c -- the one door to evaluation: what it says when there is no value. */
#include "contract/block_store.h"
#include "lang/session/meaning.h"
#include "tests/unit/run_case.h"

static bool
mean(Value *to, const char *name)
{
    return session_meaning(&run.s, to, &named(name)->diagram, expression(name));
}

START_TEST(diagrams_have_meanings)
{
    Value v = {0};
    expect_worth(mean(&v, "coin"), &v, "3/4|0> + 1/4|1>");
    expect_worth(mean(&v, "some"), &v, "0 -> undefined; 1 -> 1|0>");
    ck_assert(mean(&v, "coin"));
    ck_assert(!v.weighted);
    ck_assert_str_eq(v.out.at[0].name, "A");
    value_clear(&v);
}
END_TEST

START_TEST(what_has_none_is_told)
{
    Value v = {0};
    expect_refusal(mean(&v, "bare"), "the box `bare` has no meaning here [E030]");
    expect_refusal(mean(&v, "broken"), "undefined: `some` has no value in its row `0` [E031]");
    expect_refusal(mean(&v, "abstract"), "the type `U` is abstract: it has no labels here [E039]");
    ck_assert_int_eq(v.kind, VALUE_NONE);
}
END_TEST

START_TEST(limits_are_told)
{
    Value v = {0};
    run.s.budget.stop = STOP_TIME; /* it stays so */
    expect_refusal(mean(&v, "coin"), "out of time: the limit of --max-time is reached [E033]");
    run.s.budget = (Budget){.bytes = 100};
    expect_refusal(mean(&v, "wide"), "[E032]");
    ck_assert_int_eq(run.s.complain.status, EXIT_LIMIT);
    ck_assert_int_eq(v.kind, VALUE_NONE);
}
END_TEST

START_TEST(rows_that_were_reached_are_named)
{
    Matrix m;
    Query q = {0};
    ReachedRow reached;
    matrix_init_empty(&m);
    query_all(&q, &named("broken")->diagram);
    ck_assert(session_evaluate(&run.s, &m, &q, expression("0"), &reached));
    ck_assert_str_eq(reached.box->name, "some");
    ck_assert_str_eq(reached.event, "0");
    query_clear(&q);
    query_all(&q, &named("posterior")->diagram); /* nothing is reached in a channel's own rows */
    ck_assert(session_evaluate(&run.s, &m, &q, expression("0"), &reached));
    ck_assert_ptr_null(reached.box);
    Trouble t = {.box = named("posterior")->diagram.uses.at[0].box, .row = 1};
    ck_assert_str_eq(trouble_event(&run.s, &t), "A = 1");
    query_clear(&q);
    matrix_clear(&m);
}
END_TEST

START_TEST(a_staged_evaluation_is_no_complaint)
{
    Value v = {0};
    run.s.options.stage = STAGE_DIAGRAM;
    ck_assert(mean(&v, "coin")); /* only while something is staged */
    run.s.staging = true;
    sink_clear(&run.s.out);
    ck_assert(!mean(&v, "coin"));
    ck_assert(session_staged(&run.s));
    ck_assert_ptr_nonnull(strstr(sink_text(&run.s.out), "coin"));
    ck_assert_uint_eq(run.s.complain.errors, 0);
    complain(&run.s.complain, "E000", (Span){0}, NULL, "something else");
    ck_assert(!session_staged(&run.s));
    run.s.options.stage = STAGE_PLAN;
    ck_assert(!mean(&v, "bare")); /* a plan needs meanings */
    ck_assert(!session_staged(&run.s));
    value_clear(&v);
}
END_TEST

START_TEST(each_output_alone)
{
    Matrix each[2];
    Query q = {0};
    Trouble t = {0};
    matrix_init_empty(&each[0]);
    matrix_init_empty(&each[1]);
    query_all(&q, &named("pair")->diagram);
    ck_assert(session_evaluate_all(&run.s, each, &q, &t, expression("0")));
    ck_assert_int_eq(mpq_cmp_ui(&each[0].weight.at[0], 2, 3), 0);
    ck_assert_int_eq(mpq_cmp_ui(&each[1].weight.at[0], 1, 2), 0);
    trouble_clear(&t);
    query_clear(&q);
    matrix_clear(&each[0]);
    matrix_clear(&each[1]);
}
END_TEST

/* ---- what is left to others ---- */

enum { LABELS = 24, LINKS = 30 };

static void
put_row(Sink *to, size_t link, size_t row)
{
    size_t left = 2000003;
    for (size_t i = 0; i + 1 < LABELS; i++) {
        size_t weight = 1000 + (link * 7 + row * 13 + i * 29 + i * i * row * link) % 99991;
        sink_print(to, "%zu/2000003|l%zu> + ", weight, i);
        left -= weight;
    }
    sink_print(to, "%zu/2000003|l%d>", left, LABELS - 1);
}

/* A chain whose numbers take several blocks of primes; and apart from it a box that is not defined
 * everywhere, so that marginals are found one by one. */
static void
put_chain(Sink *to)
{
    sink_put(to, "type T = {l0");
    for (size_t i = 1; i < LABELS; i++)
        sink_print(to, ", l%zu", i);
    sink_put(to, "}\nmodel m {\n  Y : T\n  Z : T <- Y\n  X0 : T\n");
    for (size_t i = 1; i < LINKS; i++)
        sink_print(to, "  X%zu : T <- X%zu\n", i, i - 1);
    sink_put(to, "}\nfunctor F : m {\n  Y = |l0>\n  Z = { l0 -> |l0>");
    for (size_t row = 1; row < LABELS; row++)
        sink_print(to, "  l%zu -> undefined", row);
    sink_put(to, " }\n  X0 = ");
    put_row(to, 0, 1);
    for (size_t i = 1; i < LINKS; i++) {
        sink_print(to, "\n  X%zu = {", i);
        for (size_t row = 0; row < LABELS; row++) {
            sink_print(to, "\n    l%zu -> ", row);
            put_row(to, i, row);
        }
        sink_put(to, " }");
    }
    sink_put(to, "\n}\n");
}

typedef struct PutOff {
    BlockStore store;
    size_t asked;
} PutOff;

static BlockOrder
put_off(BlockStore *store, const Words *words, size_t blocks, uint64_t work, BlockRange *some)
{
    (void)words;
    (void)work;
    (void)some;
    ck_assert_uint_gt(blocks, 1);
    ((PutOff *)store)->asked++;
    return BLOCKS_NONE;
}

static void
expect_put_off(Run *r, size_t least, const char *text)
{
    PutOff p = {.store = {.order = put_off}};
    r->s.budget.blocks = &p.store;
    run_text(r, text);
    ck_assert(!r->ok);
    ck_assert_ptr_nonnull(strstr(sink_text(&r->s.err), "put off: this is for jobs [E124]"));
    ck_assert_uint_ge(p.asked, least);
    r->s.budget.blocks = NULL;
}

/* Both parts of a fraction; and of many heads each that takes long. */
START_TEST(all_that_can_be_put_off_is_asked)
{
    Run r;
    Sink chain;
    sink_init(&chain);
    put_chain(&chain);
    run_start_after(&r, sink_text(&chain));
    expect_put_off(&r, 2, "show P(X0 = l0 | X29 = l3) in m with F");
    expect_put_off(&r, LINKS / 2, "show marginals(X29 = l3) in m with F");
    run_text(&r, "show P(X0 = l0 | X29 = l3) < 1 in m with F");
    ck_assert(r.ok);
    run_end(&r);
    sink_clear(&chain);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("meaning",
                        BIT "type U\nstate coin : (A : Bit) = 3/4|0> + 1/4|1>\nbox bare : Bit\n"
                            "channel some : Bit -> Bit = { 0 -> undefined  1 -> |0> }\n"
                            "state broken : Bit = coin ; some\n"
                            "let abstract = uniform[U]\n"
                            "let wide = uniform[Bit] ; copy ; (copy * copy)\n"
                            "state pair : (A : Bit) * (B : Bit) = "
                            "1/2|0,0> + 1/6|0,1> + 1/3|1,1>\n"
                            "let first, posterior = disintegrate(pair, A)\n");
    tcase_add_test(c, diagrams_have_meanings);
    tcase_add_test(c, what_has_none_is_told);
    tcase_add_test(c, limits_are_told);
    tcase_add_test(c, rows_that_were_reached_are_named);
    tcase_add_test(c, a_staged_evaluation_is_no_complaint);
    tcase_add_test(c, each_output_alone);
    tcase_add_test(c, all_that_can_be_put_off_is_asked);
    return run_suite("meaning", c);
}
