/* sample.h -- a state as the rows that were seen: the context of estimate and test.
 *
 * For an estimate the observed state becomes one box, whose outputs are those that the question
 * reads, with the shares of the rows as its meaning.  So all that is asked in the context is a
 * function of that one table, and of how many rows there are.  Which outputs are read is found by
 * reading the question; a box without a meaning stands for the others. */
#ifndef CATGUT_ESTIMATE_SAMPLE_H
#define CATGUT_ESTIMATE_SAMPLE_H

#include "lang/session/session.h"
#include "network/query.h"

/* An output of the state that is an observed variable, or a wire. */
typedef struct SampleOutput {
    Name name;
    const Type *type;
    uint32_t position; /* of the state's outputs */
    bool read;         /* it is in the table */
    bool wanted;       /* it will be when that is made again */
} SampleOutput;

typedef struct Sample {
    Session *s;
    const Node *at;        /* the state, or the question where that is in use */
    Context context;
    Diagram state;         /* as it was given */
    ARRAY(SampleOutput) outputs;
    const Box *box, *rest; /* of the outputs that are read, and of the others; NULL before */
    uint64_t rows;         /* how many were seen */
    ARRAY(uint32_t) tuples; /* of the cells: all that were met, or, where something is added, all */
    ARRAY(uint64_t) counts; /* of each cell, without what is added */
    mpq_t added;           /* to each cell; 0: nothing */
    mpq_t weight;          /* rows, with what was added */
    uint64_t cells;        /* to which it was added */
    uint64_t times, seed;  /* of the bootstrap; times 0: none */
    uint32_t first;        /* boxes from this one on are the sample's */
} Sample;
void sample_init(Sample *x, Session *s);
void sample_clear(Sample *x); /* its boxes mean nothing any more */

/* The context, and how many rows.  whole: `e in s`, `e in M from s`, or a question in the context
 * of `use`; how: its NODE_SAMPLE.  False: it has complained. */
bool sample_of_question(Sample *x, const Node *whole, const Node *how);
/* That of `test M from s`. */
bool sample_of_model(Sample *x, const Node *model, Node *const *state, const Node *how);

/* Puts the boxes in the place of the state: the table is counted. */
bool sample_make(Sample *x);
/* Marks the outputs that a question reads, which was asked in the context; *more: one of them is
 * not in the table, which has to be made again, and the question read again. */
void sample_mark(Sample *x, const Query *q, bool *more);
void sample_mark_all(Sample *x, bool *more);
/* The table, when it is made again, will be that of these vertices of the model. */
void sample_want(Sample *x, const WireList *vertices);
/* The table becomes that of these counts; conditionals are found again. */
void sample_recount(Sample *x, const uint64_t *counts);

/* The share of these labels as a number of rows; complains where it is none.  Types are those of
 * the labels. */
bool sample_count(Sample *x, uint64_t *to, const mpq_t share, const uint32_t *labels,
                  const TypeList *types);

#endif
