/* complain_data.h -- complaints about rows: what is wrong with a table, with what an import says of
 * it, with an export: E210 to E219, E260. */
#ifndef CATGUT_DATA_COMPLAIN_DATA_H
#define CATGUT_DATA_COMPLAIN_DATA_H

#include "data/tally.h"
#include "diagram/signature.h"
#include "lang/complain/complain.h"

/* What a source says went wrong; source NULL: it is not open. */
bool complain_tally(Complainer *c, Span at, Name file, const RowSource *source,
                    const TallyTrouble *t);
/* It could not be held in memory, after so many rows. */
bool complain_rows_memory(Complainer *c, Span at, Name file, uint64_t rows);
/* Somebody has written to it meanwhile. */
bool complain_changing(Complainer *c, Span at, Name file);
bool complain_packed(Complainer *c, Span at, Name file, bool absent);
bool complain_one_table(Complainer *c, Span at, Name file);

/* Rows are imported under a name, and without a functor. */
bool complain_rows_form(Complainer *c, Span at, Name file);
/* Something stands there that only rows have. */
bool complain_no_rows_form(Complainer *c, Span at, Name file);

/* A variable (NULL: the weight) has no column of this name; near: a column that there is, or NULL.
 */
bool complain_no_column(Complainer *c, Span at, Name variable, Name column, Name near);
/* The block names what is no observed variable of the model, or one twice. */
bool complain_field_variable(Complainer *c, Span at, Name variable, Name model, Name near);
bool complain_field_twice(Complainer *c, Span at, Name variable);
bool complain_column_twice(Complainer *c, Span at, Name column, Name a, Name b);

/* The most frequent value that is no label; near: a label, or NULL; others: how many such values
 * there are besides, rows of all. */
typedef struct OddValue {
    Name variable, column, value, near;
    const Type *type; /* NULL: it is in none of the cases */
    uint64_t rows, others, all;
} OddValue;
bool complain_value(Complainer *c, Span at, const OddValue *v);
bool complain_value_twice(Complainer *c, Span at, Name column, Name value);
/* So many rows have no value; `text` is what stands there most often. */
bool complain_missing(Complainer *c, Span at, Name column, Name text, uint64_t rows);
bool complain_missing_all(Complainer *c, Span at, Name column);
bool complain_no_rows(Complainer *c, Span at, Name file, uint64_t dropped);
bool complain_no_columns(Complainer *c, Span at, Name file);

/* The block's own mistakes. */
bool complain_option(Complainer *c, Span at, Name word);
bool complain_option_twice(Complainer *c, Span at, Name word);
bool complain_missing_option(Complainer *c, Span at, Name word);
bool complain_case_range(Complainer *c, Span at);

/* Exports.  Output `number` (from 1) has no name; two have one; a text is not UTF-8; the counts
 * would have so many digits. */
bool complain_export_name(Complainer *c, Span at, size_t number);
bool complain_export_twice(Complainer *c, Span at, Name name);
bool complain_export_utf8(Complainer *c, Span at, const char *text);
bool complain_export_counts(Complainer *c, Span at);

#endif
