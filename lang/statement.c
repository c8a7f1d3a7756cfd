/* statement.c -- statements: declarations, show, check, use. */
#include "lang/elaborate.h"

#include "diagram/write.h"
#include "lang/drawing.h"
#include "lang/explain.h"
#include "lang/identifying.h"
#include "lang/illustration.h"
#include "lang/import_bif.h"
#include "lang/plotting.h"
#include "lang/report.h"
#include "lang/progress.h"
#include "lang/shape.h"
#include "lang/witnessing.h"
#include "show/json.h"
#include "show/number.h"

#include <string.h>

/* ---- names ---- */

bool
may_define(Session *s, Name name, Span at)
{
    uint64_t old;
    if (strcmp(name, "_") == 0 || strcmp(name, "undefined") == 0 || is_notion(name))
        return complain_reserved(s, at, name);
    if (!s->redefine && map_find(&s->value_of, map_key(name), &old))
        return complain_defined_twice(s, at, name, s->values.at[old].at);
    return true;
}

/* All that names hold together stays within the memory that one evaluation may take. */
static bool
afford(Session *s, const Value *v, Span at)
{
    uint64_t bytes = value_bytes(v);
    if (!budget_allows(&s->budget, s->held + bytes))
        return complain_stopped(s, at);
    s->held += bytes;
    return true;
}

bool
define(Session *s, Name name, Span at, Value *v)
{
    if (!may_define(s, name, at) || !afford(s, v, at))
        return false;
    Binding b = {.name = name, .at = at};
    value_swap(&b.value, v);
    uint64_t old;
    if (map_find(&s->value_of, map_key(name), &old)) {
        s->held -= value_bytes(&s->values.at[old].value);
        value_clear(&s->values.at[old].value);
        s->values.at[old] = b;
        return true;
    }
    map_set_at(&s->value_of, map_key(name), s->values.count);
    array_push(&s->values, b);
    return true;
}

/* Two lists of the same labels in the same order? */
static bool
same_carrier(const Type *a, const Type *b)
{
    bool same = a->size && a->size == b->size && a->range == b->range && a->first == b->first;
    for (size_t i = 0; same && i < a->labels.count; i++)
        same = a->labels.at[i] == b->labels.at[i];
    return same;
}

/* What an imported file declares with the same labels as a type that is there is that type: so a
 * script may have its own Bit before it imports files that declare theirs. */
static bool
is_declared(const TypeBinding *b, Span at, const PortList *wires)
{
    return b->at.source != at.source && b->wires.count == 1 && wires->count == 1 &&
           b->wires.at[0].type->name == wires->at[0].type->name &&
           same_carrier(b->wires.at[0].type, wires->at[0].type);
}

static bool
define_type(Session *s, Name name, Span at, PortList *wires)
{
    uint64_t old;
    bool again = map_find(&s->type_of, map_key(name), &old);
    if (again && s->import_depth && is_declared(&s->types.at[old], at, wires))
        return true;
    if (again && !s->redefine)
        return complain_defined_twice(s, at, name, s->types.at[old].at);
    TypeBinding b = {.name = name, .at = at, .wires = *wires};
    *wires = (PortList){0};
    if (again) {
        array_clear(&s->types.at[old].wires);
        s->types.at[old] = b;
        return true;
    }
    map_set_at(&s->type_of, map_key(name), s->types.count);
    array_push(&s->types, b);
    return true;
}

/* ---- declarations ---- */

static bool
is_atomic_type(const Node *n)
{
    return !n->count || n->kids[0]->kind == NODE_SET || n->kids[0]->kind == NODE_RANGE;
}

static bool
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
    Name as = names_add(&s->names, sink_text(&text), text.count);
    sink_clear(&text);
    return as;
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
        bool ok = check_rows(s, v, n);
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
        return complain_wants_rows(s, n->at, in);
    if (!ends_fit_ports(to, &to->inputs, in) || !ends_fit_ports(to, &to->outputs, out))
        return complain_declared_type(s, n->at, to, in, out);
    ends_set_names(&to->inputs, in);
    ends_set_names(&to->outputs, out);
    return true;
}

