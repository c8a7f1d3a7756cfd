/* test_worlds.c -- sets of labels, worlds, growing them merged, pushing, and boxes needed twice.
 *
 * The model: a latent U acts on X and Y, and X -> M -> Y; M is a channel. */
#include "tests/suite.h"
#include "tests/unit/sample.h"
#include "worlds/closed.h"

enum { U, X, M, Y, PLAIN = 0, FREE = -1 };

typedef struct Bed {
    Sample x;
    Model m;
    WorldQuestion q;
    Grown g;
    Clash clash;
    Budget budget;
} Bed;

static void
add_vertex(Bed *b, const char *name, const Type *type, const Box *box, size_t count,
           const uint32_t *parents)
{
    Vertex v = {.name = sample_name(&b->x, name), .type = type, .box = box, .latent = *name == 'U'};
    WireList in = {0};
    for (size_t i = 0; i < count; i++) {
        array_push(&v.parents, parents[i]);
        array_push(&in, diagram_add_input(&v.mechanism, box->in.at[i], NULL));
    }
    diagram_add_output(&v.mechanism, diagram_add_box(&v.mechanism, box, in.at, 0), v.name);
    array_clear(&in);
    model_add_vertex(&b->m, &v);
}

static void
bed_start(Bed *b)
{
    *b = (Bed){0};
    sample_init(&b->x);
    add_vertex(b, "U", b->x.bit, b->x.fair, 0, NULL);
    add_vertex(b, "X", b->x.bit, b->x.flip, 1, (uint32_t[]){U});
    add_vertex(b, "M", b->x.bit, b->x.noisy, 1, (uint32_t[]){X});
    add_vertex(b, "Y", b->x.bit, b->x.xor, 2, (uint32_t[]){M, U});
    WireList cycle = {0};
    ck_assert(model_sort(&b->m, &cycle));
    b->q.model = &b->m;
    World none = {0};
    ck_assert_uint_eq(world_add(&b->q, &none), PLAIN);
}

static void
bed_end(Bed *b)
{
    grown_clear(&b->g);
    world_question_clear(&b->q);
    model_clear(&b->m);
    sample_clear(&b->x);
}

/* ---- questions ---- */

static Replacement
label(uint32_t v, uint32_t label)
{
    return (Replacement){.vertex = v, .by = BY_LABEL, .label = label};
}

static Replacement
wire(uint32_t v, uint32_t of, uint32_t world)
{
    return (Replacement){.vertex = v, .by = BY_WIRE, .of = of, .world = world};
}

static uint32_t
world_of(Bed *b, size_t count, const Replacement *r)
{
    World w = {0};
    for (size_t i = 0; i < count; i++)
        ck_assert(world_replace(&w, &r[i]));
    return world_add(&b->q, &w);
}

static uint32_t
world_with(Bed *b, Replacement r)
{
    return world_of(b, 1, &r);
}

/* One more atom: its event is one label, or it is free. */
static void
ask(Bed *b, uint32_t v, uint32_t world, int event)
{
    Atom a = {.vertex = v, .world = world, .free = event == FREE};
    if (!a.free)
        array_push(&a.event.labels, (uint32_t)event);
    array_push(&b->q.atoms, a);
}

/* All atoms but the first are gone. */
static void
forget_events(Bed *b)
{
    for (size_t i = 1; i < b->q.atoms.count; i++)
        array_clear(&b->q.atoms.at[i].event.labels);
    b->q.atoms.count = 1;
}

static bool *
all_atoms(const Bed *b)
{
    bool *counts = memory_new(b->q.atoms.count, sizeof *counts);
    for (size_t i = 0; i < b->q.atoms.count; i++)
        counts[i] = true;
    return counts;
}

/* ---- what has grown, as text: `U X(U) M(0)`, with a prime for each wire of a vertex before ----
 */

static void
put_wire(const Bed *b, uint32_t w, Sink *to)
{
    if (w & GROWN_POINT) {
        sink_print(to, "%u", (unsigned)(w & ~GROWN_POINT));
        return;
    }
    sink_put(to, b->m.vertices.at[b->g.wires.at[w].vertex].name);
    for (uint32_t i = 0; i < w; i++)
        if (b->g.wires.at[i].vertex == b->g.wires.at[w].vertex)
            sink_put(to, "'");
}

