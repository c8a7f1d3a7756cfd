/* mean_terms.c -- the mean of a sum as the sum of the means; see mean_terms.h. */
#include "lang/elaborate/mean_terms.h"

#include "lang/elaborate/event_names.h"
#include "lang/read/question.h"

/* Arithmetic without names. */
static bool
is_plain_number(const Node *n)
{
    bool plain = is_arithmetic(n);
    for (uint32_t i = 0; plain && i < n->count; i++)
        plain = is_plain_number(n->kids[i]);
    return plain;
}

/* A name that may be a number of the session. */
static bool
may_be_number(const Session *s, const Node *n)
{
    const Value *v = node_is_name(n) ? session_find(s, n->text) : NULL;
    return v && v->kind == VALUE_NUMBER;
}

/* The same call with this head. */
static Node *
call_of(Session *s, const Node *call, Node *head)
{
    Node *n = node_new(&s->arena, NODE_CALL, call->at);
    Node *heads = node_new(&s->arena, NODE_LIST, head->at);
    node_add(&s->arena, heads, head);
    node_add(&s->arena, n, call->kids[0]);
    node_add(&s->arena, n, heads);
    if (call->count > 2)
        node_add(&s->arena, n, call->kids[2]);
    n->at = call->at;
    return n;
}

static Node *
like(Session *s, const Node *n, Node *first, Node *second)
{
    Node *to = node_new(&s->arena, n->kind, n->at);
    node_add(&s->arena, to, first);
    if (second)
        node_add(&s->arena, to, second);
    return to;
}

/* Plain numbers go with the first of the others, so that each mean has a variable. */
static Node *
sum_terms(Session *s, const Node *call, const Node *head)
{
    Node *first = node_new(&s->arena, NODE_SUM, head->at);
    Node *to = node_new(&s->arena, NODE_SUM, head->at);
    node_add(&s->arena, to, NULL);
    for (uint32_t i = 0; i < head->count; i++) {
        Node *kid = head->kids[i];
        if (may_be_number(s, kid))
            return NULL;
        if (is_plain_number(kid) || !first->flag)
            node_add(&s->arena, first, kid);
        else
            node_add(&s->arena, to, call_of(s, call, kid));
        first->flag = first->flag || !is_plain_number(kid);
    }
    if (to->count < 2)
        return NULL;
    to->kids[0] = call_of(s, call, first->count > 1 ? first : first->kids[0]);
    return to;
}

Node *
mean_terms(Session *s, const Node *call)
{
    if (!node_is_effect(call) || node_is_question(call) || call->kids[1]->count != 1)
        return NULL;
    const Node *head = call->kids[1]->kids[0];
    if (head->kind == NODE_SUM)
        return sum_terms(s, call, head);
    if (head->kind == NODE_NEGATE && !is_plain_number(head))
        return like(s, head, call_of(s, call, head->kids[0]), NULL);
    bool two = (head->kind == NODE_PRODUCT || head->kind == NODE_QUOTIENT) && head->count == 2;
    if (!two || is_plain_number(head))
        return NULL;
    if (is_plain_number(head->kids[1]))
        return like(s, head, call_of(s, call, head->kids[0]), head->kids[1]);
    if (head->kind == NODE_PRODUCT && is_plain_number(head->kids[0]))
        return like(s, head, head->kids[0], call_of(s, call, head->kids[1]));
    return NULL;
}
