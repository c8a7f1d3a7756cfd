/* law_diagram.c -- the laws of the free Markov category, on random diagrams.
 *
 * What diagram_equal says is held against meanings in random interpretations (world.h), and what
 * diagram_then and diagram_beside build against products of matrices. */
#include "surgery/cut.h"
#include "tests/law/world.h"
#include "tests/suite.h"

enum { ROUNDS = 150, SEEDS = 48 };

/* ---- the structure maps */

static void
copy_of(Diagram *d, const TypeList *types)
{
    diagram_identity(d, types);
    for (size_t i = 0; i < types->count; i++)
        diagram_add_output(d, d->inputs.at[i].wire, NULL);
}

static void
discard_of(Diagram *d, const TypeList *types)
{
    diagram_identity(d, types);
    d->outputs.count = 0;
}

/* a * b -> b * a */
static void
swap_of(Diagram *d, const TypeList *a, const TypeList *b)
{
    diagram_clear(d);
    for (size_t i = 0; i < a->count; i++)
        diagram_add_input(d, a->at[i], NULL);
    for (size_t i = 0; i < b->count; i++)
        diagram_add_input(d, b->at[i], NULL);
    for (size_t i = 0; i < a->count + b->count; i++)
        diagram_add_output(d, d->inputs.at[(i + a->count) % (a->count + b->count)].wire, NULL);
}

/* ---- what every test has at hand: f, g : a -> b -> c and h : s -> t, and room for answers */

typedef struct Scene {
    World x;
    TypeList a, b, c, s, t;
    Diagram f, g, h, left, right, other;
} Scene;

static void
scene_init(Scene *z, int round)
{
    *z = (Scene){0};
    World *x = &z->x;
    world_init(x, (uint64_t)round);
    world_types(x, &z->a, random_below(&x->r, 3));
    world_types(x, &z->b, random_below(&x->r, 3));
    world_types(x, &z->c, random_below(&x->r, 3));
    world_types(x, &z->s, random_below(&x->r, 3));
    world_types(x, &z->t, random_below(&x->r, 3));
    world_diagram(x, &z->f, &z->a, &z->b, random_below(&x->r, 4));
    world_diagram(x, &z->g, &z->b, &z->c, random_below(&x->r, 4));
    world_diagram(x, &z->h, &z->s, &z->t, random_below(&x->r, 4));
}

static void
scene_clear(Scene *z)
{
    Diagram *all[] = {&z->f, &z->g, &z->h, &z->left, &z->right, &z->other};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        diagram_clear(all[i]);
    TypeList *lists[] = {&z->a, &z->b, &z->c, &z->s, &z->t};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        array_clear(lists[i]);
    world_clear(&z->x);
}

static void
expect_equal(const Scene *z, const char *law)
{
    ck_assert_msg(diagram_equal(&z->left, &z->right), "%s", law);
    if (is_small(&z->left) && is_small(&z->right))
        ck_assert_msg(means_same(&z->x, &z->left, &z->right, 0, 3), "meaning: %s", law);
}

START_TEST(law_category)
{
    Scene z;
    scene_init(&z, _i);
    diagram_identity(&z.other, &z.a);
    diagram_then(&z.left, &z.other, &z.f);
    diagram_set(&z.right, &z.f);
    expect_equal(&z, "id ; f = f");
    diagram_identity(&z.other, &z.b);
    diagram_then(&z.left, &z.f, &z.other);
    expect_equal(&z, "f ; id = f");

    world_diagram(&z.x, &z.h, &z.c, &z.t, 2);
    diagram_then(&z.left, &z.f, &z.g);
    diagram_then(&z.left, &z.left, &z.h);
    diagram_then(&z.right, &z.g, &z.h);
    diagram_then(&z.right, &z.f, &z.right);
    expect_equal(&z, "(f ; g) ; h = f ; (g ; h)");
    scene_clear(&z);
}
END_TEST

