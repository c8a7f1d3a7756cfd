/* json.h -- JSON texts. */
#ifndef CATGUT_SHOW_JSON_H
#define CATGUT_SHOW_JSON_H

#include "base/sink.h"

/* "text" with quotes and escapes; bytes that are not UTF-8 become U+FFFD. */
void json_write_text(const char *text, size_t count, Sink *out);
void json_write_string(const char *text, Sink *out);
/* {"kind":"...","text":"..."}, on a line. */
void json_write_kind(const char *kind, const Sink *text, Sink *out);

#endif
