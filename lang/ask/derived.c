/* derived.c -- variables that others decide; see derived.h.
 *
 * Two wires are joined by a box that reads both and gives the number that comes out, one label for
 * each that can.  Labels that are no numbers are compared by their place in their type. */
#include "lang/ask/derived.h"

#include "lang/ask/event.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_event.h"
#include "lang/elaborate/event_names.h"
#include "lang/elaborate/formula_term.h"
#include "lang/elaborate/label.h"
#include "lang/elaborate/number.h"

#include <stdlib.h>
#include <string.h>

void
derived_clear(Derived *d)
{
    linear_numbers_clear(&d->number);
    *d = (Derived){0};
}

/* ---- which variables ---- */

static bool
is_constant_name(const NumberQuery *a, const Node *n)
{
    const Value *v = session_find(a->s, n->text);
    return v && v->kind == VALUE_NUMBER && !number_query_has(a, n->text);
}

bool
is_constant(const NumberQuery *a, const Node *n)
{
    bool constant = node_is_name(n) ? is_constant_name(a, n)
                                    : is_arithmetic(n);
    for (uint32_t i = 0; constant && i < n->count; i++)
        constant = is_constant(a, n->kids[i]);
    return constant;
}

/* Is the name a label of the variable `of`? */
static bool
is_label_of(NumberQuery *a, const Node *name, const Node *of, uint32_t *position)
{
    uint32_t output;
    return number_query_has(a, of->text) && number_query_find(a, of, &output) &&
           type_find(number_query_type(a, output), name->text, position);
}

static bool
find_name(void *more, const Node *name, const Node *of)
{
    NumberQuery *a = more;
    uint32_t output, position;
    if ((of && is_label_of(a, name, of, &position)) || is_constant_name(a, name))
        return true;
    /* a misspelt label */
    if (of && number_query_has(a, of->text) && !number_query_has(a, name->text))
        return number_query_find(a, of, &output) &&
               label_find(a->s, number_query_type(a, output), name->text, name->at, &position);
    if (!number_query_find(a, name, &output))
        return false;
    array_push(&a->joined, output);
    return true;
}

bool
derived_find(NumberQuery *a, const Node *n, bool event)
{
    size_t before = a->joined.count;
    bool ok = event ? event_names(a->s, n, find_name, a) : arithmetic_names(a->s, n, find_name, a);
    return ok && (a->joined.count > before || complain_event_constant(&a->s->complain, n->at));
}

/* ---- operations on numbers ---- */

typedef enum Operation {
    ADD,
    MULTIPLY,
    AND,
    OR,
    EQUAL,
    UNEQUAL,
    LESS,
    AT_MOST,
    MORE,
    AT_LEAST
} Operation;

static bool
gives_event(Operation o)
{
    return o != ADD && o != MULTIPLY;
}

static bool
holds(Operation o, const mpq_t a, const mpq_t b)
{
    int sign = mpq_cmp(a, b);
    switch (o) {
    case AND: return mpq_sgn(a) && mpq_sgn(b);
    case OR: return mpq_sgn(a) || mpq_sgn(b);
    case EQUAL: return sign == 0;
    case UNEQUAL: return sign != 0;
    case LESS: return sign < 0;
    case AT_MOST: return sign <= 0;
    case MORE: return sign > 0;
    default: return sign >= 0;
    }
}

/* False: it would be longer than is kept. */
static bool
operate(mpq_t to, Operation o, const mpq_t a, const mpq_t b)
{
    if (gives_event(o))
        mpq_set_ui(to, holds(o, a, b), 1);
    else if (!(o == ADD ? rational_fits_sum(a, b) : rational_fits_product(a, b)))
        return false;
    else if (o == ADD)
        mpq_add(to, a, b);
    else
        mpq_mul(to, a, b);
    return true;
}

static Operation
comparison(const Node *n)
{
    if (n->kind == NODE_EQUAL)
        return EQUAL;
    if (n->text[0] == '!')
        return UNEQUAL;
    bool or_equal = n->text[1] == '=';
    return n->text[0] == '<' ? (or_equal ? AT_MOST : LESS) : or_equal ? AT_LEAST : MORE;
}

