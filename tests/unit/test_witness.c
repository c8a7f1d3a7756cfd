/* test_witness.c -- witnesses of small figures, written out; linear models; trails. */
#include "surgery/trail.h"
#include "surgery/witness.h"
#include "tests/suite.h"
#include "tests/unit/figure.h"

/* ---- candidates, written out */

static const char *
name_of(const Figure *f, uint32_t v)
{
    return f->m.vertices.at[v].name ? f->m.vertices.at[v].name : "U";
}

/* `Y1 = X0 U0 ~2;` : bit 1 of Y is X's bit 0 + the latent's bit 0 + noise with d = 2 ^ -2; a fair
 * coin has no ~.  What has no bit is left out. */
static void
write_model(const Figure *f, const Mechanism *at, Sink *out)
{
    for (uint32_t v = 0; v < f->g.count; v++)
        for (uint32_t b = 0; b < at[v].noise.count; b++) {
            sink_print(out, "%s%u =", name_of(f, v), b);
            for (size_t i = 0; i < at[v].terms.count; i++) {
                const Term *t = &at[v].terms.at[i];
                if (t->bit == b)
                    sink_print(out, " %s%u", name_of(f, t->of.vertex), t->of.bit);
            }
            if (at[v].noise.at[b])
                sink_print(out, " ~%u", at[v].noise.at[b]);
            sink_put(out, "; ");
        }
}

typedef struct Example {
    const char *figure, *y, *x, *z;
    const char *small; /* vertices of one bit at most; those in `fixed` have none */
    const char *fixed;
    const char *first, *second; /* the first candidate; "" where there is none */
} Example;

