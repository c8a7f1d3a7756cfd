/* halfspaces.c -- lists of inequalities (solver.h). */
#include "linear/solver.h"

void
halfspaces_init(Halfspaces *h, uint32_t width)
{
    *h = (Halfspaces){.width = width};
}

void
halfspaces_clear(Halfspaces *h)
{
    for (size_t i = 0; i < h->number.count; i++)
        mpq_clear(&h->number.at[i]);
    array_clear(&h->number);
    *h = (Halfspaces){.width = h->width};
}

__mpq_struct *
halfspaces_add(Halfspaces *h)
{
    size_t start = h->number.count;
    array_add_zeroed(&h->number, h->width + 1);
    for (size_t i = start; i < h->number.count; i++)
        mpq_init(&h->number.at[i]);
    h->count++;
    return h->number.at + start;
}

__mpq_struct *
halfspaces_at(const Halfspaces *h, size_t i)
{
    return h->number.at + i * (h->width + 1);
}
