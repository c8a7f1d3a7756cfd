/* complain_data.c -- the words for mistakes in rows; see complain_data.h. */
#include "lang/data/complain_data.h"

#include "lang/data/complain_engine.h"
#include "lang/text/excerpt.h"

#include <string.h>

typedef unsigned long long Wide;

static const char *
quoted(char to[80], const char *text)
{
    return quote_text(to, text, strlen(text));
}

static const char *
plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

/* ---- sources ---- */

/* A trouble in its file, and the names that its sentence has. */
typedef struct TallyComplaint {
    Complainer *c;
    Span at;
    const TallyTrouble *t;
    char file[80], text[80], column[80];
} TallyComplaint;

static bool
say_library(const TallyComplaint *x)
{
    if (x->t->fault == TALLY_ABSENT)
        return complain(x->c, "E210", x->at, "Build it with that: `make deps`, then `make`.",
                        "cannot read `%s`: this program was built without %s", x->file, x->text);
    return complain(x->c, "E210", x->at, "Debian has them as libcsv3, libsqlite3-0, libodbc2.",
                    "cannot read `%s`: the library %s is not on this machine", x->file, x->text);
}

static bool
say_spill(const TallyComplaint *x)
{
    return complain_as(x->c, GAVE_UP, EXIT_LIMIT, "E260", x->at,
                       "Name a folder with more room in TMPDIR, or give it more memory with "
                       "--max-memory.",
                       "`%s` does not fit into memory, and cannot be kept in `%s`: %s", x->file,
                       x->text, strerror((int)x->t->has));
}

static bool
say_engine(const TallyComplaint *x)
{
    if (x->t->fault == TALLY_SYSTEM)
        return complain_as(x->c, WRONG, EXIT_USAGE, "E210", x->at, NULL, "cannot read `%s`: %s",
                           x->file, strerror((int)x->t->has));
    if (x->t->fault == TALLY_NO_TABLE)
        return complain_no_table(x->c, x->at, x->file, x->t);
    if (x->t->fault == TALLY_CHANGED)
        return complain(x->c, "E210", x->at, "Import them again, under another name.",
                        "the rows of `%s` have changed since they were imported", x->file);
    return complain_engine(x->c, x->at, x->file, sink_text(&x->t->text));
}

/* `line 7 of `x.csv`, column `age``, as far as is known. */
static const char *
place_words(char to[300], const TallyComplaint *x)
{
    size_t n = 0;
    to[0] = '\0';
    if (x->t->line)
        n = (size_t)snprintf(to, 300, "line %llu of `%s`", (Wide)x->t->line, x->file);
    else
        n = (size_t)snprintf(to, 300, "`%s`", x->file);
    if (x->column[0])
        snprintf(to + n, 300 - n, ", column `%s`", x->column);
    return to;
}

static bool
say_names(const TallyComplaint *x)
{
    const TallyTrouble *t = x->t;
    if (t->fault == TALLY_EMPTY)
        return complain(x->c, "E211", x->at, "The first line has the names of the columns.",
                        "`%s` is empty", x->file);
    if (t->fault == TALLY_COLUMNS)
        return complain(x->c, "E211", x->at, "Is it a table, and are its lines ended?",
                        "`%s` has more than %llu columns", x->file, (Wide)t->wants);
    if (t->fault == TALLY_NAME_TWICE)
        return complain(x->c, "E211", x->at, "Columns are found by their names: change one.",
                        "two columns of `%s` are called `%s`", x->file, x->text);
    return complain(x->c, "E211", x->at, "The first line has the names of the columns.",
                    "column %llu of `%s` has no name", (Wide)t->column + 1, x->file);
}

static bool
say_quote(const TallyComplaint *x)
{
    char place[300];
    place_words(place, x);
    if (x->t->fault == TALLY_QUOTE)
        return complain(x->c, "E211", x->at, "A quote inside quotes is written twice: \"\".",
                        "%s: a quote is never closed", place);
    if (x->t->fault == TALLY_LONG)
        return complain(x->c, "E211", x->at, "Is a quote not closed?",
                        "%s: a cell is longer than %llu bytes", place, (Wide)x->t->wants);
    return complain(x->c, "E211", x->at,
                    "A cell with a quote in it stands in quotes, and the quote is written twice: "
                    "\"5\"\" pipe\".",
                    "%s: a quote stands in the middle of a cell", place);
}

