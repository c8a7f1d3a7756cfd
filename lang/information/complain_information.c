/* complain_information.c -- complaints about amounts of information; see
 * complain_information.h. */
#include "lang/information/complain_information.h"

bool
complain_not_informative(Complainer *c, Span at)
{
    return complain(c, "E280", at,
                    "Write entropy(X), entropy(X, Y | Z, W = w), information(X; Y | Z).",
                    "found something else than a variable");
}

bool
complain_information_do(Complainer *c, Span at)
{
    return complain(c, "E281", at, "Write do(X = x), or draw X: do(X := uniform).",
                    "what is done has no value, and no distribution to average over");
}

bool
complain_distance_row(Complainer *c, Span at)
{
    return complain(c, "E282", at, "Compare rows that have a value: `P(Y | X = x)`.",
                    "a row of this channel is undefined, so it has no distance");
}
