/* row_fields.c -- see row_fields.h.
 *
 * The rows are asked once, for the values of each column by itself; where some are left out, a
 * second time, for how many are left. */
#include "lang/data/row_fields.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_type.h"
#include "lang/data/complain_data.h"
#include "lang/read/complain_read.h"
#include "lang/session/label_type.h"
#include "lang/text/nearest.h"

#include <stdlib.h>
#include <string.h>

void
row_import_clear(RowImport *r)
{
    for (size_t i = 0; i < r->fields.count; i++)
        array_clear(&r->fields.at[i].label);
    array_clear(&r->fields);
    array_clear(&r->unused);
    array_clear(&r->many);
    texts_clear(&r->wanted);
    case_list_clear(&r->words);
    row_source_free(r->source);
}

/* ---- the block ---- */

static bool
read_option(RowImport *r, const Node *n)
{
    Complainer *c = &r->s->complain;
    bool weight = strcmp(n->text, "weight") == 0;
    if (!weight && strcmp(n->text, "missing") != 0)
        return complain_option(c, n->text_at, n->text);
    if (weight && (n->flag || n->count > 1))
        return complain_option(c, n->at, n->text);
    const Node **option = weight ? &r->weight : &r->missing;
    if (*option)
        return complain_option_twice(c, n->text_at, n->text);
    *option = n;
    if (weight)
        return true;
    Name word = n->kids[0]->text;
    if (!n->flag && strcmp(word, "drop") != 0)
        return complain_missing_option(c, n->kids[0]->at, word);
    r->policy = n->flag ? MISSING_LABEL : MISSING_DROPPED;
    return n->count < 2 || case_list_init(&r->words, r->s, n->kids[1]);
}

static RowField *
find_field(RowImport *r, Name name)
{
    for (size_t i = 0; i < r->fields.count; i++)
        if (r->fields.at[i].name == name)
            return &r->fields.at[i];
    return NULL;
}

static bool
complain_variable(RowImport *r, const Node *n)
{
    Nearest near = nearest_start(n->text);
    for (size_t i = 0; i < r->fields.count; i++)
        nearest_consider(&near, r->fields.at[i].name);
    return complain_field_variable(&r->s->complain, n->at, n->text, r->model, near.best);
}

/* `S = smokes`, perhaps with cases. */
static bool
read_column(RowImport *r, const Node *n)
{
    RowField *f = find_field(r, n->text);
    if (!f && r->model)
        return complain_variable(r, n);
    if (f && f->node)
        return complain_field_twice(&r->s->complain, n->at, n->text);
    if (!f) {
        array_push(&r->fields, ((RowField){.name = n->text}));
        f = &r->fields.at[r->fields.count - 1];
    }
    f->node = n;
    f->column = n->kids[0]->text;
    return true;
}

static void
add_vertices(RowImport *r, const Model *m)
{
    WireList observed = {0};
    r->model = m->name;
    model_observed(m, &observed);
    for (size_t i = 0; i < observed.count; i++) {
        const Vertex *v = &m->vertices.at[observed.at[i]];
        const Type *type = v->type->size ? v->type : NULL;
        array_push(&r->fields, ((RowField){.name = v->name, .column = v->name, .type = type}));
    }
    array_clear(&observed);
}

bool
row_fields_read(RowImport *r, const Model *m)
{
    const Node *block = r->n->kids[IMPORT_FIELDS];
    if (m)
        add_vertices(r, m);
    for (uint32_t i = 0; block && i < block->count; i++) {
        const Node *line = block->kids[i];
        if (!(line->kind == NODE_OPTION ? read_option(r, line) : read_column(r, line)))
            return false;
    }
    for (size_t i = 0; m && i < r->fields.count; i++)
        texts_add(&r->wanted, r->fields.at[i].column, strlen(r->fields.at[i].column));
    if (m && r->weight)
        texts_add(&r->wanted, r->weight->kids[0]->text, strlen(r->weight->kids[0]->text));
    return true;
}

/* ---- columns ---- */

static Name
column_name(const RowImport *r, uint32_t column)
{
    return names_add_text(&r->s->names, r->source->columns.at[column].name);
}

