/* code_write.c -- networks as programs: for pgmpy in Python, for bnlearn in R; see bayes_write.h.
 *
 * There a number that is no decimal is a quotient, 1/3, which these languages work out. */
#include "bayes/bayes_write.h"

#include "base/utf8.h"

static bool
is_utf8(Name name)
{
    return utf8_is_text(name, strlen(name));
}

/* Has R a way to write it?  A name or label is not empty there. */
static bool
is_r_text(Name name)
{
    return *name && is_utf8(name);
}

/* A text in quotes, the same in both languages. */
static void
put_text(const BayesOutput *o, Name text)
{
    sink_put(o->out, "\"");
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            sink_print(o->out, "\\%c", c);
        else if (c < ' ' || c == 0x7f)
            sink_print(o->out, "\\x%02x", c);
        else
            sink_add(o->out, text, 1);
    }
    sink_put(o->out, "\"");
}

static void
put_texts(const BayesOutput *o, const BayesLabels *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        sink_put(o->out, i ? ", " : "");
        put_text(o, texts->at[i]);
    }
}

static void
put_number(const BayesOutput *o, BayesNumber n)
{
    if (bayes_number_is_decimal(o->net, n)) {
        bayes_number_write(o->net, n, o->out);
        return;
    }
    mpq_t q;
    mpq_init(q);
    bayes_number(q, o->net, n);
    rational_write(q, o->out);
    mpq_clear(q);
}

static const BayesVariable *
parent(const BayesOutput *o, const BayesVariable *v, size_t i)
{
    return &o->net->variables.at[v->parents.at[i]];
}

static void
put_parents(const BayesOutput *o, const BayesVariable *v, const char *between)
{
    for (size_t k = 0; k < v->parents.count; k++) {
        sink_put(o->out, k ? between : "");
        put_text(o, parent(o, v, k)->name);
    }
}

/* ---- pgmpy ---- */

/* The labels, as pgmpy calls them: state names of the variable and its parents. */
static void
put_state_names(const BayesOutput *o, const BayesVariable *v)
{
    sink_put(o->out, "    state_names={");
    put_text(o, v->name);
    sink_put(o->out, ": [");
    put_texts(o, &v->labels);
    for (size_t k = 0; k < v->parents.count; k++) {
        sink_put(o->out, "], ");
        put_text(o, parent(o, v, k)->name);
        sink_put(o->out, ": [");
        put_texts(o, &parent(o, v, k)->labels);
    }
    sink_put(o->out, "]}))\n");
}

/* A line of values for each label, in it one for each row. */
static void
put_cpd(const BayesOutput *o, const BayesVariable *v)
{
    size_t labels = v->labels.count;
    sink_put(o->out, "model.add_cpds(TabularCPD(");
    put_text(o, v->name);
    sink_print(o->out, ", %zu, [", labels);
    for (size_t k = 0; k < labels; k++) {
        sink_put(o->out, k ? ",\n    [" : "\n    [");
        for (size_t row = 0; row < v->rows; row++) {
            sink_put(o->out, row ? ", " : "");
            put_number(o, v->numbers[row * labels + k]);
        }
        sink_put(o->out, "]");
    }
    sink_put(o->out, "],\n");
    if (v->parents.count) {
        sink_put(o->out, "    evidence=[");
        put_parents(o, v, ", ");
        sink_put(o->out, "], evidence_card=[");
        for (size_t k = 0; k < v->parents.count; k++)
            sink_print(o->out, "%s%zu", k ? ", " : "", parent(o, v, k)->labels.count);
        sink_put(o->out, "],\n");
    }
    put_state_names(o, v);
}