static bool
say_bytes(const TallyComplaint *x)
{
    char place[300];
    place_words(place, x);
    if (x->t->fault == TALLY_UTF8)
        return complain(x->c, "E211", x->at, "Save the file as UTF-8.", "%s: `%s` is not UTF-8",
                        place, x->text);
    if (x->t->has)
        return complain(x->c, "E211", x->at, "Save the file as UTF-8.", "`%s` is in UTF-16",
                        x->file);
    return complain(x->c, "E211", x->at, "A table is text, UTF-8.", "%s: a NUL byte is no text",
                    place);
}

static bool
say_uneven(const TallyComplaint *x)
{
    char place[300];
    return complain(x->c, "E211", x->at,
                    "Each row has as many cells as the first line has names; a cell with the "
                    "delimiter in it stands in quotes.",
                    "%s: found %llu cell%s, wanted %llu", place_words(place, x), (Wide)x->t->has,
                    plural(x->t->has), (Wide)x->t->wants);
}

static bool
say_count(const TallyComplaint *x)
{
    if (x->t->fault == TALLY_SUM)
        return complain(x->c, "E215", x->at, "There is room for 2^64 - 1 rows.",
                        "the column `%s` sums to 2^64 or more", x->column);
    if (!x->t->text.count)
        return complain(x->c, "E215", x->at,
                        "A weight says how many rows a row stands for: 0, 1, 2, ...",
                        "a cell of column `%s` is empty, and has to be a weight", x->column);
    return complain(x->c, "E215", x->at,
                    "A weight says how many rows a row stands for: 0, 1, 2, ...",
                    "`%s` in column `%s` is no whole number from 0 on", x->text, x->column);
}

bool
complain_tally(Complainer *c, Span at, Name file, const RowSource *source, const TallyTrouble *t)
{
    TallyComplaint x = {.c = c, .at = at, .t = t};
    quoted(x.file, file);
    quoted(x.text, sink_text(&t->text));
    if (source && t->column < source->columns.count)
        quoted(x.column, source->columns.at[t->column].name);
    switch (t->fault) {
    case TALLY_ABSENT:
    case TALLY_MISSING:
        return say_library(&x);
    case TALLY_SPILL:
        return say_spill(&x);
    case TALLY_COUNT:
    case TALLY_SUM:
        return say_count(&x);
    case TALLY_LONG:
    case TALLY_QUOTE:
    case TALLY_AFTER_QUOTE:
        return say_quote(&x);
    case TALLY_NUL:
    case TALLY_UTF8:
        return say_bytes(&x);
    case TALLY_UNEVEN:
        return say_uneven(&x);
    case TALLY_NAME_EMPTY:
    case TALLY_NAME_TWICE:
    case TALLY_COLUMNS:
    case TALLY_EMPTY:
        return say_names(&x);
    default:
        return say_engine(&x);
    }
}

bool
complain_rows_memory(Complainer *c, Span at, Name file, uint64_t rows)
{
    char found[80];
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E217", at,
                       "Give it more with --max-memory, or name a model: then only the columns of "
                       "its variables are kept.",
                       "too large: `%s` does not fit into memory (%llu row%s were read)",
                       quoted(found, file), (Wide)rows, plural(rows));
}

bool
complain_changing(Complainer *c, Span at, Name file)
{
    char found[80];
    return complain(c, "E210", at, "Import it again when nobody writes to it.",
                    "`%s` has changed while it was read", quoted(found, file));
}

bool
complain_packed(Complainer *c, Span at, Name file, bool absent)
{
    char found[80];
    quoted(found, file);
    if (absent)
        return complain(c, "E210", at, "Expand it with gunzip first; Debian has zlib as zlib1g.",
                        "`%s` is compressed, and there is no zlib here", found);
    return complain(c, "E210", at, "Is it whole? `gunzip -t` says more.",
                    "`%s` is compressed, but cannot be expanded", found);
}