static bool
elaborate_kernel(Session *s, Value *to, const Node *n, const PortList *in, const PortList *out)
{
    if (n->kind == NODE_TABLE && in)
        return elaborate_table(s, to, n, in, out);
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
    bool ok = may_define(s, n->text, n->text_at) && elaborate_kernel(s, &v, e, in, out) &&
              declare_kernel(s, &d, n->text, &v, in, out, e);
    if (ok && d.inputs.count && n->kind == NODE_DO_STATE)
        ok = complain_state_with_inputs(s, e->at, &d);
    ok = ok && define_diagram(s, n->text, n->text_at, &d);
    diagram_clear(&d);
    value_clear(&v);
    return ok;
}

static bool
declare_state(Session *s, const Node *n)
{
    PortList none = {0}, out = {0};
    bool typed = n->count > 1;
    bool ok = (!typed || elaborate_type(s, &out, n->kids[1])) &&
              declare_with_types(s, n, typed ? &none : NULL, typed ? &out : NULL);
    array_clear(&out);
    return ok;
}

static bool
declare_state_of(Session *s, const Node *n)
{
    Value v = {0};
    Diagram d = {0};
    PortList none = {0}, out = {0};
    bool ok = elaborate_model(s, &v, n->kids[1]);
    if (ok) {
        model_state(&d, &v.model);
        ends_to_ports(&out, &d, &d.outputs);
        ok = declare_with_types(s, n, &none, &out);
    }
    array_clear(&out);
    diagram_clear(&d);
    value_clear(&v);
    return ok;
}

static bool
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
    complain_not_a_function(s, row_place(n, v, tuple), &v->in, tuple);
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
declare_function(Session *s, const Node *n)
{
    PortList in = {0}, out = {0};
    Value v = {0}, m = {0};
    Diagram d = {0};
    const Node *e = n->kids[0];
    bool ok = elaborate_type(s, &in, n->kids[1]) && elaborate_type(s, &out, n->kids[2]) &&
              may_define(s, n->text, n->text_at) && elaborate_kernel(s, &v, e, &in, &out) &&
              value_to_matrix(s, &m, &v, e);
    if (ok && m.in.count != in.count)
        ok = complain_wants_rows(s, e->at, &in);
    ok = ok && check_function(s, &m, e);
    if (ok) {
        declared_diagram(s, &d, written(s, n->text), true, &m, &in, &out);
        ok = define_diagram(s, n->text, n->text_at, &d);
    }
    diagram_clear(&d);
    value_clear(&m);
    value_clear(&v);
    array_clear(&out);
    array_clear(&in);
    return ok;
}

static bool
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
        const Box *box =
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
                return complain_defined_twice(s, a->at, a->text, names->kids[k]->at);
    }
    return true;
}

static bool
declare_let(Session *s, const Node *n)
{
    const Node *names = n->kids[0];
    Value v = {0};
    bool ok = check_names(s, names) && elaborate(s, &v, n->kids[1]);
    size_t count = ok && v.kind == VALUE_TUPLE ? v.parts.count : 1;
    if (ok && count != names->count)
        ok = complain_let_count(s, n->at, names->count, count);
    for (uint32_t i = 0; ok && i < names->count; i++) {
        const Node *a = names->kids[i];
        if (strcmp(a->text, "_") != 0)
            ok = define(s, a->text, a->at, v.kind == VALUE_TUPLE ? &v.parts.at[i] : &v);
    }
    value_clear(&v);
    return ok;
}

static bool
declare_diagram(Session *s, const Node *n)
{
    Diagram d = {0};
    bool ok = may_define(s, n->text, n->text_at) && elaborate_block(s, &d, n) &&
              define_diagram(s, n->text, n->text_at, &d);
    diagram_clear(&d);
    return ok;
}

/* ---- check ---- */

static bool
write_side(Session *s, const char *side, const Value *v, Sink *out)
{
    Style plain = s->style;
    plain.color = false;
    sink_print(out, "    %s:\n", side);
    Sink text;
    sink_init(&text);
    write_value(s, v, NULL, &plain, &text);
    const char *line = sink_text(&text);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        sink_put(out, "      ");
        sink_add(out, line, (size_t)(end - line) + 1);
    }
    sink_clear(&text);
    return true;
}

