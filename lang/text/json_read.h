/* json_read.h -- JSON that other programs send, read strictly: UTF-8, one value, no name twice.
 *
 * jansson reads it, and is loaded when it is first needed; without it (`make JANSSON=no`, or not on
 * this machine) nothing can be read. */
#ifndef CATGUT_TEXT_JSON_READ_H
#define CATGUT_TEXT_JSON_READ_H

#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum JsonKind {
    JSON_IS_NULL,
    JSON_IS_BOOL,
    JSON_IS_INTEGER,
    JSON_IS_REAL, /* one that is no integer; nobody asks for its value */
    JSON_IS_TEXT,
    JSON_IS_LIST,
    JSON_IS_OBJECT
} JsonKind;

typedef struct Json {
    JsonKind kind;
    bool truth;
    int64_t integer;
    const char *text; /* count bytes and a NUL; no NUL is inside */
    const char **names; /* of an object's members */
    const struct Json *kids; /* count of them, as of a list */
    size_t count;
} Json;

typedef enum JsonRead { JSON_READ, JSON_MALFORMED, JSON_NO_LIBRARY } JsonRead;

/* The value lives in the arena.  *place: the byte where what is malformed was noticed. */
JsonRead json_read(const Json **to, Arena *arena, const char *text, size_t count, size_t *place);
/* The member of an object; NULL: there is none, or it is no object.  j may be NULL. */
const Json *json_member(const Json *j, const char *name);
/* The text of the member; NULL: it is none. */
const char *json_text(const Json *j, const char *name);

#endif
