/* class_words.h -- what is asked of a class of models: members(g), size(g), maximal(g). */
#ifndef CATGUT_CLASS_CLASS_WORDS_H
#define CATGUT_CLASS_CLASS_WORDS_H

#include "lang/class/class_value.h"

enum { CLASS_MEMBERS_MAX = 1000 };

/* The members, as an answer: at most CLASS_MEMBERS_MAX. */
bool elaborate_members(Session *s, Value *to, const Node *call);
/* How many there are, a number. */
bool elaborate_size(Session *s, Value *to, const Node *call);
/* The class with the same members that has an arrow where all of them have it; and which of its
 * arrows follow from which others. */
bool elaborate_maximal(Session *s, Value *to, const Node *call);
bool explain_maximal(Session *s, const Node *n);

#endif
