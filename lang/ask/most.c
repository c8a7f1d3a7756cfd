/* most.c -- most(A, B | C = c); see most.h.  A question as P's, but that its rows and its events
 * left of the bar are refused; runtime/evaluate/most.h answers it. */
#include "lang/ask/most.h"

#include "lang/ask/complain_ask.h"
#include "lang/ask/most_answer.h"
#include "lang/ask/query.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/vertex.h"

/* Every head stands by itself, and what is right of the bar has a value. */
static bool
check_items(const NumberQuery *a)
{
    Complainer *c = &a->s->complain;
    for (size_t i = 0; i < a->question.items.count; i++) {
        const QuestionItem *x = &a->question.items.at[i];
        if (x->head && item_is_event(x))
            return complain_most_head(c, x->node->at);
        if (!x->head && !x->value && x->form != ITEM_NO_DO)
            return complain_most_condition(c, x->node->at);
    }
    return true;
}

/* The last step in which something was seen, or done. */
static uint32_t
seen_steps(const NumberQuery *a)
{
    uint32_t last = 0;
    for (size_t i = a->question.heads; i < a->question.items.count; i++) {
        uint32_t step = last_step(a->s, a->model, a->question.items.at[i].node);
        last = step > last ? step : last;
    }
    return last;
}

/* A head that no variable is called as, and that has a copy in each step, is all of them, as far
 * as something was seen. */
static bool
add_item(NumberQuery *a, const QuestionItem *item, Map *free, size_t *opened)
{
    WireList steps = {0};
    bool ok = true;
    if (item->head && node_is_name(item->name) && number_query_in_model(a) &&
        !number_query_has(a, item->name->text))
        add_steps(a->s, &steps, a->model, item->name->text);
    if (!steps.count)
        return number_query_add(a, item, free, opened);
    uint32_t seen = seen_steps(a);
    for (size_t i = 0; ok && i < steps.count && (i < seen || !seen); i++) {
        Node *name = node_new(&a->s->arena, NODE_NAME, item->name->at);
        name->text = a->model->vertices.at[steps.at[i]].name;
        QuestionItem copy = *item;
        copy.node = copy.argument = name;
        copy.name = name;
        ok = number_query_add(a, &copy, free, opened);
    }
    array_clear(&steps);
    return ok;
}

static bool
read_question(NumberQuery *a)
{
    const Node *n = a->node;
    Map free = {0};
    size_t opened = 0;
    question_read(&a->question, n);
    bool ok = check_items(a) && number_query_start(a) && number_query_do(a);
    for (size_t i = 0; ok && i < a->question.items.count; i++)
        ok = add_item(a, &a->question.items.at[i], &free, &opened);
    if (ok && !a->question.heads)
        number_query_add_all(a);
    if (ok && !a->query.heads.count)
        ok = complain_usage(&a->s->complain, n->at, "most",
                            "less in it: no variable is left to ask about");
    map_clear(&free);
    return ok && number_query_finish(a);
}

/* What stands right of the bar, as it is written. */
static Name
conditions(Session *s, const Node *call)
{
    return call->count > 2 ? span_text(&s->names, call->kids[2]->at) : NULL;
}

static bool
find_most(NumberQuery *a, Most *to)
{
    ReachedRow reached;
    return read_question(a) &&
           session_evaluate_most(a->s, to, MOST_LISTED, &a->query, a->node, &reached) &&
           (!to->undefined || number_query_undefined(a, a->node, &reached));
}

bool
elaborate_most(Session *s, Value *to, const Node *call)
{
    NumberQuery a = {.s = s, .node = call};
    Most m;
    most_init(&m);
    bool ok = find_most(&a, &m);
    if (ok)
        value_take_most(to, &m, &a.out, conditions(s, call));
    most_clear(&m);
    number_query_clear(&a);
    return ok;
}
