/* drawn_rows.c -- see drawn_rows.h. */
#include "lang/sampling/drawn_rows.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/data/export_rows.h"
#include "lang/data/import_rows.h"
#include "lang/report/voice.h"
#include "lang/sampling/complain_sample.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"
#include "lang/session/file.h"
#include "lang/session/print.h"

bool
drawn_rows_init(DrawnRows *d, Session *s, const PortList *out, uint64_t rows, const Node *n)
{
    uint64_t cells = rows * (out->count + 1);
    *d = (DrawnRows){.s = s};
    sink_init(&d->text);
    array_set(&d->out, out);
    if (cells / (out->count + 1) != rows ||
        !budget_allows(&s->budget, cells > UINT64_MAX / 4 ? UINT64_MAX : cells * 4))
        return complain_stopped(&s->complain, &s->budget, n->at);
    d->store = column_store_new();
    for (size_t i = 0; i < out->count; i++) {
        const char *name = out->at[i].name ? out->at[i].name : "";
        row_source_add_column(&d->store->source, name, strlen(name));
    }
    return true;
}

void
drawn_rows_clear(DrawnRows *d)
{
    if (d->store)
        row_source_free(&d->store->source);
    array_clear(&d->out);
    sink_clear(&d->text);
}

void
drawn_rows_add(DrawnRows *d, const uint32_t *labels)
{
    for (uint32_t i = 0; i < d->out.count; i++) {
        sink_clear(&d->text);
        type_write_text(d->out.at[i].type, labels[i], &d->text);
        column_store_add(d->store, i, sink_text(&d->text), d->text.count);
    }
    column_store_end_row(d->store);
}

/* The label of each text of the column. */
static void
find_labels(const DrawnRows *d, uint32_t column, CountedVariable *to)
{
    const Texts *texts = &d->store->source.columns.at[column].texts;
    to->name = d->out.at[column].name;
    to->type = d->out.at[column].type;
    to->column = column;
    for (uint32_t i = 0; i < texts_count(texts); i++) {
        uint32_t label = 0;
        Name text = names_add(&d->s->names, texts_text(texts, i), texts_length(texts, i));
        type_find(to->type, text, &label);
        array_push(&to->label, label);
    }
}

/* ---- a state ---- */

bool
drawn_rows_declare(DrawnRows *d, const Node *n)
{
    Sink name;
    sink_init(&name);
    word_write_name(n->text, &name);
    RowState *state = row_state_new(&d->s->signature, names_take(&d->s->names, &name),
                                    &d->store->source);
    state->total = d->store->rows;
    for (uint32_t i = 0; i < d->out.count; i++) {
        CountedVariable v = {0};
        find_labels(d, i, &v);
        array_push(&state->variables, v);
    }
    d->store = NULL;
    return declare_row_state(d->s, state, n, n->at);
}

/* ---- kets ---- */

static void
write_state(Session *s, const void *what, Sink *out)
{
    write_matrix(what, NULL, false, &s->style, out);
}

static void
write_state_json(Session *s, const void *what, Sink *out)
{
    write_matrix_json(what, NULL, false, &s->style, out);
}

/* The counts of a tally over their sum. */
static bool
take_counts(DrawnRows *d, Value *to, const Tally *t, const Node *n)
{
    SizeList none = {0}, sizes = {0};
    PortList in = {0};
    ARRAY(CountedVariable) variables = {0};
    uint32_t *tuple = memory_new(d->out.count, sizeof *tuple);
    ports_to_sizes(&sizes, &d->out);
    array_add_zeroed(&variables, d->out.count);
    for (uint32_t i = 0; i < d->out.count; i++)
        find_labels(d, i, &variables.at[i]);
    Matrix m;
    mpq_t share;
    mpq_init(share);
    matrix_init(&m, &none, &sizes);
    bool ok = true;
    for (size_t l = 0; ok && l < tally_lines(t); l++) {
        for (size_t i = 0; i < d->out.count; i++)
            tuple[i] = variables.at[i].label.at[t->code.at[l * d->out.count + i]];
        mpz_set_ui(mpq_numref(share), t->count.at[l]);
        mpz_set_ui(mpq_denref(share), t->total);
        mpq_canonicalize(share);
        matrix_add_entry(&m, tuple, share);
        ok = matrix_affords(d->s, &m, n);
    }
    ok = ok && end_row(d->s, &m, false, n->at);
    if (ok)
        value_take_matrix(to, &m, &in, &d->out, false);
    for (size_t i = 0; i < variables.count; i++)
        array_clear(&variables.at[i].label);
    matrix_clear(&m);
    mpq_clear(share);
    memory_free(tuple);
    array_clear(&variables);
    array_clear(&sizes);
    return ok;
}

