/* bench_diagram.c -- builds, composes and compares diagrams of three sizes.
 *
 * The diagram is a strip of 16 wires through random boxes, as deep as it is long.  It is built box
 * by box, and once more from two halves with diagram_then; then both are compared.  The last column
 * is the time a box takes against the size before: 1.0 is linear. */
#include "base/random.h"
#include "diagram/diagram.h"
#include "tests/bench/since.h"

#include <stdio.h>

enum { WIDTH = 16 };

typedef struct Strip {
    const Type *type;
    const Box *channel, *function, *state, *pair;
} Strip;

static const Box *
add_box(Signature *s, Name name, const Type *t, size_t in, size_t out, bool deterministic)
{
    TypeList from = {0}, to = {0};
    while (from.count < in)
        array_push(&from, t);
    while (to.count < out)
        array_push(&to, t);
    Box *b = signature_add_box(s, name, &from, &to);
    b->deterministic = deterministic;
    array_clear(&from);
    array_clear(&to);
    return b;
}

static Strip
make_strip(Signature *s)
{
    const Type *t = signature_add_type(s, "T");
    return (Strip){.type = t,
                   .channel = add_box(s, "c", t, 1, 1, false),
                   .function = add_box(s, "f", t, 2, 1, true),
                   .state = add_box(s, "s", t, 0, 1, false),
                   .pair = add_box(s, "p", t, 2, 2, false)};
}

static void
add_random_box(Diagram *d, const Strip *s, uint32_t *wire, Random *r)
{
    uint32_t i = random_below(r, WIDTH), j = random_below(r, WIDTH), kind = random_below(r, 16);
    uint32_t reads[] = {wire[i], wire[j]};
    const Box *box = kind == 0   ? s->state
                     : kind < 8  ? s->function
                     : kind < 12 ? s->pair
                                 : s->channel;
    uint32_t out = diagram_add_box(d, box, reads, 0);
    wire[i] = out;
    if (box == s->pair)
        wire[j] = out + 1;
}

/* Boxes n of the strip that r makes, from 16 inputs to 16 outputs. */
static void
build(Diagram *d, const Strip *s, size_t n, Random *r)
{
    uint32_t wire[WIDTH];
    for (size_t i = 0; i < WIDTH; i++)
        wire[i] = diagram_add_input(d, s->type, NULL);
    for (size_t i = 0; i < n; i++)
        add_random_box(d, s, wire, r);
    for (size_t i = 0; i < WIDTH; i++)
        diagram_add_output(d, wire[i], NULL);
}

/* Prints a line; the seconds it took in all. */
static double
time_size(const Strip *s, size_t n)
{
    Diagram whole = {0}, front = {0}, back = {0};
    Random r = random_start(1), same = random_start(1);
    int64_t start = budget_now();
    build(&whole, s, n, &r);
    double built = seconds_since(start);
    build(&front, s, n / 2, &same);
    build(&back, s, n - n / 2, &same);

    int64_t then = budget_now();
    diagram_then(&front, &front, &back);
    double composed = seconds_since(then);
    then = budget_now();
    bool equal = diagram_equal(&whole, &front);
    double compared = seconds_since(then);
    double all = built + composed + compared;
    printf("%8zu boxes: built %.4f s, composed %.4f s, compared %.4f s (%s), together %.4f s", n,
           built, composed, compared, equal ? "equal" : "different", all);
    diagram_clear(&whole);
    diagram_clear(&front);
    diagram_clear(&back);
    return all;
}

int
main(void)
{
    Signature signature;
    signature_init(&signature);
    Strip s = make_strip(&signature);
    double before = 0;
    for (size_t n = 10000; n <= 1000000; n *= 10) {
        double each = time_size(&s, n) / (double)n;
        if (before > 0)
            printf(", a box takes %.2f times as long", each / before);
        printf("\n");
        before = each;
    }
    signature_clear(&signature);
    return 0;
}
