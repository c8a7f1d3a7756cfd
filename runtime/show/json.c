/* json.c -- JSON texts; see json.h.
 *
 * Whatever bytes come in, what goes out is a JSON string in well-formed UTF-8: a byte that belongs
 * to no character is replaced, one U+FFFD each, and the reading goes on with the next byte.  What
 * is not seen, or turns text around, is written as \u and its number. */
#include "show/json.h"

#include "base/utf8.h"

#include <string.h>

/* A character that cannot stand as it is; false: it can. */
static bool
write_escape(uint32_t point, Sink *out)
{
    static const char plain[] = "\"\\\n\t\r\b\f";
    static const char letter[] = "\"\\ntrbf";
    const char *p = point && point < 0x80 ? strchr(plain, (int)point) : NULL;
    bool unseen = !p && utf8_is_unseen(point);
    if (p)
        sink_print(out, "\\%c", letter[p - plain]);
    else if (unseen && point > 0xffff)
        sink_print(out, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (point >> 10)),
                   (unsigned)(0xdc00 + (point & 0x3ff)));
    else if (unseen)
        sink_print(out, "\\u%04x", (unsigned)point);
    return p || unseen;
}

void
json_write_text(const char *text, size_t count, Sink *out)
{
    uint32_t point;
    sink_put(out, "\"");
    for (size_t i = 0; i < count;) {
        size_t n = utf8_read(text + i, count - i, &point);
        if (n == 0)
            sink_put(out, "\xef\xbf\xbd");
        else if (!write_escape(point, out))
            sink_add(out, text + i, n);
        i += n ? n : 1;
    }
    sink_put(out, "\"");
}

void
json_write_string(const char *text, Sink *out)
{
    json_write_text(text, strlen(text), out);
}

void
json_write_kind(const char *kind, const Sink *text, Sink *out)
{
    sink_print(out, "{\"kind\":\"%s\",\"text\":", kind);
    json_write_text(sink_text(text), text->count, out);
    sink_put(out, "}\n");
}
