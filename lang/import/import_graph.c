/* import_graph.c -- causal graphs as models: the model that somebody would have declared by hand,
 * by way of a draft.
 *
 * A vertex has the type that the statement says for all, else the one of its own name.  What a text
 * says of its graph beyond the arrows is told, once, in comments. */
#include "lang/import/import_graph.h"

#include "lang/class/class_value.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/type.h"
#include "lang/elaborate/vertex.h"
#include "lang/import/complain_graph.h"
#include "lang/import/import_file.h"
#include "lang/read/lexer.h"
#include "lang/report/voice.h"
#include "lang/session/define.h"
#include "lang/session/draft.h"

#include <string.h>

/* ---- the model ---- */

/* What a vertex takes with its type and its box, and an edge with its wire. */
enum { VERTEX_BYTES = 1200, EDGE_BYTES = 200 };

static bool
afford(Draft *d, const CausalGraph *g)
{
    Session *s = d->s;
    uint64_t bytes = g->vertices.count * (uint64_t)VERTEX_BYTES +
                     g->edges.count * (uint64_t)EDGE_BYTES;
    return budget_allows(&s->budget, s->held + bytes) ||
           complain_stopped(&s->complain, &s->budget, d->at);
}

/* Arrows first, so that unnamed latents come last among the parents, as in a declaration. */
static void
add_edges(Draft *d, const CausalGraph *g)
{
    for (size_t i = 0; i < g->edges.count; i++)
        if (!g->edges.at[i].both && !g->edges.at[i].line)
            draft_add_parent(d, g->edges.at[i].to, g->edges.at[i].from);
    for (size_t i = 0; i < g->edges.count; i++)
        if (g->edges.at[i].both)
            draft_add_confounder(d, g->edges.at[i].from, g->edges.at[i].to);
}

static void
add_boxes(Draft *d)
{
    for (uint32_t v = 0; v < d->vertices.vertices.count; v++) {
        const Vertex *x = &d->vertices.vertices.at[v];
        draft_add_box(d, v, x->name ? x->name : edge_name(d->s, &d->vertices, x));
    }
}

/* What has lines is a class of models. */
static bool
define_class(Draft *d, const CausalGraph *g)
{
    Session *s = d->s;
    WireList lines = {0};
    Value v = {0};
    for (size_t i = 0; i < g->edges.count; i++)
        if (g->edges.at[i].line) {
            array_push(&lines, g->edges.at[i].from);
            array_push(&lines, g->edges.at[i].to);
        }
    d->vertices.name = d->model.name;
    bool ok = draft_sort(d) && class_make(s, &v, &d->vertices, &lines, d->at);
    d->defined = ok && define(s, d->model.name, d->model.at, &v);
    array_clear(&lines);
    value_clear(&v);
    return d->defined;
}

static bool
declare(Draft *d, const CausalGraph *g, const Type *type)
{
    bool ok = true;
    for (size_t i = 0; ok && i < g->vertices.count; i++) {
        const GraphVertex *v = &g->vertices.at[i];
        ok = draft_add_variable(d, v->name, type, v->roles & VERTEX_LATENT);
    }
    if (!ok)
        return false;
    add_edges(d, g);
    if (causal_graph_has_lines(g))
        return define_class(d, g);
    add_boxes(d);
    return draft_define(d, 0);
}

/* ---- what is told ---- */

static bool
has_role(const CausalGraph *g, unsigned role)
{
    bool some = false;
    for (size_t i = 0; i < g->vertices.count; i++)
        some = some || (g->vertices.at[i].roles & role);
    return some;
}

/* `X, Y`. */
static void
write_with_role(const CausalGraph *g, unsigned role, Sink *out)
{
    const char *between = "";
    for (size_t i = 0; i < g->vertices.count; i++) {
        if (!(g->vertices.at[i].roles & role))
            continue;
        sink_put(out, between);
        word_write_name(g->vertices.at[i].name, out);
        between = ", ";
    }
}

/* `X as exposure`, with what stands before it. */
static void
write_role(const CausalGraph *g, unsigned role, const char *what, const char **before, Sink *out)
{
    if (!has_role(g, role))
        return;
    sink_put(out, *before);
    write_with_role(g, role, out);
    sink_print(out, " as %s", what);
    *before = "; ";
}

static void
write_roles(const CausalGraph *g, Name model, const char *word, Sink *out)
{
    const char *before = "";
    Sink roles;
    sink_init(&roles);
    write_role(g, VERTEX_EXPOSURE, "exposure", &before, &roles);
    write_role(g, VERTEX_OUTCOME, "outcome", &before, &roles);
    write_role(g, VERTEX_ADJUSTED, "adjusted for", &before, &roles);
    write_role(g, VERTEX_SELECTED, "selected, which a model does not say", &before, &roles);
    if (roles.count)
        sink_print(out, "# %s marks %s\n", word, sink_text(&roles));
    sink_clear(&roles);
    if (!has_role(g, VERTEX_EXPOSURE) || !has_role(g, VERTEX_OUTCOME))
        return;
    sink_put(out, "# so ask: identify P(");
    write_with_role(g, VERTEX_OUTCOME, out);
    sink_put(out, " | do(");
    write_with_role(g, VERTEX_EXPOSURE, out);
    sink_put(out, ")) in ");
    word_write_name(model, out);
    sink_put(out, "\n");
}

