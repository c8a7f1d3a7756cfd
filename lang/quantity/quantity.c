/* quantity.c -- named quantities; see quantity.h and quantity_words.h. */
#include "lang/quantity/quantity.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_model.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/label.h"
#include "lang/elaborate/question_context.h"
#include "lang/explain/run_explain.h"
#include "lang/identify/effect_quantity.h"
#include "lang/identify/run_identify.h"
#include "lang/quantity/complain_quantity.h"
#include "lang/quantity/path_effect.h"
#include "lang/quantity/quantity_words.h"
#include "lang/read/reader.h"

#include <ctype.h>
#include <string.h>

/* What stands behind the change, besides an event of Y. */
typedef enum More { MORE_NOTHING, MORE_EVENT, MORE_VALUES, MORE_GIVEN, MORE_WAYS } More;

typedef struct Definition {
    const char *word, *usage, *text;
    More more;
} Definition;

#define ROW(called, how, means, kind) {called, how, means, MORE_##kind},

static const Definition definitions[] = {QUANTITY_WORDS(ROW){0}};

#undef ROW

static const Definition *
quantity_find(const char *word)
{
    for (const Definition *d = definitions; d->word; d++)
        if (strcmp(d->word, word) == 0)
            return d;
    return NULL;
}

/* ---- the call ---- */

/* What a call puts in. */
typedef struct Terms {
    const Model *shape;
    uint32_t x, y;
    Label a, b, event, given;  /* text NULL: not said */
    WireList held;             /* CDE: variables, */
    ARRAY(Label) values;       /* and their labels */
    WireList mediators;
    bool listed; /* the mediators are given */
    PathEffect paths;
    Graph graph;
    Projection projection;
    VertexSet below;
} Terms;

static void
terms_clear(Terms *t)
{
    array_clear(&t->held);
    array_clear(&t->values);
    array_clear(&t->mediators);
    path_effect_clear(&t->paths);
    vertex_set_clear(&t->below);
    projection_clear(&t->projection);
    graph_clear(&t->graph);
}

static bool
observed_vertex(Session *s, const Model *m, Name name, Span at, uint32_t *v)
{
    return model_find(m, name, v) || complain_unknown_vertex(&s->complain, at, m, name);
}

static bool
read_name(Session *s, const Model *m, const Node *n, uint32_t *v)
{
    if (!node_is_name(n))
        return complain_not_a_variable(&s->complain, n->at);
    return observed_vertex(s, m, n->text, n->at, v);
}

static bool
read_label(Session *s, const Terms *t, uint32_t v, const Node *n, Label *to)
{
    uint32_t position;
    return node_label(s, n, to) &&
           label_find(s, t->shape->vertices.at[v].type, to->text, to->at, &position);
}

/* `Y = y`, or for CDE `M = m`. */
static bool
read_value(Session *s, Terms *t, const Definition *d, const Node *n)
{
    uint32_t v;
    Label label;
    if (!read_name(s, t->shape, n->kids[0], &v) || !read_label(s, t, v, n->kids[1], &label))
        return false;
    if (v == t->y && !t->event.text) {
        t->event = label;
        return true;
    }
    if (v == t->x || v == t->y || d->more != MORE_VALUES)
        return complain_quantity(&s->complain, n->at, d->usage);
    array_push(&t->held, v);
    array_push(&t->values, label);
    return true;
}

static bool
read_mediators(Session *s, Terms *t, const Node *set)
{
    t->listed = true;
    for (uint32_t i = 0; i < set->label_count; i++) {
        uint32_t v;
        if (!observed_vertex(s, t->shape, set->labels[i].text, set->labels[i].at, &v))
            return false;
        if (v == t->x || v == t->y)
            return complain_quantity_mediator(&s->complain, set->labels[i].at, set->labels[i].text);
        array_push(&t->mediators, v);
    }
    return true;
}

/* `| X = z` */
static bool
read_given(Session *s, Terms *t, const Definition *d, const Node *call)
{
    bool wanted = d->more == MORE_GIVEN;
    if (!wanted && call->count == 2)
        return true;
    const Node *given = call->count > 2 ? call->kids[2] : NULL;
    uint32_t v;
    if (!wanted || !given || given->count != 1 || given->kids[0]->kind != NODE_EQUAL)
        return complain_quantity(&s->complain, call->at, d->usage);
    if (!read_name(s, t->shape, given->kids[0]->kids[0], &v))
        return false;
    if (v != t->x)
        return complain_quantity(&s->complain, given->at, d->usage);
    return read_label(s, t, v, given->kids[0]->kids[1], &t->given);
}