static void
write_weight(const Value *v, size_t entry, const char *side, Sink *out)
{
    mpq_t zero;
    mpq_init(zero);
    rational_write(entry == SIZE_MAX ? zero : &v->matrix.weight.at[entry], out);
    sink_print(out, " on the %s", side);
    mpq_clear(zero);
}

/* "first difference: at smoker, |tar,cancer> is 1/2 on the left, 1/3 on the right" */
static void
write_difference(const Value *a, const Value *b, const MatrixPlace *p, Sink *out)
{
    sink_put(out, "    first difference: ");
    if (a->in.count) {
        uint32_t *tuple = memory_new(a->in.count, sizeof *tuple);
        matrix_row_tuple(&a->matrix, p->row, tuple);
        sink_put(out, "at ");
        tuple_write(&a->in, tuple, out);
        sink_put(out, ", ");
        memory_free(tuple);
    }
    if (a->matrix.undefined.at[p->row] || b->matrix.undefined.at[p->row]) {
        sink_print(out, "undefined on the %s only\n",
                   a->matrix.undefined.at[p->row] ? "left" : "right");
        return;
    }
    const Value *side = p->entry_a != SIZE_MAX ? a : b;
    size_t entry = p->entry_a != SIZE_MAX ? p->entry_a : p->entry_b;
    sink_put(out, "|");
    tuple_write(&side->out, matrix_entry_tuple(&side->matrix, entry), out);
    sink_put(out, "> is ");
    write_weight(a, p->entry_a, "left", out);
    sink_put(out, ", ");
    write_weight(b, p->entry_b, "right", out);
    sink_put(out, "\n");
}

static void
write_sides(Session *s, const Value *a, const Value *b, const Node *n, const MatrixPlace *p)
{
    Sink *out = &s->err;
    write_side(s, "left", a, out);
    write_side(s, "right", b, out);
    if (a->kind == VALUE_MATRIX && b->kind == VALUE_MATRIX && strcmp(n->text, "==") == 0)
        write_difference(a, b, p, out);
}

static void
write_check_json(Session *s, const Node *n, bool truth)
{
    size_t line, column;
    Name text = span_text(s, n->at);
    source_place(n->at.source, n->at.start, &line, &column);
    sink_print(&s->out, "{\"kind\":\"check\",\"value\":%s,\"line\":%zu,\"text\":",
               truth ? "true" : "false", line);
    json_write_string(text, &s->out);
    sink_put(&s->out, "}\n");
}

static bool
run_check(Session *s, const Node *n)
{
    const Node *e = n->kids[0];
    Value a = {0}, b = {0};
    MatrixPlace first = {0};
    bool truth = false, ok, compare = e->kind == NODE_COMPARE;
    s->staging = true;
    if (compare) {
        ok = elaborate_sides(s, &a, &b, e) && compare_values(s, &truth, &a, &b, e, &first);
    } else {
        ok = elaborate(s, &a, e);
        if (ok && a.kind != VALUE_TRUTH)
            ok = complain_wanted(s, e->at, "a comparison to check", &a);
        truth = ok && a.truth;
    }
    s->staging = false;
    if (ok) {
        s->passed += truth;
        if (s->options.json)
            write_check_json(s, e, truth);
        else if (truth && s->interactive)
            sink_put(&s->out, "true\n");
    }
    if (ok && !truth) {
        s->complain.json = NULL; /* the result above has said it */
        ok = complain_check(s, e->at);
        s->complain.json = s->options.json ? &s->out : NULL;
        if (compare)
            write_sides(s, &a, &b, e, &first);
    }
    value_clear(&b);
    value_clear(&a);
    return ok;
}

/* ---- show ---- */

static void
write_text_json(const char *kind, const Sink *text, Sink *out)
{
    sink_print(out, "{\"kind\":\"%s\",\"text\":", kind);
    json_write_text(sink_text(text), text->count, out);
    sink_put(out, "}\n");
}

