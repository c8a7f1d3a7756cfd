/* bif_text.c -- comments, intervals and properties in BIF files; see bif_text.h. */
#include "bayes/bif_text.h"

#include <string.h>
#include <strings.h>

static bool
is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool
bif_hash_is_comment(const char *text, const char *p)
{
    if (is_blank(p[1]) || p[1] == '\0' || p[1] == '#')
        return true;
    while (p > text && (p[-1] == ' ' || p[-1] == '\t'))
        p--;
    return p == text || p[-1] == '\n' || p[-1] == '\r' || p[-1] == ';' || p[-1] == '}';
}

/* ---- intervals ---- */

static const char *
skip_spaces(const char *p)
{
    return p + strspn(p, " \t");
}

/* A bound: a number, perhaps with a sign, or infinity. */
static const char *
bound_end(const char *p)
{
    static const char *const infinities[] = {"infinity", "inf", "\xe2\x88\x9e"};
    p += *p == '-' || *p == '+';
    for (size_t i = 0; i < sizeof infinities / sizeof *infinities; i++)
        if (strncasecmp(p, infinities[i], strlen(infinities[i])) == 0)
            return p + strlen(infinities[i]);
    size_t digits = strspn(p, "0123456789."), exponent = 0;
    if (!digits)
        return NULL;
    p += digits;
    if (*p == 'e' || *p == 'E') {
        size_t sign = p[1] == '-' || p[1] == '+';
        exponent = strspn(p + 1 + sign, "0123456789");
        p += exponent ? 1 + sign + exponent : 0;
    }
    return p;
}

const char *
bif_interval_end(const char *p)
{
    if (*p != '[' && *p != '(')
        return NULL;
    const char *first = bound_end(skip_spaces(p + 1));
    if (!first)
        return NULL;
    first = skip_spaces(first);
    if (*first != ',')
        return NULL;
    const char *last = bound_end(skip_spaces(first + 1));
    if (!last)
        return NULL;
    last = skip_spaces(last);
    return *last == ']' || *last == ')' ? last + 1 : NULL;
}

void
bif_without_blanks(char *to, const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_blank(p[i]))
            *to++ = p[i];
    *to = '\0';
}

/* ---- properties ---- */

bool
bif_property_changes(const char *p, size_t n)
{
    static const char *const words[] = {"function", "credal-set"};
    const char *end = p + n;
    while (p < end && (is_blank(*p) || *p == '"'))
        p++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if ((size_t)(end - p) < length || strncasecmp(p, words[i], length) != 0)
            continue;
        char after = p + length < end ? p[length] : ' ';
        if (is_blank(after) || after == '=' || after == ':' || after == '"')
            return true;
    }
    return false;
}
