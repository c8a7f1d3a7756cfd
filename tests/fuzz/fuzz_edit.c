/* fuzz_edit.c -- any bytes, laid out, and their names found.
 *
 * A text that can be read is laid out, has the same trees, and is laid out then; one that cannot is
 * complained about once.  Names stand in the text, in order, and those of one thing are alike. */
#include "lang/outline/format.h"
#include "lang/outline/names.h"
#include "lang/read/reader.h"
#include "tests/fuzz/require.h"

#include <string.h>

/* The trees of a text as lines. */
static bool
write_trees(const char *text, size_t count, Names *names, Sink *out)
{
    Source *s = source_new("fuzz", NULL, text, count);
    Complainer c = {0};
    Arena a = {0};
    Reader r;
    Node *n;
    ReadResult read;
    reader_init(&r, s, names, &c, false);
    while ((read = reader_next(&r, &a, &n)) == READ_STATEMENT)
        node_write(n, out);
    reader_clear(&r);
    arena_clear(&a);
    source_free(s);
    return read == READ_END;
}

static void
check_layout(const char *text, size_t count, Names *names)
{
    Sink before, after, once, twice;
    sink_init(&before);
    sink_init(&after);
    sink_init(&once);
    sink_init(&twice);
    Complainer c = {0};
    bool good = format_write("fuzz", text, count, names, &c, NULL, &once);
    require(c.errors == (good ? 0 : 1));
    if (good) {
        require(write_trees(text, count, names, &before));
        require(write_trees(sink_text(&once), once.count, names, &after));
        require(strcmp(sink_text(&before), sink_text(&after)) == 0);
        require(format_write("fuzz", sink_text(&once), once.count, names, &c, NULL, &twice));
        require(strcmp(sink_text(&once), sink_text(&twice)) == 0);
    }
    sink_clear(&before);
    sink_clear(&after);
    sink_clear(&once);
    sink_clear(&twice);
}

static void
check_names(const char *text, size_t count, Names *names)
{
    Source *s = source_new("fuzz", NULL, text, count);
    TextNames found = {0};
    require(names_read(&found, s, names, NULL));
    uint32_t end = 0;
    ARRAY(const Mention *) first = {0};
    for (size_t i = 0; i < found.mentions.count; i++) {
        const Mention *m = &found.mentions.at[i];
        require(m->at.start >= end && m->at.start < m->at.end && m->at.end <= s->count);
        require(m->whole.start <= m->whole.end && m->whole.end <= s->count);
        require(!m->defines || m->word);
        end = m->at.end;
        while (first.count <= m->thing && first.count <= 4 * count)
            array_push(&first, NULL);
        require(m->thing < first.count);
        if (!first.at[m->thing])
            first.at[m->thing] = m;
        require(first.at[m->thing]->name == m->name && first.at[m->thing]->kind == m->kind);
    }
    array_clear(&first);
    text_names_clear(&found);
    source_free(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Names names = {0};
    check_layout((const char *)data, size, &names);
    check_names((const char *)data, size, &names);
    names_clear(&names);
    return 0;
}
