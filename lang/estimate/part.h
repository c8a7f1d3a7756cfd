/* part.h -- numbers with their derivatives by the entries of a sample's table. */
#ifndef CATGUT_ESTIMATE_PART_H
#define CATGUT_ESTIMATE_PART_H

#include "num/rational.h"
#include "statistics/gradient.h"

/* A number with its derivatives. */
typedef struct Part {
    mpq_t value;
    mpq_t *by;      /* by each entry of the table; NULL: they were not asked for */
    bool undefined; /* it has no value */
} Part;

typedef struct PartList {
    Part *at;
    size_t count, space;
    size_t entries; /* of the table; 0 without derivatives */
} PartList;
void parts_clear(PartList *l);
/* One more, zero. */
Part *parts_add(PartList *l);
/* to += times * from, of which `entries` derivatives count. */
void part_add(Part *to, size_t entries, const mpq_t times, const mpq_t value, const mpq_t *by);

/* a := a op b, of one part each; a division by zero is undefined. */
typedef enum PartOperation { PART_SUM, PART_PRODUCT, PART_QUOTIENT } PartOperation;
void part_apply(PartOperation op, PartList *a, const PartList *b);
void part_negate(PartList *a);
void part_raise(PartList *a, int64_t power);

#endif
