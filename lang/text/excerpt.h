/* excerpt.h -- source text shown to a person.
 *
 * Nothing raw reaches the terminal: a tab becomes a space; bytes that are no character,
 * controls and invisible marks become \x1b or \u{202e}. */
#ifndef CATGUT_TEXT_EXCERPT_H
#define CATGUT_TEXT_EXCERPT_H

#include "lang/text/source.h"

/* The line where the span starts, indented by 4, and under it a caret and tildes for the part of
 * the span on this line.  Of a long line a window of about 90 characters is shown, or of what a
 * terminal of so many columns has room for (0: it is none). */
void excerpt_write(Span at, size_t width, Sink *out);
/* The text on one line, escaped, at most 60 characters of it; returns `to`. */
const char *quote_text(char to[80], const char *text, size_t count);
const char *quote_span(char to[80], Span at);
/* All of it, escaped; a newline is a space. */
void escape_write(const char *text, size_t count, Sink *out);

#endif