static void
write_unkept(const CausalGraph *g, Sink *out)
{
    enum { SHOWN = 12 };
    if (!g->unkept.count)
        return;
    sink_put(out, "# not kept: ");
    for (size_t i = 0; i < g->unkept.count && i < SHOWN; i++) {
        sink_put(out, i ? ", " : "");
        word_write_name(g->unkept.at[i], out);
    }
    if (g->unkept.count > SHOWN)
        sink_print(out, ", and %zu more", g->unkept.count - SHOWN);
    sink_put(out, "\n");
}

/* All that the text says and the model does not. */
static void
tell(Session *s, const CausalGraph *g, Name model, const char *word)
{
    Sink text;
    sink_init(&text);
    write_roles(g, model, word, &text);
    if (g->ancestral)
        sink_put(&text, "# arrows of a mag mean ancestors; here each is a direct cause: one of the "
                        "models it stands for\n");
    write_unkept(g, &text);
    if (text.count)
        say_text(s, "imported", &text);
    sink_clear(&text);
}

/* ---- reading ---- */

/* A text, and where it stands. */
typedef struct GraphText {
    const char *text;
    size_t count;
    Span whole;    /* of it, with its quotes */
    uint32_t base; /* the byte of whole.source where it begins */
    bool exact;    /* each of its bytes stands there as it is: mistakes have places in it */
} GraphText;

static bool
complain_mistake(const Draft *d, const GraphText *t, const GraphMistake *m, const char *format)
{
    Session *s = d->s;
    Span at = t->whole;
    if (t->exact)
        at = (Span){at.source, t->base + m->start, t->base + m->end};
    if (m->fault == GRAPH_BARE)
        return complain_graph_bare(&s->complain, t->whole);
    if (m->fault == GRAPH_STOPPED)
        return complain_stopped(&s->complain, &s->budget, d->at);
    return complain_graph(&s->complain, at, m, format);
}

/* type_at: what stands behind `of`, or NULL. */
static bool
import_text(Draft *d, const GraphText *t, const Node *type_at, const GraphForm *form)
{
    Session *s = d->s;
    CausalGraph g;
    GraphMistake m;
    const Type *type = NULL;
    if (type_at && !elaborate_one_type(s, &type, type_at))
        return false;
    bool ok = graph_read(&g, &m, form->read, t->text, t->count, &s->names, &s->budget) ||
              complain_mistake(d, t, &m, form->name);
    ok = ok && (g.vertices.count || complain_graph_empty(&s->complain, t->whole, form->name));
    ok = ok && afford(d, &g) && declare(d, &g, type);
    if (ok)
        tell(s, &g, d->model.name, form->word);
    graph_mistake_clear(&m);
    causal_graph_clear(&g);
    return ok;
}

bool
import_graph(Session *s, const char *path, const Node *n, const GraphForm *form)
{
    const Node *file = n->kids[IMPORT_FILE];
    Draft d;
    draft_init(&d, s, (DraftName){n->text, n->text_at}, (DraftName){NULL, n->text_at}, file->at);
    Source *source = NULL;
    bool ok = draft_check_names(&d) &&
              (source = import_file(s, path, file->text, file->at)) != NULL;
    if (ok) {
        Span whole = {source, 0, 0};
        GraphText t = {source->text, source->count, whole, 0, true};
        ok = import_text(&d, &t, n->kids[IMPORT_OF], form);
    }
    draft_clear(&d);
    source_free(source);
    return ok;
}

/* The text of a node of a script: between three quotes, or a string. */
static GraphText
text_of(const Node *n)
{
    const char *source = n->at.source->text;
    bool is_long = lexer_has_text(n->at.source, n->at.start);
    uint32_t base = n->at.start + (is_long ? 3 : 1);
    bool exact = is_long || !memchr(source + base, '\\', n->at.end - base);
    return (GraphText){n->text, strlen(n->text), n->at, base, exact};
}

bool
import_graph_text(Session *s, const Node *n, const GraphForm *form)
{
    Draft d;
    GraphText t = text_of(n->kids[1]);
    draft_init(&d, s, (DraftName){n->text, n->text_at}, (DraftName){NULL, n->text_at}, n->at);
    bool ok = draft_check_names(&d) && import_text(&d, &t, n->kids[2], form);
    draft_clear(&d);
    return ok;
}
