/* observed_decision.c -- decisions from observation; see observed_decision.h. */
#include "lang/decision/observed_decision.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/observed_effect.h"
#include "lang/session/meaning.h"
#include "surgery/cut.h"

/* Who asks, and of which model. */
typedef struct Asker {
    Session *s;
    const Model *model;
    const Node *call;
} Asker;

/* The effect on v given what is known, of the model as it stands, with `opened` an input; each
 * known one is a row, or, `joint`, asked for as well. */
static bool
ask_effect(const Asker *x, const WireList *known, uint32_t v, const uint32_t *opened, bool joint,
           Matrix *to, ReachedRow *reached)
{
    Model m = {0};
    Diagram diagram = {0};
    Query q = {.diagram = &diagram};
    WireList asked = {0};
    bool *condition = memory_new(known->count + 1, sizeof *condition);
    model_set(&m, x->model);
    if (opened)
        model_open(&m, *opened);
    for (uint32_t i = 0; i < known->count; i++) {
        condition[asked.count] = !joint;
        array_push(&asked, known->at[i]);
        if (joint)
            array_push(&q.heads, i);
        else
            array_push(&q.givens, ((Given){.input = false, .position = i}));
    }
    if (opened)
        array_push(&q.givens, ((Given){.input = true, .position = 0}));
    if (!joint) {
        array_push(&q.heads, (uint32_t)asked.count);
        array_push(&asked, v);
    }
    bool ok = from_diagram(x->s, &diagram, &m, &asked, condition, x->call) &&
              session_evaluate(x->s, to, &q, x->call, reached);
    memory_free(condition);
    array_clear(&asked);
    query_clear(&q);
    diagram_clear(&diagram);
    model_clear(&m);
    return ok;
}

/* The row in words: `X = 0, D = 1`. */
static bool
complain_row(const Asker *x, const Decision *d, const Matrix *m, size_t row)
{
    WireList known = {0};
    Sink event;
    uint32_t *tuple = memory_new(m->in.count, sizeof *tuple);
    array_set(&known, &d->known);
    array_push(&known, d->vertex);
    sink_init(&event);
    matrix_row_tuple(m, row, tuple);
    for (size_t i = 0; i < known.count; i++) {
        const Vertex *v = &x->model->vertices.at[known.at[i]];
        sink_put(&event, i ? ", " : "");
        word_write_name(v->name, &event);
        sink_put(&event, " = ");
        type_write_label(v->type, tuple[i], &event);
    }
    complain_undefined(&x->s->complain, x->call->at, sink_text(&event));
    sink_clear(&event);
    memory_free(tuple);
    array_clear(&known);
    return false;
}

bool
observed_rows(Session *s, const Model *m, const Node *call, uint32_t v, const Decision *d,
              Matrix *to)
{
    const Asker a = {s, m, call};
    const WireList none = {0};
    ReachedRow reached;
    if (!ask_effect(&a, d ? &d->known : &none, v, d ? &d->vertex : NULL, false, to,
                    &reached))
        return false;
    for (size_t r = 0; r < matrix_rows(to); r++)
        if (to->undefined.at[r] && (!d || d->met[r / d->options]))
            return reached.box ? complain_undefined_inside(&s->complain, call->at,
                                                           reached.box, reached.event)
                   : d         ? complain_row(&a, d, to, r)
                               : complain_undefined(&s->complain, call->at, "");
    return true;
}

bool
observed_met(Session *s, const Model *model, const Node *call, Decision *d)
{
    Asker a = {s, model, call};
    Matrix m;
    ReachedRow reached;
    if (!d->known.count)
        return true;
    matrix_init_empty(&m);
    bool ok = ask_effect(&a, &d->known, 0, NULL, true, &m, &reached);
    for (size_t r = 0; ok && r < d->rows; r++)
        d->met[r] = false;
    for (size_t e = 0; ok && e < m.weight.count; e++) {
        const uint32_t *tuple = matrix_entry_tuple(&m, e);
        size_t row = 0;
        for (size_t i = 0; i < d->known.count; i++)
            row = row * m.out.at[i] + tuple[i];
        d->met[row] = true;
    }
    matrix_clear(&m);
    return ok;
}
