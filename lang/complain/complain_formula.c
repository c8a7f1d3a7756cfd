/* complain_formula.c -- see complain_formula.h. */
#include "lang/complain/complain_formula.h"

#include "lang/complain/words.h"

#define TRUTHS "{0, 1}, {false, true}, {no, yes}, {f, t} or {n, y}, in either order"

bool
complain_formula_label(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                       const char *what, const Type *wanted)
{
    Words w;
    return complain(c, "E295", at, "Each row of a formula gives a label of the output's type.",
                    "the row `%s` gives %s, which is no label of `%s`", tuple_words(&w, in, row),
                    what, type_name(wanted));
}

bool
complain_formula_number(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                        const char *what)
{
    Words w;
    return complain(c, "E296", at,
                    "Arithmetic takes labels that are numbers, and those of " TRUTHS
                    ", as 0 and 1; max, min and < also take labels of one type, in its order.",
                    "in the row `%s`, `%s` is no number", tuple_words(&w, in, row), what);
}

bool
complain_formula_truth(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                       const char *what)
{
    Words w;
    return complain(c, "E297", at,
                    "or, and, xor and not take comparisons, 0 and 1, and the labels of " TRUTHS ".",
                    "in the row `%s`, `%s` is neither true nor false", tuple_words(&w, in, row),
                    what);
}

bool
complain_formula_outputs(Complainer *c, Span at, const PortList *wanted)
{
    Words w;
    return complain(c, "E298", at, "Write a function for each output, and join them with `copy`.",
                    "a formula gives one label, wanted `%s`", ports_words(&w, wanted));
}

bool
complain_formula_type(Complainer *c, Span at)
{
    return complain(c, "E298", at,
                    "Declare it, function f : A * B -> C = ..., and call that: f(x, y).",
                    "nothing here says of which type the result of this formula is");
}

bool
complain_formula_chain(Complainer *c, Span at, const char *partial, const Type *wanted)
{
    return complain(c, "E299", at,
                    "Give the output a type that has all partial results, or write a chain of "
                    "functions of fewer inputs each.",
                    "so many inputs are taken one after the other, and %s, which comes up on the "
                    "way, is no label of `%s`",
                    partial, type_name(wanted));
}

bool
complain_noisy_parts(Complainer *c, Span at, const char *word, size_t found, const PortList *in)
{
    Words w;
    return complain(c, "E298", at,
                    "One for each input, in their order, and perhaps `leak = ...` behind them.",
                    "`%s` has %zu part%s, wanted %zu: the inputs are `%s`", word, found,
                    found == 1 ? "" : "s", in->count, ports_words(&w, in));
}

bool
complain_noisy_number(Complainer *c, Span at, const mpq_t found)
{
    Words w;
    return complain(c, "E298", at, "From 0 to 1: how likely this input alone has the effect.",
                    "%s is no probability", rational_words(&w, found));
}

bool
complain_noisy_channel(Complainer *c, Span at, const PortList *in, const PortList *out)
{
    Words w;
    return complain(c, "E298", at,
                    in->count ? "A table, or a channel by its name: what this input alone does."
                              : "Kets, or a state by its name: what happens without any input.",
                    "wanted `%s`, each row with a sum of 1 and none undefined",
                    arrow_words(&w, in, out));
}

bool
complain_noisy_argument(Complainer *c, Span at, const char *word)
{
    return complain(c, "E298", at,
                    "As in noisy_or(1/2, 2/3, leak = 1/100), noisy_max({ 0 -> |none>  1 -> hit }).",
                    "this is no argument of `%s`", word);
}

bool
complain_noisy_type(Complainer *c, Span at, const Type *found)
{
    return complain(c, "E297", at, "noisy_or reads and gives " TRUTHS "; others noisy_max.",
                    "`%s` does not say which label is true", type_name(found));
}

bool
complain_noisy_function(Complainer *c, Span at, const char *word)
{
    return complain(c, "E300", at, "Declare a channel: channel c : A -> B = ...",
                    "`%s` is random, and a function is not", word);
}
