/* utf8.c -- see utf8.h.  The tables are short on purpose: what they do not name is a letter. */
#include "base/utf8.h"

#include <string.h>

size_t
utf8_read(const char *text, size_t count, uint32_t *point)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (count == 0)
        return 0;
    unsigned char c = (unsigned char)text[0];
    size_t n = c < 0x80 ? 1 : c < 0xc0 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf8 ? 4 : 0;
    if (n == 0 || n > count)
        return 0;
    uint32_t p = n == 1 ? c : c & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if (((unsigned char)text[i] & 0xc0) != 0x80)
            return 0;
        p = p << 6 | ((unsigned char)text[i] & 0x3f);
    }
    if (p < least[n] || p > 0x10ffff || (p >= 0xd800 && p < 0xe000))
        return 0;
    *point = p;
    return n;
}

bool
utf8_is_text(const char *text, size_t count)
{
    uint32_t point;
    for (size_t i = 0, n; i < count; i += n) {
        n = utf8_read(text + i, count - i, &point);
        if (n == 0)
            return false;
    }
    return true;
}

bool
utf8_is_blank(uint32_t p)
{
    return p == 0xa0 || p == 0x1680 || (p >= 0x2000 && p <= 0x200a) || p == 0x202f || p == 0x205f ||
           p == 0x3000;
}

bool
utf8_is_unseen(uint32_t p)
{
    return p < 0x20 || (p >= 0x7f && p < 0xa0) || p == 0xad || p == 0x34f || p == 0x61c ||
           (p >= 0x115f && p <= 0x1160) || p == 0x180e || (p >= 0x200b && p <= 0x200f) ||
           (p >= 0x2028 && p <= 0x202e) || (p >= 0x2060 && p <= 0x206f) || p == 0x3164 ||
           p == 0xfeff || p == 0xffa0 || (p >= 0xfff0 && p <= 0xfffb) || (p & 0xfffe) == 0xfffe ||
           (p >= 0xe0000 && p <= 0xe0fff);
}

typedef struct Range {
    uint32_t first, last;
} Range;

static bool
is_within(uint32_t p, const Range *ranges, size_t n)
{
    bool found = false;
    for (size_t i = 0; i < n && !found; i++)
        found = p >= ranges[i].first && p <= ranges[i].last;
    return found;
}

int
utf8_width(uint32_t p)
{
    static const Range marks[] = {{0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},
                                  {0x610, 0x61a},   {0x64b, 0x65f},   {0x1ab0, 0x1aff},
                                  {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f},
                                  {0xfe20, 0xfe2f}};
    static const Range wide[] = {{0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},
                                 {0xa960, 0xa97f},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},
                                 {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},
                                 {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff},
                                 {0x20000, 0x3fffd}};
    if (p < 0x300)
        return 1;
    if (is_within(p, marks, sizeof marks / sizeof *marks))
        return 0;
    return is_within(p, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

const char *
utf8_twin(uint32_t p)
{
    switch (p) {
    case 0x2297: return "*";
    case 0x2192: return "->";
    case 0x2190: return "<-";
    case 0x2194: return "<->";
    case 0x27e9: return ">";
    case 0x2261: return "===";
    case 0x2212: return "-";
    default: return NULL;
    }
}

bool
utf8_looks_like(uint32_t p, char ascii[4])
{
    static const struct {
        uint32_t point;
        char ascii[4];
    } table[] = {
        {0xab, "\""},   {0xbb, "\""},   {0xb4, "'"},    {0xb7, "*"},    {0xd7, "*"},
        {0xf7, "/"},    {0x2010, "-"},  {0x2011, "-"},  {0x2012, "-"},  {0x2013, "-"},
        {0x2014, "-"},  {0x2018, "'"},  {0x2019, "'"},  {0x201a, "\""}, {0x201c, "\""},
        {0x201d, "\""}, {0x201e, "\""}, {0x2026, ".."}, {0x2032, "'"},  {0x2044, "/"},
        {0x21d0, "<-"}, {0x21d2, "->"}, {0x21d4, "<->"}, {0x2215, "/"}, {0x2217, "*"},
        {0x2218, ";"},  {0x2223, "|"},  {0x2225, "*"},  {0x2260, "!="}, {0x2264, "<="},
        {0x2265, ">="}, {0x22c5, "*"},  {0x2329, "<"},  {0x232a, ">"},  {0x27e8, "<"},
        {0x27f5, "<-"}, {0x27f6, "->"}, {0x27f7, "<->"}, {0x2a1f, ";"}, {0x3001, ","},
        {0x3002, "."},  {0x3008, "<"},  {0x3009, ">"},
    };
    if (p > 0xff00 && p < 0xff5f) { /* the full-width forms of ASCII */
        ascii[0] = (char)(p - 0xff00 + 0x20);
        ascii[1] = '\0';
        return true;
    }
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].point == p) {
            memcpy(ascii, table[i].ascii, sizeof table[i].ascii);
            return true;
        }
    return false;
}

bool
utf8_is_letter(uint32_t p)
{
    char ascii[4];
    if (p < 0x80)
        return (p >= 'a' && p <= 'z') || (p >= 'A' && p <= 'Z') || p == '_';
    return !utf8_is_blank(p) && !utf8_is_unseen(p) && !utf8_twin(p) && !utf8_looks_like(p, ascii) &&
           !(p >= 0x2000 && p <= 0x206f);
}

size_t
utf8_columns(const char *text, size_t count)
{
    size_t width = 0;
    for (size_t i = 0; i < count;) {
        uint32_t point = 'x';
        size_t n = utf8_read(text + i, count - i, &point);
        width += n ? (size_t)utf8_width(point) : 1;
        i += n ? n : 1;
    }
    return width;
}

int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
