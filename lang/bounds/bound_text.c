/* bound_text.c -- see bound_text.h. */
#include "lang/bounds/bound_text.h"

#include "lang/elaborate/vertex.h"
#include "lang/worlds/world_reader.h"

/* ---- a row: P(X = 0, Y = 1 | Z = 0) ---- */

typedef struct RowWriter {
    const BoundQuestion *q;
    const DataRows *rows;
    bool *below; /* of each vertex: does a vertex of the component come before it? */
} RowWriter;

static void
row_writer_init(RowWriter *w, const BoundQuestion *q, uint32_t component)
{
    const ResponseComponent *c = &q->bound.responses.components.at[component];
    VertexSet after;
    WireList from = {0};
    *w = (RowWriter){.q = q, .rows = &q->bound.rows.at[component]};
    vertex_set_init(&after, (uint32_t)q->bound.model.vertices.count);
    for (size_t i = 0; i < c->vertices.count; i++)
        array_push(&from, c->vertices.at[i].vertex);
    reach(&after, &q->bound.projection.children, &from, NULL);
    w->below = memory_new(q->bound.model.vertices.count, sizeof *w->below);
    for (size_t v = 0; v < q->bound.model.vertices.count; v++)
        w->below[v] = after.has[v];
    array_clear(&from);
    vertex_set_clear(&after);
}

static void
write_event(const RowWriter *w, uint32_t vertex, uint32_t label, bool *any, Sink *out)
{
    sink_put(out, *any ? ", " : "");
    word_write_name(w->q->name_of[vertex], out);
    sink_put(out, " = ");
    type_write_label(w->q->bound.model.vertices.at[vertex].type, label, out);
    *any = true;
}

/* Does the i-th vertex of what is seen, or one before it, read what is outside at `o`; or may that
 * be given from the beginning? */
static bool
is_given(const RowWriter *w, const DataRow *r, size_t o, uint32_t i)
{
    const DataView *view = data_row_view(w->rows, r);
    const ResponseComponent *c = &view->seen;
    uint32_t vertex = c->outside.at[o];
    bool given = !w->below[vertex] || wires_has(&view->done, vertex);
    if (w->rows->labels.at[r->label + c->vertices.count + o] == UINT32_MAX)
        return false;
    for (uint32_t k = 0; !given && k <= i; k++)
        given = wires_has(&c->vertices.at[k].parents, vertex);
    return given;
}

/* ` | do(X = 0, Z = 1)` */
static void
write_done(const RowWriter *w, const DataRow *r, bool *given, Sink *out)
{
    const DataView *view = data_row_view(w->rows, r);
    const WireList *outside = &view->seen.outside;
    const uint32_t *label = w->rows->labels.at + r->label + view->seen.vertices.count;
    bool any = false;
    for (size_t o = 0; o < outside->count; o++) {
        if (!wires_has(&view->done, outside->at[o]))
            continue;
        sink_put(out, any ? "" : " | do(");
        write_event(w, outside->at[o], label[o], &any, out);
    }
    sink_put(out, any ? ")" : "");
    *given = any;
}

/* P(first ... end - 1 | what they read from outside, those before). */
static void
write_factor(const RowWriter *w, const DataRow *r, uint32_t first, uint32_t end, Sink *out)
{
    const DataView *view = data_row_view(w->rows, r);
    const ResponseComponent *c = &view->seen;
    const uint32_t *label = w->rows->labels.at + r->label;
    bool any = false, given = false;
    sink_put(out, "P(");
    for (uint32_t i = first; i < end; i++)
        write_event(w, c->vertices.at[i].vertex, label[i], &any, out);
    write_done(w, r, &given, out);
    for (size_t o = 0; o < c->outside.count; o++)
        if (is_given(w, r, o, end - 1) && !wires_has(&view->done, c->outside.at[o])) {
            sink_put(out, given ? "" : " | ");
            write_event(w, c->outside.at[o], label[c->vertices.count + o], &given, out);
        }
    for (uint32_t i = 0; i < first; i++) {
        sink_put(out, given ? "" : " | ");
        write_event(w, c->vertices.at[i].vertex, label[i], &given, out);
    }
    sink_put(out, ")");
}

static bool
reads_the_same(const RowWriter *w, const DataRow *r, uint32_t a, uint32_t b)
{
    bool same = true;
    for (size_t o = 0; same && o < data_row_view(w->rows, r)->seen.outside.count; o++)
        same = is_given(w, r, o, a) == is_given(w, r, o, b);
    return same;
}

