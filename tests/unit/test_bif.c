/* test_bif.c -- the reader of BIF: layouts, numbers, mistakes with their places, sums and repairs.
 */
#include "bayes/bif.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>

#define NET "network t { }\n"
#define VARIABLE(x) "variable " x " { type discrete [ 2 ] { a, b }; }\n"
#define ROOT(x) "probability ( " x " ) { table 0.5, 0.5; }\n"

typedef struct Reading {
    Names names;
    BayesNet bif;
    BayesMistake mistake;
    Budget budget;
    bool ok;
} Reading;

static void
start(Reading *r, const char *text)
{
    r->ok = bif_read(&r->bif, &r->mistake, text, strlen(text), &r->names, &r->budget);
}

static void
finish(Reading *r)
{
    bayes_mistake_clear(&r->mistake);
    bayes_clear(&r->bif);
    names_clear(&r->names);
}

static void
check_entry(const BayesNet *b, size_t variable, size_t row, size_t label, const char *wanted)
{
    const BayesVariable *v = &b->variables.at[variable];
    Sink text;
    mpq_t q;
    mpq_init(q);
    sink_init(&text);
    bayes_number(q, b, v->numbers[row * v->labels.count + label]);
    rational_write(q, &text);
    ck_assert_msg(strcmp(sink_text(&text), wanted) == 0, "(%zu, %zu, %zu) is %s, not %s", variable,
                  row, label, sink_text(&text), wanted);
    sink_clear(&text);
    mpq_clear(q);
}

/* ---- what is read ---- */

START_TEST(test_plain)
{
    Reading r = {0};
    start(&r, NET VARIABLE(
                  "X") "variable Y { type discrete [ 3 ] { <5, 5-12, Asy/Patch }; }\n"
                       "probability ( X ) {\n  table 0.25, 0.75;\n}\n"
                       "probability ( Y | X ) {\n  (b) 0.0, 0.4, 6e-1;\n  (a) 1, 0, 0.0e+5;\n}\n");
    ck_assert(r.ok);
    ck_assert_uint_eq(r.bif.variables.count, 2);
    const BayesVariable *y = &r.bif.variables.at[1];
    ck_assert_str_eq(y->name, "Y");
    ck_assert_str_eq(y->labels.at[0], "<5");
    ck_assert_str_eq(y->labels.at[1], "5-12");
    ck_assert_str_eq(y->labels.at[2], "Asy/Patch");
    ck_assert_uint_eq(y->parents.count, 1);
    ck_assert_uint_eq(y->rows, 2);
    check_entry(&r.bif, 0, 0, 0, "1/4");
    check_entry(&r.bif, 0, 0, 1, "3/4");
    check_entry(&r.bif, 1, 0, 0, "1");
    check_entry(&r.bif, 1, 0, 2, "0");
    check_entry(&r.bif, 1, 1, 1, "2/5");
    check_entry(&r.bif, 1, 1, 2, "3/5");
    finish(&r);
}
END_TEST

/* Blocks in any order, everything quoted, no commas, comments and properties in odd places. */
START_TEST(test_odd_layouts)
{
    Reading r = {0};
    start(&r, "\xef\xbb\xbf// first\r\n"
              "probability(\"the child\"\"X\"){default 0.5 .5;// one\n(/*two*/b)1 0;"
              "property \"a ; b\" } /* ** / */"
              "network \"n t\" { property x = { ; property it's \"5 inches ; }\n"
              "variable \"the child\"{property p;type discrete[2]{\"up 1\"\"\"};property q;}"
              "variable X{type discrete[2]{a b};}probability(X){table 1.,0;}");
    ck_assert_msg(r.ok, "fault %d at %u", (int)r.mistake.fault, r.mistake.start);
    const BayesVariable *c = &r.bif.variables.at[0];
    ck_assert_str_eq(c->name, "the child");
    ck_assert_str_eq(c->labels.at[0], "up 1");
    ck_assert_str_eq(c->labels.at[1], "");
    check_entry(&r.bif, 0, 0, 0, "1/2");
    check_entry(&r.bif, 0, 0, 1, "1/2");
    check_entry(&r.bif, 0, 1, 0, "1");
    check_entry(&r.bif, 0, 1, 1, "0");
    check_entry(&r.bif, 1, 0, 0, "1");
    finish(&r);
}
END_TEST

