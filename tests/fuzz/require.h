/* require.h -- what every fuzz target has: its entry, and how it says that a promise was broken. */
#ifndef CATGUT_FUZZ_REQUIRE_H
#define CATGUT_FUZZ_REQUIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void
require(bool holds)
{
    if (!holds)
        abort();
}

#endif