static void
write_row(const RowWriter *w, size_t row, Sink *out)
{
    const DataRow *r = &w->rows->rows.at[row];
    for (uint32_t first = 0, end; first < r->length; first = end) {
        end = first + 1;
        while (end < r->length && reads_the_same(w, r, first, end))
            end++;
        sink_put(out, first ? " " : "");
        write_factor(w, r, first, end, out);
    }
}

/* ---- linear forms ---- */

/* `P(...)`, `2 P(...)`, `1/2 P(...)`; the sign is not written. */
static void
write_multiple(const RowWriter *w, const mpq_t times, size_t row, Sink *out)
{
    mpq_t size;
    mpq_init(size);
    mpq_abs(size, times);
    if (mpq_cmp_ui(size, 1, 1) != 0) {
        rational_write(size, out);
        sink_put(out, " ");
    }
    write_row(w, row, out);
    mpq_clear(size);
}

/* A number with the sign that stands before it in a sum. */
static void
write_number(const mpq_t x, bool *any, Sink *out)
{
    mpq_t size;
    if (mpq_sgn(x) == 0)
        return;
    mpq_init(size);
    mpq_abs(size, x);
    sink_put(out, mpq_sgn(x) < 0 ? (*any ? " - " : "-") : *any ? " + " : "");
    rational_write(size, out);
    *any = true;
    mpq_clear(size);
}

/* The rows whose weights have this sign, each with it before it; as_is: without. */
static void
write_rows(const RowWriter *w, const LinearNumbers *y, int sign, bool as_is, bool *any, Sink *out)
{
    for (size_t i = 0; i < w->rows->rows.count; i++) {
        if (mpq_sgn(&y->at[i]) != sign)
            continue;
        if (sign < 0 && !as_is)
            sink_put(out, *any ? " - " : "-");
        else
            sink_put(out, *any ? " + " : "");
        write_multiple(w, &y->at[i], i, out);
        *any = true;
    }
}

static void
write_form(const RowWriter *w, const LinearNumbers *y, const mpq_t constant, Sink *out)
{
    bool any = false;
    if (mpq_sgn(constant) > 0)
        write_number(constant, &any, out);
    write_rows(w, y, 1, false, &any, out);
    write_rows(w, y, -1, false, &any, out);
    if (mpq_sgn(constant) < 0)
        write_number(constant, &any, out);
    sink_put(out, any ? "" : "0");
}

/* y in the fewest words: what is taken out of it is put into `constant`. */
static void
shorten(LinearNumbers *y, mpq_t constant, const DataRows *rows)
{
    WireList groups = {0};
    data_row_groups(&groups, rows);
    linear_shorten(y->at, constant, groups.at, (uint32_t)rows->rows.count,
                   (uint32_t)rows->contexts.count);
    array_clear(&groups);
}

static void
numbers_set(LinearNumbers *to, const LinearNumbers *from, size_t count)
{
    linear_numbers_init(to, count);
    for (size_t i = 0; i < count; i++)
        mpq_set(&to->at[i], &from->at[i]);
}

/* ---- what is given ---- */

void
bound_given_write(const BoundQuestion *q, size_t term, Sink *out)
{
    const WorldQuestion *w = &q->bound.terms.at[term].question;
    bool any = false;
    for (size_t i = 0; i < w->atoms.count; i++) {
        if (!w->atoms.at[i].condition)
            continue;
        sink_put(out, any ? ", " : "");
        atom_write(q->s, w, &w->atoms.at[i], out);
        any = true;
    }
}

/* Is all that is given of the world as it happens? */
static bool
is_plain_given(const WorldQuestion *w)
{
    bool plain = true;
    for (size_t i = 0; plain && i < w->atoms.count; i++)
        plain = !w->atoms.at[i].condition || w->worlds.at[w->atoms.at[i].world].count == 0;
    return plain;
}

static bool
has_given(const BoundQuestion *q)
{
    const WorldQuestion *w = &q->bound.terms.at[0].question;
    bool given = false;
    for (size_t i = 0; !given && i < w->atoms.count; i++)
        given = w->atoms.at[i].condition;
    return given;
}

/* `(P(...) - P(...)) / P(X = 1)`; any: something stands before it. */
static void
write_ratio(const RowWriter *w, const LinearNumbers *y, const mpq_t constant, bool any, Sink *out)
{
    const BoundQuestion *q = w->q;
    size_t terms = mpq_sgn(constant) != 0;
    for (size_t i = 0; i < y->count; i++)
        terms += mpq_sgn(&y->at[i]) != 0;
    if (!terms) {
        sink_put(out, any ? "" : "0");
        return;
    }
    sink_put(out, any ? " + " : "");
    sink_put(out, terms > 1 ? "(" : "");
    write_form(w, y, constant, out);
    sink_put(out, terms > 1 ? ") / " : " / ");
    if (!is_plain_given(&q->bound.terms.at[0].question)) {
        rational_write(q->bound.given, out);
        return;
    }
    sink_put(out, "P(");
    bound_given_write(q, 0, out);
    sink_put(out, ")");
}

