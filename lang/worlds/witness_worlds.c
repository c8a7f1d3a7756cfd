/* witness_worlds.c -- two functional models that look the same and answer differently; see
 * witness_worlds.h.
 *
 * Pairs from worlds/rival.h are written as source and read again, so that what is printed is what
 * is checked.  The state of an experiment is the product of the combs into which hidden causes tie
 * what was not done (Tian & Pearl 2002), so the combs are compared: P(C | do(pa(C))). */
#include "lang/worlds/witness_worlds.h"

#include "evaluate/evaluate.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_witness.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/vertex.h"
#include "lang/read/reader.h"
#include "lang/report/voice.h"
#include "lang/session/define.h"
#include "lang/session/print.h"
#include "lang/statement/declare.h"
#include "lang/statement/declare_model.h"
#include "lang/worlds/complain_worlds.h"
#include "lang/worlds/rival_text.h"
#include "show/json.h"
#include "surgery/cut.h"

#include <string.h>

enum {
    TRIES_MAX = 600,
    PAIR_MAX = 200000, /* bytes of a pair's declarations */
    TABLE_MAX = 65536,   /* entries of a comb that is compared */
    COMB_MAX = 10,       /* vertices of one all of whose parts are */
    SHOWN_MAX = 8        /* combs that are shown by name */
};

typedef struct Trial {
    Session *s;
    const Node *node;
    const WorldEffect *e;
    Name names[2];
    Sink source;
    size_t values, types, sources; /* how many the session had before */
    Value model[2], answer[2];
    SetList combs;        /* that were compared, */
    SetList inputs;       /* and what was done for each */
} Trial;

static void
trial_reset(Trial *t)
{
    forget_definitions(t->s, t->values, t->types);
    while (t->s->sources.count > t->sources)
        source_free(t->s->sources.at[--t->s->sources.count]);
    for (int i = 0; i < 2; i++) {
        value_clear(&t->model[i]);
        value_clear(&t->answer[i]);
    }
    set_list_clear(&t->combs);
    set_list_clear(&t->inputs);
    sink_clear(&t->source);
    sink_init(&t->source);
}

/* ---- a pair as models ---- */

static bool
read_declaration(Trial *t, const Node *n, int *models)
{
    switch (n->kind) {
    case NODE_TYPE:
        return declare_type(t->s, n);
    case NODE_FUNCTION:
        return declare_function(t->s, n);
    default:
        return make_model(t->s, &t->model[(*models)++], n);
    }
}

static bool
read_pair(Trial *t, const RivalPair *pair)
{
    Session *s = t->s;
    Reader r;
    Node *n = NULL;
    ReadResult result;
    int models = 0;
    rival_write(s, t->e, pair, t->names, &t->source);
    Source *source = source_new("<witness>", NULL, sink_text(&t->source), t->source.count);
    array_push(&s->sources, source);
    reader_init(&r, source, &s->names, &s->complain, false);
    bool ok = true;
    while (ok && (result = reader_next(&r, &s->arena, &n)) != READ_END)
        ok = result == READ_STATEMENT && read_declaration(t, n, &models);
    reader_clear(&r);
    return ok;
}

/* ---- what experiments show ---- */

/* P(C | do(inputs)) in one of the models; false: it is too large, or the budget. */
static bool
comb_matrix(Trial *t, Matrix *to, int which, const WireList *vertices, const WireList *inputs)
{
    Model m = {0};
    Diagram d = {0};
    Query q = {0};
    Trouble trouble = {0};
    model_set(&m, &t->model[which].model);
    for (size_t i = 0; i < inputs->count; i++)
        model_open(&m, inputs->at[i]);
    model_diagram(&d, &m, vertices);
    query_all(&q, &d);
    bool ok = evaluate(to, &q, &t->s->meaning, &t->s->budget, &trouble) == OUTCOME_DONE;
    trouble_clear(&trouble);
    query_clear(&q);
    diagram_clear(&d);
    model_clear(&m);
    return ok;
}

static bool
fits(const Model *m, const WireList *vertices, const WireList *inputs)
{
    uint64_t entries = 1;
    for (size_t i = 0; i < vertices->count && entries <= TABLE_MAX; i++)
        entries *= m->vertices.at[vertices->at[i]].type->size;
    for (size_t i = 0; i < inputs->count && entries <= TABLE_MAX; i++)
        entries *= m->vertices.at[inputs->at[i]].type->size;
    return entries <= TABLE_MAX;
}