bool
pgmpy_network_write(BayesOutput *o)
{
    if (!bayes_names_allowed(o, false, is_utf8, NULL) ||
        !bayes_names_allowed(o, true, is_utf8, NULL))
        return false;
    sink_put(o->out, "from pgmpy.factors.discrete import TabularCPD\n"
                     "try:\n"
                     "    from pgmpy.models import DiscreteBayesianNetwork\n"
                     "except ImportError:  # older than 1.0\n"
                     "    from pgmpy.models import BayesianNetwork as DiscreteBayesianNetwork\n\n"
                     "model = DiscreteBayesianNetwork()\n");
    for (size_t i = 0; i < o->net->variables.count; i++) {
        sink_put(o->out, "model.add_node(");
        put_text(o, o->net->variables.at[i].name);
        sink_put(o->out, ")\n");
    }
    for (size_t i = 0; i < o->net->variables.count; i++) {
        const BayesVariable *v = &o->net->variables.at[i];
        for (size_t k = 0; k < v->parents.count; k++) {
            sink_put(o->out, "model.add_edge(");
            put_text(o, parent(o, v, k)->name);
            sink_put(o->out, ", ");
            put_text(o, v->name);
            sink_put(o->out, ")\n");
        }
    }
    for (size_t i = 0; i < o->net->variables.count; i++)
        put_cpd(o, &o->net->variables.at[i]);
    sink_put(o->out, "assert model.check_model()\n");
    return true;
}

/* ---- bnlearn ---- */

static void
put_arcs(const BayesOutput *o)
{
    const char *between = "";
    sink_put(o->out, "arcs(graph) <- matrix(c(");
    for (size_t i = 0; i < o->net->variables.count; i++) {
        const BayesVariable *v = &o->net->variables.at[i];
        for (size_t k = 0; k < v->parents.count; k++) {
            sink_print(o->out, "%s\n    ", between);
            put_text(o, parent(o, v, k)->name);
            sink_put(o->out, ", ");
            put_text(o, v->name);
            between = ",";
        }
    }
    sink_put(o->out,
             "),\n    ncol = 2, byrow = TRUE, dimnames = list(NULL, c(\"from\", \"to\")))\n");
}

/* R's first index is its fastest: the label, then the first parent. */
static void
put_values(const BayesOutput *o, const BayesVariable *v)
{
    size_t labels = v->labels.count, depth = v->parents.count;
    for (size_t i = 0; i < v->rows; i++) {
        size_t rest = i, row = 0, place = v->rows;
        for (size_t k = 0; k < depth; k++) {
            size_t size = parent(o, v, k)->labels.count;
            place /= size;
            row += rest % size * place;
            rest /= size;
        }
        for (size_t k = 0; k < labels; k++) {
            sink_put(o->out, k ? ", " : i ? ",\n    " : "\n    ");
            put_number(o, v->numbers[row * labels + k]);
        }
    }
}

static void
put_dimension(const BayesOutput *o, const BayesVariable *v)
{
    put_text(o, v->name);
    sink_put(o->out, " = c(");
    put_texts(o, &v->labels);
    sink_put(o->out, ")");
}

static void
put_distribution(const BayesOutput *o, const BayesVariable *v)
{
    put_text(o, v->name);
    sink_put(o->out, " = array(c(");
    put_values(o, v);
    sink_print(o->out, "),\n    dim = c(%zu", v->labels.count);
    for (size_t k = 0; k < v->parents.count; k++)
        sink_print(o->out, ", %zu", parent(o, v, k)->labels.count);
    sink_put(o->out, "), dimnames = list(");
    put_dimension(o, v);
    for (size_t k = 0; k < v->parents.count; k++) {
        sink_put(o->out, ", ");
        put_dimension(o, parent(o, v, k));
    }
    sink_put(o->out, "))");
}

bool
bnlearn_network_write(BayesOutput *o)
{
    bool arcs = false;
    if (!bayes_names_allowed(o, false, is_r_text, NULL) ||
        !bayes_names_allowed(o, true, is_r_text, NULL))
        return false;
    sink_put(o->out, "library(bnlearn)\n\ngraph <- empty.graph(c(");
    for (size_t i = 0; i < o->net->variables.count; i++) {
        arcs = arcs || o->net->variables.at[i].parents.count;
        sink_put(o->out, i ? ", " : "");
        put_text(o, o->net->variables.at[i].name);
    }
    sink_put(o->out, "))\n");
    if (arcs)
        put_arcs(o);
    sink_put(o->out, "network <- custom.fit(graph, dist = list(\n");
    for (size_t i = 0; i < o->net->variables.count; i++) {
        sink_put(o->out, i ? ",\n" : "");
        put_distribution(o, &o->net->variables.at[i]);
    }
    sink_put(o->out, "))\n");
    return true;
}
