/* bayes.h -- Bayesian networks as other programs write them: variables, their labels, parents and
 * tables, and what can be wrong with the text of one.
 *
 * Each reader of this folder (bif.h, xmlbif.h, hugin.h, uai.h, xdsl.h) makes such a network, or
 * says at which byte it cannot; whatever its format counts first, here a row is one combination of
 * the parents' labels.  Numbers are exact: 0.1 is 1/10. */
#ifndef CATGUT_BAYES_BAYES_H
#define CATGUT_BAYES_BAYES_H

#include "base/array.h"
#include "base/budget.h"
#include "base/map.h"
#include "base/name.h"
#include "num/matrix.h"

enum {
    BAYES_NUMBER_MAX = 1000,  /* characters of a number, and its exponent */
    BAYES_TABLE_MAX = 1 << 30 /* numbers of a table */
};

/* A number of a table, packed: digits << 6 | places is digits / 10^places for places up to 62; 63
 * means that it is kept as longs.at[digits]. */
typedef uint64_t BayesNumber;

typedef ARRAY(Name) BayesLabels;
typedef ARRAY(uint32_t) BayesList;

typedef struct BayesVariable {
    Name name;
    uint32_t place, place_length; /* where it is declared, in bytes */
    BayesLabels labels;
    Map index; /* label -> position, but for the first few */
    bool has_table;
    uint32_t block, block_length; /* its name where its table begins, in bytes */
    BayesList parents;            /* variables, in the order of that block */
    size_t rows;
    BayesNumber *numbers; /* rows times labels: row after row, the last parent fastest */
    uint32_t *given;      /* of each row, the byte where it is given */
} BayesVariable;

typedef struct BayesNet {
    ARRAY(BayesVariable) variables; /* in the order of their declaration */
    Map index;                      /* name -> variable */
    ARRAY(__mpq_struct) longs;
    bool nameless;  /* the names and labels are the reader's: its format has none */
    uint64_t bytes; /* about how many it takes */
    uint64_t later; /* how many what its defaults fill would take as matrices, beside that */
} BayesNet;

typedef enum BayesThing {
    BAYES_END,
    BAYES_WORD, /* with or without quotes */
    BAYES_MARK, /* one of { } ( ) [ ] ; */
    BAYES_COMMENT,
    BAYES_BLOCK,  /* only wanted: network, variable or probability */
    BAYES_TYPE,   /* only wanted: `type discrete` */
    BAYES_COUNT,  /* only wanted: how many labels there are */
    BAYES_ENTRY,  /* only wanted: table, default, a row or a property */
    BAYES_NAME,   /* only wanted */
    BAYES_SIZED,  /* only wanted: a number of a table */
    BAYES_KEYWORD /* only wanted: `what`, a word or an element of the format */
} BayesThing;

typedef enum BayesFormat {
    BAYES_BIF,
    BAYES_XMLBIF,
    BAYES_HUGIN,
    BAYES_UAI,
    BAYES_XDSL
} BayesFormat;

typedef enum BayesFault {
    BAYES_FINE,
    BAYES_UNEXPECTED, /* `found` instead of `wanted` (`mark` when that is BAYES_MARK) */
    BAYES_BAD_BYTE,   /* a control character */
    BAYES_PROPERTY,   /* one that says that tables are not of probabilities */
    BAYES_NOT_CLOSED, /* a string (BAYES_WORD) or a comment, in `found` */
    BAYES_NOT_A_NUMBER,
    BAYES_NEGATIVE,
    BAYES_LONG_NUMBER,
    BAYES_NO_VARIABLE,    /* `name` is not declared */
    BAYES_VARIABLE_TWICE, /* `name` */
    BAYES_PARENT_TWICE,   /* `name` of `of` */
    BAYES_NO_LABEL,       /* `name` is no label of `of` */
    BAYES_LABEL_TWICE,    /* `name` of `of` */
    BAYES_LABEL_COUNT,    /* `has` labels where `wants` are announced (UINT64_MAX: or more) */
    BAYES_NO_TABLE,       /* `of` has no probability block */
    BAYES_TABLE_TWICE,    /* `of` has two */
    BAYES_ROW_TWICE,      /* the row `labels` of `of` */
    BAYES_NO_ROW,         /* the same */
    BAYES_ROW_LENGTH,     /* `has` numbers where `wants` belong, of `of` */
    BAYES_STATE_COUNT,    /* the same of states, one for each row */
    BAYES_ROW_LABELS,     /* `has` labels where `of` has `wants` parents */
    BAYES_CYCLE,          /* `labels` are variables, each a parent of the next */
    BAYES_TABLE_SIZE,     /* the table of `of` has `wants` numbers (UINT64_MAX: or more) */
    BAYES_TABLE_MEMORY,   /* the same, and the budget has room for `has` of them */
    BAYES_ROW_SUM,        /* bayes_find_row_sum, bayes_repair: the row `labels` of `of` */
    BAYES_NO_PART,        /* `what` is missing in what stands there */
    BAYES_KIND,           /* `of`, if it is not NULL, is a `name`: no chance variable with labels */
    BAYES_NESTING,        /* numbers of `of` are bracketed otherwise than its parents have labels */
    BAYES_XML,            /* not well formed: `what` */
    BAYES_XML_ENTITY,     /* it declares, or uses, an entity `name` */
    BAYES_XML_DEPTH,      /* elements inside elements, more than `wants` */
    BAYES_XML_ABSENT,     /* XML is not read by this program */
    BAYES_XML_MISSING,    /* the library that reads it is not there */
    BAYES_STOPPED         /* the budget says why */
} BayesFault;

