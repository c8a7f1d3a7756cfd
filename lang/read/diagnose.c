/* diagnose.c -- finds the words for a token that the parser did not accept; see diagnose.h.
 *
 * Each rule below looks at what has been heard of the statement and at what the parser would take,
 * and returns true when it has recognised the mistake and complained.  The rules are asked in
 * order: first those for habits from other languages, the most general last.  A rule may read the
 * tokens that follow; mistakes in those are not complained about. */
#include "lang/read/diagnose.h"

#include "grammar.h"
#include "graph/graph.h"
#include "lang/read/complain_read.h"

#include <string.h>

typedef struct Refusal {
    const Heard *h;     /* what stands before `found` */
    const Parser *p;    /* which did not take it */
    const Lexer *lexer; /* which stands behind it */
    Arena *a;
    Token found;
    Complainer *c;
} Refusal;

/* ---- looking around ---- */

static bool
takes(const Refusal *s, int kind)
{
    return heard_accepts(s->h, s->p, kind);
}

/* The token after `found`, which the lexer has just read. */
static Token
peek(const Refusal *s, Lexer *from)
{
    *from = *s->lexer;
    from->complain = NULL;
    return lexer_next(from, s->a);
}

/* Directly inside the braces or parentheses of such a statement? */
static bool
is_in_block(const Refusal *s, int statement, int bracket)
{
    return s->h->first.kind == statement && s->h->brackets.count == 1 &&
           heard_bracket(s->h)->kind == bracket;
}

static bool
is_in_braces(const Refusal *s)
{
    return heard_bracket(s->h) && heard_bracket(s->h)->kind == TOKEN_LBRACE;
}

/* Signs that stand between two things or after one, so that nothing begins with them. */
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
    case TOKEN_LIKELY:
    case TOKEN_SOFT:
        return true;
    default:
        return false;
    }
}

/* ---- two tokens that were meant as one ---- */

static const char compose_help[] = "Diagrams are composed by `;`: `f ; g`.";

/* `0,5` */
static bool
is_decimal_comma(const Refusal *s)
{
    Lexer l;
    Token next = peek(s, &l);
    return s->h->last.kind == TOKEN_NUMBER && s->h->last.at.end == s->found.at.start &&
           next.kind == TOKEN_NUMBER && next.at.start == s->found.at.end;
}

/* `=>` is no arrow, `>>` composes nothing, and `<>` does not compare; NULL: it is none of them. */
static const char *
help_for_pair(const Refusal *s)
{
    if (s->h->last.at.end != s->found.at.start)
        return NULL;
    if (s->h->last.kind == TOKEN_ASSIGN)
        return "An arrow is written `->`.";
    char other = s->h->last.at.source->text[s->h->last.at.start];
    if (s->h->last.kind != TOKEN_COMPARE)
        return NULL;
    return other == '<' ? "What is not equal is written `!=`." : compose_help;
}

/* `f | g`: meant to join them. */
static bool
is_pipe(const Refusal *s)
{
    char behind = s->found.at.source->text[s->found.at.end];
    return s->found.kind == TOKEN_BAR && takes(s, TOKEN_SEMICOLON) && takes(s, TOKEN_PLUS) &&
           behind == ' ';
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
    if (takes(s, TOKEN_ACTION) && takes(s, TOKEN_LET))
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
        TOKEN_ARROW,  TOKEN_LARROW, TOKEN_BIARROW,  TOKEN_SOFT,    TOKEN_LIKELY, TOKEN_BAR,
        TOKEN_DOTDOT, TOKEN_OF,     TOKEN_AS,       TOKEN_TO,      TOKEN_WITH,   TOKEN_FROM,
        TOKEN_IN,     TOKEN_RETURN, TOKEN_LATENT,   TOKEN_REPAIRED, TOKEN_ROUNDED, TOKEN_WITHIN,
        TOKEN_ROWS,   TOKEN_SMOOTH, TOKEN_BOOTSTRAP, TOKEN_SEED,
    };
    bool operators = takes(s, TOKEN_PLUS);
    bool argument = takes(s, TOKEN_WITHOUT); /* where any call may have one, few take `with` */
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!argument || kinds[i] != TOKEN_WITH)
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

