/* run_witness.c -- witness F1, F2 = P(Y | do(X)) in M.
 *
 * Candidates from surgery/ become functors, written as source and read again, so that what is
 * printed is what is checked: that the observed states are equal, and the effects are not. */
#include "lang/witness/run_witness.h"

#include "evaluate/evaluate.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/functor_apply.h"
#include "lang/identify/run_identify.h"
#include "lang/read/reader.h"
#include "lang/report/voice.h"
#include "lang/session/define.h"
#include "lang/session/meaning.h"
#include "lang/session/print.h"
#include "lang/statement/declare_functor.h"
#include "lang/complain/complain_witness.h"
#include "lang/witness/witness_functor.h"
#include "show/json.h"
#include "show/table.h"
#include "surgery/cut.h"
#include "surgery/plan_witness.h"
#include "surgery/witness.h"

#include <assert.h>
#include <string.h>

enum {
    TRIES_MAX = 300,        /* candidates */
    ENTRIES_MAX = 200000,   /* of all tables of a functor */
    JOINT_MAX = 4096,       /* of an observed state that is compared; a larger one is by law */
    SHOWN_MAX = 32,         /* of one that is shown */
    ROWS_MAX = 16           /* of effects that are shown */
};

typedef struct Trial {
    Session *s;
    const Node *node;
    const EffectQuery *q;
    Name names[2];
    Value functor[2];
    Value state;      /* the common one; VALUE_NONE where it is too large */
    Value effect[2];
    bool narrow;      /* the effects are those of the first labels of what is given */
    MatrixPlace first; /* where they differ */
} Trial;

static void
trial_clear(Trial *t)
{
    value_clear(&t->state);
    for (int i = 0; i < 2; i++) {
        value_clear(&t->functor[i]);
        value_clear(&t->effect[i]);
    }
}

/* ---- candidates as functors ---- */

/* The functor that this text declares. */
static bool
read_functor(Session *s, Value *to, const Sink *text)
{
    Source *source = source_new("<witness>", NULL, sink_text(text), text->count);
    Reader r;
    Node *n = NULL;
    array_push(&s->sources, source);
    reader_init(&r, source, &s->names, &s->complain, false);
    bool ok = reader_next(&r, &s->arena, &n) == READ_STATEMENT && make_functor(s, to, n);
    reader_clear(&r);
    return ok;
}

static bool
make_functors(Trial *t, const Witness *w, const uint32_t *size)
{
    bool ok = true;
    for (int i = 0; ok && i < 2; i++) {
        Sink text;
        sink_init(&text);
        witness_write(t->q, size, i ? w->second.at : w->first.at, t->names[i], &text);
        ok = read_functor(t->s, &t->functor[i], &text);
        sink_clear(&text);
    }
    return ok;
}

/* ---- what is asked of them ---- */

/* False: it could not be evaluated; the budget's stop is left to the caller. */
static bool
evaluate_quietly(Session *s, Value *to, const Query *q)
{
    Trouble trouble = {0};
    SizeList none = {0};
    Matrix m;
    matrix_init(&m, &none, &none);
    bool ok = evaluate(&m, q, &s->meaning, &s->budget, &trouble) == OUTCOME_DONE;
    if (ok) {
        const Diagram *d = q->diagram;
        PortList in = {0}, out = {0};
        for (size_t i = 0; i < q->givens.count; i++) {
            const Given *g = &q->givens.at[i];
            const End *e = (g->input ? d->inputs.at : d->outputs.at) + g->position;
            array_push(&in, ((Port){e->name, d->wires.at[e->wire]}));
        }
        for (size_t i = 0; i < q->heads.count; i++) {
            const End *e = &d->outputs.at[q->heads.at[i]];
            array_push(&out, ((Port){e->name, d->wires.at[e->wire]}));
        }
        value_take_matrix(to, &m, &in, &out, false);
        array_clear(&out);
        array_clear(&in);
    }
    matrix_clear(&m);
    trouble_clear(&trouble);
    return ok;
}

