/* complain_query.c -- complaints about questions and what they are asked in; see complain_query.h.
 */
#include "lang/complain/complain_query.h"

#include "lang/text/excerpt.h"

#include <string.h>

/* ---- questions ---- */

bool
complain_no_context(Complainer *c, Span at)
{
    return complain(c, "E095", at,
                    "Say where: `... in omega`, `... in lung with F`, or `use lung with F` before.",
                    "this does not say where it is asked");
}

bool
complain_open_context(Complainer *c, Span at, size_t inputs)
{
    return complain(c, "E096", at, "Give it a state for its inputs: `s ; f`.",
                    "this has %zu input%s, wanted a state, which has none", inputs,
                    inputs == 1 ? "" : "s");
}

bool
complain_open_model(Complainer *c, Span at, Name vertex)
{
    char help[200];
    snprintf(help, sizeof help, "Ask in the model before: `P(... | do(%.40s)) in lung with F`.",
             vertex);
    return complain(c, "E096", at, help, "do has made `%s` an input of this model",
                    vertex);
}

bool
complain_do_in_state(Complainer *c, Span at, Name state)
{
    return complain(c, "E097", at,
                    "Ask in a model, `... in lung with F`: a state has no causes to cut.",
                    "do has no meaning in `%s`, which is a state", state ? state : "this");
}

bool
complain_do_left(Complainer *c, Span at)
{
    return complain(c, "E098", at, "Write P(Y | do(X = x)).",
                    "do stands right of the bar, with the conditions");
}

bool
complain_asked_twice(Complainer *c, Span at, Name name)
{
    return complain(c, "E099", at, "Each variable stands once, unless it has a value.",
                    "`%s` stands twice", name ? name : "this");
}

bool
complain_not_a_variable(Complainer *c, Span at)
{
    return complain(c, "E100", at, "Write X, X = x, X != x, X = {a, b}, X = {1..3} or do(X = x).",
                    "found an expression, wanted a variable or an event");
}

bool
complain_soft_evidence(Complainer *c, Span at)
{
    return complain(c, "E287", at,
                    "`~` and jeffrey(...) stand right of the bar of P, E, Var, Cov, most, entropy "
                    "and information, and in marginals(...), with numbers: in a state, or in a "
                    "model with a functor or from a state.",
                    "evidence that is not certain has no meaning here");
}

bool
complain_unknown_wire_name(Complainer *c, Span at, Name name, const Diagram *d, bool any)
{
    char found[80], help[300] = "Name its wires in its type: state s : (A : Bit) * (B : Bit) = ...";
    size_t used = 0;
    for (size_t i = 0; any && i < d->outputs.count && used < 200; i++)
        if (d->outputs.at[i].name)
            used += (size_t)snprintf(help + used, sizeof help - used, "%s%.40s",
                                     used ? ", " : "Its wires are ", d->outputs.at[i].name);
    if (used)
        snprintf(help + used, sizeof help - used, ".");
    return complain(c, "E101", at, help, any ? "no wire is called `%s`"
                                                        : "no wire is called `%s`: the wires of "
                                                          "this state have no names",
                    quote_text(found, name, strlen(name)));
}

bool
complain_two_wires(Complainer *c, Span at, Name name)
{
    return complain(c, "E101", at, "Give them different names, where they are declared.",
                    "two wires are called `%s`", name);
}

bool
complain_event_range(Complainer *c, Span at)
{
    return complain(c, "E102", at, "Write {1..3}, from a label to a later one.",
                    "this range of labels is empty or too large");
}

bool
complain_mean(Complainer *c, Span at)
{
    return complain(c, "E103", at, "Write E(Y), E(X * Y), or E(Y | X = x).",
                    "E takes the mean of one variable");
}