static void
expect_now(Bed *b, const char *wanted)
{
    Sink text;
    bool *counts = all_atoms(b), *needed = grown_needed(&b->g, counts);
    sink_init(&text);
    for (uint32_t i = 0; i < b->g.wires.count; i++) {
        const GrownWire *w = &b->g.wires.at[i];
        if (!needed[i])
            continue;
        sink_put(&text, text.count ? " " : "");
        put_wire(b, i, &text);
        for (uint32_t k = 0; k < w->in_count; k++) {
            sink_put(&text, k ? "," : "(");
            put_wire(b, b->g.reads.at[w->in + k], &text);
        }
        sink_put(&text, w->in_count ? ")" : "");
    }
    sink_put(&text, " |");
    for (size_t i = 0; i < b->g.at.count; i++) {
        sink_put(&text, " ");
        put_wire(b, b->g.at.at[i], &text);
    }
    sample_expect(&text, wanted);
    memory_free(needed);
    memory_free(counts);
}

static void
expect_grown(Bed *b, const char *wanted)
{
    uint32_t at;
    ck_assert_int_eq(grow(&b->g, &b->q, &at, &b->budget), GROW_DONE);
    expect_now(b, wanted);
}

static void
expect_pushed(Bed *b, const char *wanted)
{
    bool *counts = all_atoms(b);
    ck_assert(grown_push(&b->g, counts, &b->clash, &b->budget));
    memory_free(counts);
    ck_assert(!b->clash.found);
    expect_now(b, wanted);
}

static void
expect_clash(Bed *b, uint32_t one, uint32_t other)
{
    uint32_t at;
    ck_assert_int_eq(grow(&b->g, &b->q, &at, &b->budget), GROW_DONE);
    bool *counts = all_atoms(b);
    ck_assert(grown_push(&b->g, counts, &b->clash, &b->budget));
    memory_free(counts);
    ck_assert(b->clash.found);
    ck_assert_uint_eq(b->clash.atoms[0], one);
    ck_assert_uint_eq(b->clash.atoms[1], other);
}

/* ---- sets of labels ---- */

static LabelSet
labels(bool complement, size_t count, const uint32_t *list)
{
    LabelSet s = {.complement = complement};
    for (size_t i = 0; i < count; i++)
        array_push(&s.labels, list[i]);
    return s;
}

START_TEST(sets_of_labels_meet)
{
    Sample x;
    sample_init(&x);
    static const uint32_t lists[][2] = {{0, 2}, {2, 5}, {1, 3}};
    for (uint32_t i = 0; i < 36; i++) { /* each pair of lists, each complemented or not */
        LabelSet a = labels(i & 1, 2, lists[i / 4 % 3]), b = labels(i & 2, 2, lists[i / 12]);
        bool in[6];
        uint64_t count = 0;
        for (uint32_t k = 0; k < 6; k++) {
            in[k] = label_set_has(&a, k) && label_set_has(&b, k);
            count += in[k];
        }
        label_set_meet(&a, &b);
        ck_assert_uint_eq(label_set_count(&a, x.die), count);
        for (uint32_t k = 0; k < 6; k++)
            ck_assert_int_eq(label_set_has(&a, k), in[k]);
        uint32_t one = 9;
        ck_assert_int_eq(label_set_one(&a, x.die, &one), count == 1);
        ck_assert(count != 1 || in[one]);
        array_clear(&a.labels);
        array_clear(&b.labels);
    }
    sample_clear(&x);
}
END_TEST

START_TEST(the_one_label_that_is_left)
{
    Sample x;
    uint32_t one;
    sample_init(&x);
    for (uint32_t left = 0; left < 6; left++) {
        LabelSet s = {.complement = true};
        for (uint32_t k = 0; k < 6; k++)
            if (k != left)
                array_push(&s.labels, k);
        ck_assert(label_set_one(&s, x.die, &one));
        ck_assert_uint_eq(one, left);
        array_clear(&s.labels);
    }
    LabelSet all = {.complement = true};
    ck_assert_uint_eq(label_set_count(&all, x.die), 6);
    ck_assert(!label_set_one(&all, x.die, &one));
    ck_assert(label_set_has(&all, 5));
    sample_clear(&x);
}
END_TEST

/* ---- worlds ---- */

