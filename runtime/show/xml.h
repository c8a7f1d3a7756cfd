/* xml.h -- text inside SVG and HTML. */
#ifndef CATGUT_SHOW_XML_H
#define CATGUT_SHOW_XML_H

#include "base/sink.h"

/* The text as it stands between tags, or between quotes in a tag: `&`, `<`, `>` and both quotes
 * escaped.  Bytes that are not UTF-8, and controls other than line ends and tabs, become U+FFFD;
 * marks that turn the text around become U+FFFD too, so that what is read is what stands there. */
void xml_write_text(const char *text, size_t count, Sink *out);
void xml_write_string(const char *text, Sink *out);

#endif
