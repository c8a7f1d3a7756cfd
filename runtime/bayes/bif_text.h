/* bif_text.h -- what texts in BIF files mean beside their tokens; for this folder alone.  Every
 * text ends in a NUL. */
#ifndef CATGUT_BAYES_BIF_TEXT_H
#define CATGUT_BAYES_BIF_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Does the `#` at p begin a comment?  It does where it begins a line, before a blank, and behind a
 * `;` or `}`; elsewhere it is part of a name. */
bool bif_hash_is_comment(const char *text, const char *p);

/* Behind the interval that begins at p, such as [0,5) or (-inf, 0]; NULL: there is none. */
const char *bif_interval_end(const char *p);
/* p[0 ... n) without its blanks, into a text of n + 1 bytes. */
void bif_without_blanks(char *to, const char *p, size_t n);

/* Does this property, p[0 ... n) behind its word, say that the numbers of a table mean something
 * else than probabilities?  `function max` does: the table holds parameters of a noisy maximum. */
bool bif_property_changes(const char *p, size_t n);

#endif
