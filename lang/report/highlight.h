/* highlight.h -- source as HTML, its words marked by what they are. */
#ifndef CATGUT_REPORT_HIGHLIGHT_H
#define CATGUT_REPORT_HIGHLIGHT_H

#include "lang/session/vocabulary.h"

/* The text with `<span class="...">` around keywords (k), notions of the language (f), kets (q),
 * numbers (n), strings (s) and comments (c).  Every byte of it is there, escaped; what is no token
 * is left as it is. */
void highlight_write(const char *text, size_t count, const Language *language, Sink *out);

#endif