/* Words of the format as names; a block with a parent called `property` before that variable. */
START_TEST(test_keywords_as_names)
{
    Reading r = {0};
    start(&r, "probability ( table | variable, property ) { (default, table) 1 0; default 0 1; }\n"
              "variable variable { type discrete [ 1 ] { default } }\n"
              "variable property { type discrete [ 2 ] { property, table }; }\n"
              "variable table { type discrete [ 2 ] { network, \"property\" }; property x; }\n"
              "probability ( variable ) { table 1 } ; property of nothing;\n"
              "probability ( property ) { ; table 0.25 0.75 ;; }");
    ck_assert_msg(r.ok, "fault %d at %u", (int)r.mistake.fault, r.mistake.start);
    ck_assert_uint_eq(r.bif.variables.count, 3);
    check_entry(&r.bif, 2, 1, 0, "1");
    check_entry(&r.bif, 2, 0, 0, "0");
    check_entry(&r.bif, 1, 0, 0, "1/4");
    finish(&r);
}
END_TEST

/* dog-out of the format's own example: the variable slowest, the last parent fastest. */
START_TEST(test_table_order)
{
    Reading r = {0};
    start(
        &r,
        VARIABLE("D") VARIABLE("B") VARIABLE("F") ROOT("B") ROOT(
            "F") "probability (\"D\" \"B\" \"F\") { table 0.99 0.97 0.9 0.3 0.01 0.03 0.1 0.7 ; }");
    ck_assert(r.ok);
    check_entry(&r.bif, 0, 0, 0, "99/100");
    check_entry(&r.bif, 0, 1, 0, "97/100");
    check_entry(&r.bif, 0, 2, 0, "9/10");
    check_entry(&r.bif, 0, 3, 0, "3/10");
    check_entry(&r.bif, 0, 0, 1, "1/100");
    check_entry(&r.bif, 0, 3, 1, "7/10");
    BayesLabels labels = {0};
    bayes_row_labels(&r.bif, &r.bif.variables.at[0], 1, &labels);
    ck_assert_uint_eq(labels.count, 2);
    ck_assert_str_eq(labels.at[0], "a");
    ck_assert_str_eq(labels.at[1], "b");
    array_clear(&labels);
    finish(&r);
}
END_TEST