START_TEST(law_tensor)
{
    Scene z;
    scene_init(&z, _i);
    Diagram k = {0}, fh = {0}, gk = {0};
    world_diagram(&z.x, &k, &z.t, &z.a, 2);
    diagram_beside(&fh, &z.f, &z.h);
    diagram_beside(&gk, &z.g, &k);
    diagram_then(&z.left, &fh, &gk);
    diagram_then(&z.right, &z.f, &z.g);
    diagram_then(&z.other, &z.h, &k);
    diagram_beside(&z.right, &z.right, &z.other);
    expect_equal(&z, "(f * h) ; (g * k) = (f ; g) * (h ; k)");

    diagram_beside(&z.left, &fh, &k);
    diagram_beside(&z.right, &z.h, &k);
    diagram_beside(&z.right, &z.f, &z.right);
    expect_equal(&z, "(f * h) * k = f * (h * k)");

    diagram_clear(&z.other);
    diagram_beside(&z.left, &z.other, &z.f);
    diagram_set(&z.right, &z.f);
    expect_equal(&z, "1 * f = f");
    diagram_beside(&z.left, &z.f, &z.other);
    expect_equal(&z, "f * 1 = f");
    diagram_clear(&k);
    diagram_clear(&fh);
    diagram_clear(&gk);
    scene_clear(&z);
}
END_TEST

START_TEST(law_comonoid)
{
    Scene z;
    scene_init(&z, _i);
    Diagram id = {0}, copy = {0};
    diagram_identity(&id, &z.a);
    copy_of(&copy, &z.a);
    diagram_beside(&z.left, &copy, &id);
    diagram_then(&z.left, &copy, &z.left);
    diagram_beside(&z.right, &id, &copy);
    diagram_then(&z.right, &copy, &z.right);
    expect_equal(&z, "copy ; (copy * id) = copy ; (id * copy)");

    discard_of(&z.other, &z.a);
    diagram_beside(&z.left, &z.other, &id);
    diagram_then(&z.left, &copy, &z.left);
    diagram_set(&z.right, &id);
    expect_equal(&z, "copy ; (discard * id) = id");
    diagram_beside(&z.left, &id, &z.other);
    diagram_then(&z.left, &copy, &z.left);
    expect_equal(&z, "copy ; (id * discard) = id");

    swap_of(&z.left, &z.a, &z.a);
    diagram_then(&z.left, &copy, &z.left);
    diagram_set(&z.right, &copy);
    expect_equal(&z, "copy ; swap = copy");
    diagram_clear(&id);
    diagram_clear(&copy);
    scene_clear(&z);
}
END_TEST

START_TEST(law_symmetry)
{
    Scene z;
    scene_init(&z, _i);
    swap_of(&z.left, &z.a, &z.s);
    swap_of(&z.right, &z.s, &z.a);
    diagram_then(&z.left, &z.left, &z.right);
    diagram_identity(&z.right, &z.a);
    diagram_identity(&z.other, &z.s);
    diagram_beside(&z.right, &z.right, &z.other);
    expect_equal(&z, "swap ; swap = id");

    diagram_beside(&z.left, &z.f, &z.h);
    swap_of(&z.other, &z.b, &z.t);
    diagram_then(&z.left, &z.left, &z.other);
    diagram_beside(&z.right, &z.h, &z.f);
    swap_of(&z.other, &z.a, &z.s);
    diagram_then(&z.right, &z.other, &z.right);
    expect_equal(&z, "(f * h) ; swap = swap ; (h * f)");
    scene_clear(&z);
}
END_TEST