bool
complain_one_table(Complainer *c, Span at, Name file)
{
    char found[80];
    return complain(c, "E219", at, "Leave `table` out.", "`%s` is one table by itself",
                    quoted(found, file));
}

/* ---- the statement ---- */

bool
complain_rows_form(Complainer *c, Span at, Name file)
{
    char found[80], help[200];
    quoted(found, file);
    snprintf(help, sizeof help,
             "Write import \"%.60s\" as NAME of MODEL, or without `of` for types as they come.",
             found);
    return complain(c, "E219", at, help, "rows are imported as a state: one name is wanted");
}

bool
complain_no_rows_form(Complainer *c, Span at, Name file)
{
    char found[80];
    return complain(c, "E219", at,
                    "`of`, `table` and a block { ... } are for tables of rows (.csv, .tsv).",
                    "`%s` is no table of rows", quoted(found, file));
}

/* ---- columns ---- */

bool
complain_no_column(Complainer *c, Span at, Name variable, Name column, Name near)
{
    char found[80], name[80], close[80], help[260];
    quoted(found, column);
    if (!variable) {
        if (near)
            snprintf(help, sizeof help, "Did you mean `%s`?", quoted(close, near));
        return complain(c, "E212", at, near ? help : NULL, "no column is called `%s`", found);
    }
    quoted(name, variable);
    if (near)
        snprintf(help, sizeof help, "Did you mean `%s`? Say so in a block: { %s = \"%s\" }.",
                 quoted(close, near), name, close);
    else
        snprintf(help, sizeof help, "Say which column it is in a block: { %s = COLUMN }.", name);
    return complain(c, "E212", at, help, "no column is called `%s`, for the variable `%s`", found,
                    name);
}

bool
complain_field_variable(Complainer *c, Span at, Name variable, Name model, Name near)
{
    char found[80], of[80], close[80], help[120];
    if (near)
        snprintf(help, sizeof help, "Did you mean `%s`?", quoted(close, near));
    return complain(c, "E212", at, near ? help : NULL, "`%s` is no observed variable of `%s`",
                    quoted(found, variable), quoted(of, model));
}

bool
complain_field_twice(Complainer *c, Span at, Name variable)
{
    char found[80];
    return complain(c, "E212", at, NULL, "`%s` has a column already, further up in the block",
                    quoted(found, variable));
}

bool
complain_column_twice(Complainer *c, Span at, Name column, Name a, Name b)
{
    char found[80], x[80], y[80];
    return complain(c, "E212", at,
                    "Each variable has a column of its own; make one a function of the other in "
                    "the model.",
                    "the column `%s` would be both `%s` and `%s`", quoted(found, column),
                    quoted(x, a), quoted(y, b));
}

/* ---- values ---- */

bool
complain_value(Complainer *c, Span at, const OddValue *v)
{
    char value[80], column[80], close[80], more[100] = "";
    quoted(value, v->value);
    quoted(column, v->column);
    if (v->others)
        snprintf(more, sizeof more, ", as are %llu other value%s (%llu rows in all)",
                 (Wide)v->others, plural(v->others), (Wide)v->all);
    if (!v->type)
        return complain(c, "E213", at, "Each value of the column is in one case.",
                        "`%s` in column `%s` (%llu row%s) is in no case%s", value, column,
                        (Wide)v->rows, plural(v->rows), more);
    Sink type, help;
    sink_init(&type);
    sink_init(&help);
    type_write(v->type, &type);
    if (v->near)
        sink_print(&help, "Did you mean `%s`? ", quoted(close, v->near));
    sink_put(&help, "A block says what values are: { ");
    word_write_name(v->variable, &help);
    sink_put(&help, " = ");
    word_write_name(v->column, &help);
    sink_put(&help, " { ");
    word_write_label(v->value, &help);
    sink_put(&help, " -> LABEL } }.");
    complain(c, "E213", at, sink_text(&help),
             "`%s` in column `%s` (%llu row%s) is no label of %s%s", value, column, (Wide)v->rows,
             plural(v->rows), sink_text(&type), more);
    sink_clear(&help);
    sink_clear(&type);
    return false;
}

