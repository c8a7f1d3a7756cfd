/* law_surgery.c -- surgery on random models, and combs of random states, against plain products.
 *
 * The oracle for a model is the truncated factorisation: for every value of every vertex the
 * product of the rows of its boxes.  The oracle for a comb is the product of conditionals that its
 * header promises, each computed from the table of the whole state. */
#include "surgery/comb.h"
#include "surgery/cut.h"
#include "tests/law/order.h"
#include "tests/law/world.h"
#include "tests/suite.h"

enum { ROUNDS = 200, VERTICES = 5 };

/* ---- models */

/* Its box alone, from its parents. */
static void
give_mechanism(Model *m, World *x, uint32_t v)
{
    Vertex *y = &m->vertices.at[v];
    TypeList in = {0}, out = {0};
    uint32_t reads[VERTICES];
    for (size_t i = 0; i < y->parents.count; i++) {
        array_push(&in, m->vertices.at[y->parents.at[i]].type);
        reads[i] = diagram_add_input(&y->mechanism, in.at[i], NULL);
    }
    array_push(&out, y->type);
    y->box = signature_add_box(&x->s, y->name, &in, &out);
    diagram_add_output(&y->mechanism, diagram_add_box(&y->mechanism, y->box, reads, 0), y->name);
    array_clear(&in);
    array_clear(&out);
}

/* Vertices in any order of declaration, each reading up to two that are before it in a hidden one.
 */
static void
random_model(Model *m, World *x)
{
    uint32_t place[VERTICES];
    *m = (Model){0};
    for (uint32_t v = 0; v < VERTICES; v++) {
        const char text[] = {(char)('A' + v), '\0'};
        Vertex y = {.name = names_add_text(&x->names, text), .type = world_type(x)};
        model_add_vertex(m, &y);
    }
    random_order(&x->r, place, VERTICES);
    for (uint32_t i = 0; i < VERTICES; i++) {
        for (uint32_t k = 0; i > 0 && k < random_below(&x->r, 3); k++)
            array_push(&m->vertices.at[place[i]].parents, place[random_below(&x->r, i)]);
        give_mechanism(m, x, place[i]);
    }
    WireList cycle = {0};
    ck_assert(model_sort(m, &cycle));
    for (uint32_t i = 0; i < VERTICES; i++)
        place[m->order.at[i]] = i;
    for (uint32_t v = 0; v < VERTICES; v++)
        for (size_t i = 0; i < m->vertices.at[v].parents.count; i++)
            ck_assert_uint_lt(place[m->vertices.at[v].parents.at[i]], place[v]);
}

static void
all_diagram(Diagram *d, const Model *m)
{
    WireList all = {0};
    model_observed(m, &all);
    model_diagram(d, m, &all);
    array_clear(&all);
}

/* What is done to each vertex: nothing, a uniform draw, the point 1, or it is an input. */
typedef enum Surgery { LEAVE, CUT, DO, OPEN } Surgery;

/* The factor of vertex v where the vertices have these values. */
static uint64_t
factor(const Interpretation *m, const Model *before, uint32_t v, Surgery done,
       const uint32_t *value)
{
    const Vertex *y = &before->vertices.at[v];
    Table t = {0};
    size_t row = 0;
    if (done == CUT)
        return inverse(carrier(m, y->type));
    if (done == DO)
        return value[v] == 1;
    if (done == OPEN)
        return 1;
    for (size_t i = 0; i < y->parents.count; i++) {
        uint32_t p = y->parents.at[i];
        row = row * carrier(m, before->vertices.at[p].type) + value[p];
    }
    box_table(&t, m, y->box, y->type);
    uint64_t p = t.at.at[row * t.columns + value[v]];
    table_clear(&t);
    return p;
}

/* The truncated factorisation, by the values of all vertices. */
static void
expect_factorised(const Interpretation *m, const Model *before, const Surgery *done,
                  const Diagram *after)
{
    Table t = {0};
    meaning(&t, m, after);
    uint32_t value[VERTICES];
    for (size_t number = 0; number < t.columns; number++) {
        size_t rest = number, row = 0;
        for (uint32_t v = VERTICES; v-- > 0;) {
            uint32_t c = carrier(m, before->vertices.at[v].type);
            value[v] = (uint32_t)(rest % c);
            rest /= c;
        }
        uint64_t product = 1;
        for (uint32_t v = 0; v < VERTICES; v++) {
            product = times(product, factor(m, before, v, done[v], value));
            if (done[v] == OPEN)
                row = row * carrier(m, before->vertices.at[v].type) + value[v];
        }
        ck_assert(t.at.at[row * t.columns + number] == product);
    }
    table_clear(&t);
}

static void
operate(Model *m, World *x, uint32_t v, Surgery what)
{
    const Name fixed = names_add_text(&x->names, "fixed");
    if (what == CUT)
        model_cut(m, &x->s, v, fixed);
    if (what == DO)
        model_do(m, v, signature_point(&x->s, m->vertices.at[v].type, 1), fixed);
    if (what == OPEN)
        model_open(m, v);
}