START_TEST(equal_worlds_are_one)
{
    Bed b;
    bed_start(&b);
    uint32_t both = world_of(&b, 2, (Replacement[]){label(X, 0), label(M, 1)});
    ck_assert_uint_ne(both, PLAIN);
    ck_assert_uint_eq(world_of(&b, 2, (Replacement[]){label(M, 1), label(X, 0)}), both);
    ck_assert_uint_ne(world_of(&b, 2, (Replacement[]){label(M, 0), label(X, 0)}), both);
    ck_assert_uint_ne(world_with(&b, label(X, 0)), both);
    uint32_t nested = world_with(&b, wire(M, M, both));
    ck_assert_uint_eq(world_with(&b, wire(M, M, both)), nested);
    ck_assert_uint_ne(world_with(&b, wire(M, M, PLAIN)), nested);
    ck_assert_uint_ne(world_with(&b, wire(M, X, both)), nested);
    ck_assert_uint_eq(world_with(&b, label(X, 0)), world_with(&b, label(X, 0)));
    World w = {0};
    ck_assert_uint_eq(world_add(&b.q, &w), PLAIN);
    const World *found = &b.q.worlds.at[both];
    ck_assert_uint_eq(found->at[0].vertex, X); /* in order */
    ck_assert_uint_eq(world_find(found, M)->label, 1);
    ck_assert_ptr_null(world_find(found, Y));
    bed_end(&b);
}
END_TEST

START_TEST(a_vertex_is_replaced_once)
{
    World w = {0};
    Replacement x = label(X, 0), again = wire(X, M, 0);
    ck_assert(world_replace(&w, &x));
    ck_assert(!world_replace(&w, &again));
    ck_assert_uint_eq(w.count, 1);
    ck_assert_int_eq(world_find(&w, X)->by, BY_LABEL);
    array_clear(&w);
}
END_TEST

/* A function that is put in: flip of one vertex. */
static Replacement
flip_of(Bed *b, uint32_t v, uint32_t of)
{
    WorldFunction f = {0};
    array_push(&f.parents, of);
    uint32_t in = diagram_add_input(&f.mechanism, b->x.bit, NULL);
    diagram_add_output(&f.mechanism, sample_add(&f.mechanism, b->x.flip, in), NULL);
    return (Replacement){.vertex = v, .by = BY_FUNCTION,
                         .function = world_add_function(&b->q, &f)};
}

START_TEST(equal_functions_are_one)
{
    Bed b;
    bed_start(&b);
    Replacement one = flip_of(&b, X, U), again = flip_of(&b, M, U), other = flip_of(&b, M, X);
    ck_assert_uint_eq(one.function, again.function);
    ck_assert_uint_ne(one.function, other.function);
    ck_assert_uint_eq(b.q.functions.count, 2);
    bed_end(&b);
}
END_TEST

/* ---- growing ---- */

START_TEST(worlds_share_their_noise)
{
    Bed b;
    bed_start(&b);
    ask(&b, Y, PLAIN, FREE);
    ask(&b, Y, world_with(&b, label(X, 0)), FREE);
    expect_grown(&b, "U X(U) M(X) Y(M,U) M'(0) Y'(M',U) | Y Y'");
    bed_end(&b);
}
END_TEST

START_TEST(what_does_not_matter_vanishes)
{
    Bed b;
    bed_start(&b);
    ask(&b, Y, world_with(&b, wire(M, M, PLAIN)), FREE); /* Y[M = M] */
    ask(&b, M, world_with(&b, label(Y, 1)), FREE);       /* what cannot reach it */
    ask(&b, Y, PLAIN, FREE);
    uint32_t x = world_with(&b, label(X, 1));
    ask(&b, Y, world_of(&b, 2, (Replacement[]){label(X, 1), wire(M, M, x)}), FREE);
    ask(&b, Y, x, FREE);
    expect_grown(&b, "U X(U) M(X) Y(M,U) M'(1) Y'(M',U) | Y M Y Y' Y'");
    bed_end(&b);
}
END_TEST

START_TEST(a_nested_wire_is_read)
{
    Bed b;
    bed_start(&b);
    uint32_t other = world_with(&b, label(X, 0));
    ask(&b, Y, world_of(&b, 2, (Replacement[]){label(X, 1), wire(M, M, other)}), FREE);
    ask(&b, X, world_with(&b, wire(X, Y, PLAIN)), FREE); /* X[X = Y] is Y */
    ask(&b, X, other, FREE);                             /* X[X = 0] is 0 */
    expect_grown(&b, "U X(U) M(X) Y(M,U) M'(0) Y'(M',U) | Y' Y 0");
    bed_end(&b);
}
END_TEST

