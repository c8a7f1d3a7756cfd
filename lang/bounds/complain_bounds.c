/* complain_bounds.c -- complaints about bounds; see complain_bounds.h. */
#include "lang/bounds/complain_bounds.h"

bool
complain_unbounded(Complainer *c, Span at, const char *found)
{
    return complain(c, "E190", at,
                    "Bounds are of one number: P(...) of events, E(...), their sums and "
                    "differences, and these times a number.",
                    "this is not a number that can be bounded: %s", found);
}

bool
complain_ratios(Complainer *c, Span at)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E191", at,
                       "Ask for the bounds of each by itself.",
                       "not linear: what is given has a probability that the data leave open, and "
                       "is not the same in all terms");
}

bool
complain_infeasible(Complainer *c, Span at, const char *model, const char *states,
                    const char *what, bool assumed)
{
    if (!states)
        return complain(c, "E192", at, "What is assumed is wrong, or a table is.",
                        "the tables of %s do not allow what is assumed: %s", model, what);
    return complain(c, "E192", at,
                    assumed ? "What is assumed, or an arrow that the model leaves out, is wrong."
                            : "All models of this shape keep within that. An arrow or a hidden "
                              "cause is missing, or these are not its data.",
                    "no model of the shape of %s has %s%s: %s", model, states,
                    assumed ? " and what is assumed" : "", what);
}

bool
complain_other_box(Complainer *c, Span at, const char *vertex, const char *row)
{
    return complain(c, "E246", at,
                    "These are not data of this model. `X : T <- Z`, without a box, leaves it "
                    "open.",
                    "`%s` is fixed in place, and the state says otherwise: %s", vertex, row);
}

bool
complain_no_value(Complainer *c, Span at, const char *box)
{
    return complain_as(c, UNDEFINED, EXIT_WRONG, "E247", at,
                       "Bounds need all rows that the worlds may read.",
                       "undefined: a row of %s that is needed has no value", box);
}

bool
complain_nothing_left(Complainer *c, Span at, const char *set)
{
    return complain(c, "E192", at, "The assumptions contradict each other.",
                    "nothing that %s can do is left by what is assumed", set);
}

bool
complain_several_causes(Complainer *c, Span at, const char *vertices)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E193", at,
                       "`bounds ... as outer` takes these hidden causes as one. What comes out "
                       "holds, and may be wider than need be.",
                       "no sharp bounds: %s hang together by several hidden causes, of which none "
                       "reaches all",
                       vertices);
}

bool
complain_fixed_place(Complainer *c, Span at, Name vertex)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E193", at,
                       "`bounds ... as outer` leaves it free. What comes out holds, and may be "
                       "wider than need be.",
                       "no sharp bounds: `%s` is fixed in place, and is no function of observed "
                       "variables",
                       vertex);
}

bool
complain_many_types(Complainer *c, Span at, const char *vertices, uint64_t types, uint64_t most)
{
    const char *help = "Variables with fewer values or parents have fewer.";
    if (types == UINT64_MAX)
        return complain_as(c, GAVE_UP, EXIT_LIMIT, "E194", at, help,
                           "too large: %s can respond in more ways than can be counted; %llu are "
                           "the limit",
                           vertices, (unsigned long long)most);
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E194", at, help,
                       "too large: %s can respond in %llu ways; %llu are the limit", vertices,
                       (unsigned long long)types, (unsigned long long)most);
}

bool
complain_many_combinations(Complainer *c, Span at, unsigned long long most)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E194", at,
                       "Each component that the data leave open, but for the largest, is taken at "
                       "all its vertices.",
                       "too large: more than %llu combinations of vertices", most);
}

bool
complain_symbolic(Complainer *c, Span at)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E194", at,
                       "With data, `... from omega`, they can be bounded.",
                       "no bounds as formulas: data leave more than one part of it open, or how "
                       "likely what is given is");
}

bool
complain_function_in_place(Complainer *c, Span at, const char *vertices)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E194", at,
                       "With data, `... from omega`, they can be bounded.",
                       "no bounds as formulas: %s follows a function in place, so that no data "
                       "have full support",
                       vertices);
}

bool
complain_assumption(Complainer *c, Span at)
{
    return complain(c, "E195", at,
                    "Write `assume X[Z = 1] >= X[Z = 0]` (labels in their order), "
                    "`Y[X = 1] = Y[X = 0]`, or `P(X[Z = 0] = 1, X[Z = 1] = 0) = 0`.",
                    "this cannot be assumed");
}

bool
complain_assumption_spread(Complainer *c, Span at)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E195", at,
                       "Assume something of a variable and its own causes.",
                       "not linear: this speaks of variables that share no hidden cause, and the "
                       "data leave open how they go together");
}

bool
complain_solver(Complainer *c, Span at, const char *reason, const char *help)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E196", at, help, "%s", reason);
}
