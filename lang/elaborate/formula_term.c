/* formula_term.c -- see formula_term.h.
 *
 * A term is a number, a truth, or a label.  Labels stay what they are until a number or a truth is
 * wanted of them. */
#include "lang/elaborate/formula_term.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_formula.h"
#include "lang/elaborate/label.h"
#include "lang/elaborate/number.h"
#include "lang/session/unknown_name.h"

#include <string.h>
#include <strings.h>

typedef enum TermKind { TERM_NUMBER, TERM_TRUTH, TERM_LABEL } TermKind;

typedef struct Term {
    TermKind kind;
    mpq_t number;
    bool truth;
    const Type *type; /* of a label; NULL: it stands in the formula */
    uint32_t position;
    Name text; /* then */
} Term;

FormulaWord
formula_word(const Session *s, const Node *n)
{
    static const char *const words[] = {
        [FORMULA_OR] = "or",           [FORMULA_AND] = "and",
        [FORMULA_XOR] = "xor",         [FORMULA_SUM] = "sum",
        [FORMULA_MAX] = "max",         [FORMULA_MIN] = "min",
        [FORMULA_EQUAL] = "equal",     [FORMULA_NOISY_OR] = "noisy_or",
        [FORMULA_NOISY_MAX] = "noisy_max",
    };
    if (n->kind != NODE_NAME || session_find(s, n->text))
        return FORMULA_NONE;
    for (size_t i = FORMULA_OR; i <= FORMULA_NOISY_MAX; i++)
        if (strcmp(n->text, words[i]) == 0)
            return (FormulaWord)i;
    return FORMULA_NONE;
}

size_t
formula_port(const PortList *in, const Node *n)
{
    size_t port = SIZE_MAX, found = 0;
    for (size_t i = 0; i < in->count && node_is_name(n); i++)
        if (in->at[i].name == n->text) {
            port = i;
            found++;
        }
    return found == 1 ? port : SIZE_MAX;
}

/* ---- what a label says ---- */

bool
label_truth(bool *truth, const Type *t, uint32_t position)
{
    static const char *const pairs[][2] = {
        {"0", "1"}, {"false", "true"}, {"no", "yes"}, {"f", "t"}, {"n", "y"}};
    Sink text[2];
    bool found = false;
    sink_init(&text[0]);
    sink_init(&text[1]);
    for (uint32_t i = 0; t->size == 2 && i < 2; i++)
        type_write_text(t, i, &text[i]);
    for (size_t i = 0; t->size == 2 && !found && i < sizeof pairs / sizeof *pairs; i++)
        for (uint32_t k = 0; !found && k < 2; k++)
            if (strcasecmp(sink_text(&text[k]), pairs[i][0]) == 0 &&
                strcasecmp(sink_text(&text[1 - k]), pairs[i][1]) == 0) {
                found = true;
                *truth = position != k;
            }
    sink_clear(&text[0]);
    sink_clear(&text[1]);
    return found;
}

int
label_order(const Type *t, uint32_t a, uint32_t b)
{
    bool x = false, y = false;
    mpq_t p, q;
    mpq_inits(p, q, NULL);
    int order = (a > b) - (a < b);
    if (label_number(p, t, a) && label_number(q, t, b))
        order = mpq_cmp(p, q);
    else if (label_truth(&x, t, a) && label_truth(&y, t, b))
        order = x - y;
    mpq_clears(p, q, NULL);
    return order;
}

static bool
term_number(mpq_t to, const Term *t)
{
    bool truth = t->truth;
    if (t->kind == TERM_NUMBER) {
        mpq_set(to, t->number);
        return true;
    }
    if (t->kind == TERM_LABEL) {
        if (!t->type)
            return false;
        if (label_number(to, t->type, t->position))
            return true;
        if (!label_truth(&truth, t->type, t->position))
            return false;
    }
    mpq_set_ui(to, truth, 1);
    return true;
}

static void
term_write(const Term *t, Sink *to)
{
    if (t->kind == TERM_NUMBER)
        rational_write(t->number, to);
    else if (t->kind == TERM_TRUTH)
        sink_put(to, t->truth ? "true" : "false");
    else if (t->type)
        type_write_label(t->type, t->position, to);
    else
        word_write_label(t->text, to);
}

typedef bool Refusal(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                     const char *what);

