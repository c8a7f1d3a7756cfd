/* source.h -- texts that programs come from, and places in them.
 *
 * A Source owns its text and lives as long as the session: spans point into it.  Connection strings
 * in it are hidden from the beginning: see secret.h. */
#ifndef CATGUT_TEXT_SOURCE_H
#define CATGUT_TEXT_SOURCE_H

#include "base/array.h"
#include "base/name.h"
#include "lang/text/secret.h"

enum { SOURCE_MAX = 0x7fffffff }; /* bytes */

typedef struct Source {
    char *name; /* as errors call it: the path as given, `-e`, `<stdin>`, `<repl>` */
    char *folder; /* where its imports are looked for first; "" is the working folder */
    char *text; /* count bytes, then a NUL; may contain any byte */
    size_t count;
    ARRAY(uint32_t) lines; /* where each line starts; grows with the text */
    Secrets secrets; /* what is hidden in it */
} Source;

typedef struct Span {
    const Source *source; /* NULL: no place */
    uint32_t start, end;  /* bytes; end is past the last */
} Span;

/* The text of a span: comments out, white space folded. */
Name span_text(Names *names, Span at);
Source *source_new(const char *name, const char *folder, const char *text, size_t count);
/* The same of what a sink holds in memory, which is empty then. */
Source *source_take(const char *name, const char *folder, Sink *text);
void source_free(Source *s);
/* Line and column (both from 1; the column counts characters, not bytes) of a byte. */
void source_place(const Source *s, uint32_t at, size_t *line, size_t *column);
/* The line with that byte, without its end. */
const char *source_line(const Source *s, uint32_t at, size_t *length);
/* Does it look like text?  No: there is a byte at *place that no text has, and so are many of the
 * bytes at the beginning. */
bool source_is_text(const Source *s, size_t *place);
/* From the start of a to the end of b. */
Span span_over(Span a, Span b);

#endif