START_TEST(functions_are_put_in)
{
    Bed b;
    bed_start(&b);
    ask(&b, M, world_with(&b, flip_of(&b, X, U)), FREE);
    ask(&b, X, world_with(&b, flip_of(&b, X, U)), FREE);
    ask(&b, X, PLAIN, FREE); /* equal, and yet another box: its own mechanism */
    expect_grown(&b, "U X(U) X'(U) M(X') | M X' X");
    ck_assert_uint_eq(b.g.wires.at[1].function, GROWN_OWN);
    ck_assert_uint_eq(b.g.wires.at[2].function, 0);
    bed_end(&b);
}
END_TEST

START_TEST(functions_may_go_round_in_a_circle)
{
    Bed b;
    uint32_t at = 99;
    bed_start(&b);
    ask(&b, Y, world_of(&b, 2, (Replacement[]){flip_of(&b, M, X), flip_of(&b, X, M)}), FREE);
    ck_assert_int_eq(grow(&b.g, &b.q, &at, &b.budget), GROW_CYCLE);
    ck_assert(at == M || at == X);
    bed_end(&b);
}
END_TEST

/* ---- pushing ---- */

/* X = 0 was seen: Y[X = 0] is the Y that there is. */
START_TEST(what_was_seen_is_what_is_done)
{
    Bed b;
    bed_start(&b);
    ask(&b, Y, world_with(&b, label(X, 0)), FREE);
    ask(&b, Y, PLAIN, 1);
    ask(&b, X, PLAIN, 0);
    expect_grown(&b, "U X(U) M(X) Y(M,U) M'(0) Y'(M',U) | Y' Y X");
    expect_pushed(&b, "U X(U) M(0) Y(M,U) | Y Y X");
    bed_end(&b);
}
END_TEST

/* An event on M makes what is above it irrelevant to Y, but not where the event is. */
START_TEST(an_event_cuts_a_chain)
{
    Bed b;
    bed_start(&b);
    ask(&b, Y, PLAIN, FREE);
    ask(&b, M, world_with(&b, label(X, 1)), 0);
    ask(&b, Y, world_with(&b, label(X, 1)), FREE);
    expect_grown(&b, "U X(U) M(X) Y(M,U) M'(1) Y'(M',U) | Y M' Y'");
    expect_pushed(&b, "U X(U) M(X) Y(M,U) M'(1) Y'(0,U) | Y M' Y'");
    bed_end(&b);
}
END_TEST

/* Each event makes two wires one, on which the next event is. */
START_TEST(pushing_goes_on_until_nothing_changes)
{
    Bed b;
    bed_start(&b);
    ask(&b, M, world_with(&b, wire(X, Y, PLAIN)), 1); /* M[X = Y] */
    ask(&b, Y, world_with(&b, label(X, 0)), FREE);
    ask(&b, Y, PLAIN, 0);
    expect_grown(&b, "U X(U) M(X) Y(M,U) M'(Y) M''(0) Y'(M'',U) | M' Y' Y");
    expect_pushed(&b, "U X(U) M(X) Y(M,U) M'(0) Y'(1,U) | M' Y' Y");
    bed_end(&b);
}
END_TEST

START_TEST(several_labels_push_nothing)
{
    Bed b;
    bed_start(&b);
    ask(&b, Y, PLAIN, FREE);
    ask(&b, M, PLAIN, 0);
    array_push(&b.q.atoms.at[1].event.labels, 1u);
    expect_grown(&b, "U X(U) M(X) Y(M,U) | Y M");
    expect_pushed(&b, "U X(U) M(X) Y(M,U) | Y M");
    bed_end(&b);
}
END_TEST

START_TEST(atoms_that_do_not_count_push_nothing)
{
    Bed b;
    bool counts[] = {true, false};
    bed_start(&b);
    ask(&b, Y, PLAIN, FREE);
    ask(&b, M, PLAIN, 0);
    expect_grown(&b, "U X(U) M(X) Y(M,U) | Y M");
    ck_assert(grown_push(&b.g, counts, &b.clash, &b.budget));
    expect_now(&b, "U X(U) M(X) Y(M,U) | Y M");
    LabelSet left;
    ck_assert(!grown_event(&left, &b.g, counts, b.g.at.at[1]));
    counts[1] = true;
    ck_assert(grown_event(&left, &b.g, counts, b.g.at.at[1]));
    ck_assert_uint_eq(left.labels.count, 1);
    array_clear(&left.labels);
    bed_end(&b);
}
END_TEST

