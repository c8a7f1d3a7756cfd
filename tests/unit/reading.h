/* reading.h -- for tests of the front of lang/: a source read to its end, with what was said. */
#ifndef CATGUT_TEST_READING_H
#define CATGUT_TEST_READING_H

#include "lang/read/reader.h"

typedef struct Reading {
    Names names;
    Source *source;
    Sink said, json;
    Complainer complain;
    Arena arena;
    size_t statements, wrong;
    Sink trees; /* the statements, as node_write has them */
} Reading;

static inline void
reading_init(Reading *r, const char *text, size_t count)
{
    *r = (Reading){0};
    r->source = source_new("t", NULL, text, count);
    r->complain = (Complainer){.err = &r->said, .json = &r->json};
}

static inline void
reading_clear(Reading *r)
{
    source_free(r->source);
    names_clear(&r->names);
    sink_clear(&r->said);
    sink_clear(&r->json);
    sink_clear(&r->trees);
    arena_clear(&r->arena);
}

/* To the end of the text. */
static inline void
reading_run(Reading *r, bool bare)
{
    Reader reader;
    reader_init(&reader, r->source, &r->names, &r->complain, bare);
    for (;;) {
        Node *n = NULL;
        ReadResult result = reader_next(&reader, &r->arena, &n);
        if (result == READ_END)
            break;
        r->statements += result == READ_STATEMENT;
        r->wrong += result == READ_WRONG;
        if (n)
            node_write(n, &r->trees);
        arena_clear(&r->arena);
    }
    reader_clear(&reader);
}

#endif