/* ---- two wires joined ---- */

enum { JOINED_BYTES = 160 }; /* of a pair of labels, while its box is made */

static bool
affords_labels(NumberQuery *a, uint64_t count, const Node *n)
{
    Session *s = a->s;
    char text[32];
    snprintf(text, sizeof text, "%llu", (unsigned long long)count);
    if (count > TYPE_SIZE_MAX)
        return complain_too_large(&s->complain, n->at, text, TYPE_SIZE_MAX);
    return (budget_step(&s->budget, count) &&
            budget_allows(&s->budget, s->held + count * JOINED_BYTES)) ||
           complain_stopped(&s->complain, &s->budget, n->at);
}

static int
compare_numbers(const void *x, const void *y)
{
    const mpq_srcptr a = *(const mpq_srcptr *)x, b = *(const mpq_srcptr *)y;
    return mpq_cmp(a, b);
}

/* to: the different numbers of `all`, ascending; label: which of them each is. */
static void
number_labels(LinearNumbers *to, uint32_t *label, const LinearNumbers *all)
{
    mpq_srcptr *sorted = memory_new(all->count, sizeof *sorted);
    for (size_t i = 0; i < all->count; i++)
        sorted[i] = &all->at[i];
    qsort(sorted, all->count, sizeof *sorted, compare_numbers);
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        bool same = i && mpq_equal(sorted[i], sorted[i - 1]);
        kept += !same;
        label[sorted[i] - all->at] = (uint32_t)kept - 1;
    }
    linear_numbers_init(to, kept);
    for (size_t i = 0; i < all->count; i++)
        mpq_set(&to->at[label[i]], &all->at[i]);
    memory_free(sorted);
}

/* A function of two wires as a box, called as it is written in the source. */
static const Box *
add_box(NumberQuery *a, const uint32_t *reads, const uint32_t *label, uint32_t size, Span at)
{
    Session *s = a->s;
    TypeList in = {0}, out = {0};
    SizeList in_sizes = {0}, out_sizes = {0};
    Matrix m;
    Type *t = signature_add_type(&s->signature, NULL);
    type_set_range(t, 0, size);
    for (size_t i = 0; i < 2; i++) {
        array_push(&in, a->diagram.wires.at[reads[i]]);
        array_push(&in_sizes, in.at[i]->size);
    }
    array_push(&out, t);
    array_push(&out_sizes, size);
    matrix_init(&m, &in_sizes, &out_sizes);
    size_t rows = (size_t)size_product(&in_sizes);
    matrix_reserve(&m, rows, rows);
    for (size_t r = 0; r < rows; r++) {
        matrix_add_word(&m, &label[r], 1, 1);
        matrix_end_row(&m, false);
    }
    Box *box = signature_add_box(&s->signature, span_text(&s->names, at), &in, &out);
    box->deterministic = true;
    meaning_add(&s->meaning, box->id, &m);
    array_push(&a->boxes, box->id);
    matrix_clear(&m);
    array_clear(&out_sizes);
    array_clear(&in_sizes);
    array_clear(&out);
    array_clear(&in);
    return box;
}

/* Each number of x with each of y. */
static bool
operate_all(LinearNumbers *to, Operation o, const Derived *x, const Derived *y)
{
    size_t width = y->number.count;
    linear_numbers_init(to, x->number.count * width);
    for (size_t i = 0; i < to->count; i++)
        if (!operate(&to->at[i], o, &x->number.at[i / width], &y->number.at[i % width]))
            return false;
    return true;
}

static bool
join_wires(NumberQuery *a, Derived *x, Operation o, const Derived *y, const Node *n, Span at)
{
    LinearNumbers all = {0}, numbers = {0};
    if (!affords_labels(a, (uint64_t)x->number.count * y->number.count, n))
        return false;
    bool ok = operate_all(&all, o, x, y) || complain_number_too_large(&a->s->complain, n->at);
    if (ok) {
        uint32_t *label = memory_new(all.count, sizeof *label), reads[2] = {x->wire, y->wire};
        number_labels(&numbers, label, &all);
        const Box *box = add_box(a, reads, label, (uint32_t)numbers.count, at);
        x->wire = diagram_add_box(&a->diagram, box, reads, 0);
        linear_numbers_clear(&x->number);
        x->number = numbers;
        memory_free(label);
    }
    linear_numbers_clear(&all);
    return ok;
}

