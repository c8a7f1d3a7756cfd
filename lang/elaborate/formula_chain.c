/* formula_chain.c -- see formula_chain.h.
 *
 * What a chain hands on has the type of its output.  A step of it has a row for each label, also
 * for those that no input leads to: such a row hands the label on as it is. */
#include "lang/elaborate/formula_chain.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_formula.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"

enum { ROW_BYTES = MATRIX_ENTRY_BYTES + sizeof(uint32_t) };

uint64_t
port_rows(const PortList *in)
{
    SizeList sizes = {0};
    ports_to_sizes(&sizes, in);
    uint64_t rows = size_product(&sizes);
    array_clear(&sizes);
    return rows;
}

/* ---- tables ---- */

static bool
afford_rows(Session *s, const PortList *in, const Node *n)
{
    uint64_t most = s->budget.bytes ? s->budget.bytes / ROW_BYTES : UINT32_MAX;
    if (port_rows(in) <= most)
        return true;
    mpz_t rows;
    mpz_init_set_ui(rows, 1);
    for (size_t i = 0; i < in->count; i++)
        mpz_mul_ui(rows, rows, in->at[i].type->size);
    char *digits = memory_new(mpz_sizeinbase(rows, 10) + 2, 1);
    complain_too_large(&s->complain, n->at, mpz_get_str(digits, 10, rows), most);
    memory_free(digits);
    mpz_clear(rows);
    return false;
}

static void
next_tuple(uint32_t *tuple, const PortList *in)
{
    for (size_t i = in->count; i-- > 0;) {
        if (++tuple[i] < in->at[i].type->size)
            return;
        tuple[i] = 0;
    }
}

static void
take_labels(Value *to, const uint32_t *labels, uint64_t rows, const PortList *in, const Port *out)
{
    Matrix m;
    SizeList in_size = {0}, out_size = {0};
    PortList one = {0};
    array_push(&one, *out);
    ports_to_sizes(&in_size, in);
    ports_to_sizes(&out_size, &one);
    matrix_init(&m, &in_size, &out_size);
    matrix_reserve(&m, rows, rows);
    for (uint64_t i = 0; i < rows; i++) {
        matrix_add_word(&m, &labels[i], 1, 1);
        matrix_end_row(&m, false);
    }
    value_take_matrix(to, &m, in, &one, false);
    matrix_clear(&m);
    array_clear(&one);
    array_clear(&out_size);
    array_clear(&in_size);
}

static bool
find_label(FormulaRow *r, uint32_t *label)
{
    enum { STEPS = 20 };
    if (!budget_step(&r->s->budget, STEPS))
        return complain_stopped(&r->s->complain, &r->s->budget, r->n->at);
    if (formula_row(r, label))
        return true;
    if (r->missed.count)
        complain_formula_label(&r->s->complain, r->n->at, r->in, r->tuple, sink_text(&r->missed),
                               r->out);
    return false;
}

bool
formula_table(FormulaRow *r, Value *to, const Port *out)
{
    if (!afford_rows(r->s, r->in, r->n))
        return false;
    uint64_t rows = port_rows(r->in);
    if (!budget_allows(&r->s->budget, rows * ROW_BYTES))
        return complain_stopped(&r->s->complain, &r->s->budget, r->n->at);
    uint32_t *labels = memory_new(rows, sizeof *labels);
    r->tuple = memory_new(r->in->count, sizeof *r->tuple);
    memset(r->tuple, 0, r->in->count * sizeof *r->tuple);
    sink_init(&r->missed);
    bool ok = true;
    for (uint64_t i = 0; ok && i < rows; i++) {
        ok = find_label(r, &labels[i]);
        next_tuple(r->tuple, r->in);
    }
    if (ok)
        take_labels(to, labels, rows, r->in, out);
    sink_clear(&r->missed);
    memory_free(r->tuple);
    memory_free(labels);
    return ok;
}

/* ---- chains ---- */

typedef struct Chain {
    Session *s;
    const Node *n;
    const PortList *in;
    const Port *out;
    Diagram d;
    bool *reached; /* the labels that may be handed on now */
} Chain;