bool
complain_value_twice(Complainer *c, Span at, Name column, Name value)
{
    char found[80], of[80];
    return complain(c, "E213", at, "Let one of the cases end before the other begins.",
                    "`%s` in column `%s` is in two cases", quoted(found, value),
                    quoted(of, column));
}

bool
complain_missing(Complainer *c, Span at, Name column, Name text, uint64_t rows)
{
    char of[80], found[80], kind[100];
    snprintf(kind, sizeof kind, *text ? "`%s`" : "an empty cell", quoted(found, text));
    return complain(c, "E214", at,
                    "Say what that means in the import's block: { missing drop } leaves such rows "
                    "out, { missing as LABEL } makes it a value.",
                    "%llu row%s no value in column `%s` (%s)", (Wide)rows,
                    rows == 1 ? " has" : "s have", quoted(of, column), kind);
}

bool
complain_missing_all(Complainer *c, Span at, Name column)
{
    char of[80];
    return complain(c, "E214", at, "Leave the column out, or say { missing as LABEL }.",
                    "no row has a value in column `%s`", quoted(of, column));
}

bool
complain_no_rows(Complainer *c, Span at, Name file, uint64_t dropped)
{
    char found[80];
    quoted(found, file);
    if (dropped)
        return complain(c, "E214", at, "Say what a missing value is: { missing as LABEL }.",
                        "no row of `%s` is left: each lacks a value", found);
    return complain(c, "E214", at, NULL, "`%s` has no rows", found);
}

bool
complain_no_columns(Complainer *c, Span at, Name file)
{
    char found[80];
    return complain(c, "E212", at,
                    "A column with more than a thousand values needs cases: { X = COLUMN { ..17 -> "
                    "minor 18.. -> adult } }.",
                    "`%s` has no column that could be a variable", quoted(found, file));
}

/* ---- the block ---- */

bool
complain_option(Complainer *c, Span at, Name word)
{
    char found[80];
    return complain(c, "E216", at,
                    "A line of the block is `VARIABLE = COLUMN`, perhaps with cases { value -> "
                    "label }; or `weight COLUMN`, `missing drop`, `missing as LABEL`.",
                    "`%s` says nothing about columns", quoted(found, word));
}

bool
complain_option_twice(Complainer *c, Span at, Name word)
{
    char found[80];
    return complain(c, "E216", at, NULL, "`%s` stands there already, further up in the block",
                    quoted(found, word));
}

bool
complain_missing_option(Complainer *c, Span at, Name word)
{
    char found[80];
    return complain(c, "E216", at, "Write `missing drop` or `missing as LABEL`.",
                    "missing values cannot be `%s`", quoted(found, word));
}

bool
complain_case_range(Complainer *c, Span at)
{
    return complain(c, "E216", at, "A range is 18..64, ..17 or 65.., of numbers in order.",
                    "this is no range of numbers");
}

/* ---- exports ---- */

bool
complain_export_name(Complainer *c, Span at, size_t number)
{
    return complain(c, "E218", at, "Name the wires: state omega : (A : Bit) * (B : Bit) = ...",
                    "wire %zu of this state has no name, and a column needs one", number);
}

bool
complain_export_twice(Complainer *c, Span at, Name name)
{
    char found[80];
    return complain(c, "E218", at, "Columns are found by their names.",
                    "two wires of this state are called `%s`", quoted(found, name));
}

bool
complain_export_utf8(Complainer *c, Span at, const char *text)
{
    char found[80];
    return complain(c, "E218", at, "Tables are written in UTF-8.", "`%s` is not UTF-8",
                    quoted(found, text));
}

bool
complain_export_counts(Complainer *c, Span at)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E218", at,
                       "Counts are whole numbers, here below 2^63; export a part of the state.",
                       "too large: the counts of this state would sum to 2^63 or more");
}
