/* bench_network.c -- how long it takes to evaluate networks that are long, wide or hopeless.
 *
 * A chain of 10,000 channels on a wire of four labels; a hidden Markov model of 2,000 steps, its
 * last hidden state given all observations; a naive Bayes model of 60 leaves, its class given
 * three; a state on 40 wires of which two are asked, as a product and as two kets; a grid of 25 by
 * 25, which is to be refused; a tree of 10,000 wires; 20,000 conditionals, each of the one before.
 */
#include "base/random.h"
#include "diagram/conditional.h"
#include "evaluate/evaluate.h"

#include <assert.h>
#include <stdio.h>

typedef struct Bench {
    Names names;
    Signature s;
    Meaning meaning;
    Random r;
    const Type *bit, *four;
    Diagram d;
    Query q;
} Bench;

static void
bench_init(Bench *b)
{
    *b = (Bench){.r = random_start(1)};
    signature_init(&b->s);
    Type *bit = signature_add_type(&b->s, names_add_text(&b->names, "Bit"));
    Type *four = signature_add_type(&b->s, names_add_text(&b->names, "Four"));
    type_set_range(bit, 0, 2);
    type_set_range(four, 0, 4);
    b->bit = bit;
    b->four = four;
}

static void
bench_clear(Bench *b)
{
    query_clear(&b->q);
    diagram_clear(&b->d);
    meaning_clear(&b->meaning);
    signature_clear(&b->s);
    names_clear(&b->names);
}

static void
add_row(Bench *b, Matrix *m)
{
    uint32_t size = (uint32_t)size_product(&m->out), sum = 0, weights[16];
    assert(size <= 16);
    for (uint32_t i = 0; i < size; i++)
        sum += weights[i] = 1 + random_below(&b->r, 9);
    mpq_t q;
    mpq_init(q);
    for (uint32_t i = 0; i < size; i++) {
        mpq_set_ui(q, weights[i], sum);
        mpq_canonicalize(q);
        matrix_add_entry(m, &i, q);
    }
    mpq_clear(q);
    matrix_end_row(m, false);
}

/* A random channel from `in` wires of a type to one of another. */
static const Box *
channel(Bench *b, size_t in, const Type *from, const Type *to)
{
    TypeList types = {0}, out = {0};
    SizeList in_sizes = {0}, out_sizes = {0};
    for (size_t i = 0; i < in; i++) {
        array_push(&types, from);
        array_push(&in_sizes, from->size);
    }
    array_push(&out, to);
    array_push(&out_sizes, to->size);
    Box *box = signature_add_box(&b->s, names_add_text(&b->names, "k"), &types, &out);
    Matrix m;
    matrix_init(&m, &in_sizes, &out_sizes);
    for (uint64_t row = 0; row < size_product(&in_sizes); row++)
        add_row(b, &m);
    meaning_add(&b->meaning, box->id, &m);
    matrix_clear(&m);
    array_clear(&types);
    array_clear(&out);
    array_clear(&in_sizes);
    array_clear(&out_sizes);
    return box;
}

static void
ask_all(Bench *b)
{
    query_all(&b->q, &b->d);
}

/* Output i is known to be 0. */
static void
know(Bench *b, uint32_t i)
{
    Event e = {.position = i, .condition = true};
    array_push(&e.labels, 0);
    array_push(&b->q.events, e);
}

static void
make_chain(Bench *b)
{
    const Box *noisy = channel(b, 1, b->four, b->four);
    uint32_t wire = diagram_add_box(&b->d, channel(b, 0, b->four, b->four), NULL, 0);
    for (int i = 0; i < 10000; i++)
        wire = diagram_add_box(&b->d, noisy, &wire, 0);
    diagram_add_output(&b->d, wire, NULL);
    ask_all(b);
}