/* x := x o y, label by label: the same wire, or one of them is a number. */
static bool
join_labels(NumberQuery *a, Derived *x, Operation o, Derived *y, const Node *n)
{
    bool ok = true;
    if (x->constant) { /* all operations here are the same the other way round, or turned */
        Derived d = *x;
        *x = *y;
        *y = d;
        o = o == LESS ? MORE : o == MORE ? LESS : o == AT_MOST ? AT_LEAST
                                                : o == AT_LEAST ? AT_MOST : o;
    }
    for (size_t i = 0; ok && i < x->number.count; i++)
        ok = operate(&x->number.at[i], o, &x->number.at[i], &y->number.at[y->constant ? 0 : i]);
    return ok || complain_number_too_large(&a->s->complain, n->at);
}

static bool
join(NumberQuery *a, Derived *x, Operation o, Derived *y, const Node *n, Span at)
{
    bool ok = x->constant || y->constant || x->wire == y->wire ? join_labels(a, x, o, y, n)
                                                               : join_wires(a, x, o, y, n, at);
    x->event = gives_event(o);
    return ok;
}

/* ---- variables ---- */

static bool
set_constant(Derived *to, const mpq_t number)
{
    derived_clear(to);
    linear_numbers_init(&to->number, 1);
    mpq_set(&to->number.at[0], number);
    to->constant = true;
    return true;
}

static bool
constant(NumberQuery *a, Derived *to, const Node *n)
{
    mpq_t number;
    mpq_init(number);
    bool ok = elaborate_number(a->s, number, n) && set_constant(to, number);
    mpq_clear(number);
    return ok;
}

/* Is every label of the type a number?  If not, the first that is none. */
static bool
has_numbers(const Type *t, uint32_t *other)
{
    bool ok = true;
    mpq_t number;
    mpq_init(number);
    for (uint32_t i = 0; ok && !t->range && i < t->size; i++) {
        *other = i;
        ok = label_number(number, t, i);
    }
    mpq_clear(number);
    return ok;
}

/* Where a label stands among those of its type: of false and true, whichever comes first. */
static uint32_t
place_of_label(const Type *t, uint32_t position)
{
    bool truth = false;
    return label_truth(&truth, t, position) ? truth : position;
}

/* A variable as it is: its labels are numbers, or (places) count by their place. */
static bool
variable(NumberQuery *a, Derived *to, const Node *n, bool places)
{
    uint32_t output, other = 0;
    if (!number_query_find(a, n, &output))
        return false;
    const End *e = &a->diagram.outputs.at[output];
    const Type *t = a->diagram.wires.at[e->wire];
    if (!t->size)
        return complain_no_carrier(&a->s->complain, n->at, t);
    if (!affords_labels(a, t->size, n))
        return false;
    if (!places && !has_numbers(t, &other))
        return complain_label_number(&a->s->complain, n->at, t, other);
    to->wire = e->wire;
    linear_numbers_init(&to->number, t->size);
    for (uint32_t i = 0; i < t->size; i++)
        if (places || !label_number(&to->number.at[i], t, i))
            mpq_set_ui(&to->number.at[i], place_of_label(t, i), 1);
    return true;
}

static const Type *
type_of_name(NumberQuery *a, const Node *n)
{
    uint32_t output;
    bool found = node_is_name(n) && number_query_has(a, n->text) &&
                 number_query_find(a, n, &output);
    return found ? number_query_type(a, output) : NULL;
}

/* ---- events ---- */

/* X = {a, b} */
static bool
among(NumberQuery *a, Derived *to, const Node *n)
{
    WireList labels = {0};
    const Type *t = type_of_name(a, n->kids[0]);
    if (!t)
        return complain_event_constant(&a->s->complain, n->at);
    bool ok = event_labels(a->s, &labels, n->kids[1], t) && variable(a, to, n->kids[0], true);
    for (size_t i = 0, k = 0; ok && i < to->number.count; i++) {
        bool in = k < labels.count && labels.at[k] == i;
        k += in;
        mpq_set_ui(&to->number.at[i], in == (comparison(n) == EQUAL), 1);
    }
    to->event = true;
    array_clear(&labels);
    return ok;
}

