/* export_network.c -- models with numbers as networks of other programs; see export_network.h.
 *
 * Each mechanism is evaluated to its table; then the network is checked against what its format can
 * say, and written whole. */
#include "lang/export/export_network.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/question_context.h"
#include "lang/export/complain_network_export.h"
#include "lang/session/meaning.h"

#include <string.h>

enum { ROUNDED_DIGITS = 17 /* as many as another program's doubles keep */ };

typedef struct Export {
    Session *s;
    const Node *n;
    const NetworkForm *form;
    Context context;
    BayesNet net;
    BayesOutput output;
    size_t named; /* so many of its variables have a name in the model */
} Export;

static Span
place(const Export *e)
{
    return e->n->kids[EXPORT_VALUE]->at;
}

/* ---- variables ---- */

/* What X <-> Y is called where every variable has a name. */
static Name
latent_name(Export *e, const Vertex *v)
{
    const Model *m = &e->context.model;
    Sink text;
    sink_init(&text);
    sink_print(&text, "%s_%s", m->vertices.at[v->ends[0]].name, m->vertices.at[v->ends[1]].name);
    while (map_find(&e->net.index, map_key(names_add_text(&e->s->names, sink_text(&text))), NULL))
        sink_put(&text, "_");
    return names_take(&e->s->names, &text);
}

static bool
add_variable(Export *e, const Vertex *v)
{
    Session *s = e->s;
    if (v->open)
        return complain_export_open(&s->complain, place(e), v->name);
    if (!v->type->size)
        return complain_no_carrier(&s->complain, place(e), v->type);
    BayesVariable x = {.name = v->name ? v->name : latent_name(e, v), .has_table = true};
    for (uint32_t i = 0; i < v->type->size; i++) {
        Sink label;
        sink_init(&label);
        type_write_text(v->type, i, &label);
        bayes_add_label(&x, names_take(&s->names, &label));
    }
    array_set(&x.parents, &v->parents);
    map_set_at(&e->net.index, map_key(x.name), e->net.variables.count);
    array_push(&e->net.variables, x);
    e->named += v->name != NULL;
    return budget_step(&s->budget, v->type->size) ||
           complain_stopped(&s->complain, &s->budget, place(e));
}

/* ---- tables ---- */

static void
fill_table(BayesNet *b, BayesVariable *x, const Matrix *m)
{
    for (size_t row = 0; row < x->rows; row++)
        for (size_t i = m->start.at[row]; i < m->start.at[row + 1]; i++)
            bayes_number_make(b, &x->numbers[row * x->labels.count + m->index.at[i]],
                              &m->weight.at[i]);
}

static bool
check_defined(Export *e, BayesVariable *x, const Matrix *m)
{
    BayesLabels labels = {0};
    bool ok = true;
    for (size_t row = 0; ok && row < x->rows; row++) {
        if (!m->undefined.at[row])
            continue;
        bayes_row_labels(&e->net, x, row, &labels);
        ok = complain_export_undefined(&e->s->complain, place(e), x->name, &labels);
    }
    array_clear(&labels);
    return ok;
}

static bool
add_table(Export *e, size_t i)
{
    Session *s = e->s;
    BayesVariable *x = &e->net.variables.at[i];
    Value v = {0};
    bool ok = session_meaning(s, &v, &e->context.model.vertices.at[i].mechanism,
                              e->n->kids[EXPORT_VALUE]);
    if (ok) {
        x->rows = matrix_rows(&v.matrix);
        uint64_t numbers = (uint64_t)x->rows * x->labels.count;
        e->net.bytes += numbers * sizeof *x->numbers;
        ok = (budget_allows(&s->budget, s->held + e->net.bytes) &&
              budget_step(&s->budget, numbers)) ||
             complain_stopped(&s->complain, &s->budget, place(e));
    }
    if (ok) {
        x->numbers = memory_new(x->rows * x->labels.count, sizeof *x->numbers);
        fill_table(&e->net, x, &v.matrix);
        ok = check_defined(e, x, &v.matrix);
    }
    value_clear(&v);
    return ok;
}

static bool
make_network(Export *e)
{
    const Model *m = &e->context.model;
    bool ok = true;
    for (size_t i = 0; ok && i < m->vertices.count; i++)
        ok = add_variable(e, &m->vertices.at[i]);
    for (size_t i = 0; ok && i < m->vertices.count; i++)
        ok = add_table(e, i);
    return ok;
}

