/* reader.c -- feeds the parser, a statement at a time; see reader.h.
 *
 * Each token is asked for before it is fed (heard_accepts), so the parser never sees a token it
 * would refuse, and its state is still whole when a complaint wants to know what could have come.
 * What a refused token means is found out in diagnose.c. */
#include "lang/read/reader.h"

#include "grammar.h"
#include "lang/read/complain_read.h"
#include "lang/read/diagnose.h"

#include <assert.h>
#include <string.h>

void
reader_init(Reader *r, const Source *s, Names *names, Complainer *c, bool bare)
{
    *r = (Reader){.lexer = {.source = s, .names = names, .complain = c}, .bare = bare};
    r->whole = true;
    r->parse.names = names;
    r->parser = parser_new(&r->parse);
}

void
reader_clear(Reader *r)
{
    parser_free(r->parser);
    heard_clear(&r->heard);
    *r = (Reader){0};
}

/* ---- tokens ---- */

static Token
next_token(Reader *r, Arena *a)
{
    if (r->has_ahead) {
        r->has_ahead = false;
        if (r->ahead.kind != TOKEN_KET)
            return r->ahead;
        r->lexer.at = r->ahead.at.start; /* its labels went with the last statement's arena */
        return lexer_next(&r->lexer, a);
    }
    uint32_t end = r->lexer.at;
    Token t = lexer_next(&r->lexer, a);
    const char *text = r->lexer.source->text;
    r->heard.fresh = end == 0 || memchr(text + end, '\n', t.at.start - end) != NULL;
    return t;
}

static void
put_back(Reader *r, Token t)
{
    r->ahead = t;
    r->has_ahead = true;
}

/* ---- statements ---- */

static void
start_statement(Reader *r, Arena *a)
{
    r->parse.arena = a;
    parser_reset(r->parser);
    heard_start(&r->heard);
}

static bool
accepts(const Reader *r, int kind)
{
    return heard_accepts(&r->heard, r->parser, kind);
}

/* A name, or a word where the statement takes that. */
static Token
as_word(const Reader *r, Token t)
{
    int kind = t.kind == TOKEN_NAME ? token_word(t.text) : 0;
    if (kind && accepts(r, kind))
        t.kind = kind;
    return t;
}

/* Is t the first token of the next statement? */
static bool
ends_before(const Reader *r, Token t)
{
    if (r->heard.fed == 0 || accepts(r, t.kind) || !accepts(r, TOKEN_END))
        return false;
    return token_starts_statement(t.kind) || (r->bare && r->heard.fresh);
}

/* After a token or the end: did the parser run into a limit? */
static bool
within_limits(const Reader *r, Token t)
{
    if (r->parse.overflow)
        return complain_too_deep(r->lexer.complain, t.at);
    if (r->parse.deep)
        return complain_too_deep(r->lexer.complain, r->parse.deep->at);
    assert(!r->parse.failed);
    return true;
}

/* The mistake stands where t stands.  If t is the next statement's keyword, it is kept. */
static bool
refuse(Reader *r, Arena *a, Token t)
{
    bool keyword = token_starts_statement(t.kind) && r->heard.fresh &&
                   !diagnose_is_name(&r->heard, r->parser, &r->lexer, a, t);
    diagnose(&r->heard, r->parser, &r->lexer, a, t);
    if (keyword)
        put_back(r, t);
    return false;
}

static bool
feed(Reader *r, Arena *a, Token t)
{
    bool starts = r->heard.fed > 0 || r->bare || token_starts_statement(t.kind);
    if (!starts || !accepts(r, t.kind))
        return refuse(r, a, t);
    if (token_opens(t.kind) && r->heard.brackets.count == NODE_DEPTH_MAX)
        return complain_too_many_brackets(r->lexer.complain, t.at);
    heard_add(&r->heard, t);
    parser_take(r->parser, t);
    return within_limits(r, t);
}

static ReadResult
finish(Reader *r, Node **statement)
{
    parser_finish(r->parser);
    if (!within_limits(r, r->heard.last))
        return READ_WRONG;
    *statement = r->parse.result;
    return READ_STATEMENT;
}

