/* ket.c -- sums of kets with weights; see ket.h.
 *
 * A column whose type nobody says gets the one type in scope that has all its labels.  One ket
 * without a weight is a diagram of points, which `===` can look into; anything else is a matrix. */
#include "lang/elaborate/ket.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_table.h"
#include "lang/complain/complain_type.h"
#include "lang/elaborate/label.h"
#include "lang/elaborate/number.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"

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

/* No type has all labels of the column.  Complains about a label that no type has; else about two
 * labels that no one type has. */
static bool
complain_column(const Column *c)
{
    const Label *first = &c->rows[0]->labels[c->at];
    for (size_t i = 0; i < c->count; i++) {
        const Label *label = &c->rows[i]->labels[c->at];
        Column one = {c->s, c->rows + i, 1, c->at};
        if (!has_column(&one))
            return complain_label_of_no_type(&c->s->complain, label->at, label->text);
    }
    for (size_t i = 1; i < c->count; i++) {
        const Label *label = &c->rows[i]->labels[c->at];
        const Node *rows[] = {c->rows[0], c->rows[i]};
        Column two = {c->s, rows, 2, c->at};
        if (!has_column(&two))
            return complain_labels_apart(&c->s->complain, label->at, label->text, first->text);
    }
    return complain_labels_apart(&c->s->complain, first->at, first->text, NULL);
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
            return complain_ambiguous_label(&c->s->complain, c->rows[0]->labels[c->at].at,
                                            c->rows[0]->labels[c->at].text, found, t);
        found = t;
    }
    *to = found;
    return found || complain_column(c);
}

bool
ket_column_types(Session *s, PortList *to, const Node *const *rows, size_t count, const Hint *hint)
{
    uint32_t width = rows[0]->label_count;
    for (size_t i = 0; i < count; i++)
        if (rows[i]->label_count != width)
            return complain_ket_width(&s->complain, rows[i]->at, rows[i]->label_count, width, true);
    if (hint && hint->known && hint->types.count != width)
        return complain_ket_width(&s->complain, rows[0]->at, width, hint->types.count, false);
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

bool
ket_find_tuple(Session *s, uint32_t *tuple, const Node *labels, const PortList *ports)
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
    if (n->kind == NODE_QUOTIENT)
        return is_kets(n->kids[0]);
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

void
ket_terms_clear(KetTerms *t)
{
    array_clear(&t->list);
    array_clear(&t->kets);
    for (size_t i = 0; i < t->divisions.count; i++)
        memory_free(t->divisions.at[i]);
    array_clear(&t->divisions);
}

static void
collect(KetTerms *to, const Node *n, bool minus, const KetDivision *over)
{
    KetTerm term = {n, NULL, over, minus};
    if (n->kind == NODE_QUOTIENT) {
        KetDivision *mine = memory_new(1, sizeof *mine);
        *mine = (KetDivision){n->kids[1], over};
        array_push(&to->divisions, mine);
        collect(to, n->kids[0], minus, mine);
        return;
    }
    if (n->kind == NODE_SUM || n->kind == NODE_NEGATE) {
        for (uint32_t i = 0; i < n->count; i++)
            collect(to, n->kids[i], minus != (n->kind == NODE_NEGATE), over);
        return;
    }
    if (n->kind == NODE_WEIGHT)
        term = (KetTerm){n->kids[1], n->kids[0], over, minus};
    array_push(&to->list, term);
    array_push(&to->kets, term.ket);
}

void
ket_terms_collect(KetTerms *to, const Node *n)
{
    collect(to, n, false, NULL);
}

static bool
divide_weight(Session *s, mpq_t weight, const KetTerm *t)
{
    mpq_t by;
    mpq_init(by);
    bool ok = true;
    for (const KetDivision *d = t->over; ok && d; d = d->around) {
        ok = elaborate_divisor(s, by, d->by);
        if (ok && !rational_fits_product(weight, by))
            ok = complain_number_too_large(&s->complain, d->by->at);
        if (ok)
            mpq_div(weight, weight, by);
    }
    mpq_clear(by);
    return ok;
}

static bool
term_weight(Session *s, mpq_t to, const KetTerm *t)
{
    mpq_set_ui(to, 1, 1);
    if (t->weight && !elaborate_number(s, to, t->weight))
        return false;
    if (t->minus)
        mpq_neg(to, to);
    return divide_weight(s, to, t);
}

bool
ket_terms_add(Session *s, Matrix *m, const KetTerms *t, const PortList *ports)
{
    uint32_t *tuple = memory_new(ports->count, sizeof *tuple);
    mpq_t weight;
    mpq_init(weight);
    bool ok = true;
    for (size_t i = 0; ok && i < t->list.count; i++) {
        ok = term_weight(s, weight, &t->list.at[i]) &&
             ket_find_tuple(s, tuple, t->list.at[i].ket, ports);
        if (ok)
            matrix_add_entry(m, tuple, weight);
        ok = ok && matrix_affords(s, m, t->list.at[i].ket);
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
    KetTerms terms = {0};
    PortList ports = {0}, none = {0};
    SizeList in = {0}, out = {0};
    Matrix m;
    matrix_init(&m, &in, &out);
    ket_terms_collect(&terms, n);
    bool ok = ket_column_types(s, &ports, terms.kets.at, terms.kets.count, hint);
    if (ok && n->kind == NODE_KET) {
        ok = elaborate_point(s, to, n, &ports);
    } else if (ok) {
        ports_to_sizes(&out, &ports);
        matrix_clear(&m);
        matrix_init(&m, &in, &out);
        ok = ket_terms_add(s, &m, &terms, &ports) && end_row(s, &m, false, n->at);
        if (ok) {
            value_take_matrix(to, &m, &none, &ports, true);
            ok = settle_weight(s, to, n);
        }
    }
    matrix_clear(&m);
    array_clear(&out);
    array_clear(&ports);
    ket_terms_clear(&terms);
    return ok;
}
