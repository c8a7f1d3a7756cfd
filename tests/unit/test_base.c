/* test_base.c -- memory, arrays, maps, names, sinks, budgets. */
#include "base/array.h"
#include "base/budget.h"
#include "base/digest.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/name.h"
#include "base/sink.h"
#include "base/utf8.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>

START_TEST(test_memory_new_is_zeroed)
{
    unsigned char *p = memory_new(1000, 3);
    for (size_t i = 0; i < 3000; i++)
        ck_assert_uint_eq(p[i], 0);
    memory_free(p);
    memory_free(NULL);
}
END_TEST

START_TEST(test_memory_of_nothing)
{
    void *p = memory_new(0, 8);
    ck_assert_ptr_nonnull(p);
    p = memory_resize(p, 0, 8);
    ck_assert_ptr_nonnull(p);
    memory_free(p);
}
END_TEST

START_TEST(test_memory_reserve_grows_by_half)
{
    size_t space = 0, moves = 0;
    char *p = NULL;
    for (size_t n = 1; n <= 100000; n++) {
        size_t before = space;
        p = memory_reserve(p, &space, n, 1);
        ck_assert_uint_ge(space, n);
        moves += space != before;
        p[n - 1] = (char)n;
    }
    ck_assert_uint_lt(moves, 40);
    for (size_t n = 1; n <= 100000; n++)
        if (p[n - 1] != (char)n)
            ck_abort_msg("byte %zu is lost", n);
    memory_free(p);
}
END_TEST

static void
take_too_much(void *how)
{
    if (*(int *)how == 0)
        memory_new(SIZE_MAX / 2, 3);
    else if (*(int *)how == 1)
        memory_resize(NULL, SIZE_MAX / 2, 3);
    else
        memory_reserve(NULL, &(size_t){0}, SIZE_MAX / 2, 3);
    ck_abort_msg("it was not refused");
}

START_TEST(test_memory_overflow_is_refused)
{
    size_t refused = 0;
    ck_assert(!memory_guard(take_too_much, &_i, &refused));
    ck_assert_uint_eq(refused, SIZE_MAX);
}
END_TEST

static void
try_twice(void *outer)
{
    size_t refused = 0;
    int how = 0;
    ck_assert(!memory_guard(take_too_much, &how, &refused));
    *(bool *)outer = true;
    memory_refuse(7);
}

START_TEST(test_memory_guards_nest)
{
    size_t refused = 0;
    bool went_on = false;
    ck_assert(!memory_guard(try_twice, &went_on, &refused));
    ck_assert(went_on);
    ck_assert_uint_eq(refused, 7);
}
END_TEST

START_TEST(test_memory_without_a_guard_is_status_3)
{
    memory_resize(NULL, SIZE_MAX, 2);
}
END_TEST

START_TEST(test_arena)
{
    Arena a = {0};
    char *kept[300];
    size_t size[300];
    for (size_t i = 0; i < 300; i++) {
        size[i] = i % 50 == 49 ? 200000 : i * 7 + 1;
        kept[i] = arena_new(&a, size[i]);
        ck_assert_uint_eq((uintptr_t)kept[i] % sizeof(max_align_t) % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < size[i]; j++)
            if (kept[i][j] != 0)
                ck_abort_msg("piece %zu is not zeroed at %zu", i, j);
        memset(kept[i], (int)i, size[i]);
    }
    for (size_t i = 0; i < 300; i++)
        for (size_t j = 0; j < size[i]; j++)
            if (kept[i][j] != (char)i)
                ck_abort_msg("piece %zu is overwritten at %zu", i, j);
    arena_clear(&a);
    ck_assert_ptr_null(a.block);
    arena_clear(&a);
}
END_TEST

START_TEST(test_arena_back)
{
    Arena a = {0};
    for (size_t size = 1; size < 200000; size = size * 3 + 1) {
        char *kept = arena_new(&a, 100);
        memset(kept, 'k', 100);
        Arena before = a;
        for (int round = 0; round < 3; round++) {
            char *p = arena_new(&a, size);
            for (size_t j = 0; j < size; j++)
                ck_assert_int_eq(p[j], 0);
            memset(p, 'x', size);
            ck_assert(arena_new(&a, size) != p);
            arena_back(&a, &before);
            ck_assert(a.block == before.block && a.used == before.used);
            ck_assert_uint_eq(a.bytes, before.bytes);
        }
        ck_assert(kept[0] == 'k' && kept[99] == 'k');
    }
    arena_back(&a, &(Arena){0});
    ck_assert_ptr_null(a.block);
}
END_TEST

