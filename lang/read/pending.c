/* pending.c -- a growing text; see pending.h.  The newline is put before each line but the first,
 * and not after it: so the reader, which waits at the end of the text, sees where the next line
 * begins. */
#include "lang/read/pending.h"

#include "grammar.h"

void
pending_init(Pending *p, Names *names, uint64_t most)
{
    *p = (Pending){.names = names};
    p->most = most && most < SOURCE_MAX ? (size_t)most : SOURCE_MAX - 1;
    sink_init(&p->text);
}

void
pending_reset(Pending *p)
{
    if (p->begun)
        reader_clear(&p->reader);
    arena_clear(&p->arena);
    sink_clear(&p->text);
    array_clear(&p->source.lines);
    p->begun = false;
}

void
pending_clear(Pending *p)
{
    pending_reset(p);
    *p = (Pending){0};
}

static void
grow_source(Pending *p, size_t from)
{
    p->source.text = p->text.text;
    p->source.count = p->text.count;
    for (size_t i = from; i < p->text.count; i++)
        if (p->text.text[i] == '\n')
            array_push(&p->source.lines, (uint32_t)i + 1);
}

PendingResult
pending_add(Pending *p, const char *line, size_t count, char open[4])
{
    static char nothing[] = "";
    size_t from = p->text.count;
    if (from + p->begun + count > p->most)
        return PENDING_TOO_LONG;
    if (!p->begun) {
        p->source.name = p->source.folder = nothing;
        array_push(&p->source.lines, 0);
        reader_init(&p->reader, &p->source, p->names, NULL, true);
    } else {
        sink_put(&p->text, "\n");
    }
    p->begun = true;
    sink_add(&p->text, line, count);
    if (!p->text.text)
        return PENDING_WHOLE;
    grow_source(p, from);
    return reader_grow(&p->reader, &p->arena, open) == READ_MORE ? PENDING_OPEN : PENDING_WHOLE;
}

/* Is a text between three quotes open?  The reader stands at its beginning then. */
static bool
is_in_text(const Pending *p)
{
    return p->begun && p->source.text && lexer_has_text(&p->source, p->reader.lexer.at);
}

bool
pending_is_bracketed(const Pending *p)
{
    return is_in_text(p) || (p->begun && p->reader.heard.brackets.count > 0);
}

bool
pending_is_braced(const Pending *p)
{
    bool braced = is_in_text(p);
    for (size_t i = 0; p->begun && i < p->reader.heard.brackets.count; i++)
        braced = braced || p->reader.heard.brackets.at[i].kind == TOKEN_LBRACE;
    return braced;
}
