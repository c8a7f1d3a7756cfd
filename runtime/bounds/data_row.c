/* data_row.c -- rows of data of a component; see data_row.h. */
#include "bounds/data_row.h"

#include "base/saturate.h"

void
data_rows_init(DataRows *d)
{
    *d = (DataRows){.differs = SIZE_MAX};
    linear_numbers_init(&d->side, 0);
    mpq_init(d->otherwise);
}

void
data_rows_clear(DataRows *d)
{
    for (size_t i = 0; i < d->views.count; i++) {
        array_clear(&d->views.at[i].done);
        array_clear(&d->views.at[i].seen.vertices);
        array_clear(&d->views.at[i].seen.outside);
    }
    array_clear(&d->views);
    for (size_t i = 0; i < d->contexts.count; i++)
        array_clear(&d->contexts.at[i].row);
    array_clear(&d->contexts);
    array_clear(&d->rows);
    array_clear(&d->labels);
    linear_numbers_clear(&d->side);
    mpq_clear(d->otherwise);
}

static uint32_t
size_of(const Responses *r, uint32_t v)
{
    return r->model->vertices.at[v].type->size;
}

uint64_t
data_rows_most(const Responses *r, const ResponseComponent *c)
{
    uint64_t n = 1;
    for (size_t i = 0; i < c->outside.count; i++)
        n = saturate_times(n, size_of(r, c->outside.at[i]));
    for (size_t i = 0; i < c->vertices.count; i++)
        n = saturate_times(n, c->vertices.at[i].size);
    return n;
}

/* ---- views ---- */

const ResponseComponent *
data_rows_view(DataRows *d, const WireList *done)
{
    DataView v = {0};
    WireList shown = {0};
    array_set(&v.done, done);
    for (size_t i = 0; i < d->component->vertices.count; i++)
        if (!wires_has(done, d->component->vertices.at[i].vertex)) {
            array_push(&v.seen.vertices, d->component->vertices.at[i]);
            array_push(&shown, d->component->vertices.at[i].vertex);
        }
    for (size_t i = 0; i < d->responses->order.count; i++) {
        uint32_t p = d->responses->order.at[i];
        bool read = false;
        for (size_t k = 0; !read && k < v.seen.vertices.count; k++)
            read = wires_has(&v.seen.vertices.at[k].parents, p);
        if ((read && !wires_has(&shown, p)) || wires_has(done, p))
            array_push(&v.seen.outside, p);
    }
    array_clear(&shown);
    array_push(&d->views, v);
    return &d->views.at[d->views.count - 1].seen;
}

const DataView *
data_row_view(const DataRows *d, const DataRow *r)
{
    return &d->views.at[d->contexts.at[r->context].view];
}

/* ---- from the joint state ---- */

typedef struct Reading {
    DataRows *to;
    const ResponseComponent *seen; /* in the view that is read */
    const WireList *done;          /* there */
    const Matrix *joint, *table;
    Budget *b;
    WireList label; /* of the outside, then of the vertices: UINT32_MAX is any */
    mpq_t *known;   /* Q of the vertices so far, at each length */
    bool going;
} Reading;

static size_t
vertices_of(const Reading *x)
{
    return x->seen->vertices.count;
}

/* How likely is what `label` says? */
static void
find_mass(Reading *x, mpq_t to)
{
    const Matrix *m = x->joint;
    mpq_set_ui(to, 0, 1);
    x->going = x->going && budget_step(x->b, 1 + m->weight.count / 8);
    for (size_t e = 0; e < m->weight.count; e++) {
        const uint32_t *tuple = matrix_entry_tuple(m, e);
        bool fits = true;
        for (size_t i = 0; fits && i < x->label.count; i++)
            fits = x->label.at[i] == UINT32_MAX || x->label.at[i] == tuple[i];
        if (fits)
            mpq_add(to, to, &m->weight.at[e]);
    }
}