START_TEST(test_arena_pieces_of_nothing)
{
    Arena a = {0};
    ck_assert_ptr_nonnull(arena_new(&a, 0));
    char *p = arena_new(&a, 1);
    *p = 'x';
    arena_clear(&a);
}
END_TEST

typedef ARRAY(uint32_t) Numbers;

START_TEST(test_array_push)
{
    Numbers a = {0};
    for (uint32_t i = 0; i < 10000; i++)
        array_push(&a, i * i);
    ck_assert_uint_eq(a.count, 10000);
    ck_assert_uint_ge(a.space, a.count);
    for (uint32_t i = 0; i < 10000; i++)
        if (a.at[i] != i * i)
            ck_abort_msg("element %u is lost", i);
    array_clear(&a);
    ck_assert_ptr_null(a.at);
    ck_assert_uint_eq(a.count, 0);
    ck_assert_uint_eq(a.space, 0);
}
END_TEST

START_TEST(test_array_add_zeroed)
{
    Numbers a = {0};
    for (uint32_t i = 0; i < 20; i++)
        array_push(&a, 99);
    a.count = 3;
    array_add_zeroed(&a, 100);
    ck_assert_uint_eq(a.count, 103);
    ck_assert_uint_eq(a.at[2], 99);
    for (size_t i = 3; i < 103; i++)
        ck_assert_uint_eq(a.at[i], 0);
    array_clear(&a);
}
END_TEST

START_TEST(test_array_set)
{
    Numbers a = {0}, b = {0};
    array_push(&a, 7);
    array_set(&a, &b);
    ck_assert_uint_eq(a.count, 0);
    for (uint32_t i = 0; i < 50; i++)
        array_push(&b, i);
    array_set(&a, &b);
    ck_assert_uint_eq(a.count, 50);
    ck_assert(a.at != b.at);
    ck_assert_mem_eq(a.at, b.at, 50 * sizeof *b.at);
    array_clear(&a);
    array_clear(&b);
}
END_TEST

START_TEST(test_map_empty)
{
    Map m = {0};
    uint64_t value = 5;
    ck_assert(!map_find(&m, 0, &value));
    ck_assert(!map_find(&m, 0, NULL));
    ck_assert_uint_eq(value, 5);
    map_clear(&m);
}
END_TEST

/* Keys that are near, far, and equal in their low halves. */
static uint64_t
key(uint64_t i)
{
    return i % 3 == 0 ? i : i % 3 == 1 ? i << 32 : UINT64_MAX - i;
}

START_TEST(test_map_many)
{
    Map m = {0};
    for (uint64_t i = 0; i < 30000; i++)
        map_set_at(&m, key(i), i);
    for (uint64_t i = 0; i < 30000; i += 2)
        map_set_at(&m, key(i), i + 1000000);
    ck_assert_uint_eq(m.count, 30000);
    for (uint64_t i = 0; i < 30000; i++) {
        uint64_t value = 0;
        if (!map_find(&m, key(i), &value) || value != (i % 2 ? i : i + 1000000))
            ck_abort_msg("key %llu has lost its value", (unsigned long long)i);
    }
    for (uint64_t i = 30000; i < 40000; i++)
        if (map_find(&m, key(i), NULL))
            ck_abort_msg("key %llu was never set", (unsigned long long)i);
    map_clear(&m);
    ck_assert(!map_find(&m, key(0), NULL));
}
END_TEST

START_TEST(test_map_pointers)
{
    Map m = {0};
    int here[2];
    map_set_at(&m, map_key(&here[0]), 1);
    ck_assert(map_find(&m, map_key(&here[0]), NULL));
    ck_assert(!map_find(&m, map_key(&here[1]), NULL));
    map_clear(&m);
}
END_TEST

START_TEST(test_hash)
{
    ck_assert_uint_eq(hash_bytes("catgut", 6), hash_bytes("catgut!", 6));
    ck_assert_uint_ne(hash_bytes("catgut", 6), hash_bytes("catgut", 5));
    ck_assert_uint_ne(hash_bytes("ab", 2), hash_bytes("ba", 2));
    ck_assert_uint_ne(hash_number(1), hash_number(2));
}
END_TEST

