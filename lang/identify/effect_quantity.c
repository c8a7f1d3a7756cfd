/* effect_quantity.c -- expressions taken apart into effects; see effect_quantity.h. */
#include "lang/identify/effect_quantity.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/mean_terms.h"
#include "lang/elaborate/number.h"
#include "lang/read/question.h"

bool
is_effect_quantity(const Node *n)
{
    return !node_is_question(node_is_in(n) ? n->kids[0] : n);
}

static bool find_within(Session *s, EffectLeafList *to, const Node *n, const Node *whole);

/* Those of `e in m`: one of them at least is asked in m. */
static bool
find_inside(Session *s, EffectLeafList *to, const Node *n)
{
    bool used = n->flag;
    size_t k = to->count;
    if (!(node_is_from_experiments(n) || effect_query_asks_shape(s, n)) ||
        !find_within(s, to, n->kids[0], n))
        return false;
    if (k == to->count)
        return complain_not_a_question(&s->complain, n->at);
    for (; k < to->count; k++)
        used = used || to->at[k].whole == n;
    return used || complain_unused_context(&s->complain, n->kids[1]->at);
}

static bool
find_within(Session *s, EffectLeafList *to, const Node *n, const Node *whole)
{
    const Node *terms = mean_terms(s, n);
    if (terms)
        return find_within(s, to, terms, whole);
    if (node_is_effect(n) || node_is_moment(n)) {
        array_push(to, ((EffectLeaf){n, whole ? whole : n}));
        return true;
    }
    if (node_is_in(n))
        return find_inside(s, to, n);
    bool ok = n->kind == NODE_SUM || n->kind == NODE_NEGATE || n->kind == NODE_PRODUCT ||
              n->kind == NODE_QUOTIENT || n->kind == NODE_POWER;
    if (n->kind == NODE_NUMBER)
        return true;
    for (uint32_t i = 0; ok && i < n->count; i++)
        if (!find_within(s, to, n->kids[i], whole))
            return false;
    return ok || complain_not_a_question(&s->complain, n->at);
}

/* ---- the numbers in it ---- */

static bool
has_effect(const Node *n)
{
    bool has = node_is_effect(n) || node_is_moment(n);
    for (uint32_t i = 0; !has && i < n->count; i++)
        has = has_effect(n->kids[i]);
    return has;
}

/* What is no effect has a value; nothing is divided by zero, and exponents are whole. */
static bool
settle_numbers(Session *s, const Node *n)
{
    if (node_is_effect(n) || node_is_moment(n))
        return true;
    if (node_is_in(n))
        return settle_numbers(s, n->kids[0]);
    bool numbers = !has_effect(n), ok = true;
    mpq_t value;
    mpq_init(value);
    if (numbers)
        ok = elaborate_number(s, value, n);
    else if (n->kind == NODE_QUOTIENT && !has_effect(n->kids[1]))
        ok = elaborate_divisor(s, value, n->kids[1]) && settle_numbers(s, n->kids[0]);
    else if (n->kind == NODE_POWER && !has_effect(n->kids[1]))
        ok = elaborate_exponent(s, value, n->kids[1]) && settle_numbers(s, n->kids[0]);
    else if (n->kind == NODE_POWER)
        ok = complain_exponent(&s->complain, n->kids[1]->at);
    else
        for (uint32_t i = 0; ok && i < n->count; i++)
            ok = settle_numbers(s, n->kids[i]);
    mpq_clear(value);
    return ok;
}

bool
find_effect_leaves(Session *s, EffectLeafList *to, const Node *n)
{
    if (!find_within(s, to, n, NULL))
        return false;
    return to->count > 0 ? settle_numbers(s, n) : complain_not_a_question(&s->complain, n->at);
}

Node *
effect_in_context(Session *s, const Node *whole, Node *e)
{
    if (!node_is_in(whole))
        return e;
    Node *n = node_new(&s->arena, whole->kind, whole->at);
    *n = *whole;
    n->kids = NULL;
    n->count = n->space = 0;
    node_add(&s->arena, n, e);
    for (uint32_t i = 1; i < whole->count; i++)
        node_add(&s->arena, n, whole->kids[i]);
    return n;
}

static bool
same_list(const WireList *a, const WireList *b)
{
    return wires_compare(a, b) == 0;
}

static bool
same_plans(const EffectQuery *a, const EffectQuery *b)
{
    bool same = a->effect.plans.count == b->effect.plans.count;
    for (size_t i = 0; same && i < a->effect.plans.count; i++) {
        uint32_t v = a->effect.plans.at[i].vertex;
        same = v == b->effect.plans.at[i].vertex &&
               a->after.vertices.at[v].fixed == b->after.vertices.at[v].fixed;
    }
    return same;
}

bool
same_effect(const EffectQuery *a, const EffectQuery *b)
{
    return a->model.name == b->model.name && same_plans(a, b) &&
           same_list(&a->effect.y, &b->effect.y) && same_list(&a->effect.x, &b->effect.x) &&
           same_list(&a->effect.z, &b->effect.z);
}