static void
make_channel_chain(Bench *b)
{
    const Box *noisy = channel(b, 1, b->four, b->four);
    uint32_t wire = diagram_add_input(&b->d, b->four, NULL);
    for (int i = 0; i < 10000; i++)
        wire = diagram_add_box(&b->d, noisy, &wire, 0);
    diagram_add_output(&b->d, wire, NULL);
    ask_all(b);
}

static void
make_markov(Bench *b)
{
    const Box *step = channel(b, 1, b->four, b->four), *see = channel(b, 1, b->four, b->bit);
    uint32_t wire = diagram_add_box(&b->d, channel(b, 0, b->four, b->four), NULL, 0);
    for (int i = 0; i < 2000; i++) {
        diagram_add_output(&b->d, diagram_add_box(&b->d, see, &wire, 0), NULL);
        wire = diagram_add_box(&b->d, step, &wire, 0);
    }
    diagram_add_output(&b->d, wire, NULL);
    b->q.diagram = &b->d;
    array_push(&b->q.heads, 2000);
    for (uint32_t i = 0; i < 2000; i++)
        know(b, i);
}

static void
make_bayes(Bench *b)
{
    uint32_t class = diagram_add_box(&b->d, channel(b, 0, b->four, b->four), NULL, 0);
    diagram_add_output(&b->d, class, NULL);
    for (int i = 0; i < 60; i++) {
        const Box *leaf = channel(b, 1, b->four, b->bit);
        diagram_add_output(&b->d, diagram_add_box(&b->d, leaf, &class, 0), NULL);
    }
    b->q.diagram = &b->d;
    array_push(&b->q.heads, 0);
    know(b, 5);
    know(b, 25);
    know(b, 60);
}

static void
ask_two(Bench *b)
{
    b->q.diagram = &b->d;
    array_push(&b->q.heads, 7);
    array_push(&b->q.heads, 31);
}

static void
make_product(Bench *b)
{
    const Box *coin = channel(b, 0, b->bit, b->bit);
    for (int i = 0; i < 40; i++)
        diagram_add_output(&b->d, diagram_add_box(&b->d, coin, NULL, 0), NULL);
    ask_two(b);
}

/* 1/2 |0...0> + 1/2 |1...1> on 40 wires. */
static void
make_kets(Bench *b)
{
    TypeList none = {0}, out = {0};
    SizeList no_sizes = {0}, sizes = {0};
    for (int i = 0; i < 40; i++) {
        array_push(&out, b->bit);
        array_push(&sizes, 2);
    }
    Box *box = signature_add_box(&b->s, names_add_text(&b->names, "kets"), &none, &out);
    Matrix m;
    matrix_init(&m, &no_sizes, &sizes);
    mpq_t half;
    mpq_init(half);
    mpq_set_ui(half, 1, 2);
    for (uint32_t ket = 0; ket < 2; ket++) {
        uint32_t tuple[40];
        for (int i = 0; i < 40; i++)
            tuple[i] = ket;
        matrix_add_entry(&m, tuple, half);
    }
    matrix_end_row(&m, false);
    mpq_clear(half);
    meaning_add(&b->meaning, box->id, &m);
    matrix_clear(&m);
    array_clear(&out);
    array_clear(&sizes);
    uint32_t wire = diagram_add_box(&b->d, box, NULL, 0);
    for (uint32_t i = 0; i < 40; i++)
        diagram_add_output(&b->d, wire + i, NULL);
}

static void
make_two_of_kets(Bench *b)
{
    make_kets(b);
    ask_two(b);
}

static void
make_all_of_kets(Bench *b)
{
    make_kets(b);
    ask_all(b);
}

