/* law_conditional.c -- conditional boxes of diagrams with inputs, some of them idle, and of each
 * other: what they mean is what enumeration says, value by value of the idle inputs; where that
 * depends on the value it is told; and the row that is blamed is one that nothing further in
 * explains. */
#include "surgery/disintegrate.h"
#include "tests/law/assignments.h"
#include "tests/suite.h"

#include <check.h>

enum { ROUNDS = 40, TRIES = 4, MOST = 6 };

/* Kernels whose oracle knows the conditionals too; `known` is what the program knows. */
typedef struct Bench {
    Kernels k;
    Conditionals made;
    ARRAY(const Box *) boxes; /* conditionals, each perhaps of earlier ones */
    Meaning known;
} Bench;

static void
bench_clear(Bench *b)
{
    meaning_clear(&b->known);
    conditionals_clear(&b->made);
    array_clear(&b->boxes);
    kernels_clear(&b->k);
}

/* Every box that is no conditional means the same to the program. */
static void
copy_meanings(Meaning *to, const Bench *b)
{
    for (uint32_t id = 0; id < b->k.s.boxes.count; id++) {
        const Matrix *m = meaning_find(&b->k.meaning, id);
        if (!m || b->k.s.boxes.at[id]->kind == BOX_CONDITIONAL || meaning_find(to, id))
            continue;
        Matrix copy;
        matrix_init(&copy, &m->in, &m->out);
        matrix_set(&copy, m);
        meaning_add(to, id, &copy);
        matrix_clear(&copy);
    }
}

/* ---- the oracle ---- */

/* P(heads | givens, all inputs). */
static void
slow_query(Query *q, const Conditional *c)
{
    *q = (Query){.diagram = &c->state};
    for (uint32_t i = 0; i < c->state.outputs.count; i++) {
        if (i < c->givens)
            array_push(&q->givens, ((Given){false, i}));
        else
            array_push(&q->heads, i);
    }
    for (uint32_t i = 0; i < c->state.inputs.count; i++)
        array_push(&q->givens, ((Given){true, i}));
}

/* How many values the idle inputs have, together. */
static size_t
idle_size(const Conditional *c)
{
    size_t size = 1;
    for (size_t i = c->state.inputs.count - c->any; i < c->state.inputs.count; i++)
        size *= c->state.wires.at[c->state.inputs.at[i].wire]->size;
    return size;
}

/* The first of the oracle's rows from `row` on, of so many, that is defined; or `end`. */
static size_t
first_defined(const Oracle *o, size_t row, size_t end)
{
    while (row < end && o->undefined.at[row])
        row++;
    return row;
}

static void
add_slow_row(Matrix *to, const Oracle *o, size_t row, bool undefined)
{
    for (size_t e = 0; e < o->entries && !undefined; e++) {
        uint32_t tuple[8] = {0};
        size_t rest = e;
        for (size_t p = to->out.count; p-- > 0; rest /= to->out.at[p])
            tuple[p] = (uint32_t)(rest % to->out.at[p]);
        matrix_add_entry(to, tuple, &o->n.at[row * o->entries + e]);
    }
    matrix_end_row(to, undefined);
}

static void
slow_matrix(Matrix *to, const Box *box, const Oracle *o)
{
    SizeList in = {0}, out = {0};
    for (size_t i = 0; i < box->in.count; i++)
        array_push(&in, box->in.at[i]->size);
    for (size_t i = 0; i < box->out.count; i++)
        array_push(&out, box->out.at[i]->size);
    matrix_init(to, &in, &out);
    size_t idle = idle_size(box->conditional);
    for (size_t row = 0; row < o->rows; row += idle) {
        size_t first = first_defined(o, row, row + idle);
        add_slow_row(to, o, first, first == row + idle);
    }
    array_clear(&in);
    array_clear(&out);
}

static bool
same_row(const Oracle *o, size_t a, size_t b)
{
    bool same = true;
    for (size_t e = 0; same && e < o->entries; e++)
        same = mpq_equal(&o->n.at[a * o->entries + e], &o->n.at[b * o->entries + e]) != 0;
    return same;
}

/* The first row where an idle value says otherwise than the first one that is defined, idle value
 * by idle value; SIZE_MAX: none. */
static size_t
slow_varies(const Oracle *o, size_t idle)
{
    for (size_t value = 1; value < idle; value++)
        for (size_t row = 0; row < o->rows; row += idle) {
            size_t first = first_defined(o, row, row + idle);
            if (first < row + value && !o->undefined.at[row + value] &&
                !same_row(o, first, row + value))
                return row / idle;
        }
    return SIZE_MAX;
}

/* ---- random conditionals ---- */

static bool
is_small(const Diagram *d)
{
    uint64_t size = 1;
    for (size_t w = 0; w < d->wires.count; w++)
        size *= d->wires.at[w]->size;
    return size <= 4000;
}

static bool
has_conditional(const Diagram *d)
{
    for (size_t i = 0; i < d->uses.count; i++)
        if (d->uses.at[i].box->kind == BOX_CONDITIONAL)
            return true;
    return false;
}

/* A small diagram; with a conditional box in it as often as not, once there are some. */
static void
random_small(Bench *b, Diagram *d, size_t inputs, size_t outputs)
{
    TypeList in = {0};
    for (int tries = 0; tries < 40; tries++) {
        diagram_clear(d);
        random_types(&b->k, &in, inputs);
        random_diagram(&b->k, d, &in, inputs + 3 + random_below(&b->k.r, 4), 0);
        if (b->boxes.count && tries < 20 && !has_conditional(d))
            continue;
        if (is_small(d))
            break;
    }
    for (size_t i = 0; i < outputs; i++)
        diagram_add_output(d, (uint32_t)(d->wires.count - 1 - i), NULL);
    array_clear(&in);
}