static void
write_matrix(Session *s, const Value *v, Name name, bool function, const Style *style, Sink *out)
{
    Shown shown = {.matrix = &v->matrix, .name = name, .weighted = v->weighted,
                   .function = function && v->in.count};
    array_set(&shown.in, &v->in);
    array_set(&shown.out, &v->out);
    if (s->options.json && out == &s->out)
        shown_write_json(&shown, style, out);
    else
        shown_write(&shown, style, out);
    array_clear(&shown.out);
    array_clear(&shown.in);
}

/* Is every box of the diagram deterministic? */
static bool
is_function(const Diagram *d)
{
    for (size_t i = 0; i < d->uses.count; i++)
        if (!d->uses.at[i].box->deterministic)
            return false;
    return true;
}

static bool
is_open(const Model *m)
{
    for (size_t i = 0; i < m->vertices.count; i++)
        if (m->vertices.at[i].open)
            return true;
    return false;
}

static void
write_model(const Model *m, Name name, Sink *out)
{
    if (!is_open(m)) {
        model_write(m, name ? name : m->name, out);
        return;
    }
    Diagram d = {0};
    model_state(&d, m);
    diagram_write(&d, name ? name : m->name, out);
    diagram_clear(&d);
}

/* What is text already: models, diagrams, functors. */
static void
write_source(Session *s, const Value *v, Name name, Sink *out)
{
    Sink text;
    sink_init(&text);
    if (v->kind == VALUE_MODEL)
        write_model(&v->model, name, &text);
    else if (v->kind == VALUE_DIAGRAM)
        diagram_write(&v->diagram, name ? name : names_add_text(&s->names, "shown"), &text);
    else if (v->of)
        write_imported_functor(s, v->functor, v->of, &text);
    else
        sink_print(&text, "%s\n", v->source);
    const char *kind = v->kind == VALUE_MODEL     ? "model"
                       : v->kind == VALUE_DIAGRAM ? "diagram"
                                                  : "functor";
    if (s->options.json && out == &s->out)
        write_text_json(kind, &text, out);
    else
        sink_add(out, sink_text(&text), text.count);
    sink_clear(&text);
}

void
write_value(Session *s, const Value *v, Name name, const Style *style, Sink *out)
{
    bool json = s->options.json && out == &s->out;
    if (v->kind == VALUE_NUMBER && json)
        number_write_json(v->number, style, out);
    else if (v->kind == VALUE_NUMBER)
        number_write(v->number, style, out);
    else if (v->kind == VALUE_TRUTH && json)
        sink_print(out, "{\"kind\":\"bool\",\"value\":%s}\n", v->truth ? "true" : "false");
    else if (v->kind == VALUE_TRUTH)
        sink_put(out, v->truth ? "true\n" : "false\n");
    else if (v->kind == VALUE_SETS || v->kind == VALUE_SHAPE)
        shape_write_value(v, json, out);
    else if (v->kind == VALUE_MATRIX)
        write_matrix(s, v, name, false, style, out);
    else if (v->kind == VALUE_ESTIMAND)
        write_estimand(s, v->identified, out);
    else if (v->kind == VALUE_TUPLE)
        for (size_t i = 0; i < v->parts.count; i++)
            write_value(s, &v->parts.at[i], NULL, style, out);
    else
        write_source(s, v, name, out);
}

static Name
shown_name(const Session *s, const Node *n)
{
    return (n->kind == NODE_NAME || n->kind == NODE_STRING) && session_find(s, n->text) ? n->text
                                                                                        : NULL;
}

/* A lone box without a meaning is shown as it was declared. */
static bool
is_bare_box(const Session *s, const Value *v)
{
    const Diagram *d = &v->diagram;
    return v->kind == VALUE_DIAGRAM && d->uses.count == 1 && d->uses.at[0].box->kind == BOX_FREE &&
           !meaning_find(&s->meaning, d->uses.at[0].box->id);
}

