/* complain_worlds.c -- complaints about counterfactual questions; see complain_worlds.h. */
#include "lang/worlds/complain_worlds.h"

#include "lang/complain/words.h"
#include "lang/text/excerpt.h"

#include <string.h>

bool
complain_replacement(Complainer *c, Span at)
{
    return complain(c, "E180", at,
                    "A world is made by `X = x`, by the wire of another world, `M = M[X = x]`, or "
                    "by a function, `X := f(Z)`: `P(Y[X = 0, M = M[X = 1]])`.",
                    "this cannot be put in for a variable");
}

bool
complain_two_brackets(Complainer *c, Span at)
{
    return complain(c, "E180", at, "Put all that is done into one: `Y[X = 0, Z = 1]`.",
                    "a second bracket behind the first");
}

bool
complain_replaced_twice(Complainer *c, Span at, Name vertex)
{
    return complain(c, "E181", at, "What do(...) does holds in every bracket as well.",
                    "`%s` is put in twice in one world", vertex);
}

bool
complain_coin(Complainer *c, Span at, Name vertex)
{
    return complain(c, "E182", at,
                    "A coin has no identity across worlds. Put in a function, or give the model a "
                    "latent variable for the coin.",
                    "what is put in for `%s` is not a function", vertex);
}

bool
complain_other_type(Complainer *c, Span at, Name vertex, const Type *wanted, Name found,
                   const Type *type)
{
    Sink a, b;
    sink_init(&a);
    sink_init(&b);
    type_write(wanted, &a);
    type_write(type, &b);
    complain(c, "E183", at, "A wire can stand for another of the same type only.",
             "`%s` is put in for `%s`: found %s, wanted %s", found, vertex, sink_text(&b),
             sink_text(&a));
    sink_clear(&b);
    sink_clear(&a);
    return false;
}

bool
complain_world_cycle(Complainer *c, Span at, Name vertex)
{
    return complain(c, "E184", at, "What a function reads must come before what it is put in for.",
                    "the functions that are put in make `%s` depend on itself", vertex);
}

bool
complain_contradiction(Complainer *c, Span at, const char *one, const char *other)
{
    if (strcmp(one, other) == 0)
        return complain_as(c, UNDEFINED, EXIT_WRONG, "E185", at,
                           "A conditional probability is only defined where its condition can "
                           "happen.",
                           "undefined: `%s` cannot happen", one);
    return complain_as(c, UNDEFINED, EXIT_WRONG, "E185", at,
                       "They speak of one wire: what the worlds do cannot make them differ.",
                       "undefined: `%s` and `%s` cannot both happen", one, other);
}

bool
complain_no_label(Complainer *c, Span at, Name vertex)
{
    Sink name;
    sink_init(&name);
    word_write_name(vertex, &name);
    complain_as(c, UNDEFINED, EXIT_WRONG, "E185", at,
                "A conditional probability is only defined where its condition can happen.",
                "undefined: what is given cannot all happen, whatever %s is", sink_text(&name));
    sink_clear(&name);
    return false;
}

bool
complain_undetermined(Complainer *c, Span at, const char *box, const char *one, const char *other,
                      Name functor, const char *between, const char *more)
{
    Sink help;
    sink_init(&help);
    sink_print(&help, "%sThe box's table says what each row is, and nothing of two rows at once. "
                      "`functionalise G = m with F` makes one model in which the noise is a latent "
                      "variable.",
               more);
    complain_as(
        c, GAVE_UP, EXIT_LIMIT, "E186", at, sink_text(&help),
        "not determined%s: %s is needed at %s and at %s, and %s does not say how its "
        "rows go together",
        between, box, one, other, functor ? functor : "its table");
    sink_clear(&help);
    return false;
}

bool
complain_worlds_in_state(Complainer *c, Span at, Name state)
{
    return complain(c, "E187", at,
                    "Ask in a model, `... in lung with F`: a state has no mechanisms that other "
                    "worlds could share.",
                    "a counterfactual has no meaning in `%s`, which is a state",
                    state ? state : "this");
}

bool
complain_experiments(Complainer *c, Span at)
{
    return complain(
        c, "E188", at,
        "Write `from experiments`, for all there can be, or `from experiments({}, {X})` "
        "with the sets that were done; `{}` is observation.",
        "found something else than sets of variables");
}

bool
complain_effect_rows(Complainer *c, Span at, unsigned most)
{
    if (most == 1)
        return complain_as(c, GAVE_UP, EXIT_LIMIT, "E189", at,
                           "Say which values: `do(X = 1)`, or `| X = 1`.",
                           "each value of what is given or done is a question of its own, and only "
                           "one can be asked here");
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E189", at,
                       "Say which values are given: `| X = 1`.",
                       "each value of what is given is a question of its own, and there are more "
                       "than %u",
                       most);
}

bool
complain_not_from(Complainer *c, Span at, const char *asked, const char *why)
{
    return complain_as(c, NOT_IDENTIFIABLE, EXIT_WRONG, "E125", at,
                       "`identify` says more; in a model with a functor it may have a value.",
                       "%s is not identifiable: %s", asked, why);
}

bool
complain_undefined_from(Complainer *c, Span at, bool experiments)
{
    return complain_as(c, UNDEFINED, EXIT_WRONG, "E031", at,
                       "`identify` prints the formula, in which a condition has probability zero "
                       "here.",
                       "undefined: what is given, or what the formula needs, has probability zero "
                       "in %s",
                       experiments ? "these states, or was not tried" : "this state");
}

bool
complain_other_experiment(Complainer *c, Span at, const char *data)
{
    char help[200], text[80];
    snprintf(help, sizeof help, "It was identified from %.120s.",
             data ? data : "what is observed: a state, which has no inputs");
    return complain(c, "E208", at, help, "`%s` is of an experiment that this estimand is not from",
                    quote_span(text, at));
}

bool
complain_impossible(Complainer *c, Span at, const mpq_t found)
{
    Words w = {0};
    return complain(c, "E207", at,
                    "An arrow or a hidden cause is missing in the model, or these states are not "
                    "of the same population.",
                    "no model of this shape has these states: by their formula a probability "
                    "would be %s",
                    rational_words(&w, found));
}
