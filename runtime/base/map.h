/* map.h -- a hash map from 64-bit keys (numbers, or pointers as numbers) to 64-bit values.
 *
 * {0} is an empty map.  There is no way to go through a map, so no output can depend on its order.
 */
#ifndef CATGUT_BASE_MAP_H
#define CATGUT_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Map {
    struct MapSlot {
        uint64_t key, value;
        bool full;
    } * slot;
    size_t count, space; /* space is a power of two, or 0 */
} Map;

void map_clear(Map *m);

/* The key's value is now this one. */
void map_set_at(Map *m, uint64_t key, uint64_t value);

/* Has the key a value?  If so, *value is it (value may be NULL). */
bool map_find(const Map *m, uint64_t key, uint64_t *value);

static inline uint64_t
map_key(const void *p)
{
    return (uint64_t)(uintptr_t)p;
}

uint64_t hash_bytes(const void *bytes, size_t count);
uint64_t hash_number(uint64_t n);

#endif
