/* explain_part.c -- see explain_part.h. */
#include "lang/ask/explain_part.h"

#include "lang/elaborate/elaborate.h"
#include "lang/read/question.h"
#include "lang/session/print.h"

Node *
explain_new_question(Session *s, const Node *call, Node *heads, Node *conditions)
{
    Node *n = node_new(&s->arena, NODE_CALL, call->at);
    node_add(&s->arena, n, call->kids[0]);
    node_add(&s->arena, n, heads);
    if (conditions->count)
        node_add(&s->arena, n, conditions);
    n->at = call->at;
    return n;
}

void
explain_split(Session *s, const Node *call, Node *done, Node *given)
{
    Question q = {0};
    const Node *last = NULL; /* the argument of the item before */
    question_read(&q, call);
    for (size_t i = q.heads; i < q.items.count; i++) {
        const QuestionItem *item = &q.items.at[i];
        bool apart = item->within || item_is_soft(item);
        if (item->argument != last)
            node_add(&s->arena, apart ? done : given, item->argument);
        last = item->argument;
    }
    question_clear(&q);
}

bool
explain_value(Steps *t, const Node *n, const char *move, const char *law)
{
    Value v = {0};
    bool ok = elaborate(t->s, &v, n);
    if (ok) {
        ExplainStep step;
        explain_step_init(&step, move);
        sink_put(&step.law, law);
        write_plain_value(t->s, &v, &step.body);
        steps_add(t, &step);
    }
    value_clear(&v);
    return ok;
}
