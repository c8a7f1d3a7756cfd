/* bound_model.c -- the models as source, which is read and so declares them; see bound_model.h. */
#include "lang/bounds/bound_model.h"

#include "lang/complain/complain_name.h"
#include "lang/elaborate/vertex.h"
#include "lang/read/reader.h"
#include "lang/report/voice.h"
#include "lang/session/define.h"
#include "lang/statement/declare.h"
#include "lang/statement/declare_model.h"

bool
complain_bound_models(Session *s, const Node *names)
{
    return complain_usage(&s->complain, names->at, "bounds",
                          "bounds G1, G2 = P(Y[X = 0] = 1) in m from w");
}

static bool
is_name(const Node *n)
{
    return n->kind == NODE_NAME || n->kind == NODE_STRING;
}

bool
check_bound_models(Session *s, const Node *n)
{
    const Node *names = n->kids[ACTION_NAMES];
    if (names->count != 2 || n->kids[ACTION_LIST]->count != 1)
        return complain_bound_models(s, names);
    const Node *a = names->kids[0], *b = names->kids[1];
    if (!is_name(a))
        return complain_not_a_name(&s->complain, a->at);
    if (!may_define(s, a->text, a->at) || !may_define(s, b->text, b->at))
        return false;
    return a->text != b->text || complain_defined_twice(&s->complain, b->at, b->text, a->at);
}

/* ---- source ---- */

typedef struct ModelWriter {
    const BoundQuestion *q;
    const BoundEnd *end;
    Name name;
    Name *cause; /* what the hidden cause of each component is called */
    Name *type;  /* and its type */
    Name *function; /* of each vertex */
    Sink *out;
} ModelWriter;

/* The weights that a component has in the model. */
static const LinearWeights *
weights_of(const ModelWriter *w, uint32_t component)
{
    const Bound *b = &w->q->bound;
    return b->matters[component] ? &w->end->at.at[component] : &b->point.at[component];
}

/* A cause with one value is none. */
static bool
has_cause(const ModelWriter *w, uint32_t component)
{
    return weights_of(w, component)->count > 1;
}

/* `N_X_Y`, with primes where that is a variable. */
static Name
cause_name(const BoundQuestion *q, uint32_t component)
{
    const ResponseComponent *c = &q->bound.responses.components.at[component];
    uint32_t v;
    Sink text;
    sink_init(&text);
    sink_put(&text, "N");
    for (size_t i = 0; i < c->vertices.count; i++)
        sink_print(&text, "_%s", q->name_of[c->vertices.at[i].vertex]);
    while (model_find(&q->bound.model, names_add_text(&q->s->names, sink_text(&text)), &v))
        sink_put(&text, "'");
    return names_take(&q->s->names, &text);
}

/* `G1_X`, for a type or a function, with primes where that is one already. */
static Name
free_name(const BoundQuestion *q, Name model, Name name)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "%s_%s", model, name);
    for (;;) {
        Name found = names_add_text(&q->s->names, sink_text(&text));
        if (!session_find_type(q->s, found) && !session_find(q->s, found))
            break;
        sink_put(&text, "'");
    }
    return names_take(&q->s->names, &text);
}

static void
write_types(const ModelWriter *w)
{
    for (uint32_t i = 0; i < w->q->bound.responses.components.count; i++) {
        if (!has_cause(w, i))
            continue;
        sink_put(w->out, "type ");
        word_write_name(w->type[i], w->out);
        sink_print(w->out, " = {1..%zu}\n", weights_of(w, i)->count);
    }
}

/* `  latent N_X : G_N_X = 1/2|1> + 1/2|2>` */
static void
write_cause(const ModelWriter *w, uint32_t component)
{
    const LinearWeights *q = weights_of(w, component);
    sink_put(w->out, "  latent ");
    word_write_name(w->cause[component], w->out);
    sink_put(w->out, " : ");
    word_write_name(w->type[component], w->out);
    sink_put(w->out, " = ");
    for (size_t k = 0; k < q->count; k++) {
        sink_put(w->out, k ? " + " : "");
        rational_write(&q->at[k].weight, w->out);
        sink_print(w->out, "|%zu>", k + 1);
    }
    sink_put(w->out, "\n");
}

/* The labels of the parents in a row, each with a comma behind it. */
static void
write_key(const ModelWriter *w, const ResponseVertex *v, uint32_t row)
{
    const Model *m = &w->q->bound.model;
    uint32_t under = v->rows;
    for (size_t i = 0; i < v->parents.count; i++) {
        const Type *t = m->vertices.at[v->parents.at[i]].type;
        under /= t->size;
        sink_put(w->out, i ? "," : "");
        type_write_label(t, row / under % t->size, w->out);
    }
}

/* Does the vertex read anything in the model? */
static bool
reads_any(const ModelWriter *w, uint32_t component, const ResponseVertex *v)
{
    return has_cause(w, component) || v->parents.count;
}

/* `Bit * G1_N_X`, or the names of what is read instead. */
static void
write_reads(const ModelWriter *w, uint32_t component, const ResponseVertex *v, bool types)
{
    const char *between = types ? " * " : ", ";
    for (size_t i = 0; i < v->parents.count; i++) {
        sink_put(w->out, i ? between : "");
        if (types)
            type_write(w->q->bound.model.vertices.at[v->parents.at[i]].type, w->out);
        else
            word_write_name(w->q->name_of[v->parents.at[i]], w->out);
    }
    if (has_cause(w, component)) {
        sink_put(w->out, v->parents.count ? between : "");
        word_write_name(types ? w->type[component] : w->cause[component], w->out);
    }
}

