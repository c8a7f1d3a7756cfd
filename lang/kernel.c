/* kernel.c -- types, labels, kets and tables: the numbers people write down.
 *
 * Kets and tables become matrices.  Their types come from the place they stand in (a declaration,
 * the diagram that reads them) or, where nothing is said, from their labels. */
#include "lang/elaborate.h"

#include <string.h>

/* ---- types ---- */

static bool
add_product(Session *s, PortList *to, const Node *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        if (!elaborate_type(s, to, n->kids[i]))
            return false;
    return true;
}

static bool
add_named(Session *s, PortList *to, const Node *n)
{
    const PortList *wires = session_find_type(s, n->text);
    if (!wires)
        return complain_unknown_type(s, n->at, n->text);
    if (!diagram_affords(s, to->count + wires->count, n))
        return false;
    for (size_t i = 0; i < wires->count; i++)
        array_push(to, wires->at[i]);
    return true;
}

/* Adds the wires of a type to what is there. */
bool
elaborate_type(Session *s, PortList *to, const Node *n)
{
    switch (n->kind) {
    case NODE_NAME:
    case NODE_STRING:
        return add_named(s, to, n);
    case NODE_NUMBER:
        return strcmp(n->text, "1") == 0 || complain_number_as_type(s, n->at);
    case NODE_PRODUCT:
        return add_product(s, to, n);
    case NODE_WIRE: {
        const Type *type;
        if (!elaborate_one_type(s, &type, n->kids[0]))
            return false;
        Port port = {n->text, type};
        array_push(to, port);
        return true;
    }
    default:
        return complain_not_a_type(s, n->at);
    }
}

bool
elaborate_one_type(Session *s, const Type **to, const Node *n)
{
    PortList wires = {0};
    bool ok = elaborate_type(s, &wires, n);
    if (ok && wires.count != 1)
        ok = complain_one_wire(s, n->at, &wires);
    if (ok)
        *to = wires.at[0].type;
    array_clear(&wires);
    return ok;
}

static void
ports_to_sizes(SizeList *to, const PortList *ports)
{
    to->count = 0;
    for (size_t i = 0; i < ports->count; i++)
        array_push(to, ports->at[i].type->size);
}

/* ---- labels ---- */

bool
label_find(Session *s, const Type *t, Name label, Span at, uint32_t *position)
{
    if (t->size == 0)
        return complain_no_carrier(s, at, t);
    if (type_find(t, label, position))
        return true;
    return complain_unknown_label(s, at, t, label);
}

bool
node_label(Session *s, const Node *n, Label *label)
{
    if (n->kind == NODE_NAME || n->kind == NODE_STRING || n->kind == NODE_NUMBER) {
        *label = (Label){n->text, n->at};
        return true;
    }
    if (n->kind == NODE_NEGATE && n->kids[0]->kind == NODE_NUMBER) {
        Sink text;
        sink_init(&text);
        sink_print(&text, "-%s", n->kids[0]->text);
        *label = (Label){names_add_text(&s->names, sink_text(&text)), n->at};
        sink_clear(&text);
        return true;
    }
    if (n->kind == NODE_KET && n->label_count == 1) {
        *label = n->labels[0];
        return true;
    }
    return complain_not_a_label(s, n->at);
}

/* One column of labels whose type is looked for. */
typedef struct Column {
    Session *s;
    const Node *const *rows; /* nodes with labels */
    size_t count;
    uint32_t at;
} Column;

static const Type *
single_type(const Session *s, size_t i)
{
    const PortList *wires = &s->types.at[i].wires;
    return wires->count == 1 ? wires->at[0].type : NULL;
}

static bool
type_has_column(const Type *t, const Column *c)
{
    uint32_t position;
    for (size_t i = 0; i < c->count; i++)
        if (!type_find(t, c->rows[i]->labels[c->at].text, &position))
            return false;
    return true;
}

/* Is there a type in scope that has every label of the column? */
static bool
has_column(const Column *c)
{
    for (size_t i = 0; i < c->s->types.count; i++)
        if (single_type(c->s, i) && type_has_column(single_type(c->s, i), c))
            return true;
    return false;
}

/* No type has them all: is there one that no type has, or which are the two that do not agree? */
static bool
complain_column(const Column *c)
{
    const Label *first = &c->rows[0]->labels[c->at];
    for (size_t i = 0; i < c->count; i++) {
        Column one = {c->s, c->rows + i, 1, c->at};
        if (!has_column(&one))
            return complain_label_of_no_type(c->s, &c->rows[i]->labels[c->at]);
    }
    for (size_t i = 1; i < c->count; i++) {
        const Node *rows[] = {c->rows[0], c->rows[i]};
        Column two = {c->s, rows, 2, c->at};
        if (!has_column(&two))
            return complain_labels_apart(c->s, &c->rows[i]->labels[c->at], first);
    }
    return complain_labels_apart(c->s, first, NULL);
}