/* ---- numbers ---- */

static bool
complain_number(Export *e, const BayesVariable *x, size_t i)
{
    BayesLabels labels = {0};
    mpq_t q;
    mpq_init(q);
    bayes_number(q, &e->net, x->numbers[i]);
    bayes_row_labels(&e->net, x, i / x->labels.count, &labels);
    ExportedNumber at = {x->name, &labels, x->labels.at[i % x->labels.count], e->n->flag};
    complain_export_number(&e->s->complain, place(e), &at, q, e->form->word);
    mpq_clear(q);
    array_clear(&labels);
    return false;
}

/* Is each number one that the format can say? */
static bool
check_numbers(Export *e)
{
    for (size_t v = 0; v < e->net.variables.count; v++) {
        const BayesVariable *x = &e->net.variables.at[v];
        for (size_t i = 0; i < x->rows * x->labels.count; i++)
            if (!bayes_number_is_decimal(&e->net, x->numbers[i]))
                return complain_number(e, x, i);
    }
    return true;
}

static bool
settle_numbers(Export *e)
{
    if (e->form->fractions)
        return true;
    if (!e->n->flag)
        return check_numbers(e);
    BayesRounding r;
    mpq_init(r.most);
    bayes_round(&e->net, ROUNDED_DIGITS, &r);
    bool ok = check_numbers(e);
    if (ok && r.numbers)
        warn_export_rounded(&e->s->complain, place(e), &r);
    mpq_clear(r.most);
    return ok;
}

/* ---- the text, and what it does not say ---- */

enum { SHOWN = 12 };

/* The names for which `counts` holds, behind `before`; nothing where there are none. */
static void
tell_vertices(const Export *e, bool (*counts)(const Vertex *v), const char *before, Sink *to)
{
    const Model *m = &e->context.shape;
    size_t count = 0;
    for (size_t i = 0; i < m->vertices.count; i++) {
        if (!counts(&m->vertices.at[i]) || ++count > SHOWN)
            continue;
        if (count == 1)
            sink_print(to, "# %s %s", e->form->word, before);
        sink_put(to, count == 1 ? "" : ", ");
        word_write_name(e->net.variables.at[i].name, to);
    }
    if (count > SHOWN)
        sink_print(to, ", and %zu more", count - SHOWN);
    sink_put(to, count ? "\n" : "");
}

/* Read back, a variable has a type of its own name. */
static bool
has_other_type(const Vertex *v)
{
    return v->name && v->type->name != v->name;
}

static bool
is_latent(const Vertex *v)
{
    return v->name && v->latent;
}

static bool
is_unnamed(const Vertex *v)
{
    return !v->name;
}

static bool
is_fixed(const Vertex *v)
{
    return v->fixed != NULL;
}

static void
tell(const Export *e, Sink *to)
{
    if (e->form->nameless) {
        sink_print(to, "# %s has no names: variables and labels are numbers, from 0\n",
                   e->form->word);
        return;
    }
    tell_vertices(e, has_other_type, "does not say the types of ", to);
    tell_vertices(e, is_fixed, "does not say that surgery made the table of ", to);
    tell_vertices(e, is_latent, "does not say that these are hidden: ", to);
    tell_vertices(e, is_unnamed, "has no `<->`: in its place are variables that act on both: ", to);
    if (e->output.odds)
        tell_export_odd(&e->output, e->form->word, to);
}

static bool
write_text(Export *e, Sink *text)
{
    e->output = (BayesOutput){.net = &e->net, .title = e->context.shape.name, .out = text};
    if (!e->output.title)
        e->output.title = names_add_text(&e->s->names, "network");
    return e->form->write(&e->output) ||
           complain_export_unsaid(&e->s->complain, place(e), &e->output, e->form->word);
}

bool
export_network(Session *s, const Node *n, const NetworkForm *form, Sink *text, Sink *told)
{
    Export e = {.s = s, .n = n, .form = form};
    bool ok = elaborate_context(s, &e.context, n->kids[EXPORT_VALUE], n->kids[EXPORT_WITH]) &&
              make_network(&e) && settle_numbers(&e) && write_text(&e, text);
    if (ok)
        tell(&e, told);
    bayes_clear(&e.net);
    context_clear(&e.context);
    return ok;
}
