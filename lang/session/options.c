/* options.c -- see options.h. */
#include "lang/session/options.h"

void
options_init(Options *o)
{
    *o = (Options){.digits = 6,
                   .percent = 100,
                   .checks = 1,
                   .max_memory = (uint64_t)2 << 30,
                   .max_output = (uint64_t)256 << 20,
                   .max_source = (uint64_t)64 << 20};
}
