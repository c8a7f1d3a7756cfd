/* bound_text.c -- see bound_text.h. */
#include "lang/bounds/bound_text.h"

#include "lang/elaborate/vertex.h"
#include "lang/worlds/world_reader.h"

#include <string.h>

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

/* ---- sums of products ---- */

/* A number, single rows and forms, multiplied. */
typedef struct Factor {
    uint32_t component;
    LinearNumbers y;
    mpq_t constant; /* the form is constant + y.b */
    size_t rows;    /* numbers of y that are not zero */
} Factor;

typedef struct Term {
    mpq_t times;
    ARRAY(Factor) factors;
} Term;

typedef ARRAY(Term) TermList;

static void
terms_clear(TermList *l)
{
    for (size_t i = 0; i < l->count; i++) {
        Term *t = &l->at[i];
        for (size_t k = 0; k < t->factors.count; k++) {
            linear_numbers_clear(&t->factors.at[k].y);
            mpq_clear(t->factors.at[k].constant);
        }
        array_clear(&t->factors);
        mpq_clear(t->times);
    }
    array_clear(l);
}

/* `1 - P(Y = 0 | X = 1)` becomes `P(Y = 1 | X = 1)`, where Y has no other label. */
static void
turn_round(Factor *x, const DataRows *rows, size_t *at)
{
    WireList groups = {0};
    size_t others = 0, other = 0;
    mpq_t sum;
    mpq_init(sum);
    mpq_add(sum, &x->y.at[*at], x->constant);
    data_row_groups(&groups, rows);
    for (size_t i = 0; groups.at[*at] != UINT32_MAX && i < groups.count; i++)
        if (i != *at && groups.at[i] == groups.at[*at]) {
            other = i;
            others++;
        }
    if (others == 1 && mpq_sgn(sum) == 0) {
        mpq_swap(&x->y.at[other], x->constant);
        mpq_set_ui(&x->y.at[*at], 0, 1);
        mpq_set_ui(x->constant, 0, 1);
        *at = other;
    }
    array_clear(&groups);
    mpq_clear(sum);
}

/* The form, shortened, becomes a factor; or a number in front, where it is one. */
static void
add_factor(const BoundQuestion *q, Term *to, uint32_t component, const LinearNumbers *form)
{
    Factor x = {.component = component};
    const DataRows *rows = &q->bound.rows.at[component];
    size_t last = 0;
    mpq_init(x.constant);
    numbers_set(&x.y, form, rows->rows.count);
    shorten(&x.y, x.constant, rows);
    for (size_t i = 0; i < x.y.count; i++)
        if (mpq_sgn(&x.y.at[i]) != 0) {
            last = i;
            x.rows++;
        }
    if (x.rows == 1)
        turn_round(&x, rows, &last);
    bool single = x.rows == 1 && mpq_sgn(x.constant) == 0;
    if (single) {
        mpq_mul(to->times, to->times, &x.y.at[last]);
        mpq_set_ui(&x.y.at[last], 1, 1);
    }
    if (x.rows) {
        array_push(&to->factors, x);
        return;
    }
    mpq_mul(to->times, to->times, x.constant);
    linear_numbers_clear(&x.y);
    mpq_clear(x.constant);
}

/* What is only a number is added to `constant`. */
static void
add_term(const BoundQuestion *q, TermList *to, mpq_t constant, const BoundProduct *p)
{
    Term t = {0};
    mpq_init(t.times);
    mpq_set_ui(t.times, 1, 1);
    for (uint32_t i = 0; i < p->form.count; i++)
        if (p->form.at[i].count)
            add_factor(q, &t, i, &p->form.at[i]);
    if (!t.factors.count)
        mpq_add(constant, constant, t.times);
    if (t.factors.count && mpq_sgn(t.times) != 0) {
        array_push(to, t);
    } else {
        TermList gone = {0};
        array_push(&gone, t);
        terms_clear(&gone);
    }
}

