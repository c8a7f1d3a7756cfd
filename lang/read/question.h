/* question.h -- P(heads | conditions) as a list of items, by their form alone.
 *
 * All that take such a call (P and E with numbers, marginals, effects, explain) read it by this,
 * and then look up the names themselves.  Reading never fails and never complains: a mistake in an
 * item is complained about when that item is used, so that the first mistake in the text is the one
 * reported.
 *
 * Each argument of do(...) is an item of its own among the conditions.  A Question owns its list
 * and borrows the tree. */
#ifndef CATGUT_READ_QUESTION_H
#define CATGUT_READ_QUESTION_H

#include "lang/complain/complain.h"
#include "lang/read/node.h"

typedef enum ItemForm {
    ITEM_FREE,    /* X, or another expression that stands alone: question_check_item tells */
    ITEM_SET,     /* {X, Y} */
    ITEM_EQUAL,   /* X = x, X = {a, b} */
    ITEM_UNEQUAL, /* X != x */
    ITEM_LIKELY,  /* X ~ likelihoods */
    ITEM_JEFFREY, /* jeffrey(X = state); without a value: jeffrey with anything else in it */
    ITEM_SOFT,    /* X := k(Z), in a do */
    ITEM_EVENT,   /* X < x, X = 1 or Y = 1, X + Y = 3: of several variables, or compared; no do */
    ITEM_OTHER,   /* X == x, X -> Y, f(X), X := k(Z) outside of do: nobody takes it */
    ITEM_NO_DO    /* do() or do(X | Z), as a whole */
} ItemForm;

/* `X = 1 and Y = 1` is two items, and so is `not (X != 1 or Y != 1)`. */
typedef struct QuestionItem {
    ItemForm form;
    bool head;          /* left of the bar */
    bool negated;       /* `not` stands before node */
    Node *node;         /* all of it: X = x */
    Node *argument;     /* the argument that it is, or is a part of */
    const Node *name;   /* X; all of it where there is no such part */
    const Node *value;  /* what is right of = != := and <, or NULL */
    Node *within;       /* the do(...) that it stands in, or NULL */
} QuestionItem;

typedef struct Question {
    ARRAY(QuestionItem) items; /* heads, then conditions, in the order written */
    size_t heads;              /* how many of them */
} Question;

/* P(...), whatever is in it? */
bool node_is_question(const Node *n);
/* P(...) or E(...)? */
bool node_is_effect(const Node *n);
/* Var(...) or Cov(...)? */
bool node_is_moment(const Node *n);
/* `... from experiments`, perhaps with the sets that were done? */
bool node_is_from_experiments(const Node *n);
/* `... in m from omega, trial`? */
bool node_is_from_several(const Node *n);
/* An argument by itself, as it stands in a do(...). */
QuestionItem question_item(Node *argument);
/* The arguments of a call, and what is right of its bar. */
void question_read(Question *to, const Node *call);
/* The arguments of a call as conditions: marginals(E = e). */
void question_read_conditions(Question *to, const Node *call);
void question_clear(Question *q);
/* X = x, X != x or another event, not in a do? */
bool item_is_event(const QuestionItem *i);
/* X ~ likelihoods or jeffrey(X = state), not in a do? */
bool item_is_soft(const QuestionItem *i);
/* Has every item from `first` on a value? */
bool question_is_fixed(const Question *q, size_t first);
/* Is the item a variable by its form, or a set of them where `sets` may stand?  Complains about do
 * left of the bar (E098), a counterfactual (E130), what is no variable (E100), and evidence that is
 * not certain (E287). */
bool question_check_item(const QuestionItem *i, bool sets, Complainer *c);

#endif
