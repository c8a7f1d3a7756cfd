/* declare.c -- declarations of types, states, channels, functions, boxes, values and diagrams; see
 * declare.h. */
#include "lang/statement/declare.h"

#include "lang/class/class_value.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_table.h"
#include "lang/complain/complain_type.h"
#include "lang/elaborate/block.h"
#include "lang/elaborate/formula.h"
#include "lang/elaborate/normalise.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/type.h"
#include "lang/elaborate/wiring.h"
#include "lang/identify/observed_state.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"
#include "lang/session/journal.h"

#include <string.h>

/* ---- declarations ---- */

static bool
is_atomic_type(const Node *n)
{
    return !n->count || n->kids[0]->kind == NODE_SET || n->kids[0]->kind == NODE_RANGE;
}

bool
declare_type(Session *s, const Node *n)
{
    PortList wires = {0};
    bool ok = true;
    if (is_atomic_type(n)) {
        Type *t = signature_add_type(&s->signature, n->text);
        ok = !n->count || elaborate_carrier(s, t, n->kids[0]);
        Port port = {NULL, t};
        array_push(&wires, port);
    } else {
        ok = elaborate_type(s, &wires, n->kids[0]);
    }
    ok = ok && define_type(s, n->text, n->text_at, &wires);
    array_clear(&wires);
    return ok;
}

/* A name as it is written in source: boxes are called so. */
static Name
written(Session *s, Name name)
{
    Sink text;
    sink_init(&text);
    word_write_name(name, &text);
    return names_take(&s->names, &text);
}

/* Names of wires, as they were declared. */
static void
set_names(PortList *to, const PortList *declared)
{
    for (size_t i = 0; declared && to->count == declared->count && i < to->count; i++)
        if (declared->at[i].name)
            to->at[i].name = declared->at[i].name;
}

/* A declared state or channel.  Kets and tables become a box of this name; what is
 * given as a diagram stays that diagram, under the declared names of its wires. */
static bool
declare_kernel(Session *s, Diagram *to, Name name, Value *v, const PortList *in,
               const PortList *out, const Node *n)
{
    if (v->kind != VALUE_MATRIX && !value_to_diagram(s, to, v, n))
        return false;
    if (v->kind == VALUE_MATRIX) {
        PortList has_in = {0}, has_out = {0};
        array_set(&has_in, &v->in);
        array_set(&has_out, &v->out);
        set_names(&has_in, in);
        set_names(&has_out, out);
        bool ok = check_rows(s, v, n) && afford_value(s, v, n->at);
        if (ok)
            declared_diagram(s, to, written(s, name), false, v, &has_in, &has_out);
        array_clear(&has_out);
        array_clear(&has_in);
        if (!ok)
            return false;
    }
    if (!in)
        return true;
    if (in->count && !to->inputs.count)
        return complain_wants_rows(&s->complain, n->at, in);
    if (!ends_fit_ports(to, &to->inputs, in) || !ends_fit_ports(to, &to->outputs, out))
        return complain_declared_type(&s->complain, n->at, to, in, out);
    ends_set_names(&to->inputs, in);
    ends_set_names(&to->outputs, out);
    return true;
}

static bool
elaborate_kernel(Session *s, Value *to, const Node *n, const PortList *in, const PortList *out,
                 bool function)
{
    if (in && is_table(s, n))
        return elaborate_kernel_table(s, to, n, in, out);
    if (in && is_formula(s, n, in))
        return elaborate_formula(s, to, n, in, out, function);
    if (!out)
        return elaborate(s, to, n);
    TypeList in_types = {0}, out_types = {0};
    ports_to_types(&in_types, in);
    ports_to_types(&out_types, out);
    bool ok = elaborate_typed(s, to, n, &in_types, &out_types);
    array_clear(&out_types);
    array_clear(&in_types);
    return ok;
}

static bool
define_diagram(Session *s, Name name, Span at, Diagram *d)
{
    Value v = {0};
    value_take_diagram(&v, d);
    bool ok = define(s, name, at, &v);
    value_clear(&v);
    return ok;
}

