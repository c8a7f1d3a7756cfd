/* effect_quantity.c -- expressions taken apart into effects; see effect_quantity.h. */
#include "lang/identify/effect_quantity.h"

#include "lang/complain/complain_query.h"
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
    if (node_is_effect(n)) {
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

bool
find_effect_leaves(Session *s, EffectLeafList *to, const Node *n)
{
    if (!find_within(s, to, n, NULL))
        return false;
    return to->count > 0 || complain_not_a_question(&s->complain, n->at);
}

static bool
same_list(const WireList *a, const WireList *b)
{
    return wires_compare(a, b) == 0;
}

bool
same_effect(const EffectQuery *a, const EffectQuery *b)
{
    return a->model.name == b->model.name && same_list(&a->effect.y, &b->effect.y) &&
           same_list(&a->effect.x, &b->effect.x) && same_list(&a->effect.z, &b->effect.z);
}
