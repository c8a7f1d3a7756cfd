/* complain_value.c -- complaints about evaluation, numbers, names and files. */
#include "lang/complain_meaning.h"

#include "lang/excerpt.h"
#include "lang/progress.h"
#include "lang/suggest.h"

#include <string.h>

bool
complain_no_meaning(Session *s, Span at, const Box *box)
{
    bool asked = s->asked->kind == CONTEXT_MODEL && !s->asked->functor;
    return complain(&s->complain, "E030", at,
                    asked ? "Ask with a functor that gives it one: `... in lung with F`."
                          : "Give it one with a functor, `functor G { ... }`, or look at the "
                            "diagram itself with `show ... as diagram`.",
                    "the box `%s` has no meaning here", box->name ? box->name : "?");
}

bool
complain_undefined(Session *s, Span at, const char *event)
{
    return complain_as(&s->complain, UNDEFINED, EXIT_WRONG, "E031", at,
                       "A conditional probability is only defined where its condition can happen.",
                       "undefined: the event `%s` has probability zero", event);
}

bool
complain_undefined_inside(Session *s, Span at, const Box *box, const char *event)
{
    char help[200];
    snprintf(help, sizeof help,
             "`%.80s` has no such row, and it is reached with positive probability.", box->name);
    if (box->kind == BOX_CONDITIONAL)
        return complain_as(&s->complain, UNDEFINED, EXIT_WRONG, "E031", at, help,
                           "undefined: this needs a conditional at `%s`, an event of "
                           "probability zero",
                           event);
    return complain_as(&s->complain, UNDEFINED, EXIT_WRONG, "E031", at,
                       "That row is reached with positive probability.",
                       "undefined: `%s` has no value in its row `%s`", box->name, event);
}

bool
complain_too_large(Session *s, Span at, const char *entries, uint64_t limit)
{
    return complain_as(&s->complain, GAVE_UP, EXIT_LIMIT, "E032", at,
                       "Ask for fewer variables at once, or raise the limit with --max-memory.",
                       "too large: this would take a table of %s entries, the limit is %llu",
                       entries, (unsigned long long)limit);
}

bool
complain_diagram_too_large(Session *s, Span at, uint64_t size)
{
    const char *help = "A diagram has at most about a thousand million wires, and as many as "
                       "--max-memory has room for.";
    if (size == UINT64_MAX)
        return complain_as(&s->complain, GAVE_UP, EXIT_LIMIT, "E032", at, help,
                           "too large: this diagram would have more than 2^64 wires");
    return complain_as(&s->complain, GAVE_UP, EXIT_LIMIT, "E032", at, help,
                       "too large: this diagram would have about %llu wires",
                       (unsigned long long)size);
}

bool
complain_stopped(Session *s, Span at)
{
    progress_end(&s->budget);
    if (s->budget.stop == STOP_INTERRUPT)
        return complain_as(&s->complain, GAVE_UP, EXIT_INTERRUPTED, "E034", at, NULL,
                           "interrupted");
    if (s->budget.stop == STOP_TIME)
        return complain_as(&s->complain, GAVE_UP, EXIT_LIMIT, "E033", at,
                           "Give it more with --max-time.",
                           "out of time: the limit of --max-time is reached");
    return complain_as(&s->complain, GAVE_UP, EXIT_LIMIT, "E032", at,
                       "Give it more with --max-memory.", "out of memory");
}

bool
complain_number_too_large(Session *s, Span at)
{
    return complain_as(&s->complain, GAVE_UP, EXIT_LIMIT, "E035", at,
                       "Numerators and denominators have at most two and a half million digits.",
                       "too large: this number has more digits than are kept");
}

bool
complain_division_by_zero(Session *s, Span at)
{
    return complain_as(&s->complain, UNDEFINED, EXIT_WRONG, "E037", at,
                       "What the caret points at is zero.", "undefined: a division by zero");
}

bool
complain_exponent(Session *s, Span at)
{
    return complain(&s->complain, "E038", at,
                    "A number is raised to a whole number, a diagram to 0, 1, 2, ...",
                    "this cannot be an exponent here");
}

bool
complain_unknown_name(Session *s, Span at, Name name)
{
    char found[80], help[256];
    Name near = suggest_value(s, name);
    if (session_find_type(s, name))
        snprintf(help, sizeof help, "It is a type: types stand after `:`, and in copy[...].");
    else if (near)
        snprintf(help, sizeof help, "Did you mean `%.60s`?", near);
    else
        snprintf(help, sizeof help, "Define it first, with let, state, channel, box, model, ...");
    return complain(&s->complain, "E040", at, help, "nothing here is called `%s`",
                    quote_text(found, name, strlen(name)));
}

bool
complain_unknown_type(Session *s, Span at, Name name)
{
    char found[80], help[256];
    Name near = suggest_type(s, name);
    if (near)
        snprintf(help, sizeof help, "Did you mean `%.60s`?", near);
    else
        snprintf(help, sizeof help, "Declare it first: type T = {a, b}.");
    return complain(&s->complain, "E041", at, help, "no type is called `%s`",
                    quote_text(found, name, strlen(name)));
}

bool
complain_defined_twice(Session *s, Span at, Name name, Span before)
{
    char found[80];
    size_t line = 0, column = 0;
    if (before.source)
        source_place(before.source, before.start, &line, &column);
    return complain(&s->complain, "E042", at, "Choose another name; in a script a name has one "
                                              "meaning.",
                    "`%s` is defined already, at %s:%zu", quote_text(found, name, strlen(name)),
                    before.source ? before.source->name : "?", line);
}

