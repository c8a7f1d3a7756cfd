/* export_rows.c -- see export_rows.h. */
#include "lang/data/export_rows.h"

#include "base/utf8.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/data/complain_data.h"
#include "lang/session/convert.h"
#include "lang/session/file.h"

#include <string.h>

enum { COUNT_BITS = 63 };

/* ---- cells ---- */

/* In quotes where a reader could take it for something else: also for the beginning of a file that
 * has a mark of the byte order, or a semicolon between cells. */
void
row_write_cell(const char *text, Sink *out)
{
    if (!strpbrk(text, ",;\t\"\r\n") && strncmp(text, "\xef\xbb\xbf", 3) != 0) {
        sink_put(out, text);
        return;
    }
    sink_put(out, "\"");
    for (; *text; text++)
        sink_put(out, *text == '"' ? "\"\"" : (char[]){*text, '\0'});
    sink_put(out, "\"");
}

/* ---- the state ---- */

typedef struct RowExport {
    Session *s;
    const Node *n;
    Value state; /* a matrix */
    mpz_t scale; /* a weight times this is a count */
    Name weight; /* the column of counts */
    const char *delimiter;
    Sink *text;
} RowExport;

bool
row_text_fits(Session *s, const char *text, const Node *n)
{
    return utf8_is_text(text, strlen(text)) || complain_export_utf8(&s->complain, n->at, text);
}

bool
row_names_fit(Session *s, const PortList *out, const Node *n)
{
    Map met = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < out->count; i++) {
        Name name = out->at[i].name;
        if (!name || !*name)
            ok = complain_export_name(&s->complain, n->at, i + 1);
        else if (map_find(&met, map_key(name), NULL))
            ok = complain_export_twice(&s->complain, n->at, name);
        else
            ok = row_text_fits(s, name, n);
        if (ok)
            map_set_at(&met, map_key(name), 1);
    }
    map_clear(&met);
    return ok;
}

/* n, or what is none of the variables. */
static void
choose_weight(RowExport *x)
{
    Sink name;
    sink_init(&name);
    sink_put(&name, "n");
    for (size_t i = 0; i < x->state.out.count; i++)
        if (strcmp(x->state.out.at[i].name, sink_text(&name)) == 0) {
            sink_put(&name, "'");
            i = SIZE_MAX; /* from the first one again */
        }
    x->weight = names_take(&x->s->names, &name);
}

/* The number of rows of a state that came from them; else the least that makes all weights whole,
 * or one that is too large.  False: the budget has stopped. */
static bool
find_scale(RowExport *x, const Value *v)
{
    const Matrix *m = &x->state.matrix;
    const Diagram *d = &v->diagram;
    mpz_set_ui(x->scale, 1);
    if (v->kind == VALUE_DIAGRAM && d->uses.count == 1 && d->uses.at[0].box->rows)
        mpz_set_ui(x->scale, d->uses.at[0].box->rows->total);
    bool ok = true, fits = true;
    for (size_t e = 0; ok && fits && e < m->weight.count; e++) {
        mpz_lcm(x->scale, x->scale, mpq_denref(&m->weight.at[e]));
        fits = mpz_sizeinbase(x->scale, 2) <= COUNT_BITS;
        ok = budget_step(&x->s->budget, 1 + mpz_size(x->scale));
    }
    return ok;
}

static bool
check_state(RowExport *x, const Value *v)
{
    const Node *e = x->n->kids[EXPORT_VALUE];
    if (x->state.in.count)
        return complain_wanted(&x->s->complain, e->at, "a state", v);
    if (!check_rows(x->s, &x->state, e) || !row_names_fit(x->s, &x->state.out, e))
        return false;
    choose_weight(x);
    if (!find_scale(x, v))
        return complain_stopped(&x->s->complain, &x->s->budget, e->at);
    return mpz_sizeinbase(x->scale, 2) <= COUNT_BITS ||
           complain_export_counts(&x->s->complain, e->at);
}

/* ---- the file ---- */

static void
write_header(RowExport *x)
{
    for (size_t i = 0; i < x->state.out.count; i++) {
        row_write_cell(x->state.out.at[i].name, x->text);
        sink_put(x->text, x->delimiter);
    }
    row_write_cell(x->weight, x->text);
    sink_put(x->text, "\n");
}

static bool
write_labels(RowExport *x, const uint32_t *tuple)
{
    Sink label;
    sink_init(&label);
    bool ok = true;
    for (size_t i = 0; ok && i < x->state.out.count; i++) {
        sink_clear(&label);
        type_write_text(x->state.out.at[i].type, tuple[i], &label);
        ok = row_text_fits(x->s, sink_text(&label), x->n->kids[EXPORT_VALUE]);
        row_write_cell(sink_text(&label), x->text);
        sink_put(x->text, x->delimiter);
    }
    sink_clear(&label);
    return ok;
}

static bool
write_rows(RowExport *x)
{
    const Matrix *m = &x->state.matrix;
    mpz_t count;
    mpz_init(count);
    bool ok = true;
    for (size_t e = 0; ok && e < m->weight.count; e++) {
        ok = write_labels(x, matrix_entry_tuple(m, e));
        mpz_divexact(count, x->scale, mpq_denref(&m->weight.at[e]));
        mpz_mul(count, count, mpq_numref(&m->weight.at[e]));
        sink_print(x->text, "%llu\n", (unsigned long long)mpz_get_ui(count));
    }
    mpz_clear(count);
    return ok;
}

/* ---- the format ---- */

const char *
row_delimiter(const char *path)
{
    return file_ends_in(path, ".tsv") ? "\t" : ",";
}

bool
export_rows(Session *s, const Value *v, const Node *n, Sink *text, Sink *told)
{
    const Node *file = n->kids[EXPORT_FILE];
    RowExport x = {.s = s, .n = n, .delimiter = row_delimiter(file->text), .text = text};
    mpz_init(x.scale);
    s->staging = true;
    bool ok = value_to_matrix(s, &x.state, v, n->kids[EXPORT_VALUE]) && check_state(&x, v);
    if (ok) {
        write_header(&x);
        ok = write_rows(&x);
    }
    if (ok) {
        sink_put(told, "# to be read back: import ");
        word_write_string(file->text, told);
        sink_put(told, " as NAME of MODEL { weight ");
        word_write_name(x.weight, told);
        sink_put(told, " }\n");
    }
    value_clear(&x.state);
    mpz_clear(x.scale);
    return ok;
}