static void
write_bare_box(Session *s, const Value *v)
{
    const Diagram *d = &v->diagram;
    PortList in = {0}, out = {0};
    Sink text;
    sink_init(&text);
    ends_to_ports(&in, d, &d->inputs);
    ends_to_ports(&out, d, &d->outputs);
    sink_print(&text, "box %s : ", d->uses.at[0].box->name);
    if (in.count) {
        ports_write(&in, &text);
        sink_put(&text, " -> ");
    }
    ports_write(&out, &text);
    sink_put(&text, "\n");
    if (s->options.json)
        write_text_json("box", &text, &s->out);
    else
        sink_add(&s->out, sink_text(&text), text.count);
    sink_clear(&text);
    array_clear(&out);
    array_clear(&in);
}

static bool
show_parts(Session *s, const Value *v, const Node *n)
{
    for (size_t i = 0; i < v->parts.count && budget_step(&s->budget, 1); i++) {
        const Value *part = &v->parts.at[i];
        if (part->kind == VALUE_MATRIX && part->out.count == 1) /* a marginal: named by its wire */
            write_matrix(s, part, part->out.at[0].name, false, &s->style, &s->out);
        else if (!show_value(s, part, n))
            return false;
    }
    return true;
}

bool
show_value(Session *s, const Value *v, const Node *n)
{
    Name name = v->kind == VALUE_TUPLE ? NULL : shown_name(s, n);
    if (v->kind == VALUE_TUPLE)
        return show_parts(s, v, n);
    if (is_bare_box(s, v) && !s->options.stage) {
        write_bare_box(s, v);
        return true;
    }
    if (v->kind == VALUE_MODEL && s->options.stage == STAGE_DIAGRAM) {
        Diagram d = {0};
        model_state(&d, &v->model);
        diagram_write_stage(&d, &s->out);
        diagram_clear(&d);
        return true;
    }
    if (v->kind != VALUE_DIAGRAM) {
        write_value(s, v, name, &s->style, &s->out);
        if (s->report && v->kind == VALUE_MODEL)
            illustration_add_value(s, v, v->model.name, n);
        return true;
    }
    Value m = {0};
    bool ok = session_meaning(s, &m, &v->diagram, n);
    if (ok)
        write_matrix(s, &m, name, is_function(&v->diagram), &s->style, &s->out);
    value_clear(&m);
    return ok;
}

static void
show_estimand_diagrams(Session *s, const Identified *i, Name name)
{
    Sink text;
    sink_init(&text);
    write_estimand_diagrams(s, i, name ? name : names_add_text(&s->names, "estimand"), &text);
    if (s->options.json)
        write_text_json("diagram", &text, &s->out);
    else
        sink_add(&s->out, sink_text(&text), text.count);
    sink_clear(&text);
    if (!s->report)
        return;
    Diagram d = {0};
    question_diagram(s, &d, &i->question, &i->shown);
    illustration_write_diagram(s, &d, "The estimand", report_figure(s->report));
    diagram_clear(&d);
}

static bool
show_as_diagram(Session *s, const Value *v, const Node *n)
{
    if (v->kind == VALUE_MODEL) {
        Value d = {.kind = VALUE_DIAGRAM};
        model_state(&d.diagram, &v->model);
        Name name = shown_name(s, n);
        write_source(s, &d, name ? name : v->model.name, &s->out);
        if (s->report)
            illustration_add_value(s, &d, name ? name : v->model.name, n);
        value_clear(&d);
        return true;
    }
    if (v->kind == VALUE_ESTIMAND) {
        show_estimand_diagrams(s, v->identified, shown_name(s, n));
        return true;
    }
    Value d = {.kind = VALUE_DIAGRAM};
    bool ok = value_to_diagram(s, &d.diagram, v, n);
    if (ok)
        write_source(s, &d, shown_name(s, n), &s->out);
    if (ok && s->report)
        illustration_add_value(s, &d, span_text(s, n->at), n);
    value_clear(&d);
    return ok;
}

/* A type's name, where no value has it: its declaration. */
static bool
show_type(Session *s, const Node *n, bool *done)
{
    *done = (n->kind == NODE_NAME || n->kind == NODE_STRING) && !session_find(s, n->text) &&
            session_find_type(s, n->text);
    if (!*done)
        return true;
    const PortList *wires = session_find_type(s, n->text);
    Sink text;
    sink_init(&text);
    sink_put(&text, "type ");
    word_write_name(n->text, &text);
    bool atomic = wires->count == 1 && wires->at[0].type->name == n->text;
    if (!atomic || wires->at[0].type->size)
        sink_put(&text, " = ");
    if (atomic)
        type_write_carrier(wires->at[0].type, &text);
    else
        ports_write(wires, &text);
    sink_put(&text, "\n");
    if (s->options.json)
        write_text_json("type", &text, &s->out);
    else
        sink_add(&s->out, sink_text(&text), text.count);
    sink_clear(&text);
    return true;
}

