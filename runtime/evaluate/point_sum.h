/* point_sum.h -- sums of products of tables modulo a prime, by variable elimination.
 *
 * A PointSum says which tables are multiplied, over which variables, and which of these are kept;
 * it is planned once, from shapes alone (network/plan.h), and carried out at many points.  Numbers
 * are those of point_field.h.  It owns its arrays and borrows the tables, by their numbers. */
#ifndef CATGUT_EVALUATE_POINT_SUM_H
#define CATGUT_EVALUATE_POINT_SUM_H

#include "evaluate/point_field.h"
#include "network/outcome.h"
#include "network/plan.h"

/* Entries by the values of some variables, the last one fastest. */
typedef struct PointTable {
    uint64_t *at;
    size_t count;
} PointTable;
void point_table_init(PointTable *t, size_t count);
void point_table_clear(PointTable *t);
/* The same entries; *from is left empty. */
void point_table_take(PointTable *to, PointTable *from);

typedef ARRAY(PointTable) PointTableList;

typedef struct PointSum {
    Shape shape;
    ARRAY(size_t) tables; /* of each factor */
    ARRAY(uint32_t) kept; /* in the order of the answer's axes */
    Plan plan;
    uint64_t entries;     /* of the answer */
    uint64_t room;        /* of all tables at the worst moment, the answer among them */
    uint64_t work;        /* multiplications, at most */
} PointSum;

void point_sum_init(PointSum *s);
void point_sum_clear(PointSum *s);
/* Returns the variable's number: 0, 1, ... */
uint32_t point_sum_add_variable(PointSum *s, uint32_t size, bool kept);
/* One more factor, over these variables, no one twice. */
void point_sum_add_factor(PointSum *s, size_t table, const uint32_t *scope, size_t count);

/* Plans it, and knows what it takes.  OUTCOME_TOO_LARGE: more than one of these; planning ended
 * there, and the figures are only so much of it. */
Outcome point_sum_expect(PointSum *s, uint64_t most_work, uint64_t most_entries,
                         Budget *b) MUST_CHECK;

/* False: the budget said stop. */
bool point_sum_run(PointTable *to, const PointSum *s, const PointTable *tables,
                   const PointField *f, Budget *b) MUST_CHECK;

#endif
