/* complain_network_export.c -- the words for mistakes in exports of networks; see
 * complain_network_export.h. */
#include "lang/export/complain_network_export.h"

#include "diagram/signature.h"
#include "lang/text/excerpt.h"

#include <string.h>

enum { SHOWN_DIGITS = 60 };

/* " at (yes, no)", as far as that is short; nothing where there are no parents. */
static void
put_row(Sink *to, const BayesLabels *row)
{
    for (size_t i = 0; i < row->count && i < 12; i++) {
        char label[80];
        sink_print(to, "%s%s", i ? ", " : " at (",
                   quote_text(label, row->at[i], strlen(row->at[i])));
    }
    sink_put(to, row->count > 12 ? ", ...)" : row->count ? ")" : "");
}

bool
complain_export_number(Complainer *c, Span at, const ExportedNumber *which, const mpq_t q,
                       const char *word)
{
    char variable[80], label[80];
    Sink row, number;
    sink_init(&row);
    sink_init(&number);
    put_row(&row, which->row);
    rational_write(q, &number);
    if (number.count > SHOWN_DIGITS) {
        number.count = 0;
        sink_put(&number, "about ");
        decimal_write(q, 3, &number);
    }
    const char *help = "`export ... rounded` writes 17 digits, and tells how much that changes.";
    if (which->rounded)
        help = "It is too small for a decimal of at most 1000 digits.";
    complain(c, "E239", at, help, "%s has decimals, and `%s` = `%s`%s has the probability %s", word,
             quote_text(variable, which->variable, strlen(which->variable)),
             quote_text(label, which->label, strlen(which->label)), sink_text(&row),
             sink_text(&number));
    sink_clear(&number);
    sink_clear(&row);
    return false;
}

bool
complain_export_unsaid(Complainer *c, Span at, const BayesOutput *o, const char *word)
{
    char name[80], of[80];
    quote_text(name, o->unsaid, strlen(o->unsaid));
    if (!o->unsaid_of)
        return complain(c, "E240", at,
                        "Write it in another format, or give the variable another name.",
                        "`%s` cannot be a name in a text of %s", name, word);
    return complain(c, "E240", at, "Write it in another format, or give the label another name.",
                    "`%s`, of `%s`, cannot be a label in a text of %s", name,
                    quote_text(of, o->unsaid_of, strlen(o->unsaid_of)), word);
}

bool
complain_export_open(Complainer *c, Span at, Name variable)
{
    char name[80];
    return complain(c, "E241", at, "Put a state in its place: do(m, X = ...), or cut(m, X).",
                    "`%s` is an input here, and each variable of a network has a table",
                    quote_text(name, variable, strlen(variable)));
}

bool
complain_export_undefined(Complainer *c, Span at, Name variable, const BayesLabels *row)
{
    char name[80];
    Sink text;
    sink_init(&text);
    put_row(&text, row);
    complain(c, "E242", at, "The tables of a network have no undefined rows.",
             "the mechanism of `%s` is undefined%s", quote_text(name, variable, strlen(variable)),
             sink_text(&text));
    sink_clear(&text);
    return false;
}

void
warn_export_rounded(Complainer *c, Span at, const BayesRounding *r)
{
    Sink most;
    sink_init(&most);
    decimal_write(r->most, 3, &most);
    warn(c, at, "%llu %s rounded to 17 digits, by at most about %s, and rows sum to one still",
         (unsigned long long)r->numbers, r->numbers == 1 ? "number is" : "numbers are",
         sink_text(&most));
    sink_clear(&most);
}

void
tell_export_odd(const BayesOutput *o, const char *word, Sink *to)
{
    sink_print(to, "# %s wants names of letters, digits and _; its program may not take ", word);
    word_write_label(o->odd, to);
    if (o->odd_of) {
        sink_put(to, " of ");
        word_write_name(o->odd_of, to);
    }
    if (o->odds > 1)
        sink_print(to, ", and %llu more", (unsigned long long)o->odds - 1);
    sink_put(to, "\n");
}
