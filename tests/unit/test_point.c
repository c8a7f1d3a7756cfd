/* test_point.c -- formulas for effects at random points: right ones, and those that mistakes lead
 * to; limits; how certain a number of points is; arithmetic modulo a random prime. */
#include "contract/moduli.h"
#include "evaluate/point_bound.h"
#include "evaluate/point_check.h"
#include "evaluate/point_field.h"
#include "tests/suite.h"

#include <check.h>

/* Z -> X, Z -> Y, X -> Y, each with `size` values. */
enum { Z, X, Y, COPY };

typedef struct Bed {
    Type type;
    Model m;
    Effect effect;
    Estimand e;
    PointCheck check;
    Budget budget;
} Bed;

static void
bed_init(Bed *b, uint32_t size)
{
    WireList cycle = {0};
    *b = (Bed){.type = {.size = size}};
    for (uint32_t v = Z; v <= Y; v++) {
        Vertex x = {.type = &b->type};
        for (uint32_t u = Z; u < v; u++)
            array_push(&x.parents, u);
        model_add_vertex(&b->m, &x);
    }
    ck_assert(model_sort(&b->m, &cycle));
    array_push(&b->effect.y, Y);
    array_push(&b->effect.x, X);
    b->e.vertices = 3;
    for (uint32_t v = Z; v <= Y; v++)
        array_push(&b->e.vertex_of, v);
    ck_assert_uint_eq(estimand_add_variable(&b->e, X), COPY);
}

static void
bed_clear(Bed *b)
{
    estimand_clear(&b->e);
    effect_clear(&b->effect);
    model_clear(&b->m);
}

static void
read_list(WireList *to, const char **text)
{
    for (; **text && strchr("ZXYx", **text); ++*text)
        array_push(to, (uint32_t)(strchr("ZXYx", **text) - "ZXYx"));
    *text += **text == '|' || **text == ' ';
}

/* One more recipe: "YZ|X" for its heads and inputs, and its factors, "Z Y|XZ", each with a number
 * in front where it is from an earlier recipe.  x is a copy of X.  What is no head is bound. */
static void
add_recipe(Bed *b, const char *ends, const char *factors)
{
    Recipe r = {0};
    read_list(&r.heads, &ends);
    read_list(&r.inputs, &ends);
    while (*factors) {
        Factor f = {.from = FROM_OBSERVED};
        if (*factors == '0')
            f.from = (uint32_t)(*factors++ - '0');
        const char *bar = strchr(factors, '|'), *end = strchr(factors, ' ');
        read_list(&f.heads, &factors);
        if (bar && (!end || bar < end))
            read_list(&f.givens, &factors);
        for (size_t i = 0; i < f.heads.count; i++)
            if (!wires_has(&r.heads, f.heads.at[i]))
                array_push(&r.bound, f.heads.at[i]);
        array_push(&r.factors, f);
    }
    array_push(&b->e.recipes, r);
}

static Outcome
run(Bed *b, uint64_t certainty, uint64_t entries, uint64_t work)
{
    const Estimand *e = &b->e;
    PointQuestion q = {&b->m, &b->effect, &e, 1, entries, work};
    ck_assert(estimand_is_sound(e));
    return point_check(&b->check, &q, certainty, 0, &b->budget);
}

/* P(Y | do(X)): adjusted for Z, in one recipe or two; and what a slip of the pen makes of it. */
static const struct {
    const char *first; /* factors of an earlier recipe with heads Z, Y and input X, or NULL */
    const char *last;
    bool right;
} formulas[] = {
    {NULL, "Z Y|XZ", true},
    {NULL, "Zx Y|XZ", true},
    {"Z Y|XZ", "0Y|X", true},
    {NULL, "Y|X", false},        /* a factor dropped: seeing for doing */
    {NULL, "Z Y|X", false},      /* a given dropped */
    {NULL, "Z Y|Z", false},      /* the one that is done */
    {NULL, "Z|X Y|XZ", false},   /* a conditional for a marginal */
    {NULL, "Zx Y|xZ", false},    /* a sum over what is done */
    {NULL, "x Z|x Y|XZ", true},
    {NULL, "Z x|Z Y|xZ", false},
    {"Z Y|XZ", "0Z|X 0Y|XZ", true},
    {"Z|X Y|XZ", "0Y|X", false},
};

START_TEST(test_formulas)
{
    for (uint32_t size = 2; size <= 3; size++) {
        Bed b;
        bed_init(&b, size);
        if (formulas[_i].first)
            add_recipe(&b, "ZY|X", formulas[_i].first);
        add_recipe(&b, "Y|X", formulas[_i].last);
        ck_assert_int_eq(run(&b, 100, 1000, 1000000), OUTCOME_DONE);
        ck_assert(b.check.passed == formulas[_i].right);
        ck_assert(b.check.failed != formulas[_i].right);
        ck_assert_uint_eq(b.check.points, 2);
        bed_clear(&b);
    }
}
END_TEST

