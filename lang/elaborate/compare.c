/* compare.c -- truth: ==, ===, order, not. */
#include "lang/elaborate/compare.h"

#include "lang/complain/complain_diagram.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/ket.h"
#include "lang/elaborate/normalise.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/wiring.h"
#include "lang/session/convert.h"
#include "lang/session/meaning.h"

#include <string.h>

/* Do the wires of this expression take their types from somewhere else? */
static bool
wants_types(const Session *s, const Node *n)
{
    if (n->kind == NODE_THEN || n->kind == NODE_PRODUCT || n->kind == NODE_POWER)
        return wants_types(s, n->kids[0]);
    return n->kind == NODE_NAME && is_wiring_word(n->text) && !session_find(s, n->text);
}

static bool
is_wiring(const Node *n)
{
    return n->kind == NODE_THEN || n->kind == NODE_PRODUCT || n->kind == NODE_NAME ||
           n->kind == NODE_POWER || is_kets(n);
}

/* copy(...), uniform(): a wiring word that is applied. */
static bool
applies_word(const Session *s, const Node *n)
{
    return n->kind == NODE_CALL && n->kids[0]->kind == NODE_NAME && wants_types(s, n->kids[0]);
}

/* A table, with the inputs and outputs of what it is compared with. */
static bool
elaborate_table_like(Session *s, Value *to, const Node *n, const Value *like)
{
    PortList in = {0}, out = {0};
    if (like->kind == VALUE_DIAGRAM) {
        ends_to_ports(&in, &like->diagram, &like->diagram.inputs);
        ends_to_ports(&out, &like->diagram, &like->diagram.outputs);
    } else {
        array_set(&in, &like->in);
        array_set(&out, &like->out);
    }
    bool ok = elaborate_kernel_table(s, to, n, &in, &out);
    array_clear(&out);
    array_clear(&in);
    return ok;
}

/* The other side of a comparison, with the types of the one that is known. */
static bool
elaborate_like(Session *s, Value *to, const Node *n, const Value *like)
{
    if (like->kind != VALUE_DIAGRAM && like->kind != VALUE_MATRIX)
        return elaborate(s, to, n);
    TypeList in = {0};
    Hint hint = {.known = true};
    if (like->kind == VALUE_DIAGRAM) {
        ends_to_types(&in, &like->diagram, &like->diagram.inputs);
        ends_to_types(&hint.types, &like->diagram, &like->diagram.outputs);
    } else {
        ports_to_types(&in, &like->in);
        ports_to_types(&hint.types, &like->out);
    }
    bool open = wants_types(s, n);
    bool ok = is_table(s, n) ? elaborate_table_like(s, to, n, like)
              : open && is_wiring(n) && !looks_like_number(s, n)
                  ? elaborate_wiring(s, to, n, &hint, &in)
                  : elaborate_hinted(s, to, n, &hint);
    array_clear(&hint.types);
    array_clear(&in);
    return ok;
}

bool
elaborate_sides(Session *s, Value *a, Value *b, const Node *n)
{
    const Node *left = n->kids[0], *right = n->kids[1];
    bool waits = wants_types(s, left) || applies_word(s, left) || is_kets(left) ||
                 is_table(s, left);
    bool swapped = waits && !wants_types(s, right) && !applies_word(s, right);
    bool first = elaborate(s, swapped ? b : a, swapped ? right : left);
    if (!first && !session_staged(s)) /* --stage writes both sides */
        return false;
    bool second = swapped ? elaborate_like(s, a, left, b) : elaborate_like(s, b, right, a);
    return first && second;
}

/* The diagram of a model, or the value as it is. */
static bool
as_diagram(Session *s, Diagram *to, const Value *v, const Node *n)
{
    if (v->kind != VALUE_MODEL)
        return value_to_diagram(s, to, v, n);
    model_state(to, &v->model);
    return true;
}

static bool
compare_syntax(Session *s, bool *truth, const Value *a, const Value *b, const Node *n)
{
    Diagram f = {0}, g = {0};
    bool ok = as_diagram(s, &f, a, n->kids[0]) && as_diagram(s, &g, b, n->kids[1]);
    if (ok && (!ends_equal(&f, &f.inputs, &g, &g.inputs) ||
               !ends_equal(&f, &f.outputs, &g, &g.outputs)))
        ok = complain_sides(&s->complain, n->at, &f, &g);
    if (ok)
        *truth = diagram_equal(&f, &g);
    if (ok && !budget_step(&s->budget, 1024)) /* the comparison itself does not ask the budget */
        ok = complain_stopped(&s->complain, &s->budget, n->at);
    diagram_clear(&g);
    diagram_clear(&f);
    return ok;
}

