/* most.c -- most(A, B | C = c); see most.h.  A question as P's, but that its rows and its events
 * left of the bar are refused; runtime/evaluate/most.h answers it. */
#include "lang/ask/most.h"

#include "lang/ask/complain_ask.h"
#include "lang/ask/most_answer.h"
#include "lang/ask/query.h"
#include "lang/complain/complain_name.h"

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

static bool
read_question(NumberQuery *a)
{
    const Node *n = a->node;
    Map free = {0};
    size_t opened = 0;
    question_read(&a->question, n);
    bool ok = check_items(a) && number_query_start(a) && number_query_do(a);
    for (size_t i = 0; ok && i < a->question.items.count; i++)
        ok = number_query_add(a, &a->question.items.at[i], &free, &opened);
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
