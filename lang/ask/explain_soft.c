/* explain_soft.c -- see explain_soft.h.  Jeffrey's rule is explained as the likelihoods that lead
 * to the same, likelihoods by what is known without them. */
#include "lang/ask/explain_soft.h"

#include "lang/ask/explain_part.h"
#include "lang/ask/query.h"
#include "lang/ask/soft.h"

bool
call_has_soft(const Node *call)
{
    Question q = {0};
    bool found = false;
    question_read(&q, call);
    for (size_t i = q.heads; i < q.items.count; i++)
        found = found || item_is_soft(&q.items.at[i]);
    question_clear(&q);
    return found;
}

/* The same question without the evidence of this form; *of: the last such item's variable. */
static Node *
question_without(Session *s, const Node *call, ItemForm form, const Node **of)
{
    Question q = {0};
    Node *left = node_new(&s->arena, NODE_LIST, call->at);
    const Node *last = NULL; /* the argument of the item before */
    question_read(&q, call);
    for (size_t i = q.heads; i < q.items.count; i++) {
        const QuestionItem *x = &q.items.at[i];
        if (x->form == form)
            *of = x->name;
        else if (x->argument != last)
            node_add(&s->arena, left, x->argument);
        last = x->argument;
    }
    question_clear(&q);
    return left;
}

/* `B ~ 3|t> + 1/2|f>` */
static void
write_likelihoods(const NumberQuery *a, const Soft *x, Sink *out)
{
    word_write_name(x->item->name->text, out);
    sink_put(out, " ~ ");
    soft_write(x, a->diagram.wires.at[a->diagram.outputs.at[x->output].wire], out);
    sink_put(out, "\n");
}

static bool
explain_likelihoods(Steps *t, const Node *call)
{
    NumberQuery a = {.s = t->s, .node = call};
    bool ok = number_query_read(&a, false);
    for (size_t i = 0; ok && i < a.soft.count; i++) {
        const Soft *x = &a.soft.at[i];
        if (!x->jeffrey || matrix_rows(&x->weights) != 1)
            continue;
        ExplainStep step;
        explain_step_init(&step, "So much each label has to count for that");
        sink_put(&step.law, "Jeffrey's rule is virtual evidence, of likelihoods q(b) / P(b) (Chan "
                            "& Darwiche 2005, section 4).");
        write_likelihoods(&a, x, &step.body);
        steps_add(t, &step);
    }
    number_query_clear(&a);
    return ok;
}

static bool
explain_jeffrey(Steps *t, const Node *call, const Node *of, Node *rest)
{
    Session *s = t->s;
    Node *heads = node_new(&s->arena, NODE_LIST, of->at);
    node_add(&s->arena, heads, (Node *)of);
    return explain_value(t, explain_new_question(s, call, heads, rest),
                         "What it is before, given all else",
                         "Everything else is discarded: summed over.") &&
           explain_likelihoods(t, call) &&
           explain_value(t, call, "The answer",
                         "sum_b q(b) P(... | B = b, all else): the state of B is q now, and what "
                         "comes of each b is as before (Jeffrey 1965).");
}

bool
explain_soft(Steps *t, const Node *call)
{
    Session *s = t->s;
    const Node *of = NULL;
    Node *rest = question_without(s, call, ITEM_JEFFREY, &of);
    if (of)
        return explain_jeffrey(t, call, of, rest);
    rest = question_without(s, call, ITEM_LIKELY, &of);
    return explain_value(t, explain_new_question(s, call, call->kids[1], rest),
                         "Without that evidence", "Everything else is discarded: summed over.") &&
           explain_value(t, call, "With it",
                         "What was seen depends on that variable alone: each possibility counts as "
                         "often as the likelihood of its label says, then all are made to sum to "
                         "one again (Pearl 1988, section 2.2.2).");
}
