/* question.h -- P(Y | do(X), Z), asked of a model's shape: by identify, explain, witness, and by P
 * itself `from` a state.
 *
 * Values in it (Y = y, do(X = x)) are read past: what can be known of a variable can be known of
 * its values.  A Question owns what is in it. */
#ifndef CATGUT_QUESTION_H
#define CATGUT_QUESTION_H

#include "lang/elaborate.h"
#include "surgery/identify.h"
#include "surgery/recipe.h"

typedef struct Question {
    const Node *call;    /* P(...) */
    const Node *context; /* the expression of the model; NULL: the one in use */
    const Node *from;    /* that of the state, or NULL */
    Model model;
    Graph graph;
    Projection projection;
    Effect effect;       /* in the order written */
    WireList given;      /* x and z, in the order written */
    Name *name_of;       /* of each vertex; `A <-> B` for an unnamed latent */
} Question;
void question_clear(Question *q);

/* n: P(...), or P(...) in M, or P(...) in M from w. */
bool elaborate_question(Session *s, Question *to, const Node *n);

/* The graph, the projection and the names of its model. */
bool question_shape(Session *s, Question *q, Span at);

/* `P(C | do(S), Z)`. */
void question_write(const Question *q, Sink *out);
/* `{A, B}`, by name. */
void set_write(const Name *name_of, const WireList *set, Sink *out);

/* The last recipe of e over a state, as a channel from q->given to q->effect.y, named, in the order
 * they were written. */
void question_channel(Session *s, Diagram *to, const Question *q, const Estimand *e,
                      const Observed *o, Conditionals *c);

/* The names of a model's vertices, an array to be freed. */
Name *vertex_names(Session *s, const Model *m);

#endif
