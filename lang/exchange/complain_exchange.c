/* complain_exchange.c -- the words for mistakes in asking for formats; see complain_exchange.h. */
#include "lang/exchange/complain_exchange.h"

#include "lang/text/excerpt.h"

#include <string.h>

bool
complain_no_format(Complainer *c, Span at, Name word, Name near, const char *all)
{
    char found[80], help[300];
    if (near)
        snprintf(help, sizeof help, "Did you mean `%.60s`?", near);
    else
        snprintf(help, sizeof help, "There are %.200s.", all);
    return complain(c, "E229", at, help, "no format is called `%s`",
                    quote_text(found, word, strlen(word)));
}

bool
complain_graph_name(Complainer *c, Span at, Name file, const char *format)
{
    char found[80], help[160];
    snprintf(help, sizeof help, "Write import \"%.60s\" as NAME.",
             quote_text(found, file, strlen(file)));
    return complain(c, "E229", at, help, "%s is imported as a model: its name is wanted", format);
}

bool
complain_graph_with(Complainer *c, Span at, const char *format)
{
    return complain(c, "E229", at, "Leave `with` out; declare a functor, or ask from a state.",
                    "%s has no numbers, so no functor comes of it", format);
}

bool
complain_not_a_graph(Complainer *c, Span at, const char *format)
{
    return complain(c, "E229", at, "Put it into a file, and import that.",
                    "%s cannot stand in a script: only graphs can", format);
}