static bool
observed_state(Trial *t, Value *to, int which)
{
    Model m = {0};
    Diagram d = {0};
    Query q = {0};
    bool ok = model_apply(t->s, &m, &t->q->model, t->functor[which].functor);
    if (ok) {
        model_state(&d, &m);
        query_all(&q, &d);
        ok = evaluate_quietly(t->s, to, &q);
    }
    query_clear(&q);
    diagram_clear(&d);
    model_clear(&m);
    return ok;
}

/* The plans in the places of their vertices' mechanisms. */
static void
do_plans(const Trial *t, Model *m)
{
    WireList cycle = {0};
    const Effect *e = &t->q->effect;
    for (size_t i = 0; i < e->plans.count; i++) {
        uint32_t v = e->plans.at[i].vertex;
        const Vertex *plan = &t->q->after.vertices.at[v];
        Diagram mechanism = {0};
        diagram_set(&mechanism, &plan->mechanism);
        model_fix(m, v, &plan->parents, &mechanism, plan->fixed);
        diagram_clear(&mechanism);
    }
    bool sorted = model_sort(m, &cycle);
    assert(sorted);
    (void)sorted;
    array_clear(&cycle);
}

static void
do_asked(Trial *t, Model *m)
{
    const WireList *x = &t->q->effect.x;
    for (size_t i = 0; i < x->count; i++) {
        const Type *type = m->vertices.at[x->at[i]].type;
        if (t->narrow)
            model_do(m, x->at[i], signature_point(&t->s->signature, type, 0), "|0>");
        else
            model_open(m, x->at[i]);
    }
    do_plans(t, m);
}

/* Heads, givens and (narrow) events: the outputs are y, then z; the inputs are x, by number. */
static void
effect_query(const Trial *t, Query *q)
{
    const Effect *e = &t->q->effect;
    for (uint32_t i = 0; i < e->y.count; i++)
        array_push(&q->heads, i);
    for (size_t i = 0; i < t->q->given.count; i++) {
        uint32_t v = t->q->given.at[i], before = 0, at = 0;
        Given g = {.input = true};
        for (size_t k = 0; k < e->x.count; k++) {
            g.position += e->x.at[k] < v;
            before += e->x.at[k] == v;
        }
        while (!before && e->z.at[at] != v)
            at++;
        if (!before)
            g = (Given){.input = false, .position = (uint32_t)e->y.count + at};
        if (!t->narrow) {
            array_push(&q->givens, g);
        } else if (!before) {
            Event event = {.position = g.position, .condition = true};
            array_push(&event.labels, 0);
            array_push(&q->events, event);
        }
    }
}

static bool
effect_of(Trial *t, Value *to, int which)
{
    Model m = {0};
    Diagram d = {0};
    Query q = {.diagram = &d};
    WireList asked = {0};
    bool ok = model_apply(t->s, &m, &t->q->model, t->functor[which].functor);
    if (ok) {
        do_asked(t, &m);
        array_set(&asked, &t->q->effect.y);
        for (size_t i = 0; i < t->q->effect.z.count; i++)
            array_push(&asked, t->q->effect.z.at[i]);
        model_diagram(&d, &m, &asked);
        effect_query(t, &q);
        ok = evaluate_quietly(t->s, to, &q);
    }
    array_clear(&asked);
    query_clear(&q);
    diagram_clear(&d);
    model_clear(&m);
    return ok;
}

/* ---- the checks ---- */

static uint64_t
product(uint64_t n, const WireList *list, const uint32_t *size)
{
    for (size_t i = 0; i < list->count; i++)
        n = n > UINT64_MAX / size[list->at[i]] ? UINT64_MAX : n * size[list->at[i]];
    return n;
}

/* The observed states, number by number where that is few of them. */
static bool
looks_same(Trial *t, const uint32_t *size)
{
    WireList observed = {0};
    Value other = {0};
    bool same = true;
    model_observed(&t->q->model, &observed);
    if (product(1, &observed, size) <= JOINT_MAX && observed_state(t, &t->state, 0)) {
        same = observed_state(t, &other, 1) && matrix_equal(&t->state.matrix, &other.matrix, NULL);
    }
    value_clear(&other);
    array_clear(&observed);
    return same;
}

