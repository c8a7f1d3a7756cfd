/* soft.c -- see soft.h. */
#include "lang/ask/soft.h"

#include "lang/ask/complain_ask.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/elaborate.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"
#include "lang/session/meaning.h"

void
soft_clear(SoftList *l)
{
    for (size_t i = 0; i < l->count; i++)
        matrix_clear(&l->at[i].weights);
    array_clear(l);
}

/* ---- what is written ---- */

static bool
has_negative(const Matrix *m)
{
    for (size_t e = 0; e < m->weight.count; e++)
        if (mpq_sgn(&m->weight.at[e]) < 0)
            return true;
    return false;
}

/* Are these likelihoods of labels of t, or, for jeffrey, a state of it? */
static bool
check_weights(Session *s, const Value *v, const Type *t, bool jeffrey, const Node *n)
{
    if (v->in.count || v->out.count != 1 || v->out.at[0].type != t)
        return complain_soft_type(&s->complain, n->at, t);
    if (jeffrey)
        return check_rows(s, v, n);
    if (has_negative(&v->matrix) || !v->matrix.weight.count)
        return complain_likelihoods(&s->complain, n->at);
    return true;
}

static bool
read_weights(Session *s, Soft *to, const Type *t)
{
    const Node *n = to->item->value;
    Hint hint = {.known = true};
    Value v = {0}, m = {0};
    array_push(&hint.types, t);
    bool ok = elaborate_hinted(s, &v, n, &hint) && value_to_matrix(s, &m, &v, n) &&
              check_weights(s, &m, t, to->jeffrey, n);
    if (ok)
        matrix_swap(&to->weights, &m.matrix);
    value_clear(&m);
    value_clear(&v);
    array_clear(&hint.types);
    return ok;
}

static bool
has_jeffrey(const SoftList *l)
{
    for (size_t i = 0; i < l->count; i++)
        if (l->at[i].jeffrey)
            return true;
    return false;
}

bool
soft_add(NumberQuery *a, const QuestionItem *item, uint32_t output, const Type *t)
{
    Soft x = {.item = item, .output = output, .jeffrey = item->form == ITEM_JEFFREY};
    if (x.jeffrey && has_jeffrey(&a->soft))
        return complain_jeffreys(&a->s->complain, item->node->at);
    if (!t->size)
        return complain_no_carrier(&a->s->complain, item->node->at, t);
    matrix_init_empty(&x.weights);
    bool ok = read_weights(a->s, &x, t);
    if (ok)
        array_push(&a->soft, x);
    else
        matrix_clear(&x.weights);
    return ok;
}

/* ---- as a box ---- */

/* A row of the box: seen with the share that weight has of the greatest, else not. */
static void
add_row(Matrix *to, const mpq_t weight, const mpq_t greatest)
{
    static const uint32_t seen = 0, unseen = 1;
    mpq_t share, rest;
    mpq_inits(share, rest, NULL);
    if (mpq_sgn(weight))
        mpq_div(share, weight, greatest);
    mpq_set_ui(rest, 1, 1);
    mpq_sub(rest, rest, share);
    if (mpq_sgn(share))
        matrix_add_entry(to, &seen, share);
    if (mpq_sgn(rest))
        matrix_add_entry(to, &unseen, rest);
    matrix_end_row(to, false);
    mpq_clears(share, rest, NULL);
}

/* Rows for all labels of the wire, from the entries of one row of `weights`. */
static void
add_rows(Matrix *to, const Matrix *weights, size_t row, uint32_t size)
{
    mpq_t none;
    mpq_init(none);
    size_t first = weights->start.at[row], end = weights->start.at[row + 1], greatest = first;
    for (size_t e = first; e < end; e++)
        if (mpq_cmp(&weights->weight.at[e], &weights->weight.at[greatest]) > 0)
            greatest = e;
    size_t at = first;
    for (uint32_t label = 0; label < size; label++) {
        bool there = at < end && weights->index.at[at] == label;
        add_row(to, there ? &weights->weight.at[at] : none, &weights->weight.at[greatest]);
        at += there;
    }
    mpq_clear(none);
}

static const Type *
sight_type(Session *s)
{
    Type *t = signature_add_type(&s->signature, NULL);
    type_add_label(t, names_add(&s->names, "seen", 4));
    type_add_label(t, names_add(&s->names, "unseen", 6));
    return t;
}

/* Something that reads these wires, the last of them x's, and was seen; a row of x's weights for
 * each value of the others. */
static void
add_sight(NumberQuery *a, const Soft *x, const WireList *wires)
{
    Session *s = a->s;
    Diagram *d = &a->diagram;
    TypeList in = {0}, out = {0};
    SizeList sizes = {0}, two = {0};
    for (size_t i = 0; i < wires->count; i++) {
        array_push(&in, d->wires.at[wires->at[i]]);
        array_push(&sizes, in.at[i]->size);
    }
    array_push(&out, sight_type(s));
    array_push(&two, 2);
    Matrix m;
    matrix_init(&m, &sizes, &two);
    for (size_t row = 0; row < matrix_rows(&x->weights); row++)
        add_rows(&m, &x->weights, row, in.at[in.count - 1]->size);
    const Box *box =
        signature_add_box(&s->signature, span_text(&s->names, x->item->node->at), &in, &out);
    meaning_add(&s->meaning, box->id, &m);
    array_push(&a->boxes, box->id);
    uint32_t seen = diagram_add_box(d, box, wires->at, 0);
    Event e = {.position = (uint32_t)d->outputs.count, .condition = true};
    array_push(&e.labels, 0);
    array_push(&a->query.events, e);
    diagram_add_output(d, seen, NULL);
    matrix_clear(&m);
    array_clear(&in);
    array_clear(&out);
    array_clear(&sizes);
    array_clear(&two);
}

