/* json_text.h -- is this one JSON text (RFC 8259)?  Written apart from what writes JSON. */
#ifndef CATGUT_FUZZ_JSON_TEXT_H
#define CATGUT_FUZZ_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct JsonText {
    const char *at, *end;
} JsonText;

static inline bool
json_sign(JsonText *j, char c)
{
    bool there = j->at < j->end && *j->at == c;
    j->at += there;
    return there;
}

static inline bool
json_string(JsonText *j)
{
    if (!json_sign(j, '"'))
        return false;
    while (j->at < j->end && *j->at != '"') {
        if ((unsigned char)*j->at < 0x20)
            return false;
        if (*j->at++ != '\\')
            continue;
        if (j->at == j->end || !strchr("\"\\/bfnrtu", *j->at))
            return false;
        bool hex = *j->at++ == 'u';
        for (int i = 0; hex && i < 4; i++)
            if (j->at == j->end || !strchr("0123456789abcdefABCDEF", *j->at++))
                return false;
    }
    return json_sign(j, '"');
}

static inline bool
json_word(JsonText *j, const char *word)
{
    size_t n = strlen(word);
    bool there = (size_t)(j->end - j->at) >= n && memcmp(j->at, word, n) == 0;
    j->at += there ? n : 0;
    return there;
}

/* What stands between brackets is looked at by whoever opened them: here only values follow. */
static inline bool
json_value(JsonText *j, int depth)
{
    if (depth > 500)
        return true;
    bool object = j->at < j->end && *j->at == '{';
    if (object || (j->at < j->end && *j->at == '[')) {
        char close = object ? '}' : ']';
        j->at++;
        if (json_sign(j, close))
            return true;
        do {
            if (object && !(json_string(j) && json_sign(j, ':')))
                return false;
            if (!json_value(j, depth + 1))
                return false;
        } while (json_sign(j, ','));
        return json_sign(j, close);
    }
    if (j->at < j->end && *j->at == '"')
        return json_string(j);
    if (json_word(j, "true") || json_word(j, "false") || json_word(j, "null"))
        return true;
    const char *from = j->at;
    while (j->at < j->end && strchr("+-.eE0123456789", *j->at))
        j->at++;
    return j->at > from;
}

static inline bool
json_text_is(const char *text, size_t count)
{
    JsonText j = {text, text + count};
    return json_value(&j, 0) && j.at == j.end;
}

#endif
