/* complain_decision.c -- complaints about decisions; see complain_decision.h. */
#include "lang/decision/complain_decision.h"

bool
complain_utility(Complainer *c, Span at)
{
    return complain(
        c, "E324", at,
        "Write variables whose labels are numbers, in sums of arithmetic: `best(D -> U)`, `best(D "
        "-> Gain^2 / 10 - 2 * Cost)`.",
        "this is no utility");
}

bool
complain_utility_product(Complainer *c, Span at, Name one, Name other)
{
    return complain(c, "E324", at,
                    "A utility is a sum of terms of one variable each. Make one of both: a "
                    "variable with these as parents, `X : T = a * b` in a functor.",
                    "this depends on `%s` and `%s` together", one, other);
}

bool
complain_decision_twice(Complainer *c, Span at, Name vertex)
{
    return complain(c, "E325", at, "Name each decision once, in the order in which they are made.",
                    "`%s` is decided twice", vertex);
}

bool
complain_decision_order(Complainer *c, Span at, Name earlier, Name later)
{
    return complain(c, "E327", at, "Name the decisions in the order in which they are made.",
                    "`%s` is to be decided before `%s`, which has an influence on it", earlier,
                    later);
}

bool
complain_decision_in_state(Complainer *c, Span at, Name word, Name context)
{
    return complain(c, "E326", at,
                    "A state has no box to replace: ask in a model, `... in m with F`, `... in m "
                    "from w`.",
                    "`%s` is asked in a model, and `%s` is none", word,
                    context ? context : "this");
}
