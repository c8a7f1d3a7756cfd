/* noisy.c -- noisy_or(1/2, 2/3), noisy_max(c, d): see formula.h.
 *
 * Each input gives a label of the output by itself, and so does the leak; the largest of these is
 * what the output is.  So a step hands on the larger one of what the step before it gave and of
 * what its own input gives.  What is larger is told as in a formula: see label_order. */
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_formula.h"
#include "lang/elaborate/formula_chain.h"
#include "lang/elaborate/normalise.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/wiring.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"

#include <string.h>

typedef struct Noisy {
    Session *s;
    const Node *n;
    Name word;
    const PortList *in;
    PortList out; /* one */
    bool is_or;
    const Node *leak; /* NULL: none */
    Diagram d;
} Noisy;

/* ---- parts ---- */

/* The label of the type that is true, or false. */
static bool
find_truth(Noisy *x, uint32_t *label, const Type *t, bool truth)
{
    bool says = false;
    for (uint32_t i = 0; i < 2; i++)
        if (label_truth(&says, t, i) && says == truth) {
            *label = i;
            return true;
        }
    return complain_noisy_type(&x->s->complain, x->n->at, t);
}

static bool
read_probability(Noisy *x, mpq_t to, const Node *n)
{
    return elaborate_number(x->s, to, n) &&
           ((mpq_sgn(to) >= 0 && mpq_cmp_ui(to, 1, 1) <= 0) ||
            complain_noisy_number(&x->s->complain, n->at, to));
}

/* True with this probability where the input is true; without an input: always. */
static bool
part_of_number(Noisy *x, Value *to, const Node *n, const PortList *in)
{
    uint32_t label[2], cause = 0;
    SizeList in_size = {0}, out_size = {0};
    mpq_t p, rest;
    mpq_inits(p, rest, NULL);
    bool ok = find_truth(x, &label[0], x->out.at[0].type, false) &&
              find_truth(x, &label[1], x->out.at[0].type, true) &&
              (!in->count || find_truth(x, &cause, in->at[0].type, true)) &&
              read_probability(x, p, n);
    mpq_set_ui(rest, 1, 1);
    ports_to_sizes(&in_size, in);
    ports_to_sizes(&out_size, &x->out);
    Matrix m;
    matrix_init(&m, &in_size, &out_size);
    for (uint32_t row = 0; ok && row < (in->count ? 2 : 1); row++) {
        bool on = !in->count || row == cause;
        if (on) {
            mpq_sub(rest, rest, p);
            matrix_add_entry(&m, &label[0], rest);
            matrix_add_entry(&m, &label[1], p);
        } else {
            matrix_add_word(&m, &label[0], 1, 1);
        }
        matrix_end_row(&m, false);
    }
    if (ok)
        value_take_matrix(to, &m, in, &x->out, false);
    matrix_clear(&m);
    mpq_clears(p, rest, NULL);
    array_clear(&out_size);
    array_clear(&in_size);
    return ok;
}

static bool
has_undefined(const Matrix *m)
{
    for (size_t r = 0; r < matrix_rows(m); r++)
        if (m->undefined.at[r])
            return true;
    return false;
}

static bool
part_of_channel(Noisy *x, Value *to, const Node *n, const PortList *in)
{
    Value v = {0};
    TypeList in_types = {0}, out_types = {0};
    ports_to_types(&in_types, in);
    ports_to_types(&out_types, &x->out);
    bool ok = in->count && is_table(x->s, n)
                  ? elaborate_kernel_table(x->s, to, n, in, &x->out)
                  : elaborate_typed(x->s, &v, n, &in_types, &out_types) &&
                        value_to_matrix(x->s, to, &v, n);
    if (ok && (!ports_equal(&to->in, in) || !ports_equal(&to->out, &x->out) ||
               has_undefined(&to->matrix)))
        ok = complain_noisy_channel(&x->s->complain, n->at, in, &x->out);
    ok = ok && check_rows(x->s, to, n);
    array_clear(&out_types);
    array_clear(&in_types);
    value_clear(&v);
    return ok;
}

static bool
read_part(Noisy *x, Value *to, const Node *n, const PortList *in)
{
    if (n->kind == NODE_EQUAL || n->kind == NODE_SOFT || n->kind == NODE_ARROW ||
        n->kind == NODE_WAY)
        return complain_noisy_argument(&x->s->complain, n->at, x->word);
    return x->is_or ? part_of_number(x, to, n, in) : part_of_channel(x, to, n, in);
}

