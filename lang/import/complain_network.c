/* complain_network.c -- the words for mistakes in networks in BIF; see complain_network.h. */
#include "lang/import/complain_network.h"

#include "lang/complain/words.h"
#include "lang/text/excerpt.h"

#include <inttypes.h>
#include <string.h>

typedef unsigned long long Wide;

/* A mistake in its file. */
typedef struct NetworkComplaint {
    Complainer *c;
    const BayesMistake *m;
    Span at;
    char name[80], of[80], text[80]; /* quoted: m's names, the text at the place */
} NetworkComplaint;

static void
complaint_init(NetworkComplaint *b, Complainer *c, const Source *source, const BayesMistake *m)
{
    *b = (NetworkComplaint){.c = c, .m = m, .at = {source, m->start, m->end}};
    if (m->name)
        quote_text(b->name, m->name, strlen(m->name));
    if (m->of)
        quote_text(b->of, m->of, strlen(m->of));
    quote_span(b->text, b->at);
}

bool
complain_network_names(Complainer *c, Span at, Name file)
{
    char found[80], help[160];
    snprintf(help, sizeof help, "Write import \"%.60s\" as NAME with NAME.",
             quote_text(found, file, strlen(file)));
    return complain(c, "E160", at, help,
                    "a network is imported as a model with a functor: two names are wanted");
}

/* ---- its form ---- */

static const char *
thing_name(const BayesMistake *m, BayesThing thing)
{
    if (thing == BAYES_KEYWORD)
        return m->what;
    static const char *const names[] = {
        [BAYES_END] = "the end of the file",
        [BAYES_WORD] = "a word",
        [BAYES_MARK] = "a mark",
        [BAYES_COMMENT] = "a comment",
        [BAYES_BLOCK] = "`network`, `variable` or `probability`",
        [BAYES_TYPE] = "`type discrete`",
        [BAYES_COUNT] = "how many labels there are",
        [BAYES_ENTRY] = "`table`, one `default`, a row such as (yes, no), or `property`",
        [BAYES_NAME] = "a name",
        [BAYES_SIZED] = "a number",
    };
    return names[thing];
}

/* Could what was found be part of a name that should stand in quotes? */
static bool
is_odd_name(const BayesMistake *m)
{
    if (m->format != BAYES_BIF)
        return false;
    bool name = m->wanted == BAYES_NAME || m->wanted == BAYES_ENTRY ||
                (m->wanted == BAYES_MARK && m->mark != ';');
    return (m->found == BAYES_WORD && (m->wanted == BAYES_MARK || m->wanted == BAYES_ENTRY)) ||
           (m->found == BAYES_MARK && name && m->wanted != BAYES_ENTRY);
}

static bool
say_unexpected(const NetworkComplaint *b)
{
    char found[90], wanted[8] = "` `";
    snprintf(found, sizeof found, "`%s`", b->text);
    wanted[1] = b->m->mark;
    const char *help =
        is_odd_name(b->m) ? "A name with blanks, brackets or `;` in it stands in quotes." : NULL;
    return complain(b->c, "E161", b->at, help, "found %s, wanted %s",
                    b->m->found == BAYES_END ? thing_name(b->m, BAYES_END) : found,
                    b->m->wanted == BAYES_MARK ? wanted : thing_name(b->m, b->m->wanted));
}

static bool
say_form(const NetworkComplaint *b)
{
    if (b->m->fault == BAYES_UNEXPECTED)
        return say_unexpected(b);
    if (b->m->fault == BAYES_NO_PART)
        return complain(b->c, "E161", b->at, NULL, "`%s` lacks %s", b->text, b->m->what);
    if (b->m->fault == BAYES_BAD_BYTE)
        return complain(b->c, "E161", b->at, "A network is read from text.",
                        "this byte is no part of a text");
    if (b->m->found == BAYES_COMMENT)
        return complain(b->c, "E161", b->at, NULL, "this comment is never closed");
    if (b->m->format != BAYES_BIF)
        return complain(b->c, "E161", b->at, NULL, "this text is not closed by a quote");
    return complain(b->c, "E161", b->at, NULL, "this name is not closed by a quote on its line");
}

