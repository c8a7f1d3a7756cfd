/* matrix.h -- exact matrices: the meaning of a channel, a state (no inputs), a number (no ends).
 *
 * Rows are the values of the inputs, each a tuple of label positions, in lexicographic order with
 * the last input fastest; all of them are there.  A row lists its entries that are not zero,
 * lexicographically by the tuple of the outputs.  A row may be undefined (a conditional where the
 * condition has probability zero): then it has no entries.  Rows need not sum to one here.
 *
 * A Matrix owns its arrays, and the limbs of its weights: those are read, and never written to or
 * cleared.  {0} is not a matrix: use matrix_init. */
#ifndef CATGUT_NUM_MATRIX_H
#define CATGUT_NUM_MATRIX_H

#include "base/array.h"
#include "base/budget.h"
#include "num/rational.h"

typedef ARRAY(uint32_t) SizeList;

typedef struct MatrixLimbs MatrixLimbs; /* see matrix.c */

typedef struct Matrix {
    SizeList in, out;           /* the sizes of the carriers */
    ARRAY(uint32_t) index;      /* entry e, output port p: at[e * out.count + p] */
    ARRAY(__mpq_struct) weight; /* of each entry, canonical, not zero */
    ARRAY(size_t) start;        /* row r has entries start[r] ... start[r + 1] */
    ARRAY(bool) undefined;      /* of each row */
    MatrixLimbs *limbs;         /* what the weights are made of */
} Matrix;

enum { MATRIX_ENTRY_BYTES = 56 }; /* of an entry with one output whose weight fits into words */

/* No rows yet. */
void matrix_init(Matrix *m, const SizeList *in, const SizeList *out);
void matrix_init_empty(Matrix *m); /* without ends */
void matrix_clear(Matrix *m);
void matrix_swap(Matrix *a, Matrix *b);
void matrix_set(Matrix *to, const Matrix *m);
/* What it takes, with all limbs that its weights have had; in constant time. */
uint64_t matrix_bytes(const Matrix *m);

/* Building: entries of the next row in any order (equal tuples are added up, zeros dropped by
 * matrix_end_row), then the end of the row.  Rows come in their order.  The tuple is not one of
 * m's own.  An undefined row gets no entries. */
void matrix_add_entry(Matrix *m, const uint32_t *tuple, const mpq_t weight);
void matrix_end_row(Matrix *m, bool undefined);
/* The same; false: the budget, which may be NULL, says stop, and sums are left out. */
bool matrix_end_row_within(Matrix *m, bool undefined, Budget *b) MUST_CHECK;
/* The same entry, of a weight over / under in lowest terms. */
void matrix_add_word(Matrix *m, const uint32_t *tuple, mp_limb_t over, mp_limb_t under);
/* Entry e gets another weight, which is not zero. */
void matrix_set_weight(Matrix *m, size_t e, const mpq_t weight);
/* Room for so many more rows and entries whose weights fit into words.  This only saves time. */
void matrix_reserve(Matrix *m, size_t rows, size_t entries);

size_t matrix_rows(const Matrix *m); /* rows built so far */
/* How many rows the sizes ask for; UINT64_MAX when that overflows. */
uint64_t size_product(const SizeList *sizes);
/* The tuple of row r, in.count long. */
void matrix_row_tuple(const Matrix *m, size_t row, uint32_t *tuple);
/* The tuple of entry e, out.count long; NULL when there are no outputs. */
const uint32_t *matrix_entry_tuple(const Matrix *m, size_t e);
/* The row with this tuple. */
size_t matrix_find_row(const Matrix *m, const uint32_t *tuple);
/* The weight at (row, tuple), zero where there is no entry. */
void matrix_entry(mpq_t to, const Matrix *m, size_t row, const uint32_t *tuple);
void matrix_row_sum(mpq_t to, const Matrix *m, size_t row);
/* The same; false: the budget says stop. */
bool matrix_row_sum_within(mpq_t to, const Matrix *m, size_t row, Budget *b) MUST_CHECK;
/* What differs from the sum of the row by less than so many 2^-1024 as it has entries, and is no
 * shorter fraction than the sum: to be shown, where the sum is too long to be looked at. */
enum { MATRIX_ABOUT_BITS = 1024 };
void matrix_row_sum_about(mpq_t to, const Matrix *m, size_t row);
/* Does the row sum to one?  Most that do not are told by a prime, so unlike denominators, whose sum
 * would be long, cost little.  False: the budget says stop. */
bool matrix_row_is_one(bool *one, const Matrix *m, size_t row, Budget *b) MUST_CHECK;

/* The first place where two matrices of the same sizes differ.  Where only one side is undefined
 * that side has no entry, and the other its first, if any. */
typedef struct MatrixPlace {
    size_t row;
    size_t entry_a, entry_b; /* SIZE_MAX where that side has no entry there */
} MatrixPlace;
bool matrix_equal(const Matrix *a, const Matrix *b, MatrixPlace *first); /* first may be NULL */
/* Does no entry differ by more than this, exactly, and is the same undefined? */
bool matrix_near(const Matrix *a, const Matrix *b, const mpq_t most, MatrixPlace *first);

/* Has every row one entry, so that what sums to one is a function? */
bool matrix_is_function(const Matrix *m);

/* Have row x of a and row y of b, whose outputs have the same sizes, the same entries? */
bool matrix_rows_equal(const Matrix *a, size_t x, const Matrix *b, size_t y);

/* What boxes mean: a matrix for a box's id. */
typedef struct Meaning {
    ARRAY(Matrix *) of;        /* NULL: not known */
    ARRAY(uint64_t) versions;  /* beside it */
    uint64_t last;             /* version that was given */
    struct TableStore *tables; /* the owner's, see network/table.h: what is made of the matrices
                                  stays there for later questions; NULL: it does not */
} Meaning;
void meaning_clear(Meaning *m);
/* The box means this; the matrix is swapped in, and what the box meant before, or {0}, comes back
 * for the caller to clear.  Where a found matrix stands does not change. */
void meaning_add(Meaning *m, uint32_t box, Matrix *matrix);
const Matrix *meaning_find(const Meaning *m, uint32_t box);
/* Of a box that means something: a number that nothing else that a box has meant here ever had. */
uint64_t meaning_version(const Meaning *m, uint32_t box);
/* The box has no meaning any more. */
void meaning_forget_one(Meaning *m, uint32_t box);
/* The boxes from this one on have no meaning any more. */
void meaning_forget(Meaning *m, uint32_t first);

#endif