/* Have both models the same comb of these vertices?  It is looked at once. */
static bool
comb_agrees(Trial *t, const Projection *p, const WireList *vertices)
{
    WireList inputs = {0}, c = {0};
    SizeList none = {0};
    Matrix a, b;
    for (size_t i = 0; i < t->combs.count; i++)
        if (wires_compare(&t->combs.at[i], vertices) == 0)
            return true;
    for (size_t i = 0; i < vertices->count; i++) {
        size_t count;
        const uint32_t *parents = rows_at(&p->parents, vertices->at[i], &count);
        for (size_t k = 0; k < count; k++)
            if (!wires_has(vertices, parents[k]) && !wires_has(&inputs, parents[k]))
                array_push(&inputs, parents[k]);
    }
    sort_vertices(&inputs);
    array_set(&c, vertices);
    array_push(&t->combs, c);
    array_push(&t->inputs, inputs);
    matrix_init(&a, &none, &none);
    matrix_init(&b, &none, &none);
    bool same = fits(&t->model[0].model, vertices, &inputs) &&
                comb_matrix(t, &a, 0, vertices, &inputs) &&
                comb_matrix(t, &b, 1, vertices, &inputs) && matrix_equal(&a, &b, NULL);
    matrix_clear(&a);
    matrix_clear(&b);
    return same;
}

/* All parts of a comb, the large ones first. */
static bool
parts_agree(Trial *t, const Projection *p, const WireList *comb)
{
    bool same = comb->count <= COMB_MAX;
    for (uint32_t out = 0; same && out + 1 < UINT32_C(1) << comb->count; out++) {
        WireList part = {0};
        for (size_t i = 0; i < comb->count; i++)
            if (!(out >> i & 1))
                array_push(&part, comb->at[i]);
        same = comb_agrees(t, p, &part);
        array_clear(&part);
    }
    return same;
}

/* The combs of the experiment in which this set was done, and with `all` their parts. */
static bool
experiment_agrees(Trial *t, const Projection *p, const WireList *done, bool all)
{
    SetList combs = {0};
    VertexSet within;
    vertex_set_init(&within, p->count);
    for (size_t i = 0; i < p->order.count; i++)
        if (!wires_has(done, p->order.at[i]))
            vertex_set_add(&within, p->order.at[i]);
    components(&combs, p, &within);
    bool same = true;
    for (size_t i = 0; same && i < combs.count; i++)
        same = all ? parts_agree(t, p, &combs.at[i]) : comb_agrees(t, p, &combs.at[i]);
    vertex_set_clear(&within);
    set_list_clear(&combs);
    return same;
}

/* Both models have one shape. */
static bool
experiments_agree(Trial *t)
{
    Graph g = {0};
    Projection p = {0};
    const WorldData *data = &t->e->data;
    graph_make(&g, &t->model[0].model);
    bool same = projection_make(&p, &g, &t->s->budget);
    for (size_t i = 0; same && i < data->done.count; i++) {
        WireList done = {0}; /* by the numbers of the vertices here */
        for (size_t k = 0; k < data->done.at[i].count; k++) {
            uint32_t v;
            if (model_find(&t->model[0].model, t->e->name_of[data->done.at[i].at[k]], &v))
                array_push(&done, v);
        }
        same = experiment_agrees(t, &p, &done, data->all);
        array_clear(&done);
    }
    projection_clear(&p);
    graph_clear(&g);
    return same;
}

/* ---- the answers ---- */

/* The question in one of the models, without a word where it has no answer there. */
static bool
ask(Trial *t, int which)
{
    Session *s = t->s;
    Complainer loud = s->complain;
    const Context *outer = s->asked;
    bool staging = s->staging;
    Context c = {.kind = CONTEXT_MODEL, .name = t->names[which]};
    model_set(&c.model, &t->model[which].model);
    model_set(&c.shape, &c.model);
    s->complain = (Complainer){0};
    s->asked = &c;
    s->staging = false;
    bool ok = elaborate(s, &t->answer[which], t->e->call);
    s->staging = staging;
    s->asked = outer;
    s->complain = loud;
    context_clear(&c);
    return ok;
}

/* Is there a row that both have, and that is another? */
static bool
answers_differ(const Trial *t)
{
    const Value *a = &t->answer[0], *b = &t->answer[1];
    bool differ = false;
    if (a->kind != b->kind)
        return false;
    if (a->kind == VALUE_NUMBER)
        return mpq_equal(a->number, b->number) == 0;
    if (a->kind != VALUE_MATRIX)
        return false;
    for (size_t r = 0; !differ && r < matrix_rows(&a->matrix); r++)
        differ = !a->matrix.undefined.at[r] && !b->matrix.undefined.at[r] &&
                 !matrix_rows_equal(&a->matrix, r, &b->matrix, r);
    return differ;
}

/* ---- the search ---- */