/* What would take more than it may is refused before it is begun, and says how much. */
START_TEST(test_limits)
{
    Bed b;
    bed_init(&b, 1000);
    add_recipe(&b, "Y|X", "Z Y|XZ");
    ck_assert_int_eq(run(&b, 100, 1000000, UINT64_MAX), OUTCOME_TOO_LARGE);
    ck_assert_uint_ge(b.check.entries, 1000000000);
    ck_assert_int_eq(run(&b, 100, UINT64_MAX, 1000000), OUTCOME_TOO_LARGE);
    ck_assert_uint_gt(b.check.work, 1000000);
    ck_assert(!b.check.passed && !b.check.failed);
    bed_clear(&b);
    bed_init(&b, 2);
    add_recipe(&b, "Y|X", "Z Y|XZ");
    ck_assert_int_eq(run(&b, 100, 1000, 100000), OUTCOME_DONE);
    uint64_t work = b.check.work;
    ck_assert_int_eq(run(&b, 100, 1000, work), OUTCOME_DONE);
    ck_assert_int_eq(run(&b, 100, 1000, work - 1), OUTCOME_TOO_LARGE);
    ck_assert_int_eq(run(&b, 1000, 1000, work), OUTCOME_TOO_LARGE);
    ck_assert_int_eq(run(&b, 1000, 1000, 10 * work), OUTCOME_DONE);
    ck_assert_uint_ge(b.check.points, 19);
    bed_clear(&b);
}
END_TEST

START_TEST(test_interrupt)
{
    Bed b;
    atomic_bool interrupt = 1;
    bed_init(&b, 100);
    add_recipe(&b, "Y|X", "Z Y|XZ");
    b.budget.interrupt = &interrupt;
    ck_assert_int_eq(run(&b, 100, UINT64_MAX, UINT64_MAX), OUTCOME_STOPPED);
    bed_clear(&b);
}
END_TEST

/* Sums bring the denominators of all values together; equal ones cancel; inverses turn over. */
START_TEST(test_bounds)
{
    PointBound b = {0}, over = {0};
    WireList scope = {0};
    bool summed[2] = {false, true};
    uint32_t sizes[2] = {2, 3};
    array_push(&scope, 0);
    array_push(&scope, 1);
    point_bound_add_number(&b, 5, 7);
    point_bound_add_inverse(&over, &b, 1, &scope);
    ck_assert_uint_eq(over.degree, 0);
    ck_assert_uint_eq(over.atoms.count, 1);
    point_bound_add(&over, &b, 2, NULL);
    point_bound_sum(&over, summed, sizes, 2);
    ck_assert_uint_eq(over.degree, 2 * 5 + 2 * 5);
    ck_assert_uint_eq(over.bits, 2 * 7 + 2 + 2 * 7);
    ck_assert_uint_eq(over.atoms.at[0].degree, 15);
    ck_assert_uint_eq(over.atoms.at[0].scope.count, 1);
    scope.count = 1;
    PointBound back = {0};
    point_bound_add_inverse(&back, &over, 2, &scope);
    point_bound_add(&back, &over, 1, NULL);
    ck_assert_uint_eq(back.atoms.count, 1);
    ck_assert_uint_eq(back.atoms.at[0].number, 2);
    point_bound_clear(&back);
    point_bound_clear(&over);
    point_bound_clear(&b);
    array_clear(&scope);
}
END_TEST

/* More than 50 bits where degrees are small, none where they are as large as the prime. */
START_TEST(test_certainty)
{
    PointBound none = {0}, some = {0};
    uint64_t last = UINT64_MAX;
    ck_assert_uint_gt(point_bound_certainty(&none, &none), UINT64_C(50) << POINT_LOG_BITS);
    for (uint64_t degree = 1000; degree < UINT64_MAX / 16; degree *= 16) {
        point_bound_add_number(&some, degree, degree);
        uint64_t now = point_bound_certainty(&some, &none);
        ck_assert_uint_le(now, last);
        last = now;
    }
    ck_assert_uint_eq(last, 0);
}
END_TEST

START_TEST(test_field)
{
    Random r = random_start(1);
    for (int i = 0; i < 20; i++) {
        PointField f;
        point_field_init(&f, &r);
        ck_assert(f.prime >> 60 == 1 && is_prime(f.prime));
        uint64_t a = point_random(&f, &r), b = point_number(&f, 1 + random_below(&r, 1000));
        ck_assert(a < f.prime);
        ck_assert_uint_eq(point_times(&f, b, point_inverse(&f, b)), f.one);
        ck_assert_uint_eq(point_minus(&f, point_plus(&f, a, b), b), a);
        ck_assert_uint_eq(point_times(&f, a, point_number(&f, 2)), point_plus(&f, a, a));
        ck_assert_uint_eq(point_number(&f, f.prime), 0);
    }
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("point");
    TCase *c = tcase_create("point");
    tcase_add_loop_test(c, test_formulas, 0, (int)(sizeof formulas / sizeof *formulas));
    tcase_add_test(c, test_limits);
    tcase_add_test(c, test_interrupt);
    tcase_add_test(c, test_bounds);
    tcase_add_test(c, test_certainty);
    tcase_add_test(c, test_field);
    suite_add_tcase(s, c);
    return s;
}