static bool
declare_with_types(Session *s, const Node *n, const PortList *in, const PortList *out)
{
    Value v = {0};
    Diagram d = {0};
    const Node *e = n->kids[0];
    bool ok = may_define(s, n->text, n->text_at) && elaborate_kernel(s, &v, e, in, out, false) &&
              declare_kernel(s, &d, n->text, &v, in, out, e);
    if (ok && d.inputs.count && n->kind == NODE_STATE)
        ok = complain_state_with_inputs(&s->complain, e->at, &d);
    ok = ok && define_diagram(s, n->text, n->text_at, &d);
    diagram_clear(&d);
    value_clear(&v);
    return ok;
}

bool
declare_state(Session *s, const Node *n)
{
    PortList none = {0}, out = {0};
    bool typed = n->count > 1;
    bool ok = (!typed || elaborate_type(s, &out, n->kids[1])) &&
              declare_with_types(s, n, typed ? &none : NULL, typed ? &out : NULL);
    array_clear(&out);
    return ok;
}

/* An abstract type has no labels that a state could have: those of the expression are taken, where
 * it has the other types. */
static bool
take_labels(Session *s, PortList *out, const Node *e)
{
    Diagram d = {0};
    PortList has = {0};
    size_t abstract = 0;
    for (size_t i = 0; i < out->count; i++)
        abstract += !out->at[i].type->size;
    bool ok = !abstract || elaborate_diagram(s, &d, e);
    if (ok)
        ends_to_ports(&has, &d, &d.outputs);
    bool fits = ok && has.count == out->count;
    for (size_t i = 0; fits && i < out->count; i++)
        fits = has.at[i].name == out->at[i].name &&
               (!out->at[i].type->size || out->at[i].type == has.at[i].type);
    for (size_t i = 0; fits && i < out->count; i++)
        out->at[i].type = has.at[i].type;
    array_clear(&has);
    diagram_clear(&d);
    return ok;
}

bool
declare_state_of(Session *s, const Node *n)
{
    Value v = {0};
    Diagram d = {0};
    PortList none = {0}, out = {0};
    bool ok = elaborate(s, &v, n->kids[1]);
    const ModelClass *class = ok ? class_in(&v) : NULL;
    if (ok && !class && v.kind != VALUE_MODEL)
        ok = complain_wanted(&s->complain, n->kids[1]->at, "a model", &v);
    if (ok) {
        model_state(&d, class ? &class->member : &v.model);
        ends_to_ports(&out, &d, &d.outputs);
        ok = take_labels(s, &out, n->kids[0]) && declare_with_types(s, n, &none, &out);
    }
    array_clear(&out);
    diagram_clear(&d);
    value_clear(&v);
    return ok;
}

bool
declare_channel(Session *s, const Node *n)
{
    PortList in = {0}, out = {0};
    bool ok = elaborate_type(s, &in, n->kids[1]) && elaborate_type(s, &out, n->kids[2]) &&
              declare_with_types(s, n, &in, &out);
    array_clear(&out);
    array_clear(&in);
    return ok;
}

/* The place of a row: its line of the table, where it is one. */
static Span
row_place(const Node *table, const Value *v, const uint32_t *tuple)
{
    for (uint32_t i = 0; table->kind == NODE_TABLE && i < table->count; i++) {
        const Node *row = table->kids[i];
        bool same = row->label_count == v->in.count;
        for (uint32_t k = 0; same && k < row->label_count; k++) {
            uint32_t position;
            same = type_find(v->in.at[k].type, row->labels[k].text, &position) &&
                   position == tuple[k];
        }
        if (same)
            return row->at;
    }
    return table->at;
}

static bool
complain_random_row(Session *s, const Value *v, const Node *n, size_t row)
{
    uint32_t *tuple = memory_new(v->in.count, sizeof *tuple);
    matrix_row_tuple(&v->matrix, row, tuple);
    complain_not_a_function(&s->complain, row_place(n, v, tuple), &v->in, tuple);
    memory_free(tuple);
    return false;
}

/* Is each row one label with weight one? */
static bool
check_function(Session *s, const Value *v, const Node *n)
{
    const Matrix *m = &v->matrix;
    for (size_t r = 0; r < matrix_rows(m); r++) {
        size_t e = m->start.at[r];
        if (m->start.at[r + 1] != e + 1 || mpq_cmp_ui(&m->weight.at[e], 1, 1) != 0)
            return complain_random_row(s, v, n, r);
    }
    return true;
}