static bool
complain_none(Trial *t, bool tried, bool too_large)
{
    Sink text;
    sink_init(&text);
    world_effect_write_asked(t->s, t->e, &text);
    complain_no_rivals(&t->s->complain, t->e->call->at, sink_text(&text),
                       tried ? "none of those that were tried differs in it"
                       : too_large ? "the tables of its boxes would be too large"
                                   : "the types that are declared leave no room for it");
    sink_clear(&text);
    return false;
}

/* A pair for one row of the answer that cannot be known. */
static bool
find_pair(Trial *t, const WorldRow *row, bool *found, bool *tried, bool *too_large)
{
    Session *s = t->s;
    RivalSearch search;
    RivalPair pair = {0};
    bool ok = rival_search_init(&search, &row->answer, &t->e->projected, &t->e->model,
                                &t->e->projection, &t->e->data, &s->budget);
    for (int i = 0; ok && !*found && i < TRIES_MAX && rival_next(&pair, &search); i++) {
        trial_reset(t);
        *tried = true;
        ok = read_pair(t, &pair);
        *found = ok && t->source.count <= PAIR_MAX && experiments_agree(t) && ask(t, 0) &&
                 ask(t, 1) && answers_differ(t);
        ok = ok && (s->budget.stop == STOP_NOT || *found) && budget_step(&s->budget, 1000);
    }
    *too_large = *too_large || search.too_large;
    rival_pair_clear(&pair);
    rival_search_clear(&search);
    return ok;
}

static bool
is_refused(const WorldRow *r)
{
    return r->answer.verdict == WORLDS_CONFLICT || r->answer.verdict == WORLDS_HEDGE;
}

static bool
find_witness(Trial *t)
{
    Session *s = t->s;
    bool found = false, tried = false, too_large = false, ok = true;
    size_t errors = s->complain.errors;
    for (size_t i = 0; ok && !found && i < t->e->rows.count; i++)
        if (is_refused(t->e->rows.at[i]))
            ok = find_pair(t, t->e->rows.at[i], &found, &tried, &too_large);
    if (!ok && s->complain.errors == errors)
        return complain_stopped(&s->complain, &s->budget, t->node->at);
    return ok && (found || complain_none(t, tried, too_large));
}

/* ---- printing ---- */

static void
write_comb(const Trial *t, size_t i, Sink *out)
{
    const Model *m = &t->model[0].model;
    const WireList *lists[] = {&t->combs.at[i], &t->inputs.at[i]};
    sink_put(out, "P(");
    for (int k = 0; k < 2; k++) {
        sink_put(out, k && lists[k]->count ? " | do(" : "");
        for (size_t j = 0; j < lists[k]->count; j++) {
            sink_put(out, j ? ", " : "");
            word_write_name(m->vertices.at[lists[k]->at[j]].name, out);
        }
    }
    sink_put(out, lists[1]->count ? "))" : ")");
}

static void
write_data(const Trial *t, Sink *out)
{
    size_t shown = t->combs.count <= SHOWN_MAX ? t->combs.count : SHOWN_MAX - 1;
    sink_put(out, t->e->data_text ? t->e->data_text : "observed");
    sink_put(out, ": equal, as ");
    for (size_t i = 0; i < shown; i++) {
        sink_put(out, !i ? "" : i + 1 == t->combs.count ? " and " : ", ");
        write_comb(t, i, out);
    }
    if (shown < t->combs.count)
        sink_print(out, " and %zu more", t->combs.count - shown);
    sink_put(out, t->combs.count == 1 ? " is\n" : " are\n");
}

/* Each line two columns further right. */
static void
write_indented(const Sink *text, Sink *out)
{
    const char *line = sink_text(text);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        sink_put(out, "    ");
        sink_add(out, line, (size_t)(end - line) + 1);
    }
}

static void
write_text(Session *s, const void *what, Sink *out)
{
    const Trial *t = what;
    Sink text;
    sink_add(out, sink_text(&t->source), t->source.count);
    write_data(t, out);
    sink_init_within(&text, out->budget);
    world_effect_write_asked(s, t->e, out);
    sink_put(out, ": different\n");
    for (int i = 0; i < 2; i++) {
        text.count = 0;
        write_value(s, &t->answer[i], NULL, &s->style, &text);
        sink_put(out, "  in ");
        word_write_name(t->names[i], out);
        if (t->answer[i].kind == VALUE_NUMBER) {
            sink_put(out, ": ");
            sink_add(out, sink_text(&text), text.count);
        } else {
            sink_put(out, ":\n");
            write_indented(&text, out);
        }
    }
    sink_clear(&text);
}

