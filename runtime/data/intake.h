/* intake.h -- what an engine answers, row by row, as tallies.
 *
 * Cells of a row become codes of their columns' dictionaries, and then the row is counted in one
 * scope or in several.  Rows of the same codes are one line, in whatever order they come, so an
 * engine may count by halves, or not at all. */
#ifndef CATGUT_DATA_INTAKE_H
#define CATGUT_DATA_INTAKE_H

#include "data/tally.h"

enum { INTAKE_CELL_MOST = 1 << 20 /* bytes of a cell */ };

/* One tally that is being counted. */
typedef struct Counter {
    Tally *tally;   /* the caller's */
    uint32_t *slot; /* a line + 1, by the hash of its codes; 0: free */
    size_t slots;
} Counter;

typedef struct Intake {
    RowSource *source;     /* the caller's */
    TallyTrouble *trouble; /* the caller's */
    ARRAY(Counter) counters;
    ARRAY(uint32_t) code; /* of the row that comes in, by column */
    ARRAY(uint32_t) line; /* of a scope, gathered */
    uint64_t bytes;       /* about how much all lines and texts take */
} Intake;

/* to[i] is for scopes[i], as `ask` of a RowSourceClass has them.  An engine asks for more of them
 * than one. */
void intake_init(Intake *in, RowSource *source, Tally *to, const ColumnList *scopes, size_t count,
                 TallyTrouble *t);
void intake_clear(Intake *in);

/* The cell of the row that comes in, which need not have all; a missing value is the empty text.
 * False: such a text cannot be, and the trouble is set. */
bool intake_take(Intake *in, uint32_t column, const char *text, size_t length) MUST_CHECK;
/* Is it one of the rows that are left out, by the cells that have been taken? */
bool intake_is_absent(const Intake *in);
/* So many such rows.  False: the sum is too large, and the trouble is set. */
bool intake_count(Intake *in, size_t scope, uint64_t count) MUST_CHECK;

#endif
