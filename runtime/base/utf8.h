/* utf8.h -- characters in bytes, and which of them may stand in a name. */
#ifndef CATGUT_BASE_UTF8_H
#define CATGUT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The bytes of the character that text starts with, within count bytes, and its code point; 0 where
 * there is none.  ASCII (NUL too) is one byte. */
size_t utf8_read(const char *text, size_t count, uint32_t *point);

/* Is it characters from end to end? */
bool utf8_is_text(const char *text, size_t count);

/* A blank other than the space, the tab and the ends of lines. */
bool utf8_is_blank(uint32_t point);
/* A control, or a mark that shows as nothing or turns the text around. */
bool utf8_is_unseen(uint32_t point);

/* How many columns a terminal gives it: 0 for a mark on the character before it, 2 for the wide
 * ones of East Asia and pictures, else 1. */
int utf8_width(uint32_t point);
/* The same of a text; a byte that is no character counts as one. */
size_t utf8_columns(const char *text, size_t count);

/* The value of a hexadecimal digit, or -1. */
int hex_digit(char c);

/* What the language reads this character as: "*" for the tensor sign; NULL if it is not one of the
 * seven it knows. */
const char *utf8_twin(uint32_t point);
/* What was probably meant by a character that only looks like an ASCII one (a typographic quote, a
 * full-width comma, a sign of mathematics): true, and that text. */
bool utf8_looks_like(uint32_t point, char ascii[4]);

/* A letter of a name: A to Z, a to z, _, and all beyond ASCII that is none of the above. */
bool utf8_is_letter(uint32_t point);

#endif