static void
write_json(Session *s, const void *what, Sink *out)
{
    const Trial *t = what;
    Sink text;
    sink_init_within(&text, out->budget);
    world_effect_write_asked(s, t->e, &text);
    sink_put(out, "{\"kind\":\"witness\",\"question\":");
    json_write_text(sink_text(&text), text.count, out);
    sink_put(out, ",\"equal_data\":true,\"different_answer\":true,\"source\":");
    json_write_text(sink_text(&t->source), t->source.count, out);
    sink_put(out, ",\"models\":[");
    for (int i = 0; i < 2; i++) {
        sink_put(out, i ? "," : "");
        json_write_string(t->names[i], out);
    }
    sink_put(out, "],\"data\":");
    json_write_string(t->e->data_text ? t->e->data_text : "observed", out);
    sink_put(out, ",\"compared\":[");
    for (size_t i = 0; i < t->combs.count; i++) {
        text.count = 0;
        write_comb(t, i, &text);
        sink_put(out, i ? "," : "");
        json_write_text(sink_text(&text), text.count, out);
    }
    sink_put(out, "],\"answers\":[");
    for (int i = 0; i < 2; i++) {
        text.count = 0;
        write_value_json(s, &t->answer[i], NULL, &s->style, &text);
        sink_put(out, i ? "," : "");
        sink_trim(&text, 1); /* the line end */
        sink_add(out, sink_text(&text), text.count);
    }
    sink_put(out, "]}\n");
    sink_clear(&text);
}

static const Voice witness_voice = {.text = write_text, .json = write_json};

/* ---- the statement ---- */

static bool
names_are_free(Session *s, const Node *a, const Node *b)
{
    if (!may_define(s, a->text, a->at) || !may_define(s, b->text, b->at))
        return false;
    return a->text != b->text || complain_defined_twice(&s->complain, b->at, b->text, a->at);
}

/* Can the types of the observed vertices be called by their names? */
static bool
types_are_known(Session *s, const WorldEffect *e)
{
    for (size_t i = 0; i < e->model.vertices.count; i++) {
        const Vertex *v = &e->model.vertices.at[i];
        if (v->latent || !v->type->size)
            continue;
        const PortList *named = session_find_type(s, v->type->name);
        if (!named || named->count != 1 || named->at[0].type != v->type)
            return false;
    }
    return true;
}

static bool
complain_undefined_row(Session *s, const WorldEffect *e, const WorldRow *r)
{
    const Clash *c = &r->answer.clash;
    Sink one, other;
    if (c->of_all)
        return complain_no_label(&s->complain, e->call->at, e->name_of[c->vertex]);
    sink_init(&one);
    sink_init(&other);
    atom_write(s, &r->question, &r->question.atoms.at[c->atoms[0]], &one);
    atom_write(s, &r->question, &r->question.atoms.at[c->atoms[1]], &other);
    complain_contradiction(&s->complain, e->call->at, sink_text(&one), sink_text(&other));
    sink_clear(&other);
    sink_clear(&one);
    return false;
}

/* Is there a row that cannot be known, and can models of this shape be declared? */
static bool
is_needed(Session *s, const WorldEffect *e)
{
    bool refused = false, undefined = true;
    for (size_t i = 0; i < e->rows.count; i++) {
        refused = refused || is_refused(e->rows.at[i]);
        undefined = undefined && e->rows.at[i]->answer.verdict == WORLDS_UNDEFINED;
    }
    if (refused && types_are_known(s, e))
        return true;
    if (undefined)
        return complain_undefined_row(s, e, e->rows.at[0]);
    Sink text;
    sink_init(&text);
    world_effect_write_asked(s, e, &text);
    if (refused)
        complain_no_rivals(&s->complain, e->call->at, sink_text(&text),
                           "its types cannot be called by their names any more");
    else
        complain_no_need(&s->complain, e->call->at, sink_text(&text));
    sink_clear(&text);
    return false;
}

static bool
define_model(Session *s, const Node *name, const Value *model)
{
    Value v = {0};
    value_set(&v, model);
    bool ok = define(s, name->text, name->at, &v);
    value_clear(&v);
    return ok;
}

bool
witness_worlds(Session *s, const Node *n, const Node *e)
{
    const Node *a = n->kids[0], *b = n->kids[1];
    WorldEffect effect = {0};
    if (!names_are_free(s, a, b) || !world_effect_make(s, &effect, e))
        return false;
    Trial t = {.s = s, .node = n, .e = &effect, .names = {a->text, b->text},
               .values = s->values.count, .types = s->types.count,
               .sources = s->sources.count};
    sink_init(&t.source);
    bool ok = is_needed(s, &effect) && find_witness(&t) && define_model(s, a, &t.model[0]) &&
              define_model(s, b, &t.model[1]);
    if (ok)
        say(s, &witness_voice, &t);
    if (ok) { /* it stays */
        t.values = s->values.count;
        t.types = s->types.count;
        t.sources = s->sources.count;
    }
    trial_reset(&t);
    sink_clear(&t.source);
    world_effect_clear(&effect);
    return ok;
}