static bool
acts_differently(Trial *t, const uint32_t *size)
{
    const Effect *e = &t->q->effect;
    t->narrow = product(product(product(1, &e->x, size), &e->z, size), &e->y, size) > JOINT_MAX;
    return effect_of(t, &t->effect[0], 0) && effect_of(t, &t->effect[1], 1) &&
           !matrix_equal(&t->effect[0].matrix, &t->effect[1].matrix, &t->first);
}

/* Why no candidate has passed so far. */
typedef struct Failures {
    uint32_t tried;
    uint64_t entries; /* of the smallest tables that were too large; 0: none */
} Failures;

static bool
try_candidate(Trial *t, const Witness *w, Failures *failures, bool *passed)
{
    uint32_t *size = memory_new(t->q->model.vertices.count, sizeof *size);
    bool ok = true;
    witness_sizes(size, t->q, w);
    uint64_t entries = witness_entries(t->q, size);
    failures->tried++;
    if (entries > ENTRIES_MAX) {
        if (!failures->entries || entries < failures->entries)
            failures->entries = entries;
    } else {
        ok = make_functors(t, w, size);
        *passed = ok && looks_same(t, size) && acts_differently(t, size);
    }
    memory_free(size);
    return ok;
}

/* ---- the search ---- */

static bool
reads_latents(const Model *m, const Vertex *v)
{
    for (size_t i = 0; i < v->parents.count; i++)
        if (m->vertices.at[v->parents.at[i]].latent)
            return true;
    return false;
}

/* How many bits each vertex may carry.  One that is fixed in place gets no item, but ways may lead
 * through it, as it reads observed vertices only: then it is the same factor of both states, and
 * whether it lets the difference pass is for the check to see. */
static uint32_t *
find_room(const Model *m)
{
    uint32_t *room = memory_new(m->vertices.count, sizeof *room);
    for (size_t i = 0; i < m->vertices.count; i++) {
        const Vertex *v = &m->vertices.at[i];
        for (uint32_t n = v->type->size; n > 1; n /= 2)
            room[i]++;
        if (!v->type->size)
            room[i] = UINT32_MAX;
        if (v->open || (v->fixed && (v->latent || reads_latents(m, v))))
            room[i] = 0;
    }
    return room;
}

static bool
complain_failures(const Trial *t, const Failures *f)
{
    Sink effect, why;
    sink_init(&effect);
    sink_init(&why);
    effect_query_write(t->q, &effect);
    if (f->entries == UINT64_MAX)
        sink_put(&why, "its tables would be larger than can be counted");
    else if (f->entries)
        sink_print(&why, "its tables would have %llu entries, and %d are the limit",
                   (unsigned long long)f->entries, ENTRIES_MAX);
    else if (f->tried)
        sink_put(&why, "none of those that were tried differs in the effect");
    else
        sink_put(&why, "the types that are declared, or what is fixed in place, "
                       "leave no room for it");
    complain_no_witness(&t->s->complain, t->node->kids[2]->at, sink_text(&effect), sink_text(&why));
    sink_clear(&why);
    sink_clear(&effect);
    return false;
}

/* The candidate, or (with plans) one of its variants. */
static bool
try_variants(Trial *t, const Witness *w, Failures *failures, bool *passed)
{
    Witness variant = {0};
    bool ok = true, more = true;
    for (uint32_t k = 0; ok && !*passed && more && failures->tried < TRIES_MAX; k++) {
        if (!plan_witness_variant(&variant, w, &t->q->graph, &t->q->effect, k, &more))
            continue;
        trial_clear(t);
        ok = try_candidate(t, &variant, failures, passed);
    }
    witness_clear(&variant);
    return ok;
}

/* Candidates for this effect, which is not identifiable. */
static bool
try_effect(Trial *t, const Identification *i, Failures *failures, bool *passed)
{
    WitnessSearch search;
    Witness w = {0};
    bool ok = true;
    uint32_t *room = find_room(&t->q->model);
    witness_search_init(&search, &t->q->graph, &t->q->projection, room, i);
    while (ok && !*passed && failures->tried < TRIES_MAX &&
           witness_next(&w, &search, &t->s->budget))
        ok = try_variants(t, &w, failures, passed);
    witness_clear(&w);
    witness_search_clear(&search);
    memory_free(room);
    return ok;
}

