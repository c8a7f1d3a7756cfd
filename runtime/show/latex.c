/* latex.c -- see latex.h. */
#include "show/latex.h"

#include "base/utf8.h"

#include <string.h>

static const char *
greek_name(uint32_t point)
{
    static const char *const names[] = {
        "alpha", "beta",   "gamma",   "delta", "epsilon", "zeta", "eta",  "theta", "iota",
        "kappa", "lambda", "mu",      "nu",    "xi",      "o",    "pi",   "rho",   "varsigma",
        "sigma", "tau",    "upsilon", "phi",   "chi",     "psi",  "omega"};
    bool has_name = point >= 0x3b1 && point <= 0x3c9 && point != 0x3bf;
    return has_name ? names[point - 0x3b1] : NULL;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_ascii_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A character of a text, outside mathematics. */
static void
put_text_character(uint32_t point, const char *bytes, size_t n, Sink *out)
{
    const char *greek = greek_name(point);
    if (greek)
        sink_print(out, "$\\%s$", greek);
    else if (point == '\\')
        sink_put(out, "\\textbackslash{}");
    else if (point == '~')
        sink_put(out, "\\textasciitilde{}");
    else if (point == '^')
        sink_put(out, "\\textasciicircum{}");
    else if (point < 0x80 && strchr("|<>", (int)point))
        sink_print(out, "$%c$", (char)point);
    else if (point < 0x80 && strchr("#$%&_{}", (int)point))
        sink_print(out, "\\%c", (char)point);
    else if (point < 0x180)
        sink_add(out, point < ' ' ? " " : bytes, point < ' ' ? 1 : n);
    else
        sink_put(out, "?");
}

/* ---- names ---- */

/* A word of ASCII that a font of mathematics has. */
static bool
is_plain_word(const char *text, size_t length)
{
    bool plain = length > 0;
    for (size_t i = 0; plain && i < length; i++)
        plain = is_ascii_letter(text[i]) || is_digit(text[i]) || text[i] == '_';
    return plain;
}

/* Of X12, X_12 and U_XY what stands below the letter; NULL: it is not of this form. */
static const char *
find_below(const char *text, size_t length, size_t letter)
{
    size_t i = letter + (text[letter] == '_');
    const char *below = text + i;
    bool marked = i > letter, is = i < length;
    for (; is && i < length; i++)
        is = is_digit(text[i]) || (marked && is_ascii_letter(text[i]));
    return is ? below : NULL;
}

static void
put_word(const char *text, size_t length, Sink *out)
{
    bool plain = is_plain_word(text, length);
    sink_put(out, plain ? "\\mathrm{" : "\\text{");
    for (size_t i = 0; i < length;) {
        uint32_t point = '?';
        size_t n = utf8_read(text + i, length - i, &point);
        n = n ? n : 1;
        put_text_character(point, text + i, n, out);
        i += n;
    }
    sink_put(out, "}");
}

static void
put_name(const char *text, size_t length, Sink *out)
{
    size_t primes = 0;
    while (primes + 1 < length && text[length - primes - 1] == '\'')
        primes++;
    length -= primes;
    uint32_t point = 0;
    size_t letter = utf8_read(text, length, &point);
    const char *greek = greek_name(point);
    const char *below = letter && letter < length ? find_below(text, length, letter) : NULL;
    bool one = letter && (greek || (point < 0x80 && is_ascii_letter((char)point)));
    if (!one || (letter < length && !below)) {
        put_word(text, length, out);
    } else if (greek) {
        sink_print(out, "\\%s", greek);
        sink_put(out, below ? "" : "{}");
    } else {
        sink_add(out, text, 1);
    }
    if (one && below)
        sink_print(out, "_{%.*s}", (int)(text + length - below), below);
    sink_fill(out, '\'', primes);
}

void
latex_write_name(const char *name, Sink *out)
{
    put_name(name, strlen(name), out);
}

/* ---- labels ---- */

/* How long a name at the beginning of the text is; 0: there is none. */
static size_t
name_length(const char *text)
{
    size_t i = 0, left = strlen(text);
    for (size_t n; i < left; i += n) {
        uint32_t point = 0;
        n = utf8_read(text + i, left - i, &point);
        bool inside = i && (is_digit(text[i]) || text[i] == '\'');
        if (!n || !(utf8_is_letter(point) || point == '_' || inside))
            break;
    }
    return i;
}

/* A blank: between two words it is seen, and between a bracket that closes and a word. */
static bool
parts_words(const char *label, size_t i)
{
    char before = i ? label[i - 1] : ' ', after = label[i + 1];
    bool left = is_ascii_letter(before) || is_digit(before) || (unsigned char)before >= 0x80 ||
                before == ')';
    bool right = is_ascii_letter(after) || is_digit(after) || (unsigned char)after >= 0x80;
    return left && right;
}

/* A character that mathematics has no sign for; how many bytes it takes. */
static size_t
put_as_text(const char *at, Sink *out)
{
    uint32_t point = '?';
    size_t n = utf8_read(at, strlen(at), &point);
    sink_put(out, "\\text{");
    put_text_character(point, at, n ? n : 1, out);
    sink_put(out, "}");
    return n ? n : 1;
}

/* A sign; how many bytes it takes. */
static size_t
put_sign(const char *label, size_t i, bool *in_ket, Sink *out)
{
    const char *at = label + i;
    bool opens = *at == '|' && strchr(at, '>') != NULL && at[1] != ' ';
    if (strncmp(at, "...", 3) == 0 || strncmp(at, "->", 2) == 0) {
        sink_put(out, *at == '.' ? "\\dots " : "\\to ");
        return *at == '.' ? 3 : 2;
    }
    if (strchr("\\~^", *at) || *at < ' ' || *at >= 0x7f)
        return put_as_text(at, out);
    if (*at == '"') /* around a name that is no word */
        return 1;
    if (*at == ' ')
        sink_put(out, parts_words(label, i) ? "\\ " : " ");
    else if (*at == '|')
        sink_put(out, opens ? "|" : "\\mid");
    else if (*at == '>' && *in_ket)
        sink_put(out, "\\rangle ");
    else
        sink_print(out, strchr("#$%&{}_", *at) ? "\\%c" : "%c", *at);
    *in_ket = opens || (*in_ket && *at != '>');
    return 1;
}

void
latex_write_label(const char *label, Sink *out)
{
    bool in_ket = false;
    if (!label || !*label)
        return;
    sink_put(out, "$");
    for (size_t i = 0; label[i];) {
        size_t n = name_length(label + i);
        if (n)
            put_name(label + i, n, out);
        i += n ? n : put_sign(label, i, &in_ket, out);
    }
    sink_put(out, "$");
}