/* The context of `label` at this length. */
static uint32_t
context_of(Reading *x, uint32_t length)
{
    DataRows *d = x->to;
    uint32_t view = (uint32_t)d->views.count - 1;
    size_t outside = x->seen->outside.count, tuples = 1;
    for (size_t i = d->contexts.count; i-- > 0;) {
        const DataContext *c = &d->contexts.at[i];
        if (c->view == view && c->length == length &&
            (!outside || memcmp(&d->labels.at[c->label], x->label.at,
                                outside * sizeof *x->label.at) == 0))
            return (uint32_t)i;
    }
    DataContext c = {.view = view, .length = length, .label = d->labels.count};
    for (size_t i = 0; i < outside; i++)
        array_push(&d->labels, x->label.at[i]);
    for (uint32_t k = 0; k < length; k++)
        tuples *= x->seen->vertices.at[k].size;
    for (size_t i = 0; i < tuples; i++)
        array_push(&c.row, UINT32_MAX);
    array_push(&d->contexts, c);
    return (uint32_t)(d->contexts.count - 1);
}

static void
add_row(Reading *x, uint32_t length, const mpq_t side)
{
    DataRows *d = x->to;
    size_t outside = x->seen->outside.count, tuple = 0;
    DataRow r = {.length = length, .context = context_of(x, length)};
    r.label = d->labels.count;
    for (uint32_t k = 0; k < vertices_of(x); k++) {
        array_push(&d->labels, k < length ? x->label.at[outside + k] : UINT32_MAX);
        if (k < length)
            tuple = tuple * x->seen->vertices.at[k].size + x->label.at[outside + k];
    }
    for (size_t i = 0; i < outside; i++)
        array_push(&d->labels, x->label.at[i]);
    d->contexts.at[r.context].row.at[tuple] = (uint32_t)d->rows.count;
    array_push(&d->rows, r);
    array_reserve(&d->side, 1);
    mpq_init(&d->side.at[d->side.count]);
    mpq_set(&d->side.at[d->side.count++], side);
}

/* What begins as `label` says does not happen: a row, or one for each way to go on, where all that
 * is outside has been mentioned. */
static void
add_never(Reading *x, uint32_t length)
{
    const ResponseComponent *c = x->seen;
    size_t outside = c->outside.count;
    bool all = length < c->vertices.count;
    mpq_t zero;
    for (size_t i = 0; i < outside; i++)
        all = all && x->label.at[i] != UINT32_MAX;
    if (all) {
        for (uint32_t l = 0; l < c->vertices.at[length].size; l++) {
            x->label.at[outside + length] = l;
            add_never(x, length + 1);
        }
        x->label.at[outside + length] = UINT32_MAX;
        return;
    }
    mpq_init(zero);
    add_row(x, length, zero);
    mpq_clear(zero);
}

/* The row of the table that `label` speaks of. */
static size_t
table_row(const Reading *x)
{
    const ResponseComponent *c = x->to->component;
    const ResponseVertex *v = &c->vertices.at[0];
    size_t row = 0;
    for (size_t i = 0; i < v->parents.count; i++) {
        size_t at = 0;
        while (c->outside.at[at] != v->parents.at[i])
            at++;
        row = row * size_of(x->to->responses, v->parents.at[i]) + x->label.at[at];
    }
    return row;
}

/* All labels of the one vertex, as the table and, where it has support, the state say. */
static void
read_table(Reading *x)
{
    DataRows *d = x->to;
    const ResponseComponent *c = d->component;
    size_t outside = c->outside.count, row = table_row(x);
    mpq_t before, mass, other;
    if (c->idle.count && c->idle.at[row])
        return;
    mpq_inits(before, mass, other, NULL);
    if (x->joint)
        find_mass(x, before);
    bool seen = mpq_sgn(before) > 0, known = !x->table->undefined.at[row];
    d->undefined = d->undefined || (!known && !x->joint);
    for (uint32_t l = 0; x->going && (seen || known) && l < c->vertices.at[0].size; l++) {
        x->label.at[outside] = l;
        if (known)
            matrix_entry(other, x->table, row, &l);
        if (seen) {
            find_mass(x, mass);
            mpq_div(mass, mass, before);
        }
        if (seen && known && d->differs == SIZE_MAX && !mpq_equal(mass, other)) {
            d->differs = d->rows.count;
            mpq_set(d->otherwise, other);
        }
        add_row(x, 1, seen ? mass : other);
    }
    x->label.at[outside] = UINT32_MAX;
    mpq_clears(before, mass, other, NULL);
}

