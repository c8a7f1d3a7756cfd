/* wrap.h -- prose broken into lines. */
#ifndef CATGUT_TEXT_WRAP_H
#define CATGUT_TEXT_WRAP_H

#include "base/sink.h"

/* The text from this column on; later lines start with so many blanks.  width: the columns of a
 * terminal; 0: there is none, and a line has what a line of a script has. */
void wrap_write(const Sink *text, size_t width, size_t column, size_t margin, Sink *out);
/* Each line of the text as it is where it is short enough, and else broken, its rest below its
 * beginning and two further.  Without a terminal (width 0) all stays as it is. */
void wrap_write_lines(const char *text, size_t width, Sink *out);
/* The same of paragraphs that stand in lines already, as in `:help`, broken anew.  What is indented
 * stays as it is. */
void wrap_write_paragraphs(const char *text, size_t width, Sink *out);

#endif
