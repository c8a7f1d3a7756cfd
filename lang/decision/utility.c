/* utility.c -- utilities as sums of terms; see utility.h. */
#include "lang/decision/utility.h"

#include "lang/ask/mean.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_query.h"
#include "lang/decision/complain_decision.h"
#include "lang/elaborate/event_names.h"
#include "lang/elaborate/label.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/vertex.h"

void
utility_init(Utility *u, Session *s, const Model *m, const Node *call)
{
    *u = (Utility){.s = s, .model = m, .call = call};
    mpq_init(u->constant);
}

void
utility_clear(Utility *u)
{
    for (size_t i = 0; i < u->terms.count; i++)
        linear_numbers_clear(&u->terms.at[i].number);
    array_clear(&u->terms);
    mpq_clear(u->constant);
}

/* ---- names ---- */

static bool
is_variable(const Utility *u, Name name)
{
    uint32_t v;
    return model_find(u->model, name, &v) ||
           model_find(u->model, step_name(&u->s->names, name, 1), &v);
}

bool
named_vertices(Session *s, const Model *m, WireList *to, const Node *name)
{
    uint32_t v;
    if (model_find(m, name->text, &v)) {
        array_push(to, v);
        return true;
    }
    add_steps(s, to, m, name->text);
    return to->count || find_vertex(s, m, name, &v);
}

/* The variables of a term. */
typedef struct TermNames {
    Utility *u;
    const Node *first, *other; /* the first, and one of another name */
} TermNames;

static bool
meet_name(void *more, const Node *name, const Node *of)
{
    TermNames *names = more;
    const Value *v = session_find(names->u->s, name->text);
    (void)of;
    if (!is_variable(names->u, name->text) && v && v->kind == VALUE_NUMBER)
        return true;
    if (!names->first)
        names->first = name;
    else if (name->text != names->first->text)
        names->other = name;
    return true;
}

/* ---- arithmetic with one variable ---- */

/* What is reckoned with: the name stands for this number, NULL: that of no label. */
typedef struct Reckoner {
    Utility *u;
    Name name;
    mpq_srcptr value;
} Reckoner;

static bool reckon(const Reckoner *r, mpq_t to, const Node *n);

static bool
too_large(const Reckoner *r, const Node *n)
{
    return complain_number_too_large(&r->u->s->complain, n->at);
}

static bool
reckon_all(const Reckoner *r, mpq_t to, const Node *n)
{
    bool sum = n->kind == NODE_SUM;
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(to, !sum, 1);
    bool ok = true;
    for (uint32_t i = 0; ok && i < n->count; i++) {
        ok = reckon(r, one, n->kids[i]) &&
             ((sum ? rational_fits_sum(to, one) : rational_fits_product(to, one)) ||
              too_large(r, n));
        if (ok)
            sum ? mpq_add(to, to, one) : mpq_mul(to, to, one);
    }
    mpq_clear(one);
    return ok;
}

static bool
reckon_quotient(const Reckoner *r, mpq_t to, const Node *n)
{
    mpq_t by;
    mpq_init(by);
    bool ok = reckon(r, to, n->kids[0]) && reckon(r, by, n->kids[1]);
    if (ok && !mpq_sgn(by))
        ok = complain_division_by_zero(&r->u->s->complain, n->kids[1]->at);
    ok = ok && (rational_fits_product(to, by) || too_large(r, n));
    if (ok)
        mpq_div(to, to, by);
    mpq_clear(by);
    return ok;
}

static bool
reckon_power(const Reckoner *r, mpq_t to, const Node *n)
{
    mpq_t power;
    mpq_init(power);
    bool ok = reckon(r, to, n->kids[0]) && elaborate_exponent(r->u->s, power, n->kids[1]);
    bool inverse = ok && mpq_sgn(power) < 0;
    mpq_abs(power, power);
    if (inverse && !mpq_sgn(to))
        ok = complain_division_by_zero(&r->u->s->complain, n->kids[0]->at);
    ok = ok && ((mpz_fits_ulong_p(mpq_numref(power)) &&
                 rational_fits_power(to, mpz_get_ui(mpq_numref(power)))) || too_large(r, n));
    if (ok) {
        unsigned long times = mpz_get_ui(mpq_numref(power));
        mpz_pow_ui(mpq_numref(to), mpq_numref(to), times);
        mpz_pow_ui(mpq_denref(to), mpq_denref(to), times);
    }
    if (ok && inverse)
        mpq_inv(to, to);
    mpq_clear(power);
    return ok;
}

static bool
reckon(const Reckoner *r, mpq_t to, const Node *n)
{
    if (node_is_name(n) && n->text == r->name) {
        mpq_set(to, r->value);
        return true;
    }
    switch (n->kind) {
    case NODE_SUM:
    case NODE_PRODUCT:
        return reckon_all(r, to, n);
    case NODE_QUOTIENT:
        return reckon_quotient(r, to, n);
    case NODE_POWER:
        return reckon_power(r, to, n);
    case NODE_NEGATE:
        if (!reckon(r, to, n->kids[0]))
            return false;
        mpq_neg(to, to);
        return true;
    default:
        return elaborate_number(r->u->s, to, n);
    }
}

/* ---- terms ---- */

/* The numbers of this vertex, zeros as yet. */
static UtilityTerm *
find_term(Utility *u, uint32_t v)
{
    for (size_t i = 0; i < u->terms.count; i++)
        if (u->terms.at[i].vertex == v)
            return &u->terms.at[i];
    array_push(&u->terms, ((UtilityTerm){.vertex = v}));
    UtilityTerm *t = &u->terms.at[u->terms.count - 1];
    linear_numbers_init(&t->number, u->model->vertices.at[v].type->size);
    return t;
}