static const Example examples[] = {
    {"X -> Y; X <-> Y", "Y", "X", "", "", "", "X0 = U0 ~1; Y0 = X0 U0 ~1; U0 =; ",
     "X0 = U0 ~1; Y0 = ~2; U0 =; "},
    {"X -> Y; X <-> Y", "Y", "X", "", "X Y", "", "X0 = U0 ~1; Y0 = X0 U0 ~1; U0 =; ",
     "X0 = U0 ~1; Y0 = ~2; U0 =; "},
    {"X -> Y; X <-> Y", "Y", "X", "", "", "X", "", ""},
    /* a way leads to what is asked, in both */
    {"X -> Z -> Y; X <-> Z", "Y", "X", "", "", "", "X0 = U0 ~1; Z0 = X0 U0 ~1; Y0 = Z0 ~1; U0 =; ",
     "X0 = U0 ~1; Z0 = ~2; Y0 = Z0 ~1; U0 =; "},
    /* what stands between, the latent M, gets a bit for each thing that passes */
    {"latent H M; H -> X M; X -> M -> Y", "Y", "X", "", "", "",
     "H0 =; M0 = X0 ~1; M1 = H0 ~1; X0 = H0 ~1; Y0 = M0 M1 ~1; ",
     "H0 =; M0 = X0 ~1; M1 = H0 ~1; X0 = H0 ~1; Y0 = ~4; "},
    /* or one bit for all, where it has no room for more */
    {"latent H M; H -> X M; X -> M -> Y", "Y", "X", "", "H M X Y", "",
     "H0 =; M0 = X0 H0 ~1; X0 = H0 ~1; Y0 = M0 ~1; ", "H0 =; M0 = ~1; X0 = H0 ~1; Y0 = M0 ~2; "},
    /* of three that a latent ties two will do */
    {"latent H; H -> X Z Y; X -> Z -> Y", "Y", "X", "", "", "",
     "H0 =; X0 = H0 ~1; Z0 = X0 H0 ~1; Y0 = Z0 ~1; ", "H0 =; X0 = H0 ~1; Z0 = ~2; Y0 = Z0 ~1; "},
    /* T keeps X */
    {"X -> A -> Y; X <-> Y; A <-> Y", "Y", "X", "", "", "",
     "X0 = U0 ~1; A0 = X0 U0 ~1; Y0 = A0 U0 U0 ~1; U0 =; U0 =; ",
     "X0 = U0 ~1; A0 = X0 U0 ~1; Y0 = ~3; U0 =; U0 =; "},
    /* C = {A, B} is tied by a latent of one bit */
    {"latent H; H -> A B; X -> A; X <-> B", "A B", "X", "", "H", "",
     "H0 =; A0 = X0 H0 ~1; B0 = H0 U0 ~1; X0 = U0 ~1; U0 =; ",
     "H0 =; A0 = H0 ~1; B0 = H0 ~2; X0 = U0 ~1; U0 =; "},
    /* a way from A ends where it is in C = {A, B} again */
    {"X -> A -> W -> B -> Y; X <-> B; A <-> B", "Y", "X", "", "", "",
     "X0 = U0 ~1; A0 = X0 U0 ~1; W0 = A0 ~1; B0 = W0 U0 U0 ~1; Y0 = B0 ~1; U0 =; U0 =; ",
     "X0 = U0 ~1; A0 = U0 ~2; W0 = A0 ~1; B0 = W0 U0 ~1; Y0 = B0 ~1; U0 =; U0 =; "},
    /* a trail over the collider A, which B, that is given, opens */
    {"X -> Z; X <-> Z; Z <-> A <-> Y; A -> B", "Y", "X", "Z B", "", "",
     "X0 = U0 ~1; Z0 = X0 U0 U0 ~1; A0 = U0 U0 ~1; Y0 = U0 ~1; B0 = A0 ~1; U0 =; U0 =; U0 =; ",
     "X0 = U0 ~1; Z0 = U0 ~2; A0 = U0 U0 ~1; Y0 = U0 ~1; B0 = A0 ~1; U0 =; U0 =; U0 =; "},
    /* A passes its bit on to C, so that D reads it in both */
    {"A -> C D; B -> C -> D; A <-> B; A <-> C; B <-> D", "A", "C", "D", "A B C D", "",
     "A0 = U0 U0 ~1; C0 = A0 B0 U0 ~1; D0 = C0 U0 A0 ~1; B0 = U0 U0 ~1; U0 =; U0 =; U0 =; ",
     "A0 = U0 U0 ~1; C0 = A0 B0 U0 ~1; D0 = A0 ~4; B0 = U0 U0 ~1; U0 =; U0 =; U0 =; "},
    /* so D would read Y, but Y has no other child: D reads it in the second model only */
    {"A -> B -> D; Y -> D; A <-> Y; A <-> D; B <-> Y", "Y", "B", "D", "A B D Y", "",
     "A0 = U0 U0 ~1; B0 = A0 U0 ~1; D0 = B0 U0 ~1; Y0 = U0 U0 ~1; U0 =; U0 =; U0 =; ",
     "A0 = U0 U0 ~1; B0 = A0 U0 ~1; D0 = Y0 ~4; Y0 = U0 U0 ~1; U0 =; U0 =; U0 =; "},
    /* which here makes the second model the noisier one */
    {"latent K L M N; A -> B -> D; Y -> K -> L -> M -> N -> D; A <-> Y; A <-> D; B <-> Y", "Y", "B",
     "D", "A B D Y K L M N", "",
     "K0 = Y0 ~1; L0 = K0 ~1; M0 = L0 ~1; N0 = M0 ~1; A0 = U0 U0 ~1; B0 = A0 U0 ~1; "
     "D0 = B0 U0 ~2; Y0 = U0 U0 ~1; U0 =; U0 =; U0 =; ",
     "K0 = Y0 ~1; L0 = K0 ~1; M0 = L0 ~1; N0 = M0 ~1; A0 = U0 U0 ~1; B0 = A0 U0 ~1; "
     "D0 = N0 ~1; Y0 = U0 U0 ~1; U0 =; U0 =; U0 =; "},
    /* A keeps no child in C = {A, D}, but passes on to Y */
    {"X -> A -> D; X <-> D; A <-> D; A -> Y", "Y", "X", "D", "X A D Y", "",
     "X0 = U0 ~1; A0 = X0 U0 ~1; D0 = U0 U0 ~1; Y0 = A0 ~1; U0 =; U0 =; ",
     "X0 = U0 ~1; A0 = U0 ~2; D0 = U0 ~1; Y0 = A0 ~1; U0 =; U0 =; "},
    /* what is asked for is in T - C */
    {"X -> Y -> Z; Y <-> Z; X <-> Z", "Y", "X", "Z", "X Y Z", "",
     "X0 = U0 ~1; Y0 = X0 U0 ~1; Z0 = U0 U0 ~1; U0 =; U0 =; ",
     "X0 = U0 ~1; Y0 = X0 U0 ~1; Z0 = Y0 ~3; U0 =; U0 =; "},
    /* the way ends in a condition, and a trail ties that to what is asked */
    {"X -> Z; X <-> Z; Z <-> Y", "Y", "X", "Z", "", "",
     "X0 = U0 ~1; Z0 = X0 U0 U0 ~1; Y0 = U0 ~1; U0 =; U0 =; ",
     "X0 = U0 ~1; Z0 = U0 ~2; Y0 = U0 ~1; U0 =; U0 =; "},
};