/* The one type in scope that has every label of the column. */
static bool
column_type(const Column *c, const Type **to)
{
    const Type *found = NULL;
    for (size_t i = 0; i < c->s->types.count; i++) {
        const Type *t = single_type(c->s, i);
        if (!t || t == found || !type_has_column(t, c))
            continue;
        if (found)
            return complain_ambiguous_label(c->s, &c->rows[0]->labels[c->at], found, t);
        found = t;
    }
    *to = found;
    return found || complain_column(c);
}

/* The types of all columns: as hinted, else looked for. */
static bool
column_types(Session *s, PortList *to, const Node *const *rows, size_t count, const Hint *hint)
{
    uint32_t width = rows[0]->label_count;
    for (size_t i = 0; i < count; i++)
        if (rows[i]->label_count != width)
            return complain_ket_width(s, rows[i]->at, rows[i]->label_count, width, true);
    if (hint && hint->known && hint->types.count != width)
        return complain_ket_width(s, rows[0]->at, width, hint->types.count, false);
    for (uint32_t c = 0; c < width; c++) {
        const Type *t = hint && hint->known ? hint->types.at[c] : NULL;
        Column column = {s, rows, count, c};
        if (!t && !column_type(&column, &t))
            return false;
        Port port = {NULL, t};
        array_push(to, port);
    }
    return true;
}

static bool
find_tuple(Session *s, uint32_t *tuple, const Node *labels, const PortList *ports)
{
    for (uint32_t i = 0; i < labels->label_count; i++) {
        const Label *l = &labels->labels[i];
        if (!label_find(s, ports->at[i].type, l->text, l->at, &tuple[i]))
            return false;
    }
    return true;
}

/* ---- kets ---- */

bool
is_kets(const Node *n)
{
    if (n->kind == NODE_KET || n->kind == NODE_WEIGHT)
        return true;
    if (n->kind != NODE_SUM && n->kind != NODE_NEGATE)
        return false;
    for (uint32_t i = 0; i < n->count; i++)
        if (!is_kets(n->kids[i]))
            return false;
    return true;
}

uint32_t
ket_width(const Node *kets)
{
    while (kets->kind != NODE_KET)
        kets = kets->kids[kets->kind == NODE_WEIGHT];
    return kets->label_count;
}

typedef struct Term {
    const Node *ket;
    const Node *weight; /* NULL: one */
    bool minus;
} Term;

typedef struct Terms {
    ARRAY(Term) list;
    ARRAY(const Node *) kets;
} Terms;

static void
terms_clear(Terms *t)
{
    array_clear(&t->list);
    array_clear(&t->kets);
}

static void
collect_terms(Terms *to, const Node *n, bool minus)
{
    Term term = {n, NULL, minus};
    if (n->kind == NODE_SUM || n->kind == NODE_NEGATE) {
        for (uint32_t i = 0; i < n->count; i++)
            collect_terms(to, n->kids[i], minus != (n->kind == NODE_NEGATE));
        return;
    }
    if (n->kind == NODE_WEIGHT)
        term = (Term){n->kids[1], n->kids[0], minus};
    array_push(&to->list, term);
    array_push(&to->kets, term.ket);
}

static bool
term_weight(Session *s, mpq_t to, const Term *t)
{
    mpq_set_ui(to, 1, 1);
    if (t->weight && !elaborate_number(s, to, t->weight))
        return false;
    if (t->minus)
        mpq_neg(to, to);
    return true;
}

/* The terms as entries of m's next row. */
static bool
add_terms(Session *s, Matrix *m, const Terms *t, const PortList *ports)
{
    uint32_t *tuple = memory_new(ports->count, sizeof *tuple);
    mpq_t weight;
    mpq_init(weight);
    bool ok = true;
    for (size_t i = 0; ok && i < t->list.count; i++) {
        ok = term_weight(s, weight, &t->list.at[i]) &&
             find_tuple(s, tuple, t->list.at[i].ket, ports);
        if (ok && !budget_step(&s->budget, 1))
            ok = complain_stopped(s, t->list.at[i].ket->at);
        if (ok)
            matrix_add_entry(m, tuple, weight);
    }
    mpq_clear(weight);
    memory_free(tuple);
    return ok;
}