/* ---- steps ---- */

/* The larger one of label `at` and of what row `row` of the part gives. */
static void
add_larger(Noisy *x, Matrix *to, const Matrix *part, size_t row, uint32_t at)
{
    mpq_t stays;
    mpq_init(stays);
    for (size_t e = part->start.at[row]; e < part->start.at[row + 1]; e++) {
        const uint32_t *label = matrix_entry_tuple(part, e);
        if (label_order(x->out.at[0].type, *label, at) > 0)
            matrix_add_entry(to, label, &part->weight.at[e]);
        else
            mpq_add(stays, stays, &part->weight.at[e]);
    }
    matrix_add_entry(to, &at, stays);
    matrix_end_row(to, false);
    mpq_clear(stays);
}

static bool
add_step(Noisy *x, const Value *part, uint32_t *wire, uint32_t input)
{
    Value v = {0};
    PortList in = {0};
    SizeList in_size = {0}, out_size = {0};
    bool ok = true;
    array_push(&in, x->out.at[0]);
    array_push(&in, part->in.at[0]);
    ports_to_sizes(&in_size, &in);
    ports_to_sizes(&out_size, &x->out);
    Matrix m;
    matrix_init(&m, &in_size, &out_size);
    for (uint32_t at = 0; ok && at < x->out.at[0].type->size; at++)
        for (size_t row = 0; ok && row < matrix_rows(&part->matrix); row++) {
            add_larger(x, &m, &part->matrix, row, at);
            ok = budget_step(&x->s->budget, 1) ? matrix_affords(x->s, &m, x->n)
                                               : complain_stopped(&x->s->complain, &x->s->budget,
                                                                  x->n->at);
        }
    if (ok) {
        uint32_t reads[2] = {*wire, input};
        value_take_matrix(&v, &m, &in, &x->out, false);
        *wire = chain_add(x->s, &x->d, &v, false, reads);
    }
    matrix_clear(&m);
    value_clear(&v);
    array_clear(&out_size);
    array_clear(&in_size);
    array_clear(&in);
    return ok;
}

static bool
add_parts(Noisy *x, const Node *list, uint32_t *wire)
{
    bool ok = true, begun = x->leak != NULL;
    if (begun) {
        Value v = {0};
        PortList none = {0};
        ok = read_part(x, &v, x->leak, &none);
        if (ok)
            *wire = chain_add(x->s, &x->d, &v, false, NULL);
        value_clear(&v);
    }
    for (uint32_t i = 0; ok && i < x->in->count; i++) {
        Value v = {0};
        PortList one = {0};
        array_push(&one, x->in->at[i]);
        ok = read_part(x, &v, list->kids[i], &one);
        if (ok && begun)
            ok = add_step(x, &v, wire, i);
        else if (ok)
            *wire = chain_add(x->s, &x->d, &v, false, &i); /* inputs are the first wires */
        begun = true;
        array_clear(&one);
        value_clear(&v);
    }
    return ok;
}

static bool
is_leak(const Node *n)
{
    return n->kind == NODE_EQUAL && node_is_name(n->kids[0]) &&
           strcmp(n->kids[0]->text, "leak") == 0;
}

bool
noisy_chain(Session *s, Value *to, const Node *n, FormulaWord word, const PortList *in,
            const Port *out)
{
    Noisy x = {.s = s, .n = n, .in = in, .is_or = word == FORMULA_NOISY_OR};
    const Node *callee = n->kind == NODE_CALL ? n->kids[0] : n;
    const Node *list = n->kind == NODE_CALL ? n->kids[1] : NULL;
    uint32_t count = list ? list->count : 0, wire = 0;
    x.word = callee->text;
    if (n->kind == NODE_CALL && n->count > 2)
        return complain_noisy_argument(&s->complain, n->kids[2]->at, x.word);
    if (count && is_leak(list->kids[count - 1]))
        x.leak = list->kids[--count]->kids[1];
    if (count != in->count)
        return complain_noisy_parts(&s->complain, n->at, x.word, count, in);
    array_push(&x.out, *out);
    for (size_t i = 0; i < in->count; i++)
        diagram_add_input(&x.d, in->at[i].type, in->at[i].name);
    bool ok = add_parts(&x, list, &wire);
    if (ok) {
        diagram_add_output(&x.d, wire, out->name);
        value_take_diagram(to, &x.d);
    }
    diagram_clear(&x.d);
    array_clear(&x.out);
    return ok;
}