/* The ways of a path-specific effect. */
static bool
read_way(Session *s, Terms *t, const Node *n)
{
    const char *why = path_effect_add(&t->paths, n, t->y);
    return !why || complain_path(&s->complain, n->at, why);
}

/* The shape, for what goes along ways. */
static bool
find_shape(Session *s, Terms *t, const Node *call)
{
    WireList x = {0};
    graph_make(&t->graph, t->shape);
    if (!projection_make(&t->projection, &t->graph, &s->budget))
        return complain_stopped(&s->complain, &s->budget, call->at);
    vertex_set_init(&t->below, t->graph.count);
    array_push(&x, t->x);
    reach(&t->below, &t->graph.children, &x, NULL);
    array_clear(&x);
    t->paths = (PathEffect){.shape = t->shape, .projection = &t->projection, .below = &t->below,
                            .x = t->x, .a = t->a.text, .b = t->b.text};
    return true;
}

static bool
read_terms(Session *s, Terms *t, const Definition *d, const Node *call)
{
    const Node *args = call->kids[1];
    if (args->count < 2 || args->kids[0]->kind != NODE_ARROW || args->kids[1]->kind != NODE_ARROW)
        return complain_quantity(&s->complain, call->at, d->usage);
    const Node *way = args->kids[0], *change = args->kids[1];
    bool ok = read_name(s, t->shape, way->kids[0], &t->x) &&
              read_name(s, t->shape, way->kids[1], &t->y) &&
              read_label(s, t, t->x, change->kids[0], &t->a) &&
              read_label(s, t, t->x, change->kids[1], &t->b);
    bool along = d->more == MORE_WAYS;
    ok = ok && (!along || find_shape(s, t, call));
    for (uint32_t i = 2; ok && i < args->count; i++) {
        const Node *n = args->kids[i];
        if (along && (n->kind == NODE_ARROW || n->kind == NODE_WAY))
            ok = read_way(s, t, n);
        else if (n->kind == NODE_EQUAL)
            ok = read_value(s, t, d, n);
        else if (n->kind == NODE_SET && !t->listed && strchr(d->text, '{'))
            ok = read_mediators(s, t, n);
        else
            ok = complain_quantity(&s->complain, n->at, d->usage);
    }
    if (ok && ((d->more == MORE_VALUES && !t->held.count) ||
               (along && !t->paths.ways.count)))
        ok = complain_quantity(&s->complain, call->at, d->usage);
    return ok && read_given(s, t, d, call);
}

/* ---- what is not said ---- */

/* Where nobody says which label is meant, the one that says yes. */
static bool
find_event(Session *s, Terms *t, const Definition *d, const Node *call)
{
    static const char *const yes[][2] = {{"0", "1"}, {"no", "yes"}, {"false", "true"}};
    const Vertex *y = &t->shape->vertices.at[t->y];
    uint32_t position;
    if (t->event.text || d->more != MORE_EVENT)
        return true;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        Name no = names_add_text(&s->names, yes[i][0]), is = names_add_text(&s->names, yes[i][1]);
        if (y->type->size == 2 && type_find(y->type, no, &position) &&
            type_find(y->type, is, &position)) {
            t->event.text = is;
            return true;
        }
    }
    return complain_quantity_event(&s->complain, call->at, y->name, y->type);
}

/* All observed variables on directed ways from x to y. */
static void
find_mediators(Terms *t)
{
    Graph g = {0};
    VertexSet below, above;
    WireList x = {0}, y = {0};
    graph_make(&g, t->shape);
    vertex_set_init(&below, g.count);
    vertex_set_init(&above, g.count);
    array_push(&x, t->x);
    array_push(&y, t->y);
    reach(&below, &g.children, &x, NULL);
    reach(&above, &g.parents, &y, NULL);
    for (uint32_t v = 0; v < g.count; v++)
        if (below.has[v] && above.has[v] && v != t->x && v != t->y && g.observed[v])
            array_push(&t->mediators, v);
    array_clear(&y);
    array_clear(&x);
    vertex_set_clear(&above);
    vertex_set_clear(&below);
    graph_clear(&g);
}

/* ---- the definition, with the names put in ---- */