/* X < b, where b is a label of X: by number where all are, else by place. */
static bool
against_label(NumberQuery *a, Derived *to, const Node *n, const Type *t, uint32_t position)
{
    Derived label = {0};
    uint32_t other;
    bool places = !has_numbers(t, &other);
    mpq_t number;
    mpq_init(number);
    if (places || !label_number(number, t, position))
        mpq_set_ui(number, place_of_label(t, position), 1);
    bool ok = set_constant(&label, number) && variable(a, to, n->kids[0], places) &&
              join(a, to, comparison(n), &label, n, n->at);
    derived_clear(&label);
    mpq_clear(number);
    return ok;
}

/* Have both types the same labels in the same order, or both false and true? */
static bool
are_alike(const Type *x, const Type *y)
{
    bool alike = x->size == y->size, truth;
    if (alike && label_truth(&truth, x, 0) && label_truth(&truth, y, 0))
        return true;
    for (uint32_t i = 0; alike && i < x->size; i++) {
        Sink a, b;
        sink_init(&a);
        sink_init(&b);
        type_write_text(x, i, &a);
        type_write_text(y, i, &b);
        alike = strcmp(sink_text(&a), sink_text(&b)) == 0;
        sink_clear(&b);
        sink_clear(&a);
    }
    return alike;
}

/* Both sides are variables: by number, or, where their types have the same labels, by place. */
static bool
places_of(NumberQuery *a, bool *places, const Node *n)
{
    uint32_t other;
    const Type *x = type_of_name(a, n->kids[0]), *y = type_of_name(a, n->kids[1]);
    *places = x && y && !(has_numbers(x, &other) && has_numbers(y, &other));
    return !*places || x == y || are_alike(x, y) ||
           complain_incomparable(&a->s->complain, n->at, x, y);
}

static bool
compare_sides(NumberQuery *a, Derived *to, const Node *n)
{
    Derived right = {0};
    bool places;
    bool ok = places_of(a, &places, n) &&
              (places ? variable(a, to, n->kids[0], true) : derived_number(a, to, n->kids[0])) &&
              (places ? variable(a, &right, n->kids[1], true)
                      : derived_number(a, &right, n->kids[1]));
    if (ok && to->constant && right.constant)
        ok = complain_event_constant(&a->s->complain, n->at);
    ok = ok && join(a, to, comparison(n), &right, n, n->at);
    derived_clear(&right);
    return ok;
}

static bool
compare(NumberQuery *a, Derived *to, const Node *n)
{
    const Node *right = n->kids[1];
    const Type *t = type_of_name(a, n->kids[0]);
    uint32_t position;
    bool exact = n->kind == NODE_EQUAL || n->text[0] == '!';
    if (right->kind == NODE_SET || right->kind == NODE_RANGE)
        return among(a, to, n);
    if (t && node_is_name(right) && type_find(t, right->text, &position))
        return against_label(a, to, n, t, position);
    bool label = right->kind == NODE_NUMBER ||
                 (right->kind == NODE_NEGATE && right->kids[0]->kind == NODE_NUMBER);
    return t && exact && label ? among(a, to, n) : compare_sides(a, to, n);
}

/* All kids joined, a step at a time. */
static bool
fold(NumberQuery *a, Derived *to, const Node *n, Operation o)
{
    bool events = gives_event(o);
    bool ok = true;
    for (uint32_t i = 0; ok && i < n->count; i++) {
        Derived one = {0};
        Span at = span_over(n->kids[0]->at, n->kids[i]->at);
        ok = events ? derived_event(a, &one, n->kids[i]) : derived_number(a, &one, n->kids[i]);
        if (ok && i)
            ok = join(a, to, o, &one, n, at);
        else if (ok)
            *to = one, one = (Derived){0};
        derived_clear(&one);
    }
    return ok;
}