/* Those for the effects that a plan's effect is made of. */
static bool
try_planned(Trial *t, Failures *failures, bool *passed)
{
    bool ok = true;
    for (int how = 0; ok && !*passed && how < 2; how++) {
        Effect inner = {0};
        Identification i = {0};
        plan_witness_effect(&inner, &t->q->effect, how);
        uint32_t most = failures->tried;
        if (inner.y.count)
            ok = identify(&i, &t->q->graph, &t->q->projection, &inner, &t->s->budget);
        if (ok && inner.y.count && !i.identified)
            ok = try_effect(t, &i, failures, passed);
        failures->tried = how || *passed ? failures->tried : most;
        identification_clear(&i);
        effect_clear(&inner);
    }
    return ok;
}

static bool
find_witness(Trial *t, const Identification *i)
{
    Session *s = t->s;
    Failures failures = {0};
    bool passed = false;
    bool ok = t->q->effect.plans.count ? try_planned(t, &failures, &passed)
                                       : try_effect(t, i, &failures, &passed);
    if (!passed && s->budget.stop != STOP_NOT)
        ok = complain_stopped(&s->complain, &s->budget, t->node->at);
    else if (ok && !passed)
        ok = complain_failures(t, &failures);
    return ok;
}

/* ---- printing ---- */

/* `1/2|0> + 1/2|1>` */
static void
write_row(const Value *v, size_t row, Sink *out)
{
    const Matrix *m = &v->matrix;
    for (size_t e = m->start.at[row]; e < m->start.at[row + 1]; e++) {
        sink_put(out, e > m->start.at[row] ? " + " : "");
        if (mpq_cmp_ui(&m->weight.at[e], 1, 1) != 0)
            rational_write(&m->weight.at[e], out);
        sink_put(out, "|");
        tuple_write(&v->out, matrix_entry_tuple(m, e), out);
        sink_put(out, ">");
    }
}

/* `X = 0, Z = 1` */
static void
write_given(const Value *v, size_t row, Sink *out)
{
    uint32_t *tuple = memory_new(v->in.count, sizeof *tuple);
    matrix_row_tuple(&v->matrix, row, tuple);
    for (size_t i = 0; i < v->in.count; i++) {
        sink_put(out, i ? ", " : "");
        word_write_name(v->in.at[i].name, out);
        sink_put(out, " = ");
        type_write_label(v->in.at[i].type, tuple[i], out);
    }
    memory_free(tuple);
}

/* Text, then spaces up to the width; the text is then empty. */
static void
put_padded(Sink *text, size_t width, Sink *out)
{
    sink_add(out, sink_text(text), text->count);
    sink_fill(out, ' ', width > text->count ? width - text->count : 0);
    text->count = 0;
}

/* How wide what is given is, and a row of an effect, at most. */
typedef struct Widths {
    size_t given, row;
} Widths;

static Widths
find_widths(const Trial *t)
{
    Widths w = {0, strlen(t->names[0])};
    Sink text;
    sink_init(&text);
    for (size_t r = 0; r < matrix_rows(&t->effect[0].matrix); r++) {
        write_given(&t->effect[0], r, &text);
        w.given = text.count > w.given ? text.count : w.given;
        for (int i = 0; i < 2; i++) {
            text.count = 0;
            write_row(&t->effect[i], r, &text);
            w.row = text.count > w.row ? text.count : w.row;
        }
        text.count = 0;
    }
    sink_clear(&text);
    return w;
}

/* A line a row, a column a functor. */
static void
write_beside(const Trial *t, const Widths *w, Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    sink_fill(out, ' ', w->given + 4);
    word_write_name(t->names[0], &text);
    put_padded(&text, w->row + 3, out);
    word_write_name(t->names[1], out);
    sink_put(out, "\n");
    for (size_t r = 0; r < matrix_rows(&t->effect[0].matrix); r++) {
        sink_put(out, "  ");
        write_given(&t->effect[0], r, &text);
        put_padded(&text, w->given + 2, out);
        write_row(&t->effect[0], r, &text);
        put_padded(&text, w->row + 3, out);
        write_row(&t->effect[1], r, out);
        sink_put(out, "\n");
    }
    sink_clear(&text);
}

