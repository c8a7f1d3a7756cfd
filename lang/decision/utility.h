/* utility.h -- what counts: a sum of terms, each a number that one variable decides.
 *
 * `Gain^2 / 10 - 2 * Cost + 1` is one of Gain, one of Cost, and 1, which moves no decision.  A
 * product of two variables is none: its mean is no sum of theirs. */
#ifndef CATGUT_DECISION_UTILITY_H
#define CATGUT_DECISION_UTILITY_H

#include "lang/session/session.h"
#include "linear/linear.h"

typedef struct UtilityTerm {
    uint32_t vertex;
    LinearNumbers number; /* of each label */
} UtilityTerm;

typedef struct Utility {
    Session *s;
    const Model *model;
    const Node *call; /* where it is asked for */
    ARRAY(UtilityTerm) terms;
    mpq_t constant;
} Utility;

void utility_init(Utility *u, Session *s, const Model *m, const Node *call);
void utility_clear(Utility *u);
/* The vertex of this name or, where there is none, its copies of all steps.  False: neither. */
bool named_vertices(Session *s, const Model *m, WireList *to, const Node *name);
bool utility_read(Utility *u, const Node *n);
/* m has one output, the term's vertex; it becomes the mean of the term for each row. */
bool utility_means(const Utility *u, const UtilityTerm *t, Matrix *m);
/* to := to + more */
bool utility_add(const Utility *u, mpq_t to, const mpq_t more);

#endif