/* What other languages say where this one has another word. */
static const char *
foreign_starter(const char *word)
{
    static const char *const words[][2] = {
        {"print", "show"},     {"println", "show"},       {"printf", "show"},
        {"echo", "show"},      {"puts", "show"},          {"display", "show"},
        {"output", "show"},    {"compute", "show"},       {"query", "show"},
        {"assert", "check"},   {"verify", "check"},       {"prove", "check"},
        {"test", "check"},     {"def", "function"},       {"fn", "function"},
        {"fun", "function"},   {"func", "function"},      {"kernel", "channel"},
        {"var", "let"},        {"val", "let"},            {"const", "let"},
        {"set", "let"},        {"define", "let"},         {"enum", "type"},
        {"data", "type"},      {"load", "import"},        {"include", "import"},
        {"require", "import"}, {"save", "export"},        {"using", "use"},
        {"dag", "model"},      {"graph", "model"},        {"network", "model"},
        {"scm", "model"},      {"distribution", "state"}, {"dist", "state"},
        {"render", "draw"},    {"paint", "draw"},         {"why", "explain"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i][0]) == 0)
            return words[i][1];
    return NULL;
}

/* The starter that this name is nearly, or means elsewhere; NULL: none. */
static const char *
nearest_starter(Token name)
{
    const char *foreign = foreign_starter(name.text);
    if (foreign)
        return foreign;
    size_t length = strlen(name.text), best = length > 4 ? 3 : 2; /* nearer than this */
    const char *nearest = NULL;
    const Keyword *k;
    for (size_t i = 0; (k = keyword_at(i)) != NULL; i++) {
        if (!k->starts)
            continue;
        size_t d = distance(name.text, length, k->text, strlen(k->text));
        if (d > 1 && is_swapped(name.text, length, k->text, strlen(k->text)))
            d = 1;
        if (d < best) {
            best = d;
            nearest = k->text;
        }
    }
    return length > 1 ? nearest : NULL;
}

/* In `x = ...`, `a, b = ...`, `x <- ...`, where `found` is the first name: where the last name
 * ends; 0 when the text is none of these. */
static uint32_t
names_before_assign(const Refusal *s)
{
    enum { NAMES_MAX = 16 };
    uint32_t end = s->found.at.end;
    Lexer l;
    Token t = peek(s, &l);
    for (int i = 0; i < NAMES_MAX && t.kind == TOKEN_COMMA; i++) {
        t = lexer_next(&l, s->a);
        if (!token_is_name(t.kind))
            return 0;
        end = t.at.end;
        t = lexer_next(&l, s->a);
    }
    return t.kind == TOKEN_ASSIGN || t.kind == TOKEN_LARROW ? end : 0;
}

