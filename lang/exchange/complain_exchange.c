/* complain_exchange.c -- the words for mistakes in asking for formats; see complain_exchange.h. */
#include "lang/exchange/complain_exchange.h"

#include "lang/exchange/format.h"
#include "lang/text/excerpt.h"
#include "lang/text/nearest.h"

#include <string.h>

/* The format that was probably meant, or all of them. */
static void
write_help(Name word, Sink *help)
{
    Nearest near = nearest_start(word);
    const Format *f;
    for (size_t i = 0; (f = format_at(i)) != NULL; i++)
        nearest_consider(&near, f->word);
    if (near.best) {
        sink_print(help, "Did you mean `%s`?", near.best);
        return;
    }
    for (size_t i = 0; (f = format_at(i)) != NULL; i++)
        if (format_find(f->word) == f) /* a word may stand in several lines */
            sink_print(help, "%s%s", i ? ", " : "There are ", f->word);
    sink_put(help, ".");
}

bool
complain_no_format(Complainer *c, Span at, Name word)
{
    char found[80];
    Sink help;
    sink_init(&help);
    write_help(word, &help);
    complain(c, "E229", at, sink_text(&help), "no format is called `%s`",
             quote_text(found, word, strlen(word)));
    sink_clear(&help);
    return false;
}

bool
complain_only_written(Complainer *c, Span at, const char *format)
{
    return complain(c, "E229", at, NULL, "%s is only written, not read", format);
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
