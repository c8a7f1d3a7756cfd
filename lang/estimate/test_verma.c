/* test_verma.c -- tests of Verma constraints; see tests.h.
 *
 * A constraint says that the tooth of v in a comb, a kernel of v given the other heads and the
 * inputs, does not depend on some of those.  Here the kernel is found in the sample, with the
 * derivatives of all its numbers, and Wald's test is of the differences between its rows: in each
 * stratum, the values of what it may depend on, each row less the first one. */
#include "base/saturate.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/estimate/tests.h"
#include "lang/session/meaning.h"
#include "statistics/gradient.h"
#include "surgery/kernel.h"
#include "surgery/recipe.h"

/* The differences are eliminated with exact numbers that grow with their number; each has a
 * derivative by each cell. */
enum { DIFFERENCES_MAX = 100, DERIVATIVES_MAX = 1 << 21 };

typedef struct Kernel {
    Estimand estimand;
    Diagram diagram;
    Query query;       /* P(v | what it may depend on, what it may not) */
    WireList vertices; /* of the givens of the query */
    TypeList types;
    size_t may;        /* how many of them come first */
    size_t rows, each; /* of the kernel, and of them in a stratum */
    uint32_t labels;   /* of v */
    Gradient gradient;
} Kernel;

static void
kernel_clear(Kernel *k)
{
    estimand_clear(&k->estimand);
    diagram_clear(&k->diagram);
    query_clear(&k->query);
    array_clear(&k->vertices);
    array_clear(&k->types);
    gradient_clear(&k->gradient);
}

/* ---- the question ---- */

static void
make_diagram(Kernel *k, Tests *x)
{
    Session *s = x->sample.s;
    const Context *c = &x->sample.context;
    ObservedState o = {
        .state = &c->state.diagram, .output_of = c->output_of.at, .name_of = x->name_of};
    recipe_diagram(&k->diagram, &k->estimand, 0, &o, &s->conditionals, &s->signature, &s->names);
    k->query.diagram = &k->diagram;
}

/* Ends of the diagram that are for these vertices: those of `free`, or the others. */
static void
add_givens(Kernel *k, const WireList *vertices, const Verma *v, bool input, bool are_free)
{
    const Diagram *d = &k->diagram;
    for (uint32_t i = 0; i < vertices->count; i++) {
        uint32_t at = vertices->at[i];
        if (at == v->v || wires_has(&v->free, at) != are_free)
            continue;
        array_push(&k->query.givens, ((Given){input, i}));
        array_push(&k->vertices, at);
        array_push(&k->types, d->wires.at[(input ? &d->inputs : &d->outputs)->at[i].wire]);
    }
}

static void
make_query(Kernel *k, const Verma *v)
{
    const Recipe *r = &k->estimand.recipes.at[0];
    uint32_t head = (uint32_t)r->heads.count - 1;
    for (int are_free = 0; are_free < 2; are_free++) {
        k->may = are_free ? k->may : 0;
        add_givens(k, &r->heads, v, false, are_free);
        add_givens(k, &r->inputs, v, true, are_free);
        k->may = are_free ? k->may : k->query.givens.count;
    }
    array_push(&k->query.heads, head);
    k->labels = k->diagram.wires.at[k->diagram.outputs.at[head].wire]->size;
}

/* The table is that of the variables of the kernel. */
static bool
make_sample(Kernel *k, Tests *x)
{
    const Recipe *r = &k->estimand.recipes.at[0];
    WireList all = {0};
    const WireList *lists[] = {&r->heads, &r->inputs, &r->bound};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 0; i < lists[l]->count; i++)
            array_push(&all, lists[l]->at[i]);
    sample_want(&x->sample, &all);
    array_clear(&all);
    return sample_make(&x->sample);
}

/* Counts the rows.  How many differences there are, where those or their derivatives are too many;
 * else 0. */
static uint64_t
find_size(Kernel *k, const Tests *x)
{
    uint64_t rows = 1, each = 1, most = DERIVATIVES_MAX;
    for (size_t i = 0; i < k->types.count; i++) {
        rows = saturate_times(rows, k->types.at[i]->size);
        each = i < k->may ? each : saturate_times(each, k->types.at[i]->size);
    }
    uint64_t differences = saturate_times(rows - rows / each, k->labels - 1);
    uint64_t numbers = saturate_times(rows, k->labels);
    k->rows = rows;
    k->each = each;
    bool fits = differences <= DIFFERENCES_MAX && numbers <= most / (x->sample.counts.count + 1);
    return fits ? 0 : differences;
}

/* ---- its rows ---- */

