/* wrap.h -- prose broken into lines. */
#ifndef CATGUT_TEXT_WRAP_H
#define CATGUT_TEXT_WRAP_H

#include "base/sink.h"

/* The text from this column on; later lines start with so many blanks. */
void wrap_write(const Sink *text, size_t column, size_t margin, Sink *out);

#endif
