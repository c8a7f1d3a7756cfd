/* diagnose.c -- finds the words for a token that the parser did not accept; see diagnose.h.
 *
 * Each rule below looks at what the reader remembers and at the parser's tables; it returns true
 * when it recognised the mistake and has complained.  The order of the rules matters: first what
 * people write who know another language, last the general sentence.  A rule may read the tokens
 * that follow, without complaints about those. */
#include "lang/read/diagnose.h"

#include "grammar.h"
#include "graph/graph.h"
#include "lang/read/complain_read.h"

#include <string.h>

typedef struct Refusal {
    Reader *r;
    Arena *a;
    Token found;
    Complainer *c;
} Refusal;

/* ---- looking around ---- */

static bool
takes(const Refusal *s, int kind)
{
    return parser_accepts(s->r->parser, kind);
}

/* The token after `found`, which the lexer has just read. */
static Token
peek(const Refusal *s, Lexer *from)
{
    *from = s->r->lexer;
    from->complain = NULL;
    return lexer_next(from, s->a);
}

static const Token *
innermost(const Refusal *s)
{
    return s->r->brackets.count ? &s->r->brackets.at[s->r->brackets.count - 1] : NULL;
}

/* Directly inside the braces or parentheses of such a statement? */
static bool
is_in_block(const Refusal *s, int statement, int bracket)
{
    return s->r->first.kind == statement && s->r->brackets.count == 1 &&
           innermost(s)->kind == bracket;
}

static bool
is_in_braces(const Refusal *s)
{
    return innermost(s) && innermost(s)->kind == TOKEN_LBRACE;
}

static bool
is_closing(int kind)
{
    return kind == TOKEN_RBRACE || kind == TOKEN_RPAREN || kind == TOKEN_RBRACKET;
}

static bool
is_name(int kind)
{
    return kind == TOKEN_NAME || kind == TOKEN_STRING;
}

/* What stands only between two things, or after one. */
static bool
is_operator(int kind)
{
    switch (kind) {
    case TOKEN_ASSIGN:
    case TOKEN_COLON:
    case TOKEN_ARROW:
    case TOKEN_COMMA:
    case TOKEN_LARROW:
    case TOKEN_BIARROW:
    case TOKEN_DOT:
    case TOKEN_DOTDOT:
    case TOKEN_STAR:
    case TOKEN_COMPARE:
    case TOKEN_SEMICOLON:
    case TOKEN_PLUS:
    case TOKEN_SLASH:
    case TOKEN_CARET:
    case TOKEN_BAR:
    case TOKEN_LBRACKET:
    case TOKEN_SOFT:
        return true;
    default:
        return false;
    }
}

/* ---- what was expected, in words ---- */

enum { EXPECTED = 256, EXPECTED_MAX = 6 };

typedef struct Expected {
    const char *name[EXPECTED_MAX];
    size_t count;
} Expected;

static void
expect(Expected *e, const char *name)
{
    if (e->count < EXPECTED_MAX)
        e->name[e->count++] = name;
}

static bool
expect_kind(Expected *e, const Refusal *s, int kind)
{
    bool yes = takes(s, kind);
    if (yes)
        expect(e, token_name(kind));
    return yes;
}

/* What can begin here: an expression, a type, a label, a name. */
static void
expect_beginnings(Expected *e, const Refusal *s)
{
    bool name = takes(s, TOKEN_NAME), number = takes(s, TOKEN_NUMBER);
    bool group = name && takes(s, TOKEN_LPAREN) && !takes(s, TOKEN_PLUS);
    if (takes(s, TOKEN_SHOW) && takes(s, TOKEN_LET))
        expect(e, "a statement");
    else if (group && takes(s, TOKEN_MINUS))
        expect(e, "an expression");
    else if (group)
        expect(e, "a type");
    else if (name && number)
        expect(e, "a label");
    else if (name)
        expect(e, "a name");
    else if (number)
        expect(e, "a number");
    else if (takes(s, TOKEN_STRING))
        expect(e, "a string");
    if (!name && takes(s, TOKEN_KET) && !takes(s, TOKEN_PLUS))
        expect(e, "a ket");
}