static void
add_likelihood(NumberQuery *a, const Soft *x)
{
    WireList wires = {0};
    array_push(&wires, a->diagram.outputs.at[x->output].wire);
    add_sight(a, x, &wires);
    array_clear(&wires);
}

/* ---- Jeffrey's rule ---- */

/* The label that the state q gives a share, and the row p does not; false: there is none. */
static bool
find_impossible(uint32_t *label, const Matrix *q, const Matrix *p, size_t row)
{
    mpq_t share;
    mpq_init(share);
    bool found = false;
    for (size_t e = 0; e < q->weight.count && !found; e++) {
        *label = q->index.at[e];
        matrix_entry(share, p, row, label);
        found = mpq_sgn(share) == 0;
    }
    mpq_clear(share);
    return found;
}

/* q / p for each label, where p is a row. */
static void
divide_row(Matrix *to, const Matrix *q, const Matrix *p, size_t row)
{
    mpq_t share;
    mpq_init(share);
    for (size_t e = 0; e < q->weight.count; e++) {
        matrix_entry(share, p, row, &q->index.at[e]);
        mpq_div(share, &q->weight.at[e], share);
        matrix_add_entry(to, &q->index.at[e], share);
    }
    mpq_clear(share);
}

/* What the label's wire is, given all else that is known: a row for each value of the givens. */
static bool
find_before(NumberQuery *a, Matrix *to, const Soft *x)
{
    Query q = {.diagram = &a->diagram};
    ReachedRow reached;
    array_push(&q.heads, x->output);
    array_set(&q.givens, &a->query.givens);
    for (size_t i = 0; i < a->query.events.count; i++)
        if (a->query.events.at[i].condition)
            array_push(&q.events, a->query.events.at[i]);
    bool ok = session_evaluate(a->s, to, &q, a->node, &reached);
    if (ok && !a->query.givens.count && to->undefined.at[0])
        ok = reached.box ? complain_undefined_inside(&a->s->complain, a->node->at, reached.box,
                                                     reached.event)
                         : complain_undefined(&a->s->complain, a->node->at, sink_text(&a->event));
    array_clear(&q.heads);
    array_clear(&q.givens);
    array_clear(&q.events);
    return ok;
}

/* The likelihoods that make x's wire what it is to be: in place of its weights. */
static bool
find_likelihoods(NumberQuery *a, Soft *x)
{
    SizeList none = {0};
    Matrix before, made;
    matrix_init(&before, &none, &none);
    bool ok = find_before(a, &before, x);
    uint32_t label = 0;
    matrix_init(&made, &before.in, &before.out);
    for (size_t row = 0; ok && row < matrix_rows(&before); row++) {
        bool possible = !find_impossible(&label, &x->weights, &before, row);
        if (possible)
            divide_row(&made, &x->weights, &before, row);
        else if (!a->query.givens.count)
            ok =
                complain_jeffrey(&a->s->complain, x->item->node->at, x->item->name->text,
                                 a->diagram.wires.at[a->diagram.outputs.at[x->output].wire], label);
        matrix_end_row(&made, false);
    }
    if (ok)
        matrix_swap(&x->weights, &made);
    matrix_clear(&made);
    matrix_clear(&before);
    return ok;
}

static bool
add_jeffrey(NumberQuery *a, Soft *x)
{
    if (!find_likelihoods(a, x))
        return false;
    WireList wires = {0};
    for (size_t i = 0; i < a->query.givens.count; i++) {
        const Given *g = &a->query.givens.at[i];
        const EndList *ends = g->input ? &a->diagram.inputs : &a->diagram.outputs;
        array_push(&wires, ends->at[g->position].wire);
    }
    array_push(&wires, a->diagram.outputs.at[x->output].wire);
    add_sight(a, x, &wires);
    array_clear(&wires);
    return true;
}

bool
soft_finish(NumberQuery *a)
{
    bool ok = true;
    for (size_t i = 0; i < a->soft.count; i++)
        if (!a->soft.at[i].jeffrey)
            add_likelihood(a, &a->soft.at[i]);
    for (size_t i = 0; i < a->soft.count && ok; i++)
        if (a->soft.at[i].jeffrey)
            ok = add_jeffrey(a, &a->soft.at[i]);
    return ok;
}

void
soft_write(const Soft *x, const Type *t, Sink *out)
{
    const Matrix *m = &x->weights;
    for (size_t e = m->start.at[0]; e < m->start.at[1]; e++) {
        sink_put(out, e ? " + " : "");
        rational_write(&m->weight.at[e], out);
        sink_put(out, "|");
        type_write_label(t, m->index.at[e], out);
        sink_put(out, ">");
    }
}

bool
elaborate_jeffrey(Session *s, Value *to, const Node *call)
{
    (void)to;
    return complain_call(s, call);
}
