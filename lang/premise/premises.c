/* premises.c -- show and explain with `assume`, in the language. */
#include "lang/explain/run_explain.h"
#include "lang/premise/entailed.h"
#include "lang/premise/proof.h"
#include "lang/premise/premise_question.h"

static bool
explain(Session *s, const Node *n)
{
    return asks_independence(n) ? explain_proof(s, n) : explain_entailed(s, n);
}

static bool
run_explain_assuming(Session *s, const Node *n)
{
    return explain_to(s, n, explain);
}

static const Action actions[] = {
    {.word = "show", .run = run_entailed, .takes = assumes},
    {.word = "explain", .run = run_explain_assuming, .takes = assumes},
    {0},
};

const Capability premises = {.actions = actions};