/* Is the term one form, to be written as what it is a sum of? */
static bool
is_open_form(const Term *t)
{
    return t->factors.count == 1 && mpq_cmp_ui(t->times, 1, 1) == 0;
}

static void
write_factor_form(const BoundQuestion *q, const Factor *x, bool closed, Sink *out)
{
    RowWriter w;
    bool several = closed && (x->rows > 1 || mpq_sgn(x->constant) != 0);
    row_writer_init(&w, q, x->component);
    sink_put(out, several ? "(" : "");
    write_form(&w, &x->y, x->constant, out);
    sink_put(out, several ? ")" : "");
    memory_free(w.below);
}

static void
write_term(const BoundQuestion *q, const Term *t, bool *any, Sink *out)
{
    mpq_t size;
    mpq_init(size);
    mpq_abs(size, t->times);
    sink_put(out, mpq_sgn(t->times) < 0 ? (*any ? " - " : "-") : *any ? " + " : "");
    if (mpq_cmp_ui(size, 1, 1) != 0) {
        rational_write(size, out);
        sink_put(out, " ");
    }
    for (size_t k = 0; k < t->factors.count; k++) {
        sink_put(out, k ? " " : "");
        write_factor_form(q, &t->factors.at[k], true, out);
    }
    *any = true;
    mpq_clear(size);
}

/* constant + the products.  How many summands it has is returned. */
static size_t
write_sum(const BoundQuestion *q, const BoundSum *sum, const mpq_t constant, Sink *out)
{
    TermList terms = {0};
    mpq_t number;
    bool any = false;
    size_t size = 0;
    mpq_init(number);
    mpq_set(number, constant);
    for (size_t i = 0; i < sum->count; i++)
        add_term(q, &terms, number, &sum->at[i]);
    if (terms.count == 1 && is_open_form(&terms.at[0])) {
        Factor *x = &terms.at[0].factors.at[0];
        mpq_add(x->constant, x->constant, number);
        write_factor_form(q, x, false, out);
        size = x->rows + (mpq_sgn(x->constant) != 0);
    } else {
        if (mpq_sgn(number) > 0)
            write_number(number, &any, out);
        for (size_t i = 0; i < terms.count; i++)
            write_term(q, &terms.at[i], &any, out);
        if (mpq_sgn(number) < 0)
            write_number(number, &any, out);
        size = terms.count + (mpq_sgn(number) != 0);
        sink_put(out, size ? "" : "0");
    }
    terms_clear(&terms);
    mpq_clear(number);
    return size;
}

static bool
is_one(const BoundProduct *p)
{
    bool one = true;
    for (size_t i = 0; one && i < p->form.count; i++)
        one = !p->form.at[i].count;
    return one;
}

/* What a ratio is divided by, ` / P(X = 1)`; nothing, where that is 1. */
static void
write_under(const BoundQuestion *q, Sink *out)
{
    const Bound *b = &q->bound;
    Sink text;
    mpq_t zero;
    if (b->cancelled && is_one(b->under.at))
        return;
    sink_put(out, " / ");
    if (!b->cancelled && is_plain_given(&b->terms.at[0].question)) {
        sink_put(out, "P(");
        bound_given_write(q, 0, out);
        sink_put(out, ")");
        return;
    }
    if (!b->under.count) {
        rational_write(b->given, out);
        return;
    }
    sink_init_within(&text, out->budget);
    mpq_init(zero);
    write_sum(q, &b->under, zero, &text);
    const char *first = strstr(sink_text(&text), "P(");
    bool several = first != sink_text(&text) || strstr(first + 1, "P(");
    sink_print(out, several ? "(%s)" : "%s", sink_text(&text));
    mpq_clear(zero);
    sink_clear(&text);
}