static bool
refuse_term(FormulaRow *r, const Term *t, const Node *n, Refusal *refusal)
{
    Sink text;
    sink_init(&text);
    term_write(t, &text);
    refusal(&r->s->complain, n->at, r->in, r->tuple, sink_text(&text));
    sink_clear(&text);
    return false;
}

static bool
want_number(FormulaRow *r, mpq_t to, const Term *t, const Node *n)
{
    return term_number(to, t) || refuse_term(r, t, n, complain_formula_number);
}

static bool
want_truth(FormulaRow *r, bool *to, const Term *t, const Node *n)
{
    mpq_t number;
    mpq_init(number);
    bool ok = true;
    if (t->kind == TERM_TRUTH)
        *to = t->truth;
    else if (term_number(number, t) &&
             (mpq_sgn(number) == 0 || mpq_cmp_ui(number, 1, 1) == 0))
        *to = mpq_sgn(number) != 0;
    else
        ok = refuse_term(r, t, n, complain_formula_truth);
    mpq_clear(number);
    return ok;
}

/* ---- comparing ---- */

static bool
same_text(const Term *a, const Term *b)
{
    Sink x, y;
    sink_init(&x);
    sink_init(&y);
    term_write(a, &x);
    term_write(b, &y);
    bool same = strcmp(sink_text(&x), sink_text(&y)) == 0;
    sink_clear(&y);
    sink_clear(&x);
    return same;
}

/* *order is that of a to b: as numbers, else as labels of one type.  False: they are in none. */
static bool
order_terms(int *order, const Term *a, const Term *b)
{
    mpq_t x, y;
    mpq_inits(x, y, NULL);
    bool ok = term_number(x, a) && term_number(y, b);
    if (ok) {
        *order = mpq_cmp(x, y);
    } else if (a->kind == TERM_LABEL && b->kind == TERM_LABEL && a->type == b->type && a->type) {
        *order = (a->position > b->position) - (a->position < b->position);
        ok = true;
    }
    mpq_clears(x, y, NULL);
    return ok;
}

static bool
terms_equal(const Term *a, const Term *b)
{
    int order;
    return order_terms(&order, a, b) ? order == 0 : same_text(a, b);
}

/* ---- arithmetic ---- */

static void
term_init(Term *t)
{
    *t = (Term){0};
    mpq_init(t->number);
}

static void
term_set(Term *to, const Term *t)
{
    mpq_set(to->number, t->number);
    to->kind = t->kind;
    to->truth = t->truth;
    to->type = t->type;
    to->position = t->position;
    to->text = t->text;
}

static bool
combine(FormulaRow *r, mpq_t to, const mpq_t b, NodeKind kind, const Node *n)
{
    if (kind == NODE_QUOTIENT && mpq_sgn(b) == 0)
        return complain_division_by_zero(&r->s->complain, n->at);
    if (kind == NODE_SUM ? !rational_fits_sum(to, b) : !rational_fits_product(to, b))
        return complain_number_too_large(&r->s->complain, n->at);
    if (kind == NODE_SUM)
        mpq_add(to, to, b);
    else if (kind == NODE_PRODUCT)
        mpq_mul(to, to, b);
    else
        mpq_div(to, to, b);
    return true;
}

static bool
raise_term(FormulaRow *r, mpq_t to, const mpq_t power, const Node *n)
{
    if (mpz_cmp_ui(mpq_denref(power), 1) != 0)
        return complain_exponent(&r->s->complain, n->kids[1]->at);
    if (mpq_sgn(power) < 0 && mpq_sgn(to) == 0)
        return complain_division_by_zero(&r->s->complain, n->kids[0]->at);
    uint64_t e = mpz_get_ui(mpq_numref(power)); /* of the absolute value */
    if (mpz_sizeinbase(mpq_numref(power), 2) > 62 || !rational_fits_power(to, e))
        return complain_number_too_large(&r->s->complain, n->at);
    if (mpq_sgn(power) < 0)
        mpq_inv(to, to);
    mpz_pow_ui(mpq_numref(to), mpq_numref(to), e);
    mpz_pow_ui(mpq_denref(to), mpq_denref(to), e);
    return true;
}

static bool evaluate_term(FormulaRow *r, Term *to, const Node *n);

