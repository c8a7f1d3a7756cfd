/* tally.h -- the one question to a source of rows: for these columns, which combinations of texts
 * occur, and how often?
 *
 * A RowSource is a table that somebody else keeps: a file, a table of a database.  Whoever asks
 * does not know which; each make is one file of this folder, whose struct begins with a RowSource.
 * A tally is sparse: a line for each combination of texts that occurs.  Counts are whole numbers,
 * so all that is made of them is exact.
 *
 * Texts are named by codes.  The dictionary of a column belongs to the source and only grows, so
 * that a code means the same text in all its tallies.  A missing value (NULL) is the empty text.
 * Which label a text is, and whether it may be missing, is not known here.
 *
 * Nothing is said to a user here: what went wrong comes back as a TallyTrouble, without connection
 * strings and passwords. */
#ifndef CATGUT_DATA_TALLY_H
#define CATGUT_DATA_TALLY_H

#include "base/budget.h"
#include "base/sink.h"
#include "data/texts.h"

/* Columns of a source, by number, from 0. */
typedef ARRAY(uint32_t) ColumnList;

#define NO_COLUMN UINT32_MAX

typedef struct Tally {
    ColumnList columns;
    ARRAY(uint32_t) code;  /* line l, column k of `columns`: at[l * columns.count + k] */
    ARRAY(uint64_t) count; /* of each line, not 0; no two lines have the same codes */
    uint64_t total;        /* of all lines */
} Tally;

typedef enum TallyResult {
    TALLY_DONE,
    TALLY_STOPPED, /* the budget says why; trouble->scope and ->rows how far it went */
    TALLY_FAILED   /* trouble->fault says why */
} TallyResult;

typedef enum TallyFault {
    TALLY_NO_FAULT,
    TALLY_ABSENT,     /* the program was built without the library that this needs: `text` */
    TALLY_MISSING,    /* that library is not on this machine: `text` */
    TALLY_SYSTEM,     /* the system refuses, with this errno: `has` */
    TALLY_SPILL,      /* rows do not fit into memory, and the system refuses, with the errno `has`,
                         to write them to a temporary file in the folder `text` */
    TALLY_ENGINE,     /* the engine refuses, or is gone; `text` is what it says */
    TALLY_NO_TABLE,   /* there is no such table: `text`; "" where a name is wanted */
    TALLY_CHANGED,    /* the rows are no longer those of before */
    TALLY_COUNT,      /* a weight is no whole number from 0 on: `text` */
    TALLY_SUM,        /* the weights sum to 2^64 or more */
    TALLY_LONG,       /* the text of a cell is longer than `wants` bytes */
    TALLY_NUL,        /* a NUL in a text; `has`: it looks like UTF-16 */
    TALLY_UTF8,       /* a text is not UTF-8: `text` */
    TALLY_QUOTE,      /* a quote that does not close */
    TALLY_AFTER_QUOTE, /* text behind a closing quote, or a quote inside a text without */
    TALLY_UNEVEN,     /* a row has `has` cells, `wants` were wanted */
    TALLY_NAME_EMPTY, /* a column has no name */
    TALLY_NAME_TWICE, /* two columns have one name: `text` */
    TALLY_COLUMNS,    /* there are more than `wants` columns */
    TALLY_EMPTY       /* there is no line with the names of the columns */
} TallyFault;

/* What went wrong, and where.  What does not apply is 0, NO_COLUMN or empty. */
typedef struct TallyTrouble {
    TallyFault fault;
    uint64_t line;   /* of a text file, from 1 */
    uint32_t column; /* of the source, from 0 */
    uint64_t has, wants;
    size_t scope;  /* which scope was under way */
    uint64_t rows; /* lines of its tally so far, or rows of a file that were read */
    Sink text;
    Texts tables; /* TALLY_NO_TABLE: those that there are, at most TABLES_MOST */
} TallyTrouble;

enum { TABLES_MOST = 10000 };

void tally_trouble_clear(TallyTrouble *t);

typedef struct SourceColumn {
    char *name;  /* on the heap, the source's */
    Texts texts; /* those that have been met so far; "" is a missing value */
} SourceColumn;

/* Rows with this text in this column are not counted. */
typedef struct Absence {
    uint32_t column, code;
} Absence;

typedef struct RowSource RowSource;

/* What a make of source can do.  A call of these that is not TALLY_DONE has set the trouble. */
typedef struct RowSourceClass {
    const char *kind; /* "memory", "sqlite", "odbc" */
    /* From now on all tallies are of the same rows, until `end`: of one snapshot where others may
     * write.  NULL: nobody may. */
    TallyResult (*begin)(RowSource *r, Budget *b, TallyTrouble *t);
    void (*end)(RowSource *r);
    /* to[i] is the tally of scopes[i], each a list of different columns; an empty scope counts the
     * rows.  Asks the engine as seldom as it can.  Each to[i] is {0} before, and after a failure.
     * The budget is asked as lines come in, and stops the engine at its work. */
    TallyResult (*ask)(RowSource *r, Tally *to, const ColumnList *scopes, size_t count, Budget *b,
                       TallyTrouble *t);
    /* What `ask` would do, as text for --stage=plan: a query's text, ended by a line end. */
    void (*write_plan)(const RowSource *r, const ColumnList *scopes, size_t count, Sink *to);
    uint64_t (*bytes)(const RowSource *r); /* of memory that it holds; NULL: little */
    void (*free)(RowSource *r);
} RowSourceClass;

/* Whoever opens a source fills `columns` with their names, in their order. */
struct RowSource {
    const RowSourceClass *class;
    ARRAY(SourceColumn) columns;
    uint32_t weight;        /* a column of whole numbers: how many rows a row stands for */
    ARRAY(Absence) absent;  /* which rows are left out of every tally */
};

/* An empty source of this class, with no weight. */
void row_source_init(RowSource *r, const RowSourceClass *class);
/* What a RowSource itself owns; for `free` of a class. */
void row_source_clear(RowSource *r);
void row_source_add_column(RowSource *r, const char *name, size_t length);
bool row_source_find(const RowSource *r, const char *name, uint32_t *column);

/* The class's own functions, where it has them. */
TallyResult row_source_begin(RowSource *r, Budget *b, TallyTrouble *t) MUST_CHECK;
void row_source_end(RowSource *r);
TallyResult row_source_ask(RowSource *r, Tally *to, const ColumnList *scopes, size_t count,
                           Budget *b, TallyTrouble *t) MUST_CHECK;
void row_source_write_plan(const RowSource *r, const ColumnList *scopes, size_t count, Sink *to);
uint64_t row_source_bytes(const RowSource *r);
void row_source_free(RowSource *r); /* r may be NULL */

void tally_clear(Tally *t);
/* One more line, for engines: codes of columns.count columns, which no line has yet.  False: the
 * sum of all counts would be 2^64 or more. */
bool tally_add(Tally *t, const uint32_t *codes, uint64_t count) MUST_CHECK;
size_t tally_lines(const Tally *t);
/* The tally of some of its columns, `positions` in t's list of them. */
void tally_marginal(Tally *to, const Tally *t, const ColumnList *positions);
/* The tally with other codes in the place of these: label_of[k][code] in column k, lines that get
 * the same ones summed up. */
void tally_relabel(Tally *to, const Tally *t, const uint32_t *const *label_of);
/* A weight as text: digits, perhaps with `.0` behind.  False: it is no whole number from 0 on, or
 * too large. */
bool tally_read_count(uint64_t *to, const char *text);

#endif
