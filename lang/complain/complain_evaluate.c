/* complain_evaluate.c -- complaints about evaluation, its limits, and numbers; see
 * complain_evaluate.h. */
#include "lang/complain/complain_evaluate.h"

#include <string.h>

/* How numbers come into a question that a model alone is asked. */
static void
write_ways(Name model, Name functor, Name state, Sink *help)
{
    sink_print(help, "%s, `... in %.60s with ",
               functor ? "Ask with a functor" : "Declare a functor, and ask with it", model);
    word_write_name(functor ? functor : "G", help);
    sink_put(help, "`");
    if (state) {
        sink_print(help, ", or from a state that was observed, `P(...) in %.60s from ", model);
        word_write_name(state, help);
        sink_put(help, "`");
    }
    sink_print(help, "; what the shape alone knows `identify P(...) in %.60s` tells.", model);
}

bool
complain_no_meaning(Complainer *c, Span at, const Box *box, Name model, Name functor, Name state)
{
    Sink help;
    sink_init(&help);
    if (model)
        write_ways(model, functor, state, &help);
    else
        sink_put(&help, "Give it one with a functor, `functor G { ... }`, or look at the diagram "
                        "itself with `show ... as diagram`.");
    complain(c, "E030", at, sink_text(&help), "the box `%s` has no meaning here",
             box->name ? box->name : "?");
    sink_clear(&help);
    return false;
}

bool
complain_box_of_model(Complainer *c, Span at, const Box *box, Name owner, Name functor,
                      Name applied)
{
    Sink help;
    sink_init(&help);
    if (applied) {
        sink_put(&help, "`");
        word_write_name(applied, &help);
        sink_put(&help, "` does not say what it means. ");
    }
    if (functor) {
        sink_put(&help, "The functor `");
        word_write_name(functor, &help);
        sink_put(&help, "` gives it one: `");
        word_write_name(functor, &help);
        sink_print(&help, "(%.60s)`, or `... in %.60s with ", owner, owner);
        word_write_name(functor, &help);
        sink_put(&help, "`.");
    } else {
        sink_print(&help,
                   "It is a box of the model `%.60s`, and wants a functor of that: `functor G : "
                   "%.60s { ... }`.",
                   owner, owner);
    }
    complain(c, "E030", at, sink_text(&help), "the box `%s` has no meaning here",
             box->name ? box->name : "?");
    sink_clear(&help);
    return false;
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
complain_wide(Complainer *c, Span at, size_t width, const char *entries, uint64_t limit)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E285", at,
                       "What is not asked for is summed out before the greatest is taken, whatever "
                       "tables that takes: ask for more variables, or for all, `most(| E = e)`, or "
                       "give more evidence, or raise the limit with --max-memory.",
                       "too large: this would take tables over %zu variables, of %s entries; "
                       "the limit is %llu",
                       width, entries, (unsigned long long)limit);
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
    if (b->stop == STOP_INTERRUPT)
        return complain_as(c, GAVE_UP, EXIT_INTERRUPTED, "E034", at, NULL,
                           "interrupted");
    if (b->stop == STOP_TIME)
        return complain_as(c, GAVE_UP, EXIT_LIMIT, "E033", at,
                           "Give it more with --max-time.",
                           "out of time: the limit of --max-time is reached");
    if (b->stop == STOP_OUTPUT)
        return complain_as(c, GAVE_UP, EXIT_LIMIT, "E104", at,
                           "Ask for less at once, or raise the limit with --max-output.",
                           "too much to write: the limit of --max-output is reached");
    if (b->stop == STOP_NUMBER)
        return complain_number_too_large(c, at);
    if (b->stop == STOP_PUT_OFF)
        return complain_as(c, GAVE_UP, EXIT_LIMIT, "E124", at, NULL, "put off: this is for jobs");
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E032", at,
                       "Give it more with --max-memory.", "out of memory");
}

bool
complain_number_too_large(Complainer *c, Span at)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E035", at,
                       "Numerators and denominators have at most 2^20 bits, about 315,000 digits.",
                       "too large: this number has more digits than are kept");
}

bool
complain_answer_cut(Complainer *c, Span at)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E036", at,
                       "Only whole answers can be compared; `show` tells the limit.",
                       "too many: a limit was reached, and there may be more than was listed");
}

bool
complain_within(Complainer *c, Span at, const char *operator)
{
    return complain(c, "E171", at, "Write `a == b within 1/1000`, or `a != b within 1/1000`.",
                    "`%s` is not decided within something", operator);
}

bool
complain_within_negative(Complainer *c, Span at)
{
    return complain(c, "E171", at, "Write `a == b within 1/1000`.",
                    "what two numbers may differ by is not negative");
}

bool
complain_count(Complainer *c, Span at, const char *what, uint64_t most)
{
    return complain(c, "E252", at, NULL, "%s is wanted: a whole number from 1 to %llu", what,
                    (unsigned long long)most);
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
complain_no_carrier(Complainer *c, Span at, const Type *t)
{
    char help[200];
    if (!t->name)
        return complain(c, "E039", at,
                        "Give them in a functor, `X <-> Y : {a, b} = ...`, and ask with it.",
                        "the unnamed cause of a `<->` has no labels here");
    snprintf(help, sizeof help,
             "Give them in a functor, `%.40s = {a, b}`, and ask with it; or where it is declared, "
             "`type %.40s = {a, b}`.", t->name, t->name);
    return complain(c, "E039", at, help,
                    "the type `%s` is abstract: it has no labels here", t->name);
}

/* `A`, `B` and 38 more. */
static void
write_outputs(const Box *box, Sink *to)
{
    enum { NAMED = 6 };
    size_t count = box->out_names.count, shown = count > NAMED + 1 ? NAMED : count;
    for (size_t i = 0; i < shown; i++) {
        sink_put(to, i ? ", " : "");
        word_write_name(box->out_names.at[i], to);
    }
    if (shown < count)
        sink_print(to, " and %zu more", count - shown);
}

bool
complain_many_rows(Complainer *c, Span at, const Box *box, uint64_t rows)
{
    Sink names;
    sink_init(&names);
    write_outputs(box, &names);
    complain_as(c, GAVE_UP, EXIT_LIMIT, "E217", at,
                "Ask for fewer variables at once, or raise the limit with --max-memory.",
                "too large: the rows of %s have more than %llu combinations of %s", box->name,
                (unsigned long long)rows, sink_text(&names));
    sink_clear(&names);
    return false;
}

bool
complain_uncounted(Complainer *c, Span at, const Box *box, const TallyTrouble *t)
{
    if (t->fault != TALLY_ENGINE && t->fault != TALLY_SYSTEM)
        return complain(c, "E210", at, "Import them again, under another name.",
                        "the rows of %s have changed since they were imported", box->name);
    return complain_as(c, WRONG, EXIT_USAGE, "E221", at,
                       "Nothing is lost: ask again when it can be reached.",
                       "cannot count the rows of %s: %s", box->name,
                       t->fault == TALLY_SYSTEM ? strerror((int)t->has) : sink_text(&t->text));
}
