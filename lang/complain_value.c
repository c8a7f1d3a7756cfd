/* complain_value.c -- complaints about evaluation, numbers, names and files. */
#include "lang/complain_meaning.h"

#include "lang/excerpt.h"
#include "lang/progress.h"
#include "lang/suggest.h"

#include <string.h>

bool
complain_no_meaning(Complainer *c, Span at, const Box *box, bool wants_functor)
{
    return complain(c, "E030", at,
                    wants_functor ? "Ask with a functor that gives it one: `... in lung with F`."
                          : "Give it one with a functor, `functor G { ... }`, or look at the "
                            "diagram itself with `show ... as diagram`.",
                    "the box `%s` has no meaning here", box->name ? box->name : "?");
}

bool
complain_undefined(Complainer *c, Span at, const char *event)
{
    return complain_as(c, UNDEFINED, EXIT_WRONG, "E031", at,
                       "A conditional probability is only defined where its condition can happen.",
                       "undefined: the event `%s` has probability zero", event);
}

bool
complain_undefined_inside(Complainer *c, Span at, const Box *box, const char *event)
{
    char help[200];
    snprintf(help, sizeof help,
             "`%.80s` has no such row, and it is reached with positive probability.", box->name);
    if (box->kind == BOX_CONDITIONAL)
        return complain_as(c, UNDEFINED, EXIT_WRONG, "E031", at, help,
                           "undefined: this needs a conditional at `%s`, an event of "
                           "probability zero",
                           event);
    return complain_as(c, UNDEFINED, EXIT_WRONG, "E031", at,
                       "That row is reached with positive probability.",
                       "undefined: `%s` has no value in its row `%s`", box->name, event);
}

bool
complain_too_large(Complainer *c, Span at, const char *entries, uint64_t limit)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E032", at,
                       "Ask for fewer variables at once, or raise the limit with --max-memory.",
                       "too large: this would take a table of %s entries, the limit is %llu",
                       entries, (unsigned long long)limit);
}

bool
complain_diagram_too_large(Complainer *c, Span at, uint64_t size)
{
    const char *help = "A diagram has at most about a thousand million wires, and as many as "
                       "--max-memory has room for.";
    if (size == UINT64_MAX)
        return complain_as(c, GAVE_UP, EXIT_LIMIT, "E032", at, help,
                           "too large: this diagram would have more than 2^64 wires");
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E032", at, help,
                       "too large: this diagram would have about %llu wires",
                       (unsigned long long)size);
}

bool
complain_stopped(Complainer *c, Budget *b, Span at)
{
    progress_end(b);
    if (b->stop == STOP_INTERRUPT)
        return complain_as(c, GAVE_UP, EXIT_INTERRUPTED, "E034", at, NULL,
                           "interrupted");
    if (b->stop == STOP_TIME)
        return complain_as(c, GAVE_UP, EXIT_LIMIT, "E033", at,
                           "Give it more with --max-time.",
                           "out of time: the limit of --max-time is reached");
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E032", at,
                       "Give it more with --max-memory.", "out of memory");
}

bool
complain_number_too_large(Complainer *c, Span at)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E035", at,
                       "Numerators and denominators have at most two and a half million digits.",
                       "too large: this number has more digits than are kept");
}

bool
complain_division_by_zero(Complainer *c, Span at)
{
    return complain_as(c, UNDEFINED, EXIT_WRONG, "E037", at,
                       "What the caret points at is zero.", "undefined: a division by zero");
}

bool
complain_exponent(Complainer *c, Span at)
{
    return complain(c, "E038", at,
                    "A number is raised to a whole number, a diagram to 0, 1, 2, ...",
                    "this cannot be an exponent here");
}

bool
complain_unknown_name(Complainer *c, Span at, Name name, Name near, bool is_type)
{
    char found[80], help[256];
    if (is_type)
        snprintf(help, sizeof help, "It is a type: types stand after `:`, and in copy[...].");
    else if (near)
        snprintf(help, sizeof help, "Did you mean `%.60s`?", near);
    else
        snprintf(help, sizeof help, "Define it first, with let, state, channel, box, model, ...");
    return complain(c, "E040", at, help, "nothing here is called `%s`",
                    quote_text(found, name, strlen(name)));
}

bool
complain_unknown_type(Complainer *c, Span at, Name name, Name near)
{
    char found[80], help[256];
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

bool
complain_wanted(Complainer *c, Span at, const char *wanted, const Value *found)
{
    return complain(c, "E044", at, NULL, "found %s, wanted %s", value_kind_name(found),
                    wanted);
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
complain_check(Complainer *c, Span at)
{
    return complain(c, "E120", at, NULL, "the check failed");
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
                    "Write `as diagram`, `as fraction` (all digits), `as latex` (a formula), or "
                    "nothing.",
                    "nothing is shown as `%s`", quote_text(found, as, strlen(as)));
}

bool
complain_no_formula(Complainer *c, Span at)
{
    return complain(c, "E132", at,
                    "Estimands have formulas: `identify e = ...`, then `show e as latex`.",
                    "there is no formula here, so nothing to show as latex");
}

bool
complain_import_kind(Complainer *c, Span at, Name name)
{
    char found[80];
    return complain(c, "E110", at,
                    "What is imported is a script, NAME.diag, or a network, NAME.bif.",
                    "this version cannot import `%s`", quote_text(found, name, strlen(name)));
}

bool
complain_import_as(Complainer *c, Span at)
{
    return complain(c, "E111", at, "Write import \"x.diag\", no more.",
                    "a .diag file is imported as it is, without another name");
}

bool
complain_import_missing(Complainer *c, Span at, const char *library, const char *name,
                        const char *why)
{
    char found[80];
    return complain_as(c, WRONG, EXIT_USAGE, "E112", at,
                       library ? "It is looked for beside the importing file, then in the "
                                    "standard library."
                                  : "It is looked for beside the importing file: there is no "
                                    "standard library here.",
                       "cannot import `%s`: %s", quote_text(found, name, strlen(name)), why);
}

bool
complain_import_cycle(Complainer *c, Span at, const char *path)
{
    char found[80];
    return complain(c, "E113", at, "Move what both need into a third file.",
                    "this import goes round in a circle: `%s` is still being read",
                    quote_text(found, path, strlen(path)));
}

bool
complain_import_depth(Complainer *c, Span at, int limit)
{
    return complain(c, "E114", at, "Import the innermost files first, from one script.",
                    "imports are nested deeper than %d", limit);
}

bool
complain_no_files(Complainer *c, Span at)
{
    return complain(c, "E115", at, "The standard library can be imported all the same.",
                    "--no-files forbids reading this file");
}

bool
complain_no_writing(Complainer *c, Span at)
{
    return complain(c, "E115", at, "Without `to` it is printed instead.",
                    "--no-files forbids writing this file");
}

bool
complain_unreadable(Complainer *c, const char *path, const char *why)
{
    char found[80];
    return complain_as(c, WRONG, EXIT_USAGE, "E116", (Span){0}, NULL,
                       "cannot read `%s`: %s", quote_text(found, path, strlen(path)), why);
}

bool
complain_plot_as(Complainer *c, Span at, Name as)
{
    char found[80];
    return complain(c, "E155", at, "Write `as text`, `as svg`, `as tikz`, or nothing.",
                    "no plot is written as `%s`", quote_text(found, as, strlen(as)));
}