/* Causality; and copying is natural for what is deterministic, only. */
START_TEST(law_natural)
{
    Scene z;
    scene_init(&z, _i);
    discard_of(&z.other, &z.b);
    diagram_then(&z.left, &z.f, &z.other);
    discard_of(&z.right, &z.a);
    expect_equal(&z, "f ; discard = discard");

    const Box *box = z.x.boxes[random_below(&z.x.r, WORLD_BOXES)];
    Diagram f = {0};
    for (size_t i = 0; i < box->in.count; i++)
        diagram_add_input(&f, box->in.at[i], NULL);
    const uint32_t reads[] = {0, 1};
    uint32_t out = diagram_add_box(&f, box, reads, 0);
    for (size_t i = 0; i < box->out.count; i++)
        diagram_add_output(&f, out++, NULL);
    copy_of(&z.other, &box->out);
    diagram_then(&z.left, &f, &z.other);
    diagram_beside(&z.right, &f, &f);
    copy_of(&z.other, &box->in);
    diagram_then(&z.right, &z.other, &z.right);
    ck_assert(diagram_equal(&z.left, &z.right) == box->deterministic);
    ck_assert(means_same(&z.x, &z.left, &z.right, 0, 3) == box->deterministic);
    diagram_clear(&f);
    scene_clear(&z);
}
END_TEST

/* ---- composition means matrix product, and side by side the Kronecker product */

START_TEST(law_meaning)
{
    Scene z;
    scene_init(&z, _i);
    Interpretation m = {.world = &z.x, .seed = (uint64_t)_i};
    Table f = {0}, g = {0}, h = {0}, then = {0}, beside = {0};
    meaning(&f, &m, &z.f);
    meaning(&g, &m, &z.g);
    meaning(&h, &m, &z.h);
    diagram_then(&z.left, &z.f, &z.g);
    diagram_beside(&z.right, &z.f, &z.h);
    if (is_small(&z.left)) {
        meaning(&then, &m, &z.left);
        for (size_t i = 0; i < then.at.count; i++) {
            uint64_t sum = 0;
            for (size_t j = 0; j < f.columns; j++)
                sum += times(f.at.at[i / g.columns * f.columns + j],
                                   g.at.at[j * g.columns + i % g.columns]);
            ck_assert(sum % PRIME == then.at.at[i]);
        }
    }
    if (is_small(&z.right)) {
        meaning(&beside, &m, &z.right);
        for (size_t i = 0; i < beside.at.count; i++) {
            size_t r = i / beside.columns, c = i % beside.columns;
            ck_assert(times(f.at.at[r / h.rows * f.columns + c / h.columns],
                                  h.at.at[r % h.rows * h.columns + c % h.columns]) ==
                      beside.at.at[i]);
        }
    }
    Table *all[] = {&f, &g, &h, &then, &beside};
    for (size_t i = 0; i < 5; i++)
        table_clear(all[i]);
    scene_clear(&z);
}
END_TEST

/* ---- equality */

/* The use of d that makes this wire, or none: d->uses.count. */
static size_t
find_source(const Diagram *d, uint32_t wire)
{
    for (size_t i = 0; i < d->uses.count; i++)
        if (wire >= d->uses.at[i].out && wire - d->uses.at[i].out < box_outputs(d->uses.at[i].box))
            return i;
    return d->uses.count;
}

/* d again, as it is being said differently: of each wire its number. */
typedef struct Again {
    const Diagram *d;
    Diagram to;
    uint32_t number[256];
    bool done[256];
} Again;

static void
say_use(Again *a, const Use *u, uint32_t *first)
{
    uint32_t reads[8];
    for (size_t i = 0; i < u->box->in.count; i++)
        reads[i] = a->number[a->d->reads.at[u->in + i]];
    *first = u->box->kind == BOX_UNIFORM
                 ? diagram_add_uniform(&a->to, u->box, a->d->wires.at[u->out], 0)
                 : diagram_add_box(&a->to, u->box, reads, 0);
}

/* What makes this wire, if deterministic, is perhaps run again: then it is another wire from now.
 */
static void
rerun_source(Again *a, World *x, uint32_t wire)
{
    size_t i = find_source(a->d, wire);
    if (i == a->d->uses.count || !a->d->uses.at[i].box->deterministic || random_below(&x->r, 2))
        return;
    uint32_t first;
    say_use(a, &a->d->uses.at[i], &first);
    a->number[wire] = first + (wire - a->d->uses.at[i].out);
}

