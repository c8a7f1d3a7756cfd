/* document.h -- a text that is open in an editor: what stands in it, and places in it as the
 * editor counts them: a line, and UTF-16 code units (or bytes) in it, both from 0. */
#ifndef CATGUT_EDITOR_DOCUMENT_H
#define CATGUT_EDITOR_DOCUMENT_H

#include "base/array.h"
#include "base/sink.h"
#include "lang/catgut.h"
#include "lang/text/json_read.h"

#include <stdint.h>

enum { TEXT_MOST = 4 << 20, DOCUMENTS_MOST = 256 };

/* What a run said at a place of the text. */
typedef struct Remark {
    size_t start, end;
    int severity;        /* as in the protocol: 1 an error, to 4 a hint; 0: a statement's answer */
    char *code, *message;
    char *fix;           /* what should stand there; NULL: not known */
} Remark;

typedef struct Document {
    char *uri;
    char *path;   /* of the file; the uri where it is none */
    char *folder; /* "" where it has none */
    int64_t version;
    Sink text;
    ARRAY(size_t) lines; /* where they begin */
    bool dirty;      /* it has changed since it was run */
    Catgut *session; /* of its last run, for what its names are now; NULL: there was none */
    ARRAY(Remark) remarks;
    size_t remark_bytes;
} Document;

typedef struct Documents {
    ARRAY(Document *) all;
    bool bytes; /* columns are bytes */
} Documents;

/* Opens, or opens again.  False: there are too many, or the text is too long. */
bool documents_open(Documents *ds, const char *uri, int64_t version, const char *text,
                    size_t count);
void documents_close(Documents *ds, const char *uri);
void documents_clear(Documents *ds);
/* NULL: it is not open. */
Document *documents_find(const Documents *ds, const char *uri);
/* One of contentChanges.  False: it is none, or the text would be too long. */
bool documents_change(const Documents *ds, Document *d, const Json *change);
void document_forget_remarks(Document *d);

/* The byte of a `position`; what is past a line is its end.  False: it is none. */
bool documents_byte(const Documents *ds, const Document *d, const Json *position, size_t *byte);
/* The bytes of a `range`. */
bool documents_bytes(const Documents *ds, const Document *d, const Json *range, size_t *start,
                     size_t *end);
/* How many columns a text of one line takes. */
size_t documents_columns(const Documents *ds, const char *text, size_t count);
/* {"start":{"line":0,"character":0},"end":{...}} */
void documents_write_range(const Documents *ds, const Document *d, size_t start, size_t end,
                           Sink *out);
/* file:///a%20b of a path. */
void uri_write(const char *path, Sink *out);
/* A copy that is the caller's. */
char *text_copy(const char *text, size_t count);

#endif
