/* complain_sample.c -- see complain_sample.h. */
#include "lang/sampling/complain_sample.h"

#include "lang/complain/words.h"

bool
complain_sample_inputs(Complainer *c, Span at, const PortList *in)
{
    Words w;
    return complain(c, "E301", at,
                    "Give each input or condition a value: P(A | C = c), s ; f, f(|c>).",
                    "a state is sampled, and this reads `%s`", ports_words(&w, in));
}

bool
complain_sample_number(Complainer *c, Span at)
{
    return complain(c, "E301", at,
                    "Left of the bar stand the variables that are drawn: P(A, B | C = c).",
                    "a state is sampled, and this is a number");
}

bool
complain_sample_event(Complainer *c, Span at)
{
    return complain(c, "E302", at, "What holds in every row stands right of the bar: P(A | B = b).",
                    "this has a value, so that it is not drawn");
}

bool
complain_sample_file(Complainer *c, Span at, const char *path)
{
    return complain(c, "E303", at, "Call it NAME.csv or NAME.tsv.",
                    "rows are written to tables, and \"%.60s\" is called as none is", path);
}