static bool
show_expression(Session *s, const Node *e, Name as, Span as_at)
{
    bool done;
    if (!show_type(s, e, &done) || done)
        return true;
    Value v = {0};
    s->staging = true;
    bool ok = elaborate(s, &v, e), whole = as && strcmp(as, "fraction") == 0;
    bool shorten = s->style.shorten;
    s->style.shorten = shorten && !whole;
    if (ok && (!as || whole))
        ok = show_value(s, &v, e);
    else if (ok && (strcmp(as, "diagram") == 0 || strcmp(as, "source") == 0))
        ok = show_as_diagram(s, &v, e);
    else if (ok && strcmp(as, "latex") == 0 && v.kind == VALUE_ESTIMAND)
        write_estimand_latex(s, v.identified, &s->out);
    else if (ok && strcmp(as, "latex") == 0)
        ok = complain_no_formula(s, as_at);
    else if (ok)
        ok = complain_show_as(s, as_at, as);
    if (ok && s->budget.stop != STOP_NOT)
        ok = complain_stopped(s, e->at);
    s->style.shorten = shorten;
    s->staging = false;
    value_clear(&v);
    return ok;
}

static bool
run_use(Session *s, const Node *n)
{
    Context c = {0};
    bool ok = n->flag ? elaborate_from(s, &c, n->kids[0], n->kids[1])
                      : elaborate_context(s, &c, n->kids[0], n->count > 1 ? n->kids[1] : NULL);
    if (ok)
        context_swap(&s->context, &c);
    context_clear(&c);
    return ok;
}

static bool
run_statement(Session *s, const Node *n)
{
    switch (n->kind) {
    case NODE_DO_TYPE:
        return declare_type(s, n);
    case NODE_DO_STATE:
        return declare_state(s, n);
    case NODE_DO_STATE_OF:
        return declare_state_of(s, n);
    case NODE_DO_CHANNEL:
        return declare_channel(s, n);
    case NODE_DO_FUNCTION:
        return declare_function(s, n);
    case NODE_DO_BOX:
        return declare_box(s, n);
    case NODE_DO_LET:
        return declare_let(s, n);
    case NODE_DO_DIAGRAM:
        return declare_diagram(s, n);
    case NODE_DO_MODEL:
        return declare_model(s, n);
    case NODE_DO_FUNCTOR:
        return declare_functor(s, n);
    case NODE_DO_CHECK:
        return run_check(s, n);
    case NODE_DO_SHOW:
        return show_expression(s, n->kids[0], n->text, n->text_at);
    case NODE_DO_EXPRESSION:
        return show_expression(s, n->kids[0], NULL, n->at);
    case NODE_DO_DRAW:
        return run_draw(s, n);
    case NODE_DO_USE:
        return run_use(s, n);
    case NODE_DO_IMPORT:
        return run_import(s, n);
    case NODE_DO_PLOT:
        return run_plot(s, n);
    case NODE_DO_IDENTIFY:
        return run_identify(s, n);
    case NODE_DO_EXPLAIN:
        return run_explain(s, n);
    case NODE_DO_WITNESS:
        return run_witness(s, n);
    case NODE_DO_EXPORT:
        return complain_not_yet(s, n->at, "export");
    default:
        return complain_not_a_value(s, n->at);
    }
}

bool
session_statement(Session *s, const Node *n)
{
    s->budget.stop = STOP_NOT;
    progress_begin(&s->budget);
    s->staging = s->staged = false;
    s->asked = &s->context;
    bool ok = run_statement(s, n) || s->staged;
    s->staging = s->staged = false;
    if (ok && s->report && !s->import_depth)
        illustration_add(s, n);
    return ok;
}