static bool
value_diagram(Session *s, Diagram *to, const Value *v)
{
    if (v->kind == VALUE_DIAGRAM)
        diagram_set(to, &v->diagram);
    else if (v->kind == VALUE_MODEL)
        model_state(to, &v->model);
    (void)s;
    return v->kind == VALUE_DIAGRAM || v->kind == VALUE_MODEL;
}

/* Complains where the types of the two sides differ, before anything is evaluated. */
static bool
check_sides(Session *s, const Value *a, const Value *b, const Node *n)
{
    Diagram f = {0}, g = {0};
    bool ok = true;
    if (value_diagram(s, &f, a) && value_diagram(s, &g, b) &&
        (!ends_equal(&f, &f.inputs, &g, &g.inputs) || !ends_equal(&f, &f.outputs, &g, &g.outputs)))
        ok = complain_sides(&s->complain, n->at, &f, &g);
    diagram_clear(&g);
    diagram_clear(&f);
    return ok;
}

/* most: what they may differ by, entry by entry; NULL: nothing. */
static bool
compare_meaning(Session *s, bool *truth, Value *a, Value *b, const Node *n, mpq_srcptr most,
                MatrixPlace *first)
{
    if (!check_sides(s, a, b, n))
        return false;
    Value x = {0}, y = {0};
    bool ok = value_to_matrix(s, &x, a, n->kids[0]);
    if (ok || session_staged(s))
        ok = value_to_matrix(s, &y, b, n->kids[1]) && ok;
    if (ok && (!ports_equal(&x.in, &y.in) || !ports_equal(&x.out, &y.out)))
        ok = complain_sides_matrices(&s->complain, n->at, &x, &y);
    if (ok) {
        *truth = most ? matrix_near(&x.matrix, &y.matrix, most, first)
                      : matrix_equal(&x.matrix, &y.matrix, first);
        value_swap(a, &x);
        value_swap(b, &y);
    }
    value_clear(&y);
    value_clear(&x);
    return ok;
}

/* An answer that is compared as it is; what is compared with it must be one too. */
static bool
is_comparable(const Value *v)
{
    return v->kind == VALUE_ANSWER && v->answer->class->equal;
}

static bool
is_whole(const Answer *a)
{
    return !a->class->whole || a->class->whole(a);
}

/* A model that is compared with what models may be taken for: a class of one. */
static bool
take_model(Session *s, Value *v, const Value *other, const Node *n)
{
    Value made = {0};
    if (v->kind != VALUE_MODEL || other->kind != VALUE_ANSWER || !other->answer->class->of_model)
        return true;
    bool ok = other->answer->class->of_model(s, &made, &v->model, n);
    if (ok)
        value_swap(v, &made);
    value_clear(&made);
    return ok;
}

static bool
compare_answers(Session *s, bool *truth, Value *x, Value *y, const Node *n)
{
    if (!take_model(s, x, y, n->kids[0]) || !take_model(s, y, x, n->kids[1]))
        return false;
    const Answer *a = x->answer, *b = y->answer;
    if (!is_comparable(x))
        return complain_wanted(&s->complain, n->kids[0]->at, b->class->name, x);
    if (!is_comparable(y))
        return complain_wanted(&s->complain, n->kids[1]->at, a->class->name, y);
    if (a->class != b->class)
        return complain_other_answers(&s->complain, n->at);
    if (!is_whole(a) || !is_whole(b))
        return complain_answer_cut(&s->complain, n->kids[is_whole(a)]->at);
    *truth = a->class->equal(a, b);
    return true;
}

static bool
order_holds(const char *op, int sign)
{
    if (strcmp(op, "<") == 0)
        return sign < 0;
    if (strcmp(op, "<=") == 0)
        return sign <= 0;
    if (strcmp(op, ">") == 0)
        return sign > 0;
    if (strcmp(op, ">=") == 0)
        return sign >= 0;
    return (sign == 0) == (strcmp(op, "==") == 0);
}

/* That of an answer which is a number, though no fraction; NULL: neither is one. */
static const AnswerClass *
ordering_class(const Value *a, const Value *b)
{
    const AnswerClass *x = a->kind == VALUE_ANSWER ? a->answer->class : NULL;
    const AnswerClass *y = b->kind == VALUE_ANSWER ? b->answer->class : NULL;
    return x && x->order ? x : y && y->order ? y : NULL;
}

