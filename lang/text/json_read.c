/* json_read.c -- see json_read.h.  The one file that knows jansson; what that has read is copied,
 * so that nobody else has to give anything back. */
#include "lang/text/json_read.h"

#include <string.h>

#ifndef CATGUT_NO_JANSSON
#include "base/library.h"

#include <jansson.h>

#define EACH_FUNCTION(USE)    \
    USE(json_loadb)           \
    USE(json_delete)          \
    USE(json_string_value)    \
    USE(json_string_length)   \
    USE(json_integer_value)   \
    USE(json_array_size)      \
    USE(json_array_get)       \
    USE(json_object_size)     \
    USE(json_object_iter)     \
    USE(json_object_iter_key) \
    USE(json_object_iter_next) \
    USE(json_object_iter_value)

typedef struct Jansson {
#define USE(name) __typeof__(&name) name;
    EACH_FUNCTION(USE)
#undef USE
} Jansson;

static bool
find_functions(Jansson *j)
{
    static const char *const names[] = {"libjansson.so.4", "libjansson.so", "libjansson.4.dylib",
                                        "libjansson.dylib", NULL};
    void *library = library_open(names);
    bool found = library != NULL;
#define USE(name) found = found && (*(void **)&j->name = LIBRARY_FIND(library, name)) != NULL;
    EACH_FUNCTION(USE)
#undef USE
    return found;
}

static const char *
copy_text(Arena *arena, const char *text, size_t count)
{
    char *copy = arena_new(arena, count + 1);
    memcpy(copy, text, count);
    return copy;
}

static void copy_value(const Jansson *j, Json *to, Arena *arena, json_t *from);

static void
copy_list(const Jansson *j, Json *to, Arena *arena, json_t *from)
{
    to->count = j->json_array_size(from);
    Json *kids = arena_new(arena, to->count * sizeof *kids);
    for (size_t i = 0; i < to->count; i++)
        copy_value(j, &kids[i], arena, j->json_array_get(from, i));
    to->kids = kids;
}

static void
copy_object(const Jansson *j, Json *to, Arena *arena, json_t *from)
{
    to->count = j->json_object_size(from);
    Json *kids = arena_new(arena, to->count * sizeof *kids);
    to->names = arena_new(arena, to->count * sizeof *to->names);
    void *at = j->json_object_iter(from);
    for (size_t i = 0; at; i++, at = j->json_object_iter_next(from, at)) {
        const char *name = j->json_object_iter_key(at);
        to->names[i] = copy_text(arena, name, strlen(name));
        copy_value(j, &kids[i], arena, j->json_object_iter_value(at));
    }
    to->kids = kids;
}

/* jansson itself limits how deep values may stand in each other. */
static void
copy_value(const Jansson *j, Json *to, Arena *arena, json_t *from)
{
    *to = (Json){.kind = JSON_IS_NULL};
    switch (json_typeof(from)) {
    case JSON_NULL: break;
    case JSON_TRUE: to->truth = true; /* fallthrough */
    case JSON_FALSE: to->kind = JSON_IS_BOOL; break;
    case JSON_INTEGER:
        to->kind = JSON_IS_INTEGER;
        to->integer = j->json_integer_value(from);
        break;
    case JSON_REAL: to->kind = JSON_IS_REAL; break;
    case JSON_STRING:
        to->kind = JSON_IS_TEXT;
        to->count = j->json_string_length(from);
        to->text = copy_text(arena, j->json_string_value(from), to->count);
        break;
    case JSON_ARRAY:
        to->kind = JSON_IS_LIST;
        copy_list(j, to, arena, from);
        break;
    case JSON_OBJECT:
        to->kind = JSON_IS_OBJECT;
        copy_object(j, to, arena, from);
        break;
    }
}

JsonRead
json_read(const Json **to, Arena *arena, const char *text, size_t count, size_t *place)
{
    Jansson j;
    json_error_t error;
    if (!find_functions(&j))
        return JSON_NO_LIBRARY;
    json_t *read = j.json_loadb(text, count, JSON_REJECT_DUPLICATES, &error);
    *place = read || error.position < 0 ? 0 : (size_t)error.position;
    if (!read)
        return JSON_MALFORMED;
    Json *copy = arena_new(arena, sizeof *copy);
    copy_value(&j, copy, arena, read);
    j.json_delete(read);
    *to = copy;
    return JSON_READ;
}

#else

JsonRead
json_read(const Json **to, Arena *arena, const char *text, size_t count, size_t *place)
{
    (void)to;
    (void)arena;
    (void)text;
    (void)count;
    (void)place;
    return JSON_NO_LIBRARY;
}

#endif

const Json *
json_member(const Json *j, const char *name)
{
    for (size_t i = 0; j && j->kind == JSON_IS_OBJECT && i < j->count; i++)
        if (strcmp(j->names[i], name) == 0)
            return &j->kids[i];
    return NULL;
}

const char *
json_text(const Json *j, const char *name)
{
    const Json *member = json_member(j, name);
    return member && member->kind == JSON_IS_TEXT ? member->text : NULL;
}
