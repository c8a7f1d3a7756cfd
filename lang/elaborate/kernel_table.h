/* kernel_table.h -- tables: a row of kets for each value of the inputs. */
#ifndef CATGUT_ELABORATE_KERNEL_TABLE_H
#define CATGUT_ELABORATE_KERNEL_TABLE_H

#include "lang/session/session.h"

/* A table; in and out ports given, or NULL: from the labels.  Where they are given each row sums to
 * one. */
bool elaborate_table(Session *s, Value *to, const Node *n, const PortList *in, const PortList *out);
/* The same with ports given, and rows that sum to anything. */
bool elaborate_weights(Session *s, Value *to, const Node *n, const PortList *in,
                       const PortList *out);

#endif