/* Three lines a row. */
static void
write_below(const Trial *t, Sink *out)
{
    for (size_t r = 0; r < matrix_rows(&t->effect[0].matrix); r++) {
        sink_put(out, "  ");
        write_given(&t->effect[0], r, out);
        for (int i = 0; i < 2; i++) {
            sink_put(out, "\n    ");
            word_write_name(t->names[i], out);
            sink_put(out, ": ");
            write_row(&t->effect[i], r, out);
        }
        sink_put(out, "\n");
    }
}

static void
write_effects(const Trial *t, Sink *out)
{
    Widths w = find_widths(t);
    if (t->narrow || matrix_rows(&t->effect[0].matrix) > ROWS_MAX)
        return;
    if (w.given + 2 * w.row < 90)
        write_beside(t, &w, out);
    else
        write_below(t, out);
}

/* "first difference: at X = 0, |0> is 1/2 under G1, 5/8 under G2" */
static void
write_difference(const Trial *t, Sink *out)
{
    const MatrixPlace *p = &t->first;
    size_t entry[] = {p->entry_a, p->entry_b};
    const Value *side = &t->effect[p->entry_a == SIZE_MAX];
    sink_put(out, "  first difference: ");
    if (side->in.count) {
        sink_put(out, "at ");
        write_given(side, p->row, out);
        sink_put(out, ", ");
    }
    sink_put(out, "|");
    tuple_write(&side->out, matrix_entry_tuple(&side->matrix, entry[side == &t->effect[1]]), out);
    sink_put(out, "> is ");
    for (int i = 0; i < 2; i++) {
        if (entry[i] == SIZE_MAX)
            sink_put(out, "0");
        else
            rational_write(&t->effect[i].matrix.weight.at[entry[i]], out);
        sink_put(out, " under ");
        word_write_name(t->names[i], out);
        sink_put(out, i ? "\n" : ", ");
    }
}

/* The observed state, each line two columns further right. */
static void
write_state(const Trial *t, Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    write_value(t->s, &t->state, NULL, &t->s->style, &text);
    const char *line = sink_text(&text);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        sink_put(out, "  ");
        sink_add(out, line, (size_t)(end - line) + 1);
    }
    sink_clear(&text);
}

static void
write_text(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Trial *t = what;
    for (int i = 0; i < 2; i++)
        sink_print(out, "%s\n", t->functor[i].source);
    sink_put(out, "observed: equal");
    if (t->state.kind == VALUE_NONE) {
        sink_put(out, ", by the parities of their bits (the state is too large to compare)\n");
    } else if (t->state.matrix.weight.count > SHOWN_MAX) {
        sink_print(out, ", all %zu numbers of the state\n", t->state.matrix.weight.count);
    } else {
        sink_put(out, "\n");
        write_state(t, out);
    }
    effect_query_write(t->q, out);
    sink_put(out, t->narrow ? ": different (at the first labels of what is given)\n"
                            : ": different\n");
    write_effects(t, out);
    write_difference(t, out);
}

static void
write_json_matrix(const Trial *t, const Value *v, Sink *out)
{
    Shown shown = {.matrix = &v->matrix};
    Sink text;
    sink_init_within(&text, out->budget);
    array_set(&shown.in, &v->in);
    array_set(&shown.out, &v->out);
    shown_write_json(&shown, &t->s->style, &text);
    sink_trim(&text, 1); /* the line end */
    sink_add(out, sink_text(&text), text.count);
    array_clear(&shown.out);
    array_clear(&shown.in);
    sink_clear(&text);
}

