/* test_csv_reader.c -- tables in text files: what is read, where mistakes stand, and that the parts
 * in which a file comes do not matter. */
#include "data/csv_reader.h"

#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

typedef struct Bed {
    CsvReader reader;
    TallyTrouble trouble;
    Budget budget;
    TallyResult result;
} Bed;

/* Reads a text, first its first line, then so many bytes at a time. */
static void
bed_read(Bed *b, const char *text, size_t count, size_t part, const Texts *wanted)
{
    *b = (Bed){.trouble = {.column = NO_COLUMN}};
    b->result = csv_reader_init(&b->reader, 0, wanted, &b->trouble);
    size_t line = strcspn(text, "\r\n") + 1, n;
    for (size_t at = 0; b->result == TALLY_DONE && at < count; at += n) {
        size_t most = at ? part : line > part ? line : part;
        n = count - at < most ? count - at : most;
        char *copy = memory_new(n + 1, 1); /* so that reading past the part is seen */
        memcpy(copy, text + at, n);
        b->result = csv_reader_add(&b->reader, copy, n, &b->budget);
        memory_free(copy);
    }
    if (b->result == TALLY_DONE)
        b->result = csv_reader_finish(&b->reader, &b->budget);
}

static void
bed_clear(Bed *b)
{
    csv_reader_clear(&b->reader);
    tally_trouble_clear(&b->trouble);
}

static const char *
cell(const Bed *b, uint32_t column, uint64_t row)
{
    const ColumnStore *c = b->reader.store;
    return texts_text(&c->source.columns.at[column].texts, column_store_code(c, column, row));
}

/* The names and cells of what was read, as `a,b/1,2/3,4`. */
static void
expect_cells(const char *text, size_t part, const char *expected)
{
    Bed b;
    Sink out;
    sink_init(&out);
    bed_read(&b, text, strlen(text), part, NULL);
    ck_assert_msg(b.result == TALLY_DONE, "fault %d by %zu: %s", (int)b.trouble.fault, part, text);
    const RowSource *s = &b.reader.store->source;
    for (size_t i = 0; i < s->columns.count; i++)
        sink_print(&out, "%s%s", i ? "," : "", s->columns.at[i].name);
    for (uint64_t r = 0; r < b.reader.store->rows; r++)
        for (uint32_t i = 0; i < s->columns.count; i++)
            sink_print(&out, "%s%s", i ? "," : "/", cell(&b, i, r));
    ck_assert_str_eq(sink_text(&out), expected);
    sink_clear(&out);
    bed_clear(&b);
}