START_TEST(a_fact_that_nobody_reads_any_more_is_needed)
{
    Bed b;
    bool counts[] = {true};
    LabelSet one = {0};
    bed_start(&b);
    ask(&b, Y, PLAIN, FREE);
    expect_grown(&b, "U X(U) M(X) Y(M,U) | Y");
    array_push(&one.labels, 1u);
    grown_add_fact(&b.g, 2, &one);
    ck_assert(grown_push(&b.g, counts, &b.clash, &b.budget));
    bool *needed = grown_needed(&b.g, counts);
    ck_assert(b.g.reads.at[b.g.wires.at[3].in] == (GROWN_POINT | 1));
    ck_assert(needed[0] && needed[1] && needed[2] && needed[3]);
    memory_free(needed);
    array_clear(&one.labels);
    bed_end(&b);
}
END_TEST

START_TEST(what_contradicts_itself)
{
    Bed b;
    bed_start(&b);
    uint32_t x = world_with(&b, label(X, 0));
    ask(&b, U, PLAIN, FREE);
    ask(&b, M, PLAIN, 0);
    ask(&b, M, world_with(&b, label(Y, 0)), 1); /* the same wire */
    expect_clash(&b, 1, 2);
    forget_events(&b);
    ask(&b, X, x, 1); /* X[X = 0] = 1 */
    expect_clash(&b, 1, 1);
    forget_events(&b);
    ask(&b, X, x, 0);
    ask(&b, X, PLAIN, 0);
    ask(&b, M, x, 1);
    ask(&b, M, PLAIN, 0); /* the same wire, since X = 0 was pushed */
    expect_clash(&b, 3, 4);
    bed_end(&b);
}
END_TEST

/* ---- boxes that are needed twice ---- */

static bool
is_function(const Box *box, void *more)
{
    return box->deterministic || box == more;
}

/* Which boxes of the diagram, and does it need one twice? */
static void
expect_closed(Bed *b, const Box *function, bool repeats, const char *wanted)
{
    Closed c = {0};
    Sink text;
    bool *counts = all_atoms(b), found = false;
    sink_init(&text);
    ck_assert(closed_make(&c, &b->g, counts, &b->x.s, &b->budget));
    for (size_t i = 0; i < c.diagram.uses.count; i++)
        sink_print(&text, "%s%s", i ? " " : "",
                   c.diagram.uses.at[i].box->kind == BOX_POINT ? "point"
                                                               : c.diagram.uses.at[i].box->name);
    ck_assert_uint_eq(c.box.count, c.diagram.uses.count);
    for (uint32_t i = 0; i < c.box.count; i++) {
        uint32_t before = UINT32_MAX;
        if (!closed_repeats(&c, i, &before, is_function, (void *)function))
            continue;
        found = true;
        ck_assert_uint_lt(before, i);
        ck_assert_ptr_eq(c.diagram.uses.at[before].box, c.diagram.uses.at[i].box);
        ck_assert(!closed_repeats(&c, i, &before, is_function, (void *)function)); /* the first */
    }
    ck_assert_int_eq(found, repeats);
    sample_expect(&text, wanted);
    memory_free(counts);
    closed_clear(&c);
}

START_TEST(a_box_that_is_no_function_is_found_twice)
{
    Bed b;
    bed_start(&b);
    ask(&b, Y, PLAIN, FREE);
    ask(&b, X, PLAIN, 1);
    expect_grown(&b, "U X(U) M(X) Y(M,U) | Y X");
    expect_closed(&b, NULL, false, "fair flip noisy xor");
    ask(&b, Y, world_with(&b, label(X, 0)), FREE);
    expect_grown(&b, "U X(U) M(X) Y(M,U) M'(0) Y'(M',U) | Y X Y'");
    expect_closed(&b, NULL, true, "fair flip noisy point noisy xor xor");
    expect_closed(&b, b.x.noisy, false, "fair flip noisy point noisy xor xor");
    bed_end(&b);
}
END_TEST

/* Noise inside a mechanism is one box in all worlds; of two mechanisms it is two. */
START_TEST(noise_inside_a_mechanism_is_shared)
{
    Bed b;
    bed_start(&b);
    for (uint32_t v = X; v <= M; v++) { /* xor(parent, fair) */
        Diagram *d = &b.m.vertices.at[v].mechanism;
        diagram_clear(d);
        uint32_t in = diagram_add_input(d, b.x.bit, NULL);
        uint32_t coin = sample_add(d, b.x.fair);
        diagram_add_output(d, sample_add(d, b.x.xor, in, coin), NULL);
    }
    ask(&b, M, PLAIN, FREE);
    ask(&b, M, world_with(&b, label(X, 0)), FREE);
    ask(&b, M, world_with(&b, label(U, 0)), FREE);
    expect_grown(&b, "U X(U) M(X) M'(0) X'(0) M''(X') | M M' M''");
    expect_closed(&b, NULL, false, "fair fair xor point xor fair xor xor xor");
    bed_end(&b);
}
END_TEST