static void
write_json(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Trial *t = what;
    sink_put(out, "{\"kind\":\"witness\",\"equal_observed\":true,\"different_effect\":true");
    sink_print(out, ",\"checked\":\"%s\",\"functors\":[",
               t->state.kind == VALUE_NONE ? "parities" : "state");
    for (int i = 0; i < 2; i++) {
        sink_put(out, i ? "," : "");
        json_write_string(t->functor[i].source, out);
    }
    sink_put(out, "],\"state\":");
    if (t->state.kind == VALUE_NONE)
        sink_put(out, "null");
    else
        write_json_matrix(t, &t->state, out);
    sink_put(out, ",\"effects\":[");
    for (int i = 0; i < 2; i++) {
        sink_put(out, i ? "," : "");
        write_json_matrix(t, &t->effect[i], out);
    }
    sink_put(out, "]}\n");
}

/* ---- the statement ---- */

static bool
names_are_free(Session *s, const Node *a, const Node *b)
{
    if (!may_define(s, a->text, a->at) || !may_define(s, b->text, b->at))
        return false;
    return a->text != b->text || complain_defined_twice(&s->complain, b->at, b->text, a->at);
}

/* The functors are declared over the model by its name, so it must be found under it, box for box.
 * */
static bool
is_declared(Session *s, const Model *m)
{
    const Value *v = session_find(s, m->name);
    if (!v || v->kind != VALUE_MODEL || v->model.vertices.count != m->vertices.count)
        return false;
    for (size_t i = 0; i < m->vertices.count; i++) {
        const Vertex *x = &m->vertices.at[i];
        const PortList *named = x->name && !x->type->size ? session_find_type(s, x->type->name)
                                                          : NULL;
        if (x->box != v->model.vertices.at[i].box)
            return false;
        if (named && (named->count != 1 || named->at[0].type != x->type))
            return false;
    }
    return true;
}

static bool
not_identified(Session *s, Identification *to, const EffectQuery *q, const Node *n)
{
    if (!identify(to, &q->graph, &q->projection, &q->effect, &s->budget))
        return complain_stopped(&s->complain, &s->budget, n->at);
    bool declared = is_declared(s, &q->model);
    if (!to->identified && declared)
        return true;
    Sink effect;
    sink_init(&effect);
    effect_query_write(q, &effect);
    if (to->identified)
        complain_no_need(&s->complain, n->at, sink_text(&effect));
    else
        complain_no_witness(&s->complain, n->at, sink_text(&effect),
                            "no functor can be declared over this model by name");
    sink_clear(&effect);
    return false;
}

/* Can the plans be carried out? */
static bool
plans_have_meaning(Session *s, const EffectQuery *q, const Node *n)
{
    for (size_t i = 0; i < q->effect.plans.count; i++) {
        const Vertex *x = &q->after.vertices.at[q->effect.plans.at[i].vertex];
        if (!diagram_has_meaning(s, &x->mechanism))
            return complain_plan_without_numbers(&s->complain, n->at, x->fixed);
    }
    return true;
}

static bool
define_functor(Session *s, const Node *name, const Value *functor)
{
    Value v = {0};
    value_set(&v, functor);
    bool ok = define(s, name->text, name->at, &v);
    value_clear(&v);
    return ok;
}

static const Voice witness_voice = {.text = write_text, .json = write_json};

bool
run_witness(Session *s, const Node *n)
{
    const Node *a = n->kids[0], *b = n->kids[1], *e = quantity_defined(s, n->kids[2]);
    const Notion *other = e ? notion_asked(s, e) : NULL; /* whose row may take the call */
    if (!e)
        return false;
    if (other && other->witness)
        return other->witness(s, n, e);
    EffectQuery q = {0};
    Identification i = {0};
    Trial t = {.s = s, .node = n, .q = &q, .names = {a->text, b->text}};
    bool ok = names_are_free(s, a, b) && elaborate_effect_query(s, &q, e) &&
              effect_query_asks_shape(s, e);
    ok = ok && not_identified(s, &i, &q, e) && plans_have_meaning(s, &q, e) &&
         find_witness(&t, &i) && define_functor(s, a, &t.functor[0]) &&
         define_functor(s, b, &t.functor[1]);
    if (ok)
        say(s, &witness_voice, &t);
    trial_clear(&t);
    identification_clear(&i);
    effect_query_clear(&q);
    return ok;
}
