/* print.h -- values written as people read them, as source that reads back, and as JSON. */
#ifndef CATGUT_SESSION_PRINT_H
#define CATGUT_SESSION_PRINT_H

#include "lang/session/session.h"

void write_value(Session *s, const Value *v, Name name, const Style *style, Sink *out);
/* An imported functor as source that reads back, where its model and the model's types are known.
 */
void write_imported_functor(Session *s, const Functor *f, Name model, Sink *out);
void write_text_json(const char *kind, const Sink *text, Sink *out);
void write_matrix(Session *s, const Value *v, Name name, bool function, const Style *style,
                  Sink *out);
/* What is text already: models, diagrams, functors. */
void write_source(Session *s, const Value *v, Name name, Sink *out);
/* Without colours. */
void write_plain_value(Session *s, const Value *v, Sink *out);

#endif