/* READ_MORE at the end of the text, with the parser where it stands there. */
static ReadResult
go_on(Reader *r, Arena *a, Node **statement)
{
    for (;;) {
        Token t = as_word(r, next_token(r, a));
        bool end = t.kind == TOKEN_END;
        if (t.kind == TOKEN_BAD)
            return READ_WRONG;
        if (end && r->heard.fed == 0)
            return READ_END;
        if (end && !(r->whole && accepts(r, TOKEN_END))) {
            put_back(r, t);
            return READ_MORE;
        }
        if (end || ends_before(r, t)) {
            put_back(r, t);
            return finish(r, statement);
        }
        if (!feed(r, a, t))
            return READ_WRONG;
    }
}

static ReadResult
read_statement(Reader *r, Arena *a, Node **statement)
{
    start_statement(r, a);
    return go_on(r, a, statement);
}

/* To the next line that starts with a statement's keyword, in silence. */
static void
recover(Reader *r, Arena *a)
{
    Complainer *c = r->lexer.complain;
    r->lexer.complain = NULL;
    Token t = next_token(r, a);
    while (t.kind != TOKEN_END && !(r->heard.fresh && token_starts_statement(t.kind)))
        t = next_token(r, a);
    put_back(r, t);
    r->lexer.complain = c;
}

ReadResult
reader_next(Reader *r, Arena *a, Node **statement)
{
    ReadResult result = read_statement(r, a, statement);
    if (result == READ_MORE) {
        Token t = next_token(r, a);
        diagnose(&r->heard, r->parser, &r->lexer, a, t);
        result = READ_WRONG;
    }
    if (result == READ_WRONG)
        recover(r, a);
    return result;
}

uint32_t
reader_place(const Reader *r)
{
    return r->has_ahead ? r->ahead.at.start : r->lexer.at;
}

/* ---- the REPL ---- */

/* Reads to the end of the text in silence; the reader stands there. */
static ReadResult
read_all(Reader *r, const Source *s, Names *names, Arena *a, bool whole)
{
    reader_init(r, s, names, NULL, true);
    r->whole = whole;
    ReadResult result = READ_STATEMENT;
    Node *statement;
    while (result == READ_STATEMENT)
        result = read_statement(r, a, &statement);
    return result;
}

/* What is open, and whether more is wanted. */
static ReadResult
answer(const Reader *r, bool more, char open[4])
{
    const char *what = more ? "..." : "";
    if (more && heard_bracket(&r->heard))
        what = token_text(heard_bracket(&r->heard)->kind);
    memcpy(open, what, strlen(what) + 1);
    return more ? READ_MORE : READ_STATEMENT;
}

ReadResult
reader_grow(Reader *r, Arena *a, char open[4])
{
    Node *statement;
    r->has_ahead = false;
    ReadResult result = r->heard.fed ? go_on(r, a, &statement) : READ_STATEMENT;
    while (result == READ_STATEMENT)
        result = read_statement(r, a, &statement);
    return answer(r, result == READ_MORE, open);
}

ReadResult
reader_wants_more(const char *text, size_t count, Names *names, char open[4])
{
    Source *s = source_new("", NULL, text, count);
    Arena a = {0};
    Reader r;
    ReadResult result = answer(&r, read_all(&r, s, names, &a, true) == READ_MORE, open);
    reader_clear(&r);
    arena_clear(&a);
    source_free(s);
    return result;
}

size_t
reader_expects(const char *text, size_t count, Names *names, int *kinds, size_t space)
{
    Source *s = source_new("", NULL, text, count);
    Arena a = {0};
    Reader r;
    ReadResult result = read_all(&r, s, names, &a, false);
    bool may_start = result == READ_END ||
                     (result == READ_MORE && accepts(&r, TOKEN_END));
    size_t found = 0;
    for (int kind = 1; result != READ_WRONG && kind <= TOKEN_SOFT && found < space; kind++)
        if (accepts(&r, kind) || (may_start && token_starts_statement(kind)))
            kinds[found++] = kind;
    reader_clear(&r);
    arena_clear(&a);
    source_free(s);
    return found;
}
