/* token.c -- the kinds of token: how each is written and what people call it. */
#include "lang/read/token.h"

#include "grammar.h"
#include "diagram/keyword.h"
#include "lang/text/excerpt.h"

#include <string.h>

typedef struct Kind {
    int kind;
    const char *name; /* as messages want it */
    const char *text; /* as it is written, if always the same */
} Kind;

#define STARTS(code, text) {text, TOKEN_##code, true, false},
#define ACTION(text, takes) {text, TOKEN_ACTION, true, false},
#define INSIDE(code, text) {text, TOKEN_##code, false, false},
#define OPENS(code, text) {text, TOKEN_##code, true, true},

static const Keyword keywords[] = {KEYWORDS(STARTS, ACTION, INSIDE, OPENS)};

#define FIXED(kind, text) {kind, "`" text "`", text}
#define VARIED(kind, name) {kind, name, NULL}
#define ALONE(code, text) FIXED(TOKEN_##code, text),
#define TOGETHER(text, takes)

/* The words that are a kind each, the signs, then what is written in many ways. */
static const Kind kinds[] = {
    KEYWORDS(ALONE, TOGETHER, ALONE, ALONE) FIXED(TOKEN_ASSIGN, "="),
    FIXED(TOKEN_COLON, ":"),
    FIXED(TOKEN_ARROW, "->"),
    FIXED(TOKEN_LBRACE, "{"),
    FIXED(TOKEN_RBRACE, "}"),
    FIXED(TOKEN_LPAREN, "("),
    FIXED(TOKEN_RPAREN, ")"),
    FIXED(TOKEN_COMMA, ","),
    FIXED(TOKEN_LARROW, "<-"),
    FIXED(TOKEN_BIARROW, "<->"),
    FIXED(TOKEN_DOT, "."),
    FIXED(TOKEN_MINUS, "-"),
    FIXED(TOKEN_DOTDOT, ".."),
    FIXED(TOKEN_STAR, "*"),
    FIXED(TOKEN_SEMICOLON, ";"),
    FIXED(TOKEN_SIGN, "-"),
    FIXED(TOKEN_ALSO, ","),
    FIXED(TOKEN_PLUS, "+"),
    FIXED(TOKEN_SLASH, "/"),
    FIXED(TOKEN_CARET, "^"),
    FIXED(TOKEN_BAR, "|"),
    FIXED(TOKEN_LBRACKET, "["),
    FIXED(TOKEN_RBRACKET, "]"),
    FIXED(TOKEN_LIKELY, "~"),
    FIXED(TOKEN_SOFT, ":="),
    VARIED(TOKEN_NAME, "a name"),
    VARIED(TOKEN_NUMBER, "a number"),
    VARIED(TOKEN_STRING, "a string"),
    VARIED(TOKEN_TEXT, "a text between three quotes"),
    VARIED(TOKEN_KET, "a ket"),
    FIXED(TOKEN_BY, "by"),
    FIXED(TOKEN_WITHOUT, "without"),
    FIXED(TOKEN_ALL, "all"),
    VARIED(TOKEN_FORM, "a word such as `up`"),
    FIXED(TOKEN_ASSUME, "assume"),
    FIXED(TOKEN_TABLE, "table"),
    FIXED(TOKEN_ROWS, "rows"),
    FIXED(TOKEN_SMOOTH, "smooth"),
    FIXED(TOKEN_BOOTSTRAP, "bootstrap"),
    FIXED(TOKEN_SEED, "seed"),
    FIXED(TOKEN_OR, "or"),
    FIXED(TOKEN_AND, "and"),
    VARIED(TOKEN_COMPARE, "a comparison"),
    VARIED(TOKEN_ACTION, "an action"),
    VARIED(TOKEN_END, "the end of the text"),
};

#undef STARTS
#undef ACTION
#undef INSIDE
#undef OPENS
#undef FIXED
#undef VARIED
#undef ALONE
#undef TOGETHER

