/* shape_question.h -- questions about the shape of a model: read here, answered by runtime/graph.
 *
 *     components(m)               implications(m)
 *     essential(m)                equivalent(m, n)
 *     ancestors(X) in m           descendants(X) in m
 *     parents(X) in m             children(X) in m         blanket(X) in m
 *     independent(X, Y | Z) in m  paths(X, Y | Z) in m
 *     separator(X, Y) in m        separator(X, Y, with A, without B, all) in m
 *     adjusts(Z, X -> Y) in m     adjustment(X -> Y, with A, without B, all) in m
 *     adjustment(X -> Y, with A, without B, optimal) in m
 *     frontdoor(X -> Y) in m
 *     instruments(X -> Y) in m    instruments(Z, X -> Y | W) in m
 *
 * Each is an expression.  Its value is a truth value, or an answer of a class of shape_class.h.  X,
 * Y and Z are variables or sets of them in braces.  No number is looked at, except that a variable
 * whose type has one value is treated as unconnected. */
#ifndef CATGUT_SHAPE_SHAPE_QUESTION_H
#define CATGUT_SHAPE_SHAPE_QUESTION_H

#include "graph/separation.h"
#include "lang/class/class_value.h"
#include "lang/session/session.h"
#include "lang/shape/shape_words.h"

#define SHAPE_KIND(kind, word, usage) SHAPE_##kind,
typedef enum ShapeWord { SHAPE_NONE, SHAPE_WORDS(SHAPE_KIND) } ShapeWord;
#undef SHAPE_KIND

enum { SHAPE_SETS_MAX = 1000, SHAPE_PATHS_MAX = 20 };

/* A question that has been read: everything in it is there, and of the right kind. */
typedef struct ShapeQuestion {
    Session *s;
    const Node *node;
    ShapeWord word;
    Value own[2];       /* the models that stand in the question; of a class, one of its members */
    const ModelClass *class; /* of models, in which it is asked; NULL: it is asked in one */
    WireList doubt; /* of an effect in which its members differ: the path that says so */
    const Model *model; /* these, or the context's; `other` only where two are compared */
    const Model *other;
    Graph graph;
    WireList x, y, z; /* X and Y as above, and Z: what is given or adjusted for */
    WireList instrument; /* of instruments(Z, X -> Y | W), where z is W: Z alone */
    SetRules rules;      /* what is said of the sets that are asked for */
    bool optimal;
} ShapeQuestion;

void shape_question_clear(ShapeQuestion *q);
/* A call of a word above, in the context s->asked. */
bool shape_read(ShapeQuestion *q, Session *s, const Node *call);
/* For `equivalent`: the other model's vertex of each observed one; complains where one lacks. */
bool shape_match(ShapeQuestion *q, WireList *map);
bool shape_complain_form(const ShapeQuestion *q);

#endif
