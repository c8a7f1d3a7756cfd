/* format.h -- a text laid out as the examples are, from its tokens and comments.
 *
 * Lines stay where they are broken.  What changes is the blanks: between tokens, at the beginning
 * of a line (by brackets; what goes on with an item keeps its place beside it), at its end, and of
 * empty lines one stays.  What stands in columns stays in columns: a token that is further right
 * than it need be, and begins or ends where one of the next line or the line before does, moves
 * along with it, if both are further right or they are alike; no token leaves one that it is
 * written to without a blank, as in `1/2`.  To lay out what was laid out changes nothing, and no
 * token is another. */
#ifndef CATGUT_OUTLINE_FORMAT_H
#define CATGUT_OUTLINE_FORMAT_H

#include "lang/complain/complain.h"

/* Adds the text to the sink.  False: it cannot be read, or the budget has stopped, as is told to c,
 * and nothing is added.  b may be NULL. */
bool format_write(const char *name, const char *text, size_t count, Names *names, Complainer *c,
                  Budget *b, Sink *out);

#endif