static bool
find_first_name(Refusal *s)
{
    if (!token_is_name(s->found.kind))
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

static bool
is_on_one_line(Span from, Span to)
{
    return !memchr(from.source->text + from.start, '\n', to.start - from.start);
}

/* Is the rest of the line, from `found` on, a whole expression? */
static bool
is_expression_line(const Refusal *s)
{
    Parse parse = {.arena = s->a, .names = s->lexer->names};
    Parser *p = parser_new(&parse);
    Lexer l = *s->lexer;
    l.complain = NULL;
    Token t = s->found;
    while (t.kind > 0 && is_on_one_line(s->found.at, t.at) && parser_accepts(p, t.kind) &&
           !parse.overflow && !parse.deep) {
        parser_take(p, t);
        t = lexer_next(&l, s->a);
    }
    bool ended = t.kind == TOKEN_END || !is_on_one_line(s->found.at, t.at);
    bool whole = ended && !parse.overflow && !parse.deep && parser_accepts(p, TOKEN_END);
    parser_free(p);
    return whole;
}

/* `found` cannot start a statement. */
static bool
complain_start(Refusal *s)
{
    if (find_first_slashes(s) || find_first_name(s))
        return false;
    if (token_closes(s->found.kind))
        return complain_closes_nothing(s->c, s->found);
    if (s->found.kind == TOKEN_COLON)
        return complain_command(s->c, s->found);
    if (is_operator(s->found.kind))
        return complain_operator_first(s->c, s->found);
    if (token_is_keyword(s->found.kind) && s->found.kind != TOKEN_NOT)
        return complain_unexpected(s->c, s->found.at, NULL, "a statement");
    return complain_no_keyword(s->c, s->found.at, is_expression_line(s));
}

/* ---- rules: inside a statement ---- */

/* A bare expression whose first token, a name, was rather meant as a keyword or wants a `let`. */
static bool
find_bare_start(Refusal *s)
{
    if (s->h->fed != 1 || !token_is_name(s->h->first.kind))
        return false;
    Refusal first = *s; /* as it would have been if that name had been refused */
    Lexer behind = *s->lexer;
    first.found = s->h->first;
    first.lexer = &behind;
    behind.at = first.found.at.end;
    return find_first_name(&first);
}

static bool
find_slashes(Refusal *s)
{
    Span at = s->h->slashes;
    Token last = s->h->last;
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
    else if (s->h->last.kind == TOKEN_SEMICOLON &&
             (kind == TOKEN_END || kind == TOKEN_RETURN || token_closes(kind) ||
              (token_starts_statement(kind) && s->h->fresh)))
        semicolon = &s->h->last;
    else if (s->h->before.kind == TOKEN_SEMICOLON && is_in_braces(s) &&
             (kind == TOKEN_LARROW || kind == TOKEN_COLON || kind == TOKEN_ASSIGN ||
              kind == TOKEN_ARROW || kind == TOKEN_BIARROW))
        semicolon = &s->h->before;
    else if (s->h->before.kind == TOKEN_SEMICOLON && !s->h->brackets.count &&
             kind == TOKEN_ASSIGN && !is_on_one_line(s->h->before.at, s->h->last.at))
        semicolon = &s->h->before; /* `let x = 5;`, and the next line begins with a name */
    if (!semicolon || (semicolon == &s->found && !takes(s, TOKEN_END) && !is_in_braces(s)))
        return false;
    if (semicolon == &s->found && s->h->fresh && !s->h->brackets.count)
        return false;
    complain_semicolon(s->c, semicolon->at);
    return true;
}

/* `draw identify ...`, `let e = identify ...`: a statement where an expression is wanted, by what
 * stands behind its word on the line. */
static bool
find_statement(Refusal *s)
{
    Lexer l;
    int kind = s->found.kind;
    if (!token_starts_statement(kind) || kind == TOKEN_NOT || !takes(s, TOKEN_NAME) ||
        s->h->fresh || s->h->brackets.count)
        return false;
    Token next = peek(s, &l);
    if (next.kind == TOKEN_END || is_operator(next.kind) || token_closes(next.kind) ||
        token_starts_statement(next.kind) || !is_on_one_line(s->found.at, next.at))
        return false;
    bool named = s->h->first.kind == TOKEN_LET && s->h->last.kind == TOKEN_ASSIGN;
    if (s->h->last.kind == TOKEN_SEMICOLON)
        complain_semicolon(s->c, s->h->last.at);
    else if (s->h->fed == 1 || named)
        complain_second_statement(s->c, s->found, s->h->first, named);
    else
        return false;
    return true;
}

static bool
find_keyword(Refusal *s)
{
    if (!diagnose_is_name(s->h, s->p, s->lexer, s->a, s->found))
        return false;
    complain_keyword(s->c, s->found);
    return true;
}

static bool
find_bracket(Refusal *s)
{
    const Token *open = heard_bracket(s->h);
    int kind = s->found.kind;
    if (open && (kind == TOKEN_END || token_starts_statement(kind))) {
        complain_not_closed(s->c, s->found, *open);
        return true;
    }
    if (!token_closes(kind))
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
    if (s->found.kind == TOKEN_COMMA && is_in_braces(s) && s->h->last.kind != TOKEN_LBRACE &&
        s->h->first.kind != TOKEN_TYPE && !is_decimal_comma(s))
        comma = &s->found;
    else if (s->found.kind == TOKEN_COLON && s->h->before.kind == TOKEN_COMMA &&
             is_in_block(s, TOKEN_MODEL, TOKEN_LBRACE))
        comma = &s->h->before;
    if (!comma || (comma == &s->found && takes(s, TOKEN_COLON)))
        return false;
    complain_comma(s->c, comma->at);
    return true;
}

static bool
find_row_key(Refusal *s)
{
    bool block = s->h->brackets.count == 1 &&
                 (s->h->first.kind == TOKEN_MODEL || s->h->first.kind == TOKEN_DIAGRAM ||
                  s->h->first.kind == TOKEN_FUNCTOR);
    if (!is_in_braces(s) || block)
        return false;
    if (s->found.kind == TOKEN_LPAREN)
        complain_row_key(s->c, s->found.at);
    else if (s->found.kind == TOKEN_ARROW && s->h->last.kind == TOKEN_RPAREN)
        complain_row_key(s->c, span_over(s->h->closed.at, s->h->last.at));
    else
        return false;
    return true;
}

static bool
find_no_type(Refusal *s)
{
    int kind = s->found.kind, first = s->h->first.kind;
    bool input = takes(s, TOKEN_COLON) && is_in_block(s, TOKEN_DIAGRAM, TOKEN_LPAREN) &&
                 (kind == TOKEN_COMMA || kind == TOKEN_RPAREN);
    bool channel = (first == TOKEN_CHANNEL || first == TOKEN_FUNCTION) && kind == TOKEN_ASSIGN &&
                   (takes(s, TOKEN_COLON) || takes(s, TOKEN_ARROW));
    bool box = first == TOKEN_BOX && takes(s, TOKEN_COLON) && s->h->fed == 2;
    if (!input && !channel && !box)
        return false;
    complain_no_type(s->c, s->h->first, takes(s, TOKEN_COLON) ? s->h->last.at : s->found.at);
    return true;
}

static bool
find_model_arrow(Refusal *s)
{
    bool arrow = s->found.kind == TOKEN_ARROW || s->found.kind == TOKEN_BIARROW;
    if (!arrow || !is_in_block(s, TOKEN_MODEL, TOKEN_LBRACE))
        return false;
    complain_model_arrow(s->c, s->found.at);
    return true;
}

static bool
find_equality(Refusal *s)
{
    if (s->found.kind != TOKEN_ASSIGN || !takes(s, TOKEN_COMPARE))
        return false;
    complain_equality(s->c, s->found.at, s->h->called_in);
    return true;
}

static bool
find_chain(Refusal *s)
{
    if (s->found.kind != TOKEN_COMPARE || s->h->compared.kind != TOKEN_COMPARE ||
        s->h->compared_in != s->h->brackets.count || help_for_pair(s))
        return false;
    complain_chain(s->c, s->found.at, s->h->called_in);
    return true;
}

static bool
find_ket(Refusal *s)
{
    bool elsewhere = s->h->first.kind == TOKEN_TYPE || s->h->last.kind == TOKEN_LPAREN ||
                     is_pipe(s);
    if (s->found.kind == TOKEN_BAR && !elsewhere) {
        complain_ket(s->c, s->found.at);
        return true;
    }
    bool read = s->h->last.kind == TOKEN_KET && s->h->last.label_count > 0 && heard_bracket(s->h) &&
                heard_bracket(s->h)->kind == TOKEN_LPAREN;
    int kind = s->found.kind;
    if (!read || !(token_is_name(kind) || kind == TOKEN_NUMBER || kind == TOKEN_KET))
        return false;
    bool joins = kind == TOKEN_NAME && (strcmp(s->found.text, "or") == 0 ||
                                        strcmp(s->found.text, "and") == 0);
    if (joins)
        complain_joined_evidence(s->c, s->found);
    else
        complain_ket_condition(s->c, s->h->last.at);
    return true;
}

/* `a or b`: a word of prose where an operator is wanted. */
static bool
find_infix(Refusal *s)
{
    bool name = s->found.kind == TOKEN_NAME && !s->h->fresh;
    bool operator = takes(s, TOKEN_PLUS);
    return name && operator && complain_infix(s->c, s->found);
}

/* A word that goes on with the statement here, misspelt: `al` for `all`.  Of the shortest words no
 * letter may be missing. */
static bool
find_misspelt_word(Refusal *s)
{
    static const int kinds[] = {TOKEN_ALL,  TOKEN_WITH,     TOKEN_FROM,   TOKEN_IN, TOKEN_TO,
                                TOKEN_AS,   TOKEN_REPAIRED, TOKEN_WITHIN, TOKEN_BY, TOKEN_OF,
                                TOKEN_ASSUME, TOKEN_ROUNDED, TOKEN_ROWS, TOKEN_SMOOTH,
                                TOKEN_BOOTSTRAP, TOKEN_SEED};
    Token found = s->found;
    if (found.kind != TOKEN_NAME || s->h->fresh)
        return false;
    size_t length = strlen(found.text);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *word = token_text(kinds[i]);
        size_t n = strlen(word), most = n > 5 ? 2 : 1;
        bool near = length >= n - (n > 2) && length > 1 &&
                    (distance(found.text, length, word, n) <= most ||
                     is_swapped(found.text, length, word, n));
        if (near && (n > 2 || length > 2) && takes(s, kinds[i]))
            return !complain_misspelt_word(s->c, found, word);
    }
    return false;
}

