/* table.c -- states and channels as source that reads back.
 *
 *     state fair : Bit = 1/2|0> + 1/2|1>   # 0.5, 0.5
 *
 *     channel noisy : Bit -> Bit = {
 *       0 -> 9/10|0> +  1/10|1>   # 0.9, 0.1
 *       1 ->  1/5|0> +   4/5|1>   # 0.2, 0.8
 *     }
 *
 * Everything is a grid: entry e of a row stands in column e % (number of columns), and a row that
 * has more entries than there are columns goes on below its first one.  A state of at most four
 * entries that fits the width is one line; any other is a grid of one column.  A table whose rows
 * all fit has a column for each entry; else as many equal columns as the width takes.
 *
 * The matrix is gone through twice, to measure and to write, and no text is kept: time is linear
 * and memory small.  A piece wider than COLUMN_MAX sticks out instead of widening the whole table,
 * so that the output is linear too. */
#include "show/table.h"

#include "show/fraction.h"
#include "show/kets.h"

#include <assert.h>

enum {
    COLUMN_MAX = 200,
    LINE_ENTRIES_MAX = 4, /* of a state on one line */
    ROW_INDENT = 2,       /* of a table, also the width of `{ ` */
    STATE_INDENT = 4,     /* of the entries below `state NAME : ... =` */
    BETWEEN = 3,          /* " + ", and the space before a comment */
    ENTRY_MIN = 3         /* `|x>`; `|>` may be counted too wide, it is alone in its row */
};

typedef struct Column {
    size_t fraction, ket;
} Column;
typedef ARRAY(Column) ColumnList;

/* An entry, or what stands for a row without any: 0 at the first labels. */
typedef struct Cell {
    mpq_srcptr weight;
    const uint32_t *tuple;
    bool one; /* the weight is one and need not be written */
} Cell;

typedef struct Layout {
    const Shown *shown;
    const Style *style;
    Sink *out;
    Sink text;             /* scratch */
    Sink head;             /* what stands before the value */
    ARRAY(uint32_t) key;   /* scratch: the tuple of a row */
    ARRAY(uint32_t) first; /* the first label of every output */
    mpq_t zero;

    /* measured */
    size_t entries;     /* of the longest row */
    size_t keys;        /* the widest key */
    Column widest;      /* over all entries */
    size_t decimal;     /* the widest decimal */
    size_t comment;     /* the widest row of decimals, with what is before and between them */
    ColumnList columns; /* measured by position while a row could fit a line, then decided */

    /* decided */
    size_t comments; /* where comments begin, counted from the first column */
    mpq_srcptr longest; /* of the fractions that were shortened, or NULL */
    bool told;          /* that decimals are rounded */
} Layout;

