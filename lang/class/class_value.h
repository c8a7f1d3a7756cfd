/* class_value.h -- classes of models: what `model g { A -- B  B -> C }` declares, a graph with
 * arrows and lines (graph/pdag.h), as a value.
 *
 * It stands for its members, of which it has at least one: models without latents, whose boxes are
 * not asked for.  Two are equal when they have the same arrows and lines, by the names of the
 * variables. */
#ifndef CATGUT_CLASS_CLASS_VALUE_H
#define CATGUT_CLASS_CLASS_VALUE_H

#include "graph/pdag.h"
#include "lang/session/session.h"

typedef struct ModelClass {
    Answer answer;
    Model model;    /* the variables with their types, and the arrows; no boxes */
    WireList lines; /* pairs, ascending; the smaller one first */
    Pdag closed;    /* the maximal graph with the same members */
    Model member;   /* one of them, with boxes */
} ModelClass;

/* Takes both, and leaves them empty.  The model is one without boxes, sorted; false: it complains,
 * where it has latents, boxes that were put in, a pair that is joined twice, or no member. */
bool class_make(Session *s, Value *to, Model *m, WireList *lines, Span at);
/* NULL: it is something else. */
const ModelClass *class_in(const Value *v);
/* The value of the expression; false: it complains, also where it is no class. */
bool elaborate_class(Session *s, Value *to, const Node *n);

/* The class of the models that imply the same independences as m, which is sorted and has no
 * latents.  False: complained. */
bool class_of_model(Session *s, Value *to, const Model *m, Span at);

/* The member with these arrows, a model with boxes, called so. */
void class_member(Session *s, Value *to, const ModelClass *c, const WireList *arrows, Name name);
/* A model of these variables with these arrows, pairs; without boxes, and sorted. */
void class_set_arrows(Model *to, const Model *variables, const WireList *arrows);

#endif
