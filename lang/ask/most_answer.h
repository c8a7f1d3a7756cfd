/* most_answer.h -- the most probable values, as a value of the language. */
#ifndef CATGUT_ASK_MOST_ANSWER_H
#define CATGUT_ASK_MOST_ANSWER_H

#include "evaluate/most.h"
#include "lang/session/session.h"

enum { MOST_LISTED = 20 }; /* ties that are told one by one */

/* Takes m's contents.  heads: what was asked for; given: the conditions as they are written, or
 * NULL. */
void value_take_most(Value *to, Most *m, const PortList *heads, Name given);
/* The most that it is, which the value keeps. */
const Most *value_most(const Value *v);
/* How probable each is, given the conditions. */
void most_share(mpq_t to, const Most *m);
const PortList *value_most_heads(const Value *v);

#endif