static bool
find_application(Refusal *s)
{
    int kind = s->found.kind, last = s->h->last.kind;
    bool argument = token_is_name(kind) || kind == TOKEN_NUMBER;
    if (!argument || s->h->fresh || !(token_is_name(last) || last == TOKEN_NUMBER) ||
        !takes(s, TOKEN_LPAREN) || !takes(s, TOKEN_PLUS))
        return false;
    complain_application(s->c, s->h->last, s->found);
    return true;
}

/* The same in a block, where the parser took the argument for the name of the next wire, row or
 * meaning: `x <- noisy b`. */
static bool
find_argument_as_item(Refusal *s)
{
    Token last = s->h->last, before = s->h->before;
    bool item = takes(s, TOKEN_LARROW) || takes(s, TOKEN_ASSIGN) || takes(s, TOKEN_ARROW);
    if (!item || takes(s, TOKEN_PLUS) || !is_in_braces(s) || !token_is_name(last.kind) ||
        !token_is_name(before.kind) || !is_on_one_line(before.at, last.at))
        return false;
    complain_application(s->c, before, last);
    return true;
}

/* ---- the whole ---- */

static const char distribution_help[] =
    "A distribution is a sum of labels with their weights: `1/2|heads> + 1/2|tails>`.";
static const char labels_help[] = "Labels stand in braces: `type Coin = {heads, tails}`.";