static bool
is_ready(const Again *a, const Use *u)
{
    for (size_t i = 0; i < u->box->in.count; i++) {
        size_t source = find_source(a->d, a->d->reads.at[u->in + i]);
        if (source < a->d->uses.count && !a->done[source])
            return false;
    }
    return true;
}

static void
say_ready(Again *a, World *x)
{
    size_t n = a->d->uses.count;
    uint32_t i = random_below(&x->r, (uint32_t)n);
    while (a->done[i] || !is_ready(a, &a->d->uses.at[i]))
        i = (i + 1) % (uint32_t)n;
    const Use *u = &a->d->uses.at[i];
    for (size_t j = 0; j < u->box->in.count; j++)
        rerun_source(a, x, a->d->reads.at[u->in + j]);
    uint32_t first;
    say_use(a, u, &first);
    for (uint32_t j = 0; j < box_outputs(u->box); j++)
        a->number[u->out + j] = first + j;
    a->done[i] = true;
}

/* The same diagram: in another order, with deterministic boxes repeated, and rubbish discarded. */
static void
say_again(Diagram *to, World *x, const Diagram *d)
{
    Again a = {.d = d};
    ck_assert(d->wires.count < 256);
    for (size_t i = 0; i < d->inputs.count; i++) {
        uint32_t wire = d->inputs.at[i].wire;
        a.number[wire] = diagram_add_input(&a.to, d->wires.at[wire], NULL);
    }
    for (size_t i = 0; i < d->uses.count; i++)
        say_ready(&a, x);
    if (random_below(&x->r, 2))
        world_add_box(x, &a.to, x->boxes[random_below(&x->r, WORLD_BOXES)]);
    for (size_t i = 0; i < d->outputs.count; i++) {
        rerun_source(&a, x, d->outputs.at[i].wire);
        diagram_add_output(&a.to, a.number[d->outputs.at[i].wire], NULL);
    }
    diagram_swap(to, &a.to);
    diagram_clear(&a.to);
}

static bool
is_same_data(const Diagram *a, const Diagram *b)
{
    Sink s = {0}, t = {0};
    Diagram const *d[] = {a, b};
    Sink *out[] = {&s, &t};
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < d[k]->uses.count; i++)
            sink_print(out[k], "%u %u %u;", d[k]->uses.at[i].box->id, d[k]->uses.at[i].in,
                       d[k]->uses.at[i].out);
        for (size_t i = 0; i < d[k]->reads.count; i++)
            sink_print(out[k], "%u ", d[k]->reads.at[i]);
        for (size_t i = 0; i < d[k]->outputs.count; i++)
            sink_print(out[k], "%u,", d[k]->outputs.at[i].wire);
    }
    bool same = strcmp(sink_text(&s), sink_text(&t)) == 0;
    sink_clear(&s);
    sink_clear(&t);
    return same;
}

START_TEST(law_normal_form)
{
    Scene z;
    scene_init(&z, _i);
    world_diagram(&z.x, &z.f, &z.a, &z.b, 7);
    diagram_set(&z.left, &z.f);
    diagram_normalise(&z.left);
    diagram_set(&z.right, &z.left);
    diagram_normalise(&z.right);
    ck_assert_msg(is_same_data(&z.left, &z.right), "not idempotent");
    if (is_small(&z.f)) {
        ck_assert_msg(means_same(&z.x, &z.f, &z.left, 0, 2), "normal form means something else");
        diagram_set(&z.other, &z.f);
        diagram_prune(&z.other);
        ck_assert_msg(means_same(&z.x, &z.f, &z.other, 0, 2), "pruned means something else");
    }
    say_again(&z.right, &z.x, &z.f);
    diagram_normalise(&z.right);
    ck_assert_msg(is_same_data(&z.left, &z.right), "not canonical");
    scene_clear(&z);
}
END_TEST