/* `0,1 -> |0>  0,2 -> |1>`: what the vertex does at each response type. */
static void
write_rows(const ModelWriter *w, uint32_t component, const ResponseVertex *v)
{
    const ResponseComponent *c = &w->q->bound.responses.components.at[component];
    const LinearWeights *q = weights_of(w, component);
    const Type *t = w->q->bound.model.vertices.at[v->vertex].type;
    for (uint32_t r = 0; r < v->rows; r++)
        for (size_t k = 0; k < q->count; k++) {
            sink_put(w->out, r || k ? "  " : "");
            write_key(w, v, r);
            if (has_cause(w, component))
                sink_print(w->out, "%s%zu", v->parents.count ? "," : "", k + 1);
            sink_put(w->out, " -> |");
            type_write_label(t, response_label(c, c->kept.at[q->at[k].index], v->site + r), w->out);
            sink_put(w->out, ">");
        }
}

/* `function G1_X : Bit * G1_N_X -> Bit = { ... }` for each vertex that reads something. */
static void
write_functions(const ModelWriter *w)
{
    const Bound *b = &w->q->bound;
    for (uint32_t i = 0; i < b->responses.components.count; i++)
        for (size_t k = 0; k < b->responses.components.at[i].vertices.count; k++) {
            const ResponseVertex *v = &b->responses.components.at[i].vertices.at[k];
            if (!reads_any(w, i, v))
                continue;
            sink_put(w->out, "function ");
            word_write_name(w->function[v->vertex], w->out);
            sink_put(w->out, " : ");
            write_reads(w, i, v, true);
            sink_put(w->out, " -> ");
            type_write(b->model.vertices.at[v->vertex].type, w->out);
            sink_put(w->out, " = { ");
            write_rows(w, i, v);
            sink_put(w->out, " }\n");
        }
}

/* `G1_X(Z, N_X)`, or `|0>` where nothing is read. */
static void
write_mechanism(const ModelWriter *w, uint32_t component, const ResponseVertex *v)
{
    const ResponseComponent *c = &w->q->bound.responses.components.at[component];
    if (reads_any(w, component, v)) {
        word_write_name(w->function[v->vertex], w->out);
        sink_put(w->out, "(");
        write_reads(w, component, v, false);
        sink_put(w->out, ")");
        return;
    }
    uint32_t type = c->kept.at[weights_of(w, component)->at[0].index];
    sink_put(w->out, "|");
    type_write_label(w->q->bound.model.vertices.at[v->vertex].type,
                     response_label(c, type, v->site), w->out);
    sink_put(w->out, ">");
}

static void
write_vertex(const ModelWriter *w, uint32_t vertex)
{
    const Bound *b = &w->q->bound;
    uint32_t component = b->responses.component_of.at[vertex];
    const ResponseComponent *c = &b->responses.components.at[component];
    size_t i = 0;
    while (c->vertices.at[i].vertex != vertex)
        i++;
    sink_put(w->out, "  ");
    word_write_name(w->q->name_of[vertex], w->out);
    sink_put(w->out, " : ");
    type_write(b->model.vertices.at[vertex].type, w->out);
    sink_put(w->out, " = ");
    write_mechanism(w, component, &c->vertices.at[i]);
    sink_put(w->out, "\n");
}

static void
write_model(ModelWriter *w)
{
    const Bound *b = &w->q->bound;
    uint32_t count = (uint32_t)b->responses.components.count;
    w->cause = memory_new(count + 1, sizeof *w->cause);
    w->type = memory_new(count + 1, sizeof *w->type);
    for (uint32_t i = 0; i < count; i++) {
        w->cause[i] = cause_name(w->q, i);
        w->type[i] = free_name(w->q, w->name, w->cause[i]);
    }
    w->function = memory_new(b->model.vertices.count, sizeof *w->function);
    for (uint32_t v = 0; v < b->model.vertices.count; v++)
        w->function[v] = free_name(w->q, w->name, w->q->name_of[v]);
    write_types(w);
    write_functions(w);
    sink_put(w->out, "model ");
    word_write_name(w->name, w->out);
    sink_put(w->out, " {\n");
    for (uint32_t i = 0; i < count; i++)
        if (has_cause(w, i))
            write_cause(w, i);
    for (uint32_t v = 0; v < b->model.vertices.count; v++)
        if (!b->model.vertices.at[v].latent)
            write_vertex(w, v);
    sink_put(w->out, "}\n");
    memory_free(w->cause);
    memory_free(w->type);
    memory_free(w->function);
}

/* ---- declaring ---- */

/* Runs the declarations of a text. */
static bool
declare_all(Session *s, const Sink *text)
{
    Source *source = source_new("<bounds>", NULL, sink_text(text), text->count);
    Reader r;
    Node *n = NULL;
    bool ok = true;
    array_push(&s->sources, source);
    reader_init(&r, source, &s->names, &s->complain, false);
    ReadResult got = reader_next(&r, &s->arena, &n);
    for (; ok && got == READ_STATEMENT; got = reader_next(&r, &s->arena, &n))
        ok = n->kind == NODE_TYPE       ? declare_type(s, n)
             : n->kind == NODE_FUNCTION ? declare_function(s, n)
                                        : declare_model(s, n);
    reader_clear(&r);
    return ok && got == READ_END;
}

bool
declare_bound_models(BoundQuestion *q, const Node *names)
{
    Sink text;
    sink_init_within(&text, &q->s->budget);
    for (int e = 0; e < 2; e++) {
        ModelWriter w = {.q = q, .end = &q->bound.ends[e], .name = names->kids[e]->text,
                         .out = &text};
        write_model(&w);
    }
    bool ok = declare_all(q->s, &text);
    if (ok)
        say_text(q->s, "models", &text);
    sink_clear(&text);
    return ok;
}