static const char *
help_for_comma(const Refusal *s)
{
    if (is_decimal_comma(s))
        return "A decimal has a point: `0.5`.";
    if (s->h->first.kind == TOKEN_TYPE)
        return is_in_braces(s) ? "A range has its braces for itself: `type Die = {1..6}`."
                               : labels_help;
    return s->h->first.kind == TOKEN_STATE && s->h->last.kind == TOKEN_NUMBER ? distribution_help
                                                                              : NULL;
}

static const char *
help_for_colon(const Refusal *s)
{
    if (!is_in_braces(s) || !takes(s, TOKEN_DOTDOT))
        return NULL;
    return s->h->first.kind == TOKEN_STATE ? distribution_help
                                           : "A row is written `x -> 1/2|a> + 1/2|b>`.";
}

static const char *
help_for_bar(const Refusal *s)
{
    if (s->h->first.kind == TOKEN_TYPE)
        return labels_help;
    return s->h->last.kind == TOKEN_LPAREN ? "What is asked stands before the bar: `P(Y | X = x)`."
                                           : compose_help;
}

/* What stands where an effect is asked for: `identify Y from X in m`. */
static bool
is_effect_in_prose(const Refusal *s)
{
    Token word = s->h->first;
    return word.kind == TOKEN_ACTION && s->h->fed == 2 && !s->h->brackets.count &&
           strcmp(word.text, "identify") == 0;
}

/* What the statement, or the token before, wants, whatever is found. */
static const char *
help_for_place(const Refusal *s)
{
    if (s->h->first.kind == TOKEN_WITNESS && takes(s, TOKEN_COMMA) && s->h->fed == 2)
        return "Name the two models it is to make: `witness A, B = P(Y | do(X)) in M`.";
    if (s->h->fed == 2 && strcmp(s->h->first.text ? s->h->first.text : "", "functionalise") == 0)
        return "Name the model it is to make: `functionalise g = m with F`.";
    if (is_effect_in_prose(s))
        return "Ask about an effect: `identify P(Y | do(X)) in M`.";
    if (s->found.kind == TOKEN_RBRACE && s->h->first.kind == TOKEN_DIAGRAM &&
        s->h->brackets.count == 1 && takes(s, TOKEN_RETURN))
        return "A diagram says at its end what it gives: `return x`.";
    if (s->h->last.kind == TOKEN_BY && takes(s, TOKEN_BOOTSTRAP))
        return "Say how often, and with which seed: `by bootstrap 2000 seed 1`.";
    if (s->h->last.kind == TOKEN_BY)
        return "A set of variables stands in braces: `by {X}`.";
    if (s->h->first.kind == TOKEN_TEST && takes(s, TOKEN_FROM))
        return "Say which rows: `test M from STATE`.";
    if (s->h->first.kind == TOKEN_ESTIMATE && s->found.kind == TOKEN_FROM)
        return "Say in which model: `estimate P(...) in M from STATE`.";
    return NULL;
}

