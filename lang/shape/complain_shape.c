/* complain_shape.c -- complaints about questions on the shape of a model. */
#include "lang/shape/complain_shape.h"

#include "lang/text/excerpt.h"

#include <string.h>

bool
complain_no_model(Complainer *c, Span at)
{
    return complain(c, "E140", at, "Write `... in lung`, or `use lung` before.",
                    "this does not say in which model it is asked");
}

bool
complain_shape_of_state(Complainer *c, Span at, Name state)
{
    char found[80];
    return complain(c, "E141", at, "Ask in the model that it is a state of.",
                    "`%s` is a state: it has no arrows",
                    quote_text(found, state ? state : "this", state ? strlen(state) : 4));
}

bool
complain_sets_overlap(Complainer *c, Span at, Name name)
{
    return complain(c, "E142", at,
                    "The sets of such a question have no variable in common.",
                    "`%s` stands in two sets of the question", name);
}

bool
complain_latent_in_shape(Complainer *c, Span at, Name name, Name what)
{
    return complain(c, "E143", at,
                    "Separation, ancestors, parents, ... may be asked of latent variables.",
                    "`%s` is latent, and `%s` asks about observed variables", name, what);
}

bool
complain_no_variable(Complainer *c, Span at)
{
    return complain(c, "E144", at,
                    "Only what is given, or adjusted for, may be the empty set.",
                    "found the empty set, wanted a variable");
}

bool
complain_other_variables(Complainer *c, Span at, Name name, Name in, Name other)
{
    return complain(c, "E145", at,
                    "Models are compared on the same observed variables, by their names.",
                    "`%s` is an observed variable of `%s`, but not of `%s`", name, in, other);
}

bool
complain_essential_latent(Complainer *c, Span at, const Model *m, const Vertex *latent)
{
    char what[200];
    if (latent->name)
        snprintf(what, sizeof what, "%.90s", latent->name);
    else
        snprintf(what, sizeof what, "%.90s <-> %.90s", m->vertices.at[latent->ends[0]].name,
                 m->vertices.at[latent->ends[1]].name);
    return complain(
        c, "E146", at,
        "An essential graph stands for models that observe all their variables; classes "
        "with hidden causes (PAGs) are not there yet.",
        "`%s` is latent", what);
}

bool
complain_one_on_each_side(Complainer *c, Span at)
{
    return complain(c, "E147", at, "Write instruments(X -> Y).",
                    "an instrument is for the effect of one variable on one other");
}
