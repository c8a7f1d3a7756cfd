/* bench_identify.c -- identifies effects in random sparse models of four sizes, and in towers of
 * napkins.
 *
 * A model of n vertices has 2 n arrows and n / 2 unnamed latents; three variables are done and two
 * are given.  The baseline is graph_make on the same model, one linear pass over it: the ratio to
 * it, and the time a vertex takes against the size before, should stay where they are as n grows.
 * */
#include "base/random.h"
#include "show/formula.h"
#include "surgery/identify.h"
#include "surgery/simplify.h"
#include "tests/bench/since.h"

#include <stdio.h>

typedef struct Bench {
    Type bit;
    Names names;
    Model model;
    WireList observed;
} Bench;

static uint32_t
add_vertex(Bench *b, Name name, bool latent)
{
    Vertex v = {.name = name, .type = &b->bit, .latent = latent};
    model_add_vertex(&b->model, &v);
    return (uint32_t)b->model.vertices.count - 1;
}

static uint32_t
add_named(Bench *b, const char *letter, uint32_t number)
{
    char text[32];
    snprintf(text, sizeof text, "%s%u", letter, number);
    return add_vertex(b, names_add_text(&b->names, text), false);
}

static void
add_arrow(Bench *b, uint32_t from, uint32_t to)
{
    WireList *parents = &b->model.vertices.at[to].parents;
    for (size_t i = 0; i < parents->count; i++)
        if (parents->at[i] == from)
            return;
    array_push(parents, from);
}

static void
add_latent(Bench *b, uint32_t x, uint32_t y)
{
    uint32_t u = add_vertex(b, NULL, true);
    b->model.vertices.at[u].ends[0] = x;
    b->model.vertices.at[u].ends[1] = y;
    add_arrow(b, u, x);
    add_arrow(b, u, y);
}

static void
bench_init(Bench *b)
{
    *b = (Bench){.bit = {.size = 2}};
}

static void
bench_clear(Bench *b)
{
    model_clear(&b->model);
    names_clear(&b->names);
}

static void
make_sparse(Bench *b, uint32_t n, Random *r)
{
    for (uint32_t v = 0; v < n; v++)
        add_named(b, "V", v);
    for (uint32_t i = 0; i < 2 * n; i++) {
        uint32_t x = random_below(r, n), y = random_below(r, n);
        if (x != y)
            add_arrow(b, x < y ? x : y, x < y ? y : x);
    }
    for (uint32_t i = 0; i < n / 2; i++) {
        uint32_t x = random_below(r, n), y = random_below(r, n);
        if (x != y)
            add_latent(b, x, y);
    }
}

/* k napkins, one on the other: a chain of 2k + 2 vertices, and latents from each even one to the
 * two after the next. */
static void
make_tower(Bench *b, uint32_t k)
{
    for (uint32_t v = 0; v < 2 * k + 2; v++) {
        add_named(b, "Z", v);
        if (v > 0)
            add_arrow(b, v - 1, v);
    }
    for (uint32_t j = 0; j < k; j++) {
        add_latent(b, 2 * j, 2 * j + 2);
        add_latent(b, 2 * j, 2 * j + 3);
    }
}

typedef struct Times {
    double graph, identify, all;
    size_t letters; /* of the formula */
    bool identified;
} Times;

static void
write_answer(Bench *b, const Identification *found, const Graph *g, Times *t)
{
    Estimand shown = {0};
    Budget budget = {0};
    Sink text;
    Name *names = memory_new(b->model.vertices.count, sizeof *names);
    for (size_t i = 0; i < b->model.vertices.count; i++)
        names[i] = b->model.vertices.at[i].name;
    FormulaNames as = {.name_of = names, .form = FORMULA_TEXT};
    sink_init(&text);
    if (estimand_simplify(&shown, &found->estimand, g, &budget))
        formula_write(&shown, &as, &text);
    t->letters = text.count;
    sink_clear(&text);
    memory_free(names);
    estimand_clear(&shown);
}

static Times
time_effect(Bench *b, const Effect *e)
{
    Graph g = {0};
    Projection p = {0};
    Identification found = {0};
    WireList cycle = {0};
    Budget budget = {0};
    Times t = {0};
    if (!model_sort(&b->model, &cycle))
        return t;
    int64_t start = budget_now();
    graph_make(&g, &b->model);
    t.graph = seconds_since(start);
    if (projection_make(&p, &g, &budget) && identify(&found, &g, &p, e, &budget)) {
        t.identify = seconds_since(start) - t.graph;
        t.identified = found.identified;
        if (found.identified)
            write_answer(b, &found, &g, &t);
    }
    t.all = seconds_since(start);
    identification_clear(&found);
    projection_clear(&p);
    graph_clear(&g);
    array_clear(&cycle);
    return t;
}

/* Several questions of one size; the seconds of all. */
static double
time_sparse(uint32_t n, int rounds)
{
    Times sum = {0};
    int yes = 0;
    for (int i = 0; i < rounds; i++) {
        Random r = random_start((uint64_t)i);
        Bench b;
        Effect e = {0};
        bench_init(&b);
        make_sparse(&b, n, &r);
        array_push(&e.y, n - 1);
        for (uint32_t k = 0; k < 3; k++)
            array_push(&e.x, 5 * k + random_below(&r, 5));
        for (uint32_t k = 0; k < 2; k++)
            array_push(&e.z, n / 2 + 5 * k + random_below(&r, 5));
        Times t = time_effect(&b, &e);
        sum.graph += t.graph;
        sum.identify += t.identify;
        sum.all += t.all;
        sum.letters += t.letters;
        yes += t.identified;
        effect_clear(&e);
        bench_clear(&b);
    }
    printf("%7u vertices: identify %.6f s (%.1f times graph_make), with its formula %.6f s; "
           "%d of %d identified, %zu letters",
           n, sum.identify / rounds, sum.identify / sum.graph, sum.all / rounds, yes, rounds,
           sum.letters / (size_t)rounds);
    return sum.all / rounds;
}

static double
time_tower(uint32_t k)
{
    Bench b;
    Effect e = {0};
    bench_init(&b);
    make_tower(&b, k);
    array_push(&e.y, 2 * k + 1);
    array_push(&e.x, 2 * k);
    Times t = time_effect(&b, &e);
    printf("napkin tower %3u: identify %.6f s, with its formula %.6f s, %s, %zu letters", k,
           t.identify, t.all, t.identified ? "identified" : "not identified", t.letters);
    effect_clear(&e);
    bench_clear(&b);
    return t.all;
}

int
main(void)
{
    double before = 0;
    for (uint32_t n = 100; n <= 100000; n *= 10) {
        double each = time_sparse(n, 20) / (double)n;
        if (before > 0)
            printf("; a vertex takes %.2f times as long", each / before);
        printf("\n");
        before = each;
    }
    before = 0;
    for (uint32_t k = 1; k <= 64; k *= 2) {
        double all = time_tower(k);
        if (before > 0)
            printf("; %.2f times the one before", all / before);
        printf("\n");
        before = all;
    }
    return 0;
}