START_TEST(test_numbers)
{
    static const char *const pairs[][2] = {
        {"0", "0"},
        {"-0.0", "0"},
        {"0e-999", "0"},
        {"+.5", "1/2"},
        {"5.", "5"},
        {"0.1", "1/10"},
        {"1e-3", "1/1000"},
        {"1E-03", "1/1000"},
        {"2.50e+1", "25"},
        {"7.682262e-05", "3841131/50000000000"},
        {"0.333333333333333333", "333333333333333333/1000000000000000000"},
        {"0.3333333333333333333", "3333333333333333333/10000000000000000000"},
        {"0.00000000000000000000000000000000000000000000000000000000000001",
         "1/100000000000000000000000000000000000000000000000000000000000000"},
        {"5e-63", "1/200000000000000000000000000000000000000000000000000000000000000"},
        {"999999999999999999e2", "99999999999999999900"},
        {"1e20", "100000000000000000000"},
        {"18446744073709551616", "18446744073709551616"},
        {"288230376151711743", "288230376151711743"},
        {"288230376151711744", "288230376151711744"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        Reading r = {0};
        char text[400];
        snprintf(text, sizeof text, VARIABLE("X") "probability (X) { table %s %s/**/; }",
                 pairs[i][0], pairs[i][0]);
        start(&r, text);
        ck_assert_msg(r.ok, "%s", pairs[i][0]);
        check_entry(&r.bif, 0, 0, 0, pairs[i][1]);
        check_entry(&r.bif, 0, 0, 1, pairs[i][1]);
        finish(&r);
    }
}
END_TEST

/* More labels than are compared one by one, and parents of them, forwards and backwards. */
START_TEST(test_many_labels)
{
    enum { N = 40 };
    Reading r = {0};
    Sink text;
    sink_init(&text);
    for (char x = 'X'; x <= 'Y'; x++) {
        sink_print(&text, "variable %c { type discrete [ %d ] {", x, N);
        for (int i = 0; i < N; i++)
            sink_print(&text, " s%d%s", i, i + 1 < N ? "," : " };\n}\n");
    }
    sink_put(&text, "probability (X) { default 1");
    for (int i = 1; i < N; i++)
        sink_put(&text, " 0");
    sink_put(&text, "; }\nprobability (Y | X) {");
    for (int i = N; i-- > 0;) {
        sink_print(&text, "(s%d)", i * 7 % N);
        for (int k = 0; k < N; k++)
            sink_print(&text, " %d", k == i * 7 % N);
        sink_put(&text, ";");
    }
    sink_put(&text, "}");
    start(&r, sink_text(&text));
    ck_assert(r.ok);
    for (size_t row = 0; row < N; row++)
        check_entry(&r.bif, 1, row, row, "1");
    BayesMistake m = {0};
    ck_assert_uint_eq(bayes_find_row_sum(&r.bif, &m), 0);
    bayes_mistake_clear(&m);
    sink_clear(&text);
    finish(&r);
}
END_TEST

/* ---- mistakes ---- */

typedef struct Wrong {
    const char *text;
    const char *place; /* where this stands last; "" is the end */
    BayesFault fault;
    BayesThing wanted; /* of BAYES_UNEXPECTED */
} Wrong;

static const Wrong wrongs[] = {
    {"", "", BAYES_UNEXPECTED, BAYES_BLOCK},
    {NET, "", BAYES_UNEXPECTED, BAYES_BLOCK},
    {NET "varable X { }", "varable", BAYES_UNEXPECTED, BAYES_BLOCK},
    {"network t", "", BAYES_UNEXPECTED, BAYES_MARK},
    {"network t { property x", "", BAYES_UNEXPECTED, BAYES_MARK},
    {"variable { }", "{", BAYES_UNEXPECTED, BAYES_NAME},
    {"variable X }", "}", BAYES_UNEXPECTED, BAYES_MARK},
    {"variable X { }", "}", BAYES_UNEXPECTED, BAYES_TYPE},
    {"variable X { type continuous; }", "continuous", BAYES_UNEXPECTED, BAYES_TYPE},
    {"variable X { type discrete [ two ] { a, b }; }", "two", BAYES_UNEXPECTED, BAYES_COUNT},
    {"variable X { type discrete [ 3 ] { a, b }; }", "};", BAYES_LABEL_COUNT, 0},
    {"variable X { type discrete [ 1000000000 ] { a, b }; }", "};", BAYES_LABEL_COUNT, 0},
    {"variable X { type discrete [ 99999999999999999999999 ] { a }; }", "};", BAYES_LABEL_COUNT, 0},
    {"variable X { type discrete [ 0 ] { }; }", "};", BAYES_LABEL_COUNT, 0},
    {"variable X { type discrete [ 2 ] { u, u }; }", "u };", BAYES_LABEL_TWICE, 0},
    {"variable X { type discrete [ 1 ] { u } type", "type", BAYES_UNEXPECTED, BAYES_MARK},
    {"variable X { type discrete [ 1 ] { (u) }; }", "(u)", BAYES_UNEXPECTED, BAYES_NAME},
    {"variable X { type discrete [ 1 ] { \"u\n\" }; }", "\"u", BAYES_NOT_CLOSED, 0},
    {"variable X { type discrete [ 1 ] { \"u", "\"u", BAYES_NOT_CLOSED, 0},
    {"variable X /* ", "/*", BAYES_NOT_CLOSED, 0},
    {"variable \001 { }", "\001", BAYES_BAD_BYTE, 0},
    {"variable \"x\033\" { }", "\033", BAYES_BAD_BYTE, 0},
    {"variable \177 { }", "\177", BAYES_BAD_BYTE, 0},
    {VARIABLE("X") ROOT("X") "variable X { }", "X { }", BAYES_VARIABLE_TWICE, 0},
    {VARIABLE("X"), "X", BAYES_NO_TABLE, 0},
    {VARIABLE("X") ROOT("X") "probability ( X ) { }", "X ) { }", BAYES_TABLE_TWICE, 0},
    {VARIABLE("X") "probability ( X | Z ) { }", "Z", BAYES_NO_VARIABLE, 0},
    {VARIABLE("X") "probability ( Z | X ) { table 1; }", "Z", BAYES_NO_VARIABLE, 0},
    {VARIABLE("X") VARIABLE("Y") "probability ( X | Y, Y ) { }", "Y ) { }", BAYES_PARENT_TWICE, 0},
    {VARIABLE("X") "probability ( X | X ) { default 1 0; }", "X | X", BAYES_CYCLE, 0},
    {VARIABLE("X") VARIABLE("Y") "probability ( X | Y ) { default 1 0; }"
                                 "probability ( Y | X ) { default 1 0; }",
     "X | Y", BAYES_CYCLE, 0},
    {VARIABLE("X") "probability ( X ) { }", "}", BAYES_NO_ROW, 0},
    {VARIABLE("X") "probability ( X ) { table 1; }", "; }", BAYES_ROW_LENGTH, 0},
    {VARIABLE("X") "probability ( X ) { table 1 0 0 0; }", "0 0; }", BAYES_ROW_LENGTH, 0},
    {VARIABLE("X") "probability ( X ) { table 1 0 )", ")", BAYES_UNEXPECTED, BAYES_MARK},
    {VARIABLE("X") "probability ( X ) { table 1 }", "}", BAYES_ROW_LENGTH, 0},
    {VARIABLE("X") "probability ( X ) { \"table\" 1 0; }", "table\"", BAYES_UNEXPECTED,
     BAYES_ENTRY},
    {VARIABLE("X") "probability ( X ) { table 1 ", "", BAYES_UNEXPECTED, BAYES_SIZED},
    {VARIABLE("X") "probability ( X ) { table 1 x; }", "x;", BAYES_NOT_A_NUMBER, 0},
    {VARIABLE("X") "probability ( X ) { table 0.5x 1; }", "0.5x", BAYES_NOT_A_NUMBER, 0},
    {VARIABLE("X") "probability ( X ) { table . 1; }", ". 1", BAYES_NOT_A_NUMBER, 0},
    {VARIABLE("X") "probability ( X ) { table 1e 1; }", "1e 1", BAYES_NOT_A_NUMBER, 0},
    {VARIABLE("X") "probability ( X ) { table nan 1; }", "nan", BAYES_NOT_A_NUMBER, 0},
    {VARIABLE("X") "probability ( X ) { table -0.5 1; }", "-0.5", BAYES_NEGATIVE, 0},
    {VARIABLE("X") "probability ( X ) { table 1e-1001 1; }", "1e-1001", BAYES_LONG_NUMBER, 0},
    {VARIABLE("X") "probability ( X ) { table 1e99999999999 1; }", "1e9", BAYES_LONG_NUMBER, 0},
    {VARIABLE("X") "probability ( X ) { table 1 0; table 1 0; }", "table 1 0; }", BAYES_ROW_TWICE,
     0},
    {VARIABLE("X") "probability ( X ) { default 1 0; default 1 0; }", "default 1 0; }",
     BAYES_UNEXPECTED, BAYES_ENTRY},
    {VARIABLE("X") "probability ( X ) { tabel 1 0; }", "tabel", BAYES_UNEXPECTED, BAYES_ENTRY},
    {VARIABLE("X") ROOT("X") VARIABLE("Y") "probability ( Y | X ) { (a) 1 0; (a) 1 0; }",
     "(a) 1 0; }", BAYES_ROW_TWICE, 0},
    {VARIABLE("X") ROOT("X") VARIABLE("Y") "probability ( Y | X ) { (a) 1 0; table 1 1 0 0; }",
     "table 1 1", BAYES_ROW_TWICE, 0},
    {VARIABLE("X") ROOT("X") VARIABLE("Y") "probability ( Y | X ) { (b) 1 0; }", "}\0",
     BAYES_NO_ROW, 0},
    {VARIABLE("X") ROOT("X") VARIABLE("Y") "probability ( Y | X ) { (c) 1 0; }", "c) 1",
     BAYES_NO_LABEL, 0},
    {VARIABLE("X") ROOT("X") VARIABLE("Y") "probability ( Y | X ) { (a, b) 1 0; }", ") 1",
     BAYES_ROW_LABELS, 0},
    {VARIABLE("X") ROOT("X") VARIABLE("Y") "probability ( Y | X ) { () 1 0; }", ") 1",
     BAYES_ROW_LABELS, 0},
};

/* The last place where `part` stands in the text. */
static uint32_t
last_place(const char *text, const char *part)
{
    if (!*part)
        return (uint32_t)strlen(text);
    const char *found = NULL;
    for (const char *p = strstr(text, part); p; p = strstr(p + 1, part))
        found = p;
    ck_assert_msg(found != NULL, "%s is not in %s", part, text);
    return (uint32_t)(found - text);
}

START_TEST(test_mistakes)
{
    const Wrong *w = &wrongs[_i];
    Reading r = {0};
    start(&r, w->text);
    ck_assert_msg(!r.ok, "%s is read", w->text);
    ck_assert_msg(r.mistake.fault == w->fault, "%s: fault %d, not %d", w->text,
                  (int)r.mistake.fault, (int)w->fault);
    uint32_t place = last_place(w->text, w->place);
    ck_assert_msg(r.mistake.start == place, "%s: at %u, not %u", w->text, r.mistake.start, place);
    ck_assert(r.mistake.end >= r.mistake.start && r.mistake.end <= strlen(w->text));
    if (w->fault == BAYES_UNEXPECTED)
        ck_assert_msg(r.mistake.wanted == w->wanted, "%s: wanted %d", w->text,
                      (int)r.mistake.wanted);
    ck_assert_uint_eq(r.bif.variables.count, 0);
    finish(&r);
}
END_TEST

START_TEST(test_evidence)
{
    Reading r = {0};
    start(&r, "variable X { type discrete [ 1000000000 ] { a, b }; }");
    ck_assert_uint_eq(r.mistake.has, 2);
    ck_assert_uint_eq(r.mistake.wants, 1000000000);
    ck_assert_str_eq(r.mistake.of, "X");
    start(&r, VARIABLE("X") ROOT("X") VARIABLE("Y") VARIABLE("Z")
                  ROOT("Z") "probability ( Y | X, Z ) { (a, a) 1 0; (b, a) 1 0; (b, b) 1 0; }");
    ck_assert_int_eq(r.mistake.fault, BAYES_NO_ROW);
    ck_assert_uint_eq(r.mistake.labels.count, 2);
    ck_assert_str_eq(r.mistake.labels.at[0], "a");
    ck_assert_str_eq(r.mistake.labels.at[1], "b");
    start(&r, VARIABLE("X") "probability ( X ) { table 1 0 0 0 0; }");
    ck_assert_uint_eq(r.mistake.has, 5);
    ck_assert_uint_eq(r.mistake.wants, 2);
    start(&r,
          VARIABLE("X") VARIABLE("Y") VARIABLE(
              "Z") "probability ( X | Z ) { default 1 0; }"
                   "probability ( Y | X ) { default 1 0; } probability ( Z | Y ) { default 1 0; }");
    ck_assert_int_eq(r.mistake.fault, BAYES_CYCLE);
    ck_assert_uint_eq(r.mistake.labels.count, 3);
    ck_assert_str_eq(r.mistake.labels.at[0], "X");
    ck_assert_str_eq(r.mistake.labels.at[1], "Y");
    ck_assert_str_eq(r.mistake.labels.at[2], "Z");
    finish(&r);
}
END_TEST

/* Every beginning of a file is refused or read, never more: nothing is read past its end. */
START_TEST(test_truncated)
{
    static const char text[] =
        NET "variable \"X 1\" { type discrete [ 2 ] { a, b }; property p; }\n"
            "/* c */ // d\n" VARIABLE("Y") "probability ( \"X 1\" | Y ) "
                                           "{ (a) 0.5, 5e-1; default 1 0; }\n" ROOT("Y");
    for (size_t n = 0; n < sizeof text; n++) {
        char *copy = malloc(n + 1);
        memcpy(copy, text, n);
        copy[n] = '\0';
        Reading r = {0};
        start(&r, copy);
        ck_assert_msg(r.ok == (n >= sizeof text - 2), "%zu", n);
        ck_assert(r.ok || r.mistake.end <= n);
        finish(&r);
        free(copy);
    }
}
END_TEST

START_TEST(test_nul)
{
    Reading r = {0};
    static const char text[] = "network\0 t { }";
    ck_assert(!bif_read(&r.bif, &r.mistake, text, sizeof text - 1, &r.names, &r.budget));
    ck_assert_int_eq(r.mistake.fault, BAYES_BAD_BYTE);
    ck_assert_uint_eq(r.mistake.start, 7);
    finish(&r);
}
END_TEST

/* ---- limits ---- */

/* X with n parents of ten labels each, and a default. */
static void
write_wide(Sink *to, int parents)
{
    for (int i = 0; i <= parents; i++) {
        sink_print(to, "variable V%d { type discrete [ 10 ] { 0 1 2 3 4 5 6 7 8 9 }; }\n", i);
        sink_print(to, "probability ( V%d", i);
        for (int k = 0; k < i && i == parents; k++)
            sink_print(to, " V%d", k);
        sink_put(to, " ) { default 1 0 0 0 0 0 0 0 0 0; }\n");
    }
}

static BayesFault
fault_of_wide(int parents, uint64_t bytes, uint64_t *wants)
{
    Reading r = {.budget = {.bytes = bytes}};
    Sink text;
    sink_init(&text);
    write_wide(&text, parents);
    start(&r, sink_text(&text));
    BayesFault fault = r.mistake.fault;
    *wants = r.mistake.wants;
    sink_clear(&text);
    finish(&r);
    return fault;
}

START_TEST(test_large_tables)
{
    uint64_t wants;
    ck_assert_int_eq(fault_of_wide(3, 1 << 20, &wants), BAYES_FINE);
    ck_assert_int_eq(fault_of_wide(5, 1 << 20, &wants), BAYES_TABLE_MEMORY);
    ck_assert_uint_eq(wants, 1000000);
    ck_assert_int_eq(fault_of_wide(5, 13000000, &wants), BAYES_TABLE_MEMORY); /* as a matrix */
    ck_assert_int_eq(fault_of_wide(12, 0, &wants), BAYES_TABLE_SIZE);
    ck_assert_uint_eq(wants, UINT64_C(10000000000000));
    ck_assert_int_eq(fault_of_wide(40, 0, &wants), BAYES_TABLE_SIZE);
    ck_assert_uint_eq(wants, UINT64_MAX);
}
END_TEST

START_TEST(test_interrupted)
{
    Reading r = {.budget = {.deadline = 1}};
    Sink text;
    sink_init(&text);
    write_wide(&text, 6);
    start(&r, sink_text(&text));
    ck_assert_int_eq(r.mistake.fault, BAYES_STOPPED);
    ck_assert_int_eq(r.budget.stop, STOP_TIME);
    sink_clear(&text);
    finish(&r);
}
END_TEST

/* ---- sums and repairs ---- */

#define SUMS                                                                                       \
    VARIABLE("X")                                                                                  \
    "probability ( X ) { table 0.3333333, 0.6666666; }\n"                                          \
    "variable Y { type discrete [ 3 ] { a, b, c }; }\nprobability ( Y | X ) {\n"                   \
    "  (b) 0.3333333, 0.3333333, 3333333e-7;\n  (a) 0.5, 0.25, 0.25;\n}\n"                         \
    "variable Z { type discrete [ 2 ] { a, b }; }\nprobability ( Z ) { table 1e-30, 0.7; }\n"

START_TEST(test_row_sums)
{
    Reading r = {0};
    BayesMistake m = {0};
    start(&r, SUMS);
    ck_assert(r.ok);
    ck_assert_uint_eq(bayes_find_row_sum(&r.bif, &m), 3);
    ck_assert_int_eq(m.fault, BAYES_ROW_SUM);
    ck_assert_str_eq(m.of, "X");
    ck_assert_uint_eq(m.variable, 0);
    ck_assert_uint_eq(m.start, last_place(SUMS, "table 0.33"));
    mpq_t sum;
    mpq_init(sum);
    bayes_row_sum(sum, &r.bif, &r.bif.variables.at[0], 0);
    ck_assert_int_eq(mpq_cmp_ui(sum, 9999999, 10000000), 0);
    mpq_clear(sum);
    bayes_mistake_clear(&m);
    finish(&r);
}
END_TEST

/* 2^64 + 10^18 over 10^18 is not one; nor is what has many places. */
START_TEST(test_row_sums_past_words)
{
    static const char *const tables[] = {"17, 2.4, .046744073709551616", "1e-25, 0.5, 0.5",
                                         "0.0, 17.5, 1.446744073709551615"};
    for (size_t i = 0; i < 3; i++) {
        Reading r = {0};
        BayesMistake m = {0};
        char text[200];
        snprintf(text, sizeof text,
                 "variable X { type discrete [ 3 ] { a b c }; } probability ( X ) { table %s; }",
                 tables[i]);
        start(&r, text);
        ck_assert(r.ok);
        ck_assert_msg(bayes_find_row_sum(&r.bif, &m) == 1, "%s", tables[i]);
        bayes_mistake_clear(&m);
        finish(&r);
    }
}
END_TEST

/* The residual goes into the largest entry, the first of equals. */
START_TEST(test_repair)
{
    Reading r = {0};
    BayesMistake m = {0};
    BayesRepair done;
    mpq_inits(done.most, done.within, NULL);
    mpq_set_ui(done.within, 10, 1);
    start(&r, SUMS);
    ck_assert(bayes_repair(&r.bif, &done, &m));
    ck_assert_uint_eq(done.rows, 3);
    Sink most;
    sink_init(&most);
    rational_write(done.most, &most);
    ck_assert_str_eq(sink_text(&most),
                     "299999999999999999999999999999/1000000000000000000000000000000");
    check_entry(&r.bif, 0, 0, 0, "3333333/10000000");
    check_entry(&r.bif, 0, 0, 1, "6666667/10000000");
    check_entry(&r.bif, 1, 0, 0, "1/2");
    check_entry(&r.bif, 1, 1, 0, "1666667/5000000");
    check_entry(&r.bif, 1, 1, 1, "3333333/10000000");
    ck_assert_uint_eq(bayes_find_row_sum(&r.bif, &m), 0);
    ck_assert(bayes_repair(&r.bif, &done, &m));
    ck_assert_uint_eq(done.rows, 0);
    ck_assert_int_eq(mpq_sgn(done.most), 0);
    sink_clear(&most);
    mpq_clears(done.most, done.within, NULL);
    bayes_mistake_clear(&m);
    finish(&r);
}
END_TEST

START_TEST(test_no_repair)
{
    static const char *const tables[] = {"0 0", "0.9 2.0", "1e-30 0.0", "3 1"};
    static const bool possible[] = {false, true, true, true};
    for (size_t i = 0; i < 4; i++) {
        Reading r = {0};
        BayesMistake m = {0};
        BayesRepair done;
        char text[200];
        mpq_inits(done.most, done.within, NULL);
        mpq_set_ui(done.within, 10, 1);
        snprintf(text, sizeof text, VARIABLE("X") "probability ( X ) { table %s; }", tables[i]);
        start(&r, text);
        ck_assert_msg(bayes_repair(&r.bif, &done, &m) == possible[i], "%s", tables[i]);
        ck_assert(possible[i] || (m.fault == BAYES_ROW_SUM && strcmp(m.of, "X") == 0));
        mpq_clears(done.most, done.within, NULL);
        bayes_mistake_clear(&m);
        finish(&r);
    }
}
END_TEST

/* A row that is off by more than was allowed stays as it is, short or long. */
START_TEST(test_repair_within)
{
    static const char *const tables[] = {"0.5 0.499",
                                         "0.5 0.501",
                                         "0.5 0.4989999",
                                         "0.5 0.502",
                                         "2 1",
                                         "0.9 0.9",
                                         "0.333 0.667",
                                         "0.333 0.666",
                                         "0.5 0.4990000000000000000000000001",
                                         "0.5 0.4989999999999999999999999999"};
    static const bool possible[] = {true,  true, false, false, false,
                                    false, true, true,  true,  false};
    for (size_t i = 0; i < sizeof possible / sizeof *possible; i++) {
        Reading r = {0};
        BayesMistake m = {0};
        BayesRepair done;
        char text[200];
        mpq_inits(done.most, done.within, NULL);
        mpq_set_ui(done.within, 1, 1000);
        snprintf(text, sizeof text, VARIABLE("X") "probability ( X ) { table %s; }", tables[i]);
        start(&r, text);
        ck_assert_msg(bayes_repair(&r.bif, &done, &m) == possible[i], "%s", tables[i]);
        ck_assert_uint_eq(bayes_find_row_sum(&r.bif, &m), possible[i] ? 0 : 1);
        mpq_clears(done.most, done.within, NULL);
        bayes_mistake_clear(&m);
        finish(&r);
    }
}
END_TEST

START_TEST(test_negative_repair)
{
    Reading r = {0};
    BayesMistake m = {0};
    BayesRepair done;
    mpq_inits(done.most, done.within, NULL);
    mpq_set_ui(done.within, 10, 1);
    start(&r,
          "variable X { type discrete [ 3 ] { a b c }; } probability ( X ) { table .9 .9 .9; }");
    ck_assert(!bayes_repair(&r.bif, &done, &m));
    ck_assert_int_eq(m.fault, BAYES_ROW_SUM);
    mpq_clears(done.most, done.within, NULL);
    bayes_mistake_clear(&m);
    finish(&r);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("bif");
    TCase *t = tcase_create("bif");
    tcase_add_test(t, test_plain);
    tcase_add_test(t, test_odd_layouts);
    tcase_add_test(t, test_keywords_as_names);
    tcase_add_test(t, test_table_order);
    tcase_add_test(t, test_numbers);
    tcase_add_test(t, test_many_labels);
    tcase_add_loop_test(t, test_mistakes, 0, (int)(sizeof wrongs / sizeof *wrongs));
    tcase_add_test(t, test_evidence);
    tcase_add_test(t, test_truncated);
    tcase_add_test(t, test_nul);
    tcase_add_test(t, test_large_tables);
    tcase_add_test(t, test_interrupted);
    tcase_add_test(t, test_row_sums);
    tcase_add_test(t, test_row_sums_past_words);
    tcase_add_test(t, test_repair);
    tcase_add_test(t, test_no_repair);
    tcase_add_test(t, test_negative_repair);
    tcase_add_test(t, test_repair_within);
    suite_add_tcase(s, t);
    return s;
}
