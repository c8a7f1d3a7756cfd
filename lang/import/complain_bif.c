/* complain_bif.c -- the words for mistakes in networks in BIF; see complain_bif.h. */
#include "lang/import/complain_bif.h"

#include "lang/text/excerpt.h"

#include <inttypes.h>
#include <string.h>

typedef unsigned long long Wide;

/* A mistake in its file. */
typedef struct BifComplaint {
    Complainer *c;
    const BifMistake *m;
    Span at;
    char name[80], of[80], text[80]; /* quoted: m's names, the text at the place */
} BifComplaint;

static void
complaint_init(BifComplaint *b, Complainer *c, const Source *source, const BifMistake *m)
{
    *b = (BifComplaint){.c = c, .m = m, .at = {source, m->start, m->end}};
    if (m->name)
        quote_text(b->name, m->name, strlen(m->name));
    if (m->of)
        quote_text(b->of, m->of, strlen(m->of));
    quote_span(b->text, b->at);
}

bool
complain_bif_names(Complainer *c, Span at, Name file)
{
    char found[80], help[160];
    snprintf(help, sizeof help, "Write import \"%.60s\" as NAME with NAME.",
             quote_text(found, file, strlen(file)));
    return complain(c, "E160", at, help,
                    "a network is imported as a model with a functor: two names are wanted");
}

/* ---- its form ---- */

static const char *
thing_name(BifThing thing)
{
    static const char *const names[] = {
        [BIF_END] = "the end of the file",
        [BIF_WORD] = "a word",
        [BIF_MARK] = "a mark",
        [BIF_COMMENT] = "a comment",
        [BIF_BLOCK] = "`network`, `variable` or `probability`",
        [BIF_TYPE] = "`type discrete`",
        [BIF_COUNT] = "how many labels there are",
        [BIF_ENTRY] = "`table`, one `default`, a row such as (yes, no), or `property`",
        [BIF_NAME] = "a name",
        [BIF_SIZED] = "a number",
    };
    return names[thing];
}

/* Could what was found be part of a name that should stand in quotes? */
static bool
is_odd_name(const BifMistake *m)
{
    bool name = m->wanted == BIF_NAME || m->wanted == BIF_ENTRY ||
                (m->wanted == BIF_MARK && m->mark != ';');
    return (m->found == BIF_WORD && (m->wanted == BIF_MARK || m->wanted == BIF_ENTRY)) ||
           (m->found == BIF_MARK && name && m->wanted != BIF_ENTRY);
}

static bool
say_unexpected(const BifComplaint *b)
{
    char found[90], wanted[8] = "` `";
    snprintf(found, sizeof found, "`%s`", b->text);
    wanted[1] = b->m->mark;
    const char *help =
        is_odd_name(b->m) ? "A name with blanks, brackets or `;` in it stands in quotes." : NULL;
    return complain(b->c, "E161", b->at, help, "found %s, wanted %s",
                    b->m->found == BIF_END ? thing_name(BIF_END) : found,
                    b->m->wanted == BIF_MARK ? wanted : thing_name(b->m->wanted));
}

static bool
say_form(const BifComplaint *b)
{
    if (b->m->fault == BIF_UNEXPECTED)
        return say_unexpected(b);
    if (b->m->fault == BIF_BAD_BYTE)
        return complain(b->c, "E161", b->at, "A BIF file is text.",
                        "this byte is no part of a text");
    if (b->m->found == BIF_COMMENT)
        return complain(b->c, "E161", b->at, NULL, "this comment is never closed");
    return complain(b->c, "E161", b->at, NULL,
                    "this name is not closed by a quote on its line");
}

static bool
say_property(const BifComplaint *b)
{
    return complain(b->c, "E172", b->at,
                    "Only tables of probabilities are read. Write the table out, or take the "
                    "property away if it says nothing.",
                    "`%s` says that this table is something else than probabilities", b->text);
}

static bool
say_number(const BifComplaint *b)
{
    Complainer *c = b->c;
    if (b->m->fault == BIF_NEGATIVE)
        return complain(c, "E162", b->at, NULL, "`%s` is negative: it is no probability", b->text);
    if (b->m->fault == BIF_LONG_NUMBER)
        return complain(c, "E162", b->at, "Numbers have at most 1000 digits, and e-1000 to e1000.",
                        "this number is too long");
    return complain(c, "E162", b->at, "Numbers look like 1, 0.25 or 2.5e-3.", "`%s` is no number",
                    b->text);
}

/* ---- names and tables ---- */

static bool
say_variable(const BifComplaint *b)
{
    Complainer *c = b->c;
    if (b->m->fault == BIF_VARIABLE_TWICE)
        return complain(c, "E163", b->at, NULL, "the variable `%s` is declared twice", b->name);
    if (b->m->fault == BIF_PARENT_TWICE)
        return complain(c, "E163", b->at, NULL, "`%s` is twice a parent of `%s`", b->name, b->of);
    return complain(
        c, "E163", b->at,
        "Every variable has a block of its own: variable NAME { ... }. A NAME with blanks "
        "or brackets in it stands in quotes.",
        "no variable `%s` is declared", b->name);
}

