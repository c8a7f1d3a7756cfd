/* shape.h -- questions about the shape of a model: read here, answered by surgery/, put into words.
 *
 *     components(m)               ancestors(X) in m      descendants(X) in m
 *     independent(X, Y | Z) in m  adjusts(Z, X -> Y) in m  adjustment(X -> Y) in m
 *     frontdoor(X -> Y) in m      instruments(X -> Y) in m
 *     implications(m)             essential(m)           equivalent(m, n)
 *
 * Each is an expression: a truth value, sets of variables, or lines of its own.  X, Y and Z are
 * variables or sets of them in braces.  No number is looked at, but that a variable whose type has
 * one value is cut off from all others. */
#ifndef CATGUT_SHAPE_H
#define CATGUT_SHAPE_H

#include "lang/complain_shape.h"
#include "graph/adjust.h"

typedef enum ShapeWord {
    SHAPE_NONE,
    SHAPE_COMPONENTS,
    SHAPE_ANCESTORS,
    SHAPE_DESCENDANTS,
    SHAPE_INDEPENDENT,
    SHAPE_ADJUSTS,
    SHAPE_ADJUSTMENT,
    SHAPE_FRONTDOOR,
    SHAPE_INSTRUMENTS,
    SHAPE_IMPLICATIONS,
    SHAPE_ESSENTIAL,
    SHAPE_EQUIVALENT
} ShapeWord;

enum { SHAPE_SETS_MAX = 1000, SHAPE_PATHS_MAX = 20 };

/* Which question is called so; SHAPE_NONE: none is. */
ShapeWord shape_word(Name name);
/* The words, one after the other; NULL at the end. */
const char *shape_word_at(size_t i);

/* A question that has been read: everything in it is there, and of the right kind. */
typedef struct ShapeAsked {
    Session *s;
    const Node *node;
    ShapeWord word;
    Value own[2];       /* the models that stand in the question */
    const Model *model; /* these, or the context's; `other` only where two are compared */
    const Model *other;
    Graph graph;
    WireList x, y, z; /* X and Y as above, and Z: what is given or adjusted for */
} ShapeAsked;
void shape_asked_clear(ShapeAsked *q);
/* A call of a word above, in the context s->asked. */
bool shape_read(ShapeAsked *q, Session *s, const Node *call);

bool elaborate_shape(Session *s, Value *to, const Node *call);
void shape_write_value(const Value *v, bool json, Sink *out);

/* The answer with its reasons.  *mine: it is a question about a shape, perhaps with `in`; else
 * nothing has been done. */
bool explain_shape(Session *s, const Node *n, bool *mine);

/* ---- words, shared by both files ---- */

/* The unnamed latents left out, the others in the order of the model. */
void shape_add_set(NameSets *to, const Model *m, const WireList *set);
/* `{S, T}`; `bare`: a set of one is `S`. */
void shape_write_set(const Model *m, const WireList *set, bool bare, Sink *out);
/* `S <- H -> C`; an unnamed latent in it is its `<->`. */
void shape_write_path(const Model *m, const Graph *g, const WireList *path, Sink *out);
/* For `equivalent`: the other model's vertex of each observed one; complains where one lacks. */
bool shape_match(ShapeAsked *q, WireList *map);

#endif
