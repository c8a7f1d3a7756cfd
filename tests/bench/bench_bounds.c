/* bench_bounds.c -- `bounds P(Y = 1 | do(X = 1)) in m from w`, from the model to both ends.
 *
 * The model is an instrument Z of 2 to 5 values that may also reach Y: Z -> X -> Y, Z -> Y,
 * X <-> Y, with bits for X and Y.  Data are of random mixtures of 40 response types.  The baseline
 * is in the same run: the two linear programs alone, that of each end, once they are there.  The
 * ratio says what worlds, response types, data and proofs take besides.  Times are of the
 * processor. */
#include "bounds/bound.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { Z, X, Y, MIXED = 40 };

typedef struct Bench {
    Signature s;
    Bound b;
    Budget budget;
    uint32_t values;      /* of Z */
    uint64_t random;
    uint64_t joint[8][4]; /* of z, and of x and y: how often */
} Bench;

/* Of the processor. */
static double
seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static uint32_t
draw(Bench *t, uint32_t below)
{
    t->random = t->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(t->random >> 33) % below;
}

/* Each response type: x for each z, y for each z and x. */
static void
mix(Bench *t)
{
    for (int i = 0; i < MIXED; i++) {
        uint32_t weight = 1 + draw(t, 9);
        for (uint32_t z = 0; z < t->values; z++) {
            uint32_t x = draw(t, 2), y[] = {draw(t, 2), draw(t, 2)};
            t->joint[z][2 * x + y[x]] += weight;
        }
    }
}

/* The joint state of these vertices: Z is uniform. */
static bool
give_data(Matrix *to, const WireList *vertices, size_t experiment, void *more)
{
    const Bench *t = more;
    (void)experiment;
    SizeList none = {0}, out = {0};
    uint32_t *tuple = malloc(vertices->count * sizeof *tuple);
    for (size_t i = 0; i < vertices->count; i++)
        array_push(&out, vertices->at[i] == Z ? t->values : 2);
    matrix_clear(to);
    matrix_init(to, &none, &out);
    uint64_t sum = 0;
    for (int k = 0; k < 4; k++)
        sum += t->joint[0][k];
    for (uint32_t z = 0; z < t->values; z++)
        for (uint32_t k = 0; k < 4; k++) {
            uint32_t label[] = {z, k / 2, k % 2};
            for (size_t i = 0; i < vertices->count; i++)
                tuple[i] = label[vertices->at[i]];
            mpq_t weight;
            mpq_init(weight);
            mpq_set_ui(weight, (unsigned long)t->joint[z][k], (unsigned long)(sum * t->values));
            mpq_canonicalize(weight);
            matrix_add_entry(to, tuple, weight);
            mpq_clear(weight);
        }
    matrix_end_row(to, false);
    free(tuple);
    array_clear(&out);
    return true;
}

static void
add_vertex(Bench *t, uint32_t size, bool latent, size_t count, const uint32_t *parents)
{
    Type *type = signature_add_type(&t->s, NULL);
    Vertex v = {.type = type, .latent = latent};
    type_set_range(type, 0, size);
    for (size_t i = 0; i < count; i++)
        array_push(&v.parents, parents[i]);
    model_add_vertex(&t->b.model, &v);
}

/* The model, and P(Y[X = 1] = 1). */
static bool
start(Bench *t)
{
    WireList cycle = {0};
    World none = {0}, done = {0};
    Replacement r = {.vertex = X, .by = BY_LABEL, .label = 1};
    signature_init(&t->s);
    bound_init(&t->b);
    add_vertex(t, t->values, false, 0, NULL);
    add_vertex(t, 2, false, 2, (uint32_t[]){Z, 3});
    add_vertex(t, 2, false, 3, (uint32_t[]){Z, X, 3});
    add_vertex(t, 2, true, 0, NULL);
    bool ok = model_sort(&t->b.model, &cycle);
    graph_make(&t->b.graph, &t->b.model);
    ok = ok && projection_make(&t->b.projection, &t->b.graph, &t->budget);
    bound_start(&t->b);
    t->b.data = give_data;
    t->b.more = t;
    BoundTerm term = {.question.model = &t->b.noise.model};
    mpq_init(term.times);
    mpq_set_ui(term.times, 1, 1);
    linear_numbers_init(&term.number, 0);
    term.question.plain = world_add(&term.question, &none);
    ok = ok && world_replace(&done, &r);
    Atom a = {.vertex = Y, .world = world_add(&term.question, &done)};
    array_push(&a.event.labels, 1);
    array_push(&term.question.atoms, a);
    array_push(&t->b.terms, term);
    return ok;
}

/* Both ends of the program that is there, without making it. */
static double
time_programs(Bench *t, bool *solved)
{
    double begun = seconds();
    for (int e = 0; e < 2; e++) {
        LinearEnd end;
        linear_end_init(&end);
        *solved = linear_solve(&end, &t->b.programs.at[t->b.main], e ? LINEAR_MOST : LINEAR_LEAST,
                               &t->budget) == LINEAR_SOLVED && *solved;
        linear_end_clear(&end);
    }
    return seconds() - begun;
}

int
main(void)
{
    bool good = true;
    rational_start();
    for (uint32_t values = 2; values <= 5; values++) {
        Bench t = {.values = values, .random = values};
        bool ok = start(&t);
        mix(&t);
        double begun = seconds();
        ok = ok && bound_find(&t.b, &t.budget) == BOUND_FOUND;
        double all = seconds() - begun;
        double programs = ok ? time_programs(&t, &ok) : 1;
        printf("%6llu response types: both ends in %6.3f s, %5.2f times the programs alone%s\n",
               (unsigned long long)t.b.responses.components.at[1].all, all, all / programs,
               ok ? "" : ", NOT FOUND");
        good = good && ok;
        bound_clear(&t.b);
        signature_clear(&t.s);
    }
    return !good;
}