uint32_t
chain_add(Session *s, Diagram *d, Value *matrix, bool function, const uint32_t *reads)
{
    return diagram_add_box(d, anonymous_box(s, matrix, function), reads, 0);
}

/* A row of a step, whose first label is handed on by the box before it. */
static bool
step_row(Chain *c, FormulaRow *r, uint32_t *label, bool *next, bool first)
{
    bool reached = first || c->reached[r->tuple[0]];
    r->missed.count = 0;
    if (!formula_row(r, label)) {
        if (!r->missed.count)
            return false;
        if (reached)
            return complain_formula_chain(&c->s->complain, c->n->at, sink_text(&r->missed),
                                          c->out->type);
        *label = r->tuple[0];
    }
    next[*label] = next[*label] || reached;
    return true;
}

/* Reads a wire of what was handed on, or of the first input, and one of another input. */
static bool
add_step(Chain *c, FormulaWord word, const Port *a, const Port *b, uint32_t *wire, uint32_t other,
         bool first)
{
    PortList in = {0};
    array_push(&in, *a);
    array_push(&in, *b);
    uint64_t rows = port_rows(&in);
    bool ok = afford_rows(c->s, &in, c->n);
    if (ok && !(budget_allows(&c->s->budget, rows * ROW_BYTES) &&
                budget_step(&c->s->budget, rows)))
        ok = complain_stopped(&c->s->complain, &c->s->budget, c->n->at);
    uint32_t *labels = memory_new(ok ? rows : 0, sizeof *labels), tuple[2] = {0, 0};
    bool *next = memory_new(c->out->type->size, sizeof *next);
    memset(next, 0, c->out->type->size * sizeof *next);
    FormulaRow r = {.s = c->s, .n = c->n, .word = word, .in = &in, .out = c->out->type};
    sink_init(&r.missed);
    r.tuple = tuple;
    for (uint64_t i = 0; ok && i < rows; i++) {
        ok = step_row(c, &r, &labels[i], next, first);
        next_tuple(tuple, &in);
    }
    if (ok) {
        Value v = {0};
        take_labels(&v, labels, rows, &in, c->out);
        uint32_t reads[2] = {*wire, other};
        *wire = chain_add(c->s, &c->d, &v, true, reads);
        value_clear(&v);
    }
    bool *before = c->reached;
    c->reached = next;
    memory_free(before);
    sink_clear(&r.missed);
    memory_free(labels);
    array_clear(&in);
    return ok;
}

/* All are equal when each is equal to the one behind it: a and b are inputs. */
static bool
add_equal(Chain *c, uint32_t a, uint32_t b, uint32_t *wire, bool first)
{
    uint32_t pair = a;
    if (!add_step(c, FORMULA_EQUAL, &c->in->at[a], &c->in->at[b], &pair, b, true))
        return false;
    if (!first)
        return add_step(c, FORMULA_AND, c->out, c->out, wire, pair, true);
    *wire = pair;
    return true;
}

bool
formula_chain(Session *s, Value *to, const Node *n, FormulaWord word, const PortList *in,
              const WireList *order, const Port *out)
{
    Chain c = {.s = s, .n = n, .in = in, .out = out};
    for (size_t i = 0; i < in->count; i++) /* they are the first wires */
        diagram_add_input(&c.d, in->at[i].type, in->at[i].name);
    uint32_t wire = order->at[0];
    bool ok = true;
    for (size_t i = 1; ok && i < order->count; i++) {
        uint32_t a = order->at[i - 1], b = order->at[i];
        ok = word == FORMULA_EQUAL ? add_equal(&c, a, b, &wire, i == 1)
                                   : add_step(&c, word, i == 1 ? &in->at[a] : out, &in->at[b],
                                              &wire, b, i == 1);
    }
    if (ok) {
        diagram_add_output(&c.d, wire, out->name);
        value_take_diagram(to, &c.d);
    }
    memory_free(c.reached);
    diagram_clear(&c.d);
    return ok;
}