static const Box *
random_conditional(Bench *b)
{
    Random *r = &b->k.r;
    size_t inputs = random_below(r, 4), any = random_below(r, (uint32_t)inputs + 1);
    size_t outputs = 1 + random_below(r, 3), read = inputs - any;
    size_t givens = random_below(r, (uint32_t)outputs);
    while (givens + read > 3)
        givens--;
    Diagram d = {0};
    random_small(b, &d, inputs, outputs);
    WireList from = {0}, to = {0};
    for (uint32_t i = 0; i < outputs; i++)
        array_push(i < givens ? &from : &to, i);
    const Box *box = conditional_box(&b->made, &b->k.s, &d, &from, &to, any, "c");
    array_clear(&from);
    array_clear(&to);
    diagram_clear(&d);
    return box;
}

/* Is the conditional, asked for by itself, what enumeration says; and does it vary where that says
 * so? */
static bool
box_agrees(Bench *b, const Box *box, const Matrix *wanted, const Oracle *o)
{
    Diagram d = {0};
    Query q = {0};
    Matrix m;
    Budget budget = {0};
    Trouble t = {0};
    SizeList none = {0};
    matrix_init(&m, &none, &none);
    conditional_diagram(&d, box);
    query_all(&q, &d);
    copy_meanings(&b->known, b);
    bool good = evaluate(&m, &q, &b->known, &budget, &t) == OUTCOME_DONE;
    good = good && matrix_rows(&m) == matrix_rows(wanted) && matrix_equal(&m, wanted, NULL);
    size_t varies = slow_varies(o, idle_size(box->conditional));
    good = good && (varies == SIZE_MAX ? !t.varies : t.varies == box && t.varies_row == varies);
    trouble_clear(&t);
    query_clear(&q);
    diagram_clear(&d);
    matrix_clear(&m);
    return good;
}

/* One more conditional: it agrees with enumeration, and the oracle knows it from here on. */
static bool
conditional_law(Bench *b)
{
    const Box *box = random_conditional(b);
    Query q;
    Oracle o;
    Matrix m;
    slow_query(&q, box->conditional);
    oracle_init(&o, &q, &b->k);
    slow_matrix(&m, box, &o);
    bool good = box_agrees(b, box, &m, &o);
    meaning_add(&b->k.meaning, box->id, &m);
    array_push(&b->boxes, box);
    array_push(&b->k.boxes, box);
    matrix_clear(&m);
    oracle_clear(&o);
    query_clear(&q);
    return good;
}

START_TEST(conditionals_agree_with_enumeration)
{
    for (uint64_t i = 0; i < TRIES; i++) {
        uint64_t seed = (uint64_t)_i * TRIES + i;
        Bench b = {0};
        kernels_init(&b.k, seed);
        b.k.partial = i % 2;
        for (int n = 0; n < MOST; n++)
            ck_assert_msg(conditional_law(&b), "seed %d, conditional %d", (int)seed, n);
        bench_clear(&b);
    }
}
END_TEST

/* ---- questions, with nothing known ---- */

/* Is it an undefined row, and the innermost: no row of a box inside spoils its first slice? */
static bool
is_innermost(const Bench *b, const Box *box, size_t row)
{
    const Matrix *m = meaning_find(&b->k.meaning, box->id);
    if (!m->undefined.at[row] || box->kind != BOX_CONDITIONAL)
        return m->undefined.at[row];
    Query q;
    Oracle o;
    slow_query(&q, box->conditional);
    oracle_init(&o, &q, &b->k);
    bool is = !o.spoilt.at[row * idle_size(box->conditional)];
    oracle_clear(&o);
    query_clear(&q);
    return is;
}

static bool
blames_right(const Bench *b, const Oracle *o, const Trouble *t)
{
    bool spoilt = false;
    for (size_t row = 0; row < o->rows; row++)
        spoilt |= o->spoilt.at[row];
    if (!spoilt || !t->box)
        return spoilt == (t->box != NULL);
    return is_innermost(b, t->box, t->row);
}

static bool
question_law(Bench *b)
{
    Diagram d = {0};
    random_small(b, &d, random_below(&b->k.r, 3), 1 + random_below(&b->k.r, 3));
    Query q = {0};
    Oracle o;
    Meaning fresh = {0};
    Budget budget = {0};
    Trouble t = {0};
    Matrix m;
    SizeList none = {0};
    random_query(&b->k, &q, &d);
    oracle_init(&o, &q, &b->k);
    matrix_init(&m, &none, &none);
    copy_meanings(&fresh, b);
    bool good = evaluate(&m, &q, &fresh, &budget, &t) == OUTCOME_DONE && oracle_agrees(&o, &m) &&
                blames_right(b, &o, &t);
    matrix_clear(&m);
    trouble_clear(&t);
    meaning_clear(&fresh);
    oracle_clear(&o);
    query_clear(&q);
    diagram_clear(&d);
    return good;
}

START_TEST(questions_with_nested_conditionals_agree)
{
    for (uint64_t i = 0; i < TRIES; i++) {
        uint64_t seed = 100000 + (uint64_t)_i * TRIES + i;
        Bench b = {0};
        kernels_init(&b.k, seed);
        b.k.partial = i % 4 == 0;
        for (int n = 0; n < MOST; n++)
            ck_assert(conditional_law(&b));
        for (int n = 0; n < MOST; n++)
            ck_assert_msg(question_law(&b), "seed %d, question %d", (int)seed, n);
        bench_clear(&b);
    }
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("conditional laws");
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, conditionals_agree_with_enumeration, 0, ROUNDS);
    tcase_add_loop_test(c, questions_with_nested_conditionals_agree, 0, ROUNDS);
    suite_add_tcase(s, c);
    return s;
}
