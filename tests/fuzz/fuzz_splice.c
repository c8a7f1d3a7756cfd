/* fuzz_splice.c -- scripts put together from statements of others, run in text and in JSON.
 *
 * The mutator knows statements and brackets: it takes statements of the goldens, the examples, the
 * library and the documentation, puts them after one another, and exchanges what stands in their
 * brackets.  Beside what fuzz_eval asks: text is UTF-8 and cannot act on a terminal, each line of
 * JSON is a JSON text, and whoever fails has complained. */
#include "base/array.h"
#include "base/utf8.h"
#include "diagram/keyword.h"
#include "diagram/signature.h"
#include "lang/command_line.h"
#include "lang/language.h"
#include "lang/statement/run.h"
#include "tests/fuzz/json_text.h"
#include "tests/fuzz/require.h"

#include <glob.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

typedef struct Piece {
    const char *text;
    size_t count;
} Piece;

typedef ARRAY(Piece) PieceList;

/* ---- statements ---- */

static bool
starts_statement(const char *line, size_t count)
{
    size_t n = 0;
    while (n < count && line[n] >= 'a' && line[n] <= 'z')
        n++;
    return n > 0 && word_starts_statement(line, n);
}

/* Cuts a text before each line that starts a statement. */
static void
list_statements(PieceList *to, const char *text, size_t count)
{
    const char *end = text + count, *from = text;
    for (const char *at = text; at < end;) {
        const char *line = memchr(at, '\n', (size_t)(end - at));
        at = line ? line + 1 : end;
        bool fence = at < end && *at == '`'; /* of a block in a page of the documentation */
        if (at < end && !fence && !starts_statement(at, (size_t)(end - at)))
            continue;
        if (starts_statement(from, (size_t)(at - from)))
            array_push(to, ((Piece){from, (size_t)(at - from)}));
        from = at;
    }
}

/* All statements of the files that match; their texts stay. */
static void
list_files(PieceList *to, const char *pattern)
{
    glob_t found;
    if (glob(pattern, 0, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char part[4096];
        Sink text = {0};
        FILE *f = fopen(found.gl_pathv[i], "r");
        for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;)
            sink_add(&text, part, n);
        if (f)
            fclose(f);
        size_t before = to->count;
        list_statements(to, text.text ? text.text : "", text.count);
        if (to->count == before)
            sink_clear(&text);
    }
    globfree(&found);
}

static const PieceList *
all_statements(void)
{
    static PieceList all;
    static const char *const patterns[] = {"tests/golden/*.diag", "tests/golden/parts/*.diag",
                                           "examples/*.diag", "stdlib/*.diag", "doc/*.md",
                                           "README.md"};
    static bool listed;
    for (size_t i = 0; !listed && i < sizeof patterns / sizeof *patterns; i++)
        list_files(&all, patterns[i]);
    listed = true;
    return &all;
}

/* ---- changes ---- */

static unsigned
draw(unsigned *seed, size_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return below ? (*seed >> 8) % (unsigned)below : 0;
}

/* What stands in some bracket of the piece; all of it where there is none. */
static Piece
inside(Piece p, unsigned *seed)
{
    size_t from = draw(seed, p.count);
    for (size_t i = 0; i < p.count; i++) {
        size_t open = (from + i) % p.count;
        char c = p.text[open], close = c == '(' ? ')' : c == '[' ? ']' : c == '{' ? '}' : '\0';
        const char *end = close ? memchr(p.text + open, close, p.count - open) : NULL;
        if (end)
            return (Piece){p.text + open + 1, (size_t)(end - p.text) - open - 1};
    }
    return p;
}

/* The script with `cut` in it replaced. */
static void
put_instead(Sink *out, const uint8_t *data, size_t size, Piece cut, Piece by)
{
    const char *text = (const char *)data;
    size_t before = (size_t)(cut.text - text), after = before + cut.count;
    sink_add(out, text, before);
    sink_add(out, by.text, by.count);
    sink_add(out, text + after, size - after);
}

static void
change(Sink *out, const uint8_t *data, size_t size, unsigned *seed)
{
    const PieceList *all = all_statements();
    PieceList mine = {0};
    list_statements(&mine, (const char *)data, size);
    Piece other = all->count ? all->at[draw(seed, all->count)] : (Piece){"", 0};
    Piece here = mine.count ? mine.at[draw(seed, mine.count)] : (Piece){(const char *)data, 0};
    Piece nothing = {here.text, 0};
    switch (draw(seed, 6)) {
    case 0: put_instead(out, data, size, nothing, other); break;
    case 1: put_instead(out, data, size, here, other); break;
    case 2: put_instead(out, data, size, here, (Piece){"", 0}); break;
    case 3: put_instead(out, data, size, inside(here, seed), inside(other, seed)); break;
    case 4: put_instead(out, data, size, inside(here, seed), (Piece){"", 0}); break;
    default: put_instead(out, data, size, inside(here, seed), inside(here, seed)); break;
    }
    array_clear(&mine);
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    if (draw(&seed, 8) == 0)
        return LLVMFuzzerMutate(data, size, most);
    Sink out = {0};
    change(&out, data, size, &seed);
    size_t n = out.count < most ? out.count : most;
    memcpy(data, sink_text(&out), n);
    sink_clear(&out);
    return n;
}

/* ---- what must hold ---- */

static void
check_text(const char *text, size_t count)
{
    for (size_t i = 0, n; i < count; i += n) {
        uint32_t point = 0;
        n = utf8_read(text + i, count - i, &point);
        require(n > 0);
        require(point == '\n' || point == '\t' || !utf8_is_unseen(point));
    }
}

static void
check_lines(const char *text, size_t count)
{
    while (count) {
        const char *end = memchr(text, '\n', count);
        size_t n = end ? (size_t)(end - text) : count;
        require(end && json_text_is(text, n));
        text += n + 1;
        count -= n + 1;
    }
}

static void
run(const char *text, size_t size, bool json)
{
    Options o;
    Session s;
    char *said = NULL, *wrong = NULL;
    size_t said_count = 0, wrong_count = 0;
    options_init(&o);
    o.json = json;
    o.keep_going = o.no_files = true;
    o.max_memory = 1 << 22;
    o.max_output = 1 << 20;
    o.max_time = 500000000;
    FILE *out = open_memstream(&said, &said_count), *err = open_memstream(&wrong, &wrong_count);
    session_init(&s, &o, language);
    s.out.file = out;
    s.err.file = err;
    bool ok = session_run(&s, source_new("splice.diag", "", text, size));
    require(ok || s.complain.errors > 0);
    require((session_status(&s) != 0) == (s.complain.errors > 0));
    sink_end(&s.err);
    fclose(out);
    fclose(err);
    check_text(said, said_count);
    check_text(wrong, wrong_count);
    if (json)
        check_lines(said, said_count);
    session_clear(&s);
    free(said);
    free(wrong);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 20000)
        return 0;
    rational_start();
    run((const char *)data, size, false);
    run((const char *)data, size, true);
    return 0;
}