/* ---- the doors ---- */

/* The end is what no probability can pass, 0 or 1 times its number: that needs no data. */
static bool
is_trivial(const Bound *b, int which)
{
    const BoundTerm *t = &b->terms.at[0];
    mpq_t most;
    if (b->terms.count != 1 || t->mean)
        return false;
    mpq_init(most);
    if ((which == 1) == (mpq_sgn(t->times) > 0))
        mpq_set(most, t->times);
    mpq_add(most, most, b->constant);
    bool equal = mpq_equal(most, b->ends[which].value);
    mpq_clear(most);
    return equal;
}

void
bound_end_write(const BoundQuestion *q, int which, Sink *out)
{
    const Bound *b = &q->bound;
    RowWriter w;
    LinearNumbers y;
    mpq_t constant;
    bool ratio = b->terms.count == 1 && has_given(q), any = false;
    if (is_trivial(b, which)) {
        rational_write(b->ends[which].value, out);
        return;
    }
    mpq_init(constant);
    row_writer_init(&w, q, b->main);
    numbers_set(&y, &b->ends[which].y, w.rows->rows.count);
    shorten(&y, constant, w.rows);
    if (!ratio) {
        mpq_add(constant, constant, b->constant);
        write_form(&w, &y, constant, out);
    } else {
        write_number(b->constant, &any, out);
        write_ratio(&w, &y, constant, any, out);
    }
    linear_numbers_clear(&y);
    memory_free(w.below);
    mpq_clear(constant);
}

void
bound_corner_write(const BoundQuestion *q, int which, size_t corner, Sink *out)
{
    const Bound *b = &q->bound;
    const LinearCorners *c = &q->corners[which];
    RowWriter w;
    LinearNumbers y;
    mpq_t constant;
    mpq_init(constant);
    row_writer_init(&w, q, b->main);
    linear_numbers_init(&y, w.rows->rows.count);
    for (size_t i = c->start.at[corner]; i < c->start.at[corner + 1]; i++)
        mpq_set(&y.at[c->weight.at[i].index], &c->weight.at[i].weight);
    shorten(&y, constant, w.rows);
    mpq_add(constant, constant, b->constant);
    write_form(&w, &y, constant, out);
    linear_numbers_clear(&y);
    memory_free(w.below);
    mpq_clear(constant);
}

void
bound_proof_write(const BoundQuestion *q, Sink *out)
{
    const Bound *b = &q->bound;
    RowWriter w;
    LinearNumbers y;
    mpq_t constant, left, less, x;
    bool any = false, right = false, rows = false;
    mpq_inits(constant, left, less, x, NULL);
    row_writer_init(&w, q, b->component);
    numbers_set(&y, &b->proof, w.rows->rows.count);
    shorten(&y, constant, w.rows);
    for (size_t i = 0; i < y.count; i++) {
        mpq_mul(x, &y.at[i], &w.rows->side.at[i]);
        if (mpq_sgn(&y.at[i]) > 0)
            mpq_add(left, left, x);
        else
            mpq_sub(less, less, x);
        rows = rows || mpq_sgn(&y.at[i]) < 0;
    }
    write_rows(&w, &y, 1, false, &any, out);
    if (mpq_sgn(constant) > 0) {
        write_number(constant, &any, out);
        mpq_add(left, left, constant);
    }
    sink_put(out, " = ");
    rational_write(left, out);
    sink_put(out, " > ");
    write_rows(&w, &y, -1, true, &right, out);
    if (mpq_sgn(constant) < 0) {
        mpq_neg(x, constant);
        mpq_add(less, less, x);
        write_number(x, &right, out);
    }
    sink_put(out, right ? "" : "0");
    if (rows) {
        sink_put(out, " = ");
        rational_write(less, out);
    }
    linear_numbers_clear(&y);
    memory_free(w.below);
    mpq_clears(constant, left, less, x, NULL);
}

void
bound_component_write(const BoundQuestion *q, uint32_t component, Sink *out)
{
    const ResponseComponent *c = &q->bound.responses.components.at[component];
    WireList members = {0};
    for (size_t i = 0; i < c->vertices.count; i++)
        array_push(&members, c->vertices.at[i].vertex);
    if (members.count == 1)
        word_write_name(q->name_of[members.at[0]], out);
    else
        set_write(q->name_of, &members, out);
    array_clear(&members);
}