static bool
find_unfinished(Refusal *s)
{
    bool next = token_starts_statement(s->found.kind) && s->h->fresh;
    if (s->found.kind != TOKEN_END && !next)
        return false;
    char expected[EXPECTED];
    uint32_t end = s->h->last.at.end;
    complain_unfinished(s->c, (Span){s->h->last.at.source, end, end}, s->h->first,
                        write_expected(s, expected), help_for_place(s));
    return true;
}

static const char *
help_for_assign(const Refusal *s)
{
    if (takes(s, TOKEN_LARROW))
        return "In a diagram a wire is given by `<-`.";
    if (s->h->first.kind == TOKEN_MODEL || s->h->first.kind == TOKEN_FUNCTOR)
        return takes(s, TOKEN_LBRACE) ? "The brace follows at once, without `=`." : NULL;
    return s->h->first.kind == TOKEN_BOX ? "A box has no table: `channel` has." : NULL;
}

static const char *
help_for(const Refusal *s)
{
    const char *help = help_for_place(s);
    if (help)
        return help;
    switch (s->found.kind) {
    case TOKEN_NOT:
        return "`not` stands before a whole comparison; further inside it needs parentheses.";
    case TOKEN_ASSIGN:
        return help_for_assign(s);
    case TOKEN_COMPARE:
        return help_for_pair(s);
    case TOKEN_COMMA:
        return help_for_comma(s);
    case TOKEN_COLON:
        return help_for_colon(s);
    case TOKEN_BAR:
        return help_for_bar(s);
    case TOKEN_WITH:
        return !takes(s, TOKEN_IN) ? NULL
               : takes(s, TOKEN_RPAREN)
                   ? "A functor stands behind its model: `P(Y) in m with F`; a set behind a comma: "
                     "`adjustment(X -> Y, with {A})`."
                   : "A functor stands behind its model: `P(Y) in m with F`.";
    case TOKEN_WITHOUT:
        return "It stands behind a comma: `adjustment(X -> Y, without {B})`.";
    case TOKEN_LPAREN:
        return s->h->fed == 2 && takes(s, TOKEN_COLON)
                   ? "Its type follows at once; `diagram f(x : A) { ... }` has inputs with names."
                   : NULL;
    case TOKEN_LBRACKET:
        return s->h->first.kind == TOKEN_STATE && s->h->last.kind == TOKEN_ASSIGN
                   ? distribution_help : NULL;
    case TOKEN_NAME:
        return takes(s, TOKEN_STRING) && !takes(s, TOKEN_NAME)
                   ? "The name of a file stands in quotes: \"lesson.diag\"." : NULL;
    default:
        return NULL;
    }
}

bool
diagnose_is_name(const Heard *h, const Parser *p, const Lexer *l, Arena *a, Token found)
{
    if (!token_is_keyword(found.kind) || found.kind == TOKEN_NOT || h->fed == 0)
        return false;
    if (!heard_accepts(h, p, TOKEN_NAME) && !heard_accepts(h, p, TOKEN_STRING))
        return false;
    if (!token_starts_statement(found.kind) || !h->fresh)
        return true;
    Lexer behind = *l;
    behind.complain = NULL;
    int next = lexer_next(&behind, a).kind;
    return is_operator(next) || token_closes(next);
}

bool
diagnose(const Heard *h, const Parser *p, const Lexer *l, Arena *a, Token found)
{
    static bool (*const rules[])(Refusal *) = {
        find_slashes,       find_semicolon,        find_bare_start,  find_statement,
        find_keyword,       find_bracket,          find_comma,       find_row_key,
        find_no_type,       find_equality,         find_chain,       find_ket,
        find_misspelt_word, find_model_arrow,      find_infix,       find_argument_as_item,
        find_application,   find_unfinished,
    };
    Refusal s = {h, p, l, a, found, l->complain};
    if (h->fed == 0)
        return complain_start(&s);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](&s))
            return false;
    char expected[EXPECTED];
    return complain_unexpected(s.c, found.at, help_for(&s), write_expected(&s, expected));
}
