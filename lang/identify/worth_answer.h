/* worth_answer.h -- worth(P(Y | do(X))): what would make the effect known, were it measured. */
#ifndef CATGUT_IDENTIFY_WORTH_ANSWER_H
#define CATGUT_IDENTIFY_WORTH_ANSWER_H

#include "lang/session/session.h"

bool elaborate_worth(Session *s, Value *to, const Node *call);
/* With the formula that each of the sets gives. */
bool explain_worth(Session *s, const Node *n);

#endif
