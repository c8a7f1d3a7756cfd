/* suggest.h -- the name that was probably meant. */
#ifndef CATGUT_SUGGEST_H
#define CATGUT_SUGGEST_H

#include "lang/session.h"

/* The nearest of what there is, or NULL when nothing is near. */
Name suggest_value(const Session *s, Name name);
Name suggest_type(const Session *s, Name name);
Name suggest_vertex(const Model *m, Name name);
Name suggest_label(const Type *t, Name label);
const char *suggest_word(const char *word, const char *const *words, size_t count);

#endif
