/* word.c -- which texts can stand in source as they are, and how the others are quoted.
 *
 * Quoting is always safe, so every doubt is settled by a quote: what is written here reads back as
 * the same text. */
#include "base/utf8.h"
#include "diagram/keyword.h"
#include "diagram/signature.h"

typedef struct Word {
    const char *text;
    bool starts; /* a statement */
    bool opens;  /* one, and is a name anywhere else */
    unsigned takes;
} Word;

#define STARTS(code, text) {text, true, false, 0},
#define ACTION(text, takes) {text, true, false, takes},
#define INSIDE(code, text) {text, false, false, 0},
#define OPENS(code, text) {text, true, true, 0},

static const Word words[] = {KEYWORDS(STARTS, ACTION, INSIDE, OPENS)};

static const Word *
find_word(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i].text) == length && memcmp(words[i].text, text, length) == 0)
            return &words[i];
    return NULL;
}

bool
word_starts_statement(const char *text, size_t length)
{
    const Word *w = find_word(text, length);
    return w && w->starts;
}

bool
word_is_keyword(const char *text, size_t length)
{
    const Word *w = find_word(text, length);
    return w && !w->opens;
}

unsigned
word_takes(const char *text)
{
    const Word *w = find_word(text, strlen(text));
    return w ? w->takes : 0;
}

static bool
is_digit(uint32_t p)
{
    return p >= '0' && p <= '9';
}

bool
word_is_name(const char *text)
{
    uint32_t p = 0;
    size_t length = strlen(text), n;
    for (size_t i = 0; i < length; i += n) {
        n = utf8_read(text + i, length - i, &p);
        if (n == 0 || !(utf8_is_letter(p) || (i > 0 && (is_digit(p) || p == '\''))))
            return false;
    }
    return length > 0 && strcmp(text, "_") != 0 && !word_is_keyword(text, length);
}

/* The character p of n bytes inside quotes; n is 0 where a byte is none. */
static void
write_quoted(const char *text, size_t n, uint32_t p, Sink *out)
{
    if (n > 0 && (p == '"' || p == '\\'))
        sink_print(out, "\\%c", (int)p);
    else if (n > 0 && (p == '\n' || p == '\t'))
        sink_put(out, p == '\n' ? "\\n" : "\\t");
    else if (n > 0 && !utf8_is_unseen(p))
        sink_add(out, text, n);
    else
        for (size_t i = 0; i < (n ? n : 1); i++)
            sink_print(out, "\\x%02x", (unsigned)(unsigned char)text[i]);
}

/* Bytes of text from its start on that take at most so many columns. */
static size_t
bytes_within(const char *text, size_t count, size_t columns)
{
    size_t i = 0, width = 0;
    while (i < count) {
        uint32_t p = 'x';
        size_t n = utf8_read(text + i, count - i, &p);
        width += (size_t)utf8_width(p);
        if (width > columns)
            break;
        i += n ? n : 1;
    }
    return i;
}

/* The beginning of a text that has more than `most` columns. */
static void
write_beginning(const char *text, size_t count, size_t most, Sink *out)
{
    sink_add(out, text, bytes_within(text, count, most > 3 ? most - 3 : 0));
    sink_put(out, "...");
}

/* The first `most` columns of text in its two ends, where it has more. */
static void
write_ends(const char *text, size_t count, size_t most, Sink *out)
{
    size_t columns = utf8_columns(text, count);
    if (columns <= most) {
        sink_add(out, text, count);
        return;
    }
    size_t half = most > 3 ? (most - 3) / 2 : 0;
    size_t from = bytes_within(text, count, columns - half);
    sink_add(out, text, bytes_within(text, count, half));
    sink_put(out, "...");
    sink_add(out, text + from, count - from);
}

void
word_write_shown(const char *text, size_t most, Sink *out)
{
    Sink whole = {0};
    size_t length = strlen(text);
    for (size_t i = 0; i < length;) {
        uint32_t p = 0;
        size_t n = utf8_read(text + i, length - i, &p);
        if (n > 0 && (p == '"' || p == '\\'))
            sink_add(&whole, text + i, n);
        else
            write_quoted(text + i, n, p, &whole);
        i += n ? n : 1;
    }
    bool name = strcspn(text, " ()|") == length;
    if (name || utf8_columns(sink_text(&whole), whole.count) <= most)
        write_ends(sink_text(&whole), whole.count, most, out);
    else
        write_beginning(sink_text(&whole), whole.count, most, out);
    sink_clear(&whole);
}

void
word_write_string(const char *text, Sink *out)
{
    sink_put(out, "\"");
    size_t length = strlen(text);
    for (size_t i = 0; i < length;) {
        uint32_t p = 0;
        size_t n = utf8_read(text + i, length - i, &p);
        write_quoted(text + i, n, p, out);
        i += n ? n : 1;
    }
    sink_put(out, "\"");
}

void
word_write_name(const char *text, Sink *out)
{
    if (word_is_name(text))
        sink_put(out, text);
    else
        word_write_string(text, out);
}

/* 12, -3: written as a number is, and not too long for the reader of numbers. */
static bool
is_integer(const char *text)
{
    enum { DIGITS_MAX = 18 };
    if (strcmp(text, "0") == 0)
        return true;
    text += *text == '-';
    size_t n = strlen(text);
    return n > 0 && n <= DIGITS_MAX && *text != '0' && strspn(text, "0123456789") == n;
}

void
word_write_label(const char *text, Sink *out)
{
    if (is_integer(text))
        sink_put(out, text);
    else
        word_write_name(text, out);
}
