/* complain_type.c -- complaints about types and labels; see complain_type.h. */
#include "lang/complain/complain_type.h"

#include "lang/complain/words.h"
#include "lang/text/excerpt.h"
#include "lang/text/nearest.h"

#include <string.h>

static Name
nearest_label(const Type *t, Name label)
{
    Nearest n = nearest_start(label);
    for (size_t i = 0; i < t->labels.count && i < NEAREST_CANDIDATES; i++)
        nearest_consider(&n, t->labels.at[i]);
    return n.best;
}

/* ---- types and labels ---- */

bool
complain_number_as_type(Complainer *c, Span at)
{
    return complain(c, "E050", at, "`1` is the empty product; other types have names.",
                    "a number is not a type");
}

bool
complain_not_a_type(Complainer *c, Span at)
{
    return complain(c, "E050", at, "Types are written Bit, Bit * Bit, (A : Bit) or 1.",
                    "found an expression, wanted a type");
}

bool
complain_one_wire(Complainer *c, Span at, const PortList *found)
{
    Words w;
    return complain(c, "E051", at,
                    found->count ? "Give each of them a name of its own." : NULL,
                    "wanted the type of one wire, found `%s`, which is %zu", ports_words(&w, found),
                    found->count);
}

bool
complain_unknown_label(Complainer *c, Span at, const Type *t, Name label)
{
    char found[80];
    Words w, fix;
    Sink help;
    Name near = nearest_label(t, label);
    fix_by_name(c, &fix, near);
    sink_init(&help);
    if (near)
        sink_print(&help, "Did you mean `%.60s`? ", near);
    sink_put(&help, "Its labels are ");
    type_write_carrier(t, &help);
    size_t length = help.count;
    shorten(&w, &help);
    if (length <= 180)
        snprintf(w.text + strlen(w.text), 2, ".");
    return complain(c, "E052", at, w.text, "`%s` has no label `%s`", type_name(t),
                    quote_text(found, label, strlen(label)));
}

bool
complain_not_a_label(Complainer *c, Span at)
{
    return complain(c, "E053", at, "Labels are names, whole numbers or quoted texts.",
                    "found an expression, wanted a label");
}

bool
complain_ambiguous_label(Complainer *c, Span at, Name label, const Type *a, const Type *b)
{
    char found[80];
    return complain(c, "E054", at,
                    "Say the type where it is declared, state x : T = ..., or with id, "
                    "|a> ; id[T].",
                    "the label `%s` could be of type `%s` or of type `%s`",
                    quote_text(found, label, strlen(label)), type_name(a), type_name(b));
}

bool
complain_label_of_no_type(Complainer *c, Span at, Name label)
{
    char found[80];
    return complain(c, "E054", at, "Declare one first: type T = {a, b}.",
                    "no type has the label `%s`", quote_text(found, label, strlen(label)));
}

bool
complain_labels_apart(Complainer *c, Span at, Name label, Name first)
{
    const char *help = "Labels in the same place of a state or table are of one type.";
    char one[80], other[80];
    if (!first)
        return complain(c, "E054", at, help,
                        "no type has all the labels that stand in the place of `%s`",
                        quote_text(other, label, strlen(label)));
    return complain(c, "E054", at, help,
                    "no type has both of the labels `%s` and `%s`",
                    quote_text(one, first, strlen(first)),
                    quote_text(other, label, strlen(label)));
}

bool
complain_label_twice(Complainer *c, Span at, Name label)
{
    char found[80];
    return complain(c, "E055", at, "Each label of a type stands once.",
                    "the label `%s` stands twice",
                    quote_text(found, label, strlen(label)));
}

bool
complain_carrier_empty(Complainer *c, Span at)
{
    return complain(c, "E056", at,
                    "A type without labels is abstract: leave out `= {}`.",
                    "a type needs at least one label");
}

bool
complain_range_form(Complainer *c, Span at)
{
    return complain(c, "E057", at, "A range is two whole numbers: {1..6}.",
                    "this is not a range");
}

bool
complain_range_empty(Complainer *c, Span at)
{
    return complain(c, "E057", at, "Write the smaller number first: {1..6}.",
                    "this range is empty: it ends before it begins");
}

bool
complain_range_large(Complainer *c, Span at)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E058", at,
                       "A product of smaller types has as many values: type T = A * B.",
                       "this range is too large: a type has at most %d labels", TYPE_SIZE_MAX);
}

bool
complain_declared_type(Complainer *c, Span at, const Diagram *found, const PortList *in,
                       const PortList *out)
{
    Words v, w;
    return complain(c, "E067", at, "Change the declared type, or what stands after `=`.",
                    "this is of type `%s`, declared was `%s`",
                    diagram_words(&v, found), arrow_words(&w, in, out));
}

bool
complain_state_with_inputs(Complainer *c, Span at, const Diagram *d)
{
    Words w;
    return complain(c, "E067", at, "Declare it with `channel` or `let`.",
                    "a state has no inputs, this is of type `%s`", diagram_words(&w, d));
}
