/* reader.c -- feeds the parser, a statement at a time; see reader.h.
 *
 * Before a token is fed, the parser is asked whether it accepts it (heard_accepts).  So the parser
 * is never in a failed state, and when there is a mistake its state still tells what could have
 * come instead.  diagnose.c finds out what was meant by a token that was not accepted. */
#include "lang/read/reader.h"

#include "grammar.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/read/complain_read.h"
#include "lang/read/diagnose.h"

#include <assert.h>
#include <string.h>

void
reader_init(Reader *r, const Source *s, Names *names, Complainer *c, bool bare)
{
    *r = (Reader){.lexer = {.source = s, .names = names, .complain = c, .prompt = bare},
                   .bare = bare};
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
        r->lexer.at = r->ahead.at.start; /* its labels were in the last statement's arena */
        return lexer_next(&r->lexer, a);
    }
    uint32_t end = r->lexer.at;
    const char *text = r->lexer.source->text;
    Complainer *c = r->lexer.complain;
    r->lexer.complain = NULL;
    Token t = lexer_next(&r->lexer, a);
    r->lexer.complain = c;
    r->heard.fresh = end == 0 || memchr(text + end, '\n', t.at.start - end) != NULL;
    return t;
}

/* What is wrong with the token that was read last: it is read again, aloud. */
static ReadResult
complain_token(Reader *r, Arena *a, Token t)
{
    r->lexer.at = t.at.start;
    lexer_next(&r->lexer, a);
    return READ_WRONG;
}

