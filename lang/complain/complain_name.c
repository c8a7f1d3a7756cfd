/* complain_name.c -- complaints about names, and about values of the wrong kind; see
 * complain_name.h. */
#include "lang/complain/complain_name.h"

#include "lang/complain/words.h"
#include "lang/text/excerpt.h"

#include <string.h>

bool
complain_unknown_name(Complainer *c, Span at, Name name, const char *help)
{
    char found[80];
    return complain(c, "E040", at, help, "nothing here is called `%s`",
                    quote_text(found, name, strlen(name)));
}

bool
complain_unknown_type(Complainer *c, Span at, Name name, Name near)
{
    char found[80], help[256];
    Words fix;
    fix_by_name(c, &fix, near);
    if (near)
        snprintf(help, sizeof help, "Did you mean `%.60s`?", near);
    else
        snprintf(help, sizeof help, "Declare it first: type T = {a, b}.");
    return complain(c, "E041", at, help, "no type is called `%s`",
                    quote_text(found, name, strlen(name)));
}

bool
complain_defined_twice(Complainer *c, Span at, Name name, Span before)
{
    char found[80];
    size_t line = 0, column = 0;
    if (before.source)
        source_place(before.source, before.start, &line, &column);
    return complain(c, "E042", at, "Choose another name; in a script a name has one "
                                              "meaning.",
                    "`%s` is defined already, at %s:%zu", quote_text(found, name, strlen(name)),
                    before.source ? before.source->name : "?", line);
}

bool
complain_reserved(Complainer *c, Span at, Name name)
{
    return complain(c, "E043", at, "Choose another name.",
                    "`%s` has a meaning of its own in the language", name);
}

/* What stands where another kind of value is wanted; NULL: nothing more can be said. */
static const char *
help_for_wanted(const char *wanted, const Value *found)
{
    const bool functor = strcmp(wanted, "a functor after `with`") == 0;
    const bool state = strncmp(wanted, "a state", 7) == 0;
    switch (found->kind) {
    case VALUE_FUNCTOR:
        return state ? "A functor stands after `with`, `... in m with F`, and makes a state of its "
                       "model: `F(m)`."
                     : NULL;
    case VALUE_DIAGRAM:
    case VALUE_MATRIX:
        return functor ? "A state stands after `from`: `... in m from w`." : NULL;
    case VALUE_MODEL:
        return functor ? "A model stands after `in`: `... in m with F`."
               : state ? "A functor makes a state of a model: `F(m)`."
                       : NULL;
    case VALUE_NUMBER:
        return strcmp(wanted, "a state or a channel") == 0
                   ? "A state is a sum of labels with their weights: 1/2|a> + 1/2|b>."
                   : NULL;
    default: return NULL;
    }
}

bool
complain_wanted(Complainer *c, Span at, const char *wanted, const Value *found)
{
    return complain(c, "E044", at, help_for_wanted(wanted, found), "found %s, wanted %s",
                    value_kind_name(found), wanted);
}

bool
complain_label_put_in(Complainer *c, Span at, Name vertex, Name label)
{
    Sink help;
    sink_init(&help);
    sink_print(&help, "A value is set by `do(%.60s = %.60s)`; as a state it is the ket `|%.60s>`.",
               vertex, label, label);
    complain(c, "E044", at, sink_text(&help), "found a label, wanted a state or a channel");
    sink_clear(&help);
    return false;
}

bool
complain_not_a_value(Complainer *c, Span at)
{
    return complain(c, "E045", at,
                    "Sets, events and arrows stand inside a question or an operation: "
                    "P(X = {a, b}), comb(omega, S -> T).",
                    "this has no value by itself");
}

bool
complain_not_a_name(Complainer *c, Span at)
{
    return complain(c, "E046", at, "Write a name, S, or several in braces, {S, T}.",
                    "found an expression, wanted a name");
}

bool
complain_usage(Complainer *c, Span at, const char *what, const char *example)
{
    char help[256];
    snprintf(help, sizeof help, "Write %s.", example);
    return complain(c, "E047", at, help, "`%s` is not used like this", what);
}

bool
complain_functor_usage(Complainer *c, Span at, Name functor)
{
    char help[256];
    snprintf(help, sizeof help, "Write %.60s(lung): it takes one model or diagram.", functor);
    return complain(c, "E047", at, help, "`%s` is not used like this", functor);
}

bool
complain_let_count(Complainer *c, Span at, size_t names, size_t values)
{
    return complain(c, "E048", at,
                    names < values ? "Write `_` for a value that is not wanted."
                                   : "Each name is for one value.",
                    "%zu name%s for %zu value%s", names, names == 1 ? "" : "s", values,
                    values == 1 ? "" : "s");
}

bool
complain_bar_outside(Complainer *c, Span at)
{
    return complain(c, "E049", at, "Conditions belong in P( | ) and E( | ).",
                    "a bar has no meaning in these parentheses");
}

bool
complain_check(Complainer *c, Span at, const char *help)
{
    return complain(c, "E120", at, help, "the check failed");
}

bool
complain_not_yet(Complainer *c, Span at, const char *what)
{
    return complain(c, "E130", at, "A later version will have it.",
                    "not in this version: %s", what);
}

bool
complain_show_as(Complainer *c, Span at, Name as)
{
    char found[80];
    return complain(c, "E131", at,
                    "Write `as diagram`, `as fraction`, `as decimals`, `as latex` (a formula), or "
                    "nothing.",
                    "nothing is shown as `%s`", quote_text(found, as, strlen(as)));
}

bool
complain_no_decimals(Complainer *c, Span at)
{
    return complain(c, "E131", at,
                    "Show a question, such as P(Y | X = 1) in m with F, as decimals.",
                    "only numbers, states and channels are shown as decimals");
}

bool
complain_no_formula(Complainer *c, Span at)
{
    return complain(c, "E132", at,
                    "Estimands have formulas: `identify e = ...`, then `show e as latex`.",
                    "there is no formula here, so nothing to show as latex");
}