/* How many bits each vertex may have. */
static uint32_t *
find_room(const Figure *f, const Example *e)
{
    uint32_t *room = memory_new(f->g.count, sizeof *room);
    WireList small = figure_list(f, e->small), fixed = figure_list(f, e->fixed);
    for (uint32_t v = 0; v < f->g.count; v++)
        room[v] = UINT32_MAX;
    for (size_t i = 0; i < small.count; i++)
        room[small.at[i]] = 1;
    for (size_t i = 0; i < fixed.count; i++)
        room[fixed.at[i]] = 0;
    array_clear(&small);
    array_clear(&fixed);
    return room;
}

START_TEST(test_examples)
{
    const Example *x = &examples[_i];
    Figure f;
    Projection p = {0};
    Budget b = {0};
    Identification i = {0};
    WitnessSearch s;
    Witness w = {0};
    Sink text = {0};
    figure_init(&f, x->figure);
    Effect e = {figure_list(&f, x->y), figure_list(&f, x->x), figure_list(&f, x->z), {0}};
    ck_assert(projection_make(&p, &f.g, &b));
    ck_assert(identify(&i, &f.g, &p, &e, &b));
    uint32_t *room = find_room(&f, x);
    witness_search_init(&s, &f.g, &p, room, &i);
    ck_assert(witness_next(&w, &s, &b) == (*x->first != '\0'));
    if (*x->first) {
        write_model(&f, w.first.at, &text);
        ck_assert_str_eq(sink_text(&text), x->first);
        text.count = 0;
        write_model(&f, w.second.at, &text);
        ck_assert_str_eq(sink_text(&text), x->second);
    }
    sink_clear(&text);
    witness_clear(&w);
    witness_search_clear(&s);
    memory_free(room);
    identification_clear(&i);
    effect_clear(&e);
    projection_clear(&p);
    figure_clear(&f);
}
END_TEST

/* ---- linear models by hand */

typedef struct Bench {
    Figure f;
    uint32_t room[8];
    ParityModel l;
} Bench;

static void
bench_init(Bench *x, const char *figure)
{
    *x = (Bench){0};
    figure_init(&x->f, figure);
    for (size_t i = 0; i < COUNT(x->room); i++)
        x->room[i] = 2;
    parity_model_init(&x->l, &x->f.g, x->room);
}

static void
bench_clear(Bench *x)
{
    parity_model_clear(&x->l);
    figure_clear(&x->f);
}

static void
add_noisy(Bench *x, uint32_t v, uint32_t first, uint32_t second)
{
    ck_assert(parity_model_add_bit(&x->l, (Bit){v, 0}));
    parity_model_set_noise(&x->l, (Bit){v, 0}, first, second);
}

static bool
looks_same(Bench *x)
{
    return witness_is_same(&x->l.made, &x->f.g);
}

