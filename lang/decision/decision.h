/* decision.h -- a decision of an influence diagram, while it is made and afterwards. */
#ifndef CATGUT_DECISION_DECISION_H
#define CATGUT_DECISION_DECISION_H

#include "diagram/diagram.h"
#include "num/rational.h"

typedef struct Decision {
    uint32_t vertex;
    WireList known;      /* what its function reads */
    ARRAY(size_t) moved; /* the terms that it has an influence on */
    size_t rows;         /* how many values `known` may have */
    uint32_t options;    /* how many labels the vertex has */
    mpq_t *worth;        /* of row r and option d, at r * options + d: the mean of what it moves */
    bool *met;           /* can this row happen? */
    uint32_t *best;      /* of each row the first option of the largest worth, */
    uint32_t *equals;    /* and how many options are worth as much */
    Diagram policy;      /* known -> vertex */
} Decision;

#endif
