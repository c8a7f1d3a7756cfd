/* question.c -- the items of P(heads | conditions); see question.h. */
#include "lang/read/question.h"

#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"

#include <string.h>

static bool
is_call_of(const Node *n, const char *word)
{
    return n->kind == NODE_CALL && n->kids[0]->kind == NODE_NAME &&
           strcmp(n->kids[0]->text, word) == 0;
}

bool
node_is_question(const Node *n)
{
    return is_call_of(n, "P");
}

bool
node_is_effect(const Node *n)
{
    return is_call_of(n, "P") || is_call_of(n, "E");
}

bool
node_is_moment(const Node *n)
{
    return is_call_of(n, "Var") || is_call_of(n, "Cov");
}

bool
node_is_from_experiments(const Node *n)
{
    const Node *from = n->kind == NODE_FROM && n->count == 3 ? n->kids[2] : NULL;
    const Node *f = from && from->kind == NODE_CALL ? from->kids[0] : from;
    return f && f->kind == NODE_NAME && strcmp(f->text, "experiments") == 0;
}

bool
node_is_from_several(const Node *n)
{
    return n->kind == NODE_FROM && n->count > 3;
}

static ItemForm
item_form(const Node *n)
{
    switch (n->kind) {
    case NODE_SET:
        return ITEM_SET;
    case NODE_EQUAL:
        return ITEM_EQUAL;
    case NODE_LIKELY:
        return ITEM_LIKELY;
    case NODE_SOFT:
        return ITEM_SOFT;
    case NODE_COMPARE:
        return strcmp(n->text, "!=") == 0 && n->count == 2 ? ITEM_UNEQUAL : ITEM_OTHER;
    case NODE_ARROW:
    case NODE_WAY:
    case NODE_CALL:
    case NODE_OR:
    case NODE_AND:
    case NODE_NOT:
        return ITEM_OTHER;
    default:
        return ITEM_FREE;
    }
}

QuestionItem
question_item(Node *n)
{
    QuestionItem i = {.form = item_form(n), .node = n, .name = n, .argument = n};
    bool named = i.form == ITEM_EQUAL || i.form == ITEM_UNEQUAL ||
                 i.form == ITEM_SOFT || i.form == ITEM_LIKELY;
    if (named)
        i.name = n->kids[0];
    if (named || n->kind == NODE_COMPARE)
        i.value = n->kids[1];
    return i;
}

/* A do(...), an item for each of its arguments. */
static void
add_do(Question *to, Node *call, bool head)
{
    const Node *list = call->kids[1];
    QuestionItem i = {.form = ITEM_NO_DO, .node = call, .name = call, .argument = call};
    bool whole = call->count > 2 || !list->count;
    for (uint32_t k = 0; k < (whole ? 1 : list->count); k++) {
        if (!whole)
            i = question_item(list->kids[k]);
        i.head = head;
        i.argument = i.within = call;
        array_push(&to->items, i);
    }
}

/* jeffrey(X = state) */
static QuestionItem
jeffrey_item(Node *call)
{
    const Node *list = call->kids[1];
    bool one = call->count == 2 && list->count == 1 && list->kids[0]->kind == NODE_EQUAL;
    QuestionItem i = {.form = ITEM_JEFFREY, .node = call, .name = call, .argument = call};
    if (one) {
        i.name = list->kids[0]->kids[0];
        i.value = list->kids[0]->kids[1];
    }
    return i;
}

/* Arithmetic that is no label: not a number by itself. */
static bool
is_reckoned(const Node *n)
{
    return n->kind == NODE_SUM || n->kind == NODE_PRODUCT || n->kind == NODE_QUOTIENT ||
           n->kind == NODE_POWER || (n->kind == NODE_NEGATE && n->kids[0]->kind != NODE_NUMBER);
}

/* Does n stand for an event, not of one variable and its labels alone? */
static bool
is_compound(const Node *n, const QuestionItem *i)
{
    if (i->form == ITEM_EQUAL || i->form == ITEM_UNEQUAL)
        return (!node_is_name(i->name) && i->name->kind != NODE_INDEX) || is_reckoned(i->value);
    return n->kind == NODE_OR || n->kind == NODE_AND || n->kind == NODE_NOT ||
           (n->kind == NODE_COMPARE && n->count == 2 && n->text[0] != '=');
}

/* What is no do: an event by its parts where all of them must hold. */
static void
add_argument(Question *to, Node *n, Node *argument, bool head, bool negated)
{
    if (n->kind == NODE_NOT) {
        add_argument(to, n->kids[0], argument, head, !negated);
        return;
    }
    if (n->kind == (negated ? NODE_OR : NODE_AND)) {
        for (uint32_t k = 0; k < n->count; k++)
            add_argument(to, n->kids[k], argument, head, negated);
        return;
    }
    bool jeffrey = n == argument && is_call_of(n, "jeffrey");
    QuestionItem i = jeffrey ? jeffrey_item(n) : question_item(n);
    i.head = head;
    i.argument = argument;
    i.negated = negated;
    if (is_compound(n, &i)) {
        i.form = ITEM_EVENT;
        i.name = i.value = n;
    } else if (negated && (i.form == ITEM_EQUAL || i.form == ITEM_UNEQUAL)) {
        i.form = i.form == ITEM_EQUAL ? ITEM_UNEQUAL : ITEM_EQUAL;
    } else if (negated || i.form == ITEM_SOFT) {
        i.form = ITEM_OTHER;
        i.name = argument;
    }
    array_push(&to->items, i);
}

static void
add_list(Question *to, const Node *list, bool head)
{
    for (uint32_t k = 0; k < list->count; k++) {
        Node *n = list->kids[k];
        if (is_call_of(n, "do"))
            add_do(to, n, head);
        else
            add_argument(to, n, n, head, false);
    }
}

void
question_read(Question *to, const Node *call)
{
    to->items.count = 0;
    add_list(to, call->kids[1], true);
    to->heads = to->items.count;
    if (call->count > 2)
        add_list(to, call->kids[2], false);
}

void
question_read_conditions(Question *to, const Node *call)
{
    to->items.count = to->heads = 0;
    add_list(to, call->kids[1], false);
}

void
question_clear(Question *q)
{
    array_clear(&q->items);
    *q = (Question){0};
}

bool
item_is_event(const QuestionItem *i)
{
    return !i->within &&
           (i->form == ITEM_EQUAL || i->form == ITEM_UNEQUAL || i->form == ITEM_EVENT);
}

bool
item_is_soft(const QuestionItem *i)
{
    return !i->within && (i->form == ITEM_LIKELY || i->form == ITEM_JEFFREY);
}

bool
question_is_fixed(const Question *q, size_t first)
{
    for (size_t i = first; i < q->items.count; i++)
        if (!q->items.at[i].value)
            return false;
    return true;
}

bool
question_check_item(const QuestionItem *i, bool sets, Complainer *c)
{
    if (i->head && i->within)
        return complain_do_left(c, i->within->at);
    if (i->form == ITEM_LIKELY || i->form == ITEM_JEFFREY)
        return complain_soft_evidence(c, i->node->at);
    if (i->form == ITEM_SET && sets)
        return true;
    if (i->name->kind == NODE_INDEX)
        return complain_not_yet(c, i->name->at, "a counterfactual");
    return node_is_name(i->name) || complain_not_a_variable(c, i->name->at);
}