const Keyword *
keyword_at(size_t i)
{
    return i < sizeof keywords / sizeof *keywords ? &keywords[i] : NULL;
}

/* One of that kind. */
static const Keyword *
find_keyword(int kind)
{
    const Keyword *k;
    for (size_t i = 0; (k = keyword_at(i)) != NULL && k->kind != kind;)
        i++;
    return k;
}

static const Kind *
find_kind(int kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].kind == kind)
            return &kinds[i];
    return NULL;
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
#define STARTS(code, text) case TOKEN_##code:
#define OTHERS(code, text)
#define ACTION(text, takes)
    switch (kind) {
    case TOKEN_ACTION:
    KEYWORDS(STARTS, ACTION, OTHERS, STARTS)
        return true;
    default:
        return false;
    }
#undef STARTS
#undef OTHERS
#undef ACTION
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

bool
token_is_name(int kind)
{
    return kind == TOKEN_NAME || kind == TOKEN_STRING;
}

/* Each name of a text is looked for among the words: many cannot be one, and most others differ in
 * the first letter. */
static bool
may_be_word(const char *text, size_t length)
{
    return length > 1 && text[0] >= 'a' && text[0] <= 'z';
}

static bool
is_word(const char *word, const char *text, size_t length)
{
    return word[0] == text[0] && strncmp(word, text, length) == 0 && word[length] == '\0';
}

int
token_keyword(const char *text, size_t length)
{
    const Keyword *k;
    for (size_t i = 0; may_be_word(text, length) && (k = keyword_at(i)) != NULL; i++)
        if (!k->opens && is_word(k->text, text, length))
            return k->kind;
    return 0;
}

int
token_opener(const char *text)
{
    const Keyword *k;
    size_t length = strlen(text);
    for (size_t i = 0; may_be_word(text, length) && (k = keyword_at(i)) != NULL; i++)
        if (k->opens && is_word(k->text, text, length))
            return k->kind;
    return 0;
}

int
token_word(const char *text)
{
    static const struct {
        const char *text;
        int kind;
    } words[] = {
        {"graph", TOKEN_FORM},      {"up", TOKEN_FORM},      {"dark", TOKEN_FORM},
        {"standalone", TOKEN_FORM}, {"svg", TOKEN_FORM},     {"tikz", TOKEN_FORM},
        {"dot", TOKEN_FORM},        {"text", TOKEN_FORM},    {"by", TOKEN_BY},
        {"all", TOKEN_ALL},         {"assume", TOKEN_ASSUME}, {"table", TOKEN_TABLE},
        {"rows", TOKEN_ROWS},       {"smooth", TOKEN_SMOOTH}, {"seed", TOKEN_SEED},
        {"or", TOKEN_OR},           {"without", TOKEN_WITHOUT},
        {"bootstrap", TOKEN_BOOTSTRAP}, {"and", TOKEN_AND},
    };
    size_t length = strlen(text);
    for (size_t i = 0; may_be_word(text, length) && i < sizeof words / sizeof *words; i++)
        if (is_word(words[i].text, text, length))
            return words[i].kind;
    return 0;
}

void
token_write_name(const Token *t, Sink *out)
{
    if (t->kind == TOKEN_ACTION)
        sink_print(out, "`%s`", t->text);
    else
        sink_put(out, token_name(t->kind));
}

void
token_write(const Token *t, Sink *out)
{
    size_t line, column;
    source_place(t->at.source, t->at.start, &line, &column);
    sink_print(out, "%zu:%zu ", line, column);
    token_write_name(t, out);
    if (t->kind > 0 && !token_text(t->kind) && t->kind != TOKEN_ACTION) {
        sink_put(out, " ");
        escape_write(t->at.source->text + t->at.start, t->at.end - t->at.start, out);
    }
    sink_put(out, "\n");
}