/* Another wire of the type of this one, below end. */
static uint32_t
other_wire(World *x, const Diagram *d, uint32_t wire, uint32_t end)
{
    uint32_t w = random_below(&x->r, end);
    while (d->wires.at[w] != d->wires.at[wire])
        w = (w + 1) % end;
    return w;
}

/* d with one thing changed, so little that it may be equal still. */
static void
change(Diagram *d, World *x)
{
    uint32_t uses = (uint32_t)d->uses.count, wires = (uint32_t)d->wires.count;
    if (uses && random_below(&x->r, 2)) {
        const Use *u = &d->uses.at[random_below(&x->r, uses)];
        if (u->box->in.count) {
            uint32_t *read = &d->reads.at[u->in + random_below(&x->r, (uint32_t)u->box->in.count)];
            *read = other_wire(x, d, *read, u->out);
        }
    } else if (d->outputs.count) {
        uint32_t *out = &d->outputs.at[random_below(&x->r, (uint32_t)d->outputs.count)].wire;
        size_t source = find_source(d, *out);
        if (source == uses || random_below(&x->r, 2) ||
            d->uses.at[source].box->kind == BOX_UNIFORM) {
            *out = other_wire(x, d, *out, wires);
            return;
        }
        const Use *u = &d->uses.at[source]; /* run again, for this output only */
        uint32_t port = *out - u->out, reads[8];
        for (size_t i = 0; i < u->box->in.count; i++)
            reads[i] = d->reads.at[u->in + i];
        *out = port + diagram_add_box(d, u->box, reads, 0);
    }
}

static void
expect_decided(const Scene *z)
{
    if (!is_small(&z->left) || !is_small(&z->right))
        return;
    bool equal = diagram_equal(&z->left, &z->right);
    bool same = means_same(&z->x, &z->left, &z->right, 0, equal ? 3 : SEEDS);
    ck_assert_msg(equal == same, "%s, but their meanings %s", equal ? "equal" : "different",
                  same ? "agree" : "differ");
}

START_TEST(law_equality)
{
    Scene z;
    scene_init(&z, _i);
    for (size_t i = 0; i < 8; i++) {
        world_diagram(&z.x, &z.left, &z.a, &z.b, 1 + random_below(&z.x.r, 5));
        say_again(&z.right, &z.x, &z.left);
        ck_assert(diagram_equal(&z.left, &z.right));
        expect_decided(&z);
        change(&z.right, &z.x);
        expect_decided(&z);
        world_diagram(&z.x, &z.right, &z.a, &z.b, random_below(&z.x.r, 3));
        world_diagram(&z.x, &z.left, &z.a, &z.b, random_below(&z.x.r, 3));
        expect_decided(&z);
    }
    scene_clear(&z);
}
END_TEST

/* ---- functors */

/* Some stochastic boxes go to random diagrams. */
static void
random_functor(Functor *f, World *x)
{
    Diagram image = {0};
    for (size_t i = 0; i < WORLD_BOXES; i++)
        if (!x->boxes[i]->deterministic && random_below(&x->r, 2)) {
            world_diagram(x, &image, &x->boxes[i]->in, &x->boxes[i]->out, random_below(&x->r, 4));
            functor_add_box(f, x->boxes[i], &image);
        }
    diagram_clear(&image);
}

static void
expect_functor(Scene *z, const Functor *f, const char *law)
{
    Diagram ff = {0}, fg = {0}, fh = {0};
    diagram_map(&ff, &z->f, f);
    diagram_map(&fg, &z->g, f);
    diagram_map(&fh, &z->h, f);
    ck_assert_uint_eq(diagram_map_size(&z->f, f), ff.wires.count + ff.uses.count + ff.reads.count);

    diagram_then(&z->left, &z->f, &z->g);
    diagram_map(&z->left, &z->left, f);
    diagram_then(&z->right, &ff, &fg);
    expect_equal(z, law);
    diagram_beside(&z->left, &z->f, &z->h);
    diagram_map(&z->left, &z->left, f);
    diagram_beside(&z->right, &ff, &fh);
    expect_equal(z, law);
    copy_of(&z->right, &z->a);
    diagram_map(&z->left, &z->right, f);
    expect_equal(z, law);

    say_again(&z->left, &z->x, &z->f); /* what is equal goes to what is equal */
    diagram_map(&z->left, &z->left, f);
    diagram_set(&z->right, &ff);
    expect_equal(z, law);
    diagram_clear(&ff);
    diagram_clear(&fg);
    diagram_clear(&fh);
}