/* One ket without a weight: a point, as a diagram. */
static bool
elaborate_point(Session *s, Value *to, const Node *ket, const PortList *ports)
{
    Diagram d = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < ket->label_count; i++) {
        uint32_t position;
        const Label *l = &ket->labels[i];
        ok = label_find(s, ports->at[i].type, l->text, l->at, &position);
        if (!ok)
            break;
        const Box *point = signature_point(&s->signature, ports->at[i].type, position);
        diagram_add_output(&d, diagram_add_box(&d, point, NULL, l->at.start), NULL);
    }
    if (ok)
        value_take_diagram(to, &d);
    diagram_clear(&d);
    return ok;
}

bool
elaborate_kets(Session *s, Value *to, const Node *n, const Hint *hint)
{
    Terms terms = {0};
    PortList ports = {0}, none = {0};
    SizeList in = {0}, out = {0};
    Matrix m;
    matrix_init(&m, &in, &out);
    collect_terms(&terms, n, false);
    bool ok = column_types(s, &ports, terms.kets.at, terms.kets.count, hint);
    if (ok && n->kind == NODE_KET) {
        ok = elaborate_point(s, to, n, &ports);
    } else if (ok) {
        ports_to_sizes(&out, &ports);
        matrix_clear(&m);
        matrix_init(&m, &in, &out);
        ok = add_terms(s, &m, &terms, &ports);
        matrix_end_row(&m, false);
        if (ok) {
            value_take_matrix(to, &m, &none, &ports, true);
            settle_weight(to);
        }
    }
    matrix_clear(&m);
    array_clear(&out);
    array_clear(&ports);
    terms_clear(&terms);
    return ok;
}

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
collect_row_kets(Terms *to, const Node *table)
{
    for (uint32_t i = 0; i < table->count; i++) {
        const Node *value = table->kids[i]->kids[0];
        if (is_kets(value))
            collect_terms(to, value, false);
    }
}

/* Ports of a table that nothing is said about: from the labels of its keys and kets. */
static bool
infer_ports(Table *t)
{
    Terms keys = {0}, kets = {0};
    for (uint32_t i = 0; i < t->node->count; i++)
        array_push(&keys.kets, t->node->kids[i]);
    collect_row_kets(&kets, t->node);
    bool ok = column_types(t->s, &t->in, keys.kets.at, keys.kets.count, NULL);
    if (ok && !kets.kets.count)
        ok = complain_table_without_kets(t->s, t->node->at);
    ok = ok && column_types(t->s, &t->out, kets.kets.at, kets.kets.count, NULL);
    terms_clear(&kets);
    terms_clear(&keys);
    return ok;
}

/* Where each row stands; every key of the right width, none twice. */
static bool
place_rows(Table *t)
{
    uint32_t *tuple = memory_new(t->in.count, sizeof *tuple);
    bool ok = true;
    for (uint32_t i = 0; ok && i < t->node->count; i++) {
        const Node *row = t->node->kids[i];
        if (row->label_count != t->in.count)
            ok = complain_key_width(t->s, row->at, row->label_count, &t->in);
        ok = ok && find_tuple(t->s, tuple, row, &t->in);
        uint64_t number = 0;
        for (size_t k = 0; ok && k < t->in.count; k++)
            number = number * t->in.at[k].type->size + tuple[k];
        if (ok && map_find(&t->row_of, number, NULL))
            ok = complain_repeated_row(t->s, row);
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
    complain_missing_row(t->s, t->node->at, &t->in, tuple);
    memory_free(tuple);
    return false;
}

/* A row's value that is not kets: any state of the right type. */
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
        ok = complain_row_type(t->s, n->at, &state, &t->out);
    for (size_t e = 0; ok && e < state.matrix.weight.count; e++)
        matrix_add_entry(m, matrix_entry_tuple(&state.matrix, e), &state.matrix.weight.at[e]);
    array_clear(&types);
    array_clear(&hint.types);
    value_clear(&state);
    value_clear(&v);
    return ok;
}

static bool
add_kets_row(Table *t, Matrix *m, const Node *n)
{
    Terms terms = {0};
    collect_terms(&terms, n, false);
    bool ok = true;
    for (size_t i = 0; ok && i < terms.kets.count; i++)
        if (terms.kets.at[i]->label_count != t->out.count)
            ok = complain_ket_width(t->s, terms.kets.at[i]->at, terms.kets.at[i]->label_count,
                                    t->out.count, false);
    ok = ok && add_terms(t->s, m, &terms, &t->out);
    terms_clear(&terms);
    return ok;
}

