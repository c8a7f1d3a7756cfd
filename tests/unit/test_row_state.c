/* test_row_state.c -- states that are counted: an evaluation asks the rows for what it reads, once,
 * and nothing else; rows that change, and limits. */
#include "data/columns.h"
#include "evaluate/evaluate.h"
#include "surgery/disintegrate.h"

#include "tests/suite.h"

#include <stdio.h>
#include <string.h>

/* A source that writes down what it is asked, over rows in memory. */
typedef struct Witness {
    RowSource source;
    ColumnStore *store;
    Sink asked; /* `0,1 2;` for two scopes, then the next call */
    uint64_t more; /* rows that come in from now on */
    int begun;
} Witness;

static TallyResult
ask(RowSource *r, Tally *to, const ColumnList *scopes, size_t count, Budget *b, TallyTrouble *t)
{
    Witness *w = (Witness *)r;
    ck_assert_int_eq(w->begun, 1);
    for (size_t i = 0; i < count; i++) {
        sink_put(&w->asked, i ? " " : "");
        for (size_t k = 0; k < scopes[i].count; k++)
            sink_print(&w->asked, "%s%u", k ? "," : "", scopes[i].at[k]);
    }
    sink_put(&w->asked, ";");
    TallyResult result = row_source_ask(&w->store->source, to, scopes, count, b, t);
    for (size_t i = 0; result == TALLY_DONE && i < count; i++)
        to[i].total += w->more;
    return result;
}

static TallyResult
begin(RowSource *r, Budget *b, TallyTrouble *t)
{
    (void)b;
    (void)t;
    ((Witness *)r)->begun++;
    return TALLY_DONE;
}

static void
end(RowSource *r)
{
    ((Witness *)r)->begun--;
}

static void
free_witness(RowSource *r)
{
    Witness *w = (Witness *)r;
    row_source_free(&w->store->source);
    sink_clear(&w->asked);
    row_source_clear(r);
    memory_free(w);
}

static const RowSourceClass witness_class = {
    .kind = "witness", .begin = begin, .end = end, .ask = ask, .free = free_witness};

enum { VARIABLES = 5, LABELS = 3, ROWS = 600 };

/* A state of five variables with three labels each, counted in 600 rows. */
typedef struct Bed {
    Names names;
    Signature signature;
    Conditionals conditionals;
    Meaning meaning;
    Budget budget;
    Trouble trouble;
    RowState *state;
    Witness *witness;
    Diagram diagram; /* the state's box, all of it shown */
} Bed;

static void
fill(ColumnStore *c)
{
    uint64_t state = 7;
    for (int r = 0; r < ROWS; r++) {
        for (uint32_t k = 0; k < VARIABLES; k++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            char cell[2] = {(char)('a' + (state >> 40) % LABELS), '\0'};
            column_store_add(c, k, cell, 1);
        }
        column_store_end_row(c);
    }
}

/* Label 0 is the text `a`, and so on. */
static void
add_variable(Bed *b, const Type *type, uint32_t column)
{
    char name[8];
    snprintf(name, sizeof name, "V%u", column);
    CountedVariable v = {names_add_text(&b->names, name), type, column, {0}};
    const Texts *texts = &b->witness->store->source.columns.at[column].texts;
    for (uint32_t i = 0; i < texts_count(texts); i++)
        array_push(&v.label, (uint32_t)(texts_text(texts, i)[0] - 'a'));
    array_push(&b->state->variables, v);
}