static bool
say_label(const BifComplaint *b)
{
    Complainer *c = b->c;
    if (b->m->fault == BIF_LABEL_TWICE)
        return complain(c, "E164", b->at, NULL, "`%s` stands twice among the labels of `%s`",
                        b->name, b->of);
    if (b->m->fault == BIF_LABEL_COUNT && !b->m->has)
        return complain(c, "E164", b->at, "A variable has at least one label.",
                        "`%s` has no labels", b->of);
    if (b->m->fault == BIF_LABEL_COUNT && b->m->wants == UINT64_MAX)
        return complain(c, "E164", b->at, NULL, "`%s` has %llu labels, not 2^64 or more as it says",
                        b->of, (Wide)b->m->has);
    if (b->m->fault == BIF_LABEL_COUNT)
        return complain(c, "E164", b->at, "A label with blanks in it stands in quotes.",
                        "`%s` has %llu labels, not %llu as it says", b->of, (Wide)b->m->has,
                        (Wide)b->m->wants);
    return complain(c, "E164", b->at,
                    "The labels of a row are of the parents, in the order of the block's head; one "
                    "with blanks or brackets in it stands in quotes.",
                    "`%s` is no label of `%s`", b->name, b->of);
}

/* "the row (yes, no) of `X`", as far as that is short. */
static void
write_row(const BifLabels *labels, const char *of, Sink *to)
{
    sink_put(to, labels->count ? "the row (" : "the table");
    for (size_t i = 0; i < labels->count && i < 12; i++) {
        char label[80];
        quote_text(label, labels->at[i], strlen(labels->at[i]));
        sink_print(to, "%s%s", i ? ", " : "", label);
    }
    sink_print(to, "%s%s of `%s`", labels->count > 12 ? ", ..." : "", labels->count ? ")" : "", of);
}

static bool
say_table(const BifComplaint *b)
{
    Complainer *c = b->c;
    Sink row;
    sink_init(&row);
    write_row(&b->m->labels, b->of, &row);
    if (b->m->fault == BIF_NO_TABLE)
        complain(c, "E165", b->at, NULL, "`%s` has no probability block", b->of);
    else if (b->m->fault == BIF_TABLE_TWICE)
        complain(c, "E165", b->at, NULL, "`%s` has two probability blocks", b->of);
    else if (b->m->fault == BIF_ROW_TWICE)
        complain(c, "E165", b->at, NULL, "%s is given twice", sink_text(&row));
    else
        complain(c, "E165", b->at,
                 "Each combination of the parents' labels has a row, or there is a `default`.",
                 "%s is missing", sink_text(&row));
    sink_clear(&row);
    return false;
}

static bool
say_length(const BifComplaint *b)
{
    Complainer *c = b->c;
    if (b->m->fault == BIF_ROW_LABELS)
        return complain(c, "E166", b->at,
                        "A row has a label of each parent, in the order of the block's head.",
                        "found %llu labels in a row of `%s`, wanted %llu", (Wide)b->m->has, b->of,
                        (Wide)b->m->wants);
    return complain(c, "E166", b->at,
                    b->m->has == 2 * b->m->wants
                        ? "A comma stands between numbers; a decimal has a point: 0.5." : NULL,
                    "found %llu number%s for `%s`, wanted %llu", (Wide)b->m->has,
                    b->m->has == 1 ? "" : "s", b->of, (Wide)b->m->wants);
}

static bool
say_cycle(const BifComplaint *b)
{
    Sink text;
    sink_init(&text);
    size_t count = b->m->labels.count;
    for (size_t i = 0; i <= count && i < 12; i++) {
        char name[80];
        Name label = b->m->labels.at[i % count];
        sink_print(&text, "%s%s", i ? " -> " : "", quote_text(name, label, strlen(label)));
    }
    if (count >= 12)
        sink_put(&text, " -> ...");
    complain(b->c, "E167", b->at, "Causes come before their effects.",
             "this goes round in a circle: %s", sink_text(&text));
    sink_clear(&text);
    return false;
}

static bool
say_size(const BifComplaint *b)
{
    char size[32] = "more than 2^64";
    if (b->m->fault == BIF_TABLE_MEMORY)
        return complain_as(b->c, GAVE_UP, EXIT_LIMIT, "E032", b->at,
                           "Raise the limit with --max-memory.",
                           "too large: the table of `%s` has %llu numbers, and there is "
                           "room for %llu",
                           b->of, (Wide)b->m->wants, (Wide)b->m->has);
    if (b->m->wants != UINT64_MAX)
        snprintf(size, sizeof size, "%" PRIu64, b->m->wants);
    return complain_as(b->c, GAVE_UP, EXIT_LIMIT, "E032", b->at,
                       "A table of a network has at most 2^30 numbers.",
                       "too large: the table of `%s` has %s numbers", b->of, size);
}