START_TEST(test_names)
{
    Names n = {0};
    Name a = names_add_text(&n, "smoker");
    ck_assert_str_eq(a, "smoker");
    ck_assert_ptr_eq(a, names_add(&n, "smokers", 6));
    ck_assert_ptr_ne(a, names_add_text(&n, "smokers"));
    ck_assert_ptr_ne(a, names_add_text(&n, "smoke"));
    Name empty = names_add_text(&n, "");
    ck_assert_str_eq(empty, "");
    ck_assert_ptr_eq(empty, names_add(&n, "x", 0));
    Sink text;
    sink_init(&text);
    sink_put(&text, "smoker");
    ck_assert_ptr_eq(a, names_take(&n, &text));
    ck_assert_uint_eq(text.count, 0);
    ck_assert_ptr_eq(empty, names_take(&n, &text));
    names_clear(&n);
    names_clear(&n);
}
END_TEST

START_TEST(test_names_many)
{
    enum { MANY = 20000 };
    Names n = {0};
    Name *kept = memory_new(MANY, sizeof *kept);
    char text[32];
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "x%d", i);
        kept[i] = names_add_text(&n, text);
    }
    ck_assert_uint_eq(n.count, MANY);
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "x%d", i);
        if (strcmp(kept[i], text) != 0 || names_add_text(&n, text) != kept[i])
            ck_abort_msg("%s is another name now", text);
    }
    ck_assert_uint_eq(n.count, MANY);
    memory_free(kept);
    names_clear(&n);
}
END_TEST

START_TEST(test_sink_memory)
{
    Sink s;
    sink_init(&s);
    ck_assert_str_eq(sink_text(&s), "");
    sink_put(&s, "");
    sink_add(&s, "catgut", 3);
    sink_put(&s, " and ");
    sink_fill(&s, '=', 3);
    sink_fill(&s, '=', 0);
    sink_print(&s, " %d%s", 12, "%");
    ck_assert_str_eq(sink_text(&s), "cat and === 12%");
    ck_assert_uint_eq(s.count, 15);
    ck_assert(!s.failed);
    sink_clear(&s);
    ck_assert_str_eq(sink_text(&s), "");
    sink_clear(&s);
}
END_TEST

/* Around the size up to which sink_print needs no memory. */
START_TEST(test_sink_trim)
{
    Sink s;
    sink_init(&s);
    sink_trim(&s, 1);
    ck_assert_uint_eq(s.count, 0);
    sink_put(&s, "abc");
    sink_trim(&s, 1);
    ck_assert_str_eq(sink_text(&s), "ab");
    sink_trim(&s, 3);
    ck_assert_str_eq(sink_text(&s), "");
    ck_assert_uint_eq(s.count, 0);
    sink_clear(&s);
}
END_TEST

START_TEST(test_sink_print_long)
{
    char text[2000];
    size_t length = _i == 0 ? 255 : _i == 1 ? 256 : _i == 2 ? 257 : 1999;
    memset(text, 'y', length);
    text[length] = '\0';
    Sink s;
    sink_init(&s);
    sink_print(&s, "%s", text);
    ck_assert_uint_eq(s.count, length);
    ck_assert_str_eq(sink_text(&s), text);
    sink_clear(&s);
}
END_TEST

START_TEST(test_sink_file)
{
    FILE *f = tmpfile();
    ck_assert_ptr_nonnull(f);
    Sink s;
    sink_init_file(&s, f);
    sink_put(&s, "one ");
    sink_print(&s, "%s", "two");
    sink_add(&s, "\0!", 2);
    ck_assert(sink_end(&s));
    rewind(f);
    char back[16] = {0};
    ck_assert_uint_eq(fread(back, 1, sizeof back, f), 12);
    ck_assert_mem_eq(back, "one two\\x00!", 12);
    sink_clear(&s);
    fclose(f);
}
END_TEST

/* What reaches a file of what is put. */
static const char *
filtered(char back[64], const char *text, bool color)
{
    FILE *f = tmpfile();
    ck_assert_ptr_nonnull(f);
    Sink s;
    sink_init_file(&s, f);
    s.color = color;
    sink_put(&s, text);
    ck_assert(sink_end(&s));
    rewind(f);
    back[fread(back, 1, 63, f)] = '\0';
    sink_clear(&s);
    fclose(f);
    return back;
}