static bool
evaluate_number(FormulaRow *r, mpq_t to, const Node *n)
{
    Term t;
    term_init(&t);
    bool ok = evaluate_term(r, &t, n) && want_number(r, to, &t, n);
    mpq_clear(t.number);
    return ok;
}

/* -, +, *, / and ^ of numbers, from left to right. */
static bool
evaluate_arithmetic(FormulaRow *r, Term *to, const Node *n)
{
    mpq_t one;
    mpq_init(one);
    to->kind = TERM_NUMBER;
    bool ok = evaluate_number(r, to->number, n->kids[0]);
    if (n->kind == NODE_NEGATE)
        mpq_neg(to->number, to->number);
    for (uint32_t i = 1; ok && i < n->count; i++) {
        ok = evaluate_number(r, one, n->kids[i]);
        ok = ok && (n->kind == NODE_POWER ? raise_term(r, to->number, one, n)
                                          : combine(r, to->number, one, n->kind, n));
    }
    mpq_clear(one);
    return ok;
}

/* ---- words ---- */

/* One more argument of a word. */
static bool
fold(FormulaRow *r, Term *to, const Term *t, const Term *first, FormulaWord word, const Node *n)
{
    bool b = false, ok = true;
    int order;
    if (word == FORMULA_OR || word == FORMULA_AND || word == FORMULA_XOR) {
        ok = want_truth(r, &b, t, n);
        to->truth = word == FORMULA_OR    ? to->truth || b
                    : word == FORMULA_AND ? to->truth && b
                                          : to->truth != b;
    } else if (word == FORMULA_EQUAL) {
        to->truth = to->truth && terms_equal(first, t);
    } else if (word == FORMULA_SUM) {
        mpq_t one;
        mpq_init(one);
        ok = want_number(r, one, t, n) && combine(r, to->number, one, NODE_SUM, n);
        mpq_clear(one);
    } else if (order_terms(&order, t, to)) {
        if (word == FORMULA_MAX ? order > 0 : order < 0)
            term_set(to, t);
    } else {
        ok = refuse_term(r, t, n, complain_formula_number);
    }
    return ok;
}

static void
read_input(const FormulaRow *r, Term *to, size_t port)
{
    to->kind = TERM_LABEL;
    to->type = r->in->at[port].type;
    to->position = r->tuple[port];
}

/* The word, of these arguments; NULL: of all inputs. */
static bool
evaluate_word(FormulaRow *r, Term *to, FormulaWord word, const Node *list)
{
    Term t, first;
    term_init(&t);
    term_init(&first);
    to->kind = word == FORMULA_SUM ? TERM_NUMBER : TERM_TRUTH;
    to->truth = word == FORMULA_AND || word == FORMULA_EQUAL;
    bool ok = true;
    size_t count = list ? list->count : r->in->count;
    for (size_t i = 0; ok && i < count; i++) {
        const Node *n = list ? list->kids[i] : r->n;
        if (list)
            ok = evaluate_term(r, &t, n);
        else
            read_input(r, &t, i);
        if (i == 0)
            term_set(&first, &t);
        if (ok && i == 0 && (word == FORMULA_MAX || word == FORMULA_MIN))
            term_set(to, &t);
        ok = ok && fold(r, to, &t, &first, word, n);
    }
    mpq_clear(first.number);
    mpq_clear(t.number);
    return ok;
}

/* ---- terms ---- */

/* A label that stands in a comparison with what is of a type that has it. */
static bool
evaluate_side(FormulaRow *r, Term *to, const Node *n)
{
    bool names = node_is_name(n) && formula_port(r->in, n) == SIZE_MAX &&
                 !session_find(r->s, n->text);
    if (!names)
        return evaluate_term(r, to, n);
    to->kind = TERM_LABEL;
    to->type = NULL;
    to->text = n->text;
    return true;
}

/* Then it is one of the other side's type, with its place in it. */
static bool
find_side(FormulaRow *r, Term *t, const Node *n, const Term *other)
{
    if (t->kind != TERM_LABEL || t->type)
        return true;
    if (other->kind != TERM_LABEL || !other->type)
        return complain_unknown_value(r->s, n);
    if (!label_find(r->s, other->type, t->text, n->at, &t->position))
        return false;
    t->type = other->type;
    return true;
}