bool
complain_reserved(Session *s, Span at, Name name)
{
    return complain(&s->complain, "E043", at, "Choose another name.",
                    "`%s` has a meaning of its own in the language", name);
}

bool
complain_wanted(Session *s, Span at, const char *wanted, const Value *found)
{
    return complain(&s->complain, "E044", at, NULL, "found %s, wanted %s", value_kind_name(found),
                    wanted);
}

bool
complain_not_a_value(Session *s, Span at)
{
    return complain(&s->complain, "E045", at,
                    "Sets, events and arrows stand inside a question or an operation: "
                    "P(X = {a, b}), comb(omega, S -> T).",
                    "this has no value by itself");
}

bool
complain_not_a_name(Session *s, Span at)
{
    return complain(&s->complain, "E046", at, "Write a name, S, or several in braces, {S, T}.",
                    "found an expression, wanted a name");
}

bool
complain_usage(Session *s, Span at, const char *what, const char *example)
{
    char help[256];
    snprintf(help, sizeof help, "Write %s.", example);
    return complain(&s->complain, "E047", at, help, "`%s` is not used like this", what);
}

bool
complain_functor_usage(Session *s, Span at, Name functor)
{
    char help[256];
    snprintf(help, sizeof help, "Write %.60s(lung): it takes one model or diagram.", functor);
    return complain(&s->complain, "E047", at, help, "`%s` is not used like this", functor);
}

bool
complain_let_count(Session *s, Span at, size_t names, size_t values)
{
    return complain(&s->complain, "E048", at,
                    names < values ? "Write `_` for a value that is not wanted."
                                   : "Each name is for one value.",
                    "%zu name%s for %zu value%s", names, names == 1 ? "" : "s", values,
                    values == 1 ? "" : "s");
}

bool
complain_bar_outside(Session *s, Span at)
{
    return complain(&s->complain, "E049", at, "Conditions belong in P( | ) and E( | ).",
                    "a bar has no meaning in these parentheses");
}

bool
complain_check(Session *s, Span at)
{
    return complain(&s->complain, "E120", at, NULL, "the check failed");
}

bool
complain_not_yet(Session *s, Span at, const char *what)
{
    return complain(&s->complain, "E130", at, "A later version will have it.",
                    "not in this version: %s", what);
}

bool
complain_show_as(Session *s, Span at, Name as)
{
    char found[80];
    return complain(&s->complain, "E131", at,
                    "Write `as diagram`, `as fraction` (all digits), `as latex` (a formula), or "
                    "nothing.",
                    "nothing is shown as `%s`", quote_text(found, as, strlen(as)));
}

bool
complain_no_formula(Session *s, Span at)
{
    return complain(&s->complain, "E132", at,
                    "Estimands have formulas: `identify e = ...`, then `show e as latex`.",
                    "there is no formula here, so nothing to show as latex");
}

bool
complain_import_kind(Session *s, Span at, Name name)
{
    char found[80];
    return complain(&s->complain, "E110", at,
                    "What is imported is a script, NAME.diag, or a network, NAME.bif.",
                    "this version cannot import `%s`", quote_text(found, name, strlen(name)));
}

bool
complain_import_as(Session *s, Span at)
{
    return complain(&s->complain, "E111", at, "Write import \"x.diag\", no more.",
                    "a .diag file is imported as it is, without another name");
}

bool
complain_import_missing(Session *s, Span at, Name name, const char *why)
{
    char found[80];
    return complain_as(&s->complain, WRONG, EXIT_USAGE, "E112", at,
                       s->library ? "It is looked for beside the importing file, then in the "
                                    "standard library."
                                  : "It is looked for beside the importing file: there is no "
                                    "standard library here.",
                       "cannot import `%s`: %s", quote_text(found, name, strlen(name)), why);
}

bool
complain_import_cycle(Session *s, Span at, const char *path)
{
    char found[80];
    return complain(&s->complain, "E113", at, "Move what both need into a third file.",
                    "this import goes round in a circle: `%s` is still being read",
                    quote_text(found, path, strlen(path)));
}

bool
complain_import_depth(Session *s, Span at, int limit)
{
    return complain(&s->complain, "E114", at, "Import the innermost files first, from one script.",
                    "imports are nested deeper than %d", limit);
}

bool
complain_no_files(Session *s, Span at)
{
    return complain(&s->complain, "E115", at, "The standard library can be imported all the same.",
                    "--no-files forbids reading this file");
}

bool
complain_no_writing(Session *s, Span at)
{
    return complain(&s->complain, "E115", at, "Without `to` it is printed instead.",
                    "--no-files forbids writing this file");
}

bool
complain_unreadable(Session *s, const char *path, const char *why)
{
    char found[80];
    return complain_as(&s->complain, WRONG, EXIT_USAGE, "E116", (Span){0}, NULL,
                       "cannot read `%s`: %s", quote_text(found, path, strlen(path)), why);
}

bool
complain_plot_as(Session *s, Span at, Name as)
{
    char found[80];
    return complain(&s->complain, "E155", at, "Write `as text`, `as svg`, `as tikz`, or nothing.",
                    "no plot is written as `%s`", quote_text(found, as, strlen(as)));
}