/* What can go on here. */
static void
expect_the_rest(Expected *e, const Refusal *s)
{
    static const int kinds[] = {
        TOKEN_RBRACE, TOKEN_RPAREN, TOKEN_RBRACKET, TOKEN_COMMA,   TOKEN_ASSIGN, TOKEN_COLON,
        TOKEN_ARROW,  TOKEN_LARROW, TOKEN_BIARROW,  TOKEN_SOFT,    TOKEN_BAR,    TOKEN_DOTDOT,
        TOKEN_OF,     TOKEN_AS,     TOKEN_TO,       TOKEN_WITH,    TOKEN_FROM,   TOKEN_IN,
        TOKEN_RETURN, TOKEN_LATENT, TOKEN_REPAIRED,
    };
    bool operators = takes(s, TOKEN_PLUS);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        expect_kind(e, s, kinds[i]);
    if (operators)
        expect(e, "an operator");
    else
        expect_kind(e, s, TOKEN_STAR);
    if (!operators)
        expect_kind(e, s, TOKEN_SEMICOLON);
    bool begins = takes(s, TOKEN_NAME) || takes(s, TOKEN_NUMBER);
    if (!begins && takes(s, TOKEN_LBRACE))
        expect(e, token_name(TOKEN_LBRACE));
    if (!begins && !operators && takes(s, TOKEN_LPAREN))
        expect(e, token_name(TOKEN_LPAREN));
    if (takes(s, TOKEN_END))
        expect(e, "the next statement");
}

/* "a name, `}` or an operator" */
static const char *
write_expected(const Refusal *s, char to[EXPECTED])
{
    Expected e = {.count = 0};
    expect_beginnings(&e, s);
    expect_the_rest(&e, s);
    to[0] = '\0';
    for (size_t i = 0; i < e.count; i++) {
        const char *join = i == 0 ? "" : i + 1 < e.count ? ", " : " or ";
        size_t used = strlen(to);
        snprintf(to + used, EXPECTED - used, "%s%s", join, e.name[i]);
    }
    return to;
}

/* ---- rules: the start of a statement ---- */

/* How many letters must change, be added or be taken out to turn a into b; small words only. */
static size_t
distance(const char *a, size_t m, const char *b, size_t n)
{
    enum { LONG = 16 };
    size_t row[LONG + 1];
    if (m > LONG || n > LONG)
        return LONG;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t change = corner + (a[i - 1] != b[j - 1] && (a[i - 1] | 0x20) != b[j - 1]);
            corner = row[j];
            size_t least = row[j - 1] < row[j] ? row[j - 1] + 1 : row[j] + 1;
            row[j] = change < least ? change : least;
        }
    }
    return row[n];
}

/* Are they the same but for two neighbours that have changed places? */
static bool
is_swapped(const char *a, size_t m, const char *b, size_t n)
{
    size_t i = 0;
    while (i < m && i < n && a[i] == b[i])
        i++;
    return m == n && i + 1 < m && a[i] == b[i + 1] && a[i + 1] == b[i] &&
           memcmp(a + i + 2, b + i + 2, m - i - 2) == 0;
}

/* The starter that this name is nearly; NULL: none. */
static const char *
nearest_starter(Token name)
{
    size_t length = strlen(name.text), best = length > 4 ? 3 : 2; /* nearer than this */
    const char *nearest = NULL;
    for (int kind = 1; kind <= TOKEN_SOFT; kind++) {
        const char *word = token_starts_statement(kind) ? token_text(kind) : NULL;
        if (!word)
            continue;
        size_t d = distance(name.text, length, word, strlen(word));
        if (d > 1 && is_swapped(name.text, length, word, strlen(word)))
            d = 1;
        if (d < best) {
            best = d;
            nearest = word;
        }
    }
    return length > 1 ? nearest : NULL;
}

