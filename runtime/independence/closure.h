/* closure.h -- what follows from independences by the laws of conditional independence, with
 * proofs.
 *
 * The semi-graphoid laws hold in every state, whatever its numbers (Dawid 1979; Pearl & Paz 1987):
 * besides symmetry,
 *   decomposition  a indep bd | c                       =>  a indep b | c
 *   weak union     a indep bd | c                       =>  a indep b | cd
 *   contraction    a indep b | c and a indep d | bc     =>  a indep bd | c
 * and in a state without zeros also (the graphoid laws)
 *   intersection   a indep b | cd and a indep d | bc    =>  a indep bd | c
 * No finite set of laws is complete (Studeny 1992): what does not follow by them may be true.  From
 * the independences of a DAG in the order of its arrows the first three give every separation
 * (Verma & Pearl 1990). */
#ifndef CATGUT_INDEPENDENCE_CLOSURE_H
#define CATGUT_INDEPENDENCE_CLOSURE_H

#include "independence/triple.h"

enum { CLOSURE_VERTICES_MAX = 10 };

typedef enum Law {
    LAW_PREMISE,
    LAW_DECOMPOSITION,
    LAW_WEAK_UNION,
    LAW_CONTRACTION,
    LAW_INTERSECTION
} Law;

typedef struct ProofLine {
    Triple says;
    Law law;
    uint32_t from[2]; /* the lines it follows from: one, or two */
} ProofLine;
typedef ARRAY(ProofLine) Proof;

typedef struct Closure {
    Proof lines;  /* each statement once, in the order in which they were found: breadth first */
    uint32_t *at; /* of a statement's number: its line, plus one; 0: it does not follow */
} Closure;
void closure_clear(Closure *c);

/* All that follows from these, of at most CLOSURE_VERTICES_MAX variables; positive: the state has
 * no zeros.  False: the budget. */
bool closure_make(Closure *to, uint32_t count, const TripleList *premises, bool positive,
                  Budget *b) MUST_CHECK;
bool closure_has(const Closure *c, const Triple *t);
/* The lines that t needs, the last of them t itself, which the closure has. */
void closure_prove(Proof *to, const Closure *c, const Triple *t);

#endif
