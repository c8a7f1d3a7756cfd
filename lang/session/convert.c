/* convert.c -- matrices as boxes and diagrams, and back; see convert.h.
 *
 * A matrix becomes a diagram as an anonymous box, one for each table with its types, so that `===`
 * compares the weights as well. */
#include "lang/session/convert.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_table.h"
#include "lang/session/define.h"
#include "lang/session/meaning.h"
#include "show/kets.h"

void
ports_to_sizes(SizeList *to, const PortList *ports)
{
    to->count = 0;
    for (size_t i = 0; i < ports->count; i++)
        array_push(to, ports->at[i].type->size);
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

/* The sum of a row that is not one, to six digits of what it lacks or has too much. */
static bool
sum_to_show(mpq_t to, const Matrix *m, size_t row, Budget *b)
{
    mpq_t one, little;
    mpq_init(one);
    mpq_init(little);
    mpq_set_ui(one, 1, 1);
    mpq_div_2exp(little, one, MATRIX_ABOUT_BITS - 100);
    matrix_row_sum_about(to, m, row);
    bool ok = !rational_near(to, one, little) || matrix_row_sum_within(to, m, row, b);
    mpq_clear(little);
    mpq_clear(one);
    return ok;
}

bool
check_row(Session *s, const Matrix *m, size_t row, const PortList *in, const PortList *out,
          Span at)
{
    if (m->undefined.at[row])
        return true;
    mpq_t sum;
    size_t negative = negative_entry(m, row);
    bool ok;
    if (!matrix_row_is_one(&ok, m, row, &s->budget))
        return complain_stopped(&s->complain, &s->budget, at);
    ok = ok && negative == SIZE_MAX;
    mpq_init(sum);
    if (!ok && negative == SIZE_MAX && !sum_to_show(sum, m, row, &s->budget)) {
        complain_stopped(&s->complain, &s->budget, at);
    } else if (!ok) {
        uint32_t *tuple = memory_new(in->count, sizeof *tuple);
        matrix_row_tuple(m, row, tuple);
        if (negative != SIZE_MAX)
            complain_negative(&s->complain, at, in, tuple, out, matrix_entry_tuple(m, negative),
                              &m->weight.at[negative]);
        else
            complain_row_sum(&s->complain, at, in, tuple, sum);
        memory_free(tuple);
    }
    mpq_clear(sum);
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

/* A sum of kets or channels is a weighted value, unless all its rows happen to be probabilities. */
bool
settle_weight(Session *s, Value *v, const Node *n)
{
    const Matrix *m = &v->matrix;
    v->weighted = false;
    for (size_t r = 0; r < matrix_rows(m) && !v->weighted; r++) {
        bool one = true;
        if (!m->undefined.at[r] && !matrix_row_is_one(&one, m, r, &s->budget))
            return complain_stopped(&s->complain, &s->budget, n->at);
        v->weighted = !m->undefined.at[r] && (!one || negative_entry(m, r) != SIZE_MAX);
    }
    return true;
}

/* ---- matrices as boxes ---- */

/* A new box that means this matrix, which is taken out of the value. */
static Box *
make_box(Session *s, Name name, bool deterministic, Value *v)
{
    TypeList in = {0}, out = {0};
    ports_to_types(&in, &v->in);
    ports_to_types(&out, &v->out);
    Box *box = signature_add_box(&s->signature, name, &in, &out);
    box->deterministic = deterministic;
    meaning_add(&s->meaning, box->id, &v->matrix);
    array_clear(&out);
    array_clear(&in);
    return box;
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
            tuple_write(&v->in, tuple, out);
            sink_put(out, " -> ");
        }
        if (m->undefined.at[r])
            sink_put(out, "undefined");
        kets_write(m, r, &v->out, out);
    }
    sink_put(out, v->in.count ? " })" : ")");
    memory_free(tuple);
}

const Box *
anonymous_box(Session *s, const Value *v, bool function)
{
    Sink text, key;
    sink_init(&text);
    sink_init(&key);
    write_kernel(v, &text);
    Name name = names_add(&s->names, sink_text(&text), text.count);
    sink_print(&key, "%s%s", function ? "function " : "", name);
    for (size_t i = 0; i < v->in.count; i++)
        sink_print(&key, " %p", (const void *)v->in.at[i].type);
    for (size_t i = 0; i < v->out.count; i++)
        sink_print(&key, " %p", (const void *)v->out.at[i].type);
    Name identity = names_add(&s->names, sink_text(&key), key.count);
    uint64_t found;
    const Box *box;
    if (map_find(&s->kernel_boxes, map_key(identity), &found)) {
        box = s->signature.boxes.at[found];
    } else {
        Value copy = {0};
        value_set(&copy, v);
        box = make_box(s, name, function, &copy);
        map_set_at(&s->kernel_boxes, map_key(identity), box->id);
        s->held += value_bytes(v) + text.count + key.count;
        value_clear(&copy);
    }
    sink_clear(&key);
    sink_clear(&text);
    return box;
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
        return complain_wanted(&s->complain, n->at, "a state or a channel", v);
    if (!check_rows(s, v, n) || !matrix_affords(s, &v->matrix, n))
        return false;
    diagram_of_box(to, anonymous_box(s, v, false), &v->in, &v->out);
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
        return complain_wanted(&s->complain, n->at, "a state or a channel", v);
    Diagram d = {0};
    model_state(&d, &v->model);
    bool ok = session_meaning(s, to, &d, n);
    diagram_clear(&d);
    return ok;
}

void
function_to_diagram(Session *s, Diagram *to, Value *function)
{
    const Matrix *m = &function->matrix;
    if (!function->in.count && function->out.count == 1) {
        const Type *t = function->out.at[0].type;
        const Box *point = signature_point(&s->signature, t, matrix_entry_tuple(m, 0)[0]);
        diagram_of_box(to, point, &function->in, &function->out);
        return;
    }
    Sink text;
    sink_init(&text);
    write_kernel(function, &text);
    Name name = names_take(&s->names, &text);
    s->held += value_bytes(function) + strlen(name);
    box_diagram(to, make_box(s, name, true, function), &function->in, &function->out);
}

/* A declared box with this meaning, as a diagram with named ends. */
void
declared_diagram(Session *s, Diagram *to, Name name, bool deterministic, Value *matrix,
                 const PortList *in, const PortList *out)
{
    box_diagram(to, make_box(s, name, deterministic, matrix), in, out);
}

void
box_diagram(Diagram *to, Box *box, const PortList *in, const PortList *out)
{
    for (size_t i = 0; i < in->count; i++)
        array_push(&box->in_names, in->at[i].name);
    for (size_t i = 0; i < out->count; i++)
        array_push(&box->out_names, out->at[i].name);
    diagram_of_box(to, box, in, out);
}
