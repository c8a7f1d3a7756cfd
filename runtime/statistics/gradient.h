/* gradient.h -- how an answer changes with the entries of tables: exact derivatives.
 *
 * An answer to a question about a diagram is a rational function of the entries of each state in
 * it.  Its derivatives are found backwards (reverse mode; Darwiche 2003 for networks): the answer
 * is linear in the tables of the boxes of its diagram, and how much of it goes through each entry
 * of a table is a question to the same diagram.  A conditional box is a quotient of two marginals
 * of its own diagram, into which that is carried on, until the state is reached.
 *
 * Entries that are zero have no derivative here: those of a tally are combinations that did not
 * occur, and in its variance each entry has its own size as a weight. */
#ifndef CATGUT_STATISTICS_GRADIENT_H
#define CATGUT_STATISTICS_GRADIENT_H

#include "network/outcome.h"
#include "network/query.h"
#include "num/matrix.h"

/* One number of the answer. */
typedef struct Slope {
    size_t row;        /* of the answer's matrix */
    uint32_t *tuple;   /* of the heads */
    bool undefined;
    mpq_t value;
    mpq_t *by;         /* the derivative by each entry of the tables, one table after the other */
} Slope;

/* What the answer divides by: the rows with these values. */
typedef struct Stratum {
    NameList names;     /* of the wires that are conditioned on; NULL: it has none */
    TypeList types;
    WireList labels;
    size_t row;         /* of the answer, where the question has this condition; else SIZE_MAX */
    mpq_t mass;         /* the state's probability of it; zero: nobody is in it, and it is met with
                           probability zero by a conditional of the answer */
} Stratum;
typedef ARRAY(Stratum) StratumList;
void stratum_clear(Stratum *s);

typedef struct Gradient {
    Matrix answer;
    ARRAY(Slope) slopes; /* each row and tuple of the answer, in lexicographic order */
    size_t entries;      /* of the tables */
    StratumList strata;  /* of the state, that the answer divides by; one can come twice */
} Gradient;
void gradient_init(Gradient *g);
void gradient_clear(Gradient *g);

/* Answers q, and finds the derivatives by the entries of the tables of these boxes, each of which
 * has a meaning; all other boxes stay as they are.  `to` is initialised.  Conditional boxes are
 * evaluated, and kept in the meaning, as evaluate does.  Strata are of diagrams in which there is
 * nothing but these boxes. */
Outcome gradient_find(Gradient *to, const Query *q, const Box *const *boxes, size_t count,
                      Meaning *meaning, Budget *b, Trouble *t) MUST_CHECK;

/* The same numbers without derivatives and strata. */
Outcome gradient_values(Gradient *to, const Query *q, Meaning *meaning, Budget *b,
                        Trouble *t) MUST_CHECK;

#endif
