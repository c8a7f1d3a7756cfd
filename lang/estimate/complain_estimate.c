/* complain_estimate.c -- see complain_estimate.h. */
#include "lang/estimate/complain_estimate.h"

bool
complain_no_rows_said(Complainer *c, Span at, const char *state)
{
    return complain(c, "E250", at,
                    "Say how many rows it comes from: `... of 1000 rows`. A state that is imported "
                    "from rows knows.",
                    "`%s` has shares, and nothing says of how many rows they are", state);
}

bool
complain_not_rows(Complainer *c, Span at, uint64_t rows, const char *entry, const char *share)
{
    return complain(c, "E251", at,
                    "Shares of n rows are whole numbers divided by n. The state was rounded, is no "
                    "sample, or has another number of rows.",
                    "not the shares of %llu rows: %s of them would be %s",
                    (unsigned long long)rows, entry, share);
}

bool
complain_rows_counted(Complainer *c, Span at, uint64_t counted, uint64_t said)
{
    return complain(c, "E251", at, "Leave `of ... rows` out: the state knows.",
                    "this state was counted: %llu rows, not %llu", (unsigned long long)counted,
                    (unsigned long long)said);
}

bool
complain_no_state(Complainer *c, Span at)
{
    return complain(c, "E253", at, "Write which rows it is asked of: `... in M from STATE`.",
                    "a number is estimated from rows, and none are named");
}

bool
complain_no_estimate(Complainer *c, Span at, const char *found)
{
    return complain(c, "E253", at,
                    "Estimate P(...), E(...), a named quantity such as TE(X -> Y, 0 -> 1), or "
                    "sums, differences, products, quotients and whole powers of them, in a state "
                    "or in a model from a state.",
                    "nothing that can be estimated from rows: %s", found);
}

bool
complain_draws(Complainer *c, Span at, uint64_t rows, uint64_t times, uint64_t most)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E252", at,
                       "Ask for fewer resamples, or do without: the standard error is exact.",
                       "too large: %llu resamples of %llu rows; %llu rows drawn are the limit",
                       (unsigned long long)times, (unsigned long long)rows,
                       (unsigned long long)most);
}

bool
complain_added(Complainer *c, Span at)
{
    return complain(c, "E254", at, "`smooth 1/2` adds half a row to each cell.",
                    "what is added to each cell is a number above 0");
}

bool
complain_cells(Complainer *c, Span at, const char *cells, uint64_t most)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E254", at,
                       "Ask a model of fewer variables, or do without `smooth`.",
                       "too large: something would be added to each of %s cells; %llu are the "
                       "limit",
                       cells, (unsigned long long)most);
}

bool
complain_no_resample(Complainer *c, Span at, uint64_t defined, uint64_t times)
{
    return complain_as(c, UNDEFINED, EXIT_WRONG, "E255", at,
                       "Strata are too thin for a bootstrap. `smooth 1/2` fills them, and says so.",
                       "undefined: the quantity has a value in %llu of %llu resamples, and two are "
                       "needed",
                       (unsigned long long)defined, (unsigned long long)times);
}
