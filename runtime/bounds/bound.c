/* bound.c -- what bounds are made of; see bound.h. */
#include "bounds/bound.h"

/* ---- owned things ---- */

static void
end_init(BoundEnd *e)
{
    *e = (BoundEnd){0};
    mpq_init(e->value);
    linear_numbers_init(&e->y, 0);
}

static void
weights_list_clear(LinearWeights *at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < at[i].count; k++)
            mpq_clear(&at[i].at[k].weight);
        array_clear(&at[i]);
    }
}

void
bound_product_clear(BoundProduct *p)
{
    for (size_t i = 0; i < p->form.count; i++)
        linear_numbers_clear(&p->form.at[i]);
    array_clear(&p->form);
}

void
bound_sum_clear(BoundSum *s)
{
    for (size_t i = 0; i < s->count; i++)
        bound_product_clear(&s->at[i]);
    array_clear(s);
}

void
bound_symbols_clear(BoundSymbols *s)
{
    bound_sum_clear(&s->fixed);
    bound_sum_clear(&s->open);
    linear_corners_clear(&s->ends[0]);
    linear_corners_clear(&s->ends[1]);
}

static void
end_clear(BoundEnd *e)
{
    weights_list_clear(e->at.at, e->at.count);
    array_clear(&e->at);
    linear_numbers_clear(&e->y);
    bound_sum_clear(&e->proof);
    mpq_clear(e->value);
}

void
bound_init(Bound *b)
{
    *b = (Bound){.main = UINT32_MAX, .component = UINT32_MAX, .types = RESPONSES_MAX};
    b->uses = UINT32_MAX;
    mpq_inits(b->constant, b->given, NULL);
    mpq_set_ui(b->given, 1, 1);
    linear_numbers_init(&b->proof, 0);
    end_init(&b->ends[0]);
    end_init(&b->ends[1]);
    signature_init(&b->noise.signature);
}

void
bound_clear(Bound *b)
{
    for (size_t i = 0; i < b->terms.count; i++) {
        mpq_clear(b->terms.at[i].times);
        world_question_clear(&b->terms.at[i].question);
        linear_numbers_clear(&b->terms.at[i].number);
    }
    array_clear(&b->terms);
    for (size_t i = 0; i < b->assumed.count; i++)
        world_question_clear(&b->assumed.at[i].question);
    array_clear(&b->assumed);
    set_list_clear(&b->experiments);
    for (size_t i = 0; i < b->rows.count; i++) {
        data_rows_clear(&b->rows.at[i]);
        linear_clear(&b->programs.at[i]);
    }
    array_clear(&b->rows);
    array_clear(&b->programs);
    weights_list_clear(b->point.at, b->point.count);
    array_clear(&b->point);
    memory_free(b->matters);
    memory_free(b->plain);
    meaning_clear(&b->tables);
    memory_free(b->settled);
    end_clear(&b->ends[0]);
    end_clear(&b->ends[1]);
    bound_sum_clear(&b->under);
    linear_numbers_clear(&b->proof);
    trouble_clear(&b->trouble);
    mpq_clears(b->constant, b->given, NULL);
    noise_model_clear(&b->noise);
    responses_clear(&b->responses);
    projection_clear(&b->projection);
    graph_clear(&b->graph);
    model_clear(&b->model);
}

void
bound_start(Bound *b)
{
    responses_make(&b->responses, &b->model, &b->projection);
    noise_model_clear(&b->noise);
    noise_model_init(&b->noise, &b->model, &b->projection, &b->responses);
    size_t n = b->responses.components.count;
    b->matters = memory_new(n, sizeof *b->matters);
    b->plain = memory_new(n, sizeof *b->plain);
    b->settled = memory_new(n, sizeof *b->settled);
    for (size_t i = 0; i < n; i++) {
        DataRows rows;
        Linear program;
        data_rows_init(&rows);
        linear_init(&program, 0);
        array_push(&b->rows, rows);
        array_push(&b->programs, program);
    }
    array_add_zeroed(&b->point, n);
}

/* ---- what is known ---- */

bool
bound_add_table(Bound *b, uint32_t vertex, const WireList *parents, const Matrix *table,
                Budget *budget)
{
    const ResponseVertex *x =
        &b->responses.components.at[b->responses.component_of.at[vertex]].vertices.at[0];
    uint32_t *label_of = memory_new(b->model.vertices.count + 1, sizeof *label_of);
    uint32_t *tuple = memory_new(parents->count + 1, sizeof *tuple);
    SizeList in = {0};
    Matrix m;
    for (size_t i = 0; i < x->parents.count; i++)
        array_push(&in, b->model.vertices.at[x->parents.at[i]].type->size);
    matrix_init(&m, &in, &table->out);
    bool going = budget_allows(budget, matrix_bytes(table));
    for (uint32_t r = 0; going && r < x->rows; r++) {
        uint32_t rest = r;
        for (size_t i = x->parents.count; i-- > 0; rest /= in.at[i])
            label_of[x->parents.at[i]] = rest % in.at[i];
        for (size_t i = 0; i < parents->count; i++)
            tuple[i] = label_of[parents->at[i]];
        size_t row = matrix_find_row(table, tuple);
        for (size_t e = table->start.at[row]; e < table->start.at[row + 1]; e++)
            matrix_add_entry(&m, matrix_entry_tuple(table, e), &table->weight.at[e]);
        matrix_end_row(&m, table->undefined.at[row]);
        going = budget_step(budget, 1);
    }
    meaning_add(&b->tables, vertex, &m);
    matrix_clear(&m);
    array_clear(&in);
    memory_free(tuple);
    memory_free(label_of);
    return going;
}

bool
bound_know(Bound *b, const KnownModel *k, Budget *budget)
{
    bool going = true;
    b->known = true;
    b->uses = (uint32_t)(k->model.vertices.count - k->uses.count);
    for (uint32_t v = 0; going && v < k->model.vertices.count; v++) {
        const Matrix *table = meaning_find(&k->table, v);
        if (table)
            going = bound_add_table(b, v, &k->model.vertices.at[v].parents, table, budget);
    }
    return going;
}
