/* kernel_table.c -- tables: a row of kets for each value of the inputs; see kernel_table.h.
 *
 * Rows may stand in any order.  All keys are placed before a row is read, so that a missing one
 * can be named and the matrix is filled from its first row to its last. */
#include "lang/elaborate/kernel_table.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_table.h"
#include "lang/elaborate/ket.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"

#include <string.h>

/* ---- tables ---- */

typedef struct Table {
    Session *s;
    const Node *node;
    PortList in, out;
    SizeList in_size, out_size;
    bool strict; /* rows must sum to one */
    Map row_of;  /* row number -> position of the ROW node */
} Table;

static void
table_clear(Table *t)
{
    array_clear(&t->in);
    array_clear(&t->out);
    array_clear(&t->in_size);
    array_clear(&t->out_size);
    map_clear(&t->row_of);
}

static void
collect_row_kets(KetTerms *to, const Node *table)
{
    for (uint32_t i = 0; i < table->count; i++) {
        const Node *value = table->kids[i]->kids[0];
        if (is_kets(value))
            ket_terms_collect(to, value);
    }
}

/* The ports of a table without a declared type: from the labels of its keys and kets. */
static bool
infer_ports(Table *t)
{
    KetTerms keys = {0}, kets = {0};
    for (uint32_t i = 0; i < t->node->count; i++)
        array_push(&keys.kets, t->node->kids[i]);
    collect_row_kets(&kets, t->node);
    bool ok = ket_column_types(t->s, &t->in, keys.kets.at, keys.kets.count, NULL);
    if (ok && !kets.kets.count)
        ok = complain_table_without_kets(&t->s->complain, t->node->at);
    ok = ok && ket_column_types(t->s, &t->out, kets.kets.at, kets.kets.count, NULL);
    ket_terms_clear(&kets);
    ket_terms_clear(&keys);
    return ok;
}

/* Finds the row of each key.  Complains about a key of the wrong width, and about one that comes
 * twice. */
static bool
place_rows(Table *t)
{
    uint32_t *tuple = memory_new(t->in.count, sizeof *tuple);
    bool ok = true;
    for (uint32_t i = 0; ok && i < t->node->count; i++) {
        const Node *row = t->node->kids[i];
        if (row->label_count != t->in.count)
            ok = complain_key_width(&t->s->complain, row->at, row->label_count, &t->in);
        ok = ok && ket_find_tuple(t->s, tuple, row, &t->in);
        uint64_t number = 0;
        for (size_t k = 0; ok && k < t->in.count; k++)
            number = number * t->in.at[k].type->size + tuple[k];
        if (ok && map_find(&t->row_of, number, NULL))
            ok = complain_repeated_row(&t->s->complain, row->at, &t->in, tuple);
        map_set_at(&t->row_of, number, i);
    }
    memory_free(tuple);
    return ok;
}

static void
number_to_tuple(uint32_t *tuple, uint64_t number, const PortList *ports)
{
    for (size_t i = ports->count; i-- > 0;) {
        tuple[i] = (uint32_t)(number % ports->at[i].type->size);
        number /= ports->at[i].type->size;
    }
}

static bool
complain_missing(const Table *t)
{
    uint64_t number = 0;
    while (map_find(&t->row_of, number, NULL))
        number++;
    uint32_t *tuple = memory_new(t->in.count, sizeof *tuple);
    number_to_tuple(tuple, number, &t->in);
    complain_missing_row(&t->s->complain, t->node->at, &t->in, tuple);
    memory_free(tuple);
    return false;
}

