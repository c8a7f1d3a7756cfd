/* complain_witness.c -- complaints about witnesses. */
#include "lang/complain/complain_witness.h"

bool
complain_no_need(Complainer *c, Span at, const char *effect)
{
    return complain(c, "E133", at,
                    "`identify` prints how it follows from what is observed.",
                    "%s can be identified, so no two interpretations look the same and differ "
                    "in it",
                    effect);
}

bool
complain_no_witness(Complainer *c, Span at, const char *effect, const char *why)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E134", at,
                       "`identify` shows the hedge, which proves that there is one where all "
                       "carriers and boxes may be chosen.",
                       "no witness built for %s: %s", effect, why);
}

bool
complain_plan_without_numbers(Complainer *c, Span at, Name plan)
{
    return complain(c, "E268", at,
                    "Declare it as a channel: what two models do under a plan is found by carrying "
                    "it out.",
                    "the plan `%s` has no numbers", plan);
}

bool
complain_no_rivals(Complainer *c, Span at, const char *question, const char *why)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E134", at,
                       "`identify` says why it cannot be known; that is about all models of this "
                       "shape, with carriers as large as need be.",
                       "no witness built for %s: %s", question, why);
}
