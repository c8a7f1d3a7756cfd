/* texts.c -- see texts.h. */
#include "data/texts.h"

#include "base/map.h"

#include <assert.h>
#include <string.h>

void
texts_clear(Texts *t)
{
    array_clear(&t->bytes);
    array_clear(&t->start);
    array_clear(&t->slot);
    t->last = 0;
}

size_t
texts_count(const Texts *t)
{
    return t->start.count;
}

const char *
texts_text(const Texts *t, uint32_t code)
{
    return t->bytes.at + t->start.at[code];
}

size_t
texts_length(const Texts *t, uint32_t code)
{
    size_t end = code + 1 < t->start.count ? t->start.at[code + 1] : t->bytes.count;
    return end - t->start.at[code] - 1;
}

uint64_t
texts_bytes(const Texts *t)
{
    return t->bytes.space + t->start.space * sizeof *t->start.at +
           t->slot.space * sizeof *t->slot.at;
}

static bool
is_text(const Texts *t, uint32_t code, const char *text, size_t length)
{
    return texts_length(t, code) == length && memcmp(texts_text(t, code), text, length) == 0;
}

/* The slot that has the text, or is free for it. */
static size_t
find_slot(const Texts *t, const char *text, size_t length)
{
    size_t mask = t->slot.count - 1, i = hash_bytes(text, length) & mask;
    while (t->slot.at[i] && !is_text(t, t->slot.at[i] - 1, text, length))
        i = (i + 1) & mask;
    return i;
}

/* Twice the slots. */
static void
widen(Texts *t)
{
    size_t count = t->slot.count ? 2 * t->slot.count : 16;
    array_clear(&t->slot);
    array_add_zeroed(&t->slot, count);
    for (uint32_t code = 0; code < t->start.count; code++)
        t->slot.at[find_slot(t, texts_text(t, code), texts_length(t, code))] = code + 1;
}

bool
texts_find(const Texts *t, const char *text, size_t length, uint32_t *code)
{
    if (!t->slot.count)
        return false;
    uint32_t found = t->slot.at[find_slot(t, text, length)];
    if (found)
        *code = found - 1;
    return found != 0;
}

uint32_t
texts_add(Texts *t, const char *text, size_t length)
{
    if (t->last < t->start.count && is_text(t, t->last, text, length))
        return t->last;
    if (2 * (t->start.count + 1) > t->slot.count)
        widen(t);
    size_t slot = find_slot(t, text, length);
    if (!t->slot.at[slot]) {
        assert(t->start.count < TEXTS_MOST);
        array_push(&t->start, t->bytes.count);
        array_reserve(&t->bytes, length + 1);
        memcpy(t->bytes.at + t->bytes.count, text, length);
        t->bytes.at[t->bytes.count + length] = '\0';
        t->bytes.count += length + 1;
        t->slot.at[slot] = (uint32_t)t->start.count;
    }
    t->last = t->slot.at[slot] - 1;
    return t->last;
}