bool
complain_mean_label(Complainer *c, Span at, const Type *t, uint32_t position)
{
    char found[80];
    Sink text;
    sink_init(&text);
    type_write_text(t, position, &text);
    complain(c, "E103", at,
             "A mean needs labels that are numbers, as in type Die = {1..6}.",
             "the label `%s` of `%s` is not a number",
             quote_text(found, sink_text(&text), text.count), t->name ? t->name : "?");
    sink_clear(&text);
    return false;
}

bool
complain_state_lacks(Complainer *c, Span at, Name vertex)
{
    return complain(c, "E126", at,
                    "Name its wires after the model's variables, or have them all, in its order.",
                    "this state has no wire for `%s`", vertex);
}

bool
complain_state_type(Complainer *c, Span at, Name vertex, const Type *has, const Type *wanted)
{
    return complain(c, "E126", at,
                    "`state omega of lung = ...` takes the model's types.",
                    "the wire `%s` is `%s`, the model has `%s`", vertex,
                    has->name ? has->name : "_", wanted->name ? wanted->name : "_");
}

bool
complain_from_wants_model(Complainer *c, Span at, const Value *found)
{
    return complain(c, "E126", at, "Write `P(...) in lung from omega`.",
                    "found %s before `from`, wanted a model", value_kind_name(found));
}

bool
complain_unused_context(Complainer *c, Span at)
{
    char text[80];
    return complain(c, "E176", at,
                    "`in` says where P(...), E(...), marginals() and questions of shape are asked.",
                    "nothing is asked in `%s` here", quote_span(text, at));
}

bool
complain_context_too_far(Complainer *c, Span at)
{
    return complain(c, "E177", at,
                    "Put the question in parentheses, `(P(X) in m with F) + 1`, or write `in` "
                    "once, at the end.",
                    "`in` and `with` take all of this for what is asked in");
}

bool
complain_unused_functor(Complainer *c, Span at)
{
    char text[80];
    return complain(c, "E176", at, "Leave it out: it has no meaning for any box of this state.",
                    "`with %s` is not used here", quote_span(text, at));
}

bool
complain_unused_numbers(Complainer *c, Span at, bool with)
{
    char text[80];
    return complain(c, "E176", at, "Leave it out: the shape of the model alone answers this.",
                    "`%s %s` is not used here", with ? "with" : "from", quote_span(text, at));
}

bool
complain_unused_states(Complainer *c, Span at, const char *experiments)
{
    char text[80], help[300];
    snprintf(help, sizeof help,
             "The shape of the model answers this, and which experiments there are: "
             "`from experiments(%.150s)`. `show` has the number.",
             experiments);
    return complain(c, "E176", at, help, "`from %s` is not used here", quote_span(text, at));
}

bool
complain_unused_criterion(Complainer *c, Span at)
{
    return complain(c, "E176", at,
                    "Leave it out: criteria give effects, P(Y | do(X)), out of what was observed.",
                    "no criterion is chosen for a counterfactual, nor with experiments");
}

bool
complain_not_a_question(Complainer *c, Span at)
{
    return complain(c, "E121", at, "Ask about an effect: P(Y | do(X)) in M.",
                    "found another expression, wanted P(...)");
}

bool
complain_not_explained(Complainer *c, Span at, bool mean)
{
    if (mean)
        return complain(c, "E121", at, "Ask for the distribution: explain P(...) with the same.",
                        "an expectation has the reasons of the distribution it is taken of");
    return complain(c, "E121", at,
                    "Explain P(Y | do(X)) in m, a quantity with a name, such as PN(X -> Y, 0 -> 1) "
                    "in m, a question about a shape, or a comparison; of a sum, one part after "
                    "the other.",
                    "this is no question that `explain` has reasons for");
}

bool
complain_asked_of_class(Complainer *c, Span at, const char *what, Name class)
{
    char name[80];
    return complain(
        c, "E306", at,
        "Take one of them, `members(g, 1)`. In the class one may ask adjusts, adjustment, "
        "independent, separator, blanket, identify effects, and P `in g from w`.",
        "`%s` asks about one model, and `%s` is a class of models", what,
        quote_text(name, class, strlen(class)));
}