bool
complain_bif(Complainer *c, const Source *source, const BifMistake *m)
{
    BifComplaint b;
    complaint_init(&b, c, source, m);
    switch (m->fault) {
    case BIF_PROPERTY:
        return say_property(&b);
    case BIF_NOT_A_NUMBER:
    case BIF_NEGATIVE:
    case BIF_LONG_NUMBER:
        return say_number(&b);
    case BIF_NO_VARIABLE:
    case BIF_VARIABLE_TWICE:
    case BIF_PARENT_TWICE:
        return say_variable(&b);
    case BIF_NO_LABEL:
    case BIF_LABEL_TWICE:
    case BIF_LABEL_COUNT:
        return say_label(&b);
    case BIF_NO_TABLE:
    case BIF_TABLE_TWICE:
    case BIF_ROW_TWICE:
    case BIF_NO_ROW:
        return say_table(&b);
    case BIF_ROW_LENGTH:
    case BIF_ROW_LABELS:
        return say_length(&b);
    case BIF_CYCLE:
        return say_cycle(&b);
    case BIF_TABLE_SIZE:
    case BIF_TABLE_MEMORY:
        return say_size(&b);
    default:
        return say_form(&b);
    }
}

bool
complain_bif_size(Complainer *c, Span at, uint64_t numbers, uint64_t limit)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E032", at,
                       "Raise the limit with --max-memory.",
                       "too large: the network has %llu numbers that are not zero, and there is "
                       "room for %llu",
                       (Wide)numbers, (Wide)limit);
}

/* ---- sums ---- */

bool
complain_bif_sum(Complainer *c, const Source *source, const BifMistake *m, const mpq_t sum,
                 uint64_t rows)
{
    BifComplaint b;
    Sink row, is;
    char help[200] = "This is no rounding, which `repaired` is for: correct the row.";
    complaint_init(&b, c, source, m);
    sink_init(&row);
    sink_init(&is);
    write_row(&m->labels, b.of, &row);
    rational_write(sum, &is);
    if (rows == 1)
        snprintf(help, sizeof help, "It is the only such row of this file; `import ... repaired` "
                                    "puts what is missing into its largest entry.");
    else if (rows)
        snprintf(help, sizeof help,
                 "%llu rows of this file are so; `import ... repaired` puts what is missing "
                 "into the largest entry of each.",
                 (Wide)rows);
    complain(c, "E168", b.at, help, "%s sums to %s, not to 1", sink_text(&row), sink_text(&is));
    sink_clear(&is);
    sink_clear(&row);
    return false;
}

/* What could be done about a row that is off by more than was allowed: to allow more is worth a
 * thought up to a tenth. */
static void
write_within(const mpq_t off, const mpq_t within, Sink *to)
{
    sink_put(to, "It is off by more than ");
    rational_write(within, to);
    if (mpq_cmp_ui(off, 1, 10) > 0) {
        sink_put(to, ": correct the row.");
        return;
    }
    sink_put(to, ": correct the row, or allow more, with `repaired within ");
    rational_write(off, to);
    sink_put(to, "`.");
}

bool
complain_bif_repair(Complainer *c, const Source *source, const Bif *bif, const BifMistake *m,
                    const mpq_t within)
{
    BifComplaint b;
    Sink row, sum, help;
    mpq_t off;
    mpq_init(off);
    complaint_init(&b, c, source, m);
    sink_init(&row);
    sink_init(&sum);
    sink_init(&help);
    write_row(&m->labels, b.of, &row);
    bif_row_sum(off, bif, &bif->variables.at[m->variable], m->row);
    rational_write(off, &sum);
    bool some = mpq_sgn(off) > 0;
    mpz_sub(mpq_numref(off), mpq_numref(off), mpq_denref(off)); /* off - 1, in lowest terms still */
    mpq_abs(off, off);
    if (some && mpq_cmp(off, within) > 0)
        write_within(off, within, &help);
    else
        sink_put(&help, "Its largest entry would have to become negative, or all of them are 0.");
    complain(c, "E169", b.at, sink_text(&help), "%s sums to %s: this is not repaired",
             sink_text(&row), sink_text(&sum));
    mpq_clear(off);
    sink_clear(&help);
    sink_clear(&sum);
    sink_clear(&row);
    return false;
}

void
warn_bif_repaired(Complainer *c, Span at, Name file, const BifRepair *r)
{
    char found[80];
    quote_text(found, file, strlen(file));
    if (!r->rows)
        return;
    Sink most;
    sink_init(&most);
    rational_write(r->most, &most);
    sink_put(&most, " (about ");
    decimal_write(r->most, 3, &most);
    sink_put(&most, ")");
    warn(c, at, "%llu %s of `%s` repaired, in %s largest %s, by at most %s",
         (Wide)r->rows, r->rows == 1 ? "row" : "rows", found, r->rows == 1 ? "its" : "their",
         r->rows == 1 ? "entry" : "entries", sink_text(&most));
    sink_clear(&most);
}