/* The first negative weight of the row; SIZE_MAX: none. */
static size_t
negative_entry(const Matrix *m, size_t row)
{
    for (size_t e = m->start.at[row]; e < m->start.at[row + 1]; e++)
        if (mpq_sgn(&m->weight.at[e]) < 0)
            return e;
    return SIZE_MAX;
}

/* Does row `row` of m sum to one, with no negative weight? */
static bool
check_row(Session *s, const Matrix *m, size_t row, const PortList *in, const PortList *out,
          Span at)
{
    if (m->undefined.at[row])
        return true;
    mpq_t sum;
    mpq_init(sum);
    matrix_row_sum(sum, m, row);
    size_t negative = negative_entry(m, row);
    bool ok = negative == SIZE_MAX && mpq_cmp_ui(sum, 1, 1) == 0;
    if (!ok) {
        uint32_t *tuple = memory_new(in->count, sizeof *tuple);
        matrix_row_tuple(m, row, tuple);
        if (negative != SIZE_MAX)
            complain_negative(s, at, in, tuple, out, matrix_entry_tuple(m, negative),
                              &m->weight.at[negative]);
        else
            complain_row_sum(s, at, in, tuple, sum);
        memory_free(tuple);
    }
    mpq_clear(sum);
    return ok;
}

static bool
add_row(Table *t, Matrix *m, const Node *row)
{
    const Node *value = row->kids[0];
    bool undefined = value->kind == NODE_NAME && strcmp(value->text, "undefined") == 0;
    bool ok = undefined ||
              (is_kets(value) ? add_kets_row(t, m, value) : add_state_row(t, m, value));
    matrix_end_row(m, undefined);
    return ok && (!t->strict ||
                  check_row(t->s, m, matrix_rows(m) - 1, &t->in, &t->out, row->at));
}

static bool
fill_table(Table *t, Matrix *m)
{
    for (uint64_t r = 0; r < t->node->count; r++) {
        uint64_t i = 0;
        map_find(&t->row_of, r, &i);
        if (!budget_step(&t->s->budget, 1))
            return complain_stopped(t->s, t->node->at);
        if (!add_row(t, m, t->node->kids[i]))
            return false;
    }
    return true;
}

static bool
check_carriers(Session *s, const PortList *ports, const Node *n)
{
    for (size_t i = 0; i < ports->count; i++)
        if (!ports->at[i].type->size)
            return complain_no_carrier(s, n->at, ports->at[i].type);
    return true;
}

bool
elaborate_table(Session *s, Value *to, const Node *n, const PortList *in, const PortList *out)
{
    Table t = {.s = s, .node = n, .strict = in != NULL};
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
        settle_weight(to);
    matrix_clear(&m);
    table_clear(&t);
    return ok;
}

bool
check_rows(Session *s, const Value *v, const Node *n)
{
    for (size_t r = 0; r < matrix_rows(&v->matrix); r++)
        if (!check_row(s, &v->matrix, r, &v->in, &v->out, n->at))
            return false;
    return true;
}

/* A sum of kets or channels is weighted unless its rows happen to be probabilities. */
void
settle_weight(Value *v)
{
    const Matrix *m = &v->matrix;
    mpq_t sum;
    mpq_init(sum);
    v->weighted = false;
    for (size_t r = 0; r < matrix_rows(m) && !v->weighted; r++) {
        matrix_row_sum(sum, m, r);
        v->weighted = !m->undefined.at[r] &&
                      (mpq_cmp_ui(sum, 1, 1) != 0 || negative_entry(m, r) != SIZE_MAX);
    }
    mpq_clear(sum);
}

/* ---- matrices as boxes ---- */

void
box_of_matrix(Session *s, const Box **to, Name name, bool deterministic, Value *v)
{
    TypeList in = {0}, out = {0};
    ports_to_types(&in, &v->in);
    ports_to_types(&out, &v->out);
    Box *box = signature_add_box(&s->signature, name, &in, &out);
    box->deterministic = deterministic;
    meaning_add(&s->meaning, box->id, &v->matrix);
    *to = box;
    array_clear(&out);
    array_clear(&in);
}

static void
write_kets(const Value *v, size_t row, Sink *out)
{
    const Matrix *m = &v->matrix;
    for (size_t e = m->start.at[row]; e < m->start.at[row + 1]; e++) {
        if (e > m->start.at[row])
            sink_put(out, " + ");
        rational_write(&m->weight.at[e], out);
        sink_put(out, "|");
        tuple_write(&v->out, matrix_entry_tuple(m, e), out);
        sink_put(out, ">");
    }
}

