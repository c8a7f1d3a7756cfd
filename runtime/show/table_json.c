/* table_json.c -- states and channels as one JSON object on one line.
 *
 * Fractions are strings, whole, or decimals where the style wants these; labels and names are plain
 * text, as they are called and not as source quotes them. */
#include "show/table.h"

#include "show/json.h"
#include "show/fraction.h"

typedef struct Writer {
    const Shown *shown;
    const Style *style;
    Sink *out;
    Sink text; /* scratch */
    ARRAY(uint32_t) key;
} Writer;

static void
write_scratch(Writer *w)
{
    json_write_text(sink_text(&w->text), w->text.count, w->out);
}

static void
write_wire(const Port *p, Sink *text, Sink *out)
{
    sink_put(out, "{\"name\":");
    if (p->name)
        json_write_string(p->name, out);
    else
        sink_put(out, "null");
    sink_put(out, ",\"type\":");
    piece_start(text);
    if (p->type->name)
        sink_put(text, p->type->name);
    else
        type_write(p->type, text);
    json_write_text(sink_text(text), text->count, out);
    sink_put(out, "}");
}

void
ports_write_json(const PortList *ports, Sink *out)
{
    Sink text;
    sink_init(&text);
    sink_put(out, "[");
    for (size_t i = 0; i < ports->count; i++) {
        sink_put(out, i ? "," : "");
        write_wire(&ports->at[i], &text, out);
    }
    sink_put(out, "]");
    sink_clear(&text);
}

static void
write_wires(Writer *w, const char *key, const PortList *ports)
{
    sink_print(w->out, ",\"%s\":", key);
    ports_write_json(ports, w->out);
}

static void
write_labels(Writer *w, const PortList *ports, const uint32_t *tuple)
{
    sink_put(w->out, "[");
    for (size_t i = 0; i < ports->count; i++) {
        sink_put(w->out, i ? "," : "");
        piece_start(&w->text);
        type_write_text(ports->at[i].type, tuple[i], &w->text);
        write_scratch(w);
    }
    sink_put(w->out, "]");
}

/* `"entries":[...]`, or what stands for it. */
static void
write_entries(Writer *w, size_t row)
{
    const Matrix *m = w->shown->matrix;
    if (m->undefined.at[row]) {
        sink_put(w->out, "\"undefined\":true");
        return;
    }
    sink_put(w->out, "\"entries\":[");
    for (size_t e = m->start.at[row]; e < m->start.at[row + 1] && !sink_is_cut(w->out); e++) {
        sink_put(w->out, e > m->start.at[row] ? "," : "");
        sink_put(w->out, "{\"labels\":");
        write_labels(w, &w->shown->out, matrix_entry_tuple(m, e));
        sink_put(w->out, w->style->decimals ? ",\"decimal\":\"" : ",\"p\":\"");
        if (w->style->decimals)
            decimal_write(&m->weight.at[e], w->style->digits, w->out);
        else
            rational_write(&m->weight.at[e], w->out);
        sink_put(w->out, "\"}");
    }
    sink_put(w->out, "]");
}

static void
write_rows(Writer *w)
{
    size_t rows = matrix_rows(w->shown->matrix);
    sink_put(w->out, ",\"rows\":[");
    for (size_t r = 0; r < rows && !sink_is_cut(w->out); r++) {
        sink_put(w->out, r ? ",{\"given\":" : "{\"given\":");
        matrix_row_tuple(w->shown->matrix, r, w->key.at);
        write_labels(w, &w->shown->in, w->key.at);
        sink_put(w->out, ",");
        write_entries(w, r);
        sink_put(w->out, "}");
    }
    sink_put(w->out, "]");
}

void
shown_write_json(const Shown *s, const Style *style, Sink *out)
{
    Writer w = {.shown = s, .style = style, .out = out};
    bool channel = s->in.count > 0;
    sink_print(out, "{\"kind\":\"%s\"", channel ? "channel" : "state");
    sink_put(out, s->weighted ? ",\"weighted\":true" : "");
    sink_put(out, style->decimals ? ",\"rounded\":true" : "");
    if (channel) {
        array_add_zeroed(&w.key, s->in.count);
        write_wires(&w, "inputs", &s->in);
        write_wires(&w, "outputs", &s->out);
        write_rows(&w);
    } else {
        write_wires(&w, "wires", &s->out);
        sink_put(out, ",");
        write_entries(&w, 0);
    }
    sink_put(out, "}\n");
    array_clear(&w.key);
    sink_clear(&w.text);
}