static bool
decide(bool *to, const char *sign, const Term *a, const Term *b)
{
    int order = 0;
    if (sign[0] == '=' || sign[0] == '!') {
        *to = terms_equal(a, b) == (sign[0] == '=');
        return true;
    }
    if (!order_terms(&order, a, b))
        return false;
    bool same = order == 0 && sign[1] == '=';
    *to = same || (sign[0] == '<' ? order < 0 : order > 0);
    return true;
}

static bool
evaluate_compare(FormulaRow *r, Term *to, const Node *n)
{
    Term a, b;
    term_init(&a);
    term_init(&b);
    bool ok = evaluate_side(r, &a, n->kids[0]) && evaluate_side(r, &b, n->kids[1]) &&
              find_side(r, &a, n->kids[0], &b) && find_side(r, &b, n->kids[1], &a);
    to->kind = TERM_TRUTH;
    if (ok && !decide(&to->truth, n->text, &a, &b))
        ok = refuse_term(r, &a, n->kids[0], complain_formula_number);
    mpq_clear(b.number);
    mpq_clear(a.number);
    return ok;
}

static bool
evaluate_not(FormulaRow *r, Term *to, const Node *n)
{
    Term t;
    bool truth = false;
    term_init(&t);
    bool ok = evaluate_term(r, &t, n->kids[0]) && want_truth(r, &truth, &t, n->kids[0]);
    to->kind = TERM_TRUTH;
    to->truth = !truth;
    mpq_clear(t.number);
    return ok;
}

static bool
evaluate_term(FormulaRow *r, Term *to, const Node *n)
{
    size_t port = formula_port(r->in, n);
    if (port != SIZE_MAX) {
        read_input(r, to, port);
        return true;
    }
    switch (n->kind) {
    case NODE_NEGATE:
    case NODE_SUM:
    case NODE_PRODUCT:
    case NODE_QUOTIENT:
    case NODE_POWER:
        return evaluate_arithmetic(r, to, n);
    case NODE_COMPARE:
        return evaluate_compare(r, to, n);
    case NODE_NOT:
        return evaluate_not(r, to, n);
    case NODE_AND:
        return evaluate_word(r, to, FORMULA_AND, n);
    case NODE_OR:
        return evaluate_word(r, to, FORMULA_OR, n);
    case NODE_CALL:
        return evaluate_word(r, to, formula_word(r->s, n->kids[0]), n->kids[1]);
    default:
        to->kind = TERM_NUMBER;
        return elaborate_number(r->s, to->number, n);
    }
}

/* ---- the row ---- */

/* The label of the type that is this number. */
static bool
find_number(uint32_t *label, Session *s, const Type *t, const mpq_t number)
{
    Sink text;
    sink_init(&text);
    rational_write(number, &text);
    bool found = type_find(t, names_take(&s->names, &text), label);
    mpq_t has;
    mpq_init(has);
    for (uint32_t i = 0; !found && !t->range && i < t->size; i++)
        if (label_number(has, t, i) && mpq_equal(has, number)) {
            found = true;
            *label = i;
        }
    mpq_clear(has);
    return found;
}

/* True, or 1, of a type that says which label that is. */
static bool
find_truth(uint32_t *label, const Type *t, bool truth)
{
    bool says = false;
    for (uint32_t i = 0; i < 2; i++)
        if (label_truth(&says, t, i) && says == truth) {
            *label = i;
            return true;
        }
    return false;
}

static bool
find_result(uint32_t *label, Session *s, const Type *t, const Term *of)
{
    mpq_t number;
    mpq_init(number);
    bool found = false, counts = term_number(number, of);
    if (of->kind == TERM_LABEL) {
        Sink text;
        sink_init(&text);
        type_write_text(of->type, of->position, &text);
        found = type_find(t, names_take(&s->names, &text), label);
    }
    found = found || (counts && find_number(label, s, t, number));
    if (!found && counts && (mpq_sgn(number) == 0 || mpq_cmp_ui(number, 1, 1) == 0))
        found = find_truth(label, t, mpq_sgn(number) != 0);
    mpq_clear(number);
    return found;
}

bool
formula_row(FormulaRow *r, uint32_t *label)
{
    Term t;
    term_init(&t);
    bool ok = r->word ? evaluate_word(r, &t, r->word, NULL) : evaluate_term(r, &t, r->n);
    if (ok && !find_result(label, r->s, r->out, &t)) {
        term_write(&t, &r->missed);
        ok = false;
    }
    mpq_clear(t.number);
    return ok;
}