static bool
find_column(RowImport *r, uint32_t *to, Name variable, Name column, Span at)
{
    if (row_source_find(r->source, column, to))
        return true;
    Nearest near = nearest_start(column);
    for (uint32_t i = 0; i < r->source->columns.count && i < NEAREST_CANDIDATES; i++)
        nearest_consider(&near, column_name(r, i));
    return complain_no_column(&r->s->complain, at, variable, column, near.best);
}

static int
compare_fields(const void *a, const void *b)
{
    const RowField *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Without a model each column is a variable that the block does not name otherwise.  False:
 * complained, since a name is longer than names are. */
static bool
add_columns(RowImport *r, const bool *taken)
{
    for (uint32_t i = 0; i < r->source->columns.count; i++) {
        Name name = taken[i] ? NULL : column_name(r, i);
        if (name && strlen(name) > NAME_MOST)
            return complain_name_long(&r->s->complain, r->at);
        if (name && !find_field(r, name))
            array_push(&r->fields, ((RowField){.name = name, .column = name, .at = i}));
    }
    if (r->fields.count > 1)
        qsort(r->fields.at, r->fields.count, sizeof *r->fields.at, compare_fields);
    return true;
}

/* False: complained, since two variables are one column. */
static bool
take_column(RowImport *r, bool *taken, size_t field)
{
    const RowField *f = &r->fields.at[field];
    for (size_t i = 0; taken[f->at] && i < field; i++)
        if (r->fields.at[i].at == f->at)
            return complain_column_twice(&r->s->complain, f->node ? f->node->at : r->at, f->column,
                                         r->fields.at[i].name, f->name);
    if (taken[f->at])
        return complain_column_twice(&r->s->complain, r->weight->at, f->column,
                                     names_add_text(&r->s->names, "weight"), f->name);
    taken[f->at] = true;
    return true;
}

static bool
find_weight(RowImport *r, bool *taken)
{
    const Node *name = r->weight->kids[0];
    if (!find_column(r, &r->source->weight, NULL, name->text, name->at))
        return false;
    taken[r->source->weight] = true;
    return true;
}

bool
row_fields_find(RowImport *r)
{
    size_t count = r->source->columns.count;
    bool *taken = memory_new(count + 1, sizeof *taken);
    bool ok = !r->weight || find_weight(r, taken);
    for (size_t i = 0; ok && i < r->fields.count; i++) {
        RowField *f = &r->fields.at[i];
        Span at = f->node ? f->node->kids[0]->at : r->at;
        ok = find_column(r, &f->at, f->name, f->column, at) && take_column(r, taken, i);
    }
    for (uint32_t i = 0; ok && r->model && i < count; i++)
        if (!taken[i])
            array_push(&r->unused, column_name(r, i));
    ok = ok && (r->model || add_columns(r, taken));
    memory_free(taken);
    return ok;
}

/* ---- labels ---- */

/* A column's values while they get their labels. */
typedef struct FieldWork {
    RowImport *r;
    RowField *f;
    const Tally *tally;
    LabelFinder labels;
    CaseList cases;
    Span at;
    OddValue odd;
    uint64_t odd_rows;
    Name missing_text;  /* the most frequent way to say so */
    uint64_t missing_most;
} FieldWork;

static const char *
text_of(const FieldWork *w, size_t line)
{
    const Texts *texts = &w->r->source->columns.at[w->f->at].texts;
    return texts_text(texts, w->tally->code.at[line]);
}

static bool
is_value(const FieldWork *w, size_t line)
{
    uint32_t position;
    const char *text = text_of(w, line);
    if (!text_is_missing(text) && !case_list_find(&w->r->words, text, &position))
        return true;
    if (w->cases.list)
        return case_list_find(&w->cases, text, &position) > 0;
    return w->f->type && label_finder_find(&w->labels, text, &position);
}

/* The values of the column; false: some are missing. */
static bool
list_values(const FieldWork *w, Texts *to)
{
    bool all = true;
    for (size_t l = 0; l < tally_lines(w->tally); l++) {
        if (is_value(w, l))
            texts_add(to, text_of(w, l), strlen(text_of(w, l)));
        else
            all = false;
    }
    return all;
}

/* A type of what is there; with cases, of their labels. */
static Type *
make_type(FieldWork *w)
{
    Session *s = w->r->s;
    Type *t;
    Texts texts = {0};
    bool missing = !list_values(w, &texts) && w->r->policy == MISSING_LABEL;
    if (w->cases.list) {
        t = signature_add_type(&s->signature, NULL);
        for (size_t i = 0; i < w->cases.values.count; i++)
            type_add_label(t, w->cases.values.at[i].text);
    } else {
        t = type_of_texts(s, &texts, missing);
    }
    if (missing)
        type_add_label(t, w->r->missing->kids[0]->text);
    texts_clear(&texts);
    return t;
}

static bool
are_labels_short(FieldWork *w, const Type *t)
{
    for (size_t i = 0; i < t->labels.count; i++)
        if (strlen(t->labels.at[i]) > NAME_MOST)
            return complain_name_long(&w->r->s->complain, w->at);
    return true;
}

static void
note_odd(FieldWork *w, const char *text, uint64_t rows)
{
    w->odd.others += w->odd.rows != 0;
    w->odd.all += rows;
    if (rows <= w->odd.rows)
        return;
    w->odd.rows = rows;
    w->odd.value = names_add_text(&w->r->s->names, text);
}

static bool
complain_odd(FieldWork *w)
{
    const Type *t = w->f->type;
    Nearest near = nearest_start(w->odd.value);
    for (size_t i = 0; i < t->labels.count && i < NEAREST_CANDIDATES; i++)
        nearest_consider(&near, t->labels.at[i]);
    w->odd.near = near.best;
    w->odd.variable = w->f->name;
    w->odd.column = w->f->column;
    w->odd.type = w->cases.list ? NULL : t;
    return complain_value(&w->r->s->complain, w->at, &w->odd);
}

static bool
find_case(FieldWork *w, const char *text, uint32_t *label, bool *ok)
{
    uint32_t value = 0;
    size_t found = case_list_find(&w->cases, text, &value);
    *ok = found < 2 || complain_value_twice(&w->r->s->complain, w->at, w->f->column,
                                            names_add_text(&w->r->s->names, text));
    if (!found || !*ok)
        return false;
    const Label *l = &w->cases.values.at[value];
    *ok = type_find(w->f->type, l->text, label) ||
          complain_unknown_label(&w->r->s->complain, l->at, w->f->type, l->text);
    return *ok;
}

static void
note_missing(FieldWork *w, uint32_t code, const char *text, uint64_t rows)
{
    w->f->missing += rows;
    if (rows > w->missing_most) {
        w->missing_most = rows;
        w->missing_text = names_add_text(&w->r->s->names, text);
    }
    if (w->r->policy == MISSING_DROPPED)
        array_push(&w->r->source->absent, ((Absence){w->f->at, code}));
}

/* The label that stands for a missing value. */
static bool
find_missing_label(FieldWork *w, uint32_t *label)
{
    const Node *n = w->r->missing->kids[0];
    return type_find(w->f->type, n->text, label) ||
           complain_unknown_label(&w->r->s->complain, n->at, w->f->type, n->text);
}

/* The label of one line of the tally. */
static bool
label_line(FieldWork *w, size_t line)
{
    uint32_t code = w->tally->code.at[line], label = NO_LABEL;
    uint64_t rows = w->tally->count.at[line];
    const char *text = text_of(w, line);
    bool ok = true;
    if (!is_value(w, line)) {
        note_missing(w, code, text, rows);
        if (w->r->policy == MISSING_LABEL)
            ok = find_missing_label(w, &label);
    } else if (w->cases.list) {
        if (!find_case(w, text, &label, &ok) && ok)
            note_odd(w, text, rows);
    } else if (!label_finder_find(&w->labels, text, &label)) {
        note_odd(w, text, rows);
    }
    w->f->label.at[code] = label;
    return ok;
}

static bool
label_lines(FieldWork *w)
{
    bool ok = true;
    size_t codes = texts_count(&w->r->source->columns.at[w->f->at].texts);
    array_reserve(&w->f->label, codes + 1);
    for (; w->f->label.count < codes;)
        array_push(&w->f->label, NO_LABEL);
    for (size_t l = 0; ok && l < tally_lines(w->tally); l++)
        ok = label_line(w, l);
    if (ok && w->odd.rows)
        ok = complain_odd(w);
    if (ok && w->f->missing && w->r->policy == MISSING_REFUSED)
        ok = complain_missing(&w->r->s->complain, w->at, w->f->column, w->missing_text,
                              w->f->missing);
    return ok;
}

static bool
settle_field(RowImport *r, RowField *f, const Tally *tally)
{
    FieldWork w = {.r = r, .f = f, .tally = tally, .at = f->node ? f->node->at : r->at};
    bool ok = !f->node || f->node->count < 2 || case_list_init(&w.cases, r->s, f->node->kids[1]);
    if (ok && !f->type) {
        Type *fresh = make_type(&w);
        ok = (fresh->size || complain_missing_all(&r->s->complain, w.at, f->column)) &&
             are_labels_short(&w, fresh);
        if (ok)
            f->type = label_type(r->s, fresh, r->n->text, f->name, r->n->text_at);
    }
    if (ok) {
        label_finder_init(&w.labels, f->type);
        ok = label_lines(&w);
    }
    label_finder_clear(&w.labels);
    case_list_clear(&w.cases);
    return ok;
}

/* ---- rows ---- */

static bool
complain_result(RowImport *r, TallyResult result, const TallyTrouble *t)
{
    Complainer *c = &r->s->complain;
    if (result == TALLY_FAILED)
        return complain_tally(c, r->at, r->file, r->source, t);
    if (r->s->budget.stop == STOP_MEMORY)
        return complain_rows_memory(c, r->at, r->file, t->rows);
    return complain_stopped(c, &r->s->budget, r->at);
}

/* A column with very many values is no variable where nobody says so. */
static bool
is_many(const RowImport *r, const RowField *f, const Tally *t)
{
    return !r->model && !f->node && tally_lines(t) > FIELD_VALUES_MOST;
}

static bool
settle_fields(RowImport *r, const Tally *tallies)
{
    size_t kept = 0, count = r->fields.count;
    bool ok = true;
    r->rows = tallies[count].total;
    for (size_t i = 0; i < count; i++) {
        RowField *f = &r->fields.at[i];
        if (ok && is_many(r, f, &tallies[i])) {
            array_push(&r->many, f->column);
            continue;
        }
        ok = ok && settle_field(r, f, &tallies[i]);
        r->fields.at[kept++] = *f;
    }
    r->fields.count = kept;
    return ok && (kept || complain_no_columns(&r->s->complain, r->at, r->file));
}

/* How many rows are left when those without a value are dropped. */
static bool
count_left(RowImport *r)
{
    TallyTrouble t = {.column = NO_COLUMN};
    Tally left = {0};
    ColumnList none = {0};
    TallyResult result = row_source_ask(r->source, &left, &none, 1, &r->s->budget, &t);
    bool ok = result == TALLY_DONE || complain_result(r, result, &t);
    r->dropped = r->rows - left.total;
    r->rows = left.total;
    tally_clear(&left);
    tally_trouble_clear(&t);
    return ok;
}

bool
row_fields_count(RowImport *r)
{
    size_t count = r->fields.count;
    ColumnList *scopes = memory_new(count + 1, sizeof *scopes);
    Tally *tallies = memory_new(count + 1, sizeof *tallies);
    TallyTrouble t = {.column = NO_COLUMN};
    for (size_t i = 0; i < count; i++)
        array_push(&scopes[i], r->fields.at[i].at);
    Budget *b = &r->s->budget;
    TallyResult result = row_source_begin(r->source, b, &t); /* for the count of what is left */
    if (result == TALLY_DONE)
        result = row_source_ask(r->source, tallies, scopes, count + 1, b, &t);
    bool ok = result == TALLY_DONE || complain_result(r, result, &t);
    if (ok && !tallies[count].total)
        ok = complain_no_rows(&r->s->complain, r->at, r->file, 0);
    ok = ok && settle_fields(r, tallies);
    if (ok && r->source->absent.count)
        ok = count_left(r);
    if (ok && !r->rows)
        ok = complain_no_rows(&r->s->complain, r->at, r->file, r->dropped);
    row_source_end(r->source);
    for (size_t i = 0; i <= count; i++) {
        tally_clear(&tallies[i]);
        array_clear(&scopes[i]);
    }
    memory_free(tallies);
    memory_free(scopes);
    tally_trouble_clear(&t);
    return ok;
}