static size_t
max(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void
widen(size_t *to, size_t width)
{
    *to = max(*to, width < COLUMN_MAX ? width : COLUMN_MAX);
}

static void
layout_init(Layout *l, const Shown *s, const Style *style, Sink *out)
{
    *l = (Layout){.shown = s, .style = style, .out = out};
    array_add_zeroed(&l->key, s->in.count + 1);
    array_add_zeroed(&l->first, s->out.count + 1);
    mpq_init(l->zero);
}

static void
layout_clear(Layout *l)
{
    mpq_clear(l->zero);
    array_clear(&l->key);
    array_clear(&l->first);
    array_clear(&l->columns);
    sink_clear(&l->text);
    sink_clear(&l->head);
}

/* False: somebody wants it to stop. */
static bool
is_going(const Layout *l)
{
    enum { CELL_STEPS = 16 };
    return !sink_is_cut(l->out) &&
           (!l->style->budget || budget_step(l->style->budget, CELL_STEPS));
}

/* ---- cells ---- */

static size_t
row_entries(const Layout *l, size_t row)
{
    const Matrix *m = l->shown->matrix;
    size_t n = m->start.at[row + 1] - m->start.at[row];
    return n ? n : 1;
}

static Cell
row_cell(const Layout *l, size_t row, size_t i)
{
    const Matrix *m = l->shown->matrix;
    size_t start = m->start.at[row];
    size_t n = m->start.at[row + 1] - start;
    if (n == 0)
        return (Cell){.weight = l->zero, .tuple = l->first.at};
    mpq_srcptr weight = &m->weight.at[start + i];
    return (Cell){.weight = weight,
                  .tuple = matrix_entry_tuple(m, start + i),
                  .one = n == 1 && (l->shown->out.count > 0 || !l->shown->weighted) &&
                         mpq_cmp_ui(weight, 1, 1) == 0}; /* `1|>` is a number for each row */
}

/* Does the row say anything that a decimal would make plainer? */
static bool
row_has_fractions(const Layout *l, size_t row)
{
    const Matrix *m = l->shown->matrix;
    bool rounded = l->style->decimals && l->shown->out.count == 0; /* a whole number may be, too */
    for (size_t e = m->start.at[row]; e < m->start.at[row + 1]; e++)
        if (rounded || mpz_cmp_ui(mpq_denref(&m->weight.at[e]), 1) != 0)
            return true;
    return false;
}

/* These leave their text in l->text and return its width. */
static size_t
make_fraction(Layout *l, Cell c)
{
    piece_start(&l->text);
    if (!c.one && fraction_write(c.weight, l->style, &l->text))
        if (!l->longest || rational_width(c.weight) > rational_width(l->longest))
            l->longest = c.weight;
    return piece_width(&l->text);
}

static size_t
make_ket(Layout *l, Cell c)
{
    piece_start(&l->text);
    sink_put(&l->text, "|");
    tuple_write(&l->shown->out, c.tuple, &l->text);
    sink_put(&l->text, ">");
    return piece_width(&l->text);
}

static size_t
make_decimal(Layout *l, Cell c)
{
    piece_start(&l->text);
    decimal_write(c.weight, l->style->digits, &l->text);
    return piece_width(&l->text);
}

static size_t
make_key(Layout *l, size_t row)
{
    matrix_row_tuple(l->shown->matrix, row, l->key.at);
    piece_start(&l->text);
    tuple_write(&l->shown->in, l->key.at, &l->text);
    return piece_width(&l->text);
}

/* ---- measuring ---- */

static size_t
line_width(const Layout *l)
{
    return l->style->width > 0 ? (size_t)l->style->width : 1;
}

static void
measure_row(Layout *l, size_t row)
{
    size_t n = row_entries(l, row), comment = 0;
    bool decimals = row_has_fractions(l, row);
    bool may_fit = n <= line_width(l) / ENTRY_MIN + 1;
    l->entries = max(l->entries, n);
    while (may_fit && l->columns.count < n)
        array_push(&l->columns, (Column){0});
    for (size_t i = 0; i < n && is_going(l); i++) {
        Cell c = row_cell(l, row, i);
        Column w = {.fraction = make_fraction(l, c)};
        w.ket = make_ket(l, c);
        size_t decimal = decimals && !l->style->decimals ? make_decimal(l, c) : 0;
        comment += decimal + 2; /* ", ", or what makes "   # " of "   " */
        widen(&l->widest.fraction, w.fraction);
        widen(&l->widest.ket, w.ket);
        widen(&l->decimal, decimal);
        if (may_fit) {
            widen(&l->columns.at[i].fraction, w.fraction);
            widen(&l->columns.at[i].ket, w.ket);
        }
    }
    if (decimals && l->style->decimals)
        comment = strlen("# " ROUNDED);
    if (decimals)
        l->comment = max(l->comment, comment + BETWEEN);
}

static void
measure(Layout *l)
{
    size_t rows = matrix_rows(l->shown->matrix);
    for (size_t r = 0; r < rows && is_going(l); r++) {
        if (l->shown->in.count)
            widen(&l->keys, make_key(l, r));
        if (!l->shown->matrix->undefined.at[r])
            measure_row(l, r);
    }
}

/* From the first fraction to the last ket of a full line. */
static size_t
columns_width(const ColumnList *c)
{
    size_t w = 0;
    for (size_t i = 0; i < c->count; i++)
        w += c->at[i].fraction + c->at[i].ket + (i ? BETWEEN : 0);
    return w;
}

/* Do all rows fit a line, behind so much text? */
static bool
lines_fit(const Layout *l, size_t before)
{
    return l->columns.count >= l->entries &&
           before + columns_width(&l->columns) + l->comment <= line_width(l);
}

/* n equal columns instead of what was measured. */
static void
set_columns(Layout *l, size_t n)
{
    l->columns.count = 0;
    for (size_t i = 0; i < n; i++)
        array_push(&l->columns, l->widest);
}

/* The columns stay as they are. */
static void
decide(Layout *l)
{
    l->comments = columns_width(&l->columns) + (l->entries > l->columns.count ? 2 : 0);
}

/* How many equal columns to take behind so much text: what fits with " +" and the comment, but no
 * more than the lines of the longest row need. */
static size_t
columns_that_fit(const Layout *l, size_t before)
{
    size_t each = l->widest.fraction + l->widest.ket + BETWEEN + (l->comment ? l->decimal + 2 : 0);
    size_t around = before + 2; /* " +" and "   # ", less a " + " and a ", " that `each` has */
    size_t room = line_width(l) > around ? line_width(l) - around : 0;
    size_t n = max(room / each, 1);
    size_t lines = max((l->entries + n - 1) / n, 1); /* 0 entries: all is undefined */
    return (l->entries + lines - 1) / lines;
}

/* ---- writing ---- */

static void
write_text(const Layout *l)
{
    sink_add(l->out, sink_text(&l->text), l->text.count);
}

static void
fill(const Layout *l, size_t width, size_t to)
{
    if (width < to)
        sink_fill(l->out, ' ', to - width);
}

/* The entry in this column; returns how wide it came out, without the padding after its ket. */
static size_t
write_cell(Layout *l, Cell c, Column w)
{
    size_t fraction = make_fraction(l, c);
    fill(l, fraction, w.fraction);
    write_text(l);
    size_t ket = make_ket(l, c);
    write_text(l);
    return max(fraction, w.fraction) + ket;
}

/* The decimals of these entries, from `width` on: where the line is now. */
static void
write_decimals(Layout *l, size_t row, size_t from, size_t to, size_t width)
{
    fill(l, width, l->comments);
    sink_fill(l->out, ' ', BETWEEN);
    comment_open(l->style, l->out);
    sink_put(l->out, l->style->decimals ? ROUNDED : "");
    l->told = true;
    for (size_t i = from; i < to && !l->style->decimals; i++) {
        make_decimal(l, row_cell(l, row, i));
        sink_put(l->out, i > from ? ", " : "");
        write_text(l);
    }
    comment_close(l->style, l->out);
}

/* The entries from ... to of a row: one line, without its end. */
static void
write_line(Layout *l, size_t row, size_t from, size_t to, bool decimals)
{
    bool more = to < row_entries(l, row);
    size_t width = 0, column_end = 0;
    for (size_t i = from; i < to; i++) {
        Column w = l->columns.at[i - from];
        column_end += w.fraction + w.ket + (i > from ? BETWEEN : 0);
        if (i > from)
            sink_put(l->out, " + ");
        width += write_cell(l, row_cell(l, row, i), w) + (i > from ? BETWEEN : 0);
        if (i + 1 < to || more) {
            fill(l, width, column_end);
            width = max(width, column_end);
        }
    }
    if (more)
        sink_put(l->out, " +");
    if (decimals)
        write_decimals(l, row, from, to, width + (more ? 2 : 0));
}

/* A row, its first entry here, the lines below indented so far. */
static void
write_entries(Layout *l, size_t row, size_t indent)
{
    bool decimals = row_has_fractions(l, row);
    size_t n = row_entries(l, row), step = l->columns.count;
    for (size_t from = 0; from < n && is_going(l); from += step) {
        decimals = decimals && !(l->style->decimals && l->told); /* once is enough */
        if (from)
            sink_fill(l->out, ' ', indent);
        write_line(l, row, from, n - from < step ? n : from + step, decimals);
        sink_put(l->out, "\n");
    }
}

/* `A`, `A -> B` */
static void
write_ends(const Shown *s, Sink *out)
{
    if (s->in.count) {
        ports_write(&s->in, out);
        sink_put(out, " -> ");
    }
    ports_write(&s->out, out);
}

static void
write_type_comment(const Layout *l)
{
    comment_open(l->style, l->out);
    write_ends(l->shown, l->out);
    comment_close(l->style, l->out);
    sink_put(l->out, "\n");
}

/* What stands before the value: `state fair : Bit = `, `let w = ` for what need not sum to one and
 * so could not be declared as a state or channel, nothing without a name. */
static void
make_head(Layout *l)
{
    const Shown *s = l->shown;
    if (!s->name)
        return;
    sink_put(&l->head, s->weighted    ? "let "
                       : s->function ? "function "
                       : s->in.count ? "channel "
                                     : "state ");
    word_write_name(s->name, &l->head);
    if (!s->weighted) {
        sink_put(&l->head, " : ");
        write_ends(s, &l->head);
    }
    sink_put(&l->head, " = ");
}

/* One entry a line, below the head. */
static void
write_state_lines(Layout *l)
{
    bool named = l->shown->name;
    if (!named || l->shown->weighted)
        write_type_comment(l);
    if (named) {
        sink_add(l->out, sink_text(&l->head), l->head.count - 1); /* without the last space */
        sink_put(l->out, "\n");
        sink_fill(l->out, ' ', STATE_INDENT);
    }
    write_entries(l, 0, named ? STATE_INDENT : 0);
}

static void
write_state(Layout *l)
{
    make_head(l);
    if (l->entries <= LINE_ENTRIES_MAX && lines_fit(l, piece_width(&l->head))) {
        decide(l);
        sink_put(l->out, sink_text(&l->head));
        write_entries(l, 0, 0);
    } else {
        set_columns(l, 1);
        decide(l);
        write_state_lines(l);
    }
}

static void
write_rows(Layout *l, size_t indent)
{
    size_t rows = matrix_rows(l->shown->matrix);
    for (size_t r = 0; r < rows && is_going(l); r++) {
        sink_put(l->out, r == 0 && !l->shown->name ? "{ " : "  ");
        size_t width = make_key(l, r);
        write_text(l);
        fill(l, width, l->keys);
        sink_put(l->out, " -> ");
        if (l->shown->matrix->undefined.at[r])
            sink_put(l->out, "undefined\n");
        else
            write_entries(l, r, indent);
    }
}

static void
write_channel(Layout *l)
{
    size_t indent = ROW_INDENT + l->keys + strlen(" -> ");
    if (!lines_fit(l, indent))
        set_columns(l, columns_that_fit(l, indent));
    decide(l);
    if (!l->shown->name || l->shown->weighted)
        write_type_comment(l);
    make_head(l);
    sink_put(l->out, sink_text(&l->head));
    sink_put(l->out, l->shown->name ? "{\n" : "");
    write_rows(l, indent);
    sink_put(l->out, "}\n");
}

static void
write_shortened(const Layout *l)
{
    size_t over, under;
    fraction_digits(l->longest, &over, &under);
    comment_open(l->style, l->out);
    sink_put(l->out, "(long fractions are shortened, the longest has ");
    digits_write(over, under, l->out);
    sink_put(l->out, " digits; show ... as fraction: whole, as decimals: short)");
    comment_close(l->style, l->out);
    sink_put(l->out, "\n");
}

/* A state is not undefined here: that has been complained about before. */
void
shown_write(const Shown *s, const Style *style, Sink *out)
{
    assert(s->in.count == s->matrix->in.count && s->out.count == s->matrix->out.count);
    assert(s->in.count || !s->matrix->undefined.at[0]);
    Layout l;
    layout_init(&l, s, style, out);
    measure(&l);
    if (is_going(&l) && s->in.count)
        write_channel(&l);
    else if (is_going(&l))
        write_state(&l);
    if (is_going(&l) && l.longest)
        write_shortened(&l);
    layout_clear(&l);
}
