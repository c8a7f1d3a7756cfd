/* test_repair.c -- arrows and common causes that take independences away. */
#include "graph/repair.h"

#include "tests/suite.h"

#include <check.h>

enum { A, B, C };

/* The chain A -> B -> C, of bits; latents have no arrows yet. */
static void
make_chain(Model *m, Signature *s, Names *names)
{
    static const char *const called[] = {"A", "B", "C"};
    Type *bit = signature_add_type(s, "Bit");
    WireList cycle = {0};
    type_set_range(bit, 0, 2);
    for (uint32_t v = A; v <= C; v++) {
        Vertex x = {.name = names_add(names, called[v], 1), .type = bit};
        if (v > A)
            array_push(&x.parents, v - 1);
        model_add_vertex(m, &x);
    }
    ck_assert(model_sort(m, &cycle));
}

static void
add_statement(IndependenceList *to, uint32_t v, uint32_t of, uint32_t given)
{
    Independence i = {.v = v};
    array_push(&i.of, of);
    array_push(&i.given, given);
    array_push(to, i);
}

/* C independent of A given B: A -> C and A <-> C join them; B <-> C opens B; C -> A closes a cycle,
 * and B <-> A leaves them apart. */
START_TEST(test_chain)
{
    static const Repair wanted[] = {{false, A, C, 0}, {true, A, C, 0}, {true, B, C, 0}};
    Signature s;
    Names names = {0};
    Model m = {0};
    Budget b = {0};
    IndependenceList failed = {0}, held = {0};
    RepairList found = {0};
    signature_init(&s);
    make_chain(&m, &s, &names);
    add_statement(&failed, C, A, B);
    ck_assert(repairs_find(&found, &m, &failed, &held, &b));
    ck_assert_uint_eq(found.count, COUNT(wanted));
    for (size_t i = 0; i < found.count; i++) {
        ck_assert_int_eq(found.at[i].cause, wanted[i].cause);
        ck_assert_uint_eq(found.at[i].from, wanted[i].from);
        ck_assert_uint_eq(found.at[i].to, wanted[i].to);
    }
    array_clear(&found);
    independence_list_clear(&failed);
    model_clear(&m);
    signature_clear(&s);
    names_clear(&names);
}
END_TEST

START_TEST(test_stops)
{
    Signature s;
    Names names = {0};
    Model m = {0};
    Budget b = {.interrupt = (const atomic_bool[]){true}};
    IndependenceList failed = {0}, held = {0};
    RepairList found = {0};
    signature_init(&s);
    make_chain(&m, &s, &names);
    add_statement(&failed, C, A, B);
    ck_assert(!repairs_find(&found, &m, &failed, &held, &b));
    array_clear(&found);
    independence_list_clear(&failed);
    model_clear(&m);
    signature_clear(&s);
    names_clear(&names);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("repair");
    TCase *c = tcase_create("repair");
    tcase_add_test(c, test_chain);
    tcase_add_test(c, test_stops);
    suite_add_tcase(s, c);
    return s;
}
