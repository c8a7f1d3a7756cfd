/* print.c -- values written as source, tables and JSON; see print.h. */
#include "lang/session/print.h"

#include "diagram/write.h"
#include "show/json.h"
#include "show/number.h"
#include "show/table.h"

#include <fcntl.h>

/* ---- show ---- */

static void
write_shown(const Value *v, Name name, bool function, const Style *style, bool json, Sink *out)
{
    Shown shown = {.matrix = &v->matrix, .name = name, .weighted = v->weighted,
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

static void
write_kets(const Matrix *m, size_t row, const Type *t, Sink *out)
{
    for (size_t e = m->start.at[row]; e < m->start.at[row + 1]; e++) {
        if (e > m->start.at[row])
            sink_put(out, " + ");
        rational_write(&m->weight.at[e], out);
        sink_put(out, "|");
        type_write_label(t, *matrix_entry_tuple(m, e), out);
        sink_put(out, ">");
    }
    sink_put(out, "\n");
}

/* `yes,no`: the first label in quotes where a sign would be read as a difference. */
static void
write_key(const Diagram *d, const uint32_t *tuple, Sink *out)
{
    Sink label;
    sink_init(&label);
    for (size_t i = 0; i < d->inputs.count; i++) {
        label.count = 0;
        type_write_label(d->wires.at[d->inputs.at[i].wire], tuple[i], &label);
        bool quote = i == 0 && *label.text == '-';
        sink_print(out, quote ? "\"%s\"" : i ? ",%s" : "%s", label.text);
    }
    sink_clear(&label);
}

/* One item: a state, or a table. */
static void
write_item(const Diagram *d, const Matrix *m, Sink *out)
{
    const Type *type = d->wires.at[d->outputs.at[0].wire];
    sink_put(out, "  ");
    word_write_name(d->outputs.at[0].name, out);
    sink_put(out, " = ");
    if (!d->inputs.count) {
        write_kets(m, 0, type, out);
        return;
    }
    uint32_t *tuple = memory_new(d->inputs.count, sizeof *tuple);
    sink_put(out, "{\n");
    for (size_t row = 0; row < matrix_rows(m); row++) {
        matrix_row_tuple(m, row, tuple);
        sink_put(out, "    ");
        write_key(d, tuple, out);
        sink_put(out, " -> ");
        write_kets(m, row, type, out);
    }
    sink_put(out, "  }\n");
    memory_free(tuple);
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
