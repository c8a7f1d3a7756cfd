/* bif.h -- Bayesian networks in BIF, the Interchange Format for Bayesian Networks (Cozman
 * 1996-1998, version 0.15), read as programs really write it.
 *
 * Read are `network`, `variable` and `probability` blocks in any order, the others also inside the
 * first; names and labels in quotes or any run of characters but blanks , | ; { } ( ) [ ] " and
 * comments (`//`, `#`, and those between slashes and stars); intervals such as [0,5) as labels;
 * `,` and `|` as blanks; `table`, `default`, rows by the labels of the parents in any order;
 * properties, which mean nothing here, but for those that say that tables hold something else than
 * probabilities: a file with one of them is refused. Numbers are exact: 0.1 is 1/10.
 *
 * As in the definition of the format, in a `table` the variable itself is slowest and the last
 * parent fastest. */
#ifndef CATGUT_IO_BIF_H
#define CATGUT_IO_BIF_H

#include "base/array.h"
#include "base/budget.h"
#include "base/map.h"
#include "base/name.h"
#include "num/matrix.h"

enum {
    BIF_NUMBER_MAX = 1000,  /* characters of a number, and its exponent */
    BIF_TABLE_MAX = 1 << 30 /* numbers of a table */
};

/* A number of a table, packed: digits << 6 | places is digits / 10^places for places up to 62; 63
 * means that it is kept as longs.at[digits]. */
typedef uint64_t BifNumber;

typedef ARRAY(Name) BifLabels;
typedef ARRAY(uint32_t) BifList;

typedef struct BifVariable {
    Name name;
    uint32_t place; /* the byte where it is declared */
    BifLabels labels;
    Map index; /* label -> position, but for the first few */
    bool has_table;
    uint32_t block;  /* the byte of its name in its probability block */
    BifList parents; /* variables, in the order of that block */
    size_t rows;
    BifNumber *numbers; /* rows times labels: row after row, the last parent fastest */
    uint32_t *given;    /* of each row, the byte where it is given */
} BifVariable;

typedef struct Bif {
    ARRAY(BifVariable) variables; /* in the order of their declaration */
    Map index;                    /* name -> variable */
    ARRAY(__mpq_struct) longs;
    uint64_t bytes; /* about how many it takes */
    uint64_t later; /* how many what its defaults fill would take as matrices, beside that */
} Bif;

typedef enum BifThing {
    BIF_END,
    BIF_WORD, /* with or without quotes */
    BIF_MARK, /* one of { } ( ) [ ] ; */
    BIF_COMMENT,
    BIF_BLOCK, /* only wanted: network, variable or probability */
    BIF_TYPE,  /* only wanted: `type discrete` */
    BIF_COUNT, /* only wanted: how many labels there are */
    BIF_ENTRY, /* only wanted: table, default, a row or a property */
    BIF_NAME,  /* only wanted */
    BIF_SIZED  /* only wanted: a number of a table */
} BifThing;

typedef enum BifFault {
    BIF_FINE,
    BIF_UNEXPECTED, /* `found` instead of `wanted` (`mark` when that is BIF_MARK) */
    BIF_BAD_BYTE,   /* a control character */
    BIF_PROPERTY,   /* one that says that tables are not of probabilities */
    BIF_NOT_CLOSED, /* a string (BIF_WORD) or a comment, in `found` */
    BIF_NOT_A_NUMBER,
    BIF_NEGATIVE,
    BIF_LONG_NUMBER,
    BIF_NO_VARIABLE,    /* `name` is not declared */
    BIF_VARIABLE_TWICE, /* `name` */
    BIF_PARENT_TWICE,   /* `name` of `of` */
    BIF_NO_LABEL,       /* `name` is no label of `of` */
    BIF_LABEL_TWICE,    /* `name` of `of` */
    BIF_LABEL_COUNT,    /* `has` labels where `wants` are announced (UINT64_MAX: or more) */
    BIF_NO_TABLE,       /* `of` has no probability block */
    BIF_TABLE_TWICE,    /* `of` has two */
    BIF_ROW_TWICE,      /* the row `labels` of `of` */
    BIF_NO_ROW,         /* the same */
    BIF_ROW_LENGTH,     /* `has` numbers where `wants` belong, of `of` */
    BIF_ROW_LABELS,     /* `has` labels where `of` has `wants` parents */
    BIF_CYCLE,          /* `labels` are variables, each a parent of the next */
    BIF_TABLE_SIZE,     /* the table of `of` has `wants` numbers (UINT64_MAX: or more) */
    BIF_TABLE_MEMORY,   /* the same, and the budget has room for `has` of them */
    BIF_ROW_SUM,        /* bif_find_row_sum, bif_repair: the row `labels` of `of` */
    BIF_STOPPED         /* the budget says why */
} BifFault;

typedef struct BifMistake {
    BifFault fault;
    uint32_t start, end; /* bytes */
    BifThing found, wanted;
    char mark;
    Name name, of;
    uint64_t has, wants;
    BifLabels labels;
    uint32_t variable; /* BIF_ROW_SUM: `of` and `labels` as numbers */
    size_t row;
} BifMistake;
void bif_mistake_clear(BifMistake *m);

void bif_clear(Bif *b);

/* Reads text[0 ... count), after which there is a NUL.  False: *m says what is wrong, and *to is
 * empty. One pass, but for blocks that come before what they name, which are read again. */
bool bif_read(Bif *to, BifMistake *m, const char *text, size_t count, Names *names,
              Budget *budget) MUST_CHECK;

/* The number, in lowest terms. */
void bif_number(mpq_t to, const Bif *b, BifNumber n);
/* The same as over / under, where both fit into a word; false: perhaps they do not. */
bool bif_number_word(BifNumber n, uint64_t *over, uint64_t *under);
/* The sum of a row of a variable. */
void bif_row_sum(mpq_t to, const Bif *b, const BifVariable *v, size_t row);
/* The labels of a row, one of each parent. */
void bif_row_labels(const Bif *b, const BifVariable *v, size_t row, BifLabels *to);

/* How many numbers of its table are not zero. */
size_t bif_entries(const BifVariable *v);
/* The table of a variable: rows by its parents, in order.  *to need not be a matrix before, and is
 * one after.  False: the budget said stop. */
bool bif_matrix(Matrix *to, const Bif *b, uint32_t variable, Budget *budget) MUST_CHECK;

/* How many rows do not sum to one; *m is about the first of them (declared first), if there is one.
 */
uint64_t bif_find_row_sum(const Bif *b, BifMistake *m);

/* Each row that does not sum to one is made to by changing its largest entry, the first of equals.
 * How many rows were changed, and the most that one was.  False: a row is off by more than
 * `within`, an entry would become negative, or a row has no entry larger than zero; *m is about
 * this row, which is as it was, and nothing is promised of b's other numbers. */
typedef struct BifRepair {
    uint64_t rows;
    mpq_t most;   /* initialised by the caller */
    mpq_t within; /* said by the caller */
} BifRepair;
bool bif_repair(Bif *b, BifRepair *to, BifMistake *m) MUST_CHECK;

#endif