/* |a - b| <= most */
static bool
order_near(Session *s, const AnswerClass *c, bool *truth, const Value *a, const Value *b,
           const Node *n, const mpq_t most)
{
    int above = 0, below = 0;
    mpq_t minus;
    mpq_init(minus);
    mpq_neg(minus, most);
    bool ok = c->order(s, &above, a, b, most, n) && c->order(s, &below, a, b, minus, n);
    *truth = above <= 0 && below >= 0;
    mpq_clear(minus);
    return ok;
}

static bool
is_near_kind(const Value *v)
{
    return v->kind == VALUE_NUMBER || v->kind == VALUE_DIAGRAM || v->kind == VALUE_MATRIX ||
           v->kind == VALUE_MODEL;
}

/* a == b within `most`. */
static bool
compare_near(Session *s, bool *truth, Value *a, Value *b, const Node *n, const mpq_t most,
             MatrixPlace *first)
{
    const AnswerClass *c = ordering_class(a, b);
    if (c)
        return order_near(s, c, truth, a, b, n, most);
    for (size_t i = 0; i < 2; i++)
        if (!is_near_kind(i ? b : a))
            return complain_wanted(&s->complain, n->kids[i]->at,
                                   "a number, a state or a channel before `within`", i ? b : a);
    bool numbers = a->kind == VALUE_NUMBER;
    if (numbers != (b->kind == VALUE_NUMBER))
        return complain_wanted(&s->complain, n->kids[numbers]->at, "a number", numbers ? b : a);
    if (numbers)
        *truth = rational_near(a->number, b->number, most);
    return numbers || compare_meaning(s, truth, a, b, n, most, first);
}

static bool
compare_within(Session *s, bool *truth, Value *a, Value *b, const Node *n, MatrixPlace *first)
{
    bool unequal = strcmp(n->text, "!=") == 0;
    if (!unequal && strcmp(n->text, "==") != 0)
        return complain_within(&s->complain, n->text_at, n->text);
    mpq_t most;
    mpq_init(most);
    bool ok = elaborate_number(s, most, n->kids[2]);
    if (ok && mpq_sgn(most) < 0)
        ok = complain_within_negative(&s->complain, n->kids[2]->at);
    ok = ok && compare_near(s, truth, a, b, n, most, first);
    *truth = *truth != unequal;
    mpq_clear(most);
    return ok;
}

/* a and b become what was compared: matrices, after == of states or channels. */
bool
compare_values(Session *s, bool *truth, Value *a, Value *b, const Node *n, MatrixPlace *first)
{
    if (n->count > 2)
        return compare_within(s, truth, a, b, n, first);
    if (strcmp(n->text, "===") == 0)
        return compare_syntax(s, truth, a, b, n);
    if (a->kind == VALUE_NUMBER && b->kind == VALUE_NUMBER) {
        *truth = order_holds(n->text, mpq_cmp(a->number, b->number));
        return true;
    }
    const AnswerClass *c = ordering_class(a, b);
    int sign = 0;
    if (c) {
        bool ordered = c->order(s, &sign, a, b, NULL, n);
        *truth = order_holds(n->text, sign);
        return ordered;
    }
    bool ok = true, equality = strcmp(n->text, "==") == 0 || strcmp(n->text, "!=") == 0;
    if (!equality || a->kind == VALUE_NUMBER || b->kind == VALUE_NUMBER)
        return complain_wanted(&s->complain, n->kids[a->kind == VALUE_NUMBER]->at, "a number",
                               a->kind == VALUE_NUMBER ? b : a);
    if (a->kind == VALUE_TRUTH && b->kind == VALUE_TRUTH)
        *truth = a->truth == b->truth;
    else if (is_comparable(a) || is_comparable(b))
        ok = compare_answers(s, truth, a, b, n);
    else
        ok = compare_meaning(s, truth, a, b, n, NULL, first);
    if (n->text[0] == '!')
        *truth = !*truth;
    return ok;
}

bool
elaborate_compare(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    Value a = {0}, b = {0};
    bool truth = false;
    MatrixPlace first;
    bool ok = elaborate_sides(s, &a, &b, n) && compare_values(s, &truth, &a, &b, n, &first);
    if (ok)
        value_set_truth(to, truth);
    value_clear(&b);
    value_clear(&a);
    return ok;
}

bool
elaborate_not(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    Value v = {0};
    bool ok = elaborate(s, &v, n->kids[0]);
    if (ok && v.kind != VALUE_TRUTH)
        ok = complain_wanted(&s->complain, n->kids[0]->at, "a comparison after `not`", &v);
    if (ok)
        value_set_truth(to, !v.truth);
    value_clear(&v);
    return ok;
}