/* One word of a definition, for the k-th of what is written once for each. */
static void
put_word(const Terms *t, char word, size_t k, Sink *out)
{
    const Model *m = t->shape;
    switch (word) {
    case 'W': path_effect_write(&t->paths, t->y, out); break;
    case 'X': word_write_name(m->vertices.at[t->x].name, out); break;
    case 'Y': word_write_name(m->vertices.at[t->y].name, out); break;
    case 'M':
        word_write_name(m->vertices.at[t->held.count ? t->held.at[k] : t->mediators.at[k]].name,
                        out);
        break;
    case 'a': word_write_label(t->a.text, out); break;
    case 'b': word_write_label(t->b.text, out); break;
    case 'y': word_write_label(t->event.text, out); break;
    case 'z': word_write_label(t->given.text, out); break;
    case 'm': word_write_label(t->values.at[k].text, out); break;
    }
}

static void put_text(const Terms *t, const char *text, size_t count, size_t k, Sink *out);

/* What is in braces, once for each. */
static void
put_each(const Terms *t, const char *text, size_t count, Sink *out)
{
    size_t n = t->held.count ? t->held.count : t->mediators.count;
    for (size_t k = 0; k < n; k++)
        put_text(t, text, count, k, out);
}

static void
put_text(const Terms *t, const char *text, size_t count, size_t k, Sink *out)
{
    for (size_t i = 0; i < count; i++) {
        bool alone = isalpha((unsigned char)text[i]) && !isalpha((unsigned char)text[i + 1]);
        if (text[i] == '{') {
            size_t length = (size_t)(strchr(text + i, '}') - text) - i - 1;
            put_each(t, text + i + 1, length, out);
            i += length + 1;
        } else if (text[i] == '@') {
            sink_put(out, t->event.text ? " = " : "");
            if (t->event.text)
                word_write_label(t->event.text, out);
        } else if (text[i] == 'E' && text[i + 1] == '(') {
            sink_put(out, t->event.text ? "P" : "E");
        } else if (alone && strchr("XYMWabyzm", text[i])) {
            put_word(t, text[i], k, out);
        } else {
            sink_add(out, text + i, 1);
        }
    }
}

Node *
quantity_read(Session *s, const Sink *text, const Node *call)
{
    Source *source = source_new(span_text(&s->names, call->at), NULL, sink_text(text), text->count);
    Reader r;
    Node *n = NULL;
    array_push(&s->sources, source);
    reader_init(&r, source, &s->names, &s->complain, true);
    bool ok = reader_next(&r, &s->arena, &n) == READ_STATEMENT;
    reader_clear(&r);
    return ok ? n->kids[0] : NULL;
}

Node *
quantity_expand(Session *s, const Model *shape, const Node *call)
{
    const Definition *d = quantity_find(call->kids[0]->text);
    Terms t = {.shape = shape};
    Node *n = NULL;
    Sink text;
    sink_init(&text);
    if (read_terms(s, &t, d, call) && find_event(s, &t, d, call)) {
        if (strstr(d->text, "M[") && !t.listed)
            find_mediators(&t);
        put_text(&t, d->text, strlen(d->text), 0, &text);
        n = quantity_read(s, &text, call);
    }
    sink_clear(&text);
    terms_clear(&t);
    return n;
}

bool
elaborate_quantity(Session *s, Value *to, const Node *call)
{
    const Context *c = s->asked;
    if (c->kind == CONTEXT_NONE)
        return complain_no_context(&s->complain, call->at);
    if (c->kind == CONTEXT_STATE)
        return complain_quantity_in_state(&s->complain, call->at, call->kids[0]->text, c->name);
    if (!asks_one_model(s, call))
        return false;
    const Model *shape = c->kind == CONTEXT_FROM ? &c->model : &c->shape;
    s->consulted |= CONSULTED_SHAPE;
    Node *n = quantity_expand(s, shape, call);
    return n && elaborate(s, to, n);
}

bool
quantity_is_number(const Session *s, const Node *call)
{
    return s && call; /* always */
}

/* Each question of the definition, once. */
bool
explain_quantity(Session *s, const Node *e)
{
    EffectLeafList leaves = {0};
    Node *defined = quantity_defined(s, (Node *)e);
    bool ok = defined && find_effect_leaves(s, &leaves, defined);
    for (size_t k = 0; ok && k < leaves.count; k++) {
        const EffectLeaf *leaf = &leaves.at[k];
        ok = explain_question(s, effect_in_context(s, leaf->whole, (Node *)leaf->call));
    }
    array_clear(&leaves);
    return ok;
}