/* `x = ...`, `a, b = ...`, `x <- ...`: from `found`, a name, the last name's end or 0. */
static uint32_t
names_before_assign(const Refusal *s)
{
    enum { NAMES_MAX = 16 };
    uint32_t end = s->found.at.end;
    Lexer l;
    Token t = peek(s, &l);
    for (int i = 0; i < NAMES_MAX && t.kind == TOKEN_COMMA; i++) {
        t = lexer_next(&l, s->a);
        if (!is_name(t.kind))
            return 0;
        end = t.at.end;
        t = lexer_next(&l, s->a);
    }
    return t.kind == TOKEN_ASSIGN || t.kind == TOKEN_LARROW ? end : 0;
}

static bool
find_first_name(Refusal *s)
{
    if (!is_name(s->found.kind))
        return false;
    uint32_t end = names_before_assign(s);
    if (end) {
        complain_let(s->c, (Span){s->found.at.source, s->found.at.start, end});
        return true;
    }
    const char *word = s->found.kind == TOKEN_NAME ? nearest_starter(s->found) : NULL;
    Lexer l;
    if (!word || is_operator(peek(s, &l).kind))
        return false;
    complain_misspelt(s->c, s->found, word);
    return true;
}

static bool
find_first_slashes(Refusal *s)
{
    Lexer l;
    Token t = peek(s, &l);
    bool slashes = s->found.kind == TOKEN_SLASH && (t.kind == TOKEN_SLASH || t.kind == TOKEN_STAR);
    bool minuses = s->found.kind == TOKEN_MINUS && t.kind == TOKEN_MINUS;
    if (!(slashes || minuses) || t.at.start != s->found.at.end)
        return false;
    complain_comment(s->c, span_over(s->found.at, t.at));
    return true;
}

/* `found` cannot start a statement. */
static bool
complain_start(Refusal *s)
{
    if (find_first_slashes(s) || find_first_name(s))
        return false;
    if (is_closing(s->found.kind))
        return complain_closes_nothing(s->c, s->found);
    if (is_operator(s->found.kind))
        return complain_operator_first(s->c, s->found);
    if (token_is_keyword(s->found.kind) && s->found.kind != TOKEN_NOT)
        return complain_unexpected(s->c, s->found.at, NULL, "a statement");
    return complain_no_keyword(s->c, s->found.at);
}

/* ---- rules: inside a statement ---- */

static bool
find_new_start(Refusal *s)
{
    if (!s->r->fresh || s->r->brackets.count || !takes(s, TOKEN_END) || s->found.kind == TOKEN_END)
        return false;
    complain_start(s);
    return true;
}

/* A bare statement that began with a name. */
static bool
find_bare_start(Refusal *s)
{
    if (s->r->fed != 1 || !is_name(s->r->first.kind))
        return false;
    Refusal first = *s;
    Reader before = *s->r; /* as it was when `first` was found; only its lexer is read */
    first.r = &before;
    first.found = s->r->first;
    before.lexer.at = first.found.at.end;
    return find_first_name(&first);
}

static bool
is_on_one_line(Span from, Span to)
{
    return !memchr(from.source->text + from.start, '\n', to.start - from.start);
}

static bool
find_slashes(Refusal *s)
{
    Span at = s->r->slashes;
    Token last = s->r->last;
    bool now = last.kind == TOKEN_SLASH && last.at.end == s->found.at.start &&
               (s->found.kind == TOKEN_SLASH || s->found.kind == TOKEN_STAR);
    if (now)
        at = span_over(last.at, s->found.at);
    if (!at.source || !(at.end == last.at.end || is_on_one_line(at, s->found.at)))
        return false;
    complain_comment(s->c, at);
    return true;
}

static bool
find_semicolon(Refusal *s)
{
    const Token *semicolon = NULL;
    int kind = s->found.kind;
    if (kind == TOKEN_SEMICOLON)
        semicolon = &s->found;
    else if (s->r->last.kind == TOKEN_SEMICOLON &&
             (kind == TOKEN_END || kind == TOKEN_RETURN || is_closing(kind) ||
              (token_starts_statement(kind) && s->r->fresh)))
        semicolon = &s->r->last;
    else if (s->r->before.kind == TOKEN_SEMICOLON && is_in_braces(s) &&
             (kind == TOKEN_LARROW || kind == TOKEN_COLON || kind == TOKEN_ASSIGN ||
              kind == TOKEN_ARROW || kind == TOKEN_BIARROW))
        semicolon = &s->r->before;
    if (!semicolon || (semicolon == &s->found && !takes(s, TOKEN_END) && !is_in_braces(s)))
        return false;
    if (semicolon == &s->found && s->r->fresh && !s->r->brackets.count)
        return false;
    complain_semicolon(s->c, semicolon->at);
    return true;
}

