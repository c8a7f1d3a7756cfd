/* highlight.c -- see highlight.h.  The lexer finds the tokens, so that all is marked as it is read.
 */
#include "lang/report/highlight.h"

#include "grammar.h"
#include "lang/read/lexer.h"
#include "show/xml.h"

#include <string.h>

/* The class of a token; NULL: none. */
static const char *
class_of(const Token *t, const Language *l)
{
    if (token_is_keyword(t->kind))
        return "k";
    switch (t->kind) {
    case TOKEN_KET: return "q";
    case TOKEN_NUMBER: return "n";
    case TOKEN_STRING: return "s";
    case TOKEN_NAME: return notion_find(l, t->text) ? "f" : NULL;
    default: return NULL;
    }
}

static void
put_marked(const char *class, const char *text, size_t count, Sink *out)
{
    if (class)
        sink_print(out, "<span class=\"%s\">", class);
    xml_write_text(text, count, out);
    if (class)
        sink_put(out, "</span>");
}

/* Blanks and comments. */
static void
put_between(const char *text, size_t count, Sink *out)
{
    while (count) {
        const char *sign = memchr(text, '#', count);
        size_t blank = sign ? (size_t)(sign - text) : count;
        xml_write_text(text, blank, out);
        const char *end = sign ? memchr(sign, '\n', count - blank) : NULL;
        size_t comment = sign ? (end ? (size_t)(end - sign) : count - blank) : 0;
        if (comment)
            put_marked("c", sign, comment, out);
        text += blank + comment;
        count -= blank + comment;
    }
}

void
highlight_write(const char *text, size_t count, const Language *language, Sink *out)
{
    Names names = {0};
    Arena arena = {0};
    Source *source = source_new("", NULL, text, count);
    Lexer l = {.source = source, .names = &names};
    for (uint32_t done = 0; done < count;) {
        Token t = lexer_next(&l, &arena);
        uint32_t start = t.kind == TOKEN_END ? (uint32_t)count : t.at.start;
        if (t.kind == TOKEN_BAD) { /* it may be no token, and its place anywhere */
            xml_write_text(text + done, l.at - done, out);
            done = l.at;
            continue;
        }
        put_between(text + done, start - done, out);
        if (t.kind != TOKEN_END)
            put_marked(class_of(&t, language), text + t.at.start, t.at.end - t.at.start, out);
        done = t.kind == TOKEN_END ? (uint32_t)count : t.at.end;
    }
    source_free(source);
    arena_clear(&arena);
    names_clear(&names);
}