START_TEST(test_noise_counts)
{
    Bench x;
    bench_init(&x, "A -> B");
    add_noisy(&x, 0, 1, 1);
    add_noisy(&x, 1, 1, 1);
    Arrow a = {{0, 0}, {1, 0}, IN_BOTH};
    ck_assert(parity_model_add_arrow(&x.l, &a));
    ck_assert_ptr_nonnull(parity_model_find_arrow(&x.l, a.from, a.to));
    ck_assert_ptr_null(parity_model_find_arrow(&x.l, a.to, a.from));
    ck_assert(looks_same(&x));
    parity_model_set_noise(&x.l, (Bit){1, 0}, 1, 2);
    ck_assert(!looks_same(&x));
    parity_model_set_noise(&x.l, (Bit){1, 0}, 0, 0);
    ck_assert(looks_same(&x));
    parity_model_set_noise(&x.l, (Bit){1, 0}, 0, 1);
    ck_assert(!looks_same(&x));
    bench_clear(&x);
}
END_TEST

/* Behind a fair coin nothing shows. */
START_TEST(test_arrow_counts)
{
    Bench x;
    bench_init(&x, "A -> B");
    add_noisy(&x, 0, 1, 1);
    add_noisy(&x, 1, 1, 1);
    Arrow a = {{0, 0}, {1, 0}, IN_FIRST};
    ck_assert(parity_model_add_arrow(&x.l, &a));
    ck_assert(!looks_same(&x));
    parity_model_set_noise(&x.l, (Bit){1, 0}, 0, 0);
    ck_assert(looks_same(&x));
    Arrow back = {{1, 0}, {0, 0}, IN_BOTH};
    ck_assert(!parity_model_add_arrow(&x.l, &back));
    bench_clear(&x);
}
END_TEST

/* A loose coin is as good as none and fair noise; one that two bits read is a parity of both. */
START_TEST(test_coins)
{
    Bench x;
    bench_init(&x, "latent H; H -> A B C");
    for (uint32_t v = 1; v < 4; v++)
        add_noisy(&x, v, 1, 1);
    Coin c = {{{1, 0}, {2, 0}}, {IN_BOTH, IN_FIRST}};
    ck_assert(!parity_model_add_coin(&x.l, &c, true));
    ck_assert(parity_model_add_coin(&x.l, &c, false));
    ck_assert(!looks_same(&x));
    parity_model_set_noise(&x.l, (Bit){2, 0}, 0, 0);
    ck_assert(looks_same(&x));
    parity_model_set_noise(&x.l, (Bit){2, 0}, 1, 0);
    ck_assert(!looks_same(&x));
    Coin d = {{{2, 0}, {3, 0}}, {IN_BOTH, IN_BOTH}};
    ck_assert(parity_model_add_coin(&x.l, &d, false));
    ck_assert(!parity_model_add_coin(&x.l, &d, false)); /* no room */
    Term three = {0, {0, 1}};
    array_push(&x.l.made.first.at[1].terms, three);
    array_push(&x.l.made.second.at[1].terms, three);
    ck_assert(!looks_same(&x)); /* not covered by the law */
    bench_clear(&x);
}
END_TEST

/* Noise of latents on the way counts; a noisy latent read twice is not covered. */
START_TEST(test_latent_noise)
{
    Bench x;
    bench_init(&x, "latent M; A -> M -> B; M -> C");
    for (uint32_t v = 1; v < 4; v++)
        add_noisy(&x, v, 1, 1);
    Arrow a = {{1, 0}, {2, 0}, IN_BOTH};
    ck_assert(parity_model_add_arrow(&x.l, &a));
    ck_assert_uint_eq(parity_model_noise_seen(&x.l, (Bit){2, 0}, false), 2);
    ck_assert(looks_same(&x));
    x.l.made.second.at[0].noise.at[0] = 2;
    ck_assert(!looks_same(&x));
    parity_model_set_noise(&x.l, (Bit){2, 0}, 2, 1);
    ck_assert(looks_same(&x));
    x.l.made.second.at[0].noise.at[0] = 1;
    parity_model_set_noise(&x.l, (Bit){2, 0}, 2, 2);
    ck_assert(looks_same(&x));
    Term two = {0, {0, 0}};
    array_push(&x.l.made.first.at[3].terms, two);
    array_push(&x.l.made.second.at[3].terms, two);
    ck_assert(!looks_same(&x));
    bench_clear(&x);
}
END_TEST

