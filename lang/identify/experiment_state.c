/* experiment_state.c -- experiments as states; see experiment_state.h. */
#include "lang/identify/experiment_state.h"

#include "evaluate/evaluate.h"

/* Equal weights for all rows that are defined. */
static void
weigh_rows(Matrix *to, const Matrix *rows)
{
    SizeList none = {0};
    uint32_t *tuple = memory_new(rows->in.count + 1, sizeof *tuple);
    mpq_t weight;
    mpq_init(weight);
    mpq_set_ui(weight, 1, 1);
    matrix_init(to, &none, &rows->in);
    for (size_t r = 0; r < matrix_rows(rows); r++) {
        matrix_row_tuple(rows, r, tuple);
        if (!rows->undefined.at[r])
            matrix_add_entry(to, tuple, weight);
    }
    matrix_end_row(to, !to->weight.count);
    if (to->weight.count)
        mpq_set_ui(weight, 1, to->weight.count);
    for (size_t i = 0; i < to->weight.count; i++)
        matrix_set_weight(to, i, weight);
    mpq_clear(weight);
    memory_free(tuple);
}

/* What was done, as a state; wires: those of the inputs. */
static Outcome
add_done(Diagram *to, Session *s, const Experiment *e, uint32_t *wires, Trouble *t)
{
    const Diagram *d = &e->state.diagram;
    Matrix rows, state;
    TypeList none = {0}, types = {0};
    Query q = {.diagram = d};
    matrix_init_empty(&rows);
    for (uint32_t k = 0; k < d->inputs.count; k++) {
        array_push(&q.givens, ((Given){true, k}));
        array_push(&types, d->wires.at[d->inputs.at[k].wire]);
    }
    if (d->outputs.count)
        array_push(&q.heads, 0); /* it is undefined where the whole row is */
    Outcome o = evaluate(&rows, &q, &s->meaning, &s->budget, t);
    if (o == OUTCOME_DONE) {
        const Box *box = signature_add_box(&s->signature, NULL, &none, &types);
        weigh_rows(&state, &rows);
        meaning_add(&s->meaning, box->id, &state);
        matrix_clear(&state);
        uint32_t first = diagram_add_box(to, box, NULL, 0);
        for (uint32_t k = 0; k < types.count; k++)
            wires[k] = first + k;
    }
    matrix_clear(&rows);
    array_clear(&types);
    query_clear(&q);
    return o;
}

Outcome
experiment_state(Diagram *to, Session *s, const Experiment *e, const Model *m, uint32_t *output_of,
                 Trouble *t)
{
    const Diagram *d = &e->state.diagram;
    uint32_t *in = memory_new(d->inputs.count, sizeof *in);
    uint32_t *out = memory_new(d->outputs.count + 1, sizeof *out);
    Outcome o = add_done(to, s, e, in, t);
    if (o == OUTCOME_DONE) {
        diagram_add(to, d, in, out);
        for (uint32_t v = 0; v < m->vertices.count; v++) {
            if (m->vertices.at[v].latent)
                continue;
            output_of[v] = (uint32_t)to->outputs.count;
            uint32_t k = 0;
            while (k < e->done.count && e->done.at[k] != v)
                k++;
            diagram_add_output(to, k < e->done.count ? in[k] : out[e->output_of.at[v]], NULL);
        }
    }
    memory_free(out);
    memory_free(in);
    return o;
}
