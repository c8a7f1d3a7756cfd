/* bif.c -- see bif.h: what a network owns, and what a mistake owns. */
#include "io/bif.h"

void
bif_clear(Bif *b)
{
    for (size_t i = 0; i < b->variables.count; i++) {
        BifVariable *v = &b->variables.at[i];
        array_clear(&v->labels);
        map_clear(&v->index);
        array_clear(&v->parents);
        memory_free(v->numbers);
        memory_free(v->given);
    }
    array_clear(&b->variables);
    map_clear(&b->index);
    for (size_t i = 0; i < b->longs.count; i++)
        mpq_clear(&b->longs.at[i]);
    array_clear(&b->longs);
    *b = (Bif){0};
}

void
bif_mistake_clear(BifMistake *m)
{
    array_clear(&m->labels);
    *m = (BifMistake){0};
}