START_TEST(cells_are_kept)
{
    static const char *const cases[][2] = {
        {"a,b\n1,2\n", "a,b/1,2"},
        {"a,b\n1,2", "a,b/1,2"},
        {"a,b\r\n1,2\r\n\r\n3,4\r\n", "a,b/1,2/3,4"},
        {"a,b\r1,2\r3,4", "a,b/1,2/3,4"},
        {"\n\na,b\n\n1,2\n\n", "a,b/1,2"},
        {"a;b\n1,5;2\n", "a,b/1,5,2"},
        {"\"a;b;c\",d\n1,2\n", "a;b;c,d/1,2"},
        {"a, b \n 1,2 \n", "a, b / 1,2 "},
        {"a\n\n1\n", "a//1"},
        {"a,b\n,\n\"\",\"x,\"\"y\"\"\"\n", "a,b/,/,x,\"y\""},
        {"a,b\n\"one\ntwo\",\"\r\n\"\n", "a,b/one\ntwo,\r\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t part = 1; part < 20; part += 3)
            expect_cells(cases[i][0], part, cases[i][1]);
    expect_cells("\xef\xbb\xbf" "a\n1\n", 100, "a/1");
}
END_TEST

START_TEST(mistakes_have_places)
{
    static const struct {
        const char *text;
        TallyFault fault;
        uint64_t line;
        uint32_t column;
    } cases[] = {
        {"", TALLY_EMPTY, 1, 0},
        {"a,b\n1\n", TALLY_UNEVEN, 2, NO_COLUMN},
        {"a,b\n1,2\n\n1,2,3\n", TALLY_UNEVEN, 4, NO_COLUMN},
        {"a,b\r\n\"x\ny\",2\r\n\"x\ny\",2\r\n1\r\n", TALLY_UNEVEN, 6, NO_COLUMN},
        {"a,b\n1,2\n3,\"4\n", TALLY_QUOTE, 3, 1},
        {"a,b\n\"1\"2,3\n", TALLY_AFTER_QUOTE, 2, 0},
        {"a,b\n1,2\"3\n", TALLY_AFTER_QUOTE, 2, 1},
        {"a,b\n1,\xff\n", TALLY_UTF8, 2, 1},
        {"a,\n1,2\n", TALLY_NAME_EMPTY, 1, 1},
        {"a,b,a\n", TALLY_NAME_TWICE, 1, 2},
        {"\xfe\xff", TALLY_NUL, 1, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t part = 2; part < 30; part += 5) {
            Bed b;
            bed_read(&b, cases[i].text, strlen(cases[i].text), part, NULL);
            ck_assert_int_eq(b.result, TALLY_FAILED);
            ck_assert_int_eq(b.trouble.fault, cases[i].fault);
            ck_assert_uint_eq(b.trouble.line, cases[i].line);
            ck_assert_uint_eq(b.trouble.column, cases[i].column);
            bed_clear(&b);
        }
}
END_TEST

START_TEST(a_nul_is_no_text)
{
    Bed b;
    bed_read(&b, "a,b\n1,\0002\n", 9, 100, NULL);
    ck_assert_int_eq(b.result, TALLY_FAILED);
    ck_assert_int_eq(b.trouble.fault, TALLY_NUL);
    ck_assert_uint_eq(b.trouble.line, 2);
    bed_clear(&b);
}
END_TEST

/* A quote that is never closed takes no more memory than a cell may. */
START_TEST(long_cells_are_refused)
{
    size_t count = 3 * (size_t)CSV_CELL_MOST;
    char *text = memory_new(count + 1, 1);
    memset(text, 'x', count);
    memcpy(text, "a\n\"", 3);
    Bed b;
    bed_read(&b, text, count, 1 << 16, NULL);
    ck_assert_int_eq(b.result, TALLY_FAILED);
    ck_assert_int_eq(b.trouble.fault, TALLY_LONG);
    ck_assert_uint_eq(b.trouble.wants, CSV_CELL_MOST);
    bed_clear(&b);
    memory_free(text);
}
END_TEST

START_TEST(columns_are_skipped)
{
    Texts wanted = {0};
    texts_add(&wanted, "b", 1);
    const char *text = "a,b\n\"1\n2\",x\n3,y\n4\n";
    Bed b;
    bed_read(&b, text, strlen(text) - 2, 4, &wanted);
    ck_assert_int_eq(b.result, TALLY_DONE);
    ck_assert(!column_store_keeps(b.reader.store, 0));
    ck_assert_str_eq(cell(&b, 1, 1), "y");
    bed_clear(&b);
    bed_read(&b, text, strlen(text), 4, &wanted);
    ck_assert_int_eq(b.trouble.fault, TALLY_UNEVEN);
    ck_assert_uint_eq(b.trouble.line, 5);
    bed_clear(&b);
    texts_clear(&wanted);
}
END_TEST

/* More values than fit into one byte, then into two. */
START_TEST(codes_grow)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, "a\n");
    for (int i = 0; i < 70000; i++)
        sink_print(&text, "%d\n", i);
    Bed b;
    bed_read(&b, sink_text(&text), text.count, 1 << 14, NULL);
    ck_assert_int_eq(b.result, TALLY_DONE);
    for (uint64_t r = 0; r < 70000; r++)
        ck_assert_int_eq(atoi(cell(&b, 0, r)), (int)r);
    bed_clear(&b);
    sink_clear(&text);
}
END_TEST

START_TEST(a_budget_stops_reading)
{
    Bed b = {.trouble = {.column = NO_COLUMN}};
    atomic_bool interrupt = 1;
    b.budget.interrupt = &interrupt;
    ck_assert_int_eq(csv_reader_init(&b.reader, 0, NULL, &b.trouble), TALLY_DONE);
    ck_assert_int_eq(csv_reader_add(&b.reader, "a\n1\n", 4, &b.budget), TALLY_STOPPED);
    ck_assert_int_eq(b.budget.stop, STOP_INTERRUPT);
    bed_clear(&b);
}
END_TEST

START_TEST(absent)
{
    Bed b;
    bed_read(&b, "a\n1\n", 4, 4, NULL);
    ck_assert_int_eq(b.result, TALLY_FAILED);
    ck_assert_str_eq(sink_text(&b.trouble.text), "libcsv");
    bed_clear(&b);
}
END_TEST

static bool
is_absent(void)
{
    Bed b;
    bed_read(&b, "a\n", 2, 2, NULL);
    TallyFault fault = b.trouble.fault;
    bed_clear(&b);
    return fault == TALLY_ABSENT || fault == TALLY_MISSING;
}

Suite *
suite(void)
{
    Suite *s = suite_create("tables in text files");
    TCase *t = tcase_create("tables in text files");
    suite_add_tcase(s, t);
    if (is_absent()) {
        tcase_add_test(t, absent);
        return s;
    }
    tcase_add_test(t, cells_are_kept);
    tcase_add_test(t, mistakes_have_places);
    tcase_add_test(t, a_nul_is_no_text);
    tcase_add_test(t, long_cells_are_refused);
    tcase_add_test(t, columns_are_skipped);
    tcase_add_test(t, codes_grow);
    tcase_add_test(t, a_budget_stops_reading);
    return s;
}