/* constant + the sum, over what is given. */
static void
write_ratio(const BoundQuestion *q, const BoundSum *sum, Sink *out)
{
    Sink text;
    bool any = false;
    mpq_t zero;
    sink_init_within(&text, out->budget);
    mpq_init(zero);
    size_t size = write_sum(q, sum, zero, &text);
    bool divided = !q->bound.cancelled || !is_one(q->bound.under.at);
    write_number(q->bound.constant, &any, out);
    if (size) {
        sink_put(out, any ? " + " : "");
        sink_print(out, size > 1 && divided ? "(%s)" : "%s", sink_text(&text));
        write_under(q, out);
    } else {
        sink_put(out, any ? "" : "0");
    }
    mpq_clear(zero);
    sink_clear(&text);
}

static void
write_bound(const BoundQuestion *q, const BoundSum *sum, Sink *out)
{
    if (q->bound.terms.count == 1 && has_given(q))
        write_ratio(q, sum, out);
    else
        write_sum(q, sum, q->bound.constant, out);
}

/* ---- the doors ---- */

bool
bound_end_is_trivial(const BoundQuestion *q, int which)
{
    const Bound *b = &q->bound;
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

bool
bound_end_is_proved(const BoundQuestion *q, int which)
{
    const Bound *b = &q->bound;
    bool ratio = b->terms.count == 1 && has_given(q);
    if (bound_end_is_trivial(q, which))
        return b->ends[which].proved;
    return b->ends[which].proved && (!ratio || q->known || b->under.count ||
                                     is_plain_given(&b->terms.at[0].question));
}

void
bound_end_write(const BoundQuestion *q, int which, Sink *out)
{
    if (bound_end_is_trivial(q, which))
        rational_write(q->bound.ends[which].value, out);
    else
        write_bound(q, &q->bound.ends[which].proof, out);
}

/* Is the corner, times its factor, all that it is divided by? */
static bool
is_all_of_given(const BoundQuestion *q, const BoundSum *sum)
{
    const BoundSum *under = &q->bound.under;
    bool all = sum->count == 1 && under->count == 1;
    for (size_t i = 0; all && i < under->at[0].form.count; i++)
        all = linear_numbers_equal(&sum->at[0].form.at[i], &under->at[0].form.at[i]);
    return all;
}

/* The product that is open, with the corner for the form of the main component. */
static void
add_open(const BoundQuestion *q, int which, size_t corner, BoundSum *sum)
{
    const Bound *b = &q->bound;
    const LinearCorners *c = &q->symbols.ends[which];
    BoundProduct last = {0};
    bound_product_set(&last, &q->symbols.open.at[0]);
    LinearNumbers *y = &last.form.at[b->main];
    linear_numbers_clear(y);
    linear_numbers_init(y, b->rows.at[b->main].rows.count);
    for (size_t i = c->start.at[corner]; i < c->start.at[corner + 1]; i++)
        mpq_set(&y->at[c->weight.at[i].index], &c->weight.at[i].weight);
    array_push(sum, last);
}

size_t
bound_corners(const BoundQuestion *q, int which)
{
    return q->symbols.open.count ? q->symbols.ends[which].points : 1;
}

void
bound_corner_write(const BoundQuestion *q, int which, size_t corner, Sink *out)
{
    const Bound *b = &q->bound;
    BoundSum sum = {0};
    mpq_t one;
    for (size_t i = 0; i < q->symbols.fixed.count; i++) {
        BoundProduct p = {0};
        bound_product_set(&p, &q->symbols.fixed.at[i]);
        array_push(&sum, p);
    }
    if (q->symbols.open.count)
        add_open(q, which, corner, &sum);
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    mpq_add(one, one, b->constant);
    if (is_all_of_given(q, &sum))
        rational_write(one, out);
    else
        write_bound(q, &sum, out);
    mpq_clear(one);
    bound_sum_clear(&sum);
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
bound_row_write(const BoundQuestion *q, uint32_t component, size_t row, Sink *out)
{
    RowWriter w;
    row_writer_init(&w, q, component);
    write_row(&w, row, out);
    memory_free(w.below);
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