/* ---- what it holds beside networks ---- */

static bool
say_xml(const NetworkComplaint *b)
{
    Complainer *c = b->c;
    if (b->m->fault == BAYES_XML)
        return complain(c, "E235", b->at,
                        "Was it cut off? A text in XML is in UTF-8, or says what else it is in.",
                        "this is no XML: %s", b->m->what);
    if (b->m->fault == BAYES_XML_DEPTH)
        return complain(c, "E237", b->at, NULL, "elements inside elements, more than %llu deep",
                        (Wide)b->m->wants);
    return complain(c, "E237", b->at,
                    "A network needs none but &lt; &gt; &amp; &quot; and &apos;: write out what it "
                    "stands for.",
                    b->m->name ? "the entity `%s` is not read" : "this entity is not read",
                    b->name);
}

static bool
say_no_xml(const NetworkComplaint *b)
{
    if (b->m->fault == BAYES_XML_ABSENT)
        return complain(b->c, "E238", b->at, "Build with EXPAT=yes.",
                        "this network is in XML, and this program was built without expat");
    return complain(b->c, "E238", b->at, "It is libexpat1 on Debian.",
                    "this network is in XML, and the library expat cannot be loaded");
}

/* What chance does not choose from labels: decisions, utilities, formulas. */
static bool
say_kind(const NetworkComplaint *b)
{
    const char *help = "Only variables with labels and tables of probabilities are read.";
    if (strcmp(b->m->name, "MARKOV") == 0)
        help = "It has no causes and effects; BAYES has.";
    if (strcmp(b->m->name, "noisymax") == 0)
        help = "It is where the states of each parent stand from the strongest to the weakest, and "
               "the weakest has no effect: 0 ... 0 1.";
    if (!b->m->of)
        return complain(b->c, "E236", b->at, help, "`%s` is not read", b->name);
    return complain(b->c, "E236", b->at, help, "`%s` is not read: it is of the kind `%s`", b->of,
                    b->name);
}

static bool
say_property(const NetworkComplaint *b)
{
    return complain(b->c, "E172", b->at,
                    "Only tables of probabilities are read. Write the table out, or take the "
                    "property away if it says nothing.",
                    "`%s` says that this table is something else than probabilities", b->text);
}

static bool
say_number(const NetworkComplaint *b)
{
    Complainer *c = b->c;
    if (b->m->fault == BAYES_NEGATIVE)
        return complain(c, "E162", b->at, NULL, "`%s` is negative: it is no probability", b->text);
    if (b->m->fault == BAYES_LONG_NUMBER)
        return complain(c, "E162", b->at, "Numbers have at most 1000 digits, and e-1000 to e1000.",
                        "this number is too long");
    return complain(c, "E162", b->at, "Numbers look like 1, 0.25 or 2.5e-3.", "`%s` is no number",
                    b->text);
}

/* ---- names and tables ---- */

static bool
say_variable(const NetworkComplaint *b)
{
    Complainer *c = b->c;
    if (b->m->fault == BAYES_VARIABLE_TWICE)
        return complain(c, "E163", b->at, NULL, "the variable `%s` is declared twice", b->name);
    if (b->m->fault == BAYES_PARENT_TWICE)
        return complain(c, "E163", b->at, NULL, "`%s` is twice a parent of `%s`", b->name, b->of);
    static const char *const help[] = {
        [BAYES_BIF] = "Every variable has a block of its own: variable NAME { ... }. A NAME with "
                      "blanks or brackets in it stands in quotes.",
        [BAYES_XMLBIF] = "Every variable has a <VARIABLE> of its own, with its <NAME>.",
        [BAYES_HUGIN] = "Every variable has a block of its own: node NAME { ... }.",
        [BAYES_UAI] = NULL,
        [BAYES_XDSL] = "Every variable is a node of its own, called by its id.",
    };
    return complain(c, "E163", b->at, help[b->m->format], "no variable `%s` is declared", b->name);
}