/* Is t the beginning of a text whose end may still come?  It is read again then. */
static bool
is_open_text(Reader *r, Token t)
{
    bool open = t.kind == TOKEN_BAD && !r->lexer.complain && r->heard.fed &&
                lexer_has_text(r->lexer.source, t.at.start);
    if (open)
        r->lexer.at = t.at.start;
    return open;
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

/* Does a word that opens a statement do so here?  Then a name, a number or a bracket that is no
 * call's follows on its line, which could not follow a name.  Where no expression can stand alone,
 * it opens one unless it is rather a name that lacks its `let`. */
static bool
is_opened(const Reader *r, Arena *a, Token word)
{
    Lexer ahead = r->lexer;
    ahead.complain = NULL;
    Token t = lexer_next(&ahead, a);
    bool alone = t.kind == TOKEN_END || t.kind == TOKEN_BAD ||
                 memchr(word.at.source->text + word.at.end, '\n', t.at.start - word.at.end);
    bool call = t.kind == TOKEN_LPAREN && t.at.start == word.at.end;
    if (!r->bare && r->heard.fed == 0)
        return alone || !(call || t.kind == TOKEN_ASSIGN || t.kind == TOKEN_COMMA ||
                          t.kind == TOKEN_COLON || t.kind == TOKEN_LARROW || t.kind == TOKEN_DOT);
    return !alone && (token_is_name(t.kind) || t.kind == TOKEN_NUMBER ||
                      (t.kind == TOKEN_LPAREN && !call));
}

/* May a name be the first word of the next statement? */
static bool
may_end(const Reader *r)
{
    bool fresh = r->heard.fresh && !heard_bracket(&r->heard);
    return r->heard.fed == 0 || fresh || (!accepts(r, TOKEN_NAME) && accepts(r, TOKEN_END));
}

/* A name, or a word where the statement takes that, or one that opens the next. */
static Token
as_word(const Reader *r, Arena *a, Token t)
{
    int kind = t.kind == TOKEN_NAME ? token_word(t.text) : 0;
    int opener = t.kind == TOKEN_NAME ? token_opener(t.text) : 0;
    if (kind == TOKEN_WITHOUT && r->heard.last.kind != TOKEN_COMMA)
        kind = 0; /* the name of an argument */
    if (kind && accepts(r, kind))
        t.kind = kind;
    else if (opener && may_end(r) && is_opened(r, a, t))
        t.kind = opener;
    return t;
}

/* Does t, which could not go on with it, leave a whole statement behind?  A line that starts with
 * what nobody takes is a mistake of its own, and is told when its turn comes. */
static bool
ends_before(const Reader *r, Token t)
{
    bool wrong = t.kind == TOKEN_BAD;
    bool may = r->heard.fed > 0 && (r->heard.fresh || (!wrong && token_starts_statement(t.kind)));
    return may && (wrong || !accepts(r, t.kind)) && accepts(r, TOKEN_END);
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

/* Complains about t.  If t is the keyword of the next statement, that is read next. */
static bool
report_token(Reader *r, Arena *a, Token t)
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
        return report_token(r, a, t);
    if (token_opens(t.kind) && r->heard.brackets.count == NODE_DEPTH_MAX)
        return complain_too_many_brackets(r->lexer.complain, t.at);
    heard_add(&r->heard, t);
    parser_take(r->parser, t);
    return within_limits(r, t);
}

/* The text, its names and the tree of its statement are charged to the budget, but for what any
 * small text takes. */
static bool
may_go_on(const Reader *r, const Arena *a)
{
    enum { SMALL = 1 << 20, TOKEN_STEPS = 4 };
    Budget *b = r->budget;
    if (!b)
        return true;
    uint64_t bytes = *r->held + r->lexer.source->count + a->bytes + names_bytes(r->lexer.names);
    return budget_step(b, TOKEN_STEPS) && (bytes <= SMALL || budget_allows(b, bytes));
}

static bool
affords(const Reader *r, const Arena *a, Span at)
{
    return may_go_on(r, a) || complain_stopped(r->lexer.complain, r->budget, at);
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

/* Do the tokens ahead go on as `1 ->` or `1, a ->`, as behind the sign of a row's first label? */
static bool
goes_on_as_row(const Reader *r, Arena *a)
{
    Lexer ahead = r->lexer;
    ahead.complain = NULL;
    if (lexer_next(&ahead, a).kind != TOKEN_NUMBER)
        return false;
    Token t = lexer_next(&ahead, a);
    while (t.kind == TOKEN_COMMA) {
        t = lexer_next(&ahead, a);
        if (t.kind == TOKEN_MINUS)
            t = lexer_next(&ahead, a);
        if (!token_is_name(t.kind) && t.kind != TOKEN_NUMBER)
            return false;
        t = lexer_next(&ahead, a);
    }
    return t.kind == TOKEN_ARROW;
}

/* A minus that begins a row of a table is the sign of a label, not a difference. */
static Token
row_sign(const Reader *r, Arena *a, Token t)
{
    if (t.kind == TOKEN_MINUS && accepts(r, TOKEN_SIGN) && goes_on_as_row(r, a))
        t.kind = TOKEN_SIGN;
    return t;
}

/* Does a name stand ahead that is not called: no question of its own? */
static bool
goes_on_as_state(const Reader *r, Arena *a)
{
    Lexer ahead = r->lexer;
    ahead.complain = NULL;
    bool name = token_is_name(lexer_next(&ahead, a).kind);
    return name && lexer_next(&ahead, a).kind != TOKEN_LPAREN;
}

/* Behind `from omega` a comma is one between states, unless the statement takes a list and what
 * follows asks. */
static Token
also_comma(const Reader *r, Arena *a, Token t)
{
    if (t.kind == TOKEN_COMMA && accepts(r, TOKEN_ALSO) &&
        (!accepts(r, TOKEN_COMMA) || goes_on_as_state(r, a)))
        t.kind = TOKEN_ALSO;
    return t;
}

/* Does what follows a ket compare, as in `P(X | Y > 3)`?  Behind a ket nothing begins with a name,
 * a number or a bracket on its line; a minus may, so there the blanks of `| Y > -3` decide. */
static bool
goes_on_as_comparison(const Reader *r, Arena *a, Token ket)
{
    Lexer ahead = r->lexer;
    ahead.complain = NULL;
    const char *text = ket.at.source->text;
    bool apart = text[ket.at.start + 1] == ' ' && text[ket.at.end - 2] == ' ';
    Token t = lexer_next(&ahead, a);
    return token_is_name(t.kind) || t.kind == TOKEN_NUMBER || t.kind == TOKEN_LPAREN ||
           (apart && t.kind == TOKEN_MINUS);
}

/* In parentheses that may have a bar, what looks like a ket may be a condition that compares. */
static Token
condition_bar(Reader *r, Arena *a, Token t)
{
    if (t.kind != TOKEN_KET || !t.label_count || !accepts(r, TOKEN_BAR) ||
        !goes_on_as_comparison(r, a, t))
        return t;
    r->lexer.at = t.at.start + 1;
    t.at.end = t.at.start + 1;
    return (Token){.kind = TOKEN_BAR, .at = t.at, .text = names_add(r->parse.names, "|", 1)};
}

/* The next token, as what it is where the statement stands. */
static Token
token_here(Reader *r, Arena *a)
{
    Token t = condition_bar(r, a, row_sign(r, a, next_token(r, a)));
    return as_word(r, a, also_comma(r, a, t));
}

/* Reads the statement on, from where the parser stands.  READ_MORE: the text ended, and the parser
 * stays where it is. */
static ReadResult
read_statement_on(Reader *r, Arena *a, Node **statement)
{
    for (;;) {
        Token t = token_here(r, a);
        bool end = t.kind == TOKEN_END;
        if (is_open_text(r, t))
            return READ_MORE;
        if (t.kind == TOKEN_BAD && !ends_before(r, t))
            return complain_token(r, a, t);
        if (!affords(r, a, t.at))
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
    return read_statement_on(r, a, statement);
}

const Node *
reader_again(Reader *r, Arena *a, Span at)
{
    start_statement(r, a);
    r->lexer.at = at.start;
    while (r->lexer.at < at.end) {
        Token t = token_here(r, a);
        heard_add(&r->heard, t);
        parser_take(r->parser, t);
    }
    parser_finish(r->parser);
    assert(!r->parse.failed);
    return r->parse.result->kids[0];
}

/* Is it the first word of a statement, on a line of its own? */
static bool
starts_next(const Reader *r, Arena *a, Token t)
{
    if (!r->heard.fresh)
        return false;
    return token_starts_statement(t.kind) ||
           (t.kind == TOKEN_NAME && token_opener(t.text) && is_opened(r, a, t));
}

/* Skips to the next line that starts with the keyword of a statement, without complaints, unless a
 * limit is met.  What stands on later lines, and statements on this one, is told, but for brackets
 * that only close. */
static void
recover(Reader *r, Arena *a)
{
    Complainer *c = r->lexer.complain;
    Span skipped = {0};
    bool later = false;
    if (!may_go_on(r, a))
        return;
    r->lexer.complain = NULL;
    Token t = next_token(r, a);
    while (t.kind != TOKEN_END && !starts_next(r, a, t) && may_go_on(r, a)) {
        later = later || r->heard.fresh || token_starts_statement(t.kind);
        if (!skipped.source && later && !token_closes(t.kind))
            skipped = t.at;
        skipped.end = t.at.end;
        t = next_token(r, a);
    }
    put_back(r, t);
    r->lexer.complain = c;
    if (skipped.source && r->tells)
        tell_skipped(c, skipped, t.kind == TOKEN_END);
    if (!may_go_on(r, a))
        complain_stopped(c, r->budget, t.at);
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

Span
reader_statement(const Reader *r)
{
    return (Span){r->lexer.source, r->heard.first.at.start, r->heard.last.at.end};
}

uint32_t
reader_place(const Reader *r)
{
    return r->has_ahead ? r->ahead.at.start : r->lexer.at;
}

/* ---- the REPL ---- */

/* Reads to the end of the text without complaints. */
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
    if (more && lexer_has_text(r->lexer.source, r->lexer.at))
        what = "\"\"\"";
    else if (more && heard_bracket(&r->heard))
        what = token_text(heard_bracket(&r->heard)->kind);
    memcpy(open, what, strlen(what) + 1);
    return more ? READ_MORE : READ_STATEMENT;
}

ReadResult
reader_grow(Reader *r, Arena *a, char open[4])
{
    Node *statement;
    r->has_ahead = false;
    ReadResult result = r->heard.fed ? read_statement_on(r, a, &statement) : READ_STATEMENT;
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
        if (kind != TOKEN_SIGN && kind != TOKEN_ALSO &&
            (accepts(&r, kind) || (may_start && token_starts_statement(kind))))
            kinds[found++] = kind;
    reader_clear(&r);
    arena_clear(&a);
    source_free(s);
    return found;
}
