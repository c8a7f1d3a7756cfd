/* effect_query.h -- P(Y | do(X), Z), asked of a model's shape: by identify, explain, witness, and
 * by P itself `from` a state.
 *
 * The values in it (Y = y, do(X = x)) are not looked at: an effect that can be known for the
 * variable can be known for each of its values.  A plan, do(X := k(Z)), is taken as it is written;
 * one that is a point is a value.  An EffectQuery owns what is in it. */
#ifndef CATGUT_IDENTIFY_EFFECT_QUERY_H
#define CATGUT_IDENTIFY_EFFECT_QUERY_H

#include "lang/session/session.h"
#include "surgery/ground.h"
#include "surgery/identify.h"
#include "surgery/recipe.h"

typedef struct EffectQuery {
    const Node *call;    /* P(...) */
    const Node *context; /* the expression of the model; NULL: the one in use */
    const Node *from;    /* that of the state, or NULL */
    Model model;
    Name written; /* the expression of the model, as text; NULL: the one in use, by its name */
    Graph graph;
    Projection projection;
    Effect effect;       /* in the order written */
    WireList given;      /* x and z, in the order written */
    Value class;         /* of models, in which it is asked: then `model` is a member; or none */
    WireList doubt;      /* where its members differ in the effect: the path that says so */
    Name *name_of;       /* of each vertex; `A <-> B` for an unnamed latent */
    Model after;         /* with what is done, where there are plans */
    Name *plan_of;       /* of each vertex with a plan: what that is called in formulas */
} EffectQuery;

void effect_query_clear(EffectQuery *q);
/* n: P(...), or P(...) in M, or P(...) in M from w. */
bool elaborate_effect_query(Session *s, EffectQuery *to, const Node *n);
/* Nothing stands behind `with` or `from`, which a question about the shape alone does not use? */
bool effect_query_asks_shape(Session *s, const Node *n);
/* As elaborate_effect_query, of a call that stands in `whole`, which says in which model; or is
 * it.  Where it is a class of models that differ in the effect, that is a mistake (E310). */
bool elaborate_effect_call(Session *s, EffectQuery *to, const Node *call, const Node *whole);
/* The same, but then to->doubt is not empty, and the rest is about one member. */
bool elaborate_any_effect(Session *s, EffectQuery *to, const Node *call, const Node *whole);
/* The graph, the projection and the names of its model. */
bool effect_query_shape(Session *s, EffectQuery *q, Span at);
/* A vertex with its plan, `X := k(Z)`. */
void effect_query_write_plan(const EffectQuery *q, uint32_t v, Sink *out);
/* `P(C | do(S), Z)`. */
void effect_query_write(const EffectQuery *q, Sink *out);
/* Complains that the effect is not identifiable, with the hedge that was found.  Returns false. */
bool effect_query_complain(Session *s, const EffectQuery *q, const Identification *found, Span at);
/* Do the members of q->class, if it has one, agree in the effect?  Else it complains (E310). */
bool effect_query_agree(Session *s, EffectQuery *q, Span at);
/* Is it known, or known not to be?  Else it complains: a plan decides the effect by itself (E331),
 * or might do so and is too large (E032). */
bool effect_query_settled(Session *s, const EffectQuery *q, const Identification *found, Span at);
/* One more plan: that of v in the model after surgery, and its image where it is a function. */
void effect_query_add_plan(Session *s, Effect *to, const Model *after, uint32_t v);
/* The criterion that gives the effect at once; of the general kind where none does.  The one of the
 * effect as asked, else that of the effect with its conditions exchanged.  False: the budget. */
bool effect_query_ground(Ground *to, const EffectQuery *q, const Identification *found,
                         Budget *b) MUST_CHECK;
/* The same question where nobody observes what the context's state lacks; that is not spoken of in
 * it, else it complains. */
bool effect_query_hide(Session *s, EffectQuery *q, const Context *c, Span at);
/* Are the plans over the types that the context's states have?  Else it complains. */
bool effect_query_plans_fit(Session *s, const EffectQuery *q, const Context *c, Span at);
/* The last recipe of e over a state, as a channel from q->given to q->effect.y, named, in the order
 * they were written. */
void effect_query_channel(Session *s, Diagram *to, const EffectQuery *q, const Estimand *e,
                          const ObservedState *o, Conditionals *c);

#endif
