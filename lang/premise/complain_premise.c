/* complain_premise.c -- complaints about what is assumed, and what is asked of it. */
#include "lang/premise/complain_premise.h"

#include "independence/dag.h"
#include "lang/text/excerpt.h"

#include <string.h>

bool
complain_premise(Complainer *c, Span at)
{
    return complain(c, "E340", at,
                    "Write independent(A, B | C), not independent(A, B | C), implications(m), "
                    "{A, B} for more variables, or `positive`.",
                    "this is no premise");
}

bool
complain_not_a_relation(Complainer *c, Span at)
{
    return complain(c, "E341", at,
                    "Ask independent(A, B | C), parent(A, B), child, ancestor, descendant, "
                    "common_cause or common_effect, perhaps with `not` before it.",
                    "independences do not tell this");
}

bool
complain_relation_form(Complainer *c, Span at, const char *word)
{
    return complain(c, "E342", at, "Such as ancestor(A, B).",
                    "`%s` is asked of two different variables", word);
}

bool
complain_no_graph(Complainer *c, Span at)
{
    return complain(c, "E343", at,
                    "A premise is wrong, or hidden causes are at work, or variables are "
                    "independent by accident of their numbers. From this anything would follow.",
                    "no DAG of these variables has all that is assumed");
}

bool
complain_many_variables(Complainer *c, Span at, size_t most)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E344", at,
                       "Leave out what the question does not depend on.",
                       "there are more than %zu variables", most);
}

bool
complain_many_independences(Complainer *c, Span at, size_t found)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E344", at,
                       "Write those that matter: independent(A, B | C).",
                       "the model's independences are too many, or too hard to find: %zu were "
                       "found before the limit was reached",
                       found);
}

bool
complain_many_graphs(Complainer *c, Span at, size_t variables, size_t pairs)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E344", at,
                       "Each independence of two variables leaves one pair less.",
                       "%zu pairs of these %zu variables may be joined; the limit is %d", pairs,
                       variables, DAG_PAIRS_MAX);
}

bool
complain_premise_context(Complainer *c, Span at)
{
    return complain(c, "E345", at,
                    "Leave it out; `assume implications(m)` takes the independences of a model.",
                    "what is assumed is all that is known, and here stands a model or state too");
}

bool
complain_denied_premise(Complainer *c, Span at, const char *denied)
{
    return complain(c, "E346", at, "From this anything would follow.",
                    "the other premises imply %s, which is denied here", denied);
}

bool
complain_not_in_premises(Complainer *c, Span at, Name name)
{
    char text[80];
    return complain(c, "E347", at,
                    "Is it misspelt? `assume {X}, ...` says that X is a variable of which nothing "
                    "else is known.",
                    "`%s` stands in no premise", quote_text(text, name, strlen(name)));
}
