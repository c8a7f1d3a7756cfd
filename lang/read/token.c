/* token.c -- the kinds of token: how each is written and what people call it. */
#include "lang/read/token.h"

#include "grammar.h"
#include "lang/text/excerpt.h"

#include <string.h>

typedef struct Kind {
    int kind;
    bool starts;      /* a statement */
    const char *name; /* as messages want it */
    const char *text; /* as it is written, if always the same */
} Kind;

#define STARTER(kind, text) {kind, true, "`" text "`", text}
#define FIXED(kind, text) {kind, false, "`" text "`", text}
#define VARIED(kind, name) {kind, false, name, NULL}

/* The words of the language, then the signs, then the rest. */
static const Kind kinds[] = {
    STARTER(TOKEN_TYPE, "type"), STARTER(TOKEN_STATE, "state"), STARTER(TOKEN_CHANNEL, "channel"),
    STARTER(TOKEN_FUNCTION, "function"), STARTER(TOKEN_BOX, "box"), STARTER(TOKEN_LET, "let"),
    STARTER(TOKEN_DIAGRAM, "diagram"), STARTER(TOKEN_SHOW, "show"), STARTER(TOKEN_DRAW, "draw"),
    STARTER(TOKEN_PLOT, "plot"), STARTER(TOKEN_CHECK, "check"), STARTER(TOKEN_MODEL, "model"),
    STARTER(TOKEN_FUNCTOR, "functor"), STARTER(TOKEN_USE, "use"),
    STARTER(TOKEN_IDENTIFY, "identify"), STARTER(TOKEN_EXPLAIN, "explain"),
    STARTER(TOKEN_WITNESS, "witness"), STARTER(TOKEN_IMPORT, "import"),
    STARTER(TOKEN_EXPORT, "export"), FIXED(TOKEN_TO, "to"), FIXED(TOKEN_OF, "of"),
    FIXED(TOKEN_AS, "as"), FIXED(TOKEN_IN, "in"), FIXED(TOKEN_WITH, "with"),
    FIXED(TOKEN_FROM, "from"), FIXED(TOKEN_NOT, "not"), FIXED(TOKEN_LATENT, "latent"),
    FIXED(TOKEN_RETURN, "return"), FIXED(TOKEN_REPAIRED, "repaired"), FIXED(TOKEN_ASSIGN, "="),
    FIXED(TOKEN_COLON, ":"), FIXED(TOKEN_ARROW, "->"), FIXED(TOKEN_LBRACE, "{"),
    FIXED(TOKEN_RBRACE, "}"), FIXED(TOKEN_LPAREN, "("), FIXED(TOKEN_RPAREN, ")"),
    FIXED(TOKEN_COMMA, ","), FIXED(TOKEN_LARROW, "<-"), FIXED(TOKEN_BIARROW, "<->"),
    FIXED(TOKEN_DOT, "."), FIXED(TOKEN_MINUS, "-"), FIXED(TOKEN_DOTDOT, ".."),
    FIXED(TOKEN_STAR, "*"), FIXED(TOKEN_SEMICOLON, ";"), FIXED(TOKEN_PLUS, "+"),
    FIXED(TOKEN_SLASH, "/"), FIXED(TOKEN_CARET, "^"), FIXED(TOKEN_BAR, "|"),
    FIXED(TOKEN_LBRACKET, "["), FIXED(TOKEN_RBRACKET, "]"), FIXED(TOKEN_SOFT, ":="),
    VARIED(TOKEN_NAME, "a name"), VARIED(TOKEN_NUMBER, "a number"),
    VARIED(TOKEN_STRING, "a string"), VARIED(TOKEN_KET, "a ket"),
    VARIED(TOKEN_COMPARE, "a comparison"), VARIED(TOKEN_END, "the end of the text"),
};

#undef STARTER
#undef FIXED
#undef VARIED

enum { KEYWORDS = 29, KINDS = sizeof kinds / sizeof *kinds };

static const Kind *
find_kind(int kind)
{
    for (size_t i = 0; i < KINDS; i++)
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
    const Kind *k = find_kind(kind);
    return k && k - kinds < KEYWORDS;
}

bool
token_starts_statement(int kind)
{
    const Kind *k = find_kind(kind);
    return k && k->starts;
}

int
token_keyword(const char *text, size_t length)
{
    for (size_t i = 0; i < KEYWORDS; i++) {
        if (strncmp(kinds[i].text, text, length) == 0 && kinds[i].text[length] == '\0')
            return kinds[i].kind;
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