static bool
find_keyword(Refusal *s)
{
    if (!diagnose_is_name(s->r, s->a, s->found))
        return false;
    complain_keyword(s->c, s->found);
    return true;
}

static bool
find_bracket(Refusal *s)
{
    const Token *open = innermost(s);
    int kind = s->found.kind;
    if (open && (kind == TOKEN_END || token_starts_statement(kind))) {
        complain_not_closed(s->c, s->found, *open);
        return true;
    }
    if (!is_closing(kind))
        return false;
    if (!open)
        complain_closes_nothing(s->c, s->found);
    else if ((kind == TOKEN_RBRACE) != (open->kind == TOKEN_LBRACE) ||
             (kind == TOKEN_RPAREN) != (open->kind == TOKEN_LPAREN))
        complain_mismatch(s->c, s->found, *open);
    else
        return false;
    return true;
}

static bool
find_comma(Refusal *s)
{
    const Token *comma = NULL;
    if (s->found.kind == TOKEN_COMMA && is_in_braces(s) && s->r->last.kind != TOKEN_LBRACE)
        comma = &s->found;
    else if (s->found.kind == TOKEN_COLON && s->r->before.kind == TOKEN_COMMA &&
             is_in_block(s, TOKEN_MODEL, TOKEN_LBRACE))
        comma = &s->r->before;
    if (!comma || (comma == &s->found && takes(s, TOKEN_COLON)))
        return false;
    complain_comma(s->c, comma->at);
    return true;
}

static bool
find_row_key(Refusal *s)
{
    bool block = s->r->brackets.count == 1 &&
                 (s->r->first.kind == TOKEN_MODEL || s->r->first.kind == TOKEN_DIAGRAM ||
                  s->r->first.kind == TOKEN_FUNCTOR);
    if (!is_in_braces(s) || block)
        return false;
    if (s->found.kind == TOKEN_LPAREN)
        complain_row_key(s->c, s->found.at);
    else if (s->found.kind == TOKEN_ARROW && s->r->last.kind == TOKEN_RPAREN)
        complain_row_key(s->c, span_over(s->r->closed.at, s->r->last.at));
    else
        return false;
    return true;
}

static bool
find_no_type(Refusal *s)
{
    int kind = s->found.kind, first = s->r->first.kind;
    bool item = takes(s, TOKEN_COLON) && is_in_block(s, TOKEN_MODEL, TOKEN_LBRACE) &&
                kind != TOKEN_ARROW;
    bool input = takes(s, TOKEN_COLON) && is_in_block(s, TOKEN_DIAGRAM, TOKEN_LPAREN) &&
                 (kind == TOKEN_COMMA || kind == TOKEN_RPAREN);
    bool channel = (first == TOKEN_CHANNEL || first == TOKEN_FUNCTION) && kind == TOKEN_ASSIGN &&
                   (takes(s, TOKEN_COLON) || takes(s, TOKEN_ARROW));
    bool box = first == TOKEN_BOX && takes(s, TOKEN_COLON) && s->r->fed == 2;
    if (!item && !input && !channel && !box)
        return false;
    complain_no_type(s->c, s->r->first, takes(s, TOKEN_COLON) ? s->r->last.at : s->found.at);
    return true;
}

static bool
find_model_arrow(Refusal *s)
{
    if (s->found.kind != TOKEN_ARROW || !is_in_block(s, TOKEN_MODEL, TOKEN_LBRACE))
        return false;
    complain_model_arrow(s->c, s->found.at);
    return true;
}

static bool
find_equality(Refusal *s)
{
    if (s->found.kind != TOKEN_ASSIGN || !takes(s, TOKEN_COMPARE))
        return false;
    complain_equality(s->c, s->found.at);
    return true;
}

