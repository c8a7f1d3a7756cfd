/* define.h -- names and types of a session get their values, within the memory there is. */
#ifndef CATGUT_SESSION_DEFINE_H
#define CATGUT_SESSION_DEFINE_H

#include "lang/session/session.h"

/* So many more bytes are about to be held until the session ends; what small sessions take is free.
 * False: complained. */
bool afford_bytes(Session *s, uint64_t bytes, Span at);
/* Is there time for work on this matrix, and memory for it besides all that names hold?  If not,
 * complains at n. */
bool matrix_affords(Session *s, const Matrix *m, const Node *n);
/* matrix_end_row_within, or a complaint at `at`. */
bool end_row(Session *s, Matrix *m, bool undefined, Span at);
bool diagram_affords(Session *s, uint64_t size, const Node *n);
bool define(Session *s, Name name, Span at, Value *v);
bool may_define(Session *s, Name name, Span at);
/* Where a value, or else a type, of this name was defined; no source: there is none. */
Span defined_at(const Session *s, Name name);
/* A call is not written as its notion wants it: E047, with its usage. */
bool complain_call(Session *s, const Node *call);
/* The nearest of what there is, or NULL when nothing is near. */
Name suggest_value(const Session *s, Name name);
Name suggest_type(const Session *s, Name name);
/* Do all values of names together, with this one, stay within the memory that one evaluation may
 * take?  If not, complains. */
bool afford_value(Session *s, const Value *v, Span at);
/* All that was defined after there were so many values and types, none of them anew, is
 * forgotten. */
void forget_definitions(Session *s, size_t values, size_t types);
bool define_type(Session *s, Name name, Span at, PortList *wires);

#endif