typedef struct BayesMistake {
    BayesFormat format;
    BayesFault fault;
    uint32_t start, end; /* bytes */
    BayesThing found, wanted;
    char mark;
    const char *what; /* of the reader's constants */
    Name name, of;
    uint64_t has, wants;
    BayesLabels labels;
    uint32_t variable; /* BAYES_ROW_SUM: `of` and `labels` as numbers */
    size_t row;
} BayesMistake;
void bayes_mistake_clear(BayesMistake *m);

void bayes_clear(BayesNet *b);

/* The variables, each behind its parents, and else as they were declared.  False: there is no such
 * order, and `cycle` are variables, each a parent of the next. */
bool bayes_sort(const BayesNet *b, BayesList *order, BayesList *cycle) MUST_CHECK;

void bayes_add_label(BayesVariable *v, Name label);
/* The position of the label text[0 ... count); false: v has no such label. */
bool bayes_find_label(const BayesVariable *v, const char *text, size_t count, Names *names,
                      uint32_t *to);

/* A reader of one format: text[0 ... count), after which there is a NUL.  False: *m says what is
 * wrong, and *to is empty.  Names and labels are of *names. */
typedef bool BayesReader(BayesNet *to, BayesMistake *m, const char *text, size_t count,
                         Names *names, Budget *budget);

/* A number of the network, as short as it can be kept. */
void bayes_number_make(BayesNet *b, BayesNumber *to, const mpq_t q);
/* The number, in lowest terms. */
void bayes_number(mpq_t to, const BayesNet *b, BayesNumber n);
/* The same as over / under, where both fit into a word; false: perhaps they do not. */
bool bayes_number_word(BayesNumber n, uint64_t *over, uint64_t *under);
/* The sum of a row of a variable. */
void bayes_row_sum(mpq_t to, const BayesNet *b, const BayesVariable *v, size_t row);
/* The labels of a row, one of each parent. */
void bayes_row_labels(const BayesNet *b, const BayesVariable *v, size_t row, BayesLabels *to);

/* How many numbers of its table are not zero. */
size_t bayes_entries(const BayesVariable *v);
/* The table of a variable: rows by its parents, in order.  *to need not be a matrix before, and is
 * one after.  False: the budget said stop. */
bool bayes_matrix(Matrix *to, const BayesNet *b, uint32_t variable, Budget *budget) MUST_CHECK;

/* How many rows do not sum to one; *m is about the first of them (declared first), if there is one.
 */
uint64_t bayes_find_row_sum(const BayesNet *b, BayesMistake *m);

/* Each row that does not sum to one is made to by changing its largest entry, the first of equals.
 * How many rows were changed, and the most that one was.  False: a row is off by more than
 * `within`, an entry would become negative, or a row has no entry larger than zero; *m is about
 * this row, which is as it was, and nothing is promised of b's other numbers. */
typedef struct BayesRepair {
    uint64_t rows;
    mpq_t most;   /* initialised by the caller */
    mpq_t within; /* said by the caller */
} BayesRepair;
bool bayes_repair(BayesNet *b, BayesRepair *to, BayesMistake *m) MUST_CHECK;

/* ---- decimals ---- */

/* Is the number a decimal of at most BAYES_NUMBER_MAX digits?  Nothing else is one in a file. */
bool bayes_number_is_decimal(const BayesNet *b, BayesNumber n);
/* As a decimal, exactly; of few digits and many zeros with an exponent. */
void bayes_number_write(const BayesNet *b, BayesNumber n, Sink *out);
/* Numbers that are no decimals are rounded to so many significant digits, half to even, and where
 * that changed a row its rest goes into its largest entry, so that it sums to one still.  How many
 * numbers were changed, and by how much at most. */
typedef struct BayesRounding {
    uint64_t numbers;
    mpq_t most; /* initialised by the caller */
} BayesRounding;
void bayes_round(BayesNet *b, unsigned digits, BayesRounding *to);

#endif