static bool
say_label(const NetworkComplaint *b)
{
    Complainer *c = b->c;
    if (b->m->fault == BAYES_LABEL_TWICE)
        return complain(c, "E164", b->at, NULL, "`%s` stands twice among the labels of `%s`",
                        b->name, b->of);
    if (b->m->fault == BAYES_LABEL_COUNT && !b->m->has)
        return complain(c, "E164", b->at, "A variable has at least one label.",
                        "`%s` has no labels", b->of);
    if (b->m->fault == BAYES_LABEL_COUNT && b->m->wants == UINT64_MAX)
        return complain(c, "E164", b->at, NULL, "`%s` has %llu labels, not 2^64 or more as it says",
                        b->of, (Wide)b->m->has);
    if (b->m->fault == BAYES_LABEL_COUNT)
        return complain(c, "E164", b->at, "A label with blanks in it stands in quotes.",
                        "`%s` has %llu labels, not %llu as it says", b->of, (Wide)b->m->has,
                        (Wide)b->m->wants);
    if (b->m->format != BAYES_BIF)
        return complain(c, "E164", b->at, NULL, "`%s` is no label of `%s`", b->name, b->of);
    return complain(c, "E164", b->at,
                    "The labels of a row are of the parents, in the order of the block's head; one "
                    "with blanks or brackets in it stands in quotes.",
                    "`%s` is no label of `%s`", b->name, b->of);
}

/* "the row (yes, no) of `X`", as far as that is short. */
static void
write_row(const BayesLabels *labels, const char *of, Sink *to)
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
say_table(const NetworkComplaint *b)
{
    Complainer *c = b->c;
    Sink row;
    sink_init(&row);
    write_row(&b->m->labels, b->of, &row);
    bool bif = b->m->format == BAYES_BIF;
    if (b->m->fault == BAYES_NO_TABLE)
        complain(c, "E165", b->at, NULL, "`%s` has no %s", b->of,
                 bif ? "probability block" : "table");
    else if (b->m->fault == BAYES_TABLE_TWICE)
        complain(c, "E165", b->at, NULL, "`%s` has two %s", b->of,
                 bif ? "probability blocks" : "tables");
    else if (b->m->fault == BAYES_ROW_TWICE)
        complain(c, "E165", b->at, NULL, "%s is given twice", sink_text(&row));
    else
        complain(c, "E165", b->at,
                 "Each combination of the parents' labels has a row, or there is a `default`.",
                 "%s is missing", sink_text(&row));
    sink_clear(&row);
    return false;
}

static bool
say_length(const NetworkComplaint *b)
{
    Complainer *c = b->c;
    if (b->m->fault == BAYES_ROW_LABELS)
        return complain(c, "E166", b->at,
                        "A row has a label of each parent, in the order of the block's head.",
                        "found %llu labels in a row of `%s`, wanted %llu", (Wide)b->m->has, b->of,
                        (Wide)b->m->wants);
    if (b->m->fault == BAYES_NESTING)
        return complain(c, "E166", b->at,
                        "A pair of brackets holds the numbers of one label, of the first parent, "
                        "then of the next; or there is one pair around all.",
                        "these brackets are not those of `%s` and its parents", b->of);
    if (b->m->fault == BAYES_STATE_COUNT)
        return complain(c, "E166", b->at, "There is one for each combination of the parents'.",
                        "found %llu state%s for `%s`, wanted %llu", (Wide)b->m->has,
                        b->m->has == 1 ? "" : "s", b->of, (Wide)b->m->wants);
    return complain(c, "E166", b->at,
                    b->m->format == BAYES_BIF && b->m->has == 2 * b->m->wants
                        ? "A comma stands between numbers; a decimal has a point: 0.5."
                        : NULL,
                    "found %llu number%s for `%s`, wanted %llu", (Wide)b->m->has,
                    b->m->has == 1 ? "" : "s", b->of, (Wide)b->m->wants);
}