/* The value of a row is not a sum of kets: it is any state of the right type. */
static bool
add_state_row(Table *t, Matrix *m, const Node *n)
{
    Value v = {0}, state = {0};
    Hint hint = {.known = true};
    ports_to_types(&hint.types, &t->out);
    bool ok = elaborate_hinted(t->s, &v, n, &hint) && value_to_matrix(t->s, &state, &v, n);
    TypeList types = {0};
    ports_to_types(&types, &state.out);
    if (ok && (state.in.count || types.count != hint.types.count ||
               memcmp(types.at, hint.types.at, types.count * sizeof *types.at) != 0))
        ok = complain_row_type(&t->s->complain, n->at, &state, &t->out);
    for (size_t e = 0; ok && e < state.matrix.weight.count; e++) {
        matrix_add_entry(m, matrix_entry_tuple(&state.matrix, e), &state.matrix.weight.at[e]);
        ok = matrix_affords(t->s, m, n);
    }
    array_clear(&types);
    array_clear(&hint.types);
    value_clear(&state);
    value_clear(&v);
    return ok;
}

static bool
add_kets_row(Table *t, Matrix *m, const Node *n)
{
    KetTerms terms = {0};
    ket_terms_collect(&terms, n);
    bool ok = true;
    for (size_t i = 0; ok && i < terms.kets.count; i++)
        if (terms.kets.at[i]->label_count != t->out.count)
            ok = complain_ket_width(&t->s->complain, terms.kets.at[i]->at,
                                    terms.kets.at[i]->label_count, t->out.count, false);
    ok = ok && ket_terms_add(t->s, m, &terms, &t->out);
    ket_terms_clear(&terms);
    return ok;
}

static bool
add_row(Table *t, Matrix *m, const Node *row)
{
    const Node *value = row->kids[0];
    bool undefined = value->kind == NODE_NAME && strcmp(value->text, "undefined") == 0;
    bool ok = undefined ||
              (is_kets(value) ? add_kets_row(t, m, value) : add_state_row(t, m, value));
    ok = ok && end_row(t->s, m, undefined, row->at);
    return ok && (!t->strict ||
                  check_row(t->s, m, matrix_rows(m) - 1, &t->in, &t->out, row->at));
}

static bool
fill_table(Table *t, Matrix *m)
{
    for (uint64_t r = 0; r < t->node->count; r++) {
        uint64_t i = 0;
        map_find(&t->row_of, r, &i);
        if (!matrix_affords(t->s, m, t->node) || !add_row(t, m, t->node->kids[i]))
            return false;
    }
    return true;
}

static bool
check_carriers(Session *s, const PortList *ports, const Node *n)
{
    for (size_t i = 0; i < ports->count; i++)
        if (!ports->at[i].type->size)
            return complain_no_carrier(&s->complain, n->at, ports->at[i].type);
    return true;
}

static bool
table_value(Session *s, Value *to, const Node *n, const PortList *in, const PortList *out,
            bool strict)
{
    Table t = {.s = s, .node = n, .strict = strict};
    bool ok = true;
    if (in) {
        array_set(&t.in, in);
        array_set(&t.out, out);
    } else {
        ok = infer_ports(&t);
    }
    ok = ok && check_carriers(s, &t.in, n) && check_carriers(s, &t.out, n) && place_rows(&t);
    ports_to_sizes(&t.in_size, &t.in);
    ports_to_sizes(&t.out_size, &t.out);
    if (ok && size_product(&t.in_size) != n->count)
        ok = complain_missing(&t);
    Matrix m;
    matrix_init(&m, &t.in_size, &t.out_size);
    ok = ok && fill_table(&t, &m);
    if (ok)
        value_take_matrix(to, &m, &t.in, &t.out, !t.strict);
    if (ok && !t.strict)
        ok = settle_weight(s, to, n);
    matrix_clear(&m);
    table_clear(&t);
    return ok;
}

bool
elaborate_table(Session *s, Value *to, const Node *n, const PortList *in, const PortList *out)
{
    return table_value(s, to, n, in, out, in != NULL);
}

bool
elaborate_weights(Session *s, Value *to, const Node *n, const PortList *in, const PortList *out)
{
    return table_value(s, to, n, in, out, false);
}
