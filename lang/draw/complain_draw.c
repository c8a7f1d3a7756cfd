/* complain_draw.c -- complaints about pictures and plots; see complain_draw.h. */
#include "lang/draw/complain_draw.h"

#include "lang/text/excerpt.h"

#include <string.h>

bool
complain_other_suffix(Complainer *c, Span at, const char *path, Name as,
                      const char *suffix)
{
    char found[80], help[80];
    snprintf(help, sizeof help, "Call the file NAME%s, or leave out `as %.10s`.", suffix, as);
    return complain(c, "E153", at, help, "nothing is written as `%s` to `%s`", as,
                    quote_text(found, path, strlen(path)));
}

bool
complain_draw_as(Complainer *c, Span at, Name as)
{
    char found[80];
    return complain(c, "E150", at,
                    "Write `as graph` for a model, or as svg, tikz, dot or text; `:help draw` "
                    "tells the other words.",
                    "nothing is drawn as `%s`", quote_text(found, as, strlen(as)));
}

bool
complain_draw_twice(Complainer *c, Span at, Name first, Name as)
{
    return complain(c, "E150", at, "Draw it twice, or leave one of them out.",
                    "a picture is written as `%s` or as `%s`, not both", first, as);
}

bool
complain_draw_word(Complainer *c, Span at, Name word, const char *formats, const char *as)
{
    char help[80];
    snprintf(help, sizeof help, "Leave it out, or write `%s %.20s`.", as, word);
    return complain(c, "E150", at, help, "`%s` is for pictures in %s", word, formats);
}

bool
complain_draw_graph(Complainer *c, Span at, const Value *found)
{
    return complain(c, "E151", at, "Leave `as graph` out.",
                    "a model is drawn as a graph; this is %s", value_kind_name(found));
}

bool
complain_draw_suffix(Complainer *c, Span at, const char *path, const char *suffixes)
{
    char found[80], help[120];
    snprintf(help, sizeof help, "The suffix says what is written: %s.", suffixes);
    return complain(c, "E152", at, help, "no picture is written to `%s`",
                    quote_text(found, path, strlen(path)));
}

bool
complain_no_cairo(Complainer *c, Span at, const char *path)
{
    char found[80];
    return complain(
        c, "E152", at,
        "Write .svg or .tex, which any program turns into them; or install cairo (libcairo2), and "
        "build with CAIRO=yes.",
        "no picture is written to `%s`: PNG and PDF need cairo, which is not here",
        quote_text(found, path, strlen(path)));
}

bool
complain_plot_as(Complainer *c, Span at, Name as)
{
    char found[80];
    return complain(c, "E155", at, "Write `as text`, `as svg`, `as tikz`, or nothing.",
                    "no plot is written as `%s`", quote_text(found, as, strlen(as)));
}
