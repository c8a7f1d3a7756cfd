/* test_tally.c -- dictionaries, rows in memory, their tallies, against counting one by one. */
#include "data/columns.h"

#include "tests/suite.h"

#include <stdio.h>
#include <string.h>

static void
add_row(ColumnStore *c, const char *const *cells)
{
    for (size_t i = 0; i < c->source.columns.count; i++)
        column_store_add(c, (uint32_t)i, cells[i], strlen(cells[i]));
    column_store_end_row(c);
}

static void
add_columns(ColumnStore *c, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char name[24];
        int length = snprintf(name, sizeof name, "c%zu", i);
        row_source_add_column(&c->source, name, (size_t)length);
    }
}

/* A small generator of its own. */
static uint32_t
draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

static ColumnStore *
random_store(uint64_t *state, size_t columns, uint64_t rows, uint32_t labels)
{
    ColumnStore *c = column_store_new();
    add_columns(c, columns);
    for (uint64_t r = 0; r < rows; r++) {
        for (uint32_t k = 0; k < columns; k++) {
            char cell[24];
            int length = snprintf(cell, sizeof cell, "v%u", draw(state, labels));
            column_store_add(c, k, cell, (size_t)length);
        }
        column_store_end_row(c);
    }
    return c;
}

static ColumnList
list(const uint32_t *at, size_t count)
{
    ColumnList l = {0};
    for (size_t i = 0; i < count; i++)
        array_push(&l, at[i]);
    return l;
}

/* How many rows of the store have the codes of this line, row by row. */
static uint64_t
count_slowly(const ColumnStore *c, const Tally *t, size_t line)
{
    uint64_t found = 0;
    for (uint64_t r = 0; r < c->rows; r++) {
        bool same = true;
        for (size_t k = 0; k < t->columns.count; k++)
            same &= column_store_code(c, t->columns.at[k], r) ==
                    t->code.at[line * t->columns.count + k];
        found += same;
    }
    return found;
}

static void
check_tally(const ColumnStore *c, const Tally *t)
{
    uint64_t total = 0;
    for (size_t l = 0; l < tally_lines(t); l++) {
        ck_assert_uint_eq(t->count.at[l], count_slowly(c, t, l));
        total += t->count.at[l];
    }
    ck_assert_uint_eq(total, c->rows);
    ck_assert_uint_eq(total, t->total);
}

START_TEST(texts_have_one_code)
{
    Texts t = {0};
    char text[16];
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 3000; i++) {
            int length = snprintf(text, sizeof text, "%u", i);
            ck_assert_uint_eq(texts_add(&t, text, (size_t)length), i);
        }
    uint32_t code = 7;
    ck_assert(!texts_find(&t, "3000", 4, &code));
    ck_assert(texts_find(&t, "2999", 4, &code) && code == 2999);
    ck_assert_str_eq(texts_text(&t, 12), "12");
    ck_assert_uint_eq(texts_length(&t, 2999), 4);
    ck_assert_uint_eq(texts_add(&t, "", 0), 3000);
    texts_clear(&t);
}
END_TEST

/* Small tables, wide dictionaries, and combinations that do not fit into 64 bits. */
START_TEST(tallies_count_rows)
{
    static const struct {
        size_t columns;
        uint64_t rows;
        uint32_t labels;
    } cases[] = {{3, 700, 3}, {2, 3000, 900}, {1, 0, 2}, {40, 400, 9}, {5, 2500, 300}};
    uint64_t state = 1;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ColumnStore *c = random_store(&state, cases[i].columns, cases[i].rows, cases[i].labels);
        Budget b = {0};
        TallyTrouble trouble = {0};
        Tally t = {0};
        ColumnList all = {0};
        for (uint32_t k = 0; k < cases[i].columns; k++)
            array_push(&all, k);
        ck_assert_int_eq(row_source_ask(&c->source, &t, &all, 1, &b, &trouble), TALLY_DONE);
        check_tally(c, &t);
        Tally m = {0};
        ColumnList last = {0};
        array_push(&last, (uint32_t)cases[i].columns - 1);
        tally_marginal(&m, &t, &last);
        check_tally(c, &m);
        tally_clear(&m);
        tally_clear(&t);
        array_clear(&last);
        array_clear(&all);
        tally_trouble_clear(&trouble);
        row_source_free(&c->source);
    }
}
END_TEST

/* The cells of a store in another one, with a band of the file after every so many rows. */
static ColumnStore *
spilled_store(const ColumnStore *c, uint64_t every)
{
    ColumnStore *to = column_store_new();
    Budget b = {0};
    TallyTrouble trouble = {0};
    add_columns(to, c->source.columns.count);
    for (uint64_t row = 0; row < c->rows; row++) {
        for (uint32_t k = 0; k < c->source.columns.count; k++) {
            const Texts *texts = &c->source.columns.at[k].texts;
            uint32_t code = column_store_code(c, k, row);
            column_store_add(to, k, texts_text(texts, code), texts_length(texts, code));
        }
        column_store_end_row(to);
        if ((row + 1) % every == 0)
            ck_assert_int_eq(column_store_spill(to, &b, &trouble), TALLY_DONE);
    }
    return to;
}

/* Bands of one row and of many, columns that grow wider from band to band, and rows that are left
 * in memory: the same tallies, line by line. */
