/* xml.c -- text inside SVG and HTML; see xml.h. */
#include "show/xml.h"

#include "base/utf8.h"

#include <string.h>

static const char replacement[] = "\xef\xbf\xbd";

/* What stands for this ASCII character; NULL: itself. */
static const char *
escape_of(unsigned char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

/* A character that XML has no place for, or that would be read wrongly: a control, a mark that
 * turns text around, a code point that is no character. */
static bool
is_forbidden(uint32_t point)
{
    if (point == '\n' || point == '\t')
        return false;
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x61c ||
           (point >= 0x200e && point <= 0x200f) || (point >= 0x202a && point <= 0x202e) ||
           (point >= 0x2066 && point <= 0x2069) || (point & 0xfffe) == 0xfffe ||
           (point >= 0xfdd0 && point <= 0xfdef);
}

void
xml_write_text(const char *text, size_t count, Sink *out)
{
    size_t plain = 0; /* where what is written as it is begins */
    for (size_t i = 0; i < count;) {
        uint32_t point = 0;
        size_t n = utf8_read(text + i, count - i, &point);
        const char *as = n == 0 || is_forbidden(point) ? replacement
                         : n == 1                      ? escape_of((unsigned char)text[i])
                                                       : NULL;
        if (as) {
            sink_add(out, text + plain, i - plain);
            sink_put(out, as);
        }
        i += n ? n : 1;
        if (as)
            plain = i;
    }
    if (plain < count)
        sink_add(out, text + plain, count - plain);
}

void
xml_write_string(const char *text, Sink *out)
{
    xml_write_text(text, strlen(text), out);
}