static void
make_grid(Bench *b)
{
    enum { SIDE = 25 };
    const Box *corner = channel(b, 0, b->bit, b->bit), *edge = channel(b, 1, b->bit, b->bit);
    const Box *inner = channel(b, 2, b->bit, b->bit);
    uint32_t above[SIDE] = {0}, reads[2];
    for (int row = 0; row < SIDE; row++)
        for (int column = 0; column < SIDE; column++) {
            reads[0] = column ? above[column - 1] : above[0];
            reads[1] = above[column];
            const Box *box = row && column ? inner : row || column ? edge : corner;
            above[column] = diagram_add_box(&b->d, box, reads, 0);
        }
    diagram_add_output(&b->d, above[SIDE - 1], NULL);
    ask_all(b);
}

static void
make_tree(Bench *b)
{
    const Box *child = channel(b, 1, b->bit, b->bit);
    diagram_add_box(&b->d, channel(b, 0, b->bit, b->bit), NULL, 0);
    for (uint32_t i = 1; i < 10000; i++) {
        uint32_t parent = (i - 1) / 2;
        diagram_add_output(&b->d, diagram_add_box(&b->d, child, &parent, 0), NULL);
    }
    b->q.diagram = &b->d;
    array_push(&b->q.heads, 0);
    for (uint32_t i = 6000; i < 9999; i++)
        know(b, i);
}

static Conditional nested[20000];

/* nested[i] is the state whose second wire is the conditional of the state before. */
static void
make_nested(Bench *b)
{
    const Box *coin = channel(b, 0, b->bit, b->bit), *last = channel(b, 1, b->bit, b->bit);
    TypeList bit = {0};
    array_push(&bit, b->bit);
    for (size_t i = 0; i < 20000; i++) {
        Diagram *d = &nested[i].state;
        uint32_t x = diagram_add_box(d, coin, NULL, 0), y = diagram_add_box(d, last, &x, 0);
        diagram_add_output(d, x, NULL);
        diagram_add_output(d, y, NULL);
        nested[i].givens = 1;
        Box *box = signature_add_box(&b->s, names_add_text(&b->names, "c"), &bit, &bit);
        box->kind = BOX_CONDITIONAL;
        box->conditional = &nested[i];
        last = box;
    }
    uint32_t x = diagram_add_input(&b->d, b->bit, NULL);
    diagram_add_output(&b->d, diagram_add_box(&b->d, last, &x, 0), NULL);
    ask_all(b);
    array_clear(&bit);
}

static void
run(const char *name, void (*make)(Bench *))
{
    static const char *const outcomes[] = {"done", "stopped", "too large", "no meaning",
                                           "no carrier"};
    Bench b;
    Matrix m;
    SizeList none = {0};
    Trouble t = {0};
    Budget budget = {.bytes = UINT64_C(1) << 30};
    bench_init(&b);
    matrix_init(&m, &none, &none);
    make(&b);
    int64_t start = budget_now();
    Outcome outcome = evaluate(&m, &b.q, &b.meaning, &budget, &t);
    double seconds = (double)(budget_now() - start) / 1e9;
    printf("%-44s %8.3f s  %s", name, seconds, outcomes[outcome]);
    if (outcome == OUTCOME_TOO_LARGE)
        printf(": %s entries, limit %llu", sink_text(&t.entries), (unsigned long long)t.limit);
    printf("\n");
    trouble_clear(&t);
    matrix_clear(&m);
    bench_clear(&b);
}

int
main(void)
{
    run("chain of 10,000, from a state", make_chain);
    run("chain of 10,000, as a channel", make_channel_chain);
    run("hidden Markov model, 2,000 steps, all seen", make_markov);
    run("naive Bayes, 60 leaves, 3 seen", make_bayes);
    run("product of 40 coins, 2 asked", make_product);
    run("two kets on 40 wires, 2 asked", make_two_of_kets);
    run("two kets on 40 wires, all asked", make_all_of_kets);
    run("grid of 25 by 25, refused", make_grid);
    run("tree of 10,000, 3,999 leaves seen", make_tree);
    run("20,000 conditionals in one another", make_nested);
    for (size_t i = 0; i < 20000; i++)
        diagram_clear(&nested[i].state);
    return 0;
}