START_TEST(rows_in_a_file_count_the_same)
{
    static const uint64_t every[] = {3, 1000, 9000, 20000};
    uint64_t state = 5;
    ColumnStore *c = random_store(&state, 3, 20500, 700);
    for (size_t i = 0; i < COUNT(every); i++) {
        ColumnStore *x = spilled_store(c, every[i]);
        Budget b = {0};
        TallyTrouble trouble = {0};
        Tally in_memory[3] = {0}, in_file[3] = {0};
        const uint32_t columns[] = {2, 0};
        ColumnList scopes[3] = {list(columns, 2), list(columns + 1, 1), {0}};
        ck_assert_int_eq(row_source_ask(&c->source, in_memory, scopes, 3, &b, &trouble),
                         TALLY_DONE);
        ck_assert_int_eq(row_source_ask(&x->source, in_file, scopes, 3, &b, &trouble), TALLY_DONE);
        for (size_t k = 0; k < 3; k++) {
            const Tally *p = &in_memory[k], *q = &in_file[k];
            ck_assert_uint_eq(tally_lines(p), tally_lines(q));
            ck_assert_uint_eq(p->total, q->total);
            ck_assert(!p->code.count ||
                      !memcmp(p->code.at, q->code.at, p->code.count * sizeof *p->code.at));
            ck_assert(!p->count.count ||
                      !memcmp(p->count.at, q->count.at, p->count.count * sizeof *p->count.at));
            tally_clear(&in_memory[k]);
            tally_clear(&in_file[k]);
            array_clear(&scopes[k]);
        }
        tally_trouble_clear(&trouble);
        row_source_free(&x->source);
    }
    row_source_free(&c->source);
}
END_TEST

/* name, weight: a counts 3 + 4, b counts 1, the row with a missing name is left out. */
static ColumnStore *
weighted_store(const char *odd)
{
    ColumnStore *c = column_store_new();
    const char *const rows[][2] = {{"a", "3"}, {"b", "1.0"}, {"", "5"}, {"a", "04"}, {"b", odd}};
    add_columns(c, 2);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        add_row(c, rows[i]);
    c->source.weight = 1;
    Absence missing = {0};
    ck_assert(texts_find(&c->source.columns.at[0].texts, "", 0, &missing.code));
    array_push(&c->source.absent, missing);
    return c;
}

START_TEST(rows_weigh_and_are_left_out)
{
    ColumnStore *c = weighted_store("0");
    Budget b = {0};
    TallyTrouble trouble = {0};
    if (_i)
        ck_assert_int_eq(column_store_spill(c, &b, &trouble), TALLY_DONE);
    Tally t[2] = {0};
    uint32_t name = 0;
    ColumnList scopes[2] = {list(&name, 1), {0}};
    ck_assert_int_eq(row_source_ask(&c->source, t, scopes, 2, &b, &trouble), TALLY_DONE);
    ck_assert_uint_eq(tally_lines(&t[0]), 2);
    ck_assert_uint_eq(t[0].count.at[0], 7);
    ck_assert_uint_eq(t[0].count.at[1], 1);
    ck_assert_uint_eq(tally_lines(&t[1]), 1);
    ck_assert_uint_eq(t[1].total, 8);
    for (size_t i = 0; i < 2; i++) {
        tally_clear(&t[i]);
        array_clear(&scopes[i]);
    }
    tally_trouble_clear(&trouble);
    row_source_free(&c->source);
}
END_TEST

/* A weight that is none, and weights that are too many. */
START_TEST(odd_weights_are_refused)
{
    static const char *const odd[] = {"1/2", "-1", "2.5", "", "18446744073709551614"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        ColumnStore *c = weighted_store(odd[i]);
        Budget b = {0};
        TallyTrouble trouble = {0};
        Tally t = {0};
        ColumnList none = {0};
        ck_assert_int_eq(row_source_ask(&c->source, &t, &none, 1, &b, &trouble), TALLY_FAILED);
        ck_assert_int_eq(trouble.fault, i < 4 ? TALLY_COUNT : TALLY_SUM);
        ck_assert_uint_eq(trouble.column, 1);
        ck_assert_str_eq(sink_text(&trouble.text), i < 4 ? odd[i] : "");
        tally_trouble_clear(&trouble);
        row_source_free(&c->source);
    }
}
END_TEST

START_TEST(a_budget_stops_a_tally)
{
    uint64_t state = 3;
    ColumnStore *c = random_store(&state, 4, 20000, 60000);
    Budget b = {.bytes = 100000};
    TallyTrouble trouble = {0};
    Tally t = {0};
    uint32_t columns[] = {0, 1, 2, 3};
    ColumnList all = list(columns, 4);
    ck_assert_int_eq(row_source_ask(&c->source, &t, &all, 1, &b, &trouble), TALLY_STOPPED);
    ck_assert_int_eq(b.stop, STOP_MEMORY);
    ck_assert(trouble.rows > 0);
    ck_assert_uint_eq(tally_lines(&t), 0);
    array_clear(&all);
    tally_trouble_clear(&trouble);
    row_source_free(&c->source);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("tally");
    TCase *t = tcase_create("tally");
    tcase_add_test(t, texts_have_one_code);
    tcase_add_test(t, tallies_count_rows);
    tcase_add_test(t, rows_in_a_file_count_the_same);
    tcase_add_loop_test(t, rows_weigh_and_are_left_out, 0, 2);
    tcase_add_test(t, odd_weights_are_refused);
    tcase_add_test(t, a_budget_stops_a_tally);
    suite_add_tcase(s, t);
    return s;
}
