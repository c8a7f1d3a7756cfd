/* secret.c -- see secret.h.  Quotes are followed as the lexer does, so that a string ends here
 * where it ends there; what is in no string, because a quote was forgotten, is hidden to the end of
 * its line. */
#include "lang/text/secret.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char prefix[] = "odbc:";
enum { PREFIX = sizeof prefix - 1 };

/* Does a connection string start at `at`?  The text ends at `end`. */
static bool
starts(const char *text, size_t at, size_t end)
{
    return end - at >= PREFIX && (text[at] | 0x20) == prefix[0] &&
           strncasecmp(text + at, prefix, PREFIX) == 0 &&
           (at == 0 || !isalnum((unsigned char)text[at - 1]));
}

/* Where the string ends that `at` is in; `end`, the end of the line, if it is not closed. */
static size_t
string_end(const char *text, size_t at, size_t end)
{
    for (; at < end && text[at] != '"'; at++)
        if (text[at] == '\\' && at + 1 < end)
            at++;
    return at;
}

/* Is text[at ... end) only the name of a data source?  Then there is nothing to hide. */
static bool
is_name(const char *text, size_t at, size_t end)
{
    if (end - at < 4 || strncasecmp(text + at, "DSN=", 4) != 0)
        return false;
    for (at += 4; at < end; at++)
        if (!isalnum((unsigned char)text[at]) && !strchr("_.- ", text[at]))
            return false;
    return true;
}

static char *
unescape(const char *text, size_t start, size_t end)
{
    char *said = memory_new(end - start + 1, 1), *to = said;
    for (size_t at = start; at < end; at++) {
        bool escapes = text[at] == '\\' && at + 1 < end && strchr("\"\\", text[at + 1]);
        at += escapes;
        *to++ = text[at];
    }
    return said;
}

/* shown: so many bytes of it stay. */
static void
hide(char *text, size_t start, size_t end, size_t shown, Secrets *kept)
{
    if (kept) {
        Secret s = {(uint32_t)start, (uint32_t)(end - start), memory_new(end - start, 1),
                    shown ? unescape(text, start, end) : NULL};
        memcpy(s.bytes, text + start, s.count);
        array_push(kept, s);
    }
    memset(text + start + shown, '*', end - start - shown);
}

/* The byte that is spelt at *at, which goes past it: an escape of two hexadecimal digits is one. */
static int
spelt(const char *text, size_t *at, size_t end)
{
    char digits[3] = "";
    bool escape = end - *at >= 4 && text[*at] == '\\' && text[*at + 1] == 'x';
    if (escape)
        memcpy(digits, text + *at + 2, 2);
    *at += escape ? 4 : 1;
    return escape ? (int)strtol(digits, NULL, 16) : (unsigned char)text[*at - 1];
}

/* Is a string, from `at` on, the prefix in other spelling? */
static bool
is_disguised(const char *text, size_t at, size_t end)
{
    size_t start = at;
    for (size_t i = 0; i < PREFIX; i++)
        if (at >= end || tolower(spelt(text, &at, end)) != prefix[i])
            return false;
    return at - start > PREFIX;
}

static void
hide_in_line(char *text, size_t at, size_t end, Secrets *kept)
{
    for (bool quoted = false; at < end; at++) {
        if (starts(text, at, end)) {
            size_t stop = quoted ? string_end(text, at, end) : end;
            if (!is_name(text, at + PREFIX, stop) && memchr(text + at, '=', stop - at))
                hide(text, at, stop, PREFIX, kept);
            at = stop - 1;
        } else if (text[at] == '"') {
            quoted = !quoted;
            if (quoted && is_disguised(text, at + 1, end)) {
                size_t stop = string_end(text, at + 1, end);
                hide(text, at + 1, stop, 0, kept);
                at = stop - 1;
            }
        } else if (quoted && text[at] == '\\' && at + 1 < end) {
            at++;
        }
    }
}

void
secrets_hide(char *text, size_t count, Secrets *kept)
{
    for (size_t at = 0; at < count;) {
        const char *line = memchr(text + at, '\n', count - at);
        size_t end = line ? (size_t)(line - text) : count;
        hide_in_line(text, at, end, kept);
        at = end + 1;
    }
}

const char *
secrets_find(const Secrets *s, uint32_t start)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->at[i].start == start)
            return s->at[i].text;
    return NULL;
}

void
secrets_restore(const Secrets *s, char *text)
{
    for (size_t i = 0; i < s->count; i++)
        memcpy(text + s->at[i].start, s->at[i].bytes, s->at[i].count);
}

void
secrets_clear(Secrets *s)
{
    for (size_t i = 0; i < s->count; i++) {
        Secret *one = &s->at[i];
        memset(one->bytes, 0, one->count);
        memory_free(one->bytes);
        if (one->text)
            memset(one->text, 0, strlen(one->text));
        memory_free(one->text);
    }
    array_clear(s);
}