static void
bed_init(Bed *b)
{
    *b = (Bed){.budget = {0}};
    signature_init(&b->signature);
    b->witness = memory_new(1, sizeof *b->witness);
    row_source_init(&b->witness->source, &witness_class);
    b->witness->store = column_store_new();
    for (uint32_t k = 0; k < VARIABLES; k++) {
        row_source_add_column(&b->witness->store->source, "c", 1);
        row_source_add_column(&b->witness->source, "c", 1);
    }
    fill(b->witness->store);
    Type *type = signature_add_type(&b->signature, names_add_text(&b->names, "T"));
    type_set_range(type, 0, LABELS);
    b->state = row_state_new(&b->signature, names_add_text(&b->names, "w"), &b->witness->source);
    b->state->total = ROWS;
    for (uint32_t k = 0; k < VARIABLES; k++)
        add_variable(b, type, k);
    uint32_t wire = diagram_add_box(&b->diagram, row_state_box(b->state), NULL, 0);
    for (uint32_t k = 0; k < VARIABLES; k++)
        diagram_add_output(&b->diagram, wire + k, b->state->variables.at[k].name);
}

static void
bed_clear(Bed *b)
{
    diagram_clear(&b->diagram);
    trouble_clear(&b->trouble);
    row_state_free(b->state);
    meaning_clear(&b->meaning);
    conditionals_clear(&b->conditionals);
    signature_clear(&b->signature);
    names_clear(&b->names);
}

/* What the rows have been asked since the last time. */
static void
expect_asked(Bed *b, const char *wanted)
{
    ck_assert_str_eq(sink_text(&b->witness->asked), wanted);
    sink_clear(&b->witness->asked);
}

/* P(head | given) on the state, where NONE stands for nothing. */
enum { NONE = 99 };

static Outcome
bed_ask(Bed *b, Matrix *to, uint32_t head, uint32_t given)
{
    Query q = {.diagram = &b->diagram};
    array_push(&q.heads, head);
    if (given != NONE)
        array_push(&q.givens, ((Given){false, given}));
    Outcome outcome = evaluate(to, &q, &b->meaning, &b->budget, &b->trouble);
    query_clear(&q);
    return outcome;
}

/* How many rows have these labels. */
static uint64_t
count_rows(const Bed *b, uint32_t x, uint32_t at, uint32_t y, uint32_t also)
{
    const ColumnStore *c = b->witness->store;
    uint64_t found = 0;
    for (uint64_t r = 0; r < c->rows; r++) {
        const uint32_t *lx = b->state->variables.at[x].label.at;
        const uint32_t *ly = b->state->variables.at[y].label.at;
        found += lx[column_store_code(c, x, r)] == at && ly[column_store_code(c, y, r)] == also;
    }
    return found;
}

/* Is m P(head | given)? */
static void
expect_conditional(const Bed *b, const Matrix *m, uint32_t head, uint32_t given)
{
    mpq_t is, wanted;
    mpq_inits(is, wanted, NULL);
    for (uint32_t g = 0; g < LABELS; g++)
        for (uint32_t h = 0; h < LABELS; h++) {
            mpq_set_ui(wanted, count_rows(b, head, h, given, g), count_rows(b, given, g, given, g));
            mpq_canonicalize(wanted);
            matrix_entry(is, m, g, &h);
            ck_assert(mpq_equal(is, wanted));
        }
    mpq_clears(is, wanted, NULL);
}

START_TEST(only_what_is_read_is_asked)
{
    Bed b;
    Matrix m;
    bed_init(&b);
    matrix_init_empty(&m);
    ck_assert_int_eq(bed_ask(&b, &m, 3, 1), OUTCOME_DONE);
    expect_conditional(&b, &m, 3, 1);
    expect_asked(&b, "1,3;");
    ck_assert_int_eq(bed_ask(&b, &m, 1, 3), OUTCOME_DONE); /* what is known is not asked again */
    expect_conditional(&b, &m, 1, 3);
    ck_assert_int_eq(bed_ask(&b, &m, 3, NONE), OUTCOME_DONE);
    expect_asked(&b, "");
    ck_assert_int_eq(bed_ask(&b, &m, 0, NONE), OUTCOME_DONE);
    expect_asked(&b, "0;");
    ck_assert_int_eq(b.witness->begun, 1); /* one snapshot, till the statement ends */
    row_state_end(b.state);
    ck_assert_int_eq(b.witness->begun, 0);
    matrix_clear(&m);
    bed_clear(&b);
}
END_TEST

