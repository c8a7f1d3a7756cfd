/* document.c -- see document.h. */
#include "lang/editor/document.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

char *
text_copy(const char *text, size_t count)
{
    char *copy = memory_new(count + 1, 1);
    if (count)
        memcpy(copy, text, count);
    return copy;
}

/* ---- names of files ---- */

/* The path of file:///..., else the uri itself. */
static char *
path_of(const char *uri)
{
    static const char scheme[] = "file://";
    const char *at = uri + sizeof scheme - 1;
    if (strncmp(uri, scheme, sizeof scheme - 1) != 0 || *at != '/')
        return text_copy(uri, strlen(uri));
    char *path = text_copy(at, strlen(at)), *to = path;
    for (; *at; at++) {
        int high = *at == '%' ? hex_digit(at[1]) : -1, low = high < 0 ? -1 : hex_digit(at[2]);
        bool coded = low >= 0 && (high || low);
        *to++ = coded ? (char)(high * 16 + low) : *at;
        at += coded ? 2 : 0;
    }
    *to = '\0';
    return path;
}

void
uri_write(const char *path, Sink *out)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "/-._~";
    char *real = realpath(path, NULL);
    sink_put(out, "file://");
    for (const char *at = real ? real : path; *at; at++)
        if (strchr(plain, *at))
            sink_add(out, at, 1);
        else
            sink_print(out, "%%%02X", (unsigned)(unsigned char)*at);
    free(real);
}

/* ---- what is open ---- */

static void
find_lines(Document *d)
{
    const char *text = sink_text(&d->text);
    d->lines.count = 0;
    array_push(&d->lines, 0);
    for (size_t i = 0; i < d->text.count; i++)
        if (text[i] == '\n')
            array_push(&d->lines, i + 1);
    d->dirty = true;
}

void
document_forget_remarks(Document *d)
{
    for (size_t i = 0; i < d->remarks.count; i++) {
        memory_free(d->remarks.at[i].code);
        memory_free(d->remarks.at[i].message);
        memory_free(d->remarks.at[i].fix);
    }
    array_clear(&d->remarks);
    d->remark_bytes = 0;
}

static void
document_free(Document *d)
{
    document_forget_remarks(d);
    catgut_close(d->session);
    array_clear(&d->lines);
    sink_clear(&d->text);
    memory_free(d->uri);
    memory_free(d->path);
    memory_free(d->folder);
    memory_free(d);
}

Document *
documents_find(const Documents *ds, const char *uri)
{
    for (size_t i = 0; uri && i < ds->all.count; i++)
        if (strcmp(ds->all.at[i]->uri, uri) == 0)
            return ds->all.at[i];
    return NULL;
}

bool
documents_open(Documents *ds, const char *uri, int64_t version, const char *text, size_t count)
{
    documents_close(ds, uri);
    if (ds->all.count == DOCUMENTS_MOST || count > TEXT_MOST)
        return false;
    Document *d = memory_new(1, sizeof *d);
    d->uri = text_copy(uri, strlen(uri));
    d->path = path_of(uri);
    const char *slash = strrchr(d->path, '/');
    d->folder = *d->path == '/' ? text_copy(d->path, (size_t)(slash - d->path) + (slash == d->path))
                                : text_copy("", 0);
    d->version = version;
    sink_init(&d->text);
    sink_add(&d->text, text, count);
    find_lines(d);
    array_push(&ds->all, d);
    return true;
}

void
documents_close(Documents *ds, const char *uri)
{
    for (size_t i = 0; i < ds->all.count; i++)
        if (strcmp(ds->all.at[i]->uri, uri) == 0) {
            document_free(ds->all.at[i]);
            ds->all.at[i] = ds->all.at[--ds->all.count];
            return;
        }
}

void
documents_clear(Documents *ds)
{
    while (ds->all.count)
        document_free(ds->all.at[--ds->all.count]);
    array_clear(&ds->all);
}

bool
documents_change(const Documents *ds, Document *d, const Json *change)
{
    const Json *text = json_member(change, "text"), *range = json_member(change, "range");
    size_t start = 0, end = d->text.count;
    if (!text || text->kind != JSON_IS_TEXT ||
        (range && !documents_bytes(ds, d, range, &start, &end)) ||
        d->text.count - (end - start) + text->count > TEXT_MOST)
        return false;
    Sink now;
    sink_init(&now);
    sink_add(&now, sink_text(&d->text), start);
    sink_add(&now, text->text, text->count);
    sink_add(&now, sink_text(&d->text) + end, d->text.count - end);
    sink_clear(&d->text);
    d->text = now;
    find_lines(d);
    return true;
}

/* ---- places ---- */

/* What a character counts in a line; *bytes of it are passed. */
static size_t
units(const Documents *ds, const char *text, size_t count, size_t *bytes)
{
    uint32_t point;
    *bytes = utf8_read(text, count, &point);
    if (*bytes == 0)
        *bytes = 1;
    return ds->bytes ? *bytes : point > 0xffff ? 2 : 1;
}

/* The end of line i, without what ends it. */
static size_t
line_end(const Document *d, size_t i)
{
    size_t end = i + 1 < d->lines.count ? d->lines.at[i + 1] - 1 : d->text.count;
    return end > d->lines.at[i] && i + 1 < d->lines.count && d->text.text[end - 1] == '\r' ? end - 1
                                                                                          : end;
}

static bool
read_count(const Json *j, const char *name, size_t *to)
{
    const Json *n = json_member(j, name);
    if (!n || n->kind != JSON_IS_INTEGER || n->integer < 0)
        return false;
    *to = (size_t)n->integer;
    return true;
}

bool
documents_byte(const Documents *ds, const Document *d, const Json *position, size_t *byte)
{
    size_t line, character;
    if (!read_count(position, "line", &line) || !read_count(position, "character", &character))
        return false;
    *byte = d->text.count;
    if (line >= d->lines.count)
        return true;
    size_t at = d->lines.at[line], end = line_end(d, line), bytes;
    while (at < end && character > 0) {
        size_t n = units(ds, d->text.text + at, end - at, &bytes);
        if (n > character)
            break; /* within a character */
        character -= n;
        at += bytes;
    }
    *byte = at;
    return true;
}

bool
documents_bytes(const Documents *ds, const Document *d, const Json *range, size_t *start,
                size_t *end)
{
    return documents_byte(ds, d, json_member(range, "start"), start) &&
           documents_byte(ds, d, json_member(range, "end"), end) && *start <= *end;
}

size_t
documents_columns(const Documents *ds, const char *text, size_t count)
{
    size_t columns = 0, bytes;
    for (size_t at = 0; at < count; at += bytes)
        columns += units(ds, text + at, count - at, &bytes);
    return columns;
}

static void
write_position(const Documents *ds, const Document *d, size_t byte, Sink *out)
{
    size_t from = 0, to = d->lines.count;
    byte = byte < d->text.count ? byte : d->text.count;
    while (to - from > 1) {
        size_t middle = from + (to - from) / 2;
        if (d->lines.at[middle] <= byte)
            from = middle;
        else
            to = middle;
    }
    size_t start = d->lines.at[from];
    size_t character = documents_columns(ds, sink_text(&d->text) + start, byte - start);
    sink_print(out, "{\"line\":%zu,\"character\":%zu}", from, character);
}

void
documents_write_range(const Documents *ds, const Document *d, size_t start, size_t end, Sink *out)
{
    sink_put(out, "{\"start\":");
    write_position(ds, d, start, out);
    sink_put(out, ",\"end\":");
    write_position(ds, d, end, out);
    sink_put(out, "}");
}
