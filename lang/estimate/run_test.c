/* run_test.c -- test; see run_test.h. */
#include "lang/estimate/run_test.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/vertex.h"
#include "lang/estimate/tests.h"
#include "lang/identify/observed_state.h"
#include "lang/session/meaning.h"
#include "statistics/spread.h"

enum { STATEMENTS_MAX = 1000 };

static void
tested_clear(Tested *t)
{
    array_clear(&t->repairs);
    g_test_clear(&t->g);
    if (t->kind == TESTED_VERMA)
        wald_clear(&t->wald);
    if (t->kind == TESTED_INSTRUMENT)
        arms_clear(&t->arms);
}

static void
tests_clear(Tests *x)
{
    for (size_t i = 0; i < x->tested.count; i++)
        tested_clear(&x->tested.at[i]);
    array_clear(&x->tested);
    memory_free(x->name_of);
    array_clear(&x->repairs);
    array_clear(&x->failed);
    array_clear(&x->held);
    holm_clear(&x->holm);
    shape_facts_clear(&x->facts);
    instrumental_list_clear(&x->instruments);
    verma_list_clear(&x->constraints);
    independence_list_clear(&x->basis);
    projection_clear(&x->projection);
    graph_clear(&x->graph);
    sample_clear(&x->sample);
}

bool
tests_stopped(Tests *x)
{
    return complain_stopped(&x->sample.s->complain, &x->sample.s->budget, x->node->at);
}

static bool
find_statements(Tests *x)
{
    Session *s = x->sample.s;
    const Model *m = &x->sample.context.model;
    bool all[3];
    graph_make(&x->graph, m);
    x->name_of = vertex_names(s, m);
    if (!projection_make(&x->projection, &x->graph, &s->budget))
        return tests_stopped(x);
    independences(&x->basis, &all[0], &x->projection, STATEMENTS_MAX, &s->budget);
    vermas(&x->constraints, &all[1], &x->graph, &x->projection, STATEMENTS_MAX, &s->budget);
    instrumentals(&x->instruments, &all[2], &x->graph, &x->projection, STATEMENTS_MAX,
                  &s->budget);
    x->complete = all[0] && all[1] && all[2];
    for (size_t i = 0; i < x->basis.count; i++)
        shape_add_independence(&x->facts, m, &x->basis.at[i]);
    for (size_t i = 0; i < x->constraints.count; i++)
        shape_add_verma(&x->facts, m, &x->constraints.at[i]);
    return s->budget.stop == STOP_NOT || tests_stopped(x);
}

/* ---- each ---- */

static Tested *
add_tested(Tests *x, TestedKind kind)
{
    array_push(&x->tested, ((Tested){.kind = kind}));
    return &x->tested.at[x->tested.count - 1];
}

/* The tests stand in the order of their statements; those that change the sample are made last. */
static bool
test_statements(Tests *x)
{
    bool ok = true;
    for (size_t i = 0; ok && i < x->basis.count; i++)
        ok = test_independence(x, add_tested(x, TESTED_INDEPENDENCE), &x->basis.at[i]);
    size_t first = x->tested.count;
    for (size_t i = 0; i < x->constraints.count; i++)
        wald_init(&add_tested(x, TESTED_VERMA)->wald, &x->sample.s->budget);
    for (size_t i = 0; ok && i < x->instruments.count; i++)
        ok = test_instrument(x, add_tested(x, TESTED_INSTRUMENT), &x->instruments.at[i]);
    for (size_t i = 0; ok && i < x->constraints.count; i++)
        ok = test_verma(x, &x->tested.at[first + i], &x->constraints.at[i]);
    return ok;
}

/* ---- all together ---- */

/* A RealFind: `what` is a Tested. */
static bool
find_p_value(Real *to, const void *what)
{
    const Tested *t = what;
    switch (t->kind) {
    case TESTED_INDEPENDENCE: return g_test_p_value(to, &t->g);
    case TESTED_VERMA: return wald_p_value(to, &t->wald);
    case TESTED_INSTRUMENT: break;
    }
    return arms_p_value(to, &t->arms);
}