START_TEST(atoms_that_do_not_count_have_no_output)
{
    Bed b;
    Closed c = {0};
    bool counts[] = {false, true};
    bed_start(&b);
    ask(&b, Y, PLAIN, FREE);
    ask(&b, X, world_with(&b, label(X, 1)), FREE);
    expect_grown(&b, "U X(U) M(X) Y(M,U) | Y 1");
    ck_assert(closed_make(&c, &b.g, counts, &b.x.s, &b.budget));
    ck_assert_uint_eq(c.diagram.uses.count, 1);
    ck_assert_uint_eq(c.diagram.outputs.count, 1);
    ck_assert_uint_eq(c.output.at[0], UINT32_MAX);
    ck_assert_uint_eq(c.output.at[1], 0);
    closed_clear(&c);
    bed_end(&b);
}
END_TEST

/* M and M[X = 0] are made one: then Y and Y[X = 0] read the same, and are one too. */
START_TEST(uses_that_are_one_are_merged)
{
    Bed b;
    Closed c = {0};
    bed_start(&b);
    ask(&b, Y, PLAIN, FREE);
    ask(&b, Y, world_with(&b, label(X, 0)), FREE);
    expect_grown(&b, "U X(U) M(X) Y(M,U) M'(0) Y'(M',U) | Y Y'");
    bool *counts = all_atoms(&b);
    ck_assert(closed_make(&c, &b.g, counts, &b.x.s, &b.budget));
    ck_assert_uint_eq(c.diagram.uses.count, 7);
    uint32_t use = 4, before = UINT32_MAX; /* fair flip noisy point noisy xor xor */
    ck_assert(closed_repeats(&c, use, &before, is_function, NULL));
    ck_assert_uint_eq(before, 2);
    closed_merge(&c, use, before);
    ck_assert_uint_eq(c.diagram.uses.count, 5);
    ck_assert_uint_eq(c.box.count, 5);
    ck_assert_uint_eq(c.diagram.outputs.count, 2);
    ck_assert_uint_eq(c.diagram.outputs.at[0].wire, c.diagram.outputs.at[1].wire);
    ck_assert_uint_eq(c.output.at[1], 1);
    memory_free(counts);
    closed_clear(&c);
    bed_end(&b);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("worlds");
    TCase *c = tcase_create("questions");
    tcase_add_test(c, sets_of_labels_meet);
    tcase_add_test(c, the_one_label_that_is_left);
    tcase_add_test(c, equal_worlds_are_one);
    tcase_add_test(c, a_vertex_is_replaced_once);
    tcase_add_test(c, equal_functions_are_one);
    suite_add_tcase(s, c);
    c = tcase_create("growing");
    tcase_add_test(c, worlds_share_their_noise);
    tcase_add_test(c, what_does_not_matter_vanishes);
    tcase_add_test(c, a_nested_wire_is_read);
    tcase_add_test(c, functions_are_put_in);
    tcase_add_test(c, functions_may_go_round_in_a_circle);
    suite_add_tcase(s, c);
    c = tcase_create("pushing");
    tcase_add_test(c, what_was_seen_is_what_is_done);
    tcase_add_test(c, an_event_cuts_a_chain);
    tcase_add_test(c, pushing_goes_on_until_nothing_changes);
    tcase_add_test(c, several_labels_push_nothing);
    tcase_add_test(c, atoms_that_do_not_count_push_nothing);
    tcase_add_test(c, a_fact_that_nobody_reads_any_more_is_needed);
    tcase_add_test(c, what_contradicts_itself);
    suite_add_tcase(s, c);
    c = tcase_create("closed");
    tcase_add_test(c, a_box_that_is_no_function_is_found_twice);
    tcase_add_test(c, uses_that_are_one_are_merged);
    tcase_add_test(c, noise_inside_a_mechanism_is_shared);
    tcase_add_test(c, atoms_that_do_not_count_have_no_output);
    suite_add_tcase(s, c);
    return s;
}
