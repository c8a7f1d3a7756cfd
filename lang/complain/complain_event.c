/* complain_event.c -- complaints about events of several variables; see complain_event.h. */
#include "lang/complain/complain_event.h"

#include "lang/text/excerpt.h"

static const char *
type_name(const Type *t)
{
    return t->name ? t->name : "_";
}

bool
complain_incomparable(Complainer *c, Span at, const Type *a, const Type *b)
{
    return complain(c, "E275", at,
                    "Numbers are compared by value, other labels by their order, which is one for "
                    "both sides.",
                    "`%s` and `%s` have different labels, and these are not all numbers",
                    type_name(a), type_name(b));
}

bool
complain_label_number(Complainer *c, Span at, const Type *t, uint32_t position)
{
    char found[80];
    Sink text;
    sink_init(&text);
    type_write_text(t, position, &text);
    complain(c, "E275", at, "Labels that are numbers can be reckoned with: type Die = {1..6}.",
             "the label `%s` of `%s` is not a number",
             quote_text(found, sink_text(&text), text.count), type_name(t));
    sink_clear(&text);
    return false;
}

bool
complain_event_constant(Complainer *c, Span at)
{
    return complain(c, "E276", at, "Name a variable of the model, or a wire of the state.",
                    "no variable stands in it, so it is no question");
}

bool
complain_not_an_event(Complainer *c, Span at)
{
    return complain(c, "E277", at,
                    "Write X = x, X != x, X < Y, X + Y > 3, joined by `and`, `or`, `not`; in E "
                    "also 2 * X - Y^2.",
                    "this is neither an event nor arithmetic with variables");
}

bool
complain_compared_event(Complainer *c, Span at)
{
    return complain(c, "E277", at,
                    "Write X = x, X = Y, X != Y, X < Y, X <= Y, X > Y or X >= Y.",
                    "this comparison is no event");
}

bool
complain_event_as_number(Complainer *c, Span at)
{
    return complain(c, "E277", at, "The mean of an event is its probability: P(X = x or Y = y).",
                    "found an event, wanted a number");
}

bool
complain_variable_below(Complainer *c, Span at, bool exponent)
{
    if (exponent)
        return complain(c, "E278", at, "Write X^2, with a whole number that is not negative.",
                        "found another exponent, wanted 0, 1, 2, ...");
    return complain(c, "E278", at, "Write X / 2: what is divided by is a number.",
                    "a variable is divided by, which may be zero");
}

bool
complain_event_form(Complainer *c, Span at)
{
    return complain(c, "E279", at,
                    "Others stand left of the bar, where all have values: P(A | B or C) is P(A, (B "
                    "or C)) / P(B or C). For `identify`, P(A or B) is P(A) + P(B) - P(A, B).",
                    "found an event of another form, wanted Y = y, Y != y or Y = {a, b}");
}

bool
complain_bracket_joined(Complainer *c, Span at)
{
    return complain(c, "E279", at,
                    "Ask P(Y[X = 1] = y, Y[X = 0] = z), or for the mean of each by itself; in a "
                    "model with a functor, or by `bounds`, E takes arithmetic of several.",
                    "variables with brackets are reckoned with together");
}