static bool
can_be_tested(const Tested *t)
{
    switch (t->kind) {
    case TESTED_INDEPENDENCE: return t->g.freedom > 0;
    case TESTED_VERMA: return t->wald.freedom > 0;
    case TESTED_INSTRUMENT: break;
    }
    return t->arms.sums > 0 && !t->large;
}

/* The digits that were found; `?` where REAL_BITS_MAX do not tell the last one, which nobody has
 * seen. */
static bool
take_digits(Tests *x, Name *to, RealWrite result, Sink *text)
{
    if (result == REAL_UNPROVEN)
        sink_put(text, "?");
    *to = names_take(&x->sample.s->names, text);
    return result != REAL_STOPPED;
}

static bool
write_digits(Tests *x, Name *to, RealFind *find, const void *what)
{
    Sink text;
    sink_init(&text);
    RealWrite result = real_write(find, what, x->sample.s->style.digits, &text);
    return take_digits(x, to, result, &text);
}

/* What is rational is written as that, and what is the root of a rational. */
static bool
write_statistic(Tests *x, Tested *t)
{
    int digits = x->sample.s->style.digits;
    if (t->kind == TESTED_INDEPENDENCE)
        return write_digits(x, &t->statistic, g_test_statistic, &t->g);
    Sink text;
    RealWrite result = REAL_WRITTEN;
    sink_init(&text);
    if (t->kind == TESTED_VERMA) {
        decimal_write(t->wald.statistic, digits, &text);
    } else {
        Spread root = {.variance = t->arms.squared};
        result = spread_write(&root, digits, &text);
    }
    return take_digits(x, &t->statistic, result, &text);
}

/* Whether the test of this rank fails. */
static bool
judge(Tests *x, size_t rank)
{
    const Tested *all = x->tested.at, *at = x->holm.tests.at[rank];
    Tested *t = &x->tested.at[at - all];
    HolmValue v = {&x->holm, rank};
    bool halted;
    mpq_t level;
    mpq_init(level);
    mpq_set_ui(level, 1, 20);
    t->fails = real_sign_against(holm_value, &v, level, &halted) < 0;
    x->fails += t->fails;
    mpq_clear(level);
    return !halted && write_digits(x, &t->adjusted, holm_value, &v);
}

/* What would explain each independence that fails, and all of them. */
static bool
find_repairs(Tests *x)
{
    const Model *m = &x->sample.context.model;
    Budget *b = &x->sample.s->budget;
    for (size_t i = 0; i < x->basis.count; i++)
        array_push(x->tested.at[i].fails ? &x->failed : &x->held, x->basis.at[i]);
    bool ok = x->failed.count < 2 || repairs_find(&x->repairs, m, &x->failed, &x->held, b);
    for (size_t i = 0; ok && i < x->basis.count; i++) {
        IndependenceList one = {0};
        array_push(&one, x->basis.at[i]);
        ok = !x->tested.at[i].fails || repairs_find(&x->tested.at[i].repairs, m, &one, &x->held, b);
        array_clear(&one);
    }
    return ok;
}

static bool
judge_all(Tests *x)
{
    bool ok = true;
    x->holm.find = find_p_value;
    for (size_t i = 0; ok && i < x->tested.count; i++) {
        Tested *t = &x->tested.at[i];
        if (!can_be_tested(t))
            continue;
        ok = write_statistic(x, t) && write_digits(x, &t->p, find_p_value, t);
        if (!tested_is_rough(t))
            array_push(&x->holm.tests, t);
    }
    ok = ok && holm_sort(&x->holm);
    for (size_t rank = 0; ok && rank < x->holm.tests.count; rank++)
        ok = judge(x, rank);
    return (ok && find_repairs(x)) || tests_stopped(x);
}

bool
run_test(Session *s, const Node *n)
{
    Tests x = {.node = n};
    sample_init(&x.sample, s);
    bool ok = sample_of_model(&x.sample, n->kids[0], n->kids + 1, n->kids[2]) &&
              has_all_wires(s, &x.sample.context, n->kids[1]->at) && find_statements(&x) &&
              test_statements(&x) && judge_all(&x);
    if (ok)
        say(s, &tests_voice, &x);
    tests_clear(&x);
    return ok;
}