START_TEST(test_sink_file_is_harmless)
{
    char back[64];
    ck_assert_str_eq(filtered(back, "a\033]0;x\007\n", true), "a\\x1b]0;x\\x07\n");
    ck_assert_str_eq(filtered(back, "\033[31mred\033[0m\n", true), "\033[31mred\033[0m\n");
    ck_assert_str_eq(filtered(back, "\033[8mhid\n", true), "\\x1b[8mhid\n");
    ck_assert_str_eq(filtered(back, "\033[31mred\n", false), "\\x1b[31mred\n");
    ck_assert_str_eq(filtered(back, "\302\205\177 \342\200\256 \377", false),
                     "\\xc2\\x85\\x7f \\xe2\\x80\\xae \\xff");
    ck_assert_str_eq(filtered(back, "\303\251t\303\251\t\342\206\222\n", false),
                     "\303\251t\303\251\t\342\206\222\n");
}
END_TEST

START_TEST(test_sink_file_gets_whole_lines)
{
    FILE *f = tmpfile();
    ck_assert_ptr_nonnull(f);
    Sink s, last;
    Budget b = {.output = 8};
    sink_init_file(&s, f);
    s.budget = &b;
    sink_put(&s, "one\ntwo");
    sink_put(&s, " three\n");
    ck_assert(sink_is_cut(&s) && b.stop == STOP_OUTPUT);
    sink_init(&last);
    sink_put(&last, "end\n");
    sink_put_line(&s, &last);
    sink_clear(&last);
    ck_assert(sink_end(&s));
    rewind(f);
    char back[16] = {0};
    ck_assert_uint_eq(fread(back, 1, sizeof back, f), 8);
    ck_assert_str_eq(back, "one\nend\n");
    sink_clear(&s);
    fclose(f);
}
END_TEST

START_TEST(test_sink_remembers_failure)
{
    FILE *f = fopen("/dev/null", "r");
    ck_assert_ptr_nonnull(f);
    Sink s;
    sink_init_file(&s, f);
    sink_put(&s, "x\n");
    ck_assert(s.failed);
    sink_put(&s, "");
    ck_assert(s.failed);
    sink_clear(&s);
    fclose(f);
}
END_TEST

START_TEST(test_budget_without_limits)
{
    Budget b = {0};
    for (int i = 0; i < 10000; i++)
        if (!budget_step(&b, 1000))
            ck_abort_msg("stopped at %d", i);
    ck_assert(budget_allows(&b, UINT64_MAX));
    ck_assert_int_eq(b.stop, STOP_NOT);
}
END_TEST

START_TEST(test_budget_memory)
{
    Budget b = {.bytes = 1000};
    ck_assert(budget_allows(&b, 1000));
    ck_assert(budget_step(&b, 1));
    ck_assert(!budget_allows(&b, 1001));
    ck_assert_int_eq(b.stop, STOP_MEMORY);
    ck_assert(!budget_step(&b, 1));
    ck_assert(!budget_allows(&b, 1));
}
END_TEST

START_TEST(test_budget_time)
{
    Budget b = {.deadline = budget_now() + 20 * 1000000};
    int64_t start = budget_now();
    while (budget_step(&b, 1))
        continue;
    ck_assert_int_eq(b.stop, STOP_TIME);
    ck_assert_int_ge(budget_now() - start, 15 * 1000000);
    ck_assert(!budget_step(&b, 0));
}
END_TEST

START_TEST(test_budget_interrupt)
{
    atomic_bool flag = 0;
    Budget b = {.interrupt = &flag};
    ck_assert(budget_step(&b, 1));
    flag = 1;
    ck_assert(!budget_step(&b, 0));
    ck_assert_int_eq(b.stop, STOP_INTERRUPT);
    flag = 0;
    ck_assert(!budget_step(&b, 1));
}
END_TEST

static uint64_t ticks, last_done, last_total;

static void
count_tick(void *who, uint64_t done, uint64_t total)
{
    ++*(uint64_t *)who;
    last_done = done;
    last_total = total;
}

START_TEST(test_budget_deadline)
{
    int64_t before = budget_now();
    ck_assert_int_eq(budget_deadline(0), 0);
    ck_assert_int_ge(budget_deadline(5), before + 5);
    ck_assert_int_eq(budget_deadline(INT64_MAX), INT64_MAX);
}
END_TEST

START_TEST(test_budget_tick)
{
    Budget b = {.tick = count_tick, .who = &ticks, .done = 3, .total = 9};
    int64_t start = budget_now(), took = 0;
    for (; took < 250 * 1000000; took = budget_now() - start)
        ck_assert(budget_step(&b, 2048));
    ck_assert_uint_ge(ticks, 1);
    ck_assert_uint_le(ticks, (uint64_t)took / 100000000 + 2);
    ck_assert_uint_eq(last_done, 3);
    ck_assert_uint_eq(last_total, 9);
}
END_TEST