static bool
say_cycle(const NetworkComplaint *b)
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
say_size(const NetworkComplaint *b)
{
    char size[32] = "more than 2^64";
    if (b->m->fault == BAYES_TABLE_MEMORY)
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
complain_network(Complainer *c, const Source *source, const BayesMistake *m)
{
    NetworkComplaint b;
    complaint_init(&b, c, source, m);
    switch (m->fault) {
    case BAYES_PROPERTY:
        return say_property(&b);
    case BAYES_NOT_A_NUMBER:
    case BAYES_NEGATIVE:
    case BAYES_LONG_NUMBER:
        return say_number(&b);
    case BAYES_NO_VARIABLE:
    case BAYES_VARIABLE_TWICE:
    case BAYES_PARENT_TWICE:
        return say_variable(&b);
    case BAYES_NO_LABEL:
    case BAYES_LABEL_TWICE:
    case BAYES_LABEL_COUNT:
        return say_label(&b);
    case BAYES_NO_TABLE:
    case BAYES_TABLE_TWICE:
    case BAYES_ROW_TWICE:
    case BAYES_NO_ROW:
        return say_table(&b);
    case BAYES_ROW_LENGTH:
    case BAYES_NESTING:
    case BAYES_STATE_COUNT:
    case BAYES_ROW_LABELS:
        return say_length(&b);
    case BAYES_CYCLE:
        return say_cycle(&b);
    case BAYES_TABLE_SIZE:
    case BAYES_TABLE_MEMORY:
        return say_size(&b);
    case BAYES_XML:
    case BAYES_XML_ENTITY:
    case BAYES_XML_DEPTH:
        return say_xml(&b);
    case BAYES_XML_ABSENT:
    case BAYES_XML_MISSING:
        return say_no_xml(&b);
    case BAYES_KIND:
        return say_kind(&b);
    default:
        return say_form(&b);
    }
}

bool
complain_network_size(Complainer *c, Span at, uint64_t numbers, uint64_t limit)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E032", at, "Raise the limit with --max-memory.",
                       "too large: the network has %llu numbers that are not zero, and there is "
                       "room for %llu",
                       (Wide)numbers, (Wide)limit);
}

/* ---- sums ---- */

bool
complain_network_sum(Complainer *c, const Source *source, const BayesMistake *m, const mpq_t sum,
                     uint64_t rows)
{
    NetworkComplaint b;
    Sink row;
    Words sum_text;
    char help[200] = "This is no rounding, which `repaired` is for: correct the row.";
    complaint_init(&b, c, source, m);
    sink_init(&row);
    write_row(&m->labels, b.of, &row);
    if (rows == 1)
        snprintf(help, sizeof help,
                 "It is the only such row of this file; `import ... repaired` "
                 "puts what is missing into its largest entry.");
    else if (rows)
        snprintf(help, sizeof help,
                 "%llu rows of this file are so; `import ... repaired` puts what is missing "
                 "into the largest entry of each.",
                 (Wide)rows);
    complain(c, "E168", b.at, help, "%s sums to %s, not to 1", sink_text(&row),
             digits_words(&sum_text, sum));
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
complain_network_repair(Complainer *c, const Source *source, const BayesNet *bif,
                        const BayesMistake *m, const mpq_t within)
{
    NetworkComplaint b;
    Sink row, sum, help;
    mpq_t off;
    mpq_init(off);
    complaint_init(&b, c, source, m);
    sink_init(&row);
    sink_init(&sum);
    sink_init(&help);
    write_row(&m->labels, b.of, &row);
    bayes_row_sum(off, bif, &bif->variables.at[m->variable], m->row);
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
warn_network_nameless(Complainer *c, Span at, Name file)
{
    char found[80];
    warn(c, at, "`%s` has no names: its variables are called x0, x1, ..., their labels 0, 1, ...",
         quote_text(found, file, strlen(file)));
}

void
warn_network_repaired(Complainer *c, Span at, Name file, const BayesRepair *r)
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
    warn(c, at, "%llu %s of `%s` repaired, in %s largest %s, by at most %s", (Wide)r->rows,
         r->rows == 1 ? "row" : "rows", found, r->rows == 1 ? "its" : "their",
         r->rows == 1 ? "entry" : "entries", sink_text(&most));
    sink_clear(&most);
}