START_TEST(law_functor)
{
    Scene z;
    scene_init(&z, _i);
    Functor f = {0};
    diagram_map(&z.left, &z.f, &f);
    ck_assert(is_same_data(&z.left, &z.f));
    diagram_set(&z.right, &z.f);
    expect_equal(&z, "the identity functor");
    random_functor(&f, &z.x);
    expect_functor(&z, &f, "a random functor");
    functor_clear(&f);
    scene_clear(&z);
}
END_TEST

/* A box with one output: stochastic if need be.  NULL if there is none. */
static const Box *
cuttable(World *x, bool stochastic)
{
    uint32_t first = random_below(&x->r, WORLD_BOXES);
    for (uint32_t i = 0; i < WORLD_BOXES; i++) {
        const Box *box = x->boxes[(first + i) % WORLD_BOXES];
        if (box->out.count == 1 && !(stochastic && box->deterministic))
            return box;
    }
    return NULL;
}

START_TEST(law_cut)
{
    Scene z;
    scene_init(&z, _i);
    Functor p = {0}, q = {0};
    const Box *a = cuttable(&z.x, true), *b = cuttable(&z.x, true);
    if (a) {
        cut_functor(&p, &z.x.s, a);
        cut_functor(&q, &z.x.s, b);
        expect_functor(&z, &p, "cut is a functor");
        diagram_map(&z.right, &z.f, &p);
        diagram_map(&z.left, &z.right, &p);
        expect_equal(&z, "cut_X cut_X = cut_X");
        diagram_map(&z.left, &z.f, &p);
        diagram_map(&z.left, &z.left, &q);
        diagram_map(&z.right, &z.f, &q);
        diagram_map(&z.right, &z.right, &p);
        expect_equal(&z, "cut_X cut_Y = cut_Y cut_X");
    }
    functor_clear(&p);
    functor_clear(&q);
    scene_clear(&z);
}
END_TEST

/* do is a functor on deterministic boxes too. */
START_TEST(law_do)
{
    Scene z;
    scene_init(&z, _i);
    Functor p = {0};
    const Box *a = cuttable(&z.x, false);
    if (a) {
        do_functor(&p, a, signature_point(&z.x.s, a->out.at[0], 1));
        expect_functor(&z, &p, "do is a functor");
        diagram_map(&z.right, &z.f, &p);
        diagram_map(&z.left, &z.right, &p);
        expect_equal(&z, "do do = do");
    }
    functor_clear(&p);
    scene_clear(&z);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("diagram laws");
    TCase *t = tcase_create("diagram laws");
    tcase_add_loop_test(t, law_category, 0, ROUNDS);
    tcase_add_loop_test(t, law_tensor, 0, ROUNDS);
    tcase_add_loop_test(t, law_comonoid, 0, ROUNDS);
    tcase_add_loop_test(t, law_symmetry, 0, ROUNDS);
    tcase_add_loop_test(t, law_natural, 0, ROUNDS);
    tcase_add_loop_test(t, law_meaning, 0, ROUNDS);
    tcase_add_loop_test(t, law_normal_form, 0, ROUNDS);
    tcase_add_loop_test(t, law_equality, 0, ROUNDS);
    tcase_add_loop_test(t, law_functor, 0, ROUNDS);
    tcase_add_loop_test(t, law_cut, 0, ROUNDS);
    tcase_add_loop_test(t, law_do, 0, ROUNDS);
    suite_add_tcase(s, t);
    return s;
}