/* Two conditionals of the state, one after the other: their counts are asked for together. */
START_TEST(conditionals_ask_once)
{
    Bed b;
    Matrix m;
    bed_init(&b);
    matrix_init_empty(&m);
    Diagram d = {0};
    WireList given = {0}, head = {0};
    uint32_t input = diagram_add_input(&d, b.state->variables.at[0].type, NULL), wire = input;
    for (uint32_t k = 0; k < 2; k++) {
        given.count = head.count = 0;
        array_push(&given, 2 * k);
        array_push(&head, 2 * k + 2);
        const Box *box = conditional_box(&b.conditionals, &b.signature, &b.diagram, &given, &head,
                                         0, names_add_text(&b.names, k ? "second" : "first"));
        wire = diagram_add_box(&d, box, &wire, 0);
    }
    diagram_add_output(&d, wire, NULL);
    Query q = {0};
    query_all(&q, &d);
    ck_assert_int_eq(evaluate(&m, &q, &b.meaning, &b.budget, &b.trouble), OUTCOME_DONE);
    expect_asked(&b, "0,2 2,4;");
    query_clear(&q);
    array_clear(&given);
    array_clear(&head);
    diagram_clear(&d);
    matrix_clear(&m);
    bed_clear(&b);
}
END_TEST

/* Each head by itself: the joint is not asked for. */
START_TEST(marginals_ask_for_each_head)
{
    Bed b;
    Matrix each[VARIABLES];
    bed_init(&b);
    for (int k = 0; k < VARIABLES; k++)
        matrix_init_empty(&each[k]);
    Query q = {0};
    query_all(&q, &b.diagram);
    ck_assert_int_eq(evaluate_marginals(each, &q, &b.meaning, &b.budget, &b.trouble),
                     OUTCOME_DONE);
    expect_asked(&b, "0 1 2 3 4;");
    query_clear(&q);
    for (int k = 0; k < VARIABLES; k++)
        matrix_clear(&each[k]);
    bed_clear(&b);
}
END_TEST

START_TEST(rows_that_changed_are_refused)
{
    Bed b;
    Matrix m;
    bed_init(&b);
    matrix_init_empty(&m);
    b.witness->more = 1;
    ck_assert_int_eq(bed_ask(&b, &m, 3, 1), OUTCOME_NO_ROWS);
    ck_assert_int_eq(b.trouble.rows.tally.fault, TALLY_CHANGED);
    b.witness->more = 0;
    b.state->variables.at[1].label.at[0] = NO_LABEL; /* a text that was not there before */
    ck_assert_int_eq(bed_ask(&b, &m, 3, 1), OUTCOME_NO_ROWS);
    ck_assert_int_eq(b.trouble.rows.tally.fault, TALLY_CHANGED);
    matrix_clear(&m);
    bed_clear(&b);
}
END_TEST

START_TEST(many_rows_are_refused)
{
    Bed b;
    Matrix m;
    bed_init(&b);
    matrix_init_empty(&m);
    Query q = {0};
    query_all(&q, &b.diagram);
    b.budget.bytes = 4000;
    ck_assert_int_eq(evaluate(&m, &q, &b.meaning, &b.budget, &b.trouble), OUTCOME_MANY_ROWS);
    ck_assert_ptr_eq(b.trouble.rows.box, row_state_box(b.state));
    ck_assert_uint_gt(b.trouble.rows.tally.rows, 10);
    query_clear(&q);
    matrix_clear(&m);
    bed_clear(&b);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("states that are counted");
    TCase *t = tcase_create("states that are counted");
    tcase_add_test(t, only_what_is_read_is_asked);
    tcase_add_test(t, conditionals_ask_once);
    tcase_add_test(t, marginals_ask_for_each_head);
    tcase_add_test(t, rows_that_changed_are_refused);
    tcase_add_test(t, many_rows_are_refused);
    suite_add_tcase(s, t);
    return s;
}
