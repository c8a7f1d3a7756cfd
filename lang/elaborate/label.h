/* label.h -- labels, and labels that are numbers: the ends of ranges, and means. */
#ifndef CATGUT_ELABORATE_LABEL_H
#define CATGUT_ELABORATE_LABEL_H

#include "lang/session/session.h"

bool label_find(Session *s, const Type *t, Name label, Span at, uint32_t *position);
/* The label that a node of an argument says: NAME, STRING, NUMBER or a negated NUMBER. */
bool node_label(Session *s, const Node *n, Label *label);
/* Complains where it has more bytes than a name may have. */
bool label_is_short(Session *s, const Label *l);
/* The labels of {a, b}, the two ends of {a..b}, or the single label that n is; `one` is the room
 * for a single label. */
bool node_labels(Session *s, const Node *n, Label *one, const Label **to, uint32_t *count);
bool range_label(Session *s, const Label *l, int64_t *to);
bool label_number(mpq_t to, const Type *t, uint32_t position);

#endif
