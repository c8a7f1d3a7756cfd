/* effect.c -- see effect.h. */
#include "surgery/effect.h"

void
effect_clear(Effect *e)
{
    array_clear(&e->y);
    array_clear(&e->x);
    array_clear(&e->z);
    array_clear(&e->drawn);
}

void
effect_set(Effect *to, const Effect *e)
{
    array_set(&to->y, &e->y);
    array_set(&to->x, &e->x);
    array_set(&to->z, &e->z);
    array_set(&to->drawn, &e->drawn);
}
