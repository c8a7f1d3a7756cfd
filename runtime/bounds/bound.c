/* bound.c -- what bounds are made of; see bound.h. */
#include "bounds/bound.h"

/* ---- owned things ---- */

static void
end_init(BoundEnd *e)
{
    *e = (BoundEnd){0};
    mpq_inits(e->value, e->constant, NULL);
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

static void
end_clear(BoundEnd *e)
{
    weights_list_clear(e->at.at, e->at.count);
    array_clear(&e->at);
    linear_numbers_clear(&e->y);
    mpq_clears(e->value, e->constant, NULL);
}

void
bound_init(Bound *b)
{
    *b = (Bound){.main = UINT32_MAX, .component = UINT32_MAX};
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
    memory_free(b->settled);
    end_clear(&b->ends[0]);
    end_clear(&b->ends[1]);
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
