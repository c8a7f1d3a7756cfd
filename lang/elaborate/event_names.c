/* event_names.c -- the names in an event or in arithmetic; see event_names.h. */
#include "lang/elaborate/event_names.h"

#include "lang/complain/complain_event.h"

#include <string.h>

bool
is_arithmetic(const Node *n)
{
    return n->kind == NODE_SUM || n->kind == NODE_PRODUCT || n->kind == NODE_QUOTIENT ||
           n->kind == NODE_POWER || n->kind == NODE_NEGATE || n->kind == NODE_NUMBER;
}

bool
arithmetic_names(Session *s, const Node *n, EventNameAct *act, void *more)
{
    bool ok = true;
    switch (n->kind) {
    case NODE_NAME:
    case NODE_STRING:
        return act(more, n, NULL);
    case NODE_NUMBER:
    case NODE_SUM:
    case NODE_PRODUCT:
    case NODE_QUOTIENT:
    case NODE_NEGATE:
    case NODE_POWER:
        for (uint32_t i = 0; ok && i < n->count; i++)
            ok = arithmetic_names(s, n->kids[i], act, more);
        return ok;
    case NODE_INDEX:
        return complain_bracket_joined(&s->complain, n->at);
    case NODE_OR:
    case NODE_AND:
    case NODE_NOT:
    case NODE_EQUAL:
    case NODE_COMPARE:
        return complain_event_as_number(&s->complain, n->at);
    default:
        return complain_not_an_event(&s->complain, n->at);
    }
}

/* X = a, X != {a, b}, X < Y */
static bool
compared_names(Session *s, const Node *n, EventNameAct *act, void *more)
{
    const Node *left = n->kids[0], *right = n->kids[1];
    bool exact = n->kind == NODE_EQUAL || n->text[0] == '!';
    bool set = right->kind == NODE_SET || right->kind == NODE_RANGE;
    if (n->count > 2 || (n->kind == NODE_COMPARE && n->text[0] == '=') || (set && !exact))
        return complain_compared_event(&s->complain, n->at);
    if (!arithmetic_names(s, left, act, more))
        return false;
    if (set && !node_is_name(left))
        return complain_compared_event(&s->complain, n->at);
    if (node_is_name(left) && node_is_name(right))
        return act(more, right, left);
    return set || arithmetic_names(s, right, act, more);
}

bool
event_names(Session *s, const Node *n, EventNameAct *act, void *more)
{
    bool joined = n->kind == NODE_OR || n->kind == NODE_AND || n->kind == NODE_NOT;
    if (n->kind == NODE_EQUAL || n->kind == NODE_COMPARE)
        return compared_names(s, n, act, more);
    if (!joined)
        return complain_not_an_event(&s->complain, n->at);
    for (uint32_t i = 0; i < n->count; i++)
        if (!event_names(s, n->kids[i], act, more))
            return false;
    return true;
}
