/* box_sampler.c -- see box_sampler.h. */
#include "sampling/box_sampler.h"

static bool
make_ones(SampledBox *x, uint32_t size, Budget *b)
{
    enum { ONE_BYTES = 64 };
    if (!budget_allows(b, size * (uint64_t)ONE_BYTES) || !budget_step(b, size))
        return false;
    x->one = memory_new(size, sizeof *x->one);
    for (; x->labels < size; x->labels++) {
        mpq_init(&x->one[x->labels]);
        mpq_set_ui(&x->one[x->labels], 1, 1);
    }
    return true;
}

/* Boxes that are one, and uniform states of one type, share what is known of their rows. */
static bool
add_box(BoxSampler *a, size_t use, const Matrix *matrix, Map *known, Budget *b)
{
    const Use *u = &a->diagram.uses.at[use];
    const Type *type = box_outputs(u->box) ? a->diagram.wires.at[u->out] : NULL;
    bool uniform = u->box->kind == BOX_UNIFORM;
    uint64_t place = SIZE_MAX, key = uniform ? map_key(type) : map_key(u->box);
    if (u->box->kind != BOX_POINT && !map_find(known, key, &place)) {
        place = a->boxes.count;
        map_set_at(known, key, place);
        array_push(&a->boxes, ((SampledBox){.matrix = matrix}));
        if (uniform && !make_ones(&a->boxes.at[place], type->size, b))
            return false;
    }
    array_push(&a->box_of, (size_t)place);
    return true;
}

bool
box_sampler_init(BoxSampler *a, const Diagram *d, const Matrix *const *matrices, Budget *b)
{
    Map known = {0};
    *a = (BoxSampler){0};
    diagram_set(&a->diagram, d);
    array_add_zeroed(&a->label, d->wires.count);
    bool ok = true;
    for (size_t i = 0; ok && i < d->uses.count; i++)
        ok = add_box(a, i, matrices[i], &known, b) && budget_step(b, 1);
    map_clear(&known);
    return ok;
}

void
box_sampler_clear(BoxSampler *a)
{
    for (size_t i = 0; i < a->boxes.count; i++) {
        SampledBox *x = &a->boxes.at[i];
        for (size_t k = 0; k < x->rows.count; k++)
            inverse_clear(&x->rows.at[k]);
        for (size_t k = 0; k < x->labels; k++)
            mpq_clear(&x->one[k]);
        memory_free(x->one);
        array_clear(&x->rows);
        map_clear(&x->row);
    }
    array_clear(&a->boxes);
    array_clear(&a->box_of);
    array_clear(&a->label);
    diagram_clear(&a->diagram);
}

/* The row's inverse, made where it was not met before. */
static Drawn
find_row(SampledBox *x, size_t row, const Inverse **to, Budget *b)
{
    uint64_t place;
    if (!map_find(&x->row, row, &place)) {
        const Matrix *m = x->matrix;
        Inverse made;
        if (m && m->undefined.at[row])
            return DRAWN_UNDEFINED;
        size_t first = m ? m->start.at[row] : 0;
        size_t count = m ? m->start.at[row + 1] - first : x->labels;
        if (!budget_allows(b, (x->rows.count + 1) * sizeof made + count * INVERSE_BYTES))
            return DRAWN_STOPPED;
        bool ok = inverse_init(&made, m ? &m->weight.at[first] : x->one, count, b);
        place = x->rows.count;
        array_push(&x->rows, made);
        map_set_at(&x->row, row, place);
        if (!ok)
            return DRAWN_STOPPED;
    }
    *to = &x->rows.at[place];
    return DRAWN;
}

static size_t
row_of_use(const BoxSampler *a, const Use *u)
{
    size_t row = 0;
    for (size_t i = 0; i < u->box->in.count; i++)
        row = row * u->box->in.at[i]->size + a->label.at[a->diagram.reads.at[u->in + i]];
    return row;
}

static Drawn
draw_use(BoxSampler *a, size_t use, Random *random, Budget *b)
{
    const Use *u = &a->diagram.uses.at[use];
    if (a->box_of.at[use] == SIZE_MAX) {
        a->label.at[u->out] = u->box->point;
        return DRAWN;
    }
    SampledBox *x = &a->boxes.at[a->box_of.at[use]];
    size_t row = x->matrix ? row_of_use(a, u) : 0;
    const Inverse *inverse;
    Drawn drawn = find_row(x, row, &inverse, b);
    if (drawn != DRAWN) {
        a->bad_use = use;
        a->bad_row = row;
        return drawn;
    }
    size_t e = inverse_draw(inverse, random);
    if (!x->matrix) {
        a->label.at[u->out] = (uint32_t)e;
        return DRAWN;
    }
    const uint32_t *tuple = matrix_entry_tuple(x->matrix, x->matrix->start.at[row] + e);
    for (size_t i = 0; i < u->box->out.count; i++)
        a->label.at[u->out + i] = tuple[i];
    return DRAWN;
}

Drawn
box_sampler_draw(BoxSampler *a, Random *random, Budget *b)
{
    Drawn drawn = DRAWN;
    for (size_t i = 0; drawn == DRAWN && i < a->diagram.uses.count; i++)
        drawn = draw_use(a, i, random, b);
    if (drawn == DRAWN && !budget_step(b, a->diagram.uses.count))
        drawn = DRAWN_STOPPED;
    return drawn;
}