START_TEST(law_factorisation)
{
    World x;
    Model before, after = {0};
    Surgery done[VERTICES] = {0};
    Diagram d = {0};
    world_init(&x, (uint64_t)_i);
    random_model(&before, &x);
    model_set(&after, &before);
    for (uint32_t v = 0; v < VERTICES && _i % 4; v++) {
        done[v] = (Surgery)random_below(&x.r, 4);
        operate(&after, &x, v, done[v]);
    }
    all_diagram(&d, &after);
    Interpretation m = {.world = &x, .seed = (uint64_t)_i};
    expect_factorised(&m, &before, done, &d);
    diagram_clear(&d);
    model_clear(&before);
    model_clear(&after);
    world_clear(&x);
}
END_TEST

/* The functor on the diagram, and the surgery on the model, are the same; in any order. */
START_TEST(law_functor_is_surgery)
{
    World x;
    Model m;
    Diagram d = {0}, e = {0};
    Functor f = {0};
    world_init(&x, (uint64_t)_i);
    random_model(&m, &x);
    all_diagram(&d, &m);
    uint32_t a = random_below(&x.r, VERTICES), b = random_below(&x.r, VERTICES);
    for (uint32_t i = 0; i < 2; i++) {
        cut_functor(&f, &x.s, m.vertices.at[i ? a : b].box);
        diagram_map(&d, &d, &f);
    }
    operate(&m, &x, a, CUT);
    operate(&m, &x, b, CUT);
    all_diagram(&e, &m);
    ck_assert(diagram_equal(&d, &e));
    const Vertex *y = &m.vertices.at[(a + 1) % VERTICES];
    do_functor(&f, y->box, signature_point(&x.s, y->type, 1));
    if ((a + 1) % VERTICES != b) {
        diagram_map(&d, &d, &f);
        operate(&m, &x, (a + 1) % VERTICES, DO);
        all_diagram(&e, &m);
        ck_assert(diagram_equal(&d, &e));
    }
    functor_clear(&f);
    diagram_clear(&d);
    diagram_clear(&e);
    model_clear(&m);
    world_clear(&x);
}
END_TEST

/* ---- combs */

/* A state w on n wires whose table has no zeros: each wire from a box that reads all before it. */
static void
dense_state(Diagram *w, World *x, size_t n)
{
    TypeList in = {0}, out = {0};
    WireList reads = {0};
    for (size_t i = 0; i < n; i++) {
        out.count = 0;
        array_push(&out, world_type(x));
        const Box *box = signature_add_box(&x->s, names_add_text(&x->names, "w"), &in, &out);
        array_push(&reads, diagram_add_box(w, box, reads.at, 0));
        array_push(&in, out.at[0]);
    }
    /* the outputs in another order than they were made in */
    for (size_t i = 0; i < n; i++)
        diagram_add_output(w, reads.at[(n - 1 - i + n / 2) % n], NULL);
    array_clear(&in);
    array_clear(&out);
    array_clear(&reads);
}

static void
set_types(TypeList *to, const Diagram *w, const WireList *positions)
{
    to->count = 0;
    for (size_t i = 0; i < positions->count; i++)
        array_push(to, w->wires.at[w->outputs.at[positions->at[i]].wire]);
}

/* The sum of w's entries that agree with entry `number` on the marked outputs. */
static uint64_t
sum_like(const Interpretation *m, const Diagram *w, const Table *t, size_t number, const bool *mark)
{
    uint64_t sum = 0;
    for (size_t other = 0; other < t->columns; other++) {
        size_t a = number, b = other;
        bool like = true;
        for (size_t i = w->outputs.count; i-- > 0;) {
            uint32_t c = carrier(m, w->wires.at[w->outputs.at[i].wire]);
            like = like && (!mark[i] || a % c == b % c);
            a /= c;
            b /= c;
        }
        sum += like ? t->at.at[other] : 0;
    }
    return sum % PRIME;
}

/* The number that the values of these outputs make, in entry `number` of w. */
static size_t
number_of(const Interpretation *m, const Diagram *w, size_t number, const WireList *positions)
{
    size_t value[16], result = 0;
    for (size_t i = w->outputs.count; i-- > 0;) {
        uint32_t c = carrier(m, w->wires.at[w->outputs.at[i].wire]);
        value[i] = number % c;
        number /= c;
    }
    for (size_t i = 0; i < positions->count; i++) {
        const End *e = &w->outputs.at[positions->at[i]];
        result = result * carrier(m, w->wires.at[e->wire]) + value[positions->at[i]];
    }
    return result;
}

enum { HOLES = 3, WIRES = 7 };

/* w's outputs dealt out to the holes, in random order; the rest are in none. */
typedef struct Deal {
    size_t n;
    WireList from[HOLES], to[HOLES];
} Deal;

static void
deal(Deal *z, World *x, size_t wires)
{
    uint32_t order[WIRES] = {0};
    for (uint32_t i = 0; i < wires; i++) {
        uint32_t j = random_below(&x->r, i + 1);
        order[i] = order[j];
        order[j] = i;
    }
    *z = (Deal){.n = 1 + random_below(&x->r, HOLES)};
    size_t next = 0;
    for (size_t h = 0; h < z->n; h++) {
        for (uint32_t k = 0; k < 1 + random_below(&x->r, 2) && next < wires; k++)
            array_push(&z->from[h], order[next++]);
        for (uint32_t k = random_below(&x->r, 4) == 0; k < 2 && next < wires; k += 1 + k)
            array_push(&z->to[h], order[next++]);
    }
}

