/* class_doubt.h -- effects in which the members of a class differ: which path says so, and which
 * two members. */
#ifndef CATGUT_CLASS_CLASS_DOUBT_H
#define CATGUT_CLASS_CLASS_DOUBT_H

#include "lang/class/class_value.h"

/* pdag_find_doubt in the maximal graph; false: it complains that it was stopped. */
bool class_find_doubt(Session *s, WireList *path, const ModelClass *c, const WireList *x,
                      const WireList *y, Span at);
/* `X -- A -> Y` */
void class_write_path(const ModelClass *c, const WireList *path, Sink *out);
/* Two members that differ, as models on a line each, indented by so many.  False: it
 * complains that it was stopped. */
bool class_write_rivals(Session *s, const ModelClass *c, const WireList *path, size_t indent,
                        Span at, Sink *out);
/* The member that questions are asked in, in the same form. */
void class_write_member(Session *s, const ModelClass *c, Sink *out);

#endif