static void
add_memory(Suite *s)
{
    TCase *t = tcase_create("memory");
    tcase_add_test(t, test_memory_new_is_zeroed);
    tcase_add_test(t, test_memory_of_nothing);
    tcase_add_test(t, test_memory_reserve_grows_by_half);
    tcase_add_test(t, test_arena);
    tcase_add_test(t, test_arena_back);
    tcase_add_test(t, test_arena_pieces_of_nothing);
    tcase_add_loop_test(t, test_memory_overflow_is_refused, 0, 3);
    tcase_add_test(t, test_memory_guards_nest);
    suite_add_tcase(s, t);
    const char *fork = getenv("CK_FORK");
    if (fork && strcmp(fork, "no") == 0)
        return; /* a refusal ends its process */
    t = tcase_create("refusals");
    tcase_add_exit_test(t, test_memory_without_a_guard_is_status_3, 3);
    suite_add_tcase(s, t);
}

static void
add_containers(Suite *s)
{
    TCase *t = tcase_create("containers");
    tcase_add_test(t, test_array_push);
    tcase_add_test(t, test_array_add_zeroed);
    tcase_add_test(t, test_array_set);
    tcase_add_test(t, test_map_empty);
    tcase_add_test(t, test_map_many);
    tcase_add_test(t, test_map_pointers);
    tcase_add_test(t, test_hash);
    tcase_add_test(t, test_names);
    tcase_add_test(t, test_names_many);
    suite_add_tcase(s, t);
}

static void
add_outside(Suite *s)
{
    TCase *t = tcase_create("sinks and budgets");
    tcase_add_test(t, test_sink_memory);
    tcase_add_test(t, test_sink_trim);
    tcase_add_loop_test(t, test_sink_print_long, 0, 4);
    tcase_add_test(t, test_sink_file);
    tcase_add_test(t, test_sink_file_is_harmless);
    tcase_add_test(t, test_sink_file_gets_whole_lines);
    tcase_add_test(t, test_sink_remembers_failure);
    tcase_add_test(t, test_budget_without_limits);
    tcase_add_test(t, test_budget_memory);
    tcase_add_test(t, test_budget_time);
    tcase_add_test(t, test_budget_interrupt);
    tcase_add_test(t, test_budget_deadline);
    tcase_add_test(t, test_budget_tick);
    suite_add_tcase(s, t);
}

START_TEST(test_widths)
{
    static const struct {
        uint32_t point;
        int width;
    } cases[] = {{'a', 1},     {0xe9, 1},    {0x2ff, 1},  {0x301, 0},  {0x3b1, 1},  {0x2500, 1},
                 {0x5e74, 2},  {0xac00, 2},  {0xd7a4, 1}, {0xff21, 2}, {0xfe0f, 0}, {0x1f600, 2},
                 {0x20000, 2}, {0x10ffff, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(utf8_width(cases[i].point) == cases[i].width, "U+%x", cases[i].point);
}
END_TEST

/* Texts and digests of FIPS 180-4, and one of each length around the end of a block. */
START_TEST(test_digests)
{
    static const struct {
        const char *text, *digest;
    } known[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
         "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    };
    char found[DIGEST_HEX + 1], last[DIGEST_HEX + 1] = "", bytes[200];
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        digest_find(found, known[i].text, strlen(known[i].text));
        ck_assert_str_eq(found, known[i].digest);
    }
    memset(bytes, 0, sizeof bytes);
    for (size_t n = 0; n < sizeof bytes; n++) {
        digest_find(found, bytes, n);
        ck_assert_str_ne(found, last);
        memcpy(last, found, sizeof last);
    }
    ck_assert_str_eq(found, "4f74882d2c7f0195a206cd5fa55bc1cfbe217137390a8e80109f788525905ccf");
}
END_TEST

static void
add_characters(Suite *s)
{
    TCase *t = tcase_create("characters");
    tcase_add_test(t, test_widths);
    tcase_add_test(t, test_digests);
    suite_add_tcase(s, t);
}

Suite *
suite(void)
{
    Suite *s = suite_create("base");
    add_memory(s);
    add_containers(s);
    add_outside(s);
    add_characters(s);
    return s;
}