bool
utility_add(const Utility *u, mpq_t to, const mpq_t more)
{
    if (!rational_fits_sum(to, more))
        return complain_number_too_large(&u->s->complain, u->call->at);
    mpq_add(to, to, more);
    return true;
}

/* n, which is arithmetic with `name`, `factor` times, for each label of v. */
static bool
add_vertex(Utility *u, uint32_t v, const Node *n, const Node *name, const mpq_t factor)
{
    const Type *t = u->model->vertices.at[v].type;
    mpq_t label, value;
    if (!t->size)
        return complain_no_carrier(&u->s->complain, name->at, t);
    mpq_inits(label, value, NULL);
    UtilityTerm *term = find_term(u, v);
    bool ok = true;
    for (uint32_t i = 0; ok && i < t->size; i++) {
        Reckoner r = {u, name->text, label};
        ok = (label_number(label, t, i) ||
              complain_mean_label(&u->s->complain, name->at, t, i)) &&
             reckon(&r, value, n) &&
             (mean_add(&term->number.at[i], value, factor) || too_large(&r, n));
    }
    mpq_clears(label, value, NULL);
    return ok;
}

/* What stands in no sum: of one variable, or of none. */
static bool
add_whole(Utility *u, const Node *n, const TermNames *names, const mpq_t factor)
{
    WireList vertices = {0};
    Reckoner r = {u, NULL, NULL};
    mpq_t value;
    if (names->other)
        return complain_utility_product(&u->s->complain, n->at, names->first->text,
                                        names->other->text);
    mpq_init(value);
    bool ok = names->first ? named_vertices(u->s, u->model, &vertices, names->first)
                           : reckon(&r, value, n) && (mean_add(u->constant, value, factor) ||
                                                      too_large(&r, n));
    for (size_t i = 0; ok && i < vertices.count; i++)
        ok = add_vertex(u, vertices.at[i], n, names->first, factor);
    array_clear(&vertices);
    mpq_clear(value);
    return ok;
}

static bool
has_variable(Utility *u, const Node *n)
{
    bool has = node_is_name(n) && is_variable(u, n->text);
    for (uint32_t i = 0; !has && i < n->count; i++)
        has = has_variable(u, n->kids[i]);
    return has;
}

static bool add_terms(Utility *u, const Node *n, const mpq_t factor);

/* The number `by`, or one divided by it, comes before the sum n. */
static bool
add_scaled(Utility *u, const Node *n, const Node *by, bool inverse, const mpq_t factor)
{
    Reckoner r = {u, NULL, NULL};
    mpq_t f;
    mpq_init(f);
    bool ok = reckon(&r, f, by);
    if (ok && inverse && !mpq_sgn(f))
        ok = complain_division_by_zero(&u->s->complain, by->at);
    if (ok && inverse)
        mpq_inv(f, f);
    ok = ok && (rational_fits_product(f, factor) || too_large(&r, by));
    if (ok)
        mpq_mul(f, f, factor);
    ok = ok && add_terms(u, n, f);
    mpq_clear(f);
    return ok;
}

/* Sums, and what a number stands before or below, are taken apart. */
static bool
add_terms(Utility *u, const Node *n, const mpq_t factor)
{
    TermNames names = {.u = u};
    bool ok = true, two = n->kind == NODE_PRODUCT && n->count == 2;
    if (n->kind == NODE_SUM) {
        for (uint32_t i = 0; ok && i < n->count; i++)
            ok = add_terms(u, n->kids[i], factor);
        return ok;
    }
    if (n->kind == NODE_NEGATE) {
        mpq_t f;
        mpq_init(f);
        mpq_neg(f, factor);
        ok = add_terms(u, n->kids[0], f);
        mpq_clear(f);
        return ok;
    }
    if (two && !has_variable(u, n->kids[0]))
        return add_scaled(u, n->kids[1], n->kids[0], false, factor);
    if ((two || n->kind == NODE_QUOTIENT) && !has_variable(u, n->kids[1]))
        return add_scaled(u, n->kids[0], n->kids[1], n->kind == NODE_QUOTIENT, factor);
    if (!node_is_name(n) && !is_arithmetic(n))
        return complain_utility(&u->s->complain, n->at);
    return arithmetic_names(u->s, n, meet_name, &names) && add_whole(u, n, &names, factor);
}

bool
utility_read(Utility *u, const Node *n)
{
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    bool ok = add_terms(u, n, one);
    mpq_clear(one);
    return ok && (u->terms.count || complain_utility(&u->s->complain, n->at));
}

/* ---- means ---- */

bool
utility_means(const Utility *u, const UtilityTerm *t, Matrix *m)
{
    Matrix means;
    SizeList none = {0};
    mpq_t mean, value;
    mpq_inits(mean, value, NULL);
    matrix_init(&means, &m->in, &none);
    bool ok = true;
    for (size_t r = 0; ok && r < matrix_rows(m); r++) {
        mpq_set_ui(mean, 0, 1);
        for (size_t e = m->start.at[r]; ok && e < m->start.at[r + 1]; e++) {
            mpq_set(value, &t->number.at[m->index.at[e]]);
            ok = mean_add(mean, value, &m->weight.at[e]) ||
                 complain_number_too_large(&u->s->complain, u->call->at);
        }
        if (!m->undefined.at[r])
            matrix_add_entry(&means, NULL, mean);
        matrix_end_row(&means, m->undefined.at[r]);
    }
    if (ok)
        matrix_swap(m, &means);
    matrix_clear(&means);
    mpq_clears(mean, value, NULL);
    return ok;
}