static void read_level(Reading *x, uint32_t level);

/* Each label of the vertex of this level, where all before it are known. */
static void
read_labels(Reading *x, uint32_t level)
{
    const ResponseComponent *c = x->seen;
    size_t at = c->outside.count + level;
    mpq_t before, mass;
    mpq_inits(before, mass, NULL);
    if (x->joint)
        find_mass(x, before);
    bool supported = !x->joint || mpq_sgn(before) > 0;
    for (uint32_t l = 0; supported && x->going && l < c->vertices.at[level].size; l++) {
        x->label.at[at] = l;
        if (x->joint) {
            find_mass(x, mass);
            mpq_div(mass, mass, before);
            mpq_mul(x->known[level + 1], x->known[level], mass);
        }
        if (x->joint && mpq_sgn(mass) == 0)
            add_never(x, level + 1);
        else if (level + 1 == vertices_of(x))
            add_row(x, level + 1, x->known[level + 1]);
        else
            read_level(x, level + 1);
    }
    x->label.at[at] = UINT32_MAX;
    mpq_clears(before, mass, NULL);
}

/* All values of what this level reads from outside, or was done, and has not been given one. */
static void
read_outside(Reading *x, uint32_t level, size_t first)
{
    const ResponseComponent *c = x->seen;
    const WireList *parents = &c->vertices.at[level].parents;
    size_t i = first;
    while (i < c->outside.count &&
           (x->label.at[i] != UINT32_MAX || !(wires_has(parents, c->outside.at[i]) ||
                                              wires_has(x->done, c->outside.at[i]))))
        i++;
    if (i == c->outside.count) {
        if (x->table)
            read_table(x);
        else
            read_labels(x, level);
        return;
    }
    for (uint32_t l = 0; x->going && l < size_of(x->to->responses, c->outside.at[i]); l++) {
        x->label.at[i] = l;
        read_outside(x, level, i + 1);
    }
    x->label.at[i] = UINT32_MAX;
}

static void
read_level(Reading *x, uint32_t level)
{
    read_outside(x, level, 0);
}

/* The rows of the newest view; joint: NULL, any; table: NULL, or that of its one vertex. */
static bool
read_view(DataRows *d, const Matrix *joint, const Matrix *table, Budget *b)
{
    const DataView *view = &d->views.at[d->views.count - 1];
    Reading x = {.to = d, .seen = &view->seen, .done = &view->done, .joint = joint, .table = table,
                 .b = b, .going = true};
    size_t n = vertices_of(&x);
    for (size_t i = 0; i < n + x.seen->outside.count; i++)
        array_push(&x.label, UINT32_MAX);
    x.known = memory_new(n + 1, sizeof *x.known);
    for (size_t i = 0; i <= n; i++)
        mpq_init(x.known[i]);
    if (joint)
        mpq_set_ui(x.known[0], 1, 1);
    read_level(&x, 0);
    for (size_t i = 0; i <= n; i++)
        mpq_clear(x.known[i]);
    memory_free(x.known);
    array_clear(&x.label);
    return x.going;
}

static bool
affords(const DataRows *d, Budget *b)
{
    const ResponseComponent *c = &d->views.at[d->views.count - 1].seen;
    return budget_allows(b, saturate_times(data_rows_most(d->responses, c),
                                           64 + 8 * (c->vertices.count + c->outside.count)));
}

