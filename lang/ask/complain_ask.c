/* complain_ask.c -- see complain_ask.h. */
#include "lang/ask/complain_ask.h"

#include "lang/text/excerpt.h"

bool
complain_most_head(Complainer *c, Span at)
{
    return complain(c, "E286", at,
                    "What is known stands right of the bar: `most(B | A = a)`. How probable it is "
                    "is `P(A = a)`.",
                    "this has a value already, wanted a variable whose value is asked for");
}

bool
complain_most_condition(Complainer *c, Span at)
{
    return complain(c, "E286", at,
                    "Write `most(A | B = b)`, once for each value, or ask for `P(A | B)`.",
                    "found a condition without a value: the most probable values may differ");
}

bool
complain_soft_left(Complainer *c, Span at)
{
    return complain(c, "E287", at, "Write `P(A | B ~ 4/5|t> + 1/5|f>)`, `P(A | jeffrey(B = q))`.",
                    "evidence stands right of the bar, with the conditions");
}

bool
complain_soft_type(Complainer *c, Span at, const Type *t)
{
    return complain(c, "E288", at,
                    "Write kets of its labels, `4/5|t> + 1/5|f>`, or a state with this one wire.",
                    "found something else, wanted a weight for the labels of one wire of `%s`",
                    t->name ? t->name : "_");
}

bool
complain_likelihoods(Complainer *c, Span at)
{
    return complain(c, "E288", at,
                    "They are in proportion to how probable what was seen is under each label; "
                    "they need not sum to one, and a label that is not listed has 0.",
                    "likelihoods are not negative, and one of them is not zero");
}

bool
complain_jeffreys(Complainer *c, Span at)
{
    return complain(c, "E289", at,
                    "Move one, then the other: `let w = P(A, B, C | jeffrey(B = q)) in omega`, "
                    "`show P(A | jeffrey(C = r)) in w`.",
                    "a second jeffrey(...): which comes last matters, as it holds exactly");
}

bool
complain_jeffrey(Complainer *c, Span at, Name variable, const Type *t, uint32_t label)
{
    char found[80];
    Sink text;
    sink_init(&text);
    type_write_label(t, label, &text);
    complain_as(c, UNDEFINED, EXIT_WRONG, "E290", at,
                "Nothing tells what else holds then. Leave the label out, or change what else is "
                "given.",
                "undefined: the new state has `%s = %s`, which has probability zero", variable,
                quote_text(found, sink_text(&text), text.count));
    sink_clear(&text);
    return false;
}