/* ---- trails */

typedef struct Way {
    const char *figure, *from, *to, *given, *closed, *trails;
} Way;

static const Way ways[] = {
    {"Z <-> Y", "Z", "Y", "Z", "", "Z~Y; "},
    {"Y -> Z", "Z", "Y", "Z", "", "Z<Y; "},
    {"Z -> Y", "Z", "Y", "Z", "", ""}, /* no arrowhead at Z */
    {"A -> Z; A -> Y", "Z", "Y", "Z", "", "Z<A>Y; "},
    {"A -> Z; A -> Y", "Z", "Y", "Z A", "", ""},
    {"A -> Z; A -> Y", "Z", "Y", "Z", "A", ""},
    {"Z <-> A <-> Y", "Z", "Y", "Z", "", ""},
    {"Z <-> A <-> Y", "Z", "Y", "Z A", "", "Z~A~Y; "},
    {"Z <-> A <-> Y; A -> B", "Z", "Y", "Z B", "", "Z~A~Y; "},
    {"Z <-> A <-> Y; A -> Z", "Z", "Y", "Z", "", "Z<A~Y; Z~A~Y; "},
    {"Z <-> A -> Y; Z <-> Y", "Z", "Y", "Z", "", "Z~Y; Z~A>Y; "},
};

static void
write_trails(const Figure *f, const SetList *list, Sink *out)
{
    for (size_t i = 0; i < list->count; i++) {
        for (size_t k = 0; k < list->at[i].count; k++)
            if (k % 2)
                sink_print(out, "%c", "<>~"[list->at[i].at[k]]);
            else
                sink_put(out, name_of(f, list->at[i].at[k]));
        sink_put(out, "; ");
    }
}

static void
set_of(VertexSet *s, const Figure *f, const char *names)
{
    WireList list = figure_list(f, names);
    vertex_set_init(s, f->g.count);
    for (size_t i = 0; i < list.count; i++)
        vertex_set_add(s, list.at[i]);
    array_clear(&list);
}

START_TEST(test_trails)
{
    const Way *w = &ways[_i];
    Figure f;
    Projection p = {0};
    Budget b = {0};
    SetList found = {0};
    VertexSet closed, given, to;
    Sink text = {0};
    figure_init(&f, w->figure);
    ck_assert(projection_make(&p, &f.g, &b));
    WireList from = figure_list(&f, w->from);
    set_of(&closed, &f, w->closed);
    set_of(&given, &f, w->given);
    set_of(&to, &f, w->to);
    TrailEnds ends = {&closed, &given, &from, &to};
    ck_assert(trails(&found, &p, &ends, 10, &b));
    write_trails(&f, &found, &text);
    ck_assert_str_eq(sink_text(&text), w->trails);
    ck_assert(trails(&found, &p, &ends, 1, &b));
    ck_assert_uint_eq(found.count, *w->trails != '\0');
    sink_clear(&text);
    set_list_clear(&found);
    vertex_set_clear(&to);
    vertex_set_clear(&given);
    vertex_set_clear(&closed);
    array_clear(&from);
    projection_clear(&p);
    figure_clear(&f);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("witness");
    TCase *t = tcase_create("witness");
    tcase_add_loop_test(t, test_examples, 0, COUNT(examples));
    tcase_add_test(t, test_noise_counts);
    tcase_add_test(t, test_arrow_counts);
    tcase_add_test(t, test_coins);
    tcase_add_test(t, test_latent_noise);
    tcase_add_loop_test(t, test_trails, 0, COUNT(ways));
    suite_add_tcase(s, t);
    return s;
}
