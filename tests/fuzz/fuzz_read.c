/* fuzz_read.c -- any bytes through the lexer, the reader and the complaints.
 *
 * A first byte of 'b' reads as the REPL does.  Beside not crashing: every wrong statement is
 * complained about exactly once, every node stands inside the text, what is said is plain text. */
#include "base/utf8.h"
#include "lang/read/reader.h"
#include "tests/fuzz/require.h"

static void
check_tree(const Node *n, const Source *s, unsigned depth)
{
    if (!n)
        return;
    require(depth <= NODE_DEPTH_MAX + 2);
    require(!n->at.source || (n->at.start <= n->at.end && n->at.end <= s->count));
    for (uint32_t i = 0; i < n->count; i++)
        check_tree(n->kids[i], s, depth + 1);
}

/* UTF-8 without controls but for the ends of lines. */
static void
check_text(const Sink *said)
{
    uint32_t point;
    for (size_t i = 0; i < said->count;) {
        size_t n = utf8_read(said->text + i, said->count - i, &point);
        require(n > 0 && (point == '\n' || !utf8_is_unseen(point)));
        i += n;
    }
}

static void
read_all(const Source *s, Names *names, bool bare)
{
    Sink said, json, trees;
    sink_init(&said);
    sink_init(&json);
    sink_init(&trees);
    Complainer c = {.err = &said, .json = &json};
    Reader r;
    reader_init(&r, s, names, &c, bare);
    size_t wrong = 0;
    ReadResult result = READ_STATEMENT;
    while (result != READ_END) {
        Arena a = {0};
        Node *n = NULL;
        result = reader_next(&r, &a, &n);
        require(result != READ_MORE && (result == READ_STATEMENT) == (n != NULL));
        wrong += result == READ_WRONG;
        require(c.errors == wrong);
        check_tree(n, s, 0);
        if (n)
            node_write(n, &trees);
        arena_clear(&a);
    }
    check_text(&said);
    check_text(&json);
    reader_clear(&r);
    sink_clear(&said);
    sink_clear(&json);
    sink_clear(&trees);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bool bare = size > 0 && data[0] == 'b';
    const char *text = (const char *)data + bare;
    size -= bare;
    Names names = {0};
    Source *s = source_new("fuzz", NULL, text, size);
    read_all(s, &names, bare);
    char open[4];
    int kinds[100];
    reader_wants_more(text, size, &names, open);
    reader_expects(text, size, &names, kinds, 100);
    source_free(s);
    names_clear(&names);
    return 0;
}
