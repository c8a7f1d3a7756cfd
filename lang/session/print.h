/* print.h -- values written as people read them, as source that reads back, and as JSON. */
#ifndef CATGUT_SESSION_PRINT_H
#define CATGUT_SESSION_PRINT_H

#include "lang/session/session.h"

/* As text with its last newline; name: what it is called, or NULL. */
void write_value(Session *s, const Value *v, Name name, const Style *style, Sink *out);
/* The same as one JSON object on a line; a tuple is an object for each part. */
void write_value_json(Session *s, const Value *v, Name name, const Style *style, Sink *out);
/* A matrix; function: each row is one label with certainty. */
void write_matrix(const Value *v, Name name, bool function, const Style *style, Sink *out);
void write_matrix_json(const Value *v, Name name, bool function, const Style *style, Sink *out);
/* What is text already: models, diagrams, functors; and what that is: "model", ... */
void write_source(Session *s, const Value *v, Name name, Sink *out);
const char *source_kind(const Value *v);
/* An imported functor as source that reads back, where its model and the model's types are known.
 */
void write_imported_functor(Session *s, const Functor *f, Name model, Sink *out);
/* Without colours. */
void write_plain_value(Session *s, const Value *v, Sink *out);

#endif
