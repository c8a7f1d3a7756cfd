/* context.c -- what a question is asked in; see context.h. */
#include "lang/session/context.h"

/* ---- contexts ---- */

void
context_clear(Context *c)
{
    value_clear(&c->state);
    model_clear(&c->model);
    model_clear(&c->shape);
    array_clear(&c->output_of);
    *c = (Context){0};
}

void
context_swap(Context *a, Context *b)
{
    Context c = *a;
    *a = *b;
    *b = c;
}
