/* number.c -- numbers, their quotients, powers, sums and products; see number.h. */
#include "lang/elaborate/number.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"

#include <assert.h>
#include <string.h>

static bool
all_numbers(const Session *s, const Node *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        if (!looks_like_number(s, n->kids[i]))
            return false;
    return true;
}

/* e(omega), which is a number. */
static bool
applies_answer(const Session *s, const Node *call)
{
    const Node *f = call->kids[0];
    const Value *v = node_is_name(f) ? session_find(s, f->text) : NULL;
    return v && v->kind == VALUE_ANSWER && v->answer->class->is_number &&
           v->answer->class->is_number(v->answer);
}

bool
looks_like_number(const Session *s, const Node *n)
{
    const Value *v;
    const Notion *notion;
    switch (n->kind) {
    case NODE_NUMBER:
        return true;
    case NODE_NAME:
        v = session_find(s, n->text);
        return v && v->kind == VALUE_NUMBER;
    case NODE_NEGATE:
    case NODE_QUOTIENT:
    case NODE_POWER:
    case NODE_SUM:
    case NODE_IN:
    case NODE_WITH:
    case NODE_FROM:
        return looks_like_number(s, n->kids[0]);
    case NODE_PRODUCT:
        return all_numbers(s, n);
    case NODE_CALL:
        notion = notion_called(s, n);
        return notion ? notion->is_number && notion->is_number(s, n) : applies_answer(s, n);
    default:
        return false;
    }
}

static bool
read_number(Session *s, mpq_t to, const Node *n)
{
    RationalRead read = rational_read(to, n->text, strlen(n->text));
    assert(read != RATIONAL_MALFORMED); /* the lexer knows what a number is */
    return read == RATIONAL_READ || complain_number_too_large(&s->complain, n->at);
}

/* A fraction of two numbers as written: the quickest way, for long tables. */
static bool
read_fraction(Session *s, mpq_t to, const Node *n)
{
    mpq_t by;
    mpq_init(by);
    bool ok = read_number(s, to, n->kids[0]) && elaborate_divisor(s, by, n->kids[1]);
    if (ok && !rational_fits_product(to, by))
        ok = complain_number_too_large(&s->complain, n->at);
    if (ok)
        mpq_div(to, to, by);
    mpq_clear(by);
    return ok;
}

bool
elaborate_number(Session *s, mpq_t to, const Node *n)
{
    if (n->kind == NODE_NUMBER)
        return read_number(s, to, n);
    if (n->kind == NODE_QUOTIENT && n->kids[0]->kind == NODE_NUMBER &&
        n->kids[1]->kind == NODE_NUMBER)
        return read_fraction(s, to, n);
    Value v = {0};
    bool ok = elaborate(s, &v, n);
    if (ok && v.kind != VALUE_NUMBER)
        ok = complain_wanted(&s->complain, n->at, "a number", &v);
    if (ok)
        mpq_set(to, v.number);
    value_clear(&v);
    return ok;
}

bool
elaborate_literal(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    mpq_t q;
    mpq_init(q);
    bool ok = read_number(s, q, n);
    if (ok)
        value_set_number(to, q);
    mpq_clear(q);
    return ok;
}

bool
elaborate_divisor(Session *s, mpq_t to, const Node *n)
{
    return elaborate_number(s, to, n) &&
           (mpq_sgn(to) != 0 || complain_division_by_zero(&s->complain, n->at));
}

static void
raise_to(mpq_t q, uint64_t n)
{
    mpz_pow_ui(mpq_numref(q), mpq_numref(q), n);
    mpz_pow_ui(mpq_denref(q), mpq_denref(q), n);
}

bool
elaborate_exponent(Session *s, mpq_t to, const Node *n)
{
    return elaborate_number(s, to, n) &&
           (mpz_cmp_ui(mpq_denref(to), 1) == 0 || complain_exponent(&s->complain, n->at));
}

bool
elaborate_number_power(Session *s, Value *to, const Node *n)
{
    mpq_t base, power;
    mpq_init(base);
    mpq_init(power);
    bool ok = elaborate_number(s, base, n->kids[0]) && elaborate_exponent(s, power, n->kids[1]);
    bool small = mpz_fits_slong_p(mpq_numref(power)) != 0;
    int64_t e = small ? mpz_get_si(mpq_numref(power)) : 0;
    uint64_t size = e < 0 ? 0 - (uint64_t)e : (uint64_t)e;
    if (ok && (!small || !rational_fits_power(base, size)))
        ok = complain_number_too_large(&s->complain, n->at);
    else if (ok && e < 0 && mpq_sgn(base) == 0)
        ok = complain_division_by_zero(&s->complain, n->kids[0]->at);
    if (ok) {
        if (e < 0)
            mpq_inv(base, base);
        raise_to(base, size);
        value_set_number(to, base);
    }
    mpq_clear(power);
    mpq_clear(base);
    return ok;
}

bool
elaborate_count(Session *s, uint64_t *to, const Node *n, const char *what, uint64_t most)
{
    if (!n)
        return true;
    mpq_t q;
    mpq_init(q);
    bool ok = elaborate_number(s, q, n);
    if (ok && (mpz_cmp_ui(mpq_denref(q), 1) != 0 || mpq_sgn(q) <= 0 ||
               mpz_cmp_ui(mpq_numref(q), most) > 0))
        ok = complain_count(&s->complain, n->at, what, most);
    if (ok)
        *to = mpz_get_ui(mpq_numref(q));
    mpq_clear(q);
    return ok;
}

bool
fold_numbers(Session *s, Value *to, const Node *n, bool product)
{
    mpq_t all, one;
    mpq_init(all);
    mpq_init(one);
    if (product)
        mpq_set_ui(all, 1, 1);
    bool ok = true;
    for (uint32_t i = 0; ok && i < n->count; i++) {
        ok = elaborate_number(s, one, n->kids[i]);
        if (ok && !(product ? rational_fits_product(all, one) : rational_fits_sum(all, one)))
            ok = complain_number_too_large(&s->complain, n->at);
        if (ok && product)
            mpq_mul(all, all, one);
        else if (ok)
            mpq_add(all, all, one);
    }
    if (ok)
        value_set_number(to, all);
    mpq_clear(one);
    mpq_clear(all);
    return ok;
}
