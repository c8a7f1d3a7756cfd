/* print.c -- values written as source, tables and JSON; see print.h. */
#include "lang/session/print.h"

#include "diagram/write.h"
#include "show/json.h"
#include "show/kets.h"
#include "show/number.h"
#include "show/table.h"

#include <fcntl.h>

/* ---- show ---- */

static void
write_shown(const Value *v, Name name, bool function, const Style *style, bool json, Sink *out)
{
    bool weighted = v->weighted || (style->decimals && !json); /* the sum may be rounded off one */
    Shown shown = {.matrix = &v->matrix, .name = name, .weighted = weighted,
                   .function = function && v->in.count};
    array_set(&shown.in, &v->in);
    array_set(&shown.out, &v->out);
    if (json)
        shown_write_json(&shown, style, out);
    else
        shown_write(&shown, style, out);
    array_clear(&shown.out);
    array_clear(&shown.in);
}

void
write_matrix(const Value *v, Name name, bool function, const Style *style, Sink *out)
{
    write_shown(v, name, function, style, false, out);
}

void
write_matrix_json(const Value *v, Name name, bool function, const Style *style, Sink *out)
{
    write_shown(v, name, function, style, true, out);
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

const char *
source_kind(const Value *v)
{
    return v->kind == VALUE_MODEL ? "model" : v->kind == VALUE_DIAGRAM ? "diagram" : "functor";
}

void
write_source(Session *s, const Value *v, Name name, Sink *out)
{
    if (v->kind == VALUE_MODEL)
        write_model(&v->model, name, out);
    else if (v->kind == VALUE_DIAGRAM)
        diagram_write(&v->diagram, name ? name : names_add_text(&s->names, "shown"), out);
    else if (v->of)
        write_imported_functor(s, v->functor, v->of, out);
    else
        sink_print(out, "%s\n", v->source);
}

void
write_value(Session *s, const Value *v, Name name, const Style *style, Sink *out)
{
    if (v->kind == VALUE_NUMBER)
        number_write(v->number, style, out);
    else if (v->kind == VALUE_TRUTH)
        sink_put(out, v->truth ? "true\n" : "false\n");
    else if (v->kind == VALUE_MATRIX)
        write_matrix(v, name, false, style, out);
    else if (v->kind == VALUE_ANSWER)
        v->answer->class->write(s, v->answer, out);
    else if (v->kind == VALUE_TUPLE)
        for (size_t i = 0; i < v->parts.count; i++)
            write_value(s, &v->parts.at[i], NULL, style, out);
    else
        write_source(s, v, name, out);
}

static void
write_source_json(Session *s, const Value *v, Name name, Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    write_source(s, v, name, &text);
    json_write_kind(source_kind(v), &text, out);
    sink_clear(&text);
}

void
write_value_json(Session *s, const Value *v, Name name, const Style *style, Sink *out)
{
    if (v->kind == VALUE_NUMBER)
        number_write_json(v->number, style, out);
    else if (v->kind == VALUE_TRUTH)
        sink_print(out, "{\"kind\":\"bool\",\"value\":%s}\n", v->truth ? "true" : "false");
    else if (v->kind == VALUE_MATRIX)
        write_matrix_json(v, name, false, style, out);
    else if (v->kind == VALUE_ANSWER)
        v->answer->class->write_json(s, v->answer, out);
    else if (v->kind == VALUE_TUPLE)
        for (size_t i = 0; i < v->parts.count; i++)
            write_value_json(s, &v->parts.at[i], NULL, style, out);
    else
        write_source_json(s, v, name, out);
}

/* ---- showing ---- */

/* A row a line. */
static void
write_rows(const PortList *inputs, const PortList *outputs, const Matrix *m, Sink *out)
{
    uint32_t *tuple = memory_new(inputs->count, sizeof *tuple);
    sink_put(out, "{\n");
    for (size_t row = 0; row < matrix_rows(m); row++) {
        matrix_row_tuple(m, row, tuple);
        sink_put(out, "    ");
        tuple_write(inputs, tuple, out);
        sink_put(out, " -> ");
        kets_write(m, row, outputs, out);
        sink_put(out, "\n");
    }
    sink_put(out, "  }");
    memory_free(tuple);
}

/* One item: a state, or a table. */
static void
write_item(const Diagram *d, const Matrix *m, Sink *out)
{
    PortList inputs = {0}, outputs = {0};
    ends_to_ports(&inputs, d, &d->inputs);
    ends_to_ports(&outputs, d, &d->outputs);
    sink_put(out, "  ");
    word_write_name(outputs.at[0].name, out);
    sink_put(out, " = ");
    if (inputs.count)
        write_rows(&inputs, &outputs, m, out);
    else
        kets_write(m, 0, &outputs, out);
    sink_put(out, "\n");
    array_clear(&outputs);
    array_clear(&inputs);
}

void
write_imported_functor(Session *s, const Functor *f, Name model, Sink *out)
{
    sink_put(out, "functor ");
    word_write_name(f->name, out);
    sink_put(out, " : ");
    word_write_name(model, out);
    sink_put(out, " {\n");
    for (size_t i = 0; i < f->images.count; i++) {
        const Diagram *d = &f->images.at[i];
        write_item(d, meaning_find(&s->meaning, d->uses.at[0].box->id), out);
    }
    sink_put(out, "}\n");
}

void
write_plain_value(Session *s, const Value *v, Sink *out)
{
    Style plain = s->style;
    plain.color = false;
    write_value(s, v, NULL, &plain, out);
}
