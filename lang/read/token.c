/* token.c -- the kinds of token: how each is written and what people call it. */
#include "lang/read/token.h"

#include "grammar.h"
#include "diagram/keyword.h"
#include "lang/text/excerpt.h"

#include <string.h>

typedef struct Kind {
    int kind;
    bool starts;      /* a statement */
    const char *name; /* as messages want it */
    const char *text; /* as it is written, if always the same */
} Kind;

#define STARTS(code, text) {TOKEN_##code, true, "`" text "`", text},
#define INSIDE(code, text) {TOKEN_##code, false, "`" text "`", text},
#define FIXED(kind, text) {kind, false, "`" text "`", text}
#define VARIED(kind, name) {kind, false, name, NULL}

static const Kind keywords[] = {KEYWORDS(STARTS, INSIDE)};

/* The signs, then what is written in many ways. */
static const Kind others[] = {
    FIXED(TOKEN_ASSIGN, "="), FIXED(TOKEN_COLON, ":"), FIXED(TOKEN_ARROW, "->"),
    FIXED(TOKEN_LBRACE, "{"), FIXED(TOKEN_RBRACE, "}"), FIXED(TOKEN_LPAREN, "("),
    FIXED(TOKEN_RPAREN, ")"), FIXED(TOKEN_COMMA, ","), FIXED(TOKEN_LARROW, "<-"),
    FIXED(TOKEN_BIARROW, "<->"), FIXED(TOKEN_DOT, "."), FIXED(TOKEN_MINUS, "-"),
    FIXED(TOKEN_DOTDOT, ".."), FIXED(TOKEN_STAR, "*"), FIXED(TOKEN_SEMICOLON, ";"),
    FIXED(TOKEN_PLUS, "+"), FIXED(TOKEN_SLASH, "/"), FIXED(TOKEN_CARET, "^"),
    FIXED(TOKEN_BAR, "|"), FIXED(TOKEN_LBRACKET, "["), FIXED(TOKEN_RBRACKET, "]"),
    FIXED(TOKEN_SOFT, ":="), VARIED(TOKEN_NAME, "a name"), VARIED(TOKEN_NUMBER, "a number"),
    VARIED(TOKEN_STRING, "a string"), VARIED(TOKEN_KET, "a ket"),
    VARIED(TOKEN_COMPARE, "a comparison"), VARIED(TOKEN_END, "the end of the text"),
};

enum { KEYWORDS_COUNT = sizeof keywords / sizeof *keywords };

static const Kind *
find_keyword(int kind)
{
    for (size_t i = 0; i < KEYWORDS_COUNT; i++)
        if (keywords[i].kind == kind)
            return &keywords[i];
    return NULL;
}

static const Kind *
find_kind(int kind)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].kind == kind)
            return &others[i];
    return find_keyword(kind);
}

const char *
token_name(int kind)
{
    const Kind *k = find_kind(kind);
    return k ? k->name : "something wrong";
}

const char *
token_text(int kind)
{
    const Kind *k = find_kind(kind);
    return k ? k->text : NULL;
}

bool
token_is_keyword(int kind)
{
    return find_keyword(kind) != NULL;
}

bool
token_starts_statement(int kind)
{
    const Kind *k = find_keyword(kind);
    return k && k->starts;
}

bool
token_opens(int kind)
{
    return kind == TOKEN_LBRACE || kind == TOKEN_LPAREN || kind == TOKEN_LBRACKET;
}

bool
token_closes(int kind)
{
    return kind == TOKEN_RBRACE || kind == TOKEN_RPAREN || kind == TOKEN_RBRACKET;
}

int
token_keyword(const char *text, size_t length)
{
    for (size_t i = 0; i < KEYWORDS_COUNT; i++) {
        if (strncmp(keywords[i].text, text, length) == 0 && keywords[i].text[length] == '\0')
            return keywords[i].kind;
    }
    return 0;
}

void
token_write(const Token *t, Sink *out)
{
    size_t line, column;
    source_place(t->at.source, t->at.start, &line, &column);
    sink_print(out, "%zu:%zu %s", line, column, token_name(t->kind));
    if (t->kind > 0 && !token_text(t->kind)) {
        sink_put(out, " ");
        escape_write(t->at.source->text + t->at.start, t->at.end - t->at.start, out);
    }
    sink_put(out, "\n");
}