bool
data_rows_make(DataRows *to, const Responses *r, const ResponseComponent *c, const Matrix *joint,
               const Matrix *table, Budget *b)
{
    const WireList none = {0};
    data_rows_clear(to);
    data_rows_init(to);
    to->responses = r;
    to->component = c;
    data_rows_view(to, &none);
    return affords(to, b) && read_view(to, joint, table, b);
}

bool
data_rows_add(DataRows *d, const Matrix *joint, Budget *b)
{
    bool any = d->views.at[d->views.count - 1].seen.vertices.count > 0;
    return !any || (affords(d, b) && read_view(d, joint, NULL, b));
}

void
data_rows_complete(DataRows *d)
{
    DataContext all = {.label = d->labels.count};
    if (d->rows.count)
        return;
    for (size_t i = 0; i < d->component->vertices.count + d->component->outside.count; i++)
        array_push(&d->labels, UINT32_MAX);
    array_push(&all.row, 0);
    array_push(&d->contexts, all);
    array_push(&d->rows, ((DataRow){.label = all.label}));
    linear_numbers_clear(&d->side);
    linear_numbers_init(&d->side, 1);
    mpq_set_ui(&d->side.at[0], 1, 1);
}

/* ---- the program ---- */

/* The row of the type in this context, or UINT32_MAX: no data.  label_of: of each vertex; private
 * to the caller. */
static uint32_t
row_in(const DataRows *d, const DataContext *x, uint32_t type, uint32_t *label_of)
{
    const ResponseComponent *c = &d->views.at[x->view].seen;
    size_t tuple = 0;
    for (size_t i = 0; i < c->outside.count; i++)
        label_of[c->outside.at[i]] = d->labels.at[x->label + i];
    for (uint32_t k = 0; k < x->length; k++) {
        const ResponseVertex *v = &c->vertices.at[k];
        uint32_t label = response_label(d->component, type,
                                        response_row(d->responses, v, label_of));
        label_of[v->vertex] = label;
        tuple = tuple * v->size + label;
    }
    return x->row.at[tuple];
}

void
data_rows_of(WireList *to, const DataRows *d, uint32_t type)
{
    uint32_t *label_of = memory_new(d->responses->model->vertices.count, sizeof *label_of);
    to->count = 0;
    for (size_t i = 0; i < d->contexts.count; i++) {
        uint32_t row = row_in(d, &d->contexts.at[i], type, label_of);
        if (row != UINT32_MAX)
            array_push(to, row);
    }
    memory_free(label_of);
}

bool
data_rows_program(Linear *to, const DataRows *d, Budget *b)
{
    const WireList *kept = &d->component->kept;
    uint32_t *label_of;
    mpq_t zero;
    linear_clear(to);
    linear_init(to, (uint32_t)d->rows.count);
    for (uint32_t i = 0; i < d->rows.count; i++)
        linear_set_side(to, i, &d->side.at[i]);
    if (!budget_allows(b, linear_bytes(kept->count, saturate_times(kept->count,
                                                                   d->contexts.count))))
        return false;
    mpq_init(zero);
    label_of = memory_new(d->responses->model->vertices.count, sizeof *label_of);
    bool going = true;
    for (size_t k = 0; going && k < kept->count; k++) {
        linear_add_column(to, zero);
        for (size_t i = 0; i < d->contexts.count; i++) {
            uint32_t row = row_in(d, &d->contexts.at[i], kept->at[k], label_of);
            if (row != UINT32_MAX)
                linear_add_one(to, row);
        }
        going = budget_step(b, 1 + d->contexts.count);
    }
    memory_free(label_of);
    mpq_clear(zero);
    return going;
}

void
data_row_groups(WireList *to, const DataRows *d)
{
    to->count = 0;
    for (size_t i = 0; i < d->rows.count; i++) {
        const DataContext *c = &d->contexts.at[d->rows.at[i].context];
        bool all = true;
        for (size_t k = 0; all && k < c->row.count; k++)
            all = c->row.at[k] != UINT32_MAX;
        array_push(to, all ? d->rows.at[i].context : UINT32_MAX);
    }
}