static bool
deny(NumberQuery *a, Derived *to, const Node *n)
{
    bool ok = derived_event(a, to, n->kids[0]);
    for (size_t i = 0; ok && i < to->number.count; i++)
        mpq_set_ui(&to->number.at[i], !mpq_sgn(&to->number.at[i]), 1);
    return ok;
}

bool
derived_event(NumberQuery *a, Derived *to, const Node *n)
{
    switch (n->kind) {
    case NODE_OR:
        return fold(a, to, n, OR);
    case NODE_AND:
        return fold(a, to, n, AND);
    case NODE_NOT:
        return deny(a, to, n);
    default:
        return compare(a, to, n);
    }
}

/* ---- numbers ---- */

static bool
scale(NumberQuery *a, Derived *to, const Node *n, const mpq_t by)
{
    Derived factor = {0};
    bool ok = set_constant(&factor, by) && join(a, to, MULTIPLY, &factor, n, n->at);
    derived_clear(&factor);
    return ok;
}

static bool
negate(NumberQuery *a, Derived *to, const Node *n)
{
    mpq_t minus;
    mpq_init(minus);
    mpq_set_si(minus, -1, 1);
    bool ok = derived_number(a, to, n->kids[0]) && scale(a, to, n, minus);
    mpq_clear(minus);
    return ok;
}

static bool
divide(NumberQuery *a, Derived *to, const Node *n)
{
    Derived by = {0};
    Session *s = a->s;
    bool ok = derived_number(a, to, n->kids[0]) && derived_number(a, &by, n->kids[1]);
    if (ok && !by.constant)
        ok = complain_variable_below(&s->complain, n->kids[1]->at, false);
    if (ok && mpq_sgn(&by.number.at[0]) == 0)
        ok = complain_division_by_zero(&s->complain, n->kids[1]->at);
    if (ok) {
        mpq_inv(&by.number.at[0], &by.number.at[0]);
        ok = scale(a, to, n, &by.number.at[0]);
    }
    derived_clear(&by);
    return ok;
}

static bool
raise_to(NumberQuery *a, Derived *to, const Node *n)
{
    Derived power = {0};
    bool ok = derived_number(a, to, n->kids[0]) && derived_number(a, &power, n->kids[1]);
    mpq_srcptr e = ok ? &power.number.at[0] : NULL;
    if (ok && (!power.constant || mpq_sgn(e) < 0 || mpz_cmp_ui(mpq_denref(e), 1) != 0))
        ok = complain_variable_below(&a->s->complain, n->kids[1]->at, true);
    if (ok && !mpz_fits_ulong_p(mpq_numref(e)))
        ok = complain_number_too_large(&a->s->complain, n->at);
    uint64_t times = ok ? mpz_get_ui(mpq_numref(e)) : 0;
    for (size_t i = 0; ok && i < to->number.count; i++) {
        mpq_ptr x = &to->number.at[i];
        ok = rational_fits_power(x, times) || complain_number_too_large(&a->s->complain, n->at);
        if (!ok)
            break;
        mpz_pow_ui(mpq_numref(x), mpq_numref(x), times);
        mpz_pow_ui(mpq_denref(x), mpq_denref(x), times);
    }
    derived_clear(&power);
    return ok;
}

bool
derived_number(NumberQuery *a, Derived *to, const Node *n)
{
    switch (n->kind) {
    case NODE_NUMBER:
        return constant(a, to, n);
    case NODE_NAME:
    case NODE_STRING:
        return is_constant_name(a, n) ? constant(a, to, n) : variable(a, to, n, false);
    case NODE_SUM:
        return fold(a, to, n, ADD);
    case NODE_PRODUCT:
        return fold(a, to, n, MULTIPLY);
    case NODE_NEGATE:
        return negate(a, to, n);
    case NODE_QUOTIENT:
        return divide(a, to, n);
    default:
        return raise_to(a, to, n);
    }
}

uint32_t
derived_output(NumberQuery *a, const Derived *d)
{
    const EndList *ends = &a->diagram.outputs;
    for (uint32_t i = 0; i < ends->count; i++)
        if (ends->at[i].wire == d->wire)
            return i;
    diagram_add_output(&a->diagram, d->wire, NULL);
    return (uint32_t)ends->count - 1;
}