static void
deal_clear(Deal *z)
{
    for (size_t h = 0; h < HOLES; h++) {
        array_clear(&z->from[h]);
        array_clear(&z->to[h]);
    }
}

static void
mark_all(bool *mark, const WireList *positions)
{
    for (size_t i = 0; i < positions->count; i++)
        mark[positions->at[i]] = true;
}

/* What f[g] is at this entry: each tooth given what came before it, times each g. */
static uint64_t
comb_entry(const Interpretation *m, const Diagram *w, const Table *t, const Deal *z, const Table *g,
           size_t number)
{
    bool mark[WIRES] = {false};
    uint64_t product = 1, before = 1;
    for (size_t h = 0; h < z->n; h++) {
        mark_all(mark, &z->from[h]);
        uint64_t now = sum_like(m, w, t, number, mark);
        product = times(product, times(now, inverse(before)));
        mark_all(mark, &z->to[h]);
        before = sum_like(m, w, t, number, mark);
        size_t row = number_of(m, w, number, &z->from[h]);
        size_t column = number_of(m, w, number, &z->to[h]);
        product = times(product, g[h].at.at[row * g[h].columns + column]);
    }
    return times(product, times(t->at.at[number], inverse(before)));
}

START_TEST(law_comb)
{
    World x;
    Deal z;
    Diagram w = {0}, f = {0}, g[HOLES] = {{.reads = {0}}};
    const Diagram *plugs[HOLES] = {&g[0], &g[1], &g[2]};
    const Name names[HOLES + 1] = {"k0", "k1", "k2", "k3"};
    Comb comb = {0};
    Conditionals c = {0};
    TypeList in = {0}, out = {0};
    Table t = {0}, got = {0}, tables[HOLES] = {{0}};
    world_init(&x, (uint64_t)_i);
    size_t wires = 2 + random_below(&x.r, 3);
    dense_state(&w, &x, wires);
    deal(&z, &x, wires);
    comb_disintegrate(&f, &comb, &c, &x.s, &w, z.from, z.to, z.n, names);

    Interpretation m = {.world = &x, .seed = (uint64_t)_i};
    meaning(&t, &m, &w);
    for (size_t h = 0; h < z.n; h++) {
        set_types(&in, &w, &z.from[h]);
        set_types(&out, &w, &z.to[h]);
        world_diagram(&x, &g[h], &in, &out, 2);
        meaning(&tables[h], &m, &g[h]);
    }
    comb_plug(&f, &f, &comb, plugs);
    meaning(&got, &m, &f);
    ck_assert_uint_eq(got.rows, 1);
    ck_assert_uint_eq(got.columns, t.columns);
    for (size_t i = 0; i < t.columns; i++)
        ck_assert(got.at.at[i] == comb_entry(&m, &w, &t, &z, tables, i));

    for (size_t h = 0; h < HOLES; h++) {
        diagram_clear(&g[h]);
        table_clear(&tables[h]);
    }
    table_clear(&t);
    table_clear(&got);
    array_clear(&in);
    array_clear(&out);
    deal_clear(&z);
    comb_clear(&comb);
    conditionals_clear(&c);
    diagram_clear(&w);
    diagram_clear(&f);
    world_clear(&x);
}
END_TEST

/* w = w_A ; copy ; (id * c), and with one hole filled by P(B | A) the comb gives w back. */
START_TEST(law_recompose)
{
    World x;
    Deal z;
    Diagram w = {0}, f = {0}, g = {0};
    Comb comb = {0};
    Conditionals c = {0};
    const Name names[] = {"k0", "k1"};
    world_init(&x, (uint64_t)_i);
    size_t wires = 2 + random_below(&x.r, 3);
    dense_state(&w, &x, wires);
    deal(&z, &x, wires);
    comb_disintegrate(&f, &comb, &c, &x.s, &w, z.from, z.to, 1, names);
    conditional_diagram(&g, conditional_box(&c, &x.s, &w, &z.from[0], &z.to[0], 0, "c"));
    comb_plug(&f, &f, &comb, (const Diagram *const[]){&g});
    ck_assert(means_same(&x, &w, &f, 0, 2));
    deal_clear(&z);
    comb_clear(&comb);
    conditionals_clear(&c);
    diagram_clear(&w);
    diagram_clear(&f);
    diagram_clear(&g);
    world_clear(&x);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("surgery laws");
    TCase *t = tcase_create("surgery laws");
    tcase_add_loop_test(t, law_factorisation, 0, ROUNDS);
    tcase_add_loop_test(t, law_functor_is_surgery, 0, ROUNDS);
    tcase_add_loop_test(t, law_comb, 0, ROUNDS);
    tcase_add_loop_test(t, law_recompose, 0, ROUNDS);
    suite_add_tcase(s, t);
    return s;
}
