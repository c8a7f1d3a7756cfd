/* run_test.c -- test; see run_test.h. */
#include "lang/estimate/run_test.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/vertex.h"
#include "lang/estimate/tests.h"
#include "lang/identify/observed_state.h"
#include "lang/session/meaning.h"

enum { STATEMENTS_MAX = 1000 };

static void
tests_clear(Tests *x)
{
    for (size_t i = 0; x->tested && i < x->basis.count; i++) {
        array_clear(&x->tested[i].repairs);
        g_test_clear(&x->tested[i].g);
    }
    memory_free(x->tested);
    memory_free(x->name_of);
    array_clear(&x->repairs);
    array_clear(&x->failed);
    array_clear(&x->held);
    holm_clear(&x->holm);
    verma_list_clear(&x->constraints);
    independence_list_clear(&x->basis);
    projection_clear(&x->projection);
    graph_clear(&x->graph);
    sample_clear(&x->sample);
}

static bool
stopped(Tests *x)
{
    return complain_stopped(&x->sample.s->complain, &x->sample.s->budget, x->node->at);
}

static bool
find_statements(Tests *x)
{
    Session *s = x->sample.s;
    const Model *m = &x->sample.context.model;
    bool all, complete;
    graph_make(&x->graph, m);
    x->name_of = vertex_names(s, m);
    if (!projection_make(&x->projection, &x->graph, &s->budget))
        return stopped(x);
    independences(&x->basis, &all, &x->projection, STATEMENTS_MAX, &s->budget);
    vermas(&x->constraints, &complete, &x->graph, &x->projection, STATEMENTS_MAX, &s->budget);
    x->complete = all && complete;
    x->tested = memory_new(x->basis.count + 1, sizeof *x->tested);
    return s->budget.stop == STOP_NOT || stopped(x);
}

/* ---- one statement ---- */

static void
add_heads(Query *q, const Context *c, const WireList *vertices)
{
    for (size_t i = 0; i < vertices->count; i++)
        array_push(&q->heads, c->output_of.at[vertices->at[i]]);
}

/* Do two entries begin with the same so many labels? */
static bool
begins_alike(const Matrix *m, size_t a, size_t b, size_t labels)
{
    return memcmp(matrix_entry_tuple(m, a), matrix_entry_tuple(m, b),
                  labels * sizeof(uint32_t)) == 0;
}

/* The entries of (given, of, v), in their order, are cells: what is given is the stratum. */
static bool
take_cells(GCellList *to, Tests *x, const Matrix *m, size_t given, const TypeList *types)
{
    size_t of = m->out.count - 1;
    GCell c = {0};
    bool ok = true;
    for (size_t e = 0; ok && e < m->weight.count; e++) {
        c.stratum += e && !begins_alike(m, e - 1, e, given);
        c.column += e && !begins_alike(m, e - 1, e, of);
        c.row = matrix_entry_tuple(m, e)[of];
        ok = sample_count(&x->sample, &c.count, &m->weight.at[e], matrix_entry_tuple(m, e), types);
        array_push(to, c);
    }
    return ok;
}

static bool
test_statement(Tests *x, size_t i)
{
    Session *s = x->sample.s;
    const Independence *n = &x->basis.at[i];
    const Context *c = &x->sample.context;
    Query q = {.diagram = &c->state.diagram};
    Matrix m;
    ReachedRow reached;
    GCellList cells = {0};
    TypeList types = {0};
    matrix_init_empty(&m);
    add_heads(&q, c, &n->given);
    add_heads(&q, c, &n->of);
    array_push(&q.heads, c->output_of.at[n->v]);
    for (size_t k = 0; k < q.heads.count; k++)
        array_push(&types, q.diagram->wires.at[q.diagram->outputs.at[q.heads.at[k]].wire]);
    bool ok = session_evaluate(s, &m, &q, x->node, &reached);
    if (ok && m.undefined.at[0])
        ok = complain_undefined_inside(&s->complain, x->sample.at->at, reached.box, reached.event);
    ok = ok && take_cells(&cells, x, &m, n->given.count, &types) &&
         (g_test_make(&x->tested[i].g, &cells, &s->budget) || stopped(x));
    array_clear(&types);
    array_clear(&cells);
    matrix_clear(&m);
    query_clear(&q);
    return ok;
}

