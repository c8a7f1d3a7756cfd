/* marginals.c -- all marginals at once; see marginals.h. */
#include "lang/ask/marginals.h"

#include "lang/ask/query.h"
#include "lang/complain/complain_name.h"
#include "lang/session/define.h"

/* ---- all marginals ---- */

/* Events and interventions by value: what a marginal may be given. */
static bool
add_evidence(NumberQuery *a, const Node *call)
{
    Map unused = {0};
    size_t opened = 0;
    question_read_conditions(&a->question, call);
    bool ok = number_query_do(a);
    for (size_t i = 0; ok && i < a->question.items.count; i++) {
        const QuestionItem *x = &a->question.items.at[i];
        const Node *whole = x->within ? x->within : x->node;
        ok = (x->within && !a->opened.count) || item_is_event(x) || item_is_soft(x)
                 ? number_query_add(a, x, &unused, &opened)
                 : complain_usage(&a->s->complain, whole->at, "marginals",
                                  "marginals(E = e, do(X = x)) in lung with F");
    }
    map_clear(&unused);
    return ok;
}

static bool
ask_marginals(NumberQuery *a, const Node *n)
{
    if (n->count > 2 || a->s->asked->kind == CONTEXT_FROM)
        return complain_call(a->s, n);
    if (!number_query_start(a) || !add_evidence(a, n))
        return false;
    number_query_add_all(a);
    return number_query_finish(a);
}

/* A state for each head. */
static void
take_marginals(NumberQuery *a, Value *to, Matrix *each)
{
    Value all = {.kind = VALUE_TUPLE};
    PortList none = {0};
    for (size_t i = 0; i < a->out.count; i++) {
        Value one = {0};
        PortList port = {0};
        array_push(&port, a->out.at[i]);
        value_take_matrix(&one, &each[i], &none, &port, false);
        array_push(&all.parts, one);
        array_clear(&port);
    }
    value_swap(to, &all);
    value_clear(&all);
}

bool
elaborate_marginals(Session *s, Value *to, const Node *n)
{
    NumberQuery a = {.s = s, .node = n};
    SizeList none = {0};
    Trouble t = {0};
    bool ok = ask_marginals(&a, n);
    size_t count = a.out.count;
    if (ok && !count)
        ok = complain_usage(&s->complain, n->at, "marginals",
                            "less in it: no variable is left to ask about");
    Matrix *each = memory_new(count + 1, sizeof *each);
    for (size_t i = 0; i < count; i++)
        matrix_init(&each[i], &none, &none);
    a.query.digits = session_digits(s, n);
    ok = ok && session_evaluate_all(s, each, &a.query, &t, n);
    ReachedRow reached = {0};
    if (ok && t.box)
        reached = (ReachedRow){t.box, trouble_event(s, &t)};
    for (size_t i = 0; ok && i < count; i++)
        if (each[i].undefined.at[0])
            ok = number_query_undefined(&a, n, &reached);
    if (ok)
        take_marginals(&a, to, each);
    for (size_t i = 0; i < count; i++)
        matrix_clear(&each[i]);
    memory_free(each);
    trouble_clear(&t);
    number_query_clear(&a);
    return ok;
}
