/* run_case.h -- for tests of one module of lang/: each test has a session of its own, `run`, after
 * a text; trees to call the module's functions with; and what comes of it, as text in one line. */
#ifndef CATGUT_TESTS_RUN_CASE_H
#define CATGUT_TESTS_RUN_CASE_H

#include "lang/elaborate/elaborate.h"
#include "lang/read/reader.h"
#include "lang/session/meaning.h"
#include "show/kets.h"
#include "tests/suite.h"
#include "tests/unit/run.h"

#include <string.h>

static Run run;
static const char *run_first; /* the text that each test starts after */

static inline void
run_setup(void)
{
    run_start_after(&run, run_first);
}

static inline void
run_teardown(void)
{
    run_end(&run);
}

static inline TCase *
run_case(const char *name, const char *first)
{
    TCase *c = tcase_create(name);
    run_first = first;
    tcase_add_checked_fixture(c, run_setup, run_teardown);
    return c;
}

static inline Suite *
run_suite(const char *name, TCase *c)
{
    Suite *s = suite_create(name);
    suite_add_tcase(s, c);
    return s;
}

static inline Name
run_name(const char *text)
{
    return names_add_text(&run.s.names, text);
}

/* What is called so. */
static inline const Value *
named(const char *name)
{
    const Value *v = session_find(&run.s, run_name(name));
    ck_assert_msg(v != NULL, "nothing is called %s", name);
    return v;
}

/* ---- trees, which stay as long as the session ---- */

/* One statement, or bare expression. */
static inline const Node *
statement(const char *text)
{
    Source *source = source_new("t", "", text, strlen(text));
    Reader reader;
    Node *n = NULL;
    array_push(&run.s.sources, source);
    reader_init(&reader, source, &run.s.names, &run.s.complain, true);
    ReadResult result = reader_next(&reader, &run.s.arena, &n);
    reader_clear(&reader);
    ck_assert_msg(result == READ_STATEMENT, "%s: %s", text, sink_text(&run.s.err));
    return n;
}

static inline const Node *
expression(const char *text)
{
    const Node *n = statement(text);
    ck_assert_int_eq(n->kind, NODE_EXPRESSION);
    return n->kids[0];
}

/* The arguments of a call: `f(X = 0, {a, b})`. */
static inline const Node *
arguments(const char *call)
{
    return expression(call)->kids[1];
}

/* The type of `type T = Bit * Bit`. */
static inline const Node *
type_of(const char *declaration)
{
    return statement(declaration)->kids[0];
}

/* ---- what comes of them ---- */

/* "1/2|0> + 1/2|1>", "0 -> |1>; 1 -> undefined". */
static inline void
write_rows(const Value *v, Sink *out)
{
    uint32_t *tuple = memory_new(v->in.count, sizeof *tuple);
    for (size_t r = 0; r < matrix_rows(&v->matrix); r++) {
        sink_put(out, r ? "; " : "");
        matrix_row_tuple(&v->matrix, r, tuple);
        tuple_write(&v->in, tuple, out);
        sink_put(out, v->in.count ? " -> " : "");
        if (v->matrix.undefined.at[r])
            sink_put(out, "undefined");
        else
            kets_write(&v->matrix, r, &v->out, out);
    }
    memory_free(tuple);
}

/* A diagram is written as what it means, several values with ` and ` between them. */
static inline void
write_worth(const Value *v, Sink *out)
{
    Value matrix = {0};
    if (v->kind == VALUE_NUMBER) {
        rational_write(v->number, out);
    } else if (v->kind == VALUE_TRUTH) {
        sink_put(out, v->truth ? "true" : "false");
    } else if (v->kind == VALUE_MATRIX) {
        write_rows(v, out);
    } else if (v->kind == VALUE_DIAGRAM) {
        ck_assert_msg(session_meaning(&run.s, &matrix, &v->diagram, expression("0")), "%s",
                      sink_text(&run.s.err));
        write_rows(&matrix, out);
    } else if (v->kind == VALUE_TUPLE) {
        for (size_t i = 0; i < v->parts.count; i++) {
            sink_put(out, i ? " and " : "");
            write_worth(&v->parts.at[i], out);
        }
    } else {
        sink_put(out, value_kind_name(v));
    }
    value_clear(&matrix);
}

/* What was written is this; it is forgotten. */
static inline void
expect_text(Sink *got, const char *wanted)
{
    ck_assert_str_eq(sink_text(got), wanted);
    sink_clear(got);
}

/* It went well, and this is what came of it; the value is cleared. */
static inline void
expect_worth(bool ok, Value *v, const char *wanted)
{
    Sink text = {0};
    ck_assert_msg(ok, "%s", sink_text(&run.s.err));
    write_worth(v, &text);
    value_clear(v);
    expect_text(&text, wanted);
}

/* It did not: one complaint was made, and these words are in it. */
static inline void
expect_refusal(bool ok, const char *words)
{
    ck_assert_msg(!ok, "not refused: %s", words);
    ck_assert_uint_eq(run.s.complain.errors, 1);
    ck_assert_msg(strstr(sink_text(&run.s.err), words) != NULL, "%s\nis not: %s",
                  sink_text(&run.s.err), words);
    run.s.complain.errors = 0;
    sink_clear(&run.s.err);
}

/* The same of a rule for an expression. */
static inline void
gives(Elaborate *rule, const char *text, const char *wanted)
{
    Value v = {0};
    bool ok = rule(&run.s, &v, expression(text), NULL);
    expect_worth(ok, &v, wanted);
}

/* What was the result stays as it was. */
static inline void
refuses(Elaborate *rule, const char *text, const char *words)
{
    Value v = {0};
    value_set_truth(&v, true);
    bool ok = rule(&run.s, &v, expression(text), NULL);
    expect_refusal(ok, words);
    ck_assert_int_eq(v.kind, VALUE_TRUTH);
    value_clear(&v);
}

#endif
