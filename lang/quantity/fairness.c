/* fairness.c -- counterfactual fairness; see fairness.h. */
#include "lang/quantity/fairness.h"

#include "graph/graph.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/vertex.h"
#include "lang/quantity/complain_quantity.h"
#include "lang/quantity/quantity.h"
#include "lang/session/define.h"

typedef struct Fairness {
    Session *s;
    const Node *call;
    const Model *shape;
    uint32_t x, y;
    WireList seen; /* x first */
} Fairness;

/* All observed variables that y descends from. */
static void
see_ancestors(Fairness *f)
{
    Graph g = {0};
    VertexSet above;
    WireList y = {0};
    graph_make(&g, f->shape);
    vertex_set_init(&above, g.count);
    array_push(&y, f->y);
    reach(&above, &g.parents, &y, NULL);
    for (uint32_t v = 0; v < g.count; v++)
        if (above.has[v] && g.observed[v] && v != f->x && v != f->y)
            array_push(&f->seen, v);
    array_clear(&y);
    vertex_set_clear(&above);
    graph_clear(&g);
}

static bool
read_call(Fairness *f)
{
    Session *s = f->s;
    const Node *args = f->call->kids[1];
    if (args->count != 1 || args->kids[0]->kind != NODE_ARROW)
        return complain_call(s, f->call);
    if (!find_vertex(s, f->shape, args->kids[0]->kids[0], &f->x) ||
        !find_vertex(s, f->shape, args->kids[0]->kids[1], &f->y))
        return false;
    array_push(&f->seen, f->x);
    if (f->call->count == 2)
        see_ancestors(f);
    for (uint32_t i = 0; f->call->count > 2 && i < f->call->kids[2]->count; i++) {
        uint32_t v;
        if (!find_vertex(s, f->shape, f->call->kids[2]->kids[i], &v))
            return false;
        if (v == f->y)
            return complain_call(s, f->call);
        if (!wires_has(&f->seen, v))
            array_push(&f->seen, v);
    }
    return true;
}

/* `P(Y[X = a] | X, Z)`; without a label `P(Y | X, Z)`. */
static void
write_question(const Fairness *f, uint32_t label, Sink *out)
{
    const Vertex *x = &f->shape->vertices.at[f->x];
    sink_put(out, "P(");
    word_write_name(f->shape->vertices.at[f->y].name, out);
    if (label != UINT32_MAX) {
        sink_put(out, "[");
        word_write_name(x->name, out);
        sink_put(out, " = ");
        type_write_label(x->type, label, out);
        sink_put(out, "]");
    }
    for (size_t i = 0; i < f->seen.count; i++) {
        sink_put(out, i ? ", " : " | ");
        word_write_name(f->shape->vertices.at[f->seen.at[i]].name, out);
    }
    sink_put(out, ")");
}

static bool
ask(const Fairness *f, uint32_t label, Value *to)
{
    Sink text;
    sink_init(&text);
    write_question(f, label, &text);
    Node *n = quantity_read(f->s, &text, f->call);
    sink_clear(&text);
    return n && elaborate(f->s, to, n);
}

/* The first case that differs. */
static void
tell(const Fairness *f, uint32_t label, const Value *v, size_t row)
{
    Sink text;
    uint32_t *tuple = memory_new(v->in.count, sizeof *tuple);
    sink_init(&text);
    matrix_row_tuple(&v->matrix, row, tuple);
    for (size_t i = 0; i < v->in.count; i++) {
        sink_put(&text, i ? ", " : "");
        word_write_name(v->in.at[i].name, &text);
        sink_put(&text, " = ");
        type_write_label(v->in.at[i].type, tuple[i], &text);
    }
    Sink made;
    sink_init(&made);
    word_write_name(f->shape->vertices.at[f->x].name, &made);
    sink_put(&made, " = ");
    type_write_label(f->shape->vertices.at[f->x].type, label, &made);
    warn(&f->s->complain, f->call->at, "not fair: where %s, `%s` would change how likely %s is",
         sink_text(&text), sink_text(&made), f->shape->vertices.at[f->y].name);
    sink_clear(&made);
    sink_clear(&text);
    memory_free(tuple);
}

static bool
compare_all(Fairness *f, bool *fair)
{
    Value now = {0};
    const Type *t = f->shape->vertices.at[f->x].type;
    bool ok = t->size ? ask(f, UINT32_MAX, &now)
                      : complain_no_carrier(&f->s->complain, f->call->at, t);
    *fair = true;
    for (uint32_t label = 0; ok && *fair && label < t->size; label++) {
        Value made = {0};
        MatrixPlace first;
        ok = ask(f, label, &made);
        *fair = ok && matrix_equal(&now.matrix, &made.matrix, &first);
        if (ok && !*fair)
            tell(f, label, &now, first.row);
        value_clear(&made);
    }
    value_clear(&now);
    return ok;
}

bool
elaborate_fair(Session *s, Value *to, const Node *call)
{
    const Context *c = s->asked;
    Fairness f = {.s = s, .call = call};
    bool fair = false;
    if (c->kind == CONTEXT_NONE)
        return complain_no_context(&s->complain, call->at);
    if (c->kind == CONTEXT_STATE)
        return complain_quantity_in_state(&s->complain, call->at, "fairness", c->name);
    if (!asks_one_model(s, call))
        return false;
    f.shape = &c->model;
    s->consulted |= CONSULTED_SHAPE | CONSULTED_NUMBERS;
    bool ok = read_call(&f) && compare_all(&f, &fair);
    if (ok)
        value_set_truth(to, fair);
    array_clear(&f.seen);
    return ok;
}
