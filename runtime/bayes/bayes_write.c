/* bayes_write.c -- networks in BIF, Hugin's language and UAI's format; see bayes_write.h. */
#include "bayes/bayes_write.h"

#include "bayes/bayes_number.h"

#include <inttypes.h>

/* ---- names ---- */

bool
bayes_names_allowed(BayesOutput *o, bool labels, bool (*allows)(Name name), bool (*odd)(Name name))
{
    for (size_t i = 0; i < o->net->variables.count; i++) {
        const BayesVariable *v = &o->net->variables.at[i];
        size_t count = labels ? v->labels.count : 1;
        for (size_t k = 0; k < count; k++) {
            Name name = labels ? v->labels.at[k] : v->name;
            if (!allows(name)) {
                o->unsaid = name;
                o->unsaid_of = labels ? v->name : NULL;
                return false;
            }
            if (odd && odd(name) && o->odds++ == 0) {
                o->odd = name;
                o->odd_of = labels ? v->name : NULL;
            }
        }
    }
    return true;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool
bayes_name_is_plain(Name name)
{
    if (!is_letter(*name))
        return false;
    while (is_letter(*name) || (*name >= '0' && *name <= '9'))
        name++;
    return *name == '\0';
}

static bool
is_odd(Name name)
{
    return !bayes_name_is_plain(name);
}

static const BayesVariable *
parent(const BayesOutput *o, const BayesVariable *v, size_t i)
{
    return &o->net->variables.at[v->parents.at[i]];
}

static void
put_number(const BayesOutput *o, const BayesVariable *v, size_t i)
{
    bayes_number_write(o->net, v->numbers[i], o->out);
}

/* The numbers of a row. */
static void
put_row(const BayesOutput *o, const BayesVariable *v, size_t row, const char *between)
{
    for (size_t k = 0; k < v->labels.count; k++) {
        sink_put(o->out, k ? between : "");
        put_number(o, v, row * v->labels.count + k);
    }
}

/* ---- BIF ---- */

/* Could it stand there without quotes? */
static bool
is_bif_word(Name name)
{
    if (!*name || strstr(name, "//") || strstr(name, "/*"))
        return false;
    for (; *name; name++)
        if ((unsigned char)*name <= ' ' || *name == 0x7f || strchr(",|;{}()[]\"#", *name))
            return false;
    return true;
}

/* Or in quotes, on one line? */
static bool
is_bif_text(Name name)
{
    for (; *name; name++)
        if ((unsigned char)*name < ' ' || *name == 0x7f || *name == '"')
            return *name == '\t';
    return true;
}

static void
put_bif(const BayesOutput *o, Name name)
{
    const char *quote = is_bif_word(name) ? "" : "\"";
    sink_print(o->out, "%s%s%s", quote, name, quote);
}

static void
put_bif_variable(const BayesOutput *o, const BayesVariable *v)
{
    sink_put(o->out, "variable ");
    put_bif(o, v->name);
    sink_print(o->out, " {\n  type discrete [ %zu ] { ", v->labels.count);
    for (size_t i = 0; i < v->labels.count; i++) {
        sink_put(o->out, i ? ", " : "");
        put_bif(o, v->labels.at[i]);
    }
    sink_put(o->out, " };\n}\n");
}

static void
put_bif_rows(const BayesOutput *o, const BayesVariable *v)
{
    BayesLabels labels = {0};
    for (size_t row = 0; row < v->rows; row++) {
        bayes_row_labels(o->net, v, row, &labels);
        sink_put(o->out, labels.count ? "  (" : "  table ");
        for (size_t i = 0; i < labels.count; i++) {
            sink_put(o->out, i ? ", " : "");
            put_bif(o, labels.at[i]);
        }
        sink_put(o->out, labels.count ? ") " : "");
        put_row(o, v, row, ", ");
        sink_put(o->out, ";\n");
    }
    array_clear(&labels);
}

bool
bif_write(BayesOutput *o)
{
    if (!bayes_names_allowed(o, false, is_bif_text, NULL) ||
        !bayes_names_allowed(o, true, is_bif_text, NULL))
        return false;
    sink_put(o->out, "// " BAYES_MARK "\nnetwork ");
    put_bif(o, is_bif_text(o->title) ? o->title : "unknown");
    sink_put(o->out, " {\n}\n");
    for (size_t i = 0; i < o->net->variables.count; i++)
        put_bif_variable(o, &o->net->variables.at[i]);
    for (size_t i = 0; i < o->net->variables.count; i++) {
        const BayesVariable *v = &o->net->variables.at[i];
        sink_put(o->out, "probability ( ");
        put_bif(o, v->name);
        for (size_t k = 0; k < v->parents.count; k++) {
            sink_put(o->out, k ? ", " : " | ");
            put_bif(o, parent(o, v, k)->name);
        }
        sink_put(o->out, " ) {\n");
        put_bif_rows(o, v);
        sink_put(o->out, "}\n");
    }
    return true;
}

/* ---- Hugin ---- */

static bool
is_hugin_word(Name name)
{
    if (!*name)
        return false;
    for (; *name; name++)
        if ((unsigned char)*name <= ' ' || strchr("(){}=;|\"%", *name))
            return false;
    return true;
}

static void
put_hugin_text(const BayesOutput *o, Name text)
{
    sink_put(o->out, "\"");
    for (; *text; text++) {
        sink_put(o->out, *text == '"' || *text == '\\' ? "\\" : "");
        sink_add(o->out, text, 1);
    }
    sink_put(o->out, "\"");
}

static bool
is_any(Name name)
{
    return name != NULL;
}

/* Numbers from the i-th on, in brackets for each label of the k-th parent and those behind it. */
static void
put_hugin_data(const BayesOutput *o, const BayesVariable *v)
{
    size_t depth = v->parents.count;
    for (size_t row = 0; row < v->rows; row++) {
        size_t each = 1, opened = 0, closed = 0;
        for (size_t k = depth; k-- > 0;) {
            each *= parent(o, v, k)->labels.count;
            opened += row % each == 0;
            closed += (row + 1) % each == 0;
        }
        sink_put(o->out, row ? "\n         " : "");
        sink_fill(o->out, ' ', row ? depth - opened : 0);
        sink_fill(o->out, '(', opened + 1);
        put_row(o, v, row, " ");
        sink_fill(o->out, ')', closed + 1);
    }
}

bool
hugin_write(BayesOutput *o)
{
    if (!bayes_names_allowed(o, false, is_hugin_word, is_odd) ||
        !bayes_names_allowed(o, true, is_any, NULL))
        return false;
    sink_put(o->out, "% " BAYES_MARK "\nnet\n{\n}\n");
    for (size_t i = 0; i < o->net->variables.count; i++) {
        const BayesVariable *v = &o->net->variables.at[i];
        sink_print(o->out, "node %s\n{\n  states = (", v->name);
        for (size_t k = 0; k < v->labels.count; k++) {
            sink_put(o->out, k ? " " : "");
            put_hugin_text(o, v->labels.at[k]);
        }
        sink_put(o->out, ");\n}\n");
    }
    for (size_t i = 0; i < o->net->variables.count; i++) {
        const BayesVariable *v = &o->net->variables.at[i];
        sink_print(o->out, "potential (%s", v->name);
        for (size_t k = 0; k < v->parents.count; k++)
            sink_print(o->out, "%s%s", k ? " " : " | ", parent(o, v, k)->name);
        sink_put(o->out, ")\n{\n  data = ");
        put_hugin_data(o, v);
        sink_put(o->out, ";\n}\n");
    }
    return true;
}

/* ---- UAI ---- */

bool
uai_write(BayesOutput *o)
{
    size_t count = o->net->variables.count;
    sink_print(o->out, "BAYES\n%zu\n", count);
    for (size_t i = 0; i < count; i++)
        sink_print(o->out, "%s%zu", i ? " " : "", o->net->variables.at[i].labels.count);
    sink_print(o->out, "\n%zu\n", count);
    for (size_t i = 0; i < count; i++) {
        const BayesVariable *v = &o->net->variables.at[i];
        sink_print(o->out, "%zu", v->parents.count + 1);
        for (size_t k = 0; k < v->parents.count; k++)
            sink_print(o->out, " %" PRIu32, v->parents.at[k]);
        sink_print(o->out, " %zu\n", i);
    }
    for (size_t i = 0; i < count; i++) {
        const BayesVariable *v = &o->net->variables.at[i];
        sink_print(o->out, "\n%zu\n", v->rows * v->labels.count);
        for (size_t row = 0; row < v->rows; row++) {
            sink_put(o->out, " ");
            put_row(o, v, row, " ");
            sink_put(o->out, "\n");
        }
    }
    return true;
}
