/* point_run.c -- the tables of a program at one point (point_program.h). */
#include "evaluate/point_program.h"

typedef struct Runner {
    const PointProgram *p;
    PointTable *tables;
    PointField field;
    Random *random;
    Budget *budget;
    PointEnd end;
} Runner;

/* ---- numbers ---- */

/* `size` numbers that sum to one. */
static void
random_row(Runner *r, uint64_t *to, size_t size)
{
    uint64_t left = r->field.one;
    for (size_t i = 0; i + 1 < size; i++) {
        to[i] = point_random(&r->field, r->random);
        left = point_minus(&r->field, left, to[i]);
    }
    to[size - 1] = left;
}

static void
make_mechanism(Runner *r, PointTable *to, uint32_t v, const WireList *parents)
{
    size_t size = r->p->sizes.at[v], rows = 1;
    for (size_t i = 0; i < parents->count; i++)
        rows *= r->p->sizes.at[parents->at[i]];
    point_table_init(to, rows * size);
    for (size_t i = 0; i < rows; i++)
        random_row(r, to->at + i * size, size);
}

/* A plan that is a function is this one; any other may have every table. */
static void
make_plan(Runner *r, PointTable *to, uint32_t v)
{
    const EffectPlan *p = effect_plan(r->p->effect, v);
    make_mechanism(r, to, v, &p->reads);
    for (size_t i = 0; p->image.count && i < to->count; i++) {
        size_t size = r->p->sizes.at[v];
        to->at[i] = p->image.at[i / size] == i % size ? r->field.one : 0;
    }
}

/* All with one inversion: that of the product of all. */
static void
make_inverses(Runner *r, PointTable *to, const PointTable *of)
{
    const PointField *f = &r->field;
    uint64_t product = f->one;
    point_table_init(to, of->count);
    for (size_t i = 0; i < of->count; i++) {
        to->at[i] = product;
        product = point_times(f, product, of->at[i]);
    }
    if (product == 0)
        r->end = POINT_DIVIDED;
    product = point_inverse(f, product);
    for (size_t i = of->count; i-- > 0;) {
        to->at[i] = point_times(f, to->at[i], product);
        product = point_times(f, product, of->at[i]);
    }
}

/* ---- the whole ---- */

static void
make_table(Runner *r, PointTable *to, const PointStep *s)
{
    switch (s->making) {
    case POINT_MECHANISM:
        make_mechanism(r, to, (uint32_t)s->of, &r->p->model->vertices.at[s->of].parents);
        break;
    case POINT_PLAN:
        make_plan(r, to, (uint32_t)s->of);
        break;
    case POINT_WEIGHTS:
        point_table_init(to, r->p->sizes.at[s->of]);
        random_row(r, to->at, to->count);
        break;
    case POINT_SUM:
        if (!point_sum_run(to, &r->p->sums.at[s->of], r->tables, &r->field, r->budget))
            r->end = POINT_STOPPED;
        break;
    case POINT_INVERSE:
        make_inverses(r, to, &r->tables[s->of]);
        break;
    }
}

PointEnd
point_program_run(PointTableList *to, const PointProgram *p, Random *random, Budget *b)
{
    Runner r = {.p = p, .random = random, .budget = b, .end = POINT_DONE};
    for (size_t i = 0; i < to->count; i++)
        point_table_clear(&to->at[i]);
    to->count = 0;
    array_add_zeroed(to, p->steps.count);
    r.tables = to->at;
    point_field_init(&r.field, random);
    for (size_t i = 0; r.end == POINT_DONE && i < p->steps.count; i++) {
        make_table(&r, &r.tables[i], &p->steps.at[i]);
        if (!budget_step(b, 1 + r.tables[i].count / 16))
            r.end = POINT_STOPPED;
    }
    return r.end;
}
