/* name.h -- interned names: two have the same text exactly when they are the same pointer.
 *
 * A Name lives as long as the Names it came from.  It ends in a NUL byte and has none inside; it is
 * never NULL.  Nothing may depend on the order of the pointers. */
#ifndef CATGUT_BASE_NAME_H
#define CATGUT_BASE_NAME_H

#include "base/memory.h"
#include "base/sink.h"

#include <stdint.h>

typedef const char *Name;

enum { NAME_MOST = 4096 }; /* bytes of a name, or label, that a text may give */

typedef struct Names {
    Arena arena;
    struct NameSlot {
        uint64_t hash;
        Name name; /* NULL: empty */
    } *slot;
    size_t count, space; /* space is a power of two, or 0 */
} Names;

void names_clear(Names *n);
/* How much memory they take, about. */
size_t names_bytes(const Names *n);

/* The name with this text. */
Name names_add(Names *n, const char *text, size_t length);
Name names_add_text(Names *n, const char *text);
/* The name with the text that a memory sink holds; the sink is cleared. */
Name names_take(Names *n, Sink *text);

#endif