bool
drawn_rows_say(DrawnRows *d, const Node *n)
{
    static const Voice voice = {.text = write_state, .json = write_state_json};
    Session *s = d->s;
    ColumnList all = {0};
    Tally t = {0};
    TallyTrouble trouble = {0};
    Value v = {0};
    for (uint32_t i = 0; i < d->out.count; i++)
        array_push(&all, i);
    bool ok = row_source_ask(&d->store->source, &t, &all, 1, &s->budget, &trouble) == TALLY_DONE ||
              complain_stopped(&s->complain, &s->budget, n->at);
    ok = ok && take_counts(d, &v, &t, n);
    if (ok)
        say(s, &voice, &v);
    value_clear(&v);
    tally_trouble_clear(&trouble);
    tally_clear(&t);
    array_clear(&all);
    return ok;
}

/* ---- a file ---- */

/* A line without anything is no row: what is empty stands in quotes there. */
static void
write_cell(const DrawnRows *d, const char *text, Sink *to)
{
    if (d->out.count == 1 && !*text)
        sink_put(to, "\"\"");
    else
        row_write_cell(text, to);
}

static bool
write_lines(DrawnRows *d, const char *delimiter, Sink *text, const Node *n)
{
    for (size_t i = 0; i < d->out.count; i++) {
        sink_put(text, i ? delimiter : "");
        row_write_cell(d->out.at[i].name, text);
    }
    sink_put(text, "\n");
    for (uint64_t r = 0; r < d->store->rows; r++) {
        for (uint32_t i = 0; i < d->out.count; i++) {
            const Texts *texts = &d->store->source.columns.at[i].texts;
            sink_put(text, i ? delimiter : "");
            write_cell(d, texts_text(texts, column_store_code(d->store, i, r)), text);
        }
        sink_put(text, "\n");
        if (!budget_step(&d->s->budget, 1 + d->out.count))
            return complain_stopped(&d->s->complain, &d->s->budget, n->at);
    }
    return true;
}

static bool
texts_fit(DrawnRows *d, const Node *n)
{
    bool ok = row_names_fit(d->s, &d->out, n);
    for (size_t i = 0; ok && i < d->out.count; i++) {
        const Texts *texts = &d->store->source.columns.at[i].texts;
        for (uint32_t k = 0; ok && k < texts_count(texts); k++)
            ok = row_text_fits(d->s, texts_text(texts, k), n);
    }
    return ok;
}

bool
drawn_rows_write(DrawnRows *d, const Node *file, const Node *n)
{
    Session *s = d->s;
    Sink text, told;
    if (!path_is_plain_table(file->text))
        return complain_sample_file(&s->complain, file->at, file->text);
    if (!texts_fit(d, n))
        return false;
    sink_init_within(&text, &s->budget);
    sink_init(&told);
    bool ok = write_lines(d, row_delimiter(file->text), &text, n) &&
              write_exported(s, file, &text);
    if (ok) {
        sink_put(&told, "# to be read back: import ");
        word_write_string(file->text, &told);
        sink_put(&told, " as NAME of MODEL\n");
        say_text(s, "exported", &told);
    }
    sink_clear(&told);
    sink_clear(&text);
    return ok;
}