/* A row's key.  After other rows a sign would be read as a difference, so the label is quoted. */
static void
write_key(const Value *v, const uint32_t *tuple, bool later, Sink *out)
{
    Sink key;
    sink_init(&key);
    tuple_write(&v->in, tuple, &key);
    const char *text = sink_text(&key);
    size_t first = later && *text == '-' ? strcspn(text, ",") : 0;
    if (first)
        sink_print(out, "\"%.*s\"", (int)first, text);
    sink_put(out, text + first);
    sink_clear(&key);
}

/* The kernel in one line, as it is called in a printed diagram. */
static void
write_kernel(const Value *v, Sink *out)
{
    const Matrix *m = &v->matrix;
    uint32_t *tuple = memory_new(v->in.count, sizeof *tuple);
    sink_put(out, v->in.count ? "({ " : "(");
    for (size_t r = 0; r < matrix_rows(m); r++) {
        matrix_row_tuple(m, r, tuple);
        if (v->in.count) {
            sink_put(out, r ? "  " : "");
            write_key(v, tuple, r > 0, out);
            sink_put(out, " -> ");
        }
        if (m->undefined.at[r])
            sink_put(out, "undefined");
        write_kets(v, r, out);
    }
    sink_put(out, v->in.count ? " })" : ")");
    memory_free(tuple);
}

/* The box of an anonymous kernel: one for each table and types, so that `===` sees the weights. */
static void
anonymous_box(Session *s, const Box **to, const Value *v)
{
    Sink text, key;
    sink_init(&text);
    sink_init(&key);
    write_kernel(v, &text);
    Name name = names_add(&s->names, sink_text(&text), text.count);
    sink_put(&key, name);
    for (size_t i = 0; i < v->in.count; i++)
        sink_print(&key, " %p", (const void *)v->in.at[i].type);
    for (size_t i = 0; i < v->out.count; i++)
        sink_print(&key, " %p", (const void *)v->out.at[i].type);
    Name identity = names_add(&s->names, sink_text(&key), key.count);
    uint64_t found;
    if (map_find(&s->anonymous, map_key(identity), &found)) {
        *to = s->signature.boxes.at[found];
    } else {
        Value copy = {0};
        value_set(&copy, v);
        box_of_matrix(s, to, name, false, &copy);
        map_set_at(&s->anonymous, map_key(identity), (*to)->id);
        value_clear(&copy);
    }
    sink_clear(&key);
    sink_clear(&text);
}

static void
diagram_of_box(Diagram *to, const Box *box, const PortList *in, const PortList *out)
{
    Diagram d = {0};
    WireList reads = {0};
    for (size_t i = 0; i < in->count; i++)
        array_push(&reads, diagram_add_input(&d, in->at[i].type, in->at[i].name));
    uint32_t wire = diagram_add_box(&d, box, reads.at, 0);
    for (uint32_t i = 0; i < out->count; i++)
        diagram_add_output(&d, wire + i, out->at[i].name);
    diagram_swap(to, &d);
    diagram_clear(&d);
    array_clear(&reads);
}

bool
value_to_diagram(Session *s, Diagram *to, const Value *v, const Node *n)
{
    if (v->kind == VALUE_DIAGRAM) {
        diagram_set(to, &v->diagram);
        return true;
    }
    if (v->kind != VALUE_MATRIX)
        return complain_wanted(s, n->at, "a state or a channel", v);
    if (!check_rows(s, v, n))
        return false;
    const Box *box;
    anonymous_box(s, &box, v);
    diagram_of_box(to, box, &v->in, &v->out);
    return true;
}

bool
value_to_matrix(Session *s, Value *to, const Value *v, const Node *n)
{
    if (v->kind == VALUE_MATRIX) {
        value_set(to, v);
        return true;
    }
    if (v->kind == VALUE_DIAGRAM)
        return session_meaning(s, to, &v->diagram, n);
    if (v->kind != VALUE_MODEL)
        return complain_wanted(s, n->at, "a state or a channel", v);
    Diagram d = {0};
    model_state(&d, &v->model);
    bool ok = session_meaning(s, to, &d, n);
    diagram_clear(&d);
    return ok;
}

/* A declared box with this meaning, as a diagram with named ends. */
void
declared_diagram(Session *s, Diagram *to, Name name, bool deterministic, Value *matrix,
                 const PortList *in, const PortList *out)
{
    const Box *box;
    box_of_matrix(s, &box, name, deterministic, matrix);
    diagram_of_box(to, box, in, out);
}

void
box_diagram(Diagram *to, const Box *box, const PortList *in, const PortList *out)
{
    diagram_of_box(to, box, in, out);
}