static bool
make_function(Session *s, Diagram *to, const Value *v, const Node *n, const PortList *in,
              const PortList *out)
{
    Value m = {0};
    const Node *e = n->kids[0];
    bool ok = value_to_matrix(s, &m, v, e);
    if (ok && m.in.count != in->count)
        ok = complain_wants_rows(&s->complain, e->at, in);
    ok = ok && check_function(s, &m, e) && afford_value(s, &m, e->at);
    if (ok)
        declared_diagram(s, to, written(s, n->text), true, &m, in, out);
    value_clear(&m);
    return ok;
}

/* A formula of many rows is a chain of functions, and its name one for that. */
bool
declare_function(Session *s, const Node *n)
{
    PortList in = {0}, out = {0};
    Value v = {0};
    Diagram d = {0};
    const Node *e = n->kids[0];
    bool ok = elaborate_type(s, &in, n->kids[1]) && elaborate_type(s, &out, n->kids[2]) &&
              may_define(s, n->text, n->text_at) && elaborate_kernel(s, &v, e, &in, &out, true);
    bool chain = ok && v.kind == VALUE_DIAGRAM && is_formula(s, e, &in);
    ok = ok && (chain || make_function(s, &d, &v, n, &in, &out));
    ok = ok && define_diagram(s, n->text, n->text_at, chain ? &v.diagram : &d);
    diagram_clear(&d);
    value_clear(&v);
    array_clear(&out);
    array_clear(&in);
    return ok;
}

bool
declare_box(Session *s, const Node *n)
{
    PortList in = {0}, out = {0};
    TypeList in_types = {0}, out_types = {0};
    Diagram d = {0};
    bool ok = may_define(s, n->text, n->text_at) &&
              (!n->kids[0] || elaborate_type(s, &in, n->kids[0])) &&
              elaborate_type(s, &out, n->kids[1]);
    if (ok) {
        ports_to_types(&in_types, &in);
        ports_to_types(&out_types, &out);
        Box *box =
            signature_add_box(&s->signature, written(s, n->text), &in_types, &out_types);
        box_diagram(&d, box, &in, &out);
        ok = define_diagram(s, n->text, n->text_at, &d);
    }
    diagram_clear(&d);
    array_clear(&out_types);
    array_clear(&in_types);
    array_clear(&out);
    array_clear(&in);
    return ok;
}

static bool
check_names(Session *s, const Node *names)
{
    for (uint32_t i = 0; i < names->count; i++) {
        const Node *a = names->kids[i];
        if (strcmp(a->text, "_") != 0 && !may_define(s, a->text, a->at))
            return false;
        for (uint32_t k = 0; k < i; k++)
            if (names->kids[k]->text == a->text && strcmp(a->text, "_") != 0)
                return complain_defined_twice(&s->complain, a->at, a->text, names->kids[k]->at);
    }
    return true;
}

bool
declare_let(Session *s, const Node *n)
{
    const Node *names = n->kids[0];
    Value v = {0};
    bool ok = check_names(s, names) && elaborate(s, &v, n->kids[1]);
    size_t count = ok && v.kind == VALUE_TUPLE ? v.parts.count : 1;
    if (ok && count != names->count)
        ok = complain_let_count(&s->complain, n->at, names->count, count);
    for (uint32_t i = 0; ok && i < names->count; i++) {
        const Node *a = names->kids[i];
        if (strcmp(a->text, "_") != 0)
            ok = define(s, a->text, a->at, v.kind == VALUE_TUPLE ? &v.parts.at[i] : &v);
    }
    value_clear(&v);
    return ok;
}

bool
declare_diagram(Session *s, const Node *n)
{
    Diagram d = {0};
    bool ok = may_define(s, n->text, n->text_at) && elaborate_block(s, &d, n) &&
              define_diagram(s, n->text, n->text_at, &d);
    diagram_clear(&d);
    return ok;
}

bool
run_use(Session *s, const Node *n)
{
    Context c = {0};
    bool ok = n->flag ? elaborate_from(s, &c, n->kids[0], &n->kids[1], n->count - 1)
                      : elaborate_any_context(s, &c, n->kids[0],
                                              n->count > 1 ? n->kids[1] : NULL);
    if (ok) {
        context_swap(&s->context, &c);
        journal_add_context(s, &c);
    }
    context_clear(&c);
    return ok;
}
