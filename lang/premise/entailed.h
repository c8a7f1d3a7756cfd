/* entailed.h -- show RELATION(A, B) assume ...: what is so in all graphs with given independences.
 */
#ifndef CATGUT_PREMISE_ENTAILED_H
#define CATGUT_PREMISE_ENTAILED_H

#include "lang/session/session.h"

/* show ... assume ... */
bool run_entailed(Session *s, const Node *n);
/* explain RELATION(A, B) assume ...: the same, and all classes of graphs. */
bool explain_entailed(Session *s, const Node *n);

#endif