/* ---- all together ---- */

/* The rank of a test among those of holm; SIZE_MAX: it cannot be tested. */
static size_t
find_rank(const Tests *x, size_t i)
{
    for (size_t k = 0; k < x->holm.tests.count; k++)
        if (x->holm.tests.at[k] == &x->tested[i].g)
            return k;
    return SIZE_MAX;
}

/* The digits of a number; `?` where REAL_BITS_MAX do not tell the last one, which nobody has seen.
 */
static bool
write_digits(Tests *x, Name *to, RealFind *find, const void *what)
{
    Session *s = x->sample.s;
    Sink text;
    sink_init(&text);
    RealWrite result = real_write(find, what, s->style.digits, &text);
    if (result == REAL_UNPROVEN)
        sink_put(&text, "?");
    *to = names_take(&s->names, &text);
    return result != REAL_STOPPED;
}

/* The numbers of a test that has degrees of freedom, and whether it fails. */
static bool
find_numbers(Tests *x, Tested *t, size_t rank)
{
    HolmValue v = {&x->holm, rank};
    bool halted;
    mpq_t level;
    mpq_init(level);
    mpq_set_ui(level, 1, 20);
    t->fails = real_sign_against(holm_value, &v, level, &halted) < 0;
    mpq_clear(level);
    return !halted && write_digits(x, &t->statistic, g_test_statistic, &t->g) &&
           write_digits(x, &t->p, g_test_p_value, &t->g) &&
           write_digits(x, &t->adjusted, holm_value, &v);
}

static bool
judge(Tests *x, size_t i)
{
    size_t rank = find_rank(x, i);
    if (rank != SIZE_MAX && !find_numbers(x, &x->tested[i], rank))
        return stopped(x);
    if (x->tested[i].fails)
        array_push(&x->failed, x->basis.at[i]);
    else
        array_push(&x->held, x->basis.at[i]);
    return true;
}

/* What would explain each statement that fails, and all of them. */
static bool
find_repairs(Tests *x)
{
    const Model *m = &x->sample.context.model;
    Budget *b = &x->sample.s->budget;
    bool ok = x->failed.count < 2 || repairs_find(&x->repairs, m, &x->failed, &x->held, b);
    for (size_t i = 0; ok && i < x->basis.count; i++) {
        IndependenceList one = {0};
        array_push(&one, x->basis.at[i]);
        ok = !x->tested[i].fails || repairs_find(&x->tested[i].repairs, m, &one, &x->held, b);
        array_clear(&one);
    }
    return ok || stopped(x);
}

static bool
judge_all(Tests *x)
{
    bool ok = true;
    x->holm.find = g_test_p_value;
    for (size_t i = 0; i < x->basis.count; i++)
        if (x->tested[i].g.freedom)
            array_push(&x->holm.tests, &x->tested[i].g);
    if (!holm_sort(&x->holm))
        return stopped(x);
    for (size_t i = 0; ok && i < x->basis.count; i++)
        ok = judge(x, i);
    return ok && find_repairs(x);
}

bool
run_test(Session *s, const Node *n)
{
    Tests x = {.node = n};
    sample_init(&x.sample, s);
    bool ok = sample_of_model(&x.sample, n->kids[0], n->kids + 1, n->kids[2]) &&
              has_all_wires(s, &x.sample.context, n->kids[1]->at) && find_statements(&x);
    for (size_t i = 0; ok && i < x.basis.count; i++)
        ok = test_statement(&x, i);
    ok = ok && judge_all(&x);
    if (ok)
        say(s, &tests_voice, &x);
    tests_clear(&x);
    return ok;
}
