/* context.c -- what a question is asked in; see context.h. */
#include "lang/session/context.h"

#include <assert.h>

void
context_clear(Context *c)
{
    for (size_t i = 0; i < c->experiments.count; i++) {
        value_clear(&c->experiments.at[i].state);
        array_clear(&c->experiments.at[i].done);
        array_clear(&c->experiments.at[i].output_of);
    }
    array_clear(&c->experiments);
    value_clear(&c->state);
    value_clear(&c->class);
    model_clear(&c->model);
    model_clear(&c->shape);
    array_clear(&c->output_of);
    array_clear(&c->lacking);
    *c = (Context){0};
}

void
context_swap(Context *a, Context *b)
{
    Context c = *a;
    *a = *b;
    *b = c;
}

void
kept_context_clear(KeptContext *k)
{
    assert(!k->asked);
    context_clear(&k->context);
    *k = (KeptContext){0};
}

uint64_t
context_bytes(const Context *c)
{
    uint64_t bytes = value_bytes(&c->state);
    for (size_t i = 0; i < c->experiments.count; i++)
        bytes += value_bytes(&c->experiments.at[i].state);
    return bytes;
}
