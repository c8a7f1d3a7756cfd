/* bed.h -- a diagram over the sample signature, meanings and a question, and its answer as text. */
#ifndef CATGUT_TESTS_BED_H
#define CATGUT_TESTS_BED_H

#include "evaluate/evaluate.h"
#include "surgery/disintegrate.h"
#include "tests/unit/sample.h"

#include <inttypes.h>

typedef struct Bed {
    Sample x;
    Meaning meaning;
    Conditionals made;
    Budget budget;
    Trouble trouble;
    Diagram d;
    Query q;
    Matrix m;
} Bed;

/* The meaning of a box: its rows' weights in order, `1/2 1/2;0 1`, `?` for an undefined row. */
static inline void
bed_mean(Bed *b, const Box *box, const char *rows)
{
    SizeList in = {0}, out = {0};
    Matrix m;
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < box->in.count; i++)
        array_push(&in, box->in.at[i]->size);
    for (size_t i = 0; i < box->out.count; i++)
        array_push(&out, box->out.at[i]->size);
    matrix_init(&m, &in, &out);
    for (const char *at = rows; *at;) {
        bool undefined = *at == '?';
        at += undefined;
        for (uint32_t column = 0; *at && *at != ';'; column++) {
            char number[32];
            size_t length = strcspn(at, " ;");
            memcpy(number, at, length);
            number[length] = '\0';
            ck_assert_int_eq(mpq_set_str(q, number, 10), 0);
            mpq_canonicalize(q);
            uint32_t tuple[8], rest = column;
            for (size_t p = out.count; p-- > 0; rest /= out.at[p])
                tuple[p] = rest % out.at[p];
            matrix_add_entry(&m, tuple, q);
            at += length + (at[length] == ' ');
        }
        matrix_end_row(&m, undefined);
        at += *at == ';';
    }
    ck_assert_uint_eq(matrix_rows(&m), size_product(&in));
    meaning_add(&b->meaning, box->id, &m);
    matrix_clear(&m);
    mpq_clear(q);
    array_clear(&in);
    array_clear(&out);
}

static inline void
bed_init(Bed *b)
{
    *b = (Bed){0};
    SizeList none = {0};
    sample_init(&b->x);
    matrix_init(&b->m, &none, &none);
    bed_mean(b, b->x.fair, "1/2 1/2");
    bed_mean(b, b->x.noisy, "9/10 1/10;1/5 4/5");
    bed_mean(b, b->x.flip, "0 1;1 0");
    bed_mean(b, b->x.xor, "1 0;0 1;0 1;1 0");
}

static inline void
bed_clear(Bed *b)
{
    matrix_clear(&b->m);
    query_clear(&b->q);
    diagram_clear(&b->d);
    trouble_clear(&b->trouble);
    conditionals_clear(&b->made);
    meaning_clear(&b->meaning);
    sample_clear(&b->x);
}

static inline Outcome
bed_ask(Bed *b)
{
    return evaluate(&b->m, &b->q, &b->meaning, &b->budget, &b->trouble);
}

/* The rows of the answer: `0:1/2 1:1/2;?`. */
static inline void
bed_expect(Bed *b, const char *wanted)
{
    Sink s = {0};
    ck_assert_int_eq(bed_ask(b), OUTCOME_DONE);
    const Matrix *m = &b->m;
    for (size_t row = 0; row < matrix_rows(m); row++) {
        sink_put(&s, row ? ";" : "");
        if (m->undefined.at[row])
            sink_put(&s, "?");
        for (size_t e = m->start.at[row]; e < m->start.at[row + 1]; e++) {
            sink_put(&s, e > m->start.at[row] ? " " : "");
            for (size_t p = 0; p < m->out.count; p++)
                sink_print(&s, "%" PRIu32, m->index.at[e * m->out.count + p]);
            sink_put(&s, ":");
            rational_write(&m->weight.at[e], &s);
        }
    }
    sample_expect(&s, wanted);
}

/* The whole meaning of b->d. */
static inline void
bed_expect_all(Bed *b, const char *wanted)
{
    query_all(&b->q, &b->d);
    bed_expect(b, wanted);
}

static inline void
bed_out(Bed *b, uint32_t wire)
{
    diagram_add_output(&b->d, wire, NULL);
}

static inline void
bed_event(Bed *b, uint32_t position, uint32_t label, bool condition)
{
    Event e = {.position = position, .condition = condition};
    array_push(&e.labels, label);
    array_push(&b->q.events, e);
}

static inline void
bed_given(Bed *b, uint32_t position)
{
    array_push(&b->q.givens, ((Given){false, position}));
}

#endif