static bool
find_chain(Refusal *s)
{
    if (s->found.kind != TOKEN_COMPARE || s->r->compared.kind != TOKEN_COMPARE ||
        s->r->compared_in != s->r->brackets.count)
        return false;
    complain_chain(s->c, s->found.at);
    return true;
}

static bool
find_ket(Refusal *s)
{
    if (s->found.kind == TOKEN_BAR) {
        complain_ket(s->c, s->found.at);
        return true;
    }
    bool read = s->r->last.kind == TOKEN_KET && s->r->last.label_count > 0 && innermost(s) &&
                innermost(s)->kind == TOKEN_LPAREN;
    int kind = s->found.kind;
    if (!read || !(is_name(kind) || kind == TOKEN_NUMBER || kind == TOKEN_KET))
        return false;
    complain_ket_condition(s->c, s->r->last.at);
    return true;
}

static bool
find_application(Refusal *s)
{
    int kind = s->found.kind, last = s->r->last.kind;
    bool argument = is_name(kind) || kind == TOKEN_NUMBER;
    if (!argument || s->r->fresh || !(is_name(last) || last == TOKEN_NUMBER) ||
        !takes(s, TOKEN_LPAREN) || !takes(s, TOKEN_PLUS))
        return false;
    complain_application(s->c, s->r->last, s->found);
    return true;
}

/* The same where the argument was taken for the next row, wire or meaning: `x <- noisy b`. */
static bool
find_argument_as_item(Refusal *s)
{
    Token last = s->r->last, before = s->r->before;
    bool item = takes(s, TOKEN_LARROW) || takes(s, TOKEN_ASSIGN) || takes(s, TOKEN_ARROW);
    if (!item || takes(s, TOKEN_PLUS) || !is_in_braces(s) || !is_name(last.kind) ||
        !is_name(before.kind) || !is_on_one_line(before.at, last.at))
        return false;
    complain_application(s->c, before, last);
    return true;
}

static bool
find_unfinished(Refusal *s)
{
    bool next = token_starts_statement(s->found.kind) && s->r->fresh;
    if (s->found.kind != TOKEN_END && !next)
        return false;
    char expected[EXPECTED];
    uint32_t end = s->r->last.at.end;
    complain_unfinished(s->c, (Span){s->r->last.at.source, end, end}, s->r->first,
                        write_expected(s, expected));
    return true;
}

/* ---- the whole ---- */

static const char *
help_for(const Refusal *s)
{
    switch (s->found.kind) {
    case TOKEN_NOT:
        return "`not` stands before a whole comparison; further inside it needs parentheses.";
    case TOKEN_ASSIGN:
        if (takes(s, TOKEN_LARROW))
            return "In a diagram a wire is given by `<-`.";
        return s->r->first.kind == TOKEN_BOX ? "A box has no table: `channel` has." : NULL;
    default:
        return NULL;
    }
}

bool
diagnose_is_name(const Reader *r, Arena *a, Token found)
{
    if (!token_is_keyword(found.kind) || found.kind == TOKEN_NOT || r->fed == 0)
        return false;
    if (!parser_accepts(r->parser, TOKEN_NAME) && !parser_accepts(r->parser, TOKEN_STRING))
        return false;
    if (!token_starts_statement(found.kind) || !r->fresh)
        return true;
    Lexer l = r->lexer;
    l.complain = NULL;
    int next = lexer_next(&l, a).kind;
    return is_operator(next) || is_closing(next);
}

bool
diagnose(Reader *r, Arena *a, Token found)
{
    static bool (*const rules[])(Refusal *) = {
        find_slashes, find_semicolon,   find_new_start,        find_bare_start,
        find_keyword, find_bracket,     find_comma,            find_row_key,
        find_no_type, find_model_arrow, find_argument_as_item, find_equality,
        find_chain,   find_ket,         find_application,      find_unfinished,
    };
    Refusal s = {r, a, found, r->lexer.complain};
    if (r->fed == 0)
        return complain_start(&s);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](&s))
            return false;
    char expected[EXPECTED];
    return complain_unexpected(s.c, found.at, help_for(&s), write_expected(&s, expected));
}
