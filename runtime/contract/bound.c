/* bound.c -- see bound.h. */
#include "contract/bound.h"

uint64_t
bound_of(uint64_t n)
{
    return n > 1 ? size_log(n) + 2 : 0;
}
