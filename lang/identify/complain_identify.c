/* complain_identify.c -- complaints about effects: what is asked of a shape, and what cannot be. */
#include "lang/identify/complain_identify.h"

#include "lang/text/excerpt.h"

bool
complain_no_shape(Complainer *c, Span at)
{
    return complain(c, "E121", at,
                    "Say in which model: `... in lung`, or `use lung` before.",
                    "this does not say of which model it is asked");
}

bool
complain_latent_asked(Complainer *c, Span at, Name name)
{
    return complain(c, "E122", at,
                    "Ask about observed variables; with a functor, `... in M with F`, latent ones "
                    "can be asked too.",
                    "`%s` is latent, so nobody observes it", name);
}

static const char *
role_text(char role)
{
    switch (role) {
    case 'y': return "asked for";
    case 'x': return "done";
    case 'z': return "a condition";
    default: return "to be summed over";
    }
}

bool
complain_roles(Complainer *c, Span at, Name name, char first, char second)
{
    return complain(c, "E123", at,
                    "What is asked for, what is done and what is known are different variables.",
                    "`%s` is %s and %s", name, role_text(first), role_text(second));
}

bool
complain_plan_type(Complainer *c, Span at, Name plan, Name vertex, const Type *wanted,
                   const Type *has)
{
    return complain(c, "E265", at,
                    "Declare the plan over the state's types, and the model's variables with them.",
                    "`%s` is `%s` for the plan `%s`, and `%s` in the state", vertex,
                    wanted->name ? wanted->name : "_", plan, has->name ? has->name : "_");
}

bool
complain_not_identifiable(Complainer *c, Span at, const char *effect, const char *large,
                          const char *small)
{
    return complain_as(c, NOT_IDENTIFIABLE, EXIT_WRONG, "E125", at,
                       "`explain` says why, `witness` shows two models that prove it.",
                       "%s is not identifiable: the hedge is %s over %s", effect, large, small);
}

bool
complain_not_by(Complainer *c, Span at, const char *set, const char *effect, const char *reason)
{
    Sink help;
    sink_init(&help);
    sink_print(&help, "%s. `identify ... all` lists the sets that do.", reason);
    complain(c, "E128", at, sink_text(&help), "%s does not give %s, by a back or a front door",
             set, effect);
    sink_clear(&help);
    return false;
}

bool
complain_same_experiment(Complainer *c, Span at, Name other)
{
    char text[80];
    return complain(c, "E205", at,
                    "After `from` each state is of another experiment: what was done are the "
                    "inputs of a channel. To show or plot this one too, write it first.",
                    "`%s` is of the same experiment as %s%s%s", quote_span(text, at),
                    other ? "`" : "the state before it, where nothing was done",
                    other ? other : "", other ? "`" : "");
}

bool
complain_trial_input(Complainer *c, Span at, Name input, const char *observed)
{
    Sink help;
    sink_init(&help);
    sink_print(&help,
               "A channel after `from` shows an experiment: its inputs say what was done, by "
               "name, as in `channel t : (X : Bit) -> (Y : Bit) = ...`. Observed are %s.",
               observed);
    if (input)
        complain(c, "E206", at, sink_text(&help),
                 "the input `%s` is no observed variable of this model", input);
    else
        complain(c, "E206", at, sink_text(&help), "an input of this channel has no name");
    sink_clear(&help);
    return false;
}

bool
complain_needs_wires(Complainer *c, Span at, const char *effect, const char *lacking,
                     size_t count)
{
    return complain_as(c, NOT_IDENTIFIABLE, EXIT_WRONG, "E267", at,
                       "No formula does without: `identify` shows one that has all of the model.",
                       "%s is not identifiable from what this state has: %s %s lacking", effect,
                       lacking, count == 1 ? "is" : "are");
}

bool
complain_impossible_state(Complainer *c, Span at, const char *place, Name vertex, Name fixed)
{
    Sink help;
    sink_init(&help);
    sink_print(&help,
               "`from` takes a state of the very model before it. What surgery would do to what "
               "was observed is asked right of the bar: `P(... | do(%s := %s)) in M from w`.",
               vertex, fixed);
    complain(c, "E330", at, sink_text(&help),
             "this state has %s, which the model rules out: there %s := %s", place, vertex, fixed);
    sink_clear(&help);
    return false;
}

bool
complain_decided_by_plan(Complainer *c, Span at, const char *effect)
{
    return complain(c, "E331", at,
                    "With what is known a plan that is a function tells more than the shape does. "
                    "Ask given what that plan reads, and not what it gives.",
                    "no formula for %s: it takes the plan to be just this function", effect);
}

bool
complain_plan_large(Complainer *c, Span at, const char *effect, unsigned rows, unsigned entries)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E032", at,
                       "A box in its place stands for any plan that reads the same.",
                       "too large: the shape does not tell %s; the plan's table might, of which at "
                       "most %u rows of %u entries are looked through",
                       effect, rows, entries);
}

bool
complain_by_plan(Complainer *c, Span at)
{
    return complain(c, "E266", at,
                    "Ask it of P(Y | do(X), Z), with Z what the plan reads: the plan weighs that.",
                    "a criterion is chosen for do(X) and do(X = x), not for a plan");
}

bool
complain_self_check(Complainer *c, Span at, const char *formula)
{
    return complain(c, "E127", at,
                    "This is a defect of Catgut: please report it with the model.",
                    "internal error: the estimand %s failed its check, so it is not an answer",
                    formula);
}
