/* words.h -- types, ports, rows and numbers as they stand inside a sentence: shortened to fit. */
#ifndef CATGUT_COMPLAIN_WORDS_H
#define CATGUT_COMPLAIN_WORDS_H

#include "lang/complain/complain.h"
#include "num/rational.h"
#include "show/ports.h"

/* `A * B`, shortened, in a buffer of the caller. */
typedef struct Words {
    char text[200];
} Words;

const char *type_name(const Type *t);
const char *shorten(Words *w, Sink *long_one);
const char *ports_words(Words *w, const PortList *ports);
const char *arrow_words(Words *w, const PortList *in, const PortList *out);
const char *types_words(Words *w, const TypeList *in, const TypeList *out);
const char *diagram_words(Words *w, const Diagram *d);
const char *tuple_words(Words *w, const PortList *ports, const uint32_t *tuple);
const char *rational_words(Words *w, const mpq_t q);
const char *digits_words(Words *w, const mpq_t q); /* exactly, where there are few digits */

/* A name that was probably meant, as it is written in source: what the next complaint's place
 * should say.  It is in the buffer until then; NULL: there is none. */
void fix_by_name(Complainer *c, Words *w, Name near);

#endif