static const Slope *
slope_at(const Kernel *k, size_t row, uint32_t label)
{
    return &k->gradient.slopes.at[row * k->labels + label];
}

static bool
is_undefined(const Kernel *k, size_t row)
{
    return slope_at(k, row, 0)->undefined;
}

/* `D = 0, A = 1` */
static Name
row_name(Tests *x, const Kernel *k, size_t row)
{
    Sink text;
    size_t count = k->types.count;
    uint32_t *label = memory_new(count + 1, sizeof *label);
    sink_init(&text);
    for (size_t i = count; i-- > 0; row /= k->types.at[i]->size)
        label[i] = (uint32_t)(row % k->types.at[i]->size);
    for (size_t i = 0; i < count; i++) {
        sink_put(&text, i ? ", " : "");
        word_write_name(x->name_of[k->vertices.at[i]], &text);
        sink_put(&text, " = ");
        type_write_label(k->types.at[i], label[i], &text);
    }
    memory_free(label);
    return names_take(&x->sample.s->names, &text);
}

static void
add_differences(WaldTerms *to, const Kernel *k, size_t row, size_t first)
{
    for (uint32_t label = 0; label + 1 < k->labels; label++) {
        const Slope *a = slope_at(k, row, label), *b = slope_at(k, first, label);
        WaldTerm *t = wald_terms_add(to, k->gradient.entries);
        mpq_sub(t->value, a->value, b->value);
        for (size_t e = 0; e < k->gradient.entries; e++)
            mpq_sub(t->by[e], a->by[e], b->by[e]);
    }
}

/* The rows of a stratum that are defined, each less the first one of them. */
static void
add_stratum(WaldTerms *to, Tested *t, const Kernel *k, size_t start)
{
    size_t first = start;
    while (first < start + k->each && is_undefined(k, first))
        first++;
    for (size_t row = first + 1; row < start + k->each; row++)
        if (!is_undefined(k, row))
            add_differences(to, k, row, first);
    for (size_t row = start; row < start + k->each; row++)
        t->undefined += is_undefined(k, row);
}

/* How many rows are in the smallest stratum that it divides by. */
static uint64_t
count_thinnest(const Tests *x, const Gradient *g)
{
    const Stratum *thinnest = NULL;
    for (size_t i = 0; i < g->strata.count; i++) {
        const Stratum *s = &g->strata.at[i];
        if (mpq_sgn(s->mass) && (!thinnest || mpq_cmp(s->mass, thinnest->mass) < 0))
            thinnest = s;
    }
    if (!thinnest)
        return 0;
    mpq_t rows;
    mpq_init(rows);
    mpq_mul(rows, thinnest->mass, x->sample.weight);
    uint64_t count = mpz_get_ui(mpq_numref(rows));
    mpq_clear(rows);
    return count;
}

bool
tested_is_rough(const Tested *t)
{
    return t->kind == TESTED_VERMA &&
           (t->thinnest < THINNEST || t->thinnest / THINNEST_A_DEGREE < t->wald.freedom);
}

static bool
compare_rows(Tests *x, Tested *t, const Kernel *k)
{
    Session *s = x->sample.s;
    WaldTerms terms = {0};
    for (size_t start = 0; start < k->rows; start += k->each)
        add_stratum(&terms, t, k, start);
    for (size_t row = 0; !t->where && row < k->rows; row++)
        if (is_undefined(k, row))
            t->where = row_name(x, k, row);
    t->thinnest = count_thinnest(x, &k->gradient);
    bool ok = wald_make(&t->wald, &terms, meaning_find(&s->meaning, x->sample.box->id),
                        x->sample.rows) ||
              tests_stopped(x);
    wald_terms_clear(&terms, k->gradient.entries);
    return ok;
}

static bool
find_rows(Kernel *k, Tests *x)
{
    Session *s = x->sample.s;
    Trouble trouble = {0};
    Outcome o = gradient_find(&k->gradient, &k->query, &x->sample.box, 1, &s->meaning, &s->budget,
                              &trouble);
    bool ok = o == OUTCOME_DONE || session_complain(s, o, &trouble, x->node);
    trouble_clear(&trouble);
    return ok;
}

bool
test_verma(Tests *x, Tested *t, const Verma *v)
{
    Kernel k = {0};
    gradient_init(&k.gradient);
    verma_kernel(&k.estimand, v, &x->projection);
    bool ok = make_sample(&k, x);
    if (ok) {
        make_diagram(&k, x);
        make_query(&k, v);
        t->large = find_size(&k, x);
    }
    if (ok && !t->large)
        ok = find_rows(&k, x) && compare_rows(x, t, &k);
    kernel_clear(&k);
    return ok;
}
